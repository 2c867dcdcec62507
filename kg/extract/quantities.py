"""How many people came to harm, as intervals with their words, and which event did it to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from spacy.tokens import Doc, Token

from kg.extract import victims
from kg.extract.amounts import Amount, amount_at, is_number, none_at, vague_at
from kg.extract.clauses import sentence
from kg.extract.words import NumberWords
from kg.model import Harm, Hedge, Span, Toll
from kg.tolls import HARMS

#: What "casualties" can mean; it tells something only when there were none.
_ANY: tuple[Harm, ...] = ("killed", "injured")
_COUNTING = frozenset({"nummod", "amod", "det", "det:predet", "advmod", "compound", "nmod", "obl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people and the harm they came to; ``head`` is the index of the word that says so (killed, deaths),
    ``noun`` that of the people's noun."""

    toll: Toll
    head: int
    noun: int


@dataclass(frozen=True, slots=True)
class People:
    """The words for a number of people, and what they say of them."""

    span: Span
    text: str
    amount: Amount
    victims: str | None
    kinds: tuple[str, ...]

    def toll(self, harm: Harm, *, partial: bool = False) -> Toll:
        """Return them as those who came to a harm."""
        amount = self.amount
        return Toll(
            harm, self.span, self.text, amount.min, amount.max, amount.hedge, self.victims, self.kinds, partial
        )


def find(doc: Doc, words: NumberWords) -> tuple[Counted, ...]:
    """Return the numbers of victims in the order of the words that tell the harm."""
    found: dict[tuple[Harm, int], Counted] = {}
    for token in doc:
        for one in _counted(token, words):
            found.setdefault((one.toll.harm, one.toll.span.start), one)
    return tuple(found.values())


def _counted(token: Token, words: NumberWords) -> Iterator[Counted]:
    """Yield what one word tells: the first of the phrases that it names that has a number, and parts of it."""
    lemma, low = token.lemma_.lower(), token.lower_
    for kind, reader in victims.READERS.items():
        harm = words.harm.value(kind, lemma) or (words.harm.value(kind, low) if kind == "state" else None)
        if harm is None or (kind.endswith("verb") and token.pos_ not in {"VERB", "AUX", "ADJ"}):
            continue
        phrases = ((people_of(victim, words), victim) for victim in reader(token, words))
        first = next(((people, victim) for people, victim in phrases if people is not None), None)
        if first is not None:
            yield from (Counted(first[0].toll(one), token.i, first[1].i) for one in _harms(harm, first[0].amount))
            yield from (Counted(one, token.i, first[1].i) for one in _joined_parts(first[1], harm, words))


def _harms(harm: str, amount: Amount) -> tuple[Harm, ...]:
    if harm in HARMS:
        return (harm,)
    return _ANY if amount.max == 0 else ()


def people_of(noun: Token, words: NumberWords) -> People | None:
    """Return the number of a phrase with the numbers of what is joined to it: "three women and four children" are 7."""
    parts = _parts(noun, words)
    amounts = [(part, _amount(part, words)) for part in parts]
    known = [(part, amount) for part, amount in amounts if amount is not None]
    if not known:
        return None
    total = _total([amount for _, amount in known])
    if len(known) < len(parts) and total.min is not None:
        total = replace(total, max=None, hedge="at least")
    first, last = min(one.first for _, one in known), max(max(part.i, one.last) for part, one in known)
    names = [name for name in (_kind(part, amount, words) for part, amount in known) if name]
    kinds = dict.fromkeys(kind for part, _ in known for kind in kinds_of(part, words))
    span = noun.doc[first : last + 1]
    return People(Span(span.start_char, span.end_char), span.text, total, ", ".join(names) or None, tuple(kinds))


def _parts(noun: Token, words: NumberWords) -> list[Token]:
    return [noun, *(one for one in noun.children if _is_joined(one, noun, words))]


def _joined_parts(noun: Token, harm: str, words: NumberWords) -> Iterator[Toll]:
    """Yield each number of what is counted together by its kind: three women, four children."""
    parts = _parts(noun, words)
    for part in parts if len(parts) > 1 and harm in HARMS else ():
        amount = _amount(part, words)
        if amount is not None and (kinds := kinds_of(part, words)):
            span = noun.doc[amount.first : max(part.i, amount.last) + 1]
            place = Span(span.start_char, span.end_char)
            people = People(place, span.text, amount, _kind(part, amount, words), kinds)
            yield people.toll(cast(Harm, harm), partial=True)


def kinds_of(noun: Token, words: NumberWords) -> tuple[str, ...]:
    """Return the classes of people that a noun is of, by the words before it too ("aid workers")."""
    before = noun.nbor(-1) if noun.i > 0 else noun
    names = (f"{before.lower_} {noun.lemma_.lower()}", noun.lemma_.lower(), noun.lower_)
    found = next((kind for name in names if (kind := words.harm.value("kind of victim", name))), None)
    return tuple((found or "").split())


def _is_joined(part: Token, noun: Token, words: NumberWords) -> bool:
    """Tell whether people are counted together with others: not those of another harm ("five dead and 20 wounded")."""
    if part.dep_ != "conj" or part.pos_ not in _NOMINAL:
        return False
    between = part.doc[noun.i + 1 : min(part.i + (2 if part.pos_ == "NUM" else 1), len(part.doc))]
    if any(victims.is_harm(token, words) for token in between):
        return False
    counted = any(child.dep_ == "nummod" for child in part.lefts) or part.pos_ == "NUM"
    return counted or any(child.dep_ == "cc" for child in part.children)


def _total(amounts: Sequence[Amount]) -> Amount:
    """Add up, unless the first is the total of the others ("seven people, three women and four children")."""
    head, *rest = amounts
    if not rest:
        return head
    most = [one.max for one in amounts]
    if len(rest) > 1 and head.min == sum(one.min or 0 for one in rest):
        return head
    total = sum(one for one in most if one is not None) if None not in most else None
    hedges = {one.hedge for one in amounts}
    least = sum(one.min or 0 for one in amounts)
    together: Hedge = head.hedge if len(hedges) == 1 else "at least" if total is None else "range"
    return replace(head, min=least, max=total, hedge=together)


def _amount(noun: Token, words: NumberWords) -> Amount | None:
    """Return the number of one noun, without what is joined to it."""
    table = words.table
    around = [child for child in noun.lefts if child.dep_.removesuffix(":unmarked") in _COUNTING] + [noun]
    numbers = [word for word in around if is_number(word, table) and not _is_measure(word, noun, words)]
    for read, tokens in ((none_at, around), (amount_at, numbers), (vague_at, around)):
        amount = next((found for token in tokens if (found := read(token, table)) is not None), None)
        if amount is not None:
            return amount
    return _sum_of(noun, words) or _single(noun, words)


def _sum_of(noun: Token, words: NumberWords) -> Amount | None:
    """Return the number behind a noun that only says that it is one: "a total of 39 people"."""
    inner = [word for child in noun.rights if child.dep_ == "nmod" for word in (child, *child.lefts)]
    amounts = (amount_at(word, words.table) for word in inner if is_number(word, words.table))
    return next((amount for amount in amounts if amount is not None and amount.first <= noun.i <= amount.last), None)


def _is_measure(number: Token, noun: Token, words: NumberWords) -> bool:
    """Tell whether figures are a year or part of a compound ("2015 attack", "a 25-year-old")."""
    following = number.nbor(1) if number.i + 1 < len(number.doc) else None
    hyphened = following is not None and following.text == "-" and not is_number(following.nbor(1), words.table)
    return hyphened or (number.i != noun.i and number.tag_ == "NNP")


def _single(noun: Token, words: NumberWords) -> Amount | None:
    """Return one for a named person and for a person's noun in the singular: "a soldier", "the governor"."""
    person = words.harm.has("person", noun.lemma_.lower()) and noun.tag_ in {"NN", "NNP"}
    if noun.ent_type_ != "PERSON" and not person:
        return None
    first = noun.i
    while first > 0 and doc_det(noun, first - 1):
        first -= 1
    return Amount(first, noun.i, 1, 1)


def doc_det(noun: Token, index: int) -> bool:
    """Tell whether a word is the article of a noun."""
    token = noun.doc[index]
    return token.dep_ == "det" and token.head.i == noun.i


def _kind(noun: Token, amount: Amount, words: NumberWords) -> str | None:
    """Return the noun for the victims; of "dozens of people" the people, none for a bare number and for a name."""
    if noun.i <= amount.last and amount.max != 1:
        inner = [child for child in noun.rights if child.dep_ == "nmod" and victims.is_whose(child, words)]
        return inner[0].lower_ if inner and not is_number(inner[0], words.table) else None
    named = noun.ent_type_ == "PERSON" or victims.is_harm(noun, words)
    return noun.lower_ if (noun.pos_ == "NOUN" or noun.ent_type_ == "NORP") and not named else None


def assign(doc: Doc, tolls: Sequence[Counted], triggers: Sequence[int]) -> dict[int, list[Counted]]:
    """Return which numbers belong to which event, by the indices of the words that tell the events.

    A number belongs to the event of its sentence that is nearest to it in the parse, to none when two are equally near;
    and to its own word of harm, where that tells an event ("killed").
    """
    found: dict[int, list[Counted]] = {}
    harmful, in_order = {one.head for one in tolls}, sorted(triggers)
    for one in tolls:
        head = doc[one.head]
        around = sentence(head)
        near = in_order[bisect_left(in_order, around.start) : bisect_left(in_order, around.end)]
        here = [index for index in near if index != head.i]
        acts = [index for index in here if index not in harmful]
        own = [head.i] if head.i in near else []
        if not (own and _is_act_of_its_own(head, here)):
            own += _nearest(head, acts, bool(own)) or ([] if own else _nearest(head, here, False))
        for trigger in own:
            found.setdefault(trigger, []).append(one)
    return found


def _is_act_of_its_own(verb: Token, events: Sequence[int]) -> bool:
    """Tell whether a verb of harm has a doer of its own ("gunmen killed two"), and is not what another event did."""
    doer = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return doer is not None and doer.pos_ in {"NOUN", "PROPN"} and doer.i not in events


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
