"""Measures the store: loading and asking against rdflib, an update of one article, interruptions, many clients.

    python benchmarks/store.py [--triples 10000 100000 1000000] [--articles 1000] [--kills 200]
                               [--export 500000 1000000] [--clients 100]

A part is left out with 0. Triples are those of graphs that ``kg build`` makes of the articles of ``speed.py``. What is
killed stands in ``kills.py``, what is exported in ``exports.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import TypeVar

import httpx
import rdflib
from exports import PROGRAM, exports
from kills import killed, killed_loads
from pyoxigraph import Quad, RdfFormat, Store
from speed import WIKINEWS, _articles, _input

from kg.asking.cookbook import recipes
from kg.asking.query import PREFIXES
from kg.building import Options, build
from kg.graph.export import write
from kg.store.folder import reading
from kg.update import update

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
#: Queries that join: two hops between actors, a walk from events down to words; and all questions of the cookbook.
JOINS = {
    "reprisals": """
PREFIX kg: <https://w3id.org/kg-news/ontology#>
SELECT (COUNT(*) AS ?n) WHERE {
  ?first kg:source ?one ; kg:target ?other . ?second kg:source ?other ; kg:target ?one . }""",
    "words": """
PREFIX kg: <https://w3id.org/kg-news/ontology#>
SELECT (COUNT(*) AS ?n) WHERE {
  ?event kg:source ?source ; kg:claim ?claim . ?claim kg:inArticle ?article ; kg:sentence ?mention .
  ?mention kg:exact ?words . ?other kg:target ?source . FILTER(?other != ?event) }""",
}
QUESTIONS = {name: one.with_values({}) for name, one in recipes().items()}
#: rdflib may take so many seconds for a query.
PATIENCE = 60


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="sizes of graphs")
    parser.add_argument("--articles", type=int, default=1000, help="articles of the store that is updated")
    parser.add_argument("--kills", type=int, default=200, help="half of them of builds, half of loads")
    parser.add_argument("--killed", type=int, default=3000, help="articles of the builds that are killed")
    parser.add_argument("--export", type=int, nargs="*", default=[500_000, 1_000_000], help="sizes of exported stores")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the clients ask")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if any(asked.triples):
            print(_against_rdflib(asked.triples, folder))
        if asked.articles:
            print(_incremental(asked.articles, folder))
        if asked.kills:
            print(killed(asked.kills // 2, asked.killed, folder))
            print(killed_loads(asked.kills - asked.kills // 2, folder))
        if any(asked.export):
            print(exports(asked.export, folder))
        if asked.clients:
            print(_clients(asked.clients, asked.seconds, folder))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def _against_rdflib(sizes: list[int], folder: Path) -> str:
    """Load N-Triples and ask, in a store on disk and in rdflib's memory."""
    lines = ["| triples | | load s | reprisals s | words s | cookbook s | its questions |", "|---" * 7 + "|"]
    for about in sizes:
        triples, path = _graph(about, folder), folder / f"{about}.nt"
        size = len(triples)
        write(triples, path)
        del triples
        quick, slow = _stored(path), _in_rdflib(path)
        faster = [other / one for one, other in zip(quick, slow, strict=True)]
        least, middle = min(faster[3:]), median(faster[3:])
        lines.append(f"| {size:,} | store | {_cells(quick)} | |")
        lines.append(f"| | rdflib | {_cells(slow)} | {sum(one == PATIENCE for one in slow)} took over {PATIENCE} s |")
        times = [*faster[:3], sum(slow[3:]) / sum(quick[3:])]
        over = sum(one >= 20 for one in faster[3:])
        told = f"{over} of {len(QUESTIONS)} at least 20, middle {middle:.0f}, least {least:.0f}"
        lines.append(f"| | times faster | {' | '.join(f'{one:,.0f}' for one in times)} | {told} |")
    return "\n".join(lines) + "\n"


def _cells(seconds: list[float]) -> str:
    """Return loading, the two joins, and all questions together."""
    return " | ".join(f"{one:.4f}" if one < 1 else f"{one:,.1f}" for one in (*seconds[:3], sum(seconds[3:])))


def _stored(path: Path) -> list[float]:
    """Return the seconds for loading a file into a store on disk, then for each query (the best of three)."""
    store = Store(str(path.with_suffix(".store")))
    _, load = _timed(lambda: store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES))
    queries = (*JOINS.values(), *QUESTIONS.values())
    asks = [lambda query=query: list(store.query(query, prefixes=PREFIXES)) for query in queries]
    return [load, *(min(_timed(ask)[1] for _ in range(3)) for ask in asks)]


def _in_rdflib(path: Path) -> list[float]:
    """Return the seconds for loading a file into rdflib's memory, then for each query, which ends when too long."""
    graph = rdflib.Graph()
    _, load = _timed(lambda: graph.parse(str(path), format="nt"))
    queries = (*JOINS.values(), *QUESTIONS.values())
    return [load, *(_limited(lambda query=query: list(graph.query(query, initNs=PREFIXES))) for query in queries)]


def _limited(work: Callable[[], object]) -> float:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        return _timed(work)[1]
    except TimeoutError:
        return float(PATIENCE)
    finally:
        signal.alarm(0)


def _graph(size: int, folder: Path) -> list[Quad]:
    """Return the triples of the graph of so many articles that it has about ``size``."""
    source = _input(_articles(WIKINEWS), max(5, size // 550), folder)
    result = build([str(source)], Options(validate=False, workers=os.cpu_count() or 1))
    return list(dict.fromkeys(Quad(q.subject, q.predicate, q.object) for q in result.quads))


def _incremental(number: int, folder: Path) -> str:
    """Build a store from the command line, then again with one article changed."""
    source, store = _input(_articles(WIKINEWS), number, folder), folder / "incremental.kg"
    full, first = _built(source, store)
    lines = source.read_text(encoding="utf-8").splitlines()
    one = json.loads(lines[number // 2])
    lines[number // 2] = json.dumps({**one, "text": one["text"] + "\nIran condemned the attack on Friday."})
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    again, second = _built(source, store)
    return (
        "| articles | triples | full s | peak MB | one changed s | peak MB | share |\n|---|---|---|---|---|---|---|\n"
        f"| {number:,} | {len(reading(store)):,} | {full:.1f} | {first:.0f} | {again:.1f} | {second:.0f} "
        f"| {again / full:.1%} |\n"
    )


def _built(source: Path, store: Path) -> tuple[float, float]:
    """Return the seconds and the greatest memory (MB) of ``kg build --store``."""
    command = [sys.executable, "-c", PROGRAM, "build", str(source), "--store", str(store)]
    done, seconds = _timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True))
    return seconds, int(done.stdout) / 1024


def _clients(number: int, seconds: float, folder: Path) -> str:
    """Let so many clients ask a server for a while."""
    seeds = folder / "seeds.kg"
    update([str(ROOT / "seeds")], seeds, Options(date="2024-01-18"))
    command = [sys.executable, "-m", "kg", "serve", str(seeds), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None  # noqa: S101
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert found  # noqa: S101
        until = time.perf_counter() + seconds
        with ThreadPoolExecutor(number) as clients:
            told = [one for some in clients.map(lambda _: _asking(found[0], until), range(number)) for one in some]
        process.terminate()
    failed, slowest = sum(status != 200 for status, _ in told), max(took for _, took in told)
    return f"{number} clients for {seconds:g} s: {len(told):,} queries, {failed} errors, slowest {slowest:.2f} s\n"


def _asking(server: str, until: float) -> list[tuple[int, float]]:
    told = []
    with httpx.Client(timeout=120) as client:
        while time.perf_counter() < until:
            response, took = _timed(lambda: client.post(f"{server}/sparql", data={"query": JOINS["words"]}))
            told.append((response.status_code, took))
    return told


if __name__ == "__main__":
    main()
