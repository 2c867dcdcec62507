"""Loads a graph into a triple store and tells what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import NamedNode

from kg.commands.graphs import graph_at
from kg.commands.summary import shortened
from kg.graph.export import check_writable
from kg.loading.client import Client, LoadError, Patience
from kg.loading.load import Endpoint, Loaded, load

DONE, DIFFERENT, INCOMPLETE = 0, 1, 3

#: Why a server may have other triples than a journal says.
EMPTIED = "If something else writes there, or the store was emptied, load again without the journal, or remove it:"


def run_load(graph: Path, endpoint: Endpoint, patience: Patience, journal: Path | None, unnamed: str | None) -> int:
    """Load a graph and return the exit code."""
    name = _named(unnamed) if unnamed is not None else None
    if journal is not None:
        check_writable(journal)
    with Client(patience) as client:
        done = load(graph_at(graph), endpoint, client, unnamed=name, journal=journal)
    sys.stderr.write(told(endpoint, done))
    if done.differing:
        return DIFFERENT
    return INCOMPLETE if done.failures else DONE


def _named(iri: str) -> NamedNode:
    """Return the name of a graph; raise :class:`LoadError` when it is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise LoadError(
            f"--graph {iri!r} is no absolute IRI: {error}. Give one such as https://example.org/news."
        ) from error


def told(endpoint: Endpoint, done: Loaded) -> str:
    """Return what a load did, in lines."""
    sent = f"{len(done.sent):,} graphs sent ({done.triples:,} triples), {done.unchanged:,} there already"
    lines = [f"Loaded      {endpoint.url}: {sent}, {len(done.withdrawn):,} withdrawn"]
    if done.verified:
        same = "the same there as here" if not done.differing else f"not the same. {EMPTIED}"
        lines.append(f"Counted     {same}")
    for title, some in (("", done.differing), ("Failed", done.failures)):
        lines += [f"{title}:"] if some and title else []
        lines += shortened(some)
    return "\n".join(lines) + "\n"
