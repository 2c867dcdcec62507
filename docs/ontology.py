"""python docs/ontology.py: writes docs/ontology.html from ontology/kg.ttl and the lexicon."""

from __future__ import annotations

from pathlib import Path

from generator.ontology_page import render
from generator.terms import read
from generator.words import wordings

from kg.lexicon import load_lexicon
from kg.ontology import load_ontology
from kg.resources import path_of

PAGE = Path(__file__).parent / "ontology.html"


def page() -> str:
    """Return the page."""
    return render(read(path_of("ontology/kg.ttl")), load_ontology().types, wordings(load_lexicon()))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
