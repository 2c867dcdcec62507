"""What is compared of a graph, read from it; nothing is compared here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Store

from kg import iris
from kg.comparing.values import Act, Actor, Paper, Said, Snapshot, Told
from kg.explaining.evidence import span_of_time
from kg.graph.export import GraphError
from kg.graph.readback import articles, claims, entities, estimates
from kg.graph.values import Article, Claim, Entity, Estimate, Time
from kg.graph.view import GraphView, Node
from kg.ledger.read import kinds
from kg.model import Toll
from kg.tolls import HARMS, people

#: Gives the end of an IRI by which a node is known whatever the base of the graph is.
Key = Callable[[str], str]


def read(store: Store, name: str = "The graph") -> Snapshot:
    """Return what is compared of a graph; ``name`` is what an error calls it.

    Raises :class:`GraphError` for a graph of something else: nothing could be said of it, not even that it is the same.
    """
    view = GraphView(store)
    base = view.base()

    def key(iri: str) -> str:
        return iri.removeprefix(base) if base else iri

    found = Snapshot(
        papers={one.id: one for one in map(_paper, articles(view))},
        claims={one.key: one for one in (_told(claim, key) for claim in claims(view))},
        acts={one.key: one for one in _acts(view, key)},
        actors={key(one.iri): Actor(one.iri, key(one.iri), one.label, one.type or "") for one in entities(view)},
    )
    if len(store) and not (found.papers or found.claims or found.acts):
        raise GraphError(f"{name} has no article, claim or event: give a graph that kg build has made.")
    return found


def _paper(one: Article) -> Paper:
    digest = sha256(one.text.encode()).hexdigest()
    return Paper(one.iri, one.id, one.title, one.published, one.publisher, one.url, one.text, digest)


def _told(claim: Claim, key: Key) -> Told:
    """Return a claim; one without words stands at the beginning of its article."""
    trigger, sentence = claim.trigger, claim.sentence
    slots = {name: said for name, said in _slots(claim, key) if said is not None}
    return Told(
        iri=claim.iri,
        key=key(claim.iri),
        doc=claim.article.id,
        title=claim.article.title,
        start=trigger.start if trigger else 0,
        trigger=trigger.text if trigger else "",
        sentence=sentence.text if sentence else "",
        offset=trigger.start - sentence.start if trigger and sentence else 0,
        said=slots,
    )


def _slots(claim: Claim, key: Key) -> Iterator[tuple[str, Said | None]]:
    """Yield what a claim says, slot by slot."""
    yield "stance", _words(claim.stance)
    yield "type", _words(claim.type)
    for name, parties in (("source", claim.sources), ("target", claim.targets), ("place", claim.places)):
        yield name, _parties(parties, key)
    yield "date", _date(claim.time) if claim.time else None
    for harm in HARMS:
        count = claim.count(harm)
        said = _words(_numbers([toll for toll in claim.tolls if toll.harm == harm]))
        yield harm, Said(said.text, said.key, (), count.min, count.max) if said and count else said
    yield "claimer", _parties(claim.claimers, key)
    yield "relayed_by", _parties([claim.relayed_by] if claim.relayed_by else [], key)


def _words(text: str) -> Said | None:
    return Said(text, (text,)) if text else None


def _parties(parties: Iterable[Entity], key: Key) -> Said | None:
    """Return who stands somewhere, in the order in which the text names them; the order plays no part otherwise."""
    named = {one.iri: one.label for one in parties}
    return Said(", ".join(named.values()), tuple(sorted(map(key, named))), tuple(named)) if named else None


def _date(time: Time) -> Said | None:
    """Return when it was, for want of days the words for it; and whether other articles gave the day."""
    days = span_of_time(time.start, time.end) or (f"“{time.text}”" if time.text else "")
    return _words(f"{days} (inferred)" if days and time.inferred_from else days)


def _numbers(tolls: Iterable[Toll]) -> str:
    """Return all numbers of one harm, parts behind what they are a part of: ``at least 9, of them 2 children``."""
    listed = list(tolls)
    whole, parts = ([_number(toll) for toll in listed if toll.partial == partial] for partial in (False, True))
    return ", of them ".join(filter(None, (" and ".join(whole), " and ".join(parts))))


def _number(toll: Toll) -> str:
    """Return one number with its hedge and who was counted."""
    if toll.hedge == "indefinite":
        count = toll.text
    elif toll.hedge in ("more than", "fewer than", "about"):
        number = toll.max if toll.hedge == "fewer than" else toll.min
        count = f"{toll.hedge} {toll.text if number is None else number}"
    else:
        count = people((toll.min, toll.max))
    return " ".join(filter(None, (count, kinds(toll.kinds))))


def _acts(view: GraphView, key: Key) -> Iterator[Act]:
    """Yield every event with the consensus of its claims."""
    disputed = _disputed(view)
    for iri in view.with_property(iris.KG + "claim"):
        node = view.node(iri)
        about = node.one("responsibilityFor")
        yield Act(
            iri=iri,
            key=key(iri),
            label=node.label,
            claims=tuple(sorted(map(key, node.all("claim")))),
            said={name: said for name, said in _consensus(view, node, disputed.get(iri, set()), key) if said},
            about=key(about) if about else None,
        )


def _consensus(view: GraphView, node: Node, disputed: Iterable[str], key: Key) -> Iterator[tuple[str, Said | None]]:
    """Yield what all claims of an event say together, slot by slot."""
    yield "type", _words(next(iter(node.types), ""))
    for name in ("source", "target", "place"):
        named = {iri: view.shared(iri).label for iri in node.all(name)}
        said = Said(", ".join(named.values()), tuple(sorted(map(key, named))), tuple(named))
        yield name, said if named else None
    yield "date", _words(span_of_time(node.one("earliest"), node.one("latest")))
    for one in estimates(view, node):
        yield one.harm, Said(_estimated(one), (one.low, *one.best, one.high), (), one.low, one.high)
    sources = node.number("independentSources")
    yield "independent_sources", None if sources is None else Said(f"{sources:,}", (sources,), (), sources, sources)
    found = tuple(sorted(disputed))
    yield "disputed", Said(", ".join(found), found) if found else None


def _estimated(one: Estimate) -> str:
    """Return the lowest and the highest number, and the best one where that is neither."""
    span, best = people((one.low, one.high)), people(one.best)
    return span if best in ("", span) else f"{span}, best {best}"


def _disputed(view: GraphView) -> dict[str, set[str]]:
    """Return the slots in which claims of each event exclude one another."""
    found: dict[str, set[str]] = {}
    for iri in view.subjects(iris.KG + "verdict", iris.KG + "Conflicting"):
        for claim in view.objects(iri, "comparing"):
            for event in view.objects(claim, "aboutEvent"):
                found.setdefault(event, set()).update(view.objects(iri, "slot"))
    return found
