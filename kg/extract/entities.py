"""Who and where is in one article: :func:`find` returns every mention and the entities that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from spacy.tokens import Doc

from kg.extract.aliases import with_aliases
from kg.extract.bodies import bodies, territories
from kg.extract.coref import references
from kg.extract.groups import groups, leftovers, somebody
from kg.extract.introduced import with_introduced
from kg.extract.lists import MOST_ALIASES, entity_of
from kg.extract.mentions import names
from kg.extract.naming import listed, reading_of
from kg.extract.officials import officials
from kg.extract.people import people
from kg.extract.scene import Forms, Found, Scene
from kg.extract.shortnames import with_short_names
from kg.extract.unlisted import unlisted
from kg.extract.words import word_table
from kg.iris import digest
from kg.model import Document, Entity, Mention, Post, Span
from kg.names.gazetteer import Gazetteer


@dataclass(frozen=True)
class EntityIndex:
    """The mentions of an article in the order of its text, its entities and posts in the order of their keys.

    ``at`` finds a mention by the token that governs it, ``covering`` the shortest one by any of its tokens."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    at: Mapping[int, Mention] = field(default_factory=dict)
    covering: Mapping[int, Mention] = field(default_factory=dict)
    by_key: Mapping[str, Entity] = field(default_factory=dict)
    article: str = ""
    posts: tuple[Post, ...] = ()

    def entity(self, key: str) -> Entity:
        """Return the entity with this key."""
        return self.by_key[key]


def find(doc: Doc, document: Document, gazetteer: Gazetteer) -> EntityIndex:
    """Find who and where is in an article: names first, then common nouns by them, then references to both."""
    year = int(document.published[:4]) if document.published else None
    scene = Scene(doc, digest(document.id, length=8), gazetteer, word_table("references"), Forms.of(doc), year=year)
    every = with_introduced(scene, names(doc, gazetteer))
    named, stands_for = with_aliases(doc, with_short_names(doc, every), scene.words)
    scene = listed(scene, named)
    for stage in (partial(unlisted, names=named, stands_for=stands_for), territories, bodies):
        scene = stage(scene)
    scene, roster = people(scene, named)
    for stage in (partial(officials, roster=roster), groups, references, leftovers, somebody):
        scene = stage(scene)
    return _index(scene)


def _index(scene: Scene) -> EntityIndex:
    """Turn what was found into mentions and entities."""
    found = sorted(scene.found, key=lambda one: (one.start, one.end))
    mentions = {one: _mention(scene, one) for one in found}
    entities = {entity.key: entity for entity in _entities(scene, found)}
    posts = _posts(found)
    return EntityIndex(
        tuple(mentions.values()),
        tuple(entities[key] for key in sorted(entities)),
        {index: mentions[one] for index, one in sorted(scene.heads.items())},
        {index: mentions[one] for index, one in sorted(scene.cover.items())},
        entities,
        scene.article,
        tuple(posts[key] for key in sorted(posts)),
    )


def _posts(found: Iterable[Found]) -> dict[str, Post]:
    """Return the posts by key, each with those who are called by it."""
    called = [(one.post, entity.key) for one in found if one.post is not None for entity in one.entities]
    holders: dict[str, set[str]] = {}
    for post, key in called:
        holders.setdefault(post.key, set()).add(key)
    return {post.key: replace(post, holders=tuple(sorted(holders[post.key]))) for post, _ in called}


def _mention(scene: Scene, one: Found) -> Mention:
    words = [token.i for token in scene.doc[one.start : one.end] if not token.is_space] or [one.start]
    span = scene.doc[words[0] : words[-1] + 1]
    meant, others = (tuple(entity.key for entity in some) for some in (one.entities, one.others))
    post = one.post.key if one.post is not None else None
    where, means = Span(span.start_char, span.end_char), reading_of(scene, one)
    return Mention(where, span.text, meant, one.rule, one.confidence, others, post, means)


def _entities(scene: Scene, found: Iterable[Found]) -> Iterator[Entity]:
    """Yield each entity once, with the names that the article uses for it, then those that names could mean as well,
    and the places and states around them."""
    texts: dict[str, list[str]] = {}
    entities: dict[str, Entity] = {}
    for one in found:
        for entity in one.entities:
            entities.setdefault(entity.key, entity)
        if one.naming and len(one.entities) == 1:
            texts.setdefault(one.entity.key, []).append(scene.text(one.start, one.end))
    named = set(entities)
    for key, entity in entities.items():
        own = dict.fromkeys([*texts.get(key, ()), *entity.aliases])
        yield replace(entity, aliases=tuple(alias for alias in own if alias != entity.label)[:MOST_ALIASES])
    entities.update((other.key, other) for one in found for other in one.others if other.key not in entities)
    yield from (entity for key, entity in entities.items() if key not in named)
    yield from _around(scene, entities, {one.post.of for one in found if one.post is not None})


def _around(scene: Scene, known: Mapping[str, Entity], wanted: set[str]) -> Iterator[Entity]:
    """Yield those that the article does not name but that those which it names lie in, act for or are part of."""
    found: dict[str, Entity] = {}
    pending = [*known.values()]
    while pending or wanted:
        wanted |= {key for entity in pending for key in _beside(entity) if key}
        names = [scene.gazetteer.by_key(key) for key in sorted(wanted - set(known) - set(found))]
        pending, wanted = [entity_of(name, scene.gazetteer) for name in names if name is not None], set()
        found.update((entity.key, entity) for entity in pending)
    yield from (found[key] for key in sorted(found))


def _beside(entity: Entity) -> tuple[str | None, ...]:
    return *entity.within, *entity.active_in, *entity.claimed_by, entity.acts_for, entity.parent
