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

from kg import isodates
from kg.extract import meanings, timevalues
from kg.extract.clauses import Tense, predicate, sentence, span_root, tense
from kg.extract.dating import for_trigger
from kg.extract.hanging import is_kind, owners_of
from kg.extract.sights import Sight
from kg.extract.timecontext import OPENINGS, anchor_head, is_attribute, is_time, opening, told
from kg.extract.timegrammar import Match, matches
from kg.extract.timex import TimeKind, Timex
from kg.extract.words import TimeWords
from kg.isodates import Reading
from kg.model import Span, When

__all__ = ["Timex", "date_of_anchor", "find", "for_trigger", "resolve"]

_EVENT_RELATIVE = frozenset({"shift", "vague-shift", "near", "near-weekday"})
_ABSOLUTE = frozenset(
    {"iso", "month", "bare-year", "years", "decade", "century", "range", "day", "bare-month"}
    | {"day-of-year", "month-of-year"}
)
_SLACK_OF_WEEKS = timedelta(days=3)

#: Times of one sentence that are looked back at; more stand only in lists.
_FAR = 8


def find(doc: Doc, published: str | None, words: TimeWords) -> tuple[Timex, ...]:
    """Return the expressions of time in the order of the text, resolved against the ISO day of publication."""
    today = date.fromisoformat(published) if published else None
    found: list[Timex] = []
    for match in matches(doc, words):
        timex = _timex(doc, match, Sight(today, "past", False, told(doc, match, found)), words)
        if timex is not None:
            found.append(timex)
    return tuple(_anchored(doc, list(_intervals(doc, found, words)), words))


def resolve(timex: Timex, anchor: When) -> When:
    """Return when an event-relative expression is, given when the event is that it counts from."""
    if anchor.start is not None and timex.weekday is not None:
        return _weekday(timex, timex.weekday, anchor)
    if anchor.start is None or timex.offset is None:
        return timex.when
    first, last = isodates.bounds(anchor.start)[0], isodates.bounds(anchor.end or anchor.start)[1]
    rule, _, unit = timex.when.rule.partition(":")
    start, end = _counted(timex.offset, unit, rule == "near", first, last)
    day = anchor.start if anchor.start == first.isoformat() else None  # a month is no day to count from
    return replace(timex.when, start=start, end=end, anchor=day)


def _weekday(timex: Timex, weekday: int, anchor: When) -> When:
    """Return the next or the last such day seen from an event: "the following Tuesday"; of one day only."""
    first, last = isodates.bounds(anchor.start or "")[0], isodates.bounds(anchor.end or anchor.start or "")[1]
    if first != last:
        return timex.when
    step = timedelta(days=1)
    day = isodates.weekday_from(last + step, weekday) if timex.later else isodates.weekday_until(first - step, weekday)
    return replace(timex.when, start=day.isoformat(), end=day.isoformat(), anchor=first.isoformat())


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
        return isodates.month_before(first, -months), isodates.month_before(last, -months)
    if unit == "year":
        years = round(offset / meanings.DAYS["year"])
        return f"{first.year + years:04d}", f"{last.year + years:04d}"
    if unit in {"week", "fortnight"}:
        if whole:
            first, last = isodates.weekday_until(first, 0), isodates.weekday_from(last, 6)
        else:
            first, last = first - _SLACK_OF_WEEKS, last + _SLACK_OF_WEEKS
    step = timedelta(days=offset)
    return isodates.briefest(first + step, last + step)


def _timex(doc: Doc, match: Match, sight: Sight, words: TimeWords) -> Timex | None:
    """Make the value of matched words; ``None`` when they are no time after all."""
    if not is_time(doc, match, words):
        return None
    head = span_root(doc, match.first, match.last)
    if match.rule in _EVENT_RELATIVE:
        when = timevalues.when(doc, match, isodates.UNKNOWN, None, f"{match.rule}:{meanings.unit_of(match)}")
        timex = Timex(when, head.i, match.first, match.last, "event-relative", meanings.offset(match))
        if match.rule == "near-weekday" and match.value("near") != "0":
            return replace(timex, weekday=int(match.values["weekday"][0]), later=match.value("near") == "1")
        return replace(timex, anchor_head=anchor_head(doc, match, words))
    verb, bound = predicate(head), opening(doc, match, words)
    meaning = meanings.MEANINGS.get(match.rule)
    sight = replace(sight, tense=_tense(verb, bound, words), attributive=is_attribute(doc, match))
    reading = meaning(match, sight) if meaning else None
    if reading is None:
        return None
    when = timevalues.bounded(timevalues.when(doc, match, reading, sight.today), bound, sight.today, verb)
    return Timex(when, head.i, match.first, match.last, _kind(match))


def _tense(verb: Token | None, bound: str | None, words: TimeWords) -> Tense:
    """Return the tense in which a time is seen; what holds until a day will hold."""
    found = tense(verb, words)
    return "future" if bound == "until" and found == "present" else found


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
        yield _interval(doc, _first_end(one, other), other, words)


def _interval(doc: Doc, one: Timex, other: Timex, words: TimeWords) -> Timex:
    """Return the interval between two ends; "from" makes it one that the act lasted, "between" does not."""
    span = doc[one.first : other.last + 1]
    lasts = _lasts(doc, one, words)
    when = replace(
        one.when,
        span=Span(span.start_char, span.end_char),
        text=span.text,
        end=other.when.end,
        precision="interval",
        begun=one.when.end if lasts else None,
        ended=(other.when.start or other.when.ended) if lasts else None,
    )
    return replace(one, last=other.last, when=when)


def _lasts(doc: Doc, one: Timex, words: TimeWords) -> bool:
    """Tell whether something took the whole of an interval: "from Monday to Wednesday", "Monday through Wednesday"."""
    opening = doc[one.first - 1].lower_ if one.first else ""
    joint = doc[one.last + 1].lower_
    return "throughout" in {words.table.value("from", opening), words.table.value("to", joint)}


def _spans(doc: Doc, one: Timex, other: Timex, words: TimeWords) -> bool:
    """Tell whether two times are the ends of one interval."""
    if other.first != one.last + 2 or one.when.start is None or other.when.end is None:
        return False
    opening = doc[one.first - 1].lower_ if one.first else ""
    opened = words.table.has("from", opening) and words.table.has("to", doc[one.last + 1].lower_)
    opened = opened or words.table.value("to", doc[one.last + 1].lower_) == "throughout"
    return opened and (_first_end(one, other).when.start or "") < other.when.end


def _first_end(one: Timex, other: Timex) -> Timex:
    """Return the first end of an interval; a day without its year is the last such day before the other end."""
    start, end = one.when.start or "", other.when.end or ""
    if one.when.anchor is None or one.when.rule != "day" or start < end or not start or not end:
        return one
    day = date.fromisoformat(start)
    before = isodates.before(isodates.bounds(end)[0], day.month, day.day)
    return replace(one, when=replace(one.when, start=str(before), end=str(before))) if before else one


def _kind(match: Match) -> TimeKind:
    if match.rule in _ABSOLUTE:
        return "absolute"
    return "weekday" if match.rule.startswith("weekday") else "relative"


def _anchored(doc: Doc, found: Sequence[Timex], words: TimeWords) -> Iterator[Timex]:
    """Resolve event-relative expressions that count from another time; drop those that a time behind them explains."""
    resolved = list(found)
    for index, timex in enumerate(found):
        if timex.kind != "event-relative":
            yield timex
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and timex.anchor_head is None and _explains(doc, timex, following, words):
            continue
        base = _base(doc, timex, resolved, index, words)
        resolved[index] = timex if base is None else replace(timex, when=resolve(timex, base.when))
        yield resolved[index]


def _explains(doc: Doc, timex: Timex, following: Timex, words: TimeWords) -> bool:
    """Tell whether an absolute time directly follows: "seven days earlier on October 6"."""
    between = doc[timex.last + 1 : following.first]
    return following.kind == "absolute" and all(word.is_punct or words.table.has("in", word.lower_) for word in between)


def _base(doc: Doc, timex: Timex, found: Sequence[Timex], index: int, words: TimeWords) -> Timex | None:
    """Return the time that an event-relative expression counts from, when it is one and not an event."""
    if timex.anchor_head is not None:
        following = next(iter(found[index + 1 : index + 2]), None)
        counted = following is not None and following.first <= timex.anchor_head <= following.last
        return following if counted else None
    start = sentence(doc[timex.first]).start
    here = _known_since(start, found, index)
    if here or not start or _new_paragraph(doc, start):
        return here[0] if len(here) == 1 else None
    told = sentence(doc[start - 1])
    before = _known_since(told.start, found, index)
    return before[0] if len(before) == 1 and _is_of(told.root, before[0], words) else None


def _is_of(root: Token, timex: Timex, words: TimeWords) -> bool:
    """Tell whether a time is the day of what a sentence tells, and not of what is only said in it or of its telling."""
    told = not is_kind(words, "reporting", root) and root.i in owners_of(root.doc, timex, words)
    return told and timex.when.start == timex.when.end


def _known_since(start: int, found: Sequence[Timex], index: int) -> list[Timex]:
    """Return the known times from a word on up to the one at ``index``, the last first."""
    earlier = takewhile(lambda one: one.first >= start, reversed(found[max(index - _FAR, 0) : index]))
    return [one for one in earlier if one.when.start is not None and not one.when.rule.startswith(OPENINGS["since"])]


def _new_paragraph(doc: Doc, start: int) -> bool:
    """Tell whether a line ends before a sentence, which then goes back to none before it."""
    return any("\n" in token.text for token in (doc[start - 1], doc[start]) if token.is_space)
