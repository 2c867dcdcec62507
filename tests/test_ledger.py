"""The ledger of disagreement: who says what, in which words, and what excludes or refines what."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from examples import AMBUSH, AMBUSH_AGAIN, ANALYSES, BUILD, LINKS, STRIKE, STRIKE_AGAIN

from kg.cli import SLOTS as OFFERED
from kg.explaining.explain import UnknownNodeError
from kg.graph import rdf
from kg.ledger.read import ledger
from kg.ledger.text import LIMIT, records, render
from kg.ledger.values import SLOTS, Entry, Slot, Value
from kg.linking.relations import slots
from kg.model import Comparison, Links
from kg.ontology import load_ontology

GOLDEN = Path(__file__).parent / "golden" / "example.ledger.txt"


def store(links: Links = LINKS) -> ox.Store:
    found = ox.Store()
    found.extend(rdf.quads(ANALYSES, links, ontology=load_ontology(), about=BUILD))
    return found


def only(entries: tuple[Entry, ...]) -> Entry:
    (entry,) = entries
    return entry


def slot(entry: Entry, name: str) -> Slot:
    return next(one for one in entry.slots if one.name == name)


def value(entry: Entry, name: str, text: str) -> Value:
    return next(one for one in slot(entry, name).values if one.text == text)


def test_the_ledger_of_the_example_reads_as_the_golden_file_has_it() -> None:
    """After a wanted change write the file anew and read the difference."""
    assert render(ledger(store())) == GOLDEN.read_text(encoding="utf-8")


def test_a_disputed_event_has_each_value_with_who_gives_it() -> None:
    entry = only(ledger(store()))
    assert (entry.iri.rpartition("/")[2], entry.claims, entry.articles, entry.sources) == ("b-ambush", 2, 2, 2)
    assert [one.name for one in entry.disputed()] == ["source"]
    brigade = value(entry, "source", "Hill Brigade")
    assert brigade.conflicts == ("Northern Front",)
    (voice,) = brigade.voices
    assert (voice.claimer, voice.doc, voice.publisher) == (("Hill Brigade",), "a1_strikes", "Example Gazette")
    text = ANALYSES[0].document.text
    assert [(text[w.start : w.end], w.text) for w in voice.words] == [("The Hill Brigade", "The Hill Brigade")]


def test_an_event_can_be_asked_for_that_nobody_disputes() -> None:
    entry = only(ledger(store(), event="event/a-strike"))
    assert not list(entry.disputed())
    assert slot(entry, "killed").state == "various"
    assert value(entry, "killed", "3").compatible == ("at least 2 children",)
    assert value(entry, "source", "Arvania").articles == 2
    (relayed,) = value(entry, "killed", "at least 2 children").voices
    assert relayed.relayed_by == "Arvan News Agency"
    assert relayed.origin == ("Belmark",)


@pytest.mark.parametrize("name", ["event/zz", "state/XAA"])
def test_what_is_no_event_is_refused(name: str) -> None:
    with pytest.raises(UnknownNodeError):
        ledger(store(), event=name)


def test_only_the_slots_asked_for_are_told() -> None:
    assert ledger(store(), slots=["killed"]) == ()
    assert [one.name for one in only(ledger(store(), slots=["source"])).slots] == ["source"]


def test_nothing_disputed_is_said_in_words() -> None:
    calm = store(replace(LINKS, comparisons=()))
    assert ledger(calm) == ()
    assert render(()).startswith("No event is disputed: ")
    assert render((), ["place", "date"]).startswith("No event is disputed in place, date: ")
    assert list(records(())) == []


def test_refinement_is_told_from_both_sides_and_wordings_of_one_value_are_one() -> None:
    told = (
        Comparison("refines", STRIKE.key, STRIKE_AGAIN.key, "killed"),
        Comparison("equal", AMBUSH.key, AMBUSH_AGAIN.key, "source"),
    )
    links = store(replace(LINKS, comparisons=told))
    strike = only(ledger(links, event="event/a-strike"))
    assert value(strike, "killed", "at least 2 children").refines == ("3",)
    assert value(strike, "killed", "3").refined == ("at least 2 children",)
    (both,) = slot(only(ledger(links, event="event/b-ambush")), "source").values
    assert (both.text, both.wordings, both.articles) == ("Hill Brigade", ("Northern Front",), 2)


def test_what_is_denied_gives_no_value_but_the_denial() -> None:
    entry = only(ledger(store(), event="event/d-school"))
    assert [(one.name, [v.text for v in one.values]) for one in entry.slots] == [("stance", ["denied"])]


def test_a_record_for_each_event_is_json_with_the_same_facts() -> None:
    entries = ledger(store())
    (line,) = records(entries)
    record = json.loads(line)
    assert (record["type"], record["sources"]) == ("ArmedAttack", 2)
    (disputed,) = [one for one in record["slots"] if one["state"] == "disputed"]
    assert {v["text"]: v["conflicts"] for v in disputed["values"]} == {
        "Hill Brigade": ["Northern Front"],
        "Northern Front": ["Hill Brigade"],
    }
    assert disputed["values"][0]["voices"][0]["words"] == [{"text": "The Hill Brigade", "start": 258, "end": 274}]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_are_no_longer_than_they_may_be(width: int) -> None:
    lines = render(ledger(store()), width=width).splitlines()[1:]
    assert max(len(line) for line in lines if not line.startswith("<")) <= width


def test_text_cannot_command_the_terminal() -> None:
    shown = render(ledger(store()), colour=False)
    assert all(character.isprintable() for character in shown.replace("\n", ""))


def test_of_many_voices_the_first_are_shown_and_the_others_counted() -> None:
    entry = only(ledger(store()))
    crowd = value(entry, "source", "Hill Brigade")
    many = replace(crowd, voices=crowd.voices * (LIMIT + 3))
    several = tuple(replace(one, values=(many,)) if one.name == "source" else one for one in entry.slots)
    assert "\n      and 3 more\n" in render((replace(entry, slots=several),))


def test_the_slots_are_those_that_are_compared() -> None:
    """On the command line, in the ledger, and where claims are compared."""
    assert OFFERED == SLOTS
    assert set(SLOTS) == {*slots({}, load_ontology()), "stance"}


def test_the_ledger_has_the_conflicts_of_the_graph_and_no_others() -> None:
    entries = ledger(store())
    told = {(entry.iri, one.name) for entry in entries for one in entry.disputed()}
    query = """PREFIX kg: <https://w3id.org/kg-news/ontology#>
        SELECT DISTINCT ?event ?slot {
            ?c kg:verdict kg:Conflicting ; kg:slot ?slot ; kg:comparing ?claim . ?claim kg:aboutEvent ?event }"""
    found = store().query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert told == {(row["event"].value, row["slot"].value) for row in found}
