"""The server: ``/sparql`` for machines, a page for every node, a front page. Nothing that it does changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg import iris
from kg.asking.cookbook import recipes
from kg.serving import results
from kg.serving.answer import ROW_TYPES, TRIPLE_TYPES
from kg.serving.described import description
from kg.serving.media import best, chosen
from kg.serving.nodes import ONTOLOGY, RDF, address, as_graph, node_response
from kg.serving.pages import Page, front_page
from kg.serving.pool import Busy
from kg.serving.protocol import STATUS, RequestError, question_of
from kg.serving.served import Served
from kg.serving.service import service_quads
from kg.serving.terms import ontology_response

#: Bytes of the longest request, and seconds that its body may take to come.
LONGEST_REQUEST = 1_000_000
SLOWEST_REQUEST = 15.0
HTML = "text/html"
RETRY = {"Retry-After": "5"}


def application(served: Served) -> Starlette:
    """Return the server as an ASGI application."""

    async def sparql(request: Request) -> Response:
        return await _sparql(request, served)

    async def node(request: Request) -> Response:
        return await run_in_threadpool(node_response, request, served)

    async def front(_: Request) -> Response:
        return await run_in_threadpool(_front, served)

    async def ontology(request: Request) -> Response:
        return await run_in_threadpool(ontology_response, request)

    async def void(_: Request) -> Response:
        return await run_in_threadpool(_void, served)

    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/", front, methods=["GET"]),
        *(Route(path, ontology, methods=["GET"]) for path in (ONTOLOGY, urlsplit(iris.KG).path)),
        Route("/.well-known/void", void, methods=["GET"]),
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
        method = "POST" if request.method == "POST" else "GET"  # HEAD is GET without the body
        question = question_of(method, request.url.query, kind, body, accept)
    except RequestError as error:
        return _plain(str(error), error.status)
    if question is None:
        return await run_in_threadpool(_description, request, served)
    for_people = chosen(question.accept, (*ROW_TYPES, *TRIPLE_TYPES, HTML)) == HTML
    try:
        asked = replace(question, accept=results.ACCEPT) if for_people else question
        reply = await run_in_threadpool(served.pool.ask, asked)
    except Busy:
        return _plain("Too many queries are waiting. Try again later.", 503, RETRY)
    if for_people:
        link = partial(address, base=served.base)
        page = await run_in_threadpool(results.answer_page, question.sparql, reply, link)
        return Page(page, STATUS[reply.outcome])
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
    """Return the service description: what can be asked here, in which formats it answers, and what the graph is."""
    kind = best(request.headers.get("accept", ""), [*RDF, HTML])
    if kind == HTML:
        return _front(served)
    if kind is None:
        return _plain(f"This can be had as {', '.join(RDF)}.", 406)
    return as_graph(service_quads(str(request.url.replace(query="")), description(served.snapshot().store)), kind)


def _front(served: Served) -> Response:
    examples = {one.question: one.sparql for one in recipes().values()}
    return Page(front_page(served.snapshot().described, examples, lambda iri: address(iri, served.base)))


def _void(served: Served) -> Response:
    """Send those who look for a description of data where its vocabulary says (``/.well-known/void``) to ours."""
    dataset = served.snapshot().described.dataset
    return RedirectResponse(address(dataset, served.base), 302) if dataset else _plain("It is not described.", 404)


def _plain(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text + "\n", status, dict(headers or {}), media_type="text/plain; charset=utf-8")
