"""GUM: dates of documents of many genres, as days that people normalised by hand.

GUM marks the words of a date and gives its value as TEI does: ``when`` a day, month or year, ``from`` and ``to``,
``notBefore`` and ``notAfter``. Each document has the day on which it was made, against which we resolve.
*found*: dates in whose words we see an expression of time. *right*: those whose first and last day are ours too, with
precision among those found to which we give any value; a label that is open at one end leaves that end free, and the
bound of an act ("since 2004", "until last week", one end of "from 2004 to 2009") is compared as that end.
The news of the training part may be read for errors; that of the development part is only measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg import isodates
from kg.extract import dates
from kg.extract.words import time_words
from kg.nlp import load
from measures.common import Figures, Words, figures, overlap

FOLDER = "corpora/ud_gum"
PARTS = {"dev": f"{FOLDER}/en_gum-open-ud-dev.conllu", "train": f"{FOLDER}/en_gum-open-ud-train.conllu"}
NEWS = "news"
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r'(\w+):::"([^"]*)"')
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A date as GUM has it: its words, and its first and last day; ``None`` where the label leaves an end open."""

    words: Words
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Text:
    """One document: its kind, the day on which it was made, its text and its dates."""

    name: str
    genre: str
    made: str
    text: str
    dates: tuple[Labelled, ...]


def texts(conllu: str) -> Iterator[Text]:
    """Yield the documents of a file of GUM; dates whose value the calendar lacks ("--09", "-0594") are left out."""
    for part in re.split(r"(?m)^(?=# newdoc id = )", conllu):
        if head := re.match(r"# newdoc id = (\w+)", part):
            text, labels = _read(part)
            yield Text(head[1], head[1].split("_")[1], _meta(part, "dateCreated"), text, tuple(labels))


def _meta(part: str, name: str) -> str:
    found = re.search(rf"(?m)^# meta::{name} = (\S+)", part)
    return found[1] if found else ""


def _read(part: str) -> tuple[str, list[Labelled]]:
    """Return the text of a document, paragraphs apart, and its dates."""
    text, labels = "", []
    begun: list[tuple[int, str]] = []
    for block in part.split("\n\n"):
        sentence = re.search(r"(?m)^# text = (.*)$", block)
        if sentence is None:
            continue
        gap = "\n\n" if re.search(r"(?m)^# newpar", block) else " "
        start = len(text) + len(gap) * bool(text)
        text += gap * bool(text) + sentence[1]
        for first, last, misc in _tokens(block, sentence[1]):
            for closing, name, values in _tags(misc):
                if name == "date" and not closing:
                    begun.append((start + first, values))
                elif name == "date" and begun:
                    begin, value = begun.pop()
                    labels += _label((begin, start + last), value)
    return text, labels


def _tokens(block: str, sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield the characters and the last column of each token; the words of one that is written as one share them."""
    at, shared, until = 0, (0, 0), 0
    for row in (line.split("\t") for line in block.splitlines()):
        if len(row) != _COLUMNS or "." in row[0]:
            continue
        first = int(row[0].split("-")[0])
        if first > until or "-" in row[0]:
            begin = sentence.index(row[1], at)
            at = begin + len(row[1])
            shared = (begin, at)
        until = int(row[0].split("-")[1]) if "-" in row[0] else until
        yield (*shared, row[9])


def _tags(misc: str) -> Iterator[tuple[str, str, str]]:
    found = next((field for field in misc.split("|") if field.startswith("XML=")), "")
    yield from _TAG.findall(found)


def _label(words: Words, value: str) -> list[Labelled]:
    values = {name: day.split("T")[0] for name, day in _VALUE.findall(value)}
    when = values.get("when")
    first = when or values.get("from") or values.get("notBefore")
    last = when or values.get("to") or values.get("notAfter")
    if not (first or last) or not all(_ISO.fullmatch(day) for day in (first, last) if day):
        return []
    return [Labelled(words, isodates.bounds(first)[0] if first else None, isodates.bounds(last)[1] if last else None)]


#: First and last day: of an expression of time, then also of its begin and of its end alone.
Readings = tuple[tuple[date | None, date | None], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """An expression of time as we see it: its words and what they can be compared as."""

    words: Words
    readings: Readings


def seen(one: dates.Timex) -> Seen:
    """Return what an expression of time says; one of several days or a bound is also its begin or its end alone."""
    when = one.when
    told = (when.start, when.begun or when.start, when.ended or when.end, when.end)
    first, begun, ended, last = (isodates.bounds(iso) if iso else (None, None) for iso in told)
    readings = [(first[0], last[1])]
    if when.rule.startswith(("since:", "until:")) or (when.start or "") < (when.end or ""):
        readings += [(first[0], begun[1]), (ended[0], last[1])]
    return Seen((when.span.start, when.span.end), tuple(readings))


def right(label: Labelled, ours: Seen) -> bool:
    """Tell whether an expression of time has the value of a label; an end that the label leaves open may be any."""
    wanted = (label.first, label.last)
    return any(all(day is None or day == mine for day, mine in zip(wanted, one, strict=True)) for one in ours.readings)


def score(documents: Sequence[tuple[Sequence[Labelled], Sequence[Seen]]]) -> Figures:
    """Return found and right of the labels, and the precision of those that we give a value."""
    found = known = agree = total = 0
    for labels, ours in documents:
        for label in labels:
            mine = [one for one in ours if overlap(label.words, one.words)]
            total += 1
            found += bool(mine)
            known += any(day for one in mine for days in one.readings for day in days)
            agree += any(right(label, one) for one in mine)
    return {"found": {"agree": found, "of": total}, "right": figures(agree, known, total)}


def errors_of(document: Text, ours: Sequence[Seen]) -> Iterator[str]:
    """Yield the dates that were missed or got another value, in words."""
    for label in document.dates:
        mine = [one for one in ours if overlap(label.words, one.words)]
        if not any(right(label, one) for one in mine):
            begin, end = label.words
            around = " ".join(document.text[max(0, begin - 60) : end + 50].split())
            got = "; ".join(f"{document.text[slice(*one.words)]} = {_shown(*one.readings[0])}" for one in mine)
            wanted = f"{document.text[begin:end]} = {_shown(label.first, label.last)}"
            yield " | ".join((document.name, document.made, wanted, got or "missed", around))


def _shown(first: date | None, last: date | None) -> str:
    return f"{first or '?'}/{last or '?'}"


def measure(shared: Path, errors: int = 0) -> Figures:
    """Find the dates of both parts and compare them with the labels; errors are shown of the training news only."""
    nlp, words = load(), time_words()
    results: Figures = {}
    for part, path in PARTS.items():
        read = texts((shared / path).read_text(encoding="utf-8"))
        documents = [one for one in read if part == "dev" or one.genre == NEWS]
        rows = [(one, [seen(t) for t in dates.find(nlp(one.text), one.made, words)]) for one in documents]
        if part == "train" and errors:
            print(*[line for one, ours in rows for line in errors_of(one, ours)][:errors], sep="\n")
        results |= _by_genre(part, rows)
    return results


def _by_genre(part: str, rows: Sequence[tuple[Text, Sequence[Seen]]]) -> Figures:
    """Return the figures of each genre, news first, and of all together."""
    genres = sorted({one.genre for one, _ in rows}, key=lambda genre: (genre != NEWS, genre))
    chosen = {genre: [(one.dates, ours) for one, ours in rows if one.genre == genre] for genre in genres}
    if len(genres) > 1:
        chosen["all genres"] = [(one.dates, ours) for one, ours in rows]
    return {
        f"{part} {genre} {name}": value for genre, some in chosen.items() for name, value in score(some).items()
    }
