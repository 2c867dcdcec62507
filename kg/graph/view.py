"""A graph read node by node: one look-up gives all that is said of a node, whatever named graphs it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import iris
from kg.graph.layout import natural
from kg.graph.sorting import in_order
from kg.graph.statements import DATASET, base_of
from kg.graph.terms import A, kg, named
from kg.ontology import load_ontology

_ABSOLUTE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s<>"{}|\\^`%\[\]\x00-\x20\x7f-\x9f]|%[0-9A-Fa-f]{2})*""")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")

#: So many shared nodes are kept.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Node:
    """One node with its properties: those of our ontology by their local names (``begin``), others by their IRIs."""

    iri: str
    properties: Mapping[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """Return the IRIs and the text of all values, in order."""
        return self.properties.get(name, ())

    def one(self, name: str) -> str | None:
        """Return the first value."""
        return next(iter(self.all(name)), None)

    def number(self, name: str) -> int | None:
        """Return the first value as a whole number, ``None`` when it is none."""
        value = self.one(name) or ""
        return int(value) if _WHOLE.fullmatch(value) else None

    def degrees(self, name: str) -> float | None:
        """Return the first value as a number with a fraction, ``None`` when it is none."""
        value = self.one(name) or ""
        return float(value) if _DECIMAL.fullmatch(value) else None

    @property
    def label(self) -> str:
        """The label of an entity or event, or the title or id of an article; for want of one the end of the IRI."""
        names = (iris.RDFS + "label", iris.DCTERMS + "title", iris.DCTERMS + "identifier")
        return next(filter(None, map(self.one, names)), None) or iris.local_name(self.iri)

    @property
    def types(self) -> tuple[str, ...]:
        """The local names of the classes of our own ontology, without those that follow from others of them."""
        names = tuple(one.removeprefix(iris.KG) for one in self.all(A.value) if one.startswith(iris.KG))
        return names if len(names) < 2 else _narrowest(names)

    @property
    def exists(self) -> bool:
        """Whether the graph says anything of the node."""
        return bool(self.properties)


@lru_cache(_KEPT)
def _narrowest(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes that no other one lies below; first those that a lexicon of somebody's own may have added."""
    above = _classes()
    implied = {wider for name in names for wider in above.get(name, ())}
    return tuple(sorted((name for name in names if name not in implied), key=lambda name: name in above))


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    """Return the classes of the ontology with those above each."""
    return load_ontology().classes


class GraphView:
    """Reads nodes from a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = lru_cache(_KEPT)(self.node)

    def node(self, iri: str) -> Node:
        """Return a node as it stands in the graph."""
        found: dict[str, set[str]] = {}
        for quad in self._about(iri):
            if isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.predicate.value.removeprefix(iris.KG), set()).add(quad.object.value)
        return Node(iri, {name: tuple(sorted(values, key=natural)) for name, values in sorted(found.items())})

    def shared(self, iri: str) -> Node:
        """Return a node that many others point to (an entity, an article): of those asked for last each is kept."""
        return self._kept(iri)

    def instances(self, name: str) -> Iterator[str]:
        """Yield the IRIs of the instances of one class of our ontology, in order."""
        return self._subjects(A, kg(name))

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Return the IRIs of the nodes that point by ``predicate`` to the node ``value``, in order."""
        return list(self._subjects(NamedNode(predicate), NamedNode(value)))

    def objects(self, iri: str, name: str) -> list[str]:
        """Return what a node has for one property of our ontology, in order, without reading the whole node."""
        if not _ABSOLUTE.fullmatch(iri):
            return []
        quads = self._store.quads_for_pattern(NamedNode(iri), kg(name), None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)})

    def with_property(self, predicate: str) -> Iterator[str]:
        """Yield the IRIs of the nodes that have a property, in order."""
        return self._subjects(NamedNode(predicate), None)

    def _subjects(self, predicate: NamedNode, value: NamedNode | None) -> Iterator[str]:
        quads = self._store.quads_for_pattern(None, predicate, value)
        found = in_order((quad.subject.value,) for quad in quads if isinstance(quad.subject, NamedNode))
        return (str(iri) for (iri,) in found)

    def knows(self, iri: str) -> bool:
        """Say whether the graph says anything of the node ``iri``; what is no IRI at all is not known either."""
        return bool(_ABSOLUTE.fullmatch(iri)) and next(iter(self._about(iri)), None) is not None

    def base(self) -> str | None:
        """Return the base IRI of the instances, known from the description of the whole."""
        return base_of(self._store.quads_for_pattern(None, A, DATASET))

    def described(self) -> list[str]:
        """Return the IRIs of the nodes that have a name or are claims, in order."""
        names = (iris.RDFS + "label", iris.DCTERMS + "identifier", iris.KG + "stance")
        quads = chain.from_iterable(self._store.quads_for_pattern(None, named(name), None) for name in names)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def _about(self, iri: str) -> Iterator[Quad]:
        """Return what is said of a node; of what is no IRI, which a graph may have in the place of one, nothing is."""
        try:
            return self._store.quads_for_pattern(NamedNode(iri), None, None)
        except ValueError:
            return iter(())
