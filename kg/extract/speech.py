"""Who says so: the claimer of what a clause reports, the medium that passes it on, and the stance taken.

Climbs from the event word to the root of its sentence, looking at each clause for a reporting verb above it ("Iran said
it had struck"), beside it ("..., the ministry said") or for "according to"; the innermost one speaks. A quotation over
several sentences has the speaker of the sentence in which somebody is said to speak.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract.arguments import actors
from kg.extract.context import Context
from kg.extract.syntax import case_of, surface_subject
from kg.model import Argument, Stance

#: Quotations have fewer words than this; a lost mark so far back says nothing.
_LONGEST = 600
_OPEN, _CLOSE, _EITHER = "“", "”", "\""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, through whom, and how sure; empty when the article says it itself."""

    claimer: tuple[Argument, ...] = ()
    relayed_by: Argument | None = None
    stance: Stance = "asserted"
    verb: Token | None = None


def attribution(token: Token, context: Context) -> Attribution:
    """Who says what the clause of ``token`` reports."""
    clause = token
    stance = _adverb(token, context)
    for _ in range(12):
        found = _beside(clause, token, context) or _above(clause, context)
        if found:
            return _weaker(found, stance)
        if clause.head == clause:
            break
        clause = clause.head
    return _weaker(_quotation(token, context) or Attribution(), stance)


def _weaker(found: Attribution, stance: Stance) -> Attribution:
    if found.stance != "asserted" or stance == "asserted":
        return found
    return Attribution(found.claimer, found.relayed_by, stance, found.verb)


def _above(clause: Token, context: Context) -> Attribution | None:
    """A reporting verb whose complement the clause is."""
    if clause.dep_ not in ("ccomp", "xcomp", "parataxis", "advcl") or clause.head == clause:
        return None
    entry = context.lexicon.reporting.get((clause.head.lemma_.lower(), "VERB"))
    if not entry or (clause.dep_ in ("xcomp", "advcl") and entry.stance == "asserted" and entry.name != "claim"):
        return None
    if clause.dep_ == "advcl" or (clause.dep_ == "parataxis" and not _speaks(clause.head)):
        return None
    return _spoken(clause.head, entry.stance, context)


def _beside(clause: Token, token: Token, context: Context) -> Attribution | None:
    """"..., the ministry said" or "according to the police" beside the clause."""
    for child in clause.children:
        if child.dep_ in ("obl", "advcl", "nmod") and case_of(child) == "according_to":
            return Attribution(tuple(actors(child, context, suffering=False)))
        if child.dep_ == "obl" and any(c.lower_ == "according" for c in child.children):
            return Attribution(tuple(actors(child, context, suffering=False)))
        if child.dep_ in ("parataxis", "ccomp") and child.i != token.i and _speaks(child):
            entry = context.lexicon.reporting.get((child.lemma_.lower(), "VERB"))
            if entry and not any(c.dep_ == "ccomp" for c in child.children) and child.dep_ == "parataxis":
                return _spoken(child, entry.stance, context)
    return None


def _spoken(verb: Token, stance: Stance, context: Context) -> Attribution:
    """The attribution that a reporting verb makes: its subject or the source it cites, and the medium it was said
    to."""
    speakers = [a for t in surface_subject(verb) for a in actors(t, context, suffering=False)]
    medium = next((a for a in _hearers(verb, context) if _is_medium(a, context)), None)
    cited = _cited(verb, context)
    if cited:
        medium = next((a for a in speakers if _is_medium(a, context)), medium)
        speakers = cited
    if any(c.lower_ in context.lexicon.words("Negations") for c in verb.children if c.dep_ == "advmod"):
        stance = "possible"
    return Attribution(tuple(speakers), medium, stance, verb)


def _cited(verb: Token, context: Context) -> list[Argument]:
    """"IRNA said, citing an official": the official speaks, IRNA passes it on."""
    for child in verb.children:
        if child.dep_ in ("advcl", "parataxis") and child.lemma_.lower() in context.lexicon.words("Citing"):
            return [a for o in child.children if o.dep_ == "obj" for a in actors(o, context, suffering=False)]
    return []


def _hearers(verb: Token, context: Context) -> list[Argument]:
    told = [c for c in verb.children if c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and case_of(c) in ("to", "with"))]
    speaking = [c for c in verb.children if c.dep_ == "advcl" and c.lemma_.lower() in context.lexicon.words("Speaking")]
    told += [o for s in speaking for o in s.children if o.dep_ == "obl" and case_of(o) in ("to", "with")]
    return [a for t in told for a in actors(t, context, suffering=False)]


def _is_medium(argument: Argument, context: Context) -> bool:
    return context.is_a(context.entity(argument), "MediaOrganization")


def _adverb(token: Token, context: Context) -> Stance:
    words = [*token.children, *token.head.children] if token.pos_ == "NOUN" else list(token.children)
    for child in words:
        entry = context.lexicon.reporting.get((child.lower_, "ADV"))
        if entry:
            return entry.stance
    return "asserted"


def _speaks(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "obl:agent") for c in verb.children)


def _quotation(token: Token, context: Context) -> Attribution | None:
    """The speaker of a quotation that began in an earlier sentence of the paragraph."""
    sentence = token.sent
    if not _inside_quotes(token):
        return None
    for other in _neighbours(sentence):
        for word in other:
            entry = context.lexicon.reporting.get((word.lemma_.lower(), "VERB"))
            if entry and word.pos_ == "VERB" and _speaks(word) and not _inside_quotes(word):
                found = _spoken(word, entry.stance, context)
                if found.claimer:
                    return found
    return None


def _neighbours(sentence: Sentence) -> list[Sentence]:
    """A sentence, the one before it and the one behind it, as far as they are of its paragraph."""
    doc = sentence.doc
    before = [doc[sentence.start - 1].sent] if sentence.start else []
    after = [doc[sentence.end].sent] if sentence.end < len(doc) else []
    return [sentence, *(s for s in before if not _ends_line(s)), *(s for s in after if not _ends_line(sentence))]


def _ends_line(sentence: Sentence) -> bool:
    """Whether a line ends with a sentence; the break is part of it."""
    return "\n" in sentence.text[len(sentence.text.rstrip()) :]


def _inside_quotes(token: Token) -> bool:
    """Whether quotation marks are open at a word, counted from the start of its line."""
    curly = straight = 0
    for before in reversed(list(token.doc[max(token.i - _LONGEST, 0) : token.i])):
        if "\n" in before.text:
            break
        curly += before.text.count(_OPEN) - before.text.count(_CLOSE)
        straight += before.text.count(_EITHER)
    return curly > 0 or straight % 2 == 1
