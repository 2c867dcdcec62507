"""Terms are written for people, and findings as SHACL results."""

import pyoxigraph as ox
import pytest

from kg.validation.findings import Finding, Report, short, short_iri


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        ("https://w3id.org/kg-news/ontology#Claim", "kg:Claim"),
        ("https://w3id.org/kg-news/lexicon#carry-out", "lexicon:carry-out"),
        ("http://purl.org/dc/terms/title", "dcterms:title"),
        ("https://w3id.org/kg-news/ontology#", "<https://w3id.org/kg-news/ontology#>"),
        ("https://schema.org/a/b", "<https://schema.org/a/b>"),
        ("https://w3id.org/kg-news/id/state/IRN", "<https://w3id.org/kg-news/id/state/IRN>"),
        ("_:b1", "_:b1"),
    ],
)
def test_an_iri_is_written_with_its_prefix_where_that_can_be_read_back(iri, words):
    assert short_iri(iri) == words


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (ox.Literal("one\r\ntwo"), '"one\\r\\ntwo"'),
        (ox.Literal("x" * 80), f'"{"x" * 80}"'),
        (ox.Literal("x" * 81), f'"{"x" * 79}…"'),
        (ox.Literal(7), '"7"'),
        (ox.BlankNode("b"), "_:b"),
    ],
)
def test_a_term_is_written_for_people(term, words):
    assert short(term) == words


def test_each_finding_becomes_a_result_with_all_that_is_known():
    finding = Finding("Warning", "_:b", "x:p", '"7"^^<x:t>', "Look.", "Shape", "MinCount")
    (value,) = [t.object for t in Report((finding,)).triples() if t.predicate.value.endswith("#value")]
    assert value == ox.Literal("7", datatype=ox.NamedNode("x:t"))
    results = [t for t in Report((finding, finding)).triples() if t.predicate.value.endswith("#result")]
    assert len(results) == 2


def test_the_prefixes_of_a_report_are_sorted():
    lines = Report(()).to_turtle().splitlines()
    head = [line for line in lines if line.startswith("@prefix")]
    assert head == sorted(head)
    assert lines[: len(head)] == head
