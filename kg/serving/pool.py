"""Processes that answer queries, each over a snapshot of the graph; one that takes too long is ended and replaced.

A query cannot be stopped from within, so that a time limit needs a process to end. Snapshots are taken anew when the
store has changed.
"""

from __future__ import annotations

import multiprocessing
import queue
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)

from kg.asking.query import PREFIXES, reaches_out

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: What can become of a query.
Outcome = Literal["answered", "malformed", "refused", "not acceptable", "too large", "timed out", "failed"]

#: Seconds that a process may take to start, and that a query may wait for a free one.
STARTING, WAITING = 60.0, 60.0
READY = "ready"
#: Bytes of memory that one query may need.
MEMORY = 4 << 30

#: The ways to write rows, and true and false, by their media types; the first is preferred.
ROW_TYPES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
#: The ways to write triples, by their media types; the first is preferred.
TRIPLE_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs that it is put to (none: all of them), and the media types that will do, best first."""

    sparql: str
    accept: tuple[str, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a query: the answer in its media type, or what is wrong in words."""

    outcome: Outcome
    body: bytes
    media_type: str = "text/plain; charset=utf-8"


class Busy(RuntimeError):  # noqa: N818 - it is a state, no fault
    """All workers stayed busy for as long as a query may wait."""


class Pool:
    """So many ``workers`` over the quads in ``graph``; each query may take ``seconds`` and give ``size`` bytes."""

    def __init__(self, graph: Path, *, workers: int, seconds: float, size: int) -> None:
        self._graph, self._seconds, self._size = graph, seconds, size
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all = [_Worker(graph, size) for _ in range(workers)]
        for worker in self._all:
            self._idle.put(worker)

    def ask(self, question: Question) -> Reply:
        """Return the reply to a question; raises :class:`Busy` when no worker becomes free."""
        with self._worker() as worker:
            return worker.ask(question, self._seconds)

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        try:
            worker = self._idle.get(timeout=WAITING)
        except queue.Empty:
            raise Busy from None
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()


class _Worker:
    """One process; it is started when it is first needed, and again when it has been ended."""

    def __init__(self, graph: Path, size: int) -> None:
        self._graph, self._size = graph, size
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, question: Question, seconds: float) -> Reply:
        """Put a question and wait for the reply; the process is ended when it takes longer, or has died."""
        line = self._started()
        try:
            line.send(question)
            if line.poll(seconds):
                reply: Reply = line.recv()
                return reply
        except (EOFError, OSError):
            self.end()
            return Reply("failed", b"The query needs more than this machine has.")
        self.end()
        return Reply("timed out", f"The query took more than {seconds:g} seconds. Ask for less.".encode())

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _started(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self.end()
            context = multiprocessing.get_context("spawn")
            self._line, other = context.Pipe()
            self._process = context.Process(target=_work, args=(self._graph, self._size, other), daemon=True)
            self._process.start()
            other.close()
            if self._line.poll(STARTING):
                self._line.recv()
        return self._line


class TooLargeError(Exception):
    """An answer has more bytes than it may have."""


class _Bounded(BytesIO):
    """Keeps what is written, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def write(self, data: Buffer, /) -> int:
        written = super().write(data)
        if self.tell() > self._size:
            raise TooLargeError
        return written


def _work(graph: Path, size: int, line: Connection) -> None:
    """Answer the questions that come along a line until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seen: float | None = None
    store: Store | None = None
    with suppress(EOFError, OSError):
        line.send(READY)
        while True:
            question = line.recv()
            now = state_of(graph)
            if store is None or now != seen:
                store, seen = Store.read_only(str(graph)), now
            line.send(answer(store, question, size))


def state_of(graph: Path) -> float:
    """Return what changes when a build of the store comes to its end."""
    archive = graph.parent / "articles.sqlite"
    return archive.stat().st_mtime if archive.exists() else 0.0


def answer(store: Store, question: Question, size: int) -> Reply:
    """Return the reply to one question."""
    if reaches_out(question.sparql):
        return Reply("refused", b"SERVICE would send the query to another machine; this graph alone is asked here.")
    try:
        return _answer(store, question, size)
    except SyntaxError as error:
        return Reply("malformed", f"This is no SPARQL query: {error.msg}".encode())
    except TooLargeError:
        return Reply("too large", f"The answer has more than {size:,} bytes. Ask for less, or with LIMIT.".encode())
    except (OSError, RuntimeError, ValueError) as error:
        return Reply("failed", f"The query cannot be answered: {error}".encode())


def _answer(store: Store, question: Question, size: int) -> Reply:
    graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in question.default_graphs]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in question.named_graphs]
    given = bool(graphs or named)
    result = store.query(
        question.sparql,
        prefixes=PREFIXES,
        use_default_graph_as_union=not given,
        default_graph=graphs if given else None,
        named_graphs=named if given else None,
    )
    out = _Bounded(size)
    types = TRIPLE_TYPES if isinstance(result, QueryTriples) else ROW_TYPES
    chosen = next((kind for wanted in question.accept for kind in types if _fits(kind, wanted)), None)
    if chosen is None and question.accept:
        return Reply("not acceptable", f"None of the formats asked for is known: choose {', '.join(types)}.".encode())
    chosen = chosen or next(iter(types))
    if isinstance(result, QueryBoolean) and chosen.startswith("text/"):
        return Reply("answered", str(bool(result)).lower().encode(), chosen)
    if isinstance(result, QueryTriples):
        result.serialize(out, format=TRIPLE_TYPES[chosen])
    else:
        result.serialize(out, format=ROW_TYPES[chosen])
    return Reply("answered", out.getvalue(), chosen)


def _fits(kind: str, wanted: str) -> bool:
    """Tell whether a media type is the one that is wanted; ``*`` stands for any."""
    return wanted in {kind, "*/*"} or (wanted.endswith("/*") and kind.startswith(wanted[:-1]))
