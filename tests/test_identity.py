"""Which claims of one article are about one act: told again, in other words, with less."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import ontology
from spacy.language import Language
from tales import PEOPLE, claim

from kg.extract import extract, load_knowledge
from kg.extract.identity import group
from kg.model import Claim, Document


def groups(*claims: Claim) -> list[str]:
    """The keys of claims, those of one act together."""
    found: dict[str, list[str]] = {}
    for one in group(claims, PEOPLE, ontology()):
        found.setdefault(one.group, []).append(one.key.removeprefix("claim/"))
    return sorted(" ".join(sorted(keys)) for keys in found.values())


#: What must hold, the claims, the acts.
ACTS = [
    ("told twice", [claim("a"), claim("b", at=50)], ["a b"]),
    ("mirror images", [claim("a"), claim("b", source="PAK", target="IRN", at=50)], ["a", "b"]),
    ("two days", [claim("a"), claim("b", day="2024-01-18", at=50)], ["a", "b"]),
    ("a headline without the day", [claim("a", day=None), claim("b", at=50)], ["a b"]),
    ("without the source", [claim("a"), claim("b", source="", at=50)], ["a b"]),
    ("in other words", [claim("a", "MissileStrike"), claim("b", "Bombing", at=50)], ["a b"]),
    ("a day alone proves nothing", [claim("a"), claim("b", source="CHN", target="", at=50)], ["a", "b"]),
    (
        "an unnamed group in common is not enough",
        [claim("a", source="gunmen", target=""), claim("b", source="gunmen", day=None, at=50)],
        ["a", "b"],
    ),
    (
        "of two acts the one with more in common, not the nearer one",
        [
            claim("a", target="PAK jaish", at=10),
            claim("b", day="2024-01-18", at=90),
            claim("c", target="PAK jaish", day=None, at=100),
        ],
        ["a c", "b"],
    ),
    (
        "of two equals the nearer one, before or behind",
        [
            claim("a", at=10),
            claim("b", day="2024-01-18", at=90),
            claim("c", day=None, at=80),
            claim("d", day=None, at=15),
        ],
        ["a d", "b c"],
    ),
    ("nobody belongs to the nearest act", [claim("a", at=10), claim("b", source="", target="", at=50)], ["a b"]),
    (
        "who names only unnamed victims too",
        [
            claim("a", at=10),
            claim("c", day="2024-01-18", at=300),
            claim("b", source="", target="farmers", day=None, at=290),
        ],
        ["a", "b c"],
    ),
    ("nobody at all is left out", [claim("b", source="", target="")], []),
    ("talks in either direction", [claim("a", "Meeting"), claim("b", "Meeting", "PAK", "IRN", at=9)], ["a b"]),
    ("no claims", [], []),
]


@pytest.mark.parametrize(("what", "claims", "expected"), ACTS, ids=[a[0] for a in ACTS])
def test_claims_of_one_act(what: str, claims: Sequence[Claim], expected: list[str]) -> None:
    """Claims belong together when nothing disagrees and enough agrees, whatever their order in the list."""
    assert groups(*claims) == expected
    assert groups(*claims[::-1]) == expected


def test_a_group_is_named_after_its_smallest_key() -> None:
    """So the name does not depend on which claim was looked at first."""
    told = group([claim("z"), claim("m", at=50), claim("q", at=90)], PEOPLE, ontology())
    assert {c.group for c in told} == {"claim/m"}


def test_claims_come_back_in_the_order_of_the_text() -> None:
    """Those that say more were looked at first; that does not show."""
    told = group([claim("a", at=90), claim("b", day=None, at=10), claim("c", source="", at=50)], PEOPLE, ontology())
    assert [c.key for c in told] == ["claim/b", "claim/c", "claim/a"]


def test_what_the_grammar_ties_together_is_one_act() -> None:
    """ "Strikes that killed seven farmers": the killing has nobody in common with the strikes."""
    claims = [claim("a", "Bombing", "IRN", ""), claim("b", "Assault", "", "bla", day=None, at=5)]
    apart = {c.group for c in group(claims, PEOPLE, ontology())}
    tied = {c.group for c in group(claims, PEOPLE, ontology(), {"claim/b": "claim/a"})}
    assert (len(apart), len(tied)) == (2, 1)


def test_a_tie_does_not_join_what_cannot_be_one_act() -> None:
    """The grammar proves nothing against two days."""
    claims = [claim("a"), claim("b", day="2024-01-18", at=5)]
    assert len({c.group for c in group(claims, PEOPLE, ontology(), {"claim/b": "claim/a"})}) == 2


SIDES = st.sampled_from(["IRN", "PAK", "IRN CHN", "bla", "gunmen", ""])
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["Assault", "MissileStrike", "Meeting", "Warning"]),
        SIDES,
        SIDES,
        st.sampled_from([None, "2024-01-16", "2024-01"]),
        st.integers(0, 300),
    ),
    max_size=10,
)


@settings(deadline=None)
@given(st.data(), DRAWN)
def test_the_order_of_the_claims_does_not_matter(
    data: st.DataObject, drawn: list[tuple[str, str, str, str | None, int]]
) -> None:
    """The same claims make the same acts, and grouping them again changes nothing."""
    claims = [claim(f"{n}", kind, one, other, day, at=at) for n, (kind, one, other, day, at) in enumerate(drawn)]
    told = group(claims, PEOPLE, ontology())
    assert group(data.draw(st.permutations(claims)), PEOPLE, ontology()) == told
    assert group(told, PEOPLE, ontology()) == told


TWICE = """Turkey hit rebel bases in Syria on Tuesday, a day after it had warned Damascus because of the air raids \
in Hatay, in which two farmers were killed.

Syria's air raids hit Turkey on Monday."""


def test_the_dead_of_an_earlier_act_are_not_those_of_its_answer(nlp: Language) -> None:
    """The two farmers are of the raids, wherever the parse hangs them, and no claim of Turkey's strike has them."""
    claims = extract(Document("test", TWICE, published="2024-03-07"), nlp(TWICE), load_knowledge()).claims
    answer = next(c.group for c in claims if c.source and c.type == "Assault")
    dead = {c.group for c in claims if c.tolls}
    assert dead
    assert answer not in dead
