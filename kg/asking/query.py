"""SPARQL over a graph: known prefixes, the union of all graphs, no way out to the network, answers in many formats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from kg import iris
from kg.errors import KgError
from kg.graph.formats import named_format

#: Prefixes that a query need not declare.
PREFIXES = {
    **iris.PREFIXES,
    "kgid": iris.DEFAULT_BASE,
    "state": f"{iris.DEFAULT_BASE}state/",
    "group": f"{iris.DEFAULT_BASE}group/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "cameo": "https://w3id.org/kg-news/cameo#",
}

TABLE = "table"
#: Formats of rows, and of true and false.
ROWS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
#: Formats of triples.
TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")
FORMATS = (TABLE, *ROWS, *TRIPLES)

Result = QuerySolutions | QueryTriples | QueryBoolean

# A call of SERVICE wherever it stands, in a string or a comment too: what is one of these can be disguised (an escaped
# quotation mark in a name, a comment that looks like the end of an IRI), but a call has a server and a brace behind it.
# What begins like a variable or a name with a prefix is passed over as a whole.
_GAP = r"(?:\s|#[^\n\r]*[\n\r])"
_SERVER = r"(?:<[^<>{]*>|(?:\\.|[^\s<{}#\\])+)"
_SERVICE = re.compile(
    rf"[?$:]\w*|(?P<call>service{_GAP}*(?:silent{_GAP}*)?{_SERVER}{_GAP}*\{{)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BRACKET = re.compile(r"[(){}\[\]]")
#: How deep brackets may nest in a query.
DEEPEST = 1000
UNFINISHED = "it is not complete, or something before this cannot stand there"
_REASON = re.compile(r"\b[A-Z][a-z]+ [A-Za-z][^,\[\]|']*")
_PLACE = re.compile(r"\bat (\d+):(\d+)")


class QueryError(KgError, ValueError):
    """A query that cannot be answered."""


def ask(store: Store, sparql: str) -> Result:
    """Return the answer to a query over the union of all graphs.

    Raises :class:`QueryError` for what is no SPARQL query, and for one that would reach out to the network."""
    if reaches_out(sparql):
        raise QueryError("SERVICE would send the query to another machine: ask this graph alone.")
    if nests_too_deep(sparql):
        raise QueryError(f"This query nests brackets more than {DEEPEST:,} deep: ask in fewer.")
    try:
        return store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(explained(sparql, error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"This query cannot be answered: {error}.") from error


def reaches_out(sparql: str) -> bool:
    """Tell whether a query asks another server (SERVICE), however it is spelt."""
    decoded = _ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16)), sparql)
    return any(found["call"] for text in (sparql, decoded) for found in _SERVICE.finditer(text))


def nests_too_deep(sparql: str) -> bool:
    """Tell whether brackets nest so deep that reading the query would end the process, not only the query."""
    depth = 0
    for one in _BRACKET.findall(sparql):
        depth += 1 if one in "({[" else -1
        if depth > DEEPEST:
            return True
    return False


def written(result: Result, format_: str | None = None) -> Iterator[bytes]:
    """Yield an answer in one of :data:`FORMATS`; without one, rows come as a table and triples as Turtle."""
    try:
        if isinstance(result, QueryTriples):
            yield from _triples(result, format_ or TRIPLES[0])
        elif (format_ or TABLE) == TABLE:
            yield from _table(result)
        elif format_ in ROWS:
            yield bytes(result.serialize(format=ROWS[format_]) or b"")
        else:
            raise QueryError(
                f"Rows cannot be written as {format_}: choose {', '.join((TABLE, *ROWS))}, or ask with CONSTRUCT."
            )
    except (RuntimeError, OSError) as error:
        raise QueryError(f"This query cannot be answered: {error}.") from error


def _triples(result: QueryTriples, format_: str) -> Iterator[bytes]:
    if format_ not in TRIPLES:
        raise QueryError(f"Triples cannot be written as {format_}: choose {', '.join(TRIPLES)}, or ask with SELECT.")
    from pyoxigraph import Quad  # noqa: PLC0415

    triples: dict[Triple, None] = dict.fromkeys(result)
    yield from named_format(format_).chunks([Quad(*triple) for triple in triples])


def _table(result: QuerySolutions | QueryBoolean) -> Iterator[bytes]:
    """Yield rows in columns below their names, and how many there are; or true or false."""
    if isinstance(result, QueryBoolean):
        yield f"{bool(result)}\n".lower().encode()
        return
    names = [variable.value for variable in result.variables]
    rows = [[shown(solution[name]) for name in names] for solution in result]
    widths = [max(len(row[column]) for row in (names, *rows)) for column in range(len(names))]
    for row in (names, ["-" * width for width in widths], *rows):
        yield ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n").encode()
    yield f"({len(rows):,} row{'' if len(rows) == 1 else 's'})\n".encode()


def shown(term: object) -> str:
    """Return a term as a reader wants it: the text of a literal on one line, an IRI with its prefix."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return " ".join("".join(c for c in getattr(term, "value", str(term)) if c.isprintable() or c.isspace()).split())
    fitting = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if term.value.startswith(namespace)]
    if not fitting:
        return f"<{term.value}>"
    namespace, prefix = max(fitting)
    return f"{prefix}:{term.value.removeprefix(namespace)}"


def explained(sparql: str, error: SyntaxError) -> str:
    """Return what is wrong with a query, with the line and the place in it where its reader stopped."""
    told = str(error.msg or error)
    return (
        f"This is no SPARQL query: {_where(sparql, told)}\n"
        "Only queries are answered (SELECT, ASK, CONSTRUCT, DESCRIBE). "
        f"Prefixes that need no declaration: {', '.join(PREFIXES)}."
    )


def _where(sparql: str, told: str) -> str:
    """Return where a reader stopped and why. All that could stand there is a long list; only sentences in it help."""
    place, reason = _PLACE.search(told), _REASON.search(told)
    lines = [*sparql.splitlines(), ""]
    if place is None or int(place[1]) > len(lines):
        return f"{told}."
    number, column = int(place[1]), int(place[2])
    line = lines[number - 1]
    ends = not line[column - 1 :].strip() and not "".join(lines[number:]).strip()
    why = reason[0].strip() if reason else UNFINISHED if ends else "this cannot stand here"
    return f"line {number}, column {column}: {why}.\n  {line}\n  {' ' * (column - 1)}^"


def _character(number: int) -> str:
    return chr(number) if number <= 0x10FFFF else ""
