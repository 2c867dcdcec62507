"""Hand-built parses for tests: a compact table in, a spaCy ``Doc`` out, with no trained model.

Used as ``from parses import at, parse``. One line a token: ``index word lemma UPOS head relation [more ...]``, head 0
for the root (its relation may be written ``root``), indices from 1 in each sentence; an empty line ends a sentence;
``more`` is any of

    tag=VBD     the Penn tag                 ent=LOC   the entity that starts here
    ent=+       the entity goes on           glue      no space after this token

A token that is punctuation or a clitic ("," "'s" "n't" "%") is written onto the token before it without being told so.

    1 Iran    Iran    PROPN 2 nsubj ent=LOC
    2 struck  strike  VERB  0 root tag=VBD
    3 bases   base    NOUN  2 obj
    4 .       .       PUNCT 2 punct
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

_ONTO_PREVIOUS = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "”", "'s", "’s", "'", "’", "n't", "n’t", "%"})
_ONTO_NEXT = frozenset({"(", "[", "“", "$"})


@dataclass(frozen=True)
class Row:
    """One line of a table; ``head`` is already an index into the whole document."""

    word: str
    lemma: str
    pos: str
    head: int
    dep: str
    tag: str
    ent: str
    glued: bool
    first: bool


def parse(table: str) -> Doc:
    """The ``Doc`` that ``table`` describes."""
    rows = list(_rows(table))
    spaces = [_space(rows, number) for number in range(len(rows))]
    return Doc(
        _vocab(),
        words=[row.word for row in rows],
        spaces=spaces,
        pos=[row.pos for row in rows],
        tags=[row.tag for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=[row.head for row in rows],
        deps=[row.dep for row in rows],
        ents=_bio(rows),
        sent_starts=[row.first for row in rows],
    )


@cache
def _vocab() -> Vocab:
    """The vocabulary of English: it knows lower case, punctuation and white space, which an empty one does not."""
    return spacy.blank("en").vocab


def at(doc: Doc, word: str, nth: int = 1) -> int:
    """The index of the ``nth`` token of ``doc`` that reads ``word``."""
    found = [token.i for token in doc if token.text == word]
    assert len(found) >= nth, f"{word!r} stands {len(found)} times in {doc.text!r}, not {nth}"
    return found[nth - 1]


def _rows(table: str) -> Iterator[Row]:
    offset = 0
    for block in table.strip("\n").split("\n\n"):
        lines = [line.split() for line in block.splitlines() if line.strip()]
        for number, cells in enumerate(lines, 1):
            assert int(cells[0]) == number, f"line {number} of the sentence has index {cells[0]}: {' '.join(cells)}"
            yield _row(cells, offset, first=number == 1)
        offset += len(lines)


def _row(cells: Sequence[str], offset: int, first: bool) -> Row:
    index, word, lemma, pos, head, dep, *rest = cells
    more = dict(cell.partition("=")[::2] for cell in rest)
    assert more.keys() <= {"tag", "ent", "glue"}, f"not tag=, ent= or glue: {rest}"
    root = int(head) == 0
    return Row(
        word,
        lemma,
        pos,
        offset + int(index if root else head) - 1,
        "ROOT" if root else dep,
        more.get("tag", ""),
        more.get("ent", ""),
        "glue" in more,
        first,
    )


def _space(rows: Sequence[Row], number: int) -> bool:
    row, following = rows[number], rows[number + 1 : number + 2]
    return not (row.glued or row.word in _ONTO_NEXT or not following or following[0].word in _ONTO_PREVIOUS)


def _bio(rows: Sequence[Row]) -> list[str]:
    tags: list[str] = []
    for row in rows:
        if row.ent == "+":
            assert tags and tags[-1] != "O", f"ent=+ at {row.word!r} goes on with nothing"
            tags.append("I" + tags[-1][1:])
        else:
            tags.append("B-" + row.ent if row.ent else "O")
    return tags


def starred(marked: str, doc: Doc) -> list[int]:
    """The indices of the words between stars."""
    offsets = [match.start() for match in re.finditer(r"\*", marked)][::2]
    starts = [offset - 2 * number for number, offset in enumerate(offsets)]
    return [next(token.i for token in doc if token.idx == start) for start in starts]
