"""Common nouns of the lists in the text ("foreign ministry", "deputy governor", "gunmen") and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.phrases import NOMINALS, complements, core_start, is_plural, possessor, prepositions
from kg.extract.scene import Found, Scene
from kg.model import Entity
from kg.names.nounlists import Body, Lookup, Role

LONGEST_NOUN = 7
"""Tokens of the longest entry of the lists that is looked for ("chief of staff of the armed forces")."""

NOT_DESCRIBING = frozenset({"PRON", "DET", "NUM", "ADV", "PART", "VERB", "AUX", "SCONJ", "CCONJ"})
"""Words that a phrase is clipped after, so that what remains describes: "at least seven", "not only"."""
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


def nouns(scene: Scene, lookup: Lookup) -> Iterator[Noun]:
    """Yield the listed nouns in the order of the text, the longest where several begin at a word."""
    starts = {index: one.start for one in scene.found if one.naming for index in range(one.start, one.end)}
    firsts, past = lookup.firsts, 0
    for index, (word, lemma) in enumerate(zip(scene.forms.words, scene.forms.lemmas, strict=True)):
        if index < past or (word not in firsts and lemma not in firsts):
            continue
        hit = _longest(scene, index, lookup)
        if hit and not _inside_name(scene, index, hit[0]):
            yield _noun(scene, index, *hit, starts)
            past = hit[0]


def _longest(scene: Scene, start: int, lookup: Lookup) -> tuple[int, Role | Body] | None:
    """Return the end of the longest listed noun that begins at ``start``, with what the list says of it."""
    doc, forms = scene.doc, scene.forms
    for end in _ends(scene, start, lookup):
        entry = lookup.entries.get(forms.phrase(start, end)) or lookup.entries.get(forms.phrase(start, end, lemma=True))
        if entry and entry.cls and forms.words[end - 1] and _is_noun(doc[end - 1], end - start):
            return end, entry
    return None


def _ends(scene: Scene, start: int, lookup: Lookup) -> list[int]:
    """Return where a noun that begins at ``start`` may end, the longest first: no further than any entry reaches."""
    doc, words = scene.doc, scene.forms.words
    reach = lookup.firsts.get(words[start].partition(" ")[0], 1) if words[start] else LONGEST_NOUN
    ends: list[int] = []
    for index in range(start, min(start + LONGEST_NOUN, doc[start].sent.end)):
        if words[index]:
            ends.insert(0, index + 1)
        if len(ends) == reach:
            break
    return ends


def _is_noun(last: Token, length: int) -> bool:
    """Tell whether a listed word is a noun here; in an entry of several words it may be tagged otherwise."""
    return last.pos_ in NOMINALS or (length > 1 and last.pos_ in {"ADJ", "VERB"})


def _inside_name(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words are part of a longer name or body ("guard" of "Revolutionary Guard Corps")."""
    last = scene.cover.get(end - 1)
    if last is None:
        return False
    longer = last.start < start or last.end > end
    return longer or (last.naming and last.entity.cls != "State")


def _noun(scene: Scene, first: int, end: int, entry: Role | Body, starts: dict[int, int]) -> Noun:
    doc = scene.doc
    head = _head(doc, first, end)
    start = core_start(head, first, starts)
    for index in (one for one in range(start, first) if one not in scene.cover):
        if (doc[index].pos_ in NOT_DESCRIBING and doc[index].tag_ not in {"POS", "VBN", "VBG"}) or _counts(
            scene, index
        ):
            start = _after_hyphens(doc, index, first) if doc[index].pos_ == "NUM" else index + 1
    return Noun(start, first, end, head.i, entry, is_plural(head))


def _after_hyphens(doc: Doc, index: int, first: int) -> int:
    """Return the first token after a number and what is joined to it: "banker" in "49-year-old banker"."""
    while index < first and not doc[index].whitespace_:
        index += 1
    return min(index + 1, first)


def _counts(scene: Scene, index: int) -> bool:
    return scene.doc[index].is_quote or scene.words.has("quantifier", scene.forms.words[index])


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
        if index in scene.cover and not _backs(scene, index):
            yield scene.cover[index]
    for index in range(noun.first, noun.end):
        if index in scene.cover:
            yield scene.cover[index]
    for one in complements(doc[noun.head]):
        if one.i in scene.cover and _holds(scene, noun, prepositions(one)):
            yield scene.cover[one.i]


def _backs(scene: Scene, index: int) -> bool:
    """Tell whether a name only says who backs somebody: "Iran-backed rebels" are not Iran's, "US-led troops" are."""
    doc = scene.doc
    return doc[index + 1].text == "-" and scene.words.has("backing", doc[index + 2].lower_)


def _holds(scene: Scene, noun: Noun, cases: tuple[str, ...]) -> bool:
    """Tell whether what follows a preposition owns; "in Tehran" only says where an embassy or envoy is a guest."""
    kind = "owning" if noun.entry.kind in AT_HOST else "holding"
    return any(scene.words.has(kind, case) for case in cases)
