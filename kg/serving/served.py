"""What is served: a store, snapshots of it for pages, processes for queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from kg.graph.export import read_graph
from kg.graph.view import GraphView
from kg.iris import DEFAULT_BASE
from kg.serving.described import Described, described
from kg.serving.pool import Pool, state_of
from kg.store.folder import GRAPH, is_store, reading


@dataclass(frozen=True)
class Snapshot:
    """The quads as they stood at a time, and what they say of themselves, which is found out once."""

    store: Store
    state: float

    @cached_property
    def described(self) -> Described:
        """What the graph says of itself."""
        return described(self.store)


@dataclass(slots=True)
class Served:
    """The quads in ``graph``, the latest snapshot of them, and the processes that answer queries."""

    graph: Path
    pool: Pool
    base: str
    latest: Snapshot

    def snapshot(self) -> Snapshot:
        """Return the quads as they stand, taken anew when the store has changed."""
        now = state_of(self.graph)
        if now != self.latest.state:
            self.latest = Snapshot(Store.read_only(str(self.graph)), now)
        return self.latest


@contextmanager
def serving(path: Path, *, workers: int, seconds: float, size: int) -> Iterator[Served]:
    """Make a store, or the graph in a file, ready to be served; a file is read once, into a folder that goes away."""
    with _on_disk(path) as graph:
        now = Snapshot(Store.read_only(str(graph)), state_of(graph))
        pool = Pool(graph, workers=workers, seconds=seconds, size=size)
        try:
            yield Served(graph, pool, GraphView(now.store).base() or DEFAULT_BASE, now)
        finally:
            pool.close()


@contextmanager
def _on_disk(path: Path) -> Iterator[Path]:
    """Give the folder of the quads of a store, or of a copy of a graph in a file."""
    if path.is_dir() or is_store(path):
        reading(path)
        yield path / GRAPH
        return
    with TemporaryDirectory(prefix="kg-serve-") as folder:
        copy = Store(f"{folder}/{GRAPH}")
        copy.bulk_extend(read_graph(path))
        copy.flush()
        del copy
        yield Path(folder) / GRAPH
