"""The class of actor that a common noun or adjective beside a name says: "the Sunni militant organization X"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.scene import Scene
from kg.names.lists import AGENT_CLASSES, fold

MILITANT = "MilitantGroup"


def noun_class(scene: Scene, noun: Token) -> str | None:
    """Return the class of actor that a common noun with its modifiers names ("Sunni militant organization")."""
    modifiers = [token for token in noun.children if token.dep_ in {"amod", "compound"} and token.i < noun.i]
    if scene.words.has("group noun", noun.lemma_.lower()) and any(is_militant(scene, token) for token in modifiers):
        return MILITANT
    for first in (*(token.i for token in modifiers), noun.i):
        for lemma in (True, False):
            body = scene.gazetteer.bodies.get(scene.forms.phrase(first, noun.i + 1, lemma=lemma))
            if body is not None and body.kind != "instrument" and body.cls in AGENT_CLASSES:
                return body.cls
    return None


def is_militant(scene: Scene, token: Token) -> bool:
    """Tell whether a word says that somebody takes up arms ("separatist", "rebels")."""
    body = scene.gazetteer.bodies.get(fold(token.lemma_)) or scene.gazetteer.bodies.get(fold(token.text))
    return scene.words.has("militant", token.lemma_.lower()) or (body is not None and body.cls == MILITANT)
