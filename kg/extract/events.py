"""Event words with their source and target: the lexicon laid over the parse.

Each word that some entry of the lexicon knows is tried against the entries of its lemma, the most demanding first;
the first whose conditions hold makes a :class:`Hit`, or says why none was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.abstentions import Abstention, asks, not_real, unfilled, unfit
from kg.extract.arguments import actors, officials, place_of, unique
from kg.extract.context import Context, state_key
from kg.extract.figures import figure
from kg.extract.reality import Reality, Verdict, verdict
from kg.extract.speech import denied, speaker_words
from kg.extract.syntax import Slots, case_of, coordinated, is_participle, is_verbal, slots, stems, supporter
from kg.lexicon import Condition, Frame, Trigger
from kg.model import Argument

#: Slot for whoever says what the clause of a word reports.
SPEAKER = "speaker"
#: PLOVER root of words that blame.
BLAME = "ACCUSE"
#: PLOVER root of acts of force, and the slots of what they were part of.
FORCE = "ASSAULT"
WITHIN = ("in", "during", "by")
#: Slots that name the place of an act.
SOIL = ("in", "inside", "into", "at", "near", "outside", "through", "modifier")
#: The role of those that come to harm: who came to harm in which act is told apart from the act.
VICTIMS = "victims"
#: PLOVER roots of what a state does to people and places of its own.
INSIDE = ("ASSAULT", "COERCE", "RETREAT", "SANCTION")


@dataclass(frozen=True, slots=True)
class Hit:
    """An event word that an entry accepts, with what fills its roles; ``denied`` when somebody says that it was not."""

    token: Token
    entry: Trigger
    type: str
    source: tuple[Argument, ...]
    target: tuple[Argument, ...]
    place: Argument | None
    denied: bool = False


def find(context: Context) -> tuple[tuple[Hit, ...], tuple[Abstention, ...]]:
    """The event words of an article in the order of its text, and those on which the rules abstain."""
    outcomes = [outcome for token in context.doc for outcome in _read(token, context)]
    hits = [outcome for outcome in outcomes if isinstance(outcome, Hit)]
    return _without_support(hits, context), tuple(o for o in outcomes if isinstance(o, Abstention))


def ties(hits: tuple[Hit, ...], context: Context) -> dict[int, int]:
    """Event words that the grammar makes one act with another, by the indices of the words.

    An event noun as the subject ("strikes that killed"), as what somebody died in, or done "by hitting"."""
    by_word = {h.token.i: h for h in hits}
    by_word |= {v.i: h for h in hits if not is_verbal(h.token) and (v := _carrier(h, context)) and v.i not in by_word}
    found = {}
    for hit in hits:
        other = next((by_word[t.i] for t in _acts(hit, context) if t.i in by_word), None) or _told(hit, hits, context)
        if other and other is not hit and _root(other, context) == _root(hit, context):
            found[hit.token.i] = other.token.i
    return _of_unnamed(hits) | found


def _of_unnamed(hits: tuple[Hit, ...]) -> dict[int, int]:
    """What nobody is named for again and again is one act: "protests" are those told of before."""
    found, first = {}, dict[tuple[str, str], Hit]()
    for hit in hits:
        implied = bool(hit.entry.implied) and any(a.text == hit.token.text for a in hit.source)
        for doer in hit.source:
            before = first.setdefault((hit.type, doer.entity), hit)
            if implied and before is not hit:
                found[hit.token.i] = before.token.i
    return found


def is_about_act(hit: Hit, context: Context) -> bool:
    """Whether a word of blame is about an act of force that the article has told of: "the operation was condemned"."""
    if context.ontology.types[hit.type].root != BLAME:
        return False
    around = slots(hit.token, context.lexicon)
    words = [t for name in ("object", "of", "against") for t in around.get(name, ())]
    return any(w.lemma_.lower() in context.lexicon.words("AttackWords") for w in words)


def is_answer(hit: Hit, context: Context) -> bool:
    """Whether something is said to what somebody asked or blamed before, who is not named again: "declined the
    request"."""
    objects = slots(hit.token, context.lexicon).get("object", ())
    words = context.lexicon.words("Answered")
    return not hit.target and any(w.lemma_.lower() in words and not _is_somebodys(w) for w in objects)


def _is_somebodys(word: Token) -> bool:
    return any(c.dep_ in ("nmod:poss", "nmod", "acl", "acl:relcl") for c in word.children)


def _carrier(hit: Hit, context: Context) -> Token | None:
    found = supporter(hit.token, context.lexicon)
    return found[0] if found else None


def _acts(hit: Hit, context: Context) -> Iterator[Token]:
    """The words beside an event word that could name the same act."""
    token = hit.token
    if not is_verbal(token):
        return
    around = slots(token, context.lexicon)
    yield from around.get("subject", ())
    yield from around.get("in", ())
    if token.dep_ == "advcl" and any(c.dep_ in ("mark", "case") and c.lower_ in ("by", "in") for c in token.children):
        yield token.head
    if VICTIMS in hit.entry.roles:
        yield from (w for name in ("when", "as", "after") for w in around.get(name, ()))
        if token.dep_ in ("advcl", "conj") and not any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children):
            yield token.head


def _told(hit: Hit, hits: tuple[Hit, ...], context: Context) -> Hit | None:
    """The act that was told before, which a definite word without parties of its own names again: "the blast
    killed two"."""
    if VICTIMS not in hit.entry.roles or not is_verbal(hit.token):
        return None
    around = slots(hit.token, context.lexicon)
    words = (*around.get("subject", ()), *around.get("in", ()))
    if not any(_names_again(word, context) for word in words):
        return None
    before = (h for h in reversed(hits) if h.token.i < hit.token.i)
    return next((h for h in before if _root(h, context) == FORCE), None)


def _names_again(word: Token, context: Context) -> bool:
    words = {c.lower_ for c in word.children if c.dep_ == "det"}
    dated = any(c.dep_ == "nmod:poss" and c.ent_type_ in ("DATE", "TIME") for c in word.children)
    definite = dated or words & {"the", "this", "that"}
    return bool(definite) and word.lemma_.lower() in context.lexicon.words("AttackWords")


def _root(hit: Hit, context: Context) -> str | None:
    return context.ontology.types[hit.type].root


def _read(token: Token, context: Context) -> Iterator[Hit | Abstention]:
    entries = _entries(token, context)
    if not entries or _in_name(token, context):
        return
    around = _with_speaker(token, entries, slots(token, context.lexicon), context)
    told = verdict(token, context.lexicon)
    unreal: Abstention | None = None
    tried: list[tuple[Trigger, str]] = []
    for entry in entries:
        failing = _failing(entry, around, context)
        if failing:
            tried.append((entry, failing))
            continue
        figured = figure(context.ontology.types[entry.evokes].root, around, context.lexicon)
        if figured:
            unreal = unreal or not_real(token, entry, "unreal", Verdict("unreal", figured))
            continue
        why = _unreal(entry, told.state)
        denial = why == "negated" and not _rootless(entry, context) and denied(token, context)
        if why and not denial:
            unreal = unreal or not_real(token, entry, why, told)
            continue
        hit = _hit(token, entry, around, context)
        missing = _missing(hit, context)
        if not missing:
            yield replace(_without_soil(hit, around, context), denied=denial)
            return
        yield unfilled(token, entry, missing)
    if unreal or len(tried) == len(entries):
        yield unreal or unfit(token, tried)


def _with_speaker(token: Token, entries: tuple[Trigger, ...], around: Slots, context: Context) -> Slots:
    """The slots of a word, with a slot for who says it where an entry asks for that: "they lied", the minister said."""
    asked = any(SPEAKER in (*e.frame.source, *e.frame.target, *(c.slot[0] for c in e.needs)) for e in entries)
    return {**around, SPEAKER: speaker_words(token, context)} if asked else around


def _rootless(entry: Trigger, context: Context) -> bool:
    """Whether an entry is for words about acts, which have no PLOVER root: not to have said so denies nothing."""
    return context.ontology.types[entry.evokes].root is None


def _missing(hit: Hit, context: Context) -> list[str]:
    """The roles that an entry asks for and the text does not fill."""
    if context.ontology.types[hit.type].symmetric and len(hit.source) > 1:
        return []
    around = slots(hit.token, context.lexicon)
    filled = {
        "source": bool(hit.source) or bool(hit.target and _some_person(hit.entry.frame.source, around, context)),
        "target": bool(hit.target) or bool(hit.source and _some_person(hit.entry.frame.target, around, context)),
        "either": bool(hit.source or hit.target),
        VICTIMS: any(name.partition("/")[0] in around for name in hit.entry.frame.target),
        "agent": bool(hit.source) or "subject" not in around,
        "placed": bool(hit.source or hit.target or hit.place),
    }
    missing = [role for role in hit.entry.roles if not filled[role]]
    return ["source", "target"] if {"either", "placed"} & set(missing) else missing


def _some_person(names: Iterable[str], around: Slots, context: Context) -> bool:
    """Whether a side is somebody by a pronoun in the words that the text begins with: nobody says who it is, but it is
    somebody; later on it may be one of several."""
    words = context.lexicon.words("LeftOpen")
    tokens = (t for name in names for t in around.get(name, ()))
    return any(t.lower_ in words and t.pos_ == "PRON" and t.sent.start == 0 for t in tokens)


def _entries(token: Token, context: Context) -> tuple[Trigger, ...]:
    found = context.lexicon.triggers.get((token.lemma_.lower(), token.pos_), ())
    if is_participle(token):
        found = next((f for lemma in stems(token) if (f := context.lexicon.triggers.get((lemma, "VERB")))), found)
    if token.dep_ == "amod":
        found = context.lexicon.triggers.get((token.lower_, "ADJ"), ())
    if not found and token.pos_ == "PROPN":
        found = context.lexicon.triggers.get((token.lower_, "NOUN"), ())
    return found


def _in_name(token: Token, context: Context) -> bool:
    """Whether a word is only part of a name ("Defence of Rights League", "World War II")."""
    mention = context.index.covering.get(token.i)
    return bool(mention) and (token.ent_type_ in ("PERSON", "ORG", "LOC", "FAC") or context.mention(token) is not None)


def _failing(entry: Trigger, around: Slots, context: Context) -> str | None:
    """The first condition of an entry that does not hold, in words; None when the entry fits."""
    needed = next((c for c in entry.needs if not _holds(c, around, context)), None)
    if needed:
        return asks(needed, forbidden=False)
    forbidden = next((c for c in entry.forbids if _holds(c, around, context)), None)
    return asks(forbidden, forbidden=True) if forbidden else None


def _holds(condition: Condition, around: Slots, context: Context) -> bool:
    fillers = list(follow(condition.slot, around, context))
    if condition.cls:
        return any(_is_one(word, condition.cls, context) for filler in fillers for word in coordinated(filler))
    if not condition.words:
        return bool(fillers)
    return any(
        word.lemma_.lower() in condition.words or word.lower_ in condition.words
        for filler in fillers
        for word in _words(filler, context)
    )


def _is_one(word: Token, cls: str, context: Context) -> bool:
    """Whether a word itself is a mention of somebody of a class."""
    mention = context.mention(word)
    return mention is not None and any(context.is_a(context.index.entity(key), cls) for key in mention.refers_to)


def _words(filler: Token, context: Context) -> Iterator[Token]:
    """A filler, its conjuncts, and what transparent nouns stand for."""
    for word in coordinated(filler):
        yield word
        if word.lemma_.lower() in context.lexicon.words("Transparent"):
            yield from slots(word, context.lexicon).get("of", ())


def follow(path: tuple[str, ...], around: Slots, context: Context) -> Iterator[Token]:
    """The words at the end of a path of slots."""
    fillers = around.get(path[0], ())
    if len(path) == 1:
        yield from fillers
        return
    for filler in fillers:
        for word in coordinated(filler):
            yield from follow(path[1:], slots(word, context.lexicon), context)


def _unreal(entry: Trigger, state: Reality) -> str | None:
    if entry.negated:
        return None if state == "negated" else "not negated"
    if state == "future" and entry.plans:
        return None
    return None if state == "real" else state


def _hit(token: Token, entry: Trigger, around: Slots, context: Context) -> Hit:
    source = _fill(entry.frame, entry.frame.source, around, context, suffering=False)
    kind = refine(entry.evokes, token, around, context)
    target = _fill(entry.frame, entry.frame.target, around, context, suffering=True, without=source)
    root = context.ontology.types[kind].root
    if not source and entry.implied and _is_told(token, context):
        source = (context.doers(entry.implied, token),)
    if root == FORCE and not source:
        source = _authors(around, target, context)
    target = _others(target, source, context, inside=root in INSIDE)
    source, target = _sides(source, target, kind, context)
    place = place_of(token, context)
    if root == FORCE:
        target = _with_soil(source, target, place, context)
    return Hit(token, entry, kind, source, target, place)


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


def _without_soil(hit: Hit, around: Slots, context: Context) -> Hit:
    """An act of force without its target where that is only the country that it took place in, and nobody who comes
    from elsewhere is said to have done it: "a bombing in Kabul" is not done to Afghanistan."""
    if context.ontology.types[hit.type].root != FORCE or _from_abroad(hit, context):
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
    source: tuple[Argument, ...], target: tuple[Argument, ...], place: Argument | None, context: Context
) -> tuple[Argument, ...]:
    """A group struck on foreign soil: the state whose soil it is suffers too."""
    if not target or place is None:
        return target
    country = context.entity(place).country
    known = {context.entity(a).country for a in (*source, *target)}
    acting = any(context.is_a(context.entity(a), "State") or context.entity(a).acts_for for a in source)
    if not country or country in known or not acting:
        return target
    return (*target, Argument(state_key(country), place.span, place.text))


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


def _without_support(hits: list[Hit], context: Context) -> tuple[Hit, ...]:
    """Of an event noun and the verb that carries it one is kept: the verb where its entry asked for the noun ("call off
    talks", "sign a deal"), else the noun ("launch" gives way in "launched a strike")."""
    carrier = {h.token.i: v.i for h in hits if not is_verbal(h.token) and (v := _carrier(h, context))}
    kept = [h for h in hits if h.token.i not in carrier.values() or h.entry.needs]
    verbs = {h.token.i for h in kept}
    return tuple(h for h in kept if carrier.get(h.token.i) not in verbs)
