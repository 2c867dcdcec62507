"""On which words an expression of time hangs: the word that it modifies, and those above it that it may belong to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.clauses import is_predicate
from kg.extract.timex import Timex
from kg.extract.words import TimeWords

NOUNS = frozenset({"NOUN", "PROPN"})
NOUN_PARTS = frozenset({"compound", "amod", "nmod:desc", "nmod:unmarked", "flat", "nummod"})

_CLAUSES_UNDER = frozenset({"advcl", "obl", "nmod", "acl", "obl:unmarked", "nmod:unmarked", "advmod"})
_TELLING = frozenset({"acl", "acl:relcl", "conj"})


def owners_of(doc: Doc, timex: Timex, words: TimeWords) -> Iterator[int]:
    """Yield the words that a time may belong to, from the nearest to the first predicate above it.

    A time before a noun ("Thursday's strike", "the 2018 elections") belongs to that noun only, but also to the harm
    done in it ("died in Thursday's strike"). From a verb that tells what an event did ("that killed two on Tuesday")
    the climb goes on to the event.
    """
    token = governor(doc, timex)
    before_noun = token is not None and timex.last < token.i and token.pos_ in NOUNS
    told = False
    while token is not None:
        telling = tells(token, words)
        ends = is_predicate(token) and not telling
        if not (ends and told) or is_kind(words, "happening", token):
            yield token.i
        only = before_noun and token.dep_ not in NOUN_PARTS and not happens_within(token, words)
        if ends or only or token.head.i == token.i:
            return
        token, told = token.head, told or telling


def governor(doc: Doc, timex: Timex) -> Token | None:
    """Return the word that a time modifies; one that counts from an event modifies what that event modifies."""
    head = doc[timex.head]
    anchor = doc[timex.anchor_head] if timex.anchor_head is not None else None
    if anchor is not None:
        apart = not timex.first <= anchor.head.i <= timex.last and anchor.dep_ in _CLAUSES_UNDER
        head = anchor if apart or head.head.i == anchor.i else head
    above = head.head
    if head.dep_ in NOUN_PARTS and any(child.dep_ == "case" and child.i < timex.first for child in head.children):
        above = above.head  # "On Friday troops began": a time with a preposition of its own is no part of a noun
    if above.i == head.i:
        return None
    return _raised(above, timex) or _lowered(doc, above, timex)


def _raised(verb: Token, timex: Timex) -> Token | None:
    """Return the verb that a time follows, where the parse ties it to what is told: "said on Tuesday it had struck"."""
    outside = verb.dep_ == "ccomp" and verb.head.i < timex.first
    before = [child for child in verb.lefts if child.i < timex.first and not child.is_punct]
    return verb.head if outside and not before else None


def _lowered(doc: Doc, verb: Token, timex: Timex) -> Token:
    """Return the verb of the clause that a time ends ("comes after Iran struck on Tuesday"); parsers tie it higher."""
    for clause in verb.children:
        inside = clause.dep_ == "advcl" and verb.i < clause.i < timex.first and clause.tag_ in {"VBD", "VBN"}
        if inside and not any(token.is_punct for token in doc[clause.i : timex.first]):
            return clause
    return verb


def tells(verb: Token, words: TimeWords) -> bool:
    """Tell whether a verb says of an event above it what it did: "an attack that killed two"."""
    return verb.dep_ in _TELLING and is_kind(words, "happening", verb)


def happens_within(noun: Token, words: TimeWords) -> bool:
    """Tell whether a noun is the event in which the verb above it happened: "died in an attack"."""
    return noun.dep_ == "obl" and is_kind(words, "happening", noun.head) and is_within(noun, words)


def is_within(noun: Token, words: TimeWords) -> bool:
    """Tell whether a noun has a preposition of the same time: "in a bombing", not "after a bombing"."""
    return any(child.dep_ == "case" and words.table.has("simultaneous", child.lower_) for child in noun.children)


def is_kind(words: TimeWords, kind: str, token: Token) -> bool:
    """Tell whether the lemma of a token is a word of this kind."""
    return words.table.has(kind, token.lemma_.lower())
