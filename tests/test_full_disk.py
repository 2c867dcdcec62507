"""A disk that is full: a small file system in memory, which a test may mount where it is root (as CI is)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import make_fake
from pyoxigraph import Quad

from kg.building import Options, build
from kg.cli import main
from kg.store.folder import reading
from kg.update import update

OPTIONS = Options(date="2024-01-18", validate=False)


def mount(*arguments: str) -> bool:
    """Mount a file system; tell whether this machine lets us."""
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0  # noqa: S603, S607
    except FileNotFoundError:
        return False


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for 3 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)):
        pytest.skip("only root can mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)  # noqa: S603, S607


def articles(tmp_path: Path, number: int) -> str:
    path = tmp_path / f"{number}.jsonl"
    texts = (f"Arvania struck Belmark, it said {n} times." for n in range(number))
    path.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return str(path)


def test_a_store_that_does_not_fit_goes_on_when_there_is_room(small: Path, tmp_path: Path) -> None:
    """Each try says what is wrong and leaves whole graphs; with room the same call ends with the graph of all."""
    source, few = articles(tmp_path, 400), articles(tmp_path, 5)
    update([few], small / "store", OPTIONS, make=make_fake)
    before, whole = set(reading(small / "store")), set(build([source], OPTIONS, make=make_fake).quads)
    for _ in range(3):
        with pytest.raises(OSError, match="make room"):
            update([source], small / "store", OPTIONS, make=make_fake)
        there = of_articles(reading(small / "store"))
        assert of_articles(before) <= there <= of_articles(whole)
        graphs = {quad.graph_name for quad in there}
        assert there == {quad for quad in whole if quad.graph_name in graphs}
    assert mount("-o", "remount,size=300m", str(small))
    update([source], small / "store", OPTIONS, make=make_fake)
    assert set(reading(small / "store")) == whole


def of_articles(quads: set[Quad]) -> set[Quad]:
    return {quad for quad in quads if "/article/" in str(quad.graph_name)}


def test_a_file_that_does_not_fit_leaves_the_old_one(small: Path, tmp_path: Path) -> None:
    graph, big = small / "graph.ttl", tmp_path / "big.nq"
    lines = (f'<urn:s{n}> <urn:p> "{n} {"x" * 200}" .\n' for n in range(30_000))
    big.write_text("".join(lines))
    graph.write_text("<urn:old> <urn:p> <urn:o> .\n")
    done = CliRunner().invoke(main, ["export", str(big), "--out", str(graph)])
    assert (done.exit_code, "No space left" in done.stderr) == (2, True)
    assert (graph.read_text(), [path.name for path in small.iterdir()]) == (
        "<urn:old> <urn:p> <urn:o> .\n",
        ["graph.ttl"],
    )
