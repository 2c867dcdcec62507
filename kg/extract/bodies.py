"""Ministries, governments, armies, police: bodies of states by common nouns ("Pakistan's Foreign Ministry")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.extract.lists import agent, state
from kg.extract.nouns import AT_HOST, Noun, holder, is_modifier, nouns
from kg.extract.owners import by_context, by_pronoun, located_country
from kg.extract.phrases import clause_subjects, complements, possessor, prepositions
from kg.extract.scene import Found, Scene
from kg.iris import slug
from kg.model import Entity
from kg.names.lists import fold
from kg.names.nounlists import Body, Lookup

STATE_BODIES = frozenset({"GovernmentBody", "ArmedForce"})
INSTRUMENT = "instrument"
SEATED = frozenset({"ministry", "court", "legislature", "government", "police"})
"""Kinds of bodies that are at home where they are; armies may be elsewhere."""
SEATS = frozenset({"City", "Province", "District"})
VAGUE = frozenset({"intelligence"})
"""Kinds of which a modifier says nothing about a body ("an intelligence source")."""
PEOPLE = frozenset({"people", "organization", "party"})
"""Kinds of those whose own "the government" is."""
RULE = "body"


def bodies(scene: Scene) -> Scene:
    """Find the state bodies of an article: first those whose phrase names the state, then the others by those."""
    listed = [noun for noun in nouns(scene, scene.gazetteer.body_nouns) if _is_body(scene, noun)]
    known = {noun: country for noun in listed if not _is_bare(scene, noun) and (country := explicit(scene, noun))}
    scene = scene.with_(_found(scene, noun, country) for noun, country in known.items())
    before = _by_name(scene)
    for noun in listed:
        if noun not in known and not _is_weak(scene, noun):
            seat = _seat(scene, noun)
            found = _found(scene, noun, seat) if seat is not None else _implied(scene, noun, before)
            if found is not None:
                scene.add(found)
    return scene


Before = Mapping[str, Sequence[Found]]
"""By the last words of their names, the bodies of known states in the order of the text."""


def _by_name(scene: Scene) -> Before:
    """Return the bodies whose state is known, under every ending of each of their names."""
    names: dict[str, list[Found]] = {}
    for one in sorted(scene.found, key=lambda found: found.start):
        if one.entity.cls in STATE_BODIES and one.entity.country:
            for ending in _endings(one.entity):
                names.setdefault(ending, []).append(one)
    return names


def _endings(entity: Entity) -> set[str]:
    texts = [fold(text).split(" ") for text in (entity.label.partition(" of ")[0], entity.label, *entity.aliases)]
    return {" ".join(words[start:]) for words in texts for start in range(len(words))}


def territories(scene: Scene) -> Scene:
    """Find the soil of states ("Iranian territory"): it stands for the state."""
    found = []
    words = {word: Body(word, "State", "territory") for word in scene.words.kinds["territory"]}
    for noun in nouns(scene, Lookup.of(words)):
        owner = holder(scene, noun)
        if owner is not None and owner.cls == "State" and noun.head not in scene.heads:
            found.append(scene.make(noun.start, noun.end, (owner,), "territory"))
    return scene.with_(found)


def explicit(scene: Scene, noun: Noun) -> str | None:
    """Return the country that the phrase of the noun names."""
    entity = holder(scene, noun)
    return entity.country if entity else None


def _is_body(scene: Scene, noun: Noun) -> bool:
    """Tell whether the noun is a body of a state here: not a thing of the army, not a modifier of another body."""
    if noun.entry.cls not in STATE_BODIES or noun.entry.kind == INSTRUMENT or noun.head in scene.heads:
        return False
    if scene.words.has("left to roles", noun.entry.pattern):
        return False
    if scene.words.has("capital only", noun.entry.pattern) and scene.doc[noun.first].is_lower:
        return False
    owner = holder(scene, noun)
    if owner is not None and owner.country is None:
        return False
    return not (is_modifier(scene.doc, noun) and (_is_weak(scene, noun) or noun.entry.kind in VAGUE))


def _is_weak(scene: Scene, noun: Noun) -> bool:
    """Tell whether the noun says too little without a state ("the office", "units")."""
    return scene.words.has("weak body", noun.entry.pattern)


def _implied(scene: Scene, noun: Noun, before: Before) -> Found | None:
    """Find whose a body is by a pronoun, by the same body elsewhere in the article, or by where things happen."""
    head = scene.doc[noun.head]
    owner = by_pronoun(scene, head)
    own = owner.country if owner is not None else _of_citizens(scene, noun)
    if owner is not None or own is not None:
        return _found(scene, noun, own)
    if (holding := possessor(head)) is not None and _takes_up(scene, holding):  # "our military" of an unknown speaker
        return _found(scene, noun, None)
    called = before.get(fold(body_name(scene, noun)), ())
    same = [one for one in called if one.end <= noun.first] or called
    if _is_bare(scene, noun):
        return _bare(scene, noun, same)
    countries = [one.entity.country or "" for one in same]
    here = located_country(scene, head)
    goal = any(scene.words.has("goal", case) for case in prepositions(head))
    if goal and here is not None and (here in countries or _is_guest(scene, head)):
        return _found(scene, noun, here)
    if len(set(countries)) > 1 or scene.words.has("speaking", body_name(scene, noun)):
        country = _speaks_for(scene, noun) or _near(scene, head, set(countries))
        country = country or (countries[-1] if countries else None)
        return _found(scene, noun, country or scene.home)
    abroad = noun.entry.kind in AT_HOST or scene.words.has("foreign body", noun.entry.pattern)
    abroad = abroad or _is_joint(scene, noun)
    return _found(scene, noun, countries[0] if same else None if abroad else by_context(scene, head))


def _is_guest(scene: Scene, head: Token) -> bool:
    """Tell whether it is a diplomat who goes to the body: "the ambassador in Lima was called to the ministry"."""
    subject = next(clause_subjects(head), None)
    words = (scene.forms.words[one.i] for one in subject.subtree) if subject is not None else ()
    roles = (scene.gazetteer.roles.get(word) for word in words)
    return any(role is not None and role.kind in AT_HOST for role in roles)


def _near(scene: Scene, head: Token, countries: set[str]) -> str | None:
    """Return the only one of the countries of which the sentence, or else the one before it, names anybody."""
    before = scene.doc[max(head.sent.start - 1, 0)].sent
    for sentence in (head.sent, before):
        found = (scene.heads[index].entity for index in range(sentence.start, sentence.end) if index in scene.heads)
        named = {entity.country for entity in found if entity.country in countries}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _seat(scene: Scene, noun: Noun) -> str | None:
    """Return the country of the place that a ministry or a court is said to be in ("the Foreign Ministry in Cairo")."""
    doc, at = scene.doc, noun.end + 1
    if noun.entry.kind not in SEATED or at >= len(doc) or not scene.words.has("locative", doc[at - 1].lower_):
        return None
    place = scene.cover.get(at)
    return place.entity.country if place is not None and place.start == at and place.entity.cls in SEATS else None


def _of_citizens(scene: Scene, noun: Noun) -> str | None:
    """Return the country of the people or the party that do something to "the government": it is their own."""
    if not scene.words.has("home body", body_name(scene, noun)):
        return None
    first = next(clause_subjects(scene.doc[noun.head]), None)
    listed = scene.gazetteer.bodies.get(scene.forms.words[first.i]) if first is not None else None
    if first is None or listed is None or listed.kind not in PEOPLE:
        return None
    owners = (scene.cover[one.i].entity for one in first.lefts if one.i in scene.cover)
    return next((one.country for one in owners if one.cls == "State"), None)


def _takes_up(scene: Scene, holding: Token) -> bool:
    """Tell whether a possessor means somebody told of before, be it known or not ("our", "that nation's")."""
    return holding.pos_ in {"PRON", "DET"} or scene.words.value("taken up", holding.lemma_.lower()) is not None


def _is_joint(scene: Scene, noun: Noun) -> bool:
    """Tell whether words before the noun say that it is no single state's: "Coalition military forces"."""
    return any(scene.words.has("of several", scene.forms.words[index]) for index in range(noun.start, noun.first))


def _is_bare(scene: Scene, noun: Noun) -> bool:
    """Tell whether the noun leaves open which ministry it is."""
    return scene.words.has("ministry", body_name(scene, noun))


def _bare(scene: Scene, noun: Noun, same: Sequence[Found]) -> Found | None:
    """Return the ministry named before that "the ministry" or "the Pakistani ministry" takes up."""
    country = explicit(scene, noun)
    fitting = [one for one in same if country in (None, one.entity.country)]
    return scene.make(noun.start, noun.end, (fitting[-1].entity,), "coref/definite") if fitting else None


def _speaks_for(scene: Scene, noun: Noun) -> str | None:
    """Return the country of the speaker's own words ("The Chinese side hopes ...", the foreign ministry said)."""
    for index in range(scene.doc[noun.start].sent.start, noun.start):
        one = scene.heads.get(index)
        if (
            one is not None
            and one.entity.cls == "State"
            and scene.words.has("own side", scene.doc[index].lemma_.lower())
        ):
            return one.entity.country
    return None


def body_name(scene: Scene, noun: Noun) -> str:
    """Return one name for all that means the same body: "airforce" and "air force"."""
    name = noun.entry.pattern
    if scene.words.has("ministry", name):
        name = f"{_field(scene, noun)} {name}".strip()
    return scene.words.value("same body", name) or name


def _field(scene: Scene, noun: Noun) -> str:
    """Return what a ministry is for, by the words after it ("of foreign affairs"); nothing when a state follows."""
    for one in complements(scene.doc[noun.head]):
        if one.i not in scene.cover and one.left_edge.i <= noun.end:
            return scene.text(noun.end + 1, one.i + 1).lower()
    return ""


def _found(scene: Scene, noun: Noun, country: str | None) -> Found:
    return scene.make(
        noun.start, _end(scene, noun), (body(scene, noun, country),), RULE if country else f"{RULE}/unknown"
    )


def _end(scene: Scene, noun: Noun) -> int:
    """Return where the phrase ends: with the state that follows by "of" ("Foreign Office of Pakistan")."""
    for one in complements(scene.doc[noun.head]):
        found = scene.cover.get(one.i)
        if found is not None and found.entity.cls == "State" and one.left_edge.i <= noun.end:
            return found.end
        if found is None and scene.words.has("ministry", noun.entry.pattern) and one.left_edge.i <= noun.end:
            return one.i + 1
    return noun.end


def body(scene: Scene, noun: Noun, country: str | None) -> Entity:
    """Return the body of this name: the one in the lists, else one of its state, else one of the article."""
    name, cls = body_name(scene, noun), noun.entry.cls
    owner = state(scene.gazetteer, country) if country else None
    if country is None or owner is None:
        first = noun.start if _is_joint(scene, noun) else noun.first
        name = scene.text(first, noun.first).lower() + " " + name if first < noun.first else name
        return Entity(f"body/{scene.article}/{slug(name)}", cls, scene.text(first, noun.end))
    for text in (f"{owner.label} {name}", *(f"{word} {name}" for word in scene.gazetteer.nationality(country))):
        listed = agent(scene.gazetteer, text, cls, country)
        if listed is not None:
            return listed
    label = f"{name[:1].upper()}{name[1:]} of {owner.label}"
    return Entity(f"body/{slug(name)}-{country.lower()}", cls, label, country=country, acts_for=owner.key)
