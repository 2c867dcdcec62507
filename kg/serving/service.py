"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description), and of the graph that it answers from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.graph.terms import A

SD = "http://www.w3.org/ns/sparql-service-description#"
#: The formats of answers, by their names at the W3C.
FORMATS = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def service_quads(address: str, graph: Iterable[Quad]) -> list[Quad]:
    """Return the description of the endpoint at an address; ``graph`` is what the graph says of itself."""
    service, about = NamedNode(address), [Quad(quad.subject, quad.predicate, quad.object) for quad in graph]
    datasets = {quad.subject for quad in about if quad.object == NamedNode(iris.VOID + "Dataset")}
    own = [Quad(service, predicate, value) for predicate, value in _service(service)]
    for dataset in datasets:
        own.append(Quad(service, NamedNode(SD + "defaultDataset"), dataset))
        own.append(Quad(dataset, A, NamedNode(SD + "Dataset")))
        own.append(Quad(dataset, NamedNode(iris.VOID + "sparqlEndpoint"), service))
    return own + about


def _service(service: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    yield A, NamedNode(SD + "Service")
    yield NamedNode(SD + "endpoint"), service
    yield NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")
    yield NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")
    for name in FORMATS:
        yield NamedNode(SD + "resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}")
