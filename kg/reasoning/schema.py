"""The ontology as the reasoner sees it: axioms apart from facts, and which kinds of axioms there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import A
from kg.iris import OWL, RDF, RDFS, XSD
from kg.ontology import parse
from kg.resources import path_of

SUBCLASS, SUBPROPERTY = ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(RDFS + "subPropertyOf")
DOMAIN, RANGE = ox.NamedNode(RDFS + "domain"), ox.NamedNode(RDFS + "range")
CLASS, RESTRICTION = ox.NamedNode(OWL + "Class"), ox.NamedNode(OWL + "Restriction")
OBJECT, DATA, NOTE = (ox.NamedNode(OWL + f"{kind}Property") for kind in ("Object", "Datatype", "Annotation"))
FUNCTIONAL = ox.NamedNode(OWL + "FunctionalProperty")
SYMMETRIC, TRANSITIVE = ox.NamedNode(OWL + "SymmetricProperty"), ox.NamedNode(OWL + "TransitiveProperty")
INVERSE = ox.NamedNode(OWL + "inverseOf")
INDIVIDUAL = ox.NamedNode(OWL + "NamedIndividual")

#: What says that nodes are one or two: it ties nodes together that no triple of ours connects.
IDENTITY = (ox.NamedNode(OWL + "sameAs"), ox.NamedNode(OWL + "differentFrom"))

_ABOUT_TERMS = {RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}
_LISTS = {RDF + "first", RDF + "rest"}
_LOCAL_TYPES = {CLASS, OBJECT, DATA, NOTE, FUNCTIONAL, SYMMETRIC, TRANSITIVE, INDIVIDUAL} | {
    ox.NamedNode(OWL + name) for name in ("AllDifferent", "AllDisjointClasses")
}
_LOCAL_LISTS = {OWL + name for name in ("members", "distinctMembers", "oneOf", "unionOf")}

Triples = Sequence[ox.Triple]


@dataclass(frozen=True, slots=True)
class Schema:
    """What an ontology declares. ``axioms`` are about classes and properties, ``facts`` about individuals.

    ``functional`` has, for each property, those functional ones that are it or lie above it; ``plain`` the data
    properties of which one value stands for all of its datatype, with their ranges (empty for any); ``beyond`` names
    the axioms that tie more together than a node and what it is directly connected with."""

    axioms: Triples
    facts: Triples
    classes: frozenset[str]
    objects: frozenset[str]
    data: frozenset[str]
    individuals: frozenset[str]
    functional: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, str]
    beyond: tuple[str, ...]


def name_of(term: object) -> str:
    """Return the IRI of a term, or what else it is called; empty for one that is a triple.

    >>> name_of(CLASS), name_of(ox.BlankNode("x"))
    ('http://www.w3.org/2002/07/owl#Class', 'x')
    """
    return str(getattr(term, "value", ""))


def load_schema(extra: Sequence[Path] = ()) -> Schema:
    """Read the ontology of the package together with the files in ``extra``."""
    files = (path_of("ontology/kg.ttl"), *extra)
    return schema_of(quad.triple for number, file in enumerate(files) for quad in _apart(parse(file), number))


def schema_of(triples: Iterable[ox.Triple]) -> Schema:
    """Return the schema that some triples are; a term that only has something above it is declared by that."""
    every = list(dict.fromkeys(triples))
    notes = {one.subject for one in every if one.predicate == A and one.object == NOTE}
    axioms = [one for one in every if _is_axiom(one) and one.subject not in notes]
    axioms += _undeclared(axioms)
    known = set(axioms)
    facts = [one for one in every if one not in known and one.subject not in notes and not _is_meta(one)]
    functional = _functional(axioms)
    classes, objects, data, individuals = (
        frozenset(_declared(axioms, one)) for one in (CLASS, OBJECT, DATA, INDIVIDUAL)
    )
    return Schema(
        axioms=tuple(axioms),
        facts=tuple(facts),
        classes=classes,
        objects=objects,
        data=data,
        individuals=individuals,
        functional=functional,
        plain=_plain(axioms),
        beyond=tuple(sorted(_beyond(axioms, functional))),
    )


def _apart(quads: Iterable[ox.Quad], number: int) -> list[ox.Quad]:
    """Keep the blank nodes of files apart: two can have the same label."""

    def own(term: Any) -> Any:
        return ox.BlankNode(f"f{number}{term.value}") if isinstance(term, ox.BlankNode) else term

    return [ox.Quad(own(quad.subject), quad.predicate, own(quad.object)) for quad in quads]


def _is_axiom(one: ox.Triple) -> bool:
    predicate = one.predicate.value
    if one.predicate == A:
        return isinstance(one.object, ox.NamedNode) and one.object.value.startswith((OWL, RDFS)) and not _is_meta(one)
    logical = (
        predicate.startswith((OWL, RDFS)) and predicate not in _ABOUT_TERMS and not isinstance(one.object, ox.Literal)
    )
    return predicate in _LISTS or (logical and not _is_meta(one) and one.predicate not in IDENTITY)


def _is_meta(one: ox.Triple) -> bool:
    """Say whether a triple is about the ontology as a document."""
    return one.object == ox.NamedNode(OWL + "Ontology") or one.predicate.value in {OWL + "versionIRI", OWL + "imports"}


def _undeclared(axioms: Triples) -> list[ox.Triple]:
    """Return declarations of terms that only have something above them."""
    declared = {one.subject for one in axioms if one.predicate == A}
    kinds: dict[Any, Any] = {
        one.subject: one.object for one in axioms if one.predicate == A and one.object in (OBJECT, DATA)
    }
    found: dict[ox.Triple, None] = {}
    for _ in axioms:
        size = len(found)
        for one in axioms:
            if one.subject in declared or not isinstance(one.subject, ox.NamedNode):
                continue
            above = one.object if isinstance(one.object, ox.NamedNode) else None
            kind = CLASS if one.predicate == SUBCLASS else kinds.get(above) if above else None
            if one.predicate in (SUBCLASS, SUBPROPERTY) and kind is not None:
                found[ox.Triple(one.subject, A, kind)] = None
                kinds.setdefault(one.subject, kind)
        if len(found) == size:
            break
    return list(found)


def _declared(axioms: Triples, kind: ox.NamedNode) -> set[str]:
    found = {one.subject for one in axioms if one.predicate == A and one.object == kind}
    return {one.value for one in found if isinstance(one, ox.NamedNode)}


def _functional(axioms: Triples) -> dict[str, tuple[str, ...]]:
    """Return for each property the functional ones that are it or above it."""
    functional = _declared(axioms, FUNCTIONAL)
    above: dict[str, set[str]] = defaultdict(set)
    for one in axioms:
        if one.predicate == SUBPROPERTY and isinstance(one.subject, ox.NamedNode):
            above[one.subject.value].add(name_of(one.object))
    found = {}
    for name in sorted({*functional, *above}):
        line, pending = {name}, [name]
        while pending:
            new = above.get(pending.pop(), set()) - line
            line |= new
            pending.extend(new)
        if line & functional:
            found[name] = tuple(sorted(line & functional))
    return found


def _plain(axioms: Triples) -> dict[str, str]:
    """Return the data properties of which one value stands for all of its datatype: those with but one range, which is
    that datatype, or none."""
    ranges: dict[str, list[str]] = {name: [] for name in sorted(_declared(axioms, DATA))}
    for one in axioms:
        if one.predicate in (RANGE, SUBPROPERTY) and isinstance(one.subject, ox.NamedNode):
            ranges.get(one.subject.value, []).append(name_of(one.object))
    return {name: (*values, "")[0] for name, values in ranges.items() if values == [] or _is_datatype(*values)}


def _is_datatype(name: str, *others: str) -> bool:
    """Say whether this is one datatype of XSD and no other class or property."""
    return name.startswith(XSD) and not others


def _beyond(axioms: Triples, functional: Mapping[str, Sequence[str]]) -> set[str]:
    """Say which axioms are of none of the kinds whose consequences stay with a node and its neighbours."""
    unions = {one.subject for one in axioms if one.predicate.value == OWL + "unionOf"}
    choices = {one.subject for one in axioms if one.predicate.value == OWL + "oneOf"}
    found = set()
    for one in axioms:
        name = one.predicate.value
        simple = isinstance(one.subject, ox.NamedNode) and isinstance(one.object, ox.NamedNode)
        local = {
            A.value: one.object in _LOCAL_TYPES,
            SUBCLASS.value: simple,
            SUBPROPERTY.value: simple,
            INVERSE.value: simple and not {name_of(one.subject), name_of(one.object)} & functional.keys(),
            DOMAIN.value: simple or one.object in unions,
            RANGE.value: simple or one.object in unions,
            OWL + "disjointWith": simple,
            OWL + "equivalentClass": simple or one.object in choices,
        }.get(name, name in _LISTS or name in _LOCAL_LISTS)
        if not local:
            found.add(name if one.predicate != A else name_of(one.object))
    both = _declared(axioms, FUNCTIONAL) & (_declared(axioms, SYMMETRIC) | _declared(axioms, TRANSITIVE))
    return found | {f"{FUNCTIONAL.value} {name}" for name in both}
