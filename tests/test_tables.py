"""Tables, maps and networks made from a graph, read back by the tools that people read them with."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import networkx
import pandas
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import iris
from kg.building import Options, build
from kg.graph import columns, export
from kg.graph.columns import COLUMNS, cells
from kg.graph.export import chosen_format, chunks, write
from kg.graph.formats import FormatError
from kg.graph.records import records
from kg.graph.tables import TABLES, geojson, graphml
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


@pytest.mark.parametrize("name", TABLES)
def test_the_same_graph_gives_the_same_bytes(quads: list[Quad], name: str) -> None:
    assert b"".join(chunks(quads, name)) == b"".join(chunks(quads[::-1], name))


@pytest.mark.parametrize("name", TABLES)
def test_a_graph_without_events_gives_an_empty_table(name: str) -> None:
    content = b"".join(chunks([], name))
    rows = {
        "csv": lambda: list(csv.DictReader(io.StringIO(content.decode()))),
        "parquet": lambda: parquet.read_table(io.BytesIO(content)).to_pylist(),
        "geojson": lambda: json.loads(content)["features"],
        "graphml": lambda: networkx.parse_graphml(content.decode()),
    }
    assert len(rows.get(name, content.splitlines)()) == 0


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


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_map_or_a_network(label: str) -> None:
    store = _event(label)
    feature = json.loads(b"".join(geojson(store, ONTOLOGY)))["features"][0]
    assert feature["properties"]["source"] == [label or "one"]
    graph = networkx.parse_graphml(b"".join(graphml(store, ONTOLOGY)).decode())
    assert len(graph.edges) == 1


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("90", "-180", [-180.0, 90.0]),
        ("-90.0", "180.0", [180.0, -90.0]),
        ("90.5", "0", None),
        ("0", "180.5", None),
        ("1e99", "0", None),
        ("NaN", "0", None),
        ("", "0", None),
    ],
)
def test_a_map_has_places_on_the_earth_alone(lat: str, lon: str, expected: list[float] | None) -> None:
    store, where = _event("x"), NamedNode("https://example.org/where")
    for name, value in (("lat", lat), ("long", lon)):
        property_ = NamedNode(iris.WGS84 + name)
        store.update(f"DELETE WHERE {{ {where} {property_} ?any }}")
        store.add(Quad(where, property_, Literal(value)))
    features = json.loads(b"".join(geojson(store, ONTOLOGY)))["features"]
    assert [one["geometry"]["coordinates"] for one in features] == ([expected] if expected else [])


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


def test_pyarrow_reads_the_claims_with_their_types(quads: list[Quad], store: Store, tmp_path: Path) -> None:
    write(quads, tmp_path / "claims.parquet")
    table = parquet.read_table(tmp_path / "claims.parquet")
    told = list(cells(store, ONTOLOGY))
    assert table.to_pylist() == told and table.column_names == list(COLUMNS)
    types = {name: str(table.schema.field(name).type) for name in ("source", "first_day", "killed_min", "lat", "doc")}
    assert types["source"].startswith("list<") and types["source"].endswith("string>")
    assert [types[name] for name in ("first_day", "killed_min", "lat", "doc")] == [
        "date32[day]",
        "int64",
        "double",
        "string",
    ]
    assert any(row["start"] == "2023-12" and row["last_day"] == date(2023, 12, 31) for row in told)


def test_pandas_reads_the_same_from_csv_and_parquet(quads: list[Quad], tmp_path: Path) -> None:
    for name in ("claims.csv", "claims.parquet"):
        write(quads, tmp_path / name)
    text, typed = pandas.read_csv(tmp_path / "claims.csv"), pandas.read_parquet(tmp_path / "claims.parquet")
    assert list(text.columns) == list(typed.columns) and len(text) == len(typed) > 100
    joined = typed["target"].map("; ".join)
    assert text["target"].fillna("").tolist() == joined.tolist()
    assert text["killed_min"].fillna(-1).tolist() == typed["killed_min"].fillna(-1).tolist()
    assert text["first_day"].fillna("").tolist() == [day.isoformat() if day else "" for day in typed["first_day"]]


def test_rows_of_parquet_are_written_in_groups(
    quads: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_GROUP", 50)
    pieces = list(chunks(quads, "parquet"))
    (tmp_path / "a.parquet").write_bytes(b"".join(pieces))
    file = parquet.ParquetFile(tmp_path / "a.parquet")
    assert file.num_row_groups == len(pieces) - 1 == 3
    assert all(pieces)


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    with pytest.raises(FormatError, match=r"needs the package pyarrow.*pip install 'kg-news\[parquet\]'"):
        chunks([], "parquet")
    assert b"".join(chunks([], "csv"))


def test_a_validator_takes_the_map(quads: list[Quad]) -> None:
    """RFC 7946 by geojson-pydantic: geometries with their positions, ids, no other members than it knows."""
    content = b"".join(chunks(quads, "geojson"))
    found = FeatureCollection.model_validate_json(content)
    assert len(found.features) == len(json.loads(content)["features"]) > 5
    saravan = next(one for one in found.features if "Saravan" in one.properties["place"])
    east, north = saravan.geometry.coordinates
    assert 62 < east < 63 and 27 < north < 28


def test_records_for_plover_are_events_with_the_sentences_that_tell_of_them(quads: list[Quad], store: Store) -> None:
    records = [json.loads(line) for line in b"".join(chunks(quads, "plover")).splitlines()]
    assert all(len(one["Actor Name"]) == len(one["Primary Actor Sector"]) for one in records)
    assert {one["Event Type"] for one in records} <= {kind.root for kind in ONTOLOGY.types.values()}
    (strike,) = [one for one in records if one["Event Class"] == "MissileStrike" and "Iran" in one["Actor Name"]]
    assert (strike["Event Date"], strike["Event Type"], strike["Event Mode"]) == (
        "2024-01-16",
        "ASSAULT",
        "heavy-weapons",
    )
    assert strike["Quad Code"] == "material conflict" and strike["Intensity"] is strike["Contexts"] is None
    sides = dict(zip(strike["Recipient Name"], strike["Primary Recipient Sector"], strict=True))
    assert sides == {"Pakistan": None, "Jaish al-Adl": "REB"}
    texts = [one["Text"] for one in strike["Stories"]]
    assert len({one["Story ID"] for one in strike["Stories"]}) == 5 and len(texts) > 5 and all(texts)


def test_an_event_of_no_known_day_has_no_date_and_one_that_is_only_denied_no_record() -> None:
    month = Literal("2024-01", datatype=NamedNode(iris.XSD + "gYearMonth"))

    def event(name: str, stance: str) -> list[Quad]:
        node, claim = NamedNode(f"https://example.org/{name}"), NamedNode(f"https://example.org/{name}-claim")
        return [
            Quad(node, A, NamedNode(iris.KG + "Airstrike")),
            Quad(node, NamedNode(iris.KG + "claim"), claim),
            *(Quad(node, NamedNode(iris.KG + name), month) for name in ("earliest", "latest")),
            Quad(claim, A, NamedNode(iris.KG + "Claim")),
            Quad(claim, NamedNode(iris.KG + "stance"), NamedNode(iris.KG + stance)),
        ]

    (record,) = b"".join(chunks([*event("one", "Asserted"), *event("two", "Denied")], "plover")).splitlines()
    told = json.loads(record)
    assert told["Event ID"] == "https://example.org/one" and told["Event Mode"] == "aerial"
    assert (told["Event Date"], told["Earliest Date"], told["Latest Date"]) == (None, "2024-01", "2024-01")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_table(label: str) -> None:
    """What stands in a cell comes back, but for the apostrophe before what would be a formula."""
    claim, who = NamedNode("https://example.org/c"), NamedNode("https://example.org/w")
    told = [
        Quad(claim, A, NamedNode(iris.KG + "Claim")),
        Quad(claim, NamedNode(iris.KG + "source"), who),
        Quad(claim, NamedNode(iris.KG + "earliest"), Literal(label)),
        Quad(who, NamedNode(iris.RDFS + "label"), Literal(label)),
    ]
    shown = label or "w"
    rows = list(csv.reader(io.StringIO(b"".join(chunks(told, "csv", ontology=ONTOLOGY)).decode(), newline="")))
    assert len(rows) == 2 and rows[1][rows[0].index("source")].removeprefix("'") == shown.removeprefix("'")
    table = parquet.read_table(io.BytesIO(b"".join(chunks(told, "parquet", ontology=ONTOLOGY))))
    assert table.to_pylist()[0]["source"] == [shown]
    (line,) = b"".join(chunks(told, "events", ontology=ONTOLOGY)).split(b"\n")[:-1]
    assert json.loads(line)["source"][0]["label"] == shown
