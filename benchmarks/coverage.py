"""Which predicates of raw news the lexicon has no words for, and what its entries make of raw news.

    python benchmarks/coverage.py uncovered [--pos VERB|NOUN|ADJ] [--limit N]
    python benchmarks/coverage.py hits [--root ACCUSE] [--entry NAME] [--words LEMMA,LEMMA] [--sample N]
    python benchmarks/coverage.py abstained [--root ACCUSE] [--entry NAME] [--why TEXT] [--sample N]
    python benchmarks/coverage.py find [--words LEMMA,LEMMA] [--sample N]

``uncovered`` counts verbs, event nouns and predicate adjectives that have an actor in one of their slots and no entry,
the most frequent first, with sentences: coverage follows frequency, not memory. ``hits`` and ``abstained`` show a
sample of what the entries find, for judging precision by eye. ``find`` shows sentences with a word, hit or not.

The raw news (GMB, Wikinews 2019, the thesis sentences) is reference material that is not part of this repository; it is
looked for in ``../shared``, or in the folder named by ``--shared``. Parses are kept in the folder named by ``--cache``.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token

from kg.extract import Knowledge, context_of, events, load_knowledge
from kg.extract.abstentions import Abstention
from kg.extract.arguments import actors
from kg.extract.context import Context
from kg.extract.roles import Hit
from kg.extract.syntax import slots
from kg.model import Argument, Document
from kg.nlp import load, pipeline_version

ROOT = Path(__file__).resolve().parent.parent
#: Slots whose filler makes a word a predicate with a party.
PARTIES = ("subject", "object", "indirect", "possessor", "by", "of", "against", "on", "to", "with", "from", "between")
SEED = 7
#: Every third article of Wikinews is left unread here: the held-out articles are among them.
UNSEEN = 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read:
    """One text with its context and what the entries made of it."""

    name: str
    context: Context
    hits: tuple[Hit, ...]
    abstentions: tuple[Abstention, ...]


def main() -> None:
    """Do what the first word of the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["uncovered", "hits", "abstained", "find"])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "coverage", help="where parses are kept")
    parser.add_argument("--corpus", choices=["gmb", "wikinews", "thesis", "all"], default="all")
    parser.add_argument("--texts", type=int, default=8000, help="how many sentences of GMB to read (default 8000)")
    parser.add_argument("--pos", default="VERB", help="part of speech of uncovered predicates: VERB, NOUN or ADJ")
    parser.add_argument("--limit", type=int, default=100, help="how many predicates to list")
    parser.add_argument("--root", help="PLOVER root of hits or abstentions")
    parser.add_argument("--entry", help="name of a lexicon entry")
    parser.add_argument("--words", type=lambda text: frozenset(text.split(",")), default=frozenset(), help="lemmas")
    parser.add_argument("--why", default="", help="only abstentions whose reason contains this")
    parser.add_argument("--sample", type=int, default=40, help="how many sentences to show")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    folder = asked.shared / "corpora"
    if not folder.is_dir():
        sys.exit(f"Nothing was read: {folder} is missing. It is not part of this repository; name it with --shared.")
    {"uncovered": uncovered, "hits": hits, "abstained": abstained, "find": find}[asked.what](asked)


def uncovered(asked: argparse.Namespace) -> None:
    """Print the predicates that no entry covers, by frequency, with three sentences each."""
    knowledge = load_knowledge()
    counts: Counter[str] = Counter()
    shown: dict[str, list[str]] = defaultdict(list)
    for read in readings(asked, knowledge):
        for token in read.context.doc:
            lemma = token.lemma_.lower()
            if token.pos_ != asked.pos or (lemma, token.pos_) in knowledge.lexicon.triggers:
                continue
            if (lemma, token.pos_) in knowledge.lexicon.reporting or not _has_party(token, read.context):
                continue
            counts[lemma] += 1
            if len(shown[lemma]) < 3:
                shown[lemma].append(_line(token))
    for lemma, number in counts.most_common(asked.limit):
        print(f"{number:5} {lemma}", *(f"        {line}" for line in shown[lemma]), sep="\n")


def hits(asked: argparse.Namespace) -> None:
    """Print a sample of what the entries find."""
    knowledge = load_knowledge()
    found = [(hit, read) for read in readings(asked, knowledge) for hit in read.hits if _wanted(hit.token, asked)]
    found = [(h, r) for h, r in found if asked.entry in (None, h.entry.name)]
    found = [(h, r) for h, r in found if asked.root in (None, knowledge.ontology.types[h.type].root)]
    print(len(found), "hits;", dict(Counter(h.entry.name for h, _ in found).most_common(60)))
    for hit, read in _sample(found, asked):
        source, target = (_labels(side, read) for side in (hit.source, hit.target))
        print(f"{hit.entry.name} {hit.type}: {source} -> {target}\n        {_line(hit.token)}")


def abstained(asked: argparse.Namespace) -> None:
    """Print a sample of the event words that are seen and not coded."""
    knowledge = load_knowledge()
    types = {entry.name: entry.evokes for entry in knowledge.lexicon.entries()}
    found = [a for read in readings(asked, knowledge) for a in read.abstentions if _wanted(a.token, asked)]
    found = [a for a in found if asked.entry in (None, a.entry) and asked.why in a.why]
    found = [a for a in found if asked.root in (None, knowledge.ontology.types[types[a.entry]].root)]
    print(len(found), "abstentions;", dict(Counter(a.why for a in found).most_common()))
    for one in _sample(found, asked):
        print(f"{one.entry}: {one.why}\n        {_line(one.token)}")


def find(asked: argparse.Namespace) -> None:
    """Print a sample of the sentences with a word, and what fires on it."""
    found = []
    for read in readings(asked, load_knowledge()):
        fired = {h.token.i: h.entry.name for h in read.hits} | {a.token.i: f"({a.why})" for a in read.abstentions}
        found += [(t, fired.get(t.i, "-")) for t in read.context.doc if asked.words and _wanted(t, asked)]
    print(len(found), "tokens")
    for token, rule in _sample(found, asked):
        print(f"{rule} [{token.pos_} {token.dep_}]\n        {_line(token)}")


def _labels(side: Sequence[Argument], read: Read) -> list[str]:
    return [read.context.entity(one).label for one in side]


def _wanted(token: Token, asked: argparse.Namespace) -> bool:
    return not asked.words or token.lemma_.lower() in asked.words


def _sample(found: Sequence[T], asked: argparse.Namespace) -> list[T]:
    return random.Random(asked.seed).sample(found, min(asked.sample, len(found)))  # noqa: S311 - not for secrets


def _line(token: Token) -> str:
    """The sentence of a token, the token marked."""
    sentence, start = token.sent.text, token.idx - token.sent.start_char
    return " ".join(f"{sentence[:start]}**{token.text}**{sentence[start + len(token) :]}".split())


def _has_party(token: Token, context: Context) -> bool:
    around = slots(token, context.lexicon)
    words = [t for name in PARTIES for t in around.get(name, ())]
    return any(actors(t, context, suffering=False) for t in words)


def readings(asked: argparse.Namespace, knowledge: Knowledge) -> Iterator[Read]:
    """Yield the texts that were asked for, with what the entries find in them."""
    for name, doc in parsed(asked):
        context = context_of(Document(name, doc.text), doc, knowledge)
        yield Read(name, context, *events.find(context))


def parsed(asked: argparse.Namespace) -> Iterator[tuple[str, Doc]]:
    """Yield annotated texts, from the cache where it has them."""
    nlp = load()
    for corpus in ("gmb", "wikinews", "thesis"):
        if asked.corpus in (corpus, "all"):
            texts = list(_texts(corpus, asked.shared / "corpora", asked.texts))
            docs = _cached(corpus, texts, nlp, asked.cache)
            yield from ((f"{corpus}-{number}", doc) for number, doc in enumerate(docs))


def _cached(corpus: str, texts: list[str], nlp: Language, folder: Path) -> Iterator[Doc]:
    path = folder / f"{corpus}-{len(texts)}-{pipeline_version(nlp).split()[-1]}.spacy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        DocBin(docs=nlp.pipe(texts)).to_disk(path)
    return DocBin().from_disk(path).get_docs(nlp.vocab)


def _texts(corpus: str, folder: Path, limit: int) -> Iterator[str]:
    if corpus == "wikinews":
        with (folder / "wikinews" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for number, row in enumerate(csv.DictReader(file)) if number % 3 != UNSEEN)
    elif corpus == "thesis":
        lines = (folder / "thesis_politics" / "given.jsonl").read_text(encoding="utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines)
    else:
        sys.path.insert(0, str(ROOT / "training"))
        from rawnews import read_gmb  # noqa: PLC0415 - it stands with the training code

        sentences = [text for text, _ in read_gmb(folder / "gmb" / "ner_dataset.csv") if 40 <= len(text) <= 400]
        yield from sentences[:: max(1, len(sentences) // limit)][:limit]


if __name__ == "__main__":
    main()
