"""Pages that show commands and what they print: read into blocks, run, and held against what is shown."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Stands in what is shown for what is left out: on a line of its own for any lines, in a line for any characters.
LEFT_OUT = "…"
#: The port that pages name; tests take a free one.
PORT = "8642"
SECONDS = 120


def blocks(page: str) -> list[tuple[str, str]]:
    """The blocks of a page in their order, each with its kind (``sh``, ``text``)."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def agrees(shown: str, printed: str) -> bool:
    """Whether what was printed is what is shown, line by line but for what is left out."""
    parts = (_pattern(line) for line in shown.splitlines())
    told = "".join(f"{line}\n" for line in printed.rstrip().splitlines())
    return re.fullmatch("".join(parts), told) is not None


def _pattern(line: str) -> str:
    """The pattern of a line that is shown; a line that is cut by the program itself also has the sign."""
    if line.strip() == LEFT_OUT:
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split(LEFT_OUT)) + r"\n"


@contextmanager
def shell(folder: Path) -> Iterator[Shell]:
    """A shell in a folder, in which ``kg`` is the program under test; what it leaves running is ended."""
    bin_ = folder / ".bin"
    bin_.mkdir()
    (bin_ / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    (bin_ / "kg").chmod(0o755)
    running = Shell(folder, bin_)
    try:
        yield running
    finally:
        running.end()


class Shell:
    """Runs the blocks of a page one after the other."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self._folder = folder
        root = str(Path(__file__).parent.parent)
        path = os.pathsep.join((str(bin_), os.environ["PATH"]))
        self._environment = {**os.environ, "PATH": path, "PYTHONPATH": root, "PYTHONUTF8": "1"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self._groups: list[int] = []

    def run(self, kind: str, text: str) -> str:
        """What a block prints, to standard output and standard error; raises when it fails."""
        command = [sys.executable, "-"] if kind == "python" else ["bash", "-euo", "pipefail"]
        log = self._folder / ".printed"
        with log.open("w") as out:
            begun = subprocess.Popen(  # noqa: S603 - the commands are those of our own pages
                command, cwd=self._folder, env=self._environment, stdin=subprocess.PIPE, stdout=out,
                stderr=subprocess.STDOUT, text=True, start_new_session=True,
            )  # fmt: skip
            self._groups.append(begun.pid)
            begun.communicate(text.replace(PORT, self._port), timeout=SECONDS)
        if text.rstrip().endswith("&"):
            self._wait(log)
        printed = log.read_text(encoding="utf-8").replace(self._port, PORT)
        assert begun.returncode == 0, f"{text}\n{printed}"
        return printed

    def _wait(self, log: Path) -> None:
        """Wait until what runs in the background has said something."""
        until = time.monotonic() + SECONDS
        while not log.read_text(encoding="utf-8").endswith("\n"):
            assert time.monotonic() < until, "nothing was said"
            time.sleep(0.1)

    def end(self) -> None:
        """End what runs in the background."""
        for group in self._groups:
            try:
                os.killpg(group, signal.SIGTERM)
            except ProcessLookupError:
                continue
