"""The understood subject of a verb, and the objects that its grammar lends it: infinitives, participles, conjuncts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.grammar import case_of, is_cased, is_infinitive, is_passive, is_ranked, is_relative, is_verbal

_INSIDE = ("ccomp", "xcomp", "advcl")
#: Forms of a verb, and those of a verb before it with which they cannot share a subject.
UNFIT = {"VBD": ("VB", "VBG"), "VBZ": ("VB", "VBG"), "VBN": ("VB",)}
FINITE = ("VBD", "VBZ", "VBP")


def surface_subject(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The words that a verb is said of, its own subject or the one its grammar lends it."""
    said = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "csubj")]
    own = tuple(antecedent(c, verb) for c in said if len(said) == 1 or not is_cased(c))  # "according to X, Y"
    if own or depth > 6:
        return own
    if verb.dep_ in ("acl", "acl:relcl"):
        return _noun_subject(verb, verb.head, depth)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and is_infinitive(verb)):
        objects = tuple(antecedent(c, verb.head) for c in verb.head.children if c.dep_ in ("obj", "iobj"))
        return objects or surface_subject(verb.head, depth + 1)
    return _fronted(verb) or _shared_subject(verb, verb.head, depth)


def _fronted(verb: Token) -> tuple[Token, ...]:
    """The first of two subjects of a verb of saying, which a participle before it should have: "Two Kenyans killed by
    rebels, witnesses say"."""
    if verb.dep_ != "ccomp" or verb.tag_ != "VBN" or verb.i > verb.head.i:
        return ()
    subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    return tuple(subjects[:1]) if len(subjects) > 1 and subjects[0].i < verb.i < subjects[1].i else ()


def _shared_subject(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """The subject that a conjunct or an adverbial clause has in common with the verb above it."""
    if verb.dep_ not in ("advcl", "conj") or any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children):
        return ()
    if verb.dep_ == "conj" and head.tag_ in UNFIT.get(verb.tag_, ()) and head.dep_ in _INSIDE and is_verbal(head.head):
        head = head.head  # "said the vote could be delayed and accused Somalia"
    if verb.dep_ == "conj" and head.pos_ == "NOUN" and head.dep_ == "obj" and verb.tag_ in FINITE:
        head = head.head  # a parser's slip: "promises support and denounces China"
    shares = head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and (is_verbal(head) or verb.dep_ == "conj")
    return surface_subject(head, depth + 1) if shares else ()


def _noun_subject(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    """The subject of a clause that hangs on a noun: "strikes targeting", "the decision to recall", "the group that
    struck"."""
    if verb.dep_ == "acl:relcl":
        return () if gap_is_object(verb, is_passive(verb)) else (noun,)
    if not is_infinitive(verb):
        return (noun, *_among(noun)) if is_passive(verb) else (noun,)
    if is_ranked(noun):  # "was the first state to recognise it", "the worst quake to strike Peru"
        return tuple(c for c in noun.children if c.dep_ == "nsubj") or (noun,)
    holders = tuple(c for c in noun.children if c.dep_ == "nmod:poss") or _named_before(noun)
    if holders or noun.head == noun or noun.head.pos_ != "VERB":
        return holders
    return surface_subject(noun.head, depth + 1)


def _named_before(noun: Token) -> tuple[Token, ...]:
    """Whose a decision is by the name before it: "the US decision to expel"."""
    return tuple(c for c in noun.children if c.dep_ in ("amod", "compound") and c.ent_type_ in ("LOC", "NORP", "ORG"))


def _among(noun: Token) -> tuple[Token, ...]:
    """Who is said to be among those that a participle describes: "two lawmakers were among those arrested"."""
    if case_of(noun) != "among":
        return ()
    said = noun.head if noun.dep_ == "obl" and noun.i < noun.head.i else noun  # "among those killed was a nurse"
    if said != noun and said.pos_ not in ("VERB", "AUX"):
        return (said,)
    return tuple(c for c in said.children if c.dep_ == "nsubj")


def gap_is_object(verb: Token, passive: bool) -> bool:
    """Whether the noun before a relative clause is the clause's object ("the bases that Iran hit")."""
    if passive or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    if any(c.dep_ == "nsubj" and is_relative(c) for c in verb.children):
        return False
    if any(c.dep_ in ("obl", "advmod") and (is_relative(c) or c.tag_ == "WRB") for c in verb.children):
        return False  # "the day on which", "the town where"
    return not any(c.dep_ == "obj" and not is_relative(c) for c in verb.children)


def later_object(verb: Token) -> Iterator[Token]:
    """The object that a verb shares with the next one: "attacked and burned the village" burned and attacked it."""
    if is_passive(verb) or any(c.dep_ in ("obj", "obl", "ccomp", "xcomp") for c in verb.children):
        return
    beside = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 2]
    beside += [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.i - verb.head.i <= 2 else []
    objects = (o for v in beside for o in v.children if o.dep_ == "obj" and not is_passive(v))
    yield from (o for o in objects if o.i > verb.i)


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; every other word is itself."""
    if not is_relative(token):
        return token
    clause: Token = verb
    for _ in range(4):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.dep_ not in ("conj", "xcomp", "ccomp", "advcl"):
            return token
        clause = clause.head
    return token
