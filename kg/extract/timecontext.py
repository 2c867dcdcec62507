"""What stands around words of time: whether they mean one there, and what a preposition makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from kg.extract.clauses import sentence
from kg.extract.timegrammar import Match, kinds_of
from kg.extract.timex import Timex
from kg.extract.words import TimeWords

#: Kinds of prepositions that make a time a bound, and what ``When.rule`` calls it.
OPENINGS = {"since": "since", "deadline": "until", "posterior": "after"}

_LENGTH_OF_DAY = len("2024-01-18")

#: Words between two days of one story.
_LONGEST_STEP = 60


def is_time(doc: Doc, match: Match, words: TimeWords) -> bool:
    """Tell whether words that could mean a time do so where they stand."""
    if match.rule in {"bare-month", "bare-year"} and "edge" in match.values:
        return not _is_hyphened(doc, match)
    check = _CHECKS.get(match.rule)
    return not _is_hyphened(doc, match) if check is None else check(doc, match, words)


def _bare(doc: Doc, match: Match, words: TimeWords) -> bool:
    """A month or year alone needs a preposition, another time before it, or a noun that it modifies."""
    before = doc[match.first - 1].lower_ if match.first else ""
    placed = words.table.has("stretch", before) or _follows_time(doc, match, words)
    return (placed and not _counts(doc[match.core])) or is_attribute(doc, match)


def _day_of_month(doc: Doc, match: Match, words: TimeWords) -> bool:
    """ "On the 18th", not "on the 18th floor" or "on the 18th of the month"."""
    if not match.first or words.table.value("in", doc[match.first - 1].lower_) != "day":
        return False
    following = doc[match.last + 1] if match.last + 1 < len(doc) else None
    return following is None or following.is_punct or following.pos_ in {"VERB", "AUX", "CCONJ", "PRON"}


def _length(doc: Doc, match: Match, _: TimeWords) -> bool:
    """ "For three days", "a three-day siege"."""
    return "lasting" in match.values or is_attribute(doc, match)


def _weekend(doc: Doc, match: Match, _: TimeWords) -> bool:
    return match.first != match.last or is_attribute(doc, match)


def _near(doc: Doc, match: Match, _: TimeWords) -> bool:
    """Without "the" only "that day": "next day" and "previous day" say nothing alone."""
    if "the" in match.values:
        return not _is_hyphened(doc, match)
    demonstrative = doc[match.last - 1].pos_ in {"DET", "ADJ", "PRON"} and not _is_hyphened(doc, match)
    return match.value("near") == "0" and demonstrative


def _counted(doc: Doc, match: Match, _: TimeWords) -> bool:
    """ "Years ago", "days later": without a number only several of them."""
    if match.values.keys().isdisjoint({"number", "vague"}):
        return doc[match.core].tag_ == "NNS"
    return not _is_hyphened(doc, match)


_CHECKS: Mapping[str, Callable[[Doc, Match, TimeWords], bool]] = {
    "bare-month": _bare,
    "bare-year": _bare,
    "day-of-month": _day_of_month,
    "length": _length,
    "weekend": _weekend,
    "near": _near,
    "vague-shift": _counted,
    "ago": _counted,
    "nothing": lambda *_: False,
}


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


def is_attribute(doc: Doc, match: Match) -> bool:
    """Tell whether the words stand between an article and a noun: "the December attack", "its 2015 deal"."""
    if not match.first or match.last + 1 >= len(doc):
        return False
    before, after = doc[match.first - 1], doc[match.last + 1]
    determined = before.pos_ == "DET" or before.tag_ in {"POS", "PRP$", "DT"}
    return determined and after.pos_ in {"NOUN", "ADJ", "PROPN"} and not _counts(doc[match.core])


def opening(doc: Doc, match: Match, words: TimeWords) -> str | None:
    """Return what a preposition makes of a time: "since 2011", "until Friday"; ``None`` when it is the time."""
    if not match.first or is_attribute(doc, match):
        return None
    possesses = match.last + 1 < len(doc) and doc[match.last + 1].tag_ == "POS"
    before = doc[match.first - 1]
    counted = before.i > 0 and "unit" in words.table.kinds_of(doc[before.i - 1].lower_)
    if possesses or counted:
        return None
    return next((name for kind, name in OPENINGS.items() if words.table.has(kind, before.lower_)), None)


def anchor_head(doc: Doc, match: Match, words: TimeWords) -> int | None:
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


def told(doc: Doc, match: Match, found: Sequence[Timex]) -> date | None:
    """Return the day that the time before, in the same paragraph, tells with its year: what follows is of its story."""
    before = next(iter(found[-1:]), None)
    if before is None or before.kind != "absolute" or before.when.anchor is not None:
        return None
    day = before.when.start or ""
    apart = match.first - before.last > _LONGEST_STEP
    if apart or any(token.is_space and "\n" in token.text for token in doc[before.last : match.first]):
        return None
    return date.fromisoformat(day) if len(day) == _LENGTH_OF_DAY else None
