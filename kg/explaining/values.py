"""What an explanation consists of: values that say why a graph says what it says, ready to be shown in any form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.graph.values import Claim

Kind = Literal["event", "entity", "claim", "article", "other"]

#: A name and what is known under it, to be shown as one line.
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a sentence (offsets in it) and the roles that they have in the claim, among them ``trigger``."""

    start: int
    end: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words that a claim rests on outside of its sentence."""

    role: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that are no name of the entity that they stand for, or also one of others, and the rule that says whom they
    mean; ``others`` are what they could mean as well."""

    text: str
    label: str
    rule: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How a claim stands to another one of the same event: ``slots`` have what is said here and what is said there.

    ``place`` tells people which claim the other one is: its trigger, and where that stands."""

    kind: str
    other: str
    place: str
    slots: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim with all that supports it: the article, the marked sentence, how it stands to other claims.

    ``entry`` tells what the entry of the lexicon says that found it, ``references`` whom its words mean."""

    claim: Claim
    article: str
    sentence: str
    marks: tuple[Mark, ...]
    elsewhere: tuple[Elsewhere, ...]
    differences: tuple[Difference, ...]
    entry: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPart:
    """An event that an entity takes part in, as what, and the claims about it."""

    iri: str
    label: str
    roles: tuple[str, ...]
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that a graph says of one node, and why."""

    iri: str
    kind: Kind
    label: str
    facts: tuple[Fact, ...]
    claims: tuple[Evidence, ...] = ()
    events: tuple[EventPart, ...] = ()

    def __str__(self) -> str:
        from kg.explaining.text import render  # noqa: PLC0415 - it imports these values

        return render(self)
