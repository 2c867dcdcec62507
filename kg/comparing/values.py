"""What is compared of a graph, and what a difference consists of.

``old`` is of the first graph and ``new`` of the second one; ``None`` or empty where only the other one has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.tolls import HARMS

#: What is said of articles, claims, events and entities, in the order in which changes of it are told.
SLOTS = (
    *("id", "label", "class", "title", "stance", "type", "source", "target", "place", "date", *HARMS),
    *("claimer", "relayed_by", "independent_sources", "disputed", "responsibility_for", "publisher", "url", "text"),
)

Kind = Literal["new", "gone", "changed"]

#: What became of events: ``merged`` are several that are one now, ``parted`` is one that is several now.
Fate = Literal["new", "gone", "changed", "merged", "parted", "regrouped"]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a slot: for people, and the IRIs or the least and the greatest number for programs.

    Two are the same when their ``key`` is: labels and the base of IRIs play no part in it."""

    text: str
    key: tuple[object, ...]
    iris: tuple[str, ...] = ()
    min: int | None = None
    max: int | None = None


#: What is said, slot by slot; a slot of which nothing is said is left out.
Slots = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Paper:
    """An article; ``digest`` is the hash of its text."""

    iri: str
    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    text: str = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim: what it says, the sentence it stands in, and its ``trigger``, which starts at ``offset`` of that.

    ``key`` is the end of its IRI; ``doc`` and ``title`` are those of its article, in which the trigger stands at
    ``start``."""

    iri: str
    key: str
    doc: str
    title: str | None
    start: int
    trigger: str
    sentence: str
    offset: int
    said: Slots = field(hash=False)


@dataclass(frozen=True, slots=True)
class Act:
    """An event: its consensus slot by slot, and the keys of its claims; ``about`` is the key of the event for which it
    claims responsibility."""

    iri: str
    key: str
    label: str
    claims: tuple[str, ...]
    said: Slots = field(hash=False)
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or a place."""

    iri: str
    key: str
    label: str
    type: str


class Snapshot(NamedTuple):
    """What is compared of one graph: papers by id, claims, events and entities by key."""

    papers: Mapping[str, Paper]
    claims: Mapping[str, Told]
    acts: Mapping[str, Act]
    actors: Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Change:
    """What is said in a slot now and what was said before; ``None`` where nothing is."""

    slot: str
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class PaperChange:
    """An article that came, went or is another now."""

    kind: Kind
    old: Paper | None
    new: Paper | None
    slots: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that came, went or says something else now."""

    kind: Kind
    old: Told | None
    new: Told | None
    slots: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class EventChange:
    """Events that came, went, were merged or parted, or of which something else is said now.

    The first of ``old`` and the first of ``new`` share most claims, and it is these of which ``slots`` tells.
    ``gained`` are claims that the new ones have beyond the old ones, ``lost`` those that they have no longer."""

    kind: Fate
    old: tuple[Act, ...]
    new: tuple[Act, ...]
    slots: tuple[Change, ...] = ()
    gained: tuple[Told, ...] = ()
    lost: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An actor or a place that came, went, or has another label or class now."""

    kind: Kind
    old: Actor | None
    new: Actor | None
    slots: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed from one graph to another."""

    articles: tuple[PaperChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    events: tuple[EventChange, ...] = ()
    entities: tuple[EntityChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.articles or self.claims or self.events or self.entities)
