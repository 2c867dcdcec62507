"""What the graph says of one node, where its IRI leads to this server: a page for people, RDF for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from urllib.parse import quote, urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg import iris
from kg.explaining.explain import explain, render
from kg.graph.formats import named_format
from kg.graph.view import GraphView
from kg.lexicon import Lexicon, load_lexicon
from kg.serving.media import best
from kg.serving.pages import Page, message_page, node_page, short
from kg.serving.served import Served

#: Nodes that point to a node, of which its page tells.
MOST_POINTERS = 1000
#: The media types of a graph and the formats that they are.
RDF = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
#: Claims of an event that its page explains.
MOST_CLAIMS = 100
#: Characters of a line of an explanation, and of a name that is shown.
WIDTH, LONGEST_NAME = 110, 200
_NAMES = (
    (NamedNode(iris.RDFS + "label"), "{}"),
    (NamedNode(iris.DCTERMS + "title"), "{}"),
    (NamedNode(iris.KG + "exact"), "“{}”"),
)
#: Where this server tells of the terms of the ontology.
ONTOLOGY = "/ontology"
Value = NamedNode | Literal | BlankNode | Triple
_VARY = {"Vary": "Accept"}


def node_response(request: Request, served: Served) -> Response:
    """Return what the graph says of the node that a request is for; ``?format=`` goes before the Accept header."""
    node, store = node_of(request.url.path, request.query_params.get("node"), served.base), served.snapshot().store
    quads = list(store.quads_for_pattern(node, None, None)) if node else []
    if node is None or not quads:
        return Page(message_page("Not found", f"The graph has nothing at {request.url.path}."), 404)
    by_name = {name: kind for kind, name in RDF.items()}
    asked = by_name.get(request.query_params.get("format", ""))
    kind = asked or best(request.headers.get("accept", ""), ["text/html", *RDF])
    if kind is None:
        return Response(f"This can be had as text/html, {', '.join(RDF)}.\n", 406, media_type="text/plain")
    if kind != "text/html":
        return as_graph(quads, kind)
    return Page(_page(node, quads, store, served.base))


def as_graph(quads: Sequence[Quad], kind: str) -> Response:
    """Return triples in one of the media types of :data:`RDF`."""
    body = b"".join(named_format(RDF[kind]).chunks([Quad(q.subject, q.predicate, q.object) for q in quads]))
    return Response(body, media_type=kind, headers=_VARY)


def node_of(path: str, named: str | None, base: str) -> NamedNode | None:
    """Return the node that an address stands for: the one ``named``, else the path below that of the base.

    >>> node_of("/kg-news/id/state/IRN", None, "https://w3id.org/kg-news/id/")
    <NamedNode value=https://w3id.org/kg-news/id/state/IRN>
    """
    below = urlsplit(base).path
    iri = named if named is not None else base + path.removeprefix(below)
    if not iri.startswith(base) or (named is None and not path.startswith(below)):
        return None
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def address(iri: str, base: str) -> str:
    """Return where this server tells of an IRI below the base, or of a term; another address as it is, else nowhere.

    >>> address("https://w3id.org/kg-news/id/state/IRN", "https://w3id.org/kg-news/id/")
    '/kg-news/id/state/IRN'
    >>> address("https://w3id.org/kg-news/ontology#Airstrike", "https://w3id.org/kg-news/id/")
    '/ontology#Airstrike'
    >>> address("javascript:alert(1)", "https://w3id.org/kg-news/id/")
    '#'
    """
    if iri.startswith(iris.KG):
        return f"{ONTOLOGY}#{quote(iri.removeprefix(iris.KG), safe='')}"
    if not iri.startswith(base):
        return iri if iri.startswith(("https://", "http://")) else "#"
    local, _, fragment = iri.removeprefix(base).partition("#")
    return urlsplit(base).path + quote(local) + (f"?node={quote(iri, safe='')}" if fragment else "")


def _page(node: NamedNode, quads: Sequence[Quad], store: Store, base: str) -> str:
    labels = (quad.object for quad in quads if quad.predicate.value == iris.RDFS + "label")
    label = next((one.value for one in labels if isinstance(one, Literal)), iris.local_name(node.value))
    says = _grouped((quad.predicate, quad.object) for quad in quads)
    pointing = list(islice(store.quads_for_pattern(None, None, node), MOST_POINTERS + 1))
    said = _grouped((quad.predicate, quad.subject) for quad in pointing[:MOST_POINTERS])
    cut = len(pointing) > MOST_POINTERS
    link, name = partial(address, base=base), partial(_name, store=store)
    why = _why(node.value, store)
    return node_page(node.value, label, why=why, says=says, said=said, cut=cut, link=link, name=name)


def _why(iri: str, store: Store) -> str:
    """Return the words that an event or a claim rests on, as ``kg explain`` tells them; of others, nothing."""
    node = GraphView(store).node(iri)
    claims = node.all("claim")
    if "Claim" not in node.types and not 0 < len(claims) <= MOST_CLAIMS:
        return ""
    return render(explain(store, iri, _lexicon()), width=WIDTH)


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _name(iri: str, store: Store) -> str:
    """Return what people call a node: its label, or its words in the article, else its IRI with a prefix."""
    for predicate, marks in _NAMES:
        quad = next(store.quads_for_pattern(NamedNode(iri), predicate, None), None)
        if quad is not None and isinstance(quad.object, Literal):
            return marks.format(quad.object.value if len(quad.object.value) < LONGEST_NAME else short(iri))
    return short(iri)


def _grouped(pairs: Iterable[tuple[NamedNode, Value]]) -> Mapping[str, Sequence[object]]:
    """Return values by the IRIs of their properties, both in order."""
    found: dict[str, set[Value]] = {}
    for predicate, value in pairs:
        found.setdefault(predicate.value, set()).add(value)
    return {name: sorted(values, key=str) for name, values in sorted(found.items())}
