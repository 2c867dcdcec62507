"""What a graph says of itself: what is in it, under which licence, what made it; counted where it does not say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg import iris
from kg.graph.terms import A
from kg.graph.view import GraphView, Node
from kg.ontology import EVENT, load_ontology

TITLE = "A graph of news"
#: The classes above all that takes part in events.
SHARED = frozenset({"Agent", "Place"})


@dataclass(frozen=True, slots=True)
class Described:
    """A graph as its front page shows it: the node of its description (``None``: it has none), its title, its licence,
    what is told of it, each by a name, and instances by their classes, the most frequent first."""

    dataset: str | None
    title: str
    licence: str | None
    told: Mapping[str, str]
    events: Mapping[str, int]
    entities: Mapping[str, int]


def described(store: Store) -> Described:
    """Return what a graph says of itself. What it does not say is counted, which takes time: keep the answer."""
    view = GraphView(store)
    node = _dataset(view) or Node("", {})
    figures = dict(_figures(view, node))
    above = {name: {name, *load_ontology().classes.get(name, (EVENT,))} for name in figures}
    makers = (("kg-news", node.one("softwareVersion")), ("with the pipeline", node.one("pipeline")))
    told = {
        "Articles": _number(figures.get("Article"), view, "Article"),
        "Published": _days(view, node),
        "Claims": _number(figures.get("Claim"), view, "Claim"),
        "Triples": _triples(node, store),
        "Made by": ", ".join(f"{name} {one}" for name, one in makers if one),
    }
    return Described(
        dataset=node.iri or None,
        title=node.one(iris.DCTERMS + "title") or TITLE,
        licence=node.one(iris.DCTERMS + "license"),
        told={name: text for name, text in told.items() if text},
        events=_ranked({name: count for name, count in figures.items() if EVENT in above[name]}),
        entities=_ranked({name: count for name, count in figures.items() if SHARED & above[name]}),
    )


def description(store: Store) -> list[Quad]:
    """Return all that a graph says of itself: its description, and the nodes that are parts of it."""
    node = _dataset(GraphView(store))
    if node is None:
        return []
    own = list(store.quads_for_pattern(NamedNode(node.iri), None, None))
    values = {quad.object for quad in own if isinstance(quad.object, NamedNode)}
    parts = sorted((one for one in values if one.value.startswith(f"{node.iri}/")), key=str)
    return own + [quad for part in parts for quad in store.quads_for_pattern(part, None, None)]


def _dataset(view: GraphView) -> Node | None:
    """Return the description of a graph."""
    found = view.subjects(A.value, iris.VOID + "Dataset")
    return view.node(found[0]) if found else None


def _figures(view: GraphView, node: Node) -> Iterator[tuple[str, int]]:
    """Yield the figures of a description by the local names of our classes; what is no figure is passed over."""
    for part in _nodes(view, node, iris.VOID + "classPartition"):
        name, count = part.one(iris.VOID + "class") or "", part.one(iris.VOID + "entities") or ""
        if name.startswith(iris.KG) and count.isdecimal():
            yield name.removeprefix(iris.KG), int(count)


def _nodes(view: GraphView, node: Node, name: str) -> Iterator[Node]:
    """Yield the nodes that are values of a property; text, in a graph that is none of ours, is passed over."""
    yield from (view.node(value) for value in node.all(name) if view.knows(value))


def _number(told: int | None, view: GraphView, name: str) -> str:
    """Return how many instances a class has: as told, else counted."""
    return f"{sum(1 for _ in view.instances(name)) if told is None else told:,}"


def _triples(node: Node, store: Store) -> str:
    told = node.one(iris.VOID + "triples") or ""
    return f"{int(told) if told.isdecimal() else len(store):,}"


def _days(view: GraphView, node: Node) -> str:
    """Return the days of publication: one, or the first and the last."""
    periods = _nodes(view, node, iris.DCTERMS + "temporal")
    days = [day for one in periods for name in ("startDate", "endDate") if (day := one.one(iris.DCAT + name))]
    return " to ".join(dict.fromkeys(days))


def _ranked(counts: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
