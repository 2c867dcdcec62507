"""Event records: the claims of a graph as a table, one JSON object for each claim, for data frames; and a table of the
event words that were seen and not coded.

How many people came to harm stands there twice. ``killed``, ``injured``, ``abducted``, ``arrested``, ``displaced`` and
``missing`` are one interval each, ``{"min", "max"}``, or null (:func:`kg.tolls.figure`); ``tolls`` are all the numbers
that the claim gives, each with its harm, interval, hedge, nouns and kinds of victims, whether it counts only a part,
and its words with their offsets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from pyoxigraph import Store

from kg.graph.readback import claims
from kg.graph.values import Claim, Entity, Time, Words
from kg.graph.view import GraphView
from kg.model import Abstained, Analysis, Document, Span, Toll
from kg.ontology import Ontology
from kg.tolls import HARMS, figure

Record = Mapping[str, object]


def records(store: Store, ontology: Ontology) -> Iterator[Record]:
    """Yield a record for each claim, by document, place in the text, and IRI of the claim."""
    for claim in claims(GraphView(store)):
        yield record(claim, ontology)


def lines(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the records as JSON Lines."""
    for one in records(store, ontology):
        yield json.dumps(one, ensure_ascii=False).encode() + b"\n"


def abstentions(analyses: Iterable[Analysis]) -> Iterator[bytes]:
    """Yield a record for each event word on which the rules abstained, in the order of the articles, as JSON Lines."""
    for analysis in analyses:
        for one in analysis.abstentions:
            yield json.dumps(_abstention(one, analysis.document), ensure_ascii=False).encode() + b"\n"


def _abstention(one: Abstained, document: Document) -> Record:
    return {
        "doc": document.id,
        "trigger": _cut(document, one.trigger),
        "sentence": _cut(document, one.sentence),
        "entry": one.entry,
        "reason": one.reason,
        "why": one.why,
    }


def _cut(document: Document, span: Span) -> Record:
    return {"text": document.text[span.start : span.end], "start": span.start, "end": span.end}


def record(claim: Claim, ontology: Ontology) -> Record:
    """Return one claim as a record; a type that the ontology lacks has no root and no code."""
    kind = ontology.types.get(claim.type)
    return {
        "doc": claim.article.id,
        "event": claim.event,
        "claim": claim.iri,
        "type": claim.type,
        "root": kind.root if kind else None,
        "cameo": kind.cameo if kind else None,
        "source": [_actor(one, ontology) for one in claim.sources],
        "target": [_actor(one, ontology) for one in claim.targets],
        "place": _where(claim.places),
        "date": _date(claim.time) if claim.time else None,
        **{harm: _people(figure(claim.tolls, harm)) for harm in HARMS},
        "tolls": [_toll(one) for one in claim.tolls],
        "claimer": [_actor(one, ontology) for one in claim.claimers],
        "relayed_by": _actor(claim.relayed_by, ontology) if claim.relayed_by else None,
        "stance": claim.stance,
        "trigger": _words(claim.trigger),
        "sentence": _words(claim.sentence),
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _actor(party: Entity, ontology: Ontology) -> Record:
    """Return an actor with its class and all classes above that."""
    return {
        "iri": party.iri,
        "label": party.label,
        "class": party.type,
        "classes": list(ontology.classes.get(party.type, ()) if party.type else ()),
        "country": party.country,
        "aliases": list(party.aliases),
        **_spelt(party.words),
    }


def _where(places: Sequence[Entity]) -> object:
    """Return null without a place, the place itself when there is one, a list of several."""
    found = [_place(one) for one in places]
    return found if len(found) > 1 else next(iter(found), None)


def _place(party: Entity) -> Record:
    """Return a place with the places around it, the smallest first."""
    return {
        "iri": party.iri,
        "label": party.label,
        "aliases": list(party.aliases),
        "country": party.country,
        "within": list(party.within),
        "lat": party.lat,
        "lon": party.lon,
        **_spelt(party.words),
    }


def _date(time: Time) -> Record:
    return {"start": time.start, "end": time.end, "text": time.text}


def _people(toll: Toll | None) -> Record | None:
    return {"min": toll.min, "max": toll.max} if toll else None


def _toll(toll: Toll) -> Record:
    """Return a number of victims with its words, beside what they come to for each harm."""
    return {
        "harm": toll.harm,
        "min": toll.min,
        "max": toll.max,
        "hedge": toll.hedge,
        "victims": toll.victims,
        "kinds": list(toll.kinds),
        "partial": toll.partial,
        "text": toll.text,
        "start": toll.span.start,
        "end": toll.span.end,
    }


def _words(words: Words | None) -> Record | None:
    return asdict(words) if words else None


def _spelt(words: Words | None) -> Record:
    """Return the words of a party beside its other fields, each of them null when there are none."""
    return asdict(words) if words else {"text": None, "start": None, "end": None}
