"""Tells what changed from one graph to another."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.commands.console import style_of
from kg.commands.graphs import graph_at
from kg.comparing.compare import compare
from kg.comparing.records import records
from kg.comparing.text import render
from kg.graph.export import STREAM, GraphError

SAME, DIFFERENT = 0, 1


def run_diff(old: Path, new: Path, format_: str, *, exit_code: bool = False) -> int:
    """Print what changed; the exit code tells of it only when that is asked for."""
    if str(old) == str(new) == STREAM:
        raise GraphError("Standard input holds one graph, not two: give a file or a store for the other one.")
    found = compare(graph_at(old), graph_at(new), (str(old), str(new)))
    if format_ == "jsonl":
        sys.stdout.writelines(records(found))
    else:
        style = style_of(sys.stdout)
        print(render(found, colour=style.colour, width=style.width), end="")
    return DIFFERENT if exit_code and found else SAME
