"""Writes for the reasoner: an ontology in which each kind of node is a class.

A kind of nodes that contradicts the ontology is a class that can have no members, and the reasoner explains all of
those at once. Nothing of the graph itself is written: every name and every text is replaced by a token (``t12``), which
the explanations give back, so that no text can be taken for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.terms import A
from kg.iris import OWL, RDF, RDFS, XSD
from kg.reasoning.kinds import Data, Feature, Features, Node, Term, well_formed
from kg.reasoning.schema import CLASS, INVERSE, RESTRICTION, SUBCLASS, Schema

SPACE = "urn:x-kg#"
THING, ANY = ox.NamedNode(OWL + "Thing"), ox.NamedNode(RDFS + "Literal")
ON, SOME, VALUE = (ox.NamedNode(OWL + name) for name in ("onProperty", "someValuesFrom", "hasValue"))

_BUILTIN = (OWL, RDF, RDFS, XSD)
_HARMLESS = re.compile(r"[0-9A-Za-z.:+-]{1,40}")


class Tokens:
    """Gives each term a token, and each token its term back."""

    def __init__(self) -> None:
        self._tokens: dict[Term, str] = {}
        self.terms: dict[str, Term] = {}
        self.features: dict[str, Feature] = {}
        self._feature_tokens: dict[Feature, str] = {}

    def of(self, term: Term, letter: str = "t") -> str:
        """Return the token of a term."""
        if term not in self._tokens:
            token = f"{letter}{len(self._tokens)}"
            self._tokens[term], self.terms[token] = token, term
        return self._tokens[term]

    def feature(self, feature: Feature) -> str:
        """Return the token of a feature."""
        if feature not in self._feature_tokens:
            token = f"f{len(self.features)}"
            self._feature_tokens[feature], self.features[token] = token, feature
        return self._feature_tokens[feature]

    def node(self, term: Term) -> Term:
        """Return what stands for a term: words of the languages of ontologies stay as they are."""
        if isinstance(term, ox.Literal):
            return self.value(term)
        if isinstance(term, ox.NamedNode) and not term.value.startswith(_BUILTIN):
            return ox.NamedNode(SPACE + self.of(term))
        return term

    def value(self, value: ox.Literal) -> ox.Literal:
        """Return what stands for a literal; one that is not of its datatype is but a text."""
        if value.language is not None:
            return ox.Literal(self.of(value, "s"), language="en")
        if value.datatype.value.startswith(XSD) and _HARMLESS.fullmatch(value.value) and well_formed(value):
            return value if value.datatype.value != XSD + "string" else ox.Literal(self.of(value, "s"))
        return ox.Literal(self.of(value, "s"))


def classes(schema: Schema, kinds: Sequence[Features], owners: Mapping[Node, int], tokens: Tokens) -> bytes:
    """Return the ontology with a class for each kind (``k0``, ``k1`` ...) and for each property one of what has it.

    ``owners`` tells of which kind a node is."""
    return _written(
        [
            *_axioms(schema, tokens),
            *(triple for name in sorted(schema.objects) for triple in _probe(name, THING, tokens)),
            *(triple for name in sorted(schema.data) for triple in _probe(name, ANY, tokens)),
            *(triple for number, kind in enumerate(kinds) for triple in _kind(number, kind, owners, tokens)),
        ]
    )


def individuals(schema: Schema, data: Data, tokens: Tokens) -> bytes:
    """Return the ontology with all nodes of a graph as they are, and what is said of them in its words."""
    known = schema.objects | schema.data
    said = (
        ox.Triple(tokens.node(one.subject), tokens.node(one.predicate), tokens.node(one.object))  # type: ignore[arg-type]
        for one in data
        if not isinstance(one.subject, ox.Triple)
        and not isinstance(one.object, ox.Triple)
        and (one.predicate.value in known or one.predicate.value in _SAME or _of_known_class(one, schema))
    )
    return _written([*_axioms(schema, tokens), *said])


_SAME = {OWL + "sameAs", OWL + "differentFrom"}


def _of_known_class(one: ox.Triple, schema: Schema) -> bool:
    return one.predicate == A and isinstance(one.object, ox.NamedNode) and one.object.value in schema.classes


def _axioms(schema: Schema, tokens: Tokens) -> Iterator[ox.Triple]:
    yield ox.Triple(ox.NamedNode(SPACE + "ontology"), A, ox.NamedNode(OWL + "Ontology"))
    for one in schema.axioms:
        yield ox.Triple(tokens.node(one.subject), tokens.node(one.predicate), tokens.node(one.object))  # type: ignore[arg-type]


def _probe(name: str, end: ox.NamedNode, tokens: Tokens) -> Iterator[ox.Triple]:
    """Yield a class of all that has a property: if it can have no members, the property can be used nowhere."""
    probe = ox.NamedNode(SPACE + "p" + tokens.of(ox.NamedNode(name)))
    yield ox.Triple(probe, A, CLASS)
    yield from _restricted(probe, tokens.node(ox.NamedNode(name)), SOME, end)


def _kind(number: int, kind: Features, owners: Mapping[Node, int], tokens: Tokens) -> Iterator[ox.Triple]:
    """Yield a kind as a class below one class for each of its features."""
    node = ox.NamedNode(f"{SPACE}k{number}")
    yield ox.Triple(node, A, CLASS)
    for feature in sorted(kind):
        count = len(tokens.features)
        token = ox.NamedNode(SPACE + tokens.feature(feature))
        yield ox.Triple(node, SUBCLASS, token)
        if len(tokens.features) > count:
            yield ox.Triple(token, A, CLASS)
            yield from _feature(token, feature, owners, tokens)


def _feature(own: ox.NamedNode, feature: Feature, owners: Mapping[Node, int], tokens: Tokens) -> Iterator[ox.Triple]:
    name, value = tokens.node(ox.NamedNode(feature.name)), feature.value
    if feature.what == "type":
        yield ox.Triple(own, SUBCLASS, name)
    elif feature.what == "out":
        yield from _restricted(own, name, SOME, THING)
    elif feature.what == "in":
        back = ox.BlankNode(own.value.removeprefix(SPACE) + "i")
        yield ox.Triple(back, INVERSE, name)
        yield from _restricted(own, back, SOME, THING)
    elif feature.what == "leads" and isinstance(value, ox.NamedNode | ox.BlankNode):
        yield from _restricted(own, name, SOME, ox.NamedNode(f"{SPACE}k{owners[value]}"))
    elif feature.what == "is" and isinstance(value, ox.NamedNode):
        yield from _restricted(own, name, VALUE, tokens.node(value))
    elif isinstance(value, ox.Literal):
        yield from _restricted(own, name, VALUE, tokens.value(value))
    else:
        yield from _restricted(own, name, SOME, ANY)


def _restricted(own: ox.NamedNode, name: Term, how: ox.NamedNode, end: Term) -> Iterator[ox.Triple]:
    """Yield that all members of a class have a property, with such an end."""
    node = ox.BlankNode(own.value.removeprefix(SPACE) + "r")
    yield ox.Triple(own, SUBCLASS, node)
    yield ox.Triple(node, A, RESTRICTION)
    yield ox.Triple(node, ON, name)
    yield ox.Triple(node, how, end)


def _written(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
