"""The wording of a query as the command line gives it: as it stands, from a file, or from the cookbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.asking.cookbook import UNDEFINED, recipe, recipes
from kg.asking.query import QueryError


def wording(sparql: str | None, file: Path | None, name: str | None, values: Sequence[str]) -> str:
    """Return the query; raises :class:`QueryError` for a name, a parameter or a file that is none."""
    if name is not None:
        return recipe(name).with_values(dict(map(_pair, values)))
    if values:
        raise QueryError("--set gives the parameters of a question of the cookbook: name it with --name.")
    if file is None:
        return sparql or ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise QueryError(f"{file} cannot be read as a query: {error}.") from error


def cookbook() -> int:
    """Print the questions of the cookbook with their parameters, and return the exit code."""
    for one in recipes().values():
        print(f"{one.name}\n    {one.question}")
        for parameter in one.parameters:
            default = "any" if parameter.default == UNDEFINED else parameter.default
            print(f"    --set {parameter.name}=...  {parameter.meaning} ({default})")
    return 0


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise QueryError(f"--set {text!r} has no '='. Give a parameter as NAME=VALUE.")
    return name, value
