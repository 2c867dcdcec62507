"""Who came to which harm, by the words that say so: verbs with victims, dying, being dead, deaths, tolls, lives.

Each reader is a generator of the words that head the phrase of the victims; how many they are is for ``quantities``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract.amounts import amount_at
from kg.extract.clauses import sentence
from kg.extract.whom import is_whose
from kg.extract.words import NumberWords

Reader = Callable[[Token, NumberWords], Iterator[Token]]

_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"})
_COUNTED = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def by_verb(verb: Token, words: NumberWords) -> Iterator[Token]:
    """Yield the victims of a verb that has them as its object, or as its subject in the passive."""
    if is_unreal(verb, words) or _shares_victims(verb, words) or _is_turned(verb, words):
        return
    objects = [child for child in verb.children if child.dep_ == "obj" and child.pos_ in _NOMINAL]
    if objects or not is_passive(verb):
        yield from (meant(child) for child in objects)
        yield from _number_after(verb, words)
        yield from _shared(verb, "obj", words)
        return
    yield from _subjects(verb)
    yield from _shared(verb, "nsubj:pass", words)
    yield from _confirmed(verb, words)
    if verb.dep_ == "acl":
        yield verb.head
        yield from _tallied(verb.head, words)
    if not any(child.dep_ == "aux:pass" for child in verb.children):
        yield from _number_after(verb, words)
        yield from _shared(verb, "obj", words)
    if not any(child.dep_ in _SUBJECTS for child in verb.children):
        yield from _number_before(verb)
        yield from (child for child in verb.lefts if any(one.pos_ == "NUM" for one in child.lefts))


def by_dying(verb: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who dies: the subject."""
    if not is_unreal(verb, words):
        yield from _subjects(verb)
        if verb.dep_ == "acl":
            yield verb.head


def by_state(state: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who is dead or wounded: "five dead", "190 were dead", "two wounded soldiers", "left five people dead"."""
    if is_unreal(state, words):
        return
    if any(child.dep_ in {"nummod", "det", "amod"} and child.i < state.i for child in state.children):
        yield state
    yield from _subjects(state)
    if state.dep_ in {"amod", "acl"} and state.head.pos_ in _NOMINAL:
        if not _is(words, "body", state.head.head):
            yield state.head
    elif _is(words, "leaving", state.head):
        yield from _left(state)
    elif state.dep_ == "xcomp" and _is(words, "remaining", state.head):
        yield from _subjects(state.head)
    yield from _tallied(state, words)
    yield from _confirmed(state, words)
    if state.dep_ != "amod":  # the number is that of its noun
        yield from _number_before(state)


def by_left(state: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who is left or taken so: "left thousands homeless", "taking 20 residents hostage"."""
    verb = state.head
    if (_is(words, "leaving", verb) or _is(words, "capturing", verb)) and not is_unreal(verb, words):
        yield from _left(state)


def by_body(body: Token, words: NumberWords) -> Iterator[Token]:
    """Yield whose bodies are found, or how many: "recovered the bodies of 16 miners", "13 corpses"."""
    if body.dep_ not in {"obj", "nsubj:pass", "nsubj"} or not _is(words, "finding", body.head):
        return
    if is_unreal(body.head, words):
        return
    yield from (child for child in body.children if child.dep_ == "nmod" and is_whose(child, words))
    yield body


def by_fleeing(verb: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who leaves home: "3,000 residents fled their homes", "have fled from the city"."""
    if not is_unreal(verb, words) and _leaves_home(verb, words):
        yield from _subjects(verb)


def by_forcing(verb: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who is made to leave home: "forced 25,000 people from their homes", "forcing 4,000 people to flee"."""
    flees = any(child.dep_ == "xcomp" and _is(words, "fleeing-verb", child) for child in verb.children)
    if (flees or _leaves_home(verb, words)) and not is_unreal(verb, words):
        yield from (meant(child) for child in verb.children if child.dep_ in {"obj", "nsubj:pass"})


def by_noun(noun: Token, words: NumberWords) -> Iterator[Token]:
    """Yield whose death or injury a noun means: "the deaths of two children", "injuries to three", "no deaths"."""
    yield noun
    if is_whose(noun, words) and noun.dep_ == "obl" and _is(words, "deadly", noun.head):
        if not is_unreal(noun.head, words):  # "stabbed two tourists to death"
            yield from (meant(child) for child in noun.head.children if child.dep_ in {"obj", "nsubj:pass"})
        return
    for child in noun.children:
        if (child.dep_ in {"nmod", "obl"} and is_whose(child, words)) or child.dep_ == "nmod:poss":
            yield child
    yield from _tallied(noun, words)
    if noun.dep_ == "obj" and _is(words, "suffering", noun.head) and not is_unreal(noun.head, words):
        yield from _subjects(noun.head)  # "three guards sustained injuries"
    if noun.i + 1 < len(noun.doc) and words.harm.has("whose", noun.nbor(1).lower_):
        yield from _number_after(noun.nbor(1), words)


def by_toll(toll: Token, words: NumberWords) -> Iterator[Token]:
    """Yield the number that a death toll has reached: "the toll rose to 39", "a toll of 27"; the last one counts."""
    meant = words.harm.value("toll", toll.lemma_.lower())
    kinds = [child.lemma_.lower() for child in toll.children if child.dep_ == "compound"]
    if any(words.harm.value("harm-noun", kind) != meant for kind in kinds):
        return
    yield from _reached(toll, words)


def _reached(toll: Token, words: NumberWords) -> Iterator[Token]:
    """Yield the last number that is told of a total, not those by which or from which it changed."""
    around = [*toll.children, *(toll.head.children if toll.dep_ in {*_SUBJECTS, "obj"} else ())]
    found = [child for child in around if child.dep_ in {"nmod", "obl", "obj", "xcomp", "nummod"} and child.i > toll.i]
    inner = [child for one in found for child in one.children if child.dep_ == "nmod" and child.pos_ == "NUM"]
    total = [one for one in (*found, *inner) if _is_count(one) and not _is_apart(one, words)]
    yield from total[-1:]


def by_life(life: Token, words: NumberWords) -> Iterator[Token]:
    """Yield whose lives were taken: "claimed seven lives", "cost the lives of two men", "two men lost their lives"."""
    verb = life.head
    if life.dep_ not in {"obj", "nsubj:pass"} or not _is(words, "taking", verb) or is_unreal(verb, words):
        return
    yield from by_noun(life, words)
    if _is(words, "losing", verb) and life.dep_ == "obj":
        yield from _subjects(verb)


#: The reader of each kind of words in ``ontology/words/casualties.tsv`` that tells of harm.
READERS: Mapping[str, Reader] = {
    "victim-verb": by_verb,
    "dying-verb": by_dying,
    "state": by_state,
    "harm-noun": by_noun,
    "toll": by_toll,
    "left": by_left,
    "body": by_body,
    "fleeing-verb": by_fleeing,
    "forcing-verb": by_forcing,
    "life": by_life,
}


def harm_of(token: Token, kind: str, words: NumberWords) -> str | None:
    """Return the harm that a word tells as one of this kind, ``None`` when it is none of the kind."""
    if kind.endswith("verb") and token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    if kind == "state" and token.pos_ == "PROPN":
        return None  # a name, as "the Grateful Dead"
    return words.harm.value(kind, token.lemma_.lower()) or words.harm.value(kind, token.lower_)


def is_harm(token: Token, words: NumberWords) -> bool:
    """Tell whether a word tells of harm: what stands behind it does not belong to what is counted before it."""
    return any(_is(words, kind, token) for kind in READERS) or words.harm.has("state", token.lower_)


def _left(state: Token) -> Iterator[Token]:
    """Yield who is left dead, shot dead or taken hostage: the object of the verb, the subject of a passive."""
    if state.dep_ in {"xcomp", "advcl", "compound:prt", "advmod", "obj"}:
        people = (child for child in state.head.children if child.dep_ in {"obj", "nsubj:pass"})
        yield from (meant(child) for child in people if child.i != state.i)


def _tallied(people: Token, words: NumberWords) -> Iterator[Token]:
    """Yield the number of a total: "the number of dead stands at 54", "put the number of wounded at 70"."""
    if people.dep_ == "nmod" and _is(words, "tally", people.head):
        yield from _reached(people.head, words)


def _is_count(token: Token) -> bool:
    """Tell whether a word is a number or has one, and is no time ("on Monday")."""
    return token.ent_type_ not in {"DATE", "TIME"} and (
        token.pos_ == "NUM" or any(child.dep_ == "nummod" for child in token.children)
    )


def _is_apart(number: Token, words: NumberWords) -> bool:
    return any(words.harm.has("apart", case.lower_) for case in number.children)


def _leaves_home(verb: Token, words: NumberWords) -> bool:
    """Tell whether it is home, or a place, that is left: "fled Goma", "from their homes", not "fled to the city"."""
    places = (child for child in verb.children if _is(words, "home", child) or child.ent_type_ in {"GPE", "LOC"})
    return any(child.dep_ == "obj" or (child.dep_ == "obl" and _is_out(child, words)) for child in places)


def _is_out(place: Token, words: NumberWords) -> bool:
    return any(child.dep_ == "case" and words.harm.has("out", child.lower_) for child in place.children)


def _is_turned(verb: Token, words: NumberWords) -> bool:
    """Tell whether a particle turns a verb into one of another sense: "killed off"."""
    return any(child.dep_ == "compound:prt" and words.harm.has("turning", child.lower_) for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive, or is a participle that follows its victim ("people killed in raids")."""
    if any(child.dep_ in _PASSIVE for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ in {"obj", "aux"} for child in verb.children)


def is_unreal(word: Token, words: NumberWords) -> bool:
    """Tell whether harm is only possible, wanted or denied: "could kill", "plotted to kill", "did not kill"."""
    for child in word.children:
        low = child.lower_
        if words.harm.has("negation", low) or (child.dep_ == "aux" and words.harm.has("unreal", low)):
            return True
    return word.tag_ == "VB" and any(child.tag_ == "TO" for child in word.children)


def _subjects(verb: Token) -> Iterator[Token]:
    yield from (meant(child) for child in verb.children if child.dep_ in _SUBJECTS)


def _confirmed(harm: Token, words: NumberWords) -> Iterator[Token]:
    """Yield who is said to have come to harm: "39 people are confirmed dead", "two were reported killed"."""
    if harm.dep_ in {"xcomp", "ccomp", "obl", "advcl"} and _is(words, "confirming", harm.head):
        yield from (child for child in harm.head.children if child.dep_ == "nsubj:pass")


def meant(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for: of "policemen who were killed", the policemen."""
    clause = token.head
    relative = token.tag_ in {"WDT", "WP"} and clause.dep_ == "acl:relcl"
    return clause.head if relative else token


def _number_before(token: Token) -> Iterator[Token]:
    """Yield the number right before a word, where the parse tore them apart: "at least 7 killed", "190 were dead"."""
    index = token.i - 1
    start = sentence(token).start
    while index > start and token.doc[index].pos_ in {"AUX", "ADV"}:
        index -= 1
    before = token.doc[index]
    torn = before.dep_ == "conj" and before.head.i == token.head.i and before.pos_ == "NOUN"
    if index >= start and (before.pos_ == "NUM" or torn):
        yield before


def _number_after(token: Token, words: NumberWords) -> Iterator[Token]:
    """Yield what is counted right after a word, where the parse tore them apart: "killed two and wounded three"."""
    index, end = token.i + 1, sentence(token).end
    while index < end and token.doc[index].pos_ in {"ADV", "ADP", "DET", "ADJ"}:
        index += 1
    number = token.doc[index] if index < end else token
    amount = amount_at(number, words.table) if number.pos_ == "NUM" else None
    if amount is not None and amount.first == token.i + 1:
        yield number.head if number.dep_ == "nummod" and number.i < number.head.i else number


def _shares_victims(verb: Token, words: NumberWords) -> bool:
    """Tell whether two verbs have the same victims, and how many each is open: "20 people were killed or wounded"."""
    joined = [child for child in verb.children if child.dep_ == "conj"] + ([verb.head] if verb.dep_ == "conj" else [])
    harm = words.harm.value("victim-verb", verb.lemma_.lower())
    for other in joined:
        between = verb.doc[min(verb.i, other.i) + 1 : max(verb.i, other.i)]
        harms = {harm, words.harm.value("victim-verb", other.lemma_.lower())}
        either = other.pos_ == "VERB" and any(words.harm.has("either", token.lower_) for token in between)
        if (either or harms == {"killed", "injured"}) and not any(token.pos_ in _COUNTED for token in between):
            return True
    return False


def _shared(verb: Token, role: str, words: NumberWords) -> Iterator[Token]:
    """Yield the victims of a verb that it has in common with the one that it is joined to: "tortured and killed"."""
    passive = role == "nsubj:pass"
    if any(child.dep_ in {*_SUBJECTS, "obj"} if passive else child.dep_ == "obj" for child in verb.children):
        return
    others = [verb.head] if verb.dep_ == "conj" and passive else [c for c in verb.children if c.dep_ == "conj"]
    for other in others:
        between = verb.doc[min(verb.i, other.i) + 1 : max(verb.i, other.i)]
        known = passive or _is(words, "victim-verb", other)
        bare = passive or not any(token.pos_ in _COUNTED for token in between)
        if known and bare and not is_unreal(other, words):
            yield from (meant(child) for child in other.children if child.dep_ == role)


def _is(words: NumberWords, kind: str, token: Token) -> bool:
    return words.harm.has(kind, token.lemma_.lower())
