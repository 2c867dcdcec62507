"""From a word to the actors and places that it stands for.

"Iranian missiles" stand for Iran, "two bases of Jaish al-Adl in Pakistan" for the group and for the state whose soil it
is, "a series of strikes" for whoever struck. A name or a resolved reference (:mod:`kg.extract.entities`) stands
for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.context import Context, state_key
from kg.extract.grammar import case_of, coordinated
from kg.extract.phrases import is_plural
from kg.extract.syntax import Slots, slots
from kg.extract.whereabouts import standing
from kg.model import Argument, Mention

_SOIL = ("in", "inside", "within", "at", "near", "across", "on", "around", "outside", "along", "from")
_HOLDERS = ("possessor", "by", "modifier")
#: How many words an actor may be away from the one that stands for it.
DEEPEST = 4
#: Classes whose members act for somebody: without a name and a state, that somebody is looked for.
OFFICES = ("Official", "GovernmentBody", "ArmedForce")
_CARRIED = ("of", "belonging", "to", "from", "for", "linked_to")


def _is_purpose(token: Token, context: Context) -> bool:
    """Whether a noun after "in" only says what an act is for: "in support of the army" it does nothing to the army."""
    return token.lemma_.lower() in context.lexicon.words("Purposes") and case_of(token) == "in"


def actors(token: Token, context: Context, *, suffering: bool, depth: int = 0) -> list[Argument]:
    """The actors that ``token`` and its conjuncts stand for; a place that suffers stands for its state."""
    words = [] if _is_purpose(token, context) else coordinated(token)
    found = [a for t in words for a in _one(t, context, suffering, depth)]
    return unique(found)


def officials(token: Token, context: Context) -> Iterator[Argument]:
    """The officials that ``token`` and its conjuncts name or describe, themselves and not those whom they act for."""
    for word in coordinated(token):
        yield from (a for a in _named(word, context, False) if context.is_a(context.entity(a), "Official"))


def unique(arguments: Iterable[Argument]) -> list[Argument]:
    """The first argument for each entity, in order."""
    first: dict[str, Argument] = {}
    for argument in arguments:
        first.setdefault(argument.entity, argument)
    return list(first.values())


def _one(token: Token, context: Context, suffering: bool, depth: int) -> Iterator[Argument]:
    mention = context.mention(token)
    nominal = token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
    around: Slots = slots(token, context.lexicon) if nominal and depth <= DEEPEST else {}
    described = _described(token, context) or _named_after(token, context)
    if described is not None:
        yield from _one(described, context, suffering, depth + 1)
        return
    of = list(_all(around["of"], context, suffering, depth)) if _stands_for_members(token, around, context) else []
    if of:
        yield from of
        return
    if mention and (depth > DEEPEST or not (_vague(mention, context) or _of_several(token, around, context))):
        named = list(_named(token, context, suffering))
        yield from (a for t in _beside(token, mention, around, context) for a in _named(t, context, suffering))
        yield from named
        if named or not _is_place(mention, context):
            return
    if depth > DEEPEST:
        return
    held = list(_held(token, around, context, suffering, depth))
    yield from held or _named(token, context, suffering)


def _stands_for_members(token: Token, around: Slots, context: Context) -> bool:
    """Whether a word only says how many: "dozens of rebels", "a crowd of students"."""
    counted = token.pos_ == "NUM" or token.lemma_.lower() in context.lexicon.words("Transparent")
    return "of" in around and counted


def _described(token: Token, context: Context) -> Token | None:
    """The name of the person whom a common noun describes: "journalist Ana Lopez", "Ana Lopez, the woman who"."""
    if token.pos_ not in ("NOUN", "NUM") or context.names_person(token):
        return None
    beside = [c for c in token.children if c.dep_ in ("appos", "flat", "nmod:desc")]
    beside += [token.head] if token.dep_ in ("appos", "nmod:desc") else []
    plural = "Plur" in token.morph.get("Number", [])
    return next((t for t in beside if not plural and context.names_person(t)), None)


def _named_after(token: Token, context: Context) -> Token | None:
    """The name of the state that a common noun describes: "an ally in the Gulf, Qatar"."""
    if token.lemma_.lower() not in context.lexicon.words("StateNouns") or is_plural(token):
        return None
    after = (t for t in token.subtree if t.i > token.i and t.dep_ in ("appos", "nmod:unmarked"))
    return next((t for t in after if t.head in (token, *token.children) and _is_state(t, context)), None)


def _beside(token: Token, mention: Mention, around: Slots, context: Context) -> Iterator[Token]:
    """Those who are joined to somebody before the same noun: "US and Iraqi forces", "the army and rebel fighters"."""
    for word in (w for filler in around.get("modifier", ()) for w in coordinated(filler)):
        other = context.mention(word)
        joined = word.i + 1 < token.i and (token.doc[word.i + 1].pos_ == "CCONJ" or token.doc[word.i + 1].text == ",")
        several = is_plural(token) or (joined and token.doc[word.i + 2].pos_ == "NUM")  # "one US and one UK soldier"
        if other and joined and other.span.end <= mention.span.start and several:
            yield word


def _is_place(mention: Mention, context: Context) -> bool:
    return all(context.is_a(context.index.entity(key), "Place") for key in mention.refers_to)


def _of_several(token: Token, around: Slots, context: Context) -> bool:
    """Whether delegates are those of several: "the ministers of Serbia and Croatia", "officials from India and China",
    "Russian, Turkish ministers" stand for both."""
    owners = [word for name in ("of", "from") for filler in around.get(name, ()) for word in coordinated(filler)]
    if len(owners) < 2 and is_plural(token):
        demonyms = [word for filler in around.get("modifier", ()) for word in coordinated(filler)]
        owners = [word for word in dict.fromkeys(demonyms) if _is_state(word, context)]
    return token.lemma_.lower() in context.lexicon.words("Delegates") and len(owners) > 1


def _are_of(mention: Mention, context: Context) -> bool:
    """Whether people are known by their organization: "the people we targeted are with the X"."""
    return all(context.is_a(context.index.entity(key), "Organization") for key in mention.refers_to)


def _is_state(token: Token, context: Context) -> bool:
    mention = context.mention(token)
    return mention is not None and all(context.index.entity(key).cls == "State" for key in mention.refers_to)


def _vague(mention: Mention, context: Context) -> bool:
    """Whether a mention is a description without a name or a state ("the leaders"): what it hangs on says more."""
    entities = [context.index.entity(key) for key in mention.refers_to]
    return all(not e.country and any(context.is_a(e, c) for c in OFFICES) for e in entities)


def _held(
    token: Token, around: Slots, context: Context, suffering: bool, depth: int
) -> Iterator[Argument]:
    """The actors that a word is held by: "Iran's strikes", "militant bases in Pakistan", "the raid by rebels"."""
    act = token.lemma_.lower() in context.lexicon.words("AttackWords")
    carrier = token.lemma_.lower() in context.lexicon.words("Carrier") and not act
    commonplace = token.lemma_.lower() in context.lexicon.words("Commonplace")
    holding = tuple(name for name in _HOLDERS if not (commonplace and name == "modifier"))
    names = (*holding, *(_CARRIED if carrier else ("from",) if act else ()))
    holders = [a for name in names for a in _all(around.get(name, ()), context, suffering and not act, depth)]
    if not holders and context.mention(token) is None:  # "ordered the government to" is nothing that the judge does
        holders = list(_all(around.get("subject", ()), context, suffering, depth))
    yield from holders
    if suffering and carrier:
        soil = (t for name in _SOIL for t in standing(name, around.get(name, ()), context))
        yield from _all(soil, context, True, depth)


def _all(tokens: Iterable[Token], context: Context, suffering: bool, depth: int) -> Iterator[Argument]:
    for token in tokens:
        yield from actors(token, context, suffering=suffering, depth=depth + 1)


def _named(token: Token, context: Context, suffering: bool) -> Iterator[Argument]:
    """The entities of a mention; a place that suffers stands for its state, a place does not act, "people" are
    nobody, unless they are said to be those of an organization."""
    mention = context.mention(token)
    if mention is None or (token.lemma_.lower() in context.lexicon.words("Anybody") and not _are_of(mention, context)):
        return
    for key in mention.refers_to:
        entity = context.index.entity(key)
        if context.is_a(entity, "Agent"):
            yield Argument(key, mention.span, mention.text)
            if entity.acts_for and entity.acts_for.startswith("org/"):
                yield Argument(entity.acts_for, mention.span, mention.text)
        elif suffering and entity.country:
            yield Argument(state_key(entity.country), mention.span, mention.text)
