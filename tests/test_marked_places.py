"""The places of events in marked passages, through the shipped pipeline: how many are right, how many are wrong.

The first line of ``marked/places.txt`` says how many are right at least, and how many places are wrong at most: what
the program reaches, not what it should reach. A place that is not found is no wrong one. To update the file, write
"right 999 of 999, wrong -1" there, run this module, and write down the figures of the two messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Analysis, Claim, Document
from kg.names.lists import fold

FILE = Path(__file__).parent / "marked" / "places.txt"
FLOOR = re.compile(r"# right (\d+) of (\d+), wrong (-?\d+)")


@dataclass(frozen=True)
class Passage:
    """A text, the characters of its event words, and the places of each."""

    text: str
    words: tuple[tuple[int, int], ...]
    places: tuple[frozenset[str], ...]


def passages() -> list[Passage]:
    """The passages of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_passage(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def _passage(marked: str, places: str) -> Passage:
    text, words = "", []
    for number, part in enumerate(marked.split("*")):
        if number % 2:
            words.append((len(text), len(text) + len(part)))
        text += part
    wanted = [frozenset() if one == "-" else frozenset(map(fold, one.split(", "))) for one in places.split(";")]
    return Passage(text, tuple(words), tuple(wanted))


def test_marks_are_written_right() -> None:
    """Each event word has its places, and the first line the number of words."""
    read = passages()
    assert all(len(one.words) == len(one.places) for one in read)
    total = sum(len(one.words) for one in read)
    assert total >= 80
    assert int(_floor()[2]) == total


def _floor() -> re.Match[str]:
    found = FLOOR.match(FILE.read_text(encoding="utf-8"))
    assert found, f"{FILE.name} begins with '# right N of N, wrong N'"
    return found


@pytest.fixture(scope="module")
def verdicts(nlp: Language, knowledge: Knowledge) -> tuple[list[str], list[str]]:
    """The words whose places are not right, and among them those with a wrong place."""
    missed, wrong = [], []
    for one in passages():
        analysis = extract(Document("marked", one.text), nlp(one.text), knowledge)
        for (start, end), wanted in zip(one.words, one.places, strict=True):
            found, said = _places(analysis, start, end)
            if not _agree(wanted, found):
                missed.append(f"{one.text} [{one.text[start:end]}] {sorted(wanted)}: {said}")
                wrong += missed[-1:] if found else []
    return missed, wrong


def _places(analysis: Analysis, start: int, end: int) -> tuple[list[frozenset[str]], str]:
    """The names of each place of the act that a word tells of, by any claim about it, and what to say of it."""
    here = [c for c in analysis.claims if c.trigger.start < end and start < c.trigger.end]
    groups = {c.group for c in here}
    claims = sorted((c for c in analysis.claims if c.group in groups), key=lambda c: c not in here)
    telling = next((c for c in claims if c.place), None)
    if telling is None:
        return [], "nowhere" if here else "no event"
    return _names(analysis, telling), f"{', '.join(a.text for a in telling.place)} {telling.slots}"


def _names(analysis: Analysis, claim: Claim) -> list[frozenset[str]]:
    entities = {entity.key: entity for entity in analysis.entities}
    places = [(entities[a.entity], a.text) for a in claim.place]
    return [frozenset(map(fold, (place.label, text, *place.aliases))) for place, text in places]


def _agree(wanted: frozenset[str], found: list[frozenset[str]]) -> bool:
    """Whether each place is wanted, and each wanted one is there."""
    return len(wanted) == len(found) and all(names & wanted for names in found)


def test_places_of_events_are_found(verdicts: tuple[list[str], list[str]]) -> None:
    """No change loses a place that was found before."""
    missed, _ = verdicts
    right = int(_floor()[2]) - len(missed)
    assert right >= int(_floor()[1]), "\n".join([f"right {right}; not right:", *missed])


def test_no_place_is_made_up(verdicts: tuple[list[str], list[str]]) -> None:
    """Where a speaker, a victim's home or the topic of words is, is no place of the act."""
    _, wrong = verdicts
    assert len(wrong) <= int(_floor()[3]), "\n".join([f"wrong {len(wrong)}:", *wrong])
