"""Which claims of one event are compared, and what the comparisons say: every value has its say, and few words do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import PEOPLE, claim

from kg.linking.relations import WITNESSES, relations
from kg.model import Claim, Comparison, Span, Toll


def told(*claims: Claim, slot: str) -> list[str]:
    """The comparisons in one slot: ``a refines b``."""
    found = relations(claims, PEOPLE, ontology())
    return [f"{_name(r.one)} {r.verdict} {_name(r.other)}" for r in found if r.slot == slot]


def _name(key: str) -> str:
    return key.removeprefix("claim/")


SLOTS = [
    ("source", claim("a", source="bla", doc="x"), claim("b", source="blf", doc="y"), ["a conflicts b"]),
    ("target", claim("a", target="militants", doc="x"), claim("b", target="blf", doc="y"), ["b refines a"]),
    ("place", claim("a", place="saravan", doc="x"), claim("b", place="sistan", doc="y"), ["a refines b"]),
    ("date", claim("a", day="2023-12", doc="x"), claim("b", day="2023-12-15", doc="y"), ["b refines a"]),
    ("killed", claim("a", killed=(7, None), doc="x"), claim("b", killed=(7, 7), doc="y"), ["a compatible b"]),
    ("type", claim("a", "Assault", doc="x"), claim("b", "Airstrike", doc="y"), ["b refines a"]),
    ("stance", claim("a", doc="x"), claim("b", doc="y", stance="denied"), ["a conflicts b"]),
]


@pytest.mark.parametrize(("slot", "one", "other", "expected"), SLOTS, ids=[s[0] for s in SLOTS])
def test_each_slot_is_compared_and_no_other_conflicts(slot: str, one: Claim, other: Claim, expected: list[str]) -> None:
    """The claims differ in one slot alone."""
    assert told(one, other, slot=slot) == told(other, one, slot=slot) == expected
    others = [r for r in relations([one, other], PEOPLE, ontology()) if r.slot != slot]
    assert {r.verdict for r in others} <= {"equal"}


def test_what_is_not_told_is_not_compared() -> None:
    """Unknown agrees with everything and is worth no word."""
    assert told(claim("a", source="", doc="x"), claim("b", doc="y"), slot="source") == []
    assert told(claim("a", day=None, doc="x"), claim("b", doc="y"), slot="date") == []
    assert told(claim("a", killed=(7, 7), doc="x"), claim("b", doc="y"), slot="killed") == []


def test_a_denial_says_nothing_but_that_it_was_not() -> None:
    """Who denies that nine were killed does not say that nine were."""
    asserted = claim("a", killed=(7, 7), doc="x")
    denied = claim("b", killed=(9, 9), doc="y", stance="denied")
    assert told(asserted, denied, slot="killed") == []
    assert told(asserted, denied, claim("c", doc="z", stance="possible"), slot="stance") == ["a conflicts b"]


def test_a_denial_answers_what_says_what_it_denies() -> None:
    """Who denies having struck one place does not deny having struck the state."""
    asserted, general = claim("a", place="saravan", doc="x"), claim("b", doc="y")
    denied = claim("c", place="saravan", doc="z", stance="denied")
    assert told(asserted, general, denied, slot="stance") == ["a conflicts c"]
    assert told(claim("a", target="bla", doc="x"), claim("b", target="farmers", stance="denied"), slot="stance") == []
    assert told(asserted, claim("c", source="", target="", doc="z", stance="denied"), slot="stance") == []


def dead(key: str, victims: str, kind: str = "Airstrike", source: str = "IRN", *, partial: bool = False) -> Claim:
    """A claim that so many people of a kind were killed."""
    tolls = tuple(Toll("killed", Span(0, 1), "some", 2, None, kinds=(one,), partial=partial) for one in victims.split())
    return replace(claim(key, kind, source, doc=key), tolls=tolls)


def test_terrorists_to_one_are_women_and_children_to_another() -> None:
    """Who the dead were is told apart from how many they were."""
    assert told(dead("a", "Militants"), dead("b", "Women Children"), slot="victims") == ["a conflicts b"]
    assert told(dead("a", "Militants"), dead("b", "Women Children"), slot="killed") == []
    assert told(dead("a", "Militants"), dead("b", "Children", partial=True), slot="victims") == []


def test_who_tells_of_militants_and_of_civilians_contradicts_nobody() -> None:
    """Two sentences of one speaker are read together; two speakers of one article are not."""
    first, second = (replace(dead(key, kind), doc="x") for key, kind in (("a", "Militants"), ("b", "Civilians")))
    assert told(first, second, dead("c", "Militants"), slot="victims") == ["a compatible c"]
    quoted = replace(second, claimer=first.source)
    assert told(first, quoted, slot="victims") == ["a conflicts b"]


@pytest.mark.parametrize(
    ("toll", "verdict"),
    [
        (Toll("killed", Span(0, 1), "one woman", 1, 1, victims="woman"), "conflicts"),
        (Toll("killed", Span(0, 1), "the woman", 1, 1, victims="woman"), "compatible"),
        (Toll("killed", Span(0, 1), "nobody", 0, 0), "conflicts"),
        (Toll("killed", Span(0, 1), "no crew", 0, 0, victims="crew"), None),
    ],
    ids=lambda case: case.text if isinstance(case, Toll) else str(case),
)
def test_somebody_is_no_total_and_no_crew_is_not_nobody(toll: Toll, verdict: str | None) -> None:
    """Whom an article tells of can be one of many."""
    found = told(replace(claim("a", doc="x"), tolls=(toll,)), claim("b", killed=(7, 7), doc="y"), slot="killed")
    assert found == ([f"a {verdict} b"] if verdict else [])


@pytest.mark.parametrize(("kind", "source"), [("Clash", "IRN"), ("Bombing", "bla"), ("ArmedAttack", "gunmen")])
def test_in_a_fight_the_dead_can_be_of_either_side(kind: str, source: str) -> None:
    """Each counts those of the other, and attackers die too."""
    assert told(dead("a", "Militants", kind, source), dead("b", "Civilians", kind, source), slot="victims") == []


def test_among_equals_it_does_not_matter_who_is_named_first() -> None:
    """Iran met Iraq, Iraq met Iran: the same parties."""
    one = claim("a", "Meeting", "IRN", "IRQ", doc="x")
    other = claim("b", "Meeting", "IRQ", "IRN", doc="y")
    assert told(one, other, slot="source") == told(one, other, slot="target") == ["a equal b"]


def test_a_place_that_is_struck_is_no_rival_of_a_group() -> None:
    """Words such as "struck Saravan" and "struck the BLA" can be one."""
    assert told(claim("a", target="saravan", doc="x"), claim("b", target="bla", doc="y"), slot="target") == []


def test_an_article_can_contradict_itself() -> None:
    """It gives the figures of both sides."""
    first, second = claim("a", killed=(7, 7), doc="x"), claim("b", killed=(9, 9), doc="x", at=5)
    assert told(first, second, slot="killed") == ["a conflicts b"]


def test_one_claim_speaks_for_each_wording_of_an_article() -> None:
    """What an article repeats gives no further comparison; the first one speaks. Another word for it does."""
    first, again, other = claim("b", doc="x", at=1), claim("a", doc="x", at=9), claim("c", doc="y")
    assert told(first, again, other, slot="source") == ["b equal c"]
    force = claim("d", source="irgc", doc="x", at=12)
    assert told(first, again, other, force, slot="source") == ["b equal c", "b equal d"]


def test_comparisons_are_in_the_order_of_their_keys() -> None:
    claims = [claim(key, source=who, doc=key) for key, who in (("c", "bla"), ("a", "blf"), ("b", "militants"))]
    found = relations(claims, PEOPLE, ontology())
    assert found == sorted(found, key=lambda r: (r.one, r.other, r.slot))


def test_of_two_values_every_claim_is_compared_with_the_first_of_the_other() -> None:
    """So each claim of a contested value says so, and there are fewer comparisons than pairs."""
    ours = [claim(f"a{n}", source="bla", doc=f"a{n}") for n in range(3)]
    theirs = [claim(f"b{n}", source="blf", doc=f"b{n}") for n in range(3)]
    assert [one for one in told(*ours, *theirs, slot="source") if "conflicts" in one] == [
        "a0 conflicts b0",
        "a0 conflicts b1",
        "a0 conflicts b2",
        "a1 conflicts b0",
        "a2 conflicts b0",
    ]


@pytest.mark.parametrize("number", [2, 13, 200])
def test_comparisons_grow_with_the_claims_and_not_with_their_square(number: int) -> None:
    """A thousand articles of one act do not make half a million comparisons, and none of them stands alone."""
    found = [r for r in relations(articles(number), PEOPLE, ontology()) if r.slot == "source"]
    assert len(found) == number - 1
    assert {key for r in found for key in (r.one, r.other)} == {c.key for c in articles(number)}


def test_of_many_values_those_that_most_articles_give_are_compared_with_all() -> None:
    """A hundred numbers are not each compared with each; two articles have the last of them."""
    claims = [claim(f"{n:03d}", killed=(n, n), doc=f"d{n:03d}") for n in range(1, 101)]
    claims.append(claim("zz", killed=(100, 100), doc="zz"))
    found = [r for r in relations(claims, PEOPLE, ontology()) if r.slot == "killed"]
    assert len(found) <= WITNESSES * 102
    assert sum("claim/100" in (r.one, r.other) for r in found) == 100


def test_a_rare_value_is_compared_with_all_others() -> None:
    """The one article of hundreds that names another group is not lost among them."""
    many = [*articles(100, source="bla"), claim("z", source="blf", doc="z")]
    found = relations(many, PEOPLE, ontology())
    assert sum(r.verdict == "conflicts" and r.slot == "source" for r in found) == 100


def articles(number: int, source: str = "IRN") -> Sequence[Claim]:
    """So many articles, each with one claim of the same."""
    return [claim(f"{n:04d}", source=source, doc=f"d{n:04d}") for n in range(number)]


def test_a_comparison_names_the_claims_and_the_slot() -> None:
    """That is all that it needs to be explained."""
    first, second = claim("a", source="bla", doc="x", day=None), claim("b", "Warning", "militants", "", None, doc="y")
    assert relations([first, second], PEOPLE, ontology()) == [Comparison("refines", "claim/a", "claim/b", "source")]


CLAIMS = st.lists(
    st.builds(
        lambda n, source, place, killed, day, stance, doc: claim(
            n, source=source, place=place, killed=(killed, killed), day=day, stance=stance, doc=doc
        ),
        st.text("abcdef", min_size=1, max_size=4),
        st.sampled_from(["IRN", "irgc", "bla", "blf", "militants", ""]),
        st.sampled_from([None, "saravan", "sistan", "gwadar"]),
        st.integers(1, 3),
        st.sampled_from([None, "2024-01-16", "2024-01"]),
        st.sampled_from(["asserted", "denied", "possible"]),
        st.sampled_from("xyz"),
    ),
    max_size=8,
    unique_by=lambda c: c.key,
)


@given(CLAIMS, st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert relations(shuffled, PEOPLE, ontology()) == relations(claims, PEOPLE, ontology())


@given(CLAIMS)
def test_two_claims_are_compared_once_in_a_slot_and_none_with_itself(claims: list[Claim]) -> None:
    found = relations(claims, PEOPLE, ontology())
    assert all(r.one != r.other for r in found)
    pairs = [(frozenset({r.one, r.other}), r.slot) for r in found]
    assert len(pairs) == len(set(pairs))
