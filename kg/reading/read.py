"""Files, folders, patterns and standard input to documents, one at a time and in the same order every time.

Nothing is lost in silence: what cannot be read comes out as a :class:`Failure` in its place among the documents,
and what was read with a doubt (an encoding guessed, an id given twice) is told to ``warn``.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kg.lines import ends_sentence
from kg.model import Document
from kg.reading.dateline import parse_day, published_in
from kg.reading.decode import DecodeError, carriable, declared_charset, decode
from kg.reading.paths import HTML_ENDINGS, JSONL_ENDINGS, InputError, Warn, expand

#: A line with more words is no title.
LONGEST_TITLE = 30

#: The title is among so many lines at the start.
TITLE_LINES = 8

_LISTED = re.compile(r"\d+[.)]\s")

@dataclass(frozen=True, slots=True)
class Failure:
    """One input that is not in the graph: where it stands (``file`` or ``file:line``) and why it could not be read."""

    origin: str
    reason: str


Item = Document | Failure


def read(
    paths: Sequence[str], *, date: str | None = None, stdin: BinaryIO | None = None, warn: Warn | None = None
) -> Iterator[Item]:
    """Return an iterator over the documents of files, folders, glob patterns and ``-`` (standard input).

    ``date`` is the publication date (ISO) of documents that state none. Raises :class:`InputError` at once, before
    anything is read, when one of the paths leads nowhere.
    """
    warn = warn or logging.getLogger(__name__).warning
    if date is not None and parse_day(date) is None:
        raise InputError(f"{date!r} is not a date; give it as YYYY-MM-DD, for example 2024-01-18.")
    files = [file for path in paths for file in expand(path, warn)]
    if not files:
        raise InputError("Nothing to read: give files, folders, patterns ('news/*.txt') or - for standard input.")
    items = (item for file in dict.fromkeys(files) for item in _read_file(file, stdin or sys.stdin.buffer, warn))
    return _tell_apart((_dated(item, date and parse_day(date)) for item in items), warn)


def _read_file(path: str, stdin: BinaryIO, warn: Warn) -> Iterator[Item]:
    """Yield what one file holds."""
    if path == "-":
        yield from _read_stdin(stdin, warn)
        return
    try:
        if Path(path).suffix.lower() in JSONL_ENDINGS:
            with Path(path).open("rb") as lines:
                yield from _read_lines(lines, path, Path(path).stem, warn)
        else:
            yield _read_article(Path(path).read_bytes(), path, warn)
    except OSError as error:
        yield Failure(path, f"cannot be read: {error.strerror}")


def _read_stdin(stdin: BinaryIO, warn: Warn) -> Iterator[Item]:
    """Yield what standard input holds; its first character tells JSON Lines and HTML from text."""
    first = stdin.readline()
    start = first.decode("utf-8-sig", errors="replace").lstrip()
    if start.startswith("{"):
        yield from _read_lines(itertools.chain([first], stdin), "stdin", "stdin", warn)
    else:
        yield _read_article(first + stdin.read(), "stdin.html" if start.startswith("<") else "stdin", warn)


def _read_article(data: bytes, path: str, warn: Warn) -> Item:
    """Return the one article of a text file or page."""
    html = Path(path).suffix.lower() in HTML_ENDINGS
    try:
        decoded = decode(data, declared_charset(data) if html else None)
    except DecodeError as error:
        return Failure(path, str(error))
    if decoded.warning:
        warn(f"{path}: {decoded.warning}")
    return _from_page(decoded.text, path) if html else _from_text(decoded.text, path)


def _from_text(text: str, path: str) -> Item:
    """Return the document of a text file."""
    if not text.strip():
        return Failure(path, "empty: there is no text in it")
    return Document(id=_id_of(path), text=text, title=_title_of(text), published=published_in(text), origin=path)


def _from_page(html: str, path: str) -> Item:
    """Return the document of an HTML page."""
    from kg.reading.webpage import PageError, read_page  # noqa: PLC0415 - costs 0.1 s that a build of text files saves

    try:
        page = read_page(html)
    except PageError as error:
        return Failure(path, str(error))
    text = carriable(page.text)
    published = (page.published and parse_day(page.published)) or published_in(text)
    return Document(_id_of(path), text, page.title, published, page.publisher, page.url, path)


def _id_of(path: str) -> str:
    """Return the id of a file's document: its name without the ending."""
    return carriable(Path(path).stem.encode("utf-8", "replace").decode())


def _title_of(text: str) -> str | None:
    """Return the first line that looks like a headline, if it comes before the first sentence and not at the end.

    Dates and numbered bread crumbs before it are passed over.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[: min(TITLE_LINES, len(lines) - 1)]:
        words = len(line.split())
        if ends_sentence(line) and not line.endswith("?"):
            return None
        if 1 < words <= LONGEST_TITLE and not line.endswith(":") and not _LISTED.match(line) and not parse_day(line):
            return line
    return None


def _read_lines(lines: Iterable[bytes], path: str, stem: str, warn: Warn) -> Iterator[Item]:
    """Yield one item for each line of JSON Lines; a line that cannot be read does not stop the others."""
    empty = True
    for number, line in enumerate(lines, start=1):
        if line.strip():
            empty = False
            yield _read_line(line, f"{path}:{number}", f"{stem}-{number}", warn)
    if empty:
        yield Failure(path, "empty: there is no line in it")


def _read_line(line: bytes, origin: str, fallback_id: str, warn: Warn) -> Item:
    """Return the document of one line of JSON Lines."""
    try:
        decoded = decode(line)
        fields = json.loads(decoded.text)
    except (DecodeError, ValueError, RecursionError) as error:
        return Failure(origin, f"not a line of JSON: {error}")
    if decoded.warning:
        warn(f"{origin}: {decoded.warning}")
    if not isinstance(fields, dict):
        return Failure(origin, f"a {type(fields).__name__}, not an object with the fields id and text")
    return _from_fields(fields, origin, fallback_id, warn)


def _from_fields(fields: dict[str, object], origin: str, fallback_id: str, warn: Warn) -> Item:
    """Return the document of an object with the fields ``id text title date publisher url``."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Failure(origin, "the field 'text' is missing, empty or no string")
    day = _field(fields, "date")
    published = parse_day(day) if day else None
    if day and published is None:
        warn(f"{origin}: {day!r} is not a date; give it as YYYY-MM-DD")
    text = carriable(text)
    return Document(
        id=_field(fields, "id") or fallback_id,
        text=text,
        title=_field(fields, "title"),
        published=published or published_in(text),
        publisher=_field(fields, "publisher"),
        url=_field(fields, "url"),
        origin=origin,
    )


def _field(fields: dict[str, object], name: str) -> str | None:
    """Return a field as text on one line, ``None`` when it is missing or empty."""
    value = fields.get(name)
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    return " ".join(carriable(str(value)).split()) or None


def _dated(item: Item, day: str | None) -> Item:
    """Give a document without a publication date the one from the command line."""
    if isinstance(item, Document) and item.published is None and day:
        return replace(item, published=day)
    return item


def _tell_apart(items: Iterable[Item], warn: Warn) -> Iterator[Item]:
    """Pass each document on once: an id that comes again with another text gets a hash of that text added."""
    ids: set[str] = set()
    texts: set[tuple[str, bytes]] = set()
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        text = (item.id, hashlib.sha256(item.text.encode()).digest())
        if text in texts:
            warn(f"{item.origin}: the id {item.id!r} came before with the same text; read once")
            continue
        texts.add(text)
        name = item.id
        if name in ids:
            name = f"{name}~{text[1].hex()[:8]}"
            warn(f"{item.origin}: the id {item.id!r} came before with another text; this one is called {name!r}")
        ids.add(name)
        yield replace(item, id=name)
