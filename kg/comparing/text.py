"""A difference as text for people.

What is new begins with ``+``, what is gone with ``-``, what is another now with ``~``; events that were merged begin
with ``>``, those that were parted with ``<``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from kg.comparing.values import (
    Change,
    ClaimChange,
    Difference,
    EntityChange,
    EventChange,
    PaperChange,
    Said,
    Told,
)
from kg.explaining.text import marked, shown, wrapped
from kg.explaining.values import Mark

#: So many claims of an article or an event, and so many entities, are shown; the rest is counted.
LIMIT = 12

#: What there is to say when nothing changed.
NOTHING = "no difference"

_SIGNS = {"new": ("+", "green"), "gone": ("-", "red"), "merged": (">", "cyan"), "parted": ("<", "cyan")}
_CHANGED = ("~", "yellow")

#: What is told of a claim in its first line, beside its type and its sides.
_SUMMED = ("date", "place", "killed", "injured", "abducted", "arrested", "displaced", "missing", "stance", "claimer")
#: What need not be told.
_USUAL = ("asserted",)


@dataclass(frozen=True, slots=True)
class _Page:
    """How wide a page is, and whether it has colours."""

    colour: bool
    width: int

    def bold(self, text: str) -> str:
        """Return a text in bold where that can be shown."""
        return click.style(text, bold=True) if self.colour else text

    def signed(self, kind: str, text: str, indent: str) -> Iterator[str]:
        """Yield lines that begin with the sign of a change, which has the colour of it."""
        sign, name = _SIGNS.get(kind, _CHANGED)
        first, *others = list(wrapped(text, indent + "  ", self.width)) or [indent + "  "]
        yield f"{indent}{click.style(sign, fg=name, bold=True) if self.colour else sign} {first[len(indent) + 2 :]}"
        yield from others


def render(found: Difference, *, colour: bool = False, width: int = 100) -> str:
    """Return a difference as lines of at most ``width`` characters, with a summary as the last one."""
    if not found:
        return NOTHING + "\n"
    page = _Page(colour, width)
    parts = (
        ("Articles and claims", _articles(found, page)),
        ("Events", (line for one in found.events for line in _event(one, page))),
        ("Entities", _entities(found.entities, page)),
    )
    lines = (line for title, part in parts for line in _titled(page.bold(title), list(part)))
    return "\n".join([*lines, summary(found)]) + "\n"


def summary(found: Difference) -> str:
    """Return how much changed: ``3 articles, 12 claims, 4 events changed``."""
    counts = (
        _times(len(found.articles), "article"),
        _times(len(found.claims), "claim"),
        _times(len(found.events), "event"),
        _times(len(found.entities), "entity", "entities"),
    )
    return ", ".join(one for one in counts if not one.startswith("0 ")) + " changed"


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines below their title; none are left out."""
    if lines:
        yield from (title, *lines, "")


def _articles(found: Difference, page: _Page) -> Iterator[str]:
    """Yield the articles that changed, or of whose claims some did, each with these."""
    changes = {side.id: one for one in found.articles if (side := one.new or one.old)}
    claims: dict[str, list[tuple[ClaimChange, Told]]] = {}
    for change in found.claims:
        if told := change.new or change.old:
            claims.setdefault(told.doc, []).append((change, told))
    for name in sorted(changes.keys() | claims.keys()):
        mine = claims.get(name, [])
        yield from _article(changes.get(name), mine[0][1] if mine else None, page)
        for change, told in mine[:LIMIT]:
            yield from _claim(change, told, page)
        yield from _more(len(mine) - LIMIT, "claim", "  ")


def _article(change: PaperChange | None, told: Told | None, page: _Page) -> Iterator[str]:
    """Yield an article; when itself it is as it was, as one of its claims has it."""
    paper = change and (change.new or change.old)
    if change and paper:
        facts = (f"“{paper.title}”" if paper.title else "", paper.published or "", f"id {paper.id}")
        yield from page.signed(change.kind, page.bold(shown(", ".join(filter(None, facts)))), "")
        yield from _slots(change.slots, "    ", page)
    elif told:
        named = f"“{told.title}”, id {told.doc}" if told.title else f"id {told.doc}" if told.doc else "no article"
        yield from wrapped(page.bold(shown(named)), "  ", page.width)


def _claim(change: ClaimChange, told: Told, page: _Page) -> Iterator[str]:
    """Yield a claim: what it says, what of that has changed, and its sentence."""
    yield from page.signed(change.kind, shown(_says(told)), "  ")
    yield from _slots(change.slots, "      ", page)
    mark = Mark(told.offset, told.offset + len(told.trigger), ("trigger",))
    yield from wrapped(marked(told.sentence, [mark], colour=page.colour), "      ", page.width)


def _says(told: Told) -> str:
    """Return what a claim says in one line: ``Airstrike: Arvania → Belmark, 2024-01-16, killed 7``."""
    sides = [told.said[side].text if side in told.said else "?" for side in ("source", "target")]
    kind = told.said["type"].text if "type" in told.said else "?"
    more = [(slot, told.said[slot].text) for slot in _SUMMED if slot in told.said]
    facts = [_fact(slot, text) for slot, text in more if text not in _USUAL]
    return ", ".join([f"{kind}: {' → '.join(sides)}", *facts])


def _fact(slot: str, text: str) -> str:
    return {"date": text, "place": f"in {text}", "stance": text, "claimer": f"says {text}"}.get(slot, f"{slot} {text}")


def _event(change: EventChange, page: _Page) -> Iterator[str]:
    """Yield an event, or several that are merged or parted, and what is said of it now."""
    if change.kind in ("new", "gone", "changed"):
        (act,) = (change.new or change.old)[:1]
        yield from page.signed(change.kind, page.bold(shown(act.label)), "")
        yield f"  <{act.iri}>"
    else:
        counts = f"{_times(len(change.old), 'event')} {_BECAME[change.kind]} {len(change.new)}"
        yield from page.signed(change.kind, page.bold(counts), "")
        for kind, acts in (("gone", change.old), ("new", change.new)):
            for act in acts:
                yield from page.signed(kind, shown(f"{act.label}, {_times(len(act.claims), 'claim')}"), "    ")
                yield f"      <{act.iri}>"
    yield from _slots(change.slots, "    ", page)
    for kind, told in (("gone", change.lost), ("new", change.gained)):
        for one in told[:LIMIT]:
            yield from page.signed(kind, shown(f"{_says(one)} ({_where(one)})"), "    ")
        yield from _more(len(told) - LIMIT, "claim", "    ")


_BECAME = {"merged": "merged into", "parted": "parted into", "regrouped": "regrouped into"}


def _where(told: Told) -> str:
    return f"“{told.trigger}” at {told.start} in {told.doc or 'no article'}"


def _entities(changes: Iterable[EntityChange], page: _Page) -> Iterator[str]:
    """Yield which entities came and went, a line for each class, and what others are called now."""
    classes: dict[tuple[str, str], list[str]] = {}
    others = []
    for one in changes:
        actor = one.new or one.old
        if one.kind == "changed":
            others.append(one)
        elif actor:
            classes.setdefault((one.kind, actor.type), []).append(actor.label)
    for (kind, name), labels in sorted(classes.items()):
        rest = f" and {len(labels) - LIMIT:,} more" if len(labels) > LIMIT else ""
        text = f"{len(labels):,} {name}: {', '.join(sorted(labels)[:LIMIT])}{rest}"
        yield from page.signed(kind, shown(text), "")
    for one in others:
        yield from page.signed("changed", page.bold(shown(one.new.label if one.new else "")), "")
        yield from _slots(one.slots, "    ", page)


def _slots(changes: Iterable[Change], indent: str, page: _Page) -> Iterator[str]:
    """Yield what is said now in each slot and what was said before."""
    for one in changes:
        for line in _disputed(one) if one.slot == "disputed" else [_slot(one)]:
            yield from wrapped(shown(line), indent, page.width)


def _slot(one: Change) -> str:
    return f"{one.slot.replace('_', ' ')}: {_side(one, one.old)} → {_side(one, one.new)}"


def _disputed(one: Change) -> Iterator[str]:
    """Yield in what an event is disputed that was not, and the other way round."""
    old, new = ([str(slot) for slot in said.key] if said else [] for said in (one.old, one.new))
    for words, here, there in (("now disputed in", new, old), ("no longer disputed in", old, new)):
        if only := [slot for slot in here if slot not in there]:
            yield f"{words} {', '.join(only)}"


def _side(change: Change, said: Said | None) -> str:
    """Return what is said on one side; by their IRIs where both are called the same."""
    if said is None or (change.slot == "text" and not said.text):
        return "nothing"
    if change.old and change.new and change.old.text == change.new.text:
        return f"{said.text} ({', '.join(map(str, said.key))})"
    return f"“{said.text}”" if change.slot in ("text", "title") else said.text


def _more(number: int, what: str, indent: str) -> Iterator[str]:
    """Yield a line on what is not shown."""
    if number > 0:
        yield f"{indent}and {_times(number, f'more {what}')}"


def _times(number: int, one: str, several: str = "") -> str:
    """Return a number with what it counts.

    >>> _times(1, "claim"), _times(2, "entity", "entities")
    ('1 claim', '2 entities')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
