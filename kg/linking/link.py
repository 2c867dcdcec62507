"""What several articles say together: one node for each act, the consensus of its claims, how claims stand to others.

Articles are read independently of each other; here two groups of claims become one event when nothing that they say
disagrees and enough agrees (:mod:`kg.linking.clusters`). Claims keep what they say: an event only adds to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.agreement import Entities, days, side_of, speaks_for_state
from kg.iris import digest
from kg.isodates import UNKNOWN, briefest
from kg.linking.clusters import Cluster, cluster
from kg.linking.groups import groups_of
from kg.linking.independence import counted, origins
from kg.linking.inferred import inferred
from kg.linking.memberships import memberships
from kg.linking.pins import NO_PINS, Pins
from kg.linking.relations import relations
from kg.linking.tolls import estimated
from kg.model import Analysis, Argument, Claim, Entity, Event, Links, Post
from kg.ontology import Ontology


def link(analyses: Iterable[Analysis], ontology: Ontology, pins: Pins = NO_PINS) -> Links:
    """Entities, posts, events and comparisons of all articles; the same for any order of the analyses."""
    documents = sorted(analyses, key=lambda a: a.document.id)
    entities = _entities(documents)
    groups = [g for a in documents for g in groups_of(a, entities, ontology)]
    clusters = cluster(groups, ontology, pins)
    events = _events(clusters, entities, ontology)
    claims = {c.key: c for a in documents for c in a.claims}
    events = estimated(_responsibilities(events, documents), claims, [a.document for a in documents])
    origin = origins(documents, entities, ontology)
    events = tuple(counted(events, claims, origin))
    found = [r for e in events for r in relations([claims[k] for k in e.claims], entities, ontology)]
    undated = frozenset(a.document.id for a in documents if not a.document.published)
    known = tuple(entities[k] for k in sorted(entities))
    backed = tuple((claim, one) for claim in sorted(origin) for one in origin[claim])
    return Links(known, events, tuple(found), _posts(documents), backed, inferred(clusters, undated))


def _posts(analyses: Sequence[Analysis]) -> tuple[Post, ...]:
    """One post for each key, with all its holders and the first of its labels in the order of the alphabet."""
    found: dict[str, Post] = {}
    for post in sorted((p for a in analyses for p in a.posts), key=lambda p: (p.key, p.label, p.of)):
        first = found.setdefault(post.key, post)
        found[post.key] = replace(first, holders=tuple(sorted({*first.holders, *post.holders})))
    return tuple(found.values())


def _entities(analyses: Sequence[Analysis]) -> dict[str, Entity]:
    """One entity for each key: the most frequent class and label, all aliases."""
    found: dict[str, list[Entity]] = {}
    for analysis in analyses:
        for entity in analysis.entities:
            found.setdefault(entity.key, []).append(entity)
    return {key: _one_entity(found[key]) for key in sorted(found)}


def _one_entity(several: Sequence[Entity]) -> Entity:
    ranked = Counter(replace(e, aliases=()) for e in several)
    best = min(ranked, key=lambda e: (-ranked[e], -_fullness(e), e.label, e.cls, str(e)))
    names = {n for e in several for n in (*e.aliases, e.label)} - {best.label}
    return replace(best, aliases=tuple(sorted(names)))


def _fullness(entity: Entity) -> int:
    said = (entity.country, entity.acts_for, entity.role, entity.within, entity.parent)
    return sum(v is not None and v != () for v in said)


def _events(clusters: Sequence[Cluster], entities: Entities, ontology: Ontology) -> tuple[Event, ...]:
    """Events with the reasons for the claims of each article, in the order of their keys."""
    found = [(one, _event(one, entities, ontology)) for one in clusters]
    of_group = {group.key: event.key for one, event in found for group in one.groups}
    events = (replace(event, members=memberships(one, of_group, ontology)) for one, event in found)
    return tuple(sorted(events, key=lambda event: event.key))


def _event(cluster: Cluster, entities: Entities, ontology: Ontology) -> Event:
    claims = sorted((c for g in cluster.groups for c in g.claims), key=lambda c: c.key)
    sure = [c for c in claims if c.stance == "asserted"] or claims
    start, end = briefest(*cluster.view.days) if cluster.view.days else UNKNOWN
    kind = _type(sure, ontology)
    source = _side([c.source for c in sure], entities, ontology)
    target = _side([c.target for c in sure], entities, ontology)
    if ontology.types[kind].symmetric:
        source, target = _equals(source, target)
    return Event(
        key=f"event/{digest(claims[0].key)}",
        type=kind,
        claims=tuple(c.key for c in claims),
        source=source,
        target=target,
        place=_place(sure, entities),
        start=start,
        end=end,
        reasons=_reasons(cluster),
        **_lasting(sure, start, end),
    )


def _lasting(claims: Sequence[Claim], start: str | None, end: str | None) -> dict[str, Any]:
    """When an act that lasts began and ended, as the first claim says that gives its days; nothing for another."""
    told = (c.when for c in claims if c.when and (c.when.begun or c.when.ended))
    when = next((w for w in told if (span := days(w)) and briefest(*span) == (start, end)), None)
    return {"begun": when.begun, "ended": when.ended, "goes_on": when.goes_on} if when else {}


def _type(claims: Sequence[Claim], ontology: Ontology) -> str:
    """The type that most articles give, the more specific of equals."""
    counts = Counter(t for _, t in sorted({(c.doc, c.type) for c in claims}))
    specific = {t: n + sum(counts[p] for p in ontology.types[t].parents) for t, n in counts.items()}
    return min(specific, key=lambda t: (-specific[t], -len(ontology.types[t].parents), t))


def _side(said: Sequence[tuple[Argument, ...]], entities: Entities, ontology: Ontology) -> tuple[str, ...]:
    """The entities that claims agree on: states for those who act for them, then the named actors, else the unnamed."""
    keys = [{_stands_for(a.entity, entities, ontology) for a in arguments} for arguments in said if arguments]
    counts = Counter(k for found in keys for k in sorted(found))
    states = sorted(k for k in counts if k.startswith("state/"))
    others = [k for k in counts if k not in states]
    named = sorted((k for k in others if side_of(entities[k], ontology).named), key=lambda k: (-counts[k], k))
    chosen = (*states, *named)
    return chosen or tuple(sorted(others, key=lambda k: (-counts[k], k))[:1])


def _equals(source: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties of an act among equals, each on one side only, whichever side the claims name them on."""
    others = tuple(key for key in target if key not in source[:1])
    return tuple(key for key in source if key not in others), others


def _stands_for(key: str, entities: Entities, ontology: Ontology) -> str:
    """The state that an entity acts for, where the graph has it; else the entity."""
    entity = entities[key]
    state = f"state/{entity.country}"
    return state if entity.country and speaks_for_state(entity, ontology) and state in entities else key


def _place(claims: Sequence[Claim], entities: Entities) -> tuple[str, ...]:
    """The most specific place, of equals the one most claims give, with those that a claim names beside it."""
    said = [tuple(a.entity for a in c.place) for c in claims if c.place]
    counts = Counter(key for keys in said for key in keys)
    rank = {k: (entities[k].cls == "State", -len(entities[k].within), -counts[k], k) for k in counts}
    if not rank:
        return ()
    best = min(rank, key=rank.__getitem__)
    beside = {key for keys in said if best in keys for key in keys} - {best, *entities[best].within}
    return (best, *sorted(beside, key=rank.__getitem__))


def _reasons(cluster: Cluster) -> tuple[str, ...]:
    """Why the claims of several articles were put together, in words."""
    if len(cluster.groups) < 2:
        return ()
    shared = ", ".join(sorted(cluster.view.source.states | cluster.view.source.named)) or "unknown source"
    suffering = ", ".join(sorted(cluster.view.target.states | cluster.view.target.named)) or "no target named"
    when = "/".join(sorted({d.isoformat() for d in cluster.view.days})) if cluster.view.days else "day not given"
    return (f"{len(cluster.groups)} articles: same kind of act, {shared} -> {suffering}, {when}",)


def _responsibilities(events: tuple[Event, ...], analyses: Sequence[Analysis]) -> tuple[Event, ...]:
    """Claims of responsibility point to the event that they are about."""
    of_claim = {key: e.key for e in events for key in e.claims}
    about = {c.key: c.about for a in analyses for c in a.claims if c.about}
    found: Mapping[str, str] = {
        e.key: of_claim[about[k]] for e in events for k in e.claims if k in about and about[k] in of_claim
    }
    return tuple(replace(e, about=found.get(e.key)) for e in events)


