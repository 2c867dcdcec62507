"""Numbers as news writes them, read as intervals: "at least seven" is 7 or more, "about 20" 15 to 25.

Least and most are numbers that the words name. "More than 90" is 90 or more, since news says so of 90 as well, and its
hedge is kept; "up to 16" is 0 to 16; a round number with "about" may be off by half of its last written place; "dozens"
and "several" are surely only two or more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.words import WordTable
from kg.model import Hedge

_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_FIGURE_RANGE = re.compile(r"(\d+)[-–—](\d+)")
_THOUSAND = 1000
_LONGEST_RUN = 8
_HEDGES: Mapping[str, Hedge] = {
    "least": "at least",
    "more": "more than",
    "most": "at most",
    "fewer": "fewer than",
    "about": "about",
    "nearly": "about",
    "exact": "exact",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the indices of its first and last word; ``None`` where there is no least or no most."""

    first: int
    last: int
    min: int | None
    max: int | None
    hedge: Hedge = "exact"


def is_number(token: Token, table: WordTable) -> bool:
    """Tell whether a word is part of a number: figures, "seven", "hundred", "dozen"."""
    low = token.lower_
    if low[0].isdigit():
        return bool(_FIGURES.fullmatch(low) or _FIGURE_RANGE.fullmatch(low))
    return any(table.has(kind, low) for kind in ("number", "scale", "dozen"))


def amount_at(token: Token, table: WordTable) -> Amount | None:
    """Return the number that a word is part of, with the words before and after it that make it an interval."""
    if not is_number(token, table):
        return None
    first, last = _run(token, table)
    amount = _range(token.doc, first, last, table) or _exact(token.doc, first, last, table)
    return _hedged(token.doc, amount, table) if amount is not None else None


def none_at(token: Token, table: WordTable) -> Amount | None:
    """Return nought for "no", "nobody", "no one", "not a single", with the words for it."""
    phrase = _phrase_ending(token.doc, token.i, "none", table)
    return Amount(token.i - phrase + 1, token.i, 0, 0) if phrase else None


def vague_at(token: Token, table: WordTable) -> Amount | None:
    """Return "more than one" for "dozens", "several", "a number"."""
    length = _phrase_ending(token.doc, token.i, "vague", table)
    if not length:
        return None
    least = table.value("vague", _text(token.doc, token.i - length + 1, token.i))
    return Amount(token.i - length + 1, token.i, int(least or 0), None, "indefinite")


def _run(token: Token, table: WordTable) -> tuple[int, int]:
    """Return the first and last word of a number: "twenty-one", "a hundred and fifty", "5 to 10"."""
    doc, first, last = token.doc, token.i, token.i
    while last - first < _LONGEST_RUN and last + 1 < len(doc) and _goes_on(doc, last, table):
        last += 1 if is_number(doc[last + 1], table) else 2
    while last - first < _LONGEST_RUN and first > 0 and is_number(doc[first - 1], table):
        first -= 1
    while last - first < _LONGEST_RUN and first > 1 and _joined(doc, first - 1, table):
        first -= 2
    if first > 0 and not doc[first].lower_[0].isdigit():
        first -= table.has("article", doc[first - 1].lower_)
    if first > 0:
        first -= table.has("half", doc[first - 1].lower_)
    return first, last


def _goes_on(doc: Doc, last: int, table: WordTable) -> bool:
    return is_number(doc[last + 1], table) or _joined(doc, last + 1, table)


def _joined(doc: Doc, middle: int, table: WordTable) -> bool:
    """Tell whether a word binds two parts of one number or of one range: "twenty-one", "three or four", "5 to 10"."""
    if not 0 < middle < len(doc) - 1:
        return False
    before, low, after = doc[middle - 1], doc[middle].lower_, doc[middle + 1]
    if not (is_number(before, table) and is_number(after, table)):
        return False
    if table.has("inside", low) and table.has("scale", before.lower_):
        return True
    opening = doc[middle - 2].lower_ if middle > 1 else ""
    if table.has("between", opening):
        return table.has("range-between", low)
    return table.has("range", low) and not table.has("start", opening)


def _range(doc: Doc, first: int, last: int, table: WordTable) -> Amount | None:
    """Read "5 to 10", "three or four", "10–15"; ``None`` when the run is one number."""
    if first == last and (figures := _FIGURE_RANGE.fullmatch(doc[first].lower_)):
        return Amount(first, last, int(figures[1]), int(figures[2]), "range")
    for middle in range(first + 1, last):
        low = doc[middle].lower_
        if table.has("range", low) or (table.has("range-between", low) and _opens_range(doc, first, table)):
            least, most = _value(doc, first, middle - 1, table), _value(doc, middle + 1, last, table)
            if least is not None and most is not None and least < most:
                return Amount(first - _opens_range(doc, first, table), last, least, most, "range")
    return None


def _opens_range(doc: Doc, first: int, table: WordTable) -> bool:
    return first > 0 and table.has("between", doc[first - 1].lower_)


def _exact(doc: Doc, first: int, last: int, table: WordTable) -> Amount | None:
    value = _value(doc, first, last, table)
    return Amount(first, last, value, value) if value is not None else None


def _value(doc: Doc, first: int, last: int, table: WordTable) -> int | None:
    """Return the value of the words of one number."""
    total, part, share = 0.0, 0.0, 1.0
    for token in doc[first : last + 1]:
        low = token.lower_
        unit = table.value("scale", low) or table.value("dozen", low)
        if low[0].isdigit() and _FIGURES.fullmatch(low):
            part += float(low.replace(",", ""))
        elif number := table.value("number", low):
            part += int(number)
        elif table.has("half", low):
            share = 0.5
        elif unit:
            part = max(part, 1) * int(unit) * share
            total, part = (total + part, 0.0) if int(unit) >= _THOUSAND else (total, part)
    return round(total + part)


def _hedged(doc: Doc, amount: Amount, table: WordTable) -> Amount:
    """Widen a number by the words around it: "at least", "up to", "about", "or more"."""
    for _ in range(2):
        before = {kind: _phrase_ending(doc, amount.first - 1, kind, table) for kind in _HEDGES}
        kind = max(_HEDGES, key=lambda one: before[one])
        if before[kind]:
            amount = _widened(replace(amount, first=amount.first - before[kind]), kind)
    for kind in ("least", "about"):
        if length := _phrase_starting(doc, amount.last + 1, f"{kind}-after", table):
            amount = _widened(replace(amount, last=amount.last + length), kind)
    return amount


def _widened(amount: Amount, kind: str) -> Amount:
    least, most = amount.min, amount.max
    if kind == "exact":
        return amount
    amount = replace(amount, hedge=_HEDGES[kind])
    if kind in {"least", "more"}:
        return replace(amount, max=None)
    if kind in {"most", "fewer"}:
        return replace(amount, min=0)
    if least is None or most is None:
        return amount
    above = _half_place(most) if kind == "about" else 0
    return replace(amount, min=max(least - _half_place(least), min(least, 1)), max=most + above)


def _half_place(value: int) -> int:
    """Return half of the last place that a number is written with: 5 for 20, 50 for 300, none for 23."""
    place = 1
    while value and value % (place * 10) == 0:
        place *= 10
    return place // 2


def _text(doc: Doc, first: int, last: int) -> str:
    return " ".join(token.lower_ for token in doc[first : last + 1])


def _phrase_ending(doc: Doc, last: int, kind: str, table: WordTable) -> int:
    """Return how many words of the longest phrase of a kind end at a word, 0 when none does."""
    for length in range(min(table.longest(kind), last + 1), 0, -1):
        if table.has(kind, _text(doc, last - length + 1, last)):
            return length
    return 0


def _phrase_starting(doc: Doc, first: int, kind: str, table: WordTable) -> int:
    """Return how many words of the longest phrase of a kind start at a word, 0 when none does."""
    for length in range(table.longest(kind), 0, -1):
        if first + length <= len(doc) and table.has(kind, _text(doc, first, first + length - 1)):
            return length
    return 0
