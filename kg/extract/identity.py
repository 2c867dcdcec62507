"""Which claims of one article are about the same act: headline, lead, quotation and background tell it repeatedly."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.agreement import Entities, Side, View, merged, same_act, score, view
from kg.model import Claim
from kg.ontology import Ontology

#: Who acts, who suffers, or who is one of several equals, with the key.
Party = tuple[str, str]


@dataclass(slots=True)
class Cluster:
    """Claims taken for one act, what they say together, and where in the text, in order."""

    number: int
    view: View
    claims: list[Claim] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def group(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> tuple[Claim, ...]:
    """The claims with ``group`` set: the smallest key among those of the same act.

    Claims that name nobody at all ("two were killed") belong to the nearest act that they fit, or are left out."""
    clusters: list[Cluster] = []
    by_party: dict[Party, dict[int, Cluster]] = {}
    for claim in sorted(claims, key=lambda c: (_vagueness(c), c.trigger.start, c.key)):
        seen = view(claim, entities, ontology)
        if seen.source or seen.target.states or seen.target.named:
            best = _best(claim, seen, _sharing(seen, by_party), ontology)
        else:
            best = _nearest(claim, seen, clusters, ontology)
        if best is None:
            best = Cluster(len(clusters), seen)
            clusters.append(best)
        best.view = merged(best.view, seen)
        best.claims.append(claim)
        insort(best.places, claim.trigger.start)
        for party in _parties(best.view, best.view.symmetric):
            by_party.setdefault(party, {})[best.number] = best
    clusters = [c for c in clusters if c.view.source or c.view.target]
    keys = {c.number: min(claim.key for claim in c.claims) for c in clusters}
    grouped = (replace(c, group=keys[cluster.number]) for cluster in clusters for c in cluster.claims)
    return tuple(sorted(grouped, key=lambda c: (c.trigger.start, c.key)))


def _vagueness(claim: Claim) -> int:
    """Claims that say more come first, so that those that say less find what they belong to."""
    return -(bool(claim.source) + bool(claim.target) + bool(claim.when and claim.when.start))


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


def _best(claim: Claim, seen: View, clusters: Sequence[Cluster], ontology: Ontology) -> Cluster | None:
    """The cluster that has most in common with a claim, the nearest one in the text among equals."""
    least = 4 if claim.source and claim.target else 3
    fitting = (c for c in clusters if score(c.view, seen) >= least and same_act(c.view, seen, ontology))
    return max(fitting, key=lambda c: (score(c.view, seen), -_distance(c, claim), c.number), default=None)


def _nearest(claim: Claim, seen: View, clusters: Sequence[Cluster], ontology: Ontology) -> Cluster | None:
    """The nearest cluster that a claim fits, the one that has most in common with it among equals."""
    fitting = (c for c in clusters if same_act(c.view, seen, ontology))
    return max(fitting, key=lambda c: (-_distance(c, claim), score(c.view, seen)), default=None)


def _distance(cluster: Cluster, claim: Claim) -> int:
    """How far the nearest word of the cluster is from that of the claim."""
    place = bisect(cluster.places, claim.trigger.start)
    return min(abs(start - claim.trigger.start) for start in cluster.places[max(place - 1, 0) : place + 1])
