"""Did it happen? Acts that the text reports are told from those that it negates, announces, fears or alleges.

For verbs :mod:`kg.extract.happened` decides; here it is said what stands around an event noun: its determiners, the
word that it hangs on, the verb that carries it.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar import case_of, is_verbal
from kg.extract.happened import REAL, Reality, Verdict, among, clause, in_fiction, is_accusing, suffers
from kg.extract.syntax import climb, supporter
from kg.lexicon import Lexicon

__all__ = ["Reality", "Verdict", "reality", "verdict"]

_CONTENTS = ("of", "to", "for", "about", None)
_TOPICS = ("of", "for", "about", "against", "with")


def reality(token: Token, lexicon: Lexicon) -> Reality:
    """How the text presents the act that ``token`` evokes."""
    return verdict(token, lexicon).state


def verdict(token: Token, lexicon: Lexicon) -> Verdict:
    """How the text presents the act that ``token`` evokes, and the word that says so."""
    if is_verbal(token):
        return in_fiction(token, lexicon) or clause(token, lexicon)
    noun = _noun(token, lexicon)
    carried = supporter(token, lexicon)
    if noun != REAL or not carried or _has_happened(token):
        return noun
    return clause(carried[0], lexicon)


def _noun(noun: Token, lexicon: Lexicon) -> Verdict:
    """What stands around an event noun: "any attack", "the threat of an attack", "no strikes", "prevented an
    attack"."""
    top = climb(noun, lexicon)
    for one in dict.fromkeys((noun, top)):
        found = _determined(one, lexicon)
        if found:
            return found
    if _has_happened(noun):
        return REAL
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    return _hanging(top, lexicon) if top.head != top else REAL


def _determined(noun: Token, lexicon: Lexicon) -> Verdict | None:
    for child in noun.children:
        if child.dep_ in ("det", "amod", "compound", "advmod") and child.i < noun.i:
            if child.lower_ in lexicon.words("Negations"):
                return Verdict("negated", child)
            if child.lower_ in lexicon.words("Attempted"):
                return Verdict("unreal", child)
    return None


def _has_happened(noun: Token) -> bool:
    """Whether a noun is told to have had an effect: "plotting an attack that killed two"."""
    return any(c.dep_ == "acl:relcl" and c.tag_ == "VBD" and c.i > noun.i for c in noun.children)


def _hanging(noun: Token, lexicon: Lexicon) -> Verdict:
    """What the word says that an event noun hangs on."""
    head, case = noun.head, case_of(noun)
    if noun.dep_ in ("nmod", "obl", "compound") and is_accusing(head, lexicon) and case in ("of", "with", None):
        return Verdict("alleged", head)
    if _is_unfulfilled(noun, head, case, lexicon):
        return Verdict("unreal", head)
    if noun.dep_ in ("nsubj", "nsubj:outer"):
        for one in (head, *(c for c in head.children if c.dep_ == "xcomp")):
            if one.lemma_.lower() in lexicon.words("Uncertain"):
                return Verdict("unreal", one)
    occurs = noun.dep_ in ("nsubj", "nsubj:outer") and among(head, lexicon, "Occurring")
    if not occurs and not (noun.dep_ in ("obj", "nsubj", "nsubj:pass") and _is_new(noun)):
        return REAL
    above = clause(head, lexicon)
    if occurs:
        return above
    return above if above.state in ("future", "unreal") else REAL


def _is_unfulfilled(noun: Token, head: Token, case: str | None, lexicon: Lexicon) -> bool:
    """Whether the word above wishes, fears, plans or ends the act."""
    if noun.dep_ in ("nmod", "obl") and case == "for" and among(head, lexicon, "Advocating"):
        return True
    if case == "against" and _is_new(noun) and among(head, lexicon, "Guarding"):
        return True
    if suffers(noun):
        return _is_kept_away(head, lexicon)
    if noun.dep_ == "compound":  # "attack fears", "the protest song": only an attempt at an act is one
        return not among(head, lexicon, "Tried")
    if not among(head, lexicon, "Hypothetical"):
        return False
    return case in (_TOPICS if head.pos_ == "VERB" else _CONTENTS) and noun.dep_ in ("nmod", "obl")


def _is_kept_away(head: Token, lexicon: Lexicon) -> bool:
    """"Prevented the attack", "talks are planned"; but "rejected the accusations", "called the attack a crime"."""
    if any(c.dep_ == "xcomp" for c in head.children):
        return head.lower_ in lexicon.words("Announced")
    particles = [f"{head.lemma_.lower()}_{c.lower_}" for c in head.children if c.dep_ == "compound:prt"]
    if any(one in lexicon.words("Ending") for one in particles):
        return True
    return among(head, lexicon, "Hypothetical", "Announced", "Ending") and not among(head, lexicon, "Opposing")


def _is_new(noun: Token) -> bool:
    """Whether a noun is no act known before: "an attack could follow", not "the attack could", "to end fighting"."""
    if any(c.dep_ == "nmod:poss" for c in noun.children):
        return False
    articles = [c.lower_ for c in noun.children if c.dep_ == "det"]
    return articles[0] in ("a", "an", "some") if articles else noun.dep_ != "obj"
