"""Numbers of victims in sentences that name no act: "The death toll rose to 12." They are of the one act of force that
the article tells of, and of none when it tells of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from kg.agreement import FORCE
from kg.extract.claims import in_order, sentence_span
from kg.extract.context import Context, span_of
from kg.extract.quantities import Counted
from kg.extract.speech import attribution
from kg.iris import digest
from kg.isodates import bounds
from kg.model import Claim, Span, When
from kg.tolls import is_count

#: The rule of such claims: there is no entry of the lexicon behind them.
RULE = "toll"
_LESS_SURE = 0.7


def untold(
    doc: Doc, counted: Sequence[Counted], assigned: Mapping[int, Sequence[Counted]], acts: Sequence[int]
) -> dict[int, list[Counted]]:
    """Return the numbers in sentences without an act of force, by the index of the first word of harm of these."""
    taken = {one for told in assigned.values() for one in told}
    violent = {doc[index].sent.start for index in acts}
    found: dict[int, list[Counted]] = {}
    for one in counted:
        start = doc[one.head].sent.start
        if one.toll.harm == "arrested":
            continue  # arrests follow an act of force, they are no part of it
        if one not in taken and start not in violent and is_count(one.toll):
            found.setdefault(start, []).append(one)
    return {min(one.head for one in told): told for told in found.values()}


def claims(
    told: Mapping[int, Sequence[Counted]], known: Sequence[Claim], times: Sequence[When], context: Context
) -> Iterator[Claim]:
    """Yield a claim for each such sentence about the only act of force among the claims that are ``known``."""
    acts = [one for one in known if context.ontology.types[one.type].root == FORCE and one.stance != "denied"]
    if len({one.group for one in acts}) != 1:
        return
    for index, counted in sorted(told.items()):
        token = context.doc[index]
        before = [one for one in acts if one.trigger.start < token.idx]
        place = sentence_span(token.sent)
        said = attribution(token, context)
        if before and said.stance == "asserted" and not _of_another_time(place, times, acts):
            act = before[-1]
            yield Claim(
                key=f"claim/{digest(act.doc, str(token.idx), RULE, act.type)}",
                doc=act.doc,
                type=act.type,
                trigger=span_of(token),
                sentence=place,
                rule=RULE,
                tolls=in_order(counted),
                claimer=said.claimer,
                relayed_by=said.relayed_by,
                confidence=_LESS_SURE,
                group=act.group,
            )


def _of_another_time(place: Span, times: Sequence[When], acts: Sequence[Claim]) -> bool:
    """Whether a sentence has a time before the act: "the war has a death toll of 10,000 since 2015"."""
    days = [bounds(act.when.start)[0] for act in acts if act.when and act.when.start]
    inside = [time for time in times if place.start <= time.span.start < place.end]
    first = min(days, default=None)
    return any(time.start is None or first is None or bounds(time.start)[0] < first for time in inside)
