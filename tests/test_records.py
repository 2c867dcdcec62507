"""Event records: one JSON object for each claim, with everything that the graph has of it."""

import json
from dataclasses import replace

import pytest
from examples import (
    ANALYSES,
    ARVANIA,
    BELMARK,
    BUILD,
    FIRST,
    FIRST_TEXT,
    KESTREL,
    LINKS,
    SECOND,
    SECOND_TEXT,
    STRIKE,
    argument,
)
from pyoxigraph import NamedNode, Quad, Store

from kg import iris
from kg.graph import export, rdf, records
from kg.graph.terms import A, kg
from kg.model import Links
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
QUADS = rdf.quads(ANALYSES, LINKS, ontology=ONTOLOGY, about=BUILD)
BASE = iris.DEFAULT_BASE

FIELDS = [
    "doc",
    "event",
    "claim",
    "type",
    "root",
    "cameo",
    "source",
    "target",
    "place",
    "date",
    "killed",
    "injured",
    "abducted",
    "arrested",
    "displaced",
    "missing",
    "tolls",
    "claimer",
    "relayed_by",
    "stance",
    "trigger",
    "sentence",
    "rule",
    "confidence",
]


@pytest.fixture(scope="module")
def table():
    store = Store()
    store.extend(QUADS)
    return {one["claim"].removeprefix(BASE): one for one in records.records(store, ONTOLOGY)}


@pytest.fixture
def strike(table):
    return table["claim/aa-strike"]


def test_there_is_one_record_for_each_claim_by_document_and_place_in_the_text(table):
    assert list(table) == [
        "claim/aa-strike",
        "claim/ab-school",
        "claim/ad-responsibility",
        "claim/ac-ambush",
        "claim/ba-recall",
        "claim/bb-strike",
        "claim/bc-ambush",
    ]


def test_fields_stand_in_the_order_of_the_documentation(table):
    assert all(list(one) == FIELDS for one in table.values())


def test_offsets_point_into_the_text_as_it_was_read(table):
    texts = {FIRST.id: FIRST_TEXT, SECOND.id: SECOND_TEXT}
    checked = 0
    for one in table.values():
        places = [one["place"]] if one["place"] else []
        for words in [one["trigger"], one["sentence"], *one["source"], *one["target"], *one["claimer"], *places]:
            assert texts[one["doc"]][words["start"] : words["end"]] == words["text"]
            checked += 1
    assert checked > 30


def test_type_root_and_code_come_from_the_ontology(table, strike):
    assert (strike["type"], strike["root"], strike["cameo"]) == ("Airstrike", "ASSAULT", "195")
    assert table["claim/ad-responsibility"]["root"] is None
    assert table["claim/ba-recall"]["root"] == "SANCTION"


def test_claims_about_one_event_share_its_iri(table, strike):
    assert strike["event"] == table["claim/bb-strike"]["event"] == BASE + "event/a-strike"


def test_actors_stand_in_the_order_of_the_text_with_class_country_and_names(strike):
    assert [one["label"] for one in strike["target"]] == ["Northern Front", "Belmark"]
    assert strike["target"][0] == {
        "iri": BASE + "group/northern-front",
        "label": "Northern Front",
        "class": "MilitantGroup",
        "classes": ["Organization", "Agent"],
        "country": None,
        "aliases": ['"The" Front', "NF"],
        "text": "the Northern Front",
        "start": 58,
        "end": 76,
    }


def test_the_order_of_the_text_goes_before_that_of_the_iris():
    claim = replace(STRIKE, target=(STRIKE.target[0], argument(FIRST, ARVANIA, "Arvania", 1)))
    store = Store()
    analysis = replace(ANALYSES[0], claims=(claim,))
    store.extend(rdf.quads([analysis], Links(entities=LINKS.entities), ontology=ONTOLOGY, about=BUILD))
    (one,) = records.records(store, ONTOLOGY)
    assert [actor["label"] for actor in one["target"]] == ["Arvania", "Northern Front"]


def test_a_place_has_what_lies_around_it_smallest_first(table):
    place = table["claim/ac-ambush"]["place"]
    assert (place["within"], place["lat"], place["lon"]) == (["Hill Province", "Belmark"], 27.5, -61.25)
    assert list(place) == ["iri", "label", "aliases", "country", "within", "lat", "lon", "text", "start", "end"]


def test_several_places_are_a_list():
    claim = replace(STRIKE, place=(argument(FIRST, BELMARK, "Belmark", 1), argument(FIRST, KESTREL, "Kestrel")))
    store = Store()
    analysis = replace(ANALYSES[0], claims=(claim,))
    store.extend(rdf.quads([analysis], Links(entities=LINKS.entities), ontology=ONTOLOGY, about=BUILD))
    (one,) = records.records(store, ONTOLOGY)
    assert {place["label"]: place["text"] for place in one["place"]} == {"Belmark": "Belmark", "Kestrel": "Kestrel"}


def test_numbers_of_people_are_ranges_that_may_be_open(table, strike):
    assert strike["killed"] == {"min": 2, "max": None}
    assert table["claim/bb-strike"]["killed"] == {"min": 3, "max": 3}
    assert strike["injured"] is None


def test_each_number_of_people_has_its_words_and_whom_it_counts(strike):
    (toll,) = strike["tolls"]
    start = FIRST_TEXT.index("at least two children")
    assert toll == {
        "harm": "killed",
        "min": 2,
        "max": None,
        "hedge": "at least",
        "victims": "children",
        "kinds": ["Children"],
        "partial": False,
        "text": "at least two children",
        "start": start,
        "end": start + len("at least two children"),
    }


def test_a_date_keeps_its_words_even_when_they_cannot_be_resolved(table, strike):
    assert strike["date"] == {"start": "2024-01-16", "end": "2024-01-16", "text": "Tuesday"}
    assert table["claim/bb-strike"]["date"] == {"start": None, "end": None, "text": "a day after"}
    assert table["claim/ab-school"]["date"] is None


def test_who_says_it_to_whom_and_how(table, strike):
    assert [one["label"] for one in strike["claimer"]] == ["Foreign Ministry of Belmark"]
    assert strike["relayed_by"]["label"] == "Arvan News Agency"
    assert table["claim/ba-recall"]["claimer"] == []
    assert [table[f"claim/{key}"]["stance"] for key in ("aa-strike", "ab-school", "bc-ambush")] == [
        "asserted",
        "denied",
        "possible",
    ]


def test_rule_and_confidence(table, strike):
    assert (strike["rule"], strike["confidence"]) == (iris.LEXICON + "strike-verb", 0.85)
    assert table["claim/bc-ambush"]["rule"] == "https://example.org/my-lexicon#ambush"


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_read_back_from_any_format_gives_the_same_records(tmp_path, name):
    path = tmp_path / "graph"
    export.write(QUADS, path, name)
    back = b"".join(records.lines(export.read_graph(path, name), ONTOLOGY))
    assert back == b"".join(export.chunks(QUADS, "events", ontology=ONTOLOGY))


def test_each_line_is_json_in_plain_characters():
    content = b"".join(export.chunks(QUADS, "events", ontology=ONTOLOGY)).decode()
    assert len([json.loads(line) for line in content.split("\n")[:-1]]) == 7
    assert "\\u2019" not in content
    assert "b2 Recall\u2019s" in content


def table_of(*facts):
    store = Store()
    store.extend(Quad(*fact) for fact in facts)
    return list(records.records(store, ONTOLOGY))


CLAIM, STATE, ONE, OTHER = (NamedNode(BASE + key) for key in ("claim/x", "state/XAA", "place/a", "place/b"))


def test_a_claim_of_which_little_is_known_is_a_record_with_nulls():
    (one,) = table_of((CLAIM, A, kg("Claim")), (CLAIM, kg("eventType"), kg("New")))
    assert list(one) == FIELDS
    assert [name for name in FIELDS if one[name] not in (None, "", [])] == ["claim", "type"]
    assert one["type"] == "New"


def test_an_entity_without_words_in_the_text_has_no_offsets():
    (one,) = table_of((CLAIM, A, kg("Claim")), (CLAIM, kg("source"), STATE), (STATE, A, kg("State")))
    assert one["source"][0]["label"] == "XAA"
    assert one["source"][0]["start"] is None


def test_places_around_are_found_however_far_and_a_circle_does_not_hang():
    ways = [(CLAIM, "place", ONE), (ONE, "within", OTHER), (OTHER, "within", ONE), (OTHER, "within", STATE)]
    (one,) = table_of((CLAIM, A, kg("Claim")), *((start, kg(name), end) for start, name, end in ways))
    assert one["place"]["within"] == ["b", "XAA"]
