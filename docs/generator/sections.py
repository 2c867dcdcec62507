"""The order in which people read the ontology: what happens, who and where, who says so, then the properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.terms import (
    DOMAIN,
    INVERSE,
    OWL,
    RANGE,
    SUBCLASS,
    SUBPROPERTY,
    TYPE,
    Term,
    Vocabulary,
)
from kg import iris

EVENT, ACTED_ON = iris.KG + "Event", iris.KG + "actedOn"
AGENT, PLACE = iris.KG + "Agent", iris.KG + "Place"


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that stand together below a title; the ``root`` is one that the title itself stands for."""

    key: str
    title: str
    terms: tuple[Term, ...]
    root: Term | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    key: str
    title: str
    text: str
    groups: tuple[Group, ...]


def sections(words: Vocabulary) -> tuple[Section, ...]:
    """Return the parts of the page; each term stands in one of them."""
    classes = [term for term in words.terms.values() if OWL + "Class" in term.all(TYPE)]
    kinds = {kind: [term for term in classes if _kind(term, words) == kind] for kind in _KINDS}
    properties = _properties(words, kinds)
    made = [
        Section("events", "Events", _EVENTS, tuple(_events(words))),
        Section("agents", "Agents and places", _AGENTS, (_group("agents", kinds["shared"]),)),
        Section("record", "Articles, claims, evidence", _RECORD, (_group("record", kinds["record"]),)),
        Section("values", "Values", _VALUES, tuple(_values(words, kinds["values"]))),
        Section("properties", "Properties", _PROPERTIES, tuple(properties)),
        Section("relations", "Direct relations", _RELATIONS, (_group("relations", _relations(words)),)),
        Section("lexicon", "The lexicon", _LEXICON, tuple(_lexicon(words, kinds["lexicon"]))),
        Section("annotations", "Words about terms", _ANNOTATIONS, (_group("annotations", _annotations(words)),)),
    ]
    return tuple(made)


_KINDS = ("events", "shared", "values", "record", "lexicon")
_EVENTS = (
    "What happens, or is done or said, by someone to someone. The types follow PLOVER; each section is one of its root "
    "types, with the finer types below it. A claim of responsibility has no root. The sentences are examples from the "
    "lexicon: a test makes sure that each is found as what it stands for."
)
_AGENTS = "Who takes part, and where. A state is both: it acts, and it is a place."
_RECORD = (
    "What was read and what it says: an article, the words in it, the claims that it makes; what claims of several "
    "articles come to, and why."
)
_VALUES = "What some properties can have as their value, and nothing else."
_PROPERTIES = "What is said of the nodes of each class. A value of none of our classes is a text, a number or a day."
_RELATIONS = (
    "One plain triple from source to target for each event that somebody asserts, such as state:IRN kg:attacked "
    "state:PAK: the shortest way to ask. Who says so is told by the event and its claims."
)
_LEXICON = "How English puts events into words: the terms of the files in ontology/lexicon, which anybody can add to."
_ANNOTATIONS = "What the ontology says of its own terms."


def _kind(term: Term, words: Vocabulary) -> str:
    """Return the part of the page to which a class belongs."""
    if words.lies_below(term, EVENT):
        return "events"
    if any(words.lies_below(term, above) for above in (AGENT, PLACE)) or not term.iri.startswith(iris.KG):
        return "shared"
    if term.all(OWL + "equivalentClass"):
        return "values"
    return "record" if term.all(SUBCLASS) else "lexicon"


def _events(words: Vocabulary) -> Iterator[Group]:
    """Yield a group for events in general, for each root of PLOVER, and for what has none."""
    event = words.terms[EVENT]
    yield Group("Event", "", (), root=event)
    for root in words.below(EVENT, SUBCLASS):
        yield Group(root.name, root.one(iris.KG + "ploverRoot"), tuple(_tree(root, words))[1:], root=root)


def _tree(term: Term, words: Vocabulary, name: str = SUBCLASS) -> Iterator[Term]:
    """Yield a term and all below it, each right after the one above it."""
    yield term
    for one in words.below(term.iri, name):
        yield from _tree(one, words, name)


def _values(words: Vocabulary, classes: list[Term]) -> Iterator[Group]:
    for one in classes:
        yield Group(one.name, "", tuple(term for term in words.terms.values() if one.iri in term.all(TYPE)), root=one)


def _relations(words: Vocabulary) -> list[Term]:
    return list(dict.fromkeys(_tree(words.terms[ACTED_ON], words, SUBPROPERTY)))


def _lexicon(words: Vocabulary, classes: list[Term]) -> Iterator[Group]:
    yield _group("entries", classes)
    names = {term.iri for term in classes}
    plain = (term for term in words.terms.values() if term.is_property and not _annotates(term))
    yield _group("entry-properties", [term for term in plain if _of(term, words) and _of(term, words) <= names])


def _annotations(words: Vocabulary) -> list[Term]:
    return [term for term in words.terms.values() if _annotates(term)]


def _annotates(term: Term) -> bool:
    return OWL + "AnnotationProperty" in term.all(TYPE) and not term.all(*DOMAIN)


def _properties(words: Vocabulary, kinds: dict[str, list[Term]]) -> Iterator[Group]:
    """Yield the properties by the class that they are first said of; those of no class of ours come last."""
    lexicon = {term.iri for term in kinds["lexicon"]}
    relations = {term.iri for term in _relations(words)}
    of: dict[str, list[Term]] = {}
    for term in words.terms.values():
        domain = _ordered(term, words)
        first = next((one for one in domain if one not in lexicon), None if domain else AGENT)
        if term.is_property and not _annotates(term) and term.iri not in relations and first:
            of.setdefault(first, []).append(term)
    for iri, terms in of.items():
        title = words.terms[iri].one(_LABEL) if iri in words.terms else "the graph as a whole"
        yield Group(f"of-{iris.local_name(iri)}", f"Of {_article(title)}", tuple(terms))


_LABEL = iris.RDFS + "label"


def _article(title: str) -> str:
    """Return a title with the article that English asks for."""
    return title if title.startswith("the ") else f"{'an' if title[0] in 'aeiou' else 'a'} {title}"


def _of(term: Term, words: Vocabulary) -> set[str]:
    """Return the classes of which a property is said."""
    return set(_ordered(term, words))


def _ordered(term: Term, words: Vocabulary) -> tuple[str, ...]:
    """Return the classes of which a property is said, its own or those of the one above it or of its inverse."""
    own = term.all(*DOMAIN)
    inverse = words.terms.get(term.one(INVERSE))
    above = words.terms.get(term.one(SUBPROPERTY))
    return own or (inverse.all(*RANGE) if inverse else ()) or (_ordered(above, words) if above else ())


def _group(key: str, terms: list[Term]) -> Group:
    return Group(key, "", tuple(terms))
