"""The day of an act in an article without a date: only when the other articles' same event leaves one reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import PEOPLE, article, claim

from kg.agreement import view
from kg.linking.clusters import Cluster, Member
from kg.linking.groups import Group
from kg.linking.inferred import RULE, inferred
from kg.linking.link import link
from kg.model import Analysis, Argument, Claim, Inference, Span, When

THURSDAY, TUESDAY = "XXXX-WXX-4", "XXXX-WXX-2"
DAY = "2024-01-18"
UNDATED = frozenset("uv")


def some(key: str, pattern: str | None, doc: str = "u") -> Claim:
    """A claim of an article without a date that only gives a weekday, or nothing of its day."""
    when = When(Span(0, 1), "then", None, None, pattern=pattern)
    return replace(claim(key, day=None, doc=doc), when=when)


def group(*claims: Claim) -> Group:
    """The claims of one article about one act."""
    return Group(claims, view(claims[0], PEOPLE, ontology()))


def together(*groups: Group, rivals: tuple[Group, ...] = ()) -> Cluster:
    """Groups that were taken for one act; the first could as well be of others."""
    members = tuple(Member(one, rivals=() if number else rivals) for number, one in enumerate(groups))
    return Cluster(members, groups[0].view)


def told(key: str, day: str | None = DAY, doc: str = "d") -> Group:
    """A group of one claim of a dated article."""
    return group(claim(key, day=day, doc=doc))


def found(*clusters: Cluster) -> list[tuple[str, str, tuple[str, ...]]]:
    """Claims with the days that they get and whence."""
    return [(one.claim, one.day, one.sources) for one in inferred(clusters, UNDATED)]


CASES: Sequence[tuple[str, Sequence[Group], bool]] = [
    ("one dated article", [told("d")], True),
    ("two that agree", [told("d"), told("e", doc="e")], True),
    ("one of them only gives the month", [told("d"), told("e", "2024-01", doc="e")], True),
    ("another Thursday", [told("d"), told("e", "2024-01-25", doc="e")], False),
    ("the other one gives another month", [told("d"), told("e", "2024-02", doc="e")], False),
    ("no Thursday", [told("d", "2024-01-17")], False),
    ("only a month", [told("d", "2024-01")], False),
    ("no dated article", [told("d", None)], False),
    ("only the same article", [group(claim("d", day=DAY, doc="u"))], False),
]


@pytest.mark.parametrize(("what", "others", "known"), CASES, ids=[case[0] for case in CASES])
def test_a_weekday_is_the_day_on_which_all_others_agree(what: str, others: Sequence[Group], known: bool) -> None:
    """Never when two days could be meant, or none is told."""
    days = [day for key, day, _ in found(together(group(some("u", THURSDAY)), *others)) if key == "claim/u"]
    assert days == ([DAY] if known else [])


def test_the_claims_that_tell_the_day_are_named() -> None:
    """Those of other articles that give the day itself, in the order of their keys; and the rule."""
    cluster = together(group(some("u", THURSDAY)), told("e", doc="e"), told("d"), told("f", "2024-01", doc="f"))
    assert inferred([cluster], UNDATED) == (Inference("claim/u", DAY, ("claim/d", "claim/e"), RULE),)


@pytest.mark.parametrize(("pattern", "known"), [("XXXX-01-18", True), ("XXXX-01", True), ("XXXX-02", False)])
def test_a_day_without_its_year_is_treated_alike(pattern: str, known: bool) -> None:
    """ "On 18 January" in an article without a date."""
    assert bool(found(together(group(some("u", pattern)), told("d")))) == known


def test_what_gives_no_weekday_gets_no_day() -> None:
    """Words such as "yesterday" could be any day, and no words at all say nothing."""
    without = claim("v", day=None, doc="v")
    assert found(together(group(some("u", None)), group(without), told("d"))) == []


def test_a_dated_article_is_left_as_it_is() -> None:
    """What its own date cannot resolve, others do not either."""
    assert found(together(group(some("e", THURSDAY, "e")), told("d"))) == []


def test_what_could_as_well_be_another_act_gets_no_day() -> None:
    """Two events fit, one of which the claim had to join."""
    assert found(together(group(some("u", THURSDAY)), told("d"), rivals=(told("r", "2024-01-25"),))) == []


def test_weekdays_of_one_article_lie_in_one_week() -> None:
    """A Tuesday twelve days before the Thursday speaks against both; one two days before does not."""
    thursday = together(group(some("u", THURSDAY)), told("d"))
    near = together(group(some("v", TUESDAY)), told("e", "2024-01-16"))
    far = together(group(some("v", TUESDAY)), told("e", "2024-01-09"))
    assert [key for key, _, _ in found(thursday, near)] == ["claim/u", "claim/v"]
    assert found(thursday, far) == []


@given(st.permutations([some("u", THURSDAY), some("v", THURSDAY, "v"), claim("d", day=DAY), claim("e", day=DAY)]))
def test_the_order_of_what_comes_in_does_not_matter(claims: list[Claim]) -> None:
    """The same inferences for any order of groups."""
    sources = ("claim/d", "claim/e")
    assert found(together(*map(group, claims))) == [("claim/u", DAY, sources), ("claim/v", DAY, sources)]


def acts(doc: str, strike: str | None, answer: str | None) -> tuple[Claim, Claim]:
    """A strike and the answer to it, on certain days, or on some Tuesday and some Thursday."""
    told = {"strike": ("IRN", "PAK", strike, TUESDAY), "answer": ("PAK", "IRN", answer, THURSDAY)}
    made = [
        claim(f"{doc}-{name}", "Airstrike", one, other, day, doc=doc, at=at)
        if day
        else replace(some(f"{doc}-{name}", pattern, doc), type="Airstrike", source=_side(one), target=_side(other))
        for at, (name, (one, other, day, pattern)) in enumerate(told.items())
    ]
    return made[0], made[1]


def _side(name: str) -> tuple[Argument, ...]:
    return claim("x", source=name).source


UNTOLD = article("u", *acts("u", None, None), published=None)


def days_of(*analyses: Analysis) -> list[tuple[str, str, tuple[str, ...]]]:
    """The inferences of articles, the same for both orders."""
    links = [link(order, ontology()).inferences for order in (analyses, analyses[::-1])]
    assert links[0] == links[1]
    return [(one.claim, one.day, one.sources) for one in links[0]]


def test_weekdays_of_a_strike_and_its_answer_are_those_of_a_dated_article() -> None:
    """Each has its day from its own event."""
    other = article("d", *acts("d", "2024-01-16", DAY), published="2024-01-19")
    assert days_of(UNTOLD, other) == [
        ("claim/u-answer", DAY, ("claim/d-answer",)),
        ("claim/u-strike", "2024-01-16", ("claim/d-strike",)),
    ]


@pytest.mark.parametrize("strike", ["2024-01-09", "2024-01-17", "2024-02-06"])
def test_days_that_do_not_fit_both_weekdays_give_none(strike: str) -> None:
    """A Tuesday of another week, no Tuesday at all, a Tuesday after the answer."""
    assert days_of(UNTOLD, article("d", *acts("d", strike, DAY), published="2024-02-07")) == []


def test_two_weeks_that_fit_give_no_day() -> None:
    """The same pair of acts in two weeks: either can be meant."""
    first = article("d", *acts("d", "2024-01-16", DAY), published="2024-01-19")
    second = article("e", *acts("e", "2024-01-23", "2024-01-25"), published="2024-01-26")
    assert days_of(UNTOLD, first, second) == []


def test_articles_without_any_date_give_each_other_none() -> None:
    """A weekday is not made a day by another weekday."""
    assert days_of(UNTOLD, article("v", *acts("v", None, None), published=None)) == []
