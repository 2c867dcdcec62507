"""From words to the numbers the network reads: word pieces and case shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from kg.encoder.lists import FLAGS

if TYPE_CHECKING:
    from pathlib import Path

MAX_PIECES_PER_WORD = 6
"""More pieces of one word add time and no accuracy."""
MAX_WORD_CHARS = 100
"""A longer "word" is noise (a URL, base64): its first characters are enough."""
CACHE_SIZE = 50_000

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-", "\u00a0": " ", "\u200b": None}
)


class Shape(IntEnum):
    """The case of a word, which the uncased encoder cannot see by itself."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGITS = 5
    OTHER = 6


def shape(word: str) -> Shape:
    """Return the case of a word.

    >>> shape("Iran").name, shape("UN").name, shape("al").name, shape("McCain").name, shape("3rd").name
    ('TITLE', 'UPPER', 'LOWER', 'MIXED', 'DIGITS')
    """
    if any(char.isdigit() for char in word):
        return Shape.DIGITS
    if not any(char.isalpha() for char in word):
        return Shape.OTHER
    if word.islower():
        return Shape.LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Shape.TITLE
    return Shape.UPPER if word.isupper() else Shape.MIXED


class Pieces:
    """Cuts words into the pieces of a vocabulary, remembering what was cut before."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces in the order of the rows of the embedding table."""
        ids = {piece: row for row, piece in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]"))  # noqa: S106
        self._tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.unknown, self.first, self.last = ids["[UNK]"], ids["[CLS]"], ids["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the pieces of one word, at least one and at most `MAX_PIECES_PER_WORD`."""
        found = self._cache.get(word)
        if found is None:
            plain = word[:MAX_WORD_CHARS].translate(_PLAIN)
            ids = self._tokenizer.encode(plain, add_special_tokens=False).ids
            found = tuple(ids[:MAX_PIECES_PER_WORD]) or (self.unknown,)
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[word[:MAX_WORD_CHARS]] = found
        return found


@dataclass(frozen=True)
class Window:
    """What the network reads at once: the pieces, their shapes and flags, and the first piece of each word."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    flags: NDArray[np.float32]
    firsts: NDArray[np.int64]


def window(
    pieces: Sequence[tuple[int, ...]],
    shapes: Sequence[int],
    flags: Sequence[int],
    breaks: Sequence[bool],
    ends: tuple[int, int],
) -> Window:
    """Lay words out as one row; a word that begins a paragraph (`breaks`) gets a separator before it.

    ``flags`` are bits as in ``kg.encoder.lists``; ``ends`` are the pieces that begin and end a row.
    """
    first, last = ends
    row, forms, bits, firsts = [first], [0], [0], []
    for index, word in enumerate(pieces):
        if breaks[index] and index:
            row.append(last)
            forms.append(0)
            bits.append(0)
        firsts.append(len(row))
        row.extend(word)
        forms.extend([shapes[index]] * len(word))
        bits.extend([flags[index]] * len(word))
    row.append(last)
    forms.append(0)
    bits.append(0)
    return Window(np.array(row, np.int64), np.array(forms, np.int64), expanded(bits), np.array(firsts, np.int64))


def expanded(bits: Sequence[int]) -> NDArray[np.float32]:
    """Return bits as rows of zeros and ones."""
    return (np.array(bits, np.int64)[..., None] >> np.arange(len(FLAGS)) & 1).astype(np.float32)


def read_vocabulary(path: Path) -> list[str]:
    """Return the pieces of a file with one piece a line."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
