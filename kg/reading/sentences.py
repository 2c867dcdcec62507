"""The sentences of an article as hashes, by which copies of one story are known wherever they are published."""

from __future__ import annotations

import re
from hashlib import blake2b

#: A sentence of fewer words ("He did not elaborate.") may stand in any article.
SHORTEST = 7

_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_WORDS = re.compile(r"\w+")


def sentence_hashes(text: str) -> tuple[int, ...]:
    """Return a number for each sentence, without regard to case, marks and space, each once and in order.

    >>> sentence_hashes("He did not elaborate.")
    ()
    """
    found = (_WORDS.findall(sentence.casefold()) for sentence in _SENTENCES.split(text))
    return tuple(sorted({_hash(" ".join(words)) for words in found if len(words) >= SHORTEST}))


def _hash(sentence: str) -> int:
    """Return 52 bits: they fit the numbers of JSON."""
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest()) >> 12
