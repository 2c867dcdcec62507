"""From corpora to batches."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from augment import Names, headline, headlines, other_names, swapped_in_tree, templates
from corpora import Sentence, read_bio, read_conllu, read_marked, read_uner, with_names
from gazetteer import Gazetteer
from namelists import read_namelists
from network import Batch, Sizes

from kg.encoder.lists import FLAGS, NameLists
from kg.encoder.pieces import Pieces, Shape, expanded, shape, window

NAMES = ("O", *(f"{part}-{label}" for label in ("PERSON", "ORG", "LOC", "NORP", "MISC") for part in "BI"))
MAX_WORDS, MAX_PIECES = 150, 300
IGNORED = -100
_LABELS = {
    "PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC", "MISC": "MISC", "NORP": "NORP",
    "politician": "PERSON", "person": "PERSON", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
    "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC", "FAC": "LOC", "DATE": "",
}  # fmt: skip


@dataclass(frozen=True)
class Classes:
    """The classes of each head, in the order of the rows of its matrix."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = NAMES

    @property
    def sizes(self) -> Sizes:
        """How many there are."""
        return Sizes(len(self.upos), len(self.xpos), len(self.feats), len(self.labels), len(self.names))


def classes_of(sentences: Sequence[Sentence]) -> Classes:
    """Collect the classes of treebanks; rare features are left out."""
    feats = Counter(value for s in sentences for value in s.feats)
    return Classes(
        upos=tuple(sorted({value for s in sentences for value in s.upos})),
        xpos=tuple(sorted({value for s in sentences for value in s.xpos})),
        feats=tuple(sorted(value for value, count in feats.items() if count >= 3)),
        labels=tuple(sorted({value for s in sentences for value in s.labels})),
    )


def guided(sentence: Sentence, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence with its names under our labels and our guideline.

    Names of other kinds (works, events, products) are MISC; "?" stays what is not known.
    """
    tags = ["?" if tag == "?" else "O" for tag in sentence.names]
    for start, end, theirs in spans(sentence.names):
        name = " ".join(sentence.words[start:end])
        label = gazetteer.relabel(name, _LABELS[theirs])
        for i in range(start, end):
            tags[i] = "O" if not label else ("B-" if i == start else "I-") + label
    return replace(sentence, names=tuple(tags))


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return start, end and label of the names in BIO tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (tag.startswith("I-") and not (found and found[-1][1:] == (i, tag[2:]))):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found


@dataclass(frozen=True)
class Unit:
    """What is read at once: sentences that follow each other."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> list[str]:
        """All words."""
        return [w for s in self.sentences for w in s.words]


def units(sentences: Sequence[Sentence], pieces: Pieces, chance: random.Random | None) -> list[Unit]:
    """Group sentences into paragraphs, and with a chance of one half paragraphs into longer units."""
    found: list[list[Sentence]] = []
    size, limit = 0, 0
    for s in sentences:
        count = sum(len(pieces.of(w)) for w in s.words)
        fits = found and size + count <= MAX_PIECES and sum(len(x.words) for x in found[-1]) + len(s.words) <= limit
        joins = not s.new_document and (not s.new_paragraph or (chance is not None and chance.random() < 0.6))
        if fits and joins:
            found[-1].append(s)
            size += count
        else:
            found.append([s])
            size = count
            limit = MAX_WORDS if chance is None or chance.random() < 0.8 else 40
    return [Unit(tuple(group)) for group in found]


def restyled(shapes: list[int], words: Sequence[str], chance: random.Random) -> list[int]:
    """Return the shapes of a sentence set as a headline, in capitals or in small letters."""
    style = chance.choice(("title", "title", "title", "upper", "lower"))
    letters = {Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.MIXED}
    if style == "title":
        keep = chance.random() < 0.5
        return [
            Shape.TITLE if s == Shape.LOWER and (len(w) > 3 or not keep) and w[0].isalpha() else s
            for s, w in zip(shapes, words, strict=True)
        ]
    whole = Shape.UPPER if style == "upper" else Shape.LOWER
    return [whole if s in letters else s for s in shapes]


@dataclass
class Item:
    """One unit as numbers, with the lists of gold classes."""

    pieces: list[int]
    shapes: list[int]
    flags: list[int]
    firsts: list[int]
    upos: list[int]
    xpos: list[int]
    feats: list[int]
    heads: list[int]
    labels: list[int]
    starts: list[int]
    names: list[int]
    sentence: list[int]


class Encoding:
    """Turns units into items and items into batches."""

    def __init__(self, pieces: Pieces, classes: Classes, lists: NameLists) -> None:
        self.pieces = pieces
        self.lists = lists
        self.classes = classes
        self._ids = {
            layer: {value: i for i, value in enumerate(getattr(classes, layer))}
            for layer in ("upos", "xpos", "feats", "labels", "names")
        }

    def item(self, unit: Unit, chance: random.Random | None = None, restyle: float = 0.14) -> Item:
        """Return a unit as numbers; with `chance`, some of its sentences change their case."""
        shapes: list[int] = []
        for s in unit.sentences:
            own = [int(shape(w)) for w in s.words]
            shapes += restyled(own, s.words, chance) if chance and chance.random() < restyle else own
        words = unit.words
        breaks = [i == 0 and s.new_paragraph for s in unit.sentences for i in range(len(s.words))]
        bits = self._flags(unit, chance)
        ends = (self.pieces.first, self.pieces.last)
        cut = window([self.pieces.of(w) for w in words], shapes, bits, breaks, ends)
        flags = (cut.flags.astype(int) << np.arange(len(FLAGS))).sum(-1).tolist()
        layers = {layer: self._layer(unit, layer) for layer in ("upos", "xpos", "feats", "labels", "names")}
        heads, starts, sentence = _structure(unit)
        first = (cut.pieces.tolist(), cut.shapes.tolist(), flags, cut.firsts.tolist())
        return Item(*first, heads=heads, starts=starts, sentence=sentence, **layers)

    def _flags(self, unit: Unit, chance: random.Random | None) -> list[int]:
        """Return the flags of the words; with `chance` some are left out, as of names that no list has."""
        if chance is None:
            return [bits for s in unit.sentences for bits in self.lists.flags(s.words)]
        result: list[int] = []
        for s in unit.sentences:
            drop = 1.0 if chance.random() < 0.15 else 0.1
            result += [bits if bits and chance.random() >= drop else 0 for bits in self.lists.flags(s.words)]
        return result

    def _layer(self, unit: Unit, layer: str) -> list[int]:
        ids, result = self._ids[layer], []
        for s in unit.sentences:
            values = getattr(s, layer) or ("?",) * len(s.words)
            result += [ids.get(value, IGNORED) for value in values]
        return result


def _structure(unit: Unit) -> tuple[list[int], list[int], list[int]]:
    heads, starts, sentence, offset = [], [], [], 0
    for number, s in enumerate(unit.sentences):
        known = bool(s.heads)
        heads += [h + offset + 1 if h >= 0 else 0 for h in s.heads] if known else [IGNORED] * len(s.words)
        starts += [int(i == 0) if known else IGNORED for i in range(len(s.words))]
        sentence += [number] * len(s.words)
        offset += len(s.words)
    return heads, starts, sentence


def collate(items: Sequence[Item]) -> tuple[Batch, dict[str, torch.Tensor]]:
    """Pad items to one batch with its gold classes."""
    wide, long = max(len(i.pieces) for i in items), max(len(i.firsts) for i in items)

    def padded(get: Callable[[Item], list[int]], size: int, fill: int) -> torch.Tensor:
        return torch.tensor([get(i) + [fill] * (size - len(get(i))) for i in items])

    mask = padded(lambda i: [1] * len(i.pieces), wide, 0).bool()
    words = padded(lambda i: [1] * len(i.firsts), long, 0).bool()
    flags = torch.from_numpy(expanded(padded(lambda i: i.flags, wide, 0).numpy()))
    shapes, firsts = padded(lambda i: i.shapes, wide, 0), padded(lambda i: i.firsts, long, 0)
    batch = Batch(padded(lambda i: i.pieces, wide, 0), shapes, flags, mask, firsts, words)
    layers = ("upos", "xpos", "feats", "heads", "labels", "starts", "names")
    gold = {layer: padded(lambda i, layer=layer: getattr(i, layer), long, IGNORED) for layer in layers}
    gold["sentence"] = padded(lambda i: i.sentence, long, -1)
    return batch, gold


def batches(items: list[Item], size: int, chance: random.Random | None) -> Iterator[list[Item]]:
    """Group items of similar length into batches of about `size` pieces."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces) * (chance.uniform(0.8, 1.25) if chance else 1))
    groups: list[list[int]] = []
    widest = 0
    for i in order:
        widest = max(widest, len(items[i].pieces))
        if not groups or widest * (len(groups[-1]) + 1) > size:
            groups.append([])
            widest = len(items[i].pieces)
        groups[-1].append(i)
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield [items[i] for i in group]


def read_treebanks(corpora: Path, part: str, gazetteer: Gazetteer) -> dict[str, list[Sentence]]:
    """Return EWT and GUM with their names."""
    ewt = read_conllu(corpora / f"ud_ewt/en_ewt-ud-{part}.conllu")
    ewt = with_names(ewt, read_uner(corpora / f"uner_ewt/en_ewt-ud-{part}.iob2"))
    gum = read_conllu(corpora / f"ud_gum/en_gum-open-ud-{part}.conllu")
    return {
        "ewt": [guided(s, gazetteer) for s in ewt],
        "gum": [with_peoples(guided(s, gazetteer), gazetteer) for s in gum],
    }


def with_peoples(sentence: Sentence, gazetteer: Gazetteer) -> Sentence:
    """Mark nationalities outside of other names."""
    tags = [
        "B-NORP" if tag in {"O", "?"} and word[:1].isupper() and word.lower() in gazetteer.peoples else tag
        for word, tag in zip(sentence.words, sentence.names, strict=True)
    ]
    return replace(sentence, names=tuple(tags))


class Mixture:
    """Draws the sentences of one epoch; each epoch has other names in them."""

    def __init__(
        self, corpora: Path, own: Path, gazetteer: Gazetteer, chance: random.Random, raw: Sequence[Sentence] = ()
    ) -> None:
        banks = read_treebanks(corpora, "train", gazetteer)
        self.treebanks = banks["ewt"] + banks["gum"]
        self.titles = headlines(self.treebanks)
        wiki = read_bio(corpora / "wikigold/wikigold.conll.txt", " ", "wikigold")
        politics = [
            s for part in ("train", "dev") for s in read_bio(corpora / f"crossner_politics/{part}.txt", "\t", part)
        ]
        self.named = [guided(s, gazetteer) for s in wiki + politics]
        self.marked = [guided(s, gazetteer) for s in read_marked(own / "train.txt")]
        self.templates = own / "templates.txt"
        self.names = Names(read_namelists(corpora / "names"), chance)
        self.chance = chance
        self.raw = list(raw)

    def trees(self) -> list[Sentence]:
        """Return the treebanks with some names exchanged, and some headlines."""
        titles = self.chance.sample(self.titles, len(self.titles) * 2 // 3)
        own = [swapped_in_tree(s, self.names, 0.15) for s in self.treebanks]
        news = self.chance.sample(self.raw, len(self.raw) // 2)
        more = titles + [h for s in news[: len(news) // 5] if (h := headline(s))]
        return (
            own
            + [swapped_in_tree(s, self.names, 0.4) for s in more]
            + [swapped_in_tree(s, self.names, 0.2) for s in news]
        )

    def names_only(self) -> list[Sentence]:
        """Return sentences with names and no trees: corpora, our own sentences as they are and with other names."""
        return [
            *(s if self.chance.random() < 0.8 else other_names(s, self.names, 0.5) for s in self.named),
            *self.marked * 2,
            *(other_names(s, self.names, 0.6) for s in self.marked * 3),
            *templates(self.templates, self.names, 6),
        ]
