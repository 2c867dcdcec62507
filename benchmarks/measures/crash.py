"""Every file of the corpora as raw text, whatever is in it: tables, XML, JSON, trees. Not one may fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measures.common import Figures, write_lines

CORPORA = "corpora"


def pieces(folder: Path, limit: int) -> Iterator[Figures]:
    """Yield the first ``limit`` characters of each file (all of them when it is 0), read as text all the same."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            text = file.read(limit or -1)
        yield {"id": str(path.relative_to(folder)), "text": text}


def prepare(shared: Path, folder: Path, limit: int) -> Path:
    """Write the pieces for a build and return where."""
    return write_lines(folder / "crash.jsonl", (one for one in pieces(shared / CORPORA, limit) if one["text"].strip()))
