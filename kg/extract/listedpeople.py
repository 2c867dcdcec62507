"""People that the name lists know, a user's own first: the posts that the text gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.lists import entity_of
from kg.extract.mentions import Named
from kg.extract.offices import office
from kg.extract.owners import by_pronoun
from kg.extract.posts import Post, person_of, title
from kg.extract.scene import Found, Scene
from kg.model import Entity

PEOPLE = frozenset({"Person", "Official"})


def listed_people(scene: Scene, names: Iterable[Named], posts: Sequence[Post]) -> dict[Post, Entity]:
    """Return which of the posts stand beside the name of somebody whom a list knows, and who that is."""
    people = [one for one in names if one.readings and one.readings[0].cls in PEOPLE and not one.demonym]
    starts, ends = {one.start: one for one in people}, {one.end: one for one in people}
    held = {post: person_of(scene, post, starts, ends) for post in posts}
    return {post: _holder(scene, post, one) for post, one in held.items() if one is not None}


def _holder(scene: Scene, post: Post, one: Named) -> Entity:
    """Return a listed person with the post of the text; class and state are those of the list."""
    entity = entity_of(one.readings[0], scene.gazetteer)
    return entity if post.past else replace(entity, role=title(scene, post))


def title_of(scene: Scene, post: Post, entity: Entity) -> Found:
    """Return the words of a listed person's post, with the post itself when it is that of their own state."""
    owner = post.owner or by_pronoun(scene, scene.doc[post.noun.head])
    if owner is None and entity.acts_for is not None:
        name = scene.gazetteer.by_key(entity.acts_for)
        owner = entity_of(name, scene.gazetteer) if name is not None else None
    own = entity.cls == "Official" and owner is not None and owner.country == entity.country
    found = scene.make(post.start, post.end, (entity,), "post")
    return replace(found, post=office(scene, post, owner)) if own else found
