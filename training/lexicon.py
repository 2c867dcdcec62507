"""The lemma tables: endings for each Penn tag, and the forms that these rules get wrong."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import spacy_lookups_data
from corpora import Sentence

from kg.encoder.lemmas import Lemmas

_DOUBLED = "bdgmnprt"
_S = [("s", ""), ("ies", "y"), *((e + "es", e) for e in ("ss", "ch", "sh", "x", "zz", "o")), ("ies", "y")]
_NOUNS = [("s", ""), ("es", ""), ("ves", "f"), ("ves", "fe"), ("men", "man"), *_S]


def _verbs(ending: str) -> list[tuple[str, str]]:
    doubled = [(c + c + ending, c) for c in _DOUBLED]
    return [(ending, "e"), *doubled, (ending, ""), ("ied", "y"), *doubled]


ENDINGS = {
    "VBZ": [("s", ""), ("es", ""), *_S],
    "VBD": _verbs("ed"), "VBN": _verbs("ed"), "VBG": _verbs("ing"),
    "NNS": _NOUNS, "NNPS": [("s", ""), ("ies", "y")],
    "JJR": [("er", "e"), ("ier", "y"), *((c + c + "er", c) for c in _DOUBLED), ("er", ""), ("ier", "y")],
    "JJS": [("est", "e"), ("iest", "y"), *((c + c + "est", c) for c in _DOUBLED), ("est", ""), ("iest", "y")],
}  # fmt: skip
ENDINGS |= {"RBR": ENDINGS["JJR"], "RBS": ENDINGS["JJS"]}
_LISTS = {
    "VBZ": "verb",
    "VBD": "verb",
    "VBN": "verb",
    "VBG": "verb",
    "NNS": "noun",
    "JJR": "adj",
    "JJS": "adj",
    "RBR": "adv",
    "RBS": "adv",
}


def lemma_tables(sentences: Sequence[Sentence]) -> dict[str, object]:
    """Return the tables for treebank sentences, with WordNet's lists as spacy-lookups-data has them."""
    words, irregular = _wordnet()
    known = {tag: frozenset(words[name]) for tag, name in _LISTS.items()}
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    rules = Lemmas(exceptions, ENDINGS, known)
    for tag, name in _LISTS.items():
        for form, lemma in irregular[name].items():
            if _could_be(form, tag) and rules.by_rule(form, tag) != lemma:
                exceptions[tag][form] = lemma
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for form, tag, lemma in zip(s.words, s.xpos, s.lemmas, strict=True):
            counts[tag, form if tag.startswith("NNP") else form.lower()][lemma] += 1
    for (tag, form), lemmas in sorted(counts.items()):
        best, times = lemmas.most_common(1)[0]
        if best == "_" or (tag.startswith("NNP") and times < 2):
            continue
        exceptions[tag].pop(form, None)
        if rules.of(form, tag) != best:
            exceptions[tag][form] = best
    return {
        "words": {name: " ".join(sorted(words[name])) for name in sorted(words)}, "known": _LISTS, "endings": ENDINGS,
        "exceptions": {tag: dict(sorted(forms.items())) for tag, forms in sorted(exceptions.items())},
    }  # fmt: skip


def _could_be(form: str, tag: str) -> bool:
    ending = {"VBZ": "s", "VBG": "ing", "JJS": "st", "RBS": "st"}.get(tag)
    if ending:
        return form.endswith(ending)
    return tag in {"NNS"} or not form.endswith(("ing", "st"))


def _wordnet() -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    folder = Path(spacy_lookups_data.__file__).parent / "data"

    def read(name: str) -> dict[str, dict[str, list[str]]]:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            return json.load(file)

    index, exceptions = read("en_lemma_index.json.gz"), read("en_lemma_exc.json.gz")
    kinds = ("verb", "noun", "adj", "adv")
    words = {kind: sorted(w for w in index[kind] if w.isalpha() and w.islower()) for kind in kinds}
    return words, {kind: {form: lemmas[0] for form, lemmas in exceptions.get(kind, {}).items()} for kind in kinds}


def write_lemmas(path: Path, tables: dict[str, object]) -> None:
    """Write the tables with fixed bytes for the same content."""
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
