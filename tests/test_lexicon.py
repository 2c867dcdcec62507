"""The lexicon: each entry fires on its examples through the real pipeline, and on none of its counter-examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.lexicon import LexiconError, Trigger, load_lexicon
from kg.model import Document
from kg.ontology import load_ontology

ENTRIES = load_lexicon().entries()
PREFIXES = """@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix lex: <https://w3id.org/kg-news/lexicon#> .
"""


def rules(text: str, nlp: Language, knowledge: Knowledge) -> set[str]:
    """The names of the entries that fire on a text."""
    analysis = extract(Document("example", text), nlp(text), knowledge)
    return {claim.rule.removeprefix("lexicon#") for claim in analysis.claims}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_every_example_fires_its_entry(entry: Trigger, nlp: Language, knowledge: Knowledge) -> None:
    """An entry without an example cannot be read by the next person; one whose example does not fire is wrong."""
    assert entry.examples, "every entry has an example"
    for example in entry.examples:
        assert entry.name in rules(example, nlp, knowledge), example


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.counter_examples], ids=lambda e: e.name)
def test_no_counter_example_fires_its_entry(entry: Trigger, nlp: Language, knowledge: Knowledge) -> None:
    """What an entry must not take for its event."""
    for example in entry.counter_examples:
        assert entry.name not in rules(example, nlp, knowledge), example


def test_every_entry_evokes_a_type_of_the_ontology() -> None:
    """An entry cannot name an event class that does not exist."""
    assert {e.evokes for e in ENTRIES} <= set(load_ontology().types)


def user_file(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + body, encoding="utf8")
    return path


def test_a_user_file_adds_an_entry(tmp_path: Path) -> None:
    """A new word needs a Turtle file and no code."""
    path = user_file(
        tmp_path,
        'lex:droned a kg:Trigger ; kg:lemma "drone" ; kg:partOfSpeech "VERB" ; kg:evokes kg:DroneStrike ; '
        'kg:frame lex:AttackVerb ; kg:example "Turkey droned a base." .',
    )
    assert "droned" in {e.name for e in load_lexicon([path]).entries()}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("lex:x a kg:Trigger ; kg:frame lex:Nowhere .", "lex"),
        (
            'lex:x a kg:Trigger ; kg:lemma "x" ; kg:partOfSpeech "ADV" ; kg:evokes kg:Assault ; kg:frame lex:Act .',
            "VERB",
        ),
        (
            'lex:x a kg:Trigger ; kg:lemma "x" ; kg:partOfSpeech "VERB" ; kg:evokes kg:Assault ; kg:frame lex:Act ; '
            'kg:needs "object: NoSuchSet" .',
            "NoSuchSet",
        ),
        (
            'lex:x a kg:Trigger ; kg:lemma "x" ; kg:partOfSpeech "VERB" ; kg:evokes kg:Assault ; kg:frame lex:Act ; '
            'kg:needs "Object of desire" .',
            "Object of desire",
        ),
        ("this is not Turtle", "mine.ttl"),
    ],
)
def test_a_broken_entry_is_named_with_what_is_wrong(body: str, message: str, tmp_path: Path) -> None:
    """The message says which file or entry is at fault and what would be allowed."""
    with pytest.raises(LexiconError, match=message):
        load_lexicon([user_file(tmp_path, body)])


def test_an_unknown_word_set_is_named_with_the_known_ones() -> None:
    """A typing error in a set's name shows what could be meant."""
    with pytest.raises(LexiconError, match="Diplomats"):
        load_lexicon().words("Diplomat")
