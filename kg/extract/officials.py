"""Officials without a name: "the Iranian minister" is the one named before, "a Pakistani source" somebody new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extract.offices import office
from kg.extract.people import PRIVATE, Roster, owner_of
from kg.extract.phrases import child, prepositions
from kg.extract.posts import Post, common_post, stands_alone, title
from kg.extract.scene import Found, Scene
from kg.iris import slug
from kg.model import Entity
from kg.names.spelling import one_form

OFFICIAL = "Official"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody known to hold a post: from which token on, which one, who."""

    at: int
    pattern: str
    entity: Entity


def officials(scene: Scene, roster: Roster) -> Scene:
    """Add the officials without a name, the earlier of the text first, so that the later can refer to them."""
    known = [
        Holder(post.start, common_post(scene, post.pattern), entity)
        for post, entity in roster.held
        if entity.cls == OFFICIAL
    ]
    leading = _leading(scene, known)
    scene = scene.with_(())
    for post in roster.unnamed:
        if _is_somebody(scene, post) and post.noun.head not in scene.heads:
            found = _official(scene, post, known, leading)
            scene.add(found)
            if not post.noun.plural:  # "the minister" is none of "the ministers"
                known.append(Holder(found.start, common_post(scene, post.pattern), found.entity))
    return scene


def _leading(scene: Scene, known: Sequence[Holder]) -> list[Holder]:
    """Return those whom the list of leaders knows by a name that the article gives without their post, each the only
    one of the article with this post."""
    named = {one.entity.key: one for one in reversed(scene.found) if one.naming and one.entity.cls == OFFICIAL}
    terms = [(one, scene.gazetteer.leaders.get(one_form(one.entity.label), ())) for one in named.values()]
    found = [
        Holder(one.start, post, one.entity)
        for one, held in terms
        for post in sorted({common_post(scene, term.post) for term in held if term.held(scene.year) and term.post})
    ]
    posts = {one.pattern for one in known}
    single = [one for one in found if [other.pattern for other in found].count(one.pattern) == 1]
    return [one for one in single if one.pattern not in posts]


def _is_somebody(scene: Scene, post: Post) -> bool:
    """Tell whether a post stands for an official, rather than for what somebody is or becomes."""
    head = scene.doc[post.noun.head]
    if post.noun.entry.cls != OFFICIAL or post.past or scene.words.has("counterpart", post.pattern):
        return False
    becomes = any(scene.words.has("becoming", case) for case in prepositions(head)) or child(head, "cop") is not None
    return stands_alone(scene, post) and not becomes and head.dep_ != "xcomp"


def _official(scene: Scene, post: Post, known: Sequence[Holder], leading: Sequence[Holder]) -> Found:
    owner = owner_of(scene, post)
    stated = owner.country if owner is not None and post.owner is not None else None
    if owner is not None and post.owner is not None and owner.cls in PRIVATE | {"InternationalOrganization"}:
        return scene.make(post.start, post.end, (owner,), "representative")
    before = referent(scene, post, stated, known) or referent(scene, post, stated, leading)
    if before is not None:
        found = scene.make(post.start, post.end, (before,), "coref/post")
    else:
        found = scene.make(post.start, post.end, (unnamed(scene, post, owner),), "post/unnamed")
    return found if post.noun.plural else replace(found, post=office(scene, post, owner))


def unnamed(scene: Scene, post: Post, owner: Entity | None) -> Entity:
    """Return an official of whom only the post is known."""
    country = owner.country if owner is not None else None
    name = "-".join(part for part in (slug(post.pattern), (country or "").lower()) if part)
    return Entity(
        f"official/{scene.article}/{name}",
        OFFICIAL,
        scene.text(post.start, post.end),
        country=country,
        acts_for=f"state/{country}" if country else None,
        role=title(scene, post),
    )


def referent(scene: Scene, post: Post, country: str | None, known: Iterable[Holder]) -> Entity | None:
    """Return the one official of the article that a post without a name can mean; none where several or nobody can."""
    article = child(scene.doc[post.noun.head], "det")
    definite = article is not None and "Def" in article.morph.get("Definite", [])
    if post.noun.plural or (article is not None and not definite) or (country is None and not definite):
        return None
    pattern = common_post(scene, post.pattern)
    fitting = [one for one in known if country in (None, one.entity.country)]
    alike = [one for one in fitting if one.at < post.start and one.pattern.split(" ")[-1] == pattern]
    close = [one for one in alike if _is_near(scene, one.at, post.start)]
    if " " not in pattern and len({one.entity.key for one in close}) == 1:  # rather than one of the same words far off
        return close[-1].entity
    exact = {one.entity.key: one.entity for one in fitting if one.pattern == pattern}
    if len(exact) == 1 and (" " in pattern or min(one.at for one in fitting if one.pattern == pattern) < post.start):
        return next(iter(exact.values()))
    anyone = scene.words.has("any post", pattern)
    earlier = [one for one in fitting if one.at < post.start and (anyone or one.pattern.split(" ")[-1] == pattern)]
    near = [one for one in earlier if _is_near(scene, one.at, post.start)]
    for some in (near,) if anyone else (earlier, near):
        if len({one.entity.key for one in some}) == 1 and " " not in pattern:
            return some[-1].entity
    return None


def _is_near(scene: Scene, at: int, start: int) -> bool:
    """Tell whether a token stands in the same sentence as another or in the one before."""
    sentence = scene.doc[start].sent
    return at >= (scene.doc[sentence.start - 1].sent.start if sentence.start else 0)
