"""Whose a ministry, an army or an official is: by its phrase, by the article, or nobody's."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of, wrong
from parses import parse
from spacy.language import Language

from kg.extract import Knowledge

BY_THE_ARTICLE = [
    "Kenya's Foreign Ministry spoke. The {foreign ministry|body/foreign-ministry-ken} denied it.",
    "Kenya's Foreign Ministry spoke. The {ministry|body/foreign-ministry-ken} denied it.",
    "The Kenyan foreign ministry spoke. The {Foreign Office|body/foreign-ministry-ken} denied it.",
    "Kenya's navy left. Uganda's foreign ministry spoke. The {navy|*-ken} came back.",
    "Kenya said its {army|*} had won. Kenya closed its {embassy|body/embassy-ken} in Cairo.",
    "The {ministry|} is old.",
    "The {office|} of the lawyer burned.",
    '"Our {soldiers|*} have struck the camps," the Kenyan minister said.',
]
OF_THEIR_OWN = [
    "The {U.S. Embassy|*} in Nairobi closed.",
    "{Peacekeepers|body/*} died near Goma in Congo.",
    "The Kachin Independence {Army|} fought on.",
    "{Sudanese soldiers|force/sudanese-armed-forces} and {Sudan's armed forces|*} are the same.",
]


@pytest.mark.parametrize("marked", [*BY_THE_ARTICLE, *OF_THEIR_OWN])
def test_bodies_belong_to_the_state_that_the_text_means(marked: str, nlp: Language, knowledge: Knowledge) -> None:
    assert wrong(marked, nlp, knowledge.gazetteer) == []


def test_spellings_of_one_body_are_one_entity(nlp: Language, knowledge: Knowledge) -> None:
    text = "Chad's airforce left. The Chadian air force came back. The Ministry of Foreign Affairs of Chad spoke. "
    text += "Chad's Foreign Office did not."
    index = index_of(nlp(text), knowledge.gazetteer)
    assert entity(index, "Chad's airforce") == entity(index, "Chadian air force")
    assert entity(index, "Ministry of Foreign Affairs of Chad") == entity(index, "Chad's Foreign Office")


def test_a_body_without_a_state_has_no_country_and_is_known_in_its_article_only(
    nlp: Language, knowledge: Knowledge
) -> None:
    first, second = (index_of(nlp("The army left."), knowledge.gazetteer, name) for name in ("one", "two"))
    assert entity(first, "army").country is None
    assert entity(first, "army").acts_for is None
    assert entity(first, "army").key != entity(second, "army").key


def test_the_peacekeepers_in_a_country_are_not_its_own(nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp("Peacekeepers died near Goma in Congo."), knowledge.gazetteer)
    assert entity(index, "Peacekeepers").country is None


def test_things_of_an_army_are_no_actors(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Syrian  syrian  ADJ  2 amod ent=NORP
        2 tanks   tank    NOUN 3 nsubj tag=NNS
        3 left    leave   VERB 0 root tag=VBD
    """)
    assert [m.text for m in index_of(doc, knowledge.gazetteer).mentions] == ["Syrian"]


def test_police_belong_to_the_country_of_the_place(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Police  police  NOUN  4 nsubj tag=NNS
        2 in      in      ADP   3 case
        3 Quetta  Quetta  PROPN 1 nmod ent=LOC
        4 fired   fire    VERB  0 root tag=VBD
    """)
    assert entity(index_of(doc, knowledge.gazetteer), "Police").country == "PAK"


def test_where_the_sentence_names_two_countries_police_are_nobodys(knowledge: Knowledge) -> None:
    doc = parse("""
        1 In      in      ADP   2 case
        2 Quetta  Quetta  PROPN 6 obl ent=LOC
        3 and     and     CCONJ 4 cc
        4 Lagos   Lagos   PROPN 2 conj ent=LOC
        5 police  police  NOUN  6 nsubj tag=NNS
        6 fired   fire    VERB  0 root tag=VBD
    """)
    assert entity(index_of(doc, knowledge.gazetteer), "police").country is None
