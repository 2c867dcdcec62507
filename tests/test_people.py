"""Forms of a person's name, and posts with and without names."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of
from spacy.language import Language

from kg.extract import Knowledge
from kg.names.spelling import fullest, is_form_of

FULL = ("anwaar", "ul", "haq", "kakar")


@pytest.mark.parametrize("short", [("kakar",), ("anwaar",), ("anwaar", "kakar"), ("haq", "kakar")])
def test_a_name_can_be_cut_short(short: tuple[str, ...]) -> None:
    assert is_form_of(short, FULL)


@pytest.mark.parametrize("other", [FULL, ("haq",), ("kakar", "anwaar"), ("omar", "kakar"), ("anwaar", "haq"), ()])
def test_other_names_are_no_forms_of_it(other: tuple[str, ...]) -> None:
    assert not is_form_of(other, FULL)


def test_a_surname_of_two_people_is_left_out() -> None:
    forms = fullest([("ali", "khan"), ("omar", "khan"), ("khan",)])
    assert ("khan",) not in forms
    assert forms[("ali", "khan")] == ("ali", "khan")


def test_a_surname_used_before_a_relative_is_named_is_the_first_ones() -> None:
    """News names relatives in full: "Imelda Marcos" does not make the "Marcos" of the first paragraph unclear."""
    forms = fullest([("ferdinand", "marcos"), ("marcos",), ("imelda", "marcos"), ("marcos",)])
    assert forms[("marcos",)] == ("ferdinand", "marcos")


def test_the_order_of_the_names_does_not_matter() -> None:
    names = [("khan",), ("ali", "khan"), ("ali", "reza", "khan")]
    assert fullest(names) == fullest(reversed(names))


POSTS = [
    ("Kenya's Interior Minister Grace Mwangi spoke.", "Grace Mwangi", "KEN", "Interior Minister"),
    ("The Kenyan Interior Minister, Grace Mwangi, spoke.", "Grace Mwangi", "KEN", "Interior Minister"),
    ("Grace Mwangi, the interior minister of Kenya, spoke.", "Grace Mwangi", "KEN", "interior minister of Kenya"),
    ("President Grace Mwangi of Kenya spoke.", "Grace Mwangi", "KEN", "President"),
    ("Grace Mwangi, governor of Punjab province in Pakistan, spoke.", "Grace Mwangi", "PAK", None),
    ("US Ambassador to Kenya John Miller spoke.", "John Miller", "USA", "Ambassador to Kenya"),
]


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post[0])
def test_a_post_gives_its_holder_state_and_role(
    post: tuple[str, str, str, str | None], nlp: Language, knowledge: Knowledge
) -> None:
    text, name, country, role = post
    official = entity(index_of(nlp(text), knowledge.gazetteer), name)
    assert (official.cls, official.country, official.acts_for) == ("Official", country, f"state/{country}")
    assert role in {None, official.role}


def test_the_same_person_has_the_same_key_in_every_article(nlp: Language, knowledge: Knowledge) -> None:
    texts = ["Kenya's President Grace Mwangi spoke.", "Grace Mwangi, the president of Kenya, left."]
    keys = {entity(index_of(nlp(text), knowledge.gazetteer, text), "Grace Mwangi").key for text in texts}
    assert len(keys) == 1


def test_people_of_the_same_name_in_two_states_differ(nlp: Language, knowledge: Knowledge) -> None:
    texts = ["Kenya's President Grace Mwangi spoke.", "Uganda's President Grace Mwangi spoke."]
    keys = {entity(index_of(nlp(text), knowledge.gazetteer), "Grace Mwangi").key for text in texts}
    assert len(keys) == 2


def test_who_leads_a_group_acts_for_it(nlp: Language, knowledge: Knowledge) -> None:
    leader = entity(index_of(nlp("Hamas leader Omar Nasser spoke."), knowledge.gazetteer), "Omar Nasser")
    assert (leader.cls, leader.country, leader.acts_for) == ("Person", None, "group/hamas")


def test_nobody_acts_for_a_place(nlp: Language, knowledge: Knowledge) -> None:
    text = "Grace Mwangi, minister for the Middle East, spoke."
    assert entity(index_of(nlp(text), knowledge.gazetteer), "Grace Mwangi").acts_for is None


def test_a_name_without_a_post_is_a_person(nlp: Language, knowledge: Knowledge) -> None:
    person = entity(index_of(nlp("Grace Mwangi told Reuters so."), knowledge.gazetteer), "Grace Mwangi")
    assert (person.cls, person.role, person.acts_for) == ("Person", None, None)


def test_the_spokesperson_of_an_official_acts_for_the_same_state(nlp: Language, knowledge: Knowledge) -> None:
    text = "German Chancellor Erika Braun's spokesperson, Uwe Lang, denied it."
    assert entity(index_of(nlp(text), knowledge.gazetteer), "Uwe Lang").country == "DEU"


def test_an_official_without_a_name_is_the_one_named_before(nlp: Language, knowledge: Knowledge) -> None:
    text = "Kenya's Foreign Minister Grace Mwangi met Uganda's President John Okello. The Kenyan minister left."
    index = index_of(nlp(text), knowledge.gazetteer)
    assert entity(index, "Kenyan minister") == entity(index, "Grace Mwangi")


def test_somebody_else_is_not_the_one_named_before(nlp: Language, knowledge: Knowledge) -> None:
    text = "Kenya's Foreign Minister Grace Mwangi spoke. A Ugandan minister left."
    index = index_of(nlp(text), knowledge.gazetteer)
    other = entity(index, "Ugandan minister")
    assert (other.cls, other.country) == ("Official", "UGA")
    assert other.key != entity(index, "Grace Mwangi").key


def test_an_official_is_the_one_of_the_sentence_before_and_none_of_the_same_words_far_off(
    nlp: Language, knowledge: Knowledge
) -> None:
    text = "An official of Iran told of a raid. It ended. A Pakistani intelligence official spoke. The official left."
    index = index_of(nlp(text), knowledge.gazetteer)
    last = max((one for one in index.mentions if one.text == "official"), key=lambda one: one.span.start)
    assert [index.entity(key).country for key in last.refers_to] == ["PAK"]
