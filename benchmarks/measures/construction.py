"""By construction: how well events are found whose word is an active verb, a passive one or a noun, or in a headline.

A label or a prediction is of the construction of its own trigger: in a line that ends without a full stop it is a
*headline*; a noun or an adjective is *nominal*; a verb is *passive* with a passive subject or auxiliary, or as a
participle that hangs on a noun; every other verb is *active*. Dyads are matched by the scorer's own rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc, Token

from kg.nlp import load
from measures.common import Figures, figures, loaded, read_lines

_ENDS = (".", "!", "?", "”", '"', "’", ")")


def kind(doc: Doc, start: int, end: int) -> str:
    """Return the construction of the trigger at these characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "unknown"
    line = doc.text[doc.text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    if not line.rstrip().endswith(_ENDS):
        return "headline"
    return _of_word(span.root)


def _of_word(word: Token) -> str:
    if word.pos_ not in ("VERB", "AUX"):
        return "nominal"
    passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in word.children)
    return "passive" if passive or (word.dep_ == "acl" and word.tag_ == "VBN") else "active"


def measure(scorer: Path, texts: Mapping[str, str], gold: Path, events: Path) -> Figures:
    """Return the figures of the dyads of each construction."""
    score = loaded(scorer)
    docs = dict(zip(texts, load().pipe(texts.values()), strict=True))
    right, predicted, wanted = Counter[str](), Counter[str](), Counter[str]()
    for doc, labels, found in _documents(score, docs, read_lines(gold), read_lines(events)):
        core = [label for label in labels if not label.get("optional")]
        pairs = score.match(core, [event for event, _ in found], score.dyad_agrees)
        left = [one for j, one in enumerate(found) if j not in pairs.values()]
        optional = [label for label in labels if label.get("optional")]
        forgiven = score.match(optional, [event for event, _ in left], score.dyad_agrees).values()
        labelled = [kind(doc, label["trigger_start"], label["trigger_end"]) for label in core]
        wanted.update(labelled)
        right.update(labelled[i] for i in pairs)
        predicted.update(labelled[i] for i in pairs)
        predicted.update(kind(doc, *words) for j, (_, words) in enumerate(left) if j not in forgiven)
    return {name: figures(right[name], predicted[name], wanted[name]) for name in sorted({*wanted, *predicted})}


def _documents(
    score: ModuleType, docs: Mapping[str, Doc], labels: Sequence[Figures], records: Sequence[Figures]
) -> Iterator[tuple[Doc, list[Figures], list[tuple[Any, tuple[int, int]]]]]:
    """Yield each text with its labels and its predicted events, each with the words of its first trigger."""
    for name, doc in docs.items():
        found: dict[str, Any] = defaultdict(score.Event)
        words: dict[str, tuple[int, int]] = {}
        for one in records:
            if one["doc"] == name and one["root"] and one["stance"] != "denied":
                found[one["event"]].add(one)
                words.setdefault(one["event"], (one["trigger"]["start"], one["trigger"]["end"]))
        yield doc, [x for x in labels if x["doc"] == name and x["root"]], [(e, words[k]) for k, e in found.items()]
