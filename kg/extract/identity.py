"""Which claims of one article are about the same act: headline, lead, quotation and background tell it repeatedly."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.agreement import FORCE, Entities, Side, View, merged, same_act, score, view
from kg.model import Claim
from kg.ontology import Ontology
from kg.tolls import is_count

#: The score of one state or named actor in common: less is not enough for two claims to be one act.
ENOUGH = 3
#: Who acts, who suffers, or who is one of several equals, with the key.
Party = tuple[str, str]


@dataclass(slots=True)
class Cluster:
    """Claims taken for one act, what they say together, and where in the text, in order."""

    number: int
    view: View
    claims: list[Claim] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def group(
    claims: Sequence[Claim],
    entities: Entities,
    ontology: Ontology,
    ties: Mapping[str, str] | None = None,
    apart: Collection[frozenset[str]] = (),
) -> tuple[Claim, ...]:
    """The claims with ``group`` set: the smallest key among those of the same act.

    ``ties`` are claims, by key, that the grammar makes one act with another ("strikes that killed seven"). Claims
    that name nobody at all ("two were killed") belong to the nearest act that they fit, or are left out. Two that are
    ``apart`` are never one act."""
    clusters: list[Cluster] = []
    by_party: dict[Party, dict[int, Cluster]] = {}
    for unit in _units(claims, ties or {}, entities, ontology):
        seen, start = unit.view, unit.claims[0].trigger.start
        if seen.source or seen.target.states or seen.target.named:
            best = _best(start, seen, _other(unit, _sharing(seen, by_party), apart), ontology)
        else:
            best = _nearest(start, seen, _other(unit, clusters, apart), ontology)
        if best is None:
            best = Cluster(len(clusters), seen)
            clusters.append(best)
        best.view = merged(best.view, seen)
        best.claims.extend(unit.claims)
        for claim in unit.claims:
            insort(best.places, claim.trigger.start)
        for party in _parties(best.view, best.view.symmetric):
            by_party.setdefault(party, {})[best.number] = best
    clusters = [c for c in clusters if any(_tells(claim, ontology) for claim in c.claims)]
    keys = {c.number: min(claim.key for claim in c.claims) for c in clusters}
    grouped = (replace(c, group=keys[cluster.number]) for cluster in clusters for c in cluster.claims)
    return tuple(sorted(grouped, key=lambda c: (c.trigger.start, c.key)))


def _tells(claim: Claim, ontology: Ontology) -> bool:
    """Whether a claim names somebody, or an act of force of a certain kind with its place or its victims."""
    if claim.source or claim.target:
        return True
    kind = ontology.types[claim.type]
    certain = kind.root == FORCE and kind.parents and ontology.types[kind.parents[0]].root == FORCE
    return bool(certain and (claim.place or any(map(is_count, claim.tolls))))


def _units(
    claims: Sequence[Claim], ties: Mapping[str, str], entities: Entities, ontology: Ontology
) -> list[Cluster]:
    """Claims that the grammar ties together, those units first that say more, so that the others find what they
    belong to."""
    units: dict[str, Cluster] = {}
    for claim in sorted(claims, key=lambda c: (c.key in ties, c.trigger.start, c.key)):
        seen, other = view(claim, entities, ontology), units.get(ties.get(claim.key, ""))
        if other is None or not same_act(other.view, seen, ontology):
            units[claim.key] = Cluster(len(units), seen, [claim])
            continue
        other.view = merged(other.view, seen)
        other.claims.append(claim)
        units[claim.key] = other
    unique = {unit.number: unit for unit in units.values()}
    return sorted(unique.values(), key=lambda u: (_vagueness(u.view), u.claims[0].trigger.start, u.claims[0].key))


def _vagueness(seen: View) -> int:
    return -(bool(seen.source) + bool(seen.target) + bool(seen.days))


def _sharing(seen: View, by_party: Mapping[Party, Mapping[int, Cluster]]) -> list[Cluster]:
    """The clusters that have anybody in common with a claim: without that, no two claims are about one act."""
    found: dict[int, Cluster] = {}
    for party in _parties(seen, True):
        found.update(by_party.get(party, {}))
    return [found[number] for number in sorted(found)]


def _parties(seen: View, symmetric: bool) -> Iterator[Party]:
    roles = {"source": seen.source, "target": seen.target}
    if symmetric:
        roles["party"] = seen.source | seen.target
    yield from ((role, key) for role, side in roles.items() for key in sorted(_keys(side)))


def _keys(side: Side) -> frozenset[str]:
    return side.states | side.named | side.vague


def _best(start: int, seen: View, clusters: Sequence[Cluster], ontology: Ontology) -> Cluster | None:
    """The cluster that has most in common with what is said at ``start``, the nearest one in the text among equals.

    As many dead are the surest sign that an act is told again."""
    fitting = (c for c in clusters if score(c.view, seen) >= ENOUGH and same_act(c.view, seen, ontology))
    return max(
        fitting,
        key=lambda c: (_as_many(c.view, seen), score(c.view, seen), -_distance(c, start), c.number),
        default=None,
    )


def _other(unit: Cluster, clusters: Sequence[Cluster], apart: Collection[frozenset[str]]) -> Sequence[Cluster]:
    """The clusters without a claim that is kept apart from one of the unit."""
    mine = {key for pair in apart for key in pair if any(claim.key in pair for claim in unit.claims)}
    mine -= {claim.key for claim in unit.claims}
    return [c for c in clusters if not any(claim.key in mine for claim in c.claims)] if mine else clusters


def _nearest(start: int, seen: View, clusters: Sequence[Cluster], ontology: Ontology) -> Cluster | None:
    """The nearest cluster that fits what is said at ``start``, the one that has most in common with it among equals."""
    fitting = (c for c in clusters if same_act(c.view, seen, ontology))
    return max(fitting, key=lambda c: (_as_many(c.view, seen), -_distance(c, start), score(c.view, seen)), default=None)


def _as_many(one: View, other: View) -> bool:
    """Whether both name one number of dead, more than one."""
    return any(number > 1 for number in one.dead & other.dead)


def _distance(cluster: Cluster, start: int) -> int:
    """How far the nearest word of the cluster is from the one that begins at ``start``."""
    place = bisect(cluster.places, start)
    return min(abs(other - start) for other in cluster.places[max(place - 1, 0) : place + 1])
