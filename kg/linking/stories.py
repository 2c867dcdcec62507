"""When articles that do not say when they were published are from: known from the story that they share with others.

A weekday alone tells no week. But an article that tells of A striking B on a Tuesday and of B striking A on a Thursday
is of the time of any other article that tells both; so is one that shares, beside a single act with its weekday, the
place of it and its number of dead, or two other acts of which nobody says when. Such articles tell one *story*. Where
one of them knows a day, the story has days; where they know different ones, or days too far apart, it is none. Nothing
of this is said in the graph but as a reason for joining claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations, product, starmap

from kg.agreement import Side, View
from kg.isodates import is_one_day, patterns_meet, patterns_of
from kg.linking.groups import Group, Window, by_doc
from kg.linking.scoring import MANY, is_general, local
from kg.ontology import Ontology

#: The days of one story lie no further apart.
LONGEST = 14

#: The kind of an act, who acts and who suffers; with its weekday, or the day of some year.
Act = tuple[str, str, str]
Sign = tuple[Act, str]
#: Two signs, or one with the number of dead and the place, or with two more acts.
Clue = tuple[object, ...]
#: What is known of the time of an act: the days, and what unresolved times still say.
Time = tuple[frozenset[int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What an article tells of an act between two parties, with the details beside it."""

    act: Act
    time: Time
    details: tuple[tuple[int, str], ...]

    def signs(self) -> Iterator[Sign]:
        """Yield the act with each of its weekdays and days."""
        yield from ((self.act, pattern) for pattern in sorted(self.time[1]))


def placed(groups: Sequence[Group], ontology: Ontology) -> list[Group]:
    """Return the groups; those of articles without a day of publication with the story that they belong to."""
    documents = by_doc(groups)
    undated = {doc for doc, mine in documents.items() if mine[0].window is None}
    if not undated:
        return list(groups)
    windows = _stories(_shared(documents, undated, ontology), undated)
    return [_in_story(group, windows.get(group.doc)) if group.doc in undated else group for group in groups]


def _in_story(group: Group, story: tuple[str, Window | None] | None) -> Group:
    if story is None:
        return group
    name, window = story
    return replace(group, window=window) if window else replace(group, story=name)


def _shared(
    documents: Mapping[str, Sequence[Group]], undated: set[str], ontology: Ontology
) -> Iterator[tuple[list[str], frozenset[int]]]:
    """Yield the undated articles that share a clue, and the days that it is known to be of."""
    found: dict[Clue, dict[str, Mapping[Act, Time]]] = defaultdict(dict)
    for doc, groups in sorted(documents.items()):
        for clue, times in _clues(_tellings(groups, ontology)):
            found[clue][doc] = times
    for _, told in sorted(found.items(), key=lambda item: str(item[0])):
        members = [doc for doc in told if doc in undated]
        if members and len(told) > 1:
            known = [reduce(_both, (one[act] for one in told.values())) for act in next(iter(told.values()))]
            if all(len(days) < 2 and all(starmap(patterns_meet, combinations(said, 2))) for days, said in known):
                yield members, frozenset(day for days, _ in known for day in days)


def _both(one: Time, other: Time) -> Time:
    return one[0] | other[0], one[1] | other[1]


def _tellings(groups: Iterable[Group], ontology: Ontology) -> list[_Telling]:
    """Return what an article tells of each act whose parties it names, unless it only says what root the act has."""
    found: dict[Act, _Telling] = {}
    for group in groups:
        places = sorted({key for place in group.view.places for key in local(place)})
        details = tuple(product(sorted({n for n, _ in group.view.tolls if n and n >= MANY}), places))
        for act in _acts(group.view, ontology):
            one = found.get(act, _Telling(act, (frozenset(), frozenset()), ()))
            found[act] = _Telling(act, _both(one.time, _time(group.view)), one.details + details)
    return [found[act] for act in sorted(found)]


def _acts(view: View, ontology: Ontology) -> Iterator[Act]:
    kinds = {ontology.types[n].kind or n for n in view.types if ontology.types[n].kind or not is_general(n, ontology)}
    for kind, source, target in product(sorted(kinds), _parties(view.source), _parties(view.target)):
        first, second = sorted((source, target)) if view.symmetric else (source, target)
        yield kind, first, second


def _time(view: View) -> Time:
    if view.days and view.days[0] == view.days[1]:
        return frozenset({view.days[0].toordinal()}), frozenset(patterns_of(view.days[0]))
    return frozenset(), frozenset(pattern for pattern in view.patterns if is_one_day(pattern))


def _parties(side: Side) -> list[str]:
    return sorted(side.states or side.named)


def _clues(tellings: Sequence[_Telling]) -> Iterator[tuple[Clue, Mapping[Act, Time]]]:
    """Yield what an article shares only with others of its story, with the times of the acts in it."""
    for one, other in combinations(tellings, 2):
        for clue in product(one.signs(), other.signs()):
            yield clue, {one.act: one.time, other.act: other.time}
    for telling in tellings:
        others = list(combinations([other for other in tellings if other.act != telling.act], 2))
        for sign in telling.signs():
            for detail in telling.details:
                yield (sign, *detail), {telling.act: telling.time}
            for first, second in others:
                yield (sign, first.act, second.act), {told.act: told.time for told in (telling, first, second)}


def _stories(
    shared: Iterable[tuple[list[str], frozenset[int]]], undated: set[str]
) -> dict[str, tuple[str, Window | None]]:
    """Return name and days of the story of each undated article that has one."""
    parent = {doc: doc for doc in undated}

    def root(doc: str) -> str:
        while parent[doc] != doc:
            parent[doc] = parent[parent[doc]]
            doc = parent[doc]
        return doc

    days: dict[str, set[int]] = defaultdict(set)
    for members, known in shared:
        for member in members:
            one, other = sorted((root(members[0]), root(member)))
            parent[other] = one
        days[members[0]].update(known)
    together: dict[str, set[int]] = defaultdict(set)
    for doc in sorted(days):
        together[root(doc)] |= days[doc]
    told = {name: known for name, known in together.items() if not known or max(known) - min(known) <= LONGEST}
    windows = {name: (min(known), max(known)) if known else None for name, known in told.items()}
    return {doc: (root(doc), windows[root(doc)]) for doc in undated if root(doc) in windows}
