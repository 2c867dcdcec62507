"""The places that a phrase names: "Baghdad", "a hospital in Baghdad", "the north of Iraq", "the capital, Riyadh"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar import case_of, coordinated
from kg.model import Argument

#: Prepositions after which a place is where something is.
INSIDE = ("in", "inside", "within", "at", "near", "outside", "across", "throughout", "off", "around")
#: Those that say where something was only beside a word for an act: "struck on", "fired into".
PLACES = (*INSIDE, "along", "on", "into", "through")
#: A line is no place of either side of it: "near the Afghan border".
_BESIDE = ("near", "outside", "along", "across", "at", "on")
_DEEPEST = 4
_APPOSED = ("appos", "flat", "nmod:desc", "nmod:unmarked")


def places(token: Token, context: Context, depth: int = 0) -> Iterator[Argument]:
    """The places that ``token`` and its conjuncts name: each by itself, else by what hangs on it."""
    for word in coordinated(token):
        if word != token and depth == 0 and _is_agent(word, context) and not any(_named(word, context)):
            continue  # a parser's slip: "in Mopti, the envoy in Bamako said"
        own = list(_named(word, context))
        branches = () if own or depth >= _DEEPEST else _branches(word, context)
        inner = ([list(places(filler, context, depth + 1)) for filler in branch] for branch in branches)
        yield from own or next((found for several in inner if (found := _in_line(several, context))), [])


def _in_line(several: list[list[Argument]], context: Context) -> list[Argument]:
    """The places of the first phrase that names any, with those of the others that lie in or around one of them."""
    found: list[Argument] = []
    for named in several:
        around = {key for a in found for key in (a.entity, *context.entity(a).within)}
        inside = {a.entity for a in found}
        near = (a for a in named if a.entity in around or inside & set(context.entity(a).within))
        found += list(near) if found else named
    return found


def located(token: Token, context: Context, depth: int = 0) -> Iterator[Token]:
    """The words for where ``token`` and its conjuncts are said to be: "hostages in Iraq", "bases of the group in
    Mali"; not where that is said by a clause of its own."""
    for word in coordinated(token):
        if _is(word, "Aside", context):
            continue
        for child in word.children:
            case = case_of(child) if child.dep_ == "nmod" else None
            where = case in INSIDE or (case == "on" and _is(child, "Grounds", context))
            if case and where and _is_ground(child, case, context) and not _apart(word, child, context):
                yield child
            elif depth < _DEEPEST and (case == "of" or child.dep_ in ("appos", "nmod:desc")):
                yield from located(child, context, depth + 1)


def _apart(word: Token, child: Token, context: Context) -> bool:
    """Whether somebody had a part in an act that may have been elsewhere: "a suspect in the London bombings"."""
    return _is(word, "Partakers", context) and not any(_named(child, context))


def timed(word: Token, context: Context) -> Iterator[Token]:
    """The places that the parser hangs on the time of an act: "were killed Thursday in Jenin", "a raid Monday in"."""
    after = word.doc[word.right_edge.i + 1 : word.right_edge.i + 2]
    beside = [c for c in word.head.children if after and c.left_edge.i == after[0].i]
    for child in (*word.children, *(beside if word.pos_ != "VERB" else ())):
        if child.dep_ == "obl:unmarked":
            yield from (c for c in child.children if c.dep_ == "nmod" and case_of(c) in INSIDE)


def standing(case: str, fillers: Iterable[Token], context: Context) -> list[Token]:
    """The fillers of a slot of place without the borders beside which something was."""
    return [token for token in fillers if _is_ground(token, case, context)]


def _is_ground(token: Token, case: str, context: Context) -> bool:
    return not (case in _BESIDE and _is(token, "Borders", context)) and not _is(token, "Purposes", context)


def _named(word: Token, context: Context) -> Iterator[Argument]:
    """The places that a word is the name of, not the state that an adjective or a pronoun means."""
    mention = context.mention(word)
    if mention is None or mention.rule == "demonym" or word.pos_ in ("ADJ", "PRON", "DET"):
        return
    arguments = [Argument(key, mention.span, mention.text) for key in mention.refers_to]
    yield from (a for a in arguments if context.is_a(context.entity(a), "Place"))


def _branches(word: Token, context: Context) -> Iterator[list[Token]]:
    """The words that hang on a noun and say where it is, the most telling first: its name, where it is or goes, whose
    it is, and the name before it."""
    if _is(word, "Aside", context):
        return
    kinds = {name for name in ("Grounds", "AttackWords", "Journeys", "Transparent") if _is(word, name, context)}
    children = [(child, case_of(child)) for child in word.children]
    yield [child for child, case in children if child.dep_ in _APPOSED and case is None]
    leading = [c for c, case in children if case and c.dep_ in ("nmod", "obl") and _leads(c, case, kinds, context)]
    yield [child for child in leading if not _apart(word, child, context)]
    yield list(bearings(word, context))
    yield [child for child, _ in children if child.dep_ == "nmod:poss" and _is_owner(child, word, kinds, context)]
    yield [child for child, case in children if case is None and _is_before(child, word, kinds, context)]


def _leads(child: Token, case: str, kinds: set[str], context: Context) -> bool:
    beyond = {"of": {"Grounds", "AttackWords", "Transparent"}, "on": {"AttackWords"}, "to": {"Journeys"}}
    ground = case in ("of", "on") and _is(child, "Grounds", context)  # "the prison of Ibb province", "on Malian soil"
    return ground or bool(beyond.get(case, set()) & kinds) or (case in INSIDE and _is_ground(child, case, context))


def bearings(word: Token, context: Context) -> Iterator[Token]:
    """The places from which it is said how far something was: "ten miles south of Kirkuk"."""
    for child in word.children:
        if child.dep_ == "advmod" and child.lower_ in context.lexicon.words("Bearings"):
            after = child.doc[child.i + 1 : child.i + 2]
            beside = [c for c in word.children if c.i > child.i and after and c.left_edge.i == after[0].i]
            yield from (c for c in (*child.children, *beside) if case_of(c) in ("of", "from"))


def _is_before(child: Token, word: Token, kinds: set[str], context: Context) -> bool:
    """Whether the name before a noun is where it is: "a Baghdad market", "the Iraq border region", but no man of
    Brooklyn and no base of the US."""
    before = child.dep_ in ("compound", "amod") and child.i < word.i and child.pos_ != "VERB"
    return before and _is_owner(child, word, kinds, context)


def _is_owner(child: Token, word: Token, kinds: set[str], context: Context) -> bool:
    """Whether what a place is said to have is in it: "Baghdad's Green Zone", but no state's embassy and nobody."""
    if _is_agent(word, context):
        return False
    return "Grounds" in kinds or not any(context.entity(a).cls == "State" for a in _named(child, context))


def _is_agent(word: Token, context: Context) -> bool:
    mention = context.mention(word)
    return mention is not None and any(context.is_a(context.index.entity(key), "Agent") for key in mention.refers_to)


def _is(word: Token, name: str, context: Context) -> bool:
    return word.lemma_.lower() in context.lexicon.words(name)
