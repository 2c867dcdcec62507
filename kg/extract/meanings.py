"""What each rule of the grammar of time means on a day of publication: the first and the last possible day.

A meaning is a function of the matched words and of what they are seen from. It returns ``isodates.UNKNOWN`` for a time
that cannot be told and ``None`` for what is no time at all ("in the past two years" is a duration).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg import isodates
from kg.extract.clauses import Tense
from kg.extract.sights import Sight, day_without_year, nearest
from kg.extract.timegrammar import Match
from kg.isodates import MONTHS_OF_A_YEAR, UNKNOWN, Reading, same

#: Days that a unit is counted as; the vaguer ones are turned back into months and years when they are resolved.
DAYS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}

#: Years that are counted back from a day; what lies farther back ("7,000 years ago") is no date of news.
LONGEST = 200

_SATURDAY, _SUNDAY = 5, 6
#: "In the past few days" reaches up to now.
_SHORT = frozenset({"hour", "day", "week"})


@dataclass(frozen=True, slots=True)
class _Now:
    """A sight whose day is known."""

    today: date
    tense: Tense
    attributive: bool


_Meaning = Callable[[Match, Sight], Reading | None]
_RelativeMeaning = Callable[[Match, _Now], Reading | None]


def offset(match: Match) -> int | None:
    """Return the days that an event-relative expression lies after its event; ``None`` when they are not told."""
    unit = DAYS.get(unit_of(match))
    direction = match.value("shift") or match.value("near") or "0"
    if match.rule == "near-weekday" or unit is None or (match.rule == "vague-shift" and unit):
        return None
    days = int(direction) * int(match.value("number") or 1) * unit
    return days if abs(days) <= LONGEST * DAYS["year"] else None


def unit_of(match: Match) -> str:
    """Return the unit in which an expression counts; a part of the day is a day."""
    return match.value("unit") or "day"


def _on_known_day(meaning: _RelativeMeaning) -> _Meaning:
    """Make a meaning that is unknown when the day of publication is."""

    def known(match: Match, sight: Sight) -> Reading | None:
        if sight.today is None:
            return UNKNOWN
        return meaning(match, _Now(sight.today, sight.tense, sight.attributive))

    return known


def _iso(match: Match, _: Sight) -> Reading:
    text = match.value("isoday") or "-".join((match.values["year"][0], *match.values["day"]))
    year, month, day = (int(part) for part in text.split("-"))
    return _day_or_unknown(isodates.make_day(year, month, day))


def _day(match: Match, sight: Sight) -> Reading:
    return _day_or_unknown(_one_day(match, int(match.values["day"][0]), sight))


def _range(match: Match, sight: Sight) -> Reading:
    first, last = (_one_day(match, int(day), sight) for day in match.values["day"])
    return isodates.days(first, last) if first and last and first <= last else UNKNOWN


def _one_day(match: Match, day: int, sight: Sight) -> date | None:
    month, year, weekday = int(match.values["month"][0]), match.value("year"), match.value("weekday")
    if year is not None:
        return isodates.make_day(int(year), month, day)
    return day_without_year(month, day, None if weekday is None else int(weekday), sight)


def _day_of_year(match: Match, now: _Now) -> Reading:
    year = now.today.year + _direction(match)
    return _day_or_unknown(isodates.make_day(year, int(match.values["month"][0]), int(match.values["day"][0])))


def _day_or_unknown(day: date | None) -> Reading:
    return same(day.isoformat()) if day is not None else UNKNOWN


def _month(match: Match, _: Sight) -> Reading:
    return same(isodates.month(int(match.values["year"][0]), int(match.values["month"][0])))


def _month_of_year(match: Match, now: _Now) -> Reading | None:
    if match.value("unit") != "year":
        return None
    return same(isodates.month(now.today.year + _direction(match), int(match.values["month"][0])))


def _month_last(match: Match, now: _Now) -> Reading:
    """The last October is never the present one, and no more the next."""
    number, today = int(match.values["month"][0]), now.today
    if "this" in match.values:
        return same(isodates.month(today.year, number))
    if "last" in match.values:
        return same(isodates.month(today.year - (number >= today.month), number))
    return same(isodates.month(today.year + (number <= today.month), number))


def _bare_month(match: Match, now: _Now) -> Reading:
    number, today = int(match.values["month"][0]), now.today
    past = date(today.year - (number > today.month), number, 1)
    future = date(today.year + (number < today.month), number, 1)
    chosen = past if past == future else nearest(past, future, Sight(today.replace(day=1), now.tense, now.attributive))
    return same(isodates.month_of(chosen)) if chosen else UNKNOWN


def _years(match: Match, _: Sight) -> Reading:
    first, last = match.values["year"]
    return (first, last) if first <= last else UNKNOWN


def _bare_year(match: Match, _: Sight) -> Reading:
    return same(match.values["year"][0])


def _decade(match: Match, _: Sight) -> Reading:
    first = int(match.value("decade") or match.values["decades"][0])
    return f"{first:04d}", f"{first + 9:04d}"


def _century(match: Match, _: Sight) -> Reading | None:
    if match.value("unit") != "century":
        return None
    first = (int(match.values["rank"][0]) - 1) * 100
    return (f"{first:04d}", f"{first + 99:04d}") if first else UNKNOWN


def _day_of_month(match: Match, now: _Now) -> Reading:
    """The last such day, which is at most a month back; of one that is to come the month cannot be told."""
    if now.tense != "past":
        return UNKNOWN
    months = (isodates.month_before(now.today, back).split("-") for back in (0, 1))
    days = (isodates.make_day(int(year), int(month), int(match.values["rank"][0])) for year, month in months)
    return next((same(day.isoformat()) for day in days if day and day <= now.today), UNKNOWN)


def _season(match: Match, now: _Now) -> Reading:
    """The last summer of the northern or of the southern half of the earth, as nothing says which is meant."""
    north = int(match.values["season"][0])
    both = [_last_season(now.today, month) for month in (north, (north + 5) % MONTHS_OF_A_YEAR + 1)]
    return min(first for first, _ in both), max(last for _, last in both)


def _last_season(today: date, month: int) -> tuple[str, str]:
    """Return first and last month of the last season that begins with a month and is over."""
    starts = (date(today.year - back, month, 1) for back in range(3))
    spans = ((isodates.month_of(start), isodates.month_before(start, -2)) for start in starts)
    return next(span for span in spans if span[1] < isodates.month_of(today))


def _length(_: Match, __: Sight) -> Reading:
    """How long something took does not say when."""
    return UNKNOWN


def _weekday(match: Match, now: _Now) -> Reading:
    weekday = int(match.values["weekday"][0])
    coming = "next" in match.values or (now.tense == "future" and "last" not in match.values)
    if now.tense == "conditional" and match.values.keys().isdisjoint({"last", "next"}):
        return UNKNOWN
    if coming:
        return _day_or_unknown(isodates.weekday_from(now.today + timedelta(days="next" in match.values), weekday))
    return _day_or_unknown(isodates.weekday_until(now.today - timedelta(days="last" in match.values), weekday))


def _weekday_of_week(match: Match, now: _Now) -> Reading | None:
    if match.value("unit") != "week":
        return None
    monday = isodates.weekday_until(now.today, 0) + timedelta(weeks=_direction(match))
    return same((monday + timedelta(days=int(match.values["weekday"][0]))).isoformat())


def _deictic(match: Match, now: _Now) -> Reading:
    if match.value("edge") == "later" and now.tense == "past":
        return UNKNOWN  # an article does not tell what came after it
    step = int(match.values["deictic"][0]) + int(match.value("shift") or 0)
    return same((now.today + timedelta(days=step)).isoformat())


def _part(match: Match, now: _Now) -> Reading:
    """"Last night" is one day back, "this morning" today."""
    return same((now.today - timedelta(days="last" in match.values)).isoformat())


def _overnight(_: Match, now: _Now) -> Reading:
    return isodates.days(now.today - timedelta(days=1), now.today)


def _unit(match: Match, now: _Now) -> Reading | None:
    unit, step, today = match.value("unit"), _direction(match), now.today
    if unit == "month":
        return same(isodates.month_before(today, -step))
    if unit == "year":
        return same(f"{today.year + step:04d}")
    if unit != "week":
        return None
    monday = isodates.weekday_until(today, 0) + timedelta(weeks=step)
    sunday = monday + timedelta(days=_SUNDAY)
    over = step == 0 and now.tense in {"past", "present"}
    return isodates.days(monday, min(sunday, today) if over else sunday)


def _weekend(match: Match, now: _Now) -> Reading:
    today = now.today
    if "next" in match.values or now.tense == "future":
        saturday = isodates.weekday_from(today, _SATURDAY) if today.weekday() != _SUNDAY else today - timedelta(days=1)
        saturday += timedelta(weeks=int("next" in match.values and today.weekday() >= _SATURDAY))
        return isodates.days(saturday, saturday + timedelta(days=1))
    saturday = isodates.weekday_until(today, _SATURDAY)
    saturday -= timedelta(weeks=int("last" in match.values and today.weekday() >= _SATURDAY))
    return isodates.days(saturday, min(saturday + timedelta(days=1), today))


def _duration(match: Match, now: _Now) -> Reading | None:
    """Only the last hours and days say when something was; "in the past two years" does not."""
    unit, number = match.value("unit"), match.value("number")
    if "last" not in match.values:
        return None
    if "vague" in match.values:
        return (None, now.today.isoformat()) if unit in _SHORT else None
    count = int(number or 1)
    length = {"hour": max(1, count // 24), "day": count, "week": 7 * count if number is None else None}.get(unit or "")
    return isodates.days(now.today - timedelta(days=length), now.today) if length else None


def _ago(match: Match, now: _Now) -> Reading | None:
    """Weeks and months ago are told by the month, years by the year: people do not count the days."""
    unit, number = match.value("unit") or "", int(match.value("number") or 0)
    if unit == "hour":
        return same((now.today - timedelta(days=number // 24)).isoformat())
    if unit not in DAYS or "vague" in match.values or not 0 < number * DAYS[unit] <= LONGEST * DAYS["year"]:
        return UNKNOWN if unit in DAYS else None
    if unit == "month":
        return same(isodates.month_before(now.today, number))
    if unit == "year":
        return same(f"{now.today.year - number:04d}")
    day = isodates.shift(now.today, -number * DAYS[unit])
    if day is None:
        return UNKNOWN
    return same(day.isoformat() if unit == "day" else isodates.month_of(day))


def _direction(match: Match) -> int:
    """-1 for the last, 1 for the next, 0 for this one."""
    return ("next" in match.values) - ("last" in match.values)


#: The meaning of each rule; a rule that is not here is event-relative or means nothing.
MEANINGS: Mapping[str, _Meaning] = {
    "iso": _iso,
    "day": _day,
    "range": _range,
    "month": _month,
    "bare-year": _bare_year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "length": _length,
    "day-of-month": _on_known_day(_day_of_month),
    "season": _on_known_day(_season),
    "day-of-year": _on_known_day(_day_of_year),
    "month-of-year": _on_known_day(_month_of_year),
    "month-last": _on_known_day(_month_last),
    "bare-month": _on_known_day(_bare_month),
    "weekday": _on_known_day(_weekday),
    "weekday-of-week": _on_known_day(_weekday_of_week),
    "deictic": _on_known_day(_deictic),
    "deictic-shift": _on_known_day(_deictic),
    "part": _on_known_day(_part),
    "overnight": _on_known_day(_overnight),
    "unit": _on_known_day(_unit),
    "unit-of-now": _on_known_day(_unit),
    "weekend": _on_known_day(_weekend),
    "duration": _on_known_day(_duration),
    "ago": _on_known_day(_ago),
}
