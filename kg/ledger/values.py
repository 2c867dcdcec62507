"""What a ledger consists of: events, their slots, the values given in each, and who gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph.values import Words
from kg.tolls import HARMS

#: The slots in the order in which they are shown.
SLOTS = ("stance", "type", "source", "target", "victims", *HARMS, "place", "date")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who gives a value in one article: the claimers, the medium that relays them, the article, and the words.

    ``claim`` is the IRI of the first claim that does so, ``times`` how many do. ``origin`` names what they go back to.
    """

    claim: str
    times: int
    claimer: tuple[str, ...]
    relayed_by: str | None
    credit: str | None
    origin: tuple[str, ...]
    doc: str
    title: str | None
    publisher: str | None
    published: str | None
    words: tuple[Words, ...]
    sentence: Words | None


@dataclass(frozen=True, slots=True)
class Value:
    """What is said in a slot, and how it stands to the other values, which go by their ``text``.

    ``wordings`` are other texts that come to the same; ``refined`` are values that say it more precisely."""

    text: str
    wordings: tuple[str, ...]
    voices: tuple[Voice, ...]
    claims: int
    articles: int
    sources: int
    conflicts: tuple[str, ...] = ()
    refines: tuple[str, ...] = ()
    refined: tuple[str, ...] = ()
    compatible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of an event with all its values, those of most sources first."""

    name: str
    values: tuple[Value, ...]

    @property
    def state(self) -> str:
        """Say in a word how the values stand."""
        if any(value.conflicts for value in self.values):
            return "disputed"
        if any(value.refines for value in self.values):
            return "refined"
        return "agreed" if len(self.values) == 1 else "various"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: what and when it was, who tells of it, and what they say."""

    iri: str
    label: str
    type: str
    start: str | None
    end: str | None
    claims: int
    articles: int
    sources: int | None
    slots: tuple[Slot, ...]

    def disputed(self) -> Iterator[Slot]:
        """Yield the slots in which claims conflict."""
        yield from (slot for slot in self.slots if slot.state == "disputed")

    def rank(self) -> tuple[int, int, str, str]:
        """Order events by importance: told by more articles, in more claims, earlier."""
        return -self.articles, -self.claims, self.start or "~", self.iri
