"""Brings the named graphs of a graph into a triple store, one after another, and looks whether all of it arrived.

A graph is replaced, never mixed with an older one, and at one stroke: whoever asks the store meanwhile, or after a load
that broke off, finds the old graph or the new one. The Graph Store Protocol can do that only for a graph that is sent
at a time; a larger one is emptied first and then filled in chunks. An update fills a graph on the side and copies it.
The journal notes each graph with its digest when it is whole: a load that was interrupted goes on behind the last one,
and the next load sends only what has changed, and withdraws what is no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlencode

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.iris import digest
from kg.loading.client import Client, LoadError

#: The ways to write into a store.
Way = Literal["graph-store", "update"]

#: The names of graphs, each with the graphs of a store that go into it.
Graphs = dict[str, list[NamedNode | DefaultGraph]]

#: What a journal notes before a graph is sent: nobody knows what the server has when that is not answered.
UNDERWAY = "underway"

TURTLE = "text/turtle; charset=utf-8"  # N-Triples is Turtle, and every store reads that
FORM = "application/x-www-form-urlencoded"  # Virtuoso does not answer a query that is the body itself
RESULTS = "application/sparql-results+json"

#: A line of N-Triples with a blank node at one of its ends.
_BLANK = re.compile(r'^_:|^[^"]*> _:')

#: So many triples are sent at a time unless told otherwise; Virtuoso refuses an update of some 2,000.
CHUNK: Mapping[Way, int] = {"graph-store": 100_000, "update": 1_000}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to write, in which way, how many triples at a time (``None``: as :data:`CHUNK` says); ``query`` is where to
    count them afterwards."""

    url: str
    way: Way = "graph-store"
    query: str | None = None
    chunk: int | None = None

    def pieces(self, lines: Sequence[str]) -> Iterator[bytes]:
        """Yield the lines of a graph, so many at a time; all of them together when there are blank nodes, whose names
        mean nothing beyond a request."""
        pending = iter(lines)
        size = len(lines) if any(map(_BLANK.search, lines)) else self.chunk or CHUNK[self.way]
        while piece := list(islice(pending, size)):
            yield "".join(piece).encode()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs sent, left as they were, withdrawn; those that failed or differ, and why."""

    sent: tuple[str, ...] = ()
    unchanged: int = 0
    withdrawn: tuple[str, ...] = ()
    triples: int = 0
    failures: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    verified: bool = False


class _Writer(Protocol):
    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None: ...

    def drop(self, graph: NamedNode) -> None: ...


def load(
    store: Store,
    endpoint: Endpoint,
    client: Client,
    *,
    unnamed: NamedNode | None = None,
    journal: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Loaded:
    """Bring all graphs of ``store`` to the ``endpoint``; raises :class:`LoadError` when it cannot be reached.

    Triples that stand in no named graph go into the one called ``unnamed``; without a name for it they are refused: the
    endpoint's own default graph may hold what somebody else put there."""
    noted = _Journal.read(journal, endpoint.url)
    graphs = _graphs(store, unnamed)
    writer: _Writer = (_GraphStore if endpoint.way == "graph-store" else _Update)(endpoint, client)
    sent: list[str] = []
    failures: list[str] = []
    triples = 0
    for name in sorted(graphs):
        lines = sorted({f"{quad.triple} .\n" for graph in graphs[name] for quad in _in(store, graph)})
        mark = digest(*lines, length=32)
        if noted.graphs.get(name) == mark:
            continue
        noted.note(name, UNDERWAY)
        try:
            writer.replace(NamedNode(name), lines)
        except LoadError as error:
            if not sent and not noted.graphs:
                raise
            failures.append(f"{name}: {error}")
            continue
        noted.note(name, mark)
        sent.append(name)
        triples += len(lines)
        if progress:
            progress(name)
    gone = sorted(set(noted.graphs) - set(graphs))
    for name in gone:
        writer.drop(NamedNode(name))
        noted.note(name, None)
    differing = _differing(store, graphs, endpoint.query, client) if endpoint.query else ()
    unchanged = len(graphs) - len(sent) - len(failures)
    return Loaded(tuple(sent), unchanged, tuple(gone), triples, tuple(failures), tuple(differing), bool(endpoint.query))


@dataclass(frozen=True, slots=True)
class _GraphStore:
    """Writes by the Graph Store Protocol: a graph is addressed as ``URL?graph=IRI``."""

    endpoint: Endpoint
    client: Client

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        pieces = list(self.endpoint.pieces(lines))
        if len(pieces) == 1:
            self._send("PUT", graph, pieces[0])
            return
        self.drop(graph)
        for piece in pieces:
            self._send("POST", graph, piece)

    def drop(self, graph: NamedNode) -> None:
        gone = frozenset({404})
        self.client.send("DELETE", self.endpoint.url, params={"graph": graph.value}, fine=gone)

    def _send(self, method: str, graph: NamedNode, triples: bytes) -> None:
        headers = {"Content-Type": TURTLE}
        self.client.send(method, self.endpoint.url, params={"graph": graph.value}, content=triples, headers=headers)


@dataclass(frozen=True, slots=True)
class _Update:
    """Writes by SPARQL Update."""

    endpoint: Endpoint
    client: Client

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        side = NamedNode(f"urn:x-kg-load:{digest(graph.value)}")
        self.drop(side)
        for piece in self.endpoint.pieces(lines):
            self._send(f"INSERT DATA {{ GRAPH {side} {{\n".encode() + piece + b"} }")
        # Not MOVE: done a second time, because the answer to the first got lost, it would leave nothing.
        self._send(f"COPY {side} TO {graph}".encode())
        self.drop(side)

    def drop(self, graph: NamedNode) -> None:
        self._send(f"DROP SILENT GRAPH {graph}".encode())

    def _send(self, update: bytes) -> None:
        body = urlencode({"update": update}).encode()
        self.client.send("POST", self.endpoint.url, content=body, headers={"Content-Type": FORM})


def _graphs(store: Store, unnamed: NamedNode | None) -> Graphs:
    """Return the names of the graphs to be, with those of the store that go into each."""
    graphs: Graphs = {}
    for graph in store.named_graphs():
        if not isinstance(graph, NamedNode):
            raise LoadError("A graph that is named by a blank node cannot be addressed in a store: give it an IRI.")
        graphs[graph.value] = [graph]
    if next(_in(store, DefaultGraph()), None) is not None:
        if unnamed is None:
            raise LoadError(
                "These triples stand in no named graph, as those of a Turtle file: say with --graph IRI into which they"
                " are to go, or load a store, or a file in TriG or N-Quads, which has a graph for each article."
            )
        graphs.setdefault(unnamed.value, []).append(DefaultGraph())
    return graphs


def _in(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _differing(store: Store, graphs: Graphs, url: str, client: Client) -> Iterator[str]:
    """Yield the graphs of which the server has another number of triples, with both numbers."""
    for name in sorted(graphs):
        here = len({quad.triple for graph in graphs[name] for quad in _in(store, graph)})
        there = counted(NamedNode(name), url, client)
        if there != here:
            yield f"{name}: {here:,} triples here, {there:,} there"


def counted(graph: NamedNode, url: str, client: Client) -> int:
    """Return how many triples a server has in a graph; one graph at a time, for Virtuoso is slow with several."""
    answer = asked(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", url, client, RESULTS)
    try:
        return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise LoadError(f"{url} gives no results of SPARQL: {error!r}. Is it the address for queries?") from error


def asked(sparql: str, url: str, client: Client, accept: str) -> bytes:
    """Return what a SPARQL endpoint answers to a query."""
    body = urlencode({"query": sparql}).encode()
    return client.send("POST", url, content=body, headers={"Content-Type": FORM, "Accept": accept}).content


@dataclass(slots=True)
class _Journal:
    """The graphs that are at an endpoint, with their digests: lines of JSON, the last one of a graph counts."""

    path: Path | None
    url: str
    graphs: dict[str, str] = field(default_factory=dict)
    end: str = ""  # of a line that was cut off: the next one begins behind it

    @classmethod
    def read(cls, path: Path | None, url: str) -> _Journal:
        """Read what was noted for this endpoint; a line that was cut off is passed over, its graph is sent again."""
        journal = cls(path, url)
        if path is None or not path.exists():
            return journal
        text = path.read_text(encoding="utf-8", errors="replace")
        if text and not text.endswith("\n"):
            journal.end = "\n"
        for line in text.splitlines():
            try:
                one = json.loads(line)
                where, graph, mark = one["endpoint"], NamedNode(one["graph"]).value, one["digest"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if where == url:
                journal.graphs.pop(graph, None)
                if mark:
                    journal.graphs[graph] = mark
        return journal

    def note(self, graph: str, mark: str | None) -> None:
        """Note that a graph is there as it is, or (``None``) that it is there no more."""
        if self.path is None:
            return
        with self.path.open("a", encoding="utf-8") as file:
            file.write(self.end + json.dumps({"endpoint": self.url, "graph": graph, "digest": mark}) + "\n")
        self.end = ""
