"""The order in which people read a graph: the whole first, then who, what happened, who says so, the evidence last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iris
from kg.graph.sorting import Row, in_order
from kg.graph.statements import GraphName, Statements, Subject, graph_key, graph_of, subject_of
from kg.graph.terms import A, kg
from kg.vocabulary import vocabulary

Term = Subject | Literal | Triple

_FIRST = (A.value, iris.RDFS + "label", iris.DCTERMS + "title", iris.DCTERMS + "identifier")
_TYPE_RANK = {
    iris.VOID + "Dataset": 0,
    iris.PROV + "Activity": 1,
    iris.PROV + "SoftwareAgent": 1,
    iris.DCTERMS + "PeriodOfTime": 1,
    iris.KG + "State": 2,
    iris.KG + "Estimate": 5,
    iris.KG + "Article": 6,
    iris.KG + "Claim": 7,
    iris.KG + "Toll": 8,
    iris.KG + "Comparison": 9,
    iris.KG + "Membership": 10,
    iris.KG + "Mention": 11,
}
_ENTITY_RANK, _EVENT_RANK, _FIGURE_RANK = 3, 4, 12
#: What has no class of its own in the list above, since there are many: events are known by their claims, figures of
#: the description by the class that they count.
_MARKS = {iris.KG + "claim": _EVENT_RANK, iris.VOID + "class": _FIGURE_RANK}
#: Numbers that stand by themselves; the digits of a digest are none.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{1,18}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Block:
    """All that is said of one subject: its predicates in reading order, each with its objects in theirs."""

    subject: Subject
    properties: tuple[tuple[NamedNode, tuple[Term, ...]], ...]


def blocks(source: Statements) -> Iterator[Block]:
    """Yield the statements by subject, each once, in reading order; of which graph they are does not matter."""
    for _, subject in _subjects(source, graphs=False):
        yield _block(subject, source.about(subject))


def graph_blocks(source: Statements) -> Iterator[tuple[GraphName, Iterator[Block]]]:
    """Yield the graphs in the order of their names, the default graph first, with the blocks of each."""
    for graph, subjects in groupby(_subjects(source, graphs=True), key=lambda pair: pair[0]):
        yield graph, (_block(subject, source.about(subject, graph)) for _, subject in subjects)


def natural(term: str) -> tuple[str, str]:
    """Return a key by which numbers inside of text sort as numbers.

    >>> sorted(["a#char=10,12", "a#char=9,12"], key=natural)
    ['a#char=9,12', 'a#char=10,12']
    """
    return _NUMBER.sub(lambda found: f"\0{found[0]:0>18}", term), term


def _subjects(source: Statements, *, graphs: bool) -> Iterator[tuple[GraphName, Subject]]:
    """Yield the subjects, graph by graph or of the union, in reading order."""
    found = (
        (graph_key(graph) if graphs else "", str(subject), *_features(quads))
        for graph, subject, quads in source.parts()
    )
    ranked = (
        (graph, *_section([row[2:] for row in rows]), *natural(str(subject)))
        for (graph, subject), rows in groupby(in_order(found), key=lambda row: row[:2])
    )
    for row in in_order(ranked):
        yield graph_of(str(row[0])), subject_of(str(row[-1]))


def _features(quads: Iterable[Quad]) -> Row:
    """Return what some of the statements about a subject tell of its section: the rank of a class that has one, that of
    a property that marks one, its first class."""
    types = sorted(q.object.value for q in quads if q.predicate == A and isinstance(q.object, NamedNode))
    rank = min((_TYPE_RANK[one] for one in types if one in _TYPE_RANK), default=None)
    mark = max((_MARKS.get(quad.predicate.value, _ENTITY_RANK) for quad in quads), default=_ENTITY_RANK)
    return rank, mark, next(iter(types), "")


def _section(parts: Sequence[Row]) -> tuple[int, str]:
    """Return the section of a subject, and the class by which those of one section are put together."""
    known = [rank for rank, _, _ in parts if isinstance(rank, int)]
    if known:
        return min(known), ""
    marks = max(mark for _, mark, _ in parts if isinstance(mark, int))
    types = [str(cls) for _, _, cls in parts if cls]
    return marks, "" if marks == _FIGURE_RANK else min(types, default="")


def _block(subject: Subject, quads: Iterable[Quad]) -> Block:
    """Return all that is said of a subject, each predicate with its objects once."""
    properties: dict[NamedNode, set[Term]] = {}
    for quad in quads:
        properties.setdefault(quad.predicate, set()).add(quad.object)
    cls = _listing(properties)
    predicates = sorted(properties, key=lambda one: _place(one.value, cls))
    return Block(subject, tuple((one, _objects(properties[one])) for one in predicates))


def _objects(terms: set[Term]) -> tuple[Term, ...]:
    """Return the objects of a predicate in order; most have but one."""
    if len(terms) == 1:
        return tuple(terms)
    return tuple(sorted(terms, key=lambda term: natural(str(term))))


def _listing(properties: Mapping[NamedNode, set[Term]]) -> str:
    """Return the class whose shape lists the properties of a subject; that of agents lists those of places too."""
    types = sorted(one.value for one in properties.get(A, ()) if isinstance(one, NamedNode))
    known = (one for one in types if one in _TYPE_RANK and one != iris.KG + "State")
    return next(known, iris.KG + ("Event" if kg("claim") in properties else "Agent"))


@lru_cache(4096)
def _place(iri: str, cls: str) -> tuple[int, str]:
    """Return where a predicate stands: those of ``_FIRST`` in their order, then the others as the shape lists them."""
    return (_FIRST.index(iri) - len(_FIRST) if iri in _FIRST else vocabulary().place(iri, cls)), iri
