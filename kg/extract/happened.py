"""Did what a clause tells happen? Negated, planned, feared, demanded and merely possible acts are told from reports.

Each check climbs from the event word towards the root of its sentence and stops where the outer clause no longer
decides. A :class:`Verdict` names the word that decided, so that an abstention can be explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from kg.extract.grammar import case_of, is_passive, is_verbal
from kg.extract.subjects import UNFIT
from kg.lexicon import Lexicon

Reality = Literal["real", "negated", "future", "unreal", "alleged", "habitual"]
#: Relations in which a clause may have its reality from the one above it.
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "csubj:pass", "advcl:relcl", "acl:relcl")
_HELPERS = ("aux", "aux:pass", "advmod", "mark", "det", "cc:preconj")
_SUBJECTS = ("nsubj", "nsubj:pass")
#: Clauses are not followed higher than this.
_HIGHEST = 8
_PRESENT = ("VBP", "VBZ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the text presents an act, and the word that says so."""

    state: Reality = "real"
    because: Token | None = None


REAL = Verdict()


def clause(verb: Token, lexicon: Lexicon, depth: int = 0) -> Verdict:
    """How the text presents what ``verb`` tells."""
    own = _own(verb, lexicon)
    if own != REAL or depth > _HIGHEST or verb.dep_ not in _CLAUSES:
        return own
    return _from_above(verb, verb.head, lexicon, depth)


def is_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def among(token: Token, lexicon: Lexicon, *sets: str) -> bool:
    """Whether a word, as it stands or as its lemma, is in any of the sets."""
    return any(token.lower_ in lexicon.words(name) or token.lemma_.lower() in lexicon.words(name) for name in sets)


def is_accusing(word: Token, lexicon: Lexicon) -> bool:
    """Whether what follows a word is alleged: "accused of", "allegations of"; a suspect is nobody's allegation."""
    return among(word, lexicon, "Accusing" if word.pos_ in ("VERB", "AUX") else "Allegations")


def _own(verb: Token, lexicon: Lexicon) -> Verdict:
    """What a verb's own auxiliaries, negations and conjunctions say."""
    for child in verb.children:
        if child.dep_ in _HELPERS and among(child, lexicon, "Negations") and not _only_excepted(verb, lexicon):
            return Verdict("negated", child)
        if child.dep_ in ("mark", "cc") and child.lower_ in lexicon.words("Conditions"):
            return Verdict("unreal", child)
        if child.dep_ == "mark" and verb.tag_ == "VB" and child.lower_ in lexicon.words("Announced"):
            return Verdict("future", child)
        headed = child.dep_ == "mark" and verb.dep_ == "ROOT"  # "Biden, Xi to meet"
        if (headed or child.dep_ == "cop") and is_to(verb) and verb.pos_ == "VERB":  # "is to meet"
            return Verdict("future", child)
    return _auxiliary(verb, lexicon) or _turned(verb) or _no_participant(verb, lexicon) or _habit(verb, lexicon)


def _auxiliary(verb: Token, lexicon: Lexicon) -> Verdict | None:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "aux:pass")]
    for state, name in (("future", "Futures"), ("unreal", "Modals")):
        for one in auxiliaries:
            if among(one, lexicon, name):
                return Verdict("future" if state == "future" else "unreal", one)
    return None


def _turned(verb: Token) -> Verdict | None:
    """"Had Iran attacked, ...", "Did Iran attack?", "Who attacked?": subject behind auxiliary, or asked for."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    first = next((c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")), None)
    if subject is None:
        return None
    asked = next((t for t in verb.sent if t.i > verb.i and t.text == "?"), None)
    turned = first is not None and first.i < subject.i
    if turned and verb.tag_ == "VBN" and verb.dep_ in ("advcl", "ccomp") and first and first.tag_ == "VBD":
        return Verdict("unreal", first)
    if asked is None or verb.dep_ in ("acl", "acl:relcl", "advcl"):
        return None
    why = any(c.tag_ == "WRB" and c.i < subject.i for c in verb.children)
    return Verdict("unreal", asked) if (turned and not why) or subject.lower_ == "who" else None


def _no_participant(verb: Token, lexicon: Lexicon) -> Verdict | None:
    """"No citizen was targeted", "nobody was killed", "at no point did it attack"."""
    for child in verb.children:
        always = child.dep_ in (*_SUBJECTS, "obj")
        if always or (child.dep_ == "obl" and among(child, lexicon, "Occasions")):
            words = [child, *(c for c in child.children if c.dep_ in ("det", "cc", "cc:preconj", "advmod"))]
            found = next((w for w in words if w.lower_ in lexicon.words("Negations")), None)
            if found and not (always and _is_excepted(child, verb, lexicon)):
                return Verdict("negated", found)
    return None


def _only_excepted(verb: Token, lexicon: Lexicon) -> bool:
    """"It did not attack anyone but rebels": what is negated of all others happened to these."""
    return any(c.dep_ in (*_SUBJECTS, "obj") and _is_excepted(c, verb, lexicon) for c in verb.children)


def _is_excepted(nobody: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether somebody is excepted from "nobody": "nobody but rebels was hit", "no one was hit except for rebels".

    Only from words for no one in particular: where "no Swede except guards" was hit, "Swede" names nobody who was."""
    if not among(nobody, lexicon, "NoOne"):
        return False
    behind = [t for t in nobody.subtree if t.i > nobody.i and nobody in (t.head, t.head.head, t.head.head.head)]
    beside = [c for one in verb.rights if one.dep_ == "obl" for c in one.lefts]
    return any(_excepts(word, lexicon) for word in (*behind, *beside))


def _excepts(word: Token, lexicon: Lexicon) -> bool:
    pair = f"{word.lower_}_{word.nbor(1).lower_}" if word.i + 1 < len(word.doc) else ""
    return not is_verbal(word.head) and bool({word.lower_, pair} & lexicon.words("Excepting"))


def _habit(verb: Token, lexicon: Lexicon) -> Verdict:
    """"Militant groups that launch attacks", "it usually expels spies", "anyone who attacks": habits, not acts."""
    bare = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in verb.children)
    habits = ("Seldom", "Habits") if bare or verb.tag_ in _PRESENT else ("Seldom",)
    adverb = next((c for c in verb.children if c.dep_ == "advmod" and among(c, lexicon, *habits)), None)
    if adverb:
        return Verdict("habitual", adverb)
    if verb.dep_ != "acl:relcl" or verb.tag_ not in _PRESENT:
        return REAL
    noun = verb.head
    named = any(c.dep_ in ("det", "nmod:poss", "nummod") and not among(c, lexicon, "Whoever") for c in noun.children)
    generic = noun.tag_ == "NNS" or among(noun, lexicon, "Whoever")
    return Verdict("habitual", noun) if generic and not named else REAL


def _from_above(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """What the clause or noun says that a clause hangs on."""
    if verb.dep_ == "acl:relcl":
        return REAL
    below = {"conj": _conjunct, "advcl": _adverbial, "acl": _on_noun}.get(verb.dep_)
    if below:
        return below(verb, head, lexicon, depth)
    if is_accusing(head, lexicon):
        return Verdict("alleged", head)
    return (_as_subject if verb.dep_.startswith("csubj") else _complement)(verb, head, lexicon, depth)


def _complement(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """What a verb is followed by: "managed to strike" happened, "wants to strike" did not."""
    if verb.dep_ == "ccomp" and not is_to(verb):
        claimed = among(head, lexicon, "Claiming") and _is_indicative(verb)
        return Verdict("unreal", head) if among(head, lexicon, "UnrealClause") and not claimed else REAL
    above = clause(head, lexicon, depth + 1) if verb.dep_ == "xcomp" else REAL
    if among(head, lexicon, "Reluctant"):
        return REAL if above.state == "negated" else Verdict("unreal", head)
    if is_to(verb) and head.lower_ in lexicon.words("Announced"):
        return Verdict("future", head) if above == REAL else above
    if among(head, lexicon, "Implicative"):
        return above
    if among(head, lexicon, "Hypothetical", "Ending") or (is_to(verb) and verb.dep_ == "xcomp"):
        return Verdict("unreal", head)
    return above


def _is_indicative(verb: Token) -> bool:
    """"Insisted that it withdrew" or "has withdrawn" tells what happened, "insisted that it withdraw" what should."""
    words = [verb, *(c for c in verb.children if c.dep_ in ("aux", "aux:pass"))]
    return any(word.tag_ in ("VBD", *_PRESENT) for word in words)


def _as_subject(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """"It is not true that it struck" is as true as the clause above; "to bomb it would be wrong" is no report,
    "why it struck is unknown" is one."""
    if any(c.tag_ == "WRB" for c in verb.children):
        return REAL
    if not is_to(verb) and verb.tag_ != "VBG":
        if among(head, lexicon, "Truth"):
            return clause(head, lexicon, depth + 1)
        return Verdict("unreal", head) if among(head, lexicon, "Hypothetical", "UnrealClause") else REAL
    past = any(w.tag_ == "VBD" for w in (head, *head.children) if w == head or w.dep_ in ("aux", "cop"))
    return clause(head, lexicon, depth + 1) if past and not is_to(verb) else Verdict("unreal", head)


def _conjunct(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """A conjunct without a subject and auxiliary of its own shares those of the first verb, but not its negation.

    One that an auxiliary cannot govern belongs to a verb higher up: "said it would leave and accused"."""
    if not is_verbal(head) or any(c.dep_ in (*_SUBJECTS, "aux") for c in verb.children):
        return REAL
    if head.tag_ in UNFIT.get(verb.tag_, ()):
        higher = head.head
        inside = head.dep_ in ("ccomp", "xcomp", "advcl") and is_verbal(higher)
        return _shared(clause(higher, lexicon, depth + 1)) if inside else REAL
    above = clause(head, lexicon, depth + 1)
    neither = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in verb.children)
    return above if neither else _shared(above)


def _shared(above: Verdict) -> Verdict:
    return REAL if above.state == "negated" else above


def _adverbial(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """"of carrying out", "to destroy": what an accusing word is followed by is alleged, a purpose has not happened
    yet."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case")}
    if is_accusing(head, lexicon) and marks & {"of", "with", "for", "in"}:
        return Verdict("alleged", head)
    if marks & {"from", "against", "without"} or ("for" in marks and among(head, lexicon, "Advocating")):
        return Verdict("unreal", head)
    if among(head, lexicon, "Hypothetical") and (head.pos_ != "VERB" or (not marks and verb.i == head.i + 1)):
        return Verdict("unreal", head)
    if is_to(verb):
        announced = head.lower_ in lexicon.words("Announced")
        reached = among(head, lexicon, "Implicative") or _is_enacted(verb, head, lexicon)
        return clause(head, lexicon, depth + 1) if reached else Verdict("future" if announced else "unreal", head)
    return _at_that_time(verb, head, lexicon, depth)


def _is_enacted(verb: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether a purpose is reached in the act itself: "met to discuss", "closed shops to protest"."""
    return among(verb, lexicon, "Shown") or (among(verb, lexicon, "Enacted") and among(head, lexicon, "Gathering"))


def _at_that_time(verb: Token, head: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """"It will answer when Iran attacks": the present tense of a clause of time has the future of what it dates."""
    dated = verb.tag_ in _PRESENT and any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)
    if not dated or any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children):
        return REAL
    above = clause(head, lexicon, depth + 1)
    return above if above.state in ("future", "unreal") else REAL


def _on_noun(verb: Token, noun: Token, lexicon: Lexicon, depth: int) -> Verdict:
    """A clause that hangs on a noun: "the decision to recall" happened, "a plan to attack" did not; who is the first or
    the latest to do it has done it."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case")}
    if is_accusing(noun, lexicon) and (noun.pos_ in ("VERB", "AUX") or marks & {"of", "that"}):
        return Verdict("alleged", noun)
    if not is_to(verb):
        return Verdict("unreal", noun) if marks & {"of", "that"} and among(noun, lexicon, "Hypothetical") else REAL
    if any(c.dep_ == "amod" and (c.tag_ == "JJS" or among(c, lexicon, "Ranking")) for c in noun.children):
        return _shared(clause(noun, lexicon, depth + 1))
    if not among(noun, lexicon, "Decisions"):
        headline = noun.dep_ == "ROOT" and noun.pos_ == "PROPN"
        return Verdict("future" if headline else "unreal", noun)
    return clause(noun.head, lexicon, depth + 1) if is_verbal(noun.head) and noun.head != noun else REAL


def in_fiction(verb: Token, lexicon: Lexicon) -> Verdict | None:
    """"In the novel, Sweden invades Norway": the present tense of a story that is told."""
    if verb.tag_ not in (*_PRESENT, "VB", "VBG"):
        return None
    for above in _upwards(verb):
        for child in above.children:
            placed = child.dep_ == "obl" and case_of(child) == "in"
            if (placed or child.dep_ == "nsubj") and child.lemma_.lower() in lexicon.words("Fiction"):
                return Verdict("unreal", child)
    return None


def _upwards(word: Token) -> Iterator[Token]:
    yield word
    for _ in range(_HIGHEST):
        if word.head == word:
            return
        word = word.head
        yield word


def suffers(noun: Token) -> bool:
    """Whether a noun is what its verb does something to."""
    return noun.dep_ in ("obj", "nsubj:pass") or (noun.dep_ == "nsubj" and is_passive(noun.head))
