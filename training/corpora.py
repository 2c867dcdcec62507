"""The corpora as one form of example: a run of words with whatever was annotated on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from kg.encoder.tokenizer import adapt

IGNORE = ""
"""The value of a label that was not annotated: no loss is taken on it."""


@dataclass(frozen=True)
class Sentence:
    """One annotated sentence; `heads` count from 0, -1 is the root. Empty tuples mean: not annotated."""

    id: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    new_paragraph: bool = False
    new_document: bool = False

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).rstrip()


def read_conllu(path: Path) -> list[Sentence]:
    """Read a treebank."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_conllu_sentence(block) for block in blocks if block.strip()]


def _conllu_sentence(block: str) -> Sentence:
    comments = [line for line in block.split("\n") if line.startswith("#")]
    rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
    spaces = _spaces(rows)
    rows = [row for row in rows if row[0].isdigit()]
    ident = next(line.split("=", 1)[1].strip() for line in comments if line.startswith("# sent_id"))
    return Sentence(
        id=ident,
        words=tuple(row[1] for row in rows),
        spaces=tuple(spaces[row[0]] for row in rows),
        upos=tuple(row[3] for row in rows),
        xpos=tuple(row[4] for row in rows),
        feats=tuple(row[5] for row in rows),
        lemmas=tuple(row[2] for row in rows),
        heads=tuple(int(row[6]) - 1 for row in rows),
        labels=tuple(row[7] for row in rows),
        names=gum_names(rows) if ident.startswith("GUM") else (),
        new_paragraph=any(line.startswith("# newpar") for line in comments),
        new_document=any(line.startswith("# newdoc") for line in comments),
    )


def _spaces(rows: list[list[str]]) -> dict[str, bool]:
    spaces: dict[str, bool] = {}
    for row in rows:
        after = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            start, end = map(int, row[0].split("-"))
            spaces.update({str(n): after if n == end else False for n in range(start, end + 1)})
        elif row[0] not in spaces:
            spaces[row[0]] = after
    return spaces


_ENTITY = re.compile(r"\((\d+)-(\w+)-[^()]*(\)?)|(\d+)\)")
_NAMED = {"person": "PER", "organization": "ORG", "place": "LOC"}
_BOUND = {"-", "de", "la", "al", "el", "bin", "von", "van"}
_JOINERS = {
    "person": _BOUND,
    "place": _BOUND | {"of", "the", "'s", "’s"},
    "organization": _BOUND | {"of", "the", "for", "and", "in", "on", "&", "'s", "’s"},
}
_IN_NAMES = {"PROPN", "ADJ", "NOUN", "VERB"}


def gum_names(rows: list[list[str]]) -> tuple[str, ...]:
    """Return the names among GUM's entities: the proper nouns around the head of a person, organisation or place.

    Proper nouns that are no such name and no entity of another kind are marked "?".
    """
    tags = ["?" if row[3] == "PROPN" else "O" for row in rows]
    found = sorted(_entities(rows), key=lambda e: e[1] - e[0])
    for start, end, kind in found:
        head = next((i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end), start)
        if rows[head][3] != "PROPN":
            continue
        one, two = _name_around(rows, head, start, end, kind)
        label = _NAMED.get(kind, "MISC")
        for i in range(one, two):
            tags[i] = "O" if kind == "time" else ("B-" if i == one else "I-") + label
    return tuple(tags)


def _entities(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    opened: dict[str, list[tuple[int, str]]] = {}
    found = []
    for i, row in enumerate(rows):
        value = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        for match in _ENTITY.finditer(value):
            if match[1] and match[3]:
                found.append((i, i + 1, match[2]))
            elif match[1]:
                opened.setdefault(match[1], []).append((i, match[2]))
            elif opened.get(match[4]):
                start, kind = opened[match[4]].pop()
                found.append((start, i + 1, kind))
    return found


def _name_around(rows: list[list[str]], head: int, start: int, end: int, kind: str) -> tuple[int, int]:
    def proper(i: int) -> bool:
        if not start <= i < end or not rows[i][1][:1].isupper() or rows[i][3] not in _IN_NAMES:
            return False
        return kind != "person" or (rows[i][3] == "PROPN" and rows[i][7] != "nmod:desc")

    one = two = head
    joined = 3 if kind == "organization" else 1
    while True:
        left = next(
            (i for i in range(one - 1, one - 1 - joined, -1) if proper(i) and _bridges(rows, i, one, kind)), None
        )
        if left is None:
            break
        one = left
    while True:
        right = next(
            (i for i in range(two + 1, two + 1 + joined + 1) if proper(i) and _bridges(rows, two, i, kind)), None
        )
        if right is None:
            return one, two + 1
        two = right


def _bridges(rows: list[list[str]], left: int, right: int, kind: str) -> bool:
    return all(rows[i][1].lower() in _JOINERS.get(kind, _BOUND) for i in range(left + 1, right))


def read_uner(path: Path) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Read words and BIO tags by sentence id."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        ident = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("# sent_id")), None)
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if ident:
            found[ident] = (tuple(row[1] for row in rows), tuple(row[2] for row in rows))
    return found


def with_names(sentences: list[Sentence], names: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> list[Sentence]:
    """Put the names of UNER on the sentences of the treebank with the same words."""
    result = []
    for sentence in sentences:
        words, tags = names.get(sentence.id, ((), ()))
        same = len(words) == len(sentence.words)
        result.append(
            replace(sentence, names=tuple(t.replace("B-O", "O") if t == "B-O" else t for t in tags) if same else ())
        )
    return result


_OPENING, _CLOSING = set("([{“‘`$#"), set(")]}.,;:!?%”’'") | {"''", "n't", "'s", "'re", "'ve", "'ll", "'m", "'d"}


def guess_spaces(words: list[str]) -> tuple[bool, ...]:
    """Return where spaces probably stood between tokens."""
    after = [True] * len(words)
    for index, word in enumerate(words):
        if word in _CLOSING and index:
            after[index - 1] = False
        if word in _OPENING:
            after[index] = False
    return tuple(after)


def read_bio(path: Path, separator: str, prefix: str) -> list[Sentence]:
    """Read `word TAG` lines with an empty line between sentences."""
    result = []
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))):
        rows = [line.rsplit(separator, 1) for line in block.split("\n") if separator in line]
        words = [row[0] for row in rows if row[0] != "-DOCSTART-"]
        if words:
            tags = _bio([row[1].strip() for row in rows if row[0] != "-DOCSTART-"])
            result.append(Sentence(f"{prefix}-{number}", tuple(words), guess_spaces(words), names=tags))
    return result


def _bio(tags: list[str]) -> tuple[str, ...]:
    """Turn IOB1 into BIO."""
    result: list[str] = []
    for tag in tags:
        inside = tag.startswith("I-") and result and result[-1][2:] == tag[2:]
        result.append(tag if tag == "O" or inside else "B-" + tag[2:])
    return tuple(result)


@cache
def _tokenizer() -> Callable[[str], Doc]:
    nlp = spacy.blank("en")
    rules = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
    adapt(nlp, rules["affixes"], rules["abbreviations"])
    return nlp.make_doc


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Cut raw text into words with their offsets, as the package does."""
    return ((t.text, t.idx, t.idx + len(t)) for t in _tokenizer()(text) if not t.is_space)


def tagged(text: str, spans: list[tuple[int, int, str]], ident: str) -> Sentence:
    """Return a sentence whose names are given by character offsets."""
    cut = list(tokens(text))
    tags = ["O"] * len(cut)
    for start, end, label in spans:
        inside = [i for i, (_, a, b) in enumerate(cut) if a >= start and b <= end]
        for i in inside:
            tags[i] = ("B-" if i == inside[0] else "I-") + label
    after = [i + 1 < len(cut) and cut[i + 1][1] > cut[i][2] for i in range(len(cut))]
    return Sentence(ident, tuple(c[0] for c in cut), tuple(after), names=tuple(tags))


_MARK = re.compile(r"\[(PERSON|ORG|LOC|NORP|FAC|DATE) ([^\]]+)\]")


def parse_marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a marked line and its names.

    >>> parse_marked("[NORP Iranian] forces hit [ORG Jaish al-Adl].")
    ('Iranian forces hit Jaish al-Adl.', [(0, 7, 'NORP'), (19, 32, 'ORG')])
    """
    text, spans, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + line[last:], spans


def read_marked(path: Path) -> list[Sentence]:
    """Read the in-domain sentences: `[ORG Jaish al-Adl] attacked ...`, one a line."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [tagged(*parse_marked(line), f"{path.stem}-{n}") for n, line in enumerate(kept)]


def read_json_lines(path: Path) -> list[dict[str, object]]:
    """Read one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
