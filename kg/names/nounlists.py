"""Entries of the lists of common nouns (posts, bodies) and the form in which a text is searched for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """The title or post of a person. ``acts`` tells whether its holder acts for the state."""

    pattern: str
    cls: str
    kind: str
    acts: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Words that stand for an actor without a name: "foreign ministry", "gunmen", "fighter jets"."""

    pattern: str
    cls: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """A list of nouns by their folded words; ``firsts`` has the first word of each, with the number of words of the
    longest that begins with it."""

    entries: Mapping[str, Role] | Mapping[str, Body]
    firsts: Mapping[str, int]

    @classmethod
    def of(cls, entries: Mapping[str, Role] | Mapping[str, Body]) -> Lookup:
        """Return the lookup of a list."""
        firsts: dict[str, int] = {}
        for text in entries:
            first, length = text.partition(" ")[0], text.count(" ") + 1
            firsts[first] = max(length, firsts.get(first, 1))
        return cls(entries, firsts)
