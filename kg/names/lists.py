"""Reads tables of names: UTF-8 text with a header line, a tab between cells and ``|`` between the values of a cell.

Nothing is quoted. ``?`` after an alias or acronym marks a reading that is not the usual one of these words. The same
format serves the lists of the package (``ontology/names``) and a user's own table of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KgError

AGENT_COLUMNS = ("id", "label", "class", "country", "aliases", "acronyms", "parent", "active_in", "ideology", "note")
REQUIRED_COLUMNS = ("label", "class")

#: What a table of agents may hold: class -> first part of the key.
AGENT_CLASSES: Mapping[str, str] = {
    "ArmedForce": "force",
    "City": "place",
    "District": "place",
    "GovernmentBody": "body",
    "Group": "people",
    "InternationalOrganization": "org",
    "MediaOrganization": "media",
    "MilitantGroup": "group",
    "Official": "person",
    "Organization": "org",
    "Person": "person",
    "PoliticalParty": "party",
    "Province": "place",
    "Region": "place",
    "Site": "place",
    "Village": "place",
}

_KEY = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9._-]*")


class NameListError(KgError, ValueError):
    """A name list holds a value that it must not hold; the message names file, line, value and what is allowed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and where it stands."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several."""
        return tuple(value for part in self[column].split("|") if (value := part.strip()))

    def error(self, message: str) -> NameListError:
        """Make the error that ``message`` describes, at this row."""
        return NameListError(f"{self.path}, line {self.line}: {message}")


def read_table(path: Path) -> str:
    """Return the text of a table."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NameListError(f"{path}: not UTF-8 at byte {error.start}. Save the table as UTF-8 text.") from error
    except OSError as error:
        raise NameListError(f"{path}: cannot be read ({error.strerror}). Give the path of a table of names.") from error


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of the table at ``path``; empty lines and lines that start with ``#`` are passed over."""
    lines = read_table(path).split("\n")
    columns = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) > len(columns):
            raise NameListError(
                f"{path}, line {number}: {len(cells)} cells, but the header names {len(columns)} columns. "
                "Put one tab between cells, | between the values of a cell."
            )
        yield Row(path, number, dict(zip(columns, (cell.strip() for cell in cells), strict=False)))


def agent_rows(path: Path, countries: frozenset[str]) -> Iterator[Row]:
    """Yield the rows of a table of agents, each one checked."""
    _check_columns(path)
    for row in rows(path):
        _check_agent(row, countries)
        yield row


def agent_key(row: Row) -> str:
    """Return the key of an agent: the one that the row gives, else one made of its class and label."""
    return row["id"] or f"{AGENT_CLASSES[row['class']]}/{slug(row['label'])}"


def slug(label: str) -> str:
    """Return ``label`` as the last part of a key: lower-case ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(label).replace("'", "").casefold()).strip("-")


def _check_columns(path: Path) -> None:
    """Refuse a table whose header has a column too many or too few."""
    columns = read_table(path).split("\n", 1)[0].rstrip("\r").split("\t")
    unknown = [column for column in columns if column not in AGENT_COLUMNS]
    missing = [column for column in REQUIRED_COLUMNS if column not in columns]
    if unknown or missing:
        what = f"unknown column {unknown[0]!r}" if unknown else f"no column {missing[0]!r}"
        raise NameListError(
            f"{path}, line 1: {what}. A table of names starts with a line of column names with tabs between them: "
            f"{', '.join(AGENT_COLUMNS)} ({' and '.join(REQUIRED_COLUMNS)} are required)."
        )


def _check_agent(row: Row, countries: frozenset[str]) -> None:
    """Refuse a row that could not become a name."""
    if not slug(row["label"]):
        raise row.error(f"the label {row['label']!r} has no Latin letter and no digit. Give one that has.")
    if row["class"] not in AGENT_CLASSES:
        raise row.error(f"the class {row['class']!r} is not known. Allowed are: {', '.join(AGENT_CLASSES)}.")
    if row["country"] and row["country"] not in countries:
        raise row.error(
            f"the country {row['country']!r} is not known. Give an ISO 3166-1 alpha-3 code such as PAK, or nothing."
        )
    for code in row.values("active_in"):
        if code not in countries:
            raise row.error(
                f"active_in holds {code!r}, which is not known. Give ISO 3166-1 alpha-3 codes (PAK|IRN), or nothing."
            )
    for column in ("id", "parent"):
        if row[column] and not _KEY.fullmatch(row[column]):
            raise row.error(f"the {column} {row[column]!r} is no key. A key looks like group/jaish-al-adl.")


# --- the form under which names are looked up -------------------------------------------------------------------------

_ALIKE = {"’‘ʻʼʿʾ`´": "'", "–—‐‑−": "-", "“”«»": '"'}
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
_MORE_LETTERS = {"œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "þ": "th", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H"}
_MARKS = {variant: mark for variants, mark in _ALIKE.items() for variant in variants}
_SPECIAL = str.maketrans(_LETTERS | _MORE_LETTERS | _MARKS)  # what Unicode does not decompose
_SEPARATORS = str.maketrans('-/,()[]":;!?', " " * 12)  # one for one: translating pure ASCII so is fast
_POSSESSIVE = re.compile(r"'[sS]\b")
_ARTICLE = "the"

#: Names whose folded form is kept: the same few thousand words come again and again in an article and in the next.
REMEMBERED = 1 << 16


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return the form under which a name is looked up.

    Case, diacritics, hyphens, apostrophes, full stops, a possessive ending and an article in front do not matter:

    >>> fold("Jaish ul-Adl’s"), fold("the People's Protection Units"), fold("Türkiye"), fold("U.S.")
    ('jaish ul adl', 'people protection units', 'turkiye', 'us')
    """
    return " ".join(pieces(text)).casefold()


def pieces(text: str) -> list[str]:
    """Return the words of a name as :func:`fold` does, but with their capitals."""
    words = separated(plain(text)).split()
    return words[1:] if len(words) > 1 and words[0].casefold() == _ARTICLE else words


def separated(text: str) -> str:
    """Return text without possessive endings, apostrophes and full stops, other marks turned into spaces."""
    kept = _POSSESSIVE.sub("", text) if "'" in text else text
    return kept.replace("'", "").replace(".", "").replace("&", " and ").translate(_SEPARATORS)


def plain(text: str) -> str:
    """Return ``text`` without diacritics and with typewriter apostrophes and hyphens."""
    if text.isascii() and "`" not in text:
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
