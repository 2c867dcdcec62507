"""Which claims of one article are about the same act: headline, lead, quotation and background tell it again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.agreement import Entities, View, merged, same_act, score, view
from kg.model import Claim
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims taken for one act, and what they say together."""

    view: View
    claims: tuple[Claim, ...]


def group(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> tuple[Claim, ...]:
    """The claims with ``group`` set: the smallest key among those of the same act.

    Claims that name nobody at all ("two were killed") belong to the nearest act that they fit, or are left out."""
    clusters: list[Cluster] = []
    ordered = sorted(claims, key=lambda c: (_vagueness(c), c.trigger.start, c.key))
    for claim in ordered:
        seen = view(claim, entities, ontology)
        best = _best(claim, seen, clusters, ontology)
        if best is None:
            clusters.append(Cluster(seen, (claim,)))
        else:
            clusters[best] = Cluster(merged(clusters[best].view, seen), (*clusters[best].claims, claim))
    clusters = [c for c in clusters if c.view.source or c.view.target]
    named = (replace(c, group=min(m.key for m in cluster.claims)) for cluster in clusters for c in cluster.claims)
    return tuple(sorted(named, key=lambda c: (c.trigger.start, c.key)))


def _vagueness(claim: Claim) -> int:
    """Claims that say more come first, so that those that say less find what they belong to."""
    return -(bool(claim.source) + bool(claim.target) + bool(claim.when and claim.when.start))


def _best(claim: Claim, seen: View, clusters: Sequence[Cluster], ontology: Ontology) -> int | None:
    """The cluster that has most in common with a claim, the nearest one in the text among equals."""
    fitting = [
        (score(cluster.view, seen), -_distance(cluster, claim), number)
        for number, cluster in enumerate(clusters)
        if same_act(cluster.view, seen, ontology)
    ]
    if not seen.source and not (seen.target.states or seen.target.named):
        return max(fitting, key=lambda f: (f[1], f[0]))[2] if fitting else None
    good = [f for f in fitting if f[0] >= (3 if not (claim.source and claim.target) else 4)]
    return max(good)[2] if good else None


def _distance(cluster: Cluster, claim: Claim) -> int:
    return min(abs(c.trigger.start - claim.trigger.start) for c in cluster.claims)
