"""One query answered: rows, triples or a yes or no, in the media type that is liked best and up to so many bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)

from kg.asking.query import DEEPEST, PREFIXES, explained, nests_too_deep, reaches_out
from kg.serving.media import chosen

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: What can become of a query.
Outcome = Literal["answered", "malformed", "refused", "not acceptable", "too large", "timed out", "failed"]

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


def answer(store: Store, question: Question, size: int) -> Reply:
    """Return the reply to one question."""
    if reaches_out(question.sparql):
        return Reply("refused", b"SERVICE would send the query to another machine; this graph alone is asked here.")
    try:
        graphs = [*map(NamedNode, question.default_graphs)], [*map(NamedNode, question.named_graphs)]
    except ValueError as error:
        return Reply("malformed", f"The address of a graph is an absolute IRI: {error}.".encode())
    try:
        return _answer(store, question, *graphs, size)
    except SyntaxError as error:
        return Reply("malformed", explained(question.sparql, error).encode())
    except TooLargeError:
        return Reply("too large", f"The answer has more than {size:,} bytes. Ask for less, or with LIMIT.".encode())
    except (OSError, RuntimeError, ValueError) as error:
        return Reply("failed", f"The query cannot be answered: {error}".encode())


def _answer(
    store: Store, question: Question, default: Sequence[NamedNode], named: Sequence[NamedNode], size: int
) -> Reply:
    if nests_too_deep(question.sparql):
        return Reply("malformed", f"The query nests brackets more than {DEEPEST:,} deep.".encode())
    given = bool(default or named)
    result = store.query(
        question.sparql,
        prefixes=PREFIXES,
        use_default_graph_as_union=not given,
        default_graph=[*default] if given else None,
        named_graphs=[*named] if given else None,
    )
    out = _Bounded(size)
    types = TRIPLE_TYPES if isinstance(result, QueryTriples) else ROW_TYPES
    kind = chosen(question.accept, tuple(types))
    if kind is None:
        return Reply("not acceptable", f"None of the formats asked for is known: choose {', '.join(types)}.".encode())
    if isinstance(result, QueryBoolean) and kind.startswith("text/"):
        return Reply("answered", str(bool(result)).lower().encode(), kind)
    if isinstance(result, QueryTriples):
        result.serialize(out, format=TRIPLE_TYPES[kind])
    else:
        result.serialize(out, format=ROW_TYPES[kind])
    return Reply("answered", out.getvalue(), kind)
