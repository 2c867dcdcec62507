"""What a graph says, as frozen values: events, the claims about them, the entities in them, the articles they are from.

These are what explanations, tables and users of the Python API are given. They are the same whatever the graph was read
from, and hold everything that they speak of, so that they outlive it. Days are ISO dates as the graph has them, and may
be partial (``2023-12``); offsets are characters of :attr:`Article.text`; unknown is ``None`` or empty. What they show
of themselves is what tells them apart, not all that they hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Harm, Toll
from kg.tolls import figure, people


def _shown(value: object, *names: str) -> str:
    return f"{type(value).__name__}({', '.join(f'{name}={getattr(value, name)!r}' for name in names)})"


class Count(NamedTuple):
    """The least and the greatest number of people; ``None`` where there is none, as the greatest of "at least 7"."""

    min: int | None
    max: int | None

    def __str__(self) -> str:
        return people(self)


@dataclass(frozen=True, slots=True)
class Words:
    """Characters ``start`` to ``end`` (exclusive) of an article."""

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Article:
    """Where claims are from. Its ``id`` is that of the document, ``published`` an ISO date, ``credited_to`` the medium
    that it says it was taken from. A claim that has none, against the shapes, has one without IRI and id."""

    iri: str
    id: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    credited_to: str | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.title or self.id

    def __repr__(self) -> str:
        return _shown(self, "iri", "id", "title")


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place. ``type`` is the name of its class (``State``), ``country`` the ISO 3166-1 alpha-3 code of
    the state that it is, acts for or lies in.

    ``within`` are the labels of the places around it, the smallest first, ``acts_for`` that of whom it acts for;
    ``same_as`` are IRIs of GeoNames and Wikidata. As a claim has it, it comes with the ``words`` of the article that
    name it; they do not make it another one."""

    iri: str
    label: str
    type: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    words: Words | None = field(default=None, compare=False)
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    role: str | None = None
    acts_for: str | None = None
    same_as: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return _shown(self, "iri", "label", "type", "country")


@dataclass(frozen=True, slots=True)
class Time:
    """When, as ISO dates, and the words for it; ``inferred_from`` are the claims that give a day that they do not."""

    start: str | None
    end: str | None
    text: str | None
    words: Words | None
    precision: str | None = None
    inferred_from: tuple[str, ...] = ()


class _Harmed:
    """Tells how many people came to harm, harm by harm; ``None`` where nothing is said."""

    __slots__ = ()

    def count(self, harm: Harm) -> Count | None:
        """Return how many people came to one harm."""
        raise NotImplementedError

    @property
    def killed(self) -> Count | None:
        """How many were killed."""
        return self.count("killed")

    @property
    def injured(self) -> Count | None:
        """How many were injured."""
        return self.count("injured")

    @property
    def abducted(self) -> Count | None:
        """How many were abducted."""
        return self.count("abducted")

    @property
    def arrested(self) -> Count | None:
        """How many were arrested."""
        return self.count("arrested")

    @property
    def displaced(self) -> Count | None:
        """How many were driven out."""
        return self.count("displaced")

    @property
    def missing(self) -> Count | None:
        """How many are missing."""
        return self.count("missing")


@dataclass(frozen=True, slots=True)
class Claim(_Harmed):
    """What one speaker says in one article about one event, with the words that it rests on.

    ``event`` is the IRI of that; without ``claimers`` it is the article itself that says so, ``relayed_by`` is the
    medium that passed it on. ``stance`` is ``asserted``, ``denied`` or ``possible``. ``trigger`` are the words for the
    act, ``rule`` is the IRI of the entry of the lexicon that read them and ``filled`` where it found the sides.
    ``origin`` are what the claim goes back to: an agent, else an article."""

    iri: str
    article: Article
    event: str | None
    type: str
    sources: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    places: tuple[Entity, ...]
    time: Time | None
    tolls: tuple[Toll, ...]
    claimers: tuple[Entity, ...]
    relayed_by: Entity | None
    stance: str
    trigger: Words | None
    sentence: Words | None
    rule: str | None
    confidence: float | None
    filled: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()

    @property
    def start(self) -> str | None:
        """The first day on which it can have been."""
        return self.time.start if self.time else None

    @property
    def end(self) -> str | None:
        """The last day on which it can have been."""
        return self.time.end if self.time else None

    def count(self, harm: Harm) -> Count | None:
        """Return how many people the claim says came to one harm; all its numbers are in ``tolls``."""
        toll = figure(self.tolls, harm)
        return Count(toll.min, toll.max) if toll else None

    def order(self) -> tuple[str, int, str]:
        """Return the key by which claims are sorted: the document, the place in its text, the IRI."""
        return self.article.id, self.trigger.start if self.trigger else -1, self.iri

    def __repr__(self) -> str:
        return _shown(self, "iri", "type", "stance", "sources", "targets", "places", "claimers", "sentence", "article")


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many came to one harm, all claims of an event taken together: the lowest, the best, the highest number.

    ``weighed`` are how many numbers that come of, ``backing`` how many of them name the best."""

    harm: Harm
    low: int | None
    best: Count
    high: int | None
    weighed: int
    backing: int


@dataclass(frozen=True, slots=True)
class Event(_Harmed):
    """What claims are about: an act, and the consensus of what they say of it. The act is at some time from the day
    ``start`` to the day ``end``.

    ``type`` is the name of its class, ``root`` that of PLOVER above it. ``disputed`` are the slots in which claims
    exclude one another (``killed``). ``independent_sources`` are how many say that it was. ``about`` is the IRI of the
    event for which somebody claims responsibility."""

    iri: str
    type: str
    label: str
    root: str | None = None
    start: str | None = None
    end: str | None = None
    sources: tuple[Entity, ...] = ()
    targets: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    independent_sources: int | None = None
    disputed: tuple[str, ...] = ()
    about: str | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that tell of it, in the order of their ids."""
        return tuple({claim.article.iri: claim.article for claim in self.claims}.values())

    def count(self, harm: Harm) -> Count | None:
        """Return the lowest and the highest number of people who came to one harm; ``estimates`` have the best too."""
        return next((Count(one.low, one.high) for one in self.estimates if one.harm == harm), None)

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return _shown(self, "iri", "type", "start", "end", "sources", "targets", "places", "killed", "disputed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the claim ``one`` stands to the claim ``other`` in a slot; the verdict is a name such as ``conflicting``."""

    iri: str
    slot: str
    verdict: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Why ``claims`` of one article are among those of an event; ``nearest`` is the claim they agree with most."""

    iri: str
    doc: str
    claims: tuple[str, ...]
    reason: str
    score: int | None
    agrees: tuple[str, ...]
    disagrees: tuple[str, ...]
    nearest: str | None
    could_be: tuple[str, ...]
