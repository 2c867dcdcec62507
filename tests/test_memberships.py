"""Why each article's claims are among those of an event: in words, in points and as links to claims."""

from __future__ import annotations

from scenes import ontology
from tales import article, claim

from kg.linking.link import link
from kg.linking.pins import Pin, resolve
from kg.model import Analysis, Event, Membership


def events(*articles: Analysis) -> tuple[Event, ...]:
    """The events of articles."""
    return link(articles, ontology()).events


def test_an_event_of_one_article_needs_no_reason() -> None:
    """Nothing was joined."""
    assert events(article("x", claim("a")))[0].members == ()


def test_each_article_says_why_it_is_there() -> None:
    """The first is compared with nothing, the others with what was there before."""
    told = (
        article("x", claim("a", "MissileStrike", place="gwadar", killed=(7, 7))),
        article("y", claim("b", "MissileStrike", killed=(9, 9), rule="lexicon#other")),
    )
    (event,) = events(*told)
    words = "type +2, source +3, target +3, day +4, killed -1: 11 points, 9 are enough"
    assert event.members == (
        Membership(("claim/a",), "the first, which the others were compared with"),
        Membership(("claim/b",), words, 11, ("type", "source", "target", "day"), ("killed",), "claim/a"),
    )


def test_the_claim_with_most_in_common_is_named() -> None:
    """Of those that were there before."""
    told = (
        article("x", claim("a", "MissileStrike", place="gwadar", killed=(2, 2))),
        article("y", claim("b", "MissileStrike", place="gwadar", killed=(8, 8))),
        article("z", claim("c", "MissileStrike", killed=(8, 8))),
    )
    (event,) = events(*told)
    assert [member.nearest for member in event.members] == [None, "claim/a", "claim/b"]


def test_what_could_be_another_event_says_so() -> None:
    """Two cities were struck that day; of which one an article tells is not known."""
    told = [article(p, claim(p, "Bombing", place=p)) for p in ("gwadar", "gilgit")]
    found = events(*told, article("z", claim("z", "Bombing")))
    by_claim = {event.claims: event for event in found}
    alone = by_claim["claim/z",]
    others = tuple(sorted(by_claim[f"claim/{p}",].key for p in ("gwadar", "gilgit")))
    assert alone.members == (
        Membership(("claim/z",), "on its own; it could as well be another event", could_be=others),
    )


def test_a_pin_is_the_reason_where_it_decided() -> None:
    """Without points."""
    told = (article("x", claim("a")), article("y", claim("b", day="2024-01-18")))
    pins, _ = resolve([Pin(True, "claim/a", "claim/b", "p:1")], told)
    (event,) = link(told, ontology(), pins).events
    assert [(m.reason, m.score) for m in event.members if m.claims == ("claim/b",)] == [("a pin holds it here", None)]
