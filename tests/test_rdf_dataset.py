"""The description of a graph says what is in the graph: each figure is the one that the graph itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from examples import ANALYSES, BUILD, LINKS
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store
from test_store import OPTIONS, TEXTS, from_scratch, keep, quads

from kg import iris
from kg.building import Options
from kg.cli import main
from kg.graph import rdf
from kg.graph.formats import named_format
from kg.graph.rdf_dataset import BuildInfo, Contents, contents, dataset_triples
from kg.graph.terms import A, Minter, kg
from kg.model import Analysis, Links
from kg.ontology import load_ontology
from kg.update import remove

ONTOLOGY = load_ontology()
CC = "https://creativecommons.org/licenses/by/4.0/"
MINT = Minter(iris.DEFAULT_BASE)
DATASET = MINT.node(iris.DATASET_KEY)


def graph(about: BuildInfo = BUILD, analyses: tuple[Analysis, ...] = ANALYSES, links: Links = LINKS) -> list[Quad]:
    return rdf.quads(analyses, links, ontology=ONTOLOGY, about=about)


def told(found: list[Quad], name: str, key: str = iris.DATASET_KEY) -> list[str]:
    node = MINT.node(key)
    return sorted(one.object.value for one in found if one.subject == node and one.predicate.value == name)


def figures(found: list[Quad]) -> dict[str, int]:
    counted = {one.subject: int(one.object.value) for one in found if one.predicate.value == iris.VOID + "entities"}
    return {one.object.value: counted[one.subject] for one in found if one.predicate.value == iris.VOID + "class"}


def test_each_figure_is_what_the_graph_has() -> None:
    found = graph()
    store = Store()
    store.extend(found)
    for name, count in figures(found).items():
        assert len({quad.subject for quad in store.quads_for_pattern(None, A, NamedNode(name))}) == count > 0, name
    shared = {quad.object.value for quad in found if quad.predicate == A and quad.object.value.startswith(iris.KG)}
    assert shared - set(figures(found)) == {iris.KG + "Mention", iris.KG + "Toll"}


def test_the_days_the_themes_and_the_example_are_those_of_the_graph() -> None:
    found = graph()
    assert told(found, iris.DCTERMS + "temporal") == [iris.DEFAULT_BASE + iris.PERIOD_KEY]
    days = sorted(quad.object.value for quad in found if quad.predicate.value == iris.DCTERMS + "issued")
    assert told(found, iris.DCAT + "startDate", iris.PERIOD_KEY) == days[:1] == ["2024-01-17"]
    assert told(found, iris.DCAT + "endDate", iris.PERIOD_KEY) == days[-1:] == ["2024-01-18"]
    assert told(found, iris.DCAT + "theme") == [iris.PLOVER + root for root in ("ASSAULT", "SANCTION")]
    (example,) = told(found, iris.VOID + "exampleResource")
    claims = [quad for quad in found if quad.predicate == kg("claim") and quad.subject.value == example]
    assert len(claims) == max(len(event.claims) for event in LINKS.events)


def test_of_an_empty_graph_nothing_is_said_but_what_made_it() -> None:
    found = graph(analyses=(), links=Links())
    for name in ("dcterms:temporal", "dcat:theme", "void:exampleResource", "void:classPartition", "dcterms:license"):
        prefix, _, local = name.partition(":")
        assert told(found, iris.PREFIXES[prefix] + local) == []
    assert told(found, iris.VOID + "triples") == [str(len(found))]


def test_a_licence_stands_there_only_when_it_was_told() -> None:
    about = BuildInfo("0.0.0", "hand-made", "0.0.0", licence=CC)
    assert told(graph(), iris.DCTERMS + "license") == []
    assert told(graph(about), iris.DCTERMS + "license") == [CC]
    assert len(graph(about)) == len(graph()) + 1
    assert told(graph(about), iris.VOID + "triples") == [str(len(graph(about)))]


@given(st.lists(st.sampled_from(["State", "Überfall", "a.b", "x/y", "Airstrike"]), unique=True))
def test_a_class_of_any_name_gives_figures_that_stay_apart(names: list[str]) -> None:
    what = Contents(10, {iris.KG + name: number for number, name in enumerate(names, 1)})
    found = [Quad(*triple) for triple in dataset_triples(BUILD, what, MINT)]
    assert figures(found) == what.classes
    assert told(found, iris.VOID + "triples") == [str(10 + len(set(found)))]


def test_the_order_of_the_articles_changes_nothing() -> None:
    linked = [quad for quad in graph() if quad.graph_name == MINT.node(iris.LINKS_GRAPH_KEY)]
    assert contents(ANALYSES, linked, 5) == contents(reversed(ANALYSES), linked[::-1], 5)


def test_rdflib_finds_it_as_a_catalogue_would() -> None:
    read = rdflib.Graph().parse(data=b"".join(named_format("turtle").chunks(graph())), format="turtle")
    asked = """SELECT ?title ?version ?first ?conforms WHERE {
      ?it a dcat:Dataset ; dcterms:title ?title ; prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?version ;
          dcterms:temporal/dcat:startDate ?first ; dcterms:conformsTo ?conforms }"""
    ((title, version, first, conforms),) = read.query(asked)
    assert (str(title), str(version)) == (BUILD.title, "kg-news 0.0.0")
    assert (str(first), str(conforms)) == ("2024-01-17", "https://w3id.org/kg-news/ontology/0.0.0")


def test_a_store_keeps_its_licence_until_it_is_told_another(tmp_path: Path) -> None:
    store, free = tmp_path / "store", "https://spdx.org/licenses/CC0-1.0"

    def licence() -> list[str]:
        found = (quad for quad in quads(store) if quad.predicate.value == iris.DCTERMS + "license")
        return [quad.object.value for quad in found]

    keep(tmp_path, store, {"a": TEXTS[0]}, Options(date=OPTIONS.date, licence=CC))
    assert licence() == [CC]
    keep(tmp_path, store, {"b": TEXTS[1]})
    assert licence() == [CC]
    remove(["b"], store)
    assert licence() == [CC]
    keep(tmp_path, store, {"a": TEXTS[0]}, Options(date=OPTIONS.date, licence=free))
    assert licence() == [free]
    keep(tmp_path, store, {"a": TEXTS[0]}, Options(date=OPTIONS.date, licence=""))
    assert quads(store) == from_scratch(tmp_path, {"a": TEXTS[0]})


@pytest.mark.parametrize(
    "licence", ["CC-BY-4.0", "https://x> . <https://y", "https://", "urn:x", "https://x/ y", "javascript:1"]
)
def test_what_is_no_licence_is_refused_before_anything_is_done(tmp_path: Path, licence: str) -> None:
    command = ["build", str(tmp_path / "none.txt"), "--store", str(tmp_path / "store"), "--licence", licence]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, done.output.startswith(f"kg: The licence {licence!r} is no absolute")) == (2, True)
    assert not (tmp_path / "store").exists()
