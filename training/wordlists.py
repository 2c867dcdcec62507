"""The recipe's own lists of words, from `words.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list of a name."""
    lists = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return tuple(lists[name])
