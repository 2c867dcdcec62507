"""Which place a name means, and what is known of a place that no list has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.lists import entity_of
from kg.extract.mentions import Named
from kg.extract.phrases import SUBJECTS, possessor, relation, root_of
from kg.extract.readings import Landmarks, Said, choose
from kg.extract.scene import Found, Scene
from kg.iris import named_key
from kg.model import Entity
from kg.names.gazetteer import Name

#: What lies around a place is a place, or a state.
AROUND = ("place/", "state/")


def place_of(scene: Scene, one: Named, marks: Landmarks) -> Found:
    """Return the place that a name with readings means: the one that its surroundings or the article speak for."""
    said = Said(container(scene, one), before(scene, one), said_class(scene, one))
    choice = choose((*_of_class(scene, one), *one.readings), said, marks, scene.gazetteer)
    if choice is None:
        return unknown_place(scene, one)
    base = "ner+list" if one.label else "list"
    entity, *others = (entity_of(name, scene.gazetteer) for name in (choice.name, *choice.rivals))
    found = scene.make(one.start, one.end, (entity,), f"{base}/{choice.how}" if others else base, naming=True)
    return replace(found, confidence=choice.confidence, others=tuple(others))


def before(scene: Scene, one: Named) -> Entity | None:
    """Return the place that stands before a comma and the name: Tacoma of "Tacoma, Washington"."""
    if one.start < 2 or scene.doc[one.start - 1].text != ",":
        return None
    found = scene.cover.get(one.start - 2)
    return found.entity if found is not None and found.end == one.start - 1 else None


def _of_class(scene: Scene, one: Named) -> tuple[Name, ...]:
    """Return the places of the name together with the class word after it ("Panjgur district")."""
    if one.end < len(scene.doc) and _place_noun(scene, scene.doc[one.end].lemma_.lower()):
        return scene.gazetteer.find(scene.text(one.start, one.end + 1))
    return ()


def with_class_word(scene: Scene, found: Found) -> Iterator[Found]:
    """Yield the longer phrase when a class word governs the name: "Panjgur district", "the village of Sabz Koh"."""
    doc = scene.doc
    if found.end < len(doc) and _fits(scene, found.entity, doc[found.end].lemma_):
        yield replace(found, end=found.end + 1, head=found.end, rule="place/class")
    start = found.start
    if start > 1 and doc[start - 1].pos_ == "ADP" and _fits(scene, found.entity, doc[start - 2].lemma_):
        yield replace(found, start=start - 2, head=start - 2, rule="place/class")


def _fits(scene: Scene, entity: Entity, lemma: str) -> bool:
    """Tell whether a class word can name this place, so that it is no other place beside it ("Quetta airport")."""
    cls = scene.gazetteer.place_class(lemma.lower())
    return cls is not None and (cls == entity.cls or scene.words.has("area", lemma.lower()))


def container(scene: Scene, one: Named) -> Entity | None:
    """Return the place that the text says the named one lies in: "Iran's X", "X, a city in Iran"."""
    root = root_of(scene.doc, one.start, one.end)
    for token in (root, root.head if root.dep_ in {"compound", "nmod:desc", "flat"} else root):
        owner = possessor(token)
        if owner is not None and owner.i in scene.heads and scene.heads[owner.i].entity.country:
            return scene.heads[owner.i].entity
    before = scene.heads.get(one.start - 1)
    if before is not None and before.rule == "demonym":
        return before.entity
    return _after(scene, one)


def _after(scene: Scene, one: Named) -> Entity | None:
    """Return a place that follows within a few words, with nothing but nouns of places and links between."""
    doc = scene.doc
    for index in range(one.end, min(one.end + 9, doc[one.start].sent.end)):
        found = scene.heads.get(index)
        if found is not None and found.rule == "demonym" and not _place_noun(scene, doc[found.head].head.lemma_):
            return None
        if found is not None and found.naming and found.entity.key.startswith(AROUND):
            owns = found.end < len(doc) and doc[found.end].tag_ == "POS"
            acts = doc[one.end].text == "," and relation(doc[found.head]) in SUBJECTS
            return found.entity if index > one.end and not owns and not acts else None
        token = doc[index]
        link = (
            token.text in {",", "'s", "’s"} or token.pos_ in {"DET", "ADP", "ADJ"} or _place_noun(scene, token.lemma_)
        )
        if not link or scene.words.has("separating", token.lower_):
            return None
    return None


def _place_noun(scene: Scene, lemma: str) -> bool:
    return scene.gazetteer.place_class(lemma) is not None


def said_class(scene: Scene, one: Named) -> str | None:
    """Return the class of place that the text gives the name: "the village of X", "X district", "X, a city in"."""
    doc = scene.doc
    last = doc[one.end - 1]
    nearby = [last.lemma_] if one.length > 1 else []
    if one.end < len(doc):
        nearby.append(doc[one.end].lemma_)
    if one.start > 1 and doc[one.start - 1].pos_ == "ADP":
        nearby.append(doc[one.start - 2].lemma_)
    apposition = next((token for token in root_of(doc, one.start, one.end).children if token.dep_ == "appos"), None)
    nearby += [apposition.lemma_] if apposition is not None else []
    return next((cls for word in nearby if (cls := scene.gazetteer.place_class(word.lower()))), None)


def unknown_place(scene: Scene, one: Named) -> Found:
    """Return a place of the text's own, inside what the text says, else somewhere."""
    around = container(scene, one)
    label = scene.text(one.start, one.end)
    within = (around.key, *around.within) if around is not None and around.key.startswith(AROUND) else ()
    country = around.country if around is not None else None
    key = named_key("place", label, country or scene.article)
    entity = Entity(key, said_class(scene, one) or "Site", label, country=country, within=within)
    return scene.make(one.start, one.end, (entity,), "ner" if one.label else "text", naming=True)
