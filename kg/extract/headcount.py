"""How many people a phrase has: its number, the noun for them, their kind, and those joined to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract import victims
from kg.extract.amounts import Amount, amount_at, is_number, none_at, vague_at
from kg.extract.whom import is_people, is_whose, kinds_of
from kg.extract.words import NumberWords
from kg.model import Harm, Hedge, Span, Toll

_COUNTING = frozenset({"nummod", "amod", "det", "det:predet", "advmod", "compound", "nmod", "obl"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})


@dataclass(frozen=True, slots=True)
class People:
    """The words for a number of people, and what they say of them."""

    span: Span
    text: str
    amount: Amount
    victims: str | None
    kinds: tuple[str, ...]

    def toll(self, harm: Harm, *, partial: bool = False) -> Toll:
        """Return them as those who came to a harm; "no soldiers" says nothing of others."""
        amount = self.amount
        part = partial or (amount.max == 0 and bool(self.kinds))
        return Toll(harm, self.span, self.text, amount.min, amount.max, amount.hedge, self.victims, self.kinds, part)


def people_of(noun: Token, words: NumberWords) -> People | None:
    """Return the number of a phrase with the numbers of what is joined to it: "three women and four children" are 7."""
    parts = parts_of(noun, words)
    known = [people for part in parts if (people := one_kind(part, words)) is not None]
    if not known:
        return None
    if len(parts) == 1:
        return known[0]
    total = _total([one.amount for one in known])
    if len(known) < len(parts) and total.min is not None:
        total = replace(total, max=None, hedge="at least")
    victims_ = ", ".join(one.victims for one in known if one.victims) or None
    kinds = dict.fromkeys(kind for one in known for kind in one.kinds) if all(one.kinds for one in known) else {}
    first, last = min(one.amount.first for one in known), max(one.amount.last for one in known)
    return _people(noun.doc, replace(total, first=first, last=last), victims_, tuple(kinds))


def parts_of(noun: Token, words: NumberWords) -> list[Token]:
    """Return the nouns of the people who are counted together, each of them its own kind."""
    return [noun, *(one for one in noun.children if _is_joined(one, noun, words))]


def one_kind(noun: Token, words: NumberWords) -> People | None:
    """Return the number of one noun, without what is joined to it; what is not people is not counted."""
    amount = None if words.harm.has("no people", noun.lemma_.lower()) else _amount(noun, words)
    if amount is None:
        return None
    counted = _counted_noun(noun, amount, words)
    if counted is not None and words.harm.has("no people", counted.lemma_.lower()):
        return None
    kinds = kinds_of(counted, words) if counted is not None else ()
    last = max(noun.i, amount.last)
    return _people(noun.doc, replace(amount, last=last), _name(counted, words), kinds)


def _people(doc: Doc, amount: Amount, victims_: str | None, kinds: tuple[str, ...]) -> People:
    span = doc[amount.first : amount.last + 1]
    return People(Span(span.start_char, span.end_char), span.text, amount, victims_, kinds)


def _is_joined(part: Token, noun: Token, words: NumberWords) -> bool:
    """Tell whether people are counted together with others: not those of another harm ("five dead and 20 wounded")."""
    if part.dep_ == "appos":
        return _is_listed(part, noun, words)
    if part.dep_ != "conj" or part.pos_ not in _NOMINAL:
        return False
    if victims.is_harm(noun, words) and part.pos_ == "NOUN" and not is_people(part, words):
        return False  # "19 deaths and 29 cases"
    between = part.doc[noun.i + 1 : min(part.i + (2 if part.pos_ == "NUM" else 1), len(part.doc))]
    if any(victims.is_harm(token, words) for token in between):
        return False
    counted = any(child.dep_ == "nummod" for child in part.lefts) or part.pos_ == "NUM"
    return counted or any(child.dep_ == "cc" for child in part.children)


def _is_listed(part: Token, noun: Token, words: NumberWords) -> bool:
    """Tell whether a headline's comma joins people of two kinds: "two soldiers, three rebels killed"."""
    counted = all(any(child.dep_ == "nummod" for child in one.lefts) for one in (noun, part))
    here, there = kinds_of(noun, words), kinds_of(part, words)
    return counted and bool(here and there) and not set(here) & set(there)


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
    """Tell whether figures are a year or part of a compound ("his 2015 arrest", "a 25-year-old")."""
    following = number.nbor(1) if number.i + 1 < len(number.doc) else None
    hyphened = following is not None and following.text == "-" and not is_number(following.nbor(1), words.table)
    year = bool(_YEAR.fullmatch(number.text)) and noun.tag_ in {"NN", "NNP"}
    return hyphened or (number.i != noun.i and (number.tag_ == "NNP" or year))


def _single(noun: Token, words: NumberWords) -> Amount | None:
    """Return one for a named person and for a person's noun in the singular: "a soldier", "the governor"."""
    person = words.harm.has("person", noun.lemma_.lower()) and noun.tag_ in {"NN", "NNP"}
    before = noun.nbor(-1).lower_ if noun.i > 0 else ""
    person |= noun.ent_type_ == "NORP" and words.table.has("article", before)  # "a Turk"
    if noun.ent_type_ != "PERSON" and not person:
        return None
    first = noun.i
    while first > 0 and _is_before(noun, noun.doc[first - 1]):
        first -= 1
    return Amount(first, noun.i, 1, 1)


def _is_before(noun: Token, token: Token) -> bool:
    """Tell whether a word is part of what stands before a person's noun: "a Taliban commander"."""
    return token.dep_ in {"det", "amod", "compound"} and token.head.i == noun.i


def _counted_noun(noun: Token, amount: Amount, words: NumberWords) -> Token | None:
    """Return the noun for those who are counted: of "dozens of people" the people, of "one of the soldiers" these."""
    if noun.i <= amount.last and amount.max != 1:
        inner = [child for child in noun.rights if child.dep_ == "nmod" and is_whose(child, words)]
        return inner[0] if inner and not is_number(inner[0], words.table) else None
    return noun


def _name(noun: Token | None, words: NumberWords) -> str | None:
    """Return the noun for the victims, none for a name and for a word of harm ("the wounded")."""
    if noun is None or noun.ent_type_ == "PERSON" or victims.is_harm(noun, words):
        return None
    return noun.lower_ if noun.pos_ == "NOUN" or noun.ent_type_ == "NORP" else None
