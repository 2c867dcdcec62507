"""Sorting of more than fits into memory: rows wait in a nameless table that the system drops when it is closed."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import Any

from kg.errors import KgError

#: One row: columns of one kind each, all rows of one length. ``None`` stands before all else.
Row = tuple[str | int | None, ...]

#: So many rows are sorted in memory; of more, memory holds the pages that are in use alone.
_FEW = 2000
_CACHE_KB = 8192
#: The environment variable that says where the table is kept.
_FOLDER = "SQLITE_TMPDIR"


class SortingError(KgError, OSError):
    """There is no room to sort a graph."""


def in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows in order, each once, in memory that does not grow with their number; text by its code points.

    >>> list(in_order([("b", 10), ("a", None), ("b", 9), ("a", None)]))
    [('a', None), ('b', 9), ('b', 10)]
    """
    pending = iter(rows)
    first = list(islice(pending, _FEW))
    if len(first) < _FEW:
        yield from sorted(set(first), key=_key)
        return
    with _explained(), closing(sqlite3.connect("")) as table:
        yield from _sorted(table, len(first[0]), chain(first, pending))


def _sorted(table: sqlite3.Connection, width: int, rows: Iterable[Row]) -> Iterator[Row]:
    columns = ", ".join(f"c{number}" for number in range(width))
    table.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    table.execute(f"CREATE TABLE line ({columns})")
    table.executemany(f"INSERT INTO line VALUES ({', '.join('?' * width)})", rows)  # noqa: S608 - numbers of columns
    before = None
    for row in table.execute(f"SELECT {columns} FROM line ORDER BY {columns}"):  # noqa: S608
        if row != before:
            yield row
        before = row


def _key(row: Row) -> list[tuple[bool, Any]]:
    """Return a key that puts ``None`` first, as the table does."""
    return [(value is not None, value) for value in row]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        folder = os.environ.get(_FOLDER) or tempfile.gettempdir()
        raise SortingError(
            f"The graph cannot be sorted in {folder}: {error}. Make room there, or name another folder in the "
            f"environment variable {_FOLDER}."
        ) from error
