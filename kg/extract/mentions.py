"""Names in the text: what the language pipeline marked and what the name lists know, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.names.gazetteer import BIG_CITY, Gazetteer, Name
from kg.names.spelling import one_form

PERSON = frozenset({"PERSON", "PER"})
PEOPLE = "NORP"
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PLACES = frozenset({"Province", "District", "City", "Village", "Region", "Site"})
DEMONYM = 3
"""Tokens of the longest word for a nationality ("South Korean")."""


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens that are a name. ``label`` is the pipeline's, ``readings`` what the lists know, the likeliest first."""

    start: int
    end: int
    label: str | None
    readings: tuple[Name, ...] = ()
    demonym: bool = False

    @property
    def length(self) -> int:
        """Return the number of tokens."""
        return self.end - self.start


def names(doc: Doc, gazetteer: Gazetteer) -> list[Named]:
    """Return the names of an article in the order of the text.

    None stands inside another but states inside names that no list has ("Iranian" of "Iranian Border Guard")."""
    listed = [*_listed(doc, gazetteer)]
    taken: dict[int, Named] = {}
    for one in sorted(_candidates(doc, gazetteer, listed), key=_rank):
        if not any(index in taken for index in range(one.start, one.end)):
            taken.update(dict.fromkeys(range(one.start, one.end), one))
    inner = [one for one in listed if one.readings[0].cls not in PLACES and _is_inside(taken.get(one.start), one)]
    return sorted({*taken.values(), *inner}, key=lambda one: (one.start, one.end))


def _is_inside(outer: Named | None, one: Named) -> bool:
    """Tell whether a listed name stands in one that no list has: a state anywhere, others only in front.

    The Patriotic Resistance Front is not the Resistance Front, the Hamas Health Ministry has to do with Hamas."""
    if outer is None or outer.length <= one.length or outer.readings:
        return False
    return one.readings[0].cls == "State" or one.start == outer.start


def _rank(one: Named) -> tuple[int, bool, int]:
    """Order candidates: the longer before the shorter, the listed first."""
    return -one.length, not one.readings, one.start


def _candidates(doc: Doc, gazetteer: Gazetteer, listed: list[Named]) -> Iterator[Named]:
    by_span = {(one.start, one.end): one for one in listed}
    actors = {one.start: one for one in listed if one.readings[0].cls not in PLACES}
    for start, end, label in _marked(doc):
        known = by_span.pop((start, end), None)
        one = _joined(doc, gazetteer, Named(start, end, label, known.readings if known else ()), known)
        first = actors.get(start)
        if first is None or one.readings or not (1 < first.length < one.length) or label in PERSON:
            yield one
    yield from by_span.values()


def _joined(doc: Doc, gazetteer: Gazetteer, one: Named, known: Named | None) -> Named:
    """Give what the pipeline marked the readings of the lists; a person has only those that are people."""
    if known is not None and known.demonym:
        return replace(one, demonym=True)
    if known is None and one.label in PLACE_LABELS:
        one = _without_class_word(doc, gazetteer, one)
    readings = one.readings + gazetteer.find(doc[one.start : one.end].text)
    if one.length == 1 and doc[one.start].tag_ == "JJ" and doc[one.start].dep_ == "amod":  # "Western countries"
        readings = tuple(name for name in readings if name.cls not in PLACES)
    if one.label in PERSON:
        readings = tuple(name for name in readings if _outweighs_person(name, one.length))
    elif one.label == PEOPLE:
        readings = tuple(name for name in readings if name.cls not in {"City", "Village"})
    elif one.label in PLACE_LABELS:
        readings = tuple(sorted(readings, key=lambda name: name.cls not in PLACES | {"State"}))
    # "met Merkel", marked as a place
    if all(map(is_small_town, readings)) and one_form(doc[one.start : one.end].text) in gazetteer.leaders:
        return replace(one, label="PERSON", readings=())
    return replace(one, readings=tuple(dict.fromkeys(readings)))


def is_small_town(name: Name) -> bool:
    """Tell whether a name is that of a town so small that the word more often means somebody or something else."""
    return name.cls in {"City", "Village"} and (name.population or 0) < BIG_CITY


def _without_class_word(doc: Doc, gazetteer: Gazetteer, one: Named) -> Named:
    """Leave out a class word that is no part of the name ("province" of "Sistan-Baluchestan province")."""
    if one.length < 2 or not gazetteer.place_class(doc[one.end - 1].lemma_.lower()):
        return one
    shorter, whole = (gazetteer.find(doc[one.start : end].text) for end in (one.end - 1, one.end))
    return replace(one, end=one.end - 1) if set(shorter) & set(whole) else one


def _outweighs_person(name: Name, length: int) -> bool:
    """Tell whether a listed name is meant although the pipeline took it for a person."""
    return name.cls in {"Person", "Official", "MilitantGroup"} or (name.cls == "State" and length == 1)


def _marked(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield the pipeline's names without articles before and possessive endings after them."""
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and (doc[start].pos_ == "DET" or doc[start].is_punct or doc[start].is_space):
            start += 1
        while start + 1 < end and _describes(doc[start]):
            start += 1
        while ent.label_ in PERSON and start > 1 and _is_hyphenated(doc, start):
            start -= 1
        while start < end and _ends_no_name(doc[end - 1]):
            end -= 1
        if start < end and (any(map(str.isupper, doc[start:end].text)) or doc[start].sent.text.islower()):
            yield start, end, ent.label_


def _describes(token: Token) -> bool:
    """Tell whether a common word stands before the capitals of a name ("rebel" of "rebel Movement for Change")."""
    return token.text.islower() and token.pos_ in {"NOUN", "ADJ"} and token.nbor(1).text[:1].isupper()


def _ends_no_name(token: Token) -> bool:
    return token.tag_ == "POS" or token.pos_ == "ADP" or token.is_punct or token.is_space


def _is_hyphenated(doc: Doc, start: int) -> bool:
    """Tell whether a name goes on to the left of its hyphen ("Amir-Abdollahian")."""
    hyphen = doc[start - 1] if doc[start - 1].text == "-" else doc[start]
    before = doc[hyphen.i - 1]
    return hyphen.text == "-" and before.text.istitle() and not before.whitespace_ and not hyphen.whitespace_


def _listed(doc: Doc, gazetteer: Gazetteer) -> Iterator[Named]:
    """Yield the names and nationalities that the lists find in each sentence."""
    for sentence in doc.sents:
        words = [token.text for token in sentence]
        for start, end, name in gazetteer.matches(words):
            yield _trimmed(doc, sentence.start + start, sentence.start + end, name)
        for token in sentence:
            if token.text[:1].isupper() and token.pos_ != "DET" and not _is_regional(doc, token.i):
                yield from _demonym(doc, token.i, sentence.end, gazetteer)


def _is_regional(doc: Doc, index: int) -> bool:
    """Tell whether a capitalised adjective before a nationality makes a region of it ("South American")."""
    before = doc[index - 1] if index > doc[index].sent.start else None
    return (
        before is not None and before.dep_ in {"amod", "compound"} and before.head.i == index and before.text.istitle()
    )


def _trimmed(doc: Doc, start: int, end: int, name: Name) -> Named:
    """Leave the article and a possessive ending out of a listed name."""
    while end - start > 1 and doc[start].pos_ == "DET":
        start += 1
    while end - start > 1 and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct):
        end -= 1
    return Named(start, end, None, (name,))


def _demonym(doc: Doc, start: int, stop: int, gazetteer: Gazetteer) -> Iterator[Named]:
    for end in range(min(start + DEMONYM, stop), start, -1):
        if not any(map(str.isalpha, doc[end - 1].text)):
            continue
        state = gazetteer.demonym(doc[start:end].text)
        if state is not None:
            yield Named(start, end, None, (state,), demonym=True)
            return
