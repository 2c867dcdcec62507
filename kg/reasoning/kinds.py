"""Tells the nodes of a graph apart by what a reasoner can conclude from: few kinds stand for very many nodes.

The features of a node are the classes it is said to be of, the properties it has, those that lead to it, and the values
that count (:class:`Feature`). Nodes with the same features are of one kind, and what contradicts the ontology in one of
them does so in all. A graph of a million triples has some hundred kinds, and the reasoner need see each of them but
once.

Nothing is missed by this in an ontology whose axioms are of the kinds that :mod:`kg.reasoning.schema` calls local:
subclasses, disjoint classes, domains and ranges, super-properties, inverse, symmetric and transitive properties, listed
individuals, functional properties. By these, what a node is follows from its classes and from the *names* of the
properties at it: no axiom of these kinds hands a class from one node on to another, and the triples that follow from
super-, inverse, symmetric and transitive properties give a node no names that do not follow from those it has. The one
way in which nodes meet is a functional property with two values: they must be the same. Then the features of both
values are part of those of the node, with all their values, as far as functional properties lead from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyoxigraph as ox
import rdflib

from kg.graph.terms import A
from kg.iris import RDF, XSD
from kg.reasoning.schema import Schema, name_of

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal | ox.Triple
What = Literal["type", "out", "in", "value", "is", "leads"]


@dataclass(frozen=True, slots=True)
class Feature:
    """What is known of a node: it is of a class (``type``), has a property or is where one leads (``out``, ``in``), has
    a value; ``is`` and ``leads`` name the end of a functional property that has several: an individual of the ontology,
    another node."""

    what: What
    name: str
    value: Term | None = None

    def __lt__(self, other: Feature) -> bool:
        """Order features, for output that is always the same."""
        return (self.what, self.name, str(self.value)) < (other.what, other.name, str(other.value))


Features = frozenset[Feature]


class Data:
    """A graph together with what the ontology says of individuals; which triple is of which does not matter here."""

    def __init__(self, graph: ox.Store, facts: Iterable[ox.Triple]) -> None:
        own = ox.Store()
        own.extend(ox.Quad(*fact) for fact in facts)
        self._stores = (graph, own)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield all triples; one that stands in several named graphs comes more than once."""
        return (quad.triple for store in self._stores for quad in store)

    def of(self, predicate: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield the triples of a property."""
        return (quad.triple for store in self._stores for quad in store.quads_for_pattern(None, predicate, None))

    def about(self, node: Node) -> list[ox.Triple]:
        """Return the triples that begin or end at a node, in order."""
        patterns = ((node, None, None, None), (None, None, node, None))
        quads = (quad for store in self._stores for one in patterns for quad in store.quads_for_pattern(*one))
        return sorted({quad.triple for quad in quads}, key=str)


def kinds_of(data: Data, schema: Schema) -> dict[Features, list[Node]]:
    """Return the kinds of nodes in a graph, each with its nodes, both in order."""
    table = _Table(schema)
    for triple in data:
        table.add(triple)
    table.follow(data)
    kinds: dict[Features, list[Node]] = defaultdict(list)
    for node, features in table.features.items():
        kinds[frozenset(features)].append(node)
    return {key: sorted(kinds[key], key=str) for key in sorted(kinds, key=sorted)}


def matches(triple: ox.Triple, feature: Feature, node: Node) -> bool:
    """Say whether a triple that begins or ends at a node is what gives it a feature."""
    if feature.what == "type":
        return triple.subject == node and triple.predicate == A and name_of(triple.object) == feature.name
    if triple.predicate.value != feature.name:
        return False
    if feature.what == "in":
        return bool(triple.object == node)
    if triple.subject != node:
        return False
    if feature.what == "value":
        return isinstance(triple.object, ox.Literal) and feature.value in (triple.object, triple.object.datatype)
    return feature.value is None or triple.object == feature.value


class _Table:
    """Gathers the features of nodes; equal features are one object, since there are few."""

    def __init__(self, schema: Schema) -> None:
        self.features: dict[Node, set[Feature]] = {}
        self._schema = schema
        self._feature = cache(Feature)
        self._first: dict[tuple[Node, str], int] = {}
        self._several: dict[Node, set[str]] = defaultdict(set)

    def add(self, triple: ox.Triple) -> None:
        """Take note of a triple, if the ontology has a say in it."""
        node, name, end = triple.subject, triple.predicate.value, triple.object
        if isinstance(node, ox.Triple) or isinstance(end, ox.Triple):
            return
        if triple.predicate == A:
            if not isinstance(end, ox.Literal) and end.value in self._schema.classes:
                self._note(node, self._feature("type", end.value))
        elif name in self._schema.data and isinstance(end, ox.Literal):
            self._note(node, self._value(name, end))
            self._count(node, triple)
        elif name in self._schema.objects and not isinstance(end, ox.Literal):
            self._note(node, self._feature("out", name))
            self._note(end, self._feature("in", name))
            self._count(node, triple)

    def follow(self, data: Data) -> None:
        """Give nodes that have several values of a functional property those values, and what these lead to."""
        pending: list[Node] = sorted(self._several, key=str)
        exact: set[Node] = set()
        while pending:
            node = pending.pop()
            for triple in data.about(node):
                groups = self._schema.functional.get(triple.predicate.value, ())
                if triple.subject != node or not groups:
                    continue
                if node in exact or self._several[node].intersection(groups):
                    feature = self._exact(triple.predicate.value, triple.object)
                    self._note(node, feature)
                    self._forget(node, triple)
                    end = triple.object
                    if feature.what == "leads" and isinstance(end, ox.NamedNode | ox.BlankNode) and end not in exact:
                        exact.add(end)
                        pending.append(end)

    def _note(self, node: Node, feature: Feature) -> None:
        self.features.setdefault(node, set()).add(feature)

    def _forget(self, node: Node, triple: ox.Triple) -> None:
        """Drop the value that stands for all of its datatype, where the value itself counts."""
        if isinstance(triple.object, ox.Literal):
            self.features[node].discard(self._feature("value", triple.predicate.value, triple.object.datatype))

    def _count(self, node: Node, triple: ox.Triple) -> None:
        """Note of which functional properties a node has several values; of the first one its hash is kept, for there
        are many, and some are long."""
        for group in self._schema.functional.get(triple.predicate.value, ()):
            if self._first.setdefault((node, group), hash(triple.object)) != hash(triple.object):
                self._several[node].add(group)

    def _value(self, name: str, value: ox.Literal) -> Feature:
        """Return the feature of a value: its datatype where that says all."""
        if self._schema.plain.get(name) in ("", value.datatype.value) and well_formed(value):
            return self._feature("value", name, value.datatype)
        return self._feature("value", name, value)

    def _exact(self, name: str, end: Term) -> Feature:
        if isinstance(end, ox.Literal):
            return self._feature("value", name, end)
        return self._feature("is" if name_of(end) in self._schema.individuals else "leads", name, end)


def well_formed(value: ox.Literal) -> bool:
    """Say whether a literal is one of its datatype, as far as that is known.

    >>> well_formed(ox.Literal("7", datatype=ox.NamedNode(XSD + "integer"))), well_formed(ox.Literal("x"))
    (True, True)
    """
    if value.datatype.value in {XSD + "string", XSD + "anyURI", RDF + "langString"}:
        return True
    return not rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value)).ill_typed
