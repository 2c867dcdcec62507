"""Marked texts through the shipped pipeline: who says so, through whom, and how sure.

The first line of ``marked/claims.txt`` says how many of the marks are right, at least; see ``test_marked.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matching import names_actor
from spacy.language import Language

from kg.extract import Knowledge, extract
from kg.model import Analysis, Argument, Claim, Document

FILE = Path(__file__).parent / "marked" / "claims.txt"
NOBODY = "-"


@dataclass(frozen=True)
class Said:
    """A claim as it is marked."""

    word: str
    claimer: str
    medium: str
    stance: str


def marked() -> Iterator[tuple[str, tuple[Said, ...]]]:
    """The texts with their claims."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, marks = line.split("\t")
            claims = (Said(*mark.strip().split("|")) for mark in marks.split(";") if mark != "none")
            yield text.replace("¶", "\n\n"), tuple(claims)


def test_who_says_so_through_whom_and_how_sure(nlp: Language, knowledge: Knowledge) -> None:
    """No change loses a claimer, a medium or a stance that was right before."""
    right, wrong = 0, []
    for text, claims in marked():
        analysis = extract(Document("marked", text), nlp(text), knowledge)
        for said in claims:
            found = _claim(analysis, said.word, text)
            told = [_shown(analysis, found)] if found else ["nothing is found"]
            right += bool(found) and _agrees(analysis, found, said)
            wrong += [f"{text}: {said}, not {told[0]}"] if not found or not _agrees(analysis, found, said) else []
        wrong += [f"{text}: none, not {_shown(analysis, one)}" for one in analysis.claims if not claims]
    floor = re.match(r"# right (\d+)", FILE.read_text(encoding="utf-8"))
    assert floor, "the file begins with '# right N'"
    assert right >= int(floor[1]), "\n".join([f"{right} are right; the others:", *wrong])


def _claim(analysis: Analysis, word: str, text: str) -> Claim | None:
    return next((c for c in analysis.claims if text[c.trigger.start : c.trigger.end] == word), None)


def _agrees(analysis: Analysis, claim: Claim, said: Said) -> bool:
    medium = (claim.relayed_by,) if claim.relayed_by else ()
    return claim.stance == said.stance and all(
        _is(analysis, found, name) for found, name in ((claim.claimer, said.claimer), (medium, said.medium))
    )


def _is(analysis: Analysis, found: tuple[Argument, ...], name: str) -> bool:
    known = {entity.key: entity for entity in analysis.entities}
    return any(names_actor(name, known[one.entity]) for one in found) if found else name == NOBODY


def _shown(analysis: Analysis, claim: Claim) -> str:
    known = {entity.key: entity for entity in analysis.entities}
    parts = [", ".join(known[one.entity].label for one in claim.claimer) or NOBODY]
    parts.append(known[claim.relayed_by.entity].label if claim.relayed_by else NOBODY)
    return " | ".join([*parts, claim.stance])
