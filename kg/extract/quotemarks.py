"""Where quotations begin and end: the words between marks, of one sentence or several."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from spacy.tokens import Doc, Token

#: Marks that names stand in.
QUOTES = frozenset("\"'“”‘’")
_OPEN, _CLOSE, _EITHER = "“", "”", ("\"", "''", "``")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: the first and the last (exclusive), and whether a mark ends them; ``paragraph``
    counts the lines of the text. ``led`` are the lines of a statement without marks, below "the minister said:"."""

    start: int
    end: int
    closed: bool
    paragraph: int
    led: bool = False


@lru_cache(maxsize=2)
def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of an article in their order; a line ends those that are open."""
    found = [one for one in (*_found(doc), *_statements(doc)) if one.start < one.end]
    return tuple(sorted(found, key=lambda one: one.start))


def _found(doc: Doc) -> Iterator[Quotation]:
    start, line = -1, 0
    for token in doc:
        opens, closes = _marks(token.text, start >= 0)
        if start >= 0 and closes:
            yield Quotation(start, token.i, closed=True, paragraph=line)
            start = -1
        elif start < 0 and opens:
            start = token.i + 1
        if "\n" in token.text or "\n" in token.whitespace_:
            if start >= 0:
                yield Quotation(start, token.i, closed=False, paragraph=line)
            start, line = -1, line + 1
    if start >= 0:
        yield Quotation(start, len(doc), closed=False, paragraph=line)


def _statements(doc: Doc) -> Iterator[Quotation]:
    """The lines below one that ends with a colon, up to the last in which somebody speaks of "I" or "we"; none of them
    has a mark."""
    lines, past = _lines(doc), 0
    for number, (start, end) in enumerate(lines):
        if number < past or not doc[start:end].text.rstrip().endswith(":"):
            continue
        plain = list(takewhile(lambda line: not _has_marks(doc, *line), lines[number + 1 :]))
        spoken = [n for n, line in enumerate(plain) if any("1" in t.morph.get("Person", []) for t in doc[slice(*line)])]
        if spoken:
            past = number + 2 + spoken[-1]
            yield Quotation(plain[0][0], plain[spoken[-1]][1], closed=True, paragraph=number + 1, led=True)


def _lines(doc: Doc) -> list[tuple[int, int]]:
    """The first and the last word (exclusive) of each line that has any."""
    ends = [t.i + 1 for t in doc if "\n" in t.text or "\n" in t.whitespace_]
    bounds = zip([0, *ends], [*ends, len(doc)], strict=True)
    return [(start, end) for start, end in bounds if doc[start:end].text.strip()]


def _has_marks(doc: Doc, start: int, end: int) -> bool:
    return any(any(_marks(token.text, True)) for token in doc[start:end])


def _marks(text: str, inside: bool) -> tuple[bool, bool]:
    """Whether a word opens a quotation, and whether it closes one."""
    either = any(mark in text for mark in _EITHER)
    return _OPEN in text or (either and not inside), _CLOSE in text or (either and inside)


def around(token: Token) -> Quotation | None:
    """The quotation that a word stands in."""
    found = _last_from(token.doc, token.i)
    return found if found is not None and token.i < found.end else None


def before(quotation: Quotation, doc: Doc) -> Quotation | None:
    """The quotation before another one."""
    return _last_from(doc, quotation.start - 1)


def _last_from(doc: Doc, index: int) -> Quotation | None:
    """The last quotation that begins at a word or before it."""
    found = quotations(doc)
    place = bisect_right(found, index, key=lambda one: one.start)
    return found[place - 1] if place else None
