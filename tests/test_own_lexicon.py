"""A user's own Turtle file teaches a new event type and its wording, without code."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kg.cli import main

OWN = """@prefix kg: <https://w3id.org/kg-news/ontology#> .
@prefix lex: <https://w3id.org/kg-news/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:LaserAttack a owl:Class ; rdfs:subClassOf kg:ArmedAttack ; rdfs:label "laser attack"@en .
lex:dazzle a kg:Trigger ; kg:lemma "dazzle" ; kg:partOfSpeech "VERB" ; kg:evokes kg:LaserAttack ;
    kg:frame lex:AttackVerb ; kg:example "Chinese ships dazzled Philippine soldiers." .
"""


def test_an_own_event_type_is_found_and_validated(tmp_path: Path) -> None:
    """The new type is in the graph, with its parent's relation; who validates must know the file too."""
    own, article, graph = tmp_path / "own.ttl", tmp_path / "a.txt", tmp_path / "g.ttl"
    own.write_text(OWN, encoding="utf-8")
    article.write_text("China attacked the Philippines. Chinese soldiers dazzled Philippine troops.\n", "utf-8")
    run = CliRunner().invoke
    built = run(main, ["build", str(article), "--lexicon", str(own), "--out", str(graph)])
    assert built.exit_code == 0, built.output
    text = graph.read_text(encoding="utf-8")
    assert "a kg:LaserAttack" in text
    assert "kg:attacked" in text
    assert run(main, ["validate", str(graph), "--lexicon", str(own)]).exit_code == 0
    assert run(main, ["validate", str(graph)]).exit_code == 1
