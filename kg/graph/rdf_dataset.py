"""The description of the whole, as catalogues of data read it (DCAT, VoID): what it is, what made it, what is in it.

There is no clock in it, and nothing that has to be counted in the graphs of the articles: a store in which one article
changes describes itself anew at once, in the words of a build from scratch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.graph.layout import Term
from kg.graph.terms import A, Minter, Triple, instant, integer, kg, named, text
from kg.model import Analysis

ONTOLOGY = "https://w3id.org/kg-news/ontology"
_ROOT, _CLAIM = iris.KG + "root", iris.KG + "claim"
ENGLISH = "http://id.loc.gov/vocabulary/iso639-1/en"


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """What made the graph, and the ``licence`` that its maker gives it (an IRI; ``None``: not told, never guessed).

    There is no time in it: the same input gives the same bytes."""

    software_version: str
    pipeline: str
    ontology_version: str
    title: str = "Events, claims and entities from news articles"
    description: str = "What each article says, who says so, and what several articles say together."
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the graph: ``triples`` beside its description, instances by their classes, the first and the last day
    of publication, the concepts of PLOVER that its events are of, and a node to begin with."""

    triples: int
    classes: Mapping[str, int]
    published: tuple[str, str] | None = None
    themes: tuple[str, ...] = ()
    example: str | None = None


def contents(analyses: Iterable[Analysis], links: Collection[Quad], others: int) -> Contents:
    """Return what is in a graph that has the quads ``links`` and so many ``others`` in the graphs of its articles."""
    read = tuple(analyses)
    classes, roots, events = Counter[str](), Counter[str](), Counter[str]()
    for quad in links:  # there are many: one way through
        name = quad.predicate.value
        if name == A.value:
            classes[_iri(quad.object)] += 1
        elif name == _ROOT:
            roots[_iri(quad.object)] += 1
        elif name == _CLAIM:
            events[_iri(quad.subject)] += 1
    classes |= {iris.KG + "Article": len(read), iris.KG + "Claim": sum(len(one.claims) for one in read)}
    days = sorted(one.document.published for one in read if one.document.published)
    return Contents(
        triples=others + len(links),
        classes={name: count for name, count in sorted(classes.items()) if count and name.startswith(iris.KG)},
        published=(days[0], days[-1]) if days else None,
        themes=tuple(sorted(roots)),
        example=min(events, key=lambda event: (-events[event], event), default=None),
    )


def dataset_triples(about: BuildInfo, what: Contents, mint: Minter) -> list[Triple]:
    """Return the description of the whole. No triple stands in two graphs: their sizes add up to that of the union."""
    node = mint.node(iris.DATASET_KEY)
    described = list(
        dict.fromkeys((*_catalogue(about, what, node), *_origin(about, node, mint), *_figures(what, node, mint)))
    )
    return [*described, (node, named(iris.VOID + "triples"), integer(what.triples + len(described) + 1))]


def _catalogue(about: BuildInfo, what: Contents, node: NamedNode) -> Iterator[Triple]:
    """Yield what a catalogue shows: title, licence, language, themes, the ontology that the graph is written in."""
    yield node, A, named(iris.VOID + "Dataset")
    yield node, A, named(iris.DCAT + "Dataset")
    yield node, named(iris.DCTERMS + "title"), text(about.title)
    yield node, named(iris.DCTERMS + "description"), text(about.description)
    yield node, named(iris.DCTERMS + "language"), named(ENGLISH)
    if about.licence is not None:
        yield node, named(iris.DCTERMS + "license"), named(about.licence)
    for theme in what.themes:
        yield node, named(iris.DCAT + "theme"), named(theme)
    yield node, named(iris.DCTERMS + "conformsTo"), named(f"{ONTOLOGY}/{about.ontology_version}")
    yield node, named(iris.VOID + "vocabulary"), named(ONTOLOGY)


def _origin(about: BuildInfo, node: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield what made the graph: the program with its version, the pipeline that read, the ontology."""
    build, software = mint.node(iris.BUILD_KEY), mint.node(iris.SOFTWARE_KEY)
    yield node, kg("softwareVersion"), text(about.software_version)
    yield node, kg("pipeline"), text(about.pipeline)
    yield node, kg("ontologyVersion"), text(about.ontology_version)
    yield node, named(iris.PROV + "wasGeneratedBy"), build
    yield build, A, named(iris.PROV + "Activity")
    yield build, named(iris.PROV + "wasAssociatedWith"), software
    yield software, A, named(iris.PROV + "SoftwareAgent")
    yield software, named(iris.RDFS + "label"), text(f"kg-news {about.software_version}")


def _figures(what: Contents, node: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield what is in the graph: the days it covers, where its nodes are named, how many of which class it has."""
    if what.published is not None:
        period = mint.node(iris.PERIOD_KEY)
        yield node, named(iris.DCTERMS + "temporal"), period
        yield period, A, named(iris.DCTERMS + "PeriodOfTime")
        for name, day in zip(("startDate", "endDate"), what.published, strict=True):
            yield period, named(iris.DCAT + name), instant(day)
    yield node, named(iris.VOID + "uriSpace"), text(mint.base)
    if what.example is not None:
        yield node, named(iris.VOID + "exampleResource"), named(what.example)
    for name, count in what.classes.items():
        part = mint.node(f"{iris.PARTITION_KEY}/{_as_key(iris.local_name(name))}")
        yield node, named(iris.VOID + "classPartition"), part
        yield part, named(iris.VOID + "class"), named(name)
        yield part, named(iris.VOID + "entities"), integer(count)


def _iri(term: Term) -> str:
    """Return the IRI of a node; in our graphs nothing else has a class, is an event or a root."""
    return term.value if isinstance(term, NamedNode) else ""


def _as_key(name: str) -> str:
    """Return the name of a class as a part of a key; a file of the user's own may write one in any alphabet."""
    return name if name.isascii() and name.isalnum() else iris.digest(name)
