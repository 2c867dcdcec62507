"""How claims of one event stand to one another: they corroborate, refine or contradict each other, slot by slot.

Decided with the taxonomy and with intervals: "Baloch militants" is refined by a named group, two different named groups conflict, "at
least 7" and 7 agree, 7 and 9 conflict. For each article and value one claim speaks, so that the number of relations stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from kg.agreement import Entities, Side, side
from kg.model import Claim, Count, Relation, RelationKind
from kg.ontology import Ontology

Verdict = tuple[RelationKind, bool]
#: A comparison says how the first value stands to the second, ``True`` when the other way round, or ``None`` when nothing can be said.
Compare = Callable[[Claim, Claim], "Verdict | None"]


def relations(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> list[Relation]:
    """The relations between claims of one event, in the order of their keys."""
    slots: Mapping[str, tuple[Callable[[Claim], object], Compare]] = {
        "source": (lambda c: _parties(c, "source", entities, ontology), _by_side("source", entities, ontology)),
        "target": (lambda c: _parties(c, "target", entities, ontology), _by_side("target", entities, ontology)),
        "killed": (lambda c: c.killed and (c.killed.min, c.killed.max), lambda a, b: _counts(a.killed, b.killed)),
        "injured": (lambda c: c.injured and (c.injured.min, c.injured.max), lambda a, b: _counts(a.injured, b.injured)),
        "type": (lambda c: c.type, lambda a, b: _types(a, b, ontology)),
        "stance": (lambda c: c.stance, _stances),
    }
    found = [r for name, (value, compare) in slots.items() for r in _slot(name, claims, value, compare)]
    return sorted(found, key=lambda r: (r.one, r.other, r.slot, r.kind))


def _slot(name: str, claims: Sequence[Claim], value: Callable[[Claim], object], compare: Compare) -> list[Relation]:
    speakers = _speakers(claims, value)
    found = []
    for one, other in combinations(speakers, 2):
        verdict = compare(one, other)
        if verdict and (verdict[0] != "corroborates" or one.doc != other.doc):
            first, second = (other, one) if verdict[1] else (one, other)
            found.append(Relation(verdict[0], first.key, second.key, name))
    return found


def _speakers(claims: Sequence[Claim], value: Callable[[Claim], object]) -> list[Claim]:
    """The first claim of each article for each value that it gives."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.doc, c.trigger.start, c.key)):
        if value(claim):
            first.setdefault((claim.doc, repr(value(claim))), claim)
    return list(first.values())


def _parties(claim: Claim, role: str, entities: Entities, ontology: Ontology) -> tuple[tuple[str, ...], ...]:
    found = side(claim.source if role == "source" else claim.target, entities, ontology)
    return tuple(tuple(sorted(s)) for s in (found.states, found.named, found.vague)) if found else ()


def _by_side(role: str, entities: Entities, ontology: Ontology) -> Compare:
    def compare(one: Claim, other: Claim) -> Verdict | None:
        first, second = (side(c.source if role == "source" else c.target, entities, ontology) for c in (one, other))
        return _sides(first, second)

    return compare


def _sides(one: Side, other: Side) -> Verdict | None:
    """Named groups decide; a named one refines an unnamed one; the same states corroborate."""
    if one.named and other.named:
        return ("corroborates", False) if one.named & other.named else ("conflictsWith", False)
    if one.named and other.vague:
        return "refines", False
    if other.named and one.vague:
        return "refines", True
    return ("corroborates", False) if one.states & other.states else None


def _counts(one: Count | None, other: Count | None) -> Verdict | None:
    if one is None or other is None:
        return None
    low, high = max(one.min or 0, other.min or 0), min(_top(one), _top(other))
    return ("corroborates", False) if low <= high else ("conflictsWith", False)


def _top(count: Count) -> float:
    return float("inf") if count.max is None else count.max


def _types(one: Claim, other: Claim, ontology: Ontology) -> Verdict | None:
    if one.type == other.type:
        return "corroborates", False
    if other.type in ontology.types[one.type].parents:
        return "refines", False
    return ("refines", True) if one.type in ontology.types[other.type].parents else None


def _stances(one: Claim, other: Claim) -> Verdict | None:
    return ("conflictsWith", False) if {one.stance, other.stance} == {"asserted", "denied"} else None
