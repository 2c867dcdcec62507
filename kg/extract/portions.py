"""Some of those who came to harm, told beside them: "including two children", "two of them women", "the dead included".

They are a part of the number that they stand behind, never added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import victims
from kg.extract.amounts import is_number
from kg.extract.clauses import sentence
from kg.extract.headcount import People, one_kind, parts_of, people_of
from kg.extract.whom import is_people, kinds_of
from kg.extract.words import NumberWords

#: So many words after the people their parts may follow.
_FAR = 20


def joined(noun: Token, words: NumberWords) -> Iterator[People]:
    """Yield each of several kinds that are counted together: "three women and four children"."""
    parts = parts_of(noun, words)
    for part in parts if len(parts) > 1 else ():
        people = one_kind(part, words)
        if people is not None and people.kinds:
            yield people


def behind(noun: Token, harm: Token, words: NumberWords) -> Iterator[People]:
    """Yield those who are told as some of the people before: "including two children", "five of them soldiers"."""
    end = min(sentence(noun).end, max(noun.i, harm.i) + _FAR)
    for token in noun.doc[noun.i + 1 : end]:
        other = victims.is_harm(token, words) and token.i != harm.i and token.i > noun.i + 1
        if other or (token.pos_ == "NUM" and _counts_others(token, noun, words)):
            return
        if words.harm.has("including", token.lower_) and token.i + 1 < end:
            yield from _listed(_head_after(token, end), words)
        elif words.harm.has("them", token.lower_) and token.nbor(-1).lower_ in words.harm.kinds["whose"]:
            yield from _of_them(token, end, words)


def among(harm: Token, words: NumberWords) -> Iterator[People]:
    """Yield who is said to be among the dead: "the dead included four officers", "among those killed were two"."""
    those = harm.head if harm.dep_ == "acl" else harm
    clause = those.head
    if those.dep_ in {"nsubj", "nsubj:pass"} and words.harm.has("include", clause.lemma_.lower()):
        yield from (one for child in clause.children if child.dep_ == "obj" for one in _listed(child, words))
    elif any(words.harm.has("including", child.lower_) for child in those.children) and those.i < clause.i:
        said = [clause] if clause.pos_ in {"NOUN", "PROPN", "NUM"} else [
            child for child in clause.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i > those.i
        ]
        yield from (one for child in said for one in _listed(child, words))
    elif any(words.harm.has("including", child.lower_) for child in those.children):  # "was among those killed"
        named = [child for child in those.children if child.dep_ == "nsubj" and child.i < those.i]
        yield from (one for child in named for one in _listed(child, words))


def _listed(noun: Token | None, words: NumberWords) -> Iterator[People]:
    """Yield the people of a list, one by one; people without a number are none of these."""
    for part in parts_of(noun, words) if noun is not None else ():
        people = one_kind(part, words)
        if people is not None:
            yield people


def _counts_others(number: Token, noun: Token, words: NumberWords) -> bool:
    """Tell whether a number is that of other people than those before: "seven died; around twenty more, including"."""
    head = number.head if number.dep_ == "nummod" else number
    of_them = number.i + 2 < len(number.doc) and words.harm.has("them", number.nbor(2).lower_)
    timed = number.ent_type_ in {"DATE", "TIME"}
    own = noun.i in {head.i, number.i} or of_them or timed
    return not own and (head.pos_ != "NOUN" or is_people(head, words))


def _head_after(token: Token, end: int) -> Token | None:
    """Return the head of the phrase behind a word: "including two children", "among them three women"."""
    if token.dep_ == "case" and token.head.i > token.i and token.head.pos_ not in {"PRON", "DET"}:
        return token.head
    start = token.i + 1 if token.head.i <= token.i or token.head.pos_ not in {"PRON", "DET"} else token.head.i + 1
    for one in token.doc[start:end]:
        if one.pos_ == "NUM":
            return one.head if one.dep_ == "nummod" and one.head.i > one.i else one
        if one.pos_ in {"NOUN", "PROPN"}:
            return one
        if one.pos_ in {"VERB", "PUNCT"}:
            return None
    return None


def _of_them(them: Token, end: int, words: NumberWords) -> Iterator[People]:
    """Yield "five of them soldiers" and "two of whom were children": the number, and the noun behind."""
    number = them.doc[them.i - 2] if them.i > 1 else them
    behind_ = (one for one in them.doc[them.i + 1 : end] if one.pos_ not in {"AUX", "DET", "ADV", "ADJ"})
    noun = next(behind_, None)
    if noun is None or noun.pos_ != "NOUN" or not (kinds := kinds_of(noun, words)):
        return
    people = people_of(number, words) if is_number(number, words.table) else None
    if people is not None:
        yield replace(people, victims=noun.lower_, kinds=kinds)
