"""What a store keeps of each article beside its graph: the hash of its content, and what linking has to know of it.

An SQLite database, and the one that counts: the row of an article is written together with the quads that its graph is
to have. These are pending until they stand in the graph, and what an interruption leaves pending is written before
anything else is done.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import KgError
from kg.iris import digest
from kg.model import Analysis, Document
from kg.store.codec import decode, encode, fingerprint

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, content TEXT NOT NULL, settings TEXT NOT NULL, words INTEGER NOT NULL, said BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY, quads BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unchecked (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
#: The state that tells of what the graph of links and the description were made.
LINKED = "linked"
#: The state that holds the pins.
PINS = "pins"
#: The state that holds the licence of the graph.
LICENCE = "licence"
#: The state that tells which language pipeline was used last.
PIPELINE = "pipeline"


class ArchiveError(KgError, OSError):
    """The database of a store cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the store has: the hash of its content and of the settings that it was read with."""

    content: str
    settings: str


def content_hash(document: Document) -> str:
    """Return the hash of all that an article says of itself, but for the file that it was read from."""
    parts = (document.id, document.text, document.title, document.published, document.publisher, document.url)
    return digest(*(("" if part is None else f"={part}") for part in parts), length=32)


def settings_hash(*parts: str) -> str:
    """Return the hash of all that an analysis depends on beside its article, the form in which it is kept included."""
    return digest(fingerprint(Analysis), *parts, length=32)


class Archive:
    """The database of a store, open for reading or for reading and writing; what is ``new`` gets its tables."""

    def __init__(self, path: Path, *, write: bool, new: bool = False) -> None:
        self._path = path
        with self._explained():
            mode = ("rwc" if new else "rw") if write else "ro"
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
            if write and not new:
                self._db.execute("SELECT 1 FROM article LIMIT 1")  # an empty file would pass for a store of nothing
            if write:
                self._db.executescript(_SCHEMA)

    def known(self) -> dict[str, Known]:
        """Return the articles by their ids."""
        with self._explained():
            rows = self._db.execute("SELECT id, content, settings FROM article ORDER BY id").fetchall()
        return {name: Known(content, settings) for name, content, settings in rows}

    def keep(self, analyses: Iterable[Analysis], settings: str, pending: Mapping[str, bytes]) -> None:
        """Write what linking has to know of some articles, and the quads that their graphs are to have; all or none.

        The store is not linked until that is noted again."""
        rows = [
            (a.document.id, content_hash(a.document), settings, a.words, zlib.compress(encode(_light(a)), 1))
            for a in analyses
        ]
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM state WHERE name = ?", (LINKED,))
            packed = [(name, zlib.compress(quads, 1)) for name, quads in pending.items()]
            self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?)", packed)
            self._db.executemany("INSERT OR IGNORE INTO unchecked VALUES (?)", [(name,) for name in pending])

    def pending(self) -> dict[str, bytes]:
        """Return the quads of the articles whose graphs may not have them yet."""
        with self._explained():
            rows = self._db.execute("SELECT id, quads FROM pending ORDER BY id").fetchall()
            return {name: zlib.decompress(quads) for name, quads in rows}

    def written(self) -> list[str]:
        """Return the ids of the articles whose graphs have been written, in order."""
        with self._explained():
            rows = self._db.execute("SELECT id FROM article WHERE id NOT IN (SELECT id FROM pending) ORDER BY id")
            return [name for (name,) in rows]

    def settle(self) -> None:
        """Note that the graphs have what was pending."""
        with self._transaction():
            self._db.execute("DELETE FROM pending")

    def unchecked(self) -> list[str]:
        """Return the ids of the articles that have not been validated since they were written."""
        with self._explained():
            return [name for (name,) in self._db.execute("SELECT id FROM unchecked ORDER BY id")]

    def check(self, ids: Collection[str]) -> None:
        """Note that some articles have been validated and nothing is wrong."""
        with self._transaction():
            self._db.executemany("DELETE FROM unchecked WHERE id = ?", [(name,) for name in sorted(ids)])

    def drop(self, ids: Collection[str]) -> None:
        """Forget some articles, all of them or none; the store is not linked until that is noted again."""
        with self._transaction():
            self._db.execute("DELETE FROM state WHERE name = ?", (LINKED,))
            for table in ("article", "unchecked"):
                self._db.executemany(f"DELETE FROM {table} WHERE id = ?", [(name,) for name in sorted(ids)])  # noqa: S608

    def analyses(self) -> Iterator[Analysis]:
        """Yield what linking has to know of each article, in the order of their ids: no mentions and no text."""
        with self._explained():
            for (said,) in self._db.execute("SELECT said FROM article ORDER BY id"):
                yield decode(Analysis, zlib.decompress(said))

    def content(self) -> str:
        """Return the hash of all that links and description are made of: the articles together, pins, the licence."""
        with self._explained():
            rows = self._db.execute("SELECT id, content, settings FROM article ORDER BY id").fetchall()
        told = (self.state(PINS) or "", self.state(LICENCE) or "")
        return digest(*told, *(part for row in rows for part in row), length=32)

    def is_linked(self) -> bool:
        """Tell whether the links were made of these articles and pins: nothing was interrupted."""
        return self.state(LINKED) == self.content()

    def state(self, name: str) -> str | None:
        """Return a state that was noted."""
        with self._explained():
            row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note(self, name: str, value: str) -> None:
        """Note a state."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, zlib.error) as error:
            raise ArchiveError(
                f"{self._path}: {error}. If the disk is full, make room and run the same command again: nothing is "
                "lost. If the file is missing or damaged, take the store back from a copy, or build it anew in another "
                "folder."
            ) from error


def _light(analysis: Analysis) -> Analysis:
    """Leave out what stands in the graph of the article and plays no part in linking."""
    document = replace(analysis.document, text="", origin=None)
    return replace(analysis, document=document, mentions=(), abstentions=(), warnings=())
