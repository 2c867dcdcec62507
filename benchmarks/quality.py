"""Scores what ``kg build`` finds against articles labelled by hand.

    python benchmarks/quality.py [--errors N] [--set seeds|dev|all] [--keep FOLDER] [--workers N] [--json]

The articles, their labels and the scorer are reference material that is not part of this repository (the articles are
not ours to publish): they are looked for in ``../shared``, or in the folder named by ``--shared``. Each set is built in
a process of its own, from the shell as a user would, so that seconds and memory are those of the whole command.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("root", "source", "dyad")
Figures = dict[str, Any]
SLOTS = ("typed", "dated", "placed", "counted", "claimed")


@dataclass(frozen=True, slots=True)
class Set:
    """Labelled articles: where they lie below the shared folder, and the index that has their day of publication."""

    name: str
    articles: str
    gold: str
    index: str | None = None


SETS = (
    Set("seeds", "seeds", "gold/seeds.jsonl", "gold/seeds_index.json"),
    Set("dev", "gold/dev_texts.jsonl", "gold/dev_docs.jsonl"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one build cost."""

    code: int
    seconds: float
    megabytes: float


def main() -> None:
    """Build and score the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the reference material")
    parser.add_argument("--set", choices=[*(one.name for one in SETS), "all"], default="all")
    parser.add_argument("--errors", type=int, default=0, help="list so many missed and wrong events of each set")
    parser.add_argument("--keep", type=Path, help="leave graphs and records in this folder")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args()
    chosen = [one for one in SETS if asked.set in (one.name, "all")]
    _check(asked.shared, chosen)
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results = {one.name: _score(one, asked, folder) for one in chosen}
    print(json.dumps(results, indent=1) if asked.json else _table(results))


def _check(shared: Path, chosen: list[Set]) -> None:
    """Stop with a clear word when the reference material is not there."""
    wanted = [shared / part for one in chosen for part in (one.articles, one.gold)] + [_scorer(shared)]
    missing = [str(path) for path in wanted if not path.exists()]
    if missing:
        sys.exit(
            "Nothing was measured: the reference material is missing.\n  "
            + "\n  ".join(missing)
            + "\nIt is not part of this repository. Name the folder that holds it with --shared FOLDER."
        )


def _scorer(shared: Path) -> Path:
    return shared / "score" / "score_events.py"


def _score(one: Set, asked: argparse.Namespace, folder: Path) -> Figures:
    """Build one set and return the scorer's figures with the cost of the build; errors are printed at once."""
    events = folder / f"{one.name}.events.jsonl"
    run = _build(one, asked, folder, events)
    scorer, gold = _scorer(asked.shared), asked.shared / one.gold
    command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(events)]
    _rename_documents(events, gold)
    figures = json.loads(_output([*command, "--json"]))
    if asked.errors:
        listed = _output([*command, "--errors", str(asked.errors)]).splitlines()
        print(f"--- {one.name}", *[line for line in listed if line.startswith(("missed", "wrong"))], sep="\n")
    cost = {"exit": run.code, "seconds": round(run.seconds, 2), "megabytes": round(run.megabytes)}
    return {**figures, **cost, "claims": sum(1 for _ in events.open(encoding="utf-8"))}


def _build(one: Set, asked: argparse.Namespace, folder: Path, events: Path) -> Run:
    """Run ``kg build`` and return what it cost; a build that fails ends the benchmark."""
    command = [sys.executable, "-m", "kg", "build", str(asked.shared / one.articles), "--events", str(events)]
    command += ["--out", str(folder / f"{one.name}.ttl"), "--workers", str(asked.workers), *_date(one, asked.shared)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    told = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(command)}\n{told}\nThe build of {one.name} failed with exit code {process.returncode}.")
    if process.returncode:
        print(told, file=sys.stderr)
    return Run(process.returncode, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def _date(one: Set, shared: Path) -> Iterator[str]:
    """Yield the option for the day of publication of a set whose articles do not state it and all share it."""
    if one.index:
        days = {entry["pubdate"] for entry in json.loads((shared / one.index).read_text(encoding="utf-8")).values()}
        yield from ("--date", *days)


def _rename_documents(events: Path, gold: Path) -> None:
    """Give the records the document ids of the labels, which are the first parts of the file names (``000``)."""
    known = {json.loads(line)["doc"] for line in gold.open(encoding="utf-8") if line.strip()}
    records = [json.loads(line) for line in events.open(encoding="utf-8")]
    for record in records:
        if record["doc"] not in known:
            record["doc"] = next((doc for doc in sorted(known) if record["doc"].startswith(f"{doc}_")), record["doc"])
    events.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def _output(command: list[str]) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _table(results: Mapping[str, Figures]) -> str:
    """Return the figures as a Markdown table, one column for each set."""
    rows = [["", *results], ["---", *("---" for _ in results)]]
    rows += [[label, *(show(figures) for figures in results.values())] for label, show in _rows()]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _rows() -> Iterator[tuple[str, Callable[[Figures], str]]]:
    """Yield the label of each row and what it shows of the figures."""
    for level in LEVELS:
        for figure in ("precision", "recall", "f1"):
            yield f"{level} {figure}", lambda figures, level=level, figure=figure: f"{figures[level][figure]:.3f}"
    yield "dyad found / predicted / gold", lambda figures: "{tp} / {pred} / {gold}".format(**figures["dyad"])
    for slot in SLOTS:
        yield slot, lambda figures, slot=slot: "{agree} of {of}".format(**figures[slot])
    for cost in ("documents", "claims", "seconds", "megabytes", "exit"):
        yield cost, lambda figures, cost=cost: str(figures[cost])


if __name__ == "__main__":
    main()
