"""The spaCy component that annotates a ``Doc`` with everything at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.encoder.breaks import paragraph_ends, proposals, sentence_starts
from kg.encoder.lemmas import Lemmas, read_lemmas
from kg.encoder.model import LEMMAS, Model, Scores
from kg.encoder.pieces import shape, window
from kg.encoder.trees import best_heads, best_names

FACTORY = "kg_encoder"
OTHER_NAMES = "MISC"
"""The network's label for names of works, events and products, which are not written on the Doc."""
MAX_WORDS = 150
MAX_PIECES = 300
"""As in training; a longer paragraph is read piece by piece."""


@dataclass
class Annotation:
    """The annotation of the words of a document (white space left out); heads are word numbers, a root's its own."""

    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    feats: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Codes:
    """The numbers by which the vocabulary knows the classes; ``space`` is the row of a white-space token."""

    upos: NDArray[np.uint64]
    xpos: NDArray[np.uint64]
    feats: NDArray[np.uint64]
    labels: NDArray[np.uint64]
    space: NDArray[np.uint64]


@dataclass(frozen=True)
class Words:
    """The words of a document: their positions among its tokens, forms, pieces, and how each is joined to the last."""

    tokens: list[int]
    forms: list[str]
    pieces: list[tuple[int, ...]]
    glued: list[bool]
    breaks: list[bool]
    given: list[bool] | None
    """Sentence starts that an earlier component or the user has set, if any."""


_ASSIGNS = ["tag", "pos", "morph", "lemma", "dep", "head", "is_sent_start"]


@Language.factory(FACTORY, assigns=[*(f"token.{name}" for name in _ASSIGNS), "doc.ents", "doc.sents"])
def make_encoder(nlp: Language, name: str, path: str) -> EncoderPipe:
    """Make the component from a folder of weights."""
    return EncoderPipe(nlp.vocab, Path(path), name)


class EncoderPipe:
    """Reads a document in windows of whole paragraphs and writes tags, lemmas, trees, sentences and names on it."""

    def __init__(self, vocab: Vocab, folder: Path, name: str = FACTORY) -> None:
        self.name = name
        self.vocab = vocab
        self.model = Model(folder)

    def __getstate__(self) -> dict[str, object]:
        return {"name": self.name, "vocab": self.vocab, "model": self.model}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the parse and of the names."""
        settings = self.model.settings
        names = sorted({tag[2:] for tag in settings.names if tag != "O"} - {OTHER_NAMES})
        return (*settings.labels, *names)

    @cached_property
    def _lemmas(self) -> Lemmas:
        return read_lemmas(self.model.folder / LEMMAS)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        words = self._words(doc)
        annotation = Annotation()
        for start, stop, scores in self._windows(words):
            self._read(annotation, words, start, stop, scores)
        self._write(doc, words, annotation)
        return doc

    def _words(self, doc: Doc) -> Words:
        tokens = [token.i for token in doc if not token.is_space]
        forms = [doc[i].text for i in tokens]
        ends, breaks, glued, before = paragraph_ends(doc.text), [], [], 0
        for i in tokens:
            start = doc[i].idx
            found = bisect_left(ends, before)
            breaks.append(found < len(ends) and ends[found] < start)
            glued.append(before == start and start > 0)
            before = start + len(doc[i])
        pieces = [self.model.pieces.of(form) for form in forms]
        return Words(tokens, forms, pieces, glued, breaks, _given_starts(doc))

    def _windows(self, words: Words) -> Iterator[tuple[int, int, tuple[Scores, list[bool]]]]:
        """Yield runs of whole sentences with their scores, and the sentence starts in them."""
        start, count = 0, len(words.forms)
        while start < count:
            limit = _fits(words, start)
            stop = _last_break(words, start, limit)
            scores = self._scores(words, start, stop)
            starts = _starts(words, start, stop, scores.starts.tolist())
            if stop < count and not (words.given or words.breaks)[stop]:
                last = max(i for i, begins in enumerate(starts) if begins)
                stop = start + last if last else stop
            yield start, stop, (scores, starts)
            start = stop

    def _scores(self, words: Words, start: int, stop: int) -> Scores:
        pieces = self.model.pieces
        forms = words.forms[start:stop]
        shapes, flags = [int(shape(form)) for form in forms], self.model.lists.flags(forms)
        ends = (pieces.first, pieces.last)
        cut = window(words.pieces[start:stop], shapes, flags, words.breaks[start:stop], ends)
        return self.model.scores(cut)

    def _read(self, result: Annotation, words: Words, start: int, stop: int, found: tuple[Scores, list[bool]]) -> None:
        """Add the annotation of the words from ``start`` to ``stop``."""
        scores, starts = found
        size = stop - start
        begins = [i for i in range(size) if starts[i]]
        heads: list[int] = []
        for one, two in zip(begins, [*begins[1:], size], strict=True):
            square = np.concatenate([scores.arcs[one:two, :1], scores.arcs[one:two, one + 1 : two + 1]], axis=1)
            heads += [int(head) + one if head else 0 for head in best_heads(square)]
        result.labels += self.model.labels(scores, range(size), heads).tolist()
        result.heads += [start + (head - 1 if head else i) for i, head in enumerate(heads)]
        result.upos += scores.upos[:size].tolist()
        result.xpos += scores.xpos[:size].tolist()
        result.feats += scores.feats[:size].tolist()
        result.names += best_names(scores.names[:size], self.model.settings.names)

    def _write(self, doc: Doc, words: Words, found: Annotation) -> None:
        """Set the attributes of all tokens; white space hangs on the word before it, or after it at the beginning."""
        if not words.tokens:
            return
        table = np.zeros((len(doc), 6), dtype=np.uint64)
        table[:] = self._codes.space
        places = np.array(words.tokens)
        self._fill(table, places, words, found)
        offsets = np.zeros(len(doc), dtype=np.int64)
        offsets[places] = places[found.heads] - places
        others = np.delete(np.arange(len(doc)), places)
        offsets[others] = places[np.maximum(np.searchsorted(places, others) - 1, 0)] - others
        table[:, 5] = offsets.astype(np.uint64)
        doc.from_array(["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"], cast("Any", table))
        names = _spans(words.tokens, found.names)
        doc.set_ents([Span(doc, a, b, label=label) for a, b, label in names if label != OTHER_NAMES])

    @cached_property
    def _codes(self) -> Codes:
        s, add, features = self.model.settings, self.vocab.strings.add, self.vocab.morphology.add
        space = [add("_SP"), add("SPACE"), features(""), 0, add("dep"), 0]
        return Codes(
            upos=np.array([add(value) for value in s.upos], np.uint64),
            xpos=np.array([add(value) for value in s.xpos], np.uint64),
            feats=np.array([features(value) for value in s.feats], np.uint64),
            labels=np.array([add("ROOT" if value == "root" else value) for value in s.labels], np.uint64),
            space=np.array(space, np.uint64),
        )

    def _fill(self, table: NDArray[np.uint64], places: NDArray[np.int64], words: Words, found: Annotation) -> None:
        """Write tag, word class, features, lemma and label of the words; column by column, which spares memory."""
        codes, tags = self._codes, self.model.settings.xpos
        lemma, add = self._lemmas.of, self.vocab.strings.add
        lemmas = (add(lemma(form, tags[x])) for form, x in zip(words.forms, found.xpos, strict=True))
        table[places, 0] = codes.xpos[found.xpos]
        table[places, 1] = codes.upos[found.upos]
        table[places, 2] = codes.feats[found.feats]
        table[places, 3] = np.fromiter(lemmas, np.uint64, len(places))
        table[places, 4] = codes.labels[found.labels]


def _fits(words: Words, start: int) -> int:
    """Return the end of the longest run of words that the network reads at once."""
    size, stop = 2, start
    while stop < len(words.forms) and stop - start < MAX_WORDS:
        size += len(words.pieces[stop]) + words.breaks[stop]
        if size > MAX_PIECES and stop > start:
            break
        stop += 1
    return stop


def _last_break(words: Words, start: int, limit: int) -> int:
    """Return where the last paragraph that fits wholly ends, or the limit if the first one does not."""
    if limit == len(words.forms):
        return limit
    return next((i for i in range(limit, start, -1) if words.breaks[i]), limit)


def _given_starts(doc: Doc) -> list[bool] | None:
    if not doc.has_annotation("SENT_START"):
        return None
    begun, result = True, []
    for token in doc:
        begun = begun or bool(token.is_sent_start)
        if not token.is_space:
            result.append(begun)
            begun = False
    return result


def _starts(words: Words, start: int, stop: int, scores: Sequence[float]) -> list[bool]:
    if words.given is not None:
        return [True, *words.given[start + 1 : stop]]
    forms = words.forms[start:stop]
    return sentence_starts(forms, words.glued[start:stop], words.breaks[start:stop], proposals(forms, scores))


def _spans(tokens: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for token, tag in zip(tokens, tags, strict=True):
        if tag.startswith("B-"):
            found.append((token, token + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], token + 1, tag[2:])
    return found
