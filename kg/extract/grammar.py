"""What a word is in its sentence: verbal or not, passive, infinitive, relative; its preposition, its conjuncts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_OF_NOUNS = ("det", "amod", "nmod:poss", "compound", "nummod")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")


def is_verbal(token: Token) -> bool:
    """Whether a word takes the slots of a verb: verbs, adjectives that are a clause's predicate, participles that the
    tagger took for nouns."""
    predicate = token.pos_ == "ADJ" and token.dep_ not in ("amod", "compound")
    return token.pos_ in ("VERB", "AUX") or predicate or is_participle(token)


def is_participle(token: Token) -> bool:
    """Whether a word tagged as a noun is the participle of a clause: "Iran is warning that", "Egypt said, warning
    of"."""
    if token.tag_ != "NN" or token.lower_[-3:] != "ing" or any(c.dep_ in _OF_NOUNS for c in token.children):
        return False
    said = {c.dep_ for c in token.children}
    return {"cop", "nsubj"} <= said or token.dep_ in ("advcl", "parataxis", "acl")


def stems(token: Token) -> tuple[str, ...]:
    """What the verb of a participle may be: "warn", "make", "stop"."""
    stem = token.lower_[:-3]
    doubled = (stem[:-1],) if stem[-1:] == stem[-2:-1] else ()
    return (stem, stem + "e", *doubled)


def is_clause(token: Token) -> bool:
    """Whether a word is the predicate of a clause: a verb, or what a copula makes one."""
    return token.pos_ == "VERB" or any(c.dep_ == "cop" for c in token.children)


def coordinated(token: Token) -> Iterator[Token]:
    """``token`` and the nouns coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from coordinated(child)


def is_passive(verb: Token) -> bool:
    """Whether a verb's grammatical subject suffers the act; with an object and no auxiliary it does not, whatever the
    parser calls it ("raids killed at least nine")."""
    said = {c.dep_ for c in verb.children}
    if "obj" in said or said & {"aux:pass", "obl:agent", "nsubj:pass", "csubj:pass"}:
        return "obj" not in said or bool(said & {"aux:pass", "obl:agent"})
    if verb.tag_ != "VBN" or "aux" in said:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return is_passive(verb.head)
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and is_passive(verb.head):
        return True  # "were reported killed"
    reduced = verb.dep_ in ("acl", "amod", "advcl", "ROOT", "parataxis")
    return "nsubj" not in said and (reduced or (verb.dep_ == "xcomp" and verb.head.lemma_ == "be"))


def case_of(token: Token) -> str | None:
    """The preposition of a noun ("according_to" when it has several words), or None."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ != "PART":
            words = [child, *(c for c in child.children if c.dep_ in ("fixed", "case"))]
            return "_".join(w.lower_ for w in sorted(words, key=lambda w: w.i))
    return None


def is_cased(noun: Token) -> bool:
    """Whether a noun stands behind a preposition."""
    return bool(noun.left_edge.dep_ == "case")


def is_agent(child: Token, passive: bool) -> bool:
    """Whether a noun is the agent of a passive; "according to an official" is none, whatever the parser calls it."""
    case = case_of(child)
    return case in (None, "by") if child.dep_ == "obl:agent" else passive and child.dep_ == "obl" and case == "by"


def is_given(child: Token, verb: Token) -> bool:
    """Whether the object of a verb comes right after a first one, who gets it: "sell Egypt three frigates"."""
    after = next((c for c in verb.children if c.dep_ == "obj" and c.i > child.i), None)
    return after is not None and child.pos_ in ("PROPN", "PRON") and after.left_edge.i == child.right_edge.i + 1


def is_quoted(word: Token) -> bool:
    """Whether a quotation begins with a phrase: called the order "tyranny"."""
    first = word.left_edge
    return bool(first.is_quote or word.doc[max(first.i - 1, 0)].is_quote)


def is_relative(token: Token) -> bool:
    """Whether a pronoun is a relative one."""
    that = token.pos_ == "PRON" and token.lower_ == "that" and token.tag_ != "DT"
    return that or token.tag_ in ("WDT", "WP", "WP$")


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def is_ranked(noun: Token) -> bool:
    """Whether a noun is said to be the first, the last, the largest of its kind."""
    words = (noun, *(c for c in noun.children if c.dep_ == "amod"))
    return any(w.tag_ == "JJS" or "Ord" in w.morph.get("NumType", []) for w in words)
