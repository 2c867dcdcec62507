"""Who "we" and "I" are: the state or the group of whoever is said to speak, on real parses."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract import Knowledge, context_of
from kg.model import Document

#: A text, the pronoun, and the key of whom it stands for.
SPOKEN = [
    ('"We condemn the attack by Russia," said the Latvian foreign minister.', "We", "state/LVA"),
    ('"It is a sad day," the Polish prime minister said. "We have expelled the envoy of Belarus."', "We", "state/POL"),
    ('"The Saudis attacked us," Hezbollah leader Hassan Nasrallah said.', "us", "group/hezbollah"),
    ("The Kenyan president said we must act.", "we", "state/KEN"),
]
NOBODY = [
    ("We must act now.", "We"),
    ('Reuters said: "We have not seen the letter."', "We"),
    ('"They attacked us," a man said.', "us"),
    ("The Kenyan president left. We stayed.", "We"),
]


def key_of(text: str, word: str, nlp: Language, knowledge: Knowledge) -> tuple[str, ...]:
    """Whom a word stands for."""
    context = context_of(Document("spoken", text), nlp(text), knowledge)
    token = next(token for token in context.doc if token.text == word)
    mention = context.mention(token)
    return mention.refers_to if mention else ()


@pytest.mark.parametrize(("text", "word", "key"), SPOKEN, ids=[text for text, _, _ in SPOKEN])
def test_we_are_the_side_of_the_speaker(text: str, word: str, key: str, nlp: Language, knowledge: Knowledge) -> None:
    """A state for its officials, a group for its leader."""
    assert key_of(text, word, nlp, knowledge) == (key,)


@pytest.mark.parametrize(("text", "word"), NOBODY, ids=[text for text, _ in NOBODY])
def test_we_are_nobody_when_it_is_not_said_who_speaks(
    text: str, word: str, nlp: Language, knowledge: Knowledge
) -> None:
    """Nor is a medium or somebody without a side a party."""
    assert key_of(text, word, nlp, knowledge) == ()


def test_i_am_the_speaker(nlp: Language, knowledge: Knowledge) -> None:
    """The person, not the state."""
    (key,) = key_of('"I met the envoy," German Chancellor Angela Merkel told reporters.', "I", nlp, knowledge)
    assert "angela-merkel" in key
