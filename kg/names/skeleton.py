"""Spellings of names that come from other scripts: what news writes in many ways gets one skeleton.

The letters and the small words that differ stand in ``ontology/names/skeletons.tsv``. Two names with one skeleton may
still be two places, so that a skeleton only finds what something else speaks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.names.lists import rows

SKELETONS = "skeletons.tsv"
SHORTEST = 5
"""A shorter skeleton says too little."""
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Small words and endings that may be left out, letters with what they become, in the order in which they are
    replaced, and the countries whose names are written in so many ways, as ISO 3166-1 alpha-3 codes."""

    words: frozenset[str] = frozenset()
    letters: tuple[tuple[str, str], ...] = ()
    endings: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()

    def skeleton(self, folded: str) -> str:
        """Return the skeleton of a folded name; empty when it would be too short.

        >>> Spelling(frozenset({"o", "and"}), (("ie", "i"), ("e", "i"))).skeleton("siestan o baluchestan")
        'sistanbaluchistan'
        """
        parts = folded.split()
        kept = [self._word(word) for number, word in enumerate(parts) if number == 0 or word not in self.words]
        if len(kept) > 1 and parts[0] in self.words:
            kept = kept[1:]
        whole = "".join(kept)
        return whole if len(whole) >= SHORTEST else ""

    def _word(self, word: str) -> str:
        for letters, other in self.letters:
            word = word.replace(letters, other)
        word = _DOUBLED.sub(r"\1", word)
        return next((word.removesuffix(one) for one in self.endings if word.endswith(one) and len(word) > 3), word)


def load_spelling(folder: Path) -> Spelling:
    """Read the table of spellings of a folder."""
    table = [(row["kind"], row["text"], row["becomes"]) for row in rows(folder / SKELETONS)]
    return Spelling(
        frozenset(text for kind, text, _ in table if kind == "word"),
        tuple((text, other) for kind, text, other in table if kind == "letters"),
        tuple(text for kind, text, _ in table if kind == "ending"),
        frozenset(text for kind, text, _ in table if kind == "country"),
    )
