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
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from pyoxigraph import Store

from kg.serving.answer import Question, Reply, answer
from kg.store.folder import ARTICLES

#: Seconds that a process may take to start, and that a query may wait for a free one.
STARTING, WAITING = 60.0, 60.0
READY = "ready"
#: Bytes of memory that one query may need.
MEMORY = 4 << 30


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
    archive = graph.parent / ARTICLES
    return archive.stat().st_mtime if archive.exists() else 0.0
