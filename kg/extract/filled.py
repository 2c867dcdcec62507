"""In which slots of its frame the two sides of an act were found, for whoever wants to know why."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import actors
from kg.extract.conditions import follow
from kg.extract.context import Context
from kg.extract.roles import Hit
from kg.extract.syntax import slots


def slots_of(hit: Hit, context: Context) -> tuple[str, ...]:
    """The slots that the sides stand in, such as ``source: subject``, a side that comes from elsewhere having none; and
    the rule by which the place was found."""
    frame = hit.entry.frame
    sides = (("source", hit.source, frame.source), ("target", hit.target, frame.target))
    filled = tuple(
        f"{role}: {name}"
        for role, arguments, names in sides
        for name in _standing({argument.entity for argument in arguments}, names, hit, context)
    )
    return (*filled, f"place: {hit.placed.rule}") if hit.placed.rule else filled


def _standing(wanted: set[str], names: tuple[str, ...], hit: Hit, context: Context) -> Iterator[str]:
    """The first slots of a frame that between them hold the entities that are wanted."""
    around = slots(hit.token, context.lexicon)
    for name in names:
        tokens = follow(tuple(name.split("/")), around, context)
        found = wanted & {a.entity for token in tokens for a in actors(token, context, suffering=True)}
        if found:
            yield name
        wanted = wanted - found
