"""The marked sentences through the shipped pipeline: how many of their events are found, and how many are made up.

The first line of each file of ``marked/events`` says how many are found, at least, and in how many sentences marked
"none" an event is found all the same, at most: what the program reaches, not what it should reach. To update a file,
write "found 999, false -1" there, run this module, and write down the figures of the two messages. A change that makes
them worse needs a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from matching import Marked, events_of, matched
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Document
from kg.ontology import load_ontology

FILES = sorted((Path(__file__).parent / "marked" / "events").glob("*.txt"))
FLOORS = re.compile(r"# found (\d+), false (-?\d+)")


@dataclass(frozen=True)
class Outcome:
    """What became of the sentences."""

    file: Path
    marked: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def sentences(file: Path) -> Iterator[tuple[str, tuple[Marked, ...]]]:
    """The sentences of a file, each with its marked events."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, marks = line.split("\t")
            yield sentence, tuple(_mark(part) for part in marks.split(";") if marks != "none")


def _mark(text: str) -> Marked:
    kind, source, target = text.split("|")
    return Marked(kind.strip(), _names(source), _names(target))


def _names(text: str) -> tuple[str, ...]:
    return () if text.strip() == "-" else tuple(name.strip() for name in text.split(","))


def floors(file: Path) -> tuple[int, int]:
    """How many marked events of a file are found at least, and how many false ones there are at most."""
    found = FLOORS.match(file.read_text(encoding="utf-8"))
    assert found, f"{file.name} begins with '# found N, false N'"
    return int(found[1]), int(found[2])


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.stem)
def outcome(request: pytest.FixtureRequest, nlp: Language, knowledge: Knowledge) -> Outcome:
    """All sentences of a file, read one by one as articles of their own."""
    missed, false, marked = [], [], 0
    for sentence, events in sentences(request.param):
        analysis = extract(Document("marked", sentence), nlp(sentence), knowledge)
        found = list(events_of(analysis, knowledge.ontology))
        marked += len(events)
        hit = matched(events, found, knowledge.ontology)
        missed += [f"{sentence}: {event}" for event in events if event not in hit]
        false += [f"{sentence}: {', '.join(sorted(one.types))}" for one in found if not events][:1]
    return Outcome(request.param, marked, tuple(missed), tuple(false))


def test_marked_events_are_found(outcome: Outcome) -> None:
    """No change loses events that were found before."""
    found = outcome.marked - len(outcome.missed)
    figures = f"found {found} of {outcome.marked} marked events; missed:"
    assert found >= floors(outcome.file)[0], "\n".join([figures, *outcome.missed])


def test_no_events_are_made_up(outcome: Outcome) -> None:
    """Negated, wished, feared, figurative and sporting acts stay what they are."""
    figures = f"events in {len(outcome.false)} sentences without any:"
    assert len(outcome.false) <= floors(outcome.file)[1], "\n".join([figures, *outcome.false])


def test_marks_are_written_right() -> None:
    """A typing error in a mark would count as an event that is missed for ever."""
    ontology = load_ontology()
    known = {*ontology.types, *(kind.root for kind in ontology.types.values())}
    marks = [event for file in FILES for _, events in sentences(file) for event in events]
    assert len(marks) > 100
    assert {event.kind for event in marks} <= known
