"""A difference as JSON Lines for programs.

A line is one change: ``of`` is ``article``, ``claim``, ``event`` or ``entity``, ``change`` what became of it, ``old``
and ``new`` what it was and is (null, for events an empty list, where only the other graph has it), ``slots`` what is
said of it now and was said before. Of events there are also the IRIs of the claims that they ``gained`` and ``lost``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from kg.comparing.values import Act, Actor, Change, Difference, Paper, Said, Told

Record = Mapping[str, object]


def records(found: Difference) -> Iterator[str]:
    """Yield a line for each change: articles, claims, events, entities, each in their order."""
    for one in _all(found):
        yield json.dumps(one, ensure_ascii=False) + "\n"


def _all(found: Difference) -> Iterator[Record]:
    for paper in found.articles:
        yield _record("article", paper.kind, (_paper(paper.old), _paper(paper.new)), paper.slots)
    for claim in found.claims:
        yield _record("claim", claim.kind, (_claim(claim.old), _claim(claim.new)), claim.slots)
    for event in found.events:
        sides = [_act(one) for one in event.old], [_act(one) for one in event.new]
        moved = {"gained": [one.iri for one in event.gained], "lost": [one.iri for one in event.lost]}
        yield {**_record("event", event.kind, sides, event.slots), **moved}
    for entity in found.entities:
        yield _record("entity", entity.kind, (_actor(entity.old), _actor(entity.new)), entity.slots)


def _record(of: str, kind: str, sides: tuple[object, object], slots: Sequence[Change]) -> Record:
    changes = [{"slot": one.slot, "old": _said(one.old), "new": _said(one.new)} for one in slots]
    return {"of": of, "change": kind, "old": sides[0], "new": sides[1], "slots": changes}


def _said(one: Said | None) -> Record | None:
    """Return what is said, with IRIs or numbers where it is made of these."""
    if one is None:
        return None
    numbers = {"min": one.min, "max": one.max} if (one.min, one.max) != (None, None) else {}
    return {"text": one.text, **({"iris": list(one.iris)} if one.iris else {}), **numbers}


def _slots(said: Mapping[str, Said]) -> Record:
    return {slot: _said(one) for slot, one in said.items()}


def _paper(one: Paper | None) -> Record | None:
    if one is None:
        return None
    return {"iri": one.iri, "id": one.id, "title": one.title, "published": one.published, "publisher": one.publisher}


def _claim(one: Told | None) -> Record | None:
    if one is None:
        return None
    words = {"start": one.start, "trigger": one.trigger, "sentence": one.sentence}
    return {"iri": one.iri, "doc": one.doc, **words, "says": _slots(one.said)}


def _act(one: Act) -> Record:
    return {"iri": one.iri, "label": one.label, "claims": len(one.claims), "says": _slots(one.said)}


def _actor(one: Actor | None) -> Record | None:
    return {"iri": one.iri, "label": one.label, "class": one.type} if one else None
