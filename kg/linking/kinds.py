"""What kind of people an unnamed group is: terrorists are militants. The nouns stand in ``casualties.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.resources import path_of
from kg.words import rows

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
