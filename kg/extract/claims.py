"""Claims: an event word with its arguments, time, numbers and speaker, as a frozen value with a key of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span as Sentence

from kg.agreement import FORCE
from kg.extract.context import Context, span_of
from kg.extract.quantities import Counted
from kg.extract.roles import Hit
from kg.extract.speech import Attribution, attribution, doubted
from kg.iris import digest
from kg.model import Argument, Claim, Document, Span, Toll, When
from kg.tolls import HARMS

_CERTAIN = {"asserted": 0.9, "denied": 0.8, "possible": 0.6}


def claim(
    hit: Hit, document: Document, context: Context, when: When | None, tolls: Sequence[Counted]
) -> Claim:
    """The claim that a hit makes, with its time and its numbers of victims."""
    said = attribution(hit.token, context)
    sentence = hit.token.sent
    speech = _of_suspects(_without_itself(said, hit), hit, context)
    return Claim(
        key=f"claim/{digest(document.id, str(hit.token.idx), hit.entry.name, hit.type)}",
        doc=document.id,
        type=hit.type,
        trigger=span_of(hit.token),
        sentence=sentence_span(sentence),
        rule=f"lexicon#{hit.entry.name}",
        source=hit.source,
        target=hit.target,
        place=hit.placed.places,
        when=when,
        tolls=in_order(tolls),
        claimer=speech.claimer,
        relayed_by=speech.relayed_by,
        stance=speech.stance,
        confidence=_CERTAIN[speech.stance],
    )


def _without_itself(said: Attribution, hit: Hit) -> Attribution:
    """A word of speech does not report itself ("condemned" is not said by a claimer because it is itself a saying); who
    says that it was not denies it."""
    if said.verb is not None and said.verb.i == hit.token.i:
        return Attribution()
    return replace(said, stance="denied") if hit.denied else said


def _of_suspects(said: Attribution, hit: Hit, context: Context) -> Attribution:
    """Who did an act of force is open when it was "suspected rebels"."""
    if context.root(hit.type) != FORCE or said.stance != "asserted":
        return said
    spans = [context.doc.char_span(a.span.start, a.span.end, alignment_mode="expand") for a in hit.source]
    open_ = any(doubted(span.root, context) == "possible" for span in spans if span is not None)
    return replace(said, stance="possible") if open_ else said


def sentence_span(sentence: Sentence) -> Span:
    """The sentence without the white space, and the page furniture blanked out as such, around it."""
    words = sentence.text
    return Span(sentence.start_char + len(words) - len(words.lstrip()), sentence.start_char + len(words.rstrip()))


def in_order(counted: Sequence[Counted]) -> tuple[Toll, ...]:
    """The numbers of victims, each once, by harm and by their place in the text."""
    found = dict.fromkeys(one.toll for one in counted)
    return tuple(sorted(found, key=lambda toll: (HARMS.index(toll.harm), toll.partial, toll.span.start)))


def arguments(claim: Claim) -> Mapping[str, tuple[Argument, ...]]:
    """The arguments of a claim by role."""
    return {
        "source": claim.source,
        "target": claim.target,
        "place": claim.place,
        "claimer": claim.claimer,
        "relayed_by": (claim.relayed_by,) if claim.relayed_by else (),
    }
