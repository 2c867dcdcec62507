"""JSON-LD with short names for properties, classes and datatypes, one node on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.layout import Block, blocks
from kg.iris import PREFIXES, RDF, XSD

_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def jsonld(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the union of all graphs as JSON-LD, piece by piece."""
    yield f'{{"@context": {json.dumps(PREFIXES)},\n "@graph": ['
    separator = "\n  "
    for block in blocks(quads):
        yield separator + json.dumps(_node(block), ensure_ascii=False)
        separator = ",\n  "
    yield "\n]}\n"


def _node(block: Block) -> Mapping[str, object]:
    """Return one subject with its properties; single values stand without a list."""
    node: dict[str, object] = {"@id": _id(block.subject)}
    for predicate, objects in block.properties:
        if predicate.value == RDF + "type":
            values: list[object] = [_compact(one) if isinstance(one, NamedNode) else _id(one) for one in objects]
            node["@type"] = values
        else:
            values = [_value(one) for one in objects]
            node[_compact(predicate)] = values[0] if len(values) == 1 else values
    return node


def _value(term: object) -> object:
    """Return a literal or a reference; numbers stay strings with a datatype, since JSON's would lose their form."""
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype)}


def _id(term: object) -> str:
    """Return the whole IRI, or the label of a blank node."""
    return term.value if isinstance(term, NamedNode) else str(term)


def _compact(term: NamedNode) -> str:
    """Return ``prefix:name`` for a term of a vocabulary that has a prefix, else the whole IRI."""
    cut = max(term.value.rfind("#"), term.value.rfind("/")) + 1
    prefix = _NAMESPACES.get(term.value[:cut])
    return f"{prefix}:{term.value[cut:]}" if prefix and term.value[cut:] else term.value
