"""The table of words of reference: what the code asks for is there, what is there is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extract.words import word_table
from kg.resources import path_of

CODE = Path(__file__).parent.parent / "kg" / "extract"
HELD, SAID = r"""words\.kinds\["([^"]+)"\]""", r"""kind = "([^"]+)" if"""
ASKED = re.compile(rf"""words\.(?:has|value)\(\s*"([^"]+)"|{HELD}|{SAID}|_(?:has|any)\(words, "([^"]+)\"""")


def _asked() -> set[str]:
    """Return the kinds of words that the modules with a scene or words of reference ask for."""
    names = "aliases bodies coref definites groups homonyms introduced kinds metonymy naming nouns offices officials"
    names += " owners people places posts unlisted"
    texts = [(CODE / f"{name}.py").read_text(encoding="utf-8") for name in names.split()]
    return {kind for text in texts for found in ASKED.findall(text) for kind in found if kind}


def test_every_kind_that_the_code_asks_for_has_words() -> None:
    assert _asked() - set(word_table("references").kinds) == set()


def test_every_kind_of_words_is_asked_for() -> None:
    assert set(word_table("references").kinds) - _asked() == {"owning", "holding"} - _asked()


def test_every_kind_is_explained() -> None:
    readme = path_of("ontology/words/README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## references.tsv") :]
    missing = [kind for kind in word_table("references").kinds if f"`{kind}`" not in section]
    assert missing == []


@pytest.mark.parametrize("kind", ["same body", "same post", "seat", "taken up", "pronoun", "organization noun"])
def test_kinds_with_values_have_one_for_each_word(kind: str) -> None:
    assert all(word_table("references").kinds[kind].values())
