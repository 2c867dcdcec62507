"""Events as PLOVER records, a JSON object a line, under the field names of POLECAT, the data set coded in PLOVER.

One record is one event with the texts that tell of it, as users of event data count: the same act told by five articles
is one. Left out are events that nobody asserts, since PLOVER has no field for denials, and those without a PLOVER root.

* What an event can have several of (actors, recipients, places) is a list; the lists of one side have one order.
* ``Event Date`` is there when the day is known; ``Earliest Date`` and ``Latest Date`` are as precise as it is told.
* ``Event Mode`` and the sectors are those that the ontology gives the class of the event and of the actor. What it does
  not give is null, and so are ``Contexts`` and ``Intensity``, which nothing here codes.
* ``Event Class``, ``Earliest Date``, ``Latest Date``, the IRIs and ``Stories`` (the sentences) are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Store

from kg import iris
from kg.graph.readback import events
from kg.graph.values import Claim, Entity, Event
from kg.graph.view import GraphView
from kg.ontology import EventType, Ontology

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GEONAMES = iris.ELSEWHERE["geonames"]


def plover(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the records, by day."""
    for event in events(GraphView(store)):
        kind = ontology.types.get(event.type)
        if kind and kind.root and any(claim.stance == "asserted" for claim in event.claims):
            yield json.dumps(_record(event, kind, ontology), ensure_ascii=False).encode() + b"\n"


def _record(event: Event, kind: EventType, ontology: Ontology) -> Mapping[str, object]:
    whole = event.start if event.start == event.end else None
    return {
        "Event ID": event.iri,
        "Event Date": whole if whole and _DAY.fullmatch(whole) else None,
        "Earliest Date": event.start,
        "Latest Date": event.end,
        "Event Type": kind.root,
        "Event Mode": kind.mode,
        "Event Class": event.type,
        "Contexts": None,
        "Intensity": None,
        "Quad Code": kind.quad,
        **_side("Actor", event.sources, ontology),
        **_side("Recipient", event.targets, ontology),
        **_where(event.places),
        "Stories": _stories(claim for claim in event.claims if claim.stance == "asserted"),
    }


def _side(name: str, parties: Sequence[Entity], ontology: Ontology) -> Mapping[str, object]:
    return {
        f"{name} Name": [one.label for one in parties],
        f"{name} Country": [one.country for one in parties],
        f"Primary {name} Sector": [ontology.sectors.get(one.type or "") for one in parties],
        f"{name} Title": [one.role for one in parties],
        f"{name} IRI": [one.iri for one in parties],
    }


def _where(places: Sequence[Entity]) -> Mapping[str, object]:
    return {
        "Placename": [one.label for one in places],
        "Country": [one.country for one in places],
        "Latitude": [one.lat for one in places],
        "Longitude": [one.lon for one in places],
        "GeoNames ID": [_geonames(one) for one in places],
    }


def _geonames(place: Entity) -> str | None:
    """Return the number that GeoNames has for a place."""
    start, end = _GEONAMES
    known = (iri for iri in place.same_as if iri.startswith(start))
    return next((iri.removeprefix(start).removesuffix(end) for iri in known), None)


def _stories(claims: Iterable[Claim]) -> Sequence[Mapping[str, object]]:
    """Return the sentences that tell of an event, each once, and the stories that they stand in."""
    told = {(claim.article.id, claim.sentence): claim.article for claim in claims}
    return [
        {
            "Story ID": article.id,
            "Headline": article.title,
            "Source": article.publisher,
            "Publication Date": article.published,
            "URL": article.url,
            "Text": sentence.text if sentence else None,
            "Start": sentence.start if sentence else None,
            "End": sentence.end if sentence else None,
        }
        for (_, sentence), article in told.items()
    ]
