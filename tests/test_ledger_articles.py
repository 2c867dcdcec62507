"""The ledger of whole articles, through the real pipeline: four that disagree, and the dispatches of ``seeds/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building import Build, Options, build
from kg.ledger.read import ledger
from kg.ledger.values import Entry, Value

SEEDS = Path(__file__).parent.parent / "seeds"
#: Two papers that take over one agency, one with the figures of both sides, one with another place and a denial.
ARTICLES = {
    "mail": (
        "Harbour Mail",
        "Israel strikes Homs",
        "JERUSALEM (Reuters) - Israel carried out an airstrike on Homs in Syria on Wednesday, killing nine militants, "
        "the Israeli army said.",
    ),
    "gulf": (
        "Gulf Ledger",
        "Air raid on Homs",
        "DAMASCUS (Reuters) - Israeli jets bombed Homs on Wednesday and killed nine militants.",
    ),
    "post": (
        "Levant Post",
        "Women and children die in Homs",
        "An Israeli airstrike on Homs on Wednesday killed three women and four children, Syria's health ministry "
        "said.\n\nIsrael said that its airstrike on Homs had killed nine militants.",
    ),
    "voice": (
        "Coast Voice",
        "Air raid on Syria",
        "Israel bombed targets in the Syrian city of Idlib on Wednesday, killing at least seven people, residents told "
        "AFP.\n\nSyria denied that Israel had bombed Idlib on Wednesday.",
    ),
}


#: Two papers that name two groups, and two numbers, for one attack.
RIVALS = {
    "mail": (
        "Quetta Mail",
        "Police post attacked in Panjgur",
        "QUETTA, Pakistan (Reuters) - The Balochistan Liberation Front killed seven policemen in an attack on a police "
        "post in Panjgur on Wednesday, police said.",
    ),
    "herald": (
        "Makran Herald",
        "Policemen killed in Panjgur",
        "The Balochistan Liberation Army killed nine policemen in an attack on a police post in Panjgur on Wednesday, "
        "residents told AFP.",
    ),
}


def stored(made: Build) -> ox.Store:
    found = ox.Store()
    found.extend(made.quads)
    return found


def graph_of(articles: Mapping[str, tuple[str, str, str]], folder: Path) -> ox.Store:
    """The graph of some articles, which conforms."""
    lines = (
        {"id": name, "title": title, "publisher": publisher, "date": "2023-05-11", "text": f"{title}\n\n{text}\n"}
        for name, (publisher, title, text) in articles.items()
    )
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    made = build([str(path)])
    assert made.report is not None and made.report.conforms
    return stored(made)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return graph_of(ARTICLES, tmp_path_factory.mktemp("news"))


@pytest.fixture(scope="module")
def strike(store: ox.Store) -> Entry:
    (entry,) = ledger(store)
    return entry


def values(entry: Entry, slot: str) -> dict[str, Value]:
    return {value.text: value for one in entry.slots if one.name == slot for value in one.values}


def who(value: Value) -> set[str]:
    return {name for voice in value.voices for name in voice.claimer}


def test_the_four_articles_tell_of_one_strike_and_disagree(strike: Entry) -> None:
    assert (strike.articles, strike.start) == (4, "2023-05-10")
    assert {slot.name for slot in strike.disputed()} == {"stance", "victims", "place"}


def test_militants_to_one_side_are_women_and_children_to_the_other(strike: Entry) -> None:
    dead = values(strike, "victims")
    assert dead["militants"].conflicts == ("children, women",)
    assert dead["children, women"].conflicts == ("militants",)
    assert "Israel" in who(dead["militants"])
    assert who(dead["children, women"]) == {"Health ministry of Syria"}
    assert {voice.doc for voice in dead["militants"].voices} == {"mail", "gulf", "post"}


def test_an_article_with_the_figures_of_both_sides_contradicts_itself(strike: Entry) -> None:
    dead = values(strike, "victims")
    assert all(any(voice.doc == "post" for voice in value.voices) for value in dead.values())


def test_figures_are_compared_where_the_people_are(strike: Entry) -> None:
    """At least seven people can be nine militants, or seven women and children."""
    killed = values(strike, "killed")
    assert set(killed["at least 7"].compatible) == {"9 militants", "7 children, women"}


def test_two_towns_conflict_and_refine_their_country(strike: Entry) -> None:
    places = values(strike, "place")
    assert places["Homs"].conflicts == ("Idlib",)
    assert places["Homs"].refines == places["Idlib"].refines == ("Syria",)
    (voice,) = places["Idlib"].voices
    assert (voice.claimer, voice.relayed_by) == (("residents",), "Agence France-Presse")


def test_a_denial_stands_against_those_who_say_so(strike: Entry) -> None:
    stances = values(strike, "stance")
    assert who(stances["denied"]) == {"Syria"}
    assert stances["denied"].conflicts == ("asserted",)


def test_papers_that_take_over_one_agency_are_one_source(strike: Entry) -> None:
    """Nine militants: the army of Israel and Israel are one, the papers' own words are Reuters'."""
    militants = values(strike, "victims")["militants"]
    assert {origin for voice in militants.voices for origin in voice.origin} == {"Israel", "Reuters"}
    assert (militants.articles, militants.sources) == (3, 2)
    assert {voice.credit for voice in militants.voices if voice.doc != "post"} == {"Reuters"}


def test_every_word_of_the_ledger_stands_in_its_article(strike: Entry) -> None:
    texts = {name: f"{title}\n\n{text}\n" for name, (_, title, text) in ARTICLES.items()}
    voices = [voice for slot in strike.slots for value in slot.values for voice in value.voices]
    assert len(voices) > 20
    for voice in voices:
        assert voice.words
        assert all(texts[voice.doc][words.start : words.end] == words.text for words in voice.words)


def test_what_one_source_alone_says_can_be_asked_for(store: ox.Store) -> None:
    """Statements without independent confirmation: here that Syria denied it."""
    query = """PREFIX kg: <https://w3id.org/kg-news/ontology#>
        SELECT ?event { ?event kg:independentSources 1 ; a kg:Denial }"""
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 1


def test_two_groups_and_two_numbers_for_one_attack(tmp_path: Path) -> None:
    """Who says it was the Front, who says it was the Army, and through whom."""
    (attack,) = ledger(graph_of(RIVALS, tmp_path))
    assert {slot.name for slot in attack.disputed()} == {"source", "killed"}
    front, army = (values(attack, "source")[f"Balochistan Liberation {name}"] for name in ("Front", "Army"))
    assert (front.conflicts, army.conflicts) == ((army.text,), (front.text,))
    assert [(v.claimer, v.relayed_by, v.publisher) for v in army.voices] == [
        (("residents",), "Agence France-Presse", "Makran Herald")
    ]
    assert [v.origin for v in army.voices] == [("Agence France-Presse",)]
    assert [(v.origin, v.credit) for v in front.voices] == [(("Pakistan",), "Reuters")]
    assert {value.conflicts for value in values(attack, "killed").values()} == {("7 police",), ("9 police",)}


def test_the_dispatches_disagree_on_who_died_in_iran() -> None:
    """Pakistan speaks of terrorists, Iran of women and children."""
    entries = ledger(stored(build([str(SEEDS)], Options(date="2024-01-18"))), slots=["victims", "source"])
    told = [entry for entry in entries if "Pakistan" in values(entry, "source") and values(entry, "victims")]
    assert told
    dead = values(told[0], "victims")
    militants = dead["militants"]
    others = [dead[text] for text in militants.conflicts]
    assert "Pakistan" in {origin for voice in militants.voices for origin in voice.origin}
    assert "Iran" in {origin for value in others for voice in value.voices for origin in voice.origin}
