"""When each act was: the time that the text ties to its word, or, "a day after" another act, the time of that one and
a day.

An event-relative time needs the other act's date, which another sentence may give; so claims are grouped once before
such times are resolved, and again after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.dates import Timex, date_of_anchor, for_trigger, resolve
from kg.extract.grammar import is_verbal
from kg.extract.roles import Hit
from kg.extract.syntax import supporter
from kg.extract.words import TimeWords
from kg.lexicon import Lexicon
from kg.model import Claim, When


def time_of_each(hits: Sequence[Hit], doc: Doc, times: Sequence[Timex], words: TimeWords) -> list[Timex | None]:
    """The expression of time of each hit, or None; only the event words of its sentence can dispute it."""
    triggers: dict[int, set[int]] = {}
    for hit in hits:
        triggers.setdefault(hit.token.sent.start, set()).add(hit.token.i)
    return [for_trigger(doc, times, h.token.i, words, triggers[h.token.sent.start]) for h in hits]


def anchors(hits: Sequence[Hit], lexicon: Lexicon) -> dict[int, int]:
    """For each event word and each verb that carries one, the number of its hit."""
    found: dict[int, int] = {}
    for number, hit in enumerate(hits):
        found[hit.token.i] = number
        carried = None if is_verbal(hit.token) else supporter(hit.token, lexicon)
        if carried:
            found.setdefault(carried[0].i, number)
    return found


#: A hit that an expression dates, the expression, and the hit from which it counts.
Chain = tuple[int, Timex, int]


def chains(hits: Sequence[Hit], doc: Doc, times: Sequence[Timex], words: TimeWords, lexicon: Lexicon) -> list[Chain]:
    """The acts that the text puts so many days apart, also where one of them has another time beside it: "struck on
    Thursday, a day after warning Iran"."""
    anchor = anchors(hits, lexicon)
    counting = [(t, anchor[t.anchor_head]) for t in times if t.offset is not None and t.anchor_head in anchor]
    of_sentence: dict[int, list[int]] = {}
    for number, hit in enumerate(hits):
        of_sentence.setdefault(hit.token.sent.start, []).append(number)
    found = []
    for timex, other in counting:
        near = of_sentence.get(doc[timex.head].sent.start, ())
        triggers = {hits[number].token.i for number in near}
        mine = [n for n in near if n != other and for_trigger(doc, [timex], hits[n].token.i, words, triggers)]
        found += [(number, timex, other) for number in mine]
    return found


def counted(
    claims: Sequence[Claim], times: Sequence[Timex | None], chained: Sequence[Chain], grouped: Sequence[Claim]
) -> list[Claim]:
    """The claims with event-relative times resolved against the act that they count from, or that act's time against
    theirs; unresolved ones stay unknown."""
    known = _known(grouped)
    group_of = {c.key: c.group for c in grouped}
    found = list(claims)
    for number, timex, other in chained:
        theirs = _dated(claims[other], known, group_of)
        mine = _dated(claims[number], known, group_of)
        if theirs and times[number] == timex:
            found[number] = replace(claims[number], when=resolve(timex, theirs))
        elif mine and not theirs:
            found[other] = replace(claims[other], when=date_of_anchor(timex, mine))
    return found


def _known(grouped: Sequence[Claim]) -> dict[str, When]:
    """The first known time of each group."""
    known: dict[str, When] = {}
    for claim in grouped:
        if claim.when and claim.when.start:
            known.setdefault(claim.group, claim.when)
    return known


def _dated(claim: Claim, known: Mapping[str, When], group_of: Mapping[str, str]) -> When | None:
    """When an act was: as its claim says, else as its group does."""
    return claim.when if claim.when and claim.when.start else known.get(group_of.get(claim.key, ""))
