"""Measures what ``kg export`` takes of stores of several sizes: seconds, memory, size of the file.

The stores hold the graph of the seeds again and again, each time with other articles, events and entities. Each export
is a process of its own, which tells its greatest resident memory. Called by ``store.py --export``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg import iris
from kg.building import Options, build
from kg.graph.export import WRITABLE
from kg.store.archive import LINKED
from kg.store.folder import writing

ROOT = Path(__file__).resolve().parent.parent
SHARED = {iris.DEFAULT_BASE + key for key in (iris.DATASET_KEY, iris.LINKS_GRAPH_KEY, iris.DATASET_GRAPH_KEY)}
#: The command line, which tells in the end how many kB it had in memory at most. What ``getrusage`` says would be that
#: of the process that started it, when that was larger.
PROGRAM = """
import atexit, re
from kg.cli import main
atexit.register(lambda: print(re.search(r"VmHWM:\\s+([0-9]+)", open("/proc/self/status").read())[1]))
main()
"""
IDENTIFIER = iris.DCTERMS + "identifier"


def exports(sizes: Sequence[int], folder: Path) -> str:
    """Return a table of what each format takes for stores of about so many triples."""
    graph = build([str(ROOT / "seeds")], Options(date="2024-01-18", validate=False)).quads
    paths = [folder / f"{size}.kg" for size in sizes]
    stores = {_stored(graph, max(1, size // len(graph)), path): path for size, path in zip(sizes, paths, strict=True)}
    head = ["format", *(f"{size:,} triples: s | peak MB | file MB" for size in stores)]
    lines = [f"| {' | '.join(head)} |", "|---" * (1 + 3 * len(stores)) + "|"]
    for name in WRITABLE:
        told = " | ".join(_measured(store, name, folder / "exported") for store in stores.values())
        lines.append(f"| {name} | {told} |")
        print(lines[-1], file=sys.stderr)
    return "\n".join(lines) + "\n"


def _measured(store: Path, name: str, out: Path) -> str:
    """Return seconds, greatest memory and size of one export."""
    command = [sys.executable, "-c", PROGRAM, "export", str(store), "--format", name, "--out", str(out)]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    return f"{seconds:.1f} | {int(done.stdout) / 1024:.0f} | {out.stat().st_size / 2**20:.1f}"


def _stored(graph: list[Quad], times: int, path: Path) -> int:
    """Make a store that holds a graph so many times, and return the number of its triples."""
    with writing(path) as store:
        for number in range(times):
            store.graph.bulk_extend(_copied(graph, number))
        store.graph.flush()
        store.graph.optimize()
        store.archive.note(LINKED, store.archive.content())
        return len(store.graph)


def _copied(graph: Iterable[Quad], number: int) -> Iterator[Quad]:
    """Yield a graph with names of its own for all that stands below the base."""
    for quad in graph:
        value = quad.object
        if quad.predicate.value == IDENTIFIER and isinstance(value, Literal):
            value = Literal(f"{value.value}-{number}")
        yield Quad(*(_renamed(one, number) for one in (quad.subject, quad.predicate, value, quad.graph_name)))


def _renamed(term: object, number: int) -> object:
    if not isinstance(term, NamedNode) or term.value in SHARED or not term.value.startswith(iris.DEFAULT_BASE):
        return term
    path, hash_, fragment = term.value.partition("#")
    return NamedNode(f"{path}-{number}{hash_}{fragment}")
