"""The triples of when an act was: the times as the text gives them, and SEM's four time stamps in days.

The stamps are what can be compared in a query, whatever the precision of the text: the first and the last day on which
the act can have begun, and those on which it can have ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.graph.terms import Triple, instant, kg, named, text, typed
from kg.iris import SEM
from kg.isodates import bounds
from kg.model import Event, When

#: SEM's properties, in the order of :func:`stamps`.
STAMPS = tuple(
    f"{SEM}has{name}TimeStamp" for name in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
)


def time_triples(node: NamedNode, time: When | Event) -> Iterator[Triple]:
    """Yield the first and the last possible time, and the stamps."""
    for name, value in (("earliest", time.start), ("latest", time.end)):
        if value:
            yield node, kg(name), instant(value)
    for iri, day in zip(STAMPS, stamps(time), strict=True):
        if day:
            yield node, named(iri), instant(day)


def day_triples(node: NamedNode, day: str) -> Iterator[Triple]:
    """Yield what :func:`time_triples` does for something of one known day."""
    for name in ("earliest", "latest"):
        yield node, kg(name), instant(day)
    for iri in STAMPS:
        yield node, named(iri), instant(day)


def detail_triples(node: NamedNode, when: When) -> Iterator[Triple]:
    """Yield what else the words of a claim say of its time: precision, anchor, duration, what is left unresolved."""
    yield node, kg("timeText"), text(when.text)
    for name, value in (("timePrecision", when.precision), ("timePattern", when.pattern)):
        if value:
            yield node, kg(name), text(value)
    if when.anchor:
        yield node, kg("timeAnchor"), instant(when.anchor)
    if when.duration:
        yield node, kg("duration"), typed(when.duration, "duration")


def stamps(time: When | Event) -> tuple[str | None, str | None, str | None, str | None]:
    """Return the first and the last day of the begin, then of the end; ``None`` where nothing is known.

    An act at some time in an interval may have begun and ended on any day of it; one that lasts has bounds of its own,
    and one that goes on has no last day.
    """
    first, last = _first(time.start), _last(time.end)
    last_begin = _last(time.begun) if time.begun else last
    first_end = _first(time.ended) if time.ended else first
    return first, last_begin, first_end, None if time.goes_on else last


def _first(iso: str | None) -> str | None:
    return bounds(iso)[0].isoformat() if iso else None


def _last(iso: str | None) -> str | None:
    return bounds(iso)[1].isoformat() if iso else None
