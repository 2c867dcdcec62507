"""PLOVER's rules for ASSAULT, and that an act told repeatedly is one event, through the shipped pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matching import events_of
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Analysis, Document
from kg.tolls import figure

Read = Callable[[str], Analysis]
RETOLD = (
    "Chadian jets struck a camp of Boko Haram on Monday. The strikes killed nine fighters. "
    "\"We hit them hard,\" a general said. Chad has struck Boko Haram before dawn. "
    "The raid on Boko Haram by Chad was the first this year."
)


@pytest.fixture(scope="module")
def read(nlp: Language, knowledge: Knowledge) -> Read:
    def one(text: str) -> Analysis:
        return extract(Document("told", text, published="2031-01-20"), nlp(text), knowledge)

    return one


def acts(analysis: Analysis, knowledge: Knowledge, root: str = "ASSAULT") -> list[str]:
    return sorted("|".join(sorted(e.types)) for e in events_of(analysis, knowledge.ontology) if e.root == root)


def test_an_act_told_repeatedly_is_one(read: Read, knowledge: Knowledge) -> None:
    """Lead, toll and background tell of one act."""
    assert len(acts(read(RETOLD), knowledge)) == 1


def test_acts_on_two_days_stay_two(read: Read, knowledge: Knowledge) -> None:
    """Two strikes between the same sides on different days are two."""
    told = read("Peru struck Chile on 16 January 2031. Peru struck Chile on 18 January 2031.")
    assert len(acts(told, knowledge)) == 2


def test_who_says_it_struck_claims_nothing_else(read: Read, knowledge: Knowledge) -> None:
    """ "X said it struck Y" is the act alone."""
    told = read("Eritrea said it struck Ethiopia.")
    assert len(acts(told, knowledge)) == 1
    assert not acts(told, knowledge, "ClaimOfResponsibility")


def test_death_is_told_of_the_act(read: Read, knowledge: Knowledge) -> None:
    """The dead are a field of the act that killed them."""
    told = read("Gunmen attacked a Kenyan convoy, killing five soldiers.")
    assert len(acts(told, knowledge)) == 1
    assert {dead.min for c in told.claims if (dead := figure(c.tolls, "killed"))} == {5}


def test_an_act_without_parties_needs_a_place_or_victims(read: Read, knowledge: Knowledge) -> None:
    """A bombing by nobody of nobody is an event where it has a place."""
    assert len(acts(read("A bomb exploded in Kathmandu."), knowledge)) == 1
    assert not acts(read("Two people were killed."), knowledge)


def test_two_places_are_two_acts(read: Read, knowledge: Knowledge) -> None:
    """What nobody is known to have done in two cities is not one act."""
    assert len(acts(read("A bomb exploded in Kathmandu. A bomb exploded in Quito."), knowledge)) == 2
