"""Arithmetic on days and on ISO dates that may be partial: ``2024-01-18``, ``2024-01``, ``2024``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

DAYS_OF_A_WEEK = 7
MONTHS_OF_A_YEAR = 12

#: First and last possible time; ``None`` where nothing is known.
Reading = tuple[str | None, str | None]

UNKNOWN: Reading = (None, None)

#: A time that says only a part of itself, as TIMEX3 writes it: some Thursday, some 18 January, some January.
_PATTERN = re.compile(r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)")


def same(iso: str) -> Reading:
    """Return the reading that is this day, month or year and nothing else."""
    return iso, iso


def days(first: date, last: date) -> Reading:
    """Return the reading from one day to another."""
    return first.isoformat(), last.isoformat()


def month(year: int, number: int) -> str:
    """Return a month as a partial date: ``2024-01``."""
    return f"{year:04d}-{number:02d}"


def month_before(day: date, count: int) -> str:
    """Return the month that lies ``count`` months before that of ``day``; a negative count leads forward."""
    year, index = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 - count, MONTHS_OF_A_YEAR)
    return month(year, index + 1)


def month_of(day: date) -> str:
    """Return the month of a day: ``2024-01``."""
    return month(day.year, day.month)


def year_of(day: date) -> str:
    """Return the year of a day: ``2024``."""
    return f"{day.year:04d}"


def shift(day: date, count: int) -> date | None:
    """Return the day ``count`` days later, ``None`` outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def weekday_until(day: date, weekday: int) -> date:
    """Return the latest day with this weekday (Monday is 0), ``day`` itself included."""
    return day - timedelta(days=(day.weekday() - weekday) % DAYS_OF_A_WEEK)


def weekday_from(day: date, weekday: int) -> date:
    """Return the earliest day with this weekday, ``day`` itself included."""
    return day + timedelta(days=(weekday - day.weekday()) % DAYS_OF_A_WEEK)


def make_day(year: int, number: int, day: int) -> date | None:
    """Return a day, ``None`` when there is none such (30 February)."""
    try:
        return date(year, number, day)
    except ValueError:
        return None


def before(day: date, number: int, day_of_month: int) -> date | None:
    """Return the last 29 February, 18 January ... that is not after ``day``; at most one year back."""
    candidates = (make_day(year, number, day_of_month) for year in (day.year, day.year - 1))
    return next((found for found in candidates if found is not None and found <= day), None)


def after(day: date, number: int, day_of_month: int) -> date | None:
    """Return the next such day that is not before ``day``; at most one year ahead."""
    candidates = (make_day(year, number, day_of_month) for year in (day.year, day.year + 1))
    return next((found for found in candidates if found is not None and found >= day), None)


def bounds(iso: str) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year."""
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, MONTHS_OF_A_YEAR, 31)
    if len(parts) == 2:
        return date(year, parts[1], 1), date(year, parts[1], calendar.monthrange(year, parts[1])[1])
    return date(*parts), date(*parts)


def briefest(first: date, last: date) -> Reading:
    """Return an interval as the partial date that covers exactly it, else by its two days."""
    for iso in (month_of(first), year_of(first)):
        if bounds(iso) == (first, last):
            return same(iso)
    return days(first, last)


def some_weekday(weekday: int) -> str:
    """Return the pattern of a weekday (Monday is 0) of no known week.

    >>> some_weekday(3)
    'XXXX-WXX-4'
    """
    return f"XXXX-WXX-{weekday + 1}"


def patterns_of(day: date) -> tuple[str, str]:
    """Return the patterns of the weekday and of the day of some year.

    >>> patterns_of(date(2024, 1, 18))
    ('XXXX-WXX-4', 'XXXX-01-18')
    """
    return some_weekday(day.weekday()), f"XXXX-{day.month:02d}-{day.day:02d}"


def could_be(pattern: str, day: date) -> bool:
    """Say whether a day is one of those that a pattern allows.

    >>> [could_be(pattern, date(2024, 1, 18)) for pattern in ("XXXX-WXX-4", "XXXX-WXX-5", "XXXX-01-18", "XXXX-01")]
    [True, False, True, True]
    """
    known = zip(_parts(pattern), (day.isoweekday(), day.month, day.day), strict=True)
    return all(part in (None, number) for part, number in known)


def patterns_meet(one: str, other: str) -> bool:
    """Say whether some day fits two patterns.

    >>> patterns_meet("XXXX-WXX-4", "XXXX-01-18"), patterns_meet("XXXX-WXX-4", "XXXX-WXX-5")
    (True, False)
    """
    return all(None in pair or pair[0] == pair[1] for pair in zip(_parts(one), _parts(other), strict=True))


def is_one_day(pattern: str) -> bool:
    """Say whether a pattern is that of a day, not of a month."""
    weekday, _, day = _parts(pattern)
    return weekday is not None or day is not None


@cache
def _parts(pattern: str) -> tuple[int | None, int | None, int | None]:
    """Return weekday (Monday is 1), month and day as far as a pattern says them."""
    found = _PATTERN.fullmatch(pattern)
    if not found:
        raise ValueError(
            f"The pattern {pattern!r} is none of XXXX-WXX-4 (a Thursday), XXXX-01-18 (a day) and XXXX-01 (a month)."
        )
    weekday, month, day = (int(part) if part else None for part in found.group("weekday", "month", "day"))
    return weekday, month, day
