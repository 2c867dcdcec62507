"""RDF terms in their one canonical form: literals that every format can carry and every store keeps as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.iris import KG, LEXICON, RDF, XSD, article_key, iri, mention_iri
from kg.model import Span

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

#: Characters that XML cannot carry; reading replaces each of them by U+FFFD, so that offsets stay as they are.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_INSTANTS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


class TermError(ValueError):
    """A value that has no valid literal or IRI."""


@cache
def named(iri: str) -> NamedNode:
    """Return the node of a term of a vocabulary; there are few, and each is used often."""
    return NamedNode(iri)


def kg(name: str) -> NamedNode:
    """Return the node of a term of our own ontology.

    >>> kg("Airstrike").value
    'https://w3id.org/kg-news/ontology#Airstrike'
    """
    return named(KG + name)


A = named(RDF + "type")


def text(value: str) -> Literal:
    """Return a plain literal; raise :class:`TermError` for a character that not every format can carry."""
    return Literal(_writable(value))


def typed(value: str, datatype: str) -> Literal:
    """Return a literal of the XSD datatype with this local name."""
    return Literal(_writable(value), datatype=named(XSD + datatype))


def integer(value: int) -> Literal:
    """Return an ``xsd:integer``."""
    return typed(str(int(value)), "integer")


def decimal(value: float, *, digits: int = 6) -> Literal:
    """Return an ``xsd:decimal`` without zeros that say nothing, which is the form that stores keep.

    >>> decimal(0.850).value, decimal(1.0).value, decimal(-0.0).value, decimal(61.39).value
    ('0.85', '1', '0', '61.39')
    """
    short = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return typed("0" if short == "-0" else short, "decimal")


def instant(value: str) -> Literal:
    """Return a day, a month or a year of the calendar, as ``value`` has it.

    >>> [instant(value).datatype.value.rsplit("#")[1] for value in ("2024-01-18", "2023-12", "2015")]
    ['date', 'gYearMonth', 'gYear']
    """
    for pattern, datatype in _INSTANTS:
        if pattern.fullmatch(value):
            return typed(value, datatype)
    raise TermError(f"The time {value!r} is none of 2024-01-18 (a day), 2024-01 (a month) and 2024 (a year).")


def rule(name: str) -> NamedNode:
    """Return the IRI of the rule that a claim names: an entry of our lexicon, or of the user's by its full IRI.

    >>> rule("lexicon#strike-verb").value, rule("https://example.org/mine#x").value
    ('https://w3id.org/kg-news/lexicon#strike-verb', 'https://example.org/mine#x')
    """
    if name.startswith(("http://", "https://")):
        return NamedNode(name)
    return NamedNode(LEXICON + quote(name.removeprefix("lexicon#"), safe="~"))


@dataclass(frozen=True, slots=True)
class Minter:
    """Gives the nodes below one base IRI."""

    base: str

    def node(self, key: str) -> NamedNode:
        """Return the node of a key."""
        return NamedNode(iri(self.base, key))

    def article(self, doc_id: str) -> NamedNode:
        """Return the node of the article with this document id."""
        return self.node(article_key(doc_id))

    def mention(self, article: NamedNode, span: Span) -> NamedNode:
        """Return the node of the characters ``span`` of an article."""
        return NamedNode(mention_iri(article.value, span.start, span.end))


def number_triples(node: NamedNode, **numbers: int | None) -> Iterator[Triple]:
    """Yield numbers by the names of their properties; one that is open is left out."""
    for name, value in numbers.items():
        if value is not None:
            yield node, kg(name), integer(value)


def _writable(value: str) -> str:
    """Return ``value``; a character that was not replaced when reading is an error of the program."""
    found = UNWRITABLE.search(value)
    if found:
        raise TermError(
            f"The text {value[:60]!r} has the character U+{ord(found[0]):04X} at offset {found.start()}, which RDF/XML "
            "cannot carry. Replace it by U+FFFD when reading the document."
        )
    return value
