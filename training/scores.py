"""Write `SCORES.md`: accuracy before and after quantisation, size, speed."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from evaluate import scores  # noqa: E402

from kg.nlp import load, pipeline_version  # noqa: E402

TARGETS = {
    "EWT gold tokens UPOS": 96.5, "EWT gold tokens LAS": 87.0,
    "GUM gold tokens UPOS": 96.5, "GUM gold tokens LAS": 87.5,
    "EWT raw LAS": 85.0, "GUM raw LAS": 86.0, "EWT raw sentences": 88.0, "GUM raw sentences": 95.0,
    "GUM gold tokens lemma": 97.0, "names UNER dev": 82.0, "names in-domain dev": 90.0,
}  # fmt: skip
_MEASURE = """
import json, resource, sys, time
sys.modules["torch"] = None  # where the package is used there is none, and spaCy imports it where there is
start = time.process_time()
import spacy
imported = time.process_time() - start
import kg.nlp
nlp = kg.nlp.load(sys.argv[1])
nlp("Iran struck bases in Pakistan.")
loaded = time.process_time() - start
texts = json.load(sys.stdin)
start = time.process_time()
words = sum(1 for doc in nlp.pipe(texts) for token in doc if not token.is_space)
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"import": imported, "load": loaded, "speed": words / seconds, "words": words, "peak": peak}))
"""


def measured(folder: Path, corpora: Path) -> dict[str, float]:
    """Return speed, time to load and peak memory of a fresh process on one core, on Wikinews articles.

    Seconds are CPU seconds, which do not depend on what else the machine does.
    """
    csv.field_size_limit(10**9)
    with (corpora / "wikinews/wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        texts = [f"{row['title']}\n\n{row['text']}" for row in csv.DictReader(file)]
    command = ["taskset", "-c", "0", sys.executable, "-c", _MEASURE, str(folder)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=HERE.parent)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def flat(found: dict[str, object]) -> dict[str, float]:
    """Return the scores under one name each."""
    result: dict[str, float] = {}
    for name, value in found.items():
        result |= {f"{name} {k}": v for k, v in value.items()} if isinstance(value, dict) else {name: value}
    return result


def write_scores(plain: Path, small: Path, corpora: Path, target: Path) -> None:
    """Score the network in 32 and in 8 bits and write the table."""
    nlp = load(str(small))
    before, after = flat(scores(load(str(plain)), corpora)), flat(scores(nlp, corpora))
    cost = measured(small, corpora)
    size = sum(path.stat().st_size for path in small.iterdir()) / 1e6
    rows = [
        f"| {name} | {before[name]:.2f} | {value:.2f} | {_target(TARGETS.get(name))} |" for name, value in after.items()
    ]
    target.write_text(
        "# Scores of the shipped pipeline\n\n"
        f"Written by `training/scores.py` for {pipeline_version(nlp)}. Development sets, per cent; LAS and UAS\n"
        "without punctuation; names and sentences are F1 of exact spans. What is shipped has 8 bits.\n\n"
        "| measure | 32 bits | 8 bits | target |\n|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        "| cost | measured | target |\n|---|---|---|\n"
        f"| size on disk | {size:.1f} MB | <= 30 MB |\n"
        f"| words per CPU second, one core, {cost['words']:,.0f} words of news | {cost['speed']:,.0f} | >= 4,000 |\n"
        f"| load and first sentence, CPU time | {cost['load']:.2f} s ({cost['import']:.2f} s for spaCy) | < 1.5 s |\n"
        f"| peak memory | {cost['peak']:.0f} MB | < 600 MB |\n",
        encoding="utf-8",
    )


def _target(value: float | None) -> str:
    return "" if value is None else f">= {value}"


def main() -> None:
    """Write the scores of two folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plain", type=Path, help="the pipeline in 32 bits")
    parser.add_argument("small", type=Path, help="the pipeline in 8 bits")
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args()
    write_scores(args.plain, args.small, args.corpora, HERE / "SCORES.md")


if __name__ == "__main__":
    main()
