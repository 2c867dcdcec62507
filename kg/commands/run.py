"""What the commands do, apart from reading their options: each function returns the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.asking.query import ask, written
from kg.building import Build, Options, build
from kg.commands.console import Progress, limited, style_of
from kg.commands.graphs import graph_at, told_at
from kg.commands.info import facts
from kg.commands.summary import summarise
from kg.commands.upkeep import told
from kg.explaining.explain import explain
from kg.explaining.text import render
from kg.graph.export import EVENTS, STREAM, check_format, check_writable, chosen_format, write, write_pieces
from kg.graph.formats import FORMATS, FormatError
from kg.graph.records import abstentions
from kg.ledger import read as ledger
from kg.ledger.text import records
from kg.ledger.text import render as render_ledger
from kg.lexicon import load_lexicon
from kg.reading.paths import expected
from kg.reasoning.inference import Inferred, Level, load_rules
from kg.update import remove, update

DONE, NONCONFORMING, REFUSED, INCOMPLETE = 0, 1, 2, 3

#: The format of a graph that goes to standard output.
DEFAULT_FORMAT = "turtle"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the results of a build go. Without ``graph`` it goes to standard output, unless that is a terminal."""

    graph: Path | None = None
    format: str | None = None
    events: Path | None = None
    report: Path | None = None

    def check(self) -> None:
        """Raise an error when something could not be written at the end, before the work begins."""
        for path in (self.graph, self.events, self.report):
            if path is not None:
                check_writable(path)
        check_format(self.chosen_format())

    def chosen_format(self) -> str:
        """Return the format asked for, else that of the file's ending, else Turtle."""
        if self.format or self.graph is None or str(self.graph) == STREAM:
            return self.format or DEFAULT_FORMAT
        return chosen_format(self.graph)

    def write(self, result: Build) -> None:
        """Write what was asked for."""
        if self.graph is not None or not (sys.stdout.isatty() or self.events or self.report):
            write(result.quads, self.graph or STREAM, self.chosen_format(), ontology=result.ontology)
        if self.events is not None:
            write(result.quads, self.events, EVENTS, ontology=result.ontology)
        if self.report is not None:
            write_pieces(abstentions(result.analyses), self.report)


def run_build(paths: Sequence[str], options: Options, outputs: Outputs) -> int:
    """Build a graph, write it and tell about it."""
    outputs.check()
    progress = Progress(expected(paths))
    try:
        result = build(paths, replace(options, workers=options.workers or os.cpu_count() or 1), progress=progress)
    finally:
        progress.clear()
    if result.analyses:
        outputs.write(result)
    sys.stderr.write(summarise(result, style_of(sys.stderr)))
    if result.report is not None and not result.report.conforms:
        return NONCONFORMING
    return INCOMPLETE if result.failures else DONE


def run_keep(paths: Sequence[str], folder: Path, options: Options) -> int:
    """Bring articles into a store and tell about it."""
    progress = Progress(expected(paths))
    workers = options.workers or os.cpu_count() or 1
    try:
        result = update(paths, folder, replace(options, workers=workers), progress=progress)
    finally:
        progress.clear()
    sys.stderr.write(told(folder, result, style_of(sys.stderr)))
    if result.report is not None and not result.report.conforms:
        return NONCONFORMING
    return INCOMPLETE if result.failures else DONE


def run_remove(folder: Path, ids: Sequence[str], lexicons: tuple[Path, ...]) -> int:
    """Withdraw articles from a store and tell about it."""
    sys.stderr.write(told(folder, remove(ids, folder, lexicons), style_of(sys.stderr)))
    return DONE


def run_validate(graph: Path, format_: str, lexicons: Sequence[Path] = ()) -> int:
    """Check a graph and print what was found."""
    from kg.validation.validate import validate  # noqa: PLC0415 - pySHACL takes a moment that other commands save

    store = told_at(graph)
    report = validate(store, extra=lexicons)
    if format_ == "text":
        for finding in report.findings:
            print(f"{finding.severity}: {finding.message}")
        verdict = "conforms" if report.conforms else f"does not conform: {len(report.findings):,} findings"
        print(f"{graph}: {len(store):,} triples, {verdict}")
    else:
        print(report.to_turtle() if format_ == "turtle" else report.to_jsonld(), end="")
    return DONE if report.conforms else NONCONFORMING


def run_explain(name: str, graph: Path, lexicons: Sequence[Path] = ()) -> int:
    """Print why the graph says what it says of a node."""
    style = style_of(sys.stdout)
    print(render(explain(told_at(graph), name, load_lexicon(lexicons)), colour=style.colour, width=style.width))
    return DONE


def run_conflicts(graph: Path, format_: str, slots: Sequence[str] = (), event: str | None = None) -> int:
    """Print what the articles of a graph disagree about; it is no failure when that is nothing."""
    entries = ledger.ledger(told_at(graph), slots, event)
    if format_ == "jsonl":
        sys.stdout.writelines(records(entries))
        return DONE
    style = style_of(sys.stdout)
    print(render_ledger(entries, slots, colour=style.colour, width=style.width), end="")
    return DONE


def run_export(
    graph: Path, out: Path | None, format_: str | None, infer: Level | None = None, lexicons: Sequence[Path] = ()
) -> int:
    """Write a graph in another format, with what follows from it if asked for."""
    outputs = Outputs(out, format_)
    outputs.check()
    chosen = outputs.chosen_format()
    if infer is None:
        write(graph_at(graph) if chosen in FORMATS else told_at(graph), out or STREAM, chosen)
    elif chosen in FORMATS:
        write(Inferred(told_at(graph), load_rules(infer, lexicons)), out or STREAM, chosen)
    else:
        raise FormatError(f"--infer adds triples, and {chosen!r} has none: choose one of {', '.join(FORMATS)}.")
    return DONE


def run_query(graph: Path, sparql: str, format_: str | None, out: Path | None, seconds: float) -> int:
    """Print what a graph answers: rows, triples, or true or false. What takes too long ends the whole program."""
    with limited(seconds, "The query"):
        write_pieces(written(ask(graph_at(graph), sparql), format_), out or STREAM)
    return DONE


def run_info() -> int:
    """Print what the program consists of."""
    for label, text in facts():
        print(f"{label:<12}{text}")
    return DONE
