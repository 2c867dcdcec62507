"""The day on which an article was published, as far as its own text says so.

A page shows many dates: the day on which it was crawled, the days of photos and of embedded posts. Only three places
are believed, in this order: a line that labels its date ("Updated on: January 18, 2024 9:09 IST"), a line at the very
start that is nothing but a date, a dateline with its year ("KABUL, January 18, 2024 (Agency) -"). Else it is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.resources import path_of
from kg.words import Row, rows

#: A label and its date stand on a short line; a longer one is a sentence of the story.
LONGEST_LABEL_LINE = 200

#: How many lines at the start can be title, subtitle and date.
OPENING_LINES = 3

#: How many lines into the text the first paragraph with its dateline can come.
DATELINE_LINES = 8

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """The patterns by which dates are recognised, made of the words in ``ontology/words/dateline.tsv``."""

    whole: re.Pattern[str]
    labelled: re.Pattern[str]
    place_first: re.Pattern[str]
    months: dict[str, int]
    ranks: dict[str, int]


@cache
def load_grammar() -> DateGrammar:
    """Read the words of dates and make the patterns of them."""
    return make_grammar(rows(path_of("ontology/words/dateline.tsv"), ("kind", "word", "value")))


def make_grammar(table: Iterable[Row]) -> DateGrammar:
    """Make the patterns from rows of ``kind``, ``word`` and ``value`` (number of the month, rank of the label)."""
    words: dict[str, dict[str, str]] = {}
    for row in table:
        words.setdefault(row["kind"], {})[row["word"]] = row["value"]
    filler, cue = _one_of(words["filler"]), _one_of(words["cue"])
    day = _date_pattern(words)
    clock = (
        rf"(?:[\sT,|–-]*(?:{filler}\s+)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}}(?:\.\d+)?)?"
        rf"\s*(?:{_one_of(words['clock'])})?\s*(?:\(?[A-Z]{{1,5}}(?:[+-]\d+)?\)?|[+-]\d\d:?\d\d)?)?"
    )
    label = rf"(?P<cue>\b{cue})\b(?:\s+{filler})?\s*[:|–-]?\s*{day}(?!\d){clock}"
    place = r"(?:[A-Z][\w.'’-]*[ ,/]+){1,5}"
    return DateGrammar(
        whole=re.compile(rf"\W*{day}{clock}\W*", re.IGNORECASE),
        labelled=re.compile(label, re.IGNORECASE),
        place_first=re.compile(rf"{place}\(?(?i:{day})\)?,?\s*(?:\([^()]{{2,40}}\)\s*)?[—–:-]"),
        months={word: int(value) for word, value in words["month"].items()},
        ranks={word: int(value) for word, value in words["cue"].items()},
    )


def published_in(text: str, grammar: DateGrammar | None = None) -> str | None:
    """Return the ISO date of publication that the text states, ``None`` when it states none that can be believed."""
    grammar = grammar or load_grammar()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _labelled(lines, grammar) or _opening(lines, grammar) or _after_place(lines, grammar)


def parse_day(text: str, grammar: DateGrammar | None = None) -> str | None:
    """Return the ISO date when the whole text is a date ("18 Jan. 2024", "2024-01-18T09:09Z"), else ``None``."""
    grammar = grammar or load_grammar()
    match = grammar.whole.fullmatch(text.strip())
    return _iso(match, grammar) if match else None


def label_line(line: str, grammar: DateGrammar) -> bool:
    """Tell whether the line is there to show a labelled date, not to say something in which a date occurs."""
    if len(line) > LONGEST_LABEL_LINE:
        return False
    matches = [match for match in grammar.labelled.finditer(line) if _is_label(match)]
    rest = grammar.labelled.sub("", line)
    return bool(matches) and (not rest.strip(" .|") or not _SENTENCE_END.search(line))


def _labelled(lines: list[str], grammar: DateGrammar) -> str | None:
    """Return the date of the label of the best rank: "published" before "updated"."""
    found = [
        (grammar.ranks[" ".join(match["cue"].lower().split())], number, iso)
        for number, line in enumerate(lines)
        if label_line(line, grammar)
        for match in grammar.labelled.finditer(line)
        if _is_label(match) and (iso := _iso(match, grammar))
    ]
    return min(found)[2] if found else None


def _is_label(match: re.Match[str]) -> bool:
    """A label starts its line or is written with a capital; "was updated on" inside a sentence is neither."""
    return match.start() == 0 or match["cue"][0].isupper()


def _opening(lines: list[str], grammar: DateGrammar) -> str | None:
    """Return the date that stands alone on the first line, or below a title and a subtitle that are no sentences."""
    for line in lines[:OPENING_LINES]:
        if iso := parse_day(line, grammar):
            return iso
        if _SENTENCE_END.search(line):
            return None
    return None


def _after_place(lines: list[str], grammar: DateGrammar) -> str | None:
    """Return the date of the first dateline that gives its year."""
    for line in lines[:DATELINE_LINES]:
        if (match := grammar.place_first.match(line)) and (iso := _iso(match, grammar)):
            return iso
    return None


def _date_pattern(words: dict[str, dict[str, str]]) -> str:
    """Return the pattern of one calendar day with its year, in the four orders that English pages use."""
    month, ordinal = _one_of(words["month"]), _one_of(words["ordinal"])
    number = rf"\d{{1,2}}(?:{ordinal})?"
    weekday = rf"(?:{_one_of(words['weekday'])})\b\.?,?\s+"
    orders = (
        rf"(?P<m1>{month})\b\.?\s+(?P<d1>{number}),?\s+(?P<y1>\d{{4}})",
        rf"(?P<d2>{number})\s+(?:{_one_of(words['filler'])}\s+)?(?P<m2>{month})\b\.?,?\s+(?P<y2>\d{{4}})",
        r"(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)",
        r"(?P<n1>\d{1,2})[./-](?P<n2>\d{1,2})[./-](?P<y4>\d{4})",
    )
    return rf"(?:{weekday})?(?:{'|'.join(orders)})"


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with any space between the words of a phrase."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


def _iso(match: re.Match[str], grammar: DateGrammar) -> str | None:
    """Return the day that a match names, ``None`` when the calendar has no such day or the order is a guess."""
    days = set(_readings(match, grammar))
    return days.pop() if len(days) == 1 else None


def _readings(match: re.Match[str], grammar: DateGrammar) -> Iterator[str]:
    """Yield each day that the match can mean; "03/04/2024" can mean two."""
    part = match.groupdict()
    for order in "123":
        if part[f"y{order}"]:
            month = part[f"m{order}"].lower()
            number = grammar.months.get(month) or int(month)
            yield from _day(int(part[f"y{order}"]), number, int(re.sub(r"\D", "", part[f"d{order}"])))
    if part["y4"]:
        first, second = int(part["n1"]), int(part["n2"])
        yield from _day(int(part["y4"]), first, second)
        yield from _day(int(part["y4"]), second, first)


def _day(year: int, month: int, day: int) -> Iterator[str]:
    """Yield the ISO date if there is such a day."""
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return
