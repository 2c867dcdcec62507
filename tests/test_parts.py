"""A graph that is checked in parts has the same findings as one that is checked as a whole."""

import pyoxigraph as ox
import pytest
from graphs import CLAIM, graph, triples

from kg.ontology import parse
from kg.resources import path_of
from kg.validation.parts import MARK, cut
from kg.validation.shacl import run_shapes

SUBCLASSES = (
    "kg:Airstrike rdfs:subClassOf kg:Assault . kg:Assault rdfs:subClassOf kg:Event . kg:Event rdfs:subClassOf <x:E> ."
)
SCHEMA = [
    quad.triple
    for quad in parse(path_of("ontology/kg.ttl"))
    if quad.predicate.value.endswith(("subClassOf", "relation"))
]
BROKEN = graph(
    ":claim kg:trigger «struck» . :arvania kg:country 'XAA' . «Kestrel» kg:exact 'Kestrel' .",
    f":brown a kg:City . :claim2 kg:refines :news . _:x a kg:Claim ;{CLAIM} :x {CLAIM} :event rdfs:comment 'x' .",
)


@pytest.mark.parametrize("size", [1, 20, 100])
def test_parts_have_the_findings_of_the_whole(size):
    data, shapes = [quad.triple for quad in BROKEN], parse(path_of("shapes/kg.ttl"))
    whole = run_shapes(data, SCHEMA, shapes)
    assert len(whole) > 6
    assert sorted(map(str, run_shapes(data, SCHEMA, shapes, size=size))) == sorted(map(str, whole))


@pytest.mark.parametrize("size", [1, 2, 4, 100])
def test_each_triple_is_in_one_part_besides_classes_and_the_schema(size):
    data = triples(":a a kg:Airstrike ; kg:claim :b, :c . :b a kg:Claim ; kg:rule 'x' . :c kg:rule 'y' .")
    parts = list(cut(data, [], (), size))
    assert len(parts) == {1: 3, 2: 3, 4: 2, 100: 1}[size]
    own = [triple for part in parts for triple in part if "type" not in triple.predicate.value]
    assert sorted(map(str, own)) == sorted(str(triple) for triple in data if "type" not in triple.predicate.value)


def test_a_part_has_the_classes_of_what_it_points_to_and_nothing_else_of_it():
    data = triples(":a kg:claim :b . :b a kg:Claim ; kg:rule 'x' .")
    first, second = cut(data, [], (), 1)
    assert set(first) == {data[0], data[1]}
    assert set(second) == {data[1], data[2]}


def test_a_node_is_marked_for_each_target_that_it_is_an_instance_of_and_only_in_its_own_part():
    data = triples(":a kg:claim :b . :b a kg:Airstrike .")
    targets = {ox.NamedNode("https://w3id.org/kg-news/ontology#" + name) for name in ("Event", "Assault", "Claim")}
    first, second = cut(data, triples(SUBCLASSES), targets, 1)
    marked = [[one.predicate.value for one in part if one.predicate.value.startswith(MARK)] for part in (first, second)]
    kg = MARK + "https://w3id.org/kg-news/ontology#"
    assert marked == [[], [kg + "Assault", kg + "Event"]]


def test_classes_that_lie_above_each_other_end_no_search():
    data = triples(":a a kg:A .")
    schema = triples("kg:A rdfs:subClassOf kg:B . kg:B rdfs:subClassOf kg:A .")
    (part,) = cut(data, schema, {ox.NamedNode("https://w3id.org/kg-news/ontology#B")})
    assert sum(one.predicate.value.startswith(MARK) for one in part) == 1


def test_nothing_has_no_parts():
    assert list(cut([], triples(SUBCLASSES), ())) == []
