"""The pages of docs/ that are made from data are up to date, lead somewhere and need nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

import lxml.html
import pytest
import rdflib
from generator.markup import anchor, element
from generator.ontology_page import render
from generator.tables import EXAMPLE
from generator.terms import Term, Vocabulary, read
from generator.words import Wording, wordings

import ontology
from kg import iris
from kg.lexicon import load_lexicon
from kg.ontology import load_ontology
from kg.resources import path_of

TYPES = load_ontology().types
HEADINGS = ("h1", "h2", "h3", "h4")


@pytest.fixture(scope="module")
def page() -> str:
    return ontology.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return read(path_of("ontology/kg.ttl"))


def test_the_page_of_the_ontology_is_up_to_date(page: str) -> None:
    assert page == ontology.page(), "run: python docs/ontology.py"


def test_each_term_stands_once_where_its_iri_leads(words: Vocabulary, tree: lxml.html.HtmlElement) -> None:
    """With what rdflib, another reader, finds of it in the file."""
    graph = rdflib.Graph().parse(path_of("ontology/kg.ttl"), format="turtle")
    defined = dict(graph.subject_objects(rdflib.SKOS.definition))
    assert {str(term) for term in defined} == set(words.terms)
    for term, definition in defined.items():
        local = str(term).removeprefix(iris.KG) if str(term).startswith(iris.KG) else anchor(str(term))
        (found,) = tree.xpath("//*[@id=$id]", id=local)
        text = re.sub(r"[“”]", '"', found.text_content())
        assert str(definition) in text and str(graph.value(term, rdflib.RDFS.label)) in text


def test_nothing_is_fetched_or_run_and_everything_can_be_reached(tree: lxml.html.HtmlElement, page: str) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@onclick | //@style")
    assert not re.search(r"url\(|@import|javascript:", page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {one[1:] for one in tree.xpath("//@href") if one.startswith("#")}
    assert inner <= set(ids) and len(inner) > 300
    assert all(one.startswith(("#", "https://", "http://")) for one in tree.xpath("//@href"))


def test_whoever_hears_the_page_finds_the_way(tree: lxml.html.HtmlElement) -> None:
    """Landmarks, one title, no level of headings left out, tables with captions and heads."""
    assert (len(tree.xpath("//main")), tree.xpath("//nav/@aria-label"), tree.get("lang")) == (1, ["Contents"], "en")
    levels = [HEADINGS.index(one.tag) for one in tree.iter(*HEADINGS)]
    assert levels.count(0) == 1 and levels[0] == 0
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in tree.xpath("//table"):
        assert table.xpath("caption") and table.xpath(".//th[@scope='col']")


@pytest.mark.parametrize("name", sorted(TYPES))
def test_each_type_of_events_has_its_codes_its_relation_and_sentences(name: str, tree: lxml.html.HtmlElement) -> None:
    kind, wording = TYPES[name], wordings(load_lexicon()).get(name, Wording())
    (found,) = tree.xpath("//*[@id=$id]", id=name)
    chips = [f"PLOVER {kind.root}"] * bool(kind.root) + [f"CAMEO {kind.cameo}"] * bool(kind.cameo)
    assert [one.text for one in found.xpath("ul[@class='codes']/li")] == chips
    assert (f"#{kind.relation}" in found.xpath(".//dd/a/@href")) == bool(kind.relation)
    told = [one.text_content() for one in found.xpath("ul[@class='examples']/li[not(@class)]")]
    assert told == list(wording.sentences) and len(told) == min(wording.entries, 4)


def test_the_graph_that_is_shown_is_one() -> None:
    graph = rdflib.Graph().parse(data=EXAMPLE, format="turtle")
    known = read(path_of("ontology/kg.ttl")).terms
    used = {str(term) for triple in graph for term in triple if str(term).startswith(iris.KG)}
    assert used <= set(known) and len(used) > 10
    assert (None, rdflib.URIRef(f"{iris.KG}conflictsWith"), None) in graph


def test_text_does_not_break_out_of_the_page(words: Vocabulary) -> None:
    bad = '</p><script>alert(1)</script>" onclick="x'
    term = words.terms[iris.KG + "Airstrike"]
    worse = Term(term.iri, {**term.values, iris.RDFS + "label": (bad,), iris.SKOS + "definition": (bad,)})
    header = Term(words.header.iri, dict.fromkeys(words.header.values, (bad,)))
    terms = {**words.terms, term.iri: worse}
    made = render(Vocabulary(header, terms), TYPES, {"Airstrike": Wording(1, (bad,), (bad,), (bad,), (bad,))})
    assert "<script" not in made and "&lt;script&gt;" in made
    assert not lxml.html.document_fromstring(made).xpath("//@onclick")
    assert element("a", "", class_="x", aria_label='"') == '<a class="x" aria-label="&quot;"></a>'

