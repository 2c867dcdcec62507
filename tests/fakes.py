"""An analyser for tests: it needs no language pipeline and finds one strike wherever a text says "ARVANIA struck"."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256

from kg.analyse import Settings
from kg.model import Abstained, Analysis, Argument, Claim, Document, Entity, Mention, Span

STATES = {"state/XAA": "Arvania", "state/XBB": "Belmark"}


@dataclass(frozen=True)
class FakeAnalyser:
    """Finds one claim in each text with the names of both states; a text with "explode" in it raises."""

    version: str = "fake 1.0"

    def __call__(self, document: Document) -> Analysis:
        if "explode" in document.text:
            raise RuntimeError("it did")
        if "die" in document.text.split():
            os._exit(7)
        mentions = tuple(mention(document.text, label, key) for key, label in STATES.items() if label in document.text)
        entities = tuple(Entity(key, "State", label, country=key[-3:]) for key, label in STATES.items())
        claims = (strike(document, mentions),) if len(mentions) == len(STATES) and "struck" in document.text else ()
        found = entities if claims else ()
        words, left = len(document.text.split()), hesitation(document.text)
        return Analysis(document, mentions if claims else (), found, claims, words=words, abstentions=left)


def make_fake(settings: Settings) -> FakeAnalyser:
    """Make the analyser; its version shows the settings."""
    return FakeAnalyser(f"fake {settings.pipeline or '1.0'}")


def hesitation(text: str) -> tuple[Abstained, ...]:
    """The word "strike" is seen and never coded."""
    start = text.find("strike")
    span = Span(start, start + len("strike"))
    return (Abstained(span, span, "attack-noun", "no source", "no source: no actor in by"),) if start >= 0 else ()


def mention(text: str, words: str, key: str) -> Mention:
    """The first place of some words."""
    start = text.index(words)
    return Mention(Span(start, start + len(words)), words, (key,), "fake")


def strike(document: Document, mentions: tuple[Mention, ...]) -> Claim:
    """A claim that the first struck the second."""
    start = document.text.index("struck")
    key = f"claim/{sha256(f'{document.id} {start}'.encode()).hexdigest()[:12]}"
    first, second = (Argument(one.refers_to[0], one.span, one.text) for one in mentions)
    sentence = Span(min(first.span.start, start), max(second.span.end, start + 6))
    trigger = Span(start, start + 6)
    return Claim(key, document.id, "Airstrike", trigger, sentence, "strike-verb", (first,), (second,), group=key)
