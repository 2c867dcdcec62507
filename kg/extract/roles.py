"""Who fills the source and the target of an event word, by the frame of its entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.agreement import FORCE
from kg.extract.arguments import actors, officials, unique
from kg.extract.conditions import follow
from kg.extract.context import Context, state_key
from kg.extract.grammar import case_of, coordinated, is_verbal
from kg.extract.placing import NOWHERE, Act, Placed, place_of
from kg.extract.syntax import Slots, slots, supporter
from kg.lexicon import Frame, Trigger
from kg.model import Argument

#: Slots of what an act was part of.
WITHIN = ("in", "during", "by")
#: Slots that name the place of an act.
SOIL = ("in", "inside", "into", "at", "near", "outside", "through", "modifier")
#: PLOVER roots of what a state does to people and places of its own.
INSIDE = (FORCE, "COERCE", "RETREAT", "SANCTION")


@dataclass(frozen=True, slots=True)
class Hit:
    """An event word that an entry accepts, with what fills its roles; ``denied`` when somebody says that it was not."""

    token: Token
    entry: Trigger
    type: str
    source: tuple[Argument, ...]
    target: tuple[Argument, ...]
    placed: Placed = NOWHERE
    denied: bool = False


def hit_of(token: Token, entry: Trigger, around: Slots, context: Context) -> Hit:
    """The hit of an event word that an entry accepts, its roles filled as far as the text does."""
    source = _fill(entry.frame, entry.frame.source, around, context, suffering=False)
    kind = refine(entry.evokes, token, around, context)
    target = _fill(entry.frame, entry.frame.target, around, context, suffering=True, without=source)
    root = context.root(kind)
    if not source and entry.implied and _is_told(token, context):
        source = (context.doers(entry.implied, token),)
    if root == FORCE and not source:
        source = _authors(around, target, context)
    target = _others(target, source, context, inside=root in INSIDE)
    source, target = _sides(source, target, kind, context)
    placed = place_of(Act(token, kind, entry, around, context.ontology.types[kind].where, bool(source)), context)
    if root == FORCE:
        target = _with_soil(source, target, placed, context)
    return Hit(token, entry, kind, source, target, placed)


def _is_told(token: Token, context: Context) -> bool:
    """Whether a noun is told as an act, not as what something was done to ("the protest was called off") or as what
    another noun is of ("riot police"); no month is a march."""
    top = _filled(token, context)
    followed = top.dep_ == "obj" and top.head.lemma_.lower() in context.lexicon.words("Following")
    aside = not followed and (
        top.dep_ in ("obj", "nsubj:pass") or case_of(top) in ("in", "during", "at", "against", "of")
    )
    named = token.pos_ == "PROPN" or token.dep_ == "compound"
    return not named and (not aside or supporter(token, context.lexicon) is not None)


def _filled(noun: Token, context: Context) -> Token:
    """The stretch of time that acts fill, else the noun itself: "two weeks of protests"."""
    spans = context.lexicon.words("Spans")
    return noun.head if case_of(noun) == "of" and noun.head.lemma_.lower() in spans else noun


def _authors(around: Slots, target: tuple[Argument, ...], context: Context) -> tuple[Argument, ...]:
    """Who is behind the act that somebody died in: "killed in Israeli strikes", "in clashes with rebels"."""
    taken = {a.entity for a in target}
    force = context.lexicon.words("AttackWords")
    for act in (t for name in WITHIN for t in around.get(name, ()) if t.lemma_.lower() in force):
        inner = slots(act, context.lexicon)
        for names in (("by", "possessor"), ("with", "between", "modifier"), ("from",)):
            words = (t for name in names for t in inner.get(name, ()) if not _is_where(t, (), inner, context))
            found = unique(a for t in words for a in actors(t, context, suffering=False))
            kept = tuple(a for a in found if a.entity not in taken)
            if kept:
                return kept
    return ()


def without_soil(hit: Hit, around: Slots, context: Context) -> Hit:
    """An act of force without its target where that is only the country that it took place in, and nobody who comes
    from elsewhere is said to have done it: "a bombing in Kabul" is not done to Afghanistan."""
    if context.root(hit.type) != FORCE or _from_abroad(hit, context):
        return hit
    soils = {
        a.entity
        for name in hit.entry.frame.target
        if name.rpartition("/")[2] in SOIL
        for t in follow(tuple(name.split("/")), around, context)
        for a in _soil(t, context)
        if not (name.rpartition("/")[2] == "at" and t.text == a.text and context.is_a(context.entity(a), "State"))
    }
    foreign = {context.entity(a).country for a in hit.source} - {None}
    if foreign:  # "Lebanese militants" act abroad in any state but their own
        soils = {key for key in soils if context.index.entity(key).country in foreign}
    return replace(hit, target=tuple(a for a in hit.target if a.entity not in soils))


def _soil(token: Token, context: Context) -> Iterator[Argument]:
    """The states that a word stands for as a place only; a base or a ministry is its state's own."""
    if any(w.lemma_.lower() in context.lexicon.words("StateSites") for w in (token, *token.children)):
        return
    mention = context.mention(token)
    entities = [context.index.entity(key) for key in mention.refers_to] if mention else []
    placed = token.pos_ == "PROPN" and any(context.is_a(e, c) for e in entities for c in ("State", "Place"))
    acting = () if placed else actors(token, context, suffering=False)
    yield from (a for a in actors(token, context, suffering=True) if a not in acting)


def _from_abroad(hit: Hit, context: Context) -> bool:
    """Whether somebody acts who is known to act across borders: a state, or a group with a name."""
    sources = [context.entity(a) for a in hit.source]
    return any(e.acts_for or context.is_a(e, "State") or context.is_a(e, "MilitantGroup") for e in sources)


def _others(
    target: tuple[Argument, ...], source: tuple[Argument, ...], context: Context, *, inside: bool
) -> tuple[Argument, ...]:
    """The target without the source itself, and without the state that the source acts for, unless it acts ``inside``
    it."""
    themselves = {a.entity for a in source}
    others = tuple(a for a in target if a.entity not in themselves)
    abroad = tuple(a for a in others if a.entity not in {context.entity(s).acts_for for s in source})
    return abroad or (others if inside else ())


def _fill(
    frame: Frame,
    names: Iterable[str],
    around: Slots,
    context: Context,
    *,
    suffering: bool,
    without: tuple[Argument, ...] = (),
) -> tuple[Argument, ...]:
    """The actors of the first slot, in the order of the frame, that has any ``without`` those of the other side; in
    "the envoy in Tehran" a place is its state."""
    taken = {a.entity for a in without}
    force = context.lexicon.words("AttackWords") if suffering else frozenset()
    for name in names:
        tokens = list(follow(tuple(name.split("/")), around, context))
        if name in WITHIN:  # "hit in Russian strikes": an act is no place that suffers
            tokens = [t for t in tokens if t.lemma_.lower() not in force]
        if name.rpartition("/")[2] == "modifier" and not suffering:
            sides = frame.target if name == "modifier" else ()
            tokens = [t for t in tokens if not _is_where(t, sides, around, context)]
        if not suffering:
            tokens = [w for t in tokens for w in _writers(t, context)]
        placed = suffering or name.rpartition("/")[2] == "in"
        found = unique(a for t in tokens for a in actors(t, context, suffering=placed))
        others = [a for a in found if a.entity not in taken]
        if found and not others and suffering:  # "Kiir dismissed his minister"
            others = [a for t in tokens for a in officials(t, context) if a.entity not in taken]
        kept = [a for a in others if not any(context.is_a(context.entity(a), c) for c in frame.not_party)]
        if kept:
            return tuple(kept)
    return ()


def _writers(token: Token, context: Context) -> tuple[Token, ...]:
    """Whoever stands behind a document that says something ("the Senate passed a resolution condemning"); every other
    word is itself."""
    if token.lemma_.lower() not in context.lexicon.words("Documents") or context.mention(token):
        return (token,)
    around = slots(token, context.lexicon)
    return next((around[name] for name in ("possessor", "by", "from", "subject", "modifier") if name in around), ())


def _is_where(token: Token, suffering: Iterable[str], around: Slots, context: Context) -> bool:
    """Whether the name of a state before a noun is where it happened or what it is about: "the Mali ambush", "Syria
    talks", but "Israel attack on Gaza"; short forms act ("US strike")."""
    mention = context.mention(token)
    if mention is None or token.pos_ != "PROPN" or token.dep_ != "compound" or mention.text.isupper():
        return False
    state = any(context.is_a(context.index.entity(key), "State") for key in mention.refers_to)
    return state and not any(name in around for name in suffering if name not in SOIL)


def _sides(
    source: tuple[Argument, ...], target: tuple[Argument, ...], kind: str, context: Context
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Two equal parties named in one breath are the two sides, but nobody and whom he acts for; three or more are all
    sources."""
    if context.ontology.types[kind].symmetric and not target and len(source) == 2:
        if context.entity(source[0]).acts_for == source[1].entity:
            return source, target
        return source[:1], source[1:]
    return source, target


def _with_soil(
    source: tuple[Argument, ...], target: tuple[Argument, ...], placed: Placed, context: Context
) -> tuple[Argument, ...]:
    """A group struck on foreign soil: the state whose soil it is suffers too."""
    known = {context.entity(a).country for a in (*source, *target)}
    acting = any(context.is_a(context.entity(a), "State") or context.entity(a).acts_for for a in source)
    soils = [(context.entity(place).country, place) for place in placed.places if target and acting]
    return (*target, *(Argument(state_key(c), place.span, place.text) for c, place in soils if c and c not in known))


def refine(kind: str, token: Token, around: Mapping[str, tuple[Token, ...]], context: Context) -> str:
    """The finer type that the means gives a general act: a strike by missiles is a missile strike."""
    names = ("subject", "with", "by", "using", "in", "object" if is_verbal(token) else "modifier")
    words = {
        part.lemma_.lower()
        for name in names
        for filler in around.get(name, ())
        for word in coordinated(filler)
        for part in (word, *(c for c in word.children if name != "object" and c.dep_ in ("compound", "amod", "conj")))
    }
    for instrument in context.lexicon.instruments:
        if kind in instrument.of and words & instrument.words:
            return instrument.evokes
    return kind
