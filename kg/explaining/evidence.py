"""The evidence of a claim: the words of its sentence that it rests on, and how it differs from other claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg import iris
from kg.explaining.values import Difference, Elsewhere, Evidence, Mark, Reference
from kg.graph.readback import claim, comparisons, entity
from kg.graph.values import Claim, Entity, Words
from kg.graph.view import GraphView, Node
from kg.lexicon import Trigger
from kg.model import Harm, Interval
from kg.tolls import HARMS, figure, people

#: The lexicon when there is none at hand.
NO_ENTRIES: Mapping[str, Trigger] = MappingProxyType({})

#: How a claim can stand to another, as the claim itself says it and as the other one does.
_STANDS = (
    ("conflictsWith", "conflicts with", "conflicts with", {"conflicting"}),
    ("refines", "is more precise than", "is less precise than", {"refining"}),
    ("corroborates", "agrees with", "agrees with", {"equal", "compatible"}),
)


def evidence(view: GraphView, told: Claim, lexicon: Mapping[str, Trigger] = NO_ENTRIES) -> Evidence:
    """Return a claim with what supports it."""
    inside, outside = _split(told)
    return Evidence(
        claim=told,
        article=article_line(view, told.article.iri),
        sentence=told.sentence.text if told.sentence else "",
        marks=inside,
        elsewhere=outside,
        differences=tuple(_differences(view, told)),
        entry=_entry(told, lexicon),
        references=tuple(_references(view, told)),
    )


def _entry(told: Claim, lexicon: Mapping[str, Trigger]) -> str:
    """Return what the lexicon says of the rule that found a claim: an example of it, and its frame."""
    entry = lexicon.get(iris.local_name(told.rule or ""))
    if entry is None:
        return ""
    word = told.trigger.text.casefold() if told.trigger else ""
    nearest = sorted(entry.examples, key=lambda one: word not in one.casefold())
    example = f"as in “{nearest[0]}”; " if nearest else ""
    return f"{example}frame {entry.frame.name}, which evokes {entry.evokes}"


def _references(view: GraphView, told: Claim) -> Iterator[Reference]:
    """Yield the words of a claim that are no name of whom they mean, pronouns, descriptions, capitals; and the names
    that several places have."""
    node = view.node(told.iri)
    for role in ("source", "target", "claimer", "relayedBy", "place"):
        for mention in (view.node(iri) for iri in node.all(f"{role}Mention")):
            words, rule = mention.one("exact") or "", mention.one("foundBy")
            meant = [view.shared(iri) for iri in mention.all("refersTo")]
            others = tuple(_placed(view, view.shared(iri)) for iri in mention.all("couldBe"))
            if rule and words and meant and (others or not any(_is_name(words, one) for one in meant)):
                labels = (_placed(view, one) if others else one.label for one in meant)
                yield Reference(words, ", ".join(labels), rule, others)


def _placed(view: GraphView, node: Node) -> str:
    """Return the label of a place with what it lies in, to tell it from others of its name."""
    around = entity(view, node.iri).within
    return f"{node.label} ({', '.join(around)})" if around else node.label


def _is_name(words: str, node: Node) -> bool:
    names = (node.label, *node.all(iris.SKOS + "altLabel"))
    return words.casefold().removeprefix("the ") in {name.casefold() for name in names}


def article_line(view: GraphView, iri: str) -> str:
    """Return title, publisher, date and id of an article in one line."""
    node = view.shared(iri) if iri else None
    if node is None or not node.exists:
        return ""
    title, publisher, issued, name = (
        node.one(iris.DCTERMS + one) for one in ("title", "publisher", "issued", "identifier")
    )
    return ", ".join(filter(None, (f"“{title}”" if title else None, publisher, issued, f"id {name}" if name else None)))


def spelt(told: Claim) -> Iterator[tuple[str, Words]]:
    """Yield the words that a claim rests on, each with the role that they have."""
    if told.trigger:
        yield "trigger", told.trigger
    relayed = (told.relayed_by,) if told.relayed_by else ()
    several = (("source", told.sources), ("target", told.targets), ("claimer", told.claimers), ("place", told.places))
    for role, parties in (*several, ("relayed by", relayed)):
        for one in parties:
            if one.words:
                yield role, one.words
    if told.time and told.time.words:
        yield "time", told.time.words
    for toll in told.tolls:
        yield toll.harm, Words(toll.text, toll.span.start, toll.span.end)


def slots(told: Claim) -> dict[str, str]:
    """Return what a claim says, slot by slot, in words that can be compared and shown."""
    values = {
        "type": told.type,
        "source": names(told.sources),
        "target": names(told.targets),
        "place": names(told.places),
        "date": span_of_time(told.time.start, told.time.end) if told.time else "",
        **{str(harm): people(_interval(told, harm)) for harm in HARMS},
        "stance": told.stance,
    }
    return {name: value for name, value in values.items() if value}


def names(parties: tuple[Entity, ...]) -> str:
    """Return the labels of parties, in a row."""
    return ", ".join(one.label for one in parties)


def span_of_time(start: str | None, end: str | None) -> str:
    """Return the first and the last day, or the one day that both are.

    >>> span_of_time("2024-01-16", "2024-01-16"), span_of_time("2024-01-16", "2024-01-18"), span_of_time(None, "2015")
    ('2024-01-16', '2024-01-16 to 2024-01-18', 'until 2015')
    """
    if start and end and start != end:
        return f"{start} to {end}"
    if end and not start:
        return f"until {end}"
    return start or ""


def _interval(told: Claim, harm: Harm) -> Interval | None:
    toll = figure(told.tolls, harm)
    return (toll.min, toll.max) if toll else None


def _split(told: Claim) -> tuple[tuple[Mark, ...], tuple[Elsewhere, ...]]:
    """Part the words of a claim into those of its sentence and those elsewhere; the same words are marked once."""
    inside: dict[tuple[int, int], list[str]] = {}
    outside = []
    for role, words in spelt(told):
        sentence = told.sentence
        if sentence and sentence.start <= words.start and words.end <= sentence.end:
            roles = inside.setdefault((words.start - sentence.start, words.end - sentence.start), [])
            roles.extend([role] if role not in roles else [])
        else:
            outside.append(Elsewhere(role, words.text, words.start))
    marks = (Mark(start, end, tuple(roles)) for (start, end), roles in inside.items())
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))), tuple(outside)


def _differences(view: GraphView, told: Claim) -> Iterator[Difference]:
    """Yield how a claim stands to others; the graph may say so of either of the two."""
    node = view.node(told.iri)
    compared = comparisons(view, told.iri)
    for name, of_this, of_other, verdicts in _STANDS:
        ours = dict.fromkeys(node.all(name), of_this)
        theirs = dict.fromkeys(view.subjects(iris.KG + name, told.iri), of_other)
        for iri, kind in (theirs | ours).items():
            other = claim(view, iri)
            slots_of = {one.slot for one in compared if iri in (one.one, one.other) and one.verdict in verdicts}
            yield Difference(kind, iri, _place(view, told, other), _apart(told, other, slots_of))


def _place(view: GraphView, told: Claim, other: Claim) -> str:
    """Return which claim ``other`` is, for someone who reads about ``told``."""
    word = f"“{other.trigger.text}”" if other.trigger else "a claim"
    if other.article.iri != told.article.iri:
        return f"{word} in “{view.shared(other.article.iri).label}”"
    return f"{word} at character {other.trigger.start} of the same article" if other.trigger else word


def _apart(one: Claim, other: Claim, compared: set[str]) -> tuple[tuple[str, str, str], ...]:
    """Return what both claims say differently, of the slots ``compared`` where the graph has them, else of all."""
    here, there = slots(one), slots(other)
    names_of = [name for name in here if not compared or name in compared]
    return tuple((name, here[name], there[name]) for name in names_of if name in there and here[name] != there[name])
