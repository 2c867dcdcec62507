"""A move of forces that begins an act of force is part of it: "crossed the border and shelled the town" is one attack
(PLOVER: no MOBILIZE beside the ASSAULT that it belongs to)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.agreement import FORCE
from kg.extract.context import Context
from kg.extract.grammar import is_verbal
from kg.extract.roles import Hit
from kg.extract.syntax import supporter

MOVE = "MOBILIZE"
_JOINED = ("conj", "advcl", "xcomp", "parataxis")


def without_approach(hits: Sequence[Hit], context: Context) -> tuple[Hit, ...]:
    """The hits without those moves of forces that the same source goes on from to an act of force."""
    force = [h for h in hits if context.root(h.type) == FORCE]
    return tuple(
        h
        for h in hits
        if context.root(h.type) != MOVE or not any(_goes_on(h, act, context) for act in force)
    )


def _goes_on(move: Hit, act: Hit, context: Context) -> bool:
    """Whether the clause of the act hangs on that of the move, or the move on the act, and both have a source in
    common."""
    if not {a.entity for a in move.source} & {a.entity for a in act.source}:
        return False
    one, other = _clause(move, context), _clause(act, context)
    return (other.head == one and other.dep_ in _JOINED) or (one.head == other and one.dep_ in _JOINED)


def _clause(hit: Hit, context: Context) -> Token:
    """The verb of a hit: its own word, or the one that carries the noun."""
    carried = None if is_verbal(hit.token) else supporter(hit.token, context.lexicon)
    return carried[0] if carried else hit.token
