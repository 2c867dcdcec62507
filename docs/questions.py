"""python docs/questions.py: writes docs/questions.md from the files of ontology/queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.asking.cookbook import UNDEFINED, Recipe, recipes

PAGE = Path(__file__).parent / "questions.md"
HEAD = """# Questions to ask a graph

Each can be asked by its name, `kg query news.kg --name who-attacked-whom`, with its parameters given as
`--set since=2024-01-01`, and the answer written as a table, CSV, JSON or XML (`--format`). They are plain SPARQL, whole
as they stand: put them to any endpoint, or begin your own with them.

This page is made from [`ontology/queries/`](../ontology/queries) by `python docs/questions.py`.
"""


def page() -> str:
    """Return the page."""
    known = recipes()
    listed = "".join(f"- [{one.question}](#{one.name})\n" for one in known.values())
    return "\n".join((HEAD, listed, *map(_section, known.values())))


def _section(one: Recipe) -> str:
    """Return a question with its parameters and its wording in SPARQL."""
    parameters = "".join(_parameters(one))
    query = one.sparql.split("\n", 1)[1].strip()
    return f"## {one.name}\n\n{one.question}\n\n{parameters}```sparql\n{query}\n```\n"


def _parameters(one: Recipe) -> Iterator[str]:
    for each in one.parameters:
        default = "any" if each.default == UNDEFINED else f"else `{each.default}`"
        yield f"- `--set {each.name}=…`: {each.meaning}; {default}\n"
    if one.parameters:
        yield "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
