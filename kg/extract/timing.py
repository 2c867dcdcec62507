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


def counted(
    claims: Sequence[Claim], times: Sequence[Timex | None], anchor: Mapping[int, int], grouped: Sequence[Claim]
) -> list[Claim]:
    """The claims with event-relative times resolved against the act that they count from, or that act's time against
    theirs; unresolved ones stay unknown."""
    known = _known(grouped)
    group_of = {c.key: c.group for c in grouped}
    found = list(claims)
    for number, (claim, timex) in enumerate(zip(claims, times, strict=True)):
        other = anchor.get(timex.anchor_head) if timex and timex.anchor_head is not None else None
        if timex is None or timex.offset is None or other is None:
            continue
        theirs = _dated(claims[other], known, group_of)
        mine = known.get(group_of.get(claim.key, ""))
        if theirs:
            found[number] = replace(claim, when=resolve(timex, theirs))
        elif mine:
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
