"""What a validation found: frozen findings in words, and the same as a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pyoxigraph as ox

from kg import iris

SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/kg-news/shapes#"
TYPE = ox.NamedNode(iris.RDF + "type")

#: Prefixes of messages and reports; shapes and what SHACL itself says come up in reports alone.
PREFIXES = {**iris.PREFIXES, "ks": SHAPES, "sh": SH}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Result:
    """What a shape or check found, before it is told in words: ``rule`` is the message of the shape or check.

    ``shape``, ``component`` and ``severity`` are local names."""

    severity: str
    focus: Term
    path: str | None
    value: Term | None
    rule: str
    shape: str
    component: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and in ``message`` what to do about it.

    ``focus`` is the node at fault and ``path`` the property, as IRIs; ``value`` is a term as N-Triples write it;
    ``shape`` is the name of the shape or check that failed, ``component`` the kind of its constraint (``MinCount``),
    and ``severity`` is ``Violation``, ``Warning`` or ``Info``."""

    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str
    shape: str
    component: str

    def order(self) -> tuple[str, ...]:
        """Return the key by which findings are sorted: the node, then the shape, then what it found there."""
        return self.focus, self.shape, self.component, self.path or "", self.value or "", self.message


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a graph, in order."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def to_turtle(self) -> str:
        """Write the report in Turtle, with the terms of SHACL, the prefixes (which come in any order) sorted."""
        lines = self._written(ox.RdfFormat.TURTLE, PREFIXES).splitlines(keepends=True)
        head = [line for line in lines if line.startswith("@prefix ")]
        return "".join(sorted(head) + lines[len(head) :])

    def to_jsonld(self) -> str:
        """Write the report in JSON-LD, with the terms of SHACL in full."""
        return self._written(ox.RdfFormat.JSON_LD)

    def _written(self, format_: ox.RdfFormat, prefixes: Mapping[str, str] | None = None) -> str:
        stream = BytesIO()
        ox.serialize(self.triples(), stream, format=format_, prefixes=dict(prefixes or {}))
        return stream.getvalue().decode()

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of the report: one ``sh:ValidationReport`` with a result for each finding."""
        report = ox.BlankNode("report")
        yield ox.Triple(report, TYPE, _sh("ValidationReport"))
        yield ox.Triple(report, _sh("conforms"), ox.Literal(self.conforms))
        for number, finding in enumerate(self.findings, start=1):
            result = ox.BlankNode(f"result{number}")
            yield ox.Triple(report, _sh("result"), result)
            yield from _result(result, finding)


def short(term: Term | None, *, limit: int = 80) -> str:
    """Write a term for people: IRIs with a known prefix, literals in quotes and not longer than ``limit``.

    >>> short(ox.NamedNode(iris.KG + "Claim")), short(ox.Literal("one\\ntwo"), limit=6)
    ('kg:Claim', '"one\\\\nt…"')
    """
    if isinstance(term, ox.NamedNode):
        return short_iri(term.value)
    if isinstance(term, ox.Literal):
        text = term.value.replace("\n", "\\n").replace("\r", "\\r")
        return f'"{text if len(text) <= limit else text[: limit - 1] + "…"}"'
    return str(term)


def short_iri(iri: str) -> str:
    """Write an IRI with its prefix when it has a known one, else in angle brackets.

    >>> short_iri("https://w3id.org/kg-news/ontology#begin"), short_iri("https://example.org/x")
    ('kg:begin', '<https://example.org/x>')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri if iri.startswith("_:") else f"<{iri}>"


def _result(result: ox.BlankNode, finding: Finding) -> Iterator[ox.Triple]:
    """Yield the triples of one finding."""
    facts = (
        ("focusNode", _node(finding.focus)),
        ("resultPath", None if finding.path is None else ox.NamedNode(finding.path)),
        ("value", None if finding.value is None else _parsed(finding.value)),
        ("resultSeverity", _sh(finding.severity)),
        ("sourceConstraintComponent", _sh(finding.component + "ConstraintComponent")),
        ("sourceShape", ox.NamedNode(SHAPES + finding.shape)),
        ("resultMessage", ox.Literal(finding.message)),
    )
    yield ox.Triple(result, TYPE, _sh("ValidationResult"))
    for name, value in facts:
        if value is not None:
            yield ox.Triple(result, _sh(name), value)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(name.removeprefix("_:")) if name.startswith("_:") else ox.NamedNode(name)


def _parsed(term: str) -> Term:
    """Return the term that N-Triples write like this."""
    parsed: Term = next(ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES)).object
    return parsed
