"""The server: ``/sparql`` for machines, a page for every node, a front page. Nothing that it does changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from pyoxigraph import NamedNode, Quad
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg import iris
from kg.asking.cookbook import recipes
from kg.graph.terms import A
from kg.serving.nodes import RDF, as_graph, node_response
from kg.serving.pages import front_page
from kg.serving.pool import Busy
from kg.serving.protocol import STATUS, RequestError, best, question_of
from kg.serving.served import Served

#: Bytes of the longest request, and seconds that its body may take to come.
LONGEST_REQUEST = 1_000_000
SLOWEST_REQUEST = 15.0
SD = "http://www.w3.org/ns/sparql-service-description#"
RETRY = {"Retry-After": "5"}
#: The formats of answers, by their names at the W3C.
FORMATS = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def application(served: Served) -> Starlette:
    """Return the server as an ASGI application."""

    async def sparql(request: Request) -> Response:
        return await _sparql(request, served)

    async def node(request: Request) -> Response:
        return await run_in_threadpool(node_response, request, served)

    async def front(request: Request) -> Response:
        return await run_in_threadpool(_front, served)

    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/", front, methods=["GET"]),
        Route("/{path:path}", node, methods=["GET"]),
    ]
    cors = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
    return Starlette(routes=routes, middleware=[cors])


async def _sparql(request: Request, served: Served) -> Response:
    """Answer a request of the SPARQL protocol."""
    accept = request.headers.get("accept", "")
    try:
        body = await _body(request) if request.method == "POST" else b""
        kind = request.headers.get("content-type", "")
        question = question_of(request.method, request.url.query, kind, body, accept)
    except RequestError as error:
        return _plain(str(error), error.status)
    if question is None:
        return await run_in_threadpool(_description, request, served)
    try:
        reply = await run_in_threadpool(served.pool.ask, question)
    except Busy:
        return _plain("Too many queries are waiting. Try again later.", 503, RETRY)
    headers = {"Vary": "Accept", **(RETRY if reply.outcome == "timed out" else {})}
    return Response(reply.body, STATUS[reply.outcome], headers, media_type=reply.media_type)


async def _body(request: Request) -> bytes:
    """Return the body of a request; one that is too long, or too slow in coming, is refused."""
    body = bytearray()

    async def gather() -> None:
        async for piece in request.stream():
            body.extend(piece)
            if len(body) > LONGEST_REQUEST:
                raise RequestError(f"A request has at most {LONGEST_REQUEST:,} bytes.", 413)

    try:
        await asyncio.wait_for(gather(), SLOWEST_REQUEST)
    except TimeoutError:
        raise RequestError(f"The request did not come within {SLOWEST_REQUEST:g} seconds.", 408) from None
    except ClientDisconnect:
        raise RequestError("The request broke off.") from None
    return bytes(body)


def _description(request: Request, served: Served) -> Response:
    """Return the service description: what can be asked here, and in which formats it answers."""
    kind = best(request.headers.get("accept", ""), [*RDF, "text/html"])
    if kind == "text/html":
        return _front(served)
    if kind is None:
        return _plain(f"This can be had as {', '.join(RDF)}.", 406)
    service = NamedNode(str(request.url.replace(query="")))
    triples = [
        (A, NamedNode(SD + "Service")),
        (NamedNode(SD + "endpoint"), service),
        (NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")),
        (NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")),
        *((NamedNode(SD + "resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}")) for name in FORMATS),
    ]
    quads = [Quad(service, predicate, value) for predicate, value in triples]
    return as_graph(quads, kind)




def _front(served: Served) -> Response:
    store = served.snapshot()
    counted = {"Articles": "Article", "Claims": "Claim", "Mentions": "Mention"}
    counts = {name: sum(1 for _ in store.quads_for_pattern(None, A, _kg(cls))) for name, cls in counted.items()}
    events = {quad.subject for quad in store.quads_for_pattern(None, _kg("claim"), None)}
    examples = {one.question: one.sparql for one in recipes().values()}
    counts |= {"Events": len(events), "Triples": len(store)}
    return HTMLResponse(front_page("A graph of news", counts, examples))


def _plain(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text + "\n", status, dict(headers or {}), media_type="text/plain; charset=utf-8")


def _kg(name: str) -> NamedNode:
    return NamedNode(iris.KG + name)
