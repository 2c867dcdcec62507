"""How many sources stand behind what several articles say: five articles that relay one agency are one source.

A claim goes back to whoever is named as its claimer, and those who speak for a state, a group or an organization go
back to that. When nobody is named, or only people without a name, it goes back to the medium that relays it; else to
the medium that the article was taken from; else to the article's publisher, which is its first article; else to the
article. Articles of which one has half of the other's sentences are copies and go back to the earliest of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.agreement import Entities
from kg.iris import article_key
from kg.linking.verdicts import World
from kg.model import Analysis, Claim, Document, Event
from kg.ontology import Ontology

#: Classes of those who speak for somebody, and without that are anybody.
OFFICES = ("Official", "GovernmentBody", "ArmedForce")
#: Articles with so many sentences in common, and this part of those of the shorter one, are copies.
COMMON, PART = 3, 0.5
#: Articles are compared with so many of the earliest that have a sentence of theirs.
WIDEST = 50

_WORDS = re.compile(r"\w+")


def origins(analyses: Sequence[Analysis], entities: Entities, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The keys of what each claim goes back to, by the key of the claim: agents, else an article."""
    world = World(entities, ontology)
    documents = {a.document.id: a.document for a in analyses}
    first = _first_articles(documents, copies(analyses))
    media = _media(world)
    found: dict[str, tuple[str, ...]] = {}
    for analysis in analyses:
        article = first[analysis.document.id]
        publisher = media.get(_name(documents[article].publisher))
        last = analysis.credit.entity if analysis.credit else publisher or article_key(article)
        found.update((claim.key, _origin(claim, world) or (last,)) for claim in analysis.claims)
    return found


def counted(
    events: Iterable[Event], claims: Mapping[str, Claim], origin: Mapping[str, Sequence[str]]
) -> Iterator[Event]:
    """The events with the number of sources that say that they were."""
    for event in events:
        told = (key for key in event.claims if claims[key].stance != "denied")
        yield replace(event, sources=len({one for key in told for one in origin[key]}))


def copies(analyses: Iterable[Analysis]) -> dict[str, str]:
    """The earliest article of those that are copies of one another, by the id of each article."""
    several = sorted(analyses, key=lambda one: _age(one.document))
    sentences = _repeated({one.document.id: frozenset(one.sentences) for one in several})
    rank = {name: place for place, name in enumerate(sentences)}
    first: dict[str, str] = {}
    for one, shared in _sharing(sentences):
        same = (first[other] for other, common in shared.items() if _copied(common, sentences[one], sentences[other]))
        first[one] = min(same, key=rank.__getitem__, default=one)
    return first


@dataclass(frozen=True, slots=True)
class _Told:
    """How many sentences an article has, and which of them others have too."""

    number: int
    repeated: frozenset[int]


def _repeated(sentences: Mapping[str, frozenset[int]]) -> dict[str, _Told]:
    """What each article shares with others: most sentences stand in one article alone and need not be kept."""
    once: set[int] = set()
    twice: set[int] = set()
    for hashes in sentences.values():
        twice |= once & hashes
        once |= hashes
    return {name: _Told(len(hashes), hashes & twice) for name, hashes in sentences.items()}


def _sharing(sentences: Mapping[str, _Told]) -> Iterator[tuple[str, Counter[str]]]:
    """Each article with the earlier ones that have a sentence of it, and how many they share."""
    seen: dict[int, list[str]] = {}
    for name, told in sentences.items():
        earlier = [seen.setdefault(sentence, []) for sentence in sorted(told.repeated)]
        yield name, Counter(other for before in earlier for other in before)
        for before in earlier:
            before.extend([name] if len(before) < WIDEST else [])


def _copied(common: int, one: _Told, other: _Told) -> bool:
    shorter = min(one.number, other.number)
    return common >= min(COMMON, shorter) and common >= PART * shorter


def _first_articles(documents: Mapping[str, Document], earliest: Mapping[str, str]) -> dict[str, str]:
    """The article that stands for each: of its copies the earliest, of the publisher of that the first."""
    of_publisher: dict[str, str] = {}
    for document in sorted(documents.values(), key=_age):
        if document.publisher:
            of_publisher.setdefault(_name(document.publisher), document.id)
    return {name: of_publisher.get(_name(documents[copy].publisher), copy) for name, copy in earliest.items()}


def _age(document: Document) -> tuple[str, str]:
    return document.published or "~", document.id


def _media(world: World) -> dict[str, str]:
    """The media that are known, by their names."""
    known = sorted(key for key in world.entities if world.is_a(key, "MediaOrganization"))
    names = ((_name(name), key) for key in known for e in (world.entities[key],) for name in (e.label, *e.aliases))
    return dict(sorted(names, reverse=True))


def _name(publisher: str | None) -> str:
    return " ".join(_WORDS.findall((publisher or "").casefold()))


def _origin(claim: Claim, world: World) -> tuple[str, ...]:
    """The agents that a claim goes back to: those who say so, if they have a name, else the medium that relays it."""
    named = {_speaks_for(a.entity, world) for a in claim.claimer if _is_named(a.entity, world)}
    relays = (claim.relayed_by.entity,) if claim.relayed_by else ()
    return tuple(sorted(named)) or relays


def _is_named(key: str, world: World) -> bool:
    """Whether one can tell who speaks: "residents" and "officials" of no known state can be anybody."""
    entity = world.entities.get(key)
    if entity is None or world.is_a(key, "Group"):
        return False
    return bool(entity.country or entity.acts_for or entity.parent) or not world.is_a(key, *OFFICES)


def _speaks_for(key: str, world: World) -> str:
    """The state, group or organization in whose name somebody speaks, where the graph has it; media speak for
    themselves."""
    if world.is_a(key, "MediaOrganization"):
        return key
    passed: set[str] = set()
    while (above := world.entities[key].acts_for) and above in world.entities and above not in passed:
        passed.add(key)
        key = above
    state = f"state/{world.entities[key].country}"
    return state if world.is_a(key, *OFFICES) and state in world.entities else key
