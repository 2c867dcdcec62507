"""A graph is checked as a whole, and each mistake is told so that a person can act on it."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graphs import CLAIM, TEXT, graph, mention, triples

from kg.graph.export import GraphError
from kg.ontology import OntologyError
from kg.validation.findings import PREFIXES, Finding, Report
from kg.validation.validate import validate, validate_lexicon

BASE = "https://example.org/valid/"
MINE = """
@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:DamBreach rdfs:subClassOf kg:Bombing ; rdfs:label "dam breach" ; kg:relation kg:breachedDamOf .
kg:breachedDamOf rdfs:subPropertyOf kg:attacked .
"""
BREACH = (
    ":event a kg:Airstrike . :claim kg:eventType kg:Airstrike .",
    ":event a kg:DamBreach . :claim kg:eventType kg:DamBreach . :arvania kg:breachedDamOf :belmark .",
)


def messages(minus: str = "", plus: str = "") -> list[str]:
    """Return what validation says of the example with a mistake."""
    return [finding.message for finding in validate(graph(minus, plus)).findings]


def write(path: Path, quads: list[ox.Quad], format_: ox.RdfFormat) -> Path:
    """Write a graph to a file."""
    with path.open("wb") as stream:
        ox.serialize(quads if format_.supports_datasets else {quad.triple for quad in quads}, stream, format=format_)
    return path


def test_a_valid_graph_conforms():
    report = validate(graph())
    assert report.conforms
    assert report.findings == ()


def test_an_empty_graph_conforms():
    assert validate([]).conforms


def test_a_finding_names_node_property_value_shape_and_remedy():
    report = validate(graph(":claim kg:trigger «struck» ."))
    assert not report.conforms
    assert report.findings == (
        Finding(
            severity="Violation",
            focus=BASE + "claim",
            path="https://w3id.org/kg-news/ontology#trigger",
            value=None,
            message=f"Claim <{BASE}claim> has no kg:trigger. Every claim needs one trigger: a mention with the words "
            "that it rests on. Rebuild the graph, or point to the mention by hand.",
            shape="Claim-trigger",
            component="MinCount",
        ),
    )


@pytest.mark.parametrize(
    ("minus", "plus", "start"),
    [
        (
            "",
            ":claim kg:rule lex:other .",
            f"Claim <{BASE}claim> has more than one kg:rule. Every claim names the rule",
        ),
        (
            ":claim2 kg:stance kg:Possible .",
            ":claim2 kg:stance kg:Likely .",
            f"Claim <{BASE}claim2> has kg:stance kg:Likely. Every claim has one stance: kg:Asserted, kg:Denied or",
        ),
        (
            "",
            ':arvania rdfs:comment "x\\ny" .',
            f'State <{BASE}arvania> has rdfs:comment "x\\ny". An agent or place is',
        ),
        ("", ":brown a kg:City .", f"Official <{BASE}brown> is not as it has to be. A person is no place"),
        (":dataset a dcat:Dataset .", "", f"void:Dataset <{BASE}dataset> lacks a value of rdf:type. A data set is"),
        (
            "«Kestrel» kg:exact 'Kestrel' .",
            "«Kestrel» kg:exact 'Kestel' .",
            f'Mention {mention("Kestrel").replace("<", "<" + BASE)}: The exact words are "Kestel", but characters '
            f'"{TEXT.index("Kestrel")}" to "{TEXT.index("Kestrel") + 7}" of the article\'s text are "Kestrel".',
        ),
        (
            "",
            ":arvania kg:condemned :belmark .",
            f"State <{BASE}arvania>: No asserted event stands behind kg:condemned to <{BASE}belmark>.",
        ),
        ("", ":x a kg:Town .", f"Town <{BASE}x>: The class kg:Town is not in the ontology. Correct its name"),
    ],
)
def test_messages_say_what_is_wrong_and_what_must_hold(minus, plus, start):
    (message,) = messages(minus, plus)
    assert message.startswith(start)


def test_values_in_messages_are_cut_short():
    (message,) = messages("", f':arvania rdfs:comment "{"long " * 100}" .')
    assert f'rdfs:comment "{("long " * 16)[:79]}…". An agent or place is' in message


def test_a_direct_relation_needs_a_claim_that_asserts_it():
    minus = ":claim kg:stance kg:Asserted ."
    assert len(messages(minus, ":claim kg:stance kg:Possible .")) == 1
    assert messages(minus, ":claim kg:stance kg:Possible . :claim2 kg:stance kg:Asserted .") == [
        f"Claim <{BASE}claim2> has more than one kg:stance. Every claim has one stance: kg:Asserted, kg:Denied or "
        "kg:Possible. Choose one."
    ]


def test_a_direct_relation_above_that_of_the_type_is_supported_too():
    """Who clashed with somebody also attacked and acted on him, if the clash is asserted at all."""
    relations = ":arvania kg:clashedWith :front ; kg:attacked :front ; kg:actedOn :front ."
    turned = ":event3 kg:source :front ; kg:target :arvania .", ":event3 kg:source :arvania ; kg:target :front ."
    assert len(messages(turned[0], turned[1] + relations)) == 3
    asserted = ":claim4 kg:stance kg:Asserted . :event3 kg:independentSources 1 ."
    denied = ":claim4 kg:stance kg:Denied . :event3 kg:independentSources 0 ."
    assert messages(turned[0] + denied, turned[1] + asserted + relations) == []


def test_parties_of_a_symmetric_event_may_have_changed_places_and_others_not():
    swapped = ":event kg:source :belmark ; kg:target :arvania ."
    found = messages(":event kg:source :arvania ; kg:target :belmark .", swapped)
    assert sum("None of its claims has" in message for message in found) == 2
    assert (
        messages(":event3 kg:source :front ; kg:target :arvania .", ":event3 kg:source :arvania ; kg:target :front .")
        == []
    )


def test_offsets_count_characters_not_bytes():
    """Behind the emoji of the text, bytes and characters differ."""
    assert TEXT.index("Kestrel") < len(TEXT[: TEXT.index("Kestrel")].encode())
    assert validate(graph(plus="«Kestrel» kg:foundBy 'names' .")).conforms


def test_the_union_of_named_graphs_is_checked():
    """Shapes do not look across named graphs: an article's graph alone would lack the entities."""
    split = [ox.Quad(*quad.triple, ox.NamedNode(f"urn:x:g{number % 7}")) for number, quad in enumerate(graph())]
    assert validate(split).conforms
    assert validate(split + graph()).conforms
    assert not validate(split[::7]).conforms


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.ttl", ox.RdfFormat.TURTLE), ("a.nq", ox.RdfFormat.N_QUADS), ("a.rdf", ox.RdfFormat.RDF_XML)],
)
def test_a_graph_is_read_from_a_file(tmp_path, name, format_):
    assert validate(write(tmp_path / name, graph(), format_)).conforms
    broken = validate(str(write(tmp_path / name, graph(":claim kg:rule lex:strike ."), format_)))
    assert [finding.shape for finding in broken.findings] == ["Claim-rule"]


def test_a_file_that_is_no_graph_is_refused(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("no graph")
    with pytest.raises(GraphError, match=r"a\.ttl.*not a valid graph"):
        validate(path)


def test_blank_nodes_are_found_and_reported():
    report = validate(graph(plus=f"_:x a kg:Claim ;{CLAIM} :event kg:claim _:x ."))
    (finding,) = report.findings
    assert (finding.focus, finding.shape, finding.component) == ("_:valid", "Claim", "NodeKind")
    assert finding.message.startswith("Claim _:valid is not as it has to be. A claim is an IRI")
    assert "sh:focusNode _:" in report.to_turtle()


def test_ill_formed_literals_are_findings_and_leave_no_noise(capsys, recwarn, caplog):
    minus = ':article dcterms:issued "2024-01-18"^^xsd:date . :claim kg:confidence 0.9 .'
    plus = ':article dcterms:issued "soon"^^xsd:date . :claim kg:confidence "much"^^xsd:decimal .'
    assert len(messages(minus, plus)) >= 2
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []
    assert [warning for warning in recwarn if "rdflib" in str(warning.filename)] == []


def test_findings_come_in_one_order_whatever_the_order_of_the_triples():
    quads = graph(
        ":claim kg:rule lex:strike . «Kestrel» kg:exact 'Kestrel' .", ":x a kg:Town . :brown kg:role 'envoy' ."
    )
    one, other = validate(quads), validate(quads[::-1])
    assert one == other
    assert len(one.findings) == 4
    assert one.to_turtle() == other.to_turtle()
    assert one.to_jsonld() == other.to_jsonld()


def test_the_report_is_a_shacl_validation_report():
    """Read by another program: one result for each finding, those of checks across nodes among them."""
    report = validate(graph(":claim kg:rule lex:strike .", ":arvania kg:condemned :belmark ."))
    read = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    (node,) = read.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert read.value(node, sh.conforms).toPython() is False
    results = [(read.value(result, sh.sourceShape), read.value(result, sh.sourceConstraintComponent)) for result in
               read.objects(node, sh.result)]  # fmt: skip
    ks = rdflib.Namespace(PREFIXES["ks"])
    assert sorted(results) == [
        (ks["Claim-rule"], sh.MinCountConstraintComponent),
        (ks["Entity-direct-relation"], sh.SPARQLConstraintComponent),
    ]
    for result in read.objects(node, sh.result):
        assert read.value(result, sh.resultSeverity) == sh.Violation
        assert str(read.value(result, sh.resultMessage)) in [finding.message for finding in report.findings]
        assert read.value(result, sh.focusNode) in [rdflib.URIRef(finding.focus) for finding in report.findings]


def test_the_report_keeps_values_as_they_are():
    value = '"a \\"quote\\"\\n<b> \\\\ \\u202E"@en'
    report = validate(graph(plus=f":arvania rdfs:comment {value} ."))
    read = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    (found,) = read.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#value"))
    assert found == rdflib.Literal('a "quote"\n<b> \\ \u202e', lang="en")


def test_a_report_without_findings_conforms_in_each_form():
    report = Report(())
    assert "sh:conforms true" in report.to_turtle()
    (node,) = json.loads(report.to_jsonld())
    assert node["http://www.w3.org/ns/shacl#conforms"][0]["@value"] in (True, "true")


def test_event_types_and_relations_of_ones_own_are_known_when_their_file_is_given(tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(MINE)
    assert validate(graph(*BREACH), extra=[mine]).findings == ()
    shapes = {finding.shape for finding in validate(graph(*BREACH)).findings}
    assert {"Claim-eventType", "Entity"} <= shapes


def test_a_lexicon_of_ones_own_is_checked_with_that_of_the_package(tmp_path):
    mine = tmp_path / "mine.ttl"
    entry = (
        '<x:breach> a kg:Trigger ; kg:lemma "breach" ; kg:partOfSpeech "VERB" ; kg:evokes kg:DamBreach ; '
        'kg:frame <https://w3id.org/kg-news/lexicon#Act> ; kg:needs "object: Territory" .'
    )
    mine.write_text(MINE + entry)
    assert [finding.message for finding in validate_lexicon([mine]).findings] == [
        "Trigger <x:breach> has no kg:example. A trigger has at least one sentence in which it must be found. "
        'Add kg:example "...".'
    ]
    mine.write_text(MINE + entry.replace(" .", ' ; kg:example "They breached the dam." .'))
    assert validate_lexicon([mine]).conforms


def test_a_lexicon_that_is_not_turtle_is_refused(tmp_path):
    path = tmp_path / "mine.ttl"
    path.write_text("lex:breach a kg:Trigger")
    with pytest.raises(OntologyError, match=r"mine\.ttl is not valid Turtle"):
        validate_lexicon([path])


def test_triples_about_triples_are_refused():
    quoted = ox.Triple(*triples(":a kg:source :b .")[0])
    with pytest.raises(GraphError, match="has a triple as a term"):
        validate([ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), quoted)])


@pytest.mark.parametrize(
    ("minus", "plus"),
    [
        ("", ":event kg:source :belmark ."),
        (":brown kg:actsFor :belmark .", ":event kg:source :belmark ."),
        (":brown kg:country 'XBB' .", ":event kg:source :belmark ."),
    ],
)
def test_who_acts_for_a_state_supports_that_it_is_a_party(minus, plus):
    """A claim about its minister supports an event of the state, by kg:actsFor or by the same country."""
    said = ":claim kg:source :brown ; kg:sourceMention «Brown» ."
    assert messages(minus, plus + said) == []
    nothing = ":brown kg:actsFor :belmark ; kg:country 'XBB' ."
    assert len(messages(nothing, plus + said)) == 1
