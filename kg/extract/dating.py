"""Which expression of time belongs to which event: climbs the parse from the event, and refuses when in doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.clauses import sentence
from kg.extract.hanging import NOUN_PARTS, NOUNS, happens_within, is_kind, owners_of, tells
from kg.extract.timex import Timex
from kg.extract.words import TimeWords, time_words

#: Put before ``When.rule`` of the time at which an event was only told of.
REPORTED = "reporting-verb"

_UNDER_NOUN = frozenset({"nmod", "obl", "compound", "conj"})
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_STEPS = 6
_BOUNDS = ("until:", "after:")


@dataclass(frozen=True, slots=True)
class _Step:
    """A word whose times are also the event's; ``fronted``: only those before it, as another event shares them."""

    token: Token
    fronted: bool = False
    reported: bool = False


def for_trigger(
    doc: Doc,
    timexes: Sequence[Timex],
    trigger: int,
    words: TimeWords | None = None,
    triggers: Collection[int] = (),
) -> Timex | None:
    """Return the expression of time that says when the event at the token ``trigger`` was.

    ``triggers`` are the indices of all words that tell events: a time that hangs on one of them is not given to
    another, and only when they are known a time may hang on a noun between. ``words`` are those shipped unless given.
    A time at which the event was only told of ("said on Tuesday it had struck") is the last resort; its rule begins
    with ``reporting-verb:``. How long the event took ("for three days") is added to it.
    """
    words = words or time_words()
    around = [(one, list(owners_of(doc, one, words))) for one in _around(doc[trigger], timexes)]
    length = next((one for one, owners in around if one.is_length and owners[:1] == [trigger]), None)
    owned = [(one, owners) for one, owners in around if not one.is_length and not one.when.rule.startswith(_BOUNDS)]
    found = _found(doc, owned, trigger, words, triggers)
    if length is None or (found is not None and found.kind == "event-relative"):
        return found
    return length if found is None else replace(found, when=replace(found.when, duration=length.when.duration))


def _found(
    doc: Doc, owned: Sequence[tuple[Timex, list[int]]], trigger: int, words: TimeWords, triggers: Collection[int]
) -> Timex | None:
    """Return the time of an event out of those of its sentence, each with the words that own it."""
    weak: Timex | None = None
    seen: set[int | None] = set()
    others = _others(doc, trigger, triggers, words) if triggers else None
    for step in _steps(doc[trigger], words):
        seen.add(step.token.i)
        theirs = [(one, owners) for one, owners in owned if one.anchor_head not in seen]
        mine = [one for one, owners in theirs if _owns(step, one, owners, others)]
        if not mine and step.token.i == trigger:
            mine = [one for one, owners in theirs if _beside(step.token, owners, triggers)]
        best = _best(mine)
        if best is not None and best.when.rule != "overnight":
            return _reported(best) if step.reported else best
        weak = weak or (None if step.reported else best)
    return weak


def _around(trigger: Token, timexes: Sequence[Timex]) -> Sequence[Timex]:
    """Return the expressions of time of the sentence, out of all of the text in their order."""
    here = sentence(trigger)
    first, last = (bisect_left(timexes, index, key=lambda one: one.first) for index in (here.start, here.end))
    return timexes[first:last]


def _others(doc: Doc, trigger: int, triggers: Collection[int], words: TimeWords) -> set[int]:
    """Return the words of other events: not those that say what this one did, nor the one in which it happened."""
    rest = (doc[one] for one in triggers if one != trigger)
    return {one.i for one in rest if not tells(one, words) and not _holds(one, trigger, words)}


def _holds(noun: Token, verb: int, words: TimeWords) -> bool:
    """Tell whether a noun is the event in which something happened to people: "two were killed in a bombing"."""
    under = noun.head.i == verb or (noun.head.dep_ == "conj" and noun.head.head.i == verb)
    return under and happens_within(noun, words)


def _reported(timex: Timex) -> Timex:
    return replace(timex, when=replace(timex.when, rule=f"{REPORTED}:{timex.when.rule}"))


def _owns(step: _Step, timex: Timex, owners: Sequence[int], others: Collection[int] | None) -> bool:
    """Tell whether a time hangs on the word of a step, directly or by a noun that tells no other event."""
    if step.token.i not in owners or (step.fronted and timex.first > step.token.i):
        return False
    between = owners[: owners.index(step.token.i)]
    return not between or (others is not None and not any(one in others for one in between))


def _beside(event: Token, owners: Sequence[int], triggers: Collection[int]) -> bool:
    """Tell whether a time hangs on a noun or adjective above the event's: "the target of an attack in 2006"."""
    if not owners or not triggers or owners[0] in triggers or event.doc[owners[0]].pos_ not in {*NOUNS, "ADJ"}:
        return False
    while event.dep_ in _UNDER_NOUN and event.head.i not in triggers:
        event = event.head
        if event.i == owners[0]:
            return True
    return False


def _best(timexes: Sequence[Timex]) -> Timex | None:
    """Choose among the times of one word: known before unknown ones, the finest; ``None`` when they disagree."""
    known = [one for one in timexes if one.when.start is not None]
    dated = [one for one in known if one.when.rule != "overnight"] or known or list(timexes)
    if not dated:
        return None
    finest = max(dated, key=lambda one: (len(one.when.start or ""), one.when.start == one.when.end, -one.first))
    agree = all(_covers(one, finest) for one in dated)
    return finest if agree else None


def _covers(one: Timex, other: Timex) -> bool:
    """Tell whether the time of one can be that of the other: "on Tuesday" and "in January"."""
    start, end, day = one.when.start or "", one.when.end, other.when.start or ""
    return day.startswith(start) or (start <= day and (end is None or day <= end or day.startswith(end)))


def _steps(trigger: Token, words: TimeWords) -> Iterator[_Step]:
    """Yield the event and then the words whose times are its own, nearest first."""
    step: _Step | None = _Step(trigger)
    for _ in range(_STEPS):
        if step is None:
            return
        yield step
        yield from (_Step(clause) for clause in _own_clauses(step.token, words))
        step = _above(step, words)


def _own_clauses(token: Token, words: TimeWords) -> Iterator[Token]:
    """Yield the clauses that say when something was: "the operation, which took place on Tuesday", "he warned of war
    while addressing the press on Tuesday"."""
    if token.pos_ in {"VERB", "AUX"}:
        yield from (child for child in token.children if child.tag_ == "VBG" and _is_meanwhile(child, words))
        return
    for clause in token.children:
        told = any(is_kind(words, kind, clause) for kind in ("happening", "support"))
        if clause.dep_ in {"acl:relcl", "acl"} and told:
            yield clause
            yield from (other for other in clause.children if other.dep_ == "conj" and other.pos_ == "VERB")


def _above(step: _Step, words: TimeWords) -> _Step | None:
    """Return the next word up whose times the event shares; ``None`` where another event begins."""
    token, head = step.token, step.token.head
    if head.i == token.i:
        return _telling(token, words)
    if token.pos_ in {"VERB", "AUX"} or token.dep_ in {"advcl", "xcomp", "ccomp", "parataxis"}:
        return _above_verb(step, head, words)
    return _above_noun(step, head, words)


def _telling(root: Token, words: TimeWords) -> _Step | None:
    """Return the verb that tells of the main clause from behind it: "..., the ministry said on Tuesday"."""
    told = (child for child in root.children if child.dep_ == "parataxis" and is_kind(words, "reporting", child))
    return next((_Step(child, reported=True) for child in told), None)


def _above_verb(step: _Step, head: Token, words: TimeWords) -> _Step | None:
    token = step.token
    if token.dep_ in {"ccomp", "parataxis", "xcomp"} and is_kind(words, "reporting", head):
        return _Step(head, reported=True) if not step.reported else None
    if step.reported:
        return None
    if token.dep_ == "conj":
        return _Step(head, fronted=True)
    if token.dep_ == "xcomp" or (token.dep_ in {"advcl", "advcl:relcl"} and _is_at_once(token, words)):
        return _Step(head, step.fronted)
    if token.dep_ in {"acl", "acl:relcl"} and head.pos_ in NOUNS:
        return _done_with(token, head) or _Step(head)
    return None


def _done_with(participle: Token, noun: Token) -> _Step | None:
    """Return the verb of whose object a participle tells: "On Monday they sent a letter asking for help"."""
    verb = noun.head
    told = participle.tag_ == "VBG" and participle.dep_ == "acl" and noun.dep_ == "obj" and verb.tag_ == "VBD"
    return _Step(verb, fronted=True) if told else None


def _is_at_once(verb: Token, words: TimeWords) -> bool:
    """Tell whether a clause is part of what the one above tells: a participle, "by hitting", "when missiles hit"."""
    marks = [child for child in verb.children if child.dep_ in {"mark", "advmod"}]
    binding = [mark for mark in marks if mark.dep_ == "mark" or is_kind(words, "simultaneous", mark)]
    if binding:
        return all(is_kind(words, "simultaneous", mark) for mark in binding)
    return verb.tag_ in {"VBG", "VBN"}


def _is_meanwhile(verb: Token, words: TimeWords) -> bool:
    """Tell whether a participle is said to be of the time of the verb above: "while addressing"."""
    marks = [child for child in verb.children if child.dep_ in {"mark", "advmod"} and child.i < verb.i]
    return verb.dep_ == "advcl" and any(is_kind(words, "meanwhile", mark) for mark in marks)


def _above_noun(step: _Step, head: Token, words: TimeWords) -> _Step | None:
    """Climb from a noun that is an event to the verb that only says that it took place, or to a noun that counts it."""
    token, dep = step.token, step.token.dep_
    if step.reported or dep == "nmod:poss":
        return None
    if dep in NOUN_PARTS or (dep == "nmod" and is_kind(words, "collective", head)):
        return _Step(head)
    if dep in {"conj", "appos"}:
        return _Step(head, fronted=dep == "conj" and token.i > head.i)
    if dep in _OBJECTS and is_kind(words, "support", head):
        return _Step(head)
    return _Step(head) if _is_told_by(token, head, words) else None


def _is_told_by(event: Token, head: Token, words: TimeWords) -> bool:
    """Tell whether a predicate says of an event that or what it did, or is a noun that says what the event was."""
    if event.dep_ == "nsubj" and head.pos_ in NOUNS:
        return True
    does = event.dep_ in {"nsubj", "obl:agent"} and is_kind(words, "happening", head)
    return does or happens_within(event, words)
