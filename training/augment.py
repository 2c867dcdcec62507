"""More sentences from the ones there are: other names in them, and headlines made of whole sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpora import Sentence, tagged
from namelists import NameLists

SLOTS = (
    "COUNTRY",
    "CAPITAL",
    "CITY",
    "REGION",
    "PEOPLE",
    "GROUP",
    "PARTY",
    "FORCE",
    "BODY",
    "MEDIA",
    "PERSON",
    "SURNAME",
)


class Names:
    """Draws names of a kind."""

    def __init__(self, lists: NameLists, chance: random.Random) -> None:
        self.lists = lists
        self.chance = chance
        self.kinds = {
            name.lower(): kind
            for kind, names in (
                ("CITY", lists.cities), ("REGION", lists.regions), ("CAPITAL", lists.capitals),
                ("COUNTRY", lists.countries), ("PARTY", lists.parties), ("GROUP", lists.groups),
                ("MEDIA", lists.media), ("BODY", lists.bodies),
            )
            for name in names
        }  # fmt: skip

    def draw(self, kind: str) -> str:
        """Return a name; large cities come more often than small ones."""
        lists, pick = self.lists, self.chance.choice
        if kind == "PERSON":
            middle = f" {pick(lists.last)}" if self.chance.random() < 0.15 else ""
            return f"{pick(lists.first)}{middle} {pick(lists.last)}"
        if kind == "SURNAME":
            return pick(lists.last)
        if kind == "CITY":
            return lists.cities[int(len(lists.cities) * self.chance.random() ** 1.7)]
        pools = {
            "COUNTRY": lists.countries, "CAPITAL": lists.capitals, "REGION": lists.regions,
            "PEOPLE": lists.peoples, "GROUP": lists.groups, "PARTY": lists.parties, "FORCE": lists.forces,
            "BODY": lists.bodies, "MEDIA": lists.media,
        }  # fmt: skip
        return pick(pools[kind])

    def like(self, name: str, label: str) -> str:
        """Return another name of the kind of one; its own where its kind is not known."""
        kind = self.kinds.get(name.lower())
        if label == "PERSON":
            return self.draw("PERSON" if " " in name else "SURNAME")
        if label == "NORP":
            plural = name.endswith("s")
            drawn = [n for n in (self.draw("PEOPLE") for _ in range(6)) if n.endswith("s") == plural]
            return drawn[0] if drawn else name
        if label == "LOC":
            return self.draw(
                kind
                if kind in {"COUNTRY", "CAPITAL", "REGION", "CITY"}
                else self.chance.choice(("CITY", "CITY", "REGION"))
            )
        if kind in {"GROUP", "PARTY", "MEDIA", "BODY"}:
            return self.draw(kind)
        return name


_LABEL = {
    "COUNTRY": "LOC",
    "CAPITAL": "LOC",
    "CITY": "LOC",
    "REGION": "LOC",
    "PEOPLE": "NORP",
    "PERSON": "PERSON",
    "SURNAME": "PERSON",
}


def filled(template: str, names: Names, ident: str) -> Sentence:
    """Return a template with its slots filled: `{GROUP} fighters left {CITY}.`"""
    text, spans, last = "", [], 0
    for match in re.finditer(r"\{([A-Z]+)\}", template):
        text += template[last : match.start()]
        name = names.draw(match[1])
        spans.append((len(text), len(text) + len(name), _LABEL.get(match[1], "ORG")))
        text += name
        last = match.end()
    return tagged(text + template[last:], spans, ident)


def templates(path: Path, names: Names, count: int) -> list[Sentence]:
    """Fill each template of a file `count` times."""
    lines = [x.strip() for x in path.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#")]
    return [filled(line, names, f"template-{n}-{k}") for n, line in enumerate(lines) for k in range(count)]


def other_names(sentence: Sentence, names: Names, rate: float) -> Sentence:
    """Return the sentence (names only, no tree) with some of its names exchanged for others of the same kind."""
    text, spans, i = "", [], 0
    tags = sentence.names
    while i < len(tags):
        stop = i + 1
        if tags[i].startswith("B-"):
            while stop < len(tags) and tags[stop] == "I-" + tags[i][2:]:
                stop += 1
            old = "".join(sentence.words[k] + (" " if sentence.spaces[k] else "") for k in range(i, stop)).rstrip()
            new = names.like(old, tags[i][2:]) if names.chance.random() < rate else old
            spans.append((len(text), len(text) + len(new), tags[i][2:]))
            text += new + (" " if sentence.spaces[stop - 1] else "")
        else:
            text += sentence.words[i] + (" " if sentence.spaces[i] else "")
        i = stop
    return tagged(text, spans, sentence.id + "-n")


def swapped_in_tree(sentence: Sentence, names: Names, rate: float) -> Sentence:
    """Return a treebank sentence with names of one word exchanged for others of one word, the tree as it was."""
    if not sentence.names or not sentence.heads:
        return sentence
    words, lemmas = list(sentence.words), list(sentence.lemmas)
    for i, tag in enumerate(sentence.names):
        if sentence.xpos[i] != "NNP" or names.chance.random() > rate:
            continue
        alone = tag.startswith("B-") and (i + 1 == len(words) or not sentence.names[i + 1].startswith("I-"))
        person = tag[2:] == "PERSON" and words[i][:1].isupper() and len(words[i]) > 2
        if alone and tag[2:] == "LOC":
            new = names.like(words[i], "LOC")
        elif person:
            new = names.draw("SURNAME") if tag.startswith("I-") or alone else names.chance.choice(names.lists.first)
        else:
            continue
        if new.isalpha() and words[i][:1].isupper():
            words[i] = lemmas[i] = new.upper() if words[i].isupper() and len(words[i]) > 3 else new
    return replace(sentence, words=tuple(words), lemmas=tuple(lemmas))


def headline(sentence: Sentence) -> Sentence | None:
    """Return a news sentence as a headline: no articles, no forms of "be", no full stop, the present tense."""
    if not _can_be_headline(sentence):
        return None
    gone = {i for i in range(len(sentence.words)) if _left_out(sentence, i)}
    heads = {sentence.heads[i] for i in range(len(sentence.words)) if i not in gone}
    if gone & heads:
        return None
    kept = [i for i in range(len(sentence.words)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)} | {-1: -1}
    words, xpos, feats = list(sentence.words), list(sentence.xpos), list(sentence.feats)
    for i in kept:
        if (
            xpos[i] == "VBD"
            and sentence.upos[i] == "VERB"
            and sentence.labels[i] in {"root", "conj", "parataxis", "ccomp"}
        ):
            words[i], xpos[i], feats[i] = _present(sentence, i)
    return Sentence(
        sentence.id + "-h", tuple(_title(words[i]) for i in kept),
        tuple(sentence.spaces[i] or i + 1 in gone for i in kept),
        tuple(sentence.upos[i] for i in kept), tuple(xpos[i] for i in kept), tuple(feats[i] for i in kept),
        tuple(sentence.lemmas[i] for i in kept), tuple(place[sentence.heads[i]] for i in kept),
        tuple(sentence.labels[i] for i in kept), tuple(sentence.names[i] for i in kept) if sentence.names else (),
        True, False,
    )  # fmt: skip


def _can_be_headline(s: Sentence) -> bool:
    if not 6 <= len(s.words) <= 24 or s.words[-1] != "." or -1 not in s.heads:
        return False
    root = s.heads.index(-1)
    subject = any(
        h == root and label.startswith("nsubj") and s.upos[i] != "PRON"
        for i, (h, label) in enumerate(zip(s.heads, s.labels, strict=True))
    )
    return subject and s.upos[root] == "VERB" and not any(x in {"PRP", "WP", "UH"} for x in s.xpos)


def _left_out(s: Sentence, i: int) -> bool:
    if s.labels[i] == "det" and s.xpos[i] == "DT" and s.lemmas[i] in {"the", "a"}:
        return True
    if s.labels[i] in {"aux:pass", "aux"} and s.lemmas[i] in {"be", "have"}:
        return True
    return i + 1 == len(s.words)


def _present(s: Sentence, i: int) -> tuple[str, str, str]:
    plural = any(
        h == i
        and s.labels[k] == "nsubj"
        and (s.xpos[k] in {"NNS", "NNPS"} or any(g == k and s.labels[j] == "conj" for j, g in enumerate(s.heads)))
        for k, h in enumerate(s.heads)
    )
    lemma = s.lemmas[i]
    if plural:
        return lemma, "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
    ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    word = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + ending
    return word, "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def _title(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 or (word.isalpha() and len(word) > 2) else word


def headlines(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the headlines that can be made of sentences."""
    return [h for h in map(headline, sentences) if h]
