"""The README tells the truth: its commands exist with their options, its links lead somewhere, its code runs."""

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from told import blocks

from kg.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = blocks(README)
PAGES = [
    *("docs/README.md", "docs/tutorial.md", "docs/questions.md"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md", "ontology/words/README.md"),
]


def commands() -> list[list[str]]:
    """The words of each use of ``kg`` in the shell blocks, without the redirections."""
    lines = (part for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() for part in line.split("&&"))
    words = (shlex.split(line, comments=True) for line in lines)
    return [line[1:] for line in words if line and Path(line[0]).name == "kg"]


def test_the_readme_begins_with_a_command_that_does_the_main_job():
    kind, first = BLOCKS[0]
    assert README.index(first) < 100
    assert (kind, first.count("\n")) == ("sh", 1)
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install") and "kg build seeds" in first


def test_the_summary_is_what_the_first_command_prints(tmp_path, monkeypatch):
    """Line by line, but for the seconds."""
    monkeypatch.chdir(ROOT)
    command = ["build", "seeds", "--date", "2024-01-18", "--out", str(tmp_path / "graph.ttl")]
    printed = CliRunner().invoke(main, command).output
    shown, told = ([one for one in text.splitlines() if " per second" not in one] for text in (BLOCKS[1][1], printed))
    assert len(shown) > 20
    assert [line for line in told if line in shown] == shown


def test_the_command_of_the_tests_can_be_found_by_ci():
    found = [line for line in README.splitlines() if re.match(r"python3 -m venv .*pytest", line)]
    assert found == ["python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_command_is_one_of_the_program_with_its_options(words):
    command = main.commands[words[0]]
    known = {name for option in command.params for name in option.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_table(name):
    assert re.search(rf"^\| `kg {name}\b[^|]*\| \w", README, re.MULTILINE)


def test_every_exit_code_is_told():
    help_text = main.help or ""
    for code in re.findall(r"\b(\d+) (?:done|bad|interrupted|the graph)", help_text):
        assert re.search(rf"\b{code} ", README)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or ((ROOT / page).parent / target).exists(), target


def test_the_python_example_prints_what_is_shown(tmp_path, monkeypatch, capsys):
    (place,) = (number for number, (kind, _) in enumerate(BLOCKS) if kind == "python")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile(BLOCKS[place][1], "README.md", "exec"), {})  # noqa: S102 - it is ours
    assert ("text", capsys.readouterr().out) == BLOCKS[place + 1]
    assert "kg:Claim" in (tmp_path / "graph.trig").read_text(encoding="utf-8")


def test_no_place_of_a_machine_is_in_what_is_published():
    """Paths of one computer and hosts of one network mean nothing to others."""
    private = re.compile(r"(?<![\w/])/(?:work|home|root|Users|opt)/|file:///")
    suffixes = {".py", ".md", ".toml", ".ttl", ".tsv", ".txt", ".rq", ".json", ".yml", ""}
    folders = ("kg", "ontology", "shapes", "seeds", "benchmarks", "training", "tests", "docs", ".ci")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in suffixes]
    for file in [*files, *ROOT.glob("*.*")]:
        if file.is_file() and file.name not in {Path(__file__).name, ".git"} and "__pycache__" not in file.parts:
            text = file.read_text(encoding="utf-8", errors="replace")
            assert not private.search(text), f"{file}: {private.search(text)}"
