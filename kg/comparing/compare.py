"""What changed from one graph to another: articles, claims, events and entities, each with what is said of them now.

Not compared are where words stand in a text, how they were found and how sure that is (rules, confidence), other
spellings of names, and how claims stand to each other beyond what is disputed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pyoxigraph import Store

from kg.comparing import matching
from kg.comparing.read import read
from kg.comparing.values import (
    SLOTS,
    Act,
    Change,
    ClaimChange,
    Difference,
    EntityChange,
    EventChange,
    Fate,
    Paper,
    PaperChange,
    Said,
    Slots,
    Snapshot,
    Told,
)

T = TypeVar("T")

#: So many characters of a text that was edited are shown.
EXCERPT = 200


def compare(old: Store, new: Store, names: tuple[str, str] = ("The first graph", "The second graph")) -> Difference:
    """Return what changed from ``old`` to ``new``; ``names`` are what errors call them.

    Raises :class:`kg.graph.export.GraphError` for what is no graph of news."""
    return difference(read(old, names[0]), read(new, names[1]))


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """Return what changed from one snapshot to another, in an order that depends on what changed alone."""
    same_papers = matching.papers(old.papers, new.papers)
    same_claims = matching.claims(old, new, same_papers)
    return Difference(
        articles=tuple(sorted(_papers(old, new, same_papers), key=lambda one: _newest(one.old, one.new).id)),
        claims=tuple(sorted(_claims(old, new, same_claims), key=lambda one: _place(_newest(one.old, one.new)))),
        events=tuple(sorted(_events(old, new, same_claims), key=_time)),
        entities=tuple(_entities(old, new)),
    )


def _newest(old: T | None, new: T | None) -> T:
    """Return the one of the two that there is, the new one of both."""
    found = old if new is None else new
    if found is None:
        raise ValueError("a change has neither an old nor a new side")
    return found


def _place(one: Told) -> tuple[str, int, str]:
    return one.doc, one.start, one.key


def _time(one: EventChange) -> tuple[str, str, str]:
    act = (*one.new, *one.old)[0]
    date = act.said.get("date")
    return date.text if date else "~", act.label, act.key


def _papers(old: Snapshot, new: Snapshot, same: matching.Pairs[Paper]) -> Iterator[PaperChange]:
    """Yield the articles that changed, went and came."""
    for one, other in same:
        if slots := _changes(_of_paper(one, other), _of_paper(other, one)):
            yield PaperChange("changed", one, other, slots)
    gone, come = ({pair[side].id for pair in same} for side in (0, 1))
    yield from (PaperChange("gone", one, None) for name, one in old.papers.items() if name not in gone)
    yield from (PaperChange("new", None, one) for name, one in new.papers.items() if name not in come)


def _of_paper(one: Paper, other: Paper) -> Slots:
    """Return what is said of an article, of its text what the other one has not."""
    slots = {"id": one.id, "title": one.title, "date": one.published, "publisher": one.publisher, "url": one.url}
    said = {name: Said(value, (value,)) for name, value in slots.items() if value}
    return said | {"text": Said(_excerpt(one.text, other.text), (one.digest,))}


def _excerpt(one: str, other: str) -> str:
    """Return the words in the middle of a text around which the other text has the same ones, cut when there are many.

    >>> _excerpt("a strike killed seven in all", "a strike killed at least nine in all")
    'seven'
    >>> _excerpt("a b", "a b c")
    ''
    """
    words, others = one.split(), other.split()
    least = min(len(words), len(others))
    start = next((n for n in range(least) if words[n] != others[n]), least)
    end = next((n for n in range(least - start) if words[-1 - n] != others[-1 - n]), least - start)
    middle = " ".join(words[start : len(words) - end])
    return middle if len(middle) <= EXCERPT else middle[: EXCERPT - 1].rstrip() + "…"


def _claims(old: Snapshot, new: Snapshot, same: matching.Pairs[Told]) -> Iterator[ClaimChange]:
    """Yield the claims that say something else, went and came."""
    for one, other in same:
        if slots := _changes(one.said, other.said):
            yield ClaimChange("changed", one, other, slots)
    gone, come = ({pair[side].key for pair in same} for side in (0, 1))
    yield from (ClaimChange("gone", one, None) for key, one in old.claims.items() if key not in gone)
    yield from (ClaimChange("new", None, one) for key, one in new.claims.items() if key not in come)


def _events(old: Snapshot, new: Snapshot, same: matching.Pairs[Told]) -> Iterator[EventChange]:
    """Yield the events that came, went, are other ones or of which something else is said."""
    groups = matching.acts(old, new, same)
    heirs: set[tuple[str | None, str | None]] = {
        (one.key, other.key) for here, there in groups for one in here for other in there
    }
    there_now = {one.key: other.key for one, other in same}
    there_before = {other: one for one, other in there_now.items()}
    for here, there in groups:
        gained = _apart(there, here, new.claims, there_before)
        lost = _apart(here, there, old.claims, there_now)
        if not (here and there):
            yield EventChange(_fate(here, there), here, there)
            continue
        slots = (*_changes(here[0].said, there[0].said), *_about(here[0], there[0], old, new, heirs))
        if (kind := _fate(here, there)) != "changed" or slots or gained or lost:
            yield EventChange(kind, here, there, slots, gained, lost)


def _fate(old: Sequence[Act], new: Sequence[Act]) -> Fate:
    """Return what became of events."""
    if not (old and new):
        return "gone" if old else "new"
    if len(old) == len(new) == 1:
        return "changed"
    return "merged" if len(new) == 1 else "parted" if len(old) == 1 else "regrouped"


def _apart(
    here: Iterable[Act], there: Iterable[Act], told: Mapping[str, Told], same: Mapping[str, str]
) -> tuple[Told, ...]:
    """Return the claims of the events ``here`` that those ``there`` lack; ``same`` has the keys of claims there."""
    others = {claim for act in there for claim in act.claims}
    keys = (claim for act in here for claim in act.claims if same.get(claim) not in others)
    return tuple(sorted((told[key] for key in keys if key in told), key=_place))


def _about(
    old: Act, new: Act, before: Snapshot, now: Snapshot, heirs: Collection[tuple[str | None, str | None]]
) -> Iterator[Change]:
    """Yield that responsibility is claimed for another event now than what the old one has become."""
    if (old.about or new.about) and (old.about, new.about) not in heirs:
        sides = [_act(act.about, of) if act.about else None for act, of in ((old, before), (new, now))]
        yield Change("responsibility_for", *sides)


def _act(key: str, of: Snapshot) -> Said:
    known = of.acts.get(key)
    return Said(known.label, (key,), (known.iri,)) if known else Said(key, (key,))


def _entities(old: Snapshot, new: Snapshot) -> Iterator[EntityChange]:
    """Yield the actors and places that came, went, or have another label or class, in the order of their keys."""
    for key in sorted(old.actors.keys() | new.actors.keys()):
        one, other = old.actors.get(key), new.actors.get(key)
        if one is None or other is None:
            yield EntityChange("new" if one is None else "gone", one, other)
            continue
        sides = [{"label": Said(a.label, (a.label,)), "class": Said(a.type, (a.type,))} for a in (one, other)]
        if slots := _changes(*sides):
            yield EntityChange("changed", one, other, slots)


def _changes(old: Slots, new: Slots) -> tuple[Change, ...]:
    """Return the slots in which two say different things."""
    found = (Change(slot, old.get(slot), new.get(slot)) for slot in SLOTS)
    return tuple(one for one in found if (one.old and one.old.key) != (one.new and one.new.key))
