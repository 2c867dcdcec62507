"""Do two claims speak of one act? Types, sides and days, compared two at a time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import PEOPLE, claim, seen

from kg.agreement import View, merged, same_act, score, side
from kg.isodates import bounds

#: A state arrests an official of its own.
HELD = seen("Arrest", "PAK", "official")

#: What must hold, two claims, whether they can be one act.
PAIRS = [
    ("the same", seen(), seen(), True),
    ("mirror images stay two", seen(), seen(source="PAK", target="IRN"), False),
    ("different days stay two", seen(), seen(day="2024-01-18"), False),
    ("an unknown day meets every other", seen(), seen(day=None), True),
    ("a month meets its days", seen(), seen(day="2024-01"), True),
    ("a month does not meet the days of another", seen(), seen(day="2023-12"), False),
    ("intervals that touch meet", seen(day="2024-01-14/2024-01-16"), seen(day="2024-01-16/2024-01-18"), True),
    ("a type and its parent", seen("MissileStrike"), seen("Assault"), True),
    ("two words for one act of force", seen("MissileStrike"), seen("Bombing"), True),
    ("a threat is no attack", seen("Warning"), seen("Assault"), False),
    ("an abduction is no bombing", seen("Abduction"), seen("Bombing"), False),
    ("siblings without a common word are two", seen("Arrest"), seen("Seizure"), False),
    ("an unknown source agrees", seen(source=""), seen(), True),
    ("an unknown target agrees", seen(target=""), seen(), True),
    ("other states act", seen(), seen(source="ISR"), False),
    ("one of several states is enough", seen(), seen(source="IRN ISR"), True),
    ("a state's force acts as the state", seen(), seen(source="irgc"), True),
    ("a state against its force", seen(target="irgc"), seen(target="irgc"), True),
    ("a force against its state is the mirror image", seen(target="irgc"), seen(source="irgc", target="IRN"), False),
    ("a body of a state against its official", seen("Arrest", "pak-foreign", "official"), HELD, True),
    ("and the official against the body", seen("Arrest", "official", "pak-foreign"), HELD, False),
    ("a force hit from abroad is its state", seen("Assault", "PAK", "irgc"), seen("Assault", "PAK", "IRN"), True),
    ("a state does not act as an unnamed group", seen(), seen(source="gunmen"), False),
    ("an unnamed group can be a named one", seen(source="bla"), seen(source="militants"), True),
    ("two named groups are two", seen(source="bla"), seen(source="blf"), False),
    ("two unnamed groups can be one", seen(source="gunmen"), seen(source="militants"), True),
    ("other states suffer", seen(), seen(target="IRQ"), False),
    ("a state suffers by what is done to a group on its soil", seen(target="PAK"), seen(target="jaish"), True),
    ("two named groups suffer twice", seen(target="bla"), seen(target="blf"), False),
    ("a common group among several", seen(target="bla jaish"), seen(target="blf jaish"), True),
    ("unnamed people of a state can act as it", seen(source="farmers"), seen(source="PAK"), True),
    ("unnamed people of another state cannot", seen(source="farmers"), seen(source="IRN"), False),
    ("an attack by nobody with other dead is another", seen(source="", killed=7), seen(killed=9), False),
    ("an attack by nobody with as many dead", seen(source="", killed=7), seen(killed=7), True),
    ("where the author is known the dead may differ", seen(killed=7), seen(killed=9), True),
    ("an accusation is no inquiry", seen("Accuse"), seen("Investigation"), False),
    ("talks have no direction", seen("Negotiation"), seen("Negotiation", "PAK", "IRN"), True),
    ("talks of more parties", seen("Negotiation"), seen("Negotiation", "IRN CHN", "PAK"), True),
    ("talks with somebody else", seen("Negotiation"), seen("Negotiation", "IRN", "CHN"), False),
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), PAIRS, ids=[p[0] for p in PAIRS])
def test_two_claims_can_be_one_act(what: str, one: View, other: View, expected: bool) -> None:
    """Nothing that both say may disagree; the order of the two does not matter."""
    assert same_act(one, other, ontology()) is expected
    assert same_act(other, one, ontology()) is expected


#: What must hold, two claims, how much they have in common.
SCORES = [
    ("both sides and a day", seen(), seen(), 8),
    ("both sides without a day", seen(), seen(day=None), 6),
    ("one side and a day", seen(target=""), seen(), 5),
    ("nobody, so that a day proves nothing", seen(source="", target=""), seen(), 0),
    ("an unnamed group is worth little", seen(source="gunmen", target=""), seen(source="gunmen", day=None), 1),
    ("a named group is worth as much as a state", seen(source="bla", target=""), seen(source="bla", day=None), 3),
    ("talks the other way round", seen("Meeting"), seen("Meeting", "PAK", "IRN"), 5),
    ("an attack the other way round", seen(), seen(source="PAK", target="IRN"), 0),
]


@pytest.mark.parametrize(("what", "one", "other", "points"), SCORES, ids=[s[0] for s in SCORES])
def test_what_two_claims_have_in_common(what: str, one: View, other: View, points: int) -> None:
    """Named actors weigh more than unnamed ones, and a day only beside an actor."""
    assert score(one, other) == points


def test_a_side_is_told_in_states_named_actors_and_unnamed_groups() -> None:
    """A ministry is its state, a ministry of no known state is nobody, and a group with a country is itself."""
    told = side(claim("x", source="pak-foreign IRN bla gunmen unknown").source, PEOPLE, ontology())
    assert (told.states, told.named, told.vague) == ({"PAK", "IRN"}, {"group/bla"}, {"group/gunmen"})


def test_what_is_not_known_as_an_entity_is_left_out() -> None:
    """A key without an entity cannot be compared."""
    assert not side(claim("x").source, {}, ontology())


def test_two_claims_together_say_what_either_says() -> None:
    """Types and sides add up, days narrow down."""
    both = merged(seen(target="", day="2024-01"), seen("MissileStrike", "IRN CHN", "PAK", "2024-01-14/2024-02-16"))
    assert both.types == {"Assault", "MissileStrike"}
    assert (both.source.states, both.target.states) == ({"IRN", "CHN"}, {"PAK"})
    assert both.days == (date(2024, 1, 14), date(2024, 1, 31))


@pytest.mark.parametrize(("one", "other"), [("2024-01-16", None), (None, "2024-01-16")])
def test_an_unknown_day_takes_nothing_away(one: str | None, other: str | None) -> None:
    """The day that one of two knows is the day of both."""
    assert merged(seen(day=one), seen(day=other)).days == (date(2024, 1, 16),) * 2


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
    ],
)
def test_bounds_of_days_months_and_years(iso: str, first: date, last: date) -> None:
    """A partial date is an interval."""
    assert bounds(iso) == (first, last)


WORDS = st.lists(st.sampled_from(["IRN", "PAK", "irgc", "bla", "blf", "gunmen", "militants"]), max_size=3).map(" ".join)
DAYS = st.sampled_from([None, "2024-01-16", "2024-01-18", "2024-01", "2024-01-15/2024-01-17", "2015"])
KINDS = st.sampled_from(["Assault", "MissileStrike", "Clash", "Negotiation", "Warning", "ClaimOfResponsibility"])
VIEWS = st.builds(seen, KINDS, WORDS, WORDS, DAYS, st.sampled_from([None, 7, 9]))


@given(VIEWS, VIEWS)
def test_agreement_has_no_direction(one: View, other: View) -> None:
    """Whether two claims are one act does not depend on which is asked first."""
    assert same_act(one, other, ontology()) == same_act(other, one, ontology())


@given(VIEWS)
def test_every_claim_agrees_with_itself(one: View) -> None:
    """Nothing speaks against a claim being about its own act, and nothing has more in common with it."""
    assert same_act(one, one, ontology())


@given(VIEWS, VIEWS)
def test_nothing_has_more_in_common_with_a_claim_than_itself(one: View, other: View) -> None:
    """Linking stops looking when it finds as much as a claim has in common with itself."""
    if one.symmetric == other.symmetric:
        assert score(other, one) <= score(one, one)


@given(st.dates())
def test_bounds_contain_their_days(day: date) -> None:
    """The month and the year of a day are intervals around it."""
    iso = day.isoformat()
    year, month, own = bounds(iso[:4]), bounds(iso[:7]), bounds(iso)
    assert year[0] <= month[0] <= own[0] == day == own[1] <= month[1] <= year[1]
