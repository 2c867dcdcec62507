"""A graph for those who do not speak RDF: claims as a table, events on a map, actors and their acts as a network.

All of these are views: what they leave out stands in the graph, under the IRIs that they give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pyoxigraph import Store

from kg import iris
from kg.graph.columns import claims_csv, claims_parquet
from kg.graph.plover import plover
from kg.graph.records import lines
from kg.graph.sorting import in_order
from kg.graph.view import GraphView, Node
from kg.ontology import Ontology

#: Makes the bytes of a table from a graph, piece by piece.
Write = Callable[[Store, Ontology], Iterator[bytes]]

#: No place lies further to the east or west, and to the north or south, in degrees.
_EAST, _NORTH = 180, 90
#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """A way to write: the endings of its files, the function that does it, and the package that this needs besides."""

    suffixes: tuple[str, ...]
    write: Write
    needs: str | None = None


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
    """Return east and north of a place, in this order, when they are known and on the earth."""
    east, north = place.degrees(iris.WGS84 + "long"), place.degrees(iris.WGS84 + "lat")
    if east is None or north is None or abs(east) > _EAST or abs(north) > _NORTH:
        return None
    return [east, north]


#: What is told of an actor, or of an act; what is unknown is left out.
Told = dict[str, object]


def network(view: GraphView, ontology: Ontology) -> tuple[Iterator[tuple[str, Told]], Iterator[tuple[str, str, Told]]]:
    """Return the network of actors: each with its IRI, and an edge for each act of one on another, in order."""
    acting = (event for event in _events(view) if event.one("source") and event.one("target"))
    ends = in_order((iri,) for event in acting for side in ("source", "target") for iri in event.all(side))
    edges = (
        (source, target, _known({"event": event.iri, **_told(event, ontology)}))
        for event in _events(view)
        for source in event.all("source")
        for target in event.all("target")
    )
    return ((str(iri), _actor(view.shared(str(iri)))) for (iri,) in ends), edges


def _actor(node: Node) -> Told:
    return _known({"label": node.label, "class": ", ".join(node.types), "country": node.one("country")})


def _known(told: Mapping[str, object]) -> Told:
    return {name: value for name, value in told.items() if value is not None}


def graphml(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the network of actors: a node for each, an edge for each act of one on another (GraphML 1.0)."""
    actors, acts = network(GraphView(store), ontology)
    yield _GRAPHML_HEAD
    for iri, told in actors:
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
    "parquet": Table((".parquet",), claims_parquet, "pyarrow"),
    "plover": Table((), plover),
    "geojson": Table((".geojson",), geojson),
    "graphml": Table((".graphml",), graphml),
}
