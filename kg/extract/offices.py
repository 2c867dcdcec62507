"""The posts that the article's titles name ("Peru's foreign minister"): one for each state or body and office."""

from __future__ import annotations

from kg.extract.nouns import Noun
from kg.extract.phrases import complements, prepositions
from kg.extract.posts import Post, common_post, field_of
from kg.extract.scene import Scene
from kg.iris import slug
from kg.model import Entity
from kg.model import Post as Office

OFFICIAL = "Official"
PLACES = frozenset({"Province", "District", "City", "Village", "Region", "Site"})
OWNERS = PLACES | {
    "State", "GovernmentBody", "ArmedForce", "MilitantGroup", "PoliticalParty", "InternationalOrganization",
    "MediaOrganization", "Organization",
}  # fmt: skip


def office(scene: Scene, post: Post, owner: Entity | None) -> Office | None:
    """Return the post that a title names: none without an owner, for a rank, or for one that is held no more."""
    if owner is None or owner.cls not in OWNERS or post.past or post.noun.entry.cls != OFFICIAL:
        return None
    name = common_post(scene, f"{field_of(scene, post.noun)} {_without(scene, post.pattern, owner)}".strip())
    host = _host(scene, post.noun, owner) if scene.words.has("sent", name) else None
    of = owner.key if owner.cls not in PLACES else f"state/{owner.country}"
    unknown = owner.key.startswith(f"body/{scene.article}/") or (owner.cls in PLACES and not owner.country)
    if unknown or scene.words.has("rank", name) or (host is None and scene.words.has("sent", name)):
        return None
    parts = (name, owner.key.partition("/")[2], host.key.partition("/")[2] if host else "")
    label = f"{name[:1].upper()}{name[1:]} of {owner.label}" + (f" in {host.label}" if host else "")
    return Office("post/" + "-".join(filter(None, map(slug, parts))), label, of)


def _without(scene: Scene, pattern: str, owner: Entity) -> str:
    """Return a post without the body that its entry of the list begins with ("NATO secretary-general")."""
    first, _, rest = pattern.partition(" ")
    return rest if rest and owner.key in {name.key for name in scene.gazetteer.find(first.upper())} else pattern


def _host(scene: Scene, noun: Noun, owner: Entity) -> Entity | None:
    """Return where an ambassador is sent to: the state or organisation that follows by a preposition of place."""
    for one in complements(scene.doc[noun.head]):
        found = scene.cover.get(one.i)
        to = any(scene.words.has("goal", case) for case in prepositions(one))
        if to and found is not None and found.entity.cls in {"State", "InternationalOrganization"}:
            return found.entity if found.entity != owner else None
    return None
