"""The ledger as text for people, and as JSON Lines for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict

import click

from kg.explaining.evidence import span_of_time
from kg.explaining.text import shown, wrapped
from kg.ledger.values import SLOTS, Entry, Slot, Value, Voice

#: So many voices of a value are shown; the rest is counted.
LIMIT = 12

_STANDS = (
    ("conflicts", "conflicts with"),
    ("refines", "more precise than"),
    ("refined", "less precise than"),
    ("compatible", "goes with"),
)


def render(entries: Sequence[Entry], slots: Collection[str] = (), *, colour: bool = False, width: int = 100) -> str:
    """Return the ledger as lines of at most ``width`` characters; slots in dispute or asked for are shown in full."""
    lines = [line for entry in entries for line in ("", *_entry(entry, slots, colour=colour, width=width))]
    return "\n".join([_headline(entries, slots), *lines]) + "\n"


def records(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a record for each event as a line of JSON, with how the values of each slot stand."""
    for entry in entries:
        slots = [{"slot": slot.name, "state": slot.state, **_without_name(slot)} for slot in entry.slots]
        yield json.dumps({**asdict(entry), "slots": slots}, ensure_ascii=False) + "\n"


def _without_name(slot: Slot) -> dict[str, object]:
    return {"values": [asdict(value) for value in slot.values]}


def _headline(entries: Sequence[Entry], slots: Collection[str]) -> str:
    """Return how many events are disputed, and in what."""
    disputed = [[slot.name for slot in entry.disputed()] for entry in entries]
    counts = Counter(name for several in disputed for name in several)
    number = sum(bool(several) for several in disputed)
    where = f" in {', '.join(slots)}" if slots else ""
    if not number:
        return f"No event is disputed{where}: of no event one article says what excludes what is said elsewhere."
    told = ", ".join(f"{counts[name]:,} in {name}" for name in SLOTS if counts[name])
    return f"{_times(number, 'event is', 'events are')} disputed: {told}."


def _entry(entry: Entry, slots: Collection[str], *, colour: bool, width: int) -> Iterator[str]:
    """Yield the lines of an event: what it is, what is disputed or asked for in full, the rest in short, the articles.

    Articles go by their numbers in the list at the end."""
    yield click.style(shown(entry.label), bold=True) if colour else shown(entry.label)
    yield f"<{entry.iri}>"
    sources = _times(entry.sources, "independent source") if entry.sources is not None else ""
    told = f"{_times(entry.claims, 'claim')} in {_times(entry.articles, 'article')}"
    facts = (entry.type, span_of_time(entry.start, entry.end) or "no date", told, sources)
    yield from wrapped(shown(", ".join(filter(None, facts))), "", width)
    full = [slot for slot in entry.slots if slot.state == "disputed" or slot.name in slots]
    articles = {voice.doc: voice for slot in full for value in slot.values for voice in value.voices}
    numbers = {doc: number for number, doc in enumerate(sorted(articles), 1)}
    for slot in full:
        yield from _in_full(slot, numbers, colour=colour, width=width)
    for slot in entry.slots:
        if slot not in full and slot.name != "stance":
            yield from _in_short(slot, width)
    for doc, number in numbers.items():
        yield from wrapped(shown(f"[{number}] {_article(articles[doc])}"), "  ", width)


def _in_full(slot: Slot, numbers: Mapping[str, int], *, colour: bool, width: int) -> Iterator[str]:
    """Yield a slot with its values and, below each, who gives it."""
    head = f"{slot.name}: {slot.state}"
    yield "  " + (click.style(head, fg="red", bold=True) if colour and slot.state == "disputed" else head)
    for value in slot.values:
        text = shown(_value(value))
        yield from wrapped(click.style(text, bold=True) if colour else text, "    ", width)
        for voice in value.voices[:LIMIT]:
            yield from wrapped(shown(_voice(voice, numbers[voice.doc])), "      ", width)
        if len(value.voices) > LIMIT:
            yield f"      and {len(value.voices) - LIMIT:,} more"


def _in_short(slot: Slot, width: int) -> Iterator[str]:
    """Yield a slot with its values alone."""
    if len(slot.values) == 1:
        yield from wrapped(shown(f"{slot.name}: {_value(slot.values[0])}"), "  ", width)
        return
    yield f"  {slot.name}: {slot.state}"
    for value in slot.values:
        yield from wrapped(shown(_value(value)), "    ", width)


def _value(value: Value) -> str:
    """Return a value with its other wordings, who gives it, and how it stands to others."""
    also = f" (also {'; '.join(value.wordings)})" if value.wordings else ""
    sources = f", {_times(value.sources, 'source')}" if value.sources else ""
    stands = [f"; {words} {'; '.join(getattr(value, field))}" for field, words in _STANDS if getattr(value, field)]
    return f"{value.text}{also}: {_times(value.articles, 'article')}{sources}{''.join(stands)}"


def _voice(voice: Voice, number: int) -> str:
    """Return who says so, where and in which words: ``the army, relayed by IRNA, in [2]: “seven” at 9-14``."""
    who = ", ".join(voice.claimer) or "the article"
    relay = f", relayed by {voice.relayed_by}" if voice.relayed_by else ""
    taken = f", taken from {voice.credit}" if voice.credit and not voice.claimer else ""
    words = ", ".join(f"“{words.text}” at {words.start}-{words.end}" for words in voice.words)
    again = f" and {_times(voice.times - 1, 'more claim')}" if voice.times > 1 else ""
    return f"{who}{relay}{taken}, in [{number}]: {words}{again}"


def _article(voice: Voice) -> str:
    title = f"“{voice.title}”" if voice.title else None
    return ", ".join(filter(None, (title, voice.publisher, voice.published, f"id {voice.doc}")))


def _times(number: int, one: str, several: str = "") -> str:
    """Return a number with what it counts.

    >>> _times(1, "claim"), _times(2, "claim"), _times(2, "event is", "events are")
    ('1 claim', '2 claims', '2 events are')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
