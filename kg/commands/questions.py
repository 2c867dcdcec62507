"""The wording of a query as the command line gives it: as it stands, from a file, or from the cookbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse_query_results

from kg.asking.cookbook import UNDEFINED, recipe, recipes
from kg.asking.query import PREFIXES, ROWS, QueryError, Result, written
from kg.graph.export import STREAM, write_pieces
from kg.loading.client import Client, Patience
from kg.loading.load import asked

#: What is asked for: rows as JSON, triples as N-Triples.
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


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


def ask_endpoint(url: str, sparql: str, format_: str | None, out: Path | None, seconds: float) -> int:
    """Put a query to a SPARQL endpoint and print its answer, in the same formats as that of a graph at hand."""
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"PREFIX {name}:" not in sparql)
    with Client(Patience(tries=2, timeout=seconds or 3600)) as client:
        body = asked(declared + sparql, url, client, ACCEPT)
    write_pieces(written(_read(body, url), format_), out or STREAM)
    return 0


def _read(body: bytes, url: str) -> Result:
    """Return the answer of an endpoint as one of this machine: rows, true or false, or triples."""
    try:
        found = parse_query_results(body, format=ROWS["json"])
    except SyntaxError:
        pass
    else:
        return found
    store = Store()
    try:
        store.load(body, format=RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise QueryError(f"{url} answers neither with rows nor with triples: {error.msg}.") from error
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }")


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
