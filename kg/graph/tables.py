"""A graph for those who do not speak RDF: claims as a table, events on a map, actors and their acts as a network.

All of these are views: what they leave out stands in the graph, under the IRIs that they give.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pyoxigraph import Store

from kg import iris
from kg.graph.records import lines, records
from kg.graph.view import GraphView, Node
from kg.ontology import Ontology
from kg.tolls import HARMS

#: Makes the bytes of a table from a graph, piece by piece.
Write = Callable[[Store, Ontology], Iterator[bytes]]

#: A cell that begins so would be a formula in a spreadsheet; it is written behind an apostrophe, as spreadsheets do.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLAIM = ("doc", "event", "claim", "type", "root", "cameo", "stance", "confidence", "rule")
_SIDES = ("source", "target", "claimer")
#: The columns of the table of claims.
COLUMNS = (
    *_CLAIM,
    *(f"{side}{part}" for side in _SIDES for part in ("", "_iri", "_country")),
    *("relayed_by", "start", "end", "place", "place_country", "lat", "lon"),
    *(f"{harm}_{bound}" for harm in HARMS for bound in ("min", "max")),
    *("trigger", "trigger_start", "trigger_end", "sentence"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A way to write: the endings of its files, and the function that does it."""

    suffixes: tuple[str, ...]
    write: Write


def claims_csv(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield a row for each claim; several actors or places are joined by ``; ``, in one order in all their columns."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in records(store, ontology):
        rows.writerow([_safe(cells(one).get(column)) for column in COLUMNS])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def cells(one: Mapping[str, Any]) -> Mapping[str, object]:
    """Return a record as one row: several actors or places are joined by ``; ``."""
    cells: dict[str, object] = {name: one[name] for name in _CLAIM}
    for side in _SIDES:
        cells |= {side: _joined(one[side], "label"), f"{side}_iri": _joined(one[side], "iri")}
        cells[f"{side}_country"] = _joined(one[side], "country")
    places = one["place"] if isinstance(one["place"], list) else [one["place"]] if one["place"] else []
    cells |= {"place": _joined(places, "label"), "place_country": _joined(places, "country")}
    cells |= {name: places[0][name] if places else None for name in ("lat", "lon")}
    cells |= {name: one["date"][name] if one["date"] else None for name in ("start", "end")}
    for harm in HARMS:
        cells |= {f"{harm}_{bound}": one[harm][bound] if one[harm] else None for bound in ("min", "max")}
    cells["relayed_by"] = one["relayed_by"]["label"] if one["relayed_by"] else None
    trigger = one["trigger"] or {"text": None, "start": None, "end": None}
    cells |= {"trigger": trigger["text"], "trigger_start": trigger["start"], "trigger_end": trigger["end"]}
    return cells | {"sentence": one["sentence"]["text"] if one["sentence"] else None}


def _joined(several: Sequence[Mapping[str, Any]], field: str) -> str:
    return "; ".join(str(one[field] or "") for one in several)


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def geojson(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the events that have a place with coordinates as GeoJSON (RFC 7946), one feature for each event."""
    view = GraphView(store)
    yield b'{"type": "FeatureCollection", "features": ['
    before = b"\n"
    for event in _events(view):
        points = [p for iri in event.all("place") if (p := _point(view.shared(iri)))]
        if points:
            yield before + json.dumps(_feature(event, points, view, ontology), ensure_ascii=False).encode()
            before = b",\n"
    yield b"\n]}\n"


def _feature(event: Node, points: Sequence[list[float]], view: GraphView, ontology: Ontology) -> Mapping[str, object]:
    several = len(points) > 1
    geometry = {"type": "MultiPoint" if several else "Point", "coordinates": points if several else points[0]}
    labels = {side: [view.shared(iri).label for iri in event.all(side)] for side in ("source", "target", "place")}
    properties = {**_told(event, ontology), **labels}
    return {"type": "Feature", "id": event.iri, "geometry": geometry, "properties": properties}


def _point(place: Node) -> list[float] | None:
    """Return east and north of a place, in this order, when they are known."""
    east, north = place.degrees(iris.WGS84 + "long"), place.degrees(iris.WGS84 + "lat")
    return [east, north] if east is not None and north is not None else None


#: What is told of an actor, or of an act; what is unknown is left out.
Told = dict[str, object]


def network(view: GraphView, ontology: Ontology) -> tuple[dict[str, Told], Iterator[tuple[str, str, Told]]]:
    """Return the network of actors: each by its IRI, and an edge for each act of one on another, in order."""
    ends = {iri for event in _events(view) if event.one("source") for iri in event.all("target")}
    ends |= {iri for event in _events(view) if event.one("target") for iri in event.all("source")}
    edges = (
        (source, target, _known({"event": event.iri, **_told(event, ontology)}))
        for event in _events(view)
        for source in event.all("source")
        for target in event.all("target")
    )
    return {iri: _actor(view.shared(iri)) for iri in sorted(ends)}, edges


def _actor(node: Node) -> Told:
    return _known({"label": node.label, "class": ", ".join(node.types), "country": node.one("country")})


def _known(told: Mapping[str, object]) -> Told:
    return {name: value for name, value in told.items() if value is not None}


def graphml(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the network of actors: a node for each, an edge for each act of one on another (GraphML 1.0)."""
    actors, acts = network(GraphView(store), ontology)
    yield _GRAPHML_HEAD
    for iri, told in actors.items():
        yield f'<node id="{escape(iri)}">{_data(told)}</node>\n'.encode()
    for number, (source, target, told) in enumerate(acts):
        ends = f'source="{escape(source)}" target="{escape(target)}"'
        yield f'<edge id="e{number}" {ends}>{_data(told)}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


_NODE_DATA = {"label": "string", "class": "string", "country": "string"}
_EDGE_DATA = {"event": "string", "label": "string", "type": "string", "root": "string", "day": "string"} | {
    "last_day": "string",
    "claims": "int",
    "sources": "int",
}
_KEYS = "".join(
    f'<key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    for kind, names in (("node", _NODE_DATA), ("edge", _EDGE_DATA))
    for name, type_ in names.items()
)
_GRAPHML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    f'{_KEYS}<graph edgedefault="directed">\n'
).encode()


def _data(values: Mapping[str, object]) -> str:
    kind = "e" if "event" in values else "n"
    told = values.items()
    return "".join(f'<data key="{kind}_{name}">{escape(_printable(str(value)))}</data>' for name, value in told)


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _told(event: Node, ontology: Ontology) -> dict[str, object]:
    """Return what is told of an event in a few values."""
    kind = next(iter(event.types), "")
    known = ontology.types.get(kind)
    return {
        "label": event.label,
        "type": kind,
        "root": known.root if known else None,
        "day": event.one("earliest"),
        "last_day": event.one("latest"),
        "claims": len(event.all("claim")),
        "sources": event.number("independentSources"),
    }


def _events(view: GraphView) -> Iterator[Node]:
    """Yield the events in the order of their IRIs."""
    for iri in view.with_property(iris.KG + "claim"):
        yield view.node(iri)


TABLES: Mapping[str, Table] = {
    "events": Table((".jsonl",), lines),
    "csv": Table((".csv",), claims_csv),
    "geojson": Table((".geojson",), geojson),
    "graphml": Table((".graphml",), graphml),
}
