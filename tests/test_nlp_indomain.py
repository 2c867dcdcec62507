"""Names in sentences about politics and conflict in all world regions that were kept out of training."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

Name = tuple[int, int, str]
SENTENCES = Path(__file__).resolve().parent.parent / "training/indomain/dev.txt"
_MARK = re.compile(r"\[(PERSON|ORG|LOC|NORP) ([^\]]+)\]")


def marked() -> list[tuple[str, set[Name]]]:
    """Return text and names of each sentence of the file."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [unmarked(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def unmarked(line: str) -> tuple[str, set[Name]]:
    """Return the text without its marks, and the names by offsets."""
    text, names, last = "", set(), 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        names.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + line[last:], names


@pytest.fixture(scope="module")
def found(nlp: Language) -> list[tuple[set[Name], set[Name]]]:
    """Return for each sentence the names that are there and those that the pipeline finds."""
    texts, wanted = zip(*marked(), strict=True)
    docs = nlp.pipe(texts)
    return [(w, {(e.start_char, e.end_char, e.label_) for e in d.ents}) for w, d in zip(wanted, docs, strict=True)]


def f1(pairs: list[tuple[set[Name], set[Name]]], label: str | None = None) -> float:
    """Return F1 of exact spans and labels, of one label or of all."""
    right = size = 0
    for wanted, got in pairs:
        one, two = ({n for n in names if label in {None, n[2]}} for names in (wanted, got))
        right += len(one & two)
        size += len(one) + len(two)
    return 200 * right / size


def test_there_are_enough_sentences() -> None:
    """The floors below mean something only on many sentences."""
    assert len(marked()) >= 100


@pytest.mark.parametrize(("label", "floor"), [(None, 90), ("PERSON", 80), ("ORG", 88), ("LOC", 92), ("NORP", 88)])
def test_names_of_all_regions(found: list[tuple[set[Name], set[Name]]], label: str | None, floor: float) -> None:
    """Exact spans and labels are right at least so often; `training/SCORES.md` has the figures."""
    assert f1(found, label) >= floor
