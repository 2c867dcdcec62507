"""People by name: the forms of a name in an article, the posts that come with it, and so officials and others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.listedpeople import listed_people, title_of
from kg.extract.lists import entity_of, state
from kg.extract.mentions import PERSON, Named
from kg.extract.offices import office
from kg.extract.owners import by_pronoun
from kg.extract.phrases import complements, root_of
from kg.extract.posts import Post, is_bare_title, person_of, posts, title
from kg.extract.scene import Found, Scene
from kg.model import Entity
from kg.names.leaders import Leader
from kg.names.spelling import fullest, person_key, spelled

PRIVATE = frozenset({"Organization", "MediaOrganization", "MilitantGroup", "PoliticalParty", "Group"})
"""Classes whose people act for no state."""
ACTING = frozenset({"GovernmentBody", "ArmedForce", "InternationalOrganization"})
"""Classes whose people are officials."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of an article: their names by entity, the posts that go with a name, and those that do not."""

    entities: Mapping[Named, Entity]
    held: Mapping[Post, Named]
    unnamed: Sequence[Post]


@dataclass(frozen=True, slots=True)
class Roster:
    """The posts of an article: those whose holders have names, and those that nobody's name goes with."""

    held: Sequence[tuple[Post, Entity]]
    unnamed: Sequence[Post]


def people(scene: Scene, names: Sequence[Named]) -> tuple[Scene, Roster]:
    """Add the people whose names stand in the text, and return the posts that they, or others, hold."""
    named = [one for name in names if name.label in PERSON and not name.readings for one in _without_title(scene, name)]
    cast = _cast(scene, named)
    if any(post.owner is None for post in cast.held):
        cast = _cast(scene.with_(_named(scene, cast)), named)
    held = [(post, cast.entities[one]) for post, one in cast.held.items()]
    titles = [_title(scene, post, entity) for post, entity in held]
    listed = listed_people(scene, names, cast.unnamed)
    titles += [title_of(scene, post, entity) for post, entity in listed.items()]
    unnamed = [post for post in cast.unnamed if post not in listed]
    return scene.with_(_named(scene, cast)).with_(titles), Roster([*held, *listed.items()], unnamed)


def _title(scene: Scene, post: Post, entity: Entity) -> Found:
    """Return the words of a post that somebody holds, with the post itself where the state or body is known."""
    found = scene.make(post.start, post.end, (entity,), "post")
    behind = scene.gazetteer.by_key(entity.acts_for) if entity.acts_for and post.owner is None else None
    owner = entity_of(behind, scene.gazetteer) if behind is not None else owner_of(scene, post)
    return replace(found, post=office(scene, post, owner)) if entity.cls == "Official" else found


def _named(scene: Scene, cast: Cast) -> list[Found]:
    return [scene.make(one.start, one.end, (entity,), "ner", naming=True) for one, entity in cast.entities.items()]


def _cast(scene: Scene, named: Sequence[Named]) -> Cast:
    """Say who the names are, with the posts that stand beside them."""
    forms = fullest(_words(scene, one) for one in named)
    known = {one: forms[_words(scene, one)] for one in named if _words(scene, one) in forms}
    inside = {index for one in named for index in range(one.start, one.end)}
    found = [post for post in posts(scene) if post.noun.first not in inside]
    starts = {start: one for one in known for start in _starts(scene, one)}
    ends = {one.end: one for one in known}
    held = {post: one for post in found if (one := person_of(scene, post, starts, ends)) is not None}
    known = _namesakes(known, held)
    of_each: dict[tuple[str, ...], list[Post]] = {}
    for post, one in held.items():
        of_each.setdefault(known[one], []).append(_with_owner(scene, post, one))
    for post, one in [(post, one) for post, one in held.items() if post.noun.plural]:
        for other in _joined(scene, one, known):  # "Presidents Ruto of Kenya and Museveni of Uganda"
            own = _with_owner(scene, replace(post, owner=None), other)
            of_each.setdefault(known[other], []).append(own if own.owner is not None else post)
    entities = {words: _entity(scene, words, known, of_each.get(words, ())) for words in dict.fromkeys(known.values())}
    unnamed = [post for post in found if post not in held]
    return Cast({one: entities[words] for one, words in known.items()}, held, unnamed)


def _namesakes(known: Mapping[Named, tuple[str, ...]], held: Mapping[Post, Named]) -> dict[Named, tuple[str, ...]]:
    """Return the names with those told apart of which the posts beside them are of two states: they are two people's.

    A name without a post is then that of the one named last before it."""
    states: dict[tuple[str, ...], dict[Named, str]] = {}
    for post, one in held.items():
        if len(known[one]) > 1 and not post.past and post.owner is not None and post.owner.country:
            states.setdefault(known[one], {})[one] = post.owner.country
    several = {words: of for words, of in states.items() if len(set(of.values())) > 1}
    told, last = dict(known), dict[tuple[str, ...], str]()
    for one in sorted(known, key=lambda name: name.start):
        words = known[one]
        if words in several:
            last[words] = several[words].get(one, last.get(words, ""))
            told[one] = (*words, last[words])
    return told


def _joined(scene: Scene, one: Named, known: Mapping[Named, tuple[str, ...]]) -> Iterator[Named]:
    """Yield the people whose names are joined to a name by "and"."""
    first = root_of(scene.doc, one.start, one.end)
    for other in known:
        root = root_of(scene.doc, other.start, other.end)
        if other != one and root.dep_ == "conj" and root.head == first:
            yield other


def _starts(scene: Scene, one: Named) -> Iterator[int]:
    """Yield where a name can be said to start: at its first word and at each honorific before it."""
    start = one.start
    yield start
    while start > 0 and scene.words.has("honorific", scene.doc[start - 1].lower_.rstrip(".")):
        start -= 1
        yield start


def _with_owner(scene: Scene, post: Post, one: Named) -> Post:
    """Give a post without an owner the one that follows the person's name ("President Xi of China")."""
    if post.owner is None:
        for word in complements(root_of(scene.doc, one.start, one.end)):
            if word.i in scene.cover and word.left_edge.i == one.end:
                return replace(post, owner=scene.cover[word.i].entity)
    return post


def _words(scene: Scene, one: Named) -> tuple[str, ...]:
    return spelled(scene.doc[one.start : one.end].text)


def _without_title(scene: Scene, one: Named) -> Iterator[Named]:
    """Leave out titles that the pipeline took for part of a name ("Ayatollah", "President"), or for all of it."""
    if is_bare_title(scene, one):
        return
    start = one.start
    if one.length == 1 and scene.words.has("no person", scene.doc[start].lower_):
        return
    while start < one.end:
        word = scene.doc[start].lower_.rstrip(".")
        if not scene.words.has("honorific", word) and not _is_title(scene, one, start, word):
            yield Named(start, one.end, one.label)
            return
        start += 1


def _is_title(scene: Scene, one: Named, start: int, word: str) -> bool:
    """Tell whether a word is a title and not a part of the name, as "Amir" and "King" often are."""
    enough = 1 if scene.words.has("always a title", word) else 2
    return word in scene.gazetteer.roles and one.end - start > enough and not scene.doc[start + 1].is_punct


def _entity(
    scene: Scene, words: tuple[str, ...], known: Mapping[Named, tuple[str, ...]], held: Sequence[Post]
) -> Entity:
    """Return the person of a name with the post that says most: one that is still held, and whose state is known."""
    label = max((scene.text(one.start, one.end) for one, form in known.items() if form == words), key=_length)
    best = min(held, key=lambda post: _weakness(scene, post), default=None)
    leader = scene.gazetteer.leader(words, scene.year)
    if leader is not None and _is_leader(scene, leader, best):
        return _leader(leader, label)
    if best is None:
        return _of_body(scene, words, known, label)
    owner = owner_of(scene, best)
    role = title(scene, best)
    elected = owner is not None and owner.cls == "GovernmentBody" and scene.words.has("member post", best.pattern)
    private = best.noun.entry.cls != "Official" and not elected
    if best.past or private or (owner is not None and owner.cls in PRIVATE):
        held_now = owner is not None and not best.past and not owner.key.startswith("place/")
        acts_for = owner.key if owner is not None and held_now else None
        return Entity(person_key(label, None), "Person", label, role=role, acts_for=acts_for)
    country = owner.country if owner is not None and owner.cls not in PRIVATE else None
    body = owner.key if owner is not None and not owner.key.startswith("place/") else None
    acts_for = f"state/{country}" if country else body
    key = person_key(label, country)
    return Entity(key, "Official", label, country=country, acts_for=acts_for, role=role)


def _of_body(scene: Scene, words: tuple[str, ...], known: Mapping[Named, tuple[str, ...]], label: str) -> Entity:
    """Return somebody without a post: an official where "of" and a body follow the name ("Ana Lopez of the army")."""
    for one in [one for one, form in known.items() if form == words]:
        for word in complements(root_of(scene.doc, one.start, one.end)):
            found = scene.cover.get(word.i)
            of = one.end < len(scene.doc) and scene.words.has("field", scene.doc[one.end].lower_)
            if of and found is not None and found.entity.cls in ACTING | PRIVATE and word.left_edge.i == one.end:
                body = found.entity
                country = None if body.cls in PRIVATE else body.country
                cls = "Person" if body.cls in PRIVATE else "Official"
                acts_for = f"state/{country}" if country else body.key
                return Entity(person_key(label, country), cls, label, country=country, acts_for=acts_for)
    return Entity(person_key(label, None), "Person", label)


def _weakness(scene: Scene, post: Post) -> tuple[bool, ...]:
    """Return how little a post says of who holds it; whose it is counts more where its own words say so."""
    return (post.past, post.owner is None and owner_of(scene, post) is None, post.owner is None, not _acts(post))


def _is_leader(scene: Scene, leader: Leader, best: Post | None) -> bool:
    """Tell whether nothing in the text says that somebody of this name is not the one who leads a state or body."""
    if best is None:
        return True
    owner = best.owner or by_pronoun(scene, scene.doc[best.noun.head])
    whose = {owner.key, f"state/{owner.country}"} if owner is not None else {leader.of}
    return best.noun.entry.cls == "Official" and not best.past and leader.of in whose


def _leader(leader: Leader, label: str) -> Entity:
    """Return somebody whom the list of leaders knows, under the name of the list, else that of the text."""
    country = leader.of.removeprefix("state/") if leader.of.startswith("state/") else None
    label = leader.label or label
    key = person_key(label, country)
    return Entity(key, "Official", label, country=country, acts_for=leader.of, role=leader.post or None)


def _length(text: str) -> tuple[int, str]:
    return len(text.split()), text


def _acts(post: Post) -> bool:
    return bool(getattr(post.noun.entry, "acts", False))


def owner_of(scene: Scene, post: Post) -> Entity | None:
    """Return whose the post is: by its phrase, by a pronoun, or, for a post of a state, by the article's country."""
    owner = post.owner or by_pronoun(scene, scene.doc[post.noun.head])
    if owner is not None or not _acts(post):
        return owner
    always = scene.words.value("always of", post.pattern)
    if always is not None:
        return state(scene.gazetteer, always)
    states = scene.words.value("post of", post.pattern)  # few states have a "foreign secretary"
    fits = states is None or (scene.home or "") in states.split(",")
    name = scene.gazetteer.by_key(f"state/{scene.home}") if scene.home and fits else None
    return entity_of(name, scene.gazetteer) if name else None
