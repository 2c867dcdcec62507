"""Event words with their source and target: the lexicon laid over the parse.

Each word that some entry of the lexicon knows is tried against the entries of its lemma, the most demanding first;
the first whose conditions hold makes a :class:`Hit`, or says why none was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.abstentions import Abstention, not_real, unfilled, unfit
from kg.extract.conditions import failing
from kg.extract.context import Context
from kg.extract.figures import figure
from kg.extract.grammar import is_participle, is_verbal, stems
from kg.extract.reality import Reality, Verdict, verdict
from kg.extract.roles import Hit, hit_of, without_soil
from kg.extract.speech import denied, speaker_words
from kg.extract.syntax import Slots, slots
from kg.extract.together import VICTIMS, carrying
from kg.lexicon import Trigger

#: Slot for whoever says what the clause of a word reports.
SPEAKER = "speaker"


def find(context: Context) -> tuple[tuple[Hit, ...], tuple[Abstention, ...]]:
    """The event words of an article in the order of its text, and those on which the rules abstain."""
    outcomes = [outcome for token in context.doc for outcome in _read(token, context)]
    hits = [outcome for outcome in outcomes if isinstance(outcome, Hit)]
    return _without_support(hits, context), tuple(o for o in outcomes if isinstance(o, Abstention))


def _read(token: Token, context: Context) -> Iterator[Hit | Abstention]:
    entries = _entries(token, context)
    if not entries or _in_name(token, context):
        return
    around = _with_speaker(token, entries, slots(token, context.lexicon), context)
    told = verdict(token, context.lexicon)
    unreal: Abstention | None = None
    tried: list[tuple[Trigger, str]] = []
    for entry in entries:
        broken = failing(entry, around, context)
        if broken:
            tried.append((entry, broken))
            continue
        figured = figure(context.root(entry.evokes), around, context.lexicon)
        if figured:
            unreal = unreal or not_real(token, entry, "unreal", Verdict("unreal", figured))
            continue
        why = _unreal(entry, told.state)
        denial = why == "negated" and not _rootless(entry, context) and denied(token, context)
        if why and not denial:
            unreal = unreal or not_real(token, entry, why, told)
            continue
        hit = hit_of(token, entry, around, context)
        missing = _missing(hit, context)
        if not missing:
            yield replace(without_soil(hit, around, context), denied=denial)
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
    return context.root(entry.evokes) is None


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
        "placed": bool(hit.source or hit.target or hit.placed.places),
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


def _unreal(entry: Trigger, state: Reality) -> str | None:
    if entry.negated:
        return None if state == "negated" else "not negated"
    if state == "future" and entry.plans:
        return None
    return None if state == "real" else state


def _without_support(hits: list[Hit], context: Context) -> tuple[Hit, ...]:
    """Of an event noun and the verb that carries it one is kept: the verb where its entry asked for the noun ("call off
    talks", "sign a deal"), else the noun ("launch" gives way in "launched a strike")."""
    carrier = {h.token.i: v.i for h in hits if not is_verbal(h.token) and (v := carrying(h, context))}
    kept = [h for h in hits if h.token.i not in carrier.values() or h.entry.needs]
    verbs = {h.token.i for h in kept}
    return tuple(h for h in kept if carrier.get(h.token.i) not in verbs)
