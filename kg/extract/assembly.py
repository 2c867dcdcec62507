"""Puts an article's parts together into its :class:`~kg.model.Analysis`: nothing is found here, nothing is lost
here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.claims import arguments
from kg.extract.entities import EntityIndex
from kg.extract.lists import entity_of
from kg.model import Analysis, Argument, Claim, Document, Entity, Mention
from kg.names.load import Gazetteer
from kg.reading.sentences import sentence_hashes


def entities(
    index: EntityIndex, claims: Iterable[Claim], gazetteer: Gazetteer, made: Mapping[str, Entity]
) -> Mapping[str, Entity]:
    """The entities of an article by key, and those without a mention of their own of which its claims speak: states,
    and those ``made`` for what they did."""
    known = {e.key: e for e in index.entities}
    wanted = {a.entity for c in claims for several in arguments(c).values() for a in several}
    wanted |= {e.acts_for for e in known.values() if e.acts_for}
    for key in sorted(wanted - set(known)):
        known[key] = made.get(key) or state(key, gazetteer)
    return dict(sorted(known.items()))


def state(key: str, gazetteer: Gazetteer) -> Entity:
    """The state with this key, as the name lists have it."""
    name = gazetteer.by_key(key)
    if name is None:
        raise LookupError(f"a claim speaks of {key}, which no list of names has; add it to ontology/names/states.tsv")
    return entity_of(name, gazetteer)


def analysis(
    document: Document, doc: Doc, index: EntityIndex, known: Mapping[str, Entity], claims: Sequence[Claim]
) -> Analysis:
    """All that the article says, in order."""
    return Analysis(
        document=document,
        mentions=tuple(sorted(index.mentions, key=lambda m: (m.span.start, m.span.end, m.refers_to))),
        entities=tuple(known[k] for k in sorted(known)),
        claims=tuple(claims),
        words=sum(not t.is_space and not t.is_punct for t in doc),
        posts=index.posts,
        sentences=sentence_hashes(document.text),
    )


def with_credit(analysis: Analysis, credit: Argument | None, gazetteer: Gazetteer) -> Analysis:
    """The analysis with the medium that its article was taken from, as an entity with a mention."""
    if credit is None:
        return analysis
    known = {entity.key: entity for entity in analysis.entities}
    medium = state(credit.entity, gazetteer) if credit.entity not in known else known[credit.entity]
    known |= {medium.key: medium} | {k: state(k, gazetteer) for k in filter(None, (medium.acts_for,)) if k not in known}
    named = Mention(credit.span, credit.text, (credit.entity,), "credit")
    return replace(
        analysis,
        credit=credit,
        mentions=tuple(sorted({*analysis.mentions, named}, key=lambda m: (m.span.start, m.span.end, m.refers_to))),
        entities=tuple(known[key] for key in sorted(known)),
    )
