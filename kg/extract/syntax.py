"""Who stands where around a word: Universal Dependencies as named slots.

Slots are those of :mod:`kg.lexicon`. A passive's subject is the ``object`` and its agent the ``subject``; a
participle, infinitive or conjunct without a subject of its own has the one that its grammar gives it; a relative
pronoun is replaced by what it stands for; an event noun that a support verb carries ("carry out an attack on") has
the slots of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.grammar import case_of, is_agent, is_clause, is_given, is_infinitive, is_passive, is_quoted, is_verbal
from kg.extract.subjects import antecedent, gap_is_object, later_object, surface_subject
from kg.lexicon import Lexicon, Support

Slots = Mapping[str, tuple[Token, ...]]
#: Prepositions between what somebody does and the act that it is part of: "in a meeting with", "on a visit to".
_BESIDE = ("in", "during", "at", "on", "after", "following", "before", "ahead_of", "amid", "via")


def slots(token: Token, lexicon: Lexicon) -> Slots:
    """The slots around ``token``, each with its fillers in the order of the text; conjuncts of a filler are not
    expanded."""
    found: dict[str, list[Token]] = {}
    pairs = _verb_slots(token) if is_verbal(token) else _noun_slots(token, lexicon)
    for name, filler in pairs:
        if filler not in found.setdefault(name, []):
            found[name].append(filler)
    return {name: tuple(sorted(fillers, key=lambda t: t.i)) for name, fillers in found.items()}


def climb(noun: Token, lexicon: Lexicon) -> Token:
    """The noun that stands in the clause for ``noun``: "series" in "a series of strikes", "steps" in "steps including
    the recall", "attempt" in "an assassination attempt"."""
    while noun.dep_ in ("nmod", "compound") and noun.head != noun:
        case, above = case_of(noun), noun.head.lemma_.lower()
        counted = case == "of" and above in lexicon.words("Transparent")
        if case != "including" and not counted and not (case is None and above in lexicon.words("Tried")):
            break
        noun = noun.head
    return noun


def supporter(noun: Token, lexicon: Lexicon) -> tuple[Token, Support] | None:
    """The verb that carries an event noun ("launched" in "launched airstrikes"), with its lexicon entry."""
    top = climb(noun, lexicon)
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    verb = top.head
    if verb.pos_ != "VERB" or verb == top:
        return None
    where = _slot_in_verb(top, verb)
    for entry in lexicon.support.get(verb.lemma_.lower(), ()):
        if entry.noun == where:
            return verb, entry
    return None


def _slot_in_verb(noun: Token, verb: Token) -> str | None:
    if noun.dep_ in ("obj", "nsubj:pass") or (noun.dep_ == "nsubj" and is_passive(verb)):
        return "object"
    if noun.dep_ == "nsubj":
        return "subject"
    case = case_of(noun) if noun.dep_.startswith("obl") else None
    return "object" if case == "including" else case


def _verb_slots(verb: Token) -> Iterator[tuple[str, Token]]:
    passive = is_passive(verb)
    subjects = surface_subject(verb)
    given = passive and any(c.dep_ == "obj" for c in verb.children)  # "Kyiv was promised tanks"
    for token in subjects:
        late = len(subjects) > 1 and subjects[0].i < verb.i < token.i  # a parser's slip: "Beijing warned Manila that"
        yield ("indirect" if given else "object" if passive or late else "subject"), token
    if verb.dep_ == "acl:relcl" and gap_is_object(verb, passive):
        yield "object", verb.head
    if verb.dep_ == "amod" and verb.i > 1 and verb.doc[verb.i - 1].text == "-":
        yield from (("subject", verb.doc[verb.i - 2]), ("modifier", verb.doc[verb.i - 2]))
    for child in verb.children:
        yield from _verb_child(child, verb, passive)
    yield from (("object", c) for c in later_object(verb))


def _verb_child(child: Token, verb: Token, passive: bool) -> Iterator[tuple[str, Token]]:
    dep = child.dep_
    if dep == "obj":
        yield ("indirect" if is_given(child, verb) else "object"), antecedent(child, verb)
        yield from (("complement", c) for c in child.children if c.dep_ == "appos" and is_quoted(c))
    elif dep == "iobj":
        yield "indirect", child
    elif is_agent(child, passive):
        yield "subject", child
    elif dep.startswith("obl") or (dep == "nmod" and verb.pos_ == "VERB"):
        case = case_of(child)
        if case or (dep == "obl" and not passive and not any(c.dep_ == "obj" for c in verb.children)):
            yield case or "object", antecedent(child, verb)
    elif dep == "aux" or (dep == "advmod" and child.pos_ == "PART"):
        yield ("auxiliary" if dep == "aux" else "negation"), child
    elif dep == "compound:prt" or (dep == "advmod" and child.pos_ in ("ADP", "ADV") and child.i == verb.i + 1):
        yield "particle", child
    elif dep in ("xcomp", "ccomp"):
        yield from _complement(child)
    elif dep == "advcl":
        yield from _adverbial(child)


def _complement(child: Token) -> Iterator[tuple[str, Token]]:
    if child.dep_ == "xcomp":
        yield ("infinitive" if child.pos_ in ("VERB", "AUX") else "complement"), child
        case = case_of(child)
        if case:
            yield case, child
    else:
        yield ("infinitive" if is_infinitive(child) else "clause"), child


def _adverbial(child: Token) -> Iterator[tuple[str, Token]]:
    for mark in child.children:
        if mark.dep_ in ("mark", "case") or mark.tag_ == "WRB":
            yield (mark.lower_ if not (mark.lower_ == "to" and child.tag_ == "VB") else "infinitive"), child


def _noun_slots(noun: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    yield from _noun_children(noun, lexicon)
    yield from (("between", word) for word in _pair(noun, lexicon))
    top = climb(noun, lexicon)
    if top != noun:
        yield from _noun_children(top, lexicon)
    carried = supporter(noun, lexicon)
    if carried:
        verb, entry = carried
        for name, filler in _verb_slots(verb):
            if filler in (noun, top) or name in ("particle", "infinitive", "clause", "complement", entry.noun):
                continue
            yield (entry.subject_is if name == "subject" else name), filler
    yield from _said_of(noun, top, lexicon)
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        yield from ((n, f) for n, f in _noun_children(noun.head, lexicon) if n == "possessor" and f.i < noun.head.i)
    top = _stage(top, lexicon)
    if top.dep_ in ("obl", "nmod") and is_clause(top.head):
        said = any(c.dep_ == "cop" for c in top.head.children)  # "is in Cairo for talks"
        if case_of(top) in _BESIDE or (said and case_of(top) == "for"):
            yield from (("clause_subject", s) for s in surface_subject(top.head))


def _stage(noun: Token, lexicon: Lexicon) -> Token:
    """The noun for a part of an act, for the act: "day" in "on the last day of a visit"."""
    above = noun.head
    part = noun.dep_ == "nmod" and case_of(noun) == "of" and above.lemma_.lower() in lexicon.words("Stages")
    return above if part else noun


def _said_of(noun: Token, top: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """What a noun is the predicate of ("the raid was a violation"), and who is called the target of an act."""
    if any(c.dep_ == "cop" for c in noun.children):
        inside = case_of(noun) in _BESIDE  # "he is on a visit", but not "it was an attack"
        said = (c for c in noun.children if c.dep_ == "nsubj" and (inside or c.pos_ not in ("PRON", "DET")))
        yield from (("subject", antecedent(c, noun)) for c in said)
        yield from (("auxiliary", c) for c in noun.children if c.dep_ == "aux")
        yield from (("negation", c) for c in noun.children if c.dep_ == "advmod" and c.pos_ == "PART")
    if top.dep_ == "nmod" and case_of(top) == "of" and top.head.lemma_.lower() in lexicon.words("Sufferers"):
        yield from (("object", c) for c in surface_subject(top.head))
    answered = top.dep_ in ("obj", "nsubj:pass") or case_of(top) == "to"
    if answered and top.head.lemma_.lower() in lexicon.words("Answering"):
        yield from (("answerer", c) for c in surface_subject(top.head) if not is_passive(top.head))


def _noun_children(noun: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        dep = child.dep_
        if dep == "nmod:poss":
            yield "possessor", child
        elif dep in ("amod", "compound", "nmod", "nmod:desc", "obl", "nmod:unmarked"):
            case = case_of(child)
            before = noun.doc[max(child.i - 2, 0)]  # "anti", the hyphen, "Syrian"
            opposed = before.i < child.i - 1 and before.lower_ in lexicon.words("AntiPrefixes")
            if (case or child.i < noun.i) and not (case == "on" and _is_pinned(noun, lexicon)):
                yield (case or ("against" if opposed else "modifier")), child
            else:
                yield from _after_participle(child, noun)
            if case == "of":
                yield from ((k, c) for c in child.children if c.dep_ == "nmod" and (k := case_of(c)) in ("by", "with"))
            if dep == "amod" and child.tag_ == "VBN" and child.lemma_.lower() in lexicon.words("Holding"):
                yield from (("held_by", c) for c in child.children if c.dep_ == "compound")  # "ISIL-held Mosul"
            if dep in ("amod", "compound") and child.pos_ != "VERB":  # "Israel-linked bases" are not Israel's
                yield from (("modifier", c) for c in child.children if c.dep_ in ("conj", "compound"))
        elif dep in ("acl", "acl:relcl"):
            if dep == "acl" and any(c.dep_ in ("nsubj", "nsubj:pass") for c in child.children):
                yield "clause", child  # "concern that Iran was building a bomb"
            else:
                yield from _participle(child, lexicon)


def _pair(noun: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """Both of two names with a hyphen between them before a noun: "an Israel-Lebanon border deal"."""
    for word in noun.subtree:
        if word.i > 1 and word.i < noun.i and word.dep_ in ("compound", "amod", "nmod") and word.nbor(-1).text == "-":
            first = word.nbor(-2)
            named = all(t.pos_ in ("PROPN", "ADJ") and t.text[:1].isupper() for t in (first, word))
            if named and first.lower_ not in lexicon.words("AntiPrefixes"):
                return first, word
    return ()


def _is_pinned(act: Token, lexicon: Lexicon) -> bool:
    """Whether an act is put down to somebody: "blamed the attack on rebels" is no attack on them."""
    return act.dep_ == "obj" and act.head.lemma_.lower() in lexicon.words("Pinning")


def _after_participle(child: Token, noun: Token) -> Iterator[tuple[str, Token]]:
    """The object of a participle that the parser hangs on the noun: "talks involving Egypt and Sudan"."""
    before = noun.doc[child.left_edge.i - 1]
    if before.dep_ == "acl" and before.head == noun and before.tag_ == "VBG":
        yield before.lower_, child


def _participle(verb: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    if is_infinitive(verb):
        yield "infinitive", verb
    elif verb.tag_ == "VBG":
        bare = (c for c in verb.children if c.dep_ == "obj" or (c.dep_ in ("nmod", "obl") and not case_of(c)))
        yield from ((verb.lower_, c) for c in bare)
        if verb.lemma_.lower() in lexicon.words("Using"):
            yield from (("against", c) for c in _against(verb))
    elif is_passive(verb) and verb.lemma_.lower() in lexicon.words("Authoring"):
        yield from (("by" if name == "subject" else name, f) for name, f in _verb_slots(verb) if name != "object")


def _against(verb: Token) -> Iterator[Token]:
    """Against whom means are used: "strikes using drones against the rebels" are strikes against the rebels."""
    yield from (word for word in verb.subtree if word.dep_ in ("obl", "nmod") and case_of(word) == "against")
