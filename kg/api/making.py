"""How a :class:`Graph` comes to be: built from articles, or opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg import building, update
from kg.analyse import Settings
from kg.api.graph import Graph
from kg.graph.export import read_graph
from kg.model import Analysis
from kg.reading.paths import InputError
from kg.reading.read import Failure
from kg.store.folder import is_linked, reading

if TYPE_CHECKING:
    from kg.validation.findings import Report

StrPath = str | os.PathLike[str]

#: Told of each article as it is done: what was found in it, or why it could not be read.
Progress = Callable[[Analysis | Failure], None]


def build(
    paths: StrPath | Iterable[StrPath],
    *,
    date: str | None = None,
    workers: int = 1,
    store: StrPath | None = None,
    pipeline: str | None = None,
    lexicons: StrPath | Iterable[StrPath] = (),
    names: StrPath | None = None,
    pins: StrPath | None = None,
    base: str | None = None,
    licence: str | None = None,
    strict: bool = False,
    validate: bool = True,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of articles: one path or several, of files, folders or patterns (``news/*.html``).

    ``date`` is the day of publication (``YYYY-MM-DD``) of articles that state none. With ``workers`` several processes
    read, one for each core with 0; a script that asks for more than one does its work below
    ``if __name__ == "__main__":``. With a ``store`` the graph is kept in that folder: only new and changed articles are
    read, and the graph of all articles in it is returned.

    ``pipeline`` names another spaCy pipeline, ``lexicons`` are files that add event types and wordings, ``names`` is a
    table of names, ``pins`` a file that says which claims are of one act; things are named below the IRI ``base``, and
    the graph is given under the ``licence`` with that IRI.

    An article that fails is listed in :attr:`Graph.failures`, or with ``strict`` ends the build. With ``validate`` the
    graph is checked, of one in a store what is new, and what is found told of in :attr:`Graph.warnings`;
    :meth:`Graph.validate` checks all. Raises :class:`kg.KgError` for what cannot be used at all.
    """
    if workers < 0:
        raise InputError(f"There cannot be {workers} workers: give 1 or more, or 0 for one on each core.")
    lexicon_files = _files(lexicons)
    options = building.Options(
        settings=Settings(pipeline, lexicon_files, Path(names) if names is not None else None),
        base=base,
        date=date,
        workers=workers or os.cpu_count() or 1,
        strict=strict,
        validate=validate,
        pins=Path(pins) if pins is not None else None,
        licence=licence,
    )
    texts = [os.fspath(path) for path in _several(paths)]
    if store is None:
        return _built(texts, options, progress)
    done = update.update(texts, Path(store), options, progress=progress)
    graph = read(store, lexicons=lexicon_files)
    warnings = (*done.warnings, *_found(done.report))
    return Graph(graph.store, failures=done.failures, warnings=warnings, lexicons=lexicon_files)


def _several(paths: StrPath | Iterable[StrPath]) -> Iterable[StrPath]:
    """Return paths: a text is one of them, not its characters."""
    return [paths] if isinstance(paths, str | os.PathLike) else paths


def _files(paths: StrPath | Iterable[StrPath]) -> tuple[Path, ...]:
    return tuple(map(Path, _several(paths)))


def _built(paths: Sequence[str], options: building.Options, progress: Progress | None) -> Graph:
    """Return the graph of articles in memory, checked when that was asked for."""
    result = building.build(paths, options, progress=progress)
    store, report = Store(), result.report
    store.bulk_extend(result.quads)
    warnings = (*result.warnings, *_found(report))
    lexicons = options.settings.lexicons
    return Graph(store, failures=result.failures, warnings=warnings, lexicons=lexicons, report=report)


def _found(report: Report | None) -> tuple[str, ...]:
    """Return the warning about what validation found, when it found anything."""
    if report is None or report.conforms:
        return ()
    return (f"the graph does not conform: {len(report.findings):,} findings, see Graph.validate()",)


def read(path: StrPath, *, format: str | None = None, lexicons: StrPath | Iterable[StrPath] = ()) -> Graph:  # noqa: A002
    """Open a graph: a file in any format, or the folder of a store, which is read as it stands now.

    The ending of a file tells its ``format``, if that is not given; ``lexicons`` are those that it was built with.
    Raises :class:`kg.KgError` for what is no graph.
    """
    files, place = _files(lexicons), Path(path)
    if not place.is_dir():
        return Graph(read_graph(place, format), lexicons=files)
    store = reading(place)
    older = f"the last build of {place} did not come to its end: what links its articles may be older"
    return Graph(store, warnings=() if is_linked(place) else (older,), lexicons=files)
