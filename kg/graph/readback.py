"""A graph read back as values: what explanations, tables and the Python API are made from.

Whatever goes through a whole graph does so one value at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from kg import iris
from kg.graph.sorting import in_order
from kg.graph.values import Article, Claim, Comparison, Count, Entity, Estimate, Event, Membership, Time, Words
from kg.graph.view import GraphView, Node
from kg.model import Harm, Hedge, Span, Toll
from kg.tolls import HARMS


def claims(view: GraphView) -> Iterator[Claim]:
    """Yield every claim of a graph, by document, place in the text, and IRI."""
    found = ((*_place_of(view, iri), iri) for iri in view.instances("Claim"))
    return (claim(view, str(iri)) for _, _, iri in in_order(found))


def _place_of(view: GraphView, iri: str) -> tuple[str, int]:
    """Return the document of a claim, and where in it its trigger stands."""
    article, trigger = (next(iter(view.objects(iri, name)), None) for name in ("inArticle", "trigger"))
    words = _words(view, trigger)
    return _doc(view, article or ""), words.start if words else -1


def claim(view: GraphView, iri: str) -> Claim:
    """Return the claim with this IRI."""
    node = view.node(iri)
    return Claim(
        iri=iri,
        article=article(view, node.one("inArticle") or ""),
        event=node.one("aboutEvent"),
        type=iris.local_name(node.one("eventType") or ""),
        sources=_parties(view, node, "source"),
        targets=_parties(view, node, "target"),
        places=_parties(view, node, "place"),
        time=_time(view, node),
        tolls=_tolls(view, node),
        claimers=_parties(view, node, "claimer"),
        relayed_by=next(iter(_parties(view, node, "relayedBy")), None),
        stance=iris.local_name(node.one("stance") or "").lower(),
        trigger=_words(view, node.one("trigger")),
        sentence=_words(view, node.one("sentence")),
        rule=node.one("rule"),
        confidence=node.degrees("confidence"),
        filled=node.all("filledFrom"),
        origin=node.all("origin"),
    )


def articles(view: GraphView) -> Iterator[Article]:
    """Yield every article of a graph, by id and IRI."""
    found = in_order((_doc(view, iri), iri) for iri in view.instances("Article"))
    return (article(view, str(iri)) for _, iri in found)


def article(view: GraphView, iri: str) -> Article:
    """Return the article with this IRI."""
    if not iri:
        return Article("", "")
    node = view.shared(iri)
    credit = node.one("creditedTo")
    return Article(
        iri=iri,
        id=node.one(iris.DCTERMS + "identifier") or "",
        title=node.one(iris.DCTERMS + "title"),
        published=node.one(iris.DCTERMS + "issued"),
        publisher=node.one(iris.DCTERMS + "publisher"),
        url=node.one(iris.SCHEMA + "url"),
        credited_to=view.shared(credit).label if credit else None,
        text=node.one("text") or "",
    )


def events(view: GraphView) -> Iterator[Event]:
    """Yield every event of a graph, by its first day, those without one last, and by IRI."""
    found = ((next(iter(view.objects(iri, "earliest")), "~"), iri) for iri in view.with_property(iris.KG + "claim"))
    return (event(view, str(iri)) for _, iri in in_order(found))


def event(view: GraphView, iri: str) -> Event:
    """Return the event with this IRI, with all its claims."""
    node = view.node(iri)
    root = node.one("root")
    return Event(
        iri=iri,
        type=next(iter(node.types), ""),
        label=node.label,
        root=iris.local_name(root) if root else None,
        start=node.one("earliest"),
        end=node.one("latest"),
        sources=_entities(view, node, "source"),
        targets=_entities(view, node, "target"),
        places=_entities(view, node, "place"),
        estimates=estimates(view, node),
        independent_sources=node.number("independentSources"),
        disputed=_disputed(view, node),
        about=node.one("responsibilityFor"),
        claims=tuple(sorted((claim(view, one) for one in node.all("claim")), key=Claim.order)),
    )


def estimates(view: GraphView, event: Node) -> tuple[Estimate, ...]:
    """Return how many came to each harm, in the order of the harms."""
    found = {harm_of(one): one for one in map(view.node, event.all("estimate"))}
    return tuple(
        Estimate(
            harm=harm,
            low=one.number("low"),
            best=Count(one.number("bestMin"), one.number("bestMax")),
            high=one.number("high"),
            weighed=len(one.all("basedOn")),
            backing=len(one.all("bestFrom")),
        )
        for harm in HARMS
        if (one := found.get(harm))
    )


def entities(view: GraphView) -> Iterator[Entity]:
    """Yield every actor and place of a graph, in the order of their IRIs."""
    for iri in view.with_property(iris.RDFS + "label"):
        if is_entity(view.shared(iri)):
            yield entity(view, iri)


def entity(view: GraphView, iri: str, words: Words | None = None) -> Entity:
    """Return the entity with this IRI, and the words for it if there are any."""
    node = view.shared(iri)
    acts_for = node.one("actsFor")
    return Entity(
        iri=iri,
        label=node.label,
        type=next(iter(node.types), None),
        country=node.one("country"),
        aliases=node.all(iris.SKOS + "altLabel"),
        words=words,
        within=tuple(one.label for one in _containers(view, node)),
        lat=node.degrees(iris.WGS84 + "lat"),
        lon=node.degrees(iris.WGS84 + "long"),
        role=node.one("role"),
        acts_for=view.shared(acts_for).label if acts_for else None,
        same_as=node.all(iris.SKOS + "exactMatch"),
    )


def is_entity(node: Node) -> bool:
    """Whether a node is an actor or a place: it is one of ours, has a label, and is no event."""
    return bool(node.types and node.one(iris.RDFS + "label") and not node.one("claim"))


def comparisons(view: GraphView, claim: str) -> list[Comparison]:
    """Return the comparisons that the claim with this IRI is part of, those that it is ``one`` of first."""
    found = (one for role in ("comparing", "comparedWith") for one in view.subjects(iris.KG + role, claim))
    return [comparison(view, iri) for iri in found]


def comparison(view: GraphView, iri: str) -> Comparison:
    """Return the comparison with this IRI."""
    node = view.node(iri)
    slot, verdict, one, other = (node.one(name) or "" for name in ("slot", "verdict", "comparing", "comparedWith"))
    return Comparison(iri, slot, iris.local_name(verdict).lower(), one, other)


def memberships(view: GraphView, event: str) -> list[Membership]:
    """Return the memberships of the event with this IRI, in the order of the documents."""
    found = (membership(view, iri) for iri in view.subjects(iris.KG + "memberOf", event))
    return sorted(found, key=lambda one: (one.doc, one.iri))


def membership(view: GraphView, iri: str) -> Membership:
    """Return the membership with this IRI."""
    node = view.node(iri)
    article = next((one for claim in node.all("member") if (one := view.shared(claim).one("inArticle"))), "")
    return Membership(
        iri=iri,
        doc=_doc(view, article),
        claims=node.all("member"),
        reason=node.one("reason") or "",
        score=node.number("score"),
        agrees=node.all("agreesIn"),
        disagrees=node.all("disagreesIn"),
        nearest=node.one("agreesMostWith"),
        could_be=node.all("couldBeEvent"),
    )


def harm_of(node: Node) -> Harm | None:
    """Return the harm that a toll or an estimate is of, ``None`` for one that the program does not know."""
    name = iris.local_name(node.one("harm") or "").lower()
    return next((harm for harm in HARMS if harm == name), None)


def _doc(view: GraphView, article: str) -> str:
    """Return the id of the document that an article is."""
    return (view.shared(article).one(iris.DCTERMS + "identifier") if article else None) or ""


def _disputed(view: GraphView, event: Node) -> tuple[str, ...]:
    """Return the slots in which claims of an event exclude one another."""
    taking = [one for one in event.all("claim") if view.objects(one, "conflictsWith")]
    compared = (comparison(view, iri) for one in taking for iri in view.subjects(iris.KG + "comparing", one))
    return tuple(sorted({one.slot for one in compared if one.verdict == "conflicting"}))


def _entities(view: GraphView, node: Node, role: str) -> tuple[Entity, ...]:
    """Return the entities in one role of an event, in the order of their IRIs."""
    return tuple(entity(view, iri) for iri in node.all(role))


def _parties(view: GraphView, node: Node, role: str) -> tuple[Entity, ...]:
    """Return the entities in one role, in the order in which the text names them."""
    evidence = [(view.node(iri).all("refersTo"), words) for iri, words in _evidence(view, node, role)]
    found = []
    for iri in node.all(role):
        words = next((words for entities, words in evidence if iri in entities), None)
        found.append(entity(view, iri, words))
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


def _words(view: GraphView, iri: str | None) -> Words | None:
    """Return the characters that a mention stands for."""
    node = view.node(iri) if iri else None
    if node is None or not node.exists:
        return None
    return Words(node.one("exact") or "", node.number("begin") or 0, node.number("end") or 0)
