"""A user's own names of people and bodies, read by the shipped pipeline; all of them are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from mentioned import entity, index_of
from spacy.language import Language

from kg.extract.entities import EntityIndex
from kg.names.load import load_gazetteer

TABLE = """id	label	class	country	aliases	parent
	Ana Quispe	Official	PER	Anita Quispe
	Omar Rahal	Person
	Third Harbour Brigade	ArmedForce	PER		org/united-nations
person/boss	Vladimir Putin	Person
"""


@pytest.fixture
def read(tmp_path: Path, nlp: Language):
    path = tmp_path / "mine.tsv"
    path.write_text(TABLE, encoding="utf-8")
    gazetteer = load_gazetteer(extra=path)

    def index(text: str) -> EntityIndex:
        return index_of(nlp(text), gazetteer)

    return index


def test_an_official_of_the_table_is_one_node_with_the_post_of_the_text(read) -> None:
    index = read("Peru's Foreign Minister Anita Quispe left. Quispe met Chile's envoy. The foreign minister was tired.")
    quispe = entity(index, "Anita Quispe")
    assert (quispe.key, quispe.cls, quispe.country) == ("person/ana-quispe", "Official", "PER")
    assert (quispe.acts_for, quispe.role) == ("state/PER", "Foreign Minister")
    assert {one.text for one in index.mentions if one.refers_to == (quispe.key,)} >= {
        "Anita Quispe",
        "Quispe",
        "foreign minister",
    }
    assert [(post.key, post.holders) for post in index.posts] == [("post/foreign-minister-per", (quispe.key,))]


def test_a_person_of_the_table_stays_a_person_whatever_the_text_calls_them(read) -> None:
    index = read("Chad's minister Omar Rahal spoke.")
    assert entity(index, "Omar Rahal").cls == "Person"
    assert index.posts == ()


def test_a_row_comes_before_the_list_of_leaders(read) -> None:
    assert entity(read("Vladimir Putin spoke."), "Vladimir Putin").key == "person/boss"


def test_a_unit_of_the_table_is_part_of_its_parent(read) -> None:
    index = read("The Third Harbour Brigade left.")
    assert entity(index, "Third Harbour Brigade").parent == "org/united-nations"
    assert "org/united-nations" in index.by_key
