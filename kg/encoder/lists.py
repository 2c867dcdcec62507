"""Lists of names as a hint to the network: which words stand in a list of places, organisations, peoples or people."""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

FLAGS = ("place", "in place", "organisation", "in organisation", "people", "first name", "last name")
"""What is flagged, in the order of the network's inputs; `in` means not the first word of it."""
KINDS = {"place": (0, 1), "organisation": (2, 3), "people": (4, 4), "first": (5, 5), "last": (6, 6)}
"""The flags of the first word of a name of a kind, and of its other words."""

_Rest = tuple[tuple[str, ...], int, int]


def folded(word: str) -> str:
    """Return a word without case and accents.

    >>> folded("Yaoundé")
    'yaounde'
    """
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


class NameLists:
    """Finds listed names in a run of words."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a kind and a name, its words parted by blanks."""
        self._by_first: dict[str, list[_Rest]] = {}
        for kind, name in names:
            first, *rest = folded(name).split(" ")
            self._by_first.setdefault(first, []).append((tuple(rest), *KINDS[kind]))

    def flags(self, words: Sequence[str]) -> list[int]:
        """Return for each word its flags as the bits of a number; names in small letters are not found."""
        plain = [folded(word) for word in words]
        result = [0] * len(words)
        for i, word in enumerate(plain):
            for rest, begin, inside in self._by_first.get(word, ()):
                stop = i + 1 + len(rest)
                if tuple(plain[i + 1 : stop]) == rest and any(not w.islower() for w in words[i:stop]):
                    result[i] |= 1 << begin
                    for k in range(i + 1, stop):
                        result[k] |= 1 << inside
        return result


def read_lists(path: Path) -> NameLists:
    """Read lines of a kind, a tab and a name."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
    return NameLists((kind, name) for kind, name in pairs)
