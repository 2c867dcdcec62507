"""What noun phrases look like in Universal Dependencies: small questions about tokens, without a word of English."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
NOMINALS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nmod:unmarked", "flat", "nummod", "nmod"})
TITLE = frozenset({"nmod:desc", "compound", "flat", "amod"})
"""Relations of a title to the name after it."""
LONGEST_PHRASE = 12
"""No noun phrase core of news is longer; a wrong parse must not swallow a sentence."""


def root_of(doc: Doc, start: int, end: int) -> Token:
    """Return the token that governs those from ``start`` to ``end``; of several, one with a role in the sentence."""
    outside = [doc[i] for i in range(start, end) if doc[i].dep_ == "ROOT" or not start <= doc[i].head.i < end]
    return _first_of_flat(outside) if outside else doc[end - 1]


def _first_of_flat(roots: list[Token]) -> Token:
    """A name that the parser cut in two has two roots: the one that has a role in its sentence is the better."""
    for token in roots:
        if token.dep_ in SUBJECTS or token.dep_ in {"obj", "iobj", "obl", "obl:agent"}:
            return token
    return roots[-1]


def first_conjunct(token: Token) -> Token:
    """Return the token whose relation to the sentence ``token`` shares: of "Iran and Pakistan", Iran."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def relation(token: Token) -> str:
    """Return the relation of a token, or of the first of the tokens that it is joined to by "and"."""
    return str(first_conjunct(token).dep_)


def governor(token: Token) -> Token:
    """Return what the token, or the first of its conjuncts, depends on."""
    return first_conjunct(token).head


def prepositions(token: Token) -> tuple[str, ...]:
    """Return the lemmas of the prepositions of a phrase, in lower case; a possessive clitic is none."""
    for word in (token, first_conjunct(token)):
        found = tuple(child.lemma_.lower() for child in word.children if child.dep_ == "case" and child.i < word.i)
        if found:
            return found
    return ()


def possessor(token: Token) -> Token | None:
    """Return the token before ``token`` that possesses it."""
    return next((child for child in token.lefts if child.dep_ == "nmod:poss"), None)


def child(token: Token, *relations: str) -> Token | None:
    """Return the first child in one of the relations."""
    return next((one for one in token.children if one.dep_ in relations), None)


def core_start(head: Token, floor: int, names: dict[int, int] | None = None) -> int:
    """Return where the core of the phrase of ``head`` begins: with its modifiers and possessor, without its article.

    ``names`` gives the first token of the name that a token is part of: a name is taken whole or not at all."""
    start, names = floor, names or {}
    while start > head.sent.start and head.i - start < LONGEST_PHRASE:
        before = head.doc[start - 1]
        if not _belongs(before, start, head):
            break
        start = min(start - 1, names.get(start - 1, start - 1))
    return _without_edge(head.doc, start, floor)


def _belongs(token: Token, start: int, head: Token) -> bool:
    """Tell whether the token is part of the phrase that so far runs from ``start`` to ``head``."""
    if token.tag_ == "POS" or (token.dep_ == "case" and token.head.i == token.i - 1):
        return True
    if token.is_punct:
        return token.text in "-–'\"‘’“”" and token.nbor(-1).sent == head.sent if token.i else False
    if token.dep_ in {"det", "cc", "case", "cop", "mark", "punct"} or token.pos_ in {"DET", "PRON", "ADP", "SCONJ"}:
        return token.dep_ == "nmod:poss"
    if token.dep_ == "flat" and token.head.i < token.i:  # "al-Shabaab militants"
        return _belongs(token.head, start, head)
    inside = start <= token.head.i <= head.i
    beside = token.head.i > head.i and head.dep_ in TITLE and token.dep_ in MODIFIERS
    return (inside or beside) and token.dep_ in MODIFIERS | {"advmod", "conj", "dep", "obl:unmarked"}


def _without_edge(doc: Doc, start: int, floor: int) -> int:
    """Leave out what cannot begin a phrase: quotation marks, hyphens, a clitic."""
    while start < floor and (doc[start].is_punct or doc[start].tag_ == "POS" or doc[start].dep_ == "case"):
        start += 1
    return start


def complements(token: Token) -> Iterator[Token]:
    """Yield the nouns that depend on ``token`` after it by a preposition ("Iran" of "the government of Iran")."""
    yield from (one for one in token.rights if one.dep_ in {"nmod", "obl"} and one.pos_ in NOMINALS)


def subject_of(predicate: Token) -> Token | None:
    """Return the subject of a verb (or noun or adjective that is the predicate)."""
    return next((one for one in predicate.children if one.dep_ in SUBJECTS), None)


def clause_subjects(token: Token) -> Iterator[Token]:
    """Yield the subjects of the clauses that ``token`` stands in, from the nearest outwards; only those before it."""
    seen = token
    while seen.head != seen:
        seen = seen.head
        subject = subject_of(seen)
        if subject is not None and subject.i < token.i and token not in subject.subtree:
            yield subject


def is_subject(token: Token) -> bool:
    """Tell whether the token, or what it is joined to, is a subject."""
    return relation(token) in SUBJECTS


def is_plural(token: Token) -> bool:
    """Tell whether a noun is in the plural."""
    return token.tag_ in {"NNS", "NNPS"} or "Plur" in token.morph.get("Number", [])
