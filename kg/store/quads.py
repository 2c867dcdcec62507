"""Changes of the quads of a store, each in one transaction: all of it is seen, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.store.folder import StoreError


def graph_of(store: Store, graph: NamedNode) -> set[Quad]:
    """Return the quads of one named graph."""
    return set(store.quads_for_pattern(None, None, None, graph))


def packed(quads: Iterable[Quad]) -> bytes:
    """Return quads as bytes that :func:`unpacked` reads."""
    return bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def unpacked(data: bytes) -> list[Quad]:
    """Return the quads of some bytes."""
    return list(parse(data, format=RdfFormat.N_QUADS))


def replace_graphs(store: Store, new: Iterable[tuple[NamedNode, Sequence[Quad]]]) -> None:
    """Give each named graph the quads that it is to have; only what differs is written, all of it together.

    Raises :class:`StoreError` when it cannot be written; then nothing has changed."""
    gone: list[Quad] = []
    come: list[Quad] = []
    for graph, quads in new:
        missing = set(quads)
        for quad in store.quads_for_pattern(None, None, None, graph):
            if quad in missing:
                missing.remove(quad)
            else:
                gone.append(quad)
        come += missing
    try:
        if gone:
            store.update(f"{_clause('DELETE DATA', gone)} ; {_clause('INSERT DATA', come)}")
        elif come:
            store.extend(come)
    except OSError as error:
        raise StoreError(
            f"The store cannot be written: {error}. What it had is as it was: make room on the disk if it is full, "
            "and run the same command again."
        ) from error


def _clause(verb: str, quads: Sequence[Quad]) -> str:
    """Return one operation of a SPARQL update; terms print as they are written in SPARQL, text escaped."""
    return f"{verb} {{ {' '.join(f'GRAPH {quad.graph_name} {{ {quad.triple} }}' for quad in quads)} }}"
