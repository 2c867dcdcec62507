"""``import kg``: the same values however the graph came to be, right types for users, plain answers, clear errors."""

from __future__ import annotations

import ast
import inspect
import json
import pickle
import re
import subprocess
import sys
from dataclasses import asdict, fields, replace
from functools import partial
from itertools import islice
from pathlib import Path

import networkx
import pandas
import pyoxigraph as ox
import pytest
import rdflib
from examples import ANALYSES, BUILD, LINKS
from fakes import make_fake
from graphs import graph as arvania
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import building, iris, update
from kg.analyse import Settings
from kg.api import answers, making
from kg.api.answers import plain
from kg.api.frames import ENTITY_COLUMNS, EVENT_COLUMNS
from kg.asking.cookbook import recipes
from kg.explaining.explain import explain, render
from kg.graph import rdf, readback
from kg.graph.columns import COLUMNS
from kg.graph.export import WRITABLE, chunks
from kg.ledger.read import ledger
from kg.lexicon import load_lexicon
from kg.ontology import load_ontology
from kg.tolls import HARMS

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
BASE = iris.DEFAULT_BASE


@pytest.fixture(scope="module")
def built() -> kg.Graph:
    return kg.build(SEEDS, date="2024-01-18")


@pytest.fixture(scope="module")
def small() -> kg.Graph:
    """A graph made by hand, without reading anything."""
    return EXAMPLE


def graph_of(quads: list[ox.Quad]) -> kg.Graph:
    store = ox.Store()
    store.extend(quads)
    return kg.Graph(store)


def of_turtle(turtle: str) -> kg.Graph:
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TRIG)
    return kg.Graph(store)


EXAMPLE = graph_of(rdf.quads(ANALYSES, LINKS, ontology=load_ontology(), about=BUILD))
EMPTY = kg.Graph(ox.Store())
FOREIGN = of_turtle('@prefix f: <http://xmlns.com/foaf/0.1/> . <http://e.org/a> a f:Person ; f:name "A" ; f:knows [] .')
#: What another tool may have made of our terms: text where nodes belong, no numbers, circles, nothing that is needed.
STRANGE = of_turtle(
    "@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    '<x:e> a kg:Assault ; kg:claim "no IRI at all", <x:c>, [] ; kg:earliest "soon" ; kg:source "x", <x:s> ;'
    ' kg:estimate <x:n> ; kg:independentSources "many" . <x:n> kg:harm kg:Killed ; kg:low "few" .'
    '<x:c> a kg:Claim ; kg:inArticle "x" ; kg:trigger "t" ; kg:confidence "high" ; kg:target <x:s> ; kg:stance "no" .'
    '<x:s> a kg:State ; rdfs:label "=S\\u0000\\u202E" ; kg:within <x:s>, "inside", <x:t> ; kg:actsFor <x:s> .'
    "<x:t> a kg:Place ; rdfs:label 'T' ; kg:within <x:s> ."
)


class TestTheModule:
    def test_importing_it_costs_nothing(self) -> None:
        heavy = {"spacy", "pyoxigraph", "rdflib", "pandas", "networkx", "onnxruntime", "pyshacl", "click"}
        code = f"import sys, kg; dir(kg); kg.__version__; print(sorted(sys.modules.keys() & {heavy}))"
        assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "[]"  # noqa: S603

    def test_opening_a_graph_loads_no_pipeline(self, tmp_path: Path) -> None:
        (tmp_path / "empty.ttl").write_text("")
        code = f"import sys, kg; print(len(kg.read({str(tmp_path / 'empty.ttl')!r})), 'spacy' in sys.modules)"
        assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).split() == ["0", "False"]  # noqa: S603

    @pytest.mark.parametrize("name", kg.__all__)
    def test_every_name_that_it_offers_is_there_and_told_of(self, name: str) -> None:
        assert getattr(kg, name) is not None and name in dir(kg)
        assert name == "__version__" or getattr(kg, name).__doc__

    def test_a_name_that_it_has_not_is_refused_with_those_that_it_has(self) -> None:
        with pytest.raises(AttributeError, match=r"'kg' has no attribute 'load'.*build.*read"):
            kg.load  # noqa: B018

    def test_one_error_stands_above_all_that_users_can_set_right(self) -> None:
        """The others never leave the module that knows what to make of them."""
        inner = {"PageError", "DecodeError", "TermError", "GraphDataError", "CheckError", "CodecError", "RequestError"}
        for path in (ROOT / "kg").rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and node.name.endswith("Error") and node.name != "KgError":
                    above = [ast.unparse(base) for base in node.bases]
                    assert node.name in {*inner, "TooLargeError"} or {"KgError", "TooLongError"} & set(above), node.name
                    assert not {"Exception", "BaseException"} & set(above) or node.name == "TooLargeError", node.name


class TestValues:
    @pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "graph.nq", "graph.nt", "graph.jsonld", "graph.rdf"])
    def test_they_are_the_same_read_from_any_file(self, built: kg.Graph, tmp_path: Path, name: str) -> None:
        built.write(tmp_path / name)
        self.are_the_same(built, kg.read(tmp_path / name))

    def test_they_are_the_same_in_a_store(self, built: kg.Graph, tmp_path: Path) -> None:
        kept = kg.build([str(SEEDS)], date="2024-01-18", store=tmp_path / "store")
        assert (kept.failures, kept.warnings) == ((), ())
        self.are_the_same(built, kept)
        self.are_the_same(built, kg.read(str(tmp_path / "store")))

    def are_the_same(self, one: kg.Graph, other: kg.Graph) -> None:
        assert len(one) == len(other)
        for name in ("events", "claims", "entities", "articles"):
            values = list(getattr(one, name))
            assert values == list(getattr(other, name)) == list(getattr(one, name))
            assert len(getattr(one, name)) == len(values) > 0
        assert [asdict(claim) for claim in one.claims] == [asdict(claim) for claim in other.claims]

    def test_they_are_those_of_the_build(self, built: kg.Graph) -> None:
        """Against the links that the graph was made from, not what is read back from it."""
        links = building.build([str(SEEDS)], building.Options(date="2024-01-18", validate=False)).links
        told = {event.iri.removeprefix(BASE): event for event in built.events}
        assert told.keys() == {event.key for event in links.events}
        for event in links.events:
            mine = told[event.key]
            assert (mine.type, mine.start, mine.end) == (event.type, event.start, event.end)
            assert sorted(one.iri for one in mine.sources) == sorted(BASE + key for key in event.source)
            assert {one.iri for one in mine.claims} == {BASE + key for key in event.claims}
            assert list(mine.claims) == [claim for claim in built.claims if claim.event == mine.iri]
            assert [(one.harm, one.low, tuple(one.best), one.high) for one in mine.estimates] == [
                (one.harm, one.low, one.best, one.high) for one in sorted(event.estimates, key=lambda e: _place(e.harm))
            ]
        assert [entity.iri for entity in built.entities] == sorted(BASE + one.key for one in links.entities)

    def test_one_is_read_at_a_time(self, built: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
        read, whole = [], readback.event
        monkeypatch.setattr(readback, "event", lambda view, iri: read.append(iri) or whole(view, iri))
        first = list(islice(built.events, 2))
        assert read == [event.iri for event in first]

    def test_every_claim_is_in_the_words_of_its_article(self, built: kg.Graph) -> None:
        for claim in built.claims:
            text = claim.article.text
            parties = (*claim.sources, *claim.targets, *claim.places, *claim.claimers)
            for words in (claim.trigger, claim.sentence, *(one.words for one in parties)):
                assert words is not None and text[words.start : words.end] == words.text
            assert claim in built.event(claim.event or "").claims

    def test_they_can_be_keys_and_cannot_be_changed(self, small: kg.Graph) -> None:
        for value in (*small.events, *small.claims, *small.entities, *small.articles):
            assert {value: 1}[value] == 1
            with pytest.raises(AttributeError):
                value.iri = "x"

    def test_they_outlive_their_graph(self, small: kg.Graph) -> None:
        values = [*small.events, *small.entities]
        assert pickle.loads(pickle.dumps(values)) == values  # noqa: S301 - these are our own

    def test_they_print_what_tells_them_apart(self, small: kg.Graph) -> None:
        event = small.event("event/e-recall")
        assert repr(event.sources[0]) == f"Entity(iri='{BASE}state/XBB', label='Belmark', type='State', country='XBB')"
        assert len(repr(event)) < 1000

    def test_they_speak_for_themselves(self, small: kg.Graph) -> None:
        event = small.event("event/b-ambush")
        assert f"{event}: {event.sources[0]} killed {event.killed}" == (
            "Armed attack: Hill Brigade -> Belmark, 2024-01-15: Hill Brigade killed 7"
        )
        assert repr(small) == f"<kg.Graph: 5 events, 7 claims, 2 articles, {len(small):,} triples>"


def _place(harm: str) -> int:
    return [str(one) for one in HARMS].index(harm)


class TestLookUps:
    @pytest.mark.parametrize("name", [f"{BASE}state/XAA", "state/XAA", "Arvania", "arvania", "Republic of Arvania"])
    def test_an_entity_is_found_by_iri_key_name_and_alias(self, name: str) -> None:
        graph = graph_of(arvania(case="x"))
        if not name.startswith(BASE) and "/" not in name:
            assert graph.entity(name).label == "Arvania"
        else:
            with pytest.raises(kg.KgError, match="says nothing of"):
                graph.entity(name)

    def test_an_event_and_a_claim_are_found(self, small: kg.Graph) -> None:
        event = small.event("event/a-strike")
        assert event == small.event(event.iri) == next(one for one in small.events if one.iri == event.iri)
        assert small.claim(event.claims[0].iri) == event.claims[0]

    @pytest.mark.parametrize("look_up", ["event", "claim", "entity"])
    @pytest.mark.parametrize(
        "name", ["", "nobody", "event/000000000000", "<", 'a"b', "\x00", "x" * 10_000, "https://e.org/a b", "None"]
    )
    def test_what_is_unknown_is_refused(self, small: kg.Graph, look_up: str, name: str) -> None:
        for graph in (small, EMPTY, FOREIGN):
            with pytest.raises(kg.KgError):
                getattr(graph, look_up)(name)

    @pytest.mark.parametrize(
        ("look_up", "name"), [("event", "state/XAA"), ("claim", "event/a-strike"), ("entity", "claim/aa-strike")]
    )
    def test_what_is_something_else_is_refused(self, small: kg.Graph, look_up: str, name: str) -> None:
        known = {"state/XAA": next(one.iri for one in small.entities if one.label == "Arvania")}.get(name, name)
        with pytest.raises(kg.KgError, match=f"is no {look_up} of this graph"):
            getattr(small, look_up)(known)


class TestQueries:
    def test_rows_are_dictionaries_of_plain_values(self, small: kg.Graph) -> None:
        query = """SELECT ?event ?label ?day ?low ?none (7 / 2 AS ?half) (?low > 5 AS ?many) WHERE {
            ?event kg:estimate/kg:low ?low ; rdfs:label ?label ; kg:earliest ?day OPTIONAL { ?event kg:nothing ?none } }
            ORDER BY ?day"""
        assert small.query(query)[0] == {
            "event": f"{BASE}event/b-ambush",
            "label": "Armed attack: Hill Brigade -> Belmark, 2024-01-15",
            "day": "2024-01-15",
            "low": 7,
            "none": None,
            "half": 3.5,
            "many": True,
        }

    def test_a_question_of_the_cookbook_goes_by_its_name(self, built: kg.Graph) -> None:
        rows = built.query("who-attacked-whom", since="2024-01-17")
        assert {"source": "Pakistan", "target": "Iran", "events": 1, "articles": 5} in rows
        assert len(rows) < len(built.query("who-attacked-whom"))

    @pytest.mark.parametrize("name", recipes())
    def test_every_question_can_be_asked(self, small: kg.Graph, name: str) -> None:
        columns = {tuple(row) for row in small.query(name)}
        assert len(columns) <= 1 and EMPTY.query(name) in ([], small.query(name))

    def test_numbers_may_be_given_as_such(self, built: kg.Graph) -> None:
        near = built.query("events-near", north=27.37, east=62.33, within=1)
        assert near == built.query("events-near", north="27.37", east="62.33", within="1") != []

    def test_truth_and_triples_have_their_own(self, small: kg.Graph) -> None:
        assert small.ask("ASK { ?event kg:root plover:ASSAULT }") is True
        assert small.ask("ASK { ?event kg:root plover:NONE }") is False
        part = small.construct("CONSTRUCT { ?e a ?type } WHERE { ?e kg:claim ?claim ; a ?type }")
        assert isinstance(part, kg.Graph) and len(part) == len(small.events)
        event = small.event("event/a-strike")
        assert any(quad.subject.value == event.iri for quad in small.construct(f"DESCRIBE <{event.iri}>").store)

    @pytest.mark.parametrize(
        ("method", "query", "told"),
        [
            ("query", "ASK { ?a ?b ?c }", "ask\\(\\)"),
            ("query", "CONSTRUCT WHERE { ?a ?b ?c }", "construct\\(\\)"),
            ("ask", "SELECT * WHERE { ?a ?b ?c }", "query\\(\\)"),
            ("construct", "SELECT * WHERE { ?a ?b ?c }", "query\\(\\)"),
            ("query", "SELECT", "no SPARQL query"),
            ("query", "who-attacked", "who-attacked-whom"),
            ("query", "", "no SPARQL query"),
            ("query", "SELECT * WHERE { SERVICE <http://localhost/> { ?a ?b ?c } }", "SERVICE"),
            ("query", "INSERT DATA { <x:a> <x:b> 1 }", "no SPARQL query"),
            ("ask", "DROP ALL", "no SPARQL query"),
        ],
    )
    def test_what_cannot_be_answered_is_told(self, small: kg.Graph, method: str, query: str, told: str) -> None:
        before = len(small)
        with pytest.raises(kg.KgError, match=told):
            getattr(small, method)(query)
        assert len(small) == before

    def test_values_are_for_questions_that_have_them(self, small: kg.Graph) -> None:
        with pytest.raises(kg.KgError, match="no parameter 'until'"):
            small.query("who-attacked-whom", until="2024")
        with pytest.raises(kg.KgError, match="who"):
            small.query("SELECT * WHERE { ?who ?a ?b }", who="x")

    def test_a_value_cannot_break_out_of_a_question(self, built: kg.Graph) -> None:
        assert built.query("who-attacked-whom", since='9" } } DROP ALL #') == []

    @pytest.mark.parametrize(
        ("term", "value"),
        [
            (ox.Literal("01", datatype=ox.NamedNode(f"{iris.XSD}integer")), 1),
            (ox.Literal("7", datatype=ox.NamedNode(f"{iris.XSD}nonNegativeInteger")), 7),
            (ox.Literal("seven", datatype=ox.NamedNode(f"{iris.XSD}integer")), "seven"),
            (ox.Literal("1_000", datatype=ox.NamedNode(f"{iris.XSD}integer")), "1_000"),
            (ox.Literal("9" * 5000, datatype=ox.NamedNode(f"{iris.XSD}integer")), "9" * 5000),
            (ox.Literal("0.50", datatype=ox.NamedNode(f"{iris.XSD}decimal")), 0.5),
            (ox.Literal("INF", datatype=ox.NamedNode(f"{iris.XSD}double")), float("inf")),
            (ox.Literal("half", datatype=ox.NamedNode(f"{iris.XSD}double")), "half"),
            (ox.Literal("0", datatype=ox.NamedNode(f"{iris.XSD}boolean")), False),
            (ox.Literal("maybe", datatype=ox.NamedNode(f"{iris.XSD}boolean")), "maybe"),
            (ox.Literal("2024-01", datatype=ox.NamedNode(f"{iris.XSD}gYearMonth")), "2024-01"),
            (ox.Literal("7", language="en"), "7"),
            (ox.Literal("7"), "7"),
            (ox.BlankNode("b"), "_:b"),
            (None, None),
        ],
    )
    def test_a_term_becomes_the_value_that_it_stands_for(self, term: object, value: object) -> None:
        assert plain(term) == value and type(plain(term)) is type(value)

    def test_examples_of_the_docstring(self) -> None:
        import doctest  # noqa: PLC0415

        assert doctest.testmod(answers) == (0, 1)


class TestOtherLibraries:
    def test_rdflib_has_the_triples_that_it_reads_from_a_file(self, built: kg.Graph, tmp_path: Path) -> None:
        built.write(tmp_path / "graph.nt")
        graph = built.to_rdflib()
        assert set(graph) == set(rdflib.Graph().parse(tmp_path / "graph.nt"))
        assert len(graph) == len(built)
        rows = graph.query("SELECT ?who { ?who kg:attacked state:PAK }")
        assert {str(row[0]) for row in rows} == {f"{BASE}state/IRN"}

    def test_rdflib_has_the_named_graphs(self, built: kg.Graph, tmp_path: Path) -> None:
        built.write(tmp_path / "graph.nq")
        dataset, read = built.to_rdflib(named_graphs=True), rdflib.Dataset()
        read.parse(tmp_path / "graph.nq", format="nquads")
        assert set(dataset.quads()) == set(read.quads())
        assert len(set(dataset.graphs())) == len(built.articles) + 3  # what links them, the description, the default
        assert bool(dataset.query("ASK { ?who kg:attacked state:PAK }").askAnswer)

    def test_rdflib_keeps_all_that_it_can_hold_and_refuses_the_rest(self) -> None:
        markup = f'"<b  />"^^<{iris.RDF}XMLLiteral>'
        graph = of_turtle(f'<x:s> <x:p> {markup}, "a"@en, [] . <x:g> {{ <x:a> <x:b> "c" }}')
        dataset = graph.to_rdflib(named_graphs=True)
        assert len(graph.to_rdflib()) == len(dataset) == 4
        assert {str(value) for value in graph.to_rdflib().objects(rdflib.URIRef("x:s"))} >= {"<b  />", "a"}
        assert sorted(str(one) for *_, one in dataset.quads()) == [*["urn:x-rdflib:default"] * 3, "x:g"]
        for one in ("<<( <x:a> <x:b> <x:c> )>>", '"a"@ar--rtl'):
            with pytest.raises(kg.KgError, match="rdflib has no terms such as"):
                of_turtle(f"<x:s> <x:p> {one} .").to_rdflib()

    def test_networkx_is_the_network_of_the_graphml_file(self, built: kg.Graph, tmp_path: Path) -> None:
        built.write(tmp_path / "network.graphml")
        read, network = networkx.read_graphml(tmp_path / "network.graphml", force_multigraph=True), built.to_networkx()
        assert dict(read.nodes(data=True)) == dict(network.nodes(data=True)) != {}
        edges = [sorted(map(repr, one.edges(data=True))) for one in (read, network)]
        assert edges[0] == edges[1]
        for source, target, key, told in network.edges(keys=True, data=True):
            event = built.event(key)
            assert source in {one.iri for one in event.sources} and target in {one.iri for one in event.targets}
            assert (told["type"], told.get("day"), told["claims"]) == (event.type, event.start, len(event.claims))

    def test_a_frame_of_claims_is_that_of_the_csv_file(self, built: kg.Graph, tmp_path: Path) -> None:
        built.write(tmp_path / "claims.csv")
        read, frame = pandas.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False), built.to_pandas()
        assert list(frame.columns) == list(read.columns) == list(COLUMNS)
        assert frame["claim"].tolist() == [claim.iri for claim in built.claims]
        days = {"first_day": "start", "last_day": "end"}
        for name, same in days.items():
            assert frame[name].dt.strftime("%Y-%m-%d").fillna("").tolist() == read[name].tolist()
            assert frame[name].equals(frame[same])
        for name in set(COLUMNS) - {*days, *days.values(), "lat", "lon", "confidence"}:
            shown = ["" if pandas.isna(one) else str(one) for one in frame[name]]
            assert shown == [one[1:] if one[:1] == "'" and one[1:2] in "=+-@" else one for one in read[name]], name

    def test_a_frame_has_a_row_for_each_event_and_entity(self, built: kg.Graph) -> None:
        events, entities = built.to_pandas("events"), built.to_pandas("entities")
        assert events["event"].tolist() == [event.iri for event in built.events]
        assert events["claims"].sum() == len(built.claims)
        assert entities["entity"].tolist() == [entity.iri for entity in built.entities]
        hit = EXAMPLE.to_pandas("events").set_index("event").loc[f"{BASE}event/a-strike"]
        assert (hit["killed_min"], hit["killed_max"]) == (2, 3)
        strike = events[(events["type"] == "MissileStrike") & (events["source_country"] == "PAK")].iloc[0]
        assert ("Iran" in strike["target"], "IRN" in strike["target_country"], strike["killed_min"]) == (True, True, 7)
        assert strike["start"] == strike["end"] == pandas.Timestamp("2024-01-18")
        assert (strike["place"], "victims" in strike["disputed"]) == ("Saravan", True)

    def test_a_month_is_its_first_and_its_last_day(self, built: kg.Graph) -> None:
        event = next(event for event in built.events if event.start == event.end == "2024-01")
        row = built.to_pandas("events").set_index("event").loc[event.iri]
        assert (row["start"], row["end"]) == (pandas.Timestamp("2024-01-01"), pandas.Timestamp("2024-01-31"))

    @pytest.mark.parametrize("kind", ["claims", "events", "entities"])
    def test_columns_have_their_types_whatever_is_in_them(self, built: kg.Graph, kind) -> None:
        full, empty = built.to_pandas(kind), EMPTY.to_pandas(kind)
        assert len(full) and not len(empty)
        assert full.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()
        columns = {"claims": COLUMNS, "events": EVENT_COLUMNS, "entities": ENTITY_COLUMNS}[kind]
        assert list(full.columns) == list(columns)
        assert set(full.dtypes.astype(str)) <= {"string", "Int64", "float64", "datetime64[s]"}

    def test_a_frame_of_something_else_is_refused(self, small: kg.Graph) -> None:
        with pytest.raises(ValueError, match="'sentences': choose claims, events, entities"):
            small.to_pandas("sentences")  # type: ignore[arg-type]

    @pytest.mark.parametrize(("package", "method"), [("pandas", "to_pandas"), ("networkx", "to_networkx")])
    def test_a_package_that_is_not_installed_is_named(
        self, small: kg.Graph, monkeypatch: pytest.MonkeyPatch, package: str, method: str
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(kg.KgError, match=rf"{package} is not installed.*kg-news\[frames\]"):
            getattr(small, method)()


class TestUse:
    def test_an_explanation_is_that_of_the_command(self, small: kg.Graph) -> None:
        explained = small.explain("event/a-strike")
        assert str(explained) == render(explain(small.store, "event/a-strike", load_lexicon()))
        assert [one.claim for one in explained.claims] == list(small.event("event/a-strike").claims)

    def test_conflicts_are_those_of_the_ledger(self, small: kg.Graph) -> None:
        assert small.conflicts() == ledger(small.store) != ()
        assert small.conflicts("killed") == ()
        assert [entry.iri for entry in small.conflicts(event="event/d-school")] == [f"{BASE}event/d-school"]
        assert {entry.iri for entry in small.conflicts()} == {event.iri for event in small.events if event.disputed}

    @pytest.mark.parametrize("name", WRITABLE)
    def test_every_format_can_be_written(self, small: kg.Graph, tmp_path: Path, name: str) -> None:
        small.write(tmp_path / "out", format=name)
        assert (tmp_path / "out").read_bytes() == b"".join(chunks(list(small.store), name))

    def test_what_cannot_be_written_is_told(self, small: kg.Graph, tmp_path: Path) -> None:
        with pytest.raises(kg.KgError, match="stands for no format"):
            small.write(tmp_path / "graph.docx")
        with pytest.raises(kg.KgError, match="no format of graphs 'docx'"):
            small.write(tmp_path / "graph.ttl", format="docx")
        with pytest.raises(kg.KgError, match="Cannot write"):
            small.write(tmp_path / "nowhere" / "graph.ttl")
        assert list(tmp_path.iterdir()) == []

    def test_a_graph_is_checked(self, built: kg.Graph) -> None:
        assert built.validate().conforms
        broken = graph_of(arvania(minus=":event rdfs:label 'Airstrike: Arvania -> Belmark' .", case="x"))
        assert [one.path for one in broken.validate().findings] == [f"{iris.RDFS}label"]
        assert broken.validate() is broken.validate()


class TestBuilding:
    """With an analyser that needs no pipeline."""

    @pytest.fixture(autouse=True)
    def fake(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(building, "build", partial(building.build, make=make_fake))
        monkeypatch.setattr(update, "update", partial(update.update, make=make_fake))

    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        texts = {"a": "Arvania struck Belmark.", "b": "It will explode.", "c": "Belmark says Arvania struck Belmark."}
        path = tmp_path / "articles.jsonl"
        path.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), encoding="utf-8")
        return path

    def test_what_failed_is_told_and_the_rest_is_there(self, articles: Path, tmp_path: Path) -> None:
        for graph in (kg.build(articles), kg.build(articles, store=tmp_path / "store")):
            (failure,) = graph.failures
            assert failure.origin.endswith("articles.jsonl:2") and "it did" in failure.reason
            assert [article.id for article in graph.articles] == ["a", "c"]

    def test_strict_stops_there(self, articles: Path) -> None:
        with pytest.raises(kg.KgError, match="it did"):
            kg.build(articles, strict=True)

    def test_each_article_is_told_of_as_it_is_done(self, articles: Path) -> None:
        told: list[str] = []
        kg.build(articles, progress=lambda outcome: told.append(type(outcome).__name__))
        assert told == ["Analysis", "Failure", "Analysis"]

    def test_paths_come_in_any_form(self, articles: Path) -> None:
        graphs = [kg.build(form) for form in (articles, str(articles), [articles], (str(one) for one in [articles]))]
        assert len({(len(graph), *graph.claims) for graph in graphs}) == 1

    @pytest.mark.parametrize("paths", [[], "", "no-such-file.txt", Path("no/such/folder"), "*.nothing"])
    def test_nothing_to_read_is_refused(self, paths) -> None:
        with pytest.raises(kg.KgError):
            kg.build(paths)

    @pytest.mark.parametrize(
        ("options", "named"),
        [
            ({"date": "Tuesday"}, "Tuesday"),
            ({"base": "no base"}, "no base"),
            ({"pins": "no-such.tsv"}, "no-such.tsv"),
            ({"lexicons": ["no-such.ttl"]}, "no-such.ttl"),
            ({"lexicons": "no-such.ttl"}, "no-such.ttl"),
            ({"lexicons": Path("no-such.ttl")}, "no-such.ttl"),
            ({"workers": -1}, "-1 workers"),
        ],
    )
    def test_options_that_cannot_be_used_are_refused(self, articles: Path, options, named: str) -> None:
        with pytest.raises(kg.KgError, match=named):
            kg.build(articles, **options)

    def test_whatever_the_command_can_be_told_can_be_told_here(self) -> None:
        told = {field.name for kind in (building.Options, Settings) for field in fields(kind)} - {"settings"}
        assert set(inspect.signature(kg.build).parameters) == {*told, "paths", "store", "progress"}

    def test_a_base_names_all_things(self, articles: Path) -> None:
        base = "https://example.org/news/"
        graph = kg.build(articles, base=base)
        assert [entity.iri for entity in graph.entities] == [f"{base}state/{code}" for code in ("XAA", "XBB")]
        assert graph.entity("state/XAA").label == "Arvania"

    def test_a_graph_that_does_not_conform_is_warned_of(self, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = building.build

        def broken(paths, options, **others):
            """Leave out what describes the whole, which has to be there."""
            done = whole(paths, replace(options, validate=False), **others)
            quads = [quad for quad in done.quads if "claim" not in quad.predicate.value.lower()]
            return replace(done, quads=quads, report=kg.Graph(graph_of(quads).store).validate())

        assert not any("conform" in warning for warning in kg.build(articles).warnings)
        monkeypatch.setattr(building, "build", broken)
        graph = kg.build(articles)
        assert not graph.validate().conforms
        assert graph.warnings[-1].startswith("the graph does not conform: ")

    def test_a_store_that_does_not_conform_is_warned_of(
        self, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is wrong with the articles that are new in a store is told, as of a graph in memory."""
        whole, stance = update.article_quads, f"{iris.KG}stance"

        def broken(*told):
            return [quad for quad in whole(*told) if quad.predicate.value != stance]

        assert kg.build(articles, store=tmp_path / "sound").warnings == ()
        monkeypatch.setattr(update, "article_quads", broken)
        graph = kg.build(articles, store=tmp_path / "store")
        assert graph.warnings[-1].startswith("the graph does not conform: ")
        assert not graph.validate().conforms

    def test_a_graph_outlives_its_store(self, articles: Path, tmp_path: Path) -> None:
        """What was opened stays as it was, whatever is built beside it."""
        first = kg.build(articles, store=tmp_path / "store")
        before = list(first.claims)
        articles.write_text('{"id": "d", "text": "On Monday Arvania struck Belmark."}\n', encoding="utf-8")
        second = kg.build(articles, store=tmp_path / "store")
        assert list(first.claims) == before and len(second.claims) == len(before) + 1


class TestReading:
    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.ttl", "<x:a> <x:b"), ("a.txt", "no graph"), ("a.jsonld", "{"), ("a.nq", "\x00"), ("a.ttl", "\udcff")],
    )
    def test_what_is_no_graph_is_refused(self, tmp_path: Path, name: str, content: str) -> None:
        (tmp_path / name).write_text(content, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(kg.KgError):
            kg.read(tmp_path / name)

    def test_what_is_not_there_is_refused(self, tmp_path: Path) -> None:
        for path in (tmp_path / "nothing.ttl", tmp_path):
            with pytest.raises(kg.KgError):
                kg.read(path)

    def test_one_lexicon_need_not_stand_in_a_list(self, small: kg.Graph, tmp_path: Path) -> None:
        small.write(tmp_path / "graph.ttl")
        for one in ("no-such.ttl", Path("no-such.ttl"), ["no-such.ttl"]):
            with pytest.raises(kg.KgError, match=r"^no-such\.ttl cannot be read"):
                kg.read(tmp_path / "graph.ttl", lexicons=one).to_pandas()

    def test_a_name_of_nothing_is_refused_with_those_there_are(self, small: kg.Graph) -> None:
        with pytest.raises(kg.KgError, match="'people': choose claims, events, entities"):
            small.to_pandas("people")  # type: ignore[call-overload, arg-type]
        with pytest.raises(kg.KgError, match=r"'deaths': choose stance, .*killed"):
            small.conflicts("deaths")

    def test_a_format_goes_before_the_ending(self, small: kg.Graph, tmp_path: Path) -> None:
        small.write(tmp_path / "graph.txt", format="nquads")
        assert list(kg.read(tmp_path / "graph.txt", format="nquads").claims) == list(small.claims)

    def test_a_store_whose_build_was_interrupted_is_told_of(self, tmp_path: Path, monkeypatch) -> None:
        article = tmp_path / "a.txt"
        article.write_text("Arvania struck Belmark.")
        update.update([str(article)], tmp_path / "store", make=make_fake)
        assert kg.read(tmp_path / "store").warnings == ()
        monkeypatch.setattr(making, "is_linked", lambda path: False)
        (warning,) = kg.read(tmp_path / "store").warnings
        assert "did not come to its end" in warning


class TestStrangeGraphs:
    @pytest.mark.parametrize("graph", [EMPTY, FOREIGN], ids=["empty", "foreign"])
    def test_what_has_nothing_of_ours_gives_nothing(self, graph: kg.Graph) -> None:
        for several in (graph.events, graph.claims, graph.entities, graph.articles):
            assert list(several) == [] and len(several) == 0
        assert graph.conflicts() == () and graph.query("who-attacked-whom") == []
        assert len(graph.to_networkx()) == 0 and len(graph.to_rdflib()) == len(graph)

    def test_our_terms_in_strange_places_end_nothing(self, tmp_path: Path) -> None:
        (event,) = STRANGE.events
        assert (event.type, event.root, event.independent_sources) == ("Assault", None, None)
        assert event.killed == (None, None) and str(event.killed) == ""
        assert [claim.iri for claim in event.claims] != [] and event.disputed == ()
        assert STRANGE.entity("x:s").within[-1] == "T" or "T" in STRANGE.entity("x:s").within
        for kind in ("claims", "events", "entities"):
            assert len(STRANGE.to_pandas(kind)) >= 1
        assert pandas.isna(STRANGE.to_pandas("events")["start"][0])
        assert STRANGE.to_networkx() is not None and str(STRANGE.explain("x:e"))
        for name in ("trig", "csv", "geojson", "graphml"):
            STRANGE.write(tmp_path / "out", format=name)

    @given(st.lists(st.sampled_from(list(STRANGE.store))))
    def test_any_part_of_a_graph_can_be_gone_through(self, quads: list[ox.Quad]) -> None:
        graph = graph_of(quads)
        assert len(list(graph.events)) == len(graph.events)
        assert len(list(graph.claims)) == len(graph.claims)
        assert len(list(graph.entities)) == len(graph.entities)


RIGHT = """
import kg

graph = kg.build(["seeds"], date="2024-01-18", workers=2)
for event in graph.events:
    who: list[str] = [entity.label for entity in event.sources]
    if event.killed is not None and event.killed.max is not None:
        print(event.start, who, event.killed.max + 1)
    for claim in event.claims:
        print(claim.article.id, claim.stance, claim.sentence.text if claim.sentence else "")
names: dict[kg.Entity, kg.Claim] = {one: claim for claim in graph.claims for one in claim.claimers}
rows: list[dict[str, object]] = [dict(row) for row in graph.query("who-attacked-whom", since="2024-01-01")]
triples: int = len(graph) + len(graph.to_rdflib(named_graphs=True).graph("x:y"))
try:
    kg.read("graph.ttl").write("graph.nq", format="nquads")
except kg.KgError as error:
    print(error, kg.__version__)
"""
WRONG = {
    "kg.nothing": "attr-defined",
    'kg.build("seeds", dat="2024-01-18")': "call-arg",
    'graph.to_pandas("sentences")': "arg-type",
    "next(iter(graph.events)).source": "attr-defined",
    'next(iter(graph.events)).type = "x"': "misc",
    "next(iter(graph.events)).killed.min": "union-attr",
    "graph.query(7)": "arg-type",
}


#: As if the package were installed: its own errors are not the user's, and what lies below it is not looked into.
MYPY = """
[mypy]
strict = true
[mypy-kg.*]
ignore_errors = true
[mypy-kg.extract.*,kg.linking.*,kg.encoder.*,kg.names.*,kg.nlp,kg.analyse,pandas.*,networkx.*,spacy.*,numpy.*]
follow_imports = skip
ignore_missing_imports = true
"""


def test_users_are_told_the_types(tmp_path: Path) -> None:
    """A right use has no error under ``mypy --strict``, and each wrong one has its own."""
    (tmp_path / "mypy.ini").write_text(MYPY, encoding="utf-8")
    options = [f"--config-file={tmp_path / 'mypy.ini'}", f"--cache-dir={tmp_path}", "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, "-c", RIGHT + "\n".join(WRONG)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    first = RIGHT.count("\n") + 1
    told = [re.fullmatch(r"<string>:(\d+): error: .*\[([\w-]+)\]", line) for line in errors]
    assert [one and (int(one[1]), one[2]) for one in told] == list(enumerate(WRONG.values(), first)), done.stdout
