"""Whom a word of saying names: who speaks, whom the speaker cites, and the medium that passes it on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.arguments import actors, unique
from kg.extract.context import Context, span_of
from kg.extract.grammar import case_of, is_passive
from kg.extract.quotemarks import around
from kg.extract.subjects import surface_subject
from kg.extract.syntax import slots
from kg.model import Argument, Stance

#: Slots in which a noun for something said has whoever said it.
_HOLDERS = ("possessor", "by", "from", "of", "modifier")
#: A speaker named by a pronoun was named at most so many words before.
_FAR, _NEAR = 150, 60


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, through whom, and how sure; empty when the article says it itself. ``verb`` is the word that says
    that it is said."""

    claimer: tuple[Argument, ...] = ()
    relayed_by: Argument | None = None
    stance: Stance = "asserted"
    verb: Token | None = None


def spoken(verb: Token, stance: Stance, context: Context) -> Attribution:
    """The attribution that a reporting verb makes."""
    quoting = _quoting(verb, context)
    said = _quoted(verb, quoting, context) if quoting else _said(verb, context)
    if _nobody_said(verb, context) and not said.claimer:
        stance = "possible"
    if any(c.lower_ in context.lexicon.words("Negations") for c in verb.children if c.dep_ == "advmod"):
        stance = "possible"
    return _relayed(replace(said, stance=stance), context)


def voices(token: Token, context: Context) -> tuple[Argument, ...]:
    """The actors that a word for whoever speaks stands for: "a statement by the army" is the army's."""
    if (token.lemma_.lower(), "NOUN") in context.lexicon.reporting and not context.mention(token):
        around = slots(token, context.lexicon)
        words = [word for name in _HOLDERS for word in around.get(name, ())]
        held = tuple(unique(a for word in words for a in actors(word, context, suffering=False)))
        return held or _of_verb(token, context) or _of_same(token, context)
    return tuple(actors(token, context, suffering=False))


def _of_verb(noun: Token, context: Context) -> tuple[Argument, ...]:
    """Whose statement it is when somebody says something in it: "the army said in a statement, adding that"."""
    verb = noun.head
    saying = noun.dep_ in ("obl", "obj") and (verb.lemma_.lower(), "VERB") in context.lexicon.reporting
    if not saying or is_passive(verb):
        return ()
    words = [t for t in _subjects(verb) if (t.lemma_.lower(), "NOUN") not in context.lexicon.reporting]
    return tuple(unique(a for t in words for a in actors(t, context, suffering=False)))


def _of_same(noun: Token, context: Context) -> tuple[Argument, ...]:
    """Whose "the statement" is: that of the last one told of."""
    if not any(c.dep_ == "det" and c.lower_ in context.lexicon.words("Definite") for c in noun.children):
        return ()
    for before in reversed(noun.doc[max(0, noun.i - _FAR) : noun.i]):
        if before.lemma_ == noun.lemma_ and before.pos_ == "NOUN":
            return voices(before, context)
    return ()


def speaks(verb: Token) -> bool:
    """Whether a verb says who speaks."""
    return bool(_subjects(verb))


def _said(verb: Token, context: Context) -> Attribution:
    """Who speaks by a verb of one's own, whom they cite, and the medium that they said it to."""
    words = _agents(verb) if is_passive(verb) else _subjects(verb)
    speakers = tuple(unique(a for t in words for a in voices(t, context)))
    if not speakers and not is_passive(verb):
        speakers = tuple(a for t in words for a in _same_speaker(t, verb, context))
    medium = next((a for a in _hearers(verb, context) if is_medium(a, context)), None)
    cited = _cited(verb, words, context)
    if not cited:
        return Attribution(speakers, medium, verb=verb)
    return Attribution(cited, next((a for a in speakers if is_medium(a, context)), medium), verb=verb)


def _subjects(verb: Token) -> tuple[Token, ...]:
    """The words for whoever speaks; where the parse has none, the noun right before the verb or behind it."""
    found = surface_subject(verb) or tuple(c for c in verb.children if c.dep_ == "expl" and c.i < verb.i)
    if found or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return found
    return tuple(_behind(verb)) or tuple(_before(verb))


def _behind(verb: Token) -> Iterator[Token]:
    """"...", said the minister: what follows the verb at once, behind a quotation mark or a comma."""
    if verb.i + 1 < len(verb.doc) and verb.i and verb.nbor(-1).is_punct:
        word = verb.nbor()
        while word.head.i > word.i and word.dep_ in ("det", "amod", "compound", "nmod:desc", "nummod", "nmod:poss"):
            word = word.head
        if word.pos_ in ("NOUN", "PROPN", "PRON"):
            yield word


def _before(verb: Token) -> Iterator[Token]:
    """..., the governor of Borno said: what stands right before the verb."""
    word = verb.nbor(-1) if verb.i > verb.sent.start else verb
    while word.pos_ == "ADV" and word.i > verb.sent.start:
        word = word.nbor(-1)
    while word.pos_ in ("NOUN", "PROPN") and word.head.pos_ in ("NOUN", "PROPN") and word.head.i < verb.i:
        if word.head == word or word.dep_ in ("conj", "acl:relcl"):
            break
        word = word.head
    if word.pos_ in ("NOUN", "PROPN", "PRON") and word.i < verb.i:
        yield word


def _agents(verb: Token) -> tuple[Token, ...]:
    return tuple(c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and case_of(c) == "by"))


def _nobody_said(verb: Token, context: Context) -> bool:
    """Whether it is only said to be so: "is said to have", "reports say"."""
    hearsay = context.lexicon.words("Hearsay")
    if is_passive(verb):
        return verb.lemma_.lower() in hearsay and not _agents(verb)
    return any(t.lemma_.lower() in hearsay for t in _subjects(verb))


def _quoting(verb: Token, context: Context) -> Token | None:
    """The verb that quotes somebody "as saying"."""
    if verb.dep_ not in ("advcl", "xcomp", "ccomp", "obl") or verb.tag_ != "VBG":
        return None
    marked = any(c.lower_ in context.lexicon.words("Quoted") for c in verb.children)
    return verb.head if marked and verb.head.lemma_.lower() in context.lexicon.words("Citing") else None


def _quoted(verb: Token, quoting: Token, context: Context) -> Attribution:
    """"Reuters quoted the minister as saying", "the minister was quoted by Reuters as saying"."""
    passive = is_passive(quoting)
    objects = [c for c in quoting.children if c.dep_ == "obj"]
    speakers = surface_subject(quoting) if passive else objects
    media = _agents(quoting) if passive else surface_subject(quoting)
    media = (*media, *(c for c in quoting.children if c.dep_ == "obl" and case_of(c) != "by"))
    relays = [a for t in media for a in actors(t, context, suffering=False) if is_medium(a, context)]
    said = tuple(unique(a for t in speakers for a in voices(t, context)))
    return Attribution(said, relays[0] if relays else None, verb=verb)


def _cited(verb: Token, speakers: tuple[Token, ...], context: Context) -> tuple[Argument, ...]:
    """"IRNA said, citing the army": the army speaks, IRNA passes it on; for an official of nobody knows whom IRNA
    stands itself."""
    asides = [c for word in (verb, *speakers) for c in word.children]
    asides += [c for said in verb.children if said.i < verb.i for c in said.children if c.i > verb.i]
    asides = [c for c in asides if c.dep_ in ("advcl", "parataxis", "acl", "acl:relcl")]
    return next((found for c in asides if (found := _whom(c, context))), ())


def _whom(citing: Token, context: Context) -> tuple[Argument, ...]:
    """Whom a verb of citing names."""
    if citing.lemma_.lower() not in context.lexicon.words("Citing") or is_passive(citing):
        return ()
    said = [a for o in citing.children if o.dep_ == "obj" for a in voices(o, context)]
    return tuple(a for a in said if not _anonymous(a, context))


def _anonymous(argument: Argument, context: Context) -> bool:
    """Whether an actor is an official without a name and a state."""
    entity = context.entity(argument)
    return context.is_a(entity, "Official") and not entity.country


def cited_by(word: Token, context: Context) -> tuple[Argument, ...]:
    """Whom a medium cites that is named after "according to": "according to the Times, which cited officials"."""
    beside = [c for c in word.head.children if c.dep_ == "advcl" and c.i > word.i]
    near = [c for c in beside if c.i - max(t.i for t in word.subtree) <= 2]
    return _cited(word, (), context) or tuple(a for c in near for a in _whom(c, context))


def _hearers(verb: Token, context: Context) -> list[Argument]:
    """To whom it was said: "told IRNA", "in an interview with IRNA", "speaking to IRNA"."""
    told = [c for c in verb.children if c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and case_of(c) in ("to", "with"))]
    around = (verb, *_subjects(verb))
    speaking = [c for w in around for c in w.children if c.lemma_.lower() in context.lexicon.words("Speaking")]
    nouns = [c for c in verb.children if c.dep_ == "obl" and c.lemma_.lower() in context.lexicon.words("Interviews")]
    told += [o for s in (*speaking, *nouns) for o in s.children if case_of(o) in ("to", "with", "by")]
    return [a for t in told for a in actors(t, context, suffering=False)]


def is_medium(argument: Argument, context: Context) -> bool:
    """Whether an actor passes on what others say."""
    return context.is_a(context.entity(argument), "MediaOrganization")


def _relayed(said: Attribution, context: Context) -> Attribution:
    """A medium above the verb passes on what somebody says below it: "Reuters reported that the army said"."""
    verb = said.verb
    if said.relayed_by or verb is None or verb.dep_ != "ccomp" or not said.claimer:
        return said
    entry = context.lexicon.reporting.get((verb.head.lemma_.lower(), "VERB"))
    above = [a for t in _subjects(verb.head) for a in voices(t, context)] if entry else []
    claimers = {a.entity for a in said.claimer}
    media = [a for a in above if is_medium(a, context) and a.entity not in claimers]
    return replace(said, relayed_by=media[0] if media else None)


def _same_speaker(word: Token, verb: Token, context: Context) -> Iterator[Argument]:
    """Whom "he" or "she" goes on for: the person who spoke last, unless another one was named in between; else the
    only person named outside of quotations shortly before."""
    if word.tag_ != "PRP" or word.lower_ not in context.lexicon.words("OnePerson"):
        return
    for before in reversed(verb.doc[max(0, verb.i - _FAR) : word.i]):
        if before.pos_ == "VERB" and (before.lemma_.lower(), "VERB") in context.lexicon.reporting:
            said = [a for t in _subjects(before) if t.tag_ != "PRP" for a in voices(t, context)]
            people = [a for a in said if _is_person(a.entity, context)]
            if said:
                if len(people) == 1 and not _others(people[0], before, word, context):
                    yield Argument(people[0].entity, span_of(word), word.text)
                return
    near = range(max(0, word.i - _NEAR), word.i)
    named = {k for i in near if (m := context.index.at.get(i)) and not around(word.doc[i]) for k in m.refers_to}
    people_near = [key for key in sorted(named) if _is_person(key, context)]
    if len(people_near) == 1:
        yield Argument(people_near[0], span_of(word), word.text)


def _others(person: Argument, start: Token, end: Token, context: Context) -> bool:
    """Whether somebody else is named between two words."""
    every = context.index.mentions
    first, last = (bisect_right(every, place, key=lambda m: m.span.start) for place in (start.idx, end.idx - 1))
    names = every[first:last]
    return any(_is_person(key, context) and key != person.entity for m in names for key in m.refers_to)


def _is_person(key: str, context: Context) -> bool:
    entity = context.index.entity(key)
    return any(context.is_a(entity, cls) for cls in ("Person", "Official"))
