"""Did it happen? Negated, planned, feared, demanded and merely possible acts are told from acts that the text reports.

Each check climbs from the event word towards the root of its sentence and stops where the outer clause no longer
decides.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from kg.extract.syntax import case_of, is_verbal, supporter
from kg.lexicon import Lexicon

Reality = Literal["real", "negated", "future", "unreal", "alleged", "habitual"]
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "advcl:relcl")


def reality(token: Token, lexicon: Lexicon) -> Reality:
    """How the text presents the act that ``token`` evokes."""
    if is_verbal(token):
        return _clause(token, lexicon)
    noun = _noun(token, lexicon)
    carried = supporter(token, lexicon)
    if noun != "real" or not carried:
        return noun
    return _clause(carried[0], lexicon)


def _clause(verb: Token, lexicon: Lexicon, depth: int = 0) -> Reality:
    if _habitual(verb):
        return "habitual"
    own = _own(verb, lexicon)
    if own != "real" or depth > 8 or verb.dep_ not in _CLAUSES:
        return own
    return _from_above(verb, verb.head, lexicon, depth)


def _habitual(verb: Token) -> bool:
    """"Militant groups that launch attacks": what unnamed many do in the present says what they are like, not what
    happened."""
    if verb.dep_ != "acl:relcl" or verb.tag_ not in ("VBP", "VBZ") or verb.head.tag_ != "NNS":
        return False
    return not any(c.dep_ in ("det", "nmod:poss", "nummod") for c in verb.head.children)


def _own(verb: Token, lexicon: Lexicon) -> Reality:
    """What a verb's own auxiliaries, negations and conjunctions say."""
    words = [(c, c.lemma_.lower()) for c in verb.children if c.dep_ in ("aux", "aux:pass", "advmod", "mark", "det")]
    negations = lexicon.words("Negations")
    if any(w in negations or c.lower_ in negations for c, w in words):
        return "negated"
    if any(c.dep_ == "mark" and c.lower_ in lexicon.words("Conditions") for c, _ in words):
        return "unreal"
    auxiliaries = [(c.lower_, w) for c, w in words if c.dep_ in ("aux", "aux:pass")]
    if any(w in lexicon.words("Futures") or form in lexicon.words("Futures") for form, w in auxiliaries):
        return "future"
    if any(w in lexicon.words("Modals") or form in lexicon.words("Modals") for form, w in auxiliaries):
        return "unreal"
    return "negated" if _no_participant(verb, negations) else "real"


def _no_participant(verb: Token, negations: frozenset[str]) -> bool:
    """"No citizen was targeted", "nobody was killed"."""
    for child in verb.children:
        words = [child, *(c for c in child.children if c.dep_ in ("det", "cc", "cc:preconj", "advmod"))]
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(w.lower_ in negations for w in words):
            return True
    return False


def _from_above(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Reality:
    if verb.dep_ in ("conj", "advcl"):
        return (_conjunct if verb.dep_ == "conj" else _adverbial)(verb, head, lexicon, depth)
    lemma = head.lemma_.lower()
    if lemma in lexicon.words("Accusing"):
        return "alleged"
    return _on_noun(verb, head, lexicon, depth) if verb.dep_ == "acl" else _complement(verb, head, lexicon, depth)


def _complement(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Reality:
    """What a verb is followed by: "managed to strike" happened, "wants to strike" did not."""
    lemma = head.lemma_.lower()
    if verb.dep_ == "ccomp" and not _to(verb):
        return "unreal" if lemma in lexicon.words("UnrealClause") else "real"
    if lemma in lexicon.words("Implicative"):
        return _clause(head, lexicon, depth + 1) if verb.dep_ == "xcomp" else "real"
    if lemma in lexicon.words("Hypothetical") | lexicon.words("Ending") or (verb.dep_ == "xcomp" and _to(verb)):
        return "unreal"
    return _clause(head, lexicon, depth + 1) if verb.dep_ == "xcomp" else "real"


def _conjunct(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Reality:
    """A conjunct without a subject and auxiliary of its own shares those of the first verb, but not its negation."""
    if not is_verbal(head) or any(c.dep_ in ("nsubj", "nsubj:pass", "aux") for c in verb.children):
        return "real"
    above = _clause(head, lexicon, depth + 1)
    return "real" if above == "negated" else above


def _adverbial(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Reality:
    """"of carrying out", "to destroy": what an accusing word is followed by is alleged, a purpose has not happened
    yet."""
    if head.lemma_.lower() in lexicon.words("Accusing"):
        return "alleged"
    if head.lemma_.lower() in lexicon.words("Hypothetical") and head.pos_ != "VERB":
        return "unreal"
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case")}
    if marks & {"from", "against", "without"}:
        return "unreal"
    if "to" in marks and head.lemma_.lower() in lexicon.words("Implicative"):
        return _clause(head, lexicon, depth + 1)
    return "unreal" if _to(verb) else "real"


def _on_noun(verb: Token, noun: Token, lexicon: Lexicon, depth: int) -> Reality:
    """A clause that hangs on a noun: "the decision to recall" happened, "a plan to attack" did not."""
    if not _to(verb):
        return "real"
    if noun.lemma_.lower() not in lexicon.words("Implicative"):
        return "unreal"
    return _clause(noun.head, lexicon, depth + 1) if is_verbal(noun.head) and noun.head != noun else "real"


def _noun(noun: Token, lexicon: Lexicon) -> Reality:
    """What stands around an event noun: "any attack", "the threat of an attack", "no strikes", "prevented an
    attack"."""
    words = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod", "compound", "advmod")}
    if words & lexicon.words("Negations"):
        return "negated"
    if words & lexicon.words("Attempted"):
        return "unreal"
    head = noun.head
    lemma = head.lemma_.lower()
    if head == noun or noun.dep_ in ("nsubj", "nsubj:pass", "appos", "conj"):
        return "real"
    if noun.dep_ in ("nmod", "obl", "compound") and lemma in lexicon.words("Accusing"):
        return "alleged"
    unreal = lexicon.words("Hypothetical") if noun.dep_ in ("obj", "nmod", "compound") else frozenset()
    if lemma in unreal | (lexicon.words("Ending") if noun.dep_ == "obj" else frozenset()):
        return "unreal" if noun.dep_ == "obj" or case_of(noun) in ("of", "to", "for", None) else "real"
    return "real"


def _to(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
