"""What several articles say together: one node for each act, the consensus of its claims, and how the claims stand to one another.

Articles are read independently of each other; here their groups of claims are put into blocks (PLOVER root and acting states), and within a
block two groups become one event when nothing that they say disagrees and enough agrees. Claims keep what they say: an event only adds to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.agreement import Days, Entities, View, bounds, merged, same_act, score, speaks_for_state, view
from kg.iris import digest
from kg.model import Analysis, Argument, Claim, Count, Entity, Event, Links, Relation
from kg.ontology import Ontology
from kg.relations import relations

#: An article without a day for an act reports it within a week of its own publication; older acts are not joined on that ground.
FRESH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one article about one act."""

    claims: tuple[Claim, ...]
    view: View
    published: date | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of several articles taken for one act."""

    groups: tuple[Group, ...]
    view: View


def link(analyses: Iterable[Analysis], ontology: Ontology) -> Links:
    """Entities, events and relations of all articles; the same for any order of the analyses."""
    documents = sorted(analyses, key=lambda a: a.document.id)
    entities = _entities(documents)
    groups = [g for a in documents for g in _groups(a, entities, ontology)]
    clusters = [c for block in _blocks(groups, ontology).values() for c in _cluster(block, ontology)]
    events = tuple(sorted((_event(c, entities, ontology) for c in clusters), key=lambda e: e.key))
    events = _responsibilities(events, documents)
    claims = {c.key: c for a in documents for c in a.claims}
    found = [r for e in events for r in relations([claims[k] for k in e.claims], entities, ontology)]
    return Links(tuple(entities[k] for k in sorted(entities)), events, tuple(found))


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
    return sum(v is not None and v != () for v in (entity.country, entity.acts_for, entity.role, entity.within))


def _groups(analysis: Analysis, entities: Entities, ontology: Ontology) -> list[Group]:
    published = date.fromisoformat(analysis.document.published) if analysis.document.published else None
    found: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        found.setdefault(claim.group, []).append(claim)
    return [_group(claims, published, entities, ontology) for _, claims in sorted(found.items())]


def _group(claims: Sequence[Claim], published: date | None, entities: Entities, ontology: Ontology) -> Group:
    together = view(claims[0], entities, ontology)
    for claim in claims[1:]:
        together = merged(together, view(claim, entities, ontology))
    return Group(tuple(claims), together, published)


def _blocks(groups: Iterable[Group], ontology: Ontology) -> dict[tuple[str, str], list[Group]]:
    """Groups that could be one act: same root, and the same first acting state or actor (either side for symmetric acts)."""
    blocks: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        roots = sorted({ontology.types[t].root or t for t in group.view.types})
        source = group.view.source | group.view.target if group.view.symmetric else group.view.source
        actor = min((*source.states, *source.named, *source.vague), default="")
        blocks.setdefault((roots[0], actor), []).append(group)
    return dict(sorted(blocks.items()))


def _cluster(groups: Sequence[Group], ontology: Ontology) -> list[Cluster]:
    """Dated groups first, in the order of their days, so that a group without a day joins the one act that it fits, or none."""
    clusters: list[Cluster] = []
    for group in sorted(groups, key=_order):
        fitting = [n for n, c in enumerate(clusters) if _joins(group, c, ontology)]
        best = _best(group, fitting, clusters)
        if best is None:
            clusters.append(Cluster((group,), group.view))
        else:
            found = clusters[best]
            clusters[best] = Cluster((*found.groups, group), merged(found.view, group.view))
    return clusters


def _order(group: Group) -> tuple[bool, bool, Days, str]:
    unknown = (date.max, date.max)
    whole = bool(group.view.source) and bool(group.view.target)
    return group.view.days is None, not whole, group.view.days or unknown, min(c.key for c in group.claims)


def _best(group: Group, fitting: Sequence[int], clusters: Sequence[Cluster]) -> int | None:
    """The cluster with most in common; without a day of its own, a group that fits two of different days joins neither."""
    if not fitting:
        return None
    ranked = sorted(fitting, key=lambda n: (-score(clusters[n].view, group.view), n))
    first = clusters[ranked[0]].view
    rivals = [n for n in ranked[1:] if score(clusters[n].view, group.view) == score(first, group.view)]
    return None if group.view.days is None and rivals else ranked[0]


def _joins(group: Group, cluster: Cluster, ontology: Ontology) -> bool:
    """Whether a group is about a cluster's act: another article's, nothing disagrees, both sides agree, the days can be one."""
    documents = {g.claims[0].doc for g in cluster.groups}
    if group.claims[0].doc in documents or not same_act(cluster.view, group.view, ontology):
        return False
    return _both_sides(cluster.view, group.view) and _near(group, cluster)


def _both_sides(one: View, other: View) -> bool:
    pairs = [(one.source, other.source), (one.target, other.target)]
    if one.symmetric:
        first, second = one.source | one.target, other.source | other.target
        return len((first.states | first.named) & (second.states | second.named)) >= 2
    return all(
        bool(a.states & b.states or a.named & b.named or a.vague & b.vague) or (not a and not b) for a, b in pairs
    )


def _near(group: Group, cluster: Cluster) -> bool:
    """Whether the days are known to meet, or the articles are so close in time that an act without a day is the same news."""
    if group.view.days and cluster.view.days:
        return True
    mine = _window(group.view.days, group.published)
    other = next((w for g in cluster.groups if (w := _window(cluster.view.days, g.published))), None)
    if mine is None or other is None:
        return False
    return mine[0] - FRESH <= other[1] and other[0] - FRESH <= mine[1]


def _window(known: Days | None, published: date | None) -> Days | None:
    return known or ((published, published) if published else None)


def _event(cluster: Cluster, entities: Entities, ontology: Ontology) -> Event:
    claims = sorted((c for g in cluster.groups for c in g.claims), key=lambda c: c.key)
    sure = [c for c in claims if c.stance == "asserted"] or claims
    dated = cluster.view.days
    kind = _type(sure, ontology)
    return Event(
        key=f"event/{digest(claims[0].key)}",
        type=kind,
        claims=tuple(c.key for c in claims),
        source=_side([c.source for c in sure], entities, ontology),
        target=_side([c.target for c in sure], entities, ontology),
        place=_place(sure, entities),
        start=_iso(dated, 0) if dated else None,
        end=_iso(dated, 1) if dated else None,
        killed=_interval(c.killed for c in sure),
        injured=_interval(c.injured for c in sure),
        reasons=_reasons(cluster),
    )


def _iso(dated: Days, which: int) -> str:
    """The day, or the month or year when that is all that is known."""
    first, last = dated
    for text in (first.isoformat()[:4], first.isoformat()[:7]):
        if bounds(text) == (first, last):
            return text
    return dated[which].isoformat()


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
    named = sorted((k for k in others if not ontology.is_a(entities[k].cls, "Group")), key=lambda k: (-counts[k], k))
    chosen = (*states, *named)
    return chosen or tuple(sorted(others, key=lambda k: (-counts[k], k))[:1])


def _stands_for(key: str, entities: Entities, ontology: Ontology) -> str:
    """The state that an entity acts for, where the graph has it; else the entity."""
    entity = entities[key]
    state = f"state/{entity.country}"
    return state if entity.country and speaks_for_state(entity, ontology) and state in entities else key


def _place(claims: Sequence[Claim], entities: Entities) -> str | None:
    """The most specific place, of equals the one most claims give."""
    counts = Counter(c.place.entity for c in claims if c.place)
    return min(counts, key=lambda k: (entities[k].cls == "State", -len(entities[k].within), -counts[k], k), default=None)


def _interval(counts: Iterable[Count | None]) -> tuple[int | None, int | None] | None:
    """The lowest and the highest number that any claim allows; an open end counts as its least number."""
    known = [c for c in counts if c is not None]
    lows = [c.min for c in known if c.min is not None]
    highs = [h for c in known if (h := c.max if c.max is not None else c.min) is not None]
    return (min(lows, default=None), max(highs, default=None)) if known else None


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


