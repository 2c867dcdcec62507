"""The formats of graphs: names, endings of files, and how each is written: the same quads give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg import iris
from kg.errors import KgError
from kg.graph.jsonld import jsonld
from kg.graph.layout import Block, blocks
from kg.graph.statements import Source, Statements, UnwritableError, lines, statements
from kg.graph.terms import UNWRITABLE
from kg.graph.turtle import trig, turtle

#: The end of an IRI that can be the name of an element.
_XML_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
#: Words of the syntax of RDF/XML, which are no names of properties there.
_XML_WORDS = {
    iris.RDF + name
    for name in (
        *("Description", "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "li", "datatype"),
        *("aboutEach", "aboutEachPrefix"),
    )
}


class FormatError(KgError, ValueError):
    """There is no format of this name, or none that goes with this file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of graphs: the endings of its files, how it is written, and how pyoxigraph reads it."""

    suffixes: tuple[str, ...]
    pieces: Callable[[Statements], Iterator[str]]
    reads: RdfFormat

    def chunks(self, source: Source) -> Iterator[bytes]:
        """Yield the bytes of a graph, piece by piece; the same quads give the same bytes, wherever they are kept."""
        return (piece.encode() for piece in self.pieces(statements(source)))


def _rdfxml(source: Statements) -> Iterator[str]:
    """Yield RDF/XML, a subject at a time. The namespaces are sorted, which the serializer leaves to chance, and a
    carriage return is written as a reference, since XML would read a bare one as a line feed."""
    names = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in sorted(iris.PREFIXES.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'
    for block in blocks(source):
        _check_xml(block)
        triples = (Triple(block.subject, name, one) for name, objects in block.properties for one in objects)
        whole = serialize(triples, format=RdfFormat.RDF_XML, prefixes=iris.PREFIXES) or b""
        nodes = whole.split(b"\n", 2)[2].rpartition(b"</rdf:RDF>")[0]
        yield nodes.decode().replace("\r", "&#xD;")
    yield "</rdf:RDF>\n"


def _check_xml(block: Block) -> None:
    """Raise :class:`UnwritableError` for what no reader of RDF/XML would take; a graph of others can have it."""
    for name, objects in block.properties:
        if name.value in _XML_WORDS or not _XML_NAME.search(name.value):
            raise UnwritableError(f"RDF/XML has no name for the property <{name.value}>: write Turtle.")
        for one in objects:
            odd = isinstance(one, Literal) and (one.direction or UNWRITABLE.search(one.value))
            if odd or isinstance(one, Triple):
                raise UnwritableError(
                    f"RDF/XML cannot hold the value {str(one)[:80]!r} of <{name.value}>: write Turtle."
                )


FORMATS: Mapping[str, Format] = {
    "turtle": Format((".ttl",), turtle, RdfFormat.TURTLE),
    "trig": Format((".trig",), trig, RdfFormat.TRIG),
    "nquads": Format((".nq",), partial(lines, graphs=True), RdfFormat.N_QUADS),
    "ntriples": Format((".nt",), partial(lines, graphs=False), RdfFormat.N_TRIPLES),
    "jsonld": Format((".jsonld",), jsonld, RdfFormat.JSON_LD),
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
