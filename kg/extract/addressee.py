"""Whom words were directed at when their clause does not say: the one opponent that the speaker has in the article.

"Pakistan had warned of serious consequences" is a warning to Iran in an article in which Pakistan has to do with Iran alone. When the
article gives the speaker two opponents, none is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.agreement import Entities, side
from kg.model import Argument, Claim
from kg.ontology import Ontology

#: PLOVER roots of words and measures that are always directed at somebody.
DIRECTED = ("ACCUSE", "REQUEST", "SANCTION", "THREATEN")
#: An addressee that only the article as a whole gives is worth this share of the confidence of one that the clause names.
UNDERSTOOD = 0.6


def understood(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> list[Claim]:
    """The claims, those without a target given the only state that their source is against in this article."""
    opponents = _opponents(claims, entities, ontology)
    return [_addressed(c, opponents, entities, ontology) for c in claims]


def _addressed(claim: Claim, opponents: Mapping[str, Mapping[str, Argument]], entities: Entities, ontology: Ontology) -> Claim:
    states = side(claim.source, entities, ontology).states
    if claim.target or len(states) != 1 or ontology.types[claim.type].root not in DIRECTED:
        return claim
    found = opponents.get(min(states), {})
    if len(found) != 1:
        return claim
    return replace(claim, target=tuple(found.values()), confidence=round(claim.confidence * UNDERSTOOD, 2))


def _opponents(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> dict[str, dict[str, Argument]]:
    """For each state the states that it acts on, or that act on it, with the words that say so first."""
    found: dict[str, dict[str, Argument]] = {}
    for claim in claims:
        sources, targets = _states(claim.source, entities, ontology), _states(claim.target, entities, ontology)
        for one, first in sources.items():
            for other, second in targets.items():
                if one != other:
                    found.setdefault(one, {}).setdefault(other, second)
                    found.setdefault(other, {}).setdefault(one, first)
    return found


def _states(arguments: Sequence[Argument], entities: Entities, ontology: Ontology) -> dict[str, Argument]:
    """The states among arguments; an office stands for its state only where that state is itself an entity of the article."""
    found: dict[str, Argument] = {}
    for argument in arguments:
        country = next(iter(side((argument,), entities, ontology).states), None)
        if country and f"state/{country}" in entities:
            found.setdefault(country, replace(argument, entity=f"state/{country}"))
    return found
