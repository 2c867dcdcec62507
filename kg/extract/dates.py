"""Expressions of time and the days that they mean, seen from the day of publication.

A time that cannot be told stays unknown: neither the day of publication nor a year is ever put in its place.
``When.rule`` names the rule of the grammar; "since:", "until:" or "after:" before it says that the time is only a bound
of the event, "shift:" and "near:" are followed by the unit in which an event-relative expression counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile, zip_longest

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract import calendar, meanings
from kg.extract.calendar import Reading
from kg.extract.clauses import predicate, sentence, span_root, tense
from kg.extract.dating import for_trigger
from kg.extract.meanings import Sight
from kg.extract.timegrammar import Match, kinds_of, matches
from kg.extract.timex import TimeKind, Timex
from kg.extract.words import TimeWords
from kg.model import Span, When

__all__ = ["Timex", "date_of_anchor", "find", "for_trigger", "resolve"]

_EVENT_RELATIVE = frozenset({"shift", "vague-shift", "near", "near-weekday"})
_OWN_YEAR = frozenset({"iso", "month", "bare-year", "decade"})
_ABSOLUTE = _OWN_YEAR | {"range", "day", "bare-month", "day-of-year", "month-of-year"}
_OPEN = {"since": "since", "deadline": "until", "posterior": "after"}
_SLACK_OF_WEEKS = timedelta(days=3)

#: Times of one sentence that are looked back at; more stand only in lists.
_FAR = 8

_LENGTH_OF_DAY = len("2024-01-18")
#: Words between two days of one story.
_LONGEST_STEP = 60


def find(doc: Doc, published: str | None, words: TimeWords) -> tuple[Timex, ...]:
    """Return the expressions of time in the order of the text, resolved against the ISO day of publication."""
    today = date.fromisoformat(published) if published else None
    found: list[Timex] = []
    for match in matches(doc, words):
        timex = _timex(doc, match, Sight(today, "past", False, _told(doc, match, found)), words)
        if timex is not None:
            found.append(timex)
    return tuple(_anchored(doc, list(_intervals(doc, found, words)), words))


def resolve(timex: Timex, anchor: When) -> When:
    """Return when an event-relative expression is, given when the event is that it counts from."""
    if anchor.start is None or timex.offset is None:
        return timex.when
    first, last = calendar.bounds(anchor.start)[0], calendar.bounds(anchor.end or anchor.start)[1]
    rule, _, unit = timex.when.rule.partition(":")
    start, end = _counted(timex.offset, unit, rule == "near", first, last)
    return replace(timex.when, start=start, end=end, anchor=anchor.start)


def date_of_anchor(timex: Timex, when: When) -> When:
    """Return when the event is that an expression counts from, given when the event is that the expression dates.

    "The strikes in Pakistan came a day after strikes in Syria": with the former known, so are the latter.
    """
    if timex.offset is None:
        return when
    back = replace(timex, offset=-timex.offset)
    return replace(resolve(back, when), rule=f"{timex.when.rule}:back")


def _counted(offset: int, unit: str, whole: bool, first: date, last: date) -> Reading:
    """Count from an interval in a unit; a longer unit is a vaguer one, and ``whole`` weeks begin on Monday."""
    if unit == "month":
        months = round(offset / meanings.DAYS["month"])
        return calendar.month_before(first, -months), calendar.month_before(last, -months)
    if unit == "year":
        years = round(offset / meanings.DAYS["year"])
        return f"{first.year + years:04d}", f"{last.year + years:04d}"
    if unit in {"week", "fortnight"}:
        if whole:
            first, last = calendar.weekday_until(first, 0), calendar.weekday_from(last, 6)
        else:
            first, last = first - _SLACK_OF_WEEKS, last + _SLACK_OF_WEEKS
    step = timedelta(days=offset)
    return calendar.briefest(first + step, last + step)


def _is_time(doc: Doc, match: Match, words: TimeWords) -> bool:
    """Tell whether words that could mean a time do so where they stand."""
    before = doc[match.first - 1].lower_ if match.first else ""
    if match.rule in {"bare-month", "bare-year"} and "edge" not in match.values:
        placed = words.table.has("stretch", before) or _follows_time(doc, match, words)
        return (placed and not _counts(doc[match.core])) or _is_attribute(doc, match)
    if match.rule == "weekend" and match.first == match.last:
        return _is_attribute(doc, match)
    if match.rule == "near" and "the" not in match.values:
        demonstrative = doc[match.last - 1].pos_ in {"DET", "ADJ", "PRON"} and not _is_hyphened(doc, match)
        return match.value("near") == "0" and demonstrative
    if match.rule in {"vague-shift", "ago"} and match.values.keys().isdisjoint({"number", "vague"}):
        return doc[match.core].tag_ == "NNS"
    return match.rule != "nothing" and not _is_hyphened(doc, match)


def _follows_time(doc: Doc, match: Match, words: TimeWords) -> bool:
    """Tell whether a bare year or month follows another one or a word for it: "in 1997 and 1998", "the year 2030"."""
    before = [doc[index] for index in range(max(match.first - 2, 0), match.first)]
    if before and words.table.value("unit", before[-1].lower_) == match.rule.removeprefix("bare-"):
        return True
    joined = len(before) > 1 and words.table.has("to", before[-1].lower_)
    return joined and match.rule.removeprefix("bare-") in kinds_of(before[0], words)


def _is_hyphened(doc: Doc, match: Match) -> bool:
    """Tell whether the last word is the first part of another: "that week-long talks"."""
    following = doc[match.last + 1] if match.last + 1 < len(doc) else None
    return following is not None and following.text == "-" and not doc[match.last].whitespace_


def _counts(token: Token) -> bool:
    """Tell whether figures are a number of things: "in 2000 villages"."""
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in {"NNS", "NNPS"}


def _is_attribute(doc: Doc, match: Match) -> bool:
    """Tell whether the words stand between an article and a noun: "the December attack", "its 2015 deal"."""
    if not match.first or match.last + 1 >= len(doc):
        return False
    before, after = doc[match.first - 1], doc[match.last + 1]
    determined = before.pos_ == "DET" or before.tag_ in {"POS", "PRP$", "DT"}
    return determined and after.pos_ in {"NOUN", "ADJ", "PROPN"} and not _counts(doc[match.core])


def _timex(doc: Doc, match: Match, sight: Sight, words: TimeWords) -> Timex | None:
    """Make the value of matched words; ``None`` when they are no time after all."""
    if not _is_time(doc, match, words):
        return None
    head = span_root(doc, match.first, match.last)
    if match.rule in _EVENT_RELATIVE:
        when = _when(doc, match, calendar.UNKNOWN, None, f"{match.rule}:{meanings.unit_of(match)}")
        offset, anchor = meanings.offset(match), _anchor_head(doc, match, words)
        return Timex(when, head.i, match.first, match.last, "event-relative", offset, anchor)
    meaning = meanings.MEANINGS.get(match.rule)
    sight = replace(sight, tense=tense(predicate(head), words), attributive=_is_attribute(doc, match))
    reading = meaning(match, sight) if meaning else None
    if reading is None:
        return None
    reading, rule = _bounded(reading, _opening(doc, match, words), match.rule, sight.today)
    return Timex(_when(doc, match, reading, sight.today, rule), head.i, match.first, match.last, _kind(match))


def _told(doc: Doc, match: Match, found: Sequence[Timex]) -> date | None:
    """Return the day that the time before, in the same paragraph, tells with its year: what follows is of its story."""
    before = next(iter(found[-1:]), None)
    if before is None or before.kind != "absolute" or before.when.anchor is not None:
        return None
    day = before.when.start or ""
    apart = match.first - before.last > _LONGEST_STEP
    if apart or any(token.is_space and "\n" in token.text for token in doc[before.last : match.first]):
        return None
    return date.fromisoformat(day) if len(day) == _LENGTH_OF_DAY else None


def _intervals(doc: Doc, found: Sequence[Timex], words: TimeWords) -> Iterator[Timex]:
    """Put the two ends of an interval together: "between 2015 and 2017", "from Monday to Wednesday"."""
    skipped: Timex | None = None
    for one, other in zip_longest(found, found[1:]):
        if one is skipped:
            continue
        if other is None or not _spans(doc, one, other, words):
            yield one
            continue
        skipped = other
        span = doc[one.first : other.last + 1]
        bounds = {"start": one.when.start, "end": other.when.end, "rule": one.when.rule}
        yield replace(one, last=other.last, when=replace(one.when, span=_span(span), text=span.text, **bounds))


def _spans(doc: Doc, one: Timex, other: Timex, words: TimeWords) -> bool:
    """Tell whether two times are the ends of one interval."""
    if one.first == 0 or other.first != one.last + 2 or one.when.start is None or other.when.end is None:
        return False
    opened = words.table.has("from", doc[one.first - 1].lower_) and words.table.has("to", doc[one.last + 1].lower_)
    return opened and one.when.start < other.when.end


def _when(doc: Doc, match: Match, reading: Reading, today: date | None, rule: str) -> When:
    """Make the model's value; it names the day of publication when it was resolved against it."""
    span = doc[match.first : match.last + 1]
    absolute = match.rule in _OWN_YEAR or "year" in match.values
    anchor = today.isoformat() if today and reading != calendar.UNKNOWN and not absolute else None
    return When(_span(span), span.text, reading[0], reading[1], anchor, rule)


def _span(words: SpacySpan) -> Span:
    return Span(words.start_char, words.end_char)


def _kind(match: Match) -> TimeKind:
    if match.rule in _ABSOLUTE:
        return "absolute"
    return "weekday" if match.rule.startswith("weekday") else "relative"


def _opening(doc: Doc, match: Match, words: TimeWords) -> str | None:
    """Return what a preposition makes of a time: "since 2011", "until Friday"; ``None`` when it is the time."""
    if not match.first or _is_attribute(doc, match):
        return None
    possesses = match.last + 1 < len(doc) and doc[match.last + 1].tag_ == "POS"
    before = doc[match.first - 1]
    counted = before.i > 0 and "unit" in words.table.kinds_of(doc[before.i - 1].lower_)
    if possesses or counted:
        return None
    return next((name for kind, name in _OPEN.items() if words.table.has(kind, before.lower_)), None)


def _bounded(reading: Reading, opening: str | None, rule: str, today: date | None) -> tuple[Reading, str]:
    """Return the reading and the rule of a time that is only a bound of the event."""
    start, end = reading
    if opening == "since":
        now = today.isoformat() if today else ""
        reading = start, now if start and start <= now else end
    elif opening == "until":
        reading = None, end
    elif opening == "after":
        reading = calendar.UNKNOWN
    return reading, f"{opening}:{rule}" if opening else rule


def _anchor_head(doc: Doc, match: Match, words: TimeWords) -> int | None:
    """Return the word that tells the event an expression counts from: "admitted" in "a day after Iran admitted"."""
    last = doc[match.last]
    binding = words.table.has("posterior", last.lower_) or words.table.has("deadline", last.lower_)
    if not binding or match.last + 1 >= len(doc) or not match.rule.endswith("shift"):
        return None
    following = doc[match.last + 1]
    if following.is_punct or following.i >= sentence(last).end:
        return None
    if last.head.i > last.i:
        return int(last.head.i)
    while following.head.i > last.i and following.head.i != following.i:
        following = following.head
    return int(following.i)


def _anchored(doc: Doc, found: Sequence[Timex], words: TimeWords) -> Iterator[Timex]:
    """Resolve event-relative expressions that count from another time; drop those that a time behind them explains."""
    for index, timex in enumerate(found):
        if timex.kind != "event-relative":
            yield timex
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and timex.anchor_head is None and _explains(doc, timex, following, words):
            continue
        base = _base(doc, timex, found, index)
        yield replace(timex, when=resolve(timex, base.when)) if base is not None else timex


def _explains(doc: Doc, timex: Timex, following: Timex, words: TimeWords) -> bool:
    """Tell whether an absolute time directly follows: "seven days earlier on October 6"."""
    between = doc[timex.last + 1 : following.first]
    return following.kind == "absolute" and all(word.is_punct or words.table.has("in", word.lower_) for word in between)


def _base(doc: Doc, timex: Timex, found: Sequence[Timex], index: int) -> Timex | None:
    """Return the time that an event-relative expression counts from, when it is one and not an event."""
    if timex.anchor_head is not None:
        following = next(iter(found[index + 1 : index + 2]), None)
        counted = following is not None and following.first <= timex.anchor_head <= following.last
        return following if counted else None
    start = sentence(doc[timex.first]).start
    earlier = takewhile(lambda one: one.first >= start, reversed(found[max(index - _FAR, 0) : index]))
    known = [one for one in earlier if one.when.start is not None and not one.when.rule.startswith(_OPEN["since"])]
    return known[0] if len(known) == 1 else None
