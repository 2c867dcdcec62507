"""The part of a large graph that some articles tell of, so that these can be checked without all the others.

Checked are the articles with their mentions and claims, and what is said of the events that these are about; of actors,
places and posts in them only their own properties, since what they have with others rests on other articles too. So
that a check sees what it asks for, the part also has what all these nodes point to, and of the other claims about an
event whom they name and their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.graph.terms import kg

#: Who or what is named by a claim or a mention.
_NAMED = tuple(map(kg, ("refersTo", "couldBe", "namesPost", "source", "target", "place", "claimer", "relayedBy")))
#: What checks ask of the claims of an event.
_ASKED = tuple(map(kg, ("toll", "source", "target", "place")))
#: What leads to nodes that say something of a claim, and of an event.
_OF_CLAIM, _OF_EVENT = (kg("comparing"), kg("comparedWith")), (kg("memberOf"),)


@dataclass(frozen=True, slots=True)
class Near:
    """A part of a graph: its quads, the nodes of which all is checked, and those of which only what they have."""

    quads: tuple[Quad, ...]
    nodes: frozenset[NamedNode]
    named: frozenset[NamedNode]


def near(store: Store, articles: Iterable[NamedNode]) -> Near:
    """Return what some articles tell of, by the names of their graphs."""
    part = _Part(store)
    own = {quad.subject for article in articles for quad in store.quads_for_pattern(None, None, None, article)}
    claims = {node for node in own if isinstance(node, NamedNode)}
    events = {node for claim in claims for node in part.objects(claim, kg("aboutEvent"))}
    told = {node for event in events for node in part.objects(event, kg("estimate"))}
    told |= part.pointing(claims, _OF_CLAIM) | part.pointing(events, _OF_EVENT)
    named = {node for claim in claims for name in _NAMED for node in part.objects(claim, name)}
    nodes = claims | events | told
    for node in nodes | named:
        for other in part.pointed(node):
            part.quads(other)
    for event in events:
        for claim in part.objects(event, kg("claim")):
            for node in (node for name in _ASKED for node in part.objects(claim, name)):
                part.quads(node)
    return Near(tuple(part.all()), frozenset(nodes), frozenset(named - nodes))


class _Part:
    """Collects nodes with all that is said of them; each is looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._quads: dict[NamedNode, tuple[Quad, ...]] = {}

    def quads(self, node: NamedNode) -> tuple[Quad, ...]:
        """Return all that is said of a node."""
        if node not in self._quads:
            self._quads[node] = tuple(self._store.quads_for_pattern(node, None, None))
        return self._quads[node]

    def objects(self, node: NamedNode, name: NamedNode) -> set[NamedNode]:
        """Return the nodes that one points to by one property."""
        return {one.object for one in self.quads(node) if one.predicate == name and isinstance(one.object, NamedNode)}

    def pointed(self, node: NamedNode) -> set[NamedNode]:
        """Return all nodes that one points to."""
        return {one.object for one in self.quads(node) if isinstance(one.object, NamedNode)}

    def pointing(self, nodes: Iterable[NamedNode], names: Iterable[NamedNode]) -> set[NamedNode]:
        """Return the nodes that point to some by certain properties."""
        pairs = [(node, name) for node in nodes for name in names]
        found = (quad.subject for node, name in pairs for quad in self._store.quads_for_pattern(None, name, node))
        return {one for one in found if isinstance(one, NamedNode)}

    def all(self) -> Iterator[Quad]:
        """Yield everything that was looked up."""
        for quads in self._quads.values():
            yield from quads
