"""Which state a ministry, an army or an official belongs to when the phrase itself does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from kg.extract.phrases import clause_subjects, possessor, prepositions
from kg.extract.scene import Found, Scene
from kg.model import Entity

PLACES = frozenset({"State", "Province", "District", "City", "Village", "Region", "Site"})
DOMINANT = 0.6
"""Share of all that an article locates that one country must have to be the article's own."""
ENOUGH = 3
"""Fewer places do not make a country the article's own."""
SENTENCES_BACK = 2


def by_pronoun(scene: Scene, head: Token) -> Entity | None:
    """Return the entity that a possessive pronoun of the phrase means: the subject of the clause ("Iran recalled its envoy")."""
    pronoun = possessor(head) or (possessor(head.head) if head.dep_ == "compound" else None)
    if pronoun is None or pronoun.pos_ not in {"PRON", "DET"}:
        return None
    for subject in clause_subjects(pronoun):
        entity = scene.entity_at(subject)
        if entity is not None:
            return entity if entity.country and entity.cls != "Group" else None
    return None


def by_context(scene: Scene, head: Token) -> str | None:
    """Return the country where the sentence, the article or the sentences before locate things; none where they differ."""
    here = _countries(_located(scene, head.sent))
    if len(here) == 1:
        return here[0]
    home = home_country(scene)
    if home or here:
        return home
    sentence = head.sent
    for _ in range(SENTENCES_BACK):
        if sentence.start == 0:
            return None
        sentence = scene.doc[sentence.start - 1].sent
        before = _countries(_located(scene, sentence))
        if before:
            return before[0] if len(before) == 1 else None
    return None


def home_country(scene: Scene) -> str | None:
    """Return the country that most of an article's names of states and places are of."""
    counts = Counter(one.entity.country for one in scene.found if one.entity.country and one.entity.cls in PLACES)
    if not counts:
        return None
    country, most = counts.most_common(1)[0]
    return country if most >= ENOUGH and most / counts.total() >= DOMINANT else None


def _located(scene: Scene, sentence: Words) -> Iterator[Found]:
    """Yield the places of a sentence, and the states that something is said to be in."""
    for index in range(sentence.start, sentence.end):
        one = scene.heads.get(index)
        if one is None or one.entity.cls not in PLACES:
            continue
        cases = prepositions(scene.doc[index])
        if one.entity.cls != "State" or any(scene.words.has("locative", case) for case in cases):
            yield one


def _countries(found: Iterator[Found]) -> list[str]:
    return list(dict.fromkeys(one.entity.country for one in found if one.entity.country))
