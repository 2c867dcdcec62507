"""The triples of what several articles say together: entities, events and how claims stand to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg import iris
from kg.graph.rdf_time import day_triples, time_triples
from kg.graph.terms import A, Minter, Triple, decimal, integer, kg, named, number_triples, text
from kg.iris import digest
from kg.model import Claim, Comparison, Entity, Estimate, Event, Inference, Links, Membership, Verdict
from kg.ontology import Ontology

VERDICTS: Mapping[Verdict, str] = {
    "equal": "Equal",
    "refines": "Refining",
    "compatible": "Compatible",
    "conflicts": "Conflicting",
}
#: The plain triple between two claims that a verdict gives.
PLAIN: Mapping[Verdict, str] = {
    "equal": "corroborates",
    "refines": "refines",
    "compatible": "corroborates",
    "conflicts": "conflictsWith",
}


#: The status of a state, as the name lists have it, to its term.
STATUSES: Mapping[str, str] = {
    "member": "MemberState",
    "observer": "ObserverState",
    "associated": "AssociatedState",
    "disputed": "DisputedState",
    "territory": "Territory",
    "historical": "HistoricalState",
}


class GraphDataError(ValueError):
    """Analyses and links that do not fit together."""


def link_triples(links: Links, claims: Mapping[str, Claim], mint: Minter, ontology: Ontology) -> Iterator[Triple]:
    """Yield what several articles say together: entities, events and how claims stand to each other."""
    entities = {entity.key: entity for entity in links.entities}
    for entity in links.entities:
        yield from entity_triples(entity, mint)
    yield from _post_triples(links, mint)
    for event in links.events:
        yield from event_triples(event, entities, mint, ontology)
        if "asserted" in [_claim(claims, key, event).stance for key in event.claims]:
            yield from relation_triples(event, ontology, mint)
    for claim, origin in links.origins:
        yield mint.node(claim), kg("origin"), mint.node(origin)
    for inference in links.inferences:
        yield from inference_triples(inference, mint)
    for comparison in links.comparisons:
        yield from comparison_triples(comparison, claims, mint)


def comparison_triples(comparison: Comparison, claims: Mapping[str, Claim], mint: Minter) -> Iterator[Triple]:
    """Yield how two claims stand in one slot, and the plain triple between them; no article corroborates itself."""
    one, other = mint.node(comparison.one), mint.node(comparison.other)
    node = mint.node(f"comparison/{digest(comparison.slot, comparison.one, comparison.other)}")
    yield node, A, kg("Comparison")
    yield node, kg("slot"), text(comparison.slot)
    yield node, kg("verdict"), kg(VERDICTS[comparison.verdict])
    yield node, kg("comparing"), one
    yield node, kg("comparedWith"), other
    relation = PLAIN[comparison.verdict]
    if relation != "corroborates" or claims[comparison.one].doc != claims[comparison.other].doc:
        yield one, kg(relation), other


def entity_triples(entity: Entity, mint: Minter) -> Iterator[Triple]:
    """Yield what is known of an actor or a place."""
    node = mint.node(entity.key)
    yield node, A, kg(entity.cls)
    yield node, named(iris.RDFS + "label"), text(entity.label)
    for alias in entity.aliases:
        if alias != entity.label:
            yield node, named(iris.SKOS + "altLabel"), text(alias)
    words = {"country": entity.country, "iso2": entity.iso2, "role": entity.role, "ideology": entity.ideology}
    for name, value in words.items():
        if value:
            yield node, kg(name), text(value)
    one = {"actsFor": (entity.acts_for,), "partOf": (entity.parent,)}
    several = {"within": entity.within, "activeIn": entity.active_in, "claimedBy": entity.claimed_by}
    for name, keys in {**one, **several}.items():
        yield from ((node, kg(name), mint.node(key)) for key in keys if key)
    if entity.status:
        yield node, kg("status"), kg(STATUSES[entity.status])
    for curie in entity.exact:
        yield node, named(iris.SKOS + "exactMatch"), named(iris.elsewhere(curie))
    for name, degrees in (("lat", entity.lat), ("long", entity.lon)):
        if degrees is not None:
            yield node, named(iris.WGS84 + name), decimal(degrees)


def _post_triples(links: Links, mint: Minter) -> Iterator[Triple]:
    """Yield the posts of states and bodies, and who is called by them."""
    for post in links.posts:
        node = mint.node(post.key)
        yield node, A, named(iris.ORG + "Post")
        yield node, named(iris.RDFS + "label"), text(post.label)
        yield node, named(iris.ORG + "postIn"), mint.node(post.of)
        for holder in map(mint.node, post.holders):
            yield node, named(iris.ORG + "heldBy"), holder
            yield holder, named(iris.ORG + "holds"), node


def event_triples(event: Event, entities: Mapping[str, Entity], mint: Minter, ontology: Ontology) -> Iterator[Triple]:
    """Yield an event: its claims, their consensus and why they were put together."""
    node = mint.node(event.key)
    yield node, A, kg(event.type)
    if root := ontology.types[event.type].root:
        yield node, kg("root"), named(iris.PLOVER + root)
    yield node, named(iris.RDFS + "label"), text(event_label(event, entities, ontology))
    for key in event.claims:
        yield node, kg("claim"), mint.node(key)
        yield mint.node(key), kg("aboutEvent"), node
    for role, keys in (("source", event.source), ("target", event.target), ("place", event.place)):
        for key in keys:
            yield node, kg(role), mint.node(key)
    yield from time_triples(node, event)
    for estimate in event.estimates:
        yield from estimate_triples(estimate, event, mint)
    if event.about:
        yield node, kg("responsibilityFor"), mint.node(event.about)
    if event.sources is not None:
        yield node, kg("independentSources"), integer(event.sources)
    for reason in event.reasons:
        yield node, kg("mergeReason"), text(reason)
    for member in event.members:
        yield from membership_triples(member, event, mint)


def membership_triples(member: Membership, event: Event, mint: Minter) -> Iterator[Triple]:
    """Yield why the claims of an article are among those of an event."""
    node = mint.node(f"membership/{digest(event.key, member.claims[0])}")
    yield node, A, kg("Membership")
    yield node, kg("memberOf"), mint.node(event.key)
    for key in member.claims:
        yield node, kg("member"), mint.node(key)
    yield node, kg("reason"), text(member.reason)
    if member.score is not None:
        yield node, kg("score"), integer(member.score)
    for name, slots in (("agreesIn", member.agrees), ("disagreesIn", member.disagrees)):
        yield from ((node, kg(name), text(slot)) for slot in slots)
    if member.nearest:
        yield node, kg("agreesMostWith"), mint.node(member.nearest)
    for key in member.could_be:
        yield node, kg("couldBeEvent"), mint.node(key)


def estimate_triples(estimate: Estimate, event: Event, mint: Minter) -> Iterator[Triple]:
    """Yield the lowest, the best and the highest number of those who came to a harm, and what it rests on."""
    node = mint.node(f"estimate/{digest(event.key, estimate.harm)}")
    least, most = estimate.best
    yield mint.node(event.key), kg("estimate"), node
    yield node, A, kg("Estimate")
    yield node, kg("harm"), kg(estimate.harm.capitalize())
    yield from number_triples(node, low=estimate.low, bestMin=least, bestMax=most, high=estimate.high)
    for key in estimate.tolls:
        yield node, kg("basedOn"), mint.node(key)
    for key in estimate.backing:
        yield node, kg("bestFrom"), mint.node(key)


def inference_triples(inference: Inference, mint: Minter) -> Iterator[Triple]:
    """Yield the day that a claim has from other claims, with them and the rule."""
    node = mint.node(inference.claim)
    yield from day_triples(node, inference.day)
    yield node, kg("inferredBy"), text(inference.rule)
    for key in inference.sources:
        yield node, kg("inferredFrom"), mint.node(key)


def relation_triples(event: Event, ontology: Ontology, mint: Minter) -> Iterator[Triple]:
    """Yield the plain triples of an event, such as ``Iran kg:attacked Pakistan``; nobody stands in one to himself."""
    relation = ontology.event_type(event.type).relation
    for source in event.source if relation else ():
        for target in event.target:
            if relation and source != target:
                yield mint.node(source), kg(relation), mint.node(target)


def event_label(event: Event, entities: Mapping[str, Entity], ontology: Ontology) -> str:
    """Return the type, the parties and the day of an event in one line; what is unknown is left out."""
    kind = ontology.event_type(event.type)
    sides = [", ".join(_entity(entities, key, event).label for key in keys) for keys in (event.source, event.target)]
    arrow = " <-> " if kind.symmetric else " -> "
    parties = arrow.join(sides).strip() if sides[1] else sides[0]
    days = "/".join(dict.fromkeys(filter(None, (event.start, event.end))))
    name = kind.label[:1].upper() + kind.label[1:]
    return ", ".join(filter(None, (": ".join(filter(None, (name, parties))), days)))


def _claim(claims: Mapping[str, Claim], key: str, event: Event) -> Claim:
    """Return the claim with this key, or say which event misses it."""
    if key not in claims:
        raise GraphDataError(f"The event {event.key!r} has the claim {key!r}, which is in none of the analyses.")
    return claims[key]


def _entity(entities: Mapping[str, Entity], key: str, event: Event) -> Entity:
    """Return the entity with this key, or say which event misses it."""
    if key not in entities:
        raise GraphDataError(
            f"The event {event.key!r} names the entity {key!r}, which is not among the linked entities."
        )
    return entities[key]
