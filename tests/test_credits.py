"""The medium that an article says it was taken from: datelines, bylines, sources; and what only looks like one."""

from __future__ import annotations

import pytest

from kg.extract.credits import credited
from kg.model import Document, Span
from kg.names.load import load_gazetteer

NAMED = [
    ("BAMAKO, March 4 (Reuters) - Gunmen killed nine soldiers.", "Reuters", "media/reuters"),
    ("GAO, Mali (AP) — Militants killed seven soldiers.", "AP", "media/associated-press"),
    ("Post attacked\n\nBy Our Correspondent | Agence France-Presse\n\nNine died.", None, "media/agence-france-presse"),
    ("Post attacked\n\nREUTERS\n\nNine died.", "REUTERS", "media/reuters"),
    ("Post attacked\nBy the Associated Press\nNine died.", "Associated Press", "media/associated-press"),
    ("Nine soldiers died.\nMore is not known.\nSource: Xinhua", "Xinhua", "media/xinhua"),
]


@pytest.mark.parametrize(("text", "words", "key"), NAMED)
def test_the_medium_is_found_with_its_words(text: str, words: str | None, key: str) -> None:
    found = credited(Document("a", text), load_gazetteer())
    assert found is not None
    assert (found.entity, found.text) == (key, words or "Agence France-Presse")
    assert text[found.span.start : found.span.end] == found.text


NONE = [
    ("KABUL (Reuters/AFP) - Two died.", "which of two media is not said"),
    ("The agency (Tasnim) said that two died.", "no dateline: it goes on as a sentence"),
    ("Two soldiers died.\nReuters\nThree were hurt.\nA fourth fled.\nHe is safe.", "below the first sentence"),
    ("Post attacked\nBy Jane Doe\nTwo died.", "a person"),
    ("GAO (Mali) - Two died.", "a state"),
    ("Image source: Reuters/File\nTwo died.", "a photo"),
    ("", "no text"),
]


@pytest.mark.parametrize(("text", "why"), NONE)
def test_what_only_looks_like_one_is_passed_over(text: str, why: str) -> None:
    assert credited(Document("a", text), load_gazetteer()) is None, why


def test_the_dateline_goes_before_the_byline() -> None:
    text = "Post attacked\n\nAFP\n\nGAO (AP) - Two died."
    found = credited(Document("a", text), load_gazetteer())
    assert found is not None and found.span == Span(text.index("AP)"), text.index(") -"))
