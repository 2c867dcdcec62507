"""The tutorial is true: each of its blocks is run, and prints what is shown below it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import questions
from told import agrees, blocks, shell

from kg.asking.cookbook import recipes

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = blocks(PAGE)
#: Each block that shows what the one before it prints.
SHOWN = [number for number, (kind, _) in enumerate(BLOCKS) if kind == "text"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """What the blocks print, run in their order, by the numbers of the blocks that show it."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with shell(folder) as running:
        return {number + 1: running.run(kind, text) for number, (kind, text) in enumerate(BLOCKS) if kind != "text"}


@pytest.mark.parametrize("number", SHOWN, ids=[BLOCKS[number - 1][1].splitlines()[0][:40] for number in SHOWN])
def test_each_command_prints_what_is_shown(number: int, printed: dict[int, str]) -> None:
    assert agrees(BLOCKS[number][1], printed[number]), printed[number]


def test_what_is_run_is_shown_and_little_is_left_out() -> None:
    """Each block is followed by what it prints, of which most is there."""
    kinds = [kind for kind, _ in BLOCKS]
    assert kinds[1::2] == ["text"] * len(SHOWN) and set(kinds[::2]) == {"sh", "python"}
    for number in SHOWN:
        lines = [line.strip() for line in BLOCKS[number][1].splitlines()]
        assert lines.count("…") <= 3 and set(lines) != {"…"}


def test_the_answer_is_in_the_answer() -> None:
    """The question of the title, answered by the graph and not by the page alone."""
    (rows,) = (text for number, (_, text) in enumerate(BLOCKS) if number in SHOWN and text.startswith("who  "))
    told = {tuple(re.split(r"\s{2,}", line.strip())[:2]) for line in rows.splitlines()[2:-1]}
    assert told == {
        ("Reuters", "Balochistan Liberation Army"),
        ("senior intelligence source", "Balochistan Liberation Army"),
        ("intelligence source in Pakistan", "Balochistan Liberation Front"),
    }


@pytest.mark.parametrize(
    ("shown", "text", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n…\n", "a\nb\nc\n", True),
        ("…\nc\n", "c\n", True),
        ("a … c\n", "a 1.5 c\n", True),
        ("a\nb\n", "a\nb\nc\n", False),
        ("a.\n", "ab\n", False),
        ("a\n…\n", "b\na\n", False),
        ("Bal…\n", "Bal…\n", True),
    ],
)
def test_what_is_left_out_may_be_anything_and_nothing_else_may(shown: str, text: str, same: bool) -> None:
    assert agrees(shown, text) is same


def test_the_page_of_the_questions_is_up_to_date() -> None:
    page = questions.PAGE.read_text(encoding="utf-8")
    assert page == questions.page(), "run: python docs/questions.py"
    for name, one in recipes().items():
        assert f"\n## {name}\n\n{one.question}\n" in page
        assert all(f"--set {each.name}=" in page for each in one.parameters)
