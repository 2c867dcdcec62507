"""Marked events against found ones: root, source and target, compared as kindly as the project's scorer does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Analysis, Claim, Document, Entity
from kg.ontology import Ontology

#: What has no direction: its two sides are compared as one.
EQUALS = {"CONSULT", "AGREE", "COOPERATE"}
STATE_LIKE = ("State", "GovernmentBody", "ArmedForce", "Official")


@dataclass(frozen=True)
class Marked:
    """An event as it is marked: type or root, and the sides."""

    kind: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """An event as it is found: the claims of one group together."""

    root: str
    types: frozenset[str]
    source: tuple[Entity, ...]
    target: tuple[Entity, ...]


def events_of(analysis: Analysis, ontology: Ontology) -> Iterator[Found]:
    """The events of an article that it does not deny."""
    known = {entity.key: entity for entity in analysis.entities}
    groups: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.stance != "denied":
            groups.setdefault(claim.group, []).append(claim)
    for claims in groups.values():
        yield Found(
            root_of(claims[0].type, ontology),
            frozenset(c.type for c in claims),
            tuple(known[a.entity] for c in claims for a in c.source),
            tuple(known[a.entity] for c in claims for a in c.target),
        )


def sides_of(analysis: Analysis, ontology: Ontology) -> set[tuple[str, str, str]]:
    """Root, first source and first target of each event; an empty side is ""."""
    return {
        (e.root, *(next((a.country or a.label for a in side), "") for side in (e.source, e.target)))
        for e in events_of(analysis, ontology)
    }


def root_of(kind: str, ontology: Ontology) -> str:
    return (ontology.types[kind].root or kind) if kind in ontology.types else kind


def matched(marked: Sequence[Marked], found: Sequence[Found], ontology: Ontology) -> set[Marked]:
    """The marked events that are found, each by an event of its own."""
    taken: dict[int, Marked] = {}

    def place(event: Marked, tried: set[int]) -> bool:
        for number, one in enumerate(found):
            if number not in tried and _agrees(event, one, ontology):
                tried.add(number)
                if number not in taken or place(taken[number], tried):
                    taken[number] = event
                    return True
        return False

    for event in marked:
        place(event, set())
    return set(taken.values())


def _agrees(marked: Marked, found: Found, ontology: Ontology) -> bool:
    """Whether root and sides agree; sides agree when they overlap, or when both are empty."""
    if root_of(marked.kind, ontology) != found.root:
        return False
    if _side(marked.source, found.source) and _side(marked.target, found.target):
        return True
    if found.root not in EQUALS and not (marked.kind in ontology.types and ontology.types[marked.kind].symmetric):
        return False
    parties, core = (*found.source, *found.target), (*marked.source, *marked.target)
    hits = sum(any(names_actor(name, one) for one in parties) for name in core)
    return hits >= min(2, len(core)) if core else not parties


def _side(names: Sequence[str], found: Sequence[Entity]) -> bool:
    return any(names_actor(name, one) for name in names for one in found) if found else not names


def names_actor(name: str, entity: Entity) -> bool:
    """Whether a code is that of the state an entity is or acts for, or a name one of its names or part of one."""
    if re.fullmatch(r"[A-Z]{3}", name) and entity.country and entity.cls in STATE_LIKE:
        return name == entity.country
    wanted = _plain(name)
    names = [_plain(own) for own in (entity.label, *entity.aliases)]
    return any(wanted == own or (min(len(own), len(wanted)) > 3 and (wanted in own or own in wanted)) for own in names)


def _plain(name: str) -> str:
    """A name without accents, signs, articles and capitals."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9 ]+", " ", letters.replace("-", " ")).split()
    return " ".join(word for word in words if word not in {"the", "a", "an", "of", "al", "ul", "el"})


def found_in(text: str, nlp: Language, knowledge: Knowledge) -> list[Found]:
    """The events of a text."""
    return list(events_of(extract(Document("rule", text), nlp(text), knowledge), knowledge.ontology))


def sides_in(text: str, nlp: Language, knowledge: Knowledge) -> set[tuple[str, str, str]]:
    """Root, first source and first target of each event of a text; an empty side is ""."""
    return sides_of(extract(Document("text", text), nlp(text), knowledge), knowledge.ontology)
