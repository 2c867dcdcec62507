"""Claims of responsibility point to the act that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from scenes import ontology
from tales import PEOPLE, claim

from kg.extract.responsibility import implied, pointed
from kg.model import Claim

SAID = claim("said", "ClaimOfResponsibility", "bla", "", at=250)

#: What must hold, the other claims of the article, the act that is meant. Every hundred characters begin a sentence.
ACTS = [
    ("the act of its sentence", [claim("far", source="bla", at=120), claim("near", source="", at=280)], "near"),
    ("of two in it the nearer one", [claim("far", source="", at=201), claim("near", source="", at=240)], "near"),
    ("else the last one before", [claim("first", source="bla", at=10), claim("last", source="bla", at=120)], "last"),
    ("not the one of somebody else", [claim("own", source="bla", at=10), claim("other", source="blf", at=120)], "own"),
    ("an act of a state is no group's", [claim("own", source="", at=10), claim("x", source="IRN", at=99)], "own"),
    ("nor in its own sentence", [claim("own", source="bla", at=10), claim("other", source="blf", at=240)], "own"),
    ("gunmen without a name can be anybody's", [claim("own", source="gunmen", at=120)], "own"),
    ("none that comes later", [claim("later", source="bla", at=310)], None),
    ("none that is no act of force", [claim("words", "Warning", "bla", at=120)], None),
    ("none at all", [], None),
]


@pytest.mark.parametrize(("what", "others", "expected"), ACTS, ids=[a[0] for a in ACTS])
def test_the_act_that_is_meant(what: str, others: Sequence[Claim], expected: str | None) -> None:
    """The nearest act that the speaker did, or that nobody else did; the order of the list does not matter."""
    for claims in ([*others, SAID], [SAID, *others[::-1]]):
        (told,) = (c for c in pointed(claims, PEOPLE, ontology()) if c.key == SAID.key)
        assert told.about == (f"claim/{expected}" if expected else None)


@pytest.mark.parametrize("who", ["IRN", "militants"])
def test_states_and_unnamed_groups_claim_their_own_acts(who: str) -> None:
    """A state's claim is about what the state did, that of militants about what militants did."""
    others = [claim("own", source=who, at=10), claim("other", source="blf CHN", at=120)]
    said = claim("said", "ClaimOfResponsibility", who, "", at=250)
    assert pointed([*others, said], PEOPLE, ontology())[-1].about == "claim/own"


def test_acts_point_nowhere() -> None:
    """Only claims of responsibility are about another claim; all others stay as they are."""
    acts = [claim("a"), claim("b", "Warning", at=150)]
    assert pointed(acts, PEOPLE, ontology()) == tuple(acts)


@pytest.mark.parametrize("author", ["", "gunmen"])
def test_who_claims_an_act_without_an_author_says_that_it_did_it(author: str) -> None:
    """ "We did it" is a claim about the act: its own words, its own speaker, the act's type and group."""
    act = claim("act", "Bombing", author, "PAK", at=120, killed=(7, 7))
    said = replace(SAID, about=act.key)
    (added,) = set(implied([act, said], PEOPLE, ontology())) - {act, said}
    assert (added.type, added.group) == ("Bombing", act.group)
    assert (added.trigger, added.sentence) == (said.trigger, said.sentence)
    assert added.source == added.claimer == said.source
    assert (added.target, added.when, added.tolls) == ((), None, ())
    assert added.key not in (act.key, said.key)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (claim("act", source="bla", at=120), replace(SAID, about="claim/act")),
        (claim("act", source="", at=120), SAID),
        (claim("act", source="", at=120), replace(SAID, about="claim/act", source=())),
    ],
    ids=["the author is known", "nothing is meant", "nobody speaks"],
)
def test_nothing_is_added_otherwise(act: Claim, said: Claim) -> None:
    """An author is put in only where the article names none and somebody says that it was him."""
    assert implied([act, said], PEOPLE, ontology()) == (act, said)


def test_an_author_named_elsewhere_in_the_article_is_enough() -> None:
    """Another claim of the same group names him."""
    act, again = claim("act", source="", at=120), claim("again", source="blf", at=150, group="act")
    said = replace(SAID, about="claim/act")
    assert implied([act, again, said], PEOPLE, ontology()) == (act, again, said)
