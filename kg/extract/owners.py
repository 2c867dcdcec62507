"""Which state a ministry, an army or an official belongs to when the phrase itself does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from kg.extract.definites import definite
from kg.extract.lists import state
from kg.extract.phrases import clause_subjects, possessor, prepositions, subject_of
from kg.extract.scene import Found, Scene
from kg.model import Entity

PLACES = frozenset({"State", "Province", "District", "City", "Village", "Region", "Site"})
DOMINANT = 0.6
"""Share of all that an article locates that one country must have to be the article's own."""
ENOUGH = 3
"""Fewer places do not make a country the article's own."""
SENTENCES_BACK = 2


def by_pronoun(scene: Scene, head: Token) -> Entity | None:
    """Return whom a possessor without a name means: "its" the subject of the clause, "our" the speaker."""
    pronoun = possessor(head) or (possessor(head.head) if head.dep_ == "compound" else None)
    if pronoun is None or pronoun.i in scene.heads:
        return None
    if scene.words.value("pronoun", pronoun.lower_) == "speaker":
        return speaker(scene, pronoun)
    if pronoun.pos_ not in {"PRON", "DET"}:
        named = definite(scene, pronoun)
        return named.entity if named is not None and len(named.entities) == 1 else None
    for subject in clause_subjects(pronoun):
        entity = scene.entity_at(subject)
        if entity is not None:
            return entity if entity.country and entity.cls != "Group" else None
    return None


def speaker(scene: Scene, token: Token) -> Entity | None:
    """Return the state that a quoted "we" speaks for: that of whoever the sentence says speaks."""
    verb = token
    while verb.head != verb:
        below, verb = verb, verb.head
        subject = _said_by(token, verb) if below.dep_ in {"ccomp", "parataxis"} else None
        parts = (scene.entity_at(one) for one in subject.subtree) if subject is not None else ()
        country = next((entity.country for entity in parts if entity is not None and entity.country), None)
        if country is not None:
            return state(scene.gazetteer, country)
    return None


def _said_by(token: Token, verb: Token) -> Token | None:
    """Return the subject of a verb of speech: its own, or what stands between the quoted words and the verb."""
    own = subject_of(verb)
    if own is not None and own.i != token.i and token.head != own:
        return own
    between = [one for one in token.doc[token.i + 1 : verb.i] if one.dep_ == "nsubj"] if token.i < verb.i else []
    return between[-1] if between else None


def by_context(scene: Scene, head: Token) -> str | None:
    """Return the country where the sentence, the article or the sentences before locate things, if it is one."""
    here = _countries(_located(scene, head.sent))
    if len(here) == 1:
        return here[0]
    if scene.home or here:
        return scene.home
    sentence = head.sent
    for _ in range(SENTENCES_BACK):
        if sentence.start == 0:
            return None
        sentence = scene.doc[sentence.start - 1].sent
        before = _countries(_located(scene, sentence))
        if before:
            return before[0] if len(before) == 1 else None
    return None


def located_country(scene: Scene, head: Token) -> str | None:
    """Return the one country that the sentence's own places lie in."""
    here = _countries(_located(scene, head.sent))
    return here[0] if len(here) == 1 else None


def with_home(scene: Scene) -> Scene:
    """Count the countries of an article's states and places, and say which of them most are of."""
    counts = Counter(one.entity.country for one in scene.found if one.entity.country and one.entity.cls in PLACES)
    top, most = counts.most_common(1)[0] if counts else (None, 0)
    dominant = most >= ENOUGH and most / counts.total() >= DOMINANT
    return replace(scene, countries=counts, home=top if dominant else None)


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
