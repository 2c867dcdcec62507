"""The graphs that commands are given: a file, standard input, or the folder of a store."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import Store

from kg.graph.export import read_graph
from kg.reasoning.inference import told
from kg.store.folder import is_linked, reading


def told_at(path: Path) -> Store:
    """Return the graph of a file or a store, without what ``kg export --infer`` has added to it."""
    return told(graph_at(path))


def graph_at(path: Path) -> Store:
    """Return the graph of a file, or of a store; a store whose last build was interrupted is told of."""
    if not path.is_dir():
        return read_graph(path)
    store = reading(path)
    if not is_linked(path):
        print(
            f"kg: the last build of {path} did not come to its end: what links its articles may be older. "
            "Run it again.",
            file=sys.stderr,
        )
    return store
