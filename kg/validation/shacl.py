"""Runs the shapes over triples with pySHACL: pyoxigraph's terms go in and come out, rdflib stays in here.

Importing this module takes a while: do it where shapes are run.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection as Nodes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from kg.graph.export import GraphError
from kg.iris import KG
from kg.validation.findings import SH, SHAPES, Result, Term
from kg.validation.parts import SIZE, cut, mark

SHACL = rdflib.Namespace(SH)
TARGET_CLASS = ox.NamedNode(SH + "targetClass")
TARGETS = (SHACL.targetClass, SHACL.targetNode, SHACL.targetSubjectsOf, SHACL.targetObjectsOf)

#: The list of properties that an entity may have besides those that its shape names: its class and direct relations.
RELATIONS = SHAPES + "relations"


def run_shapes(
    data: Iterable[ox.Triple],
    schema: Sequence[ox.Triple],
    shapes: Sequence[ox.Quad],
    *,
    relations: Iterable[str] = (),
    size: int = SIZE,
    only: Nodes[Term] | None = None,
) -> list[Result]:
    """Return what the shapes find in the data; the schema has the classes above those of its nodes.

    ``relations`` are the direct relations that entities may have. The data are checked in parts of ``size`` triples;
    with ``only`` no other nodes than these are."""
    targets = {quad.object for quad in shapes if quad.predicate == TARGET_CLASS}
    with _silent("rdflib.term"):
        prepared = _prepared(shapes, relations)
        return [result for part in cut(data, schema, targets, size, only) for result in _run(part, prepared)]


def _run(part: Iterable[ox.Triple], shapes: rdflib.Graph) -> Iterator[Result]:
    """Yield what the shapes find in one part of a graph."""
    data = _graph(part)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False, inference="none")
    return _results(report)


def _prepared(shapes: Iterable[ox.Quad], relations: Iterable[str]) -> rdflib.Graph:
    """Return the shapes in the form in which they are run."""
    graph = _graph(quad.triple for quad in shapes)
    _allow(graph, relations)
    _spread(graph)
    _mark(graph)
    return graph


def _results(report: rdflib.Graph) -> Iterator[Result]:
    """Yield the results of a report; those inside others (of the parts of a shape) are left out."""
    for node in report.objects(None, SHACL.result):
        value, path = report.value(node, SHACL.value), report.value(node, SHACL.resultPath)
        yield Result(
            severity=_local(report.value(node, SHACL.resultSeverity), SH),
            focus=_term(report.value(node, SHACL.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else None,
            value=None if value is None else _term(value),
            rule=" ".join(sorted(str(message) for message in report.objects(node, SHACL.resultMessage))),
            shape=_local(report.value(node, SHACL.sourceShape), SHAPES),
            component=_local(report.value(node, SHACL.sourceConstraintComponent), SH).removesuffix(
                "ConstraintComponent"
            ),
        )


def _allow(shapes: rdflib.Graph, relations: Iterable[str]) -> None:
    """Add direct relations to those that entities may have: a user's ontology can bring its own."""
    head = rdflib.URIRef(RELATIONS)
    if (head, rdflib.RDF.first, None) not in shapes:
        return
    known = Collection(shapes, head)
    for relation in sorted({KG + name for name in relations} - {str(item) for item in known}):
        known.append(rdflib.URIRef(relation))


def _spread(shapes: rdflib.Graph) -> None:
    """Give property shapes the targets of their node shapes: the same meaning, and a third of the time.

    pySHACL takes up a property shape inside a node shape once for each node, and one with targets once for all of them.
    """
    for node in sorted({subject for target in TARGETS for subject in shapes.subjects(target)}, key=str):
        parts = list(shapes.objects(node, SHACL.property))
        for target in TARGETS:
            for value in list(shapes.objects(node, target)):
                for part in parts:
                    shapes.add((part, target, value))
        shapes.remove((node, SHACL.property, None))
        if (node, SHACL.closed, rdflib.Literal(True)) in shapes:
            _ignore(shapes, node, [path for part in parts for path in shapes.objects(part, SHACL.path)])


def _mark(shapes: rdflib.Graph) -> None:
    """Let shapes target the marked nodes of a part instead of all instances, some of which are there in name only."""
    marks = [
        rdflib.URIRef(mark(str(target))) for target in sorted(set(shapes.objects(None, SHACL.targetClass)), key=str)
    ]
    for shape, target in list(shapes.subject_objects(SHACL.targetClass)):
        shapes.remove((shape, SHACL.targetClass, target))
        shapes.add((shape, SHACL.targetSubjectsOf, rdflib.URIRef(mark(str(target)))))
    for shape in list(shapes.subjects(SHACL.closed, rdflib.Literal(True))):
        _ignore(shapes, shape, marks)


def _ignore(shapes: rdflib.Graph, node: Node, paths: Sequence[Node]) -> None:
    """Let a closed shape allow some properties besides those that it ignores already."""
    old = shapes.value(node, SHACL.ignoredProperties)
    items = [*shapes.items(old), *paths] if old is not None else list(paths)
    shapes.set((node, SHACL.ignoredProperties, Collection(shapes, rdflib.BNode(), items).uri))


def _graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Build a graph of rdflib; each distinct IRI is made once, since rdflib looks at every character of it."""
    graph, known = rdflib.Graph(), {}
    for triple in triples:
        nodes = []
        for term in (triple.subject, triple.predicate, triple.object):
            if term not in known:
                known[term] = _node(term)
            nodes.append(known[term])
        graph.add((nodes[0], nodes[1], nodes[2]))
    return graph


def _node(term: Term) -> Node:
    """Return rdflib's node for a term; literals stay as they are written."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise GraphError(
            f"The graph has a triple as a term, {term}, which shapes cannot check. State it as triples of its own."
        )
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _term(node: Node | None) -> Term:
    """Return the term for rdflib's node."""
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or rdflib.XSD.string)))
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))


def _local(node: Node | None, namespace: str) -> str:
    return str(node).removeprefix(namespace)


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Keep rdflib quiet: it warns, with a trace, of each ill-formed literal; the shapes tell of them better."""
    logger = logging.getLogger(name)
    logger.addFilter(_nothing)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.removeFilter(_nothing)


def _nothing(_: logging.LogRecord) -> bool:
    return False
