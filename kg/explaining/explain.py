"""Why a graph says what it says: for an event, an entity, a claim or an article, each claim with its evidence."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Store

from kg import iris
from kg.errors import KgError
from kg.explaining.evidence import evidence, names, slots, span_of_time
from kg.explaining.text import render
from kg.explaining.values import EventPart, Evidence, Explanation, Fact
from kg.graph.readback import claim, entity, estimates, memberships
from kg.graph.values import Claim, Membership
from kg.graph.view import GraphView, Node
from kg.lexicon import Lexicon, Trigger
from kg.ontology import load_ontology
from kg.tolls import people

__all__ = ["Explanation", "UnknownNodeError", "explain", "render"]

#: The prefix that may stand for the base IRI on a command line.
PREFIX = "kgid:"

_ROLES = ("source", "target", "place", "claimer", "relayedBy")
_NOT_DIRECT = {"actsFor", "activeIn", "within"}

#: The entries of the lexicon by name.
Entries = Mapping[str, Trigger]


class UnknownNodeError(KgError, ValueError):
    """The graph says nothing of this node, or the name fits several."""


def explain(store: Store, name: str, lexicon: Lexicon | None = None) -> Explanation:
    """Return why the graph says what it says of a node; with a ``lexicon`` the entries at work are told of.

    ``name`` is its IRI, its key (``event/3f0c...``, also with ``kgid:`` before it), the label of an entity, or the
    id of a document.
    """
    view = GraphView(store)
    node = view.node(resolve(view, name))
    entries = {entry.name: entry for entry in lexicon.entries()} if lexicon else {}
    if node.one("claim"):
        return _event(view, node, entries)
    if "Claim" in node.types:
        return _claim(view, node, entries)
    if "Article" in node.types:
        return _article(view, node, entries)
    if "Mention" in node.types or not node.types:
        return Explanation(node.iri, "other", node.label, tuple(_properties(view, node)))
    return _entity(view, node, entries)


def resolve(view: GraphView, name: str) -> str:
    """Return the IRI of the node that ``name`` means; raise :class:`UnknownNodeError` when it means none or several."""
    key = name.strip().removeprefix("<").removesuffix(">")
    local = key.removeprefix(PREFIX)
    for whole in (key, f"{view.base()}{local}"):
        if view.knows(whole):
            return whole
    known = dict.fromkeys(view.described())
    fitting = [iri for iri in known if _is_key(iri, local)] or [
        iri for iri in known if key.casefold() in _called(view.shared(iri))
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownNodeError(f"{name!r} can mean several nodes: give the IRI of one of {_listed(view, fitting)}.")
    raise UnknownNodeError(_unknown(view, name, known))


def _event(view: GraphView, node: Node, entries: Entries) -> Explanation:
    """Explain an event: its consensus, why its claims were put together, and each of them."""
    claims = _by_text(view, node.all("claim"), entries)
    stances = [one.claim.stance for one in claims]
    counted = ", ".join(f"{stances.count(stance)} {stance}" for stance in dict.fromkeys(stances))
    facts = [
        ("type", ", ".join(node.types)),
        *((role, names(tuple(entity(view, iri) for iri in node.all(role)))) for role in ("source", "target", "place")),
        ("time", span_of_time(node.one("earliest"), node.one("latest"))),
        *_estimates(view, node),
        ("for", ", ".join(view.shared(iri).label for iri in node.all("responsibilityFor"))),
        ("claims", f"{len(claims)} ({counted})"),
        ("independentSources", node.one("independentSources")),
        ("triples", "; ".join(_triples(view, node))),
        ("merged for", "; ".join(node.all("mergeReason"))),
        *(("joined by", _joined(view, one)) for one in memberships(view, node.iri)),
    ]
    return Explanation(node.iri, "event", node.label, _filled(facts), claims)


def _joined(view: GraphView, one: Membership) -> str:
    """Return why the claims of an article are among those of an event."""
    nearest = claim(view, one.nearest) if one.nearest else None
    most = f"; most with “{nearest.trigger.text}” in {nearest.article.id}" if nearest and nearest.trigger else ""
    others = ", ".join(f"{view.shared(iri).label} <{iri}>" for iri in one.could_be)
    return f"{one.doc}: {one.reason}{most}{f': {others}' if others else ''}"


def _claim(view: GraphView, node: Node, entries: Entries) -> Explanation:
    """Explain a claim: what it says, and its event."""
    told = claim(view, node.iri)
    event = view.shared(told.event) if told.event else None
    facts = [
        *slots(told).items(),
        ("date inferred from", "; ".join(_told_in(view, iri) for iri in told.time.inferred_from) if told.time else ""),
        ("event", f"{event.label} <{event.iri}>" if event else ""),
        ("triples", "; ".join(_triples(view, event)) if event else ""),
    ]
    label = f"Claim of {told.article.id}: {event.label if event else told.type}"
    return Explanation(node.iri, "claim", label, _filled(facts), (evidence(view, told, entries),))


def _told_in(view: GraphView, iri: str) -> str:
    """Return a claim by its words of time and the article in which they stand."""
    other = claim(view, iri)
    return f"“{other.time.text if other.time else None}” in {view.shared(other.article.iri).label} <{iri}>"


def _article(view: GraphView, node: Node, entries: Entries) -> Explanation:
    """Explain an article: where it is from, and all its claims."""
    claims = _by_text(view, view.subjects(iris.KG + "inArticle", node.iri), entries)
    facts = [
        *((name, node.one(iris.DCTERMS + one)) for name, one in (("id", "identifier"), ("published", "issued"))),
        ("publisher", node.one(iris.DCTERMS + "publisher")),
        ("address", node.one(iris.SCHEMA + "url")),
        ("characters", f"{len(node.one('text') or ''):,}"),
        ("claims", str(len(claims))),
    ]
    return Explanation(node.iri, "article", node.label, _filled(facts), claims)


def _entity(view: GraphView, node: Node, entries: Entries) -> Explanation:
    """Explain an entity: what is known of it, and the events that it takes part in."""
    one = entity(view, node.iri)
    coordinates = f"{one.lat}, {one.lon}" if one.lat is not None and one.lon is not None else ""
    facts = [
        ("class", ", ".join(node.types)),
        ("also called", ", ".join(one.aliases)),
        ("country", one.country),
        ("acts for", ", ".join(view.shared(iri).label for iri in node.all("actsFor"))),
        ("role", ", ".join(node.all("role"))),
        ("active in", ", ".join(view.shared(iri).label for iri in node.all("activeIn"))),
        ("ideology", ", ".join(node.all("ideology"))),
        ("within", ", ".join(one.within)),
        ("coordinates", coordinates),
        ("the same as", ", ".join(node.all(iris.SKOS + "exactMatch"))),
        *_direct(view, node),
    ]
    return Explanation(node.iri, "entity", node.label, _filled(facts), events=tuple(_taking_part(view, node, entries)))


def _taking_part(view: GraphView, node: Node, entries: Entries) -> Iterator[EventPart]:
    """Yield the events of an entity in the order of time: those it acts in, happen there, or it speaks of."""
    roles: dict[str, list[str]] = {}
    spoken: dict[str, set[str]] = {}
    for role in _ROLES:
        for iri in view.subjects(iris.KG + role, node.iri):
            found = view.node(iri)
            event = iri if found.one("claim") else found.one("aboutEvent")
            if event is None:
                continue
            roles.setdefault(event, []).extend([role] if role not in roles.get(event, []) else [])
            if event != iri:
                spoken.setdefault(event, set()).add(iri)
    for event in sorted(roles, key=lambda iri: (view.shared(iri).one("earliest") or "~", iri)):
        claims = sorted(spoken.get(event, ())) or view.shared(event).all("claim")
        yield EventPart(event, view.shared(event).label, tuple(roles[event]), _by_text(view, claims, entries))


def _direct(view: GraphView, node: Node) -> Iterator[Fact]:
    """Yield the plain relations of an entity to others, such as ``attacked``."""
    for name, values in node.properties.items():
        if ":" not in name and name not in _NOT_DIRECT:
            labels = [view.shared(value).label for value in values if view.knows(value)]
            yield name, ", ".join(labels)


def _triples(view: GraphView, event: Node) -> Iterator[str]:
    """Yield the plain triples that an event gives: who stands in its relation to whom."""
    known = load_ontology().types
    relations = {known[name].relation for name in event.types if name in known} - {None}
    for source in event.all("source"):
        for relation in sorted(filter(None, relations)):
            for target in event.all("target"):
                if target in view.shared(source).all(relation):
                    yield f"{view.shared(source).label} kg:{relation} {view.shared(target).label}"


def _properties(view: GraphView, node: Node) -> Iterator[Fact]:
    """Yield all properties of a node of some other kind, such as a mention."""
    for name, values in node.properties.items():
        shown = (view.shared(value).label if view.knows(value) else value for value in values)
        yield iris.local_name(name), ", ".join(shown)


def _by_text(view: GraphView, claims: Iterable[str], entries: Entries) -> tuple[Evidence, ...]:
    """Return claims with their evidence, by document and place in the text."""
    told = [claim(view, iri) for iri in claims if "Claim" in view.node(iri).types]
    told.sort(key=Claim.order)
    return tuple(evidence(view, one, entries) for one in told)


def _estimates(view: GraphView, event: Node) -> Iterator[Fact]:
    """Yield how many came to each harm: from the lowest to the highest number, and the best where they differ."""
    for one in estimates(view, event):
        whole, best = people((one.low, one.high)), people(one.best)
        weighed = f", given by {one.backing} of {one.weighed} sources" if best != whole else ""
        yield one.harm, f"{whole}; best {best}{weighed}" if weighed else whole


def _filled(facts: Iterable[tuple[str, str | None]]) -> tuple[Fact, ...]:
    """Return the facts of which something is known."""
    return tuple((name, value) for name, value in facts if value)


def _is_key(iri: str, key: str) -> bool:
    """Say whether ``iri`` is a base IRI followed by ``key``."""
    return bool(key) and iri.endswith(key) and iri[: -len(key)].endswith(("/", "#"))


def _called(node: Node) -> set[str]:
    """Return the names of a node (of an article also the id of the document), without regard to case."""
    called = (node.label, *node.all(iris.SKOS + "altLabel"), *node.all(iris.DCTERMS + "identifier"))
    return {name.casefold() for name in called}


def _unknown(view: GraphView, name: str, known: Iterable[str]) -> str:
    """Return what to say of a name that the graph does not know, with what comes near."""
    choices: dict[str, str] = {}
    for iri in known:
        for one in (iri, "/".join(iri.split("/")[-2:]), *sorted(_called(view.shared(iri)))):
            choices.setdefault(one, iri)
    near = difflib.get_close_matches(name.removeprefix(PREFIX), choices, n=6, cutoff=0.6)
    near += difflib.get_close_matches(name.casefold(), choices, n=6, cutoff=0.6)
    found = list(dict.fromkeys(choices[one] for one in near))
    advice = (
        f"Near it are {_listed(view, found)}." if found else "Give the IRI, the key (state/IRN) or the name of a node."
    )
    return f"The graph says nothing of {name!r}. {advice}"


def _listed(view: GraphView, found: list[str]) -> str:
    """Return the first few nodes in a row."""
    shown = ", ".join(f"{view.shared(iri).label} <{iri}>" for iri in found[:6])
    return shown + (" and others" if len(found) > 6 else "")
