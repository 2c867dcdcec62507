"""Claims read back from a graph as values: what the table of event records and the explanations are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from kg import iris
from kg.graph.view import GraphView, Node
from kg.model import Harm, Hedge, Span, Toll
from kg.tolls import HARMS


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of an article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a place as a claim has it: the entity, and the words of the article that name it."""

    iri: str
    label: str
    cls: str | None
    country: str | None
    aliases: tuple[str, ...]
    words: Words | None
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When, as ISO dates, and the words for it; ``inferred_from`` are the claims that give a day that they do not."""

    start: str | None
    end: str | None
    text: str | None
    words: Words | None
    precision: str | None = None
    inferred_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """One claim with all that it points to."""

    iri: str
    doc: str
    article: str
    event: str | None
    type: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    place: tuple[Party, ...]
    time: Time | None
    tolls: tuple[Toll, ...]
    claimer: tuple[Party, ...]
    relayed_by: Party | None
    stance: str
    trigger: Words | None
    sentence: Words | None
    rule: str | None
    confidence: float | None
    filled: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldComparison:
    """How the claim ``one`` stands to the claim ``other`` in a slot; the verdict is a name such as ``conflicting``."""

    iri: str
    slot: str
    verdict: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ToldMembership:
    """Why ``claims`` of one article are among those of an event; ``nearest`` is the claim they agree with most."""

    iri: str
    doc: str
    claims: tuple[str, ...]
    reason: str
    score: int | None
    agrees: tuple[str, ...]
    disagrees: tuple[str, ...]
    nearest: str | None
    could_be: tuple[str, ...]


def claims(view: GraphView) -> list[ToldClaim]:
    """Return every claim of a graph, by document, place in the text, and IRI."""
    read = [claim(view, iri) for iri in view.instances("Claim")]
    return sorted(read, key=lambda one: (one.doc, one.trigger.start if one.trigger else -1, one.iri))


def claim(view: GraphView, iri: str) -> ToldClaim:
    """Return the claim with this IRI."""
    node = view.node(iri)
    article = node.one("inArticle") or ""
    return ToldClaim(
        iri=iri,
        doc=(view.shared(article).one(iris.DCTERMS + "identifier") if article else None) or "",
        article=article,
        event=node.one("aboutEvent"),
        type=iris.local_name(node.one("eventType") or ""),
        source=_parties(view, node, "source"),
        target=_parties(view, node, "target"),
        place=_parties(view, node, "place"),
        time=_time(view, node),
        tolls=_tolls(view, node),
        claimer=_parties(view, node, "claimer"),
        relayed_by=next(iter(_parties(view, node, "relayedBy")), None),
        stance=iris.local_name(node.one("stance") or "").lower(),
        trigger=_words(view, node.one("trigger")),
        sentence=_words(view, node.one("sentence")),
        rule=node.one("rule"),
        confidence=node.degrees("confidence"),
        filled=node.all("filledFrom"),
        origin=node.all("origin"),
    )


def comparisons(view: GraphView, claim: str) -> list[ToldComparison]:
    """Return the comparisons that the claim with this IRI is part of, those that it is ``one`` of first."""
    found = (one for role in ("comparing", "comparedWith") for one in view.subjects(iris.KG + role, claim))
    return [comparison(view, iri) for iri in found]


def memberships(view: GraphView, event: str) -> list[ToldMembership]:
    """Return the memberships of the event with this IRI, in the order of the documents."""
    found = (membership(view, iri) for iri in view.subjects(iris.KG + "memberOf", event))
    return sorted(found, key=lambda one: (one.doc, one.iri))


def membership(view: GraphView, iri: str) -> ToldMembership:
    """Return the membership with this IRI."""
    node = view.node(iri)
    article = next((one for claim in node.all("member") if (one := view.shared(claim).one("inArticle"))), "")
    return ToldMembership(
        iri=iri,
        doc=(view.shared(article).one(iris.DCTERMS + "identifier") if article else None) or "",
        claims=node.all("member"),
        reason=node.one("reason") or "",
        score=node.number("score"),
        agrees=node.all("agreesIn"),
        disagrees=node.all("disagreesIn"),
        nearest=node.one("agreesMostWith"),
        could_be=node.all("couldBeEvent"),
    )


def comparison(view: GraphView, iri: str) -> ToldComparison:
    """Return the comparison with this IRI."""
    node = view.node(iri)
    slot, verdict, one, other = (node.one(name) or "" for name in ("slot", "verdict", "comparing", "comparedWith"))
    return ToldComparison(iri, slot, iris.local_name(verdict).lower(), one, other)


def party(view: GraphView, iri: str, words: Words | None = None) -> Party:
    """Return the entity with this IRI, and the words for it if there are any."""
    node = view.shared(iri)
    return Party(
        iri=iri,
        label=node.label,
        cls=next(iter(node.types), None),
        country=node.one("country"),
        aliases=node.all(iris.SKOS + "altLabel"),
        words=words,
        within=tuple(one.label for one in _containers(view, node)),
        lat=node.degrees(iris.WGS84 + "lat"),
        lon=node.degrees(iris.WGS84 + "long"),
    )


def _parties(view: GraphView, node: Node, role: str) -> tuple[Party, ...]:
    """Return the entities in one role, in the order in which the text names them."""
    evidence = [(view.node(iri).all("refersTo"), words) for iri, words in _evidence(view, node, role)]
    found = []
    for iri in node.all(role):
        words = next((words for entities, words in evidence if iri in entities), None)
        found.append(party(view, iri, words))
    return tuple(sorted(found, key=lambda one: (one.words.start if one.words else -1, one.iri)))


def _evidence(view: GraphView, node: Node, role: str) -> Iterator[tuple[str, Words]]:
    """Yield the mentions that a claim gives as evidence for a role, as they follow in the text."""
    found = ((iri, _words(view, iri)) for iri in node.all(f"{role}Mention"))
    yield from sorted(((iri, words) for iri, words in found if words), key=lambda pair: (pair[1].start, pair[1].end))


def _containers(view: GraphView, node: Node) -> list[Node]:
    """Return the places in which an entity lies, the smallest first, however far the graph spells that out."""
    above: dict[str, Node] = {}
    pending = list(node.all("within"))
    while pending:
        iri = pending.pop()
        if iri not in above and iri != node.iri:
            above[iri] = view.shared(iri)
            pending.extend(above[iri].all("within"))
    return sorted(above.values(), key=lambda one: (-len(one.all("within")), one.label, one.iri))


def _time(view: GraphView, node: Node) -> Time | None:
    """Return when a claim says that it was."""
    start, end, text = map(node.one, ("earliest", "latest", "timeText"))
    if not (start or end or text):
        return None
    words = _words(view, node.one("timeMention"))
    return Time(start, end, text, words, node.one("timePrecision"), node.all("inferredFrom"))


def _tolls(view: GraphView, node: Node) -> tuple[Toll, ...]:
    """Return how many people a claim says came to which harm, in the order of the harms and of the text."""
    tolls = (_toll(view, view.node(iri)) for iri in node.all("toll"))
    known = [toll for toll in tolls if toll is not None]
    return tuple(sorted(known, key=lambda one: (HARMS.index(one.harm), one.partial, one.span.start)))


def _toll(view: GraphView, node: Node) -> Toll | None:
    words, harm = _words(view, node.one("mention")) or Words("", 0, 0), harm_of(node)
    return harm and Toll(
        harm=harm,
        span=Span(words.start, words.end),
        text=words.text,
        min=node.number("min"),
        max=node.number("max"),
        hedge=next((one for one in get_args(Hedge) if one == node.one("hedge")), "exact"),
        victims=node.one("victims"),
        kinds=tuple(map(iris.local_name, node.all("victimKind"))),
        partial=node.one("partial") == "true",
    )


def harm_of(node: Node) -> Harm | None:
    """Return the harm that a toll or an estimate is of, ``None`` for one that the program does not know."""
    name = iris.local_name(node.one("harm") or "").lower()
    return next((harm for harm in HARMS if harm == name), None)


def _words(view: GraphView, iri: str | None) -> Words | None:
    """Return the characters that a mention stands for."""
    node = view.node(iri) if iri else None
    if node is None or not node.exists:
        return None
    return Words(node.one("exact") or "", node.number("begin") or 0, node.number("end") or 0)
