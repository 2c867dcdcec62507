"""What the commands do, apart from reading their options: each function returns the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import Build, Options, build
from kg.console import Progress, style_of
from kg.export import EVENTS, STREAM, check_writable, read_graph, write
from kg.formats import format_of
from kg.paths import expected
from kg.summary import summarise

if TYPE_CHECKING:
    from pyoxigraph import Store

DONE, NONCONFORMING, REFUSED, INCOMPLETE = 0, 1, 2, 3

#: The format of a graph that goes to standard output.
DEFAULT_FORMAT = "turtle"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the results of a build go. Without ``graph`` it goes to standard output, unless that is a terminal."""

    graph: Path | None = None
    format: str | None = None
    events: Path | None = None

    def check(self) -> None:
        """Raise an error when something could not be written at the end, before the work begins."""
        for path in (self.graph, self.events):
            if path is not None:
                check_writable(path)
        self.chosen_format()

    def chosen_format(self) -> str:
        """Return the format asked for, else that of the file's ending, else Turtle."""
        if self.format:
            return self.format
        return DEFAULT_FORMAT if self.graph is None or str(self.graph) == STREAM else format_of(self.graph)

    def write(self, result: Build) -> None:
        """Write what was asked for."""
        if self.graph is not None or not (sys.stdout.isatty() or self.events):
            write(result.quads, self.graph or STREAM, self.chosen_format(), ontology=result.ontology)
        if self.events is not None:
            write(result.quads, self.events, EVENTS, ontology=result.ontology)


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
    if result.failures:
        return INCOMPLETE
    return DONE if result.report is None or result.report.conforms else NONCONFORMING
