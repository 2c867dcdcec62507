"""Measures the store: loading and asking against rdflib, an update of one article, interruptions, many clients.

    python benchmarks/store.py [--triples 10000 100000] [--articles 1000] [--kills 200] [--clients 100] [--seconds 60]

A part is left out with 0. Triples are those of graphs that ``kg build`` makes of the articles of ``speed.py``; the
kills are of builds whose articles cost nothing to read (the analyser of the tests), so that they fall into the writing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import httpx
import rdflib
from pyoxigraph import Quad, RdfFormat, Store
from speed import WIKINEWS, _articles, _input

from kg.building import Options, build
from kg.graph.export import write
from kg.store.folder import reading
from kg.update import update

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
#: Who attacked somebody, in which article, in which words: a join of five patterns.
JOIN = """
PREFIX kg: <https://w3id.org/kg-news/ontology#>
SELECT (COUNT(*) AS ?n) WHERE {
  ?event kg:source ?source ; kg:claim ?claim . ?claim kg:inArticle ?article ; kg:sentence ?mention .
  ?mention kg:exact ?words . ?other kg:target ?source . FILTER(?other != ?event)
}"""


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, nargs="*", default=[10_000, 100_000], help="sizes of graphs")
    parser.add_argument("--articles", type=int, default=1000, help="articles of the store that is updated")
    parser.add_argument("--kills", type=int, default=200)
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
            print(_killed(asked.kills, folder))
        if asked.clients:
            print(_clients(asked.clients, asked.seconds, folder))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def _against_rdflib(sizes: list[int], folder: Path) -> str:
    """Load N-Triples and run one join, in a store on disk and in rdflib's memory."""
    lines = ["| triples | | load s | join s |", "|---|---|---|---|"]
    for about in sizes:
        triples, path = _graph(about, folder), folder / f"{about}.nt"
        size = len(triples)
        write(triples, path)
        store = Store(str(folder / f"{size}.store"))
        _, load = _timed(lambda path=path, store=store: store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES))
        _, join = _timed(lambda store=store: list(store.query(JOIN)))
        graph = rdflib.Graph()
        _, slow_load = _timed(lambda path=path, graph=graph: graph.parse(str(path), format="nt"))
        _, slow_join = _timed(lambda graph=graph: list(graph.query(JOIN)))
        lines.append(f"| {size:,} | store | {load:.2f} | {join:.4f} |")
        lines.append(f"| | rdflib | {slow_load:.2f} | {slow_join:.3f} |")
        lines.append(f"| | times faster | {slow_load / load:.1f} | {slow_join / join:.0f} |")
    return "\n".join(lines) + "\n"


def _graph(size: int, folder: Path) -> list[Quad]:
    """Return the triples of the graph of so many articles that it has about ``size``."""
    source = _input(_articles(WIKINEWS), max(5, size // 550), folder)
    result = build([str(source)], Options(validate=False, workers=os.cpu_count() or 1))
    return list(dict.fromkeys(Quad(q.subject, q.predicate, q.object) for q in result.quads))


def _incremental(number: int, folder: Path) -> str:
    """Build a store, then again with one article changed."""
    source, store = _input(_articles(WIKINEWS), number, folder), folder / "incremental.kg"
    options = Options(workers=1)
    _, full = _timed(lambda: update([str(source)], store, options))
    lines = source.read_text(encoding="utf-8").splitlines()
    one = json.loads(lines[number // 2])
    lines[number // 2] = json.dumps({**one, "text": one["text"] + "\nIran condemned the attack on Friday."})
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done, again = _timed(lambda: update([str(source)], store, options))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    share = f"{again / full:.1%}"
    return (
        f"| articles | triples | full s | one changed s | share | peak MB |\n|---|---|---|---|---|---|\n"
        f"| {number:,} | {done.triples:,} | {full:.1f} | {again:.1f} | {share} | {peak:.0f} |\n"
    )


KILLED = """
import sys; sys.path[:0] = {path!r}
from pathlib import Path
import kg.update as u
from fakes import make_fake
from kg.building import Options
u.BATCH = 4
print("begun", flush=True)
u.update([{source!r}], Path({store!r}), Options(date="2024-01-18"), make=make_fake)
"""


def _killed(times: int, folder: Path) -> str:
    """Kill builds at random moments; look whether a graph is there in part, and whether all comes out in the end."""
    sys.path[:0] = [str(ROOT / "tests")]
    from fakes import make_fake  # noqa: PLC0415

    source, store = folder / "killed.jsonl", folder / "killed.kg"
    texts = [f"Arvania struck Belmark, it said {n} times." for n in range(3000)]
    source.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    whole = set(build([str(source)], Options(date="2024-01-18", validate=False), make=make_fake).quads)
    code = KILLED.format(path=[str(ROOT / "tests"), str(ROOT)], source=str(source), store=str(store))
    chance, done, partial = random.Random(7), 0, 0  # noqa: S311 - moments to kill at, nothing secret
    for _ in range(times):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None  # noqa: S101
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.6))
            process.send_signal(signal.SIGKILL)
            done += process.wait() == -signal.SIGKILL
        partial += _is_partial(store, whole) if (store / "graph").exists() else 0
    update([str(source)], store, Options(date="2024-01-18"), make=make_fake)
    lost = len(whole ^ set(reading(store)))
    return f"{done} of {times} builds killed: {partial} times a graph in part; {lost} triples differ at the end\n"


def _is_partial(store: Path, whole: set[Quad]) -> bool:
    """Tell whether some graph of an article is there, but not all of it."""
    there = {quad for quad in reading(store) if "/article/" in str(quad.graph_name)}
    graphs = {quad.graph_name for quad in there}
    return bool(there - whole) or any(quad.graph_name in graphs and quad not in there for quad in whole)


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
            response, took = _timed(lambda: client.post(f"{server}/sparql", data={"query": JOIN}))
            told.append((response.status_code, took))
    return told


if __name__ == "__main__":
    main()
