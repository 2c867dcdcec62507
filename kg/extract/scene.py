"""What is known of an article while its actors and places are being found: words, lists, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract.phrases import root_of
from kg.extract.words import WordTable
from kg.iris import slug
from kg.model import Entity, Post
from kg.names.gazetteer import Gazetteer
from kg.names.lists import fold


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start`` to ``end`` refer to ``entities``; ``naming`` when they are a name and no description.

    ``others`` are what the tokens could mean as well; then ``confidence`` is below 1. ``post`` is the one by which they
    speak of somebody."""

    start: int
    end: int
    head: int
    entities: tuple[Entity, ...]
    rule: str
    naming: bool = False
    confidence: float = 1.0
    others: tuple[Entity, ...] = ()
    post: Post | None = None

    @property
    def entity(self) -> Entity:
        """The entity, or the first of several."""
        return self.entities[0]


@dataclass(frozen=True, slots=True)
class Forms:
    """For each token the form under which the lists have it, and that of its lemma; empty for punctuation."""

    words: Sequence[str]
    lemmas: Sequence[str]

    @classmethod
    def of(cls, doc: Doc) -> Forms:
        """Return the forms of an article's tokens, each word folded once."""
        known: dict[str, str] = {}
        for token in doc:
            for text in (token.text, token.lemma_):
                if text not in known:
                    known[text] = fold(text)
        return cls([known[token.text] for token in doc], [known[token.lemma_] for token in doc])

    def phrase(self, start: int, end: int, *, lemma: bool = False) -> str:
        """Return the form of several tokens, the last one as a lemma on demand."""
        last = self.lemmas[end - 1] if lemma else self.words[end - 1]
        return " ".join(word for word in (*self.words[start : end - 1], last) if word)


@dataclass(frozen=True)
class Scene:
    """The article under the hands of the stages, each of which returns a scene that knows more.

    ``cover`` has the shortest find that a token is part of, ``heads`` the one that it governs. ``genders`` has the kind
    of pronoun that has been used for somebody. ``countries`` counts the countries that the article names, ``home`` is
    the one that most of it is about, ``year`` that of its publication."""

    doc: Doc
    article: str
    gazetteer: Gazetteer
    words: WordTable
    forms: Forms = field(default_factory=lambda: Forms((), ()))
    found: list[Found] = field(default_factory=list)
    cover: dict[int, Found] = field(default_factory=dict)
    heads: dict[int, Found] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    home: str | None = None
    year: int | None = None

    def with_(self, more: Iterable[Found]) -> Scene:
        """Return the scene that also knows ``more``."""
        after = replace(self, found=list(self.found), cover=dict(self.cover), heads=dict(self.heads))
        for one in more:
            after.add(one)
        return after

    def add(self, one: Found) -> None:
        """Note something in this scene itself: for a stage that reads what it has just found, on a copy of its own."""
        self.found.append(one)
        self.heads.setdefault(one.head, one)
        for index in range(one.start, one.end):
            if index not in self.cover or _length(one) < _length(self.cover[index]):
                self.cover[index] = one

    def make(self, start: int, end: int, entities: tuple[Entity, ...], rule: str, *, naming: bool = False) -> Found:
        """Return what was found at these tokens, with the token that governs them."""
        return Found(start, end, root_of(self.doc, start, end).i, entities, rule, naming)

    def own_key(self, text: str) -> str:
        """Return the key of somebody without a name, who is known in this article only."""
        return f"group/{self.article}/{slug(text) or 'unknown'}"

    def text(self, start: int, end: int) -> str:
        """Return the words, with single spaces."""
        return " ".join(self.doc[start:end].text.split())

    def entity_at(self, token: Token) -> Entity | None:
        """Return the entity that the token is the head, or else a part, of."""
        one = self.heads.get(token.i) or self.cover.get(token.i)
        return one.entity if one else None


def _length(one: Found) -> int:
    return one.end - one.start
