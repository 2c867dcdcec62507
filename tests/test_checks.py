"""Checks are files that say what they find; a file that cannot be one is refused."""

import re

import pyoxigraph as ox
import pytest
from graphs import graph

from kg.resources import path_of
from kg.validation.checks import CHARACTERS, CheckError, load_checks, run_checks

HEAD = "# message: {focus} has {value}.\n"
FOLDERS = ("shapes/checks", "shapes/lexicon-checks")


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_check_selects_what_its_message_names(folder):
    checks = load_checks(path_of(folder))
    assert checks
    for check in checks:
        solutions = ox.Store().query(check.query, custom_functions={CHARACTERS: lambda *_: None})
        names = {variable.value for variable in solutions.variables}
        assert {"focus", "path", "value"} <= names, check.name
        assert set(re.findall(r"\{(\w+)\}", check.message)) <= names, check.name
        assert names <= {"focus", "path", *re.findall(r"\{(\w+)\}", check.message), "value"}, check.name


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_message_says_what_to_do(folder):
    """Two sentences at least: what is wrong, and the remedy."""
    for check in load_checks(path_of(folder)):
        assert re.fullmatch(r".+[.:] .+\.", check.message), check.name


def test_a_check_of_ones_own_is_run(tmp_path):
    query = (
        "PREFIX kg: <https://w3id.org/kg-news/ontology#>\nSELECT ?focus ?path ?value WHERE { ?focus kg:role ?value }"
    )
    (tmp_path / "roles.rq").write_text(HEAD + query)
    (check,) = load_checks(tmp_path)
    (result,) = run_checks([quad.triple for quad in graph()], [check])
    assert (result.shape, result.component, result.path) == ("roles", "SPARQL", None)
    assert result.rule == '<https://example.org/valid/brown> has "minister".'


def test_braces_in_a_text_stay_as_they_are(tmp_path):
    (tmp_path / "roles.rq").write_text(HEAD + "SELECT ?focus ?path ?value WHERE { ?focus <x:p> ?value }")
    triple = ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:p"), ox.Literal("{focus} {} {0} %s"))
    (result,) = run_checks([triple], load_checks(tmp_path))
    assert result.rule == '<x:a> has "{focus} {} {0} %s".'


def test_a_check_without_a_message_is_refused(tmp_path):
    (tmp_path / "silent.rq").write_text("SELECT * WHERE { ?focus ?path ?value }")
    with pytest.raises(CheckError, match=r"silent\.rq does not say what it finds"):
        load_checks(tmp_path)


@pytest.mark.parametrize("query", ["ASK { ?focus ?path ?value }", "CONSTRUCT WHERE { ?focus ?path ?value }"])
def test_a_check_that_selects_nothing_is_refused(tmp_path, query):
    (tmp_path / "ask.rq").write_text(HEAD + query)
    with pytest.raises(CheckError, match="'ask' is no SELECT query"):
        run_checks([], load_checks(tmp_path))


@pytest.mark.parametrize(("begin", "end"), [("-1", "2"), ("x", "2"), ("1.5", "2"), ("9" * 30, "2")])
def test_offsets_that_are_no_numbers_break_nothing(begin, end):
    """The shapes tell of them; a check only passes them over."""
    plus = (
        "<other#char=1,2> a kg:Mention ; kg:inArticle :other ; kg:exact 'x' ; "
        f"kg:begin '{begin}'^^xsd:integer ; kg:end '{end}'^^xsd:integer ."
    )
    found = run_checks([quad.triple for quad in graph(plus=plus)], load_checks(path_of("shapes/checks")))
    assert "Mention-words" not in {result.shape for result in found}
