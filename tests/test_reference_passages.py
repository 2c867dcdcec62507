"""References and names in short passages through the shipped pipeline: how many lead to whom they mean, or astray.

``marked/references.txt`` has pronouns and descriptions, ``marked/groups.txt`` names of armed groups that no list has.
The first line of each says how many are found, at least, and how many lead to somebody else, at most: what the program
reaches, not what it should reach. A change that makes them worse needs a reason.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mentioned import index_of, outcome, unmarked
from spacy.language import Language

from kg.extract import Knowledge

FILES = [Path(__file__).parent / "marked" / f"{name}.txt" for name in ("references", "groups")]
FLOORS = re.compile(r"# found (\d+), wrong (-?\d+)")


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    """One file of passages."""
    return Path(request.param)


@pytest.fixture(scope="module")
def told(file: Path, nlp: Language, knowledge: Knowledge) -> list[tuple[str, str]]:
    """What became of each marked reference: "found", "missed", "wrong", or "nobody" where nobody is meant."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    results = []
    for line in lines:
        text, marks = unmarked(line)
        mentions = index_of(nlp(text), knowledge.gazetteer).mentions
        results += [(outcome(mark, mentions), f"{mark.words!r} in {text!r}") for mark in marks]
    return results


def _floors(file: Path) -> tuple[int, int]:
    found = FLOORS.match(file.read_text(encoding="utf-8"))
    assert found, f"{file.name} begins with '# found N, wrong N'"
    return int(found[1]), int(found[2])


def test_references_are_found(told: list[tuple[str, str]], file: Path) -> None:
    """No change loses references that were found before."""
    found = sum(kind == "found" for kind, _ in told)
    wanted = sum(kind != "nobody" for kind, _ in told)
    missed = [where for kind, where in told if kind == "missed"]
    assert found >= _floors(file)[0], "\n".join([f"found {found} of {wanted}; missed:", *missed])


def test_references_do_not_lead_astray(told: list[tuple[str, str]], file: Path) -> None:
    """Of several who could be meant none is taken."""
    astray = [where for kind, where in told if kind == "wrong"]
    assert len(astray) <= _floors(file)[1], "\n".join([f"{len(astray)} lead to somebody else:", *astray])
