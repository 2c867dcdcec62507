"""Where the clauses around an act say that it was: the one above it, those beside it, the one in which it stands."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar import case_of, is_infinitive, is_verbal
from kg.extract.subjects import surface_subject
from kg.extract.syntax import climb, slots
from kg.extract.whereabouts import INSIDE, located, standing

_TO = (*INSIDE, "to", "into", "object")
_ABOVE = 3
Where = Iterator[tuple[str, Token]]


def around_clause(token: Token, carrier: Token | None, context: Context, *, words: bool = False) -> Where:
    """The words for the place of an act that other clauses of its sentence give, each with the name of the rule."""
    verb = carrier or (token if is_verbal(token) else None)
    if verb is None:
        yield from _of_noun(token, context)
        verb = next((t for t in token.ancestors if is_verbal(t)), token)
        yield from _relative(verb, context)
        return
    yield from _relative(verb, context)
    yield from _beside(verb, context)
    yield from _joined(verb, context)
    yield from _above(verb, context, words=words)
    yield from _fronted(verb, context)


def _of_noun(noun: Token, context: Context) -> Where:
    """Where those are or come who meet, and what is the scene of an act: "was in Cairo for talks", "flew to Moscow for
    talks", "Baghdad has seen a wave of attacks"."""
    top = climb(noun, context.lexicon)
    head, case = top.head, case_of(top)
    if case in ("for", "on", "during") and any(c.dep_ == "cop" for c in head.children) and case_of(head) in INSIDE:
        yield "predicate", head
    elif case in ("for", "on", "during") and head.lemma_.lower() in context.lexicon.words("Going"):
        yield from (("arrival", word) for word in _reached(head, context))
    if top.dep_ == "nsubj" and head.pos_ == "ADJ":  # "attacks are common in Somalia"
        yield from (("predicate", word) for word in _said_in(head, context))
    if (case == "of" or top.dep_ == "obj") and head.lemma_.lower() in context.lexicon.words("Scenes"):
        yield from (("scene", word) for word in surface_subject(head))


def _relative(verb: Token, context: Context) -> Where:
    """What a clause with "where" hangs on: "Raqqa, where rebels killed ten", "was under way in Oslo, in which"."""
    clause = _clause_top(verb)
    if clause.dep_ not in ("acl:relcl", "advcl:relcl", "advcl"):
        return
    where = any(c.tag_ == "WRB" and c.lower_ == "where" for c in clause.children)
    inside = any(c.tag_ == "WDT" and case_of(c) in ("in", "at", "during") for c in clause.children)
    if where:
        before = [t for t in clause.doc[clause.sent.start : clause.left_edge.i] if not t.is_punct]
        yield "where", clause.head if clause.head.pos_ != "VERB" or not before else before[-1]
    if (where or inside) and is_verbal(clause.head):
        yield from (("where", word) for word in _said_in(clause.head, context))


def _clause_top(verb: Token) -> Token:
    while verb.dep_ in ("conj", "xcomp") and is_verbal(verb.head):
        verb = verb.head
    return verb


def _beside(verb: Token, context: Context) -> Where:
    """Where somebody speaks, comes or is a guest while he does it: "speaking in Davos, he warned"."""
    for child in verb.children:
        if child.dep_ not in ("advcl", "parataxis") or is_infinitive(child):
            continue
        if any(c.dep_.startswith("nsubj") for c in child.children):
            yield from (("while", word) for word in _meanwhile(child, context))
            continue
        lemma = child.lemma_.lower()
        if lemma in context.lexicon.words("Arriving"):
            yield from (("arrival", word) for word in _reached(child, context))
        elif lemma in context.lexicon.words("Appearing"):
            yield from (("speaking", word) for word in _said_in(child, context))


def _meanwhile(clause: Token, context: Context) -> Iterator[Token]:
    """Where somebody was of whom the clause before tells: "arrested as they held a protest in Yangon"."""
    marks = [c for c in clause.children if c.lower_ in context.lexicon.words("Marking")]
    subjects = [c for c in clause.children if c.dep_.startswith("nsubj")]
    if marks and all(c.pos_ == "PRON" for c in subjects):
        yield from _said_in(clause, context)
        objects = [c for c in clause.children if c.dep_ == "obj"]
        yield from (word for one in objects for word in located(one, context))


def _above(verb: Token, context: Context, *, words: bool) -> Where:
    """The place of the clause that lends its subject: "marched in Lima, demanding", "flew to Kyiv to meet"; what is
    told beside ``words`` need not be where they are said ("operates in Mali and has threatened")."""
    head = verb
    for _ in range(_ABOVE):
        if not _lends(head) or not is_verbal(head.head):
            return
        rule, head = ("arrival" if is_infinitive(head) else "above"), head.head
        going = head.lemma_.lower() in context.lexicon.words("Going")
        joined = words and verb.dep_ == "conj" and head.lemma_.lower() not in context.lexicon.words("Appearing")
        if (rule == "arrival" or joined) and not going:
            return
        found = list(_reached(head, context) if going else _said_in(head, context))
        if found:
            yield from ((rule, word) for word in found)
            return


def _lends(verb: Token) -> bool:
    """Whether a verb has the subject of the one above it and tells what goes on there."""
    if any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        marks = [c.lower_ for c in verb.children if c.dep_ == "mark"]
        return (verb.tag_ == "VBG" and not marks) or is_infinitive(verb)
    return verb.dep_ in ("conj", "xcomp")


def _joined(verb: Token, context: Context) -> Where:
    """Where an act was that is told in one breath with the next: "shot and wounded a guard in Quetta"."""
    harming = context.lexicon.words("Harming")
    for child in verb.children if verb.lemma_.lower() in harming else ():
        own = any(c.dep_.startswith("nsubj") for c in child.children)
        if child.dep_ == "conj" and is_verbal(child) and not own and child.lemma_.lower() in harming:
            yield from (("joined", word) for word in _said_in(child, context))


def _fronted(verb: Token, context: Context) -> Where:
    """Where those who tell of an act begin to tell: "In Mosul, police say gunmen killed a guard"."""
    said = verb.head
    if verb.dep_ not in ("ccomp", "parataxis") or not is_verbal(said):
        return
    tellers = [c for c in said.children if c.dep_ == "nsubj"]
    local = [c for c in tellers if c.lemma_.lower() in context.lexicon.words("Informants")]
    for child in said.children:
        begins = child.dep_ == "obl" and child.i < min((t.i for t in tellers), default=0)
        told = child.lemma_.lower() in context.lexicon.words("AttackWords")
        if begins and (case_of(child) in INSIDE) and (local or told) and child.sent.start >= child.left_edge.i - 2:
            yield "fronted", child


def _reached(verb: Token, context: Context) -> Iterator[Token]:
    """Where somebody comes to."""
    around = slots(verb, context.lexicon)
    yield from (word for name in _TO for word in standing(name, around.get(name, ()), context))


def _said_in(verb: Token, context: Context) -> Iterator[Token]:
    """Where somebody does something or speaks to others."""
    around = slots(verb, context.lexicon)
    yield from (word for name in (*INSIDE, "through") for word in standing(name, around.get(name, ()), context))
    for name in ("object", "to", "before", "indirect"):
        heard = (w for w in around.get(name, ()) if w.lemma_.lower() in context.lexicon.words("Audience"))
        yield from (word for one in heard for word in located(one, context))
