"""Adds to a graph what follows from it and the ontology, for triple stores that do not reason themselves.

What follows from a triple depends on its property, or its class, alone: an airstrike is an assault, whatever has a
stance is a claim. So the library owlrl is asked once, for a sample of each property and each class (a second), and what
it says of the sample is said of every triple of the graph as that is written. A whole graph given to a library takes
minutes (owlrl: 138 s for 98,000 triples, 17 s for 14,000) or very much memory (reasonable, in Rust: 30 s and 6.9 GB for
98,000), where this takes seconds, and no more memory than the graph written alone.

Transitive properties, for which two triples are needed, are followed in the graph. Our ontology has no other axioms
that need several triples (restrictions, chains, keys); those of a user's ontology add nothing here. That two nodes are
the same is never inferred: in a graph that conforms nothing says so.

Left out is what helps nobody: that all is a thing or a resource, that each thing is the same as itself, what follows of
the terms of the ontology, and all that would need a blank node.

What is inferred stands in a named graph of its own (``graph/inferred``), in the formats that have named graphs. Shapes
and checks are about what is told (a node has its most specific class there, and no other); so ``kg validate`` and the
like pass the inferred graph over, and the description of the whole does not count it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg import iris
from kg.graph.statements import GraphName, Stored, Subject
from kg.graph.terms import A, named
from kg.iris import OWL, RDF, RDFS, XSD
from kg.reasoning.kinds import Node, Term
from kg.reasoning.schema import TRANSITIVE, Schema, load_schema, name_of

Level = Literal["rdfs", "owl-rl"]
LEVELS: tuple[Level, ...] = ("rdfs", "owl-rl")

_SAMPLE, _FROM, _TO = "urn:x-kg-sample:", "urn:x-kg-from:", "urn:x-kg-to:"
_NOISE = (OWL, RDF, RDFS, XSD)


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from a triple by its property: classes of its subject and of its object, other properties between
    the two, and properties that lead back."""

    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows by each class (the classes above it) and each property; ``terms`` are those of the ontology itself,
    ``transitive`` has for each transitive property those that lead on by it and those that lead back."""

    above: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, Rule]
    terms: frozenset[str]
    transitive: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def load_rules(level: Level, extra: Sequence[Path] = ()) -> Rules:
    """Return what follows by the ontology of the package together with the files in ``extra``."""
    schema = load_schema(extra)
    said = _closure(_samples(schema), level)
    properties = {name: _rule(name, said) for name in sorted(schema.objects | schema.data)}
    transitive = _transitive(schema, properties) if level == "owl-rl" else {}
    above = {name: _classes(_SAMPLE + name, name, said) for name in sorted(schema.classes)}
    return Rules(above, properties, schema.classes | schema.objects | schema.data | schema.individuals, transitive)


def told(store: ox.Store) -> ox.Store:
    """Return a graph without what was inferred when it was written, which stands in a named graph of its own."""
    inferred = {one for one in store.named_graphs() if name_of(one).endswith(iris.INFERRED_GRAPH_KEY)}
    if not inferred:
        return store
    rest = ox.Store()
    rest.bulk_extend(quad for quad in store if quad.graph_name not in inferred)
    return rest


class Inferred(Stored):
    """The statements of a store, and in a graph of their own (``graph/inferred``) those that follow from them."""

    def __init__(self, store: ox.Store, rules: Rules) -> None:
        super().__init__(store)
        self._rules = rules
        self.graph = ox.NamedNode((self.base() or iris.DEFAULT_BASE) + iris.INFERRED_GRAPH_KEY)

    def parts(self) -> Iterator[tuple[GraphName, Subject, Sequence[ox.Quad]]]:
        """Yield all statements by graph and subject."""
        for graph, subject, quads in super().parts():
            yield graph, subject, quads
            yield from self._part(subject)
        for node in self._ends():
            yield from self._part(node)

    def about(self, subject: Subject, graph: GraphName | None = None) -> Iterable[ox.Quad]:
        """Return what is said of a subject, and what follows."""
        said = [] if graph == self.graph else list(super().about(subject, graph))
        return [*said, *self.following(subject)] if graph in (None, self.graph) else said

    def following(self, node: Subject) -> list[ox.Quad]:
        """Return what follows about a node and is not said of it."""
        if isinstance(node, ox.Triple) or name_of(node) in self._rules.terms:
            return []
        said = {(quad.predicate, quad.object) for quad in super().about(node)}
        new = dict.fromkeys(pair for pair in self._pairs(node) if pair not in said)
        return [ox.Quad(node, predicate, end, self.graph) for predicate, end in new]

    def _part(self, node: Subject) -> Iterator[tuple[GraphName, Subject, Sequence[ox.Quad]]]:
        quads = self.following(node)
        if quads:
            yield self.graph, node, quads

    def _ends(self) -> Iterator[Subject]:
        """Yield the nodes of which something follows and nothing is said."""
        seen: set[Subject] = set()
        for quad in self._store:
            rule = self._rules.properties.get(quad.predicate.value)
            end = quad.object
            if rule is None or isinstance(end, ox.Literal | ox.Triple) or end in seen or not (rule.ranges or rule.back):
                continue
            seen.add(end)
            if next(iter(self._store.quads_for_pattern(end, None, None)), None) is None:
                yield end

    def _pairs(self, node: Node) -> Iterator[tuple[ox.NamedNode, Term]]:
        """Yield what follows about a node: the property and its end."""
        for quad in super().about(node):
            if quad.predicate == A:
                yield from ((A, named(name)) for name in self._rules.above.get(name_of(quad.object), ()))
            elif rule := self._rules.properties.get(quad.predicate.value):
                yield from ((A, named(name)) for name in rule.domains)
                yield from ((named(name), quad.object) for name in rule.onward)
        for quad in self._store.quads_for_pattern(None, None, node):
            if rule := self._rules.properties.get(quad.predicate.value):
                yield from ((A, named(name)) for name in rule.ranges)
                if not isinstance(quad.subject, ox.Triple):
                    yield from ((named(name), quad.subject) for name in rule.back)
        for name, (onward, back) in self._rules.transitive.items():
            rule = self._rules.properties[name]
            for end in self._reached(node, onward, back):
                yield from ((named(one), end) for one in (name, *rule.onward))
            for end in self._reached(node, back, onward) if rule.back else ():
                yield from ((named(one), end) for one in rule.back)

    def _reached(self, node: Node, onward: Sequence[str], back: Sequence[str]) -> list[Node]:
        """Return where some properties lead from a node, however far."""
        found: dict[Node, None] = {}
        pending: list[Node] = [node]
        while pending:
            one = pending.pop()
            quads = [quad for name in onward for quad in self._store.quads_for_pattern(one, named(name), None)]
            ends: list[Term] = [quad.object for quad in quads]
            ends += [quad.subject for name in back for quad in self._store.quads_for_pattern(None, named(name), one)]
            for end in ends:
                if isinstance(end, ox.NamedNode | ox.BlankNode) and end not in found and end != node:
                    found[end] = None
                    pending.append(end)
        return list(found)


def _samples(schema: Schema) -> list[ox.Triple]:
    """Return the axioms with a member of each class, and a triple of each property."""
    triples = list(schema.axioms)
    triples += [ox.Triple(ox.NamedNode(_SAMPLE + name), A, ox.NamedNode(name)) for name in sorted(schema.classes)]
    for name in sorted(schema.objects | schema.data):
        end = ox.NamedNode(_TO + name) if name in schema.objects else ox.Literal(_TO + name)
        triples.append(ox.Triple(ox.NamedNode(_FROM + name), ox.NamedNode(name), end))
    return triples


def _closure(triples: Iterable[ox.Triple], level: Level) -> dict[str, list[tuple[str, str]]]:
    """Return all that follows from some triples, as the property and the end of each by its subject."""
    import owlrl  # noqa: PLC0415 - takes a moment that other commands save
    import rdflib  # noqa: PLC0415

    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    semantics = owlrl.RDFS_Semantics if level == "rdfs" else owlrl.OWLRL_Semantics
    logger = logging.getLogger("rdflib.term")
    logger.disabled, before = True, logger.disabled
    try:
        # Its own ways to read numbers and days would stay behind in rdflib, which shapes are run by.
        owlrl.DeductiveClosure(semantics, improved_datatypes=False).expand(graph)
    finally:
        logger.disabled = before
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, end in graph:
        if isinstance(subject, rdflib.URIRef) and not isinstance(end, rdflib.BNode):
            said[str(subject)].append((str(predicate), str(end)))
    return said


def _rule(name: str, said: Mapping[str, Sequence[tuple[str, str]]]) -> Rule:
    """Read from the sample of a property what follows from it."""
    return Rule(
        domains=_classes(_FROM + name, "", said),
        ranges=_classes(_TO + name, "", said),
        onward=_between(_FROM + name, _TO + name, name, said),
        back=_between(_TO + name, _FROM + name, "", said),
    )


def _classes(sample: str, own: str, said: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    found = {end for predicate, end in said.get(sample, ()) if predicate == A.value}
    return tuple(sorted(one for one in found if one != own and not one.startswith(_NOISE)))


def _between(one: str, other: str, own: str, said: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    found = {predicate for predicate, end in said.get(one, ()) if end == other}
    return tuple(sorted(name for name in found if name != own and not name.startswith(_NOISE)))


def _transitive(schema: Schema, properties: Mapping[str, Rule]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the transitive properties with those that lead on by them, themselves included, and those that lead
    back."""
    found = {}
    for one in sorted(name_of(axiom.subject) for axiom in schema.axioms if axiom.object == TRANSITIVE):
        onward = [name for name, rule in properties.items() if one in (name, *rule.onward)]
        found[one] = tuple(onward), tuple(name for name, rule in properties.items() if one in rule.back)
    return found
