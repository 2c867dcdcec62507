"""A graph as Python values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, overload

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg import iris
from kg.api.answers import Row, rows, wording
from kg.api.convert import dataset, multigraph, union_graph
from kg.api.frames import Kind, frame
from kg.asking.query import QueryError, ask
from kg.explaining.explain import Explanation, UnknownNodeError, explain, resolve
from kg.graph import readback
from kg.graph.export import write
from kg.graph.values import Article, Claim, Entity, Event
from kg.graph.view import GraphView, Node
from kg.ledger.read import ledger
from kg.ledger.values import Entry
from kg.lexicon import load_lexicon
from kg.ontology import Ontology, load_ontology
from kg.reading.read import Failure

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.validation.findings import Report

T = TypeVar("T")


class Values(Generic[T]):
    """Values of a graph in a stable order, read one by one each time that they are gone through."""

    def __init__(
        self, store: Store, read: Callable[[GraphView], Iterator[T]], names: Callable[[GraphView], Iterable[object]]
    ) -> None:
        self._store, self._read, self._names = store, read, names

    def __iter__(self) -> Iterator[T]:
        return self._read(GraphView(self._store))

    def __len__(self) -> int:
        return sum(1 for _ in self._names(GraphView(self._store)))


class Graph:
    """Events, the claims about them, and the entities in them, as :func:`kg.build` and :func:`kg.read` return them.

    ``failures`` are the inputs that are not in it, each with its ``origin`` and the ``reason``; ``warnings`` are what
    else is to be told. ``store`` is the pyoxigraph store that holds the triples; it is not to be changed.
    """

    def __init__(
        self,
        store: Store,
        *,
        failures: Sequence[Failure] = (),
        warnings: Sequence[str] = (),
        lexicons: Sequence[Path] = (),
        report: Report | None = None,
    ) -> None:
        self.store = store
        self.failures = tuple(failures)
        self.warnings = tuple(warnings)
        self._lexicons = tuple(lexicons)
        self._report = report

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.store)

    def __repr__(self) -> str:
        return (
            f"<kg.Graph: {len(self.events):,} events, {len(self.claims):,} claims, {len(self.articles):,} articles, "
            f"{len(self):,} triples>"
        )

    @property
    def events(self) -> Values[Event]:
        """All events with their claims, by their first day, those without one last."""
        return Values(self.store, readback.events, lambda view: view.with_property(iris.KG + "claim"))

    @property
    def claims(self) -> Values[Claim]:
        """All claims, by the ids of their articles and the places in their texts."""
        return Values(self.store, readback.claims, lambda view: view.instances("Claim"))

    @property
    def entities(self) -> Values[Entity]:
        """All actors and places, in the order of their IRIs."""
        return Values(self.store, readback.entities, readback.entities)

    @property
    def articles(self) -> Values[Article]:
        """All articles with their texts, by their ids."""
        return Values(self.store, readback.articles, lambda view: view.instances("Article"))

    def event(self, name: str) -> Event:
        """Return the event with this IRI, or end of an IRI (``event/3f0c1a2b4d5e``).

        Raises :class:`kg.KgError` when there is none, as do the others that look up one."""
        return readback.event(*self._found(name, "event", lambda node: bool(node.one("claim"))))

    def claim(self, name: str) -> Claim:
        """Return the claim with this IRI, or end of an IRI."""
        return readback.claim(*self._found(name, "claim", lambda node: "Claim" in node.types))

    def entity(self, name: str) -> Entity:
        """Return the actor or place with this IRI, end of an IRI (``state/IRN``), or name, of which there is one."""
        return readback.entity(*self._found(name, "entity", readback.is_entity))

    def query(self, query: str, /, **values: object) -> list[Row]:
        """Return the rows that answer a SELECT query, or a question of the cookbook by its name, with ``values`` for
        its parameters: ``graph.query("who-attacked-whom", since="2024-01-01")``.

        A row is a dictionary. Numbers and truth come as such; IRIs, text and days as text; ``None`` is no value.
        Prefixes such as ``kg:`` need no declaration, and nothing outside of the graph is asked."""
        result = ask(self.store, wording(query, values))
        if not isinstance(result, QuerySolutions):
            raise QueryError("This asks for no rows: use ask() for ASK, construct() for CONSTRUCT and DESCRIBE.")
        return rows(result)

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK query."""
        result = ask(self.store, query)
        if not isinstance(result, QueryBoolean):
            raise QueryError("This is no ASK query: use query() for SELECT, construct() for CONSTRUCT and DESCRIBE.")
        return bool(result)

    def construct(self, query: str) -> Graph:
        """Return the triples that answer a CONSTRUCT or DESCRIBE query as a graph."""
        result = ask(self.store, query)
        if not isinstance(result, QueryTriples):
            raise QueryError("This asks for no triples: use query() for SELECT, ask() for ASK.")
        store = Store()
        store.extend(Quad(*triple) for triple in result)
        return Graph(store, lexicons=self._lexicons)

    def explain(self, name: str) -> Explanation:
        """Return why the graph says what it says of a node, by its IRI or name: ``print`` it, or read its claims."""
        return explain(self.store, name, load_lexicon(self._lexicons))

    def conflicts(self, *slots: str, event: str | None = None) -> tuple[Entry, ...]:
        """Return the events in which sources exclude one another, with who says what; all slots, or those named."""
        return ledger(self.store, slots, event)

    def validate(self) -> Report:
        """Return what is wrong with the graph, which ``conforms`` when that is nothing."""
        from kg.validation.validate import validate  # noqa: PLC0415 - imports pySHACL, which takes a moment

        if self._report is None:
            self._report = validate(self.store, extra=self._lexicons)
        return self._report

    def write(self, path: str | os.PathLike[str], format: str | None = None) -> None:  # noqa: A002
        """Write the graph, or a table of it, in any format of ``kg export``; else the ending of the file tells it."""
        write(self.store, Path(path), format, ontology=self._ontology)

    @overload
    def to_rdflib(self, *, named_graphs: Literal[False] = False) -> rdflib.Graph: ...
    @overload
    def to_rdflib(self, *, named_graphs: Literal[True]) -> rdflib.Dataset: ...
    def to_rdflib(self, *, named_graphs: bool = False) -> rdflib.Graph:
        """Return one graph of rdflib, or with ``named_graphs`` a dataset, with a graph for each article."""
        return dataset(self.store) if named_graphs else union_graph(self.store)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Return the network of actors for networkx: an edge for each act of one on another, its key the event's IRI.

        Nodes are IRIs with ``label``, ``class``, ``country``; an edge has ``type``, ``root``, ``day``, ``claims`` ...
        """
        return multigraph(self.store, self._ontology)

    def to_pandas(self, kind: Kind = "claims") -> pandas.DataFrame:
        """Return a frame of ``claims`` (the columns of the CSV table), ``events`` or ``entities``, a row for each."""
        return frame(self.store, self._ontology, kind)

    @cached_property
    def _ontology(self) -> Ontology:
        return load_ontology(extra=self._lexicons)

    def _found(self, name: str, kind: str, fits: Callable[[Node], bool]) -> tuple[GraphView, str]:
        """Return a view and the IRI that ``name`` means in it, of a node of one kind."""
        view = GraphView(self.store)
        iri = resolve(view, name)
        if not fits(view.node(iri)):
            raise UnknownNodeError(f"{name!r} is no {kind} of this graph: <{iri}> is something else.")
        return view, iri
