"""Score a folder of weights on the development sets."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import Sentence, parse_marked, read_conllu, read_uner, with_names
from data import guided, spans
from gazetteer import read_gazetteer
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp import load

HERE = Path(__file__).resolve().parent
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


@dataclass
class Count:
    """Right, found and wanted, and what follows from them."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, found: Iterable[object], wanted: Iterable[object]) -> None:
        """Count two sets."""
        one, two = set(found), set(wanted)
        self.right += len(one & two)
        self.found += len(one)
        self.wanted += len(two)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return round(200 * self.right / max(self.found + self.wanted, 1), 2)


def documents(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Group sentences into the documents that they come from."""
    found: list[list[Sentence]] = []
    for s in sentences:
        if s.new_document or not found:
            found.append([])
        found[-1].append(s)
    return found


def gold_doc(nlp: Language, group: Sequence[Sentence]) -> Doc:
    """Return a Doc with the tokens and sentence starts of the treebank, paragraphs parted by line breaks."""
    words, spaces, starts = [], [], []
    for number, s in enumerate(group):
        if s.new_paragraph and number:
            words.append("\n\n")
            spaces.append(False)
            starts.append(False)
        words += s.words
        spaces += s.spaces
        starts += [i == 0 for i in range(len(s.words))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def with_gold_tokens(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the scores with gold tokens and sentences."""
    upos, xpos, feats, lemma, uas, las = (Count() for _ in range(6))
    for group in documents(sentences):
        doc = gold_doc(nlp, group)
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        tokens = [t for t in doc if not t.is_space]
        place = {t.i: n for n, t in enumerate(tokens)}
        offset = 0
        for s in group:
            mine = tokens[offset : offset + len(s.words)]
            _layer(upos, [t.pos_ for t in mine], s.upos)
            _layer(xpos, [t.tag_ for t in mine], s.xpos)
            _layer(feats, [str(t.morph) or "_" for t in mine], s.feats)
            kept = [n for n, value in enumerate(s.lemmas) if value != "_"]
            _layer(lemma, [mine[n].lemma_ for n in kept], [s.lemmas[n] for n in kept])
            heads = [-1 if t.head is t or t.head == t else place[t.head.i] - offset for t in mine]
            scored = [n for n, label in enumerate(s.labels) if label != "punct"]
            labels = ["root" if t.dep_ == "ROOT" else t.dep_ for t in mine]
            _layer(uas, [heads[n] for n in scored], [s.heads[n] for n in scored])
            _layer(las, [(heads[n], labels[n]) for n in scored], [(s.heads[n], s.labels[n]) for n in scored])
            offset += len(s.words)
    return {"UPOS": upos.f, "XPOS": xpos.f, "FEATS": feats.f, "lemma": lemma.f, "UAS": uas.f, "LAS": las.f}


def _layer(count: Count, found: Sequence[object], wanted: Sequence[object]) -> None:
    count.add(enumerate(found), [])
    count.add([], enumerate(wanted))
    count.right += sum(a == b for a, b in zip(found, wanted, strict=True))


def raw_text(group: Sequence[Sentence]) -> str:
    """Return a document as it was written."""
    text = ""
    for number, s in enumerate(group):
        joined = "".join(w + (" " if sp else "") for w, sp in zip(s.words, s.spaces, strict=True))
        text += ("\n\n" if number and s.new_paragraph else "") + joined
    return text


def from_raw(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the scores from raw text; words are the same where they stand on the same characters."""
    token, sentence, las, upos = (Count() for _ in range(4))
    for group in documents(sentences):
        doc = nlp(raw_text(group))
        mine = [t for t in doc if not t.is_space]
        place = _places([t.text for t in mine])
        where = {t.i: p for t, p in zip(mine, place, strict=True)}
        theirs = _places([w for s in group for w in s.words])
        token.add(place, theirs)
        upos.add([(where[t.i], t.pos_) for t in mine], zip(theirs, [u for s in group for u in s.upos], strict=True))
        sentence.add(_sentences(doc, where), _gold_sentences(group, theirs))
        las.add(_arcs(mine, where), _gold_arcs(group, theirs))
    return {"tokens": token.f, "sentences": sentence.f, "UPOS": upos.f, "LAS": las.f}


def _places(words: Sequence[str]) -> list[tuple[int, int]]:
    found, offset = [], 0
    for word in words:
        size = len("".join(word.split()))
        found.append((offset, offset + size))
        offset += size
    return found


def _sentences(doc: Doc, where: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    spans_ = [[where[t.i] for t in s if t.i in where] for s in doc.sents]
    return [(s[0][0], s[-1][1]) for s in spans_ if s]


def _gold_sentences(group: Sequence[Sentence], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found, offset = [], 0
    for s in group:
        found.append((places[offset][0], places[offset + len(s.words) - 1][1]))
        offset += len(s.words)
    return found


def _arcs(mine: Iterable[object], where: dict[int, tuple[int, int]]) -> list[tuple[object, ...]]:
    return [
        (where[t.i], None if t.dep_ == "ROOT" else where[t.head.i], "root" if t.dep_ == "ROOT" else t.dep_)
        for t in mine
        if t.dep_ != "punct"
    ]


def _gold_arcs(group: Sequence[Sentence], places: Sequence[tuple[int, int]]) -> list[tuple[object, ...]]:
    found, offset = [], 0
    for s in group:
        for n, (head, label) in enumerate(zip(s.heads, s.labels, strict=True)):
            if label != "punct":
                found.append((places[offset + n], None if head < 0 else places[offset + head], label))
        offset += len(s.words)
    return found


def names_in_treebank(nlp: Language, sentences: Sequence[Sentence], keep: Callable[[str], str | None]) -> Count:
    """Return the count of names on gold tokens; sentences are the pipeline's own."""
    count = Count()
    for group in documents(sentences):
        doc = gold_doc(nlp, group)
        free = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        for _, pipe in nlp.pipeline:
            free = pipe(free)
        tokens = [t for t in free if not t.is_space]
        place = {t.i: n for n, t in enumerate(tokens)}
        tags = [tag for s in group for tag in (s.names or ("O",) * len(s.words))]
        wanted = {(a, b, keep(label)) for a, b, label in spans(tags) if keep(label)}
        found = {(place[e.start], place[e.end - 1] + 1, keep(e.label_)) for e in free.ents if keep(e.label_)}
        count.add(found, wanted)
        for a, b, label in sorted(found ^ wanted):
            sign = "+" if (a, b, label) in found else "-"
            context = " ".join(t.text for t in tokens[max(0, a - 6) : b + 6])
            count.errors.append(f"{sign} {label} [{' '.join(t.text for t in tokens[a:b])}] {context}")
    return count


def names_in_marked(nlp: Language, path: Path) -> Count:
    """Return the count of names in a file of marked sentences, from raw text."""
    count = Count()
    lines = [x.strip() for x in path.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#")]
    for line in lines:
        text, wanted = parse_marked(line)
        doc = nlp(text)
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        count.add(found, wanted)
        if found != set(wanted):
            more, less = ([(text[a:b], c) for a, b, c in sorted(x)] for x in (found - set(wanted), set(wanted) - found))
            count.errors.append(f"{line}\n    found {more} missed {less}")
    return count


def scores(nlp: Language, corpora: Path, errors: Path | None = None) -> dict[str, object]:
    """Return all scores."""
    gazetteer = read_gazetteer(corpora / "names/factbook")
    ewt = read_conllu(corpora / "ud_ewt/en_ewt-ud-dev.conllu")
    gum = read_conllu(corpora / "ud_gum/en_gum-open-ud-dev.conllu")
    result: dict[str, object] = {}
    for name, bank in (("EWT", ewt), ("GUM", gum)):
        result[f"{name} gold tokens"] = with_gold_tokens(nlp, bank)
        result[f"{name} raw"] = from_raw(nlp, bank)
    uner = with_names(ewt, read_uner(corpora / "uner_ewt/en_ewt-ud-dev.iob2"))
    ours = [guided(s, gazetteer) for s in uner]
    three = {*UNER.values()}
    counts = {
        "names UNER dev": names_in_treebank(nlp, uner, lambda x: x if x in three else UNER.get(x)),
        "names UNER dev, our guideline": names_in_treebank(nlp, ours, lambda x: x if x in three else None),
        "names in-domain dev": names_in_marked(nlp, HERE / "indomain/dev.txt"),
    }
    if errors:
        errors.write_text("\n".join(e for count in counts.values() for e in count.errors), encoding="utf-8")
    return result | {name: count.f for name, count in counts.items()}


def main() -> None:
    """Print the scores of a folder of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--pipeline", help="a folder of weights instead of the shipped ones")
    parser.add_argument("--errors", type=Path, help="write the wrong names to this file")
    args = parser.parse_args()
    print(json.dumps(scores(load(args.pipeline), args.corpora, args.errors), indent=1))


if __name__ == "__main__":
    main()
