"""What the numbers of victims of one claim come to, harm by harm; nothing is added up here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from kg.iris import digest
from kg.model import Harm, Interval, Toll

HARMS: tuple[Harm, ...] = get_args(Harm)


def figure(tolls: Iterable[Toll], harm: Harm) -> Toll | None:
    """Return the number that speaks for all tolls of one harm, ``None`` when there is none.

    That is the highest least number, a named one before "dozens", the first of equals. Its end is open where the
    total is not told: when only a part is counted ("including two children"), or people of several kinds apart. That
    there is nobody of one kind ("no soldiers") says nothing of the whole.
    """
    mine = [toll for toll in tolls if toll.harm == harm]
    whole = [toll for toll in mine if not toll.partial]
    best = max(whole or [toll for toll in mine if toll.max != 0], key=_telling, default=None)
    if best is None or best.max is None:
        return best
    open_ended = not whole or any(_apart(best, other) for other in whole)
    return replace(best, max=None, hedge="at least") if open_ended else best


def told_exactly(tolls: Iterable[Toll], harm: Harm) -> int | None:
    """Return the number by which one act may be told from another: no part of it, no "dozens", not nought."""
    telling = [toll for toll in tolls if not toll.partial and toll.hedge != "indefinite"]
    found = figure(telling, harm)
    return (found.min or None) if found else None


def people(count: Interval | None) -> str:
    """Return a number of people in words.

    >>> people((7, 7)), people((2, None)), people((3, 5))
    ('7', 'at least 2', '3 to 5')
    """
    least, most = count or (None, None)
    if least is None or most is None:
        return f"at most {most}" if most is not None else f"at least {least}" if least is not None else ""
    return str(least) if least == most else f"{least} to {most}"


def is_count(toll: Toll) -> bool:
    """Whether people are counted, rather than one of them named ("the driver")."""
    return (toll.min, toll.max) != (1, 1)


def toll_key(claim: str, toll: Toll) -> str:
    """Return the key of a toll of the claim with this key."""
    part = "part" if toll.partial else "whole"
    return f"toll/{digest(claim, toll.harm, part, str(toll.span.start), str(toll.span.end))}"


def _telling(toll: Toll) -> tuple[bool, int, int]:
    return toll.hedge != "indefinite", toll.min or 0, -toll.span.start


def _apart(one: Toll, other: Toll) -> bool:
    """Whether two numbers count different people: three soldiers here, two civilians there."""
    return bool(one.kinds and other.kinds) and not set(one.kinds) & set(other.kinds) and other.min != 0
