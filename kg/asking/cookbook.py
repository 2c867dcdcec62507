"""The questions that come with the package: files of SPARQL in ``ontology/queries``, each with a name.

A file begins with the question as a comment, and may have parameters: lines ``VALUES ?name { default } # meaning``. It
is whole as it stands, so that it can be put to any endpoint.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.asking.query import PREFIXES, QueryError
from kg.resources import path_of

FOLDER = "ontology/queries"
UNDEFINED = "UNDEF"

_PARAMETER = re.compile(
    r"^(?P<before>\s*VALUES \?(?P<name>\w+) \{ )(?P<default>.+?)(?P<after> \} # (?P<meaning>.+))$", re.MULTILINE
)
_TYPED = re.compile(r'"[^"]*"\^\^(?P<type>\S+)')
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may give: ``default`` is a term of SPARQL, or ``UNDEF`` when any will do."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question with a name."""

    name: str
    question: str
    sparql: str

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return what may be given, in the order of the query."""
        return tuple(Parameter(p["name"], p["default"], p["meaning"]) for p in _PARAMETER.finditer(self.sparql))

    def with_values(self, values: Mapping[str, str]) -> str:
        """Return the query with values in the place of defaults; text cannot break out of the term that it becomes.

        Raises :class:`QueryError` for a name that is no parameter, or a value that is none of its kind."""
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                allowed = ", ".join(sorted(known)) or "none"
                raise QueryError(f"The question {self.name} has no parameter {name!r}; it has: {allowed}.")
        return _PARAMETER.sub(lambda found: _filled(found, values), self.sparql)


@cache
def recipes() -> Mapping[str, Recipe]:
    """Return all questions by their names, in order."""
    files = sorted(path_of(FOLDER).glob("*.rq"))
    return {file.stem: _recipe(file.stem, file.read_text(encoding="utf-8")) for file in files}


def recipe(name: str) -> Recipe:
    """Return the question of this name; raises :class:`QueryError` with those that come near."""
    known = recipes()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or list(known)
        raise QueryError(f"There is no question called {name!r}. Is one of these meant: {', '.join(near)}?")
    return known[name]


def _recipe(name: str, text: str) -> Recipe:
    return Recipe(name, text.splitlines()[0].removeprefix("#").strip(), text)


def _filled(found: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(found["name"])
    if value is None:
        return found[0]
    return f"{found['before']}{_term(found['name'], value, found['default'])}{found['after']}"


def _term(name: str, value: str, default: str) -> str:
    """Return a value as a term of the kind of the default: an IRI, a number, a typed literal, else a string."""
    typed = _TYPED.fullmatch(default)
    try:
        if default.startswith("<"):
            return str(NamedNode(value))
        if _NUMBER.fullmatch(default):
            return str(Literal(value, datatype=NamedNode(_XSD + _number_type(value))))
        if typed:
            prefix, _, local = typed["type"].partition(":")
            return str(Literal(value, datatype=NamedNode(PREFIXES[prefix] + local)))
    except ValueError as error:
        raise QueryError(f"{name}={value} is not of the kind of its default {default}: {error}.") from error
    return str(Literal(value))


def _number_type(value: str) -> str:
    """Return the type of a number; raises ``ValueError`` when the value is none."""
    if not _NUMBER.fullmatch(value):
        raise ValueError("it is no number")
    return "decimal" if "." in value else "integer"
