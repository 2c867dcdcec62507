"""What graphs are written with: the properties that the ontology and the shapes declare, and in which order.

Read from ``ontology/kg.ttl`` and ``shapes/kg.ttl``: what a property points to, whether a node has several of its
values, and in which order the shape of a class lists them, which is the order in which people read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.iris import KG, OWL, RDF, RDFS, SCHEMA, XSD
from kg.ontology import parse
from kg.resources import path_of

SH = "http://www.w3.org/ns/shacl#"

_Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Property:
    """A property of graphs. ``refers`` says that its values are nodes, ``named`` that they are terms of the ontology;
    those of the others have the ``datatype``, strings have none. A node has one value of a ``single`` one."""

    iri: str
    refers: bool
    named: bool
    datatype: str | None
    single: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All properties by their IRIs, and the places of those of each class; those of no class stand under ``""``."""

    properties: Mapping[str, Property]
    places: Mapping[str, Mapping[str, int]]

    def place(self, iri: str, cls: str = "") -> int:
        """Return where a property of a class stands; what its shape does not list follows, what none does is last."""
        own, all_ = self.places.get(cls, {}), self.places[""]
        return own[iri] if iri in own else len(own) + all_.get(iri, len(all_))


@cache
def vocabulary() -> Vocabulary:
    """Read the vocabulary of the package."""
    facts = _Facts([*parse(path_of("ontology/kg.ttl")), *parse(path_of("shapes/kg.ttl"))])
    shapes: dict[str, list[NamedNode]] = defaultdict(list)
    for shape in facts.subjects(SH + "path"):
        for path in facts.all(shape, SH + "path"):
            if isinstance(shape, NamedNode) and isinstance(path, NamedNode) and path.value != RDF + "type":
                shapes[path.value].append(shape)
    relations = [one.value for one in facts.below(KG + "actedOn") if isinstance(one, NamedNode)]
    named = facts.classes_of_individuals()
    known = {iri: _property(facts, iri, shapes.get(iri, ()), named) for iri in (*shapes, *relations)}
    return Vocabulary(known, _places(facts, known))


def _property(facts: _Facts, iri: str, shapes: Sequence[NamedNode], individuals: Set[_Term]) -> Property:
    """Return what the ontology and the shapes of a property say of it."""
    node = NamedNode(iri)
    told = [node, *shapes, *(one for shape in shapes for one in facts.members(shape, SH + "or"))]
    kinds = [value.value for one in shapes for value in facts.all(one, SH + "nodeKind") if isinstance(value, NamedNode)]
    ranges = (RDFS + "range", SCHEMA + "rangeIncludes", SH + "datatype")
    types = [v.value for one in told for name in ranges for v in facts.all(one, name) if isinstance(v, NamedNode)]
    types = [one for one in types if one.startswith(XSD) and one != XSD + "string"]
    classes = {value for shape in shapes for value in facts.all(shape, SH + "class")}
    counts = [bool(facts.all(shape, SH + "maxCount")) for shape in shapes]
    return Property(
        iri,
        refers=facts.has(node, RDF + "type", OWL + "ObjectProperty") or SH + "IRI" in kinds or bool(classes),
        named=any(facts.all(shape, SH + name) for shape in shapes for name in ("in", "node"))
        or any(one in individuals for one in classes),
        datatype=next(iter(types), None),
        single=(bool(counts) and all(counts)) or facts.has(node, RDF + "type", OWL + "FunctionalProperty"),
    )


def _places(facts: _Facts, known: Mapping[str, Property]) -> Mapping[str, Mapping[str, int]]:
    """Return the places of the properties of each class that has a shape of its own, as that lists them."""
    places: dict[str, dict[str, int]] = {"": {iri: number for number, iri in enumerate(known)}}
    for shape in facts.subjects(SH + "targetClass"):
        listed = [path for one in facts.all(shape, SH + "property") for path in facts.all(one, SH + "path")]
        order = dict.fromkeys(path.value for path in listed if isinstance(path, NamedNode))
        for cls in facts.all(shape, SH + "targetClass"):
            if isinstance(cls, NamedNode):
                places[cls.value] = {iri: number for number, iri in enumerate(order)}
    return places


class _Facts:
    """Triples by subject and predicate, in the order of the files."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self._values: dict[tuple[_Term, str], list[_Term]] = defaultdict(list)
        for quad in quads:
            self._values[quad.subject, quad.predicate.value].append(quad.object)

    def subjects(self, predicate: str) -> Iterator[NamedNode | BlankNode]:
        """Yield the nodes that have a property."""
        return (one for one, name in self._values if name == predicate and not isinstance(one, Literal | Triple))

    def all(self, node: _Term, predicate: str) -> Sequence[_Term]:
        """Return the values of a property."""
        return self._values.get((node, predicate), ())

    def has(self, node: _Term, predicate: str, value: str) -> bool:
        """Say whether a property has this value."""
        return NamedNode(value) in self.all(node, predicate)

    def classes_of_individuals(self) -> Set[_Term]:
        """Return the classes whose members the ontology names one by one."""
        individual = NamedNode(OWL + "NamedIndividual")
        types = (values for (_, name), values in self._values.items() if name == RDF + "type")
        return {one for values in types if individual in values for one in values} - {individual}

    def below(self, iri: str) -> Iterator[NamedNode | BlankNode]:
        """Yield a property and those that lie below it, however far, in the order of the file."""
        found: list[NamedNode | BlankNode] = [NamedNode(iri)]
        for node in self.subjects(RDFS + "subPropertyOf"):
            if any(one in found for one in self.all(node, RDFS + "subPropertyOf")):
                found.append(node)
        return iter(found)

    def members(self, node: _Term, predicate: str) -> Iterator[_Term]:
        """Yield the members of the lists that a property points to."""
        pending = list(self.all(node, predicate))
        while pending:
            cell = pending.pop()
            yield from self.all(cell, RDF + "first")
            pending += self.all(cell, RDF + "rest")
