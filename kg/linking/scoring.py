"""How much two views of an act have in common, slot by slot: the points by which claims of several articles are joined.

Whether they *can* be one act says :func:`kg.agreement.same_act`; here is counted how much speaks for it.

| slot      | points |
|---|---|
| type      | 2 the same type; 1 the same root of PLOVER, or one above the other; nothing for one that takes what no finer one names |
| source    | 3 a state or a named actor in common, 4 both; 1 an unnamed group |
| target    | the same, but 1 where only the state is shared that acts itself; of equals 3 for each, at most 6, as ``parties`` |
| day       | 4 the same day; 3 a weekday that fits the day, or the same one; 2 times of at most a week that overlap; 1 longer ones that do, or news of the same days |
| place     | 2 the same place below a state; 1 one within the other; -5 places in provinces that are not the same |
| killed    | 2 the same number of three or more; 1 of fewer; -1 numbers that cannot be one ("at least 7", 9 can), -2 when one is twice the other |
| trigger   | 1 the same entry of the lexicon |
| about     | 3 claims of responsibility for the same act |

:data:`ENOUGH` points make two groups of claims one act: both sides, and a type of its own or a day.
"""  # noqa: E501 - a table

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.agreement import Days, Side, View, fits, same_days
from kg.isodates import is_one_day
from kg.model import Interval
from kg.ontology import EVENT, Ontology

ENOUGH = 9
PARTY, UNNAMED, SAME_DAY, SAME_TYPE, SAME_PLACE, FAR_PLACE, SAME_ACT, UNLIKE = 3, 1, 4, 2, 2, -5, 3, -2
#: Numbers of dead from which on the same one is no chance.
MANY = 3
#: One toll is so many times the other: hardly a matter of counting.
TWICE = 2
#: A weekday that fits a day, in articles of one time.
WEEKDAY = 3
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Agreement:
    """The points of each slot that has any, in the order of the table above, and their sum."""

    points: int = 0
    slots: tuple[tuple[str, int], ...] = ()

    def detailed(self) -> bool:
        """Whether more agrees than type, sides and day."""
        return any(points > 0 and slot in ("place", "killed", "trigger", "about") for slot, points in self.slots)

    def of(self, slot: str) -> int:
        """Return the points of one slot."""
        return dict(self.slots).get(slot, 0)


def compare(one: View, other: View, ontology: Ontology, *, near: bool = False, about: int = 0) -> Agreement:
    """Return what two views that can be one act have in common.

    ``near`` says that their articles are of the same days, ``about`` the points for the act that both speak of."""
    slots = {
        "type": _types(one, other, ontology),
        **dict(_sides(one, other)),
        "day": _days(one, other) or int(near),
        "place": _places(one, other),
        "killed": killed(one, other),
        "trigger": int(bool(one.rules & other.rules)),
        "about": about,
    }
    found = tuple((slot, points) for slot, points in slots.items() if points)
    return Agreement(sum(points for _, points in found), found)


def parties(one: Side, other: Side) -> frozenset[str]:
    """Return the states and the named actors that two sides have in common."""
    return (one.states & other.states) | (one.named & other.named)


def local(place: frozenset[str]) -> frozenset[str]:
    """Return what a place is or lies in, states left out."""
    return frozenset(key for key in place if not key.startswith("state/"))


def _types(one: View, other: View, ontology: Ontology) -> int:
    shared = one.types & other.types
    if any(not is_general(name, ontology) for name in shared):
        return SAME_TYPE
    roots = any(not ontology.types[name].general for name in shared)
    return int(roots or any(_above(a, b, ontology) for a in one.types for b in other.types))


def _above(one: str, other: str, ontology: Ontology) -> bool:
    return one in ontology.types[other].parents or other in ontology.types[one].parents


def is_general(name: str, ontology: Ontology) -> bool:
    """Whether a type only says what root an act has."""
    kind = ontology.types[name]
    return kind.general or (kind.parents[:1] == (EVENT,) and kind.root is not None)


def _sides(one: View, other: View) -> Iterator[tuple[str, int]]:
    if one.symmetric or other.symmetric:
        shared = parties(one.source | one.target, other.source | other.target)
        yield "parties", min(len(shared), 2) * PARTY
        return
    acting, suffering = parties(one.source, other.source), parties(one.target, other.target)
    for role, shared, a, b in (
        ("source", acting, one.source, other.source),
        ("target", suffering - acting, one.target, other.target),
    ):
        both = int(bool(a.states & b.states) and bool(a.named & b.named))
        unnamed = bool(a.vague & b.vague) or bool(parties(a, b))
        yield role, PARTY + both if shared else UNNAMED * unnamed


def _days(one: View, other: View) -> int:
    if not same_days(one.days, other.days):
        return 0
    if one.days and other.days:
        width = max((days[1] - days[0]).days for days in (one.days, other.days))
        return SAME_DAY if width == 0 else 2 if width <= _WEEK else 1
    if one.days or other.days:
        return WEEKDAY * (_told(one, other.days) or _told(other, one.days))
    return WEEKDAY * bool({p for p in one.patterns if is_one_day(p)} & other.patterns)


def _told(view: View, days: Days | None) -> bool:
    """Whether a view tells the weekday of one certain day."""
    one_day = days is not None and days[0] == days[1]
    return one_day and any(is_one_day(p) and fits(p, days) for p in view.patterns)


def _places(one: View, other: View) -> int:
    pairs = [(a, b) for x in one.places for y in other.places if (a := local(x)) and (b := local(y))]
    if not pairs:
        return 0
    if any(a <= b or b <= a for a, b in pairs):
        return SAME_PLACE if any(a == b for a, b in pairs) else 1
    certain = all(len(local(place)) > 1 for place in one.places | other.places)
    return FAR_PLACE if certain and not any(a & b for a, b in pairs) else 0


def killed(one: View, other: View) -> int:
    """Return the points for the numbers of dead."""
    mine, theirs = ({least for least, _ in view.tolls if least} for view in (one, other))
    if shared := mine & theirs:
        return 2 if max(shared) >= MANY else 1
    if not mine or not theirs or any(_meet(a, b) for a in one.tolls for b in other.tolls):
        return 0
    low, high = sorted((max(mine), max(theirs)))
    return UNLIKE if high >= TWICE * low else -1


def _meet(one: Interval, other: Interval) -> bool:
    """Whether two numbers, perhaps open upwards, can be one."""
    return all(a[1] is None or a[1] >= (b[0] or 0) for a, b in ((one, other), (other, one)))
