"""Checks that go across nodes: SPARQL queries whose every solution is a mistake, run once over the whole graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.iris import KG
from kg.validation.findings import Result, Term, short

TEXT = ox.NamedNode(KG + "text")

#: In a check ``kg:characters(?article, ?begin, ?end)`` is that part of the article's text. SPARQL's own SUBSTR counts
#: from the start of the text each time: minutes for the mentions of an article of some megabytes.
CHARACTERS = ox.NamedNode(KG + "characters")

_MESSAGE = re.compile(r"^# message: (.+)$", re.MULTILINE)


class CheckError(ValueError):
    """A query that cannot be used as a check."""


@dataclass(frozen=True, slots=True)
class Check:
    """A query for ?focus ?path ?value, and more that ``message`` names in braces."""

    name: str
    message: str
    query: str


def load_checks(folder: Path) -> tuple[Check, ...]:
    """Read the queries of a folder, in the order of their names; the message stands in a comment of each."""
    return tuple(_check(path) for path in sorted(folder.glob("*.rq")))


def run_checks(triples: Iterable[ox.Triple], checks: Iterable[Check]) -> list[Result]:
    """Return what the checks find in the triples."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    functions = {CHARACTERS: _characters(store)}
    return [result for check in checks for result in _run(store, check, functions)]


def _check(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    found = _MESSAGE.search(query)
    if found is None:
        raise CheckError(f"{path} does not say what it finds: begin it with a line '# message: ...'.")
    return Check(path.stem, found[1], query)


def _run(
    store: ox.Store, check: Check, functions: Mapping[ox.NamedNode, Callable[..., Term | None]]
) -> Iterator[Result]:
    """Yield a result for each solution of a check."""
    solutions = store.query(check.query, custom_functions=dict(functions))
    if not isinstance(solutions, ox.QuerySolutions):
        raise CheckError(f"The check {check.name!r} is no SELECT query: select ?focus ?path ?value of each mistake.")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        path = solution["path"]
        yield Result(
            severity="Violation",
            focus=solution["focus"],
            path=path.value if isinstance(path, ox.NamedNode) else None,
            value=solution["value"],
            rule=check.message.format_map({name: short(solution[name]) for name in names}),
            shape=check.name,
            component="SPARQL",
        )


def _characters(store: ox.Store) -> Callable[[Term, Term, Term], ox.Literal | None]:
    """Return the function that cuts characters out of the texts of a graph; it gives nothing for odd arguments."""
    found = store.quads_for_pattern(None, TEXT, None)
    texts: dict[Term, str] = {quad.subject: quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}

    def characters(article: Term, begin: Term, end: Term) -> ox.Literal | None:
        text = texts.get(article)
        first, last = _offset(begin), _offset(end)
        return None if text is None or first is None or last is None else ox.Literal(text[first:last])

    return characters


def _offset(term: Term) -> int | None:
    """Return the offset that a literal gives."""
    return int(term.value) if isinstance(term, ox.Literal) and re.fullmatch(r"\d{1,12}", term.value) else None
