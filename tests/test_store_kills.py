"""A store whose build or removal is stopped between any two of its steps: nothing is lost."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeAnalyser, make_fake
from pyoxigraph import Quad

import kg.commands.run
import kg.update
from kg.analyse import Settings
from kg.building import Options, build
from kg.cli import main
from kg.errors import StrictError
from kg.model import Analysis, Document
from kg.store.archive import Archive
from kg.store.folder import is_linked, reading
from kg.update import Update, remove, update

OLD = {"a": "Arvania struck Belmark.", "b": "Belmark says Arvania struck Belmark."}
NEW = {"a": "ARVANIA. Now: Arvania struck Belmark.", "c": "It is said that Arvania struck Belmark."}
OTHER = {"d": "Nothing happened in Arvania."}
#: More steps than any command takes.
MANY = 40


class Killed(BaseException):
    """The process ends here."""


class Steps:
    """Counts the steps in which something is written; from the one that is to be the last on, none is taken."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, last: int) -> None:
        self.left = last
        for name in ("keep", "settle", "drop", "note"):
            monkeypatch.setattr(Archive, name, self.counted(getattr(Archive, name)))
        for name in ("replace_graphs", "link"):
            monkeypatch.setattr(kg.update, name, self.counted(getattr(kg.update, name)))

    def counted(self, work: Callable[..., object]) -> Callable[..., object]:
        """Return the step, which is not taken when the process has been killed before it."""

        def step(*arguments: object, **named: object) -> object:
            if self.left <= 0:
                self.left = -1
                raise Killed
            self.left -= 1
            return work(*arguments, **named)

        return step


def articles(folder: Path, texts: dict[str, str]) -> str:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), encoding="utf-8")
    return str(path)


def keep(folder: Path, texts: dict[str, str], pins: Path | None = None) -> Update:
    options = Options(date="2024-01-18", validate=False, pins=pins)
    return update([articles(folder, texts)], folder / "store", options, make=make_fake)


def from_scratch(folder: Path, texts: dict[str, str], pins: Path | None = None) -> set[Quad]:
    options = Options(date="2024-01-18", validate=False, pins=pins)
    return set(build([articles(folder, texts)], options, make=make_fake).quads)


def killed(work: Callable[[], object], last: int) -> bool:
    """Tell whether the work was stopped before it had taken so many steps and was done."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        Steps(monkeypatch, last)
        try:
            work()
        except Killed:
            return True
        finally:
            gc.collect()  # the trace of what was killed holds the store, which is open as long as it is held
    return False


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Pins that part what the first two articles tell."""
    claims = [
        a.claims[0].key for a in build([articles(tmp_path, OLD)], Options(date="2024-01-18"), make=make_fake).analyses
    ]
    path = tmp_path / "pins.tsv"
    path.write_text("\t".join(["different", *claims]) + "\n", encoding="utf-8")
    return path


def moments(folder: Path, work: Callable[[Path], object]) -> Iterator[Path]:
    """Yield the folder of a store of the first two articles after each moment at which the work can be killed."""
    for last in range(MANY):
        place = folder / str(last)
        place.mkdir()
        keep(place, OLD)
        if not killed(partial(work, place), last):
            return
        yield place
    raise AssertionError("the work has more steps than were tried")


def test_a_build_killed_between_any_two_steps_goes_on(tmp_path: Path, apart: Path) -> None:
    """The same command ends with the graph of an undisturbed build, pins included; until then the store says so."""
    after = from_scratch(tmp_path, OLD | NEW, apart)
    places = list(moments(tmp_path, lambda place: keep(place, NEW, apart)))
    for place in places:
        before = set(reading(place / "store"))
        assert not is_linked(place / "store") or before in (from_scratch(tmp_path, OLD), after)
        keep(place, NEW, apart)
        assert set(reading(place / "store")) == after
        assert is_linked(place / "store")
    assert len(places) > 6


def test_after_a_kill_another_build_loses_nothing(tmp_path: Path) -> None:
    """Also when the next command is another one, each article is there as it was or as it was to be."""
    possible = [from_scratch(tmp_path, OLD | OTHER | new) for new in ({}, NEW)]
    for place in moments(tmp_path, lambda place: keep(place, NEW)):
        keep(place, OTHER)
        assert set(reading(place / "store")) in possible


def test_after_a_kill_a_removal_loses_nothing_else(tmp_path: Path) -> None:
    left = {name: text for name, text in OLD.items() if name != "b"}
    possible = [from_scratch(tmp_path, left | new) for new in ({}, NEW)]
    for place in moments(tmp_path, lambda place: keep(place, NEW)):
        remove(["b"], place / "store")
        assert set(reading(place / "store")) in possible


def test_pins_once_noted_are_kept_after_a_kill(tmp_path: Path, apart: Path) -> None:
    """A kill leaves the old pins or the new ones; the next build without any links by those."""
    possible = [from_scratch(tmp_path, OLD, pins) for pins in (None, apart)]
    assert possible[0] != possible[1]
    found = []
    for place in moments(tmp_path, lambda place: keep(place, OLD, apart)):
        keep(place, OLD)
        found.append(possible.index(set(reading(place / "store"))))
    assert found == sorted(found)
    assert set(found) == {0, 1}


def test_a_removal_killed_between_any_two_steps_goes_on(tmp_path: Path) -> None:
    after = from_scratch(tmp_path, {"b": OLD["b"]})
    places = list(moments(tmp_path, lambda place: remove(["a"], place / "store")))
    for place in places:
        remove(["a"], place / "store")
        assert set(reading(place / "store")) == after
        assert is_linked(place / "store")
    assert len(places) > 3


class Interrupted(FakeAnalyser):
    """Is stopped by the user at one article."""

    def __call__(self, document: Document) -> Analysis:
        """Return what the document says, unless the user is in a hurry."""
        if "stop" in document.text:
            raise KeyboardInterrupt
        return super().__call__(document)


def make_interrupted(settings: Settings) -> Interrupted:
    """Make the analyser."""
    return Interrupted()


@pytest.mark.parametrize(("word", "make"), [("explode", make_fake), ("stop", make_interrupted)])
def test_what_came_before_the_article_that_ended_it_is_kept(tmp_path: Path, word: str, make: kg.update.Make) -> None:
    source = articles(tmp_path, OLD | {"c": word} | OTHER)
    with pytest.raises((StrictError, KeyboardInterrupt)):
        update([source], tmp_path / "store", Options(date="2024-01-18", strict=True), make=make)
    gc.collect()
    assert not is_linked(tmp_path / "store")
    again = keep(tmp_path, OLD)
    assert (again.unchanged, again.added) == (2, ())
    assert set(reading(tmp_path / "store")) == from_scratch(tmp_path, OLD)


@pytest.mark.parametrize(
    ("word", "code", "told"), [("explode", 3, "stopped by --strict; "), ("stop", 130, "interrupted; ")]
)
def test_the_message_says_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: int, told: str
) -> None:
    monkeypatch.setattr(kg.commands.run, "update", partial(update, make=make_interrupted))
    monkeypatch.setattr(kg.commands.run, "build", partial(build, make=make_interrupted))
    source, store = articles(tmp_path, OLD | {"c": word}), tmp_path / "store"
    kept = CliRunner().invoke(main, ["build", source, "--strict", "--store", str(store)])
    assert (kept.exit_code, f"{told}what was done until then is kept in {store}" in kept.stderr) == (code, True)
    lost = CliRunner().invoke(main, ["build", source, "--strict", "--out", str(tmp_path / "g.ttl")])
    assert (lost.exit_code, f"{told}nothing was written" in lost.stderr) == (code, True)
    assert not (tmp_path / "g.ttl").exists()


def test_a_reader_of_an_interrupted_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.commands.graphs import graph_at  # noqa: PLC0415

    keep(tmp_path, OLD)
    graph_at(tmp_path / "store")
    assert capsys.readouterr().err == ""
    assert killed(lambda: keep(tmp_path, NEW), 1)
    graph_at(tmp_path / "store")
    assert "did not come to its end" in capsys.readouterr().err
