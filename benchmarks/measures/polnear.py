"""PolNeAR: who says what in US political articles of 2016, as source, cue and content of each attribution.

Every predicate (a verb, or a word with a subject) is asked who says it, as the extraction asks it of an event word.
*cues*: pairs of cue and content, one-to-one; a pair agrees when the word by which we attribute lies in the cue and one
of the predicates in the content. *sources*: of these pairs, the ones whose source and claimer share a character.
*clauses*: predicates with a claimer, whose claimer shares a character with the source of the content around them. The
corpus also attributes wishes, plans and feelings ("wants to", "criticized"), which nobody claims for us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from kg.extract import context_of, load_knowledge
from kg.extract.context import Context
from kg.extract.speech import attribution
from kg.model import Document
from measures.common import Figures, Words, figures, matched, meet
from measures.parses import parsed

TEXTS, LABELS = "corpora/polnear/dev/text", "corpora/polnear/dev/attributions"
PARTS = ("Source", "Cue", "Content")


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is said to say what by which words, labelled or predicted; without a source nobody is named."""

    source: tuple[Words, ...]
    cue: tuple[Words, ...]
    content: tuple[Words, ...]


def labelled(standoff: str) -> Iterator[Pair]:
    """Yield the attributions of a file of labels (brat standoff)."""
    rows = [line.split("\t") for line in standoff.splitlines()]
    places = {row[0]: tuple(_places(row[1])) for row in rows if row[0].startswith("T")}
    for row in rows:
        if row[0].startswith("E"):
            roles = [role.split(":") for role in row[1].split()]
            source, cue, content = (
                tuple(place for name, key in roles if name.rstrip("0123456789") == part for place in places[key])
                for part in PARTS
            )
            yield Pair(source, cue, content)


def _places(label: str) -> Iterator[Words]:
    """Yield the stretches of a label: "Content 115 290" or "Content 115 290;300 310"."""
    for stretch in label.split(" ", 1)[1].split(";"):
        begin, end = stretch.split()
        yield int(begin), int(end)


def predicted(context: Context) -> list[Pair]:
    """Return what the extraction says who says, the predicates of one cue together."""
    pairs: dict[tuple[tuple[Words, ...], tuple[Words, ...]], list[Words]] = {}
    for token in predicates(context.doc):
        said = attribution(token, context)
        source = tuple((one.span.start, one.span.end) for one in said.claimer)
        cue = (_word(said.verb),) if said.verb is not None else ()
        if (source or cue) and said.verb != token:
            pairs.setdefault((source, cue), []).append(_word(token))
    return [Pair(source, cue, tuple(content)) for (source, cue), content in pairs.items()]


def predicates(doc: Doc) -> list[Token]:
    """Return the verbs, and the other words that have a subject."""
    return [t for t in doc if t.pos_ == "VERB" or any(child.dep_.startswith("nsubj") for child in t.children)]


def _word(token: Token) -> Words:
    return token.idx, token.idx + len(token.text)


def pair_agrees(gold: Pair, ours: Pair) -> bool:
    """Whether cue and content agree; "according to" and the like leave no word behind."""
    return meet(gold.content, ours.content) and (not ours.cue or meet(gold.cue, ours.cue))


@dataclass(frozen=True, slots=True)
class Article:
    """An article's labels, what we say who says, and all its predicates."""

    gold: Sequence[Pair]
    ours: Sequence[Pair]
    predicates: Sequence[Words]


def score(articles: Sequence[Article]) -> Figures:
    """Return the figures for labelled and predicted attributions."""
    cues, sources, clauses = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for article in articles:
        gold, ours = article.gold, article.ours
        pairs = _pairs(gold, ours)
        named = [(gold[i].source, ours[j].source) for i, j in pairs.items()]
        _add(cues, len(pairs), len(ours), len(gold))
        right = sum(meet(*both) for both in named)
        _add(sources, right, sum(all(both) for both in named), sum(bool(source) for source, _ in named))
        _add(clauses, *_clauses(article))
    shown = {"cues": figures(*cues), "sources": figures(*sources), "clauses": figures(*clauses)}
    return {**shown, "documents": len(articles)}


def _pairs(gold: Sequence[Pair], ours: Sequence[Pair]) -> dict[int, int]:
    """Return the pairs that agree; where several would, those whose source agrees too."""
    first = matched(gold, ours, lambda g, p: pair_agrees(g, p) and meet(g.source, p.source))
    left, free = ([i for i in range(len(side)) if i not in taken] for side, taken in
                  ((gold, first.keys()), (ours, first.values())))
    more = matched([gold[i] for i in left], [ours[j] for j in free], pair_agrees)
    return {**first, **{left[i]: free[j] for i, j in more.items()}}


def _add(counts: list[int], *more: int) -> None:
    counts[:] = [count + one for count, one in zip(counts, more, strict=True)]


def _clauses(article: Article) -> tuple[int, int, int]:
    """Return how many predicates have the right claimer, have one, and lie in labelled content with a source."""
    named = [(pair.source, word) for pair in article.ours if pair.source for word in pair.content]
    right = sum(any(meet(g.content, [w]) and meet(g.source, source) for g in article.gold) for source, w in named)
    sourced = [pair.content for pair in article.gold if pair.source]
    return right, len(named), sum(any(meet(content, [w]) for content in sourced) for w in article.predicates)


def errors_of(text: str, gold: Sequence[Pair], ours: Sequence[Pair]) -> Iterator[str]:
    """Yield what was missed, and what was attributed to somebody else, in words."""
    pairs = _pairs(gold, ours)
    for i, one in enumerate(gold):
        if i not in pairs:
            yield f"missed | {_cut(text, one.source)} | {_cut(text, one.cue)} | {_cut(text, one.content)[:150]}"
        elif one.source and not meet(one.source, ours[pairs[i]].source):
            said = f"{_cut(text, one.source)} | not {_cut(text, ours[pairs[i]].source)}"
            yield f"source | {said} | {_cut(text, one.cue)} | {_cut(text, one.content)[:150]}"
    for j, other in enumerate(ours):
        if j not in pairs.values():
            begin = other.content[0][0]
            around = " ".join(text[max(0, begin - 100) : begin + 100].split())
            said = f"{_cut(text, other.source)} | {_cut(text, other.cue)} | {_cut(text, other.content)}"
            yield f"wrong | {said} | {around}"


def _cut(text: str, places: Sequence[Words]) -> str:
    return " ".join(" ... ".join(text[begin:end] for begin, end in places).split()) or "-"


def measure(shared: Path, cache: Path | None = None, errors: int = 0) -> Figures:
    """Read the articles, ask who says what, and compare with the labels."""
    knowledge = load_knowledge()
    articles = []
    told: list[str] = []
    for name, doc in parsed("polnear", _texts(shared / TEXTS), cache):
        ours = predicted(context_of(Document(name, doc.text), doc, knowledge))
        gold = list(labelled(_labels(shared / LABELS, name).read_text(encoding="utf-8")))
        articles.append(Article(gold, ours, [_word(token) for token in predicates(doc)]))
        told += errors_of(doc.text, gold, ours)
    step = max(1, len(told) // errors) if errors else 1
    print(*told[::step][:errors], sep="\n", end="\n" if errors else "")
    return score(articles)


def _labels(folder: Path, name: str) -> Path:
    """Return the labels of a text, whose names end in a mark of their annotator."""
    return next(iter(sorted(folder.glob(f"{name}_*.ann"))))


def _texts(folder: Path) -> Mapping[str, str]:
    # As bytes are: the labels count both characters of a line end of Windows.
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}
