"""Reads the small tables of words (``ontology/words/*.tsv``): a header line, then one row a line, split by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import KgError

Row = dict[str, str]


class WordsError(KgError, ValueError):
    """A table of words has a line that cannot be read."""


def rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table as dictionaries; blank lines and lines that start with ``#`` are skipped.

    Raises :class:`WordsError` with file and line when the header or a row has other columns than ``columns``.
    """
    with path.open(encoding="utf-8") as file:
        header_seen = False
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\n").split("\t")
            if not line.strip() or line.startswith("#"):
                continue
            if not header_seen:
                _check(cells == list(columns), path, number, f"the header {cells} is not {list(columns)}")
                header_seen = True
                continue
            _check(len(cells) == len(columns), path, number, f"{len(cells)} cells, not {len(columns)}: {line!r}")
            yield dict(zip(columns, cells, strict=True))


def _check(good: bool, path: Path, number: int, complaint: str) -> None:
    """Raise an error that names file and line unless all is well."""
    if not good:
        raise WordsError(f"{path}:{number}: {complaint}. Separate the cells by single tabs.")
