"""How claims of one event stand to one another: corroborates, refines, conflicts, slot by slot."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scenes import ontology
from tales import PEOPLE, claim

from kg.linking.relations import WITNESSES, relations
from kg.model import Claim, Relation


def told(*claims: Claim, slot: str) -> list[str]:
    """The relations in one slot: ``a refines b``."""
    found = relations(claims, PEOPLE, ontology())
    return [f"{_name(r.one)} {r.kind} {_name(r.other)}" for r in found if r.slot == slot]


def _name(key: str) -> str:
    return key.removeprefix("claim/")


SIDES = [
    ("the same state", "IRN", "IRN", ["a corroborates b"]),
    ("a state and its force", "IRN", "irgc", ["a corroborates b"]),
    ("two states", "IRN", "ISR", []),
    ("a named group refines an unnamed one", "bla", "militants", ["a refines b"]),
    ("an unnamed group is refined by a named one", "militants", "bla", ["b refines a"]),
    ("BLA against BLF", "bla", "blf", ["a conflictsWith b"]),
    ("a group and a state", "bla", "IRN", []),
    ("a state and a group", "IRN", "bla", []),
    ("a common group", "bla jaish", "blf jaish", ["a corroborates b"]),
    ("two unnamed groups", "gunmen", "militants", []),
    ("a side that is not told", "bla", "", []),
]


@pytest.mark.parametrize("role", ["source", "target"])
@pytest.mark.parametrize(("what", "one", "other", "expected"), SIDES, ids=[s[0] for s in SIDES])
def test_sides(what: str, one: str, other: str, expected: list[str], role: str) -> None:
    """Named groups decide; a named one refines an unnamed one."""
    first, second = claim("a", **{role: one}, doc="x"), claim("b", **{role: other}, doc="y")
    assert told(first, second, slot=role) == expected


COUNTS = [
    ("at least 7 and 7", (7, None), (7, 7), ["a corroborates b"]),
    ("at least 7 and 9", (7, None), (9, 9), ["a corroborates b"]),
    ("at least 9 and 7", (9, None), (7, 7), ["a conflictsWith b"]),
    ("7 and 9", (7, 7), (9, 9), ["a conflictsWith b"]),
    ("up to 9 and 7", (None, 9), (7, 7), ["a corroborates b"]),
    ("up to 5 and 7", (None, 5), (7, 7), ["a conflictsWith b"]),
    ("5 to 8 and 8 to 10", (5, 8), (8, 10), ["a corroborates b"]),
    ("nobody and 7", (0, 0), (7, 7), ["a conflictsWith b"]),
    ("7 and nothing said", (7, 7), None, []),
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), COUNTS, ids=[c[0] for c in COUNTS])
def test_numbers(
    what: str, one: tuple[int | None, int | None], other: tuple[int | None, int | None] | None, expected: list[str]
) -> None:
    """Numbers agree when their intervals meet."""
    assert told(claim("a", killed=one, doc="x"), claim("b", killed=other, doc="y"), slot="killed") == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Bombing", "Bombing", ["a corroborates b"]),
        ("MissileStrike", "Assault", ["a refines b"]),
        ("Assault", "MissileStrike", ["b refines a"]),
        ("Bombing", "Shelling", []),
    ],
)
def test_types(one: str, other: str, expected: list[str]) -> None:
    """The finer type refines the one above it; siblings say nothing of one another."""
    assert told(claim("a", one, doc="x"), claim("b", other, doc="y"), slot="type") == expected


def test_a_denial_conflicts_with_an_assertion_and_a_doubt_with_nothing() -> None:
    """Only asserted and denied exclude each other."""
    asserted, denied = claim("a", doc="x"), claim("b", doc="y", stance="denied")
    possible = claim("c", doc="z", stance="possible")
    assert told(asserted, denied, possible, slot="stance") == ["a conflictsWith b"]


def test_an_article_does_not_corroborate_itself() -> None:
    """Two sentences of one article are one witness, but they may contradict each other."""
    first, second = claim("a", killed=(7, 7), doc="x"), claim("b", killed=(9, 9), doc="x", at=5)
    assert told(first, second, slot="killed") == ["a conflictsWith b"]
    assert told(first, second, slot="source") == []


def test_one_claim_speaks_for_each_value_of_an_article() -> None:
    """What an article repeats gives no further relations; the first one speaks."""
    first, again, other = claim("b", doc="x", at=1), claim("a", doc="x", at=9), claim("c", doc="y")
    assert told(first, again, other, slot="source") == ["b corroborates c"]


def test_relations_are_in_the_order_of_their_keys() -> None:
    """The same claims give the same list, whatever their order."""
    claims = [claim(key, source=who, doc=key) for key, who in (("c", "bla"), ("a", "blf"), ("b", "militants"))]
    found = relations(claims, PEOPLE, ontology())
    assert found == sorted(found, key=lambda r: (r.one, r.other, r.slot, r.kind))
    assert found == relations(claims[::-1], PEOPLE, ontology())


def test_up_to_a_dozen_articles_every_two_are_compared() -> None:
    """Nothing is left out where there are few."""
    many = articles(WITNESSES)
    assert len(told(*many, slot="source")) == WITNESSES * (WITNESSES - 1) // 2


@pytest.mark.parametrize("number", [WITNESSES + 1, 200])
def test_relations_grow_with_the_claims_and_not_with_their_square(number: int) -> None:
    """A thousand articles of one act do not make half a million relations, and none of them stands alone."""
    found = [r for r in relations(articles(number), PEOPLE, ontology()) if r.slot == "source"]
    assert len(found) <= WITNESSES * number
    assert {key for r in found for key in (r.one, r.other)} == {c.key for c in articles(number)}


def test_a_rare_value_is_compared_with_all_others() -> None:
    """The one article of hundreds that names another group is not lost among them."""
    many = [*articles(100, source="bla"), claim("z", source="blf", doc="z")]
    found = relations(many, PEOPLE, ontology())
    assert sum(r.kind == "conflictsWith" and r.slot == "source" for r in found) == 100


def articles(number: int, source: str = "IRN") -> Sequence[Claim]:
    """So many articles, each with one claim of the same."""
    return [claim(f"{n:04d}", source=source, doc=f"d{n:04d}") for n in range(number)]


def test_a_relation_names_the_claims_and_the_slot() -> None:
    """That is all that it needs to be explained."""
    first, second = claim("a", source="bla", doc="x", day=None), claim("b", "Warning", "militants", "", None, doc="y")
    assert relations([first, second], PEOPLE, ontology()) == [Relation("refines", "claim/a", "claim/b", "source")]
