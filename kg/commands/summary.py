"""What a person wants to know after a build: how much was read, what was found, what is missing, what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.building import Build
from kg.model import Estimate, Event

#: So many events are listed; the rest is counted.
MAIN_EVENTS = 12

#: So many warnings and failures are listed each; the rest is counted.
LISTED = 10

#: A narrower terminal than this is written over its edge: names have to be readable.
NARROWEST = 72

_LABEL = 10

#: The harms that the table of events tells of.
SHOWN = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: characters in a line, and whether to mark headings (never for a file or with NO_COLOR)."""

    width: int = 120
    colour: bool = False

    def heading(self, text: str) -> str:
        """Return the text in bold where that can be shown."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text


def summarise(build: Build, style: Style | None = None) -> str:
    """Return the summary of a build."""
    style = style or Style()
    parts = [*_figures(build, style), *main_events(build, style), *_told(build, style)]
    return "\n".join(parts) + "\n"


def _figures(build: Build, style: Style) -> Iterator[str]:
    """Yield the lines of counts."""
    stances = Counter[str](claim.stance for analysis in build.analyses for claim in analysis.claims)
    rows = {
        "Articles": _articles(build),
        "Entities": _counted(Counter(entity.cls for entity in build.links.entities)),
        "Events": _counted(Counter(event.type for event in build.links.events)),
        "Claims": _counted(stances),
        "Disputed": _disputed(build),
        "Graph": f"{len(build.quads):,} triples",
        "Validation": _verdict(build),
        "Speed": _speed(build),
    }
    for label, text in rows.items():
        yield from _wrapped(style.heading(f"{label:<{_LABEL}}"), text, style.width)


def _verdict(build: Build) -> str:
    """Return what validation found, in a few words."""
    if build.report is None:
        return "left out"
    count = len(build.report.findings)
    return "conforms" if build.report.conforms else f"does not conform: {count:,} finding" + ("s" if count > 1 else "")


def _articles(build: Build) -> str:
    """Return how many articles went in, and how many did not."""
    undated = sum(analysis.document.published is None for analysis in build.analyses)
    parts = [f"{len(build.analyses):,}", f"{build.words:,} words"]
    parts += [f"{undated:,} without a date of publication"] if undated else []
    parts += [f"{len(build.failures):,} failed"] if build.failures else []
    return ", ".join(parts)


def _counted(counts: Mapping[str, int]) -> str:
    """Return the sum, then each kind with its count, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in ranked)
    return f"{sum(counts.values()):,}" + (f": {kinds}" if kinds else "")


def _disputed(build: Build) -> str:
    """Return about how many events claims conflict, and in which slots."""
    event_of = {claim: event.key for event in build.links.events for claim in event.claims}
    conflicts = {(event_of[one.one], one.slot) for one in build.links.comparisons if one.verdict == "conflicts"}
    if not conflicts:
        return "no event"
    events = len({event for event, _ in conflicts})
    slots = Counter(slot for _, slot in conflicts).most_common()
    told = ", ".join(f"{count:,} in {slot}" for slot, count in sorted(slots, key=lambda pair: (-pair[1], pair[0])))
    return f"{events:,} event{'s' if events > 1 else ''}: {told}"


def _speed(build: Build) -> str:
    """Return words per second over the analysis, and the seconds of the parts."""
    timing = build.timing
    rate = f"{build.words / timing.analyse:,.0f} words per second, " if timing.analyse > 0 else ""
    parts = f"load {timing.load:.1f}, articles {timing.analyse:.1f}, check {timing.check:.1f}"
    return f"{rate}{timing.total:.1f} s ({parts})"


def main_events(build: Build, style: Style) -> Iterator[str]:
    """Yield a table of the events that most articles tell of."""
    known = _Known.of(build)
    ranked = sorted(build.links.events, key=known.rank)
    if not ranked:
        return
    yield ""
    yield style.heading("Main events")
    yield from _aligned([known.row(event) for event in ranked[:MAIN_EVENTS]], max(style.width, NARROWEST))
    if len(ranked) > MAIN_EVENTS:
        yield f"  and {len(ranked) - MAIN_EVENTS:,} more"


@dataclass(frozen=True, slots=True)
class _Known:
    """What has to be looked up to tell of an event."""

    labels: Mapping[str, str]
    documents: Mapping[str, str]
    disputed: frozenset[str]

    @classmethod
    def of(cls, build: Build) -> _Known:
        """Gather it from a build: labels of entities, documents of claims, claims in conflict."""
        conflicts = (one for one in build.links.comparisons if one.verdict == "conflicts")
        return cls(
            labels={entity.key: entity.label for entity in build.links.entities},
            documents={claim.key: claim.doc for analysis in build.analyses for claim in analysis.claims},
            disputed=frozenset(claim for conflict in conflicts for claim in (conflict.one, conflict.other)),
        )

    def articles(self, event: Event) -> int:
        """Return how many articles tell of the event."""
        return len({self.documents[claim] for claim in event.claims})

    def rank(self, event: Event) -> tuple[int, int, str, str]:
        """Order events by importance: told by more articles, in more claims, earlier."""
        return -self.articles(event), -len(event.claims), event.start or "~", event.key

    def row(self, event: Event) -> tuple[str, str, str, str]:
        """Return when, what, who to whom, and how it is told."""
        sides = [", ".join(self.labels.get(key, key) for key in side) or "?" for side in (event.source, event.target)]
        articles = self.articles(event)
        notes = [f"{articles} article" + ("s" if articles > 1 else "")]
        notes += [_people(one) for one in event.estimates if one.harm in SHOWN]
        notes += ["disputed"] if self.disputed.intersection(event.claims) else []
        return event.start or "no date", event.type, " → ".join(sides), ", ".join(notes)


def _people(estimate: Estimate) -> str:
    """Return a number of people in words: "killed 7", "killed 7 to 9", "killed 7 or more"."""
    harm, least, most = estimate.harm, estimate.low, estimate.high
    if most is None:
        return f"{harm} {least or 0} or more"
    if least is None:
        return f"{harm} {most} or fewer"
    return f"{harm} {least}" if least == most else f"{harm} {least} to {most}"


def _aligned(rows: Sequence[tuple[str, str, str, str]], width: int) -> Iterator[str]:
    """Yield the rows in columns that fit the width; who did what to whom is what gets shortened."""
    first, second, fourth = (max(len(row[column]) for row in rows) for column in (0, 1, 3))
    room = max(16, width - first - second - fourth - 8)
    third = min(room, max(len(row[2]) for row in rows))
    for date, kind, sides, notes in rows:
        yield f"  {date:<{first}}  {kind:<{second}}  {_shortened(sides, third):<{third}}  {notes}".rstrip()


def _shortened(text: str, length: int) -> str:
    """Return the text, cut with an ellipsis if it is too long."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _wrapped(label: str, text: str, width: int) -> Iterator[str]:
    """Yield a label with its text, broken at spaces and hanging below itself."""
    line, room = "", max(width, NARROWEST) - _LABEL - 2
    for word in text.split():
        if line and len(line) + 1 + len(word) > room:
            yield f"{label}  {line}"
            label, line = " " * _LABEL, word
        else:
            line = f"{line} {word}".lstrip()
    yield f"{label}  {line}"


def _told(build: Build, style: Style) -> Iterator[str]:
    """Yield warnings, then failures, each with the name of its file."""
    failures = [f"{failure.origin}: {failure.reason}" for failure in build.failures]
    findings = [finding.message for finding in build.report.findings] if build.report else []
    yield from titled((("Findings", findings), ("Warnings", build.warnings), ("Not in the graph", failures)), style)


def titled(lists: Iterable[tuple[str, Sequence[str]]], style: Style) -> Iterator[str]:
    """Yield lists below their titles; an empty one is left out."""
    for title, lines in lists:
        if lines:
            yield ""
            yield style.heading(f"{title} ({len(lines):,})")
            yield from shortened(lines)


def shortened(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first of the lines and how many more there are."""
    yield from (f"  {line}" for line in lines[:LISTED])
    if len(lines) > LISTED:
        yield f"  and {len(lines) - LISTED:,} more"
