"""Who stands where around a word: Universal Dependencies as named slots.

Slots are those of :mod:`kg.lexicon`. A passive's subject is the ``object`` and its agent the ``subject``; a
participle, infinitive or conjunct without a subject of its own has the one that its grammar gives it; a relative
pronoun is replaced by what it stands for; an event noun that a support verb carries ("carry out an attack on") has
the slots of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.lexicon import Lexicon, Support

Slots = Mapping[str, tuple[Token, ...]]
#: Prepositions between what somebody does and the act that it is part of: "in a meeting with", "on a visit to".
_BESIDE = ("in", "during", "at", "on", "after", "following", "before", "ahead_of", "amid", "via")
_OF_NOUNS = ("det", "amod", "nmod:poss", "compound", "nummod")
_INSIDE = ("ccomp", "xcomp", "advcl")
#: Forms of a verb, and those of a verb before it with which they cannot share a subject.
UNFIT = {"VBD": ("VB", "VBG"), "VBZ": ("VB", "VBG"), "VBN": ("VB",)}
FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")


def slots(token: Token, lexicon: Lexicon) -> Slots:
    """The slots around ``token``, each with its fillers in the order of the text; conjuncts of a filler are not
    expanded."""
    found: dict[str, list[Token]] = {}
    pairs = _verb_slots(token) if is_verbal(token) else _noun_slots(token, lexicon)
    for name, filler in pairs:
        if filler not in found.setdefault(name, []):
            found[name].append(filler)
    return {name: tuple(sorted(fillers, key=lambda t: t.i)) for name, fillers in found.items()}


def is_verbal(token: Token) -> bool:
    """Whether a word takes the slots of a verb: verbs, adjectives that are a clause's predicate, participles that the
    tagger took for nouns."""
    predicate = token.pos_ == "ADJ" and token.dep_ not in ("amod", "compound")
    return token.pos_ in ("VERB", "AUX") or predicate or is_participle(token)


def is_participle(token: Token) -> bool:
    """Whether a word tagged as a noun is the participle of a clause: "Iran is warning that", "Egypt said, warning
    of"."""
    if token.tag_ != "NN" or token.lower_[-3:] != "ing" or any(c.dep_ in _OF_NOUNS for c in token.children):
        return False
    said = {c.dep_ for c in token.children}
    return {"cop", "nsubj"} <= said or token.dep_ in ("advcl", "parataxis", "acl")


def stems(token: Token) -> tuple[str, ...]:
    """What the verb of a participle may be: "warn", "make", "stop"."""
    stem = token.lower_[:-3]
    doubled = (stem[:-1],) if stem[-1:] == stem[-2:-1] else ()
    return (stem, stem + "e", *doubled)


def is_clause(token: Token) -> bool:
    """Whether a word is the predicate of a clause: a verb, or what a copula makes one."""
    return token.pos_ == "VERB" or any(c.dep_ == "cop" for c in token.children)


def coordinated(token: Token) -> Iterator[Token]:
    """``token`` and the nouns coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from coordinated(child)


def is_passive(verb: Token) -> bool:
    """Whether a verb's grammatical subject suffers the act; with an object and no auxiliary it does not, whatever the
    parser calls it ("raids killed at least nine")."""
    said = {c.dep_ for c in verb.children}
    if "obj" in said or said & {"aux:pass", "obl:agent", "nsubj:pass", "csubj:pass"}:
        return "obj" not in said or bool(said & {"aux:pass", "obl:agent"})
    if verb.tag_ != "VBN" or "aux" in said:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return is_passive(verb.head)
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and is_passive(verb.head):
        return True  # "were reported killed"
    reduced = verb.dep_ in ("acl", "amod", "advcl", "ROOT", "parataxis")
    return "nsubj" not in said and (reduced or (verb.dep_ == "xcomp" and verb.head.lemma_ == "be"))


def case_of(token: Token) -> str | None:
    """The preposition of a noun ("according_to" when it has several words), or None."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ != "PART":
            words = [child, *(c for c in child.children if c.dep_ in ("fixed", "case"))]
            return "_".join(w.lower_ for w in sorted(words, key=lambda w: w.i))
    return None


def surface_subject(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The words that a verb is said of, its own subject or the one its grammar lends it."""
    said = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "csubj")]
    own = tuple(_antecedent(c, verb) for c in said if len(said) == 1 or not _cased(c))  # "according to X, Y"
    if own or depth > 6:
        return own
    if verb.dep_ in ("acl", "acl:relcl"):
        return _noun_subject(verb, verb.head, depth)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and _is_infinitive(verb)):
        objects = tuple(_antecedent(c, verb.head) for c in verb.head.children if c.dep_ in ("obj", "iobj"))
        return objects or surface_subject(verb.head, depth + 1)
    return _fronted(verb) or _shared_subject(verb, verb.head, depth)


def _fronted(verb: Token) -> tuple[Token, ...]:
    """The first of two subjects of a verb of saying, which a participle before it should have: "Two Kenyans killed by
    rebels, witnesses say"."""
    if verb.dep_ != "ccomp" or verb.tag_ != "VBN" or verb.i > verb.head.i:
        return ()
    subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    return tuple(subjects[:1]) if len(subjects) > 1 and subjects[0].i < verb.i < subjects[1].i else ()


def _shared_subject(verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """The subject that a conjunct or an adverbial clause has in common with the verb above it."""
    if verb.dep_ not in ("advcl", "conj") or any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children):
        return ()
    if verb.dep_ == "conj" and head.tag_ in UNFIT.get(verb.tag_, ()) and head.dep_ in _INSIDE and is_verbal(head.head):
        head = head.head  # "said the vote could be delayed and accused Somalia"
    if verb.dep_ == "conj" and head.pos_ == "NOUN" and head.dep_ == "obj" and verb.tag_ in FINITE:
        head = head.head  # a parser's slip: "promises support and denounces China"
    shares = head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and (is_verbal(head) or verb.dep_ == "conj")
    return surface_subject(head, depth + 1) if shares else ()


def _cased(noun: Token) -> bool:
    return bool(noun.left_edge.dep_ == "case")


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
    if verb.dep_ == "acl:relcl" and _gap_is_object(verb, passive):
        yield "object", verb.head
    if verb.dep_ == "amod" and verb.i > 1 and verb.doc[verb.i - 1].text == "-":
        yield from (("subject", verb.doc[verb.i - 2]), ("modifier", verb.doc[verb.i - 2]))
    for child in verb.children:
        yield from _verb_child(child, verb, passive)
    yield from (("object", c) for c in _later_object(verb))


def _verb_child(child: Token, verb: Token, passive: bool) -> Iterator[tuple[str, Token]]:
    dep = child.dep_
    if dep == "obj":
        yield ("indirect" if _is_given(child, verb) else "object"), _antecedent(child, verb)
        yield from (("complement", c) for c in child.children if c.dep_ == "appos" and _is_quoted(c))
    elif dep == "iobj":
        yield "indirect", child
    elif _is_agent(child, passive):
        yield "subject", child
    elif dep.startswith("obl") or (dep == "nmod" and verb.pos_ == "VERB"):
        case = case_of(child)
        if case or (dep == "obl" and not passive and not any(c.dep_ == "obj" for c in verb.children)):
            yield case or "object", _antecedent(child, verb)
    elif dep == "aux" or (dep == "advmod" and child.pos_ == "PART"):
        yield ("auxiliary" if dep == "aux" else "negation"), child
    elif dep == "compound:prt" or (dep == "advmod" and child.pos_ in ("ADP", "ADV") and child.i == verb.i + 1):
        yield "particle", child
    elif dep in ("xcomp", "ccomp"):
        yield from _complement(child)
    elif dep == "advcl":
        yield from _adverbial(child)


def _is_agent(child: Token, passive: bool) -> bool:
    """Whether a noun is the agent of a passive; "according to an official" is none, whatever the parser calls it."""
    case = case_of(child)
    return case in (None, "by") if child.dep_ == "obl:agent" else passive and child.dep_ == "obl" and case == "by"


def _is_given(child: Token, verb: Token) -> bool:
    """Whether the object of a verb comes right after a first one, who gets it: "sell Egypt three frigates"."""
    after = next((c for c in verb.children if c.dep_ == "obj" and c.i > child.i), None)
    return after is not None and child.pos_ in ("PROPN", "PRON") and after.left_edge.i == child.right_edge.i + 1


def _is_quoted(word: Token) -> bool:
    """Whether a quotation begins with a phrase: called the order "tyranny"."""
    first = word.left_edge
    return bool(first.is_quote or word.doc[max(first.i - 1, 0)].is_quote)


def _complement(child: Token) -> Iterator[tuple[str, Token]]:
    if child.dep_ == "xcomp":
        yield ("infinitive" if child.pos_ in ("VERB", "AUX") else "complement"), child
        case = case_of(child)
        if case:
            yield case, child
    else:
        yield ("infinitive" if _is_infinitive(child) else "clause"), child


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
        yield from (("subject", _antecedent(c, noun)) for c in said)
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
    if _is_infinitive(verb):
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


def _noun_subject(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    """The subject of a clause that hangs on a noun: "strikes targeting", "the decision to recall", "the group that
    struck"."""
    if verb.dep_ == "acl:relcl":
        return () if _gap_is_object(verb, is_passive(verb)) else (noun,)
    if not _is_infinitive(verb):
        return (noun, *_among(noun)) if is_passive(verb) else (noun,)
    if _is_ranked(noun):  # "was the first state to recognise it", "the worst quake to strike Peru"
        return tuple(c for c in noun.children if c.dep_ == "nsubj") or (noun,)
    holders = tuple(c for c in noun.children if c.dep_ == "nmod:poss") or _named_before(noun)
    if holders or noun.head == noun or noun.head.pos_ != "VERB":
        return holders
    return surface_subject(noun.head, depth + 1)


def _named_before(noun: Token) -> tuple[Token, ...]:
    """Whose a decision is by the name before it: "the US decision to expel"."""
    return tuple(c for c in noun.children if c.dep_ in ("amod", "compound") and c.ent_type_ in ("LOC", "NORP", "ORG"))


def _among(noun: Token) -> tuple[Token, ...]:
    """Who is said to be among those that a participle describes: "two lawmakers were among those arrested"."""
    if case_of(noun) != "among":
        return ()
    said = noun.head if noun.dep_ == "obl" and noun.i < noun.head.i else noun  # "among those killed was a nurse"
    if said != noun and said.pos_ not in ("VERB", "AUX"):
        return (said,)
    return tuple(c for c in said.children if c.dep_ == "nsubj")


def _is_ranked(noun: Token) -> bool:
    """Whether a noun is said to be the first, the last, the largest of its kind."""
    words = (noun, *(c for c in noun.children if c.dep_ == "amod"))
    return any(w.tag_ == "JJS" or "Ord" in w.morph.get("NumType", []) for w in words)


def _gap_is_object(verb: Token, passive: bool) -> bool:
    """Whether the noun before a relative clause is the clause's object ("the bases that Iran hit")."""
    if passive or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    if any(c.dep_ == "nsubj" and _is_relative(c) for c in verb.children):
        return False
    if any(c.dep_ in ("obl", "advmod") and (_is_relative(c) or c.tag_ == "WRB") for c in verb.children):
        return False  # "the day on which", "the town where"
    return not any(c.dep_ == "obj" and not _is_relative(c) for c in verb.children)


def _later_object(verb: Token) -> Iterator[Token]:
    """The object that a verb shares with the next one: "attacked and burned the village" burned and attacked it."""
    if is_passive(verb) or any(c.dep_ in ("obj", "obl", "ccomp", "xcomp") for c in verb.children):
        return
    beside = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 2]
    beside += [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.i - verb.head.i <= 2 else []
    objects = (o for v in beside for o in v.children if o.dep_ == "obj" and not is_passive(v))
    yield from (o for o in objects if o.i > verb.i)


def _antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; every other word is itself."""
    if not _is_relative(token):
        return token
    clause: Token = verb
    for _ in range(4):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.dep_ not in ("conj", "xcomp", "ccomp", "advcl"):
            return token
        clause = clause.head
    return token


def _is_relative(token: Token) -> bool:
    that = token.pos_ == "PRON" and token.lower_ == "that" and token.tag_ != "DT"
    return that or token.tag_ in ("WDT", "WP", "WP$")


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
