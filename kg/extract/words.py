"""The words of time, number and harm that the extractors read, as tables keyed by kind.

The words stand in ``ontology/words/``; here they become frozen values, so that nothing of English is in the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import reporting_verbs
from kg.resources import path_of
from kg.words import Row, rows

COLUMNS = ("kind", "word", "value")

#: One kind of words: word -> value. Words of several parts are joined by single spaces.
Table = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows of ``kind``, ``word`` and ``value``, to be asked by kind or by word; ``lengths`` are those of the longest
    word of each kind, in parts."""

    kinds: Mapping[str, Table]
    by_word: Mapping[str, Table]
    lengths: Mapping[str, int]

    def has(self, kind: str, word: str) -> bool:
        """Tell whether ``word`` (in lower case) is of this kind."""
        return word in self.kinds.get(kind, {})

    def value(self, kind: str, word: str) -> str | None:
        """Return the value of ``word`` in this kind, ``None`` when it is not of the kind."""
        return self.kinds.get(kind, {}).get(word)

    def kinds_of(self, word: str) -> Table:
        """Return the kinds of ``word`` with its value in each."""
        return self.by_word.get(word, {})

    def longest(self, kind: str) -> int:
        """Return the number of parts of the longest word of a kind."""
        return self.lengths.get(kind, 0)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of time expressions, and those by which events and times hang together."""

    table: WordTable
    numbers: WordTable


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numbers, and those that say who came to which harm."""

    table: WordTable
    harm: WordTable


def make_table(lines: Iterable[Row]) -> WordTable:
    """Put rows together by kind and by word."""
    kinds: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, str]] = {}
    for line in lines:
        kinds.setdefault(line["kind"], {})[line["word"]] = line["value"]
        words.setdefault(line["word"], {})[line["kind"]] = line["value"]
    lengths = {kind: max(word.count(" ") + 1 for word in some) for kind, some in kinds.items()}
    return WordTable(kinds, words, lengths)


@cache
def word_table(name: str) -> WordTable:
    """Read ``ontology/words/NAME.tsv``."""
    return make_table(rows(path_of(f"ontology/words/{name}.tsv"), COLUMNS))


@cache
def time_words(lexicon: tuple[Path, ...] = ()) -> TimeWords:
    """Read the words of time; months and the endings of their days are those of datelines, verbs of telling those of
    the lexicon and of the user's files of it."""
    shared = rows(path_of("ontology/words/dateline.tsv"), COLUMNS)
    months = [row for row in shared if row["kind"] in {"month", "ordinal"}]
    reporting = [{"kind": "reporting", "word": lemma, "value": ""} for lemma in reporting_verbs(lexicon)]
    own = rows(path_of("ontology/words/time.tsv"), COLUMNS)
    return TimeWords(make_table([*months, *reporting, *own]), word_table("numbers"))


@cache
def number_words() -> NumberWords:
    """Read the words of numbers and of harm."""
    return NumberWords(word_table("numbers"), word_table("casualties"))
