"""A graph for other libraries: rdflib and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg import iris
from kg.api.extras import imported
from kg.asking.query import PREFIXES
from kg.graph.export import GraphError
from kg.graph.tables import network
from kg.graph.view import GraphView
from kg.ontology import Ontology

if TYPE_CHECKING:
    import networkx
    import rdflib
    from rdflib.term import Identifier

_STRING = f"{iris.XSD}string"


def union_graph(store: Store) -> rdflib.Graph:
    """Return all triples as one graph of rdflib."""
    import rdflib  # noqa: PLC0415 - it takes a moment that others save

    graph, terms = rdflib.Graph(), _Terms()
    _bind(graph)
    for quad in store:
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


def dataset(store: Store) -> rdflib.Dataset:
    """Return all named graphs as a dataset of rdflib, whose queries are of all of them together."""
    import rdflib  # noqa: PLC0415
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID  # noqa: PLC0415

    found, terms = rdflib.Dataset(default_union=True), _Terms()
    _bind(found)
    for quad in store:
        unnamed = isinstance(quad.graph_name, DefaultGraph)
        graph = found.graph(DATASET_DEFAULT_GRAPH_ID if unnamed else terms[quad.graph_name])
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return found


def multigraph(store: Store, ontology: Ontology) -> networkx.MultiDiGraph:
    """Return the network of actors: an edge for each act of one on another, with the IRI of the event as its key."""
    graph: networkx.MultiDiGraph = imported("networkx").MultiDiGraph()
    actors, acts = network(GraphView(store), ontology)
    for iri, told in actors:
        graph.add_node(iri, **told)
    for source, target, told in acts:
        graph.add_edge(source, target, key=told["event"], **told)
    return graph


class _Terms(dict[Any, "Identifier"]):
    """The terms of rdflib that stand for those of pyoxigraph; each is made once."""

    def __missing__(self, term: object) -> Identifier:
        self[term] = made = _term(term)
        return made


def _term(term: object) -> Identifier:
    """Return a term of rdflib; literals keep their wording."""
    import rdflib  # noqa: PLC0415

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal) or term.direction:
        raise GraphError(f"rdflib has no terms such as {term}: leave it out of the graph.")
    datatype = term.datatype.value
    kind = None if term.language or datatype == _STRING else rdflib.URIRef(datatype)
    return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)


def _bind(graph: rdflib.Graph) -> None:
    """Give a graph the prefixes that queries know."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
