"""People without names, and names that no list has."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of, wrong
from parses import parse
from spacy.language import Language

from kg.extract import Knowledge

PEOPLE = [
    "At least seven {gunmen|group/*/gunmen} fled.",
    "Several {armed men|group/*/armed-men} fled.",
    "{Hamas fighters|group/hamas} fled.",
    "The {militants|group/islamic-state} of the {Islamic State|group/islamic-state} fled.",
    "Two {Turkish women|group/*/turkish-women} were hurt.",
    "The {group|} of stones fell.",
    "He asserted the {right|} to respond.",
    "The news agency {Reuters|media/reuters} reported it.",
    "Kenya struck a {militant group|group/al-shabaab}, {al-Shabaab|group/al-shabaab}, on Friday.",
    "Seven places of a {terror group|group/balochistan-liberation-army}, the Balochistan Liberation Army, were hit.",
    "The {people|group/balochistan-liberation-front} we hit are with the BLF, he said.",
    "The {people|group/*/people} we hit are not with the BLF, he said.",
    "The {people|group/*/people} we hit may be with the BLF, he said.",
    "The {people|group/*/people} we hit are near the BLF, he said.",
]


@pytest.mark.parametrize("marked", PEOPLE)
def test_groups_are_called_by_what_describes_them(marked: str, nlp: Language, knowledge: Knowledge) -> None:
    assert wrong(marked, nlp, knowledge.gazetteer) == []


def test_a_noun_that_modifies_another_stands_for_its_people(knowledge: Knowledge) -> None:
    doc = parse("""
        1 They     they     PRON 2 nsubj tag=PRP
        2 hit      hit      VERB 0 root tag=VBD
        3 rebel    rebel    NOUN 4 compound tag=NN
        4 hideouts hideout  NOUN 2 obj tag=NNS
    """)
    assert entity(index_of(doc, knowledge.gazetteer), "rebel").label == "rebels"


def test_the_same_description_in_two_articles_means_two_groups(nlp: Language, knowledge: Knowledge) -> None:
    first, second = (index_of(nlp("Gunmen fled."), knowledge.gazetteer, name) for name in ("one", "two"))
    assert entity(first, "Gunmen").key != entity(second, "Gunmen").key


def test_generic_militants_are_a_group_and_no_named_one(nlp: Language, knowledge: Knowledge) -> None:
    assert entity(index_of(nlp("Separatist rebels fled."), knowledge.gazetteer), "Separatist rebels").cls == "Group"


DESCRIBED = {
    "MilitantGroup": "The militant group Dawn of Zarrin struck.",
    "Organization": "Zarrin Watch, an advocacy group, spoke.",
    "MediaOrganization": "The news agency Zarrin Online reported it.",
    "PoliticalParty": "The Zarrin Renewal Party won.",
}


@pytest.mark.parametrize(("cls", "text"), DESCRIBED.items())
def test_an_unlisted_name_is_what_the_text_calls_it(cls: str, text: str, nlp: Language, knowledge: Knowledge) -> None:
    found = [one for one in index_of(nlp(text), knowledge.gazetteer).entities if "Zarrin" in one.label]
    assert [one.cls for one in found] == [cls]


def test_an_agency_of_a_state_has_its_country(nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp("The Federal Lighthouse Office of Germany spoke."), knowledge.gazetteer)
    office = next(one for one in index.entities if "Lighthouse" in one.label)
    assert (office.cls, office.country, office.acts_for) == ("GovernmentBody", "DEU", "state/DEU")


COPULA = """
    1 Zarrin        Zarrin        PROPN 5 nsubj ent=ORG
    2 is            be            AUX   5 cop
    3 a             a             DET   5 det
    4 {adjective}   {adjective}   ADJ   5 amod
    5 organization  organization  NOUN  0 root tag=NN
"""


@pytest.mark.parametrize(("adjective", "cls"), [("militant", "MilitantGroup"), ("small", "Organization")])
def test_a_predicate_says_what_a_name_is(adjective: str, cls: str, knowledge: Knowledge) -> None:
    index = index_of(parse(COPULA.format(adjective=adjective)), knowledge.gazetteer)
    assert entity(index, "Zarrin").cls == cls


def test_a_people_modifies_and_is_no_actor_then(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Zarrini  zarrini  ADJ  2 amod ent=NORP
        2 songs    song     NOUN 3 nsubj tag=NNS
        3 ended    end      VERB 0 root tag=VBD
    """)
    assert index_of(doc, knowledge.gazetteer).mentions == ()


def test_negated_nationals_belong_to_no_state(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Seven     seven    NUM   4 nummod
        2 non       non      ADJ   4 amod glue
        3 -         -        PUNCT 2 punct tag=HYPH glue
        4 Iranians  Iranian  PROPN 5 nsubj tag=NNPS
        5 died      die      VERB  0 root tag=VBD
    """)
    found = entity(index_of(doc, knowledge.gazetteer), "Iranians")
    assert (found.cls, found.country, found.label) == ("Group", None, "non-Iranians")


def test_an_unknown_name_of_nothing_in_particular_is_no_place(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Zarrin  Zarrin  PROPN 2 nsubj ent=LOC
        2 won     win     VERB  0 root tag=VBD
    """)
    assert index_of(doc, knowledge.gazetteer).mentions == ()


def test_an_unknown_name_after_a_preposition_of_place_is_one(knowledge: Knowledge) -> None:
    doc = parse("""
        1 They    they    PRON  2 nsubj tag=PRP
        2 met     meet    VERB  0 root tag=VBD
        3 in      in      ADP   4 case
        4 Zarrin  Zarrin  PROPN 2 obl ent=LOC
    """)
    place = entity(index_of(doc, knowledge.gazetteer), "Zarrin")
    assert (place.cls, place.country, place.within) == ("Site", None, ())
