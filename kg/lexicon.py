"""How English puts events into words: the files of ``ontology/lexicon/`` as frozen values.

A **trigger** is a word that evokes an event class; its **frame** says in which slots its source and target stand; a
**word set** names words that one entry shares with another. Slots are named as a reader would: ``subject``,
``object``, ``indirect``, ``possessor``, ``modifier``, ``particle``, ``infinitive``, ``clause``, ``speaker`` (whoever is
said to say it), or the preposition itself (``on``, ``against``); ``a/b`` is slot b of slot a.
``kg:needs "object: Diplomats"`` asks for a word of that set in that slot, ``"on"`` just for the slot,
``"particle: out|off"`` for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

import rdflib
from rdflib import RDF, Graph, URIRef

from kg.errors import KgError
from kg.model import Stance
from kg.resources import path_of

KG = rdflib.Namespace("https://w3id.org/kg-news/ontology#")

PartOfSpeech = Literal["VERB", "NOUN", "ADJ"]
_STANCES: Mapping[str, Stance] = {"Asserted": "asserted", "Denied": "denied", "Possible": "possible"}
_CONDITION = re.compile(
    r"(?P<slot>[a-z_]+(?:/[a-z_]+)*)(?:: (?:kg:(?P<cls>[A-Za-z]+)|(?P<words>[A-Za-z][A-Za-z'|-]*)))?"
)


class LexiconError(KgError, ValueError):
    """A lexicon file that cannot be used; the message names the file, the entry and what would be allowed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A slot that must (or must not) be there, holding one of ``words`` or somebody of ``cls`` (anything when both are
    empty); ``text`` as written."""

    slot: tuple[str, ...]
    words: frozenset[str] = frozenset()
    text: str = field(default="", compare=False)
    cls: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The slots that fill each role, best first; actors of the classes ``not_party`` fill none."""

    name: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    not_party: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lexicon entry: these lemmas, under these conditions, evoke this event class in this frame.

    ``roles`` are those without which there is no event ("either" is one of both sides, "victims" words
    for them, "agent" a source unless the clause names nobody who acts, "placed" a side or else a place);
    ``implied`` is what those are called who do it where nobody is named ("protesters"); ``plans`` is true where
    an announced act counts as done (a promise)."""

    name: str
    lemmas: tuple[str, ...]
    pos: PartOfSpeech
    evokes: str
    frame: Frame
    needs: tuple[Condition, ...] = ()
    forbids: tuple[Condition, ...] = ()
    roles: tuple[str, ...] = ("source",)
    plans: bool = False
    negated: bool = False
    implied: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that only carries an event noun in slot ``noun`` ("carry out an attack", "come under attack").

    Its subject fills the noun's slot ``subject_is``: ``subject``, ``object`` for verbs of suffering,
    ``cause`` for verbs of setting off."""

    name: str
    lemma: str
    noun: str = "object"
    subject_is: str = "subject"


@dataclass(frozen=True, slots=True)
class Instrument:
    """Words of a weapon or means that make a general act (any of ``of``, exactly) the finer ``evokes``."""

    name: str
    words: frozenset[str]
    of: frozenset[str]
    evokes: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """A verb, noun or adverb by which somebody says something, and the stance it takes."""

    name: str
    lemmas: tuple[str, ...]
    pos: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole of ``ontology/lexicon/`` (and of the user's files), indexed by lemma and part of speech."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    support: Mapping[str, tuple[Support, ...]]
    reporting: Mapping[tuple[str, str], Reporting]
    instruments: tuple[Instrument, ...]
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def words(self, name: str) -> frozenset[str]:
        """The words of set ``name``; raises LexiconError when the lexicon has none of that name."""
        try:
            return self.sets[name]
        except KeyError:
            raise LexiconError(f"the lexicon has no word set {name!r}; known: {', '.join(sorted(self.sets))}") from None

    def entries(self) -> tuple[Trigger, ...]:
        """Every trigger once, in the order of the names."""
        return tuple(sorted({t.name: t for ts in self.triggers.values() for t in ts}.values(), key=lambda t: t.name))


def lexicon_files() -> tuple[Path, ...]:
    """The files of the shipped lexicon: one for each PLOVER root, and those that they share."""
    return tuple(sorted(path_of("ontology/lexicon").glob("*.ttl")))


def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """The shipped lexicon with the user's ``extra`` Turtle files added; raises LexiconError naming file and entry."""
    graph = Graph()
    for path in (*lexicon_files(), *extra):
        try:
            graph.parse(path, format="turtle")
        except (SyntaxError, OSError, ValueError) as error:
            raise LexiconError(f"{path}: cannot be read as Turtle: {error}") from error
    return _compile(graph)


def reporting_verbs(extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """The lemmas of the verbs of telling, of the shipped file of them and of the user's ``extra`` files."""
    graph = Graph()
    for path in (path_of("ontology/lexicon/reporting.ttl"), *extra):
        graph.parse(path, format="turtle")
    told = (_reporting(graph, node) for node in _all(graph, KG.ReportingVerb))
    return tuple(sorted({lemma for one in told if one.pos == "VERB" for lemma in one.lemmas}))


def _compile(graph: Graph) -> Lexicon:
    sets = {_local(s): _words(graph, s) for s in _all(graph, KG.WordSet)}
    frames = {f: _frame(graph, f) for f in _all(graph, KG.Frame)}
    triggers = [_trigger(graph, t, frames, sets) for t in _all(graph, KG.Trigger)]
    reporting = [_reporting(graph, r) for r in _all(graph, KG.ReportingVerb)]
    support = [s for node in _all(graph, KG.SupportVerb) for s in _support(graph, node)]
    return Lexicon(
        triggers=_index(((lemma, t.pos), t) for t in triggers for lemma in t.lemmas),
        support={lemma: tuple(s for s in support if s.lemma == lemma) for lemma in sorted({s.lemma for s in support})},
        reporting={(lemma, r.pos): r for r in reporting for lemma in r.lemmas},
        instruments=tuple(_instrument(graph, i) for i in _all(graph, KG.Instrument)),
        sets=sets,
    )


def _index(pairs: Iterable[tuple[tuple[str, str], Trigger]]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Entries of each lemma, the most demanding first, so that the first that fits is the most specific one."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for key, trigger in pairs:
        found.setdefault(key, []).append(trigger)
    return {k: tuple(sorted(v, key=_ease)) for k, v in found.items()}


def _ease(trigger: Trigger) -> tuple[int, int, str]:
    """How little an entry asks for: a word in a slot is more than just the slot."""
    return -sum(2 if c.words or c.cls else 1 for c in trigger.needs), -len(trigger.forbids), trigger.name


def _trigger(
    graph: Graph, node: URIRef, frames: Mapping[URIRef, Frame], sets: Mapping[str, frozenset[str]]
) -> Trigger:
    frame = graph.value(node, KG.frame)
    if frame not in frames:
        known = ", ".join(sorted(f.name for f in frames.values()))
        raise LexiconError(f"trigger {_local(node)}: frame {frame} is not defined; allowed: {known}")
    return Trigger(
        name=_local(node),
        lemmas=_strings(graph, node, KG.lemma),
        pos=_part_of_speech(graph, node),
        evokes=_local(_resource(graph, node, KG.evokes)),
        frame=frames[URIRef(str(frame))],
        needs=tuple(_condition(node, text, sets) for text in _strings(graph, node, KG.needs)),
        forbids=tuple(_condition(node, text, sets) for text in _strings(graph, node, KG.forbids)),
        roles=_strings(graph, node, KG.requires) or ("source",),
        plans=_flag(graph, node, KG.announcementCounts),
        negated=_flag(graph, node, KG.negated),
        implied=str(graph.value(node, KG.impliedSource) or ""),
        examples=_strings(graph, node, KG.example),
        counter_examples=_strings(graph, node, KG.counterExample),
    )


def _part_of_speech(graph: Graph, node: URIRef) -> PartOfSpeech:
    pos = _one(graph, node, KG.partOfSpeech)
    for known in get_args(PartOfSpeech):
        if pos == known:
            return cast(PartOfSpeech, known)
    raise LexiconError(f"trigger {_local(node)}: kg:partOfSpeech {pos!r}; allowed: {', '.join(get_args(PartOfSpeech))}")


def _condition(node: URIRef, text: str, sets: Mapping[str, frozenset[str]]) -> Condition:
    match = _CONDITION.fullmatch(text)
    if not match:
        allowed = "'slot', 'slot: WordSet', 'slot: kg:Class' or 'slot: word|word'"
        raise LexiconError(f"{_local(node)}: condition {text!r}; write {allowed}")
    words = match["words"]
    if words and words[0].isupper() and words not in sets:
        raise LexiconError(f"{_local(node)}: no word set {words!r}; defined: {', '.join(sorted(sets))}")
    wanted = frozenset() if not words else sets[words] if words[0].isupper() else frozenset(words.split("|"))
    return Condition(tuple(match["slot"].split("/")), wanted, text, match["cls"] or "")


def _frame(graph: Graph, node: URIRef) -> Frame:
    return Frame(
        name=_local(node),
        source=tuple(str(graph.value(node, KG.sourceSlots) or "").split()),
        target=tuple(str(graph.value(node, KG.targetSlots) or "").split()),
        not_party=frozenset(_local(URIRef(str(o))) for o in graph.objects(node, KG.notParty)),
    )


def _support(graph: Graph, node: URIRef) -> list[Support]:
    noun = str(graph.value(node, KG.nounSlot) or "object")
    subject = str(graph.value(node, KG.subjectIs) or "subject")
    return [Support(_local(node), lemma, noun, subject) for lemma in _strings(graph, node, KG.lemma)]


def _instrument(graph: Graph, node: URIRef) -> Instrument:
    return Instrument(
        name=_local(node),
        words=_words(graph, node),
        of=frozenset(_local(URIRef(str(o))) for o in graph.objects(node, KG.refinesType)),
        evokes=_local(_resource(graph, node, KG.evokes)),
    )


def _reporting(graph: Graph, node: URIRef) -> Reporting:
    stance = _local(_resource(graph, node, KG.stance))
    if stance not in _STANCES:
        raise LexiconError(f"{_local(node)}: kg:stance {stance!r}; allowed: {', '.join(_STANCES)}")
    pos = _one(graph, node, KG.partOfSpeech)
    return Reporting(_local(node), _strings(graph, node, KG.lemma), pos, _STANCES[stance])


def _all(graph: Graph, cls: URIRef) -> list[URIRef]:
    return sorted(URIRef(str(s)) for s in graph.subjects(RDF.type, cls))


def _strings(graph: Graph, node: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(o) for o in graph.objects(node, predicate)))


def _words(graph: Graph, node: URIRef) -> frozenset[str]:
    """The words of a set: each kg:words literal holds several, separated by white space."""
    return frozenset(w for text in _strings(graph, node, KG.words) for w in text.split())


def _one(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    values = _strings(graph, node, predicate)
    if len(values) != 1:
        raise LexiconError(f"{_local(node)}: needs exactly one kg:{_local(predicate)}, has {len(values)}")
    return values[0]


def _resource(graph: Graph, node: URIRef, predicate: URIRef) -> URIRef:
    return URIRef(_one(graph, node, predicate))


def _flag(graph: Graph, node: URIRef, predicate: URIRef) -> bool:
    return str(graph.value(node, predicate)).lower() == "true"


def _local(iri: URIRef) -> str:
    return str(iri).rpartition("#")[2]
