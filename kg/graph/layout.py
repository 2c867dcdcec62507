"""The order in which people read a graph: the whole first, then who, what happened, who says so, the evidence last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg import iris
from kg.graph.terms import A, kg, named

Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal

_FIRST = (A.value, iris.RDFS + "label", iris.DCTERMS + "title", iris.DCTERMS + "identifier")
_TYPE_RANK = {
    iris.VOID + "Dataset": 0,
    iris.PROV + "Activity": 1,
    iris.PROV + "SoftwareAgent": 1,
    iris.DCTERMS + "PeriodOfTime": 1,
    iris.KG + "State": 2,
    iris.KG + "Estimate": 5,
    iris.KG + "Claim": 6,
    iris.KG + "Toll": 7,
    iris.KG + "Comparison": 8,
    iris.KG + "Membership": 9,
    iris.KG + "Article": 10,
    iris.KG + "Mention": 11,
}
_ENTITY_RANK, _EVENT_RANK, _FIGURE_RANK = 3, 4, 12
_NUMBER = re.compile(r"([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Block:
    """All that is said of one subject: its predicates in reading order, each with its objects in theirs."""

    subject: Subject
    properties: tuple[tuple[NamedNode, tuple[Term, ...]], ...]


def blocks(statements: Iterable[Quad | Triple]) -> Iterator[Block]:
    """Yield the statements by subject, each once, in reading order; of which graph they are does not matter."""
    by_subject: dict[Subject, dict[NamedNode, list[Term]]] = {}
    for one in statements:
        by_subject.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one.object)
    subjects = sorted(by_subject, key=lambda subject: (_rank(by_subject[subject]), natural(str(subject))))
    for subject in subjects:
        yield Block(subject, _sorted(by_subject.pop(subject)))


def natural(term: str) -> tuple[tuple[str | int, ...], str]:
    """Return a key by which numbers inside of text sort as numbers.

    >>> sorted(["a#char=10,12", "a#char=9,12"], key=natural)
    ['a#char=9,12', 'a#char=10,12']
    """
    parts: list[str | int] = [*_NUMBER.split(term)]
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts), term


def base_of(statements: Iterable[Quad]) -> str | None:
    """Return the base IRI of a graph, which is known from the description of the whole; ``None`` without a good one."""
    dataset = named(iris.VOID + "Dataset")
    for one in statements:
        if one.object == dataset and one.predicate == A and isinstance(one.subject, NamedNode):
            base = one.subject.value.removesuffix(iris.DATASET_KEY)
            return base if iris.is_base(base) else None
    return None


def _sorted(properties: Mapping[NamedNode, Sequence[Term]]) -> tuple[tuple[NamedNode, tuple[Term, ...]], ...]:
    """Return predicates with the type and the names first, and their objects."""
    predicates = sorted(properties, key=_predicate_order)
    return tuple((one, _objects(properties[one])) for one in predicates)


def _objects(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the objects of a predicate, each once and in order; most have but one."""
    if len(terms) == 1:
        return tuple(terms)
    return tuple(sorted(set(terms), key=lambda term: natural(str(term))))


def _predicate_order(predicate: NamedNode) -> tuple[int, str]:
    """Return where a predicate stands: those of ``_FIRST`` in their order, then the others in that of their IRIs."""
    iri = predicate.value
    return (_FIRST.index(iri) if iri in _FIRST else len(_FIRST)), iri


def _rank(properties: Mapping[NamedNode, Sequence[Term]]) -> tuple[int, str]:
    """Return the section of a subject; an event is known by its claims, since there are many classes of events,
    and a figure of the description by the class that it counts."""
    types = sorted(term.value for term in properties.get(A, ()) if isinstance(term, NamedNode))
    known = [_TYPE_RANK[one] for one in types if one in _TYPE_RANK]
    if known:
        return min(known), ""
    if named(iris.VOID + "class") in properties:
        return _FIGURE_RANK, ""
    return (_EVENT_RANK if kg("claim") in properties else _ENTITY_RANK), next(iter(types), "")
