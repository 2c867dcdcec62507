"""Finds expressions of time in a text by patterns over kinds of words; ``dates`` tells what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.words import TimeWords

#: Rules with their patterns: kinds of words in a row, what stands in brackets may be missing, ``a|b`` is either.
PATTERNS = (
    ("iso", "isoday"),
    ("iso", "year dash day dash day"),
    ("range", "month day dash day [[comma] year]"),
    ("range", "day dash day month [[comma] year]"),
    ("range", "from day to day month [[comma] year]"),
    ("range", "from month day to day [[comma] year]"),
    ("years", "year dash year"),
    ("day", "[weekday [comma]] month day [[comma] year]"),
    ("day", "[weekday [comma]] [the] day [of] month [[comma|of] year]"),
    ("day-of-year", "month day [of] last|this|next unit"),
    ("month", "[edge [dash]] month [comma|of] year"),
    ("month-of-year", "[edge [dash]] month [of] last|this|next unit"),
    ("month-last", "[edge] last|this|next month"),
    ("bare-month", "[edge [dash]] month"),
    ("bare-year", "[edge [dash]] year"),
    ("decade", "[edge] decade"),
    ("decade", "the [edge] decades"),
    ("century", "[the] [edge] rank unit"),
    ("day-of-month", "the rank"),
    ("season", "[edge] last season"),
    ("weekday", "[edge [in]] [last|next|this] weekday [part]"),
    ("weekday-of-week", "weekday [of] last|this|next unit"),
    ("near-weekday", "[the] near weekday [part]"),
    ("deictic", "[edge] deictic [part]"),
    ("deictic-shift", "[the] unit shift deictic"),
    ("part", "[edge] this part"),
    ("part", "last part"),
    ("overnight", "overnight"),
    ("unit", "[edge [in|of]] last|this|next unit"),
    ("unit-of-now", "edge in|of the unit"),
    ("weekend", "[the] weekend"),
    ("weekend", "last|this|next weekend"),
    ("duration", "[the] last|next number|vague unit"),
    ("duration", "the near number|vague unit"),
    ("duration", "the last unit"),
    ("nothing", "unit shift unit"),
    ("length", "lasting [article] number unit"),
    ("length", "number dash unit"),
    ("ago", "[article] number|vague [of] unit ago"),
    ("ago", "unit ago"),
    ("shift", "number unit shift"),
    ("shift", "the unit shift"),
    ("vague-shift", "[article] vague [of] unit shift"),
    ("vague-shift", "unit shift"),
    ("near", "[edge] the near unit|part"),
    ("near", "near unit|part"),
)

_NAMED = frozenset({"PERSON", "ORG", "LOC", "NORP", "GPE", "FAC"})
_MODIFYING = frozenset({"compound", "amod", "flat", "nmod:desc", "nmod:unmarked"})
_DAY = re.compile(r"(\d{1,2})([a-z]*)")
_YEAR = re.compile(r"(?:([a-z]+)-)?((?:1[89]|20)\d\d)")
_DECADE = re.compile(r"((?:1[89]|20)\d0)s")
_DECADES = re.compile(r"['’]?([3-9]0)s")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DASHES = frozenset("-–—")


#: The kinds that each of some words in a row may have.
Pattern = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """One of the sequences that a rule's pattern stands for; ``rank`` is the place of the rule in :data:`PATTERNS`."""

    rank: int
    rule: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Match:
    """Words that make an expression of time: ``values`` holds the value of each kind, in the order of the words."""

    rule: str
    first: int
    last: int
    values: Mapping[str, tuple[str, ...]]
    core: int

    def value(self, kind: str) -> str | None:
        """Return the first value of a kind, ``None`` when the expression has no such word."""
        return next(iter(self.values.get(kind, ())), None)


def matches(doc: Doc, words: TimeWords) -> Iterator[Match]:
    """Yield the expressions of time from left to right, the longest at each word; they never overlap."""
    tokens = [token for token in doc if not token.is_space]
    known = {text: kinds_of(token, words) for text, token in {token.text: token for token in tokens}.items()}
    kinds = [known[token.text] for token in tokens]
    longest = words.table.longest("name")
    at = 0
    while at < len(tokens):
        past_name = _end_of_name(tokens, at, longest, words)
        found = _longest(kinds, at) if kinds[at] and not past_name else None
        if found is not None:
            match = _placed(found, tokens)
            if not _is_named(doc, match):
                yield match
        at = past_name or (found.last + 1 if found else at + 1)


def _placed(match: Match, tokens: list[Token]) -> Match:
    """Turn positions among the words into positions in the text, where line breaks count too."""
    first, last, core = (tokens[index].i for index in (match.first, match.last, match.core))
    return replace(match, first=first, last=last, core=core)


def kinds_of(token: Token, words: TimeWords) -> dict[str, str]:
    """Return the kinds of one word with its value in each; names of months and days are written with a capital."""
    low = token.lower_.rstrip(".") or token.lower_
    found = dict(words.table.kinds_of(low) or words.table.kinds_of(token.lower_))
    if token.text[:1].islower():
        found.pop("month", None)
        found.pop("weekday", None)
    if low in _DASHES:
        found["dash"] = low
    if low == ",":
        found["comma"] = low
    number = words.numbers.value("number", low) or words.numbers.value("dozen", low) or found.get("article")
    if number:
        found["number"] = number
    if any(character.isdigit() for character in low):
        found.update(_figures(low, words))
    return found


def _figures(low: str, words: TimeWords) -> dict[str, str]:
    """Return the kinds of a word in figures: day of the month, year, decade, number."""
    found: dict[str, str] = {}
    if (day := _DAY.fullmatch(low)) and (not day[2] or words.table.has("ordinal", day[2])) and 1 <= int(day[1]) <= 31:
        found["day"] = day[1]
        if day[2]:
            found["rank"] = day[1]
    if (year := _YEAR.fullmatch(low)) and (not year[1] or words.table.has("edge", year[1])):
        found["year"] = year[2]
    if decade := _DECADE.fullmatch(low):
        found["decade"] = decade[1]
    if decade := _DECADES.fullmatch(low):
        found["decades"] = f"19{decade[1]}"
    if _ISO_DAY.fullmatch(low):
        found["isoday"] = low
    if low.isascii() and low.isdigit() and len(low) <= 4:
        found["number"] = low
    return found


def _longest(kinds: list[dict[str, str]], at: int) -> Match | None:
    """Return the longest expression that starts at a word; of two of one length that of the earlier rule."""
    candidates = (one for kind in kinds[at] for one in _starting().get(kind, ()))
    fitting = [one for one in candidates if _fits(kinds[at : at + len(one.pattern)], one.pattern)]
    best = min(fitting, key=lambda one: (-len(one.pattern), one.rank), default=None)
    return _match(best, kinds, at) if best else None


def _fits(kinds: list[dict[str, str]], pattern: Pattern) -> bool:
    if len(kinds) < len(pattern):
        return False
    return all(not wanted.isdisjoint(have) for wanted, have in zip(pattern, kinds, strict=True))


def _match(sequence: Sequence, kinds: list[dict[str, str]], at: int) -> Match:
    values: dict[str, tuple[str, ...]] = {}
    core = at
    for index, wanted in enumerate(sequence.pattern, at):
        for kind in sorted(wanted & kinds[index].keys()):
            values[kind] = (*values.get(kind, ()), kinds[index][kind])
            core = index if kind in _CORES else core
    return Match(sequence.rule, at, at + len(sequence.pattern) - 1, values, core)


_CORES = frozenset(
    {"month", "weekday", "deictic", "unit", "weekend", "overnight", "isoday", "year", "decade", "decades", "part"}
    | {"season", "rank"}
)


def _end_of_name(tokens: list[Token], at: int, longest: int, words: TimeWords) -> int | None:
    """Return where a name that only looks like a time ("Black Friday") ends, ``None`` when none starts here."""
    for length in range(longest, 1, -1):
        text = " ".join(token.lower_ for token in tokens[at : at + length])
        if words.table.has("name", text):
            return at + length
    return None


def _is_named(doc: Doc, match: Match) -> bool:
    """Tell whether the words belong to a name: of a person, of a paper ("The Friday Times")."""
    edges = (doc[match.first], *doc[match.last + 1 : match.last + 2])
    if any(token.ent_iob_ == "I" and token.ent_type_ in _NAMED for token in edges):
        return True  # a name that goes on beyond the words; a time that was itself taken for a name stays a time
    token = doc[match.core]
    modified = token.head if token.dep_ in _MODIFYING and token.head.i > match.last else None
    single = match.first == match.last and match.rule != "bare-year"
    return single and modified is not None and modified.pos_ == "PROPN"


@cache
def _starting() -> dict[str, list[Sequence]]:
    """Return the sequences of all rules by the kinds of their first words."""
    found: dict[str, list[Sequence]] = {}
    for rank, (rule, text) in enumerate(PATTERNS):
        for elements in _expand(re.findall(r"[\[\]]|[\w|-]+", text)):
            pattern = tuple(frozenset(element.split("|")) for element in elements)
            for kind in sorted(pattern[0]):
                found.setdefault(kind, []).append(Sequence(rank, rule, pattern))
    return found


def _expand(parts: Iterable[str]) -> list[list[str]]:
    """Return every sequence that a pattern with optional parts in brackets stands for, longer ones first."""
    stack: list[list[list[str]]] = [[[]]]
    for part in parts:
        if part == "[":
            stack.append([[]])
        elif part == "]":
            inner, outer = stack.pop(), stack.pop()
            stack.append([done + more for done in outer for more in (*inner, [])])
        else:
            stack.append([[*done, part] for done in stack.pop()])
    return stack[0]
