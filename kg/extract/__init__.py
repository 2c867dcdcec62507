"""From an annotated article to what it says: mentions, entities and claims, each with its words and its rule.

:func:`extract` shows the stages in their order. All of them are pure functions; a spaCy ``Doc`` never leaves this
package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from kg.agreement import COERCION, FORCE
from kg.extract import (
    addressee,
    approach,
    assembly,
    dates,
    entities,
    events,
    filled,
    firstperson,
    identity,
    inherited,
    quantities,
    responsibility,
    tallies,
    timing,
    together,
)
from kg.extract.abstentions import abstained
from kg.extract.claims import claim
from kg.extract.context import Context
from kg.extract.credits import credited
from kg.extract.quantities import Counted
from kg.extract.roles import Hit
from kg.extract.words import NumberWords, TimeWords, number_words, time_words
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Analysis, Claim, Document
from kg.names.load import Gazetteer, load_gazetteer
from kg.ontology import Ontology, load_ontology


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the program knows before it reads: classes, words, names."""

    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    times: TimeWords
    numbers: NumberWords


def load_knowledge(lexicon: Sequence[Path] = (), names: Path | None = None) -> Knowledge:
    """The shipped knowledge with the user's lexicon files and names added."""
    ontology, entries = load_ontology(extra=lexicon), load_lexicon(lexicon)
    return Knowledge(ontology, entries, load_gazetteer(extra=names), time_words(tuple(lexicon)), number_words())


def context_of(document: Document, doc: Doc, knowledge: Knowledge) -> Context:
    """Who and where is in an article, down to the words for a speaker's own side."""
    index = entities.find(doc, document, knowledge.gazetteer)
    return firstperson.resolved(Context(doc, index, knowledge.lexicon, knowledge.ontology))


def extract(document: Document, doc: Doc, knowledge: Knowledge) -> Analysis:
    """What one article says; ``doc`` is the annotated story, its offsets those of ``document.text``."""
    context = context_of(document, doc, knowledge)
    index = context.index
    hits, left = events.find(context)
    hits = inherited.inherited(approach.without_approach(hits, context), context)
    found = dates.find(doc, document.published, knowledge.times)
    times = timing.time_of_each(hits, doc, found, knowledge.times)
    counted = quantities.find(doc, knowledge.numbers)
    victims = _victims(hits, doc, counted, knowledge)
    claims = [
        replace(
            claim(hit, document, context, timex.when if timex else None, victims.get(hit.token.i, ())),
            slots=filled.slots_of(hit, context),
        )
        for hit, timex in zip(hits, times, strict=True)
    ]
    known = assembly.entities(index, claims, knowledge.gazetteer, context.made)
    about = {c.key for h, c in zip(hits, claims, strict=True) if together.is_about_act(h, context)}
    answers = {c.key for h, c in zip(hits, claims, strict=True) if together.is_answer(h, context)}
    claims = addressee.understood(claims, about, known, knowledge.ontology, answers)
    ties, apart = _ties(hits, claims, victims, context), _apart(hits, claims, context)
    grouped = identity.group(claims, known, knowledge.ontology, ties, apart)
    chained = timing.chains(hits, doc, found, knowledge.times, knowledge.lexicon)
    claims = timing.counted(claims, times, chained, grouped)
    grouped = identity.group(claims, known, knowledge.ontology, ties, apart)
    telling = tallies.untold(doc, counted, victims, _acts(hits, FORCE, knowledge))
    grouped = (*grouped, *tallies.claims(telling, grouped, [one.when for one in found], context))
    pointed = responsibility.pointed(grouped, known, knowledge.ontology)
    claimed = responsibility.implied(pointed, known, knowledge.ontology)
    analysis = assembly.analysis(document, doc, index, known, claimed)
    analysis = assembly.with_credit(analysis, credited(document, knowledge.gazetteer), knowledge.gazetteer)
    return replace(analysis, abstentions=abstained(left, [hit.token for hit in hits], knowledge.lexicon))


def _ties(
    hits: Sequence[Hit], claims: Sequence[Claim], victims: Mapping[int, Sequence[Counted]], context: Context
) -> dict[str, str]:
    """The claims, by key, that the grammar or a number of victims makes one act with another."""
    keys = {h.token.i: c.key for h, c in zip(hits, claims, strict=True)}
    tied = quantities.same_harm(victims) | together.ties(tuple(hits), context)
    return {keys[one]: keys[other] for one, other in tied.items()}


def _apart(hits: Sequence[Hit], claims: Sequence[Claim], context: Context) -> frozenset[frozenset[str]]:
    """The claims, by pairs of keys, that the grammar makes two acts."""
    keys = {h.token.i: c.key for h, c in zip(hits, claims, strict=True)}
    return frozenset(frozenset((keys[one], keys[other])) for one, other in together.apart(tuple(hits), context))


def _victims(
    hits: Sequence[Hit], doc: Doc, counted: Sequence[Counted], knowledge: Knowledge
) -> Mapping[int, Sequence[Counted]]:
    """The numbers of people who came to harm in each act, by the index of its word; arrests are acts of coercion."""
    found: dict[int, list[Counted]] = {}
    for root in (FORCE, COERCION):
        mine = [one for one in counted if (one.toll.harm == "arrested") == (root == COERCION)]
        found |= quantities.assign(doc, mine, _acts(hits, root, knowledge), knowledge.numbers)
    return found


def _acts(hits: Sequence[Hit], root: str, knowledge: Knowledge) -> list[int]:
    return [hit.token.i for hit in hits if knowledge.ontology.types[hit.type].root == root]
