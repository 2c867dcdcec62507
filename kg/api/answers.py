"""Answers to queries as plain Python values, and the wording of those that have a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.asking.cookbook import recipe
from kg.asking.query import QueryError
from kg.iris import XSD

#: One row: the value of each variable that was asked for, ``None`` where it has none.
Row = dict[str, Any]

_NAME = re.compile(r"[a-z0-9-]+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_WITH_FRACTION = {f"{XSD}{name}" for name in ("decimal", "double", "float")}
_WHOLE_NUMBERS = {
    f"{XSD}{name}"
    for name in (
        *("integer", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
        *("nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger"),
    )
}


def wording(query: str, values: Mapping[str, object]) -> str:
    """Return a query as it stands, or the question of the cookbook that it names, with values for its parameters."""
    if _NAME.fullmatch(query):
        return recipe(query).with_values({name: str(value) for name, value in values.items()})
    if values:
        given = ", ".join(values)
        raise QueryError(f"Values ({given}) are for questions of the cookbook: write them into a query of your own.")
    return query


def rows(result: QuerySolutions) -> list[Row]:
    """Return all rows of an answer."""
    names = [variable.value for variable in result.variables]
    try:
        return [{name: plain(solution[name]) for name in names} for solution in result]
    except (RuntimeError, OSError) as error:
        raise QueryError(f"This query cannot be answered: {error}.") from error


def plain(term: object) -> str | int | float | bool | None:
    """Return a term as a Python value: numbers and truth as such; IRIs, text and days, which may be partial, as text.

    >>> plain(Literal(7)), plain(Literal(0.5)), plain(Literal(True)), plain(NamedNode("x:y")), plain(None)
    (7, 0.5, True, 'x:y', None)
    """
    if isinstance(term, Literal):
        return _value(term.value, term.datatype.value)
    if isinstance(term, NamedNode):
        return term.value
    return None if term is None else str(term)


def _value(text: str, datatype: str) -> str | int | float | bool:
    """Return a literal as a value; what is none of its type stays text."""
    if datatype in _WHOLE_NUMBERS and _WHOLE.fullmatch(text):
        return int(text)
    if datatype in _WITH_FRACTION:
        try:
            return float(text)
        except ValueError:
            return text
    if datatype == f"{XSD}boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    return text
