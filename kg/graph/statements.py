"""The statements of a graph, wherever they are kept: all of them, and those about one subject.

What is written subject by subject needs no more memory than the longest of them: the subjects are put in order by
:mod:`kg.graph.sorting`, and what is said of each is looked up when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, runtime_checkable

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kg import iris
from kg.errors import KgError
from kg.graph.sorting import in_order
from kg.graph.terms import A, named

Subject = NamedNode | BlankNode | Triple
GraphName = NamedNode | BlankNode | DefaultGraph

#: What the description of the whole is.
DATASET = named(iris.VOID + "Dataset")


class UnreadableError(KgError, OSError):
    """A graph cannot be read to its end."""


class UnwritableError(KgError, ValueError):
    """A graph says what a format has no way to say."""


@runtime_checkable
class Statements(Protocol):
    """Statements that can be read more than once."""

    def parts(self) -> Iterator[tuple[GraphName, Subject, Sequence[Quad]]]:
        """Yield all statements by graph and subject, in no order; the same two may come again."""

    def about(self, subject: Subject, graph: GraphName | None = None) -> Iterable[Quad]:
        """Return what is said of a subject, in one graph or in all; the same triple may come from several graphs."""

    def base(self) -> str | None:
        """Return the base IRI of the things in the graph, if it says so."""


#: Where statements come from: a store, which is read as it stands, a list, or what has been made of either.
Source = Store | Iterable[Quad] | Statements


class Stored:
    """The statements of a store; it must not change meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def parts(self) -> Iterator[tuple[GraphName, Subject, Sequence[Quad]]]:
        """Yield all statements by graph and subject."""
        try:
            for (graph, subject), quads in groupby(self._store, key=lambda quad: (quad.graph_name, quad.subject)):
                yield graph, subject, list(quads)
        except (OSError, RuntimeError) as error:
            raise _unreadable(error) from error

    def about(self, subject: Subject, graph: GraphName | None = None) -> Iterable[Quad]:
        """Return what is said of a subject."""
        try:
            return list(self._store.quads_for_pattern(subject, None, None, graph))
        except (OSError, RuntimeError) as error:
            raise _unreadable(error) from error

    def base(self) -> str | None:
        """Return the base IRI of the things in the graph, if it says so."""
        return base_of(self._store.quads_for_pattern(None, A, DATASET))


class Listed:
    """Statements in memory: numbers keep the form in which they are written, which a store does not keep."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._found: dict[Subject, dict[GraphName, list[Quad]]] = {}
        for quad in quads:
            self._found.setdefault(quad.subject, {}).setdefault(quad.graph_name, []).append(quad)

    def parts(self) -> Iterator[tuple[GraphName, Subject, Sequence[Quad]]]:
        """Yield all statements by graph and subject."""
        for subject, graphs in self._found.items():
            for graph, quads in graphs.items():
                yield graph, subject, quads

    def about(self, subject: Subject, graph: GraphName | None = None) -> Iterable[Quad]:
        """Return what is said of a subject."""
        graphs = self._found.get(subject, {})
        if graph is not None:
            return graphs.get(graph, ())
        return [quad for quads in graphs.values() for quad in quads]

    def base(self) -> str | None:
        """Return the base IRI of the things in the graph, if it says so."""
        return base_of(quad for graphs in self._found.values() for quads in graphs.values() for quad in quads)


def statements(source: Source) -> Statements:
    """Return the statements of a store or a list."""
    if isinstance(source, Statements):
        return source
    return Stored(source) if isinstance(source, Store) else Listed(source)


def base_of(quads: Iterable[Quad]) -> str | None:
    """Return the base IRI of a graph, which is known from the description of the whole; ``None`` without a good one."""
    described = (quad.subject for quad in quads if quad.object == DATASET and quad.predicate == A)
    bases = (one.value.removesuffix(iris.DATASET_KEY) for one in described if isinstance(one, NamedNode))
    return min(filter(iris.is_base, bases), default=None)


def lines(source: Statements, *, graphs: bool) -> Iterator[str]:
    """Yield the statements as lines of N-Quads, by graph, or as those of N-Triples, in the order of the text."""
    rows = ((graph_key(graph) if graphs else "", f"{subject} ") for graph, subject, _ in source.parts())
    for name, subject in in_order(rows):
        quads = source.about(subject_of(str(subject)), graph_of(str(name)) if graphs else None)
        end = f" {name} .\n" if name else " .\n"
        yield "".join(f"{triple}{end}" for triple in sorted({str(quad.triple) for quad in quads}))


def graph_key(graph: GraphName) -> str:
    """Return the name of a graph as text, which is empty for the default graph: it comes first."""
    return "" if isinstance(graph, DefaultGraph) else str(graph)


def graph_of(key: str) -> GraphName:
    """Return the graph that :func:`graph_key` gave this text for."""
    return subject_of(key) if key else DefaultGraph()


def subject_of(text: str) -> NamedNode | BlankNode:
    """Return the node that prints so.

    >>> subject_of("<https://example.org/a> "), subject_of("_:b0")
    (<NamedNode value=https://example.org/a>, <BlankNode value=b0>)
    """
    told = text.rstrip(" ")
    return NamedNode(told[1:-1]) if told.startswith("<") else BlankNode(told[2:])


def _unreadable(error: Exception) -> UnreadableError:
    return UnreadableError(
        f"The graph cannot be read to its end: {error}. If it is a store that was cleaned up meanwhile, run the same "
        "command again; if its files are damaged, take it back from a copy."
    )
