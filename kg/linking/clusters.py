"""Which groups of claims, each of one article, are about one act: the heart of linking across articles.

A group is compared only with the clusters that share an acting and a suffering party with it in weeks near its own, so
that the work grows with the number of groups and not with its square. That only spares hopeless comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, product

from kg.agreement import Days, Side, View, merged, same_act, score
from kg.model import Claim
from kg.ontology import Ontology

#: An article without a day for an act reports it within so many days of its own publication; older acts are not joined
#: on that ground.
FRESH = 7
#: A group without a day is compared with so many clusters that could hardly be nearer to it; more would not settle it.
RIVALS = 50
#: A time of more weeks than this is not entered week by week.
_WIDE = 60
_WEEK = 7

#: Days as numbers, first and last.
Window = tuple[int, int]
#: The kind of act, whether its parties are equals, and one party of each side ("" for a side that nobody names).
Pair = tuple[str, bool, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one article about one act."""

    claims: tuple[Claim, ...]
    view: View
    published: date | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of several articles taken for one act."""

    groups: tuple[Group, ...]
    view: View


@dataclass(slots=True)
class _Open:
    """A cluster that still grows; ``window`` is where it lies in time while it has no days of its own."""

    number: int
    view: View
    window: Window | None
    groups: list[Group] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)


def cluster(groups: Iterable[Group], ontology: Ontology) -> list[Cluster]:
    """The clusters, begun in the order of the days: a group without a day joins the one act that it fits, or none."""
    found: list[_Open] = []
    index = _Index()
    for group in sorted(groups, key=_order):
        home = _home(group, index, ontology)
        if home is None:
            home = _Open(len(found), group.view, _window(group))
            found.append(home)
        home.groups.append(group)
        home.documents.add(group.claims[0].doc)
        home.view = merged(home.view, group.view)
        index.add(home, ontology)
    return [Cluster(tuple(c.groups), c.view) for c in found]


def _order(group: Group) -> tuple[bool, bool, Days, str]:
    unknown = (date.max, date.max)
    whole = bool(group.view.source) and bool(group.view.target)
    return group.view.days is None, not whole, group.view.days or unknown, min(c.key for c in group.claims)


def _home(group: Group, index: _Index, ontology: Ontology) -> _Open | None:
    """The cluster with most in common, of equals the one that most articles tell of.

    Without a day of its own, a group that fits two equally well joins neither."""
    fitting = [f for symmetric in (True, False) for f in _fitting(group, symmetric, index, ontology)]
    merits = sorted((-points, -len(other.documents), other.number, other) for points, other in fitting)
    undecided = group.view.days is None and len(merits) > 1 and merits[0][:2] == merits[1][:2]
    return None if undecided or not merits else merits[0][3]


def _fitting(group: Group, symmetric: bool, index: _Index, ontology: Ontology) -> Iterator[tuple[int, _Open]]:
    """The clusters that a group may join, with what they have in common; no more than it takes to choose."""
    alike = replace(group.view, symmetric=symmetric)
    most, wanted = score(alike, alike), 1 if group.view.days else RIVALS
    for other in index.near(group, symmetric, ontology):
        if _joins(group, other, ontology):
            points = score(other.view, group.view)
            yield points, other
            wanted -= points == most
        if not wanted:
            return


def _joins(group: Group, other: _Open, ontology: Ontology) -> bool:
    """Whether a group tells of a cluster's act: in another article, with the same sides and days that can be one."""
    if group.claims[0].doc in other.documents or not same_act(other.view, group.view, ontology):
        return False
    return _both_sides(other.view, group.view) and _near(group, other)


def _both_sides(one: View, other: View) -> bool:
    if one.symmetric:
        first, second = one.source | one.target, other.source | other.target
        return len((first.states | first.named) & (second.states | second.named)) >= 2
    pairs = [(one.source, other.source), (one.target, other.target)]
    dated = bool(one.days and other.days)  # without the other side only a known day makes two acts of somebody one
    return all(
        bool(a.states & b.states or a.named & b.named or a.vague & b.vague) or (dated and not a and not b)
        for a, b in pairs
    )


def _near(group: Group, other: _Open) -> bool:
    """Whether the days meet, or the articles are so close in time that an act without a day is the same news."""
    if group.view.days and other.view.days:
        return True
    mine, theirs = _window(group), _numbers(other.view.days) or other.window
    if mine is None or theirs is None:
        return False
    return mine[0] - FRESH <= theirs[1] and theirs[0] - FRESH <= mine[1]


def _window(group: Group) -> Window | None:
    published = (group.published, group.published) if group.published else None
    return _numbers(group.view.days or published)


def _numbers(days: Days | None) -> Window | None:
    return (days[0].toordinal(), days[1].toordinal()) if days else None


class _Index:
    """Finds the clusters with a party of each side in common with a group, in weeks near to its own."""

    def __init__(self) -> None:
        self._weeks: dict[Pair, dict[int | None, dict[int, _Open]]] = {}

    def add(self, cluster: _Open, ontology: Ontology) -> None:
        """Enter a cluster under the pairs that it has got since it was last entered."""
        window = _numbers(cluster.view.days) or cluster.window
        if window is None:
            return
        new = set(_pairs(cluster.view, cluster.view.symmetric, ontology)) - cluster.pairs
        cluster.pairs |= new
        for pair in new:
            weeks = self._weeks.setdefault(pair, {})
            for week in _weeks(window) or (None,):
                weeks.setdefault(week, {})[cluster.number] = cluster

    def near(self, group: Group, symmetric: bool, ontology: Ontology) -> Sequence[_Open]:
        """The clusters that a group may belong to, in the order in which they were begun."""
        window = _window(group)
        if window is None:
            return ()
        wanted = _weeks((window[0] - FRESH, window[1] + FRESH))
        found: dict[int, _Open] = {}
        for pair in _pairs(group.view, symmetric, ontology):
            weeks = self._weeks.get(pair, {})
            for week in (None, *wanted) if wanted else tuple(weeks):
                found.update(weeks.get(week, {}))
        return [found[number] for number in sorted(found)]


def _pairs(view: View, symmetric: bool, ontology: Ontology) -> Iterator[Pair]:
    """Of equal parties every two, else one of each side."""
    root = min(ontology.types[t].root or t for t in view.types)
    if symmetric:
        both = view.source | view.target
        yield from ((root, True, a, b) for a, b in combinations(sorted(both.states | both.named), 2))
    else:
        yield from ((root, False, a, b) for a, b in product(_names(view.source), _names(view.target)))


def _names(side: Side) -> list[str]:
    return sorted(side.states | side.named | side.vague) or [""]


def _weeks(window: Window) -> range | None:
    """The weeks of a window, or None when it is too wide."""
    first, last = window[0] // _WEEK, window[1] // _WEEK
    return range(first, last + 1) if last - first < _WIDE else None
