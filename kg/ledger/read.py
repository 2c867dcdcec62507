"""The ledger of a graph. Values and verdicts are those that the graph has: nothing is compared here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import Store

from kg import iris
from kg.errors import KgError
from kg.explaining.evidence import names, span_of_time
from kg.explaining.explain import UnknownNodeError, resolve
from kg.graph.readback import claim, comparison, comparisons
from kg.graph.values import Claim, Comparison, Words
from kg.graph.view import GraphView
from kg.ledger.values import SLOTS, Entry, Slot, Value, Voice
from kg.ontology import load_ontology
from kg.tolls import HARMS, figure, people

#: How a value stands to another, by the verdict between claims of theirs, for the claim compared and for the other one.
_FIELDS = {
    "conflicting": ("conflicts", "conflicts"),
    "refining": ("refines", "refined"),
    "compatible": ("compatible", "compatible"),
}


class SlotError(KgError, ValueError):
    """Claims have no slot of this name."""


def ledger(store: Store, slots: Collection[str] = (), event: str | None = None) -> tuple[Entry, ...]:
    """Return the disputed events, or the one asked for, the most important first; ``slots`` leaves out all others.

    ``event`` is an IRI or the end of one. Raises :class:`UnknownNodeError` when it means no event of the graph, and
    :class:`SlotError` for what is no slot.
    """
    for name in slots:
        if name not in SLOTS:
            raise SlotError(f"There is no slot {name!r}: choose {', '.join(SLOTS)}.")
    view = GraphView(store)
    wanted = [_event(view, event)] if event else _disputed(view, slots)
    return tuple(sorted((_entry(view, iri, slots) for iri in wanted), key=Entry.rank))


def _event(view: GraphView, name: str) -> str:
    iri = resolve(view, name)
    if not view.node(iri).one("claim"):
        raise UnknownNodeError(f"{name!r} is no event: give the IRI of an event or the end of one (event/3f0c...).")
    return iri


def _disputed(view: GraphView, slots: Collection[str]) -> set[str]:
    """Return the events about which claims conflict."""
    found = (comparison(view, iri) for iri in view.subjects(iris.KG + "verdict", iris.KG + "Conflicting"))
    events = (view.shared(one.one).one("aboutEvent") for one in found if not slots or one.slot in slots)
    return {event for event in events if event}


def _entry(view: GraphView, iri: str, slots: Collection[str]) -> Entry:
    node = view.node(iri)
    told = sorted((claim(view, one) for one in node.all("claim")), key=Claim.order)
    compared = {one.iri: one for each in told for one in comparisons(view, each.iri)}
    found = (_slot(view, name, told, compared.values()) for name in SLOTS if not slots or name in slots)
    return Entry(
        iri=iri,
        label=node.label,
        type=next(iter(node.types), ""),
        start=node.one("earliest"),
        end=node.one("latest"),
        claims=len(told),
        articles=len({one.article.iri for one in told}),
        sources=node.number("independentSources"),
        slots=tuple(slot for slot in found if slot.values),
    )


def _slot(view: GraphView, name: str, told: Sequence[Claim], compared: Iterable[Comparison]) -> Slot:
    """Return a slot with the values that claims give; a denial gives none but itself."""
    giving = {one.iri: one for one in told if name == "stance" or one.stance != "denied"}
    texts = {iri: text for iri, one in giving.items() if (text := value_of(one, name))}
    mine = [one for one in compared if one.slot == name and one.one in texts and one.other in texts]
    groups = _groups(texts, mine)
    group_of = {iri: text for text, claims in groups.items() for iri in claims}
    stands = _stands(mine, group_of)
    values = [
        _value(view, name, {giving[iri]: texts[iri] for iri in claims}, stands.get(text, {}))
        for text, claims in groups.items()
    ]
    return Slot(name, tuple(sorted(values, key=lambda one: (-one.sources, -one.articles, -one.claims, one.text))))


def _groups(texts: Mapping[str, str], compared: Iterable[Comparison]) -> dict[str, list[str]]:
    """Return the claims of each value by its most frequent text; wordings of equal claims are one value."""
    first = {text: text for text in sorted(set(texts.values()))}

    def root(text: str) -> str:
        while first[text] != text:
            text = first[text]
        return text

    for one in compared:
        if one.verdict == "equal":
            ends = sorted((root(texts[one.one]), root(texts[one.other])))
            first[ends[1]] = ends[0]
    groups: dict[str, list[str]] = {}
    for iri, text in texts.items():
        groups.setdefault(root(text), []).append(iri)
    return {_commonest(texts[iri] for iri in claims): claims for claims in groups.values()}


def _commonest(texts: Iterable[str]) -> str:
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], text))


def _stands(compared: Iterable[Comparison], group_of: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """Return how each value stands to others: by field of :class:`Value` their texts."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in compared:
        ends = group_of[one.one], group_of[one.other]
        if one.verdict in _FIELDS and ends[0] != ends[1]:
            for here, there, field in zip(ends, reversed(ends), _FIELDS[one.verdict], strict=True):
                found.setdefault(here, {}).setdefault(field, set()).add(there)
    return found


def _value(view: GraphView, slot: str, told: Mapping[Claim, str], stands: Mapping[str, set[str]]) -> Value:
    """Return a value with those who give it, from its claims with the text of each."""
    voices: dict[tuple[object, ...], list[Claim]] = {}
    for one in told:
        voices.setdefault((one.article.iri, names(one.claimers), one.relayed_by and one.relayed_by.iri), []).append(one)
    text = _commonest(told.values())
    return Value(
        text=text,
        wordings=tuple(sorted(set(told.values()) - {text})),
        voices=tuple(_voice(view, slot, several) for several in voices.values()),
        claims=len(told),
        articles=len({one.article.iri for one in told}),
        sources=len({origin for one in told for origin in one.origin}),
        **{field: tuple(sorted(others)) for field, others in stands.items()},
    )


def _voice(view: GraphView, slot: str, told: Sequence[Claim]) -> Voice:
    """Return who speaks in some claims of one article; the words are those of the first claim."""
    one = told[0]
    return Voice(
        claim=one.iri,
        times=len(told),
        claimer=tuple(party.label for party in one.claimers),
        relayed_by=one.relayed_by.label if one.relayed_by else None,
        credit=one.article.credited_to,
        origin=tuple(view.shared(iri).label for iri in one.origin),
        doc=one.article.id,
        title=one.article.title,
        publisher=one.article.publisher,
        published=one.article.published,
        words=tuple(words_of(one, slot)),
        sentence=one.sentence,
    )


def value_of(told: Claim, slot: str) -> str:
    """Return what a claim says in a slot, for people; the empty text where it says nothing."""
    if slot in ("source", "target"):
        return _parties(told, slot)
    if slot == "date":
        return span_of_time(told.time.start, told.time.end) if told.time else ""
    if slot == "place":
        return names(told.places)
    if slot == "victims":
        dead = [toll for toll in told.tolls if toll.harm == "killed" and not toll.partial and toll.min != 0]
        return kinds({kind for toll in dead for kind in toll.kinds}) if all(toll.kinds for toll in dead) else ""
    return _number(told, slot) if slot in HARMS else {"type": told.type, "stance": told.stance}[slot]


def _parties(told: Claim, slot: str) -> str:
    """Return who stands on a side; the parties of an act among equals are given once, as its source."""
    kind = load_ontology().types.get(told.type)
    if kind is None or not kind.symmetric:
        return ", ".join(sorted({one.label for one in (told.sources if slot == "source" else told.targets)}))
    return ", ".join(sorted({one.label for one in (*told.sources, *told.targets)})) if slot == "source" else ""


def _number(told: Claim, harm: str) -> str:
    toll = next((found for one in HARMS if one == harm and (found := figure(told.tolls, one))), None)
    return " ".join(filter(None, (people((toll.min, toll.max)), kinds(toll.kinds)))) if toll else ""


def kinds(names: Iterable[str]) -> str:
    """Return the names of kinds of people in words.

    >>> kinds(["Women", "AidWorkers"])
    'aid workers, women'
    """
    return ", ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower() for kind in sorted(names))


def words_of(told: Claim, slot: str) -> Iterable[Words]:
    """Return the words on which a claim rests in a slot; for want of others its trigger."""
    if slot in ("source", "target"):
        found = [party.words for party in (told.sources if slot == "source" else told.targets)]
    elif slot == "date":
        found = [told.time.words if told.time else None]
    elif slot == "place":
        found = [party.words for party in told.places]
    else:
        harm = "killed" if slot == "victims" else slot
        found = [Words(toll.text, toll.span.start, toll.span.end) for toll in told.tolls if toll.harm == harm]
    return list(dict.fromkeys(words for words in (*found, None) if words)) or filter(None, [told.trigger])
