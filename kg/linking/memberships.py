"""Why each article's claims are among those of an event: what agreed, how much, and with which claim it agreed most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.linking.clusters import Cluster, Member
from kg.linking.scoring import ENOUGH, Agreement, compare
from kg.model import Membership
from kg.ontology import Ontology

#: With so many groups that were there before it a group is compared to find the one that it agrees with most.
WITNESSES = 12


def memberships(cluster: Cluster, events: Mapping[str, str], ontology: Ontology) -> tuple[Membership, ...]:
    """Return a membership for each group of an event of several articles, and for one that could be of another event.

    ``events`` are the keys of events by those of the groups in them."""
    found = []
    for place, member in enumerate(cluster.members):
        other = tuple(sorted({events[rival.key] for rival in member.rivals}))
        if len(cluster.members) > 1 or other:
            found.append(_membership(member, cluster.members[: min(place, WITNESSES)], other, ontology))
    return tuple(sorted(found, key=lambda one: one.claims))


def _membership(
    member: Member, before: Sequence[Member], could_be: tuple[str, ...], ontology: Ontology
) -> Membership:
    joined = member.agreement or Agreement()
    ranked = [(compare(member.group.view, one.group.view, ontology).points, one.group.key) for one in before]
    nearest = min(ranked, key=lambda pair: (-pair[0], pair[1]))[1] if ranked else None
    return Membership(
        claims=tuple(sorted(claim.key for claim in member.group.claims)),
        reason="; ".join(_reasons(member, before, could_be)),
        score=member.agreement.points if member.agreement else None,
        agrees=tuple(slot for slot, points in joined.slots if points > 0),
        disagrees=tuple(slot for slot, points in joined.slots if points < 0),
        nearest=nearest,
        could_be=could_be,
    )


def _reasons(member: Member, before: Sequence[Member], could_be: tuple[str, ...]) -> Iterator[str]:
    """Yield in words why a group is where it is."""
    if member.pinned:
        yield "a pin holds it here"
    elif member.agreement:
        slots = ", ".join(f"{slot} {points:+}" for slot, points in member.agreement.slots)
        yield f"{slots}: {member.agreement.points} points, {ENOUGH} are enough"
    elif not before:
        yield "the first, which the others were compared with" if not could_be else "on its own"
    if could_be:
        yield "it could as well be another event"
