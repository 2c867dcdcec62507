"""How a build is told to the user: on standard error, for standard output may be the graph."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from kg.commands.summary import Style

#: The exit code of what took longer than it may.
TIMED_OUT = 4

#: The line is written again no sooner than this many seconds after the last time.
PAUSE = 0.1

_BAR = 24


def style_of(stream: TextIO) -> Style:
    """Return how to write to a stream: as wide as its terminal, coloured only there and only without ``NO_COLOR``."""
    if not stream.isatty():
        return Style()
    return Style(width=shutil.get_terminal_size().columns, colour=not os.environ.get("NO_COLOR"))


@dataclass(slots=True)
class Progress:
    """A line that counts articles, written over itself on a terminal and not at all elsewhere."""

    total: int | None
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0
    last: float = 0.0

    def __call__(self, _outcome: object) -> None:
        """Count one article."""
        self.done += 1
        now = time.monotonic()
        if self.stream.isatty() and now - self.last >= PAUSE:
            self.last = now
            self.stream.write(f"\r{self.line()}\x1b[K")
            self.stream.flush()

    def line(self) -> str:
        """Return the line: a bar when the number of articles is known, else a count."""
        if not self.total:
            return f"{self.done:,} articles"
        filled = min(_BAR, _BAR * self.done // self.total)
        return f"[{'#' * filled}{'.' * (_BAR - filled)}] {self.done:,} of {self.total:,} articles"

    def clear(self) -> None:
        """Wipe the line away."""
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()


@contextmanager
def limited(seconds: float, what: str) -> Iterator[None]:
    """Let something take so many seconds, 0 being without end; then the program ends with the exit code TIMED_OUT.

    A query runs outside of Python, where nothing can reach it: only the end of the process stops it."""
    watch = threading.Timer(seconds, _give_up, (what, seconds))
    watch.daemon = True
    if seconds:
        watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _give_up(what: str, seconds: float) -> None:
    sys.stderr.write(f"kg: {what} took more than {seconds:g} seconds: ask for less, or give --timeout.\n")
    sys.stderr.flush()
    os._exit(TIMED_OUT)
