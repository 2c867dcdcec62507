"""Numbers of victims in sentences without an act belong to the one act of force that an article tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Knowledge, extract
from kg.linking.link import link
from kg.model import Analysis, Claim, Document
from kg.ontology import load_ontology

Reader = Callable[[str], Analysis]


@pytest.fixture(scope="module")
def read(nlp, knowledge: Knowledge) -> Reader:  # type: ignore[no-untyped-def]
    """What an article of 18 January 2024 says."""
    return lambda text: extract(Document("a", text, published="2024-01-18"), nlp(text), knowledge)


def tallies(told: Analysis) -> list[Claim]:
    """The claims that rest on a number alone."""
    return [claim for claim in told.claims if claim.rule == "toll"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The death toll rose to 12.", [("killed", 12, 12)]),
        ("The number of wounded stands at 40.", [("injured", 40, 40)]),
        ("There were no casualties.", [("killed", 0, 0), ("injured", 0, 0)]),
        ("Rescuers recovered the bodies of 16 miners.", [("killed", 16, 16)]),
        ("The dead included four policemen.", [("killed", 4, 4)]),
    ],
)
def test_a_number_alone_is_of_the_only_act(read: Reader, sentence: str, expected: list[tuple[str, int, int]]) -> None:
    """It is a claim of its own, in the group of the act, with its own words."""
    told = read(f"The army struck a camp of the rebels in Iraq on Monday. {sentence}")
    (claim,) = tallies(told)
    assert [(one.harm, one.min, one.max) for one in claim.tolls] == expected
    act = next(one for one in told.claims if one.rule != "toll")
    assert (claim.group, claim.type, claim.source, claim.target) == (act.group, act.type, (), ())
    words = told.document.text[claim.sentence.start : claim.sentence.end]
    assert words == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Turkey bombed a camp in Syria. Israel shelled a port of Lebanon on Tuesday. The death toll rose to 12.",
        "The death toll rose to 12.",
        "Turkey praised Syria on Monday. The death toll rose to 12.",
        "The death toll rose to 12. Turkey bombed a camp in Syria on Monday.",
        "Turkey bombed a camp in Syria on Monday. The death toll of the war since 2011 is 500,000.",
        "Turkey bombed a camp in Syria on Monday. Police made 40 arrests.",
    ],
    ids=["two acts", "no act", "no act of force", "before the act", "of another time", "arrests"],
)
def test_it_is_nobodys_where_more_than_one_reading_is_left(read: Reader, text: str) -> None:
    """A number that could be of several acts, or of none, is left out."""
    assert tallies(read(text)) == []


def test_whoever_gives_the_number_is_its_claimer(read: Reader) -> None:
    """The act itself is told by the article."""
    told = read("Turkey bombed a camp in Syria on Monday. The Red Crescent said the death toll had risen to 12.")
    (claim,) = tallies(told)
    assert [one.text for one in claim.claimer] == ["Red Crescent"]


def test_arrests_have_their_numbers_too(read: Reader) -> None:
    """They are acts of coercion, not of force."""
    told = read("Turkish police arrested 30 protesters in Ankara on Monday.")
    assert [(one.harm, one.min, one.kinds) for claim in told.claims for one in claim.tolls] == [
        ("arrested", 30, ("Protesters",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey carried out attacks in Syria over earlier airstrikes that killed two soldiers.",
        "Turkey shelled a port of Syria following strikes that killed two soldiers.",
    ],
)
def test_the_dead_of_an_earlier_act_are_not_those_of_its_answer(read: Reader, text: str) -> None:
    """The act that is answered is another one, whether or not the article says whose it was."""
    told = read(text)
    answer = next(one for one in told.claims if one.source)
    assert [one.tolls for one in told.claims if one.group == answer.group] == [()]


def test_numbers_told_in_the_next_sentences_are_of_the_act_and_never_added_up(read: Reader) -> None:
    """Each of them is a claim in the group of the act, and the event's number is that of any of them."""
    told = read("Turkey bombed a camp in Syria on Monday. The attack killed 12 people. Twelve people died.")
    assert {one.group for one in told.claims} == {told.claims[0].group}
    (event,) = link([told], load_ontology()).events
    assert [(one.harm, one.low, one.best, one.high) for one in event.estimates] == [("killed", 12, (12, 12), 12)]


def test_two_acts_of_a_sentence_keep_their_own_numbers(read: Reader) -> None:
    """The numbers go by the grammar, not by the distance in the text."""
    told = read("A bombing in Basra killed nine people, and an ambush near Mosul wounded four soldiers on Monday.")
    numbers: dict[str, set[tuple[str, int | None]]] = {}
    for claim in told.claims:
        for one in claim.tolls:
            numbers.setdefault(claim.group, set()).add((one.harm, one.min))
    assert sorted(map(sorted, numbers.values())) == [[("injured", 4)], [("killed", 9)]]


def test_as_many_dead_are_the_same_act(read: Reader) -> None:
    """The number leads back over an act that stands between."""
    told = read(
        "Gunmen killed 11 policemen in an attack on a police station of Iran in December. "
        "Pakistan bombed a camp in Iran on Wednesday. "
        "The police station was attacked at night and 11 policemen were killed, officials said."
    )
    groups = {one.group for one in told.claims for toll in one.tolls if toll.min == 11}
    assert len(groups) == 1
    assert groups.isdisjoint(one.group for one in told.claims if one.type == "Bombing")
