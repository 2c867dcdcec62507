"""Cuts a graph into parts that shapes can check one at a time, so that the memory they need does not grow with it.

A shape looks at the properties of a node and at the classes of what these lead to. A part therefore holds some nodes
with all their properties, the classes of what they point to, and the hierarchy of classes. Which nodes are to be
checked is marked, the others being there in name only: a mark says of which targeted class a node is an instance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.iris import RDFS
from kg.validation.findings import TYPE, Term

SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
MARK = "urn:x-kg-focus:"
YES = ox.Literal(True)

#: About as many triples make a part: enough for the fixed costs not to count, few enough to need little memory.
SIZE = 20_000

Node = ox.NamedNode | ox.BlankNode | ox.Triple


def mark(target: str) -> str:
    """Return the property that marks instances of a class as nodes to be checked."""
    return MARK + target


def cut(
    data: Iterable[ox.Triple],
    schema: Sequence[ox.Triple],
    targets: Collection[Term],
    size: int = SIZE,
    only: Collection[Term] | None = None,
) -> Iterator[list[ox.Triple]]:
    """Yield the parts of ``data``, each with the ``schema``; instances of the ``targets`` are to be checked.

    With ``only`` these nodes make the parts; the others are there so that one sees what they are."""
    by_subject: dict[Node, list[ox.Triple]] = defaultdict(list)
    for triple in data:
        by_subject[triple.subject].append(triple)
    classes: dict[Term, list[ox.Triple]] = {
        node: [triple for triple in own if triple.predicate == TYPE] for node, own in by_subject.items()
    }
    above = _above(schema)
    for nodes in _batches({node: own for node, own in by_subject.items() if only is None or node in only}, size):
        own = [triple for node in nodes for triple in by_subject[node]]
        inside = set(nodes)
        named = dict.fromkeys(triple.object for triple in own if triple.object not in inside)
        borrowed = [triple for node in named for triple in classes.get(node, ())]
        marks = [one for node in nodes for one in _marks(node, classes[node], above, targets)]
        yield [*own, *borrowed, *marks, *schema]


def _batches(by_subject: Mapping[Node, list[ox.Triple]], size: int) -> Iterator[list[Node]]:
    """Yield so many nodes at a time that they have about ``size`` triples."""
    batch: list[Node] = []
    count = 0
    for node, own in by_subject.items():
        batch.append(node)
        count += len(own)
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _marks(
    node: Node, types: Iterable[ox.Triple], above: Mapping[Term, set[Term]], targets: Collection[Term]
) -> Iterator[ox.Triple]:
    """Yield a mark for each target that the node is an instance of."""
    found = {one for triple in types for one in (triple.object, *above.get(triple.object, ())) if one in targets}
    for one in sorted(found, key=str):
        if isinstance(one, ox.NamedNode):
            yield ox.Triple(node, ox.NamedNode(mark(one.value)), YES)


def _above(schema: Iterable[ox.Triple]) -> dict[Term, set[Term]]:
    """Return all classes above each class."""
    parents: dict[Term, set[Term]] = defaultdict(set)
    for triple in schema:
        if triple.predicate == SUBCLASS:
            parents[triple.subject].add(triple.object)
    return {name: _reached(name, parents) for name in list(parents)}


def _reached(name: Term, parents: Mapping[Term, set[Term]]) -> set[Term]:
    """Return what is reached from a class, however far up."""
    reached: set[Term] = set()
    pending = [name]
    while pending:
        found = parents.get(pending.pop(), set()) - reached
        reached |= found
        pending.extend(found)
    return reached
