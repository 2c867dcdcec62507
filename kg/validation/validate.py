"""Checks a graph: every node against its shape (SHACL core), and what ties nodes together by SPARQL queries.

Shapes and queries are files (``shapes/``). Shapes do not look across named graphs, so the union is checked. What is
found is told in words; :class:`kg.validation.findings.Report` writes it as a SHACL report too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.graph.export import read_graph
from kg.iris import KG, RDFS
from kg.lexicon import lexicon_files
from kg.ontology import load_ontology, parse
from kg.resources import path_of
from kg.validation.checks import Check, load_checks, run_checks
from kg.validation.findings import TYPE, Finding, Report, Result, Term, short, short_iri
from kg.validation.near import Near

#: The predicates of the ontology that shapes and checks look up; the rest of it stays out of the data.
SCHEMA = tuple(map(ox.NamedNode, (RDFS + "subClassOf", RDFS + "subPropertyOf", KG + "relation", KG + "symmetric")))

#: What is wrong with a node, by the kind of constraint; the shape's own message says what must hold and what to do.
PROBLEMS: Mapping[str, str] = {
    "MinCount": "has no {path}",
    "MaxCount": "has more than one {path}",
    "HasValue": "lacks a value of {path}",
}


def validate(graph: Path | str | Iterable[ox.Quad], *, extra: Sequence[Path] = ()) -> Report:
    """Check a graph, from a file or as quads; files in ``extra`` add event types to the ontology.

    Raises :class:`kg.graph.export.GraphError` when the file is no graph.
    """
    quads = read_graph(graph) if isinstance(graph, Path | str) else graph
    return _report(quads, path_of("shapes/kg.ttl"), load_checks(path_of("shapes/checks")), extra)


def validate_near(part: Near, *, extra: Sequence[Path] = ()) -> Report:
    """Check those nodes of a part of a graph that are to be checked; files in ``extra`` add event types."""
    from kg.validation.shacl import run_shapes  # noqa: PLC0415 - imports pySHACL, which takes a while

    data, schema = list(dict.fromkeys(quad.triple for quad in part.quads)), _schema(extra)
    shapes, relations = parse(path_of("shapes/kg.ttl")), load_ontology(extra=extra).relations
    results = run_shapes(data, schema, shapes, relations=relations, only=part.nodes | part.named)
    checked = run_checks((*data, *schema), load_checks(path_of("shapes/checks")))
    results.extend(one for one in checked if one.focus in part.nodes)
    kinds = _kinds(data)
    return Report(tuple(sorted({_finding(one, kinds) for one in results}, key=Finding.order)))


def validate_lexicon(extra: Sequence[Path] = ()) -> Report:
    """Check the lexicon of the package together with the files in ``extra``, which may define event types too.

    Raises :class:`kg.ontology.OntologyError` when a file is not Turtle.
    """
    quads = [quad for path in (*lexicon_files(), *extra) for quad in parse(path)]
    return _report(quads, path_of("shapes/lexicon.ttl"), load_checks(path_of("shapes/lexicon-checks")), extra)


def _report(quads: Iterable[ox.Quad], shapes: Path, checks: Sequence[Check], extra: Sequence[Path]) -> Report:
    """Run shapes and checks on the union of all graphs, together with the schema."""
    from kg.validation.shacl import run_shapes  # noqa: PLC0415 - imports pySHACL, which takes a while

    data = list(dict.fromkeys(quad.triple for quad in quads))
    kinds = _kinds(data)
    schema = _schema(extra)
    results = run_shapes(data, schema, parse(shapes), relations=load_ontology(extra=extra).relations)
    results.extend(run_checks((*data, *schema), checks))
    return Report(tuple(sorted({_finding(result, kinds) for result in results}, key=Finding.order)))


def _kinds(data: Iterable[ox.Triple]) -> dict[Term, str]:
    """Return what each node is, for messages; one that is several things is the last of them in the alphabet."""
    typed = [(short(triple.object).removeprefix("kg:"), triple.subject) for triple in data if triple.predicate == TYPE]
    return {subject: kind for kind, subject in sorted(typed, key=lambda pair: pair[0])}


def _schema(extra: Sequence[Path]) -> list[ox.Triple]:
    """List the triples of the ontology that shapes and checks look up."""
    files = (path_of("ontology/kg.ttl"), *extra)
    return [quad.triple for file in files for quad in parse(file) if quad.predicate in SCHEMA]


def _finding(result: Result, kinds: Mapping[Term, str]) -> Finding:
    """Tell a result in words: which node, what is wrong with it, what must hold and what to do."""
    name = short_iri(_name(result.focus)) if isinstance(result.focus, ox.NamedNode) else str(result.focus)
    return Finding(
        severity=result.severity,
        focus=_name(result.focus),
        path=result.path,
        value=None if result.value is None else str(result.value),
        message=f"{kinds.get(result.focus, 'Node')} {name}{_problem(result)} {result.rule}",
        shape=result.shape,
        component=result.component,
    )


def _problem(result: Result) -> str:
    """Say what is wrong with the node; a check says so itself."""
    if result.component == "SPARQL":
        return ":"
    if result.path is None:
        return " is not as it has to be."
    if result.component in PROBLEMS:
        return f" {PROBLEMS[result.component].format(path=short_iri(result.path))}."
    return f" has {short_iri(result.path)} {short(result.value)}."


def _name(focus: Term) -> str:
    """Return the IRI of a node, or its label with ``_:`` in front."""
    return focus.value if isinstance(focus, ox.NamedNode) else str(focus)
