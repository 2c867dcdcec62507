"""How two values of one slot stand to each other: equal, one refines the other, compatible, or they conflict.

Decided with the taxonomy, with containment and with intervals. ``None`` means that neither follows from what is said:
a group and the state on whose soil it was struck are both hit. Whoever denies an act says nothing of its slots.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.agreement import Entities, Side
from kg.linking.kinds import kinds_of
from kg.model import Entity
from kg.ontology import Ontology

#: A verdict as the first value has it; ``refined`` says that the second is the more precise.
Standing = Literal["equal", "refines", "refined", "compatible", "conflicts"]
#: Classes of places of which something lies in one at most; two of a level exclude each other.
LEVELS = ("State", "Province", "District", "City", "Village")


#: The kind of people that groups with a name are.
ARMED = "Militants"
#: Kinds of victims by the names of their classes.
Kinds = frozenset[str]
MANY = float("inf")


@dataclass(frozen=True, slots=True)
class Number:
    """How many people of some kinds (of whatever kind where there are none), at least and at most."""

    least: float
    most: float
    kinds: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class World:
    """What is known of actors and places, and of classes."""

    entities: Entities
    ontology: Ontology

    def is_a(self, key: str, *classes: str) -> bool:
        """Say whether an entity is known and of one of the classes."""
        entity = self.entities.get(key)
        return entity is not None and any(self.ontology.is_a(entity.cls, one) for one in classes)

    def above(self, key: str) -> frozenset[str]:
        """Return those for whom an entity acts or of which it is part, and those above these."""
        found: set[str] = set()
        pending = [key]
        while pending:
            entity = self.entities.get(pending.pop())
            near = {one for one in (entity.acts_for, entity.parent) if one} - found if entity else set()
            found |= near
            pending.extend(near)
        return frozenset(found)


def of_sources(one: Side, other: Side, world: World) -> Standing | None:
    """Compare who did it: one author excludes another."""
    return _sides(one, other, world) or ("conflicts" if _strangers(one, other, world) else None)


def of_targets(one: Side, other: Side, world: World) -> Standing | None:
    """Compare who suffered it; a group and a state can both do so."""
    return _sides(one, other, world)


def of_places(one: frozenset[str], other: frozenset[str], world: World) -> Standing | None:
    """Compare where it was: what lies in the other refines it; two of one level exclude each other."""
    first, second = _finest(one, world), _finest(other, world)
    if first == second:
        return "equal"
    if _inside(first, second, world):
        return "refines"
    if _inside(second, first, world):
        return "refined"
    pairs = [(a, b) for a in sorted(first) for b in sorted(second)]
    if all(_apart(a, b, world) for a, b in pairs):
        return "conflicts"
    related = any(a == b or a in _around(b, world) or b in _around(a, world) for a, b in pairs)
    return "compatible" if related else None


def of_days(one: tuple[date, date], other: tuple[date, date]) -> Standing:
    """Compare when it was, as the first and the last possible day."""
    if one == other:
        return "equal"
    if one[0] > other[1] or other[0] > one[1]:
        return "conflicts"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "refines"
    return "refined" if one[0] <= other[0] and other[1] <= one[1] else "compatible"


def of_numbers(one: Number, other: Number, ontology: Ontology) -> Standing | None:
    """Compare how many it were: "at least 7" and 7 agree, 7 and 9 do not; 2 children can be some of 7 people."""
    if one == other:
        return "equal"
    covers, covered = _covers(one.kinds, other.kinds, ontology), _covers(other.kinds, one.kinds, ontology)
    if not (covers or covered):
        return None
    most = min(one.most if covers else MANY, other.most if covered else MANY)
    return "compatible" if max(one.least, other.least) <= most else "conflicts"


def of_victims(one: Kinds, other: Kinds, ontology: Ontology) -> Standing | None:
    """Compare what kind of people it were: children are civilians, and no terrorists."""
    if one == other:
        return "equal"
    finer, wider = _under(one, other, ontology), _under(other, one, ontology)
    if finer != wider:
        return "refines" if finer else "refined"
    if one & other:
        return "compatible"
    apart = all(_exclude(a, b, ontology) for a in one for b in other)
    return "conflicts" if apart else None


def of_types(one: str, other: str, ontology: Ontology) -> Standing | None:
    """Compare what it was: a finer class refines those above it; two words for one kind of act go together."""
    if one == other:
        return "equal"
    first, second = ontology.event_type(one), ontology.event_type(other)
    if other in first.parents:
        return "refines"
    if one in second.parents:
        return "refined"
    return "compatible" if first.kind and first.kind == second.kind else None


def _covers(kinds: Kinds, others: Kinds, ontology: Ontology) -> bool:
    """Whether people of the ``others`` are all of the ``kinds``, which are all people where there are none."""
    return not kinds or (bool(others) and all(_line(kind, ontology) & kinds for kind in others))


def _under(kinds: Kinds, others: Kinds, ontology: Ontology) -> bool:
    """Whether each kind is one of the others or narrower, and some is narrower."""
    return all(_line(kind, ontology) & others for kind in kinds) and not kinds <= others


def _line(kind: str, ontology: Ontology) -> frozenset[str]:
    """A kind and those above it."""
    return frozenset({kind, *ontology.broader.get(kind, ())})


def _exclude(one: str, other: str, ontology: Ontology) -> bool:
    """Whether nobody is of both kinds, to those who use the words."""
    first, second = _line(one, ontology), _line(other, ontology)
    return any(second & set(ontology.excluded.get(kind, ())) for kind in first) or any(
        first & set(ontology.excluded.get(kind, ())) for kind in second
    )


def _sides(one: Side, other: Side, world: World) -> Standing | None:
    """Compare parties, the unnamed ones by their labels: the named ones decide, and refine unnamed people."""
    if one == other:
        return "equal"
    first, second = one.states | one.named, other.states | other.named
    if first & second:
        return "compatible"
    if first and second:
        return _named(one, other, world)
    if first or second:
        told, vague = (one, other) if first else (other, one)
        return ("refines" if first else "refined") if _could_be(told, vague, world) else None
    return _unnamed(one.vague, other.vague)


def _unnamed(one: Collection[str], other: Collection[str]) -> Standing | None:
    """Compare people without a name: "Baloch militants" refines "militants", and goes with "terrorists"."""
    if len(one) == len(other) == 1:
        first, second = (set(label.split()) for label in (*one, *other))
        if first != second and kinds_of(*one) == kinds_of(*other) != frozenset():
            return "refines" if first > second else "refined" if first < second else "compatible"
    return "compatible" if set(one) & set(other) else None


def _named(one: Side, other: Side, world: World) -> Standing | None:
    """Compare parties that are named and have nobody in common."""
    if _all_under(one.named, other.named, world):
        return "refines"
    if _all_under(other.named, one.named, world):
        return "refined"
    if one.states and other.states:
        return "conflicts"
    apart = not one.states and not other.states and all(_bodies(s.named, world) for s in (one, other))
    return "conflicts" if apart else None


def _strangers(one: Side, other: Side, world: World) -> bool:
    """Whether a state stands here and an organization that is none of that state's there."""
    for here, there in ((one, other), (other, one)):
        if here.states and not here.named and there.named and not there.states:
            return _bodies(there.named, world) and not here.states & _countries(there.named, world)
    return False


def _could_be(told: Side, vague: Side, world: World) -> bool:
    """Whether unnamed people can be those whom somebody names: militants a group, neither farmers nor gunmen from
    elsewhere."""
    if not told.named or told.states or any(kinds_of(label) - {ARMED} for label in vague.vague):
        return False
    homes = _countries(told.named, world)
    return not homes or not vague.homes or bool(homes & vague.homes)


def _bodies(keys: Collection[str], world: World) -> bool:
    """Whether all are organizations: of two people, or a person and a group, both can be meant."""
    return all(world.is_a(key, "Organization") for key in keys)


def _all_under(several: Collection[str], others: Collection[str], world: World) -> bool:
    return bool(several) and all(world.above(key) & set(others) for key in several)


def _countries(keys: Collection[str], world: World) -> frozenset[str]:
    known = (world.entities[key].country for key in keys if key in world.entities)
    return frozenset(code for code in known if code)


def _finest(places: frozenset[str], world: World) -> frozenset[str]:
    """The places without those in which another of them lies."""
    return frozenset(p for p in places if not any(p in _around(q, world) for q in places))


def _around(place: str, world: World) -> frozenset[str]:
    """All that a place lies in."""
    entity = world.entities.get(place)
    if entity is None:
        return frozenset()
    state = f"state/{entity.country}"
    return frozenset({*entity.within, *((state,) if entity.country else ())} - {place})


def _inside(several: frozenset[str], others: frozenset[str], world: World) -> bool:
    """Whether each place is, or lies in, one of the others, and none of these is left over."""
    chains = [_around(place, world) | {place} for place in several]
    return all(chain & others for chain in chains) and all(any(o in chain for chain in chains) for o in others)


def _apart(one: str, other: str, world: World) -> bool:
    """Whether two places lie in different ones of some level."""
    first, second = _levels(one, world), _levels(other, world)
    return any(first[level] != second[level] for level in first.keys() & second.keys())


def _levels(place: str, world: World) -> dict[str, str]:
    """The one place of each level that a place is or lies in."""
    chain: list[Entity] = [
        world.entities[key] for key in (place, *sorted(_around(place, world))) if key in world.entities
    ]
    found: dict[str, list[str]] = {}
    for entity in chain:
        if entity.cls in LEVELS:
            found.setdefault(entity.cls, []).append(entity.key)
    return {level: keys[0] for level, keys in found.items() if len(keys) == 1}
