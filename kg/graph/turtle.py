"""Turtle and TriG that people like to read: short names, one block for each subject, text on lines of its own.

The same triples give the same bytes, in whatever order they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.layout import Block, blocks
from kg.iris import PREFIXES, RDF, XSD

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*)")
# A path that resolves against the base to just the base and itself: no scheme, no empty part, no dot parts.
_RELATIVE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:#[A-Za-z0-9=,_-]*)?")
_BARE = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_QUOTE_BEFORE_QUOTE = re.compile(r'"(?="|\Z)')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class Shortener:
    """Writes terms in their shortest form; keeps what it has written, since predicates and entities come again."""

    base: str | None
    prefixes: Mapping[str, str]
    known: dict[object, str] = field(default_factory=dict)

    def term(self, term: object) -> str:
        """Return one term as Turtle writes it."""
        if isinstance(term, Literal):
            return self._literal(term)
        if not isinstance(term, NamedNode):
            return str(term)
        if term not in self.known:
            self.known[term] = self._iri(term.value)
        return self.known[term]

    def _iri(self, iri: str) -> str:
        if iri == RDF + "type":
            return "a"
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace, local = iri[:cut], iri[cut:]
        if namespace in self.prefixes and _LOCAL.fullmatch(local):
            return f"{self.prefixes[namespace]}:{local}"
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return f"<{_NOT_IN_IRI.sub(_escaped, iri)}>"

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        quoted = _quoted(literal.value)
        if literal.language:
            return f"{quoted}@{literal.language}"
        return quoted if datatype == XSD + "string" else f"{quoted}^^{self.term(literal.datatype)}"


def turtle(quads: Iterable[Quad], *, base: str | None = None) -> Iterator[str]:
    """Yield the union of all graphs as Turtle, piece by piece; names below ``base`` are written relative to it."""
    short = _shortener(base)
    yield _head(short)
    for block in blocks(quads):
        yield _block(block, short)


def trig(quads: Iterable[Quad], *, base: str | None = None) -> Iterator[str]:
    """Yield the graphs as TriG, piece by piece, in the order of their names and the default graph first."""
    short = _shortener(base)
    yield _head(short)
    in_order = sorted(quads, key=_graph_order)
    for _, members in groupby(in_order, key=_graph_order):
        graph = list(members)
        named = not isinstance(graph[0].graph_name, DefaultGraph)
        yield f"\n{short.term(graph[0].graph_name)} {{\n" if named else ""
        for block in blocks(graph):
            yield _block(block, short)
        yield "}\n" if named else ""


def _shortener(base: str | None) -> Shortener:
    """Return a shortener; against a base that does not end in a slash names would resolve to something else."""
    usable = base if base and base.endswith("/") else None
    return Shortener(usable, {namespace: prefix for prefix, namespace in PREFIXES.items()})


def _head(short: Shortener) -> str:
    """Return the base and the prefixes."""
    lines = [f"@base <{short.base}> ."] if short.base else []
    return "".join(f"{line}\n" for line in [*lines, *(f"@prefix {p}: <{n}> ." for n, p in short.prefixes.items())])


def _block(block: Block, short: Shortener) -> str:
    """Return all that is said of one subject."""
    lines = (f"{short.term(name)} {', '.join(map(short.term, objects))}" for name, objects in block.properties)
    return f"\n{short.term(block.subject)} " + " ;\n    ".join(lines) + " .\n"


def _graph_order(quad: Quad) -> tuple[bool, str]:
    return not isinstance(quad.graph_name, DefaultGraph), str(quad.graph_name)


def _quoted(text: str) -> str:
    """Return a string between quotes: three of them, with the line breaks as they are, when it has several lines.

    Characters that do not show (controls, marks of direction) are written as escapes: what one sees is what is there.
    """
    if "\n" not in text:
        return f'"{"".join(map(_character, text))}"' if _needs_escape(text) else f'"{text}"'
    lines = (
        line if line.isprintable() and "\\" not in line else "".join(c if c == '"' else _character(c) for c in line)
        for line in text.split("\n")
    )
    return '"""' + _QUOTE_BEFORE_QUOTE.sub(r'\\"', "\n".join(lines)) + '"""'


def _needs_escape(text: str) -> bool:
    return '"' in text or "\\" in text or not text.isprintable()


def _character(character: str) -> str:
    """Return a character of a string, escaped when it would end the string or not show."""
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    return character if character.isprintable() else _unicode_escape(character)


def _escaped(match: re.Match[str]) -> str:
    return _unicode_escape(match[0])


def _unicode_escape(character: str) -> str:
    """Return ``\\uXXXX``, or ``\\UXXXXXXXX`` beyond the basic plane."""
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
