"""The ontology as values: each term with all that is said of it, in the order in which the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg import iris

SCHEMA, SKOS, OWL, RDFS, RDF = iris.SCHEMA, iris.SKOS, iris.OWL, iris.RDFS, iris.RDF
TYPE = RDF + "type"
LABEL, DEFINITION, CLOSE = RDFS + "label", SKOS + "definition", SKOS + "closeMatch"
SUBCLASS, SUBPROPERTY = RDFS + "subClassOf", RDFS + "subPropertyOf"
DOMAIN = (RDFS + "domain", SCHEMA + "domainIncludes")
RANGE = (RDFS + "range", SCHEMA + "rangeIncludes")
INVERSE = OWL + "inverseOf"
#: The classes of properties, and what a reader wants to know of them.
TRAITS = {
    OWL + "FunctionalProperty": "one value at most",
    OWL + "SymmetricProperty": "holds both ways",
    OWL + "TransitiveProperty": "passed on along a chain",
}
PROPERTIES = frozenset(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))

#: The vocabularies that the terms are tied to, by their prefixes: namespace, name, where they are described.
VOCABULARIES = {
    "dcat": (iris.DCAT, "Data Catalog Vocabulary (DCAT)", "https://www.w3.org/TR/vocab-dcat-3/"),
    "dcterms": (iris.DCTERMS, "DCMI Metadata Terms", "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/"),
    "gaf": ("http://groundedannotationframework.org/gaf#", "Grounded Annotation Framework", ""),
    "geo": ("http://www.opengis.net/ont/geosparql#", "GeoSPARQL", "https://www.ogc.org/standards/geosparql/"),
    "grasp": ("http://groundedannotationframework.org/grasp#", "GRaSP: grounded perspectives", ""),
    "kg": (iris.KG, "Ontology of kg-news", ""),
    "oa": ("http://www.w3.org/ns/oa#", "Web Annotation Vocabulary", "https://www.w3.org/TR/annotation-vocab/"),
    "org": (iris.ORG, "Organization Ontology", "https://www.w3.org/TR/vocab-org/"),
    "owl": (OWL, "OWL 2", "https://www.w3.org/TR/owl2-overview/"),
    "prov": (iris.PROV, "PROV-O", "https://www.w3.org/TR/prov-o/"),
    "rdf": (RDF, "RDF", "https://www.w3.org/TR/rdf11-concepts/"),
    "rdfs": (RDFS, "RDF Schema", "https://www.w3.org/TR/rdf-schema/"),
    "schema": (SCHEMA, "schema.org", "https://schema.org/"),
    "sem": (iris.SEM, "Simple Event Model (SEM)", "https://semanticweb.cs.vu.nl/2009/11/sem/"),
    "skos": (SKOS, "SKOS", "https://www.w3.org/TR/skos-reference/"),
    "time": ("http://www.w3.org/2006/time#", "OWL-Time", "https://www.w3.org/TR/owl-time/"),
    "void": (iris.VOID, "Vocabulary of Interlinked Datasets (VoID)", "https://www.w3.org/TR/void/"),
    "xsd": (iris.XSD, "XML Schema datatypes", "https://www.w3.org/TR/xmlschema11-2/"),
}
#: Codes are told as codes: not as terms that ours are like.
CODES = (iris.PLOVER, "https://w3id.org/kg-news/cameo#")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One term: its IRI, what it is, and its values by the IRIs of the properties."""

    iri: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self, *names: str) -> tuple[str, ...]:
        """Return the values of some properties, each once."""
        return tuple(dict.fromkeys(value for name in names for value in self.values.get(name, ())))

    def one(self, name: str) -> str:
        """Return the first value of a property, empty when there is none."""
        return next(iter(self.all(name)), "")

    @property
    def name(self) -> str:
        """The name below our own namespace, or that with the prefix of another."""
        return short(self.iri)

    @property
    def is_property(self) -> bool:
        """Whether it is a property."""
        return bool(PROPERTIES & set(self.all(TYPE)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms that have a definition, by their IRIs in the order of the file, and the header."""

    header: Term
    terms: Mapping[str, Term]

    def below(self, iri: str, name: str) -> list[Term]:
        """Return the terms right below a term by subclass or subproperty."""
        return [term for term in self.terms.values() if iri in term.all(name)]

    def lies_below(self, term: Term, iri: str, name: str = SUBCLASS) -> bool:
        """Tell whether a term is another or lies below it."""
        above = (self.terms[one] for one in term.all(name) if one in self.terms)
        return term.iri == iri or any(self.lies_below(one, iri, name) for one in above)


def read(path: Path) -> Vocabulary:
    """Read the file of an ontology."""
    found: dict[str, dict[str, list[NamedNode | BlankNode | Literal]]] = {}
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        said = found.setdefault(str(quad.subject), {})
        said.setdefault(quad.predicate.value, []).append(quad.object)
    terms = [_term(subject, said, found) for subject, said in found.items() if subject.startswith("<")]
    (header,) = (term for term in terms if OWL + "Ontology" in term.all(TYPE))
    return Vocabulary(header, {term.iri: term for term in terms if term.one(DEFINITION)})


def short(iri: str) -> str:
    """Return the name of an IRI as people write it: with its prefix, or without when it is ours.

    >>> short(iris.KG + "Airstrike"), short(iris.SEM + "Event")
    ('Airstrike', 'sem:Event')
    """
    for prefix, (namespace, _, _) in VOCABULARIES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return local if namespace == iris.KG else f"{prefix}:{local}"
    return iri


def vocabulary_of(iri: str) -> str:
    """Return the prefix of the vocabulary that an IRI is of, empty for one that is not known."""
    return next((prefix for prefix, (namespace, _, _) in VOCABULARIES.items() if iri.startswith(namespace)), "")


def _term(
    subject: str, said: Mapping[str, Iterable[object]], found: Mapping[str, Mapping[str, Iterable[object]]]
) -> Term:
    values = {name: tuple(one for value in objects for one in _told(value, found)) for name, objects in said.items()}
    return Term(subject[1:-1], values)


def _told(value: object, found: Mapping[str, Mapping[str, Iterable[object]]]) -> Iterator[str]:
    """Yield the text of a value; of a class that is a union or an enumeration its members."""
    if isinstance(value, NamedNode | Literal):
        yield value.value
    elif isinstance(value, BlankNode):
        said = found.get(str(value), {})
        for name in (OWL + "unionOf", OWL + "oneOf", RDF + "first", RDF + "rest"):
            for inner in said.get(name, ()):
                yield from (one for one in _told(inner, found) if one != RDF + "nil")
