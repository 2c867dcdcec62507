"""People without a name: gunmen, protesters, "Chinese citizens", and the members of a named group, who stand for it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.definites import definite, is_aged
from kg.extract.kinds import noun_class
from kg.extract.nouns import Noun, holder, is_modifier, nouns
from kg.extract.owners import by_pronoun
from kg.extract.phrases import SUBJECTS, subject_of
from kg.extract.scene import Found, Scene
from kg.model import Entity
from kg.names.nounlists import Role

KINDS = frozenset({"people", "militant", "officials", "person"})
ORGANIZED = frozenset({"organization", "media", "party", "igo"})
NAMED_GROUPS = frozenset({"MilitantGroup", "PoliticalParty", "InternationalOrganization"})
PEOPLE = frozenset({"Person", "Official", "State"})
MEMBERS = "militant"
IGO = "InternationalOrganization"
INSTRUMENT = "instrument"
SIDES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
"""What the noun of somebody who does or suffers something is in a clause."""


def groups(scene: Scene) -> Scene:
    """Add the unnamed people of an article, and its unnamed organisations."""
    found = [one for noun in _listed(scene) if (one := _group(scene, noun)) is not None]
    return scene.with_(found)


def leftovers(scene: Scene) -> Scene:
    """Add the definite groups that refer to nobody named before: "the insurgent group", "the coalition"."""
    found = [
        scene.make(noun.start, noun.end, (_entity(scene, noun, None),), "group")
        for noun in _listed(scene)
        if not noun.plural and _says_enough(scene, noun)
    ]
    return scene.with_(found)


def somebody(scene: Scene) -> Scene:
    """Add those who do or suffer something and are known by a post only that says not for whom: "a judge", "two
    officers"."""
    posts = [noun for noun in nouns(scene, scene.gazetteer.role_nouns) if noun.entry.cls == "Official"]
    bodies = nouns(scene, scene.gazetteer.body_nouns)
    people = [noun for noun in bodies if noun.plural and noun.entry.kind != INSTRUMENT and not _is_state(scene, noun)]
    first = {noun.head: noun for noun in (*people, *posts)}
    found = [
        scene.make(noun.start, noun.end, (_entity(scene, noun, None),), "group/post")
        for _, noun in sorted(first.items())
        if noun.head not in scene.heads and noun.head not in scene.cover and _is_side(scene, noun)
    ]
    return scene.with_(found)


def _is_state(scene: Scene, noun: Noun) -> bool:
    return scene.words.has("party noun", scene.doc[noun.head].lemma_.lower())


def _is_side(scene: Scene, noun: Noun) -> bool:
    """Tell whether a noun is counted or has an article, and is a subject, an object or an agent."""
    head = scene.doc[noun.head]
    counted = any(one.dep_ in {"det", "nummod"} for one in head.lefts)
    placed = head.dep_ in SIDES or (head.dep_ == "conj" and head.head.dep_ in SIDES)
    return counted and placed and head.tag_ in {"NN", "NNS"} and not _is_predicate(scene, noun)


def _says_enough(scene: Scene, noun: Noun) -> bool:
    """Tell whether a noun that should refer to somebody says itself who acts: "armed group", not "group"."""
    lemma = scene.doc[noun.head].lemma_.lower()
    known = scene.words.has("enough", lemma)
    if is_modifier(scene.doc, noun) and not known:
        return False
    told = lemma != noun.entry.pattern or known
    return told and scene.words.has("definite", lemma) and not _is_predicate(scene, noun)


def _listed(scene: Scene) -> list[Noun]:
    """Return the common nouns for actors that are no body of a state and refer to nothing yet."""
    actors = [noun for noun in nouns(scene, scene.gazetteer.body_nouns) if noun.entry.kind in KINDS | ORGANIZED]
    taken = {noun.head for noun in actors}
    persons = [
        noun for noun in nouns(scene, scene.gazetteer.role_nouns) if _is_person(noun) and noun.head not in taken
    ]
    return [noun for noun in (*actors, *persons) if noun.head not in scene.heads]


def _is_person(noun: Noun) -> bool:
    return isinstance(noun.entry, Role) and noun.entry.cls == "Person"


def _group(scene: Scene, noun: Noun) -> Found | None:
    owner = holder(scene, noun)
    modifies = is_modifier(scene.doc, noun)
    if owner is not None and owner.cls in NAMED_GROUPS and _are_members(scene, noun, owner):
        return None if modifies else scene.make(noun.start, noun.end, (owner,), "members")
    described = _described(scene, noun) or _belonging(scene, noun)
    if described is not None:
        return described
    if _is_reference(scene, noun) or _is_predicate(scene, noun) or (modifies and noun.entry.kind != MEMBERS):
        return None
    if modifies and scene.words.has("group noun", scene.doc[noun.head].head.lemma_.lower()):
        return None
    if modifies:
        return scene.make(noun.first, noun.end, (_entity(scene, replace(noun, start=noun.first), None),), "group")
    owner = owner or by_pronoun(scene, scene.doc[noun.head])
    return scene.make(noun.start, noun.end, (_entity(scene, noun, owner),), "group")


def _described(scene: Scene, noun: Noun) -> Found | None:
    """Return the noun as another mention of the named actor that it describes, before or after its name."""
    head = scene.doc[noun.head]
    name = next((one.i for one in head.children if _is_apposed(one) and one.i in scene.heads), None)
    named = scene.heads.get(head.head.i) if head.dep_ == "appos" and head.i > head.head.i else None
    if named is None and name is not None and not noun.plural:
        named = scene.heads[name]
    if named is None and not noun.plural:
        named = _after_comma(scene, noun)
    if named is not None and (noun.plural or named.entity.cls in PEOPLE):
        return None
    end = noun.end + 1 if noun.end < len(scene.doc) and scene.doc[noun.end].pos_ == "DET" else noun.end
    after, before = scene.cover.get(end), scene.cover.get(noun.first - 1)
    if named is None and after is not None and after.start == end and after.entity.cls not in PEOPLE:
        named = after
    if named is None and before is not None and before.entity.cls == noun.entry.cls and not noun.plural:
        named = before
    return (
        scene.make(noun.start, noun.end, named.entities, "apposition") if named is not None and named.naming else None
    )


def _after_comma(scene: Scene, noun: Noun) -> Found | None:
    """Return the name that follows a noun of its class, though it was joined to what the noun hangs on: "places of
    a rebel group, the X"."""
    doc, at = scene.doc, noun.end + 1
    if at + 1 >= len(doc) or doc[noun.end].text != ",":
        return None
    named = scene.cover.get(at + 1 if doc[at].pos_ == "DET" else at)
    if named is None or named.entity.cls != noun.entry.cls:
        return None
    root = doc[named.start : named.end].root
    return named if root.dep_ == "appos" and root.head in doc[noun.head].ancestors else None


def _is_apposed(token: Token) -> bool:
    """Tell whether a name stands beside a noun, without a preposition, and means the same: "a rebel group, the X"."""
    beside = token.dep_ == "nmod" and token.i > token.head.i and not any(one.dep_ == "case" for one in token.children)
    return token.dep_ == "appos" or beside


def _belonging(scene: Scene, noun: Noun) -> Found | None:
    """Return people as the named group that they are said to be of, as a fact: "the people we hit are with the X"."""
    head, predicate = scene.doc[noun.head], scene.doc[noun.head].head
    if not noun.plural or head.dep_ not in SUBJECTS or not any(one.dep_ == "cop" for one in predicate.children):
        return None
    open_ = any(one.dep_ in {"aux", "advmod", "mark"} for one in predicate.children)
    words = {one.lower_ for one in predicate.children if one.dep_ == "case"}
    found = scene.heads.get(predicate.i)
    if open_ or found is None or not any(scene.words.has("belonging", word) for word in words):
        return None
    return scene.make(noun.start, noun.end, (found.entity,), "members") if found.entity.cls in NAMED_GROUPS else None


def _is_no_group(scene: Scene, pattern: str) -> bool:
    return scene.words.has("no group", pattern) or scene.words.has("honorific", pattern)


def _is_predicate(scene: Scene, noun: Noun) -> bool:
    """Tell whether the noun says what a named actor is ("X is a militant organisation")."""
    subject = subject_of(scene.doc[noun.head])
    return subject is not None and subject.i in scene.heads


def _are_members(scene: Scene, noun: Noun, owner: Entity) -> bool:
    """Tell whether people or bodies of a named group act as the group ("BLA fighters", "UN agencies")."""
    if noun.entry.kind in (ORGANIZED if owner.cls == IGO else ()):
        return True
    return noun.entry.kind in {MEMBERS, "officials"} or scene.words.has("member", scene.doc[noun.head].lemma_.lower())


def _is_reference(scene: Scene, noun: Noun) -> bool:
    """Tell whether the noun only takes up somebody named before ("the group"), or is too vague to be one."""
    lemma = scene.doc[noun.head].lemma_.lower()
    if scene.words.has("kin", lemma):
        return not _is_of_somebody(scene, noun)
    if scene.words.has("party noun", lemma):
        return not _are_some(scene, noun)
    if _is_no_group(scene, noun.entry.pattern):
        return noun.entry.kind != "media" or noun.start == noun.first  # "Iranian media" are not all media
    if noun.start == noun.first and scene.words.has("vague", noun.entry.pattern):
        return True
    if noun.plural or noun.start != noun.first or not scene.words.has("definite", lemma):
        return _is_by_age(scene, scene.doc[noun.head])
    return lemma == noun.entry.pattern or not _is_indefinite(scene, noun)


def _is_by_age(scene: Scene, head: Token) -> bool:
    """Tell whether a noun with an age takes up the one person named before: "the 49-year-old banker"."""
    return is_aged(scene, head) and definite(scene, head) is not None


def _are_some(scene: Scene, noun: Noun) -> bool:
    """Tell whether states are described and not taken up: "Western countries", not "both nations"."""
    left = [one for one in scene.doc[noun.head].lefts if one.dep_ in {"det", "nummod", "nmod:poss"}]
    return noun.plural and (noun.start < noun.first or " " in noun.entry.pattern) and not left


def _is_of_somebody(scene: Scene, noun: Noun) -> bool:
    """Tell whether the relative of somebody with a name is meant ("the minister's brother")."""
    owner = holder(scene, noun)
    return owner is not None and owner.cls in PEOPLE and owner.cls != "State"


def _is_indefinite(scene: Scene, noun: Noun) -> bool:
    return any("Ind" in one.morph.get("Definite", []) for one in scene.doc[noun.head].lefts)


def _entity(scene: Scene, noun: Noun, owner: Entity | None) -> Entity:
    """Return the people that a phrase describes; of a nationality when it says so."""
    text = scene.text(noun.start, noun.end)
    label = text if any(token.is_title for token in scene.doc[noun.start : noun.end]) else text.lower()
    if owner is not None and scene.words.has("kin", scene.doc[noun.head].lemma_.lower()):
        label = f"{owner.label}'s {scene.text(noun.first, noun.end)}"
    label = label if noun.plural or not is_modifier(scene.doc, noun) else _plural(scene, label)
    cls = noun.entry.cls if noun.entry.kind in ORGANIZED else "Group"
    loose = scene.words.has("loose", scene.doc[noun.head].lemma_.lower())
    if loose or noun_class(scene, scene.doc[noun.head]) == "MilitantGroup":
        cls = "Group"
    country = owner.country if owner is not None else None
    within = (owner.key,) if owner is not None and owner.cls == "State" else ()
    return Entity(scene.own_key(label), cls, label, country=country, within=within)


def _plural(scene: Scene, label: str) -> str:
    """Return the listed plural of a noun that modifies another ("militants" for "militant targets")."""
    for ending in ("s", ""):
        if label + ending in scene.gazetteer.bodies:
            return label + ending
    return label
