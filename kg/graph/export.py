"""Writes graphs, whole or not at all, and reads them back.

A file is written beside its place under another name and then renamed: whoever is interrupted leaves the old file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Store

from kg.errors import KgError
from kg.graph.formats import FORMATS, FormatError, format_of, named_format
from kg.graph.statements import Source, statements
from kg.graph.tables import TABLES
from kg.ontology import Ontology, load_ontology

#: The path that stands for standard input or output.
STREAM = "-"

#: The format of the records of claims.
EVENTS = "events"

#: All formats that can be written: those of graphs, and the views of them for others.
WRITABLE = (*FORMATS, *TABLES)


class OutputError(KgError, OSError):
    """The output cannot be written."""


class GraphError(KgError, ValueError):
    """A file is no graph that can be read."""


def write(quads: Source, path: Path | str, format_name: str | None = None, *, ontology: Ontology | None = None) -> None:
    """Write a graph, or a table of it, to ``path`` or, when that is ``-``, to standard output.

    Without a ``format_name`` the ending of the file decides. ``ontology`` is used by tables alone.
    """
    check_writable(path)
    write_pieces(chunks(quads, format_name or chosen_format(path), ontology=ontology), path)


def chosen_format(path: Path | str) -> str:
    """Return the name of the format that the ending of a file stands for; raise :class:`FormatError` when none."""
    suffix = Path(path).suffix.lower()
    table = next((name for name, one in TABLES.items() if suffix in one.suffixes), None)
    if table:
        return table
    try:
        return format_of(path)
    except FormatError:
        several = (*(one.suffixes for one in FORMATS.values()), *(one.suffixes for one in TABLES.values()))
        endings = ", ".join(chain.from_iterable(several))
        raise FormatError(
            f"The ending of {str(path)!r} stands for no format: give the format, or one of {endings}."
        ) from None


def write_pieces(pieces: Iterable[bytes], path: Path | str) -> None:
    """Write bytes, piece by piece, to ``path`` or, when that is ``-``, to standard output."""
    check_writable(path)
    if str(path) == STREAM:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with replacing(Path(path)) as stream:
        stream.writelines(pieces)


def chunks(quads: Source, format_name: str, *, ontology: Ontology | None = None) -> Iterator[bytes]:
    """Return the bytes of a graph in one of the formats, piece by piece: a store is never held in memory as a whole."""
    check_format(format_name)
    if format_name not in TABLES:
        return named_format(format_name).chunks(quads)
    return TABLES[format_name].write(_stored(quads), ontology or load_ontology())


def check_format(name: str) -> None:
    """Raise :class:`FormatError` when nothing can be written in the format of this name, or not yet."""
    needs = TABLES[name].needs if name in TABLES else None
    if needs and find_spec(needs) is None:
        raise FormatError(
            f"The format {name} needs the package {needs}, which is not installed: "
            f"run pip install 'kg-news[{name}]', or choose another format."
        )
    if name not in TABLES:
        named_format(name)


def _stored(quads: Source) -> Store:
    """Return a store of the quads, which is the one that they are in, if it is one."""
    if isinstance(quads, Store):
        return quads
    store = Store()
    store.bulk_extend(quad for _, _, several in statements(quads).parts() for quad in several)
    return store


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose content takes the place of the file when, and only when, all of it is written."""
    target = path.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        with _opened(target, path) as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(part, path) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with _explained(path):
            os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink()


def check_writable(path: Path | str) -> None:
    """Raise :class:`OutputError` when nothing could be written to ``path``, before hours of work go into it."""
    if str(path) == STREAM:
        return
    target = Path(path).resolve()
    with _explained(path):
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if not target.parent.is_dir():
            raise FileNotFoundError(2, f"there is no folder {target.parent}")
        if not os.access(target if target.exists() and not target.is_file() else target.parent, os.W_OK):
            raise PermissionError(13, "no permission to write there")


def read_graph(path: Path | str, format_name: str | None = None) -> Store:
    """Read a graph from a file into memory, or from standard input (Turtle or TriG unless told otherwise).

    Without a ``format_name`` the ending of the file decides.
    """
    store = Store()
    if str(path) != STREAM and not Path(path).exists():
        raise GraphError(f"{path} cannot be read: there is no such file or folder. Give the file or store of a graph.")
    try:
        reads = named_format(format_name or ("trig" if str(path) == STREAM else format_of(path))).reads
        if str(path) == STREAM:
            store.bulk_load(sys.stdin.buffer, reads)
        else:
            store.bulk_load(path=str(path), format=reads)
    except FormatError as error:
        raise GraphError(str(error)) from error
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise GraphError(f"{path}{line}: not a valid graph: {error.msg}. Was the right format chosen?") from error
    except OSError as error:
        raise GraphError(f"{path} cannot be read: {error.strerror or error}. Give the file of a graph.") from error
    return store


@contextmanager
def _opened(path: Path, wanted: Path) -> Iterator[BinaryIO]:
    """Open a file for writing; every failure speaks of the path that was ``wanted``."""
    with _explained(wanted), path.open("wb") as stream:
        yield stream


@contextmanager
def _explained(path: Path | str) -> Iterator[None]:
    """Turn a failure of the system into one that says which output cannot be written and what to do."""
    try:
        yield
    except KgError:
        raise
    except OSError as error:
        raise OutputError(
            f"Cannot write {str(path)!r}: {error.strerror or error}. Give a file in a folder that exists and that you "
            "may write to, or - for standard output."
        ) from error
