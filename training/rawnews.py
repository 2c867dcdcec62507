"""Raw news labelled by a trained pipeline, with names kept only where lists or a second opinion confirm them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import Sentence, guess_spaces
from gazetteer import Gazetteer
from spacy.language import Language
from spacy.tokens import Doc

Name = tuple[int, int, str]
_KINDS = {"geo": "LOC", "gpe": "LOC", "org": "ORG", "per": "PERSON"}


def read_gmb(path: Path) -> Iterator[tuple[str, list[Name]]]:
    """Yield the sentences of GMB as text, with its machine-made names by character offsets."""
    with path.open(encoding="latin-1", newline="") as file:
        rows = list(csv.reader(file))[1:]
    block: list[list[str]] = []
    for row in [*rows, ["Sentence: end", "", "", ""]]:
        if row[0] and block:
            yield _text(block)
            block = []
        block.append(row)


def _text(rows: Sequence[Sequence[str]]) -> tuple[str, list[Name]]:
    words = [{"``": '"', "''": '"'}.get(row[1], row[1]) for row in rows]
    text, names, last = "", [], ""
    for row, word, space in zip(rows, words, guess_spaces(words), strict=True):
        mark, _, kind = row[3].partition("-")
        if mark == "I" and kind == last and kind in _KINDS:
            names[-1] = (names[-1][0], len(text) + len(word), names[-1][2])
        elif kind in _KINDS:
            names.append((len(text), len(text) + len(word), _KINDS[kind]))
        last = kind
        text += word + (" " if space else "")
    return text.rstrip(), names


def labelled(nlp: Language, path: Path, gazetteer: Gazetteer, count: int, chance: random.Random) -> list[Sentence]:
    """Return `count` sentences of GMB with the pipeline's trees and with names on which both opinions agree."""
    pairs = [(text, names) for text, names in read_gmb(path) if _fit(text)]
    picked = chance.sample(pairs, min(count, len(pairs)))
    docs = nlp.pipe([text for text, _ in picked])
    found = (_sentence(doc, names, gazetteer, n) for n, (doc, (_, names)) in enumerate(zip(docs, picked, strict=True)))
    return [s for s in found if s]


def _fit(text: str) -> bool:
    return 40 <= len(text) <= 400 and text[0].isupper() and text[-1] in '.!?"' and text.count('"') != 1


def _sentence(doc: Doc, other: list[Name], gazetteer: Gazetteer, number: int) -> Sentence | None:
    if any(t.is_space for t in doc) or len(list(doc.sents)) != 1:
        return None
    return Sentence(
        f"gmb-{number}", tuple(t.text for t in doc), tuple(bool(t.whitespace_) for t in doc),
        tuple(t.pos_ for t in doc), tuple(t.tag_ for t in doc), tuple(str(t.morph) or "_" for t in doc),
        tuple(t.lemma_ for t in doc), tuple(-1 if t.head == t else t.head.i for t in doc),
        tuple("root" if t.dep_ == "ROOT" else t.dep_ for t in doc), _agreed(doc, other, gazetteer),
        new_paragraph=number % 3 == 0, new_document=number % 3 == 0,
    )  # fmt: skip


def _agreed(doc: Doc, other: list[Name], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names found by both; what only one found is marked "?", unless a list knows it."""
    tags = ["O"] * len(doc)
    mine = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
    theirs = {(a, b, gazetteer.relabel(doc.text[a:b], label)) for a, b, label in other}
    titled = {(a, b, k) for a, b, k in theirs if k == "PERSON" and any(b == y and a < x for x, y, _ in mine)}
    for start, end, label in sorted(mine | (theirs - titled)):
        span = doc.char_span(start, end)
        if span is None:
            continue
        sure = _sure((start, end, label), mine, theirs) or gazetteer.knows(span.text, label)
        for i in range(span.start, span.end):
            first = "B-" if i == span.start else "I-"
            tags[i] = first + label if sure else tags[i] if tags[i][1:2] == "-" else "?"
    return tuple(tags)


def _sure(name: Name, mine: set[Name], theirs: set[Name]) -> bool:
    start, end, label = name
    titled = any(a <= start and b == end and label == kind == "PERSON" for a, b, kind in theirs)
    return name in mine and (name in theirs or titled)
