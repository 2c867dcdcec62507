"""The thesis sentences: world news of 2022 with source, target and CAMEO root of each act, the sides word for word.

The CAMEO root of a triple stands for every PLOVER root that the crosswalk gives its codes ("Yield": CONCEDE and
RETREAT; "Fight": ASSAULT, and COERCE for blockades and occupations; "Coerce": COERCE, and ASSAULT for destruction and
violent repression; "Reduce Relations": SANCTION, and COERCE for embargoes). Beside these we accept, as the conventions
of our labels and the PLOVER manual draw some borders elsewhere: AGREE and COOPERATE for "Engage In Diplomatic
Cooperation" (an agreement signed), SANCTION for "Coerce" (sanctions) and for "Disapprove" (convictions), AGREE for
"Yield" (a ceasefire agreed on), REQUEST for "Appeal", which has no code there. "Make Public Statement" has no root and
is left out of both sides, as are claims of responsibility.

A predicted event agrees when its root does and the words of a source and of a target share a character with those of
the triple; the sides of CONSULT, AGREE, COOPERATE and of a Clash are compared without order. One-to-one in a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measures.common import Figures, Words, figures, grouped, matched, meet, read_lines, words_of

SENTENCES, CROSSWALK = "corpora/thesis_politics/given.jsonl", "corpora/CAMEO2PLOVER-2021.txt"
CODES = {
    "Express Intend to Cooperate": "03",
    "Consult": "04",
    "Engage In Diplomatic Cooperation": "05",
    "Engage In Material Cooperation": "06",
    "Provide Aid": "07",
    "Yield": "08",
    "Investigate": "09",
    "Demand": "10",
    "Disapprove": "11",
    "Reject": "12",
    "Threaten": "13",
    "Protest": "14",
    "Exhibit Military Posture": "15",
    "Reduce Relations": "16",
    "Coerce": "17",
    "Assault": "18",
    "Fight": "19",
    "Engage in unconventional mass violence": "20",
}
ALSO = {
    "Appeal": ("REQUEST",),
    "Engage In Diplomatic Cooperation": ("AGREE", "COOPERATE"),
    "Coerce": ("SANCTION",),
    "Disapprove": ("SANCTION",),
    "Yield": ("AGREE",),
}
UNROOTED = "Make Public Statement"
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_ROW = re.compile(r"(?P<code>\d{2,4}): (?P<root>[A-Z]+)")


@dataclass(frozen=True, slots=True)
class Triple:
    """A labelled act: its sides wherever their words stand in the sentence, and the roots that will do."""

    doc: str
    text: str
    name: str
    roots: tuple[str, ...]
    source: tuple[Words, ...]
    target: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A predicted event of one sentence: the words of its sides, and the first of its claims to show."""

    doc: str
    root: str
    source: tuple[Words, ...]
    target: tuple[Words, ...]
    symmetric: bool
    shown: Figures


def crosswalk(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return the PLOVER roots that stand for each CAMEO root of the sentences, the usual one first."""
    rows = sorted(((match["code"], match["root"]) for match in _ROW.finditer(text)), key=lambda row: len(row[0]))
    own = {name: [root for code, root in rows if code.startswith(wanted)] for name, wanted in CODES.items()}
    return {name: tuple(dict.fromkeys((*own.get(name, ()), *ALSO.get(name, ())))) for name in {**CODES, **ALSO}}


def triples(rows: Sequence[Figures], roots: Mapping[str, tuple[str, ...]]) -> Iterator[Triple]:
    """Yield the labelled acts of the sentences."""
    for row in rows:
        for one in row["triples"]:
            if one["root"] != UNROOTED:
                source, target = (tuple(_places(one[side], row["text"])) for side in ("source", "target"))
                yield Triple(row["id"], row["text"], one["root"], roots[one["root"]], source, target)


def _places(words: str, text: str) -> Iterator[Words]:
    """Yield every place of a sentence where the words stand."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def found(records: Sequence[Figures]) -> Iterator[Found]:
    """Yield the predicted events: the claims of a sentence about one act together; denied claims are none."""
    told = [one for one in records if one["root"] and one["stance"] != "denied"]
    for events in grouped(told, "event").values():
        for claims in events:
            source, target = (
                tuple(words for one in claims for actor in one[side] for words in words_of(actor))
                for side in ("source", "target")
            )
            symmetric = claims[0]["root"] in SYMMETRIC or any(one["type"] == "Clash" for one in claims)
            yield Found(claims[0]["doc"], claims[0]["root"], source, target, symmetric, claims[0])


def root_agrees(triple: Triple, event: Found) -> bool:
    """Whether the root is one of those that will do."""
    return event.root in triple.roots


def source_agrees(triple: Triple, event: Found) -> bool:
    """Whether root and source agree."""
    sources = (*event.source, *event.target) if event.symmetric else event.source
    return root_agrees(triple, event) and meet(triple.source, sources)


def dyad_agrees(triple: Triple, event: Found) -> bool:
    """Whether root, source and target agree."""
    if not root_agrees(triple, event):
        return False
    if meet(triple.source, event.source) and meet(triple.target, event.target):
        return True
    sides = {*event.source, *event.target}
    ones, others = ({side for side in sides if meet([side], words)} for words in (triple.source, triple.target))
    return event.symmetric and bool(ones) and bool(others) and len(ones | others) > 1


LEVELS: Mapping[str, Callable[[Triple, Found], bool]] = {
    "root": root_agrees,
    "source": source_agrees,
    "dyad": dyad_agrees,
}


def score(gold: Sequence[Triple], predicted: Sequence[Found], errors: int = 0) -> Figures:
    """Return the figures of each level, and of each root; print so many missed and wrong ones."""
    sentences = sorted({one.doc for one in (*gold, *predicted)})
    sides = [([t for t in gold if t.doc == doc], [e for e in predicted if e.doc == doc]) for doc in sentences]
    result: Figures = {}
    for level, agrees in LEVELS.items():
        pairs = [(matched(triples, events, agrees), triples, events) for triples, events in sides]
        result[level] = figures(sum(len(pair) for pair, _, _ in pairs), len(predicted), len(gold))
    result["by_root"] = _by_root(pairs)
    _print_errors(pairs, errors)
    return {**result, "documents": len(sentences)}


Pairs = Sequence[tuple[Mapping[int, int], Sequence[Triple], Sequence[Found]]]


def _by_root(pairs: Pairs) -> Figures:
    """Return the figures of each root; a triple that nothing found is of the first root that will do."""
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for pair, triples_, events in pairs:
        predicted.update(event.root for event in events)
        right.update(events[j].root for j in pair.values())
        gold.update(events[pair[i]].root if i in pair else t.roots[0] for i, t in enumerate(triples_))
    return {root: figures(right[root], predicted[root], gold[root]) for root in sorted({*predicted, *gold})}


def _print_errors(pairs: Pairs, limit: int) -> None:
    missed = [(t.name, _cut(t.text, t.source), _cut(t.text, t.target), t.text) for pair, triples_, _ in pairs
              for i, t in enumerate(triples_) if i not in pair]
    wrong = [(e.root, *_sides(e.shown), e.shown["rule"].split("#")[-1], e.shown["sentence"]["text"])
             for pair, _, events in pairs for j, e in enumerate(events) if j not in pair.values()]
    for label, rows in (("missed", missed), ("wrong", wrong)):
        for row in rows[:limit]:
            print(label, *row, sep=" | ")


def _cut(text: str, places: Sequence[Words]) -> str:
    return text[places[0][0] : places[0][1]] if places else "-"


def _sides(record: Figures) -> tuple[str, str]:
    source, target = (", ".join(actor["text"] or actor["label"] for actor in record[side]) or "-"
                      for side in ("source", "target"))
    return source, target


def measure(shared: Path, events: Path, errors: int = 0) -> Figures:
    """Score the records of a build of the sentences."""
    roots = crosswalk((shared / CROSSWALK).read_text(encoding="utf-8"))
    gold = list(triples(read_lines(shared / SENTENCES), roots))
    return score(gold, list(found(read_lines(events))), errors)
