"""The frozen values that pass between the stages, in the order in which they come to be.

``Document`` is what was read; ``Mention``, ``Entity`` and ``Claim`` are what one article says, gathered in its
``Analysis``; ``Event`` and ``Comparison`` are what several articles say together, gathered in ``Links``.

Offsets are characters (Unicode code points) in ``Document.text``, the end exclusive. Keys are paths below the base
IRI of the instances (``state/IRN``, ``event/3f0c...``) in characters that need no escaping, so that text can never
break out of an IRI. Unknown is ``None`` or empty, never a stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stance = Literal["asserted", "denied", "possible"]
Precision = Literal["part", "day", "week", "month", "season", "year", "decade", "century", "interval"]
Verdict = Literal["equal", "refines", "compatible", "conflicts"]
Reading = Literal["actor", "place"]
Harm = Literal["killed", "injured", "abducted", "arrested", "displaced", "missing"]
Hedge = Literal["exact", "at least", "more than", "at most", "fewer than", "about", "range", "indefinite"]
#: The least and the greatest number; ``None`` where there is none.
Interval = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. ``published`` is an ISO date (``2024-01-18``); ``origin`` names file and line for
    messages."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that refer to one entity, or to several ("both nations"); ``rule`` says what found them.

    ``alternatives`` are keys of other entities that the words could mean, ``confidence`` is below 1 where there are
    such. ``post`` is the key of the post under which the words speak of somebody ("Peru's foreign minister");
    ``reading`` says of the name of a place or state whether it acts there or is a place."""

    span: Span
    text: str
    refers_to: tuple[str, ...]
    rule: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    post: str | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place. ``cls`` is the local name of its most specific class, ``country`` the ISO 3166-1 alpha-3
    code of the state that it is, acts for or lies in, ``iso2`` the alpha-2 code of a state. ``acts_for``, ``within``,
    ``active_in`` (where a militant group is or was active) and ``parent`` (whose unit it is) are keys of other
    entities, ``claimed_by`` those of states that say that a state is theirs; ``status`` is that of a state (``member``
    of the United Nations, ``disputed`` ...); ``exact`` says what it is elsewhere (``geonames:1174872``,
    ``wikidata:Q843``)."""

    key: str
    cls: str
    label: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    acts_for: str | None = None
    role: str | None = None
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    iso2: str | None = None
    exact: tuple[str, ...] = ()
    active_in: tuple[str, ...] = ()
    ideology: str | None = None
    parent: str | None = None
    status: str | None = None
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """An office of a state or a body; ``of`` is the key of that, ``holders`` are whom an article calls by it."""

    key: str
    label: str
    of: str
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """Two keys of one person, the second that of the fuller name, and why they are one in words."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class When:
    """A time that the text ties to something: ISO dates, possibly partial (``2023-12``, ``2015``), first and last
    possible.

    ``start`` and ``end`` are ``None`` when the words cannot be resolved; what they still say stands in ``pattern`` as
    TIMEX3 writes it (``XXXX-WXX-4`` some Thursday, ``XXXX-01-18``, ``XXXX-01``). ``anchor`` is the ISO date they were
    resolved against, ``precision`` the unit in which they tell the time.

    An act is at some time between ``start`` and ``end`` unless the words say that it lasts ("from 3 to 5 May", "since
    Monday", "until last week"): then it began by ``begun`` at the latest and ended on ``ended`` at the earliest, and
    with ``goes_on`` nothing is known of its end. ``duration`` is how long it took, or what it began was to last (ISO
    8601: ``P3D``)."""

    span: Span
    text: str
    start: str | None
    end: str | None
    anchor: str | None = None
    rule: str = ""
    precision: Precision | None = None
    pattern: str | None = None
    begun: str | None = None
    ended: str | None = None
    goes_on: bool = False
    duration: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people came to one kind of harm: "at least seven" is ``min`` 7, ``max`` None; "two" is 2, 2.

    Both are numbers that the words name: "more than 90" is 90 or more, and ``hedge`` keeps that 90 is left out.
    "Dozens" are ``indefinite``: more than one, nothing else is known. ``victims`` are the nouns for the people
    ("women, children"), ``kinds`` their classes (``Women``, ``Children``). What is ``partial`` counts some of those
    whom another number counts ("including two children")."""

    harm: Harm
    span: Span
    text: str
    min: int | None
    max: int | None
    hedge: Hedge = "exact"
    victims: str | None = None
    kinds: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity that fills a role, with the words that say so."""

    entity: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimer says, in one article, about one event. Claims are never merged and never lost.

    ``group`` is the key of the claims of this article that are about the same event (the smallest claim key among
    them). ``about`` is the key of the claim that a ClaimOfResponsibility speaks of. ``slots`` are those in which
    source and target were found (``source: subject``), and how the place was (``place: in``). Several places are those
    of an act that was in each of them ("strikes in Syria and Iraq")."""

    key: str
    doc: str
    type: str
    trigger: Span
    sentence: Span
    rule: str
    source: tuple[Argument, ...] = ()
    target: tuple[Argument, ...] = ()
    place: tuple[Argument, ...] = ()
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    claimer: tuple[Argument, ...] = ()
    relayed_by: Argument | None = None
    stance: Stance = "asserted"
    confidence: float = 1.0
    group: str = ""
    about: str | None = None
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstained:
    """An event word that was seen and not coded: the lexicon ``entry``, the ``reason`` in short, and ``why`` in words.

    Reasons are ``negated``, ``future``, ``unreal``, ``alleged``, ``habitual``, ``not negated``, ``no entry fits`` and
    ``no source``, ``no target`` and the like."""

    trigger: Span
    sentence: Span
    entry: str
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one article says: mentions and claims in the order of the text, entities and posts in the order of their
    keys; ``credit`` is the medium that it says it was taken from ("GAO, Mali (AP)"), ``sentences`` are hashes by which
    copies are known."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    words: int = 0
    abstentions: tuple[Abstained, ...] = ()
    posts: tuple[Post, ...] = ()
    credit: Argument | None = None
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the claims of an event say together of one harm: the lowest, the best and the highest number.

    ``tolls`` are the keys of the numbers that were weighed, ``backing`` of those that give the ``best`` one; how they
    are chosen says :mod:`kg.linking.tolls`. There is no ``high`` where the highest number is open ("at least 7")."""

    harm: Harm
    low: int | None
    best: Interval
    high: int | None
    tolls: tuple[str, ...]
    backing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """Why the claims of one article are among those of an event: the ``reason`` in words, the ``score``, the slots in
    which they agree and disagree with the claims that were there before, and the claim they agree with most.

    ``score`` is ``None`` for the first, and where a pin decided. ``could_be`` are the events they fit as well."""

    claims: tuple[str, ...]
    reason: str
    score: int | None = None
    agrees: tuple[str, ...] = ()
    disagrees: tuple[str, ...] = ()
    nearest: str | None = None
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What claims share: the identity of an act, and the consensus of what they say about it.

    ``source``, ``target``, ``place`` are entity keys; ``start``, ``end``, ``begun``, ``ended`` and ``goes_on`` are as
    in a time; ``reasons`` say in words why the claims were put together, and ``members`` why those of each article.
    ``sources`` are how many independent ones say that it was (:mod:`kg.linking.independence`)."""

    key: str
    type: str
    claims: tuple[str, ...]
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    estimates: tuple[Estimate, ...] = ()
    about: str | None = None
    reasons: tuple[str, ...] = ()
    sources: int | None = None
    begun: str | None = None
    ended: str | None = None
    goes_on: bool = False
    members: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How what claim ``one`` says in a slot (``source``, ``killed`` ...) stands to what claim ``other`` of the same
    event says there. Of two claims ``one`` is the more precise if it ``refines``, else that with the smaller key."""

    verdict: Verdict
    one: str
    other: str
    slot: str


@dataclass(frozen=True, slots=True)
class Inference:
    """The day of a claim whose article does not tell it, from the claims ``sources`` of other articles about the same
    event, which do; ``rule`` says by what."""

    claim: str
    day: str
    sources: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Links:
    """What several articles say together: one entity and post for each key, events, comparisons and inferences in the
    order of their keys. ``origins`` are pairs of a claim and what it goes back to: an agent, else an article. ``same``
    ties officials of a shorter and a fuller name."""

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    posts: tuple[Post, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    inferences: tuple[Inference, ...] = ()
    same: tuple[Same, ...] = ()
