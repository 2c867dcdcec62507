"""Reads ``ontology/kg.ttl`` (and files that add to it) into a frozen value: classes, event types, direct relations."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.resources import path_of

KG = "https://w3id.org/kg-news/ontology#"
ONTOLOGY = ox.NamedNode("https://w3id.org/kg-news/ontology")
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
CLASS = ox.NamedNode(OWL + "Class")
LABEL = ox.NamedNode(RDFS + "label")
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
SUBPROPERTY = ox.NamedNode(RDFS + "subPropertyOf")
VERSION = ox.NamedNode(OWL + "versionInfo")
ROOT = ox.NamedNode(KG + "ploverRoot")
MODE = ox.NamedNode(KG + "ploverMode")
QUAD = ox.NamedNode(KG + "ploverQuad")
SECTOR = ox.NamedNode(KG + "ploverSector")
CAMEO = ox.NamedNode(KG + "cameoCode")
RELATION = ox.NamedNode(KG + "relation")
SYMMETRIC = ox.NamedNode(KG + "symmetric")
ACT_KIND = ox.NamedNode(KG + "actKind")
BROADER = ox.NamedNode("http://www.w3.org/2004/02/skos/core#broader")
EXCLUDES = ox.NamedNode(KG + "excludes")
HAPPENS_WHERE = ox.NamedNode(KG + "happensWhere")
GENERAL = ox.NamedNode(KG + "general")

#: The class above all event types, and the property above all direct relations (local names).
EVENT = "Event"
ACTED_ON = "actedOn"


class OntologyError(KgError, ValueError):
    """An ontology file cannot be used, or a name is not in it; the message says what to do."""


@dataclass(frozen=True, slots=True)
class EventType:
    """A class of events. ``parents`` are its ancestors up to ``Event``, nearest first; ``root`` is the PLOVER code,
    ``relation`` the direct relation from source to target; event types of one ``kind`` may be words for the same act,
    ``where`` says whose whereabouts say where it was; ``mode`` and ``quad`` are PLOVER's. All these and ``symmetric``
    may come from an ancestor. A ``general`` one does not say what was done."""

    name: str
    label: str
    root: str | None
    cameo: str | None
    relation: str | None
    parents: tuple[str, ...]
    symmetric: bool
    kind: str | None = None
    where: str | None = None
    general: bool = False
    mode: str | None = None
    quad: str | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All classes and direct relations by their local names in ``kg:``; everything is in the order of the names.

    Of kinds of victims ``broader`` has those above each, nearest first, ``excluded`` those that each excludes;
    ``sectors`` are the PLOVER sectors of classes of agents."""

    version: str
    classes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    types: Mapping[str, EventType]
    relations: tuple[str, ...]
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Say whether class ``name`` is ``ancestor`` or lies below it."""
        if name not in self.classes:
            raise OntologyError(_unknown("class", name, self.classes))
        return name == ancestor or ancestor in self.classes[name]

    def event_type(self, name: str) -> EventType:
        """Return the event type called ``name``; the error for an unknown one names those that come near."""
        if name not in self.types:
            raise OntologyError(_unknown("event type", name, self.types))
        return self.types[name]


def load_ontology(path: Path | None = None, *, extra: Sequence[Path] = ()) -> Ontology:
    """Read the ontology from ``path`` (the package's own when ``None``) together with the files in ``extra``."""
    files = (path or path_of("ontology/kg.ttl"), *extra)
    facts = _Facts.of(quad for file in files for quad in parse(file))
    ancestors = {name: facts.ancestors(name, SUBCLASS) for name in facts.declared()}
    labels = {name: facts.label(name) for name in ancestors}
    relations = tuple(name for name in facts.below(SUBPROPERTY) if ACTED_ON in facts.ancestors(name, SUBPROPERTY))
    types = {name: _event_type(facts, name, above) for name, above in ancestors.items() if EVENT in (name, *above)}
    for kind in types.values():
        if kind.relation not in (None, *relations):
            raise OntologyError(_undeclared(kind))
    broader, excluded = ({k: facts.ancestors(k, p) for k in facts.below(p)} for p in (BROADER, EXCLUDES))
    sectors = {name: code for name in facts.below(SECTOR) if (code := facts.nearest((name,), SECTOR))}
    return Ontology(facts.version(), ancestors, labels, types, relations, broader, excluded, sectors)


def parse(path: Path) -> list[ox.Quad]:
    """Read a Turtle file; the error names the file, the line and what is wrong there."""
    try:
        return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        reason = error.strerror or error
        raise OntologyError(f"{path} cannot be read: {reason}. Give the path of a Turtle file.") from error
    except SyntaxError as error:
        raise OntologyError(f"{path} is not valid Turtle: {error.msg}. Mend the line and try again.") from error


def _event_type(facts: _Facts, name: str, ancestors: tuple[str, ...]) -> EventType:
    """Gather what the ontology says of one event type; nearer classes go before those above them."""
    line = (name, *ancestors)
    relation = facts.nearest(line, RELATION)
    return EventType(
        name=name,
        label=facts.label(name),
        root=facts.nearest(line, ROOT),
        cameo=facts.nearest((name,), CAMEO),
        relation=relation.removeprefix(KG) if relation else None,
        parents=ancestors,
        symmetric=facts.nearest(line, SYMMETRIC) == "true",
        kind=facts.nearest(line, ACT_KIND),
        where=facts.nearest(line, HAPPENS_WHERE),
        general=facts.nearest((name,), GENERAL) == "true",
        mode=facts.nearest(line, MODE),
        quad=facts.nearest(line, QUAD),
    )


class _Facts:
    """The triples about terms of ``kg:``, looked up by local name and predicate."""

    def __init__(self, values: dict[tuple[str, ox.NamedNode], list[ox.NamedNode | ox.Literal]], version: str) -> None:
        self._values = values
        self._version = version

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> _Facts:
        values: dict[tuple[str, ox.NamedNode], list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        version = ""
        for subject, predicate, value, _ in quads:
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                continue
            if subject.value.startswith(KG):
                values[subject.value.removeprefix(KG), predicate].append(value)
            elif predicate == SUBCLASS and value.value.startswith(KG):
                raise OntologyError(_foreign(subject.value, value.value))
            elif subject == ONTOLOGY and predicate == VERSION:
                version = value.value
        return cls(values, version)

    def version(self) -> str:
        """Return the version that the ontology states."""
        if not self._version:
            raise OntologyError(f"The ontology has no version: state owl:versionInfo of <{ONTOLOGY.value}>.")
        return self._version

    def declared(self) -> list[str]:
        """List the classes, in the order of their names; one that only has a superclass counts too."""
        names = {name for (name, predicate), values in self._values.items() if predicate == TYPE and CLASS in values}
        return sorted(names | set(self.below(SUBCLASS)))

    def below(self, predicate: ox.NamedNode) -> list[str]:
        """List the terms that something stands above by ``predicate``."""
        return sorted(name for name, key in self._values if key == predicate)

    def label(self, name: str) -> str:
        """Return the label of a class; a class without one is an error: people read it in summaries."""
        label = self.nearest((name,), LABEL)
        if label is None:
            raise OntologyError(f"The class kg:{name} has no rdfs:label: add one, for people to read.")
        return label

    def nearest(self, line: Iterable[str], predicate: ox.NamedNode) -> str | None:
        """Return the value at the first term of ``line`` that has one; of several values the smallest."""
        for name in line:
            if found := self._values.get((name, predicate)):
                return min(value.value for value in found)
        return None

    def ancestors(self, name: str, predicate: ox.NamedNode) -> tuple[str, ...]:
        """List the terms of ``kg:`` above ``name``, nearest first, those of one level in the order of their names."""
        level, seen = [name], [name]
        while level:
            above = {value.value for term in level for value in self._values.get((term, predicate), ())}
            names = sorted(iri.removeprefix(KG) for iri in above if iri.startswith(KG))
            level = [term for term in names if term not in seen]
            seen.extend(level)
        return tuple(seen[1:])


def _foreign(subject: str, parent: str) -> str:
    return (
        f"The class <{subject}> lies below <{parent}> but is not in the namespace <{KG}>: classes of the graph are "
        "named by local names there. Call it kg:SomeName."
    )


def _undeclared(kind: EventType) -> str:
    return (
        f"The event type kg:{kind.name} gives the direct relation {kind.relation}, which is not declared: add "
        f"`kg:{kind.relation} rdfs:subPropertyOf kg:{ACTED_ON}`, or name a relation of the ontology."
    )


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=3) or names[:5]
    return f"The ontology has no {kind} {name!r}; near it are {', '.join(near)}. Correct the name, or add the {kind}."
