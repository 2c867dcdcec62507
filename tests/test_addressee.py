"""Whom words were directed at when their clause does not say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scenes import names, ontology
from tales import PEOPLE, claim

from kg.extract.addressee import UNDERSTOOD, understood
from kg.model import Claim

STRIKE, ANSWER = claim("s"), claim("t", source="PAK", target="IRN")

#: What must hold, the words without a target, the other claims of the article, whom the words are understood to mean.
MEANT = [
    ("the one opponent of the victim", claim("w", "Warning", "PAK", ""), [STRIKE], "IRN"),
    ("the one opponent of the actor", claim("w", "Warning", "IRN", ""), [STRIKE], "PAK"),
    ("an office speaks for its state", claim("w", "Warning", "pak-foreign", ""), [STRIKE], "IRN"),
    ("of two opponents none", claim("w", "Warning", "PAK", ""), [STRIKE, claim("u", source="ISR")], "-"),
    ("without opponents nobody", claim("w", "Warning", "PAK", ""), [claim("m", "Meeting")], "-"),
    ("what the clause says stays", claim("w", "Warning", "PAK", "CHN"), [STRIKE], "CHN"),
    ("two speakers together have no one opponent", claim("w", "Warning", "PAK CHN", ""), [STRIKE], "-"),
    ("groups are not understood", claim("w", "Warning", "bla", ""), [claim("u", source="bla")], "-"),
    ("an attack is not understood", claim("w", "Assault", "PAK", ""), [STRIKE], "-"),
    ("a third party asks both who fight", claim("w", "UrgeRestraint", "CHN", ""), [STRIKE, ANSWER], "IRN PAK"),
    ("a third party offers both to mediate", claim("w", "OfferMediation", "CHN", ""), [STRIKE, ANSWER], "IRN PAK"),
    ("a third party condemns neither", claim("w", "Condemnation", "CHN", ""), [STRIKE, ANSWER], "-"),
    ("one side alone is no conflict of two", claim("w", "UrgeRestraint", "CHN", ""), [STRIKE], "-"),
]


@pytest.mark.parametrize(("what", "words", "others", "expected"), MEANT, ids=[m[0] for m in MEANT])
def test_whom_words_are_meant_for(what: str, words: Claim, others: Sequence[Claim], expected: str) -> None:
    """Only where the article leaves no other choice, and with less confidence; all other claims stay."""
    first, *rest = understood([words, *others], (), PEOPLE, ontology())
    assert names(first.target) == expected
    added = first.target != words.target
    assert first.confidence == (round(words.confidence * UNDERSTOOD, 2) if added else words.confidence)
    assert rest == list(others)


BLAMED = [
    ("the author of the last act before", [STRIKE, claim("u", source="ISR", at=50)], "ISR"),
    ("nobody who comes later", [STRIKE, claim("u", source="ISR", at=150)], "IRN"),
    ("no author of a threat", [STRIKE, claim("u", "Warning", "ISR", at=50)], "IRN"),
    ("nobody blames himself", [STRIKE, claim("u", source="CHN", target="", at=50)], "-"),
    ("no act, no author", [], "-"),
]


@pytest.mark.parametrize(("what", "others", "expected"), BLAMED, ids=[b[0] for b in BLAMED])
def test_who_condemns_the_act_condemns_its_author(what: str, others: Sequence[Claim], expected: str) -> None:
    """ "China condemned the operation" is about whoever carried it out."""
    words = claim("w", "Condemnation", "CHN", "", at=100)
    first, *_ = understood([words, *others], {words.key}, PEOPLE, ontology())
    assert names(first.target) == expected
