"""A store on disk: the same graph as a build from scratch whatever came before, and nothing lost by an interruption."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import make_fake
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.analyse import Settings
from kg.building import Options, build
from kg.model import Analysis
from kg.store.archive import Archive, content_hash
from kg.store.codec import CodecError, decode, encode
from kg.store.folder import StoreError, is_linked, reading, writing
from kg.update import Update, remove, update

OPTIONS = Options(date="2024-01-18", validate=False)
TEXTS = (
    "ARVANIA. Arvania struck Belmark.",
    "Belmark says Arvania struck Belmark on Tuesday.",
    "Nothing happened in Arvania.",
    "On Monday Arvania struck Belmark 😀 \"near\" the \\ border.",
)


def articles(folder: Path, texts: dict[str, str]) -> str:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), encoding="utf-8")
    return str(path)


def quads(store: Path) -> set[Quad]:
    return set(reading(store))


def keep(folder: Path, store: Path, texts: dict[str, str], options: Options = OPTIONS) -> Update:
    return update([articles(folder, texts)], store, options, make=make_fake)


def from_scratch(folder: Path, texts: dict[str, str]) -> set[Quad]:
    return set(build([articles(folder, texts)], OPTIONS, make=make_fake).quads)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from([*TEXTS, None]), min_size=1), max_size=4))
def test_a_store_that_grew_is_one_built_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str | None]]
) -> None:
    """Adding, changing and withdrawing articles in any order leads to the graph of those that are left."""
    folder = tmp_path_factory.mktemp("grown")
    store, left = folder / "store", dict[str, str]()
    for step in [{"first": TEXTS[0]}, *steps]:
        new = {name: text for name, text in step.items() if text is not None}
        gone = {name for name, text in step.items() if text is None} & set(left)
        if new:
            keep(folder, store, new)
        left.update(new)
        if gone:
            remove(gone, store)
            left = {name: text for name, text in left.items() if name not in gone}
    assert quads(store) == from_scratch(folder, left)
    assert is_linked(store)


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = keep(tmp_path, store, {"a": TEXTS[0], "b": TEXTS[1]})
    again = keep(tmp_path, store, {"a": TEXTS[0], "b": TEXTS[2], "c": TEXTS[1]})
    assert (first.added, first.unchanged) == (("a", "b"), 0)
    assert (again.added, again.changed, again.unchanged) == (("c",), ("b",), 1)


def test_another_pipeline_reads_everything_again_and_the_rest_is_counted_as_outdated(tmp_path: Path) -> None:
    store, other = tmp_path / "store", Options(Settings("other"), date="2024-01-18")
    keep(tmp_path, store, {"a": TEXTS[0], "b": TEXTS[1]})
    again = keep(tmp_path, store, {"a": TEXTS[0]}, other)
    assert (again.changed, again.unchanged, again.outdated) == (("a",), 0, 1)


def test_an_article_that_fails_keeps_its_older_state(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    before = quads(store)
    done = keep(tmp_path, store, {"a": "explode"})
    assert [failure.reason for failure in done.failures] == ["could not be analysed: RuntimeError: it did"]
    assert quads(store) == before


def test_an_unknown_article_cannot_be_withdrawn_and_nothing_else_is(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    with pytest.raises(ValueError, match=r"has no article 'x': its articles are a\."):
        remove(["a", "x"], store)
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})


@pytest.mark.parametrize("lost", ["state", "rows"])
def test_a_build_that_was_interrupted_is_brought_to_its_end(tmp_path: Path, lost: str) -> None:
    """Whatever stood written when it stopped: graphs without their rows, or all but the links."""
    store, texts = tmp_path / "store", {"a": TEXTS[0], "b": TEXTS[1]}
    keep(tmp_path, store, texts)
    with writing(store) as opened:
        if lost == "rows":
            opened.archive.drop(["b"])
        opened.archive.note("linked", "an older state")
    assert not is_linked(store)
    keep(tmp_path, store, texts)
    assert quads(store) == from_scratch(tmp_path, texts)


def test_the_graph_of_an_article_without_a_row_goes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0], "b": TEXTS[1]})
    with writing(store) as opened:
        opened.archive.drop(["b"])
    keep(tmp_path, store, {"a": TEXTS[0]})
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})


def test_nobody_else_writes_meanwhile_and_whoever_reads_sees_one_state(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    seen = reading(store)
    before = set(seen)
    with writing(store), pytest.raises(StoreError, match="another build is writing"), writing(store):
        pass
    keep(tmp_path, store, {"b": TEXTS[1]})
    assert set(seen) == before != quads(store)


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("x")
    with pytest.raises(StoreError, match="not a store and not an empty folder"):
        keep(tmp_path, tmp_path / "letters", {"a": TEXTS[0]})
    with pytest.raises(StoreError, match="is not a store"):
        reading(tmp_path / "letters")


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ('{"format": 99, "base": "https://example.org/"}', "newer version"),
        ('{"format": 1, "base": "javascript:x"}', "cannot be opened"),
        ("{}", "cannot be opened"),
        ("\x00", "cannot be opened"),
    ],
)
def test_a_store_of_a_newer_version_or_without_sense_is_refused(tmp_path: Path, mark: str, words: str) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    (store / "store.json").write_text(mark)
    with pytest.raises(StoreError, match=words):
        reading(store)
    with pytest.raises(StoreError, match=words):
        keep(tmp_path, store, {"a": TEXTS[0]})


def test_files_that_a_build_replaces_while_they_are_opened_are_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, store := tmp_path / "store", {"a": TEXTS[0]})
    whole, opened = quads(store), []
    (store / "graph" / "999998.sst").touch()

    class Replaced:
        """Opens a store, of which a file goes away as it is opened for the first time."""

        @staticmethod
        def read_only(path: str) -> Store:
            opened.append(path)
            if len(opened) == 1:
                (store / "graph" / "999998.sst").unlink()
                raise OSError("Corruption: IO error: No such file or directory: While open a file for random read")
            return Store.read_only(path)

    monkeypatch.setattr("kg.store.folder.Store", Replaced)
    assert (quads(store), len(opened)) == (whole, 2)


def test_a_damaged_graph_or_database_is_told_of(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    (store / "articles.sqlite").write_bytes(b"not a database at all, but long enough to be looked at" * 30)
    with pytest.raises(OSError, match=r"articles\.sqlite.*take the store back from a copy"):
        keep(tmp_path, store, {"a": TEXTS[0]})
    for file in (store / "graph").glob("CURRENT"):
        file.write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be opened"):
        reading(store)


@pytest.mark.parametrize("left", [None, b""])
def test_a_store_whose_database_is_gone_keeps_its_graph(tmp_path: Path, left: bytes | None) -> None:
    """It would pass for a store that never had an article, and all graphs would go."""
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    (store / "articles.sqlite").unlink()
    if left is not None:
        (store / "articles.sqlite").write_bytes(left)
    for _ in range(2):
        with pytest.raises(OSError, match=r"articles\.sqlite.*take the store back from a copy"):
            keep(tmp_path, store, {"b": TEXTS[1]})
        with pytest.raises(OSError, match=r"articles\.sqlite.*take the store back from a copy"):
            remove(["a"], store)
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})


def test_a_store_whose_graph_is_gone_is_refused(tmp_path: Path) -> None:
    """Its articles would pass for unchanged, and never come back."""
    store, other = tmp_path / "store", tmp_path / "other"
    keep(tmp_path, store, {"a": TEXTS[0]})
    keep(tmp_path, other, {"b": TEXTS[1]})
    shutil.rmtree(store / "graph")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"graph has nothing of 1 articles.*'a' among them"):
            keep(tmp_path, store, {"a": TEXTS[0]})
    shutil.rmtree(store / "graph")
    shutil.copytree(other / "graph", store / "graph")
    with pytest.raises(StoreError, match="come from two stores"):
        remove(["a"], store)


def test_a_store_that_was_interrupted_while_it_was_made_is_made(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.json.part").write_text("")
    assert keep(tmp_path, tmp_path / "store", {"a": TEXTS[0]}).added == ("a",)


def test_a_store_that_may_not_be_written_is_told_of(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    (store / "lock").unlink()
    (store / "lock").mkdir()  # whoever runs the test may perhaps write everywhere
    with pytest.raises(StoreError, match="store: the store cannot be written: Is a directory"):
        remove(["a"], store)
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})


def test_another_base_is_refused_and_its_own_is_kept(tmp_path: Path) -> None:
    store, mine = tmp_path / "store", Options(base="https://example.org/news/", date="2024-01-18", validate=False)
    keep(tmp_path, store, {"a": TEXTS[0]}, mine)
    assert keep(tmp_path, store, {"b": TEXTS[1]}).added == ("b",)
    assert {quad.graph_name.value.startswith("https://example.org/news/") for quad in quads(store)} == {True}
    with pytest.raises(StoreError, match=r"names things below https://example\.org/news/"):
        keep(tmp_path, store, {"a": TEXTS[0]}, Options(base="https://example.org/other/"))


def parts_of(store: Path, texts: dict[str, str]) -> set[str]:
    """The articles of which a store has some quads, but not all."""
    whole = {q for q in from_scratch(store.parent, texts) if "/article/" in q.graph_name.value}
    there = {q for q in quads(store) if "/article/" in q.graph_name.value}
    graphs = {quad.graph_name for quad in there}
    return {q.graph_name.value for q in whole - there if q.graph_name in graphs} | {str(q) for q in there - whole}


KILLED = """
import sys, time
sys.path[:0] = {path!r}
from pathlib import Path
import kg.update as u
from fakes import make_fake
from kg.building import Options
u.BATCH = 2
print("begun", flush=True)
u.update([{source!r}], Path({store!r}), Options(date="2024-01-18", validate=False), make=make_fake)
"""


def test_a_killed_build_loses_nothing(tmp_path: Path) -> None:
    """Killed again and again, at other moments each time, the build ends with the graph of an undisturbed one."""
    store, texts = tmp_path / "store", {f"a{n:03}": TEXTS[n % len(TEXTS)] for n in range(120)}
    root = Path(__file__).parent
    code = KILLED.format(path=[str(root), str(root.parent)], source=articles(tmp_path, texts), store=str(store))
    killed = 0
    for attempt in range(8):
        command = [sys.executable, "-c", code]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own code
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.04 * attempt)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        if (store / "graph").exists():
            assert parts_of(store, texts) == set()
    assert killed, "every build ended before it could be killed: make it longer"
    keep(tmp_path, store, texts)
    assert quads(store) == from_scratch(tmp_path, texts)


def test_the_archive_gives_back_what_linking_needs(tmp_path: Path) -> None:
    texts = {"a": TEXTS[3]}
    analysis = build([articles(tmp_path, texts)], OPTIONS, make=make_fake).analyses[0]
    archive = Archive(tmp_path / "archive.sqlite", write=True, new=True)
    archive.keep([analysis], "settings", {})
    (kept,) = archive.analyses()
    assert (kept.claims, kept.entities, kept.words) == (analysis.claims, analysis.entities, analysis.words)
    assert (kept.mentions, kept.document.text, kept.document.id) == ((), "", "a")
    assert archive.known()["a"].content == content_hash(analysis.document)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[1,2]", b"\xff", b"null"])
def test_bytes_that_are_no_analysis_are_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(Analysis, data)


def test_a_real_analysis_comes_back_as_it_was() -> None:
    for analysis in build([str(Path(__file__).parent.parent / "seeds")], OPTIONS).analyses:
        assert decode(Analysis, encode(analysis)) == analysis


def test_the_disk_is_full(tmp_path: Path) -> None:
    """What cannot be written is told in words; what was there stays."""
    store = tmp_path / "store"
    keep(tmp_path, store, {"a": TEXTS[0]})
    with writing(store) as opened:
        opened.archive._db.execute("PRAGMA max_page_count = 4")  # a full disk, as SQLite sees it
        analysis = build([articles(tmp_path, {"b": TEXTS[1] * 4000})], OPTIONS, make=make_fake).analyses[0]
        with pytest.raises(OSError, match="is full"):
            opened.archive.keep([analysis], "settings" * 20000, {})
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})
    assert os.path.exists(store)
