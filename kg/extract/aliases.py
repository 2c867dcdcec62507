"""Other names that an article gives: "the Balochistan Liberation Front (BLF)", "Jaish al-Adl, also known as"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.mentions import PERSON, Named
from kg.extract.quotemarks import QUOTES
from kg.extract.words import WordTable
from kg.names.gazetteer import Name
from kg.names.lists import fold

LONGEST_INTRODUCTION = 6
"""Tokens of the longest phrase that introduces another name."""
LONGEST_QUOTED = 6
SHORTEST_ACRONYM = 3
"""Letters of the shortest acronym that is read without being explained."""

Pairs = Sequence[tuple[Named, Named]]


def with_aliases(doc: Doc, names: Sequence[Named], words: WordTable) -> tuple[list[Named], Mapping[Named, Named]]:
    """Return the names with the readings of those that the article says are the same, and what stands for which.

    The mapping leads from a name that no list has to the fuller one that the article gives for it."""
    pairs = [*_acronyms(doc, names), *_introduced(doc, names, words)]
    pairs += _initials(doc, names, {doc[short.start : short.end].text for _, short in pairs})
    marked = set(names)
    more = [short for _, short in pairs if short not in marked]
    fuller = {doc[short.start : short.end].text: full for full, short in pairs}
    every = [*names, *more, *_repeated(doc, [*names, *more], fuller)]
    known = {full: _readings(doc, full, short) for full, short in pairs}
    changed = {one: _read(doc, one, fuller, known) for one in every}
    stands = {changed[one]: changed[fuller[text]] for one in every if (text := doc[one.start : one.end].text) in fuller}
    return sorted(changed.values(), key=lambda one: one.start), {
        one: full for one, full in stands.items() if not one.readings and one != full
    }


def _readings(doc: Doc, full: Named, short: Named) -> tuple[Name, ...]:
    """Return the readings of two names of the same: those of the full one, else of the short one.

    An acronym that the lists know for somebody of quite another name means here what the article says."""
    if full.readings or doc[short.start].text != doc[short.start : short.end].text:
        return full.readings or short.readings
    words = set(fold(doc[full.start : full.end].text).split())
    return tuple(name for name in short.readings if words & set(fold(name.label).split()))


def _read(doc: Doc, one: Named, fuller: Mapping[str, Named], known: Mapping[Named, tuple[Name, ...]]) -> Named:
    """Give a name that the article explains, or explains others by, the readings of both."""
    full = fuller.get(doc[one.start : one.end].text, one)
    if full not in known:
        return one
    return replace(one, readings=known[full], label=one.label or full.label)


def _repeated(doc: Doc, names: Sequence[Named], fuller: Mapping[str, Named]) -> Iterator[Named]:
    """Yield the further places of an acronym that the article has explained."""
    taken = {index for one in names for index in range(one.start, one.end)}
    for token in doc:
        if token.text in fuller and token.i not in taken:
            yield Named(token.i, token.i + 1, fuller[token.text].label)


def _acronyms(doc: Doc, names: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield names with the acronyms in brackets after them."""
    by_start = {one.start: one for one in names}
    for one in names:
        at = _past_quotes(doc, one.end)
        if one.label in PERSON or one.length < 2 or at + 2 >= len(doc) or doc[at].text != "(":
            continue
        token = doc[at + 1]
        is_acronym = token.is_upper and token.is_alpha and len(token.text) > 1 and doc[at + 2].text == ")"
        if is_acronym and _is_short_for(token.text, doc, one):
            yield one, by_start.get(token.i) or Named(token.i, token.i + 1, one.label)


def _is_short_for(acronym: str, doc: Doc, one: Named) -> bool:
    """Tell whether the letters of an acronym stand in a name in this order, the first one at its beginning.

    A name that a list has is taken at its word: its acronym may come from another language."""
    letters = iter("".join(token.lower_ for token in doc[one.start : one.end]))
    in_order = all(letter in letters for letter in acronym.lower())
    return in_order and doc[one.start].lower_[0] == acronym[0].lower()


def _initials(doc: Doc, names: Sequence[Named], explained: Collection[str]) -> Iterator[tuple[Named, Named]]:
    """Yield unlisted names with the acronyms after them that are all their initials, when one name alone has these.

    Small words may be left out: the Army for the Liberation of Tigris is the ALT or the AFTLOT."""
    by_initials: dict[str, dict[str, Named]] = {}
    for one in names:
        if one.length > 1 and not one.readings and one.label not in PERSON and not one.demonym:
            for letters in _letters(doc, one):
                by_initials.setdefault(letters, {}).setdefault(doc[one.start : one.end].text, one)
    taken = {index: one for one in names for index in range(one.start, one.end)}
    for token in doc:
        fuller = list(by_initials.get(token.text, {}).values())
        if len(fuller) != 1:
            continue
        short = taken.get(token.i) or Named(token.i, token.i + 1, fuller[0].label)
        is_open = short.length == 1 and not short.readings and token.text not in explained
        if is_open and len(token.text) >= SHORTEST_ACRONYM and fuller[0].start < token.i:
            yield fuller[0], short


def _letters(doc: Doc, one: Named) -> set[str]:
    words = [token.text for token in doc[one.start : one.end] if token.text[0].isalpha()]
    return {"".join(word[0].upper() for word in some) for some in (words, [w for w in words if w[0].isupper()])}


def _introduced(doc: Doc, names: Sequence[Named], words: WordTable) -> Iterator[tuple[Named, Named]]:
    """Yield names with those that words such as "also known as" introduce after them."""
    by_start = {one.start: one for one in names}
    for one in names:
        at = one.end + 1 if one.end < len(doc) and doc[one.end].text == "," else one.end
        end = _introduction(doc, at, words)
        if end is None or one.demonym or one.label in PERSON:
            continue
        quoted = any(doc[index].text in QUOTES for index in range(end, min(end + 2, len(doc))))
        start = _past_quotes(doc, end + 1 if end < len(doc) and doc[end].pos_ == "DET" else end)
        other = by_start.get(start) or (_quoted(doc, start, one) if quoted else None)
        if other is not None and (quoted or not words.has("alias if quoted", doc[at].lower_)):
            yield one, other


def _introduction(doc: Doc, at: int, words: WordTable) -> int | None:
    for end in range(min(at + LONGEST_INTRODUCTION, len(doc)), at, -1):
        text = doc[at:end].text.lower()
        if words.has("alias", text) or words.has("alias if quoted", text):
            return end
    return None


def _past_quotes(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].text in QUOTES:
        at += 1
    return at


def _quoted(doc: Doc, start: int, full: Named) -> Named | None:
    """Return the capitalised words up to a closing quotation mark."""
    for end in range(start + 1, min(start + LONGEST_QUOTED + 1, len(doc))):
        if doc[end].text in QUOTES or doc[end].text == ",":
            return Named(start, end, full.label) if doc[start].text[:1].isupper() else None
    return None
