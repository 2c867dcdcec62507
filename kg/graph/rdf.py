"""From what the articles say to a graph: analyses and links become quads.

Each article has a named graph of its own that depends on nothing but the article, so that it can be replaced or
withdrawn. All that depends on several articles (entities, events, which claim is about which event and how claims stand
to each other) stands in the graph of links, and the description of the whole in a third. There are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.graph.rdf_article import article_triples
from kg.graph.rdf_dataset import BuildInfo, Contents, contents, dataset_triples
from kg.graph.rdf_links import GraphDataError, link_triples
from kg.graph.terms import Minter, Triple
from kg.model import Analysis, Claim, Links
from kg.ontology import Ontology


def quads(
    analyses: Iterable[Analysis], links: Links, *, base: str = iris.DEFAULT_BASE, ontology: Ontology, about: BuildInfo
) -> list[Quad]:
    """Return the whole graph, each quad once, in :func:`order`; the order of the analyses does not matter."""
    mint = Minter(iris.check_base(base))
    by_graph: dict[str, list[Quad]] = {}
    claims: dict[str, Claim] = {}
    read = tuple(analyses)
    for analysis in read:
        graph = mint.article(analysis.document.id).value
        if graph in by_graph:
            raise GraphDataError(f"Two documents have the id {analysis.document.id!r}: give each an id of its own.")
        by_graph[graph] = article_quads(analysis, mint)
        claims.update((claim.key, claim) for claim in analysis.claims)
    others = sum(map(len, by_graph.values()))
    linked = by_graph[mint.node(iris.LINKS_GRAPH_KEY).value] = link_quads(links, claims, mint, ontology)
    described = dataset_quads(about, contents(read, linked, others), mint)
    by_graph[mint.node(iris.DATASET_GRAPH_KEY).value] = described
    return [quad for name in sorted(by_graph) for quad in by_graph[name]]


def article_quads(analysis: Analysis, mint: Minter) -> list[Quad]:
    """Return the graph of one article."""
    return _in_graph(article_triples(analysis, mint), mint.article(analysis.document.id))


def link_quads(links: Links, claims: Mapping[str, Claim], mint: Minter, ontology: Ontology) -> list[Quad]:
    """Return the graph of all that depends on several articles; ``claims`` has all of them by their keys."""
    return _in_graph(link_triples(links, claims, mint, ontology), mint.node(iris.LINKS_GRAPH_KEY))


def dataset_quads(about: BuildInfo, what: Contents, mint: Minter) -> list[Quad]:
    """Return the graph that describes the whole."""
    return _in_graph(dataset_triples(about, what, mint), mint.node(iris.DATASET_GRAPH_KEY))


def order(quad: Quad) -> tuple[str, str]:
    """Return the key by which quads are sorted: graph, subject, predicate, object."""
    return str(quad.graph_name), str(quad.triple)


def _in_graph(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    """Return the triples as sorted quads of one graph, each of them once."""
    return sorted(dict.fromkeys(Quad(*triple, graph) for triple in triples), key=order)
