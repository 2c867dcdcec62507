"""Sentences that carry their answers: ``{Islamabad|state/PAK} recalled {its|state/PAK} envoy.``

After the bar stand the keys that the words have to refer to, joined by ``+``; ``*`` in a key stands for anything, and
nothing after the bar means that the words must refer to nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.entities import EntityIndex, find
from kg.model import Document, Entity, Mention
from kg.names.gazetteer import Gazetteer

_MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """Words of a sentence, where they begin, and the keys that they refer to."""

    words: str
    start: int
    keys: tuple[str, ...]


def unmarked(marked: str) -> tuple[str, list[Mark]]:
    """Return a marked text as it is read, and its marks."""
    text, marks, past = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[past : mark.start()]
        marks.append(Mark(mark[1], len(text), tuple(filter(None, mark[2].split("+")))))
        text += mark[1]
        past = mark.end()
    return text + marked[past:], marks


def index_of(doc: Doc, gazetteer: Gazetteer, name: str = "test") -> EntityIndex:
    """Return who and where is in an article."""
    return find(doc, Document(name, doc.text), gazetteer)


def wrong(marked: str, nlp: Language, gazetteer: Gazetteer) -> list[str]:
    """Return what is not found as the marks say, in words."""
    text, marks = unmarked(marked)
    mentions = index_of(nlp(text), gazetteer).mentions
    return [found for mark in marks if (found := _wrong(mark, mentions))]


def outcome(mark: Mark, mentions: tuple[Mention, ...]) -> str:
    """Return what became of a reference: "found", "missed", "wrong", or "nobody" where nobody is meant or taken."""
    here = [m.refers_to for m in mentions if m.span.end == mark.start + len(mark.words) and m.span.start >= mark.start]
    if not here:
        return "missed" if mark.keys else "nobody"
    return "found" if mark.keys and any(_fit(mark.keys, keys) for keys in here) else "wrong"


def _wrong(mark: Mark, mentions: tuple[Mention, ...]) -> str | None:
    here = [m.refers_to for m in mentions if m.span.start == mark.start and m.text == mark.words]
    if not mark.keys:
        return f"{mark.words!r} refers to {here}" if here else None
    return None if any(_fit(mark.keys, keys) for keys in here) else f"{mark.words!r} refers to {here}, not {mark.keys}"


def _fit(wanted: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    pairs = zip(sorted(wanted), sorted(keys), strict=False)
    return len(wanted) == len(keys) and all(fnmatchcase(key, pattern) for pattern, key in pairs)


def entity(index: EntityIndex, words: str) -> Entity:
    """Return the entity that the first mention of these words refers to."""
    found = [mention for mention in index.mentions if mention.text == words]
    assert found, f"{words!r} is no mention; there are {[mention.text for mention in index.mentions]}"
    return index.entity(found[0].refers_to[0])
