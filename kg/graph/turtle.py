"""Turtle and TriG that people like to read: short names, one block for each subject, text on lines of its own.

The same triples give the same bytes, in whatever order they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from kg.graph.layout import Block, blocks, graph_blocks
from kg.graph.statements import Statements
from kg.iris import PREFIXES, RDF, XSD

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*)")
# A path that resolves against the base to just the base and itself: no scheme, no empty part, no dot parts.
_RELATIVE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:#[A-Za-z0-9=,_-]*)?")
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
#: So many IRIs are kept in their short form.
_KEPT = 8192
#: Where lines with several objects end.
_WIDTH = 110
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_QUOTE_BEFORE_QUOTE = re.compile(r'"(?="|\Z)')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class Shortener:
    """Writes terms in their shortest form; keeps what it wrote last, since predicates and entities come again."""

    def __init__(self, base: str | None, prefixes: Mapping[str, str]) -> None:
        self.base = base
        self.prefixes = prefixes
        self._iri = lru_cache(_KEPT)(self._shortened)

    def term(self, term: object) -> str:
        """Return one term as Turtle writes it."""
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, Triple):
            return f"<<( {self.term(term.subject)} {self.term(term.predicate)} {self.term(term.object)} )>>"
        return self._iri(term.value) if isinstance(term, NamedNode) else str(term)

    def predicate(self, name: NamedNode) -> str:
        """Return a predicate, the only place where ``a`` stands for a type."""
        return "a" if name.value == RDF + "type" else self.term(name)

    def _shortened(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace, local = iri[:cut], iri[cut:]
        if namespace in self.prefixes and _LOCAL.fullmatch(local):
            return f"{self.prefixes[namespace]}:{local}"
        below = relative(iri, self.base)
        return f"<{below}>" if below else f"<{_NOT_IN_IRI.sub(_escaped, iri)}>"

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        quoted = _quoted(literal.value)
        if literal.language:
            direction = f"--{literal.direction}" if literal.direction else ""
            return f"{quoted}@{literal.language}{direction}"
        return quoted if datatype == XSD + "string" else f"{quoted}^^{self.term(literal.datatype)}"


def relative(iri: str, base: str | None) -> str | None:
    """Return the path of an IRI below a base, ``None`` for one that does not lie there or would not come back."""
    return iri[len(base) :] if base and iri.startswith(base) and _RELATIVE.fullmatch(iri, len(base)) else None


def turtle(source: Statements) -> Iterator[str]:
    """Yield the union of all graphs as Turtle, piece by piece; names below the base are written relative to it."""
    short = _shortener(source.base())
    yield _head(short)
    for block in blocks(source):
        yield _block(block, short)


def trig(source: Statements) -> Iterator[str]:
    """Yield the graphs as TriG, piece by piece, in the order of their names and the default graph first."""
    short = _shortener(source.base())
    yield _head(short)
    for graph, members in graph_blocks(source):
        named = not isinstance(graph, DefaultGraph)
        yield f"\n{short.term(graph)} {{\n" if named else ""
        for block in members:
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
    lines = (_line(short.predicate(name), [short.term(one) for one in objects]) for name, objects in block.properties)
    return f"\n{short.term(block.subject)} " + " ;\n    ".join(lines) + " .\n"


def _line(name: str, objects: Sequence[str]) -> str:
    """Return a predicate with its objects; many are written below each other, as many on a line as fit."""
    line = f"{name} {', '.join(objects)}"
    if len(objects) == 1 or len(line) <= _WIDTH:
        return line
    rows = [f"        {objects[0]}"]
    for one in objects[1:]:
        if len(rows[-1]) + len(one) < _WIDTH:
            rows[-1] += f", {one}"
        else:
            rows.append(f"        {one}")
    return f"{name}\n" + ",\n".join(rows)


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
