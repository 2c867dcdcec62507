"""Spellings of persons' names: what is one person's name in several spellings, and what are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentioned import index_of
from spacy.language import Language

from kg.extract import Knowledge
from kg.names.spelling import one_form, person_key, spelled

ALIKE = [
    ("Muammar Gaddafi", "Moammar Kadhafi", "Mu'ammar al-Qadhafi"),
    ("Osama bin Laden", "Usama bin Ladin", "Usama ibn Ladin"),
    ("Volodymyr Zelensky", "Vladimir Zelenskiy", "Volodymyr Zelenskyy"),
    ("Abdel Fattah al-Sisi", "Abdelfattah El Sisi", "Abdul Fatah al-Sissi"),
    ("Mohammed Yousuf", "Muhammad Youssef"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Kim Yong-chol", "Kim Yong Chol"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Zia ul Haq", "Zia-ul-Haq"),
    ("Ana-María López", "Ana Maria Lopez"),
]
APART = [
    ("Hassan Rouhani", "Hussein Rouhani"),
    ("Kim Yong-chol", "Kim Hyok-chol"),
    ("Ahmed Ali", "Mohammed Ali"),
    ("Khalid bin Ahmed", "Khalid bin Abdullah"),
    ("Al Gore", "Gore"),
    ("Ana Lopez", "Ana Lopes"),
    ("Ivan Petrov", "Ivan Petrovic"),
    ("Omar Karimi", "Omar Karim"),
]


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_spellings_of_one_name_have_one_form_and_one_key(names: tuple[str, ...]) -> None:
    assert len({one_form(name) for name in names}) == 1
    assert len({person_key(name, "XAA") for name in names}) == 1


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_names_of_two_people_stay_two(names: tuple[str, str]) -> None:
    assert person_key(names[0], "XAA") != person_key(names[1], "XAA")


def test_one_name_in_two_states_is_two_people() -> None:
    assert person_key("Ana Lopez", "PER") != person_key("Ana Lopez", "BOL") != person_key("Ana Lopez", None)


@given(st.text())
def test_every_text_has_a_key(text: str) -> None:
    assert person_key(text, None).startswith("person/") and len(person_key(text, None)) < 70
    assert all(spelled(text)) and spelled(text) == spelled(text)


PASSAGES = [
    ("Libyan leader Muammar Qaddafi spoke. Kadhafi left.", 1),
    ("Iran's interior minister Hossein Amir-Karimi spoke. Amirkarimi then left. Amir-Karimi is old.", 1),
    ("Egypt's envoy Ahmed Hassan met Egypt's envoy Ahmed Hussein.", 2),
    ("Kenya's finance minister Ali Noor met Uganda's finance minister Ali Nur.", 2),
]


@pytest.mark.parametrize(("text", "count"), PASSAGES, ids=[text for text, _ in PASSAGES])
def test_an_article_has_one_person_for_the_spellings_of_a_name(
    text: str, count: int, nlp: Language, knowledge: Knowledge
) -> None:
    index = index_of(nlp(text), knowledge.gazetteer)
    assert len([one for one in index.entities if one.key.startswith("person/")]) == count
