"""From what the articles say to a graph: analyses and links become quads.

Each article has a named graph of its own that depends on nothing but the article, so that it can be replaced or
withdrawn. All that depends on several articles (entities, events, which claim is about which event and how claims stand
to each other) stands in the graph of links, and the description of the whole in a third. There are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.graph.rdf_article import article_triples
from kg.graph.rdf_links import GraphDataError, link_triples
from kg.graph.terms import A, Minter, Triple, integer, kg, named, text
from kg.model import Analysis, Claim, Links
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """What made the graph. There is no time in it: the same input gives the same bytes."""

    software_version: str
    pipeline: str
    ontology_version: str
    title: str = "Events, claims and entities from news articles"
    description: str = "What each article says, who says so, and what several articles say together."


def quads(
    analyses: Iterable[Analysis], links: Links, *, base: str = iris.DEFAULT_BASE, ontology: Ontology, about: BuildInfo
) -> list[Quad]:
    """Return the whole graph, each quad once, in :func:`order`; the order of the analyses does not matter."""
    mint = Minter(iris.check_base(base))
    by_graph: dict[str, list[Quad]] = {}
    claims: dict[str, Claim] = {}
    for analysis in analyses:
        graph = mint.article(analysis.document.id).value
        if graph in by_graph:
            raise GraphDataError(f"Two documents have the id {analysis.document.id!r}: give each an id of its own.")
        by_graph[graph] = article_quads(analysis, mint)
        claims.update((claim.key, claim) for claim in analysis.claims)
    by_graph[mint.node(iris.LINKS_GRAPH_KEY).value] = link_quads(links, claims, mint, ontology)
    triples = sum(map(len, by_graph.values()))
    by_graph[mint.node(iris.DATASET_GRAPH_KEY).value] = dataset_quads(about, triples, mint)
    return [quad for name in sorted(by_graph) for quad in by_graph[name]]


def article_quads(analysis: Analysis, mint: Minter) -> list[Quad]:
    """Return the graph of one article."""
    return _in_graph(article_triples(analysis, mint), mint.article(analysis.document.id))


def link_quads(links: Links, claims: Mapping[str, Claim], mint: Minter, ontology: Ontology) -> list[Quad]:
    """Return the graph of all that depends on several articles; ``claims`` has all of them by their keys."""
    return _in_graph(link_triples(links, claims, mint, ontology), mint.node(iris.LINKS_GRAPH_KEY))


def dataset_quads(about: BuildInfo, triples: int, mint: Minter) -> list[Quad]:
    """Return the graph that describes the whole, which has so many ``triples`` beside this graph."""
    return _in_graph(dataset_triples(about, triples, mint), mint.node(iris.DATASET_GRAPH_KEY))


def order(quad: Quad) -> tuple[str, str]:
    """Return the key by which quads are sorted: graph, subject, predicate, object."""
    return str(quad.graph_name), str(quad.triple)


def dataset_triples(about: BuildInfo, others: int, mint: Minter) -> Iterator[Triple]:
    """Yield the description of the whole. No triple stands in two graphs: their sizes add up to that of the union."""
    node = mint.node(iris.DATASET_KEY)
    described: list[Triple] = [
        (node, A, named(iris.VOID + "Dataset")),
        (node, A, named(iris.DCAT + "Dataset")),
        (node, named(iris.DCTERMS + "title"), text(about.title)),
        (node, named(iris.DCTERMS + "description"), text(about.description)),
        (node, kg("softwareVersion"), text(about.software_version)),
        (node, kg("pipeline"), text(about.pipeline)),
        (node, kg("ontologyVersion"), text(about.ontology_version)),
    ]
    yield from described
    yield node, named(iris.VOID + "triples"), integer(others + len(described) + 1)


def _in_graph(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    """Return the triples as sorted quads of one graph, each of them once."""
    return sorted(dict.fromkeys(Quad(*triple, graph) for triple in triples), key=order)
