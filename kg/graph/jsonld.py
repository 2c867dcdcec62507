"""JSON-LD as people would write it by hand: short names, plain numbers, one node on each line.

The context is made from the vocabulary: what a property points to, and of which datatype its values are, stands there
once. Names of the ontology are short by ``@vocab``, those of other vocabularies by a term of their own unless the
ontology has the name too. A value that is not of the kind that its property should have is written in full, so that
every graph comes back as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.layout import Block, blocks
from kg.graph.statements import Statements, UnwritableError
from kg.graph.turtle import relative
from kg.iris import KG, PREFIXES, RDF, XSD, local_name
from kg.vocabulary import Property, vocabulary

_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
#: Numbers that JSON and RDF write alike, and that no reader rounds.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_TYPE, _STRING = RDF + "type", XSD + "string"


def jsonld(source: Statements) -> Iterator[str]:
    """Yield the union of all graphs as JSON-LD, piece by piece."""
    writer = Writer(source.base())
    lines = (f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in writer.context().items())
    yield '{\n  "@context": {\n' + ",\n".join(lines) + '\n  },\n  "@graph": ['
    separator = "\n    "
    for block in blocks(source):
        yield separator + json.dumps(writer.node(block), ensure_ascii=False)
        separator = ",\n    "
    yield "\n  ]\n}\n"


@cache
def terms() -> Mapping[str, Property]:
    """Return the properties by their short names."""
    known = vocabulary().properties
    own = {local_name(iri): one for iri, one in known.items() if iri.startswith(KG)}
    others: dict[str, Property] = {}
    for iri, one in known.items():
        if not iri.startswith(KG) and local_name(iri) not in own:
            others.setdefault(local_name(iri), one)
    return {**others, **own}


@cache
def _names() -> Mapping[str, str]:
    """Return the short names of the properties."""
    return {one.iri: name for name, one in terms().items()}


class Writer:
    """Writes nodes below a base; against one that does not end in a slash names would resolve to something else."""

    def __init__(self, base: str | None) -> None:
        self._base = base if base and base.endswith("/") else None

    def context(self) -> Mapping[str, object]:
        """Return what short names stand for."""
        head: dict[str, object] = {"@base": self._base} if self._base else {}
        head |= {"@vocab": KG, **PREFIXES, "id": "@id", "type": "@type"}
        return head | {name: told for name, one in terms().items() if (told := _definition(one))}

    def node(self, block: Block) -> Mapping[str, object]:
        """Return one subject with its properties; what can be there more than once stands in a list."""
        plain = {scheme for scheme in _schemes(block) if scheme in PREFIXES}
        node: dict[str, object] = {"@context": dict.fromkeys(sorted(plain))} if plain else {}
        node["id"] = self._id(block.subject, plain)
        for predicate, objects in block.properties:
            if predicate.value == _TYPE and not any(isinstance(one, Literal) for one in objects):
                types = [_term(one.value, plain) if isinstance(one, NamedNode) else str(one) for one in objects]
                node["type"] = types[0] if len(types) == 1 else types
                continue
            known = vocabulary().properties.get(predicate.value)
            values = [self._value(one, known, plain) for one in objects]
            alone = len(values) == 1 and (known is None or known.single)
            node[_key(predicate.value, plain)] = values[0] if alone else values
        return node

    def _value(self, term: object, known: Property | None, plain: set[str]) -> object:
        """Return a value in the shortest form that a reader takes for the same."""
        if isinstance(term, Literal):
            return _literal(term, known, plain)
        if isinstance(term, Triple):
            raise UnwritableError(f"JSON-LD has no statements about statements, such as <<( {term} )>>: write Turtle.")
        if known is not None and known.refers and known.named and isinstance(term, NamedNode):
            return _term(term.value, plain)
        return self._id(term, plain) if known is not None and known.refers else {"id": self._id(term, plain)}

    def _id(self, term: object, plain: set[str]) -> str:
        """Return the name of a node: relative to the base, with a prefix, or whole."""
        if not isinstance(term, NamedNode):
            return str(term)
        return relative(term.value, self._base) or _compact(term.value, plain)


def _definition(one: Property) -> object:
    """Return what a context says of a property, nothing when its name says it all."""
    iri = {} if one.iri.startswith(KG) else {"@id": _compact(one.iri, set())}
    kind = ("@vocab" if one.named else "@id") if one.refers else _compact(one.datatype, set()) if one.datatype else None
    several = {} if one.single else {"@container": "@set"}
    told = iri | ({"@type": kind} if kind else {}) | several
    return told["@id"] if list(told) == ["@id"] else told


def _literal(literal: Literal, known: Property | None, plain: set[str]) -> object:
    """Return a literal; one of the datatype that the context says is plain, and so is a string without one."""
    expected = (known.datatype or _STRING) if known and not known.refers else None if known else _STRING
    if literal.language:
        direction = {"@direction": str(literal.direction)} if literal.direction else {}
        return {"@value": literal.value, "@language": literal.language} | direction
    datatype = literal.datatype.value
    if datatype == expected:
        return _native(literal)
    return {"@value": literal.value} | ({} if datatype == _STRING else {"@type": _term(datatype, plain)})


def _native(literal: Literal) -> object:
    """Return whole numbers, true and false as JSON has them; the others as their text, since a fraction would lose its
    form."""
    datatype, text = literal.datatype.value, literal.value
    if datatype == XSD + "integer" and _WHOLE.fullmatch(text):
        return int(text)
    if datatype == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _key(iri: str, plain: set[str]) -> str:
    """Return the name of a property."""
    return _names().get(iri) or _term(iri, plain)


def _term(iri: str, plain: set[str]) -> str:
    """Return a name that is looked up in the vocabulary: a short one, unless a property has it."""
    local = iri.removeprefix(KG)
    taken = local in terms() or local in PREFIXES or local in {"id", "type"}
    return local if iri.startswith(KG) and _LOCAL.fullmatch(local) and not taken else _compact(iri, plain)


def _compact(iri: str, plain: set[str]) -> str:
    """Return ``prefix:name`` for a term of a vocabulary that has a prefix, else the whole IRI."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _NAMESPACES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and prefix not in plain and _LOCAL.fullmatch(iri, cut) else iri


def _schemes(block: Block) -> Iterator[str]:
    """Yield what stands before the first colon of the IRIs of a block: it could be taken for a prefix."""
    nodes = (block.subject, *(one for name, objects in block.properties for one in (name, *objects)))
    for one in nodes:
        if isinstance(one, NamedNode):
            yield one.value.partition(":")[0]
        elif isinstance(one, Literal):
            yield one.datatype.value.partition(":")[0]
