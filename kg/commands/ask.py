"""SPARQL over a graph, for people: known prefixes, the union of all graphs, IRIs written short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg import iris

#: Prefixes that a query need not declare.
PREFIXES = {**iris.PREFIXES, "kgid": iris.DEFAULT_BASE}

_SERVICE = re.compile(r"(?<![?$:\w])service\b", re.IGNORECASE)


class QueryError(ValueError):
    """A query that cannot be answered."""


def answer(store: Store, sparql: str) -> str:
    """Return the answer as text: rows of tab-separated values below their names, N-Triples, or ``true`` or ``false``.

    Raises :class:`QueryError` for a query that is no SPARQL or that would reach out to the network.
    """
    if _SERVICE.search(sparql):
        raise QueryError("SERVICE would send the query to another machine: ask the file alone.")
    try:
        result = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        return _text(result)
    except (SyntaxError, RuntimeError, OSError) as error:
        raise QueryError(f"This query cannot be answered: {error}. Known prefixes: {', '.join(PREFIXES)}.") from error


def _text(result: QuerySolutions | QueryTriples | QueryBoolean) -> str:
    """Return the answer as text; rows come in the order of the query."""
    if isinstance(result, QueryBoolean):
        return f"{bool(result)}\n".lower()
    if isinstance(result, QueryTriples):
        return "".join(f"{line} .\n" for line in sorted(map(str, result)))
    return "".join(f"{line}\n" for line in _rows(result))


def _rows(result: QuerySolutions) -> Iterator[str]:
    """Yield the names of the columns and the rows below them."""
    names = [variable.value for variable in result.variables]
    yield "\t".join(names)
    for solution in result:
        yield "\t".join(_shown(solution[name]) for name in names)


def _shown(term: object) -> str:
    """Return a term as a reader wants it: the text of a literal on one line, an IRI with its prefix."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return " ".join(getattr(term, "value", str(term)).split())
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return f"<{term.value}>"
