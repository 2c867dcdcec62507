"""The ontology, where the IRIs of its terms lead to this server: its page for people, its file for machines."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.ontology import parse
from kg.resources import path_of
from kg.serving.media import best
from kg.serving.nodes import RDF, as_graph
from kg.serving.pages import Page


def ontology_response(request: Request) -> Response:
    """Return the ontology in the form that is liked best."""
    kind = best(request.headers.get("accept", ""), ["text/html", *RDF])
    if kind is None:
        return Response(f"This can be had as text/html, {', '.join(RDF)}.\n", 406, media_type="text/plain")
    if kind != "text/html":
        return as_graph(parse(path_of("ontology/kg.ttl")), kind)
    return Page(path_of("docs/ontology.html").read_text(encoding="utf-8"))
