"""Who says so: the claimer of what a clause reports, the medium that passes it on, and the stance taken.

Climbs from the event word to the root of its sentence, looking at each clause for a word of saying above it ("Iran said
it had struck", "the claim that it struck"), beside it ("..., the ministry said") or for "according to"; the innermost
one speaks. A quotation over several sentences has the speaker of the sentence in which somebody is said to speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.arguments import actors
from kg.extract.context import Context
from kg.extract.grammar import case_of, is_passive, is_verbal
from kg.extract.happened import is_to
from kg.extract.quotations import speaker
from kg.extract.quotemarks import around
from kg.extract.speakers import Attribution, cited_by, is_medium, speaks, spoken, voices
from kg.extract.subjects import surface_subject
from kg.extract.syntax import climb, slots, supporter
from kg.lexicon import Reporting
from kg.model import Stance

__all__ = ["Attribution", "attribution", "denied", "doubted", "speaker_words"]

#: How far a word of saying may be above what is said.
_DEEPEST = 12
#: How many words at the end of a sentence are looked at for "according to".
_TAIL = 30
#: Where a clause stands that a verb reports, and one that a noun reports.
_REPORTED, _TOLD = ("ccomp", "xcomp", "parataxis", "csubj", "csubj:pass"), ("ccomp", "appos")


def attribution(token: Token, context: Context) -> Attribution:
    """Who says what the clause of ``token`` reports."""
    stance = _doubt(token, context)
    clause = token
    for _ in range(_DEEPEST):
        found = _beside(clause, token, context) or _above(clause, token, context)
        if found:
            return _weaker(found, stance)
        if clause.head == clause:
            break
        clause = clause.head
    return _weaker(speaker(token, context) or _at_the_end(token, context) or Attribution(), stance)


def speaker_words(token: Token, context: Context) -> tuple[Token, ...]:
    """The words that stand for whoever says what the clause of ``token`` reports."""
    doc, said = context.doc, attribution(token, context).claimer
    spans = [doc.char_span(a.span.start, a.span.end, alignment_mode="expand") for a in said]
    return tuple(span.root for span in spans if span is not None)


def denied(token: Token, context: Context) -> bool:
    """Whether somebody says of an act that the text negates that it was not: what will or could not be is no denial."""
    carried = None if is_verbal(token) else supporter(token, context.lexicon)
    verb = carried[0] if carried else token
    modal = context.lexicon.words("Modals") | context.lexicon.words("Futures")
    if is_to(verb) or any(c.dep_ == "aux" and {c.lower_, c.lemma_.lower()} & modal for c in verb.children):
        return False  # "asked him not to visit" denies nothing
    return bool(attribution(token, context).claimer)


def _weaker(found: Attribution, stance: Stance) -> Attribution:
    return found if found.stance != "asserted" or stance == "asserted" else replace(found, stance=stance)


def _entry(word: Token, pos: str, context: Context) -> Reporting | None:
    return context.lexicon.reporting.get((word.lemma_.lower(), pos))


def _above(clause: Token, token: Token, context: Context) -> Attribution | None:
    """A word of saying whose complement the clause is, or that has the noun for the act as its object."""
    head = clause.head
    if head == clause:
        return None
    if _hangs(clause) and head.pos_ == "NOUN" and (noun := _entry(head, "NOUN", context)):
        return _told(head, noun, context)
    verb = _entry(head, "VERB", context) if head.pos_ == "VERB" else None
    if not verb:
        return None
    if clause.dep_ in _REPORTED or (verb.name in ("deny", "claim") and _gerund(clause, head)):
        return None if _in_front(token, head) else _complement(clause, head, verb, context)
    same = clause == token or climb(token, context.lexicon) == clause
    return _object(clause, head, verb, context) if same else None


def _hangs(clause: Token) -> bool:
    """Whether a clause can be what a noun for something said stands for: it has a "that" or a subject of its own, and
    the parse may take it for a relative one."""
    marked = any(c.dep_ == "mark" and c.lower_ != "to" for c in clause.children)
    if clause.dep_ == "acl":
        return marked or any(c.dep_.startswith("nsubj") for c in clause.children)
    return clause.dep_ in _TOLD or (clause.dep_ == "acl:relcl" and marked)


def _gerund(clause: Token, verb: Token) -> bool:
    """"Denied ever making it", which the parse takes for an adverbial."""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or clause.i < verb.i:
        return False
    own = any(c.dep_ in ("mark", "case", "nsubj") for c in clause.children)
    return not own and not any(t.is_punct for t in verb.doc[verb.i : clause.i])


def _in_front(token: Token, verb: Token) -> bool:
    """Whether a word stands before the speaker and what is said behind the verb: "after the attack, the army said that
    it had", wherever the parse hangs the attack."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
    behind = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    return bool(behind) and not around(token) and any(token.i < c.left_edge.i for c in subjects)


def _complement(clause: Token, head: Token, verb: Reporting, context: Context) -> Attribution | None:
    """"Said that it struck", "claimed to have struck", "is said to have struck"."""
    passive = is_passive(head)
    if clause.dep_ == "xcomp" and verb.stance == "asserted" and verb.name != "claim" and not passive:
        return None
    if clause.dep_ == "parataxis" and not speaks(head):
        return None
    if any(t.lower_ in context.lexicon.words("SpeakersSelf") for t in surface_subject(head)):
        outer = attribution(head, context)  # "I think", he said
        return replace(outer, stance=verb.stance) if outer.stance == "asserted" else outer
    return spoken(head, verb.stance, context)


def _object(noun: Token, head: Token, verb: Reporting, context: Context) -> Attribution | None:
    """"Confirmed the attack", "denied the attack": the noun for an act that is said and not done by the verb."""
    if is_verbal(noun) or noun.pos_ not in ("NOUN", "PROPN") or supporter(noun, context.lexicon):
        return None
    if head.lemma_.lower() not in context.lexicon.words("Announcing"):
        return None
    if noun.dep_ not in ("obj", "nsubj:pass") or climb(noun, context.lexicon) != noun:
        return None
    return spoken(head, verb.stance, context)


def _told(noun: Token, entry: Reporting, context: Context) -> Attribution:
    """"The claim that it struck": whoever holds the noun says so, or whoever says it by the verb that the noun hangs
    on; who rejects the claim denies it."""
    verb = noun.head
    refuting = verb.lemma_.lower() in context.lexicon.words("Refuting") and noun.dep_ in ("obj", "nsubj:pass")
    if refuting and verb.pos_ == "VERB":
        return replace(spoken(verb, "denied", context), stance="denied")
    holders = voices(noun, context)
    if holders:
        return Attribution(holders, stance=entry.stance, verb=noun)
    reporting = _entry(verb, "VERB", context) if verb.pos_ == "VERB" and noun.dep_ in ("obj", "obl") else None
    if reporting or (noun.dep_ == "obj" and verb.pos_ == "VERB" and supporter(noun, context.lexicon)):
        return spoken(verb, reporting.stance if reporting else entry.stance, context)
    hearsay = noun.lemma_.lower() in context.lexicon.words("Hearsay")
    return Attribution(stance="possible" if hearsay else entry.stance, verb=noun)


def _beside(clause: Token, token: Token, context: Context) -> Attribution | None:
    """"..., the ministry said", "as the ministry said", "according to the police" or "in the words of" beside the
    clause."""
    for child in clause.children:
        found = _according(child, context)
        if found:
            return found
        if child.i == token.i or child.is_ancestor(token):
            continue
        if child.dep_ == "parataxis" and speaks(child):
            entry = _entry(child, "VERB", context)
            if entry and not any(_said_by(c, context) for c in child.children):
                return spoken(child, entry.stance, context)
        if child.dep_ == "advcl" and _as(child, context) and surface_subject(child):
            entry = _entry(child, "VERB", context)
            if entry:
                return spoken(child, entry.stance, context)
    return next((found for word in _parties(clause) for c in word.children if (found := _according(c, context))), None)


def _said_by(child: Token, context: Context) -> bool:
    """Whether a word is what a verb of saying says of its own: "Islamabad warns of consequences"."""
    own = child.dep_ == "obj" and context.mention(child) is None
    return own or child.dep_ == "ccomp" or (child.dep_ == "obl" and case_of(child) == "of")


def _at_the_end(token: Token, context: Context) -> Attribution | None:
    """"..., according to the police." at the end of a sentence goes for all of it, wherever the parse hangs it."""
    sentence = token.sent
    end = token.doc[max(sentence.start, sentence.end - _TAIL) : sentence.end]
    last = max((t.i for t in end if not (t.is_punct or t.is_space)), default=token.i)
    for word in end:
        ends = word.right_edge.i >= last and word.left_edge.i > max(token.i, sentence.start)
        if ends and word.doc[word.left_edge.i - 1].is_punct and not around(word):
            found = _according(word, context)
            if found and (found.claimer or found.relayed_by):
                return found
    return None


def _parties(clause: Token) -> Iterator[Token]:
    """The sides of a clause, on which what is said of the whole may hang: "the army, according to the UN, struck"."""
    if is_verbal(clause):
        yield from (c for c in clause.children if c.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"))


def _as(clause: Token, context: Context) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in context.lexicon.words("Quoted") for c in clause.children)


def _according(child: Token, context: Context) -> Attribution | None:
    """"According to the police", "in the words of the police", "in Cairo's view"."""
    if child.dep_ not in ("obl", "advcl", "nmod", "obl:unmarked"):
        return None
    cue = next((c for c in child.children if (c.lower_, "ADP") in context.lexicon.reporting), None)
    if cue is not None:
        cited, said = cited_by(child, context), voices(child, context)
        medium = next((a for a in said if is_medium(a, context)), None) if cited else None
        return Attribution(cited or said, medium, verb=cue)
    if child.lemma_.lower() in context.lexicon.words("Viewpoints") and case_of(child) in ("in", "by", "from"):
        filled = slots(child, context.lexicon)
        holders = [word for name in ("possessor", "of") for word in filled.get(name, ())]
        said = tuple(a for word in holders for a in actors(word, context, suffering=False))
        return Attribution(said, verb=child) if said else None
    return None


def _doubt(token: Token, context: Context) -> Stance:
    """"Reportedly struck", "the suspected strike"."""
    beside = [*token.children, *token.head.children] if token.pos_ == "NOUN" else list(token.children)
    words = [(c.lower_, "ADV") for c in beside if c.dep_ == "advmod"]
    adverbs = [entry for word in words if (entry := context.lexicon.reporting.get(word))]
    return adverbs[0].stance if adverbs else doubted(token, context)


def doubted(noun: Token, context: Context) -> Stance:
    """The stance of the adjectives before a noun: "suspected rebels", "the alleged attack"."""
    words = [(c.lower_, "ADJ") for c in noun.children if c.dep_ == "amod"]
    entries = [entry for word in words if (entry := context.lexicon.reporting.get(word))]
    return entries[0].stance if entries else "asserted"
