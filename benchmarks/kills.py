"""Kills builds of a store and loads into a server at random moments, and looks at what is left.

The articles cost nothing to read (the analyser of the tests), so that the kills fall into the writing. Half of the
articles change between one build and the next. After each kill the graph of an article has to be there whole, as it was
or as it is, or not at all; after the last run the store has to give the bytes of a build from scratch.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import httpx
from pyoxigraph import Quad, RdfFormat, parse

from kg.building import Options, build
from kg.graph.export import write
from kg.store.folder import GRAPH, reading

ROOT = Path(__file__).resolve().parent.parent
DAY = "2024-01-18"
RUN = """
import sys; sys.path[:0] = {path!r}
from pathlib import Path
import kg.update as u
from fakes import make_fake
from kg.building import Options
u.BATCH = 4
print("begun", flush=True)
u.update([{source!r}], Path({store!r}), Options(date="2024-01-18", validate=False), make=make_fake)
"""
#: Runs are killed after so many seconds at most; about that long takes one that nobody disturbs.
LONGEST = 10.0
#: The last build is left in peace for so many seconds.
UNDISTURBED = 3600.0
Graphs = dict[str, frozenset[Quad]]


@dataclass(slots=True)
class Tally:
    """What came of runs that were killed: how many were, how many came to their end, what was found wrong."""

    killed: int = 0
    ended: int = 0
    partial: int = 0
    differing: int = 0

    def told(self, what: str) -> str:
        """Return it in words."""
        return (
            f"{self.killed} {what} killed, {self.ended} came to their end: {self.partial} times a graph in part, "
            f"{self.differing} times another graph at the end\n"
        )


def killed(times: int, articles: int, folder: Path) -> str:
    """Kill builds of so many articles at random moments, so many times."""
    chance, tally, store = random.Random(7), Tally(), folder / "killed.kg"  # noqa: S311 - moments to kill at
    versions = [_articles(folder / f"killed-{n}.jsonl", articles, n) for n in range(2)]
    wholes = [_whole(source) for source in versions]
    graphs = [_by_graph(whole) for whole in wholes]
    version = 0
    while tally.killed < times:
        code = RUN.format(path=_path(), source=str(versions[version]), store=str(store))
        if _run([sys.executable, "-c", code], chance.uniform(0, LONGEST), tally):
            tally.differing += set(reading(store)) != wholes[version]
            version = 1 - version
            if not version:
                shutil.rmtree(store)
        elif (store / GRAPH).exists():
            tally.partial += _is_partial(_by_graph(reading(store)), graphs)
    code = RUN.format(path=_path(), source=str(versions[version]), store=str(store))
    _run([sys.executable, "-c", code], UNDISTURBED, tally)
    tally.differing += set(reading(store)) != wholes[version]
    return tally.told(f"builds of {articles:,} articles")


def killed_loads(times: int, folder: Path) -> str:
    """Kill loads of a graph into Oxigraph's server at random moments, so many times; by updates and by graphs."""
    chance, tally = random.Random(7), Tally()  # noqa: S311 - moments to kill at
    sys.path[:0] = _path()
    from servers import oxigraph  # noqa: PLC0415

    wholes = [_whole(_articles(folder / f"loaded-{n}.jsonl", 300, n)) for n in range(2)]
    graphs = [_by_graph(whole) for whole in wholes]
    for n, whole in enumerate(wholes):
        write(whole, folder / f"{n}.nq")
    with oxigraph(folder / "server") as server:
        ways = (["--endpoint", server.graphs], ["--endpoint", server.update or "", "--way", "update", "--chunk", "50"])
        version = 0
        while tally.killed < times:
            way = [*ways[tally.ended % 2], "--journal", str(folder / f"journal-{tally.ended % 2}")]
            command = [sys.executable, "-m", "kg", "load", str(folder / f"{version}.nq"), *way]
            ended = _run(command, chance.uniform(0, LONGEST), tally, ready=False)
            there = _at(server.graphs)
            if ended:
                tally.differing += there != graphs[version]
                version = 1 - version
                # The other way's journal does not know what this way wrote.
                (folder / f"journal-{tally.ended % 2}").unlink(missing_ok=True)
            else:
                tally.partial += _is_partial(there, graphs)
    return tally.told("loads")


def _path() -> list[str]:
    return [str(ROOT / "tests"), str(ROOT)]


def _articles(path: Path, number: int, version: int) -> Path:
    """Write a file of articles of which every second one depends on the version."""
    texts = (f"Arvania struck Belmark, it said {n + number * version * (n % 2)} times." for n in range(number))
    path.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def _whole(source: Path) -> set[Quad]:
    """Return the graph that a build from scratch gives."""
    sys.path[:0] = _path()
    from fakes import make_fake  # noqa: PLC0415

    return set(build([str(source)], Options(date=DAY, validate=False), make=make_fake).quads)


def _run(command: list[str], seconds: float, tally: Tally, *, ready: bool = True) -> bool:
    """Run a command and kill it after so many seconds, counted from the line it prints when ``ready``; tell whether it
    came to its end before."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment
    ) as process:
        assert process.stdout is not None  # noqa: S101
        if ready:
            process.stdout.readline()
        try:
            _, told = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            tally.killed += process.wait() == -signal.SIGKILL
            return False
        if process.returncode:
            raise RuntimeError(told.decode())
        tally.ended += 1
        return True


def _by_graph(quads: Iterable[Quad]) -> Graphs:
    """Return the quads by the graphs of articles in which they stand."""
    found: dict[str, set[Quad]] = {}
    for quad in quads:
        found.setdefault(str(quad.graph_name), set()).add(quad)
    return {name: frozenset(some) for name, some in found.items()}


def _is_partial(there: Graphs, wholes: list[Graphs]) -> bool:
    """Tell whether some graph of an article is neither as in one version nor as in the other."""
    return any("/article/" in name and some not in (w.get(name) for w in wholes) for name, some in there.items())


def _at(url: str) -> Graphs:
    """Return all graphs of a server."""
    body = httpx.get(url, headers={"Accept": "application/n-quads"}, timeout=60).content
    return _by_graph(parse(body, format=RdfFormat.N_QUADS))
