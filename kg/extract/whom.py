"""Which nouns are of people, of which kind these are, and which nouns a word of harm is about."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.amounts import is_number
from kg.extract.words import NumberWords


def kinds_of(noun: Token, words: NumberWords) -> tuple[str, ...]:
    """Return the classes of people that a noun is of, by the words before it too ("aid workers")."""
    before = noun.nbor(-1) if noun.i > 0 else noun
    names = (f"{before.lower_} {noun.lemma_.lower()}", noun.lemma_.lower(), noun.lower_)
    found = next((kind for name in names if (kind := words.harm.value("kind of victim", name))), None)
    return tuple((found or "").split())


def is_people(noun: Token, words: NumberWords) -> bool:
    """Tell whether a noun is surely one for people; a bare number is when it stands for nothing else."""
    names = {noun.lemma_.lower(), noun.lower_}
    known = any(words.harm.has(kind, name) for kind in ("person", "kind of victim") for name in names)
    bare = is_number(noun, words.table) and not noun.text[0].isdigit()
    return known or bare or noun.ent_type_ in {"PERSON", "NORP"} or bool(kinds_of(noun, words))


def is_whose(noun: Token, words: NumberWords) -> bool:
    """Tell whether a noun has a preposition that names who is meant: "of two children", "to three others"."""
    return any(child.dep_ == "case" and words.harm.has("whose", child.lower_) for child in noun.children)
