"""Answers to queries as pages, for people who ask in a browser: rows with links, and the query to ask again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.serving.answer import Reply
from kg.serving.pages import Link, query_form, term, whole_page

#: What the processes are asked for, to make a page of it.
ACCEPT = ("application/sparql-results+json", "application/n-triples")
#: Rows that a page shows; more can be had as a file.
MOST_ROWS = 1000


def answer_page(sparql: str, reply: Reply, link: Link) -> str:
    """Return the page of an answer, or of why there is none, with the query in a form."""
    form = query_form(sparql)
    if reply.outcome != "answered":
        return whole_page("No answer", f"<h1>No answer</h1><pre>{escape(reply.body.decode())}</pre>{form}")
    return whole_page("Answer", f"<h1>Answer</h1>{form}{_told(reply, link)}")


def _told(reply: Reply, link: Link) -> str:
    if reply.media_type != ACCEPT[0]:
        triples = parse(reply.body, format=RdfFormat.N_TRIPLES)
        return _rows(("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in triples), link)
    found = parse_query_results(reply.body, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return f"<p><strong>{'Yes' if found else 'No'}.</strong></p>"
    names = [variable.value for variable in found.variables]
    return _rows(names, ([row[name] for name in names] for row in found), link)


def _rows(names: Sequence[str], rows: Iterable[Sequence[object]], link: Link) -> str:
    """Return a table of the first rows, and how many there are."""
    pending = iter(rows)
    told = [[_cell(one, link) for one in row] for row in islice(pending, MOST_ROWS)]
    more = sum(1 for _ in pending)
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in told)
    count = f"{len(told) + more:,} row{'' if len(told) + more == 1 else 's'}"
    left = f", of which the first {MOST_ROWS:,} are shown: ask for a file, or with LIMIT" if more else ""
    return f"<p>{count}{left}.</p><div class=wide><table class=rows><tr>{head}</tr>{body}</table></div>"


def _cell(value: object, link: Link) -> str:
    """Return a term in HTML; nothing where a row has none."""
    return "" if value is None else term(value, link)
