"""Which predicate a word stands under, and in which tense; asked of a parse in Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kg.extract.words import TimeWords

Tense = Literal["past", "present", "future", "conditional"]

#: Relations of predicates; a noun in one of them ends the climb through nouns as a verb does.
CLAUSAL = frozenset({"ROOT", "advcl", "acl", "ccomp", "xcomp", "parataxis", "csubj", "advcl:relcl", "acl:relcl"})

_PAST_TAGS = frozenset({"VBD", "VBN"})
_STEPS = 12


def span_root(doc: Doc, first: int, last: int) -> Token:
    """Return the word of ``first`` to ``last`` that governs the others; the last one if the parse tore them apart."""
    outside = [token for token in doc[first : last + 1] if not first <= token.head.i <= last or token.head == token]
    return outside[-1] if outside else doc[last]


def sentence(token: Token) -> Span:
    """Return the sentence of a word; the whole text when it has not been cut into sentences."""
    doc = token.doc
    return token.sent if doc.has_annotation("SENT_START") else doc[0 : len(doc)]


def climb(token: Token) -> Iterator[Token]:
    """Yield the token and what governs it up to the root of its sentence."""
    yield token
    for _ in range(_STEPS):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    return token.pos_ in {"VERB", "AUX"} or token.dep_ in CLAUSAL


def predicate(token: Token) -> Token | None:
    """Return the nearest verb, or noun with a copula, at or above a token; ``None`` when there is none."""
    return next((one for one in climb(token) if one.pos_ in {"VERB", "AUX"} or _has_copula(one)), None)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children)


def tense(verb: Token | None, words: TimeWords) -> Tense:
    """Return when the clause of a verb takes place, told from its auxiliaries and from what governs it.

    A noun without a verb ("Thursday's strike") is past, as what news tells of has happened.
    """
    while verb is not None:
        here = _own_tense(verb, words)
        if here is not None:
            return here
        verb = predicate(verb.head) if verb.head.i != verb.i else None
    return "past"


def _own_tense(verb: Token, words: TimeWords) -> Tense | None:
    """Return the tense that the verb itself shows; ``None`` when it takes that of the verb above (participles)."""
    helpers = [one for one in verb.children if one.dep_ in {"aux", "aux:pass", "cop"}]
    if any(words.table.has("future", one.lower_) for one in helpers):
        return "future"
    if any(words.table.has("conditional", one.lower_) for one in helpers):
        return "conditional"
    if _is_expected(verb, words):
        return "future"
    if verb.tag_ in _PAST_TAGS or any(one.tag_ == "VBD" for one in helpers):
        return "past"
    return "present" if verb.tag_ in {"VBZ", "VBP"} or verb.dep_ == "ROOT" else None


def _is_expected(verb: Token, words: TimeWords) -> bool:
    """Tell whether an infinitive is yet to come: "is to meet", "plans to meet", "talks to be held"."""
    helpers = [one for one in verb.children if one.dep_ in {"aux", "aux:pass", "cop"}]
    marked = any(one.tag_ == "TO" for one in verb.children)
    passive = any(one.tag_ == "VB" and one.dep_ in {"aux:pass", "cop"} for one in helpers)
    if not marked or not (verb.tag_ == "VB" or passive):
        return False
    if verb.dep_ == "acl" or any(one.tag_ in {"VBZ", "VBP"} for one in helpers):
        return True
    return verb.dep_ == "xcomp" and words.table.has("expecting", verb.head.lemma_.lower())
