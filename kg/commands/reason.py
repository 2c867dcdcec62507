"""Tells what in the ontology, or in a graph, contradicts the ontology."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal

from kg.commands.graphs import graph_at
from kg.graph.terms import UNWRITABLE
from kg.reasoning.contradictions import Contradiction, Report, reason
from kg.reasoning.pellet import Limits, installed
from kg.validation.findings import short

DONE, CONTRADICTORY = 0, 1

#: How many articles are named as those that a node comes from.
ARTICLES = 3


def run_reason(graph: Path | None, format_: str, extra: Sequence[Path], limits: Limits) -> int:
    """Check the ontology and a graph, print what was found and return the exit code."""
    installed()
    report = reason(None if graph is None else graph_at(graph), extra=extra, limits=limits)
    sys.stdout.writelines(report.to_jsonl() if format_ == "jsonl" else told(report, graph))
    return DONE if report.consistent else CONTRADICTORY


def told(report: Report, graph: Path | None) -> Iterator[str]:
    """Yield a report in lines for people."""
    for one in report.contradictions:
        yield from (UNWRITABLE.sub("\ufffd", line) for line in _told(one))
    for axiom in report.whole:
        yield f"There are axioms of the kind {axiom}: the whole graph was put to the reasoner.\n"
    found = len(report.contradictions)
    verdict = "no contradiction" if not found else f"{found:,} contradiction{'s' * (found > 1)}"
    what = "the ontology" if graph is None else f"{graph}: {report.triples:,} triples, {report.kinds:,} kinds of nodes"
    yield f"{what}: {verdict}\n" if graph is None else f"{what}, {verdict} with the ontology\n"


def _told(one: Contradiction) -> Iterator[str]:
    name = f"<{one.node}>" if one.node else "All of it together"
    yield f"{short(Literal(one.label))} {name}\n" if one.label else f"{name}\n"
    yield f"    {' and '.join(one.facts)};\n"
    yield f"    but {', and '.join(one.because)}.\n"
    yield from (f"      {triple}\n" for triple in one.triples)
    yield from (f"      in {article}\n" for article in one.articles[:ARTICLES])
    if len(one.articles) > ARTICLES:
        yield f"      and in {len(one.articles) - ARTICLES:,} more articles\n"
