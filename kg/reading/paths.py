"""What a path of the command line stands for: a file, all files below a folder, all files that match a pattern."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import KgError

TEXT_ENDINGS = (".txt", ".text")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
JSONL_ENDINGS = (".jsonl", ".ndjson")
ENDINGS = TEXT_ENDINGS + HTML_ENDINGS + JSONL_ENDINGS

#: Files that lie in a folder of articles to describe it.
_DESCRIPTIONS = ("readme", "license", "licence", "notice", "changelog")

#: Where doubts are told: one line of text each.
Warn = Callable[[str], None]


class InputError(KgError, ValueError):
    """What was asked for cannot be read at all: a path that does not exist, a folder without articles."""


def expand(path: str, warn: Warn) -> Iterator[str]:
    """Yield the files that a path of the command line stands for, sorted; ``-`` stands for itself.

    Raises :class:`InputError` when it stands for nothing.
    """
    if not path:
        raise InputError("An empty path leads nowhere: give a file, a folder, a pattern or - for standard input.")
    if path == "-":
        yield path
    elif Path(path).is_dir():
        yield from _in_folder(Path(path), warn)
    elif Path(path).exists():
        yield _known_kind(path)
    elif found := sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []:
        for file in found:
            yield from _in_folder(Path(file), warn) if Path(file).is_dir() else [_known_kind(file)]
    else:
        raise InputError(f"{path}: no such file or folder, and no file matches it as a pattern.")


def expected(paths: Sequence[str]) -> int | None:
    """Return how many articles the paths lead to, ``None`` when only reading them will tell."""
    try:
        files = [file for path in paths for file in expand(path, lambda _: None)]
    except InputError:
        return None
    lists = [file for file in files if file == "-" or Path(file).suffix.lower() in JSONL_ENDINGS]
    return None if lists else len(set(files))


def _in_folder(folder: Path, warn: Warn) -> Iterator[str]:
    """Yield the readable files below a folder; hidden ones are left alone, the rest is told."""
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    known = [file for file in files if file.suffix.lower() in ENDINGS and not _describes(file)]
    others = [file for file in files if file.suffix.lower() not in ENDINGS and not _describes(file)]
    if not known:
        raise InputError(f"{folder}: no file in this folder ends in {', '.join(ENDINGS)}.")
    if others:
        warn(f"{folder}: {len(others)} files of other kinds left out (the first: {others[0].name})")
    yield from map(str, known)


def _describes(file: Path) -> bool:
    """Tell whether a file describes the folder it lies in rather than being one of its articles."""
    return file.stem.lower() in _DESCRIPTIONS


def _known_kind(path: str) -> str:
    """Return the path of a file whose kind is known."""
    ending = Path(path).suffix.lower()
    if ending and ending not in ENDINGS:
        raise InputError(f"{path}: files ending in {ending} are not read; known are {', '.join(ENDINGS)}.")
    return path
