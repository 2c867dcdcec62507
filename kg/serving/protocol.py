"""The SPARQL 1.1 Protocol for queries: from a request to a question, and from a reply to a status.

<https://www.w3.org/TR/sparql11-protocol/>. There is no update: the operation is refused wherever it is asked for.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from kg.serving.answer import Outcome, Question
from kg.serving.media import acceptable

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ENCODING = "utf-8"
#: Fields of a form; more would only cost time.
MOST_FIELDS = 100

#: Names for the formats of rows and triples, for those who cannot set a header: ``?format=csv``.
FORMATS = {
    "csv": ("text/csv", "text/turtle"),
    "tsv": ("text/tab-separated-values", "text/turtle"),
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "turtle": ("text/turtle",),
}

#: What each outcome is in HTTP.
STATUS: dict[Outcome, int] = {
    "answered": 200,
    "malformed": 400,
    "refused": 403,
    "not acceptable": 406,
    "too large": 413,
    "timed out": 503,
    "failed": 500,
}


class RequestError(ValueError):
    """A request that is none of the protocol; ``status`` is the one to answer with."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def question_of(method: str, query_string: str, media_type: str, body: bytes, accept: str) -> Question | None:
    """Return the question of a request, or ``None`` when a GET asks for nothing (for the service description).

    Raises :class:`RequestError` with what is wrong and what would be allowed."""
    fields = _fields(query_string)
    media_type = media_type.partition(";")[0].strip().lower()
    if method == "POST" and media_type == FORM:
        fields += _fields(_text(body))
    elif method == "POST" and media_type == QUERY:
        fields.append(("query", _text(body)))
    elif method == "POST" and media_type == UPDATE:
        raise RequestError("Nothing is changed here: this endpoint answers queries only.", 403)
    elif method == "POST":
        raise RequestError(f"A query is sent as {FORM} or {QUERY}, not as {media_type or 'nothing named'}.", 415)
    if any(name == "update" for name, _ in fields):
        raise RequestError("Nothing is changed here: this endpoint answers queries only.", 403)
    queries = [value for name, value in fields if name == "query"]
    if not queries and method == "GET" and not fields:
        return None
    if len(queries) != 1:
        raise RequestError(f"A request has one query, and this has {len(queries)}.")
    graphs = {
        kind: tuple(value for name, value in fields if name == f"{kind}-graph-uri") for kind in ("default", "named")
    }
    return Question(queries[0], _accepted(fields, accept), graphs["default"], graphs["named"])


def _accepted(fields: list[tuple[str, str]], accept: str) -> tuple[str, ...]:
    """Return the media types that will do: those of a format that is named, else those of the header."""
    name = next((value for name, value in fields if name == "format"), None)
    if name is None:
        return acceptable(accept)
    if name not in FORMATS:
        raise RequestError(f"There is no format {name!r} here: choose {', '.join(FORMATS)}, or set the Accept header.")
    return FORMATS[name]


def _fields(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (ValueError, UnicodeDecodeError) as error:
        raise RequestError(f"The request cannot be read: {error}.") from error


def _text(body: bytes) -> str:
    try:
        return body.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise RequestError("The query is not UTF-8.") from error
