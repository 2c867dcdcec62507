"""Lemmas by a table of exceptions and a few rules, chosen by the Penn tag."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_NAMES = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True)
class Lemmas:
    """The tables, by Penn tag.

    ``exceptions[tag][form]`` is a lemma that the rules get wrong; ``endings[tag]`` are (ending, replacement) pairs;
    ``known[tag]`` are the lemmas of a dictionary: the first pair that gives one of them wins, else the last that fits.
    """

    exceptions: Mapping[str, Mapping[str, str]]
    endings: Mapping[str, Sequence[tuple[str, str]]]
    known: Mapping[str, frozenset[str]]

    def of(self, word: str, tag: str) -> str:
        """Return the lemma of a word with a Penn tag."""
        listed = self.exceptions.get(tag, {})
        lower = word.lower()
        found = listed.get(word) or listed.get(lower)
        return found or self.by_rule(word, tag)

    def by_rule(self, word: str, tag: str) -> str:
        """Return the lemma that the rules give: a name stays as it is, an inflected form loses its ending."""
        form = word if tag in _NAMES else word.lower()
        options = [
            form[: len(form) - len(ending)] + new
            for ending, new in self.endings.get(tag, ())
            if form.endswith(ending) and len(form) > len(ending) + 1
        ]
        known = self.known.get(tag, frozenset())
        return next((option for option in options if option in known), options[-1] if options else form)


def read_lemmas(path: Path) -> Lemmas:
    """Read the tables that training wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        tables = json.load(file)
    lists = {name: frozenset(words.split(" ")) for name, words in tables["words"].items()}
    return Lemmas(
        exceptions=tables["exceptions"],
        endings={tag: [(a, b) for a, b in pairs] for tag, pairs in tables["endings"].items()},
        known={tag: lists[name] for tag, name in tables["known"].items()},
    )
