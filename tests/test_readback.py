"""A graph read back as values: the same whatever named graphs it stands in, in a stable order, and never a crash."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from examples import AMBUSH, AMBUSH_AGAIN, ANALYSES, BUILD, LINKS, STRIKE

from kg import iris
from kg.graph import rdf
from kg.graph.readback import articles, claims, entities, event, events
from kg.graph.values import Count, Estimate
from kg.graph.view import GraphView, Node
from kg.ontology import load_ontology

BASE = iris.DEFAULT_BASE


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return rdf.quads(ANALYSES, LINKS, ontology=load_ontology(), about=BUILD)


def view(quads: list[ox.Quad]) -> GraphView:
    store = ox.Store()
    store.extend(quads)
    return GraphView(store)


def test_claims_come_by_document_and_place_in_the_text(quads: list[ox.Quad]) -> None:
    expected = [one.key for analysis in ANALYSES for one in sorted(analysis.claims, key=lambda one: one.trigger.start)]
    assert [one.iri.removeprefix(BASE) for one in claims(view(quads))] == expected


def test_events_come_by_day_and_those_without_one_last(quads: list[ox.Quad]) -> None:
    found = [one.iri.removeprefix(f"{BASE}event/") for one in events(view(quads))]
    assert found == ["b-ambush", "a-strike", "e-recall", "c-responsibility", "d-school"]


def test_an_event_is_told_whole(quads: list[ox.Quad]) -> None:
    ambush = event(view(quads), f"{BASE}event/b-ambush")
    assert (ambush.type, ambush.root) == ("ArmedAttack", "ASSAULT")
    assert (ambush.start, ambush.end) == ("2024-01-15", "2024-01-15")
    assert [list(map(str, side)) for side in (ambush.sources, ambush.targets, ambush.places)] == [
        ["Hill Brigade"],
        ["Belmark"],
        ["Kestrel"],
    ]
    assert ambush.estimates == (Estimate("killed", 7, Count(7, 7), 7, 1, 1),)
    assert (ambush.killed, ambush.injured) == ((7, 7), None)
    assert [one.iri for one in ambush.claims] == [BASE + AMBUSH.key, BASE + AMBUSH_AGAIN.key]
    assert [one.id for one in ambush.articles] == [analysis.document.id for analysis in ANALYSES]
    assert (ambush.independent_sources, ambush.about) == (2, None)


def test_an_event_counts_from_the_lowest_to_the_highest_number(quads: list[ox.Quad]) -> None:
    strike = event(view(quads), f"{BASE}event/a-strike")
    assert (strike.killed, strike.estimates[0].best) == (Count(2, 3), Count(3, 3))
    assert str(strike.killed) == "2 to 3"


def test_what_an_event_is_disputed_in_is_what_claims_conflict_in(quads: list[ox.Quad]) -> None:
    disputed = {one.iri.rpartition("/")[2]: one.disputed for one in events(view(quads))}
    assert {name: slots for name, slots in disputed.items() if slots} == {"b-ambush": ("source",)}


def test_a_claim_of_responsibility_says_for_which_event(quads: list[ox.Quad]) -> None:
    assert event(view(quads), f"{BASE}event/c-responsibility").about == f"{BASE}event/b-ambush"


def test_a_claim_counts_its_dead_and_has_the_words_of_all_that_it_says(quads: list[ox.Quad]) -> None:
    strike = next(one for one in claims(view(quads)) if one.iri == BASE + STRIKE.key)
    assert strike.killed == Count(2, None) and str(strike.killed) == "at least 2" and strike.injured is None
    parts = (*strike.sources, *strike.targets, *strike.places, *strike.claimers)
    text = ANALYSES[0].document.text
    assert strike.article.text == text
    for words in (strike.trigger, strike.sentence, *(one.words for one in parts)):
        assert words is not None and words.text and text[words.start : words.end] == words.text == str(words)


def test_an_entity_is_the_same_in_whatever_words(quads: list[ox.Quad]) -> None:
    named = [one for claim in claims(view(quads)) for one in claim.targets if one.label == "Belmark"]
    assert len({one.words for one in named}) > 1 and len(set(named)) == 1
    assert named[0] in list(entities(view(quads)))


def test_entities_are_actors_and_places_alone(quads: list[ox.Quad]) -> None:
    assert [one.iri.removeprefix(BASE) for one in entities(view(quads))] == sorted(one.key for one in LINKS.entities)


def test_articles_come_by_their_ids(quads: list[ox.Quad]) -> None:
    assert [one.id for one in articles(view(quads))] == sorted(analysis.document.id for analysis in ANALYSES)


@pytest.mark.parametrize("read", [claims, events, entities, articles])
def test_named_graphs_and_order_make_no_difference(quads: list[ox.Quad], read) -> None:
    flat = [ox.Quad(*quad.triple) for quad in reversed(quads)]
    assert list(read(view(quads))) == list(read(view(flat))) != []
    assert list(read(view([]))) == []


@pytest.mark.parametrize("read", [claims, events, entities, articles])
def test_what_follows_by_the_ontology_makes_no_difference(quads: list[ox.Quad], read) -> None:
    """An export with inferences names the classes above each as well."""
    classes, kind = load_ontology().classes, ox.NamedNode(iris.RDF + "type")
    typed = [quad for quad in quads if quad.predicate == kind]
    above = {quad: classes.get(iris.local_name(quad.object.value), ()) for quad in typed}
    more = [ox.Quad(quad.subject, kind, ox.NamedNode(iris.KG + one)) for quad in typed for one in above[quad]]
    assert len(more) > len(LINKS.events)
    assert list(read(view([*quads, *more]))) == list(read(view(quads)))


def test_a_class_of_a_lexicon_of_ones_own_is_the_narrowest() -> None:
    types = tuple(iris.KG + name for name in ("Agent", "Assault", "Event", "Hacking"))
    assert Node("x:y", {iris.RDF + "type": types}).types == ("Hacking", "Agent", "Assault")


@pytest.mark.parametrize("value", ["many", "", "1e999", "NaN", "9" * 5000, "1_000", "٣"])
def test_a_number_that_is_none_is_unknown(value: str) -> None:
    node = Node("x:y", {"number": (value,)})
    assert node.number("number") is None and node.degrees("number") is None


def test_numbers_are_read() -> None:
    node = Node("x:y", {"whole": ("-7",), "part": ("-61.25",), "power": ("1.5E1",)})
    assert (node.number("whole"), node.degrees("part"), node.degrees("power")) == (-7, -61.25, 15.0)


def test_a_claim_that_says_nothing_is_read_all_the_same() -> None:
    """Another tool may have written it; all that is unknown is empty."""
    claim = ox.NamedNode("https://example.org/claim")
    bare = ox.Quad(claim, ox.NamedNode(iris.RDF + "type"), ox.NamedNode(iris.KG + "Claim"))
    (found,) = claims(view([bare]))
    assert (found.iri, found.article.iri, found.event, found.type, found.sources) == (claim.value, "", None, "", ())
