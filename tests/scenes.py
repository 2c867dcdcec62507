"""Small articles by hand for the tests of the extraction: a parse in one line, and who is who in it, with no model.

A line is written word by word as ``word/tag/relation/head``, or ``word=lemma/tag/relation/head``, with the head's place
in its sentence (0 for the root); ``|`` parts sentences. The words of ``WHO`` are found as entities wherever they stand.

    Iran/NNP/nsubj/2 struck=strike/VBD/root/0 bases=base/NNS/obj/2
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from parses import parse
from spacy.tokens import Doc, Token

from kg.extract import events
from kg.extract.abstentions import Abstention
from kg.extract.context import Context
from kg.extract.entities import EntityIndex
from kg.extract.roles import Hit
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Argument, Entity, Mention, Span
from kg.ontology import Ontology, load_ontology

_UPOS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "TO": "PART",
    "DT": "DET", "MD": "AUX", "CC": "CCONJ", "CD": "NUM", "RP": "ADP", "POS": "PART", "PRP": "PRON", "PRP$": "PRON",
    "WDT": "PRON", "WP": "PRON", ",": "PUNCT", ".": "PUNCT", "HYPH": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip


def state(code: str, label: str) -> Entity:
    """A state."""
    return Entity(f"state/{code}", "State", label, country=code)


NAMES = {"IRN": "Iran", "PAK": "Pakistan", "ISR": "Israel", "CHN": "China", "IND": "India", "TUR": "Turkey"} | {
    "SWE": "Sweden", "IRQ": "Iraq", "ARM": "Armenia", "GEO": "Georgia"
}  # fmt: skip
STATES = tuple(state(code, label) for code, label in NAMES.items())
OTHERS = (
    Entity("group/daesh", "MilitantGroup", "Daesh"),
    Entity("group/jaish", "MilitantGroup", "Jaish"),
    Entity("group/rebels", "Group", "rebels"),
    Entity("group/gunmen", "Group", "gunmen"),
    Entity("body/pak-foreign", "GovernmentBody", "ministry", country="PAK", acts_for="state/PAK"),
    Entity("body/unknown", "GovernmentBody", "authorities"),
    Entity("person/official", "Official", "official", country="PAK", acts_for="state/PAK"),
    Entity("media/irna", "MediaOrganization", "IRNA", country="IRN"),
    Entity("place/saravan", "City", "Saravan", country="IRN", within=("place/sistan", "state/IRN")),
    Entity("place/sistan", "Province", "Sistan", country="IRN", within=("state/IRN",)),
    Entity("place/sea", "Region", "Gulf"),
)
ENTITIES = {entity.key: entity for entity in (*STATES, *OTHERS)}
WHO = {entity.label: entity.key for entity in ENTITIES.values()} | {
    "Iranian": "state/IRN",
    "Pakistani": "state/PAK",
    "Islamabad": "body/pak-foreign",
}


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return load_lexicon()


@cache
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


def tree(line: str) -> Doc:
    """The ``Doc`` that a line describes."""
    return parse("\n\n".join(_table(sentence) for sentence in line.split("|")))


def _table(sentence: str) -> str:
    rows = [_row(number, cell) for number, cell in enumerate(sentence.split(), 1)]
    return "\n".join(rows)


def _row(number: int, cell: str) -> str:
    name, tag, dep, head = cell.rsplit("/", 3)
    word, _, lemma = name.partition("=")
    upos = _UPOS.get(tag, "VERB")
    if dep in ("aux", "aux:pass", "cop"):
        upos = "AUX"
    elif dep == "mark" and tag == "IN":
        upos = "SCONJ"
    return f"{number} {word} {lemma or (word if upos == 'PROPN' else word.lower())} {upos} {head} {dep} tag={tag}"


def context(doc: Doc) -> Context:
    """The article with the entities of ``WHO`` found in it."""
    at = {token.i: _mention(token) for token in doc if token.text in WHO}
    index = EntityIndex(tuple(at.values()), tuple(ENTITIES[key] for key in sorted(ENTITIES)), at, dict(at), ENTITIES)
    return Context(doc, index, lexicon(), ontology())


def _mention(token: Token) -> Mention:
    span = Span(token.idx, token.idx + len(token.text))
    return Mention(span, token.text, (WHO[token.text],), "test")


def find(line: str) -> tuple[tuple[Hit, ...], tuple[Abstention, ...]]:
    """The event words of a line, and those on which the rules abstain."""
    return events.find(context(tree(line)))


def told(hit: Hit) -> str:
    """A hit in a few words: ``Assault: IRN -> PAK``."""
    return f"{hit.type}: {names(hit.source)} -> {names(hit.target)}"


def names(arguments: Iterable[Argument]) -> str:
    """The last parts of the keys of arguments, ``-`` for none."""
    return " ".join(a.entity.rpartition("/")[2] for a in arguments) or "-"


def word(doc: Doc, text: str, nth: int = 1) -> Token:
    """The ``nth`` word of ``doc`` that reads ``text``."""
    found = [token for token in doc if token.text == text]
    assert len(found) >= nth, f"{text!r} stands {len(found)} times in {doc.text!r}, not {nth}"
    return found[nth - 1]
