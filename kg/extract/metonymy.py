"""Whether a capital means the government that sits there ("Islamabad warned") or the city ("in Islamabad")."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.phrases import SUBJECTS, governor, prepositions, relation
from kg.extract.words import WordTable


def acts(name: Token, words: WordTable) -> bool:
    """Tell whether a capital acts or is dealt with where it stands, rather than being a place.

    ``name`` is the token that governs the name. Where the grammar says neither it is a place."""
    role, above = relation(name), governor(name)
    cases = prepositions(name)
    if cases:
        return _acts_after(cases, above, words)
    if role in SUBJECTS:
        return _acts_as_subject(role, above, words)
    if role in {"obj", "iobj"}:
        return not words.has("place verb", above.lemma_.lower())
    if role == "nmod:poss":
        return not words.has("place noun", above.lemma_.lower())
    if role == "obl:agent":
        return True
    return role in {"compound", "amod", "nmod:desc"} and words.has("government noun", above.lemma_.lower())


def _acts_after(cases: tuple[str, ...], above: Token, words: WordTable) -> bool:
    """Decide by the preposition, and by what the phrase hangs on where the preposition says nothing."""
    lemma = above.lemma_.lower()
    if any(words.has("locative", case) for case in cases):
        return False
    if any(words.has("direction", case) for case in cases):
        return words.has("dealing", lemma) if above.pos_ == "VERB" else not words.has("motion", lemma)
    if "of" in cases and not words.has("of a government", lemma):
        return False
    return not (words.has("place noun", lemma) or words.has("motion", lemma))


def _acts_as_subject(role: str, predicate: Token, words: WordTable) -> bool:
    """A capital that is hit or that lies somewhere is a city; one that says or does something is a government."""
    lemma = predicate.lemma_.lower()
    if role == "nsubj:pass":
        return not words.has("place verb", lemma)
    return not (words.has("place subject", lemma) or words.has("place noun", lemma))
