"""Metonymy: whether the name of a place, where it stands, means the place or who acts in its name.

*relocar* (ReLocaR, training part: sentences of Wikipedia, each with one marked name) and *metonymy* (GeoWebNews: news
with every toponym marked). The figures are accuracies of the decision at the marked name, whether or not the lists of
names know it. "Mixed" readings are left out, since such a
name is both; ReLocaR's training part has none. Of GeoWebNews ``Literal`` and ``Metonymic`` are scored: the name itself
is the noun phrase. Names that modify a noun (``Literal_Modifier``, ``Non_Literal_Modifier``) are reported apart, since
what is marked there is the sense of the whole phrase. *recorded* compares the reading that the program writes into the
graph, for names of which it has a mention with one.

Odd samples (ReLocaR) and odd documents (GeoWebNews) were read for errors and tuned on; even ones were not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from spacy.tokens import Doc, Token

from kg.extract import context_of, load_knowledge
from kg.extract.metonymy import reading
from kg.extract.phrases import root_of
from kg.extract.words import word_table
from kg.model import Document, Mention
from measures.common import Figures, overlap
from measures.parses import parsed

RELOCAR, GEOWEBNEWS = "corpora/relocar/ReLocaR_Train.xml", "corpora/geowebnews/GeoWebNews"
_SAMPLE = re.compile(r'<sample number="(\d+)">(.*?)</sample>', re.DOTALL)
_NAME = re.compile(r'<loc reading="(\w+)">(.*?)</loc>', re.DOTALL)
#: How the labels say what a name means; names that modify a noun are scored apart.
MEANS = {"lit": "place", "met": "actor", "Literal": "place", "Metonymic": "actor"}
MODIFIERS = {"Literal_Modifier": "place", "Non_Literal_Modifier": "actor"}


@dataclass(frozen=True, slots=True)
class Label:
    """A marked name: characters ``start`` to ``end`` of text ``number`` mean ``means``."""

    number: int
    start: int
    end: int
    means: str
    modifies: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided for a label, and what the program recorded; None for nothing."""

    label: Label
    decided: str
    recorded: str | None


def relocar(xml: str) -> tuple[Mapping[int, str], list[Label]]:
    """Return the texts of ReLocaR by number, and their labels; mixed ones are left out."""
    texts, labels = {}, []
    for number, sample in _SAMPLE.findall(xml):
        name = _NAME.search(sample)
        if name is None:
            continue
        before, inside, after = (unescape(part) for part in (sample[: name.start()], name[2], sample[name.end() :]))
        texts[int(number)] = f"{before}{inside}{after}".rstrip()
        if name[1] in MEANS:
            labels.append(Label(int(number), len(before), len(before + inside), MEANS[name[1]]))
    return texts, labels


def standoff(number: int, rows: str) -> Iterator[Label]:
    """Yield the labels of a file of GeoWebNews (brat standoff)."""
    for row in rows.splitlines():
        cells = row.split("\t")
        kind, *places = cells[1].split() if row.startswith("T") else [""]
        means = MEANS.get(kind) or MODIFIERS.get(kind)
        if means and len(places) == 2:
            yield Label(number, int(places[0]), int(places[1]), means, kind in MODIFIERS)


def _geowebnews(folder: Path) -> tuple[Mapping[int, str], list[Label]]:
    texts, labels = {}, []
    for path in sorted(folder.glob("*.txt"), key=lambda path: int(path.stem)):
        texts[int(path.stem)] = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        labels += standoff(int(path.stem), path.with_suffix(".ann").read_text(encoding="utf-8"))
    return texts, labels


def score(answers: Iterable[Answer]) -> Figures:
    """Return the accuracy over all, over each half, of each reading, of modifiers, and of what was recorded."""
    every = list(answers)
    plain = [one for one in every if not one.label.modifies]
    recorded = [one for one in plain if one.recorded]
    return {
        "accuracy": _agreeing(plain),
        "odd (tuned on)": _agreeing(one for one in plain if one.label.number % 2),
        "even (not read)": _agreeing(one for one in plain if not one.label.number % 2),
        **{means: _agreeing(one for one in plain if one.label.means == means) for means in ("actor", "place")},
        "recorded": {"agree": sum(one.recorded == one.label.means for one in recorded), "of": len(recorded)},
        "modifiers": _agreeing(one for one in every if one.label.modifies),
    }


def _agreeing(answers: Iterable[Answer]) -> Figures:
    right = [one.decided == one.label.means for one in answers]
    return {"share": round(sum(right) / len(right), 3) if right else 0.0, "agree": sum(right), "of": len(right)}


def measure(shared: Path, name: str, cache: Path | None = None, errors: int = 0) -> Figures:
    """Read a corpus, decide at each label, and compare."""
    xml = shared / RELOCAR
    texts, labels = relocar(xml.read_text(encoding="utf-8")) if name == "relocar" else _geowebnews(shared / GEOWEBNEWS)
    knowledge, words = load_knowledge(), word_table("references")
    by_text: dict[int, list[Label]] = {}
    for label in labels:
        by_text.setdefault(label.number, []).append(label)
    answers = []
    told: list[str] = []
    for number, doc in parsed(name, texts, cache):
        mentions = context_of(Document(str(number), doc.text), doc, knowledge).index.mentions
        for label in by_text.get(number, ()):
            answer = Answer(label, reading(_token(doc, label), words), _recorded(mentions, label))
            answers.append(answer)
            if answer.decided != label.means and label.number % 2 and not label.modifies:
                told.append(f"{number} | not {answer.decided} | {_around(doc.text, label)}")
    print(*told[:errors], sep="\n", end="\n" if errors else "")
    return score(answers)


def _token(doc: Doc, label: Label) -> Token:
    """Return the token that governs the marked name."""
    inside = [token.i for token in doc if overlap((token.idx, token.idx + len(token)), (label.start, label.end))]
    return root_of(doc, inside[0], inside[-1] + 1)


def _recorded(mentions: Sequence[Mention], label: Label) -> str | None:
    """Return the reading of the mention of the name."""
    here = (m for m in mentions if m.reading and overlap((m.span.start, m.span.end), (label.start, label.end)))
    return next((mention.reading for mention in here), None)


def _around(text: str, label: Label) -> str:
    name = f"{text[max(0, label.start - 110) : label.start]}[[{text[label.start : label.end]}]]"
    return " ".join((name + text[label.end : label.end + 110]).split())
