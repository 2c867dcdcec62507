"""The marked sentences through the shipped pipeline: how many of their events are found, and how many are made up.

The figures below are what the program reaches, not what it should reach. To update them, set FOUND to 999 and FALSE to
-1, run this module, and write down the figures of the two messages. A change that makes them worse needs a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Analysis, Claim, Document, Entity
from kg.ontology import Ontology, load_ontology

#: Marked events that are found with root, source and target, of all that are marked.
FOUND = 148
#: Sentences marked "none" in which an event is found all the same.
FALSE = 3

SENTENCES = Path(__file__).parent / "marked" / "sentences.txt"
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


@dataclass(frozen=True)
class Outcome:
    """What became of the sentences."""

    marked: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def sentences() -> Iterator[tuple[str, tuple[Marked, ...]]]:
    """The sentences of the file, each with its marked events."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, marks = line.split("\t")
            yield sentence, tuple(_mark(part) for part in marks.split(";") if marks != "none")


def _mark(text: str) -> Marked:
    kind, source, target = text.split("|")
    return Marked(kind.strip(), _names(source), _names(target))


def _names(text: str) -> tuple[str, ...]:
    return () if text.strip() == "-" else tuple(name.strip() for name in text.split(","))


@pytest.fixture(scope="module")
def outcome(nlp: Language, knowledge: Knowledge) -> Outcome:
    """All sentences, read one by one as articles of their own."""
    missed, false, marked = [], [], 0
    for sentence, events in sentences():
        analysis = extract(Document("marked", sentence), nlp(sentence), knowledge)
        found = list(_found(analysis, knowledge.ontology))
        marked += len(events)
        matched = _matched(events, found, knowledge.ontology)
        missed += [f"{sentence}: {event}" for event in events if event not in matched]
        false += [f"{sentence}: {', '.join(sorted(one.types))}" for one in found if not events][:1]
    return Outcome(marked, tuple(missed), tuple(false))


def _found(analysis: Analysis, ontology: Ontology) -> Iterator[Found]:
    """The events of an article that it does not deny."""
    known = {entity.key: entity for entity in analysis.entities}
    groups: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.stance != "denied":
            groups.setdefault(claim.group, []).append(claim)
    for claims in groups.values():
        yield Found(
            _root(claims[0].type, ontology),
            frozenset(c.type for c in claims),
            tuple(known[a.entity] for c in claims for a in c.source),
            tuple(known[a.entity] for c in claims for a in c.target),
        )


def _root(kind: str, ontology: Ontology) -> str:
    return (ontology.types[kind].root or kind) if kind in ontology.types else kind


def _matched(marked: Sequence[Marked], found: Sequence[Found], ontology: Ontology) -> set[Marked]:
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
    if _root(marked.kind, ontology) != found.root:
        return False
    if _side(marked.source, found.source) and _side(marked.target, found.target):
        return True
    if found.root not in EQUALS and not (marked.kind in ontology.types and ontology.types[marked.kind].symmetric):
        return False
    parties, core = (*found.source, *found.target), (*marked.source, *marked.target)
    hits = sum(any(_actor(name, one) for one in parties) for name in core)
    return hits >= min(2, len(core)) if core else not parties


def _side(names: Sequence[str], found: Sequence[Entity]) -> bool:
    return any(_actor(name, one) for name in names for one in found) if found else not names


def _actor(name: str, entity: Entity) -> bool:
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


def test_marked_events_are_found(outcome: Outcome) -> None:
    """No change loses events that were found before."""
    found = outcome.marked - len(outcome.missed)
    figures = f"found {found} of {outcome.marked} marked events; missed:"
    assert found >= FOUND, "\n".join([figures, *outcome.missed])


def test_no_events_are_made_up(outcome: Outcome) -> None:
    """Negated, wished, feared, figurative and sporting acts stay what they are."""
    figures = f"events in {len(outcome.false)} sentences without any:"
    assert len(outcome.false) <= FALSE, "\n".join([figures, *outcome.false])


def test_marks_are_written_right() -> None:
    """A typing error in a mark would count as an event that is missed for ever."""
    ontology = load_ontology()
    known = {*ontology.types, *(kind.root for kind in ontology.types.values())}
    marks = [event for _, events in sentences() for event in events]
    assert len(marks) > 100
    assert {event.kind for event in marks} <= known
