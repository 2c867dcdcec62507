"""Measures how fast articles become a graph, stage by stage, and how time and memory grow with their number.

    python benchmarks/speed.py [--documents 10 100 1000] [--stages 100] [--workers N] [--articles FILE.csv]

Articles come from a CSV file with the columns ``text`` and ``date`` (by default the Wikinews articles of 2019 below
``../shared``, which are not part of this repository), or, when there is none, from ``seeds/``. When more are asked for
than there are, they come again, a month later each time, so that the same act is not told a thousand times.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from kg.analyse import Extraction, Settings, make_analyser
from kg.extract import extract
from kg.graph.export import write
from kg.graph.rdf import quads
from kg.graph.rdf_dataset import BuildInfo
from kg.linking.link import link
from kg.model import Document
from kg.ontology import load_ontology
from kg.reading.clean import clean
from kg.reading.read import read
from kg.validation.validate import validate

ROOT = Path(__file__).resolve().parent.parent
WIKINEWS = ROOT.parent / "shared" / "corpora" / "wikinews" / "wikinews_2019.csv"

#: All articles of a later round are published so many days later.
LATER = timedelta(days=31)

T = TypeVar("T")


def main() -> None:
    """Print a table of the stages and a table of the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[10, 100, 1000], help="sizes of the whole builds")
    parser.add_argument("--stages", type=int, default=100, help="articles for the table of stages; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--articles", type=Path, default=WIKINEWS, help="CSV file with the columns text and date")
    asked = parser.parse_args()
    articles = _articles(asked.articles)
    print(f"{len(articles)} different articles from {asked.articles.name if asked.articles.exists() else 'seeds'}\n")
    with tempfile.TemporaryDirectory() as folder:
        if asked.stages:
            print(_stages(_input(articles, asked.stages, Path(folder))))
        print("| documents | words | seconds | words per second | peak MB | triples |\n|---|---|---|---|---|---|")
        for size in asked.documents:
            print(_whole(_input(articles, size, Path(folder)), size, asked.workers), flush=True)


def _articles(table: Path) -> list[tuple[str, date]]:
    """Return texts with their days of publication."""
    if not table.exists():
        files = sorted((ROOT / "seeds").glob("*.txt"))
        return [(file.read_text(encoding="utf-8"), date(2024, 1, 18)) for file in files]
    with table.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], date.fromisoformat(row["date"])) for row in csv.DictReader(lines) if row["text"].strip()]


def _input(articles: list[tuple[str, date]], size: int, folder: Path) -> Path:
    """Write a file of so many articles."""
    path = folder / f"{size}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, (text, day) in enumerate(islice(_endless(articles), size)):
            file.write(json.dumps({"id": f"article-{number}", "text": text, "date": day.isoformat()}) + "\n")
    return path


def _endless(articles: list[tuple[str, date]]) -> Iterator[tuple[str, date]]:
    """Yield the articles again and again, later and later."""
    for turn in count():
        for text, day in articles:
            yield text, day + turn * LATER


def _whole(path: Path, size: int, workers: int) -> str:
    """Build a graph in a process of its own and return the row of the table."""
    out = path.with_suffix(".ttl")
    command = [sys.executable, "-m", "kg", "build", str(path), "--out", str(out), "--workers", str(workers)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    assert process.stderr is not None  # noqa: S101 - a pipe was asked for
    told = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1, 3):
        sys.exit(told)
    words = sum(len(json.loads(line)["text"].split()) for line in path.open(encoding="utf-8"))
    triples = next(line.split()[1] for line in told.splitlines() if line.startswith("Graph"))
    peak = usage.ru_maxrss / 1024
    return f"| {size} | {words:,} | {seconds:.1f} | {words / seconds:,.0f} | {peak:,.0f} | {triples} |"


def _stages(path: Path) -> str:
    """Run the stages one after the other in this process and return a table of their seconds."""
    took: dict[str, float] = {}
    analyser = _timed(took, "load", lambda: make_analyser(Settings()))
    assert isinstance(analyser, Extraction)  # noqa: S101 - the package's own was asked for
    nlp, knowledge, ontology = analyser.nlp, analyser.knowledge, load_ontology()
    documents = _timed(took, "read", lambda: [item for item in read([str(path)]) if isinstance(item, Document)])
    stories = _timed(took, "clean", lambda: [clean(document) for document in documents])
    docs = _timed(took, "annotate", lambda: list(nlp.pipe(stories)))
    pairs = list(zip(documents, docs, strict=True))
    analyses = _timed(took, "extract", lambda: [extract(document, doc, knowledge) for document, doc in pairs])
    links = _timed(took, "link", lambda: link(analyses, ontology))
    about = BuildInfo("benchmark", analyser.version, ontology.version)
    graph = _timed(took, "quads", lambda: quads(analyses, links, ontology=ontology, about=about))
    _timed(took, "validate", lambda: validate(graph))
    _timed(took, "write Turtle", lambda: write(graph, path.with_suffix(".ttl"), "turtle"))
    return _stage_table(took, sum(analysis.words for analysis in analyses), len(documents))


def _timed(took: dict[str, float], name: str, work: Callable[[], T]) -> T:
    """Do the work and note its seconds."""
    begun = time.perf_counter()
    result = work()
    took[name] = time.perf_counter() - begun
    return result


def _stage_table(took: dict[str, float], words: int, documents: int) -> str:
    """Return the table of stages; loading does not depend on the number of words."""
    rows: Iterable[str] = (
        f"| {name} | {seconds:.2f} | {'' if name == 'load' else f'{words / seconds:,.0f}'} |"
        for name, seconds in took.items()
    )
    head = f"{documents} articles, {words:,} words\n\n| stage | seconds | words per second |\n|---|---|---|"
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    main()
