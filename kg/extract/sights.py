"""From where the words of a time are seen, and which day they mean when they give a day and month without a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg import isodates
from kg.extract.clauses import Tense

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Sight:
    """From where words are seen: the day of publication, the tense around them, and whether they modify a noun;
    ``told`` is the last day before them that the paragraph tells with its year."""

    today: date | None
    tense: Tense
    attributive: bool
    told: date | None = None


def day_without_year(month: int, day: int, weekday: int | None, sight: Sight) -> date | None:
    """Return the day that a day and month mean, ``None`` when several could be meant."""
    if sight.today is None:
        return None
    if sight.told is not None and (following := _after_told(sight.told, month, day)) is not None:
        return following
    past, future = isodates.before(sight.today, month, day), isodates.after(sight.today, month, day)
    if weekday is not None:
        fitting = {one for one in (past, future) if one is not None and one.weekday() == weekday}
        return fitting.pop() if len(fitting) == 1 else None
    return nearest(past, future, sight)


def _after_told(told: date, number: int, day: int) -> date | None:
    """Return the day in the year of a story that the paragraph tells: "on November 15, 2017 ... on November 21"."""
    same_year = isodates.make_day(told.year, number, day)
    follows = same_year is not None and timedelta(0) <= same_year - told <= HALF_A_YEAR
    return same_year if follows else None


def nearest(past: date | None, future: date | None, sight: Sight) -> date | None:
    """Choose the year of a day that the text gives without one; ``None`` when either could be meant."""
    if sight.today is None or sight.tense == "conditional":
        return None
    if sight.tense == "future" or past is None:
        return future if sight.tense == "future" else None
    age = sight.today - past
    if sight.attributive and age > HALF_A_YEAR:
        return None
    if sight.tense == "present" and future is not None and future - sight.today < age:
        return None
    return past
