"""The posts that titles name, read by the shipped pipeline. All sentences are our own, their events made up."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of
from spacy.language import Language

from kg.extract import Knowledge
from kg.extract.entities import EntityIndex
from kg.model import Post

POSTS = [
    ("Peru's Foreign Minister Ana Lopez spoke.", "post/foreign-minister-per", "state/PER"),
    ("The Bolivian Minister of Foreign Affairs, Ana Lopez, spoke.", "post/foreign-minister-bol", "state/BOL"),
    ("Ana Lopez, the minister for foreign affairs of Angola, spoke.", "post/foreign-minister-ago", "state/AGO"),
    ("Caretaker Prime Minister Ana Lopez of Haiti spoke.", "post/prime-minister-hti", "state/HTI"),
    ("The governor of Helmand, Omar Karimi, spoke.", "post/governor-af-helmand", "state/AFG"),
    ("Kenya's ambassador to Brazil, Ana Lopez, spoke.", "post/ambassador-ken-bra", "state/KEN"),
    ("The Emir of Kuwait left Paris.", "post/emir-kwt", "state/KWT"),
    ("UN Secretary-General Ana Lopez spoke.", "post/secretary-general-united-nations", "org/united-nations"),
]
NO_POSTS = [
    "Former Ghanaian president Ana Lopez spoke.",  # held no more
    "Ghanaian General Ana Lopez spoke.",  # a rank
    "Ghanaian lawmaker Ana Lopez spoke.",  # one of many
    "Ghana's ambassador Ana Lopez spoke.",  # to whom is not said
    "Ghana's foreign ministers spoke.",  # several
    "The foreign minister spoke.",  # of nobody knows where
]


def _posts(index: EntityIndex) -> list[Post]:
    """The posts of an article, each of which some mention names."""
    assert {one.post for one in index.mentions if one.post} == {one.key for one in index.posts}
    return list(index.posts)


@pytest.mark.parametrize(("text", "key", "of"), POSTS, ids=[text for text, _, _ in POSTS])
def test_a_title_names_the_post_of_a_state_or_body(
    text: str, key: str, of: str, nlp: Language, knowledge: Knowledge
) -> None:
    index = index_of(nlp(text), knowledge.gazetteer)
    assert [(one.key, one.of) for one in _posts(index)] == [(key, of)]
    assert of in index.by_key


@pytest.mark.parametrize("text", NO_POSTS)
def test_ranks_and_posts_of_the_past_have_no_node(text: str, nlp: Language, knowledge: Knowledge) -> None:
    assert _posts(index_of(nlp(text), knowledge.gazetteer)) == []


def test_a_post_is_named_alike_however_an_article_words_it(nlp: Language, knowledge: Knowledge) -> None:
    text = "Chad's defense minister left. Chad's Minister of Defence, Ali Moussa, came. Chad's defence minister spoke."
    index = index_of(nlp(text), knowledge.gazetteer)
    assert [one.label for one in _posts(index)] == ["Defence minister of Chad"]


OFFICIALS = [
    ("NATO chief Ana Lopez spoke.", "Ana Lopez", "Official", None, "org/north-atlantic-treaty-organization"),
    ("The head of the Chilean army, Ana Lopez, spoke.", "Ana Lopez", "Official", "CHL", "state/CHL"),
    ("Company chief Ana Lopez spoke.", "Ana Lopez", "Person", None, None),
    ("Ana Lopez of the Chilean army spoke.", "Ana Lopez", "Official", "CHL", "state/CHL"),
    ("Ana Lopez of Amnesty International spoke.", "Ana Lopez", "Person", None, "org/amnesty-international"),
    ("Ana Lopez of Santiago spoke.", "Ana Lopez", "Person", None, None),
    ("Ana Lopez, a member of the Chilean Senate, spoke.", "Ana Lopez", "Official", "CHL", "state/CHL"),
    ("Former NATO chief Ana Lopez spoke.", "Ana Lopez", "Person", None, None),
]


@pytest.mark.parametrize("one", OFFICIALS, ids=[text for text, *_ in OFFICIALS])
def test_a_body_makes_an_official_and_a_company_does_not(
    one: tuple[str, str, str, str | None, str | None], nlp: Language, knowledge: Knowledge
) -> None:
    text, name, *expected = one
    found = entity(index_of(nlp(text), knowledge.gazetteer), name)
    assert [found.cls, found.country, found.acts_for] == expected


def test_who_is_no_person_and_what_is_no_part_of_a_name(nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp("May God help us, said Pope Francis to Comrade Ana Lopez."), knowledge.gazetteer)
    people = {one.label: one.country for one in index.entities if one.key.startswith("person/")}
    assert people == {"Pope Francis": "VAT", "Ana Lopez": None}
