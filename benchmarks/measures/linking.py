"""Linking of events across articles: B-cubed over the labelled core events of the five seeds, which tell one story.

Which labels are one act in several articles was derived by hand from the labels themselves
(``benchmarks/heldout/seeds_clusters.jsonl``: document, number of the label, name of the act). A label is *matched* when
the scorer pairs it with one of our events in its article (root, source and target agree; a claim of responsibility by
its source). ``matched`` scores the matched labels alone, ``all`` every label, an unmatched one as an act of its own.
Both are given with the day of publication of all five (``dated``) and with what the articles say themselves
(``undated``), for the articles as they were published and for the dispatches of ``seeds/`` that carry the same facts
(``shipped``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from measures.common import ROOT, Figures, loaded, read_lines

#: Labels of the dispatches of ``seeds/``, with the same numbers as those of the articles.
SHIPPED = ROOT / "tests" / "golden" / "seeds_gold.jsonl"
CLUSTERS = ROOT / "benchmarks" / "heldout" / "seeds_clusters.jsonl"
#: A type that has no root, which the scorer leaves out.
ROOTLESS = "ClaimOfResponsibility"
#: Document and number of a label.
Label = tuple[str, int]


def measure(scorer: Path, gold: Path, events: Path) -> Figures:
    """Return the figures of one build."""
    acts, labels = named(), core(gold)
    ours = dict(_matched(loaded(scorer), labels, read_lines(events)))
    keys = [(one["doc"], one["n"]) for one in labels]
    matched = [key for key in keys if key in ours]
    alone = {key: ours.get(key, f"nothing/{number}") for number, key in enumerate(keys)}
    return {"matched": b_cubed(matched, acts, ours), "all": b_cubed(keys, acts, alone)}


def wrong(scorer: Path, gold: Path, events: Path) -> Iterator[str]:
    """Yield a line for each pair of matched labels that is joined or torn apart against the labels."""
    acts, ours = named(), dict(_matched(loaded(scorer), core(gold), read_lines(events)))
    for one in sorted(ours):
        for other in sorted(ours):
            if one < other and (acts[one] == acts[other]) != (ours[one] == ours[other]):
                told = "torn apart" if acts[one] == acts[other] else "joined"
                yield f"{told} | {one[0]}.{one[1]} {acts[one]} | {other[0]}.{other[1]} {acts[other]}"


def named() -> Mapping[Label, str]:
    """Return the name of the act of each label."""
    return {(row["doc"], row["n"]): row["cluster"] for row in read_lines(CLUSTERS)}


def core(gold: Path) -> list[Figures]:
    """Return the labels that count, their documents called by the first part of their names (``000``)."""
    return [{**one, "doc": _short(one["doc"])} for one in read_lines(gold) if not one["optional"]]


def _short(doc: str) -> str:
    return doc.partition("_")[0]


def b_cubed(keys: Sequence[Label], gold: Mapping[Label, str], ours: Mapping[Label, str]) -> Figures:
    """Return precision, recall and F1, each label counting once (Bagga and Baldwin 1998).

    >>> gold, ours = {("a", 1): "x", ("b", 1): "x"}, {("a", 1): "p", ("b", 1): "q"}
    >>> b_cubed(list(gold), gold, ours)
    {'precision': 1.0, 'recall': 0.5, 'f1': 0.667, 'labels': 2, 'acts': 1, 'events': 2}
    """
    theirs, mine = _clusters(keys, gold), _clusters(keys, ours)
    both = [(theirs[gold[key]], mine[ours[key]]) for key in keys]
    precision, recall = (sum(len(a & b) / len((b, a)[of]) for a, b in both) / (len(keys) or 1) for of in (0, 1))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shown = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return {**shown, "labels": len(keys), "acts": len(theirs), "events": len(mine)}


def _clusters(keys: Sequence[Label], names: Mapping[Label, str]) -> Mapping[str, set[Label]]:
    found: dict[str, set[Label]] = defaultdict(set)
    for key in keys:
        found[names[key]].add(key)
    return found


def _matched(score: ModuleType, labels: Sequence[Figures], records: Sequence[Figures]) -> Iterator[tuple[Label, str]]:
    """Yield each matched label with the IRI of our event."""
    for doc in sorted({one["doc"] for one in labels}):
        mine = [one for one in labels if one["doc"] == doc]
        found = _events(score, [one for one in records if _short(one["doc"]) == doc])
        for agrees, part in ((score.dyad_agrees, True), (_responsible(score), False)):
            gold = [one for one in mine if bool(one["root"]) is part]
            events = [pair for pair in found if bool(pair[1].root) is part]
            for i, j in score.match(gold, [event for _, event in events], agrees).items():
                yield (doc, gold[i]["n"]), events[j][0]


def _events(score: ModuleType, records: Sequence[Figures]) -> list[tuple[str, Any]]:
    """Return our events of a document as the scorer sees them, with their IRIs."""
    found: dict[str, Any] = {}
    for record in records:
        if record["stance"] != "denied" and (record["root"] or record["type"] == ROOTLESS):
            found.setdefault(record["event"], score.Event()).add(record)
    return list(found.items())


def _responsible(score: ModuleType) -> Any:
    """Return how a claim of responsibility is compared: by who makes it."""
    return lambda gold, ours: score.side_agrees(score.as_list(gold["source"]), [], ours.source)
