"""What follows from a graph and the ontology is added to an export: all of it, nothing else, apart from the rest."""

import logging
import os
import random
import subprocess
import sys
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from examples import ANALYSES, BUILD, LINKS
from graphs import graph

from kg import iris
from kg.cli import INFERENCES, main
from kg.graph import export, rdf
from kg.graph.terms import A
from kg.ontology import load_ontology
from kg.reasoning.contradictions import reason
from kg.reasoning.inference import LEVELS, Inferred, load_rules, told
from kg.reasoning.schema import load_schema
from kg.validation.validate import validate

KG = iris.KG
NOISE = (iris.OWL, iris.RDF, iris.RDFS, iris.XSD)
QUADS = rdf.quads(ANALYSES, LINKS, ontology=load_ontology(), about=BUILD)
RULES = {level: load_rules(level) for level in LEVELS}


def store_of(quads) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def inferred(quads, level, rules=None) -> set[ox.Triple]:
    """What follows, read from the parts that are written."""
    source = Inferred(store_of(quads), rules or RULES[level])
    return {quad.triple for name, _, several in source.parts() for quad in several if name == source.graph}


def turtle(text) -> list[ox.Quad]:
    head = f"@prefix kg: <{KG}> . @prefix : <https://example.org/> . @prefix org: <{iris.ORG}> .\n"
    return list(ox.parse(head + text, format=ox.RdfFormat.TURTLE))


def lines(triples) -> set[str]:
    """Triples in short words."""

    def short(term):
        for prefix, namespace in {"kg": KG, "": "https://example.org/", **iris.PREFIXES}.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value

    return {" ".join("a" if term == A else short(term) for term in triple) for triple in triples}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_follows_as_a_library_finds_in_the_whole_graph(level, caplog):
    """owlrl closes ontology and graph together, triple by triple; the samples of it that we take say the same."""
    quads = [ox.Quad(*quad.triple) for quad in (*graph(), *QUADS)]
    schema = load_schema()
    whole = rdflib.Graph()
    triples = [*schema.axioms, *(quad.triple for quad in quads)]
    whole.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    semantics = {"rdfs": owlrl.RDFS_Semantics, "owl-rl": owlrl.OWLRL_Semantics}[level]
    with caplog.at_level(logging.CRITICAL, "rdflib.term"):
        owlrl.DeductiveClosure(semantics, improved_datatypes=False).expand(whole)
    wanted = {
        (str(one), str(name), str(end))
        for one, name, end in whole
        if isinstance(one, rdflib.URIRef)
        and isinstance(end, rdflib.URIRef)
        and not str(one).startswith(NOISE)
        and str(one) not in RULES[level].terms
        and not (str(end) if str(name) == A.value else str(name)).startswith(NOISE)
    }
    said = {quad.triple for quad in quads} | inferred(quads, level)
    found = {tuple(term.value for term in one) for one in said if not isinstance(one.object, ox.Literal)}
    ours = {one for one in found if not (one[2] if one[1] == A.value else one[1]).startswith(NOISE)}
    assert ours == wanted
    assert len(inferred(quads, level)) > 150


def test_classes_and_properties_above_are_added():
    found = lines(inferred(turtle(":x a kg:Airstrike ; kg:place :y . :y a kg:City . :a kg:attacked :b ."), "rdfs"))
    assert ":x a kg:Assault" in found
    assert ":x a kg:Event" in found
    assert ":x a sem:Event" in found
    assert ":x sem:hasPlace :y" in found
    assert ":y a kg:Place" in found
    assert ":x a kg:Airstrike" not in found


def test_ends_of_properties_are_of_their_classes_even_where_nothing_else_is_said_of_them():
    assert lines(inferred(turtle(":c kg:aboutEvent :e ."), "rdfs")) >= {":c a kg:Claim", ":e a kg:Event"}


def test_owl_adds_what_leads_back_goes_both_ways_and_goes_on():
    quads = turtle(":c kg:aboutEvent :e . :a kg:metWith :b . :p kg:within :q . :q kg:within :r . :r kg:within :p .")
    found = lines(inferred(quads, "owl-rl"))
    assert {":e kg:claim :c", ":b kg:metWith :a", ":b kg:consultedWith :a", ":p kg:within :r"} <= found
    assert ":p geo:sfWithin :r" in {line.replace("http://www.opengis.net/ont/geosparql#", "geo:") for line in found}
    assert not {":e kg:claim :c", ":b kg:metWith :a", ":p kg:within :r"} & lines(inferred(quads, "rdfs"))


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_useless_follows(level):
    quads = [*graph(), *QUADS, *turtle('[] a kg:Airstrike ; kg:place [] . :x kg:min "many" ; kg:stance kg:Denied .')]
    found = inferred(quads, level)
    assert not [one for one in found if one.predicate != A and one.predicate.value.startswith(NOISE)]
    assert not [one for one in found if one.predicate == A and one.object.value.startswith(NOISE)]
    assert not [one for one in found if isinstance(one.object, ox.BlankNode) and one.predicate == A]
    assert not [one for one in found if one.subject.value.startswith(KG)]
    assert not found & {quad.triple for quad in quads}


def test_rdflib_reads_literals_as_before():
    """owlrl has its own ways to read literals, which must not stay behind: shapes are run by rdflib."""
    program = """
from rdflib import term
from kg.reasoning.inference import load_rules
before = dict(term._toPythonMapping)
load_rules("owl-rl")
assert before == dict(term._toPythonMapping)
"""
    subprocess.run([sys.executable, "-c", program], check=True, env=environment())  # noqa: S603


def test_a_type_of_ones_own_lies_below_its_parent(tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        f"@prefix kg: <{KG}> . @prefix rdfs: <{iris.RDFS}> . "
        'kg:DamBreach rdfs:subClassOf kg:Bombing ; rdfs:label "dam breach" . '
        "kg:breached rdfs:subPropertyOf kg:attacked .",
        encoding="utf-8",
    )
    found = lines(inferred(turtle(":x a kg:DamBreach . :a kg:breached :b ."), "rdfs", load_rules("rdfs", [mine])))
    assert {":x a kg:Bombing", ":x a kg:Assault", ":a kg:attacked :b", ":a kg:actedOn :b"} <= found


def written(quads, name, level="owl-rl") -> bytes:
    return b"".join(export.chunks(Inferred(store_of(quads), RULES[level]), name))


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_what_is_inferred_stands_in_a_graph_of_its_own(name):
    back = list(ox.parse(written(QUADS, name), export.named_format(name).reads))
    own = ox.NamedNode(iris.DEFAULT_BASE + iris.INFERRED_GRAPH_KEY)
    assert {quad for quad in back if quad.graph_name != own} == set(QUADS)
    assert {quad.triple for quad in back if quad.graph_name == own} == inferred(QUADS, "owl-rl")
    assert set(told(store_of(back))) == set(QUADS)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_formats_without_graphs_have_it_among_the_rest(name):
    back = {quad.triple for quad in ox.parse(written(QUADS, name), export.named_format(name).reads)}
    assert back == {quad.triple for quad in QUADS} | inferred(QUADS, "owl-rl")


def environment():
    tests = Path(__file__).parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)]), "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_the_bytes_are_the_same_in_whatever_order_and_process(name):
    shuffled = list(QUADS)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert written(shuffled, name) == written(QUADS, name)
    program = f"import sys; from test_inference import *; sys.stdout.buffer.write(written(QUADS, {name!r}))"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=environment())  # noqa: S603
    assert run.stdout == written(QUADS, name)


def test_with_what_follows_it_is_consistent_and_what_is_told_conforms(tmp_path):
    path = tmp_path / "inferred.trig"
    path.write_bytes(written(QUADS, "trig"))
    store = export.read_graph(path)
    assert reason(store).consistent
    assert validate(told(store)).conforms
    assert not validate(store).conforms, "shapes allow a node its most specific class alone"


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "graph.trig"
    export.write(QUADS, path)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_the_command_infers_again_what_it_finds_and_the_others_pass_it_over(plain, tmp_path):
    one, two, table, plain_table = (tmp_path / name for name in ("1.trig", "2.trig", "t.csv", "p.csv"))
    assert run("export", plain, "--infer", "owl-rl", "--out", one).exit_code == 0
    assert run("export", one, "--infer", "owl-rl", "--out", two).exit_code == 0
    assert one.read_bytes() == two.read_bytes() != plain.read_bytes()
    assert run("export", one, "--out", table).exit_code == run("export", plain, "--out", plain_table).exit_code == 0
    assert table.read_bytes() == plain_table.read_bytes()
    assert run("validate", one).exit_code == 0
    assert run("conflicts", one).output == run("conflicts", plain).output
    assert len(assaults(one, tmp_path)) > len(assaults(plain, tmp_path)) == 0


def assaults(path, tmp_path) -> list[str]:
    answer = tmp_path / "answer.csv"
    query = "SELECT ?x WHERE { ?x a kg:Assault }"
    assert run("query", path, query, "--format", "csv", "--out", answer).exit_code == 0
    return answer.read_text(encoding="utf-8").splitlines()[1:]


def test_a_table_has_no_triples_to_add_to(plain, tmp_path):
    result = run("export", plain, "--infer", "rdfs", "--out", tmp_path / "t.csv")
    assert result.exit_code == 2
    assert "--infer adds triples, and 'csv' has none" in result.output
    assert not (tmp_path / "t.csv").exists()


def test_the_command_line_knows_all_levels():
    assert INFERENCES == LEVELS


@pytest.mark.parametrize("text", ["", "<x:a> <x:b> <x:c> .", '<x:a> <x:b> "c" .'])
def test_a_graph_of_others_gains_nothing(text):
    assert inferred(list(ox.parse(text, format=ox.RdfFormat.TURTLE)), "owl-rl") == set()
