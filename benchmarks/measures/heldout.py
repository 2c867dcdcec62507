"""Articles and sentences that were labelled by us, by reading alone, to see how far the program generalises.

Each set was unseen until the end of a round of work and is development material after that: ``round1.jsonl`` in
``benchmarks/heldout/`` was labelled by one of those who built, ``round2.jsonl`` by another reader. The next round needs
new labels, made by reading alone, of which only the figures are looked at before it ends.

Both hold labels in the scorer's format (``n`` 0: no event), not the texts, which are not ours to publish: ``gwn-N`` is
article N of GeoWebNews, ``wn-N`` row N of Wikinews 2019, ``gmb-N`` the N-th sentence of 40 to 400 characters of GMB.
``coverage.py`` reads none of them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from measures.common import ROOT, Figures, read_lines, write_lines

FOLDER = ROOT / "benchmarks" / "heldout"
GEOWEBNEWS = "corpora/geowebnews/GWN.xml"
WIKINEWS = "corpora/wikinews/wikinews_2019.csv"
GMB = "corpora/gmb/ner_dataset.csv"
NEEDED = (GEOWEBNEWS, WIKINEWS, GMB, "score/score_events.py")
#: First parts of the ids of the two kinds of texts.
KINDS = {"articles": ("gwn-", "wn-"), "sentences": ("gmb-",)}


def prepare(shared: Path, folder: Path, name: str, kind: str) -> tuple[Path, Path]:
    """Write the texts of one kind ("articles", "sentences") of set ``name`` and their labels; return both paths."""
    labels = [line for line in read_lines(FOLDER / f"{name}.jsonl") if line["doc"].startswith(KINDS[kind])]
    wanted = frozenset(line["doc"] for line in labels)
    texts = sorted((one for one in _texts(shared, kind) if one["id"] in wanted), key=lambda one: one["id"])
    missing = wanted - {one["id"] for one in texts}
    if missing:
        sys.exit(f"The corpora lack texts of {name}: {', '.join(sorted(missing))}. Take the editions of SOURCES.md.")
    gold = write_lines(folder / f"{name}.{kind}.gold.jsonl", labels)
    return write_lines(folder / f"{name}.{kind}.jsonl", texts), gold


def _texts(shared: Path, kind: str) -> Iterator[Figures]:
    if kind == "sentences":
        sys.path.insert(0, str(ROOT / "training"))
        from rawnews import read_gmb  # noqa: PLC0415 - it stands with the training code

        fitting = (text for text, _ in read_gmb(shared / GMB) if 40 <= len(text) <= 400)
        yield from ({"id": f"gmb-{number}", "text": text} for number, text in enumerate(fitting))
        return
    for article in ElementTree.parse(shared / GEOWEBNEWS).getroot():  # noqa: S314 - reference material, no upload
        yield {"id": f"gwn-{article.get('file')}", "text": " ".join((article.findtext("text") or "").split())}
    with (shared / WIKINEWS).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            yield {"id": f"wn-{number}", "text": row["text"], "date": row["date"]}

