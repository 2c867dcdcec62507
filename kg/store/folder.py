"""The folder of a store: made, opened, locked, and refused in words when it cannot be used."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg import __version__
from kg.errors import KgError
from kg.graph.terms import Minter
from kg.iris import DEFAULT_BASE, check_base
from kg.store.archive import Archive

#: The form of the folder that this version writes and reads.
FORMAT = 1
MARK, GRAPH, ARTICLES, LOCK = "store.json", "graph", "articles.sqlite", "lock"


#: What is raised for files that cannot be opened as quads.
BROKEN = (OSError, RuntimeError, ValueError)


class StoreError(KgError, OSError):
    """A store that cannot be opened, or used as asked."""


@dataclass(slots=True)
class Opened:
    """A store that is open for writing; when it is closed its graph is let go, which unlocks it."""

    path: Path
    base: str
    graph: Store
    archive: Archive


def is_store(path: Path | str) -> bool:
    """Tell whether there is the folder of a store, whole or not."""
    return (Path(path) / MARK).is_file()


@contextmanager
def writing(path: Path, base: str | None = None) -> Iterator[Opened]:
    """Open a store for writing, and make it when there is none; nobody else can write to it meanwhile.

    ``base`` is the IRI below which things are named; an older store keeps its own, and another is refused."""
    made = _made(path, base)
    with _locked(path):
        graph = _graph(path)
        opened = Opened(path, made, graph, Archive(path / ARTICLES, write=True, new=_is_empty(graph)))
        try:
            _check_whole(opened)
            yield opened
        finally:
            opened.archive.close()
            del opened.graph


def reading(path: Path) -> Store:
    """Return the graph of a store as it stands now, for reading; a build that goes on beside does not change it."""
    _mark(path)
    while True:
        there = _data(path)
        try:
            return Store.read_only(str(path / GRAPH))
        except BROKEN as error:
            if there == _data(path):
                raise _damaged(path, error) from error
            # else a build beside has put new files in the place of old ones while these were opened: the new ones hold


def _data(path: Path) -> set[str]:
    """Return the names of the files that the quads are in, each of which is used once."""
    return {one.name for pattern in ("*.sst", "*.log", "MANIFEST-*") for one in (path / GRAPH).glob(pattern)}


def is_linked(path: Path) -> bool:
    """Tell whether events and entities are those of all articles and pins in the store: no build was interrupted."""
    archive = Archive(path / ARTICLES, write=False)
    try:
        return archive.is_linked()
    finally:
        archive.close()


def _made(path: Path, base: str | None) -> str:
    """Return the base IRI of a store, which is made when there is none."""
    if is_store(path):
        own = str(_mark(path)["base"])
        if base not in {None, own}:
            raise StoreError(
                f"{path}: this store names things below {own}, not {base}. Leave --base out, or build another store."
            )
        return own
    base = check_base(base or DEFAULT_BASE)
    if path.exists() and (not path.is_dir() or any(one.name != f"{MARK}.part" for one in path.iterdir())):
        raise StoreError(f"{path} is not a store and not an empty folder. Name a folder that does not exist yet.")
    try:
        path.mkdir(parents=True, exist_ok=True)
        part = path / f"{MARK}.part"
        part.write_text(json.dumps({"format": FORMAT, "base": base, "made_by": __version__}) + "\n", encoding="utf-8")
        part.replace(path / MARK)
    except OSError as error:
        raise StoreError(
            f"{path}: the store cannot be made: {error.strerror}. Name a folder that you can write to."
        ) from error
    return base


def _mark(path: Path) -> dict[str, object]:
    """Return what the store says of itself; refuse what is none, or of a newer version."""
    try:
        mark = json.loads((path / MARK).read_text(encoding="utf-8"))
        number, _ = int(mark["format"]), check_base(str(mark["base"]))
    except FileNotFoundError as error:
        raise StoreError(
            f"{path} is not a store: it has no {MARK}. Make one with kg build ARTICLES --store {path}."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, error) from error
    if number > FORMAT:
        raise StoreError(
            f"{path}: this store has format {number}, made by a newer version of kg-news; {__version__} reads up to "
            f"{FORMAT}. Install the newer version, or build another store."
        )
    return dict(mark)


def _graph(path: Path) -> Store:
    """Open the quads; new ones get their place when they are whole, so that nobody finds them half made."""
    try:
        if not (path / GRAPH).exists():
            part = path / f"{GRAPH}.part"
            shutil.rmtree(part, ignore_errors=True)
            Store(str(part)).flush()
            part.rename(path / GRAPH)
        return Store(str(path / GRAPH))
    except BROKEN as error:
        raise _damaged(path, error) from error


def _is_empty(graph: Store) -> bool:
    return next(graph.quads_for_pattern(None, None, None), None) is None


def _check_whole(store: Opened) -> None:
    """Refuse a store whose graph lacks articles that it had: they would pass for unchanged, and never come back."""
    mint = Minter(store.base)
    lost = [name for name in store.archive.written() if not store.graph.contains_named_graph(mint.article(name))]
    if lost:
        raise StoreError(
            f"{store.path}: {GRAPH} has nothing of {len(lost):,} articles in {ARTICLES}, {lost[0]!r} among them: files "
            "were lost, or come from two stores. Take the store back from a copy, or build it anew in another "
            "folder."
        )


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{path}: the store cannot be opened: {error}. If another program has it open, end that one; if the disk is "
        "full, make room. If its files are damaged, take it back from a copy, or build it anew in another folder."
    )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a store; it ends with the process, however that ends."""
    try:
        lock = (path / LOCK).open("a")
    except OSError as error:
        raise StoreError(
            f"{path}: the store cannot be written: {error.strerror}. Ask for the right to write to its folder, or take "
            "a copy of it."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{path}: another build is writing to this store. Wait until it has ended.") from error
        yield
