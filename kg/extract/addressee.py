"""Whom words were directed at when their clause does not say: the one opponent that the speaker has in the article.

"Pakistan had warned of serious consequences" is a warning to Iran in an article in which Pakistan has to do with Iran
alone. When the article gives the speaker two opponents, none is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.agreement import FORCE, Entities, side
from kg.model import Argument, Claim
from kg.ontology import Ontology

#: PLOVER roots of words and measures that are always directed at somebody.
DIRECTED = ("ACCUSE", "REQUEST", "SANCTION", "THREATEN")
#: PLOVER roots of the acts that make two states opponents.
AGAINST = ("ACCUSE", FORCE, "COERCE", "SANCTION", "THREATEN")
#: The root, and the kind of act, by which a third party speaks to both sides of a conflict.
THIRD_PARTY = "REQUEST"
MEDIATION = "mediation"
#: PLOVER roots of words that are answered.
ASKED = ("ACCUSE", "REQUEST", "THREATEN")
#: An addressee that only the article as a whole gives is worth this share of the confidence of one that the clause
#: names.
UNDERSTOOD = 0.6
#: For each state its opponents, with the words that name them.
Opponents = Mapping[str, Mapping[str, Argument]]


def understood(
    claims: Sequence[Claim],
    about_acts: Collection[str],
    entities: Entities,
    ontology: Ontology,
    answers: Collection[str] = (),
) -> list[Claim]:
    """The claims, those without a target given whom their words can only be meant for in this article.

    ``about_acts`` are the keys of the claims whose words are about an act of force ("condemned the operation")."""
    claims = [_blamed(c, claims, entities, ontology) if c.key in about_acts else c for c in claims]
    claims = [_answered(c, claims, entities, ontology) if c.key in answers else c for c in claims]
    opponents = _opponents(claims, entities, ontology)
    rivals = _rivals(claims, entities, ontology)
    return [_addressed(c, opponents, rivals, entities, ontology) for c in claims]


def _blamed(claim: Claim, claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> Claim:
    """Who condemns "the operation" condemns the author of the last one that the article told of."""
    if claim.target:
        return claim
    mine = side(claim.source, entities, ontology)
    before = [
        c
        for c in claims
        if c.trigger.start < claim.trigger.start and c.source and ontology.types[c.type].root == FORCE
    ]
    last = max(before, key=lambda c: (c.trigger.start, c.key), default=None)
    if last is None or side(last.source, entities, ontology).states & mine.states:
        return claim
    return replace(claim, target=last.source, confidence=round(claim.confidence * UNDERSTOOD, 2))


def _answered(claim: Claim, claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> Claim:
    """Who declines "the request" declines it to the one who asked or blamed it before, if it was one only."""
    mine = side(claim.source, entities, ontology)
    before = [
        c
        for c in claims
        if c.trigger.start < claim.trigger.start and c.source and ontology.types[c.type].root in ASKED
    ]
    asked = [c for c in before if side(c.target, entities, ontology).states & mine.states]
    authors = {c.source[0].entity: c.source for c in asked if len(c.source) == 1}
    parties = {side(source, entities, ontology) for source in authors.values()}
    if claim.target or not mine.states or len(parties) != 1 or min(p.states for p in parties) & mine.states:
        return claim
    return replace(claim, target=next(iter(authors.values())), confidence=round(claim.confidence * UNDERSTOOD, 2))


def _addressed(
    claim: Claim, opponents: Opponents, rivals: Sequence[tuple[str, str]], entities: Entities, ontology: Ontology
) -> Claim:
    """The one opponent of the speaker; for a third party, the only two states of the article that are against each
    other."""
    kind = ontology.types[claim.type]
    states = side(claim.source, entities, ontology).states
    if claim.target or len(states) != 1 or (kind.root not in DIRECTED and kind.kind != MEDIATION):
        return claim
    found = opponents.get(min(states), {})
    target = tuple(found.values())
    if not found and len(rivals) == 1 and (kind.root == THIRD_PARTY or kind.kind == MEDIATION):
        one, other = rivals[0]
        target = (opponents[other][one], opponents[one][other])
    elif len(found) != 1:
        return claim
    return replace(claim, target=target, confidence=round(claim.confidence * UNDERSTOOD, 2))


def _rivals(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> list[tuple[str, str]]:
    """The pairs of states of which each uses force against the other."""
    acts = {
        (one, other)
        for c in claims
        if ontology.types[c.type].root == FORCE
        for one in _states(c.source, entities, ontology)
        for other in _states(c.target, entities, ontology)
    }
    return sorted((a, b) for a, b in acts if a < b and (b, a) in acts)


def _opponents(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> Opponents:
    """For each state the states that it acts against, or that act against it, with the words that say so first.

    One act of force makes opponents, of other acts it takes two: who has called off one visit does not mean the host
    with all that he says."""
    found: dict[str, dict[str, Argument]] = {}
    told: Counter[frozenset[str]] = Counter()
    for claim in claims:
        root = ontology.types[claim.type].root
        if root not in AGAINST:
            continue
        sources, targets = _states(claim.source, entities, ontology), _states(claim.target, entities, ontology)
        for one, first in sources.items():
            for other, second in targets.items():
                if one != other:
                    found.setdefault(one, {}).setdefault(other, second)
                    found.setdefault(other, {}).setdefault(one, first)
                    told[frozenset((one, other))] += 2 if root == FORCE else 1
    enough = {pair for pair, times in told.items() if times > 1}
    return {one: {o: words for o, words in sides.items() if {one, o} in enough} for one, sides in found.items()}


def _states(arguments: Sequence[Argument], entities: Entities, ontology: Ontology) -> dict[str, Argument]:
    """The states among arguments; an office stands for its state only where that state is itself an entity of the
    article."""
    found: dict[str, Argument] = {}
    for argument in arguments:
        country = next(iter(side((argument,), entities, ontology).states), None)
        if country and f"state/{country}" in entities:
            found.setdefault(country, replace(argument, entity=f"state/{country}"))
    return found
