"""Articles without a day of publication: what they have in common with others tells when they are from, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scenes import ontology
from tales import PEOPLE, article, claim
from test_link import events

from kg.linking.groups import groups_of
from kg.linking.stories import placed
from kg.model import Analysis, Claim

THURSDAY, TUESDAY, WEDNESDAY = "XXXX-WXX-4", "XXXX-WXX-2", "XXXX-WXX-3"


def undated(doc: str, *claims: Claim) -> Analysis:
    """An article that does not say when it was published."""
    return article(doc, *claims, published=None)


def story(doc: str, first: str = TUESDAY, second: str = THURSDAY) -> list[Claim]:
    """Iran strikes Pakistan, then Pakistan Iran; the ambassador is recalled, nobody says when."""
    return [
        claim(f"{doc}1", "MissileStrike", "IRN", "PAK", first),
        claim(f"{doc}2", "MissileStrike", "PAK", "IRN", second, at=100),
        claim(f"{doc}3", "RecallAmbassador", "PAK", "IRN", None, at=200),
    ]


def test_two_weekdays_make_a_story() -> None:
    """Articles that tell of both acts are of one time, and so is all else that they tell."""
    assert events(undated("x", *story("x")), undated("y", *story("y"))) == ["x1 y1", "x2 y2", "x3 y3"]


def test_a_dated_article_dates_the_story() -> None:
    """Its days are those of the weekdays."""
    told = [undated("x", *story("x")), article("y", *story("y", "2024-01-16", "2024-01-18"), published="2024-01-18")]
    assert events(*told) == ["x1 y1", "x2 y2", "x3 y3"]


@pytest.mark.parametrize("days", [(TUESDAY, WEDNESDAY), (WEDNESDAY, THURSDAY), ("XXXX-WXX-1", "XXXX-WXX-5")])
def test_other_weekdays_are_another_story(days: tuple[str, str]) -> None:
    """Where one of the weekdays differs, nothing is joined."""
    assert len(events(undated("x", *story("x")), undated("y", *story("y", *days)))) == 6


def test_one_weekday_is_no_story() -> None:
    """Somebody strikes somebody on many Thursdays."""
    told = [undated(doc, claim(doc, "MissileStrike", "PAK", "IRN", THURSDAY)) for doc in "xy"]
    assert events(*told) == ["x", "y"]


def test_place_and_number_of_dead_make_a_story_of_one_weekday() -> None:
    """Both of them; one alone may be chance."""
    strike = ("MissileStrike", "IRN", "PAK", THURSDAY)

    def told(*details: dict[str, object]) -> Iterator[Analysis]:
        yield from (undated(doc, claim(doc, *strike, **more)) for doc, more in zip("xy", details, strict=True))  # type: ignore[arg-type]

    assert events(*told(*[{"place": "gwadar", "killed": (7, 7)}] * 2)) == ["x y"]
    assert events(*told(*[{"place": "gwadar"}] * 2)) == ["x", "y"]
    assert events(*told(*[{"killed": (7, 7)}] * 2)) == ["x", "y"]


def test_two_other_acts_make_a_story_of_one_weekday() -> None:
    """Which nobody dates."""

    def told(doc: str) -> Iterator[Claim]:
        yield claim(f"{doc}1", "MissileStrike", "PAK", "IRN", THURSDAY)
        yield claim(f"{doc}2", "RecallAmbassador", "PAK", "IRN", None, at=100)
        yield claim(f"{doc}3", "UrgeRestraint", "CHN", "PAK IRN", None, at=200)

    assert events(undated("x", *told("x")), undated("y", *told("y"))) == ["x1 y1", "x2 y2", "x3 y3"]
    assert len(events(undated("x", *list(told("x"))[:2]), undated("y", *list(told("y"))[:2]))) == 4


def test_two_dated_articles_that_disagree_date_no_story() -> None:
    """The same two weekdays of two weeks: nobody knows which is meant."""
    told = [
        undated("x", *story("x")),
        article("y", *story("y", "2024-01-16", "2024-01-18"), published="2024-01-18"),
        article("z", *story("z", "2024-02-13", "2024-02-15"), published="2024-02-15"),
    ]
    assert [e for e in events(*told) if "x" in e] == ["x1", "x2", "x3"]


def test_days_that_lie_far_apart_are_no_story() -> None:
    """A chronicle tells of many weeks."""
    first, other = story("x", "XXXX-01-16", "XXXX-03-07"), story("y", "2024-01-16", "2024-03-07")
    told = [undated("x", *first), undated("y", *other)]
    assert [e for e in events(*told) if "x" in e] == ["x1", "x2", "x3"]


def test_what_is_said_of_a_story_is_its_time() -> None:
    """Days where some article knows them, else a name; dated articles keep the day of their publication."""

    def times(*articles: Analysis) -> list[tuple[object, str]]:
        groups = placed([g for a in articles for g in groups_of(a, PEOPLE, ontology())], ontology())
        return sorted({(g.window, g.story) for g in groups}, key=str)

    assert times(undated("x", *story("x")), undated("y", *story("y"))) == [(None, "x")]
    dated = article("y", *story("y", "2024-01-16", "2024-01-18"), published="2024-01-18")
    assert times(undated("x", *story("x")), dated) == [((738901, 738903), ""), ((738903, 738903), "")]
    assert times(undated("x", *story("x"))) == [(None, "")]
