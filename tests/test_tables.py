"""Tables, maps and networks made from a graph, read back by the tools that people read them with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import iris
from kg.building import Options, build
from kg.graph.export import chosen_format, chunks, write
from kg.graph.formats import FormatError
from kg.graph.records import records
from kg.graph.tables import geojson, graphml
from kg.graph.terms import A
from kg.ontology import load_ontology

SEEDS = Path(__file__).parent.parent / "seeds"
ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return build([str(SEEDS)], Options(date="2024-01-18", validate=False)).quads


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    found = Store()
    found.bulk_extend(quads)
    return found


def test_pandas_reads_a_row_for_each_claim(quads: list[Quad], store: Store, tmp_path: Path) -> None:
    write(quads, tmp_path / "claims.csv")
    frame = pandas.read_csv(tmp_path / "claims.csv")
    told = list(records(store, ONTOLOGY))
    assert frame["claim"].tolist() == [one["claim"] for one in told]
    assert set(frame["root"].dropna()) == {one["root"] for one in told if one["root"]}
    sides = (frame["source_country"] == "PAK") & (frame["target_country"] == "IRN")
    assert frame[sides & (frame["root"] == "ASSAULT")]["doc"].nunique() >= 3


def test_networkx_reads_who_did_what_to_whom(quads: list[Quad], tmp_path: Path) -> None:
    write(quads, tmp_path / "network.graphml")
    graph = networkx.read_graphml(tmp_path / "network.graphml")
    state = {code: f"{iris.DEFAULT_BASE}state/{code}" for code in ("IRN", "PAK")}
    acts = graph.get_edge_data(state["PAK"], state["IRN"]).values()
    assert graph.nodes[state["IRN"]]["label"] == "Iran" and graph.nodes[state["IRN"]]["country"] == "IRN"
    assert any(act["root"] == "ASSAULT" and act["day"] == "2024-01-18" for act in acts)
    assert all(isinstance(act["claims"], int) for act in acts)


def test_a_map_has_the_events_with_places(quads: list[Quad], store: Store, tmp_path: Path) -> None:
    """RFC 7946: positions are east, north; each feature has a geometry, properties and an id of its own."""
    write(quads, tmp_path / "map.geojson")
    found = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection" and found["features"]
    ids = [feature["id"] for feature in found["features"]]
    assert ids == sorted(set(ids))
    for feature in found["features"]:
        assert feature["type"] == "Feature" and feature["geometry"]["type"] in {"Point", "MultiPoint"}
        points = feature["geometry"]["coordinates"]
        for east, north in points if feature["geometry"]["type"] == "MultiPoint" else [points]:
            assert -180 <= east <= 180 and -90 <= north <= 90
    places = {name for feature in found["features"] for name in feature["properties"]["place"]}
    assert "Saravan" in places


@pytest.mark.parametrize("name", ["csv", "geojson", "graphml", "events"])
def test_the_same_graph_gives_the_same_bytes(quads: list[Quad], name: str) -> None:
    assert b"".join(chunks(quads, name)) == b"".join(chunks(quads[::-1], name))


@pytest.mark.parametrize("name", ["csv", "geojson", "graphml"])
def test_a_graph_without_events_gives_an_empty_table(name: str) -> None:
    text = b"".join(chunks([], name)).decode()
    if name == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 1
    elif name == "geojson":
        assert json.loads(text)["features"] == []
    else:
        assert len(networkx.parse_graphml(text)) == 0


def _event(label: str) -> Store:
    """One event between two actors with this label, at a place."""
    node = NamedNode("https://example.org/e")
    one, other, where = (NamedNode(f"https://example.org/{name}") for name in ("one", "other", "where"))
    text = Literal(label)
    triples = [
        *((node, NamedNode(iris.KG + name), value) for name, value in (("source", one), ("target", other))),
        *((node, NamedNode(iris.KG + name), value) for name, value in (("claim", one), ("place", where))),
        *((who, NamedNode(iris.RDFS + "label"), text) for who in (node, one, other, where)),
        *((where, NamedNode(iris.WGS84 + name), Literal(1.5)) for name in ("lat", "long")),
        (node, A, NamedNode(iris.KG + "Airstrike")),
    ]
    found = Store()
    found.extend(Quad(*triple) for triple in triples)
    return found


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_map_or_a_network(label: str) -> None:
    store = _event(label)
    feature = json.loads(b"".join(geojson(store, ONTOLOGY)))["features"][0]
    assert feature["properties"]["source"] == [label or "one"]
    graph = networkx.parse_graphml(b"".join(graphml(store, ONTOLOGY)).decode())
    assert len(graph.edges) == 1


def test_a_cell_is_no_formula(quads: list[Quad]) -> None:
    hostile = [
        Quad(q.subject, q.predicate, Literal("=HYPERLINK(1)"), q.graph_name)
        if isinstance(q.object, Literal) and q.predicate.value == iris.RDFS + "label"
        else q
        for q in quads
    ]
    rows = csv.DictReader(io.StringIO(b"".join(chunks(hostile, "csv")).decode()))
    sources = {row["source"] for row in rows if row["source"]}
    assert sources and all(source.startswith("'=HYPERLINK") for source in sources)


@pytest.mark.parametrize(("name", "chosen"), [("a.CSV", "csv"), ("a.geojson", "geojson"), ("a.ttl", "turtle")])
def test_the_ending_chooses(name: str, chosen: str) -> None:
    assert chosen_format(name) == chosen


def test_an_ending_of_nothing_is_refused() -> None:
    with pytest.raises(FormatError):
        chosen_format("a.docx")
