"""How claims of one event stand to one another: they corroborate, refine or contradict each other, slot by slot.

Decided with the taxonomy and with intervals: "Baloch militants" is refined by a named group, two different named groups
conflict, "at least 7" and 7 agree, 7 and 9 conflict. For each article and value one claim speaks, and of many claims
each is compared with a few, so that the number of relations grows with that of the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from kg.agreement import Entities, Side, side
from kg.model import Claim, Harm, Relation, RelationKind
from kg.ontology import Ontology
from kg.tolls import HARMS, figure

#: How the first value stands to the second, and whether it is the other way round.
Verdict = tuple[RelationKind, bool]
#: Reads a slot of a claim (a false value where the claim says nothing), and compares two values of it.
Slot = tuple[Callable[[Claim], Any], Callable[[Any, Any], "Verdict | None"]]
#: With so many claims all the others of an event are compared; up to here every two are.
WITNESSES = 12


def relations(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> list[Relation]:
    """The relations between claims of one event, in the order of their keys."""
    slots: Mapping[str, Slot] = {
        "source": (lambda c: side(c.source, entities, ontology), _sides),
        "target": (lambda c: side(c.target, entities, ontology), _sides),
        **{harm: (partial(_interval, harm), _counts) for harm in HARMS},
        "type": (lambda c: c.type, lambda one, other: _types(one, other, ontology)),
        "stance": (lambda c: c.stance, _stances),
    }
    ordered = sorted(claims, key=lambda c: (c.doc, c.trigger.start, c.key))
    found = [r for name, slot in slots.items() for r in _slot(name, ordered, slot)]
    return sorted(found, key=lambda r: (r.one, r.other, r.slot, r.kind))


def _slot(name: str, claims: Sequence[Claim], slot: Slot) -> list[Relation]:
    value, compare = slot
    speakers = _speakers(claims, value)
    found = []
    for one, other in _pairs([said for _, said in speakers]):
        (first, said), (second, answer) = speakers[one], speakers[other]
        verdict = compare(said, answer)
        if verdict and (verdict[0] != "corroborates" or first.doc != second.doc):
            keys = (second.key, first.key) if verdict[1] else (first.key, second.key)
            found.append(Relation(verdict[0], *keys, name))
    return found


def _speakers(claims: Sequence[Claim], value: Callable[[Claim], Any]) -> list[tuple[Claim, Any]]:
    """The first claim of each article for each value that it gives, with the value."""
    spoken: dict[tuple[str, Any], tuple[Claim, Any]] = {}
    for claim in claims:
        if said := value(claim):
            spoken.setdefault((claim.doc, said), (claim, said))
    return list(spoken.values())


def _pairs(values: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of each witness and every other value; witnesses are the first of each value, then any first ones."""
    first = {values[place]: place for place in reversed(range(len(values)))}
    witnesses = sorted(range(len(values)), key=lambda place: (first[values[place]] != place, place))[:WITNESSES]
    for place, witness in enumerate(witnesses):
        others = set(range(len(values))) - set(witnesses[: place + 1])
        yield from ((min(witness, other), max(witness, other)) for other in sorted(others))


def _sides(one: Side, other: Side) -> Verdict | None:
    """Named groups decide; a named one refines an unnamed one; the same states corroborate."""
    if one.named and other.named:
        return ("corroborates", False) if one.named & other.named else ("conflictsWith", False)
    if one.named and other.vague:
        return "refines", False
    if other.named and one.vague:
        return "refines", True
    return ("corroborates", False) if one.states & other.states else None


def _interval(harm: Harm, claim: Claim) -> tuple[int, float] | None:
    """The least and the greatest number of people that a claim allows to have come to a harm."""
    count = figure(claim.tolls, harm)
    return (count.min or 0, float("inf") if count.max is None else count.max) if count else None


def _counts(one: tuple[int, float], other: tuple[int, float]) -> Verdict:
    meet = max(one[0], other[0]) <= min(one[1], other[1])
    return "corroborates" if meet else "conflictsWith", False


def _types(one: str, other: str, ontology: Ontology) -> Verdict | None:
    if one == other:
        return "corroborates", False
    if other in ontology.types[one].parents:
        return "refines", False
    return ("refines", True) if one in ontology.types[other].parents else None


def _stances(one: str, other: str) -> Verdict | None:
    return ("conflictsWith", False) if {one, other} == {"asserted", "denied"} else None
