"""Places that the sentences beside an act give it: "The incident took place in Almaty", "He arrived in Doha. He met".

Only a sentence of the same paragraph speaks for another one, and only for acts that have no place of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.agreement import FORCE
from kg.extract.context import Context
from kg.extract.placing import MEETING, TARGET, Placed, settled
from kg.extract.roles import Hit
from kg.extract.syntax import slots
from kg.extract.whereabouts import PLACES, places, standing

AFTER, BEFORE = "sentence after", "sentence before"


def inherited(hits: Sequence[Hit], context: Context) -> tuple[Hit, ...]:
    """The hits, those without a place with the one that the sentence after or before gives them."""
    told = _occurrences(hits, context)
    found: list[Hit] = []
    for hit in hits:
        placed = hit.placed if hit.placed.places else told.get(hit.token.i) or _reached(hit, found, context)
        found.append(replace(hit, placed=placed or hit.placed))
    return tuple(found)


def _occurrences(hits: Sequence[Hit], context: Context) -> dict[int, Placed]:
    """For each word of force the place that the next sentence tells: "it happened near Bamenda"."""
    found: dict[int, Placed] = {}
    for before, after in pairwise(context.doc.sents):
        acts = [h for h in hits if before.start <= h.token.i < before.end and context.root(h.type) == FORCE]
        placed = _place_told(after, context) if acts and _together(before, after) else None
        if placed:
            found |= {act.token.i: placed for act in acts}
    return found


def _place_told(sentence: Span, context: Context) -> Placed | None:
    """The place of an act told before that a sentence says something of."""
    verb = next((t for t in sentence if _tells(t, context)), None)
    if verb is None:
        return None
    around = slots(verb, context.lexicon)
    words = [(case, word) for case in PLACES for word in standing(case, around.get(case, ()), context)]
    placed = settled([(AFTER, tuple(places(word, context))) for _, word in words], context)
    return placed if placed and placed.places else None


def _tells(verb: Token, context: Context) -> bool:
    """Whether a verb says of something told before that it happened: "the incident occurred", "this took place"."""
    if verb.lemma_.lower() not in context.lexicon.words("Happening"):
        return False
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(_takes_up(word, context) for word in subjects)


def _takes_up(word: Token, context: Context) -> bool:
    marks = (c.morph.get(name, []) for c in word.children for name in ("Definite", "PronType"))
    definite = {"Def", "Dem"} & {mark for several in marks for mark in several}
    known = word.lemma_.lower() in context.lexicon.words("Happened")
    return known and (word.pos_ in ("PRON", "DET") or bool(definite))


def _reached(hit: Hit, before: Sequence[Hit], context: Context) -> Placed | None:
    """Where somebody has just come to who then meets others: "arrived in Doha on Monday. He met"."""
    if context.ontology.types[hit.type].where != MEETING:
        return None
    sides = {a.entity for a in hit.source}
    for other in reversed(before):
        alike = context.root(other.type) == context.root(hit.type)
        going = alike and context.ontology.types[other.type].where == TARGET
        if going and other.placed.places and sides & {a.entity for a in other.source}:
            near = other.token.sent.end == hit.token.sent.start and _together(other.token.sent, hit.token.sent)
            return Placed(other.placed.places, BEFORE) if near else None
    return None


def _together(before: Span, after: Span) -> bool:
    """Whether two sentences stand in one paragraph."""
    return "\n" not in before.doc.text[before.end_char - 1 : after.start_char + 1]
