"""Names that no list has: what they are is read off the words beside them and inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.introduced import given_to
from kg.extract.kinds import MILITANT, noun_class
from kg.extract.mentions import PEOPLE, PERSON, Named
from kg.extract.phrases import NOMINALS, complements, possessor, prepositions, root_of, subject_of
from kg.extract.places import unknown_place, with_class_word
from kg.extract.posts import is_bare_title
from kg.extract.scene import Found, Scene
from kg.iris import named_key
from kg.model import Entity
from kg.names.lists import AGENT_CLASSES, fold, slug

PLACE = frozenset({"LOC", "GPE", "FAC"})
NO_ACTOR = PLACE | {PEOPLE}
OPEN_CLASSES = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "VERB"})
LEAST_TITLED = 4
"""A sentence of so few other words says nothing by its capitals."""
STATE_BODIES = frozenset({"GovernmentBody", "ArmedForce"})


def unlisted(scene: Scene, names: Iterable[Named], stands_for: Mapping[Named, Named]) -> Scene:
    """Add the names that no list has; ``stands_for`` leads from an acronym to the name that it is short for."""
    new = {one: stands_for.get(one, one) for one in names if not one.readings and one.label and one.label not in PERSON}
    new = {one: full for one, full in new.items() if not (_is_field(scene, one) or is_bare_title(scene, one))}
    new = {one: full for one, full in new.items() if not any(map(str.isdigit, scene.doc[one.end - 1].text))}
    actors = {one: full for one, full in new.items() if one.label not in NO_ACTOR and not _is_state_body(scene, full)}
    entities = _organizations(scene, actors)
    scene = scene.with_(
        found for one, full in actors.items() for found in _actor(scene, one, entities[_text(scene, full)])
    )
    places = _in_one_place([unknown_place(scene, one) for one in new if one.label in PLACE])
    peoples = [found for one in new if one.label == PEOPLE for found in _people(scene, one)]
    return scene.with_([*(found for place in places for found in _place(scene, place)), *peoples])


def _actor(scene: Scene, one: Named, entity: Entity) -> Iterator[Found]:
    """Yield the name, and the noun that it is given to with all that stands between ("an armed group called X")."""
    found = scene.make(one.start, one.end, (entity,), "ner", naming=True)
    yield found
    noun = given_to(scene, one.start)
    if noun is not None:
        yield replace(found, start=noun.i, head=noun.i, rule="introduced")


def _is_field(scene: Scene, one: Named) -> bool:
    """Tell whether a name only says what a minister or a ministry is for ("Minister of Foreign Affairs")."""
    before = scene.doc[max(one.start - 3, 0) : one.start]
    post, of = ["", "", *(token.lower_ for token in before if token.pos_ != "DET")][-2:]
    said = scene.words.has("field post", post) or scene.words.has("ministry", post)
    return said and scene.words.has("field", of) and one.label not in PLACE


def _organizations(scene: Scene, actors: Mapping[Named, Named]) -> Mapping[str, Entity]:
    """Return the actors by their full names; what one mention's surroundings say of a name holds for all of them."""
    said: dict[str, str] = {}
    for one, full in actors.items():
        cls = described(scene, one)
        if cls is not None:
            said.setdefault(_text(scene, full), cls)
    firsts = {_text(scene, full): full for full in [*actors.values()][::-1]}
    return {text: organization(scene, full, said.get(text)) for text, full in firsts.items()}


def _text(scene: Scene, one: Named) -> str:
    return scene.text(one.start, one.end)


def _in_one_place(places: Iterable[Found]) -> list[Found]:
    """Return the places with what one mention's surroundings say of a name said of all of them, unless two disagree."""
    places = list(places)
    told: dict[str, set[Entity]] = {}
    for place in places:
        if place.entity.within:
            told.setdefault(place.entity.label, set()).add(place.entity)
    agreed = {label: several for label, several in told.items() if len({one.country for one in several}) == 1}
    fullest = {label: max(several, key=_fullness) for label, several in agreed.items()}
    return [replace(place, entities=(fullest.get(place.entity.label, place.entity),)) for place in places]


def _fullness(place: Entity) -> tuple[int, bool, str]:
    return len(place.within), place.cls != "Site", str(place)


def _place(scene: Scene, place: Found) -> Iterator[Found]:
    if _is_somewhere(scene, place):
        yield from (place, *with_class_word(scene, place))


def _is_somewhere(scene: Scene, found: Found) -> bool:
    """Tell whether the text treats a name as a place: something is in, at or of it, or it is said to be one.

    In a headline with capitals everywhere only the latter counts: "in Reprisal" is nowhere."""
    root, place = root_of(scene.doc, found.start, found.end), found.entity
    if root.pos_ not in NOMINALS or root.dep_ == "amod":
        return False
    if place.within or place.cls != "Site":
        return True
    titled = all(token.text[:1].isupper() for token in root.sent if token.pos_ in OPEN_CLASSES)
    shown = titled and len(root.sent) > found.end - found.start + LEAST_TITLED
    return not shown and any(scene.words.has("place", case) for case in prepositions(root))


def _people(scene: Scene, one: Named) -> Iterator[Found]:
    """Add a people or a faith where the word stands for its members; as a modifier it describes somebody else."""
    root = root_of(scene.doc, one.start, one.end)
    if root.pos_ == "ADJ" or root.dep_ in {"amod", "compound", "nmod:desc"}:
        return
    text = scene.text(one.start, one.end)
    yield scene.make(one.start, one.end, (Entity(f"people/{slug(text)}", "Group", text),), "ner", naming=True)


def _is_state_body(scene: Scene, one: Named) -> bool:
    """Tell whether the name is only a common noun and a state ("Iranian Interior Ministry"): no name of its own."""
    start = one.start
    while start < one.end and (start in scene.cover or scene.doc[start].tag_ == "POS"):
        start += 1
    text = fold(scene.doc[start : one.end].text)
    body = scene.gazetteer.bodies.get(text) or scene.gazetteer.bodies.get(text.partition(" of ")[0])
    return body is not None and body.cls in STATE_BODIES and described(scene, one) != MILITANT


def organization(scene: Scene, one: Named, said: str | None) -> Entity:
    """Return an actor by its unlisted name; ``said`` is the class that the text gives it."""
    label = scene.text(one.start, one.end)
    cls = said or named_class(scene, one) or "Organization"
    country = _country(scene, one) if cls in STATE_BODIES else None
    if cls in STATE_BODIES and country is None:
        cls = "Organization"
    key = f"{AGENT_CLASSES[cls]}/{slug(label)}" if slug(label) else named_key("org", label)
    acts_for = f"state/{country}" if country else None
    return Entity(f"{key}-{country.lower()}" if country else key, cls, label, country=country, acts_for=acts_for)


def _country(scene: Scene, one: Named) -> str | None:
    """Return the country of a body of a state by the names in it, its possessor, or the article."""
    root = root_of(scene.doc, one.start, one.end)
    owner = possessor(root)
    weak = any(scene.words.has("weak body", token.lower_) for token in scene.doc[one.start : one.end])
    indices = [*range(one.start, one.end), *(token.i for token in (owner, *complements(root)) if token is not None)]
    found = (scene.cover[index].entity.country for index in indices if index in scene.cover)
    return next((country for country in found if country), None if weak else scene.home)


def named_class(scene: Scene, one: Named) -> str | None:
    """Return the class that the name itself says: its last words, or those before "of", are a listed noun."""
    words = [token.lower_ for token in scene.doc[one.start : one.end]]
    of = next((n for n, token in enumerate(scene.doc[one.start : one.end]) if token.pos_ == "ADP" and n > 0), None)
    for part in (words, words[:of] if of else []):
        for start in range(len(part)):
            cls = _class_of(scene, " ".join(part[start:]))
            if cls is not None:
                return cls
    return None


def _class_of(scene: Scene, text: str) -> str | None:
    said = scene.words.value("organization noun", text)
    body = scene.gazetteer.bodies.get(fold(text))
    return said or (body.cls if body is not None and body.cls in AGENT_CLASSES and body.kind != "instrument" else None)


def described(scene: Scene, one: Named) -> str | None:
    """Return the class that the words around a name say ("the separatist group X", "X, an advocacy group")."""
    for noun in _descriptions(scene, one):
        cls = noun_class(scene, noun)
        if cls is not None and cls != "Group":
            return cls
    before = scene.doc[one.start - 1].lower_ if one.start else ""
    outside_law = scene.words.has("outlawed", before) and named_class(scene, one) == "ArmedForce"
    return MILITANT if outside_law else None


def _descriptions(scene: Scene, one: Named) -> Iterator[Token]:
    """Yield the nouns that describe a name: before it, in apposition, as predicate, for its members."""
    root = root_of(scene.doc, one.start, one.end)
    given = given_to(scene, one.start)
    if given is not None:
        yield given
    before = scene.doc[one.start - 1] if one.start > root.sent.start else None
    if before is not None and before.pos_ in {"NOUN", "ADJ"}:
        yield before
    yield from (token for token in root.children if token.dep_ in {"appos", "nmod:desc"} and token.pos_ == "NOUN")
    head = root.head
    modifies = root.dep_ in {"compound", "nmod:desc", "appos", "flat"}
    members = root.dep_ == "nmod" and any(scene.words.has("of a group", case) for case in prepositions(root))
    predicate = root.dep_ == "nsubj" and subject_of(head) == root
    if head.pos_ == "NOUN" and (modifies or predicate or (members and noun_class(scene, head) == MILITANT)):
        yield head
