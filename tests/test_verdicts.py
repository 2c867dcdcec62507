"""How two values of a slot stand to each other: exact cases, and what holds for all values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import KEYS, PEOPLE, seen

from kg.agreement import Side
from kg.linking import verdicts
from kg.linking.verdicts import MANY, Number, Standing, World

WORLD = World(PEOPLE, ontology())
TURNED: Mapping[Standing | None, Standing | None] = {
    None: None,
    "equal": "equal",
    "refines": "refined",
    "refined": "refines",
    "compatible": "compatible",
    "conflicts": "conflicts",
}


def side(words: str) -> Side:
    """A side with its unnamed people by their labels."""
    found = seen(source=words).source
    return replace(found, vague=frozenset(PEOPLE[key].label.casefold() for key in found.vague))


SIDES = [
    ("the same state", "IRN", "IRN", "equal"),
    ("a state and its force", "IRN", "irgc", "equal"),
    ("two states", "IRN", "ISR", "conflicts"),
    ("one of two states", "IRN", "IRN PAK", "compatible"),
    ("a named group refines an unnamed one", "bla", "militants", "refines"),
    ("an unnamed group is refined by a named one", "militants", "bla", "refined"),
    ("a group of one country, farmers of another", "kurds", "farmers", None),
    ("a part refines the whole", "wing", "bla", "refines"),
    ("a part and another whole", "wing", "blf", "conflicts"),
    ("BLA against BLF", "bla", "blf", "conflicts"),
    ("a common group", "bla jaish", "blf jaish", "compatible"),
    ("a named group and farmers", "bla", "farmers", None),
    ("two words for militants", "gunmen", "militants", "compatible"),
    ("militants of a people and militants", "militants", "fighters", "refines"),
    ("militants and farmers", "militants", "farmers", None),
    ("a common unnamed group", "gunmen militants", "militants", "compatible"),
    ("two people", "azizi", "karimi", None),
    ("a person and a group", "azizi", "bla", None),
    ("a state and unnamed people", "IRN", "militants", None),
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), SIDES, ids=[s[0] for s in SIDES])
@pytest.mark.parametrize("compare", [verdicts.of_sources, verdicts.of_targets])
def test_parties(what: str, one: str, other: str, expected: Standing | None, compare: Callable[..., Standing]) -> None:
    assert compare(side(one), side(other), WORLD) == expected


def test_a_group_excludes_a_state_as_the_author_and_not_as_the_victim() -> None:
    """What is struck can be a group and the state on whose soil it is."""
    assert verdicts.of_sources(side("bla"), side("IRN"), WORLD) == "conflicts"
    assert verdicts.of_targets(side("bla"), side("IRN"), WORLD) is None


def test_a_group_of_a_state_does_not_exclude_it() -> None:
    """Who stands behind whom is not said here."""
    assert verdicts.of_sources(side("kurds"), side("IRQ"), WORLD) is None


PLACES = [
    ("the same town", "saravan", "saravan", "equal"),
    ("a town refines its province", "saravan", "sistan", "refines"),
    ("a province refines its state", "sistan", "state/IRN", "refines"),
    ("a town refines its state", "koh", "state/IRN", "refines"),
    ("two provinces", "sistan", "kerman", "conflicts"),
    ("a town and another province", "saravan", "kerman", "conflicts"),
    ("two towns", "saravan", "zahedan", "conflicts"),
    ("two villages of one district", "koh", "deh", "conflicts"),
    ("a village and a town of one province", "koh", "saravan", None),
    ("a site and a town of one province", "base", "saravan", None),
    ("towns of two states", "gwadar", "saravan", "conflicts"),
    ("a sea and a town", "sea", "gwadar", None),
    ("two villages for one of them", "koh deh", "koh", "compatible"),
    ("two villages for their district", "koh deh", "county", "refines"),
    ("a town and its province for the town", "saravan sistan", "saravan", "equal"),
]


def places(words: str) -> frozenset[str]:
    return frozenset(word if "/" in word else f"place/{word}" for word in words.split())


@pytest.mark.parametrize(("what", "one", "other", "expected"), PLACES, ids=[p[0] for p in PLACES])
def test_places(what: str, one: str, other: str, expected: Standing | None) -> None:
    assert verdicts.of_places(places(one), places(other), WORLD) == expected


def days(words: str) -> tuple[date, date]:
    first, _, last = words.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


DAYS = [
    ("the same day", "2023-12-15", "2023-12-15", "equal"),
    ("a day of the month", "2023-12-15", "2023-12-01/2023-12-31", "refines"),
    ("the month of a day", "2023-12-01/2023-12-31", "2023-12-31", "refined"),
    ("two days", "2023-12-15", "2023-12-16", "conflicts"),
    ("weeks that meet", "2023-12-11/2023-12-17", "2023-12-15/2023-12-20", "compatible"),
    ("another month", "2023-12-15", "2024-01-01/2024-01-31", "conflicts"),
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), DAYS, ids=[d[0] for d in DAYS])
def test_days(what: str, one: str, other: str, expected: Standing) -> None:
    assert verdicts.of_days(days(one), days(other)) == expected


NUMBERS = [
    ("at least 7 and 7", (7, MANY), (7, 7), "compatible"),
    ("at least 7 and 9", (7, MANY), (9, 9), "compatible"),
    ("at least 9 and 7", (9, MANY), (7, 7), "conflicts"),
    ("7 and 9", (7, 7), (9, 9), "conflicts"),
    ("up to 9 and 7", (0, 9), (7, 7), "compatible"),
    ("up to 5 and 7", (0, 5), (7, 7), "conflicts"),
    ("5 to 8 and 8 to 10", (5, 8), (8, 10), "compatible"),
    ("nobody and 7", (0, 0), (7, 7), "conflicts"),
    ("7 and 7", (7, 7), (7, 7), "equal"),
    ("2 children and 7 people", (2, 2, "Children"), (7, 7), "compatible"),
    ("9 children and 7 people", (9, 9, "Children"), (7, 7), "conflicts"),
    ("7 civilians and 2 women", (7, 7, "Civilians"), (2, 2, "Women"), "compatible"),
    ("7 people and 7 civilians", (7, 7), (7, 7, "Civilians"), "compatible"),
    ("4 children and 3 women", (4, 4, "Children"), (3, 3, "Women"), None),
    ("9 militants and 7 women or children", (9, 9, "Militants"), (7, 7, "Women Children"), None),
    ("2 and 3 children", (2, 2, "Children"), (3, 3, "Children"), "conflicts"),
]


def number(least: float, most: float, kinds: str = "") -> Number:
    return Number(least, most, frozenset(kinds.split()))


@pytest.mark.parametrize(("what", "one", "other", "expected"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_numbers(what: str, one: tuple[Any, ...], other: tuple[Any, ...], expected: Standing | None) -> None:
    assert verdicts.of_numbers(number(*one), number(*other), ontology()) == expected


VICTIMS = [
    ("Women Children", "Militants", "conflicts"),
    ("Civilians", "Militants", "conflicts"),
    ("Children Women", "Civilians", "refines"),
    ("Civilians", "Journalists", "refined"),
    ("Women Children", "Children Women", "equal"),
    ("Women", "Women Children", "compatible"),
    ("Women", "Children", None),
    ("Soldiers", "Militants", None),
    ("Civilians Soldiers", "Militants", None),
    ("Civilians Militants", "Militants", "compatible"),
]


@pytest.mark.parametrize(("one", "other", "expected"), VICTIMS)
def test_victims(one: str, other: str, expected: Standing | None) -> None:
    """Terrorists to one are women and children to another."""
    kinds = frozenset(one.split()), frozenset(other.split())
    assert verdicts.of_victims(*kinds, ontology()) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Bombing", "Bombing", "equal"),
        ("MissileStrike", "Assault", "refines"),
        ("Assault", "MissileStrike", "refined"),
        ("Bombing", "Shelling", "compatible"),
        ("Abduction", "Shelling", None),
    ],
)
def test_types(one: str, other: str, expected: Standing | None) -> None:
    assert verdicts.of_types(one, other, ontology()) == expected


# ---------------------------------------------------------------- what holds for all values

_PARTIES = sorted(KEYS.keys() - {key.removeprefix("place/") for key in PEOPLE if key.startswith("place/")})
SIDE = st.sets(st.sampled_from(_PARTIES), min_size=1, max_size=3).map(lambda words: side(" ".join(sorted(words))))
PLACE = st.frozensets(st.sampled_from(sorted(k for k in PEOPLE if k.startswith("place/"))), min_size=1, max_size=2)
DAY = st.dates(date(2024, 1, 1), date(2024, 1, 9))
SPAN = st.tuples(DAY, DAY).map(lambda pair: (min(pair), max(pair)))
NUMBER = st.integers(0, 5)
KINDS = st.frozensets(st.sampled_from(["Civilians", "Women", "Children", "Militants", "Soldiers"]), max_size=3)
NUMBERS_ = st.builds(
    lambda ends, kinds: Number(min(ends), max(ends), kinds), st.tuples(NUMBER, NUMBER | st.just(MANY)), KINDS
)
TYPE = st.sampled_from(sorted(ontology().types))

COMPARED: list[tuple[st.SearchStrategy[Any], Callable[[Any, Any], Standing | None]]] = [
    (SIDE, lambda one, other: verdicts.of_sources(one, other, WORLD)),
    (SIDE, lambda one, other: verdicts.of_targets(one, other, WORLD)),
    (PLACE, lambda one, other: verdicts.of_places(one, other, WORLD)),
    (SPAN, verdicts.of_days),
    (NUMBERS_, lambda one, other: verdicts.of_numbers(one, other, ontology())),
    (KINDS.filter(bool), lambda one, other: verdicts.of_victims(one, other, ontology())),
    (TYPE, lambda one, other: verdicts.of_types(one, other, ontology())),
]
NAMES = ["sources", "targets", "places", "days", "numbers", "victims", "types"]


@pytest.mark.parametrize(("values", "compare"), COMPARED, ids=NAMES)
@given(data=st.data())
def test_turned_round_the_verdict_is_turned_round(
    values: st.SearchStrategy[Any], compare: Callable[[Any, Any], Standing | None], data: st.DataObject
) -> None:
    """Refinement has a direction; all else holds both ways."""
    one, other = data.draw(values), data.draw(values)
    assert compare(one, other) == TURNED[compare(other, one)]


@pytest.mark.parametrize(("values", "compare"), COMPARED, ids=NAMES)
@given(data=st.data())
def test_equal_is_an_equivalence_and_a_value_never_conflicts_with_itself(
    values: st.SearchStrategy[Any], compare: Callable[[Any, Any], Standing | None], data: st.DataObject
) -> None:
    one, other, third = (data.draw(values) for _ in range(3))
    assert compare(one, one) == "equal"
    if compare(one, other) == "equal":
        assert compare(one, third) == compare(other, third)


@given(SPAN, SPAN, SPAN)
def test_what_refines_conflicts_with_all_that_the_wider_one_conflicts_with(
    one: tuple[date, date], other: tuple[date, date], third: tuple[date, date]
) -> None:
    if verdicts.of_days(one, other) == "refines" and verdicts.of_days(other, third) == "conflicts":
        assert verdicts.of_days(one, third) == "conflicts"
