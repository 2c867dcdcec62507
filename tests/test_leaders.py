"""Leaders that news names by surname: who they speak for is decided by the year of the article."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Document, Entity
from kg.names.lists import rows
from kg.names.load import load_gazetteer
from kg.names.spelling import one_form
from kg.resources import path_of

TABLE = path_of("ontology/names/leaders.tsv")


def speaker(text: str, nlp: Language, knowledge: Knowledge, published: str | None = None) -> Entity:
    """The only source of the claims of a text."""
    analysis = extract(Document("x", text, published=published), nlp(text), knowledge)
    entities = {entity.key: entity for entity in analysis.entities}
    (found,) = {argument.entity for claim in analysis.claims for argument in claim.source}
    return entities[found]


@pytest.mark.parametrize(
    ("published", "acts_for"),
    [("2023-05-01", "state/FRA"), (None, "state/FRA"), ("2015-05-01", None)],
)
def test_a_surname_is_the_leader_of_its_year(published, acts_for, nlp, knowledge):
    found = speaker("Macron accused Mali of hiring mercenaries.", nlp, knowledge, published)
    assert found.acts_for == acts_for


def test_two_of_one_state_speak_for_the_same_one(nlp, knowledge):
    found = speaker("President Bush accused Syria of helping the rebels.", nlp, knowledge)
    assert (found.label, found.acts_for) == ("Bush", "state/USA")
    assert speaker("President Bush accused Syria of lying.", nlp, knowledge, "2003-05-01").label == "George W. Bush"


def test_the_text_knows_better_than_the_list(nlp, knowledge):
    assert speaker("Former President Trump accused China of cheating.", nlp, knowledge).acts_for is None
    assert speaker("Farmer Angela Merkel accused the mill of fraud.", nlp, knowledge, "1990-01-01").acts_for is None


def test_a_leader_is_a_person_whatever_the_pipeline_marks(nlp, knowledge):
    analysis = extract(Document("x", text := "Serbian President Tadic met Merkel in Berlin."), nlp(text), knowledge)
    (claim,) = analysis.claims
    assert [argument.entity for argument in claim.target] == ["person/angela-merkel-b9d5c920"]


def test_the_table_is_sound():
    gazetteer = load_gazetteer()
    table = list(rows(TABLE))
    assert [row["label"] for row in table] == sorted(row["label"] for row in table)
    for row in table:
        of = row["of"] if "/" in row["of"] else f"state/{row['of']}"
        assert gazetteer.by_key(of) is not None, row.cells
        assert 1960 < int(row["from"]) <= int(row["to"] or 2100), row.cells
        assert one_form(row["label"]) in gazetteer.leaders


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The US president met the Syrian president in Damascus.", "Damascus", "place/geonames-170654"),
        ("Denmark has banned the burqa in public.", "burqa", None),
        ("He mourned after the attack on the Police Prefecture in Paris.", "Police", None),
    ],
)
def test_a_place_of_renown_and_a_word_that_is_no_name(text, words, key, nlp, knowledge):
    """Damascus in Maryland is not meant where the article has to do with the United States; a burqa is no town."""
    analysis = extract(Document("x", text), nlp(text), knowledge)
    found = {mention.text: mention.refers_to for mention in analysis.mentions}
    assert found.get(words) == ((key,) if key else None)


def test_one_trip_that_is_called_off_makes_no_opponent(nlp, knowledge):
    """Who has called off one visit does not mean the host with all that he demands."""
    text = "Donald Trump cancelled his trip to Poland. The United States demanded an explanation."
    claims = extract(Document("x", text, published="2019-09-01"), nlp(text), knowledge).claims
    assert [[one.entity for one in claim.target] for claim in claims if claim.type == "DemandExplanation"] == [[]]
