"""Do two claims speak of the same act? One comparison, used inside an article and across articles.

Two claims can be one act when nothing that both say disagrees: the type (up to the taxonomy), the acting side, the
suffering side, the day; where nobody is named as the author, also the place and the number of the dead. Unknown
agrees with everything but proves nothing. Mirror images (A strikes B, B strikes A) and different days never agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from kg.isodates import bounds, could_be, patterns_meet
from kg.model import Argument, Claim, Entity, Interval, When
from kg.ontology import Ontology
from kg.tolls import figure, told_exactly

#: PLOVER root of the acts that a group and the state on whose soil it is suffer together.
FORCE = "ASSAULT"
#: PLOVER root of arrests, seizures and the like.
COERCION = "COERCE"
#: Kinds of acts that a general word for their root does not tell: an attack is no abduction, an accusation no inquiry.
APART = frozenset({"abduction", "inquiry", "mediation"})
Entities = Mapping[str, Entity]
Days = tuple[date, date]
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: the states that act or suffer in it, the named actors, the unnamed groups and where they
    are from."""

    states: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()

    def __or__(self, other: Side) -> Side:
        homes = self.homes | other.homes
        return Side(self.states | other.states, self.named | other.named, self.vague | other.vague, homes)

    def __bool__(self) -> bool:
        return bool(self.states or self.named or self.vague)


@dataclass(frozen=True, slots=True)
class View:
    """What one or several claims say of an act, ready to be compared.

    ``dead`` are the least numbers of dead, ``tolls`` the intervals of those that are named ("at least 7" is 7 and more,
    "several" names none). ``patterns`` are what unresolved times still say ("on Thursday"), ``rules`` the entries of
    the lexicon that found the words for the act."""

    types: frozenset[str]
    source: Side
    target: Side
    days: Days | None
    symmetric: bool
    dead: frozenset[int] = frozenset()
    places: frozenset[frozenset[str]] = frozenset()
    patterns: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    tolls: frozenset[Interval] = frozenset()


def view(claim: Claim, entities: Entities, ontology: Ontology) -> View:
    """The comparable side of a claim."""
    dead, said = told_exactly(claim.tolls, "killed"), figure(claim.tolls, "killed")
    named = said if said and said.hedge != "indefinite" else None
    source, target = _facing(claim, entities, ontology)
    return View(
        frozenset({claim.type}),
        source,
        target,
        days(claim.when),
        ontology.types[claim.type].symmetric,
        frozenset({dead} if dead else ()),
        _places(claim, entities),
        frozenset({claim.when.pattern} if claim.when and claim.when.pattern else ()),
        frozenset({claim.rule}),
        frozenset({(named.min, named.max)} if named and named.min else ()),
    )


def merged(one: View, other: View) -> View:
    """What two claims of one act say together; of two agreeing intervals of days the common part."""
    together = one.days or other.days
    if one.days and other.days:
        together = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
    return View(
        one.types | other.types,
        one.source | other.source,
        one.target | other.target,
        together,
        one.symmetric,
        one.dead | other.dead,
        one.places | other.places,
        one.patterns | other.patterns,
        one.rules | other.rules,
        one.tolls | other.tolls,
    )


def _places(claim: Claim, entities: Entities) -> frozenset[frozenset[str]]:
    """The places that a claim names, each with all that it lies in."""
    places = (place for argument in claim.place if (place := entities.get(argument.entity)))
    return frozenset(frozenset({place.key, *place.within}) for place in places)


def _same_place(one: View, other: View) -> bool:
    """Whether some place of the one is, or lies in, one of the other; an unknown one may be anywhere."""
    known = [(a, b) for a in one.places for b in other.places]
    return not known or any(a <= b or b <= a for a, b in known)


def side(arguments: tuple[Argument, ...], entities: Entities, ontology: Ontology) -> Side:
    """The states, named actors and unnamed groups among arguments; "the ministry" of no known state says nothing."""
    sides = (side_of(e, ontology) for a in arguments if (e := entities.get(a.entity)))
    return reduce(or_, sides, Side())


def _facing(claim: Claim, entities: Entities, ontology: Ontology) -> tuple[Side, Side]:
    """Both sides of a claim. What a state does to a body or an official of its own is done to these, and who acts
    against the own state does not act for it: the guards against the state are no state against its guards."""
    source, target = (side(one, entities, ontology) for one in (claim.source, claim.target))
    own = source.states & target.states
    if not own:
        return source, target
    itself = {e.country for a in claim.target if (e := entities.get(a.entity)) and not _office(e, ontology)}
    return _apart(claim.source, own & itself, entities, ontology), _apart(claim.target, own, entities, ontology)


def _apart(arguments: tuple[Argument, ...], states: frozenset[str], entities: Entities, ontology: Ontology) -> Side:
    """A side on which the bodies and officials of these states stand for themselves."""
    known = (e for a in arguments if (e := entities.get(a.entity)))
    sides = (
        Side(named=frozenset({e.key})) if e.country in states and _office(e, ontology) else side_of(e, ontology)
        for e in known
    )
    return reduce(or_, sides, Side())


def side_of(entity: Entity, ontology: Ontology) -> Side:
    """What one entity is on a side: a state, a named actor, an unnamed group; an office of no known state is none."""
    if entity.country and speaks_for_state(entity, ontology):
        return Side(states=frozenset({entity.country}))
    if _office(entity, ontology):
        return Side()
    if ontology.is_a(entity.cls, "Group"):
        return Side(vague=frozenset({entity.key}), homes=frozenset({entity.country} if entity.country else ()))
    return Side(named=frozenset({entity.key}))


def speaks_for_state(entity: Entity, ontology: Ontology) -> bool:
    """Whether an entity is a state, or acts for one: its government, its forces, its officials."""
    return ontology.is_a(entity.cls, "State") or _office(entity, ontology)


def _office(entity: Entity, ontology: Ontology) -> bool:
    return any(ontology.is_a(entity.cls, c) for c in ("GovernmentBody", "ArmedForce", "Official"))


def same_act(one: View, other: View, ontology: Ontology) -> bool:
    """Whether nothing that both say speaks against their being one act."""
    if not same_type(one.types, other.types, ontology) or not same_time(one, other):
        return False
    if not ((one.source and other.source) or _same_place(one, other)):
        return False
    if one.symmetric or other.symmetric:
        return _parties(one.source | one.target, other.source | other.target)
    unsigned = not one.source or not other.source
    if unsigned and one.dead and other.dead and not one.dead & other.dead:
        return False
    force = all(ontology.types[t].root == FORCE for t in one.types | other.types)
    return _actors(one.source, other.source) and _victims(one.target, other.target, mixed=force)


def score(one: View, other: View) -> int:
    """How much two views that do not disagree have in common; 0 when nothing at all."""
    points = 0
    pairs = [(one.source, other.source), (one.target, other.target)]
    if one.symmetric:
        pairs.append((one.source | one.target, other.source | other.target))
    for a, b in pairs:
        points += 3 * bool(a.states & b.states) + 3 * bool(a.named & b.named) + bool(a.vague & b.vague)
    return points + (2 if points and one.days and other.days else 0)


def same_type(one: frozenset[str], other: frozenset[str], ontology: Ontology) -> bool:
    """Whether every type of the one can be a word for the act that a type of the other names."""
    return all(_types(a, b, ontology) for a in one for b in other)


def _types(a: str, b: str, ontology: Ontology) -> bool:
    first, second = ontology.types[a], ontology.types[b]
    if a == b:
        return True
    if first.kind and first.kind == second.kind:
        return first.root == second.root
    related = a in second.parents or b in first.parents
    return related and not {first.kind, second.kind} & APART


def same_time(one: View, other: View) -> bool:
    """Whether two views can be of one time: their days meet, and a Thursday is no Tuesday."""
    return (
        same_days(one.days, other.days)
        and all(fits(pattern, other.days) for pattern in one.patterns)
        and all(fits(pattern, one.days) for pattern in other.patterns)
        and all(patterns_meet(a, b) for a in one.patterns for b in other.patterns)
    )


def fits(pattern: str, interval: Days | None) -> bool:
    """Whether a pattern allows some day of an interval."""
    if interval is None or (interval[1] - interval[0]).days >= _YEAR:
        return True
    return any(could_be(pattern, interval[0] + timedelta(n)) for n in range((interval[1] - interval[0]).days + 1))


def same_days(one: Days | None, other: Days | None) -> bool:
    """Whether two intervals of days meet; an unknown one meets every other."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def _actors(one: Side, other: Side) -> bool:
    """Acting sides agree when they share somebody, or when one only has unnamed people where the other is no state."""
    if not one or not other or one.states & other.states or one.named & other.named or one.vague & other.vague:
        return True
    if one.states or other.states:
        return bool(one.states & other.homes or one.homes & other.states)
    return not (one.named and other.named)


def _victims(one: Side, other: Side, *, mixed: bool) -> bool:
    """Suffering sides agree unless they name different states or different others.

    With ``mixed``, a group here and a state there can be one act: the group on the soil of the state."""
    if one.states and other.states:
        return one.states <= other.states or other.states <= one.states
    if not mixed and (one.states or one.named) and (other.states or other.named):
        return bool(one.named & other.named)
    return not (one.named and other.named) or bool(one.named & other.named)


def _parties(one: Side, other: Side) -> bool:
    """The parties of a meeting agree when the smaller set lies within the larger."""
    first, second = one.states | one.named, other.states | other.named
    return not first or not second or first <= second or second <= first


def days(when: When | None) -> Days | None:
    """The first and last day that a time allows, or None when it is unknown."""
    if when is None or when.start is None:
        return None
    return bounds(when.start)[0], bounds(when.end or when.start)[1]
