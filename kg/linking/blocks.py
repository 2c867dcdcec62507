"""Finds the clusters that a group may belong to without looking at all of them.

They share the root of the act, a party of each side and the time: a day that both can be of, days of publication that
are near, or an undated story. So the work grows with the number of groups, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import Generic, Protocol, TypeVar

from kg.agreement import Days, Side, View
from kg.linking.groups import Window, numbers
from kg.ontology import Ontology

#: An article without a day for an act reports it within so many days of its own publication; older acts are not joined
#: on that ground.
FRESH = 7
#: A time of more days meets only times that are the same: "in 2015" says too little of a day to be found under it.
WIDE = 31

#: Stands for the groups that act: which one it was may be disputed.
GROUPS = "?"

#: The kind of act, whether its parties are equals, and one party of each side ("" for a side that nobody names).
Pair = tuple[str, bool, str, str]
#: A day, an interval of days, or a story without days; those of the acts themselves and those of publication apart.
Time = tuple[bool, int | Window | str]


class Placed(Protocol):
    """What can be found: it has a number, what is said of it, and when the article is from."""

    @property
    def number(self) -> int:
        """The place in the order in which they were begun."""
    @property
    def view(self) -> View:
        """What is said of it."""
    @property
    def window(self) -> Window | None:
        """When its first article is from."""
    @property
    def story(self) -> str:
        """The undated story of its first article."""


P = TypeVar("P", bound=Placed)


class Blocks(Generic[P]):
    """Clusters by pairs of parties and times."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._blocks: dict[tuple[Pair, Time], dict[int, P]] = defaultdict(dict)
        self._entered: dict[int, set[Pair]] = defaultdict(set)

    def add(self, cluster: P) -> None:
        """Enter a cluster under the pairs that it has got since it was last entered."""
        new = set(pairs(cluster.view, self._ontology)) - self._entered[cluster.number]
        self._entered[cluster.number] |= new
        for pair, time in product(new, list(_times(cluster.view.days, cluster.window, cluster.story))):
            self._blocks[pair, time][cluster.number] = cluster

    def near(self, view: View, window: Window | None, story: str) -> list[P]:
        """Return the clusters that a group may belong to, in the order in which they were begun."""
        times = list(_sought(view.days, window, story))
        found: dict[int, P] = {}
        for key in product(pairs(view, self._ontology), times):
            found.update(self._blocks.get(key, {}))
        return [found[number] for number in sorted(found)]


def pairs(view: View, ontology: Ontology) -> set[Pair]:
    """Return every two of equal parties, else one of each side."""
    root = min(ontology.types[t].root or t for t in view.types)
    if view.symmetric:
        both = view.source | view.target
        return {(root, True, a, b) for a, b in combinations(sorted(both.states | both.named), 2)}
    disputed = [GROUPS] if view.source.named and not view.source.states else []
    return {(root, False, a, b) for a, b in product([*_names(view.source), *disputed], _names(view.target))}


def _names(side: Side) -> list[str]:
    return sorted(side.states | side.named | side.vague) or [""]


def _times(days: Days | None, window: Window | None, story: str) -> Iterator[Time]:
    """Yield the times under which a cluster is entered."""
    if known := numbers(days):
        yield from _spread(True, known)
    elif window:
        yield from _spread(False, window)
    elif story:
        yield False, story


def _sought(days: Days | None, window: Window | None, story: str) -> Iterator[Time]:
    """Yield the times under which the clusters of a group are looked for."""
    if known := numbers(days):
        yield from _spread(True, known)
        yield from _spread(False, (known[0] - FRESH, known[1] + FRESH))
    elif window:
        near = (window[0] - FRESH, window[1] + FRESH)
        yield from _spread(True, near)
        yield from _spread(False, near)
    elif story:
        yield False, story


def _spread(acted: bool, window: Window) -> Iterator[Time]:
    """Yield the days of a window, or the window as a whole when it is wide."""
    if window[1] - window[0] > WIDE:
        yield acted, window
    else:
        yield from ((acted, day) for day in range(window[0], window[1] + 1))
