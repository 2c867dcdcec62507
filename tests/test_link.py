"""Linking: one event for each act that several articles tell of, and what they say of it together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import ontology
from tales import article, claim

from kg.agreement import days
from kg.linking.link import link
from kg.model import Analysis, Claim, Entity, Event, Links, Post


def linked(*analyses: Analysis) -> Links:
    """What the articles say together."""
    return link(analyses, ontology())


def events(*analyses: Analysis) -> list[str]:
    """The events of articles, each by the keys of its claims."""
    return sorted(" ".join(k.removeprefix("claim/") for k in e.claims) for e in linked(*analyses).events)


def only(*analyses: Analysis) -> Event:
    """The one event of articles."""
    (event,) = linked(*analyses).events
    return event


def _authors(one: str, other: str, *places: str) -> tuple[Claim, Claim]:
    """Two bombings of a day by other authors."""
    told = zip("ab", (one, other), places, strict=True)
    first, second = (claim(key, "Bombing", source, place=place) for key, source, place in told)
    return first, second


def _inside(*sides: str) -> tuple[Claim, Claim]:
    """Two acts of a day inside one state, by who acts and who suffers."""
    first, second = (claim(key, "Assault", *told.split()) for key, told in zip("ab", sides, strict=True))
    return first, second


#: A group claims responsibility, nobody says when.
CLAIMED = ("ClaimOfResponsibility", "bla", "", None)


def _tolls(source: str, one: int, other: int, *places: str) -> tuple[Claim, Claim]:
    """Two bombings with so many dead."""
    first, second = places or (None, None)
    return (
        claim("a", "Bombing", source, killed=(one, one), place=first),
        claim("b", "Bombing", source, killed=(other, other), place=second, rule="lexicon#other"),
    )


#: What must hold, a claim of each of two articles, whether they are one event.
PAIRS = [
    ("the same act", claim("a"), claim("b"), True),
    ("mirror images stay two", claim("a"), claim("b", source="PAK", target="IRN"), False),
    ("different days stay two", claim("a"), claim("b", day="2024-01-18"), False),
    ("another type of force", claim("a", "MissileStrike"), claim("b", "Bombing"), True),
    ("another root", claim("a"), claim("b", "Warning"), False),
    ("a force and its state", claim("a", source="irgc"), claim("b"), True),
    ("a state and its own force, each against the other", *_inside("IRN irgc", "irgc IRN"), False),
    ("a state against its own force, told twice", *_inside("IRN irgc", "IRN irgc"), True),
    ("one of several sources, whichever comes first", claim("a", source="CHN IRN"), claim("b"), True),
    ("nobody named does not prove that it is the same", claim("a", source=""), claim("b"), False),
    ("nobody named in either", claim("a", source=""), claim("b", source="", rule="lexicon#other"), False),
    ("a place makes up for nobody", *(claim(k, source="", place="gwadar") for k in "ab"), True),
    ("and so does the number of dead", *(claim(k, source="", killed=(9, 9)) for k in "ab"), True),
    ("nobody, in two places", claim("a", source="", place="gwadar"), claim("b", source="", place="gilgit"), False),
    ("a bombing by a group with far more dead", *_tolls("bla", 7, 30), False),
    ("a bombing by a group with a few more dead", *_tolls("bla", 7, 9), True),
    ("a state's strike with far more dead", *_tolls("IRN", 2, 7), True),
    ("two provinces", claim("a", "Bombing", place="gwadar"), claim("b", "Bombing", place="gilgit"), False),
    ("two provinces, as many dead", *_tolls("IRN", 7, 7, "gwadar", "gilgit"), True),
    ("a target that only one names", claim("a", target=""), claim("b"), False),
    ("BLA and BLF", claim("a", source="bla"), claim("b", source="blf"), False),
    ("BLA or BLF, in one city", *_authors("bla", "blf", "gwadar", "gwadar"), True),
    ("BLA and BLF, in two cities", *_authors("bla", "blf", "gwadar", "gilgit"), False),
    ("BLA and BLF, somewhere in the state", *_authors("bla", "blf", "PAK", "PAK"), False),
    ("a group or a state", *_authors("bla", "IRN", "gwadar", "gwadar"), False),
    ("talks the other way round", claim("a", "Negotiation"), claim("b", "Negotiation", "PAK", "IRN"), True),
    ("talks of more parties", claim("a", "Meeting", "IRN CHN", "PAK"), claim("b", "Meeting"), True),
    ("talks with one party in common", claim("a", "Meeting", "IRN", ""), claim("b", "Meeting", "IRN", ""), False),
    ("no day in one", claim("a"), claim("b", day=None), True),
    ("no day in either", claim("a", day=None), claim("b", day=None), True),
    ("a month around the day", claim("a"), claim("b", day="2024-01"), True),
    ("a year around the day", claim("a"), claim("b", day="2024"), False),
    ("the weekday of the day", claim("a"), claim("b", day="XXXX-WXX-2"), True),
    ("another weekday", claim("a"), claim("b", day="XXXX-WXX-3"), False),
    ("a claim of responsibility and the act", claim("a"), claim("b", "ClaimOfResponsibility"), False),
]


@pytest.mark.parametrize(("what", "one", "other", "together"), PAIRS, ids=[p[0] for p in PAIRS])
def test_two_articles_tell_of_one_act(what: str, one: Claim, other: Claim, together: bool) -> None:
    """Claims of two articles are one event when nothing disagrees and both sides agree."""
    assert events(article("x", one), article("y", other)) == (["a b"] if together else ["a", "b"])


def test_five_articles_tell_of_one_act() -> None:
    """However many tell of it, with words more or less special, it is one."""
    kinds = ["MissileStrike", "Assault", "Airstrike", "Bombing", "ArmedAttack"]
    told = [article(f"d{n}", claim(f"{n}", kind)) for n, kind in enumerate(kinds)]
    assert events(*told) == ["0 1 2 3 4"]


def test_what_fits_two_acts_joins_neither() -> None:
    """Two cities were struck that day, and nobody says which is meant; twice as many articles tell."""
    told = [article(p, claim(p, "Bombing", place=p)) for p in ("gwadar", "gilgit")]
    unplaced = article("z", claim("z", "Bombing"))
    assert events(*told, unplaced) == ["gilgit", "gwadar", "z"]
    assert events(*told, article("y", claim("y", "Bombing", place="gwadar")), unplaced) == ["gilgit", "gwadar y z"]


def test_who_claims_responsibility_for_one_act_does_it_once() -> None:
    """Two articles tell that a group claims an act, and neither when: they speak of one act, so of one claim of it."""
    told = [
        article(doc, claim(f"{doc}1", "Bombing", "bla"), claim(f"{doc}2", *CLAIMED, about=f"{doc}1", at=200))
        for doc in "xy"
    ]
    assert events(*told) == ["x1 y1", "x2 y2"]


def test_claims_of_two_acts_are_two() -> None:
    """Whatever else agrees."""
    told = [
        article(doc, claim(f"{doc}1", "Bombing", "bla", day=day), claim(f"{doc}2", *CLAIMED, about=f"{doc}1", at=200))
        for doc, day in (("x", "2024-01-16"), ("y", "2024-01-15"))
    ]
    assert events(*told) == ["x1", "x2", "y1", "y2"]


def test_two_groups_of_one_article_stay_two() -> None:
    """What an article tells apart, other articles do not join."""
    twice = article("x", claim("a"), claim("b", at=200))
    assert events(twice, article("y", claim("c"))) in (["a c", "b"], ["a", "b c"])


def test_claims_that_an_article_holds_for_one_act_stay_together() -> None:
    """The group of an article is never torn apart, whatever its claims say."""
    told = article("x", claim("a"), claim("b", "Warning", "ISR", "CHN", group="a"))
    assert events(told) == ["a b"]


@pytest.mark.parametrize(
    ("published", "together"), [("2024-01-17", True), ("2024-01-23", True), ("2024-01-25", False), (None, False)]
)
def test_an_act_without_a_day_is_fresh_news(published: str | None, together: bool) -> None:
    """An article that gives no day is joined to an act of the week before its own publication only."""
    dated = article("x", claim("a", "MissileStrike"))
    bare = article("y", claim("b", "MissileStrike", day=None), published=published)
    assert events(dated, bare) == (["a b"] if together else ["a", "b"])


def test_days_join_articles_whose_publication_is_unknown() -> None:
    """Two equal days need no date of publication."""
    told = [article(doc, claim(key), published=None) for doc, key in (("x", "a"), ("y", "b"))]
    assert events(*told) == ["a b"]


def test_a_group_without_a_day_that_fits_two_days_joins_neither() -> None:
    """A guess would be wrong half of the time."""
    told = [article("x", claim("a")), article("y", claim("b", day="2024-01-18")), article("z", claim("c", day=None))]
    assert events(*told) == ["a", "b", "c"]


def test_of_two_days_the_one_that_more_articles_tell_of_is_meant() -> None:
    """What everybody writes about needs no day."""
    told = [
        article("w", claim("a")),
        article("x", claim("b", day="2024-01-18")),
        article("y", claim("c", day="2024-01-18")),
        article("z", claim("d", day=None)),
    ]
    assert events(*told) == ["a", "b c d"]


def test_a_group_without_a_day_joins_the_act_with_more_in_common() -> None:
    """Of two days the one with the same group and the same state is meant."""
    told = [
        article("x", claim("a", target="PAK jaish")),
        article("y", claim("b", day="2024-01-18")),
        article("z", claim("c", target="PAK jaish", day=None)),
    ]
    assert events(*told) == ["a c", "b"]


@pytest.mark.parametrize(("day", "together"), [(None, ["a", "b"]), ("2024-01-16", ["a b"])])
def test_without_a_target_only_a_known_day_and_the_same_word_join(day: str | None, together: list[str]) -> None:
    """A state opens many inquiries in a week: that two articles tell of one of its own needs more than its name."""
    told = [article(n, claim(k, "Investigation", target="", day=day)) for n, k in (("x", "a"), ("y", "b"))]
    assert events(*told) == together


def test_each_of_two_equals_is_on_one_side() -> None:
    """Who calls whom is told both ways; the consensus names each party once."""
    told = [
        article("x", claim("a", "PhoneCall", source="IRN", target="PAK")),
        article("y", claim("b", "PhoneCall", source="PAK", target="IRN")),
    ]
    (event,) = link(told, ontology()).events
    assert {*event.source, *event.target} == {"state/IRN", "state/PAK"}
    assert len(event.source) == len(event.target) == 1


def test_consensus_names_states_for_those_who_act_for_them() -> None:
    """A force stands for its state, which the graph has; named groups come after states, unnamed ones only for want "
    "of those."""
    event = only(
        article("x", claim("a", source="irgc", target="militants PAK")), article("y", claim("b", target="PAK jaish"))
    )
    assert (event.source, event.target) == (("state/IRN",), ("state/PAK", "group/jaish"))


def test_unnamed_people_are_the_consensus_when_nobody_else_is() -> None:
    """The group that most claims name stands for them."""
    told = [article(d, claim(k, source=who)) for d, k, who in (("x", "a", "gunmen"), ("y", "b", "gunmen"))]
    assert only(*told).source == ("group/gunmen",)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["Assault", "Assault", "MissileStrike"], "MissileStrike"),
        (["Bombing", "Bombing", "Shelling"], "Bombing"),
        (["Shelling", "Bombing"], "Bombing"),
        (["MissileStrike", "Bombing", "Bombing", "Bombing"], "Bombing"),
    ],
)
def test_the_type_that_most_articles_give_the_special_one_of_equals(kinds: Sequence[str], expected: str) -> None:
    """A general word speaks for every finer one below it."""
    assert only(*(article(f"d{n}", claim(f"{n}", kind)) for n, kind in enumerate(kinds))).type == expected


INTERVALS = [
    ("one number", [(7, 7)], (7, 7)),
    ("the lowest and the highest", [(7, 7), (9, 9)], (7, 9)),
    ("an open end counts as its least", [(7, None), (9, 9)], (7, 9)),
    ("an open end above all others", [(9, None), (7, 7)], (7, None)),
    ("nothing but an upper bound", [(None, 5)], (None, 5)),
    ("no number", [None], None),
]


def killed_in(event: Event) -> tuple[int | None, int | None] | None:
    """The lowest and the highest number of the killed."""
    return next(((one.low, one.high) for one in event.estimates if one.harm == "killed"), None)


@pytest.mark.parametrize(("what", "killed", "expected"), INTERVALS, ids=[i[0] for i in INTERVALS])
def test_numbers_of_victims_from_the_lowest_to_the_highest(
    what: str,
    killed: Sequence[tuple[int | None, int | None] | None],
    expected: tuple[int | None, int | None] | None,
) -> None:
    """The consensus contains every number that is given."""
    told = [article(f"d{n}", claim(f"{n}", killed=k)) for n, k in enumerate(killed)]
    assert killed_in(only(*told)) == expected


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (["2024-01-16", "2024-01"], "2024-01-16", "2024-01-16"),
        (["2024-01", None], "2024-01", "2024-01"),
        (["2015"], "2015", "2015"),
        (["2024-01-14/2024-01-17", "2024-01-16/2024-01-20"], "2024-01-16", "2024-01-17"),
        ([None], None, None),
    ],
)
def test_days_of_an_event(days: Sequence[str | None], start: str | None, end: str | None) -> None:
    """The part that all times have in common, as short as it can be written."""
    event = only(*(article(f"d{n}", claim(f"{n}", day=day)) for n, day in enumerate(days)))
    assert (event.start, event.end) == (start, end)


def test_the_most_special_place() -> None:
    """A city says more than its state, however often that is named."""
    told = [article(f"d{n}", claim(f"{n}", place=place)) for n, place in enumerate(["PAK", "PAK", "gwadar"])]
    assert only(*told).place == ("place/gwadar",)


def test_an_act_in_two_places() -> None:
    """Both places that one claim names are the event's, not the state around one of them."""
    told = [article(f"d{n}", claim(f"{n}", place=place)) for n, place in enumerate(["gwadar IRQ", "PAK", "gwadar PAK"])]
    assert only(*told).place == ("place/gwadar", "state/IRQ")


def test_what_is_denied_is_no_part_of_the_consensus() -> None:
    """Only a denial without an assertion speaks for itself."""
    asserted = claim("a", killed=(2, 2))
    denied = claim("b", "MissileStrike", "IRN CHN", killed=(50, 50), stance="denied")
    event = only(article("x", asserted), article("y", denied))
    assert (event.type, event.source, killed_in(event)) == ("Assault", ("state/IRN",), (2, 2))
    assert killed_in(only(article("y", denied))) == (50, 50)


def test_a_claim_of_responsibility_points_to_its_event() -> None:
    """It names a claim; the event knows the event of that claim."""
    said = claim("r", "ClaimOfResponsibility", "bla", "", about="a", at=300)
    told = linked(article("x", claim("a", source="bla"), said), article("y", claim("b", source="bla")))
    by_claim = {key: event for event in told.events for key in event.claims}
    assert by_claim["claim/r"].about == by_claim["claim/b"].key
    assert by_claim["claim/b"].about is None


def test_an_event_says_why_its_claims_were_put_together() -> None:
    """One article needs no reason."""
    (reason,) = only(article("x", claim("a")), article("y", claim("b"))).reasons
    assert "2 articles" in reason and "IRN" in reason and "PAK" in reason and "2024-01-16" in reason
    assert only(article("x", claim("a"))).reasons == ()


def test_relations_stay_within_events() -> None:
    """Claims of different events are not compared."""
    told = linked(article("x", claim("a"), claim("c", day="2024-01-18", at=200)), article("y", claim("b")))
    assert {(r.one, r.other) for r in told.comparisons} == {("claim/a", "claim/b")}


@pytest.mark.parametrize("published", ["2019-01-01", "2024-01-17"])
def test_an_article_about_another_act_changes_no_comparison(published: str) -> None:
    """How two claims stand is a matter of their event alone."""
    both = article("x", claim("a", place="gwadar")), article("y", claim("b", killed=(7, 7)))
    other = article("z", claim("c", "Warning", "CHN", "IND", day=published), published=published)
    alone, beside = linked(*both).comparisons, linked(*both, other).comparisons
    assert alone and alone == beside


def test_one_entity_for_each_key() -> None:
    """The most frequent form wins, the names of all are kept."""
    names = [("Jaish al-Adl", ()), ("Jaish ul-Adl", ("JA",)), ("Jaish al-Adl", ("Army of Justice",))]
    told = [
        Analysis(replace(article(f"d{n}").document), entities=(Entity("group/j", "MilitantGroup", label, aliases),))
        for n, (label, aliases) in enumerate(names)
    ]
    expected = Entity("group/j", "MilitantGroup", "Jaish al-Adl", ("Army of Justice", "JA", "Jaish ul-Adl"))
    assert linked(*told).entities == (expected,)


def test_one_post_for_each_key_with_all_its_holders() -> None:
    one = Post("post/minister-irn", "Minister of Iran", "state/IRN", ("person/b",))
    told = [
        replace(article("x", claim("a")), posts=(one,)),
        replace(article("y", claim("b")), posts=(replace(one, holders=("person/a",)),)),
    ]
    assert linked(*told).posts == (replace(one, holders=("person/a", "person/b")),)


def test_of_two_forms_of_an_entity_the_fuller_one() -> None:
    """A country and a role say more than nothing."""
    full = Entity("person/p", "Official", "P", country="IRN", role="foreign minister")
    told = [
        Analysis(article(doc).document, entities=(entity,))
        for doc, entity in (("x", replace(full, country=None, role=None)), ("y", full))
    ]
    assert linked(*told).entities == (full,)


def test_no_articles() -> None:
    """Nothing in, nothing out."""
    assert linked() == Links()


SIDES = st.sampled_from(["IRN", "PAK", "irgc", "IRN CHN", "bla", "blf", "gunmen", "militants", ""])
CLAIMS = st.tuples(
    st.sampled_from(["Assault", "MissileStrike", "Bombing", "Clash", "Negotiation", "Warning"]),
    SIDES,
    SIDES,
    st.sampled_from([None, "2024-01-16", "2024-01-17", "2024-01-18", "2024-01"]),
    st.sampled_from([None, (7, 7), (7, None), (9, 9)]),
)
PUBLISHED = st.sampled_from([None, "2024-01-17", "2024-02-17"])
ARTICLES = st.lists(st.tuples(st.lists(CLAIMS, max_size=3), PUBLISHED), max_size=6)


def news(drawn: list) -> list[Analysis]:  # type: ignore[type-arg]
    """The articles that were drawn, with keys of their own."""
    return [
        article(
            f"d{n}",
            *(
                claim(f"{n}-{m}", kind, source, target, day, killed=killed, at=m * 100)
                for m, (kind, source, target, day, killed) in enumerate(claims)
            ),
            published=published,
        )
        for n, (claims, published) in enumerate(drawn)
    ]


@settings(deadline=None)
@given(st.data(), ARTICLES)
def test_the_order_of_the_articles_does_not_matter(data: st.DataObject, drawn: list) -> None:  # type: ignore[type-arg]
    """Whatever order they come in, the same events have the same keys and say the same."""
    articles = news(drawn)
    assert linked(*data.draw(st.permutations(articles))) == linked(*articles)


@settings(deadline=None)
@given(ARTICLES)
def test_every_claim_is_in_exactly_one_event(drawn: list) -> None:  # type: ignore[type-arg]
    """Claims are never lost and never told twice, and groups stay whole."""
    articles = news(drawn)
    told = [key for event in linked(*articles).events for key in event.claims]
    assert sorted(told) == sorted(c.key for a in articles for c in a.claims)


@settings(deadline=None)
@given(ARTICLES)
def test_an_event_has_one_group_of_an_article(drawn: list) -> None:  # type: ignore[type-arg]
    """Two acts that one article tells apart are never one event."""
    for event in linked(*news(drawn)).events:
        documents = [key.removeprefix("claim/").partition("-")[0] for key in event.claims]
        assert len(documents) == len(set(documents))


@settings(deadline=None)
@given(ARTICLES)
def test_numbers_and_days_of_an_event_are_intervals(drawn: list) -> None:  # type: ignore[type-arg]
    """What begins does not end before."""
    for event in linked(*news(drawn)).events:
        low, high = killed_in(event) or (None, None)
        assert low is None or high is None or low <= high
        assert event.start is None or event.end is None or event.start <= event.end


def directions(found: Iterable[Claim]) -> set[tuple[str, str, str]]:
    """Document, who acts and on whom, for all that has a direction."""
    return {
        (c.doc, a.entity, b.entity)
        for c in found
        if not ontology().types[c.type].symmetric
        for a in c.source
        for b in c.target
    }


@settings(deadline=None)
@given(ARTICLES)
def test_no_event_has_mirror_images_or_two_days(drawn: list) -> None:  # type: ignore[type-arg]
    """What one article tells as done by A to B is never joined with what another tells as done by B to A."""
    articles = news(drawn)
    claims = {c.key: c for a in articles for c in a.claims}
    for event in linked(*articles).events:
        found = [claims[key] for key in event.claims]
        told = directions(found)
        assert not {(a, b) for doc, a, b in told if a != b for other, c, d in told if (c, d) == (b, a) and doc != other}
        times = [d for c in found if (d := days(c.when))]
        assert not times or max(first for first, _ in times) <= min(last for _, last in times)


@settings(deadline=None)
@given(ARTICLES)
def test_what_has_nothing_to_do_with_an_event_changes_nothing(drawn: list) -> None:  # type: ignore[type-arg]
    """Another act of others, or of another year, leaves every event and its key as it was."""
    articles = news(drawn)
    others = [
        article("zz", claim("z", "MissileStrike", "CHN", "ISR", "2024-01-16")),
        article("yy", claim("y", "MissileStrike", "IRN", "PAK", "2019-05-05"), published="2019-05-06"),
    ]
    before = linked(*articles).events
    after = linked(*articles, *others).events
    assert {e for e in after if not {"claim/z", "claim/y"} & set(e.claims)} == set(before)


def lasting(key: str, start: str, end: str) -> Claim:
    """A claim of an act that lasted from one day to another, and went on."""
    told = claim(key, day=f"{start}/{end}")
    assert told.when
    return replace(told, when=replace(told.when, begun=start, ended=end, goes_on=True))


@pytest.mark.parametrize(
    ("other", "bounds"),
    [
        (claim("b", day=None), ("2024-01-15", "2024-01-18", True)),
        (lasting("b", "2024-01-15", "2024-01-18"), ("2024-01-15", "2024-01-18", True)),
        (claim("b", day="2024-01-16"), (None, None, False)),
    ],
)
def test_an_event_lasts_as_the_claim_says_that_gives_its_days(
    other: Claim, bounds: tuple[str | None, str | None, bool]
) -> None:
    """Not when another claim narrows its days."""
    event = only(article("x", lasting("a", "2024-01-15", "2024-01-18")), article("y", other))
    assert (event.begun, event.ended, event.goes_on) == bounds
