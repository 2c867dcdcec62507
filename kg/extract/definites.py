"""Phrases that take up somebody named before: "the group", "both nations", "the latter", "his Iranian counterpart"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from kg.extract.lists import entity_of
from kg.extract.phrases import clause_subjects, core_start, is_plural, is_subject, possessor
from kg.extract.scene import Found, Scene
from kg.iris import slug
from kg.model import Entity

STATE = "State"
OFFICIAL = "Official"
PEOPLE = frozenset({"Person", "Official"})
SENTENCES_BACK = 3
"""Sentences before its own that a phrase takes somebody up from."""


def definite(scene: Scene, token: Token) -> Found | None:
    """Return what a definite phrase refers to, ``None`` when it is none or when several could be meant."""
    lemma = token.lemma_.lower()
    if scene.words.has("counterpart", lemma):
        return _counterpart(scene, token)
    if scene.words.has("latter", lemma):
        return _latter(scene, token)
    if is_plural(token):
        return _pair(scene, token) if scene.words.has("party noun", lemma) else None
    if is_aged(scene, token):
        return _one(scene, token, PEOPLE) if _is_definite(token) else None
    classes = scene.words.value("taken up", lemma)
    return _one(scene, token, frozenset(classes.split(","))) if classes and _is_definite(token) else None


def is_aged(scene: Scene, token: Token) -> bool:
    """Tell whether somebody is called by an age: "the 49-year-old", "the 49-year-old banker"."""
    words = (token, *(one for one in token.lefts if one.dep_ == "amod"))
    aged = (one for one in words if scene.words.has("aged", one.lower_))
    return any(one.pos_ == "NUM" for word in aged for one in word.subtree if one.i < word.i)


def _is_definite(token: Token) -> bool:
    """Tell whether "the" or "this" stands before the noun."""
    for one in token.lefts:
        if one.dep_ == "det" and {"Def", "Dem"} & {*one.morph.get("Definite", []), *one.morph.get("PronType", [])}:
            return True
    return False


def _one(scene: Scene, token: Token, classes: frozenset[str]) -> Found | None:
    """Return whom "the group" takes up: the only one that fits of the nearest sentence that has any, or its subject."""
    for found in _nearest(scene, token):
        fitting = [one for one in found if one.entity.cls in classes and len(one.entities) == 1]
        subjects = [one for one in fitting if is_subject(scene.doc[one.head])]
        described = any(one.dep_ in {"amod", "compound"} for one in token.lefts)
        for some in (fitting,) if described else (fitting, subjects):
            if len({one.entity.key for one in some}) == 1:
                return _phrase(scene, token, some[0].entities, "coref/definite")
        if fitting:
            return None
    return None


def _pair(scene: Scene, token: Token) -> Found | None:
    """Return the two states that "both nations" or "the neighbours" means: the only two of the nearest sentences."""
    said = {one.lemma_.lower() for one in token.lefts}
    if not any(scene.words.has("both", word) for word in said) and not _is_definite(token):
        return None
    if any(one.pos_ == "NUM" and not scene.words.has("both", one.lower_) for one in token.lefts):
        return None
    states: dict[str, Entity] = {}
    speaker = _speaker(scene, token)
    for found in _nearest(scene, token):
        named = [entity for one in found for entity in one.entities if entity.cls == STATE and entity.key != speaker]
        states.update((entity.key, entity) for entity in named)
        if len(states) >= 2:
            break
    if len(states) != 2:
        states = _main_pair(scene, speaker)
    entities = tuple(states[key] for key in sorted(states))
    return _phrase(scene, token, entities, "coref/both") if len(entities) == 2 else None


def _speaker(scene: Scene, token: Token) -> str | None:
    """Return the state that the clause is said of: in "China urged both nations" it is neither of the two."""
    subject = next(clause_subjects(token), None)
    entity = scene.entity_at(subject) if subject is not None else None
    return f"state/{entity.country}" if entity is not None and entity.country else None


def _main_pair(scene: Scene, speaker: str | None) -> dict[str, Entity]:
    """Return the two states that the article names far more often than any other."""
    others = [
        (f"state/{country}", count) for country, count in scene.countries.items() if f"state/{country}" != speaker
    ]
    top = sorted(others, key=lambda item: (-item[1], item[0]))[:3]
    if len(top) < 2 or (len(top) == 3 and top[2][1] * 2 > top[1][1]):
        return {}
    names = [scene.gazetteer.by_key(key) for key, _ in top[:2]]
    return {name.key: entity_of(name, scene.gazetteer) for name in names if name is not None}


def _latter(scene: Scene, token: Token) -> Found | None:
    """Return the actor named last before "the latter", when the sentence names two of its kind."""
    found = [one for one in _in_sentence(scene, token.sent, token.i) if len(one.entities) == 1]
    if not found:
        return None
    last = found[0]
    same = {one.entity.key for one in found if one.entity.cls == last.entity.cls}
    return _phrase(scene, token, last.entities, "coref/definite") if len(same) == 2 else None


def _counterpart(scene: Scene, token: Token) -> Found | None:
    """Return the holder of the same post in the other state, by name when the article names one."""
    start = core_start(token, token.i)
    inside = (scene.heads[index].entity for index in range(start, token.i) if index in scene.heads)
    state = next((entity for entity in inside if entity.cls == STATE), None)
    owner = possessor(token)
    before = _in_sentence(scene, token.sent, owner.i if owner is not None else token.i)
    first = next((one.entity for one in before if one.entity.cls == OFFICIAL and one.entity.role), None)
    if state is None or first is None or first.country == state.country:
        return None
    known = [one.entity for one in scene.found if one.entity.cls == OFFICIAL and one.entity.country == state.country]
    same = {entity.key: entity for entity in known if _last(entity.role) == _last(first.role)}
    if len(same) == 1:
        return _phrase(scene, token, tuple(same.values()), "coref/counterpart")
    return _phrase(scene, token, (_holder(scene, first, state),), "coref/counterpart") if not same else None


def _last(role: str | None) -> list[str]:
    return (role or "").lower().split()[-2:]


def _holder(scene: Scene, other: Entity, state: Entity) -> Entity:
    """Return the unnamed official of ``state`` who has the post that ``other`` has elsewhere."""
    role = other.role or ""
    country = state.country or ""
    label = f"{role} of {state.label}"
    key = f"official/{scene.article}/{slug(role)}-{country.lower()}"
    return Entity(key, OFFICIAL, label, country=country, acts_for=state.key, role=role)


def _nearest(scene: Scene, token: Token) -> Iterator[list[Found]]:
    """Yield what the sentence has before the token, then the sentences before it, the latest first in each."""
    sentence = token.sent
    yield _in_sentence(scene, sentence, token.i)
    for _ in range(SENTENCES_BACK):
        if sentence.start == 0:
            return
        sentence = scene.doc[sentence.start - 1].sent
        yield _in_sentence(scene, sentence, sentence.end)


def _in_sentence(scene: Scene, sentence: Words, stop: int) -> list[Found]:
    return [scene.heads[index] for index in range(stop - 1, sentence.start - 1, -1) if index in scene.heads]


def _phrase(scene: Scene, token: Token, entities: tuple[Entity, ...], rule: str) -> Found:
    start = core_start(token, token.i)
    while start < token.i and scene.doc[start].pos_ in {"PRON", "DET"}:
        start += 1
    return Found(start, token.i + 1, token.i, entities, rule)
