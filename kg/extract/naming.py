"""What each listed name of an article stands for: states, their people and capitals, listed actors, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.homonyms import countries, halves, is_shared, meant
from kg.extract.lists import entity_of
from kg.extract.mentions import Named, is_small_town
from kg.extract.metonymy import acts, reading
from kg.extract.owners import with_home
from kg.extract.phrases import child, complements, is_plural, root_of
from kg.extract.places import before, place_of, with_class_word
from kg.extract.readings import Landmarks, dwarfed, nested
from kg.extract.scene import Found, Scene
from kg.model import Entity, Reading
from kg.names.gazetteer import Name
from kg.names.lists import fold

WIDE = frozenset({"Province", "Region"})
PLACE_CLASSES = frozenset({"Province", "District", "City", "Village", "Region", "Site"})


def listed(scene: Scene, names: Iterable[Named]) -> Scene:
    """Add what the names with a reading in the lists stand for: what is certain first, then the places by it."""
    known = [one for one in _with_halves(scene, list(names)) if one.readings]
    common = [one for one in known if _is_common(scene, one)]
    shared = [one for one in known if one not in common and is_shared(scene, one)]
    certain = [one for one in known if not _may_be_place(one) and one not in common and one not in shared]
    scene = with_home(scene.with_(found for one in certain for found in _certain(scene, one)))
    counts = countries(known, scene.gazetteer, {one: scene.text(one.start, one.end) for one in known}) if shared else {}
    scene = with_home(scene.with_([found for one in shared for found in _shared(scene, one, counts)]))
    places = [one for one in known if _may_be_place(one) and one not in shared]
    for some in _rounds(scene, places):
        marks = Landmarks.of(scene)
        scene = with_home(scene.with_([found for one in some for found in _place(scene, one, marks)]))
    return scene.with_([found for one in common if _is_meant(scene, one) for found in _certain(scene, one)])


def _with_halves(scene: Scene, names: list[Named]) -> Iterator[Named]:
    """Yield the names, "the North" as the one of two states of which the article names either."""
    short = halves(names, scene.gazetteer)
    for one in names:
        state = short.get(scene.text(one.start, one.end)) if one.length == 1 else None
        article = one.start > 0 and scene.doc[one.start - 1].pos_ == "DET"
        yield replace(one, readings=(state,)) if state is not None and article else one


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
    rounds: tuple[list[Named], ...] = ([], [], [], [])
    for one in places:
        tests = (_is_only(scene, one), one.readings[0].cls == "State", _is_clear(scene, one), True)
        rounds[tests.index(True)].append(one)
    yield from rounds


def _is_only(scene: Scene, one: Named) -> bool:
    """Tell whether a name leaves no choice, but for a division and its town, and for places that are hardly known."""
    first, *others = one.readings
    rivals = [name for name in others if not nested(first, name, scene.gazetteer) and not dwarfed(name, first)]
    known = first.cls != "State" and not is_small_town(first) and not one.alike
    return known and not rivals and not _is_capital(scene, one)


def _may_be_place(one: Named) -> bool:
    """Tell whether a name means a place that is to be chosen; a state may share its name with a division of another."""
    first, *others = one.readings
    twin = any(name.cls == "Province" and name.country != first.country for name in others)
    return not one.demonym and (first.cls in PLACE_CLASSES or (first.cls == "State" and twin))


def _is_clear(scene: Scene, one: Named) -> bool:
    """Tell whether a name leaves no choice of country, and so decides about others ("London, Ontario")."""
    return not one.alike and not _is_capital(scene, one) and len({name.country for name in one.readings}) == 1


def _is_capital(scene: Scene, one: Named) -> bool:
    return scene.gazetteer.government(scene.text(one.start, one.end)) is not None


def _certain(scene: Scene, one: Named) -> Iterator[Found]:
    if one.demonym:
        yield _people(scene, one)
        return
    entity = entity_of(one.readings[0], scene.gazetteer)
    yield scene.make(one.start, one.end, (entity,), _rule(one), naming=True)


def _shared(scene: Scene, one: Named, named: Mapping[str, int]) -> Iterator[Found]:
    """Yield what a name means that a state has with others, with what it could mean as well."""
    it = meant(scene, one, named)
    others = tuple(entity_of(name, scene.gazetteer) for name in it.others)
    for found in _certain(scene, replace(one, readings=(it.name,))):
        yield replace(found, confidence=it.confidence, others=others) if found.naming else found
        yield from with_class_word(scene, found)


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
    inside = before(scene, one)
    located = any(name.key in inside for name in one.readings)  # "Tacoma, Washington"
    seat = None if located else _seat(scene, one)
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
