"""The value of an expression of time as the model has it: what a preposition makes of it, how precise it is, and what
is left of it when the day of publication is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from kg import isodates
from kg.extract import meanings
from kg.extract.timegrammar import Match
from kg.isodates import Reading
from kg.model import Precision, Span, When

_OWN_YEAR = frozenset({"iso", "month", "bare-year", "years", "decade", "century"})
_PRECISIONS: Mapping[str, Precision] = {
    **dict.fromkeys(("month", "month-of-year", "month-last", "bare-month"), "month"),
    **dict.fromkeys(("range", "years", "weekend", "duration"), "interval"),
    **dict.fromkeys(("part", "overnight"), "part"),
    "season": "season",
    "bare-year": "year",
    "decade": "decade",
    "century": "century",
}
_UNITS: Mapping[str, Precision] = {"week": "week", "fortnight": "week", "month": "month", "year": "year"}
_ISO_UNITS = {
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "fortnight": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
    "decade": "P{}0Y",
}
#: "Jan. 8-10": what was then began with the first day and ended with the last.
_LASTING = frozenset({"range", "years"})
#: Rules whose value is as precise as the unit in which they count; weeks ago are told by the month.
_IN_UNITS = frozenset({"unit", "unit-of-now", "ago", "shift", "vague-shift", "near"})


def when(doc: Doc, match: Match, reading: Reading, today: date | None, rule: str | None = None) -> When:
    """Return the model's value; it names the day of publication when it was resolved against it."""
    words = doc[match.first : match.last + 1]
    unknown = reading == isodates.UNKNOWN
    anchor = today.isoformat() if today and not unknown and not is_absolute(match) else None
    lasts = match.rule in _LASTING and match.value("from") != "" and not unknown
    return When(
        Span(words.start_char, words.end_char),
        words.text,
        reading[0],
        reading[1],
        anchor,
        rule or match.rule,
        precision(match),
        pattern(match) if unknown else None,
        begun=reading[0] if lasts else None,
        ended=reading[1] if lasts else None,
        duration=length(match),
    )


def is_absolute(match: Match) -> bool:
    """Tell whether the words give the year."""
    return match.rule in _OWN_YEAR or "year" in match.values


def precision(match: Match) -> Precision:
    """Return the unit in which the words tell the time."""
    if match.rule in _IN_UNITS:
        unit = _UNITS.get(meanings.unit_of(match), "day")
        return "month" if match.rule == "ago" and unit == "week" else unit
    return _PRECISIONS.get(match.rule, "part" if "part" in match.values else "day")


def length(match: Match) -> str | None:
    """Return how long something took, as ISO 8601 writes it: "for three days" is ``P3D``."""
    unit = match.value("unit") or ""
    if match.rule != "length" or unit not in _ISO_UNITS:
        return None
    number = int(match.value("number") or 1) * (2 if unit == "fortnight" else 1)
    return _ISO_UNITS[unit].format(number)


def pattern(match: Match) -> str | None:
    """Return what the words say of the day when they cannot be resolved, as TIMEX3 writes it: some Thursday."""
    if match.rule == "weekday" and match.values.keys().isdisjoint({"next"}):
        return isodates.some_weekday(int(match.values["weekday"][0]))
    if match.rule in {"day", "bare-month"} and "year" not in match.values:
        day = f"-{int(match.values['day'][0]):02d}" if match.rule == "day" else ""
        return f"XXXX-{int(match.values['month'][0]):02d}{day}"
    return None


def bounded(value: When, opening: str | None, today: date | None, verb: Token | None) -> When:
    """Return a time that a preposition makes a bound of the act: "since 2011", "until Friday", "after March"."""
    if opening is None:
        return value
    rule = f"{opening}:{value.rule}"
    if opening == "until":
        return replace(value, rule=rule, start=None, ended=value.start)
    if opening == "after":
        return replace(value, rule=rule, start=None, end=None, anchor=None)
    now = today.isoformat() if today else ""
    if not value.start or value.start > now:
        return replace(value, rule=rule)
    if verb is None or not goes_on(verb):
        return replace(value, rule=rule, end=now)
    return replace(value, rule=rule, end=now, begun=value.end, ended=now, goes_on=True)


def goes_on(verb: Token) -> bool:
    """Tell whether a predicate says that something has gone on up to now: "has been shelling", "have been in force"."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}]
    perfect = any(one.tag_ in {"VBZ", "VBP"} and one.lemma_ == "have" for one in helpers)
    lasting = verb.tag_ == "VBG" or any(one.dep_ == "cop" for one in helpers)
    return perfect and lasting
