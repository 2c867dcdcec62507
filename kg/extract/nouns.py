"""Common nouns of the name lists in the text ("foreign ministry", "deputy governor of", "gunmen") and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.phrases import NOMINALS, complements, core_start, is_plural, possessor, prepositions
from kg.extract.scene import Found, Scene
from kg.model import Entity
from kg.namelists import fold
from kg.names import Body, Role

LONGEST_NOUN = 7
"""Tokens of the longest entry of the lists that is looked for ("chief of staff of the armed forces")."""

AT_HOST = frozenset({"diplomat", "diplomatic"})
"""Kinds of people and bodies that are in another state than their own."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A listed noun of the text, ``first`` to ``end``, in the core of its phrase, which begins at ``start``.

    ``entry`` is what the list says of it."""

    start: int
    first: int
    end: int
    head: int
    entry: Role | Body
    plural: bool


@dataclass(frozen=True, slots=True)
class Lookup:
    """A list of nouns by their folded words, and the first words of all of them."""

    entries: Mapping[str, Role] | Mapping[str, Body]
    firsts: frozenset[str]

    @classmethod
    def of(cls, entries: Mapping[str, Role] | Mapping[str, Body]) -> Lookup:
        """Return the lookup of a list."""
        return cls(entries, frozenset(text.split(" ", 1)[0] for text in entries))


def nouns(scene: Scene, lookup: Lookup) -> Iterator[Noun]:
    """Yield the listed nouns in the order of the text, the longest where several begin at a word."""
    starts = {index: one.start for one in scene.found if one.naming for index in range(one.start, one.end)}
    index = 0
    while index < len(scene.doc):
        hit = _longest(scene.doc, index, lookup)
        if hit and not _inside_name(scene, index, hit[0]):
            yield _noun(scene.doc, index, *hit, starts)
            index = hit[0]
        else:
            index += 1


def _longest(doc: Doc, start: int, lookup: Lookup) -> tuple[int, Role | Body] | None:
    """Return the end of the longest listed noun that begins at ``start``, with what the list says of it."""
    first = fold(doc[start].text), fold(doc[start].lemma_)
    if not any(word.split(" ", 1)[0] in lookup.firsts for word in first if word):
        return None
    for end in range(min(start + LONGEST_NOUN, len(doc), doc[start].sent.end), start, -1):
        if doc[end - 1].pos_ in NOMINALS or (doc[end - 1].pos_ in {"ADJ", "VERB"} and end - start > 1):
            for words in (fold(doc[start:end].text), _with_lemma(doc, start, end)):
                entry = lookup.entries.get(words)
                if entry and entry.cls:
                    return end, entry
    return None


def _with_lemma(doc: Doc, start: int, end: int) -> str:
    """Return the words with the last one as a lemma: "foreign minister" for "foreign ministers"."""
    before = doc[start : end - 1].text_with_ws if end - 1 > start else ""
    return fold(before + doc[end - 1].lemma_)


def _inside_name(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words are part of a longer name or body ("guard" of "Revolutionary Guard Corps")."""
    last = scene.cover.get(end - 1)
    if last is None:
        return False
    longer = last.start < start or last.end > end
    return longer or (last.naming and last.entity.cls != "State")


def _noun(doc: Doc, first: int, end: int, entry: Role | Body, starts: dict[int, int]) -> Noun:
    head = _head(doc, first, end)
    start = core_start(head, first, starts)
    while start < first and doc[start].pos_ in {"PRON", "DET", "NUM"}:
        start += 1
    return Noun(start, first, end, head.i, entry, is_plural(head))


def _head(doc: Doc, first: int, end: int) -> Token:
    """Return the noun that the others of the entry modify: "minister" of "minister of", "ministry of defence"."""
    for index in range(first, end):
        if doc[index].pos_ == "ADP" and index > first:
            return doc[index - 1]
    return doc[end - 1]


def is_modifier(doc: Doc, noun: Noun) -> bool:
    """Tell whether the noun only modifies another ("militant targets", "police station")."""
    head = doc[noun.head]
    return head.dep_ in {"compound", "amod", "nmod:desc"} and head.head.i > noun.head


def holder(scene: Scene, noun: Noun) -> Entity | None:
    """Return whom the phrase says the thing or person belongs to: possessor, modifier or complement, in this order."""
    for one in _holders(scene, noun):
        return one.entity
    return None


def _holders(scene: Scene, noun: Noun) -> Iterator[Found]:
    doc = scene.doc
    owner = possessor(doc[noun.head])
    if owner is not None and owner.i in scene.cover:
        yield scene.cover[owner.i]
    for index in range(noun.first - 1, noun.start - 1, -1):
        if index in scene.cover:
            yield scene.cover[index]
    for index in range(noun.first, noun.end):
        if index in scene.cover:
            yield scene.cover[index]
    for one in complements(doc[noun.head]):
        if one.i in scene.cover and _holds(scene, noun, prepositions(one)):
            yield scene.cover[one.i]


def _holds(scene: Scene, noun: Noun, cases: tuple[str, ...]) -> bool:
    """Tell whether what follows a preposition owns; "in Tehran" and "to Iran" say where an embassy or envoy is a guest."""
    kind = "owning" if noun.entry.kind in AT_HOST else "holding"
    return any(scene.words.has(kind, case) for case in cases)
