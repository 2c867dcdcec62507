"""What words say of people: the kind that a group is called by, and whether a toll counts or only tells of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.model import Toll
from kg.resources import path_of
from kg.words import rows

#: The kind of words that count.
COUNTING = "number"
#: The ending of the plurals that need no row of their own.
PLURAL = "s"


@cache
def load_kinds() -> Mapping[str, frozenset[str]]:
    """Return the classes of people by the nouns for them, alone or with the word before."""
    table = rows(path_of("ontology/words/casualties.tsv"), ("kind", "word", "value"))
    return {row["word"]: frozenset(row["value"].split()) for row in table if row["kind"] == "kind of victim"}


def kinds_of(label: str) -> frozenset[str]:
    """Return the classes of people whom a group is called by; empty when its noun is none that is known.

    >>> sorted(kinds_of("Baloch militants")), sorted(kinds_of("aid workers")), sorted(kinds_of("neighbours"))
    (['Militants'], ['AidWorkers'], [])
    """
    words = label.casefold().split()
    forms = [" ".join(words[-length:]) for length in (2, 1)]
    names = (name for form in forms for name in (form, form.removesuffix(PLURAL)))
    return next((found for name in names if (found := load_kinds().get(name))), frozenset())


@cache
def load_numbers() -> frozenset[str]:
    """Return the words that count."""
    table = rows(path_of("ontology/words/numbers.tsv"), ("kind", "word", "value"))
    return frozenset(row["word"] for row in table if row["kind"] == COUNTING)


def counts(toll: Toll) -> bool:
    """Whether a toll says how many they were: "one man" does, "the woman", who can be one of many, does not."""
    if (toll.min, toll.max) != (1, 1):
        return True
    words = toll.text.casefold().split()
    return any(word in load_numbers() or word[:1].isdigit() for word in words)
