"""What the measures share: figures, overlap of words, one-to-one matching, and a build from the shell."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # it is the package of this tree that is measured, installed or not
Figures = dict[str, Any]
#: First and last character (exclusive) of words.
Words = tuple[int, int]
G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Run:
    """What one build cost."""

    code: int
    seconds: float
    megabytes: float

    def cost(self) -> Figures:
        """Return exit code, seconds and memory as figures."""
        return {"exit": self.code, "seconds": round(self.seconds, 2), "megabytes": round(self.megabytes)}


def build(source: Path, out: Path, events: Path, *options: str) -> Run:
    """Run ``kg build`` and return what it cost; a build that fails ends the benchmark."""
    command = [sys.executable, "-m", "kg", "build", str(source), "--events", str(events), "--out", str(out), *options]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    told = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3) or not events.exists():
        sys.exit(f"{' '.join(command)}\n{told}\nThe build of {source} failed with exit code {process.returncode}.")
    if process.returncode:
        print(told, file=sys.stderr)
    return Run(process.returncode, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def read_lines(path: Path) -> list[Figures]:
    """Return the objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> Path:
    """Write objects as JSON Lines and return where."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), encoding="utf-8")
    return path


def figures(right: int, predicted: int, gold: int) -> Figures:
    """Return precision, recall and F1 with the counts that they come from."""
    precision, recall = (right / of if of else 0.0 for of in (predicted, gold))
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shown = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(both, 3)}
    return {**shown, "tp": right, "pred": predicted, "gold": gold}


def overlap(one: Words, other: Words) -> bool:
    """Whether two stretches of text share a character."""
    return one[0] < other[1] and other[0] < one[1]


def meet(ones: Sequence[Words], others: Sequence[Words]) -> bool:
    """Whether any words of the ones share a character with any of the others."""
    return any(overlap(one, other) for one in ones for other in others)


def words_of(part: Mapping[str, Any] | None) -> Iterator[Words]:
    """Yield the words of a trigger or an actor of a record, when it has any."""
    if part and part.get("start") is not None:
        yield part["start"], part["end"]


def matched(gold: Sequence[G], predicted: Sequence[P], agrees: Callable[[G, P], bool]) -> dict[int, int]:
    """Return the largest one-to-one matching, from the index of the gold to that of the predicted."""
    edges = [[j for j, one in enumerate(predicted) if agrees(wanted, one)] for wanted in gold]
    taken: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in taken or place(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return {i: j for j, i in sorted(taken.items())}


def grouped(records: Iterable[Figures], *fields: str) -> Mapping[str, list[list[Figures]]]:
    """Return the records of each document, those with the same values of ``fields`` together."""
    documents: dict[str, dict[tuple[Any, ...], list[Figures]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        documents[record["doc"]][tuple(record[field] for field in fields)].append(record)
    return {doc: list(groups.values()) for doc, groups in documents.items()}


def loaded(scorer: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_events", scorer)
    assert spec is not None  # noqa: S101 - it is a file of Python
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
