"""Claims of responsibility point to the act that they are about: the one named in their clause, else the nearest one
before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.agreement import FORCE, Entities, Side, side
from kg.iris import digest
from kg.model import Claim
from kg.ontology import Ontology


def pointed(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> tuple[Claim, ...]:
    """The claims with ``about`` set where exactly one act of the article fits best; the rest unchanged."""
    acts = sorted((c for c in claims if ontology.types[c.type].root == FORCE), key=lambda a: (a.trigger.start, a.key))
    return tuple(
        replace(c, about=_about(c, acts, entities, ontology)) if _claims_responsibility(c, ontology) else c
        for c in claims
    )


def implied(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> tuple[Claim, ...]:
    """The claims, and for each claim of responsibility for an act whose author nobody names ("militants"): "we did it"
    is a claim about the act."""
    by_key = {c.key: c for c in claims}
    acts = [c for c in claims if not _claims_responsibility(c, ontology)]
    authored = {c.group for c in acts if c.source and not _unnamed(side(c.source, entities, ontology))}
    found = list(claims)
    for claim in claims:
        act = by_key.get(claim.about or "")
        if act and act.group not in authored and claim.source:
            found.append(
                replace(
                    act,
                    key=f"claim/{digest(claim.key, act.key)}",
                    trigger=claim.trigger,
                    sentence=claim.sentence,
                    rule=claim.rule,
                    source=claim.source,
                    target=(),
                    place=(),
                    slots=(),
                    when=None,
                    tolls=(),
                    claimer=claim.source,
                )
            )
    return tuple(sorted(found, key=lambda c: (c.trigger.start, c.key)))


def _claims_responsibility(claim: Claim, ontology: Ontology) -> bool:
    """A type without a PLOVER root speaks about another act instead of being one."""
    return ontology.types[claim.type].root is None


def _about(claim: Claim, acts: Sequence[Claim], entities: Entities, ontology: Ontology) -> str | None:
    """The act of the same sentence, else the nearest one before that the claimer did or whose author is unknown."""
    same = [a for a in acts if a.sentence == claim.sentence and _fits(claim, a, entities, ontology)]
    if same:
        return min(same, key=lambda a: (abs(a.trigger.start - claim.trigger.start), a.key)).key
    before = (a for a in reversed(acts) if a.trigger.start < claim.trigger.start)
    return next((a.key for a in before if _fits(claim, a, entities, ontology)), None)


def _fits(claim: Claim, act: Claim, entities: Entities, ontology: Ontology) -> bool:
    mine, theirs = side(claim.source, entities, ontology), side(act.source, entities, ontology)
    return _unnamed(theirs) or bool(mine.states & theirs.states or mine.named & theirs.named)


def _unnamed(author: Side) -> bool:
    """Whether nobody with a name is meant: "gunmen", "militants" can be those who claim responsibility."""
    return not (author.states or author.named)
