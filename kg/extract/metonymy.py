"""Whether a place's name means who acts in its name ("Islamabad warned") or the place ("in Islamabad").

The grammar and classes of words decide (``ontology/words/references.tsv``), for capitals, states and other places
alike, so that every decision can be told in a sentence: :func:`reading` looks at the relation of the name to its
governor, at its prepositions, and at the class of the governor's lemma. Where they say nothing it is a place.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.phrases import SUBJECTS, TITLE, child, governor, prepositions, relation
from kg.extract.words import WordTable
from kg.model import Reading

AGENT = "obl:agent"
COMPOUND = frozenset({"compound", "amod", "nmod:desc"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
VERBAL = frozenset({"VERB", "AUX"})
PERSONS = frozenset({"PERSON", "PER"})
PLACES = frozenset({"LOC", "GPE", "FAC"})
DASHES = frozenset({"-", "–"})
DEPTH = 4
"""No name of news stands for another that stands for another so many times."""


def reading(name: Token, words: WordTable) -> Reading:
    """Return what a place's name means where it stands; ``name`` is the token that governs it."""
    return "actor" if acts(name, words) else "place"


def acts(name: Token, words: WordTable, depth: int = DEPTH) -> bool:
    """Tell whether a place acts or is dealt with where its name stands, rather than being a place."""
    role, above, cases = relation(name), governor(name), prepositions(name)
    if _is_site(name, words):
        return False
    if role == AGENT:
        return True
    if role == "appos" or _any(words, "example", cases):
        return depth > 0 and above != name and above.pos_ in NOMINAL and acts(above, words, depth - 1)
    return _acts_after(cases, above, words) if cases else _acts_as(role, name, above, words)


def _acts_as(role: str, name: Token, above: Token, words: WordTable) -> bool:
    """Decide by the relation to the governor, without a preposition."""
    if role in SUBJECTS:
        return _acts_as_subject(role, above, words)
    if role in {"obj", "iobj"}:
        return not _has(words, "place verb", above)
    if role == "nmod:poss":
        return not (_has_place(words, above) or _is_other_name(above))
    return role in COMPOUND and _acts_in_compound(name, above, words)


def _is_site(name: Token, words: WordTable) -> bool:
    """Tell whether a name says itself that it is nothing that could act: "the Korean Peninsula", "Wana Market"."""
    return _has(words, "site noun", name) and child(name, "compound", "amod", "flat", "nmod:desc") is not None


def _is_other_name(owned: Token) -> bool:
    """Tell whether a person without a title or another place is of the one named: "Hanoi's Old Quarter"."""
    if owned.ent_type_ in PERSONS:
        return not any(one.pos_ == "NOUN" or one.ent_type_ not in PERSONS for one in owned.lefts if one.dep_ in TITLE)
    return owned.ent_type_ in PLACES


def _acts_after(cases: tuple[str, ...], above: Token, words: WordTable) -> bool:
    """Decide by the preposition, and by what the phrase hangs on where the preposition says nothing."""
    if _any(words, "party", cases) or (_any(words, "prevailing", cases) and _has(words, "contest", above)):
        return True
    if _any(words, "locative", cases):
        return False
    if _any(words, "direction", cases):
        return _acts_at_end(cases, above, words)
    away, siding = _has(words, "motion", above) or _has(words, "border", above), _any(words, "siding", cases)
    if siding or _any(words, "between", cases):
        return not away and (siding or above.pos_ in NOMINAL or _has(words, "dealing", above))
    mentioned = "of" not in cases or _has(words, "of a government", above)
    return mentioned and not (_has_place(words, above) or away)


def _acts_at_end(cases: tuple[str, ...], above: Token, words: WordTable) -> bool:
    """Decide after "to" and "from": one deals with a government, one goes to a place and things come from it."""
    origin = _any(words, "origin", cases)
    if above.pos_ in VERBAL:
        return _has(words, "dealing", above) and (origin or not _has(words, "motion", above))
    return _has(words, "of a government", above) if origin else not _has(words, "motion", above)


def _acts_as_subject(role: str, predicate: Token, words: WordTable) -> bool:
    """A place that is hit or that lies somewhere is one; what says or does something is a government."""
    if role == "nsubj:pass":
        return not _has(words, "place verb", predicate)
    if _has(words, "holding verb", predicate):
        held = child(predicate, "obj")
        return held is None or not _has(words, "place noun", held)
    judges = any(_any(words, "becoming", prepositions(one)) for one in predicate.rights if one.dep_ == "obl")
    noun = predicate.pos_ in NOMINAL and _has_place(words, predicate)
    return judges or not (_has(words, "place subject", predicate) or noun)


def _acts_in_compound(name: Token, above: Token, words: WordTable) -> bool:
    """Decide for a name in front of a noun: "Hanoi officials", "a Hanoi-backed group", "Hanoi airport"."""
    joined = _joined(name)
    if joined is not None and joined.pos_ != "PROPN":
        behind = words.has("backing", joined.lower_) or words.has("steered", joined.lower_)
        return behind and not words.has("located", joined.lower_)
    if joined is not None and not _has(words, "border", above):
        return True
    return _has(words, "government noun", above)


def _joined(name: Token) -> Token | None:
    """Return what a hyphen or a dash joins to a name: "Hanoi-backed", "the Hanoi-Manila talks"."""
    doc = name.doc
    for dash, other in ((name.i + 1, name.i + 2), (name.i - 1, name.i - 2)):
        if min(dash, other) >= 0 and max(dash, other) < len(doc) and doc[dash].text in DASHES:
            return doc[other]
    return None


def _has_place(words: WordTable, token: Token) -> bool:
    return _has(words, "place noun", token) or _has(words, "place event", token)


def _has(words: WordTable, kind: str, token: Token) -> bool:
    return words.has(kind, token.lemma_.lower())


def _any(words: WordTable, kind: str, cases: tuple[str, ...]) -> bool:
    return any(words.has(kind, case) for case in cases)
