"""Proves that the ontology is consistent, and finds what in a graph contradicts it, each with its reasons.

The reasoner sees one node of each kind (:mod:`kg.reasoning.kinds` says why nothing is missed). Where an ontology, by a
file of the user's, has axioms whose consequences reach further, or a graph says that nodes are the same, the whole
graph is put to the reasoner as well; then of contradictions that the kinds do not show the first ones are told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.iris import DCTERMS, KG, RDFS
from kg.reasoning.document import Tokens, classes, individuals
from kg.reasoning.kinds import Data, Feature, Node, Term, kinds_of, matches
from kg.reasoning.pellet import Explanation, Limits, inconsistency, unsatisfiable
from kg.reasoning.schema import IDENTITY, Schema, load_schema, name_of
from kg.reasoning.words import axioms, fact
from kg.validation.findings import short

#: How many triples are shown of those that give a node one feature.
SHOWN = 3

_ORIGIN = f"""PREFIX kg: <{KG}> PREFIX dcterms: <{DCTERMS}>
SELECT DISTINCT ?node ?article ?title {{
  {{ ?node kg:inArticle ?article }} UNION {{ ?node kg:claim/kg:inArticle ?article }} UNION
  {{ ?mention kg:refersTo ?node ; kg:inArticle ?article }} UNION
  {{ ?claim kg:toll ?node ; kg:inArticle ?article }} UNION
  {{ ?node kg:basedOn/^kg:toll/kg:inArticle ?article }} UNION
  {{ ?node kg:member|kg:comparing|kg:comparedWith ?claim . ?claim kg:inArticle ?article }}
  OPTIONAL {{ ?article dcterms:title ?title }}
}} ORDER BY ?article"""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be, ``because`` of axioms of the ontology: ``facts`` about a node in words, and the triples that say
    so. A class or property that nothing can have is a contradiction of the ontology itself, without triples."""

    node: str
    label: str | None
    facts: tuple[str, ...]
    because: tuple[str, ...]
    triples: tuple[str, ...]
    articles: tuple[str, ...] = ()

    def order(self) -> tuple[str, ...]:
        """Return the key by which contradictions are sorted: the node, then what is said of it."""
        return self.node, *self.triples, *self.because


@dataclass(frozen=True, slots=True)
class Report:
    """What contradicts the ontology; ``kinds`` is how many kinds of nodes the graph has, ``whole`` names the axioms
    because of which the whole graph was put to the reasoner."""

    contradictions: tuple[Contradiction, ...]
    triples: int = 0
    kinds: int = 0
    whole: tuple[str, ...] = ()

    @property
    def consistent(self) -> bool:
        """Whether nothing was found."""
        return not self.contradictions

    def to_jsonl(self) -> Iterator[str]:
        """Yield a line of JSON for each contradiction."""
        for one in self.contradictions:
            yield json.dumps(asdict(one), ensure_ascii=False) + "\n"


def reason(graph: ox.Store | None = None, *, extra: Sequence[Path] = (), limits: Limits | None = None) -> Report:
    """Check the ontology, together with the files in ``extra``, and a graph, if there is one, against it.

    Raises :class:`kg.reasoning.pellet.ReasonError` where there is no reasoner, or not enough memory, and
    :class:`kg.reasoning.pellet.ReasonTimeoutError` when it takes too long."""
    limits = limits or Limits()
    schema, store = load_schema(extra), graph if graph is not None else ox.Store()
    data = Data(store, schema.facts)
    found = _Reasoning(schema, data, store, limits)
    whole = schema.beyond + tuple(one.value for one in IDENTITY if next(data.of(one), None) is not None)
    contradictions = found.of_kinds()
    if whole and not contradictions:
        contradictions = found.of_whole()
    return Report(tuple(sorted(set(contradictions), key=Contradiction.order)), len(store), len(found.kinds), whole)


class _Reasoning:
    """One run of the reasoner over the kinds of nodes of a graph, and what it says put into words."""

    def __init__(self, schema: Schema, data: Data, store: ox.Store, limits: Limits) -> None:
        self.kinds = kinds_of(data, schema)
        self._schema, self._data, self._store, self._limits = schema, data, store, limits
        self._keys = list(self.kinds)
        self._tokens = Tokens()

    def of_kinds(self) -> list[Contradiction]:
        """Return what the kinds of nodes, the classes and the properties contradict in the ontology."""
        owners = {node: number for number, key in enumerate(self._keys) for node in self.kinds[key]}
        document = classes(self._schema, self._keys, owners, self._tokens)
        found = unsatisfiable(document, self._limits)
        if found is None:
            return [self._of_all(one) for one in inconsistency(document, self._limits)]
        terms = [one for one in found if one.about[0] in "pt"]
        if terms:
            return [self._of_term(one) for one in terms]
        return [
            self._of_node(node, one)
            for one in self._plainest(one for one in found if one.about.startswith("k"))
            for node in self.kinds[self._keys[int(one.about[1:])]]
        ]

    def of_whole(self) -> list[Contradiction]:
        """Return what the graph as a whole contradicts in the ontology; of the same axioms one case is told."""
        document = individuals(self._schema, self._data, self._tokens)
        return [self._of_all(one) for one in inconsistency(document, self._limits)]

    def _plainest(self, found: Iterable[Explanation]) -> list[Explanation]:
        """Of the explanations of a kind by the same features, or that come to the same axiom in the end, keep the one
        that says most by classes and is the shortest."""
        best: dict[tuple[str, object], Explanation] = {}
        for one in sorted(found, key=self._indirectness):
            features = frozenset(line for line in one.axioms if line.startswith("k"))
            keys = ((one.about, features), (one.about, axioms(one.axioms, self._tokens.terms)[-1]))
            if not any(key in best for key in keys):
                best.update(dict.fromkeys(keys, one))
        return list(dict.fromkeys(best.values()))

    def _indirectness(self, why: Explanation) -> tuple[int, int, tuple[str, ...]]:
        used = [self._tokens.features.get(line.split()[-1]) for line in why.axioms if line.startswith("k")]
        return sum(one is not None and one.what != "type" for one in used), len(why.axioms), why.axioms

    def _of_node(self, node: Node, why: Explanation) -> Contradiction:
        """Tell of a node what contradicts the ontology; what nodes of functional properties lead to counts too."""
        triples: dict[ox.Triple, None] = {}
        facts: list[str] = []
        for about, feature in self._features(node, why):
            found = [one for one in self._data.about(about) if matches(one, feature, about)]
            facts.append(("" if about == node else f"{short(about)} ") + fact(feature, found))
            triples.update(dict.fromkeys(found[:SHOWN]))
        return Contradiction(
            node=_name(node),
            label=self._label(node),
            facts=tuple(dict.fromkeys(facts)),
            because=axioms(why.axioms, self._tokens.terms),
            triples=tuple(dict.fromkeys(map(_written, triples))),
            articles=self._articles(node),
        )

    def _features(self, node: Node, why: Explanation) -> list[tuple[Node, Feature]]:
        """Return the features that an explanation speaks of, each with the node that has it."""
        nodes = {why.about: node}
        lines = [line.split() for line in why.axioms if line.startswith("k")]
        features = [(line[0], self._tokens.features[line[-1]]) for line in lines if line[-1] in self._tokens.features]
        for _, feature in features:
            if feature.what == "leads" and isinstance(feature.value, ox.NamedNode | ox.BlankNode):
                number = next(i for i, key in enumerate(self._keys) if feature.value in self.kinds[key])
                nodes.setdefault(f"k{number}", feature.value)
        pairs = ((nodes.get(kind, node), feature) for kind, feature in features)
        return sorted(pairs, key=lambda pair: (pair[0] != node, str(pair[0]), pair[1]))

    def _of_term(self, why: Explanation) -> Contradiction:
        """Tell of a class that it can have no members, or of a property that nothing can have it."""
        term = self._tokens.terms[why.about.removeprefix("p")]
        what = "nothing can have this property" if why.about.startswith("p") else "nothing can be of this class"
        return Contradiction(_name(term), None, (what,), axioms(why.axioms, self._tokens.terms), ())

    def _of_all(self, why: Explanation) -> Contradiction:
        """Tell that all of it together contradicts itself."""
        return Contradiction("", None, ("cannot all be true together",), axioms(why.axioms, self._tokens.terms), ())

    def _label(self, node: Node) -> str | None:
        names = (ox.NamedNode(RDFS + "label"), ox.NamedNode(DCTERMS + "title"))
        found = [
            name_of(one.object) for one in self._data.about(node) if one.subject == node and one.predicate in names
        ]
        return min(found, default=None)

    def _articles(self, node: Node) -> tuple[str, ...]:
        """Return the articles that a node comes from, with their titles."""
        if isinstance(node, ox.BlankNode):
            return ()
        given: dict[ox.Variable, Term] = {ox.Variable("node"): node}
        rows: Any = self._store.query(_ORIGIN, substitutions=given, use_default_graph_as_union=True)
        return tuple(" ".join(short(row[name]) for name in ("article", "title") if row[name]) for row in rows)


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _written(triple: ox.Triple) -> str:
    return " ".join((short(triple.subject), short(triple.predicate), short(triple.object)))
