"""Puts what the reasoner says into words: axioms and what is said of a node."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.reasoning.kinds import Feature, Term
from kg.validation.findings import short

_DATATYPE = re.compile(r"(?<![\w:])(string|integer|boolean|date|gYear|gYearMonth|anyURI|duration|decimal)\b")
_OWL = re.compile(r"(?<![\w:])(Thing|Nothing)\b")
_TOKEN = re.compile(r'"(s\d+)"(?:@en)?|\b([tk]\d+)\b')
_MEMBERS = re.compile(r"(DisjointClasses|DifferentIndividuals)\((.*)\)")
_OF_TERMS = re.compile(r"(\w+) (subClassOf|subPropertyOf|inverseOf|domain|range|disjointWith|differentFrom) (.+)")
_OF_ONE = re.compile(r"(Functional|[Ss]ymmetric|[Tt]ransitive) (\w+)")

_BETWEEN: Mapping[str, str] = {
    "subClassOf": "every {0} is a {1}",
    "subPropertyOf": "{0} is also {1}",
    "inverseOf": "{0} is the inverse of {1}",
    "domain": "whatever has {0} is a {1}",
    "range": "every value of {0} is a {1}",
    "disjointWith": "nothing is both a {0} and a {1} (owl:disjointWith)",
    "differentFrom": "{0} and {1} are two (owl:differentFrom)",
}
_ONE: Mapping[str, str] = {
    "functional": "{0} has one value only (owl:FunctionalProperty)",
    "symmetric": "{0} goes both ways (owl:SymmetricProperty)",
    "transitive": "{0} goes on (owl:TransitiveProperty)",
}
_MANY: Mapping[str, tuple[str, str]] = {
    "DisjointClasses": ("nothing is both a {0} and a {1}", "owl:AllDisjointClasses"),
    "DifferentIndividuals": ("{0} and {1} are two", "owl:AllDifferent"),
}


def axioms(raw: Iterable[str], terms: Mapping[str, Term]) -> tuple[str, ...]:
    """Put axioms into words, those about what excludes what last; of lists of classes only those that matter here.

    >>> kg = "https://w3id.org/kg-news/ontology#"
    >>> names = {"t1": ox.NamedNode(kg + "State"), "t2": ox.NamedNode(kg + "Person"), "t3": ox.NamedNode(kg + "Group")}
    >>> axioms(["DisjointClasses(t1 t2 t3)", "k1 subClassOf t1", "k1 subClassOf t2"], names)
    ('nothing is both a kg:Person and a kg:State (owl:AllDisjointClasses)',)
    """
    lines = list(raw)
    own = [line for line in lines if not line.startswith(("k", "f", "p"))]
    used = {found[0] for line in lines if not _MEMBERS.match(line) for found in _TOKEN.finditer(line)}
    told = {_axiom(line, used, terms) for line in own}
    return tuple(sorted(told, key=lambda text: (text.startswith(("nothing", "no ")), "(owl:" in text, text)))


def fact(feature: Feature, triples: Sequence[ox.Triple]) -> str:
    """Say in words what a node has by some triples, the first of which is shown."""
    more = f" and {len(triples) - 1:,} more" if len(triples) > 1 else ""
    if feature.what == "type":
        return f"is a {short(ox.NamedNode(feature.name))}"
    if feature.what == "in":
        first = short(triples[0].subject) if triples else "something"
        return f"is {short(ox.NamedNode(feature.name))} of {first}{more}"
    first = short(triples[0].object) if triples else "something"
    return f"has {short(ox.NamedNode(feature.name))} {first}{more}"


def _axiom(line: str, used: Collection[str], terms: Mapping[str, Term]) -> str:
    def name(text: str) -> str:
        return _TOKEN.sub(lambda match: _name(match[1] or match[2], terms), text)

    if found := _MEMBERS.fullmatch(line):
        wording, source = _MANY[found[1]]
        several = sorted(name(token) for token in found[2].split() if token in used)
        pairs = [wording.format(one, other) for i, one in enumerate(several) for other in several[i + 1 :]]
        return f"{' and '.join(pairs) or name(line)} ({source})"
    if found := _OF_ONE.fullmatch(line):
        return _ONE[found[1].lower()].format(name(found[2]))
    if found := _OF_TERMS.fullmatch(line):
        ends = [_datatype(name(found[1])), _datatype(name(found[3]))]
        return _BETWEEN[found[2]].format(*(sorted(ends) if found[2].startswith("dis") else ends))
    return _datatype(name(line))


def _name(token: str, terms: Mapping[str, Term]) -> str:
    return short(terms[token]) if token in terms else token


def _datatype(text: str) -> str:
    """Give datatypes and the words of OWL, which have no tokens, their prefixes back."""
    return _OWL.sub(r"owl:\1", _DATATYPE.sub(r"xsd:\1", text))
