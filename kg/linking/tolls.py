"""How many people came to harm in an event, when several claims say so: the lowest, the best, the highest number.

The three are those of UCDP. Claims are never added up; what is denied or only possible counts when nothing is asserted.

- A *source* is what a claim goes back to (:mod:`kg.linking.independence`): five articles of one agency are one. For
  each source and article there is one number (:func:`kg.tolls.figure`). "Dozens" count where nobody names a number.
- *low* is the smallest least number, *high* the greatest number; there is no high where the greatest is open ("at
  least 7" beside 5).
- *best* is the number that most sources name, each with its latest article only; of equals that of the latest article,
  of those the lower one, as UCDP's caution has it. "At least 7" and "7" name the same number, and the closed one is
  the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, Estimate, Event, Harm, Interval, Toll
from kg.tolls import HARMS, figure, toll_key

#: Who says so, in which article.
Voice = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What claims go back to, by their keys, and the day of each article, empty when it is unknown."""

    origin: Mapping[str, tuple[str, ...]]
    published: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """The number that a source gives in an article: the day of the article, and the key of the number."""

    source: tuple[str, ...]
    day: str
    toll: Toll
    key: str


def estimated(
    events: Sequence[Event], claims: Mapping[str, Claim], sources: Sources
) -> tuple[Event, ...]:
    """Return the events with their estimates."""
    told = ((event, [claims[key] for key in event.claims]) for event in events)
    return tuple(replace(event, estimates=estimates(said, sources)) for event, said in told)


def estimates(claims: Sequence[Claim], sources: Sources) -> tuple[Estimate, ...]:
    """Return an estimate for each harm of which claims about one event give a number."""
    sure = [claim for claim in claims if claim.stance == "asserted"] or claims
    found = (_estimate(harm, list(_said(sure, harm, sources))) for harm in HARMS)
    return tuple(one for one in found if one is not None)


def _said(claims: Sequence[Claim], harm: Harm, sources: Sources) -> Iterator[Said]:
    """Yield the number of each source in each article, in the order of these."""
    told: dict[Voice, dict[Toll, str]] = {}
    for claim in sorted(claims, key=lambda one: one.key):
        voice = sources.origin[claim.key], claim.doc
        for toll in claim.tolls:
            told.setdefault(voice, {}).setdefault(toll, toll_key(claim.key, toll))
    for (source, doc), tolls in sorted(told.items()):
        spoken = figure(tolls, harm)
        if spoken is not None:
            same = (key for toll, key in tolls.items() if toll.harm == harm and toll.span == spoken.span)
            yield Said(source, sources.published[doc], spoken, min(same))


def _estimate(harm: Harm, said: Sequence[Said]) -> Estimate | None:
    named = [one for one in said if one.toll.hedge != "indefinite"] or list(said)
    if not named:
        return None
    best = _best(named)
    return Estimate(
        harm=harm,
        low=min((one.toll.min for one in named if one.toll.min is not None), default=None),
        best=_closest(best),
        high=_high([(one.toll.min, one.toll.max) for one in named]),
        tolls=tuple(sorted(one.key for one in named)),
        backing=tuple(sorted(one.key for one in best)),
    )


def _high(given: Sequence[Interval]) -> int | None:
    """Return the greatest number, ``None`` where an open one reaches beyond all that are closed."""
    greatest = max((most for _, most in given if most is not None), default=None)
    beyond = any(most is None and (greatest is None or (least or 0) > greatest) for least, most in given)
    return None if beyond else greatest


def _best(said: Sequence[Said]) -> list[Said]:
    """Return those who name the number that is best."""
    latest: dict[tuple[str, ...], str] = {}
    for one in said:
        latest[one.source] = max(one.day, latest.get(one.source, ""))
    naming: dict[Interval, list[Said]] = {}
    for one in said:
        if one.day == latest[one.source]:
            naming.setdefault(_number(one.toll), []).append(one)
    days = sorted({one.day for one in said})

    def rank(number: Interval) -> tuple[int, int, int]:
        theirs = naming[number]
        newest = max(one.day for one in theirs)
        return -len({one.source for one in theirs}), -days.index(newest), number[0] or number[1] or 0

    return naming[min(sorted(naming, key=str), key=rank)]


def _number(toll: Toll) -> Interval:
    """Return the number that words name, so that "at least 7" and "7" are the same."""
    if toll.max is None:
        return toll.min, toll.min
    return (toll.max, toll.max) if toll.hedge in {"at most", "fewer than"} else (toll.min, toll.max)


def _closest(said: Sequence[Said]) -> Interval:
    """Return the narrowest interval of those who name one number."""
    given = {(one.toll.min, one.toll.max) for one in said}
    return min(given, key=lambda one: (one[1] is None, -(one[0] or 0), one[1] or 0))
