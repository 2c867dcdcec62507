"""How many people came to harm, as intervals with their words, and which event did it to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from spacy.tokens import Doc, Token

from kg.extract import portions, victims
from kg.extract.amounts import Amount, is_number
from kg.extract.clauses import sentence
from kg.extract.headcount import people_of
from kg.extract.whom import is_people
from kg.extract.words import NumberWords
from kg.model import Harm, Toll
from kg.tolls import HARMS

#: What "casualties" can mean; it tells something only when there were none.
_ANY: tuple[Harm, ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people and the harm they came to; ``head`` is the index of the word that says so (killed, deaths),
    ``noun`` that of the people's noun."""

    toll: Toll
    head: int
    noun: int


def find(doc: Doc, words: NumberWords) -> tuple[Counted, ...]:
    """Return the numbers of victims in the order of the words that tell the harm."""
    found: dict[tuple[Harm, bool, int], Counted] = {}
    for token in doc:
        for one in _counted(token, words):
            found.setdefault((one.toll.harm, one.toll.partial, one.toll.span.start), one)
    return _further(doc, tuple(found.values()), words)


def _counted(token: Token, words: NumberWords) -> Iterator[Counted]:
    """Yield what one word tells: the first of the phrases that it names that has a number, and parts of it."""
    listed = words.harm.kinds_of(token.lemma_.lower()).keys() | words.harm.kinds_of(token.lower_).keys()
    for kind, reader in victims.READERS.items() if listed else ():
        harm = victims.harm_of(token, kind, words)
        if harm is None:
            continue
        named = list(reader(token, words))
        if words.harm.has("only people", token.lower_):
            named = [victim for victim in named if is_people(victim, words)]
        phrases = [(people_of(victim, words), victim) for victim in named]
        counted = next(((people, victim) for people, victim in phrases if people is not None), None)
        if counted:
            people, victim = counted
            yield from (Counted(people.toll(one), token.i, victim.i) for one in _harms(harm, people.amount))
        whole = counted[1] if counted else next((victim for _, victim in phrases), None)
        if harm in HARMS:
            yield from (Counted(one, token.i, token.i) for one in _portions(token, whole, harm, words))


def _portions(token: Token, whole: Token | None, harm: Harm, words: NumberWords) -> Iterator[Toll]:
    told = [*portions.among(token, words)]
    if whole is not None:
        told += [*portions.joined(whole, words), *portions.behind(whole, token, words)]
    yield from (people.toll(harm, partial=True) for people in told)


def _harms(harm: str, amount: Amount) -> tuple[Harm, ...]:
    if harm == "displaced" and amount.max == 1:
        return ()  # a president who flees the country
    if harm in HARMS:
        return (harm,)
    return _ANY if amount.max == 0 else ()


def _further(doc: Doc, found: Sequence[Counted], words: NumberWords) -> tuple[Counted, ...]:
    """Return the numbers; those of "another six" and "five others" are a part, unless they follow another harm."""
    return tuple(
        replace(one, toll=replace(one.toll, partial=True)) if _is_further(one, doc, found, words) else one
        for one in found
    )


def _is_further(one: Counted, doc: Doc, found: Sequence[Counted], words: NumberWords) -> bool:
    """Tell whether people are counted beside others of the same harm who are told of elsewhere."""
    span = doc.char_span(one.toll.span.start, one.toll.span.end, alignment_mode="expand")
    if span is None or one.toll.partial or one.toll.max == 0:
        return False
    around = doc[span.start : min(span.end + 1, len(doc))]
    more = any(words.harm.has("further", token.lower_) for token in span) or any(
        words.harm.has("further-after", token.lower_) and is_number(token.nbor(-1), words.table)
        for token in around[1:]
    )
    start = sentence(span[0]).start
    before = any(start <= other.head < span.start and other.toll.harm != one.toll.harm for other in found)
    return more and not before and not any(words.harm.has("and", token.lower_) for token in span)


def assign(
    doc: Doc, tolls: Sequence[Counted], triggers: Sequence[int], words: NumberWords
) -> dict[int, list[Counted]]:
    """Return which numbers belong to which event, by the indices of the words that tell the events.

    A number belongs to the event of its sentence that is nearest to it in the parse, to none when two are equally near;
    and to its own word of harm, where that tells an event ("killed"). What came to pass only afterwards did no harm.
    """
    found: dict[int, list[Counted]] = {}
    harmful, in_order = {one.head for one in tolls}, sorted(triggers)
    for one in tolls:
        head = doc[one.head]
        around = sentence(head)
        near = in_order[bisect_left(in_order, around.start) : bisect_left(in_order, around.end)]
        here = [index for index in near if index != head.i and not _came_after(doc[index], head, words)]
        acts = [index for index in here if index not in harmful]
        own = [head.i] if head.i in near else []
        if not (own and _is_act_of_its_own(head, here)):
            own += _nearest(head, acts, bool(own)) or ([] if own else _nearest(head, here, False))
        for trigger in own:
            found.setdefault(trigger, []).append(one)
    return found


def same_harm(assigned: Mapping[int, Sequence[Counted]]) -> dict[int, int]:
    """Return which word of harm tells the act of another word, by the indices of both: they have a number in common."""
    return {
        one.head: index
        for index, told in sorted(assigned.items())
        for one in told
        if one.head != index and one in assigned.get(one.head, ())
    }


def _is_act_of_its_own(verb: Token, events: Sequence[int]) -> bool:
    """Tell whether a verb of harm has a doer of its own ("gunmen killed two"), and is not what another event did.

    An act that is no event here ("over earlier strikes that killed two") is one too."""
    doer = next((victims.meant(child) for child in verb.children if child.dep_ == "nsubj"), None)
    return doer is not None and doer.pos_ in {"NOUN", "PROPN"} and doer.i not in events


def _came_after(event: Token, harm: Token, words: NumberWords) -> bool:
    """Tell whether a word of harm is told of what was before an event: "it struck after a raid that killed two"."""
    above = {event.i, *(token.i for token in event.ancestors)}
    told = takewhile(lambda token: token.i not in above, [harm, *harm.ancestors])
    return any(
        child.dep_ in _JOINING and words.harm.has("earlier", child.lower_) for token in told for child in token.children
    )


def _nearest(head: Token, events: Sequence[int], strict: bool) -> list[int]:
    """Return the event nearest to a word of harm; the only event of a sentence may be far off, unless ``strict``."""
    distances = {index: _distance(head, head.doc[index]) for index in events}
    nearest = [index for index in events if distances[index] == min(distances.values())]
    if len(events) == 1 and not strict:
        return nearest
    if not nearest or distances[nearest[0]] > _NEAR:
        return []
    return nearest if len(nearest) == 1 else _chosen(head, nearest)


#: Steps in the parse from the word of harm to its event; farther off they have little to do with each other.
_NEAR = 4


#: Relations that are no step: a compound is one word, and joined words have one place.
_NO_STEP = frozenset({"compound", "conj", "flat", "appos", "nmod:desc"})
_JOINING = frozenset({"mark", "case"})
_DOERS = frozenset({"nsubj", "obl:agent"})


def _chosen(head: Token, nearest: Sequence[int]) -> list[int]:
    """Choose among equally near events the one that governs the word of harm, else the only one before it, if any."""
    above = {token.i for token in head.ancestors}
    for fitting in ([index for index in nearest if index in above], [index for index in nearest if index < head.i]):
        if len(fitting) == 1:
            return fitting
    return []


def _distance(harm: Token, event: Token) -> int:
    """Return the number of steps from a word of harm to an event in the parse; what does the harm is no step away."""
    up, down = _path(harm), _path(event)
    common = next((index for index in up if index in down), None)
    if common is None:
        return len(harm.doc)
    does = common == harm.i and any(one.head.i == harm.i and one.dep_ in _DOERS for one in (event, *event.ancestors))
    return up[common] + down[common] - does


def _path(token: Token) -> dict[int, int]:
    """Return the words above a word with the steps to them."""
    steps = {token.i: 0}
    for lower, upper in pairwise([token, *token.ancestors]):
        steps[upper.i] = steps[lower.i] + (lower.dep_ not in _NO_STEP)
    return steps
