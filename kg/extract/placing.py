"""Where an act was: the places that the text ties to the word for it.

Each rule is one way in which English ties a place to an act, and gives its name to what it finds (``place: in``).
Rules of a later tier speak when those before are silent, or when they name a place inside the one that is known. Of
places none of which lies inside another one none is taken, unless they are named in one breath ("in Syria and Iraq").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.agreement import FORCE
from kg.extract.conditions import follow
from kg.extract.context import Context
from kg.extract.grammar import coordinated, is_verbal
from kg.extract.surroundings import around_clause
from kg.extract.syntax import Slots, climb, supporter
from kg.extract.whereabouts import PLACES, bearings, located, places, standing, timed
from kg.lexicon import Trigger
from kg.model import Argument

#: Values of ``kg:happensWhere``.
PARTIES, TARGET, SOURCE, MEETING, NOBODY = "parties", "target", "source", "meeting", "nowhere"
BODILY = (PARTIES, TARGET)
_SUFFERING = ("object", "indirect", "against", "of", "with", "on", "at", "into", "targeting", "to", "from")
_ACTING = ("subject", "by", "between", "among", "from")
#: The slots of those whose whereabouts count; of words those of who judges, and of what is closed.
_LOCATED: Mapping[str | None, tuple[str, ...]] = {
    PARTIES: (*_SUFFERING, *_ACTING),
    TARGET: (*_SUFFERING, *_ACTING),
    SOURCE: _ACTING,
    MEETING: ("object", "with", "between", "to"),
}

#: The places that a rule finds, those named in one breath together, with the name of the rule.
Find = tuple[str, tuple[Argument, ...]]


@dataclass(frozen=True, slots=True)
class Act:
    """A word for an act, its type, its entry and what stands around it; ``authored`` when somebody is named as its
    author."""

    token: Token
    kind: str
    entry: Trigger
    around: Slots
    where: str | None
    authored: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an act was, and the name of the rule that says so."""

    places: tuple[Argument, ...] = ()
    rule: str = ""


NOWHERE = Placed()


def place_of(act: Act, context: Context) -> Placed:
    """The places of an act: the most specific that the first tier of rules finds, made more special by the next."""
    if act.where == NOBODY:
        return NOWHERE
    known = NOWHERE
    for tier in TIERS:
        more = settled([find for rule in tier for find in rule(act, context)], context)
        if more is None:
            return known
        known = _special(known, more, context)
    return known


def settled(finds: Iterable[Find], context: Context) -> Placed | None:
    """The one place, or several of one breath, that lie inside all others; None when they lie apart."""
    apart = [(rule, found) for rule, several in finds if (found := _smallest(several, context))]
    best = [one for one in apart if all(_inside(one[1], other[1], context) for other in apart)]
    if not best:
        return None if apart else NOWHERE
    return Placed(best[0][1], best[0][0])


def _special(known: Placed, more: Placed, context: Context) -> Placed:
    if not known.places:
        return more
    special = more.places and set(more.places) != set(known.places) and _inside(more.places, known.places, context)
    return more if special else known


def _smallest(several: Iterable[Argument], context: Context) -> tuple[Argument, ...]:
    """The places without those in which another one lies, each once."""
    unique = {a.entity: a for a in reversed(tuple(several))}
    around = {key for one in unique.values() for key in context.entity(one).within}
    kept = [a for key, a in unique.items() if key not in around]
    real = [a for a in kept if context.entity(a).cls != "State"]
    loose = real and any(context.entity(a).country is None for a in real)  # a sea, a place in no list
    return tuple(sorted(real if loose else kept, key=lambda a: a.span.start))


def _inside(inner: Iterable[Argument], outer: Iterable[Argument], context: Context) -> bool:
    """Whether each place is, or lies in, one of the others; where nobody knows of it where it lies, it may."""
    keys = {a.entity for a in outer}
    entities = [context.entity(a) for a in inner]
    return all(
        e.key in keys or keys & set(e.within) or (e.country is None and e.cls != "State") for e in entities
    )


# ---------------------------------------------------------------- Rules for the act itself


def _own(act: Act, context: Context) -> Iterator[Find]:
    """A preposition of place at the act, its verb or the verb that carries it: "killed in Aden", "raids across"."""
    for case in (*PLACES, *(("to",) if act.where == SOURCE else ())):  # "took to the streets of Quito"
        for filler in standing(case, act.around.get(case, ()), context):
            if act.where is None and (case in act.entry.frame.target or not _of_words(filler, act.token, context)):
                continue  # "lashed out at Norway": who is spoken to is not where
            if case in ("on", "into") and act.where not in BODILY and not _is_venue(filler, context):
                continue
            yield case, tuple(places(filler, context))
    within = (f for f in act.around.get("during", ()) if act.where in BODILY or _is_venue(f, context))
    yield from (("during", tuple(places(f, context))) for f in within)  # "during a visit to Baku", "during a raid in"


def _timed(act: Act, context: Context) -> Iterator[Find]:
    """A place after the time of the act: "the raid Thursday in Jenin"."""
    if act.where in BODILY or act.where == SOURCE:
        yield from (("time", tuple(places(word, context))) for word in timed(act.token, context))


def _of_words(filler: Token, word: Token, context: Context) -> bool:
    """Whether a phrase says where something was said, not where that was of which it speaks: before the verb, right
    after it, at a meeting or before an audience."""
    if _is_venue(filler, context) or filler.i < word.i:
        return True
    between = word.doc[word.i + 1 : filler.left_edge.i]
    return all(t.pos_ in ("ADV", "PUNCT", "PART") or t.ent_type_ in ("DATE", "TIME") for t in between)


def _is_venue(filler: Token, context: Context) -> bool:
    return filler.lemma_.lower() in context.lexicon.words("Venues")


def _bearings(act: Act, context: Context) -> Iterator[Find]:
    """The place from which it is said how far an act was: "occurred ten miles south of Kirkuk"."""
    for word in (act.token,) if is_verbal(act.token) else (act.token, act.token.head):
        yield from (("bearing", tuple(places(found, context))) for found in bearings(word, context))


def _modifier(act: Act, context: Context) -> Iterator[Find]:
    """The name before a noun: "the Raqqa battle", "a Kabul car bombing", "the Geneva talks"."""
    if is_verbal(act.token):
        return
    top = climb(act.token, context.lexicon)
    for word in dict.fromkeys((act.token, top)):
        for child in word.children:
            if child.dep_ in ("compound", "nmod:poss") and child.pos_ == "PROPN" and child.i < word.i:
                found = tuple(places(child, context))
                if not any(context.entity(a).cls == "State" for a in found):
                    yield "modifier", found


def _target(act: Act, context: Context) -> Iterator[Find]:
    """The place that is struck, visited, left or taken."""
    if act.where not in BODILY:
        return
    struck = not act.authored and context.ontology.types[act.kind].root == FORCE
    for name in act.entry.frame.target:
        if name in ("modifier", "possessor"):
            continue
        for filler in follow(tuple(name.split("/")), act.around, context):
            found = tuple(places(filler, context))
            if act.where == TARGET or struck or not any(context.entity(a).cls == "State" for a in found):
                yield "target", found


def _beside(act: Act, context: Context) -> Iterator[Find]:
    """Where the grammar hangs the place on somebody in the clause: "killed a guard and his son in Tikrit"."""
    for name in _LOCATED.get(act.where, ("object", "subject", "by")):
        for filler in act.around.get(name, ()):
            if _locates(filler, name, act.where, context):
                yield from ((name, tuple(places(word, context))) for word in located(filler, context))


def _locates(filler: Token, name: str, where: str | None, context: Context) -> bool:
    """Whether where somebody is said to be is where the act was."""
    if where == MEETING:
        mention = context.mention(filler)
        keys = mention.refers_to if mention else ()
        return any(context.is_a(context.index.entity(key), "Agent") for key in keys)
    wanted = "Locals" if where else "Arraigned"
    if name in _ACTING:
        return any(w.lemma_.lower() in context.lexicon.words(wanted) for w in coordinated(filler))
    return bool(where) or any(w.lemma_.lower() in context.lexicon.words("Standing") for w in coordinated(filler))


def _clauses(act: Act, context: Context) -> Iterator[Find]:
    """What the clauses around say of where it was."""
    carried = None if is_verbal(act.token) else supporter(act.token, context.lexicon)
    for rule, word in around_clause(act.token, carried[0] if carried else None, context, words=act.where is None):
        yield rule, tuple(places(word, context))


Rule = Callable[[Act, Context], Iterator[Find]]
TIERS: tuple[tuple[Rule, ...], ...] = ((_own, _timed), (_modifier, _target), (_beside, _bearings), (_clauses,))
