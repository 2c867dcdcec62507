"""WikiEvents: whether the words for attacks are found (event types ``Conflict.Attack``), in whole articles.

A trigger is found when an ASSAULT has a trigger that shares a character with it. Deaths, injuries and damage are acts
of force for us too, so that an ASSAULT on such a word is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measures.common import Figures, Words, figures, overlap, read_lines, words_of, write_lines

ARTICLES = "corpora/wikievents/dev.jsonl"
ATTACKS = "Conflict.Attack"
NEITHER = ("Life.Die", "Life.Injure", "ArtifactExistence.DamageDestroyDisableDismantle")
ENDS = (".", "!", "?", "”", '"', "’", "'", ")")


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, and where its attacks and its deaths and damage are."""

    id: str
    text: str
    attacks: tuple[Words, ...]
    neither: tuple[Words, ...]


def articles(rows: Sequence[Figures]) -> Iterator[Article]:
    """Yield the articles; a title, which ends without a full stop, gets a line of its own."""
    for row in rows:
        text, places = _laid_out(row)
        yield Article(row["doc_id"], text, _of_types(row, places, (ATTACKS,)), _of_types(row, places, NEITHER))


def _laid_out(row: Figures) -> tuple[str, list[Words]]:
    """Return the sentences with room between them, and the place of each token."""
    text, places = "", list[Words]()
    for tokens, sentence in row["sentences"]:
        text += ("" if not text else " " if text.endswith(ENDS) else "\n\n")
        begin, first = len(text), tokens[0][1]
        places += [(begin + start - first, begin + end - first) for _, start, end in tokens]
        text += sentence[: tokens[-1][2] - first].rstrip()
    return text, places


def _of_types(row: Figures, places: Sequence[Words], types: tuple[str, ...]) -> tuple[Words, ...]:
    triggers = [one["trigger"] for one in row["event_mentions"] if one["event_type"].startswith(types)]
    return tuple((places[one["start"]][0], places[one["end"] - 1][1]) for one in triggers)


def score(gold: Sequence[Article], records: Sequence[Figures], errors: int = 0) -> Figures:
    """Return precision and recall of the words for attacks; print so many missed and wrong ones."""
    right = predicted = wanted = 0
    for article in gold:
        mine = [one for one in records if one["doc"] == article.id and one["root"] == "ASSAULT"]
        ours = sorted({words for one in mine for words in words_of(one["trigger"])})
        hit = [any(overlap(attack, word) for word in ours) for attack in article.attacks]
        wrong = [w for w in ours if not any(overlap(w, x) for x in (*article.attacks, *article.neither))]
        right, wanted, predicted = right + sum(hit), wanted + len(hit), predicted + len(wrong) + sum(hit)
        lost = [attack for attack, was in zip(article.attacks, hit, strict=True) if not was]
        for label, places in (("missed", lost), ("wrong", wrong)):
            for place in places[:max(0, errors)]:
                print(label, article.id, _around(article.text, place), sep=" | ")
                errors -= 1
    return {"attacks": figures(right, predicted, wanted), "documents": len(gold)}


def _around(text: str, place: Words) -> str:
    begin, end = place
    return " ".join(f"{text[max(0, begin - 60) : begin]}**{text[begin:end]}**{text[end : end + 60]}".split())


def prepare(shared: Path, folder: Path) -> Path:
    """Write the articles for a build and return where."""
    rows = articles(read_lines(shared / ARTICLES))
    return write_lines(folder / "wikievents.jsonl", ({"id": one.id, "text": one.text} for one in rows))


def measure(shared: Path, events: Path, errors: int = 0) -> Figures:
    """Score the records of a build of the articles."""
    return score(list(articles(read_lines(shared / ARTICLES))), read_lines(events), errors)
