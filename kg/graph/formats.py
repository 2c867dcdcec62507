"""The formats of graphs: names, endings of files, and how each is written: the same quads give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg import iris
from kg.errors import KgError
from kg.graph.jsonld import jsonld
from kg.graph.layout import base_of, blocks
from kg.graph.rdf import order
from kg.graph.turtle import trig, turtle

_NAMESPACE = re.compile(rb'xmlns:[^=]+="[^"]*"')


class FormatError(KgError, ValueError):
    """There is no format of this name, or none that goes with this file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of graphs: the endings of its files, how it is written, and how pyoxigraph reads it."""

    suffixes: tuple[str, ...]
    chunks: Callable[[list[Quad]], Iterator[bytes]]
    reads: RdfFormat


def _turtle(quads: list[Quad]) -> Iterator[bytes]:
    return (piece.encode() for piece in turtle(quads, base=base_of(quads)))


def _trig(quads: list[Quad]) -> Iterator[bytes]:
    return (piece.encode() for piece in trig(quads, base=base_of(quads)))


def _jsonld(quads: list[Quad]) -> Iterator[bytes]:
    return (piece.encode() for piece in jsonld(quads))


def _nquads(quads: list[Quad]) -> Iterator[bytes]:
    return (f"{quad} .\n".encode() for quad in sorted(set(quads), key=order))


def _ntriples(quads: list[Quad]) -> Iterator[bytes]:
    return (f"{line} .\n".encode() for line in sorted({str(quad.triple) for quad in quads}))


def _rdfxml(quads: list[Quad]) -> Iterator[bytes]:
    """Yield RDF/XML. The namespaces are sorted, which the serializer leaves to chance, and a carriage return is written
    as a reference, since XML would read a bare one as a line feed."""
    triples = (
        Triple(block.subject, name, one)
        for block in blocks(quads)
        for name, objects in block.properties
        for one in objects
    )
    buffer = BytesIO()
    serialize(triples, buffer, format=RdfFormat.RDF_XML, prefixes=iris.PREFIXES)
    declaration, root, nodes = buffer.getvalue().split(b"\n", 2)
    yield declaration + b"\n<rdf:RDF " + b" ".join(sorted(_NAMESPACE.findall(root))) + b">\n"
    yield nodes.replace(b"\r", b"&#xD;")


FORMATS: Mapping[str, Format] = {
    "turtle": Format((".ttl",), _turtle, RdfFormat.TURTLE),
    "trig": Format((".trig",), _trig, RdfFormat.TRIG),
    "nquads": Format((".nq",), _nquads, RdfFormat.N_QUADS),
    "ntriples": Format((".nt",), _ntriples, RdfFormat.N_TRIPLES),
    "jsonld": Format((".jsonld",), _jsonld, RdfFormat.JSON_LD),
    "rdfxml": Format((".rdf", ".xml", ".owl"), _rdfxml, RdfFormat.RDF_XML),
}


def format_of(path: Path | str) -> str:
    """Return the name of the format that the ending of a file stands for.

    >>> format_of("graph.nq")
    'nquads'
    """
    suffix = Path(path).suffix.lower()
    for name, one in FORMATS.items():
        if suffix in one.suffixes:
            return name
    endings = ", ".join(suffix for one in FORMATS.values() for suffix in one.suffixes)
    raise FormatError(
        f"The ending of {str(path)!r} stands for no format of graphs: give the format, or one of {endings}."
    )


def named_format(name: str) -> Format:
    """Return the format of this name."""
    if name not in FORMATS:
        raise FormatError(f"There is no format of graphs {name!r}: choose one of {', '.join(FORMATS)}.")
    return FORMATS[name]
