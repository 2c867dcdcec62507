"""What each listed name of an article stands for: states, their people and capitals, listed actors, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.lists import entity_of
from kg.extract.mentions import Named
from kg.extract.metonymy import acts, reading
from kg.extract.owners import with_home
from kg.extract.phrases import child, complements, is_plural, root_of
from kg.extract.places import place_of, with_class_word
from kg.extract.readings import Landmarks, nested
from kg.extract.scene import Found, Scene
from kg.model import Entity, Reading
from kg.names.gazetteer import Name
from kg.names.lists import fold

WIDE = frozenset({"Province", "Region"})
PLACE_CLASSES = frozenset({"Province", "District", "City", "Village", "Region", "Site"})


def listed(scene: Scene, names: Iterable[Named]) -> Scene:
    """Add what the names with a reading in the lists stand for: what is certain first, then the places by it."""
    known = [one for one in names if one.readings]
    common = [one for one in known if _is_common(scene, one)]
    certain = [one for one in known if not _may_be_place(one) and one not in common]
    scene = with_home(scene.with_(found for one in certain for found in _certain(scene, one)))
    places = [one for one in known if _may_be_place(one)]
    for some in _rounds(scene, places):
        marks = Landmarks.of(scene)
        scene = with_home(scene.with_([found for one in some for found in _place(scene, one, marks)]))
    return scene.with_([found for one in common if _is_meant(scene, one) for found in _certain(scene, one)])


def _is_common(scene: Scene, one: Named) -> bool:
    """Tell whether a listed name is what bodies of many states are called too ("Congress", "the Home Office")."""
    return not one.demonym and fold(scene.text(one.start, one.end)) in scene.gazetteer.bodies


def _is_meant(scene: Scene, one: Named) -> bool:
    """Tell whether nothing says that a name means the body of another state than that of the list."""
    own = one.readings[0].country
    root = root_of(scene.doc, one.start, one.end)
    before = one.start - 2 if one.start and scene.doc[one.start - 1].tag_ == "POS" else one.start - 1
    beside = [before, *(token.i for token in complements(root) if token.left_edge.i == one.end)]
    states = [scene.cover[index].entity for index in beside if index in scene.cover]
    owner = next((entity.country for entity in states if entity.cls == "State"), None)
    if owner is not None:
        return owner == own
    return own is None or scene.home in {None, own} or bool(scene.countries.get(own))


def _rounds(scene: Scene, places: list[Named]) -> Iterator[list[Named]]:
    """Yield the names of places: those without a choice first, then those of which each is decided by the others."""
    rounds: tuple[list[Named], ...] = ([], [], [])
    for one in places:
        rounds[0 if _is_only(scene, one) else 1 if _is_clear(scene, one) else 2].append(one)
    yield from rounds


def _is_only(scene: Scene, one: Named) -> bool:
    """Tell whether a name leaves no choice at all, but for a division and its town."""
    first, *others = one.readings
    return _is_clear(scene, one) and (
        first.cls in WIDE or not [name for name in others if not nested(first, name, scene.gazetteer)]
    )


def _may_be_place(one: Named) -> bool:
    return not one.demonym and one.readings[0].cls in PLACE_CLASSES


def _is_clear(scene: Scene, one: Named) -> bool:
    """Tell whether a name leaves no choice of country, and so decides about others ("London, Ontario")."""
    if scene.gazetteer.government(scene.text(one.start, one.end)) is not None:
        return False
    return one.readings[0].cls in WIDE or len({name.country for name in one.readings}) == 1


def _certain(scene: Scene, one: Named) -> Iterator[Found]:
    if one.demonym:
        yield _people(scene, one)
        return
    entity = entity_of(one.readings[0], scene.gazetteer)
    yield scene.make(one.start, one.end, (entity,), _rule(one), naming=True)


def _rule(one: Named) -> str:
    return "ner+list" if one.label else "list"


def _people(scene: Scene, one: Named) -> Found:
    """A nationality means the state where it modifies or is the whole nation ("the Iranians"), else its people."""
    state = entity_of(one.readings[0], scene.gazetteer)
    root = root_of(scene.doc, one.start, one.end)
    if root.pos_ != "ADJ" and is_plural(root) and not _whole_nation(scene, one):
        return scene.make(one.start, one.end, (_group(scene, one, state),), "demonym/people")
    return scene.make(one.start, one.end, (state,), "demonym", naming=True)


def _whole_nation(scene: Scene, one: Named) -> bool:
    """Tell whether a definite article, and no number or negation, stands before a nationality in the plural."""
    root = root_of(scene.doc, one.start, one.end)
    article = child(root, "det")
    if root.dep_ in {"compound", "amod", "nmod:desc"}:
        return True
    before = scene.doc[one.start - 1] if one.start else None
    return (
        article is not None
        and article.i == one.start - 1
        and "Def" in article.morph.get("Definite", [])
        and before is not None
    )


def _group(scene: Scene, one: Named, state: Entity) -> Entity:
    text = scene.text(one.start, one.end)
    negated = one.start > 1 and scene.doc[one.start - 1].text == "-" and not scene.doc[one.start - 1].whitespace_
    if negated:
        text = scene.text(one.start - 2, one.end)
    return Entity(
        scene.own_key(text),
        "Group",
        text,
        country=None if negated else state.country,
        within=() if negated else (state.key,),
    )


def _place(scene: Scene, one: Named, marks: Landmarks) -> Iterator[Found]:
    """Resolve the name of a place; a capital that acts means its state."""
    root = root_of(scene.doc, one.start, one.end)
    seat = _seat(scene, one)
    if seat is not None and acts(root, scene.words) and not _is_located(scene, one):
        yield scene.make(one.start, one.end, (seat,), "metonym", naming=True)
    else:
        found = place_of(scene, one, marks)
        yield found
        yield from with_class_word(scene, found)


def _seat(scene: Scene, one: Named) -> Entity | None:
    """Return who sits in the city of this name: a government, or an organisation of states."""
    text = scene.text(one.start, one.end)
    other = scene.words.value("seat", text.casefold())
    name: Name | None = scene.gazetteer.by_key(other) if other else scene.gazetteer.government(text)
    return entity_of(name, scene.gazetteer) if name else None


def reading_of(scene: Scene, one: Found) -> Reading | None:
    """Return what the name of a place or state means where it stands; None for nationalities and everybody else."""
    if not one.naming or one.rule == "demonym" or one.entity.cls not in PLACE_CLASSES | {"State"}:
        return None
    if one.rule == "metonym":
        return "actor"
    return "place" if _is_located(scene, one) else reading(scene.doc[one.head], scene.words)


def _is_located(scene: Scene, one: Named | Found) -> bool:
    """Tell whether the name is followed by where it lies ("Tehran, Iran") or opens a dateline ("TEHRAN (Reuters)")."""
    doc, end = scene.doc, one.end
    if end + 1 < len(doc) and doc[end].text == "," and (end + 1) in scene.heads:
        after = scene.heads[end + 1]
        return after.entity.cls in WIDE | {"State"} and (
            after.end >= len(doc) or doc[after.end].text in {",", "-", "–", "—", "("}
        )
    return one.start == doc[one.start].sent.start and end < len(doc) and doc[end].text in {"(", "–", "—", "-", "--"}
