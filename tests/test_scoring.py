"""How much two claims of different articles have in common, in points, slot by slot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import PEOPLE, claim

from kg.agreement import View, view
from kg.linking.scoring import compare
from kg.model import Interval


def said(
    kind: str = "MissileStrike",
    source: str = "IRN",
    target: str = "PAK",
    day: str | None = "2024-01-16",
    *,
    killed: Interval | None = None,
    place: str | None = None,
    rule: str = "lexicon#x",
) -> View:
    """What such a claim says."""
    return view(claim("x", kind, source, target, day, killed=killed, place=place, rule=rule), PEOPLE, ontology())


BARE = said(rule="lexicon#y")
WHOLE = {"type": 2, "source": 3, "target": 3, "day": 4}
#: What must hold, two claims, how the points differ from those of two claims with the same type, sides and day.
POINTS: list[tuple[str, View, View, dict[str, int]]] = [
    ("the same", said(), BARE, {}),
    ("the same word", said(), said(), {"trigger": 1}),
    ("the same general type", said("Assault"), said("Assault", rule="lexicon#y"), {"type": 1}),
    ("a type for all the rest", said("AppealForAction"), said("AppealForAction", rule="r"), {"type": 0}),
    ("a type and one above it", said("Airstrike"), BARE, {"type": 1}),
    ("two kinds of force", said("Airstrike"), said("Assassination", rule="r"), {"type": 0}),
    ("a group and its soil", said(target="PAK jaish"), said(target="jaish PAK", rule="r"), {"target": 4}),
    ("an unnamed group", said(source="gunmen"), said(source="gunmen", rule="r"), {"source": 1}),
    ("at home", said(source="PAK"), said(source="PAK", rule="r"), {"target": 1}),
    ("nobody", said(source=""), said(source="", rule="r"), {"source": 0}),
    ("a week", said(day="2024-01-14/2024-01-20"), BARE, {"day": 2}),
    ("a month", said(day="2024-01"), BARE, {"day": 1}),
    ("its weekday", said(day="XXXX-WXX-2"), BARE, {"day": 3}),
    ("one weekday", said(day="XXXX-WXX-2"), said(day="XXXX-WXX-2", rule="r"), {"day": 3}),
    ("some month", said(day="XXXX-01"), BARE, {"day": 0}),
    ("another day", said(day="2024-01-17"), BARE, {"day": 0}),
    ("no day", said(day=None), BARE, {"day": 0}),
    ("one city", said(place="gwadar"), said(place="gwadar", rule="r"), {"place": 2}),
    ("a city in its province", said(place="gwadar"), said(place="makran", rule="r"), {"place": 1}),
    ("two provinces", said(place="gwadar"), said(place="gilgit", rule="r"), {"place": -5}),
    ("a city in its state", said(place="gwadar"), said(place="PAK", rule="r"), {"place": 0}),
    ("as many dead", said(killed=(7, None)), said(killed=(7, 7), rule="r"), {"killed": 2}),
    ("two dead", said(killed=(2, 2)), said(killed=(2, 2), rule="r"), {"killed": 1}),
    ("at least so many", said(killed=(7, None)), said(killed=(9, 9), rule="r"), {"killed": 0}),
    ("not quite as many", said(killed=(7, 7)), said(killed=(9, 9), rule="r"), {"killed": -1}),
    ("far more", said(killed=(7, 7)), said(killed=(30, 30), rule="r"), {"killed": -2}),
]


@pytest.mark.parametrize(("what", "one", "other", "apart"), POINTS, ids=[p[0] for p in POINTS])
def test_points(what: str, one: View, other: View, apart: dict[str, int]) -> None:
    """Each slot counts for itself, whichever of the two is asked first."""
    expected = {slot: points for slot, points in (WHOLE | apart).items() if points}
    for agreement in (compare(one, other, ontology()), compare(other, one, ontology())):
        assert dict(agreement.slots) == expected
        assert agreement.points == sum(expected.values())


def test_of_equals_each_party_counts() -> None:
    """Whichever side it stands on."""
    agreement = compare(said("Meeting", "IRN CHN", "PAK"), said("Meeting", "PAK", "IRN", rule="r"), ontology())
    assert dict(agreement.slots) == {"type": 2, "parties": 6, "day": 4}


def test_news_of_the_same_days_and_one_act_claimed() -> None:
    """What is known of the articles and of other acts is told to the comparison."""
    agreement = compare(said(day=None), BARE, ontology(), near=True, about=3)
    assert (agreement.of("day"), agreement.of("about"), agreement.of("place")) == (1, 3, 0)


VIEWS = st.builds(
    said,
    st.sampled_from(["Assault", "MissileStrike", "Bombing", "Meeting", "Warning"]),
    st.sampled_from(["IRN", "PAK", "bla", "gunmen", ""]),
    st.sampled_from(["IRN", "PAK", "blf", "jaish PAK", ""]),
    st.sampled_from([None, "2024-01-16", "2024-01", "XXXX-WXX-2"]),
    killed=st.sampled_from([None, (7, 7), (7, None), (9, 9), (30, 30)]),
    place=st.sampled_from([None, "gwadar", "makran", "gilgit", "PAK"]),
)


@given(VIEWS, VIEWS)
def test_points_have_no_direction(one: View, other: View) -> None:
    """Whichever of two claims is asked, they have the same in common."""
    if one.symmetric == other.symmetric:
        assert compare(one, other, ontology()) == compare(other, one, ontology())
