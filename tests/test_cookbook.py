"""The questions of the cookbook: each is answered on the seeds, by any engine, and no value breaks out of its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

from kg.asking.cookbook import UNDEFINED, Recipe, recipe, recipes
from kg.asking.query import QueryError, ask, reaches_out, written
from kg.building import Options, build

SEEDS = Path(__file__).parent.parent / "seeds"
RECIPE = Recipe("test", "?", 'SELECT ?a WHERE {\n  VALUES ?a { "x" } # text\n  VALUES ?b { 1.5 } # number\n}')


@pytest.fixture(scope="module")
def seeds() -> Store:
    found = Store()
    found.bulk_extend(build([str(SEEDS)], Options(date="2024-01-18", validate=False)).quads)
    return found


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    result = ask(store, recipe(name).with_values(values))
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    return [{name: getattr(one[name], "value", "") for name in names} for one in result]


def test_there_are_many_and_each_is_a_question() -> None:
    assert len(recipes()) >= 15
    assert not [one.name for one in recipes().values() if not one.question.endswith("?")]


@pytest.mark.parametrize("name", [name for name in recipes() if name != "denials"])
def test_each_is_answered_on_the_seeds(seeds: Store, name: str) -> None:
    assert rows(seeds, name)


def test_denials_are_those_of_the_example(seeds: Store) -> None:
    """In the seeds nobody denies an act; in the example graph somebody denies a bombing."""
    example = Store()
    example.bulk_load(path=str(Path(__file__).parent / "golden" / "example.trig"), format=RdfFormat.TRIG)
    (row,) = rows(example, "denials")
    assert row["label"].startswith("Bombing")
    assert rows(seeds, "denials") == []


@pytest.mark.parametrize("name", recipes())
def test_each_can_be_put_to_any_endpoint_as_it_stands(name: str) -> None:
    """It declares its prefixes, is standard SPARQL, and its rows come in an order."""
    prepareQuery(recipe(name).sparql)
    assert "ORDER BY" in recipe(name).sparql


@pytest.mark.parametrize("name", recipes())
def test_each_gives_the_same_rows_each_time_in_an_order(seeds: Store, name: str) -> None:
    first, second = (b"".join(written(ask(seeds, recipe(name).sparql), "csv")) for _ in range(2))
    assert first == second


def test_who_attacked_whom(seeds: Store) -> None:
    found = {(row["source"], row["target"]): row for row in rows(seeds, "who-attacked-whom")}
    assert found["Pakistan", "Iran"]["articles"] == "5"
    assert found["Iran", "Pakistan"]["articles"] == "5"
    later = {(row["source"], row["target"]) for row in rows(seeds, "who-attacked-whom", since="2024-01-18")}
    assert ("Pakistan", "Iran") in later and ("Iran", "Pakistan") not in later


def test_what_followed_the_first_strike(seeds: Store) -> None:
    days = [row["day"] for row in rows(seeds, "escalation", after="2024-01-17")]
    assert days == sorted(days) and "2024-01-18" in days and "2024-01-16" not in days


def test_officials_of_one_state(seeds: Store) -> None:
    assert {row["state"] for row in rows(seeds, "officials", state="IRN")} == {"IRN"}
    assert len(rows(seeds, "officials", state="IRN")) < len(rows(seeds, "officials"))


def test_events_near_a_point_are_near_it(seeds: Store) -> None:
    assert rows(seeds, "events-near", north="27.37", east="62.33", within="0.5")
    assert rows(seeds, "events-near", north="-60", east="0") == []


def test_evidence_is_the_words_of_the_articles(seeds: Store) -> None:
    for row in rows(seeds, "evidence", source="PAK", target="IRN"):
        assert row["trigger"] in row["words"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_stays_inside_the_term_that_it_becomes(text: str) -> None:
    query = RECIPE.with_values({"a": text})
    result = ask(Store(), query)
    assert isinstance(result, QuerySolutions)
    assert [one["a"] for one in result] == [Literal(text)]


@pytest.mark.parametrize("value", ["", "x", "1 } #", "1e5", "١"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match="not of the kind"):
        RECIPE.with_values({"b": value})


def test_numbers_keep_their_kind() -> None:
    assert '"7"^^<http://www.w3.org/2001/XMLSchema#integer>' in RECIPE.with_values({"b": "7"})
    assert '"-0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>' in RECIPE.with_values({"b": "-0.5"})


def test_unknown_names_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(QueryError, match="who-attacked-whom"):
        recipe("who-attacked-who")
    with pytest.raises(QueryError, match="it has: a, b"):
        RECIPE.with_values({"c": "1"})
    assert [p.default for p in recipe("officials").parameters] == [UNDEFINED]


@pytest.mark.parametrize(
    ("sparql", "out"),
    [
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", True),
        ("SELECT * { sErViCe silent <http://a/> { ?s ?p ?o } }", True),
        ("SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }", True),
        ('SELECT * { ?s ?p "a" . # "\n SERVICE <http://a/> { ?s ?p ?o } # "\n }', True),
        ("SELECT * { ?s ?p <http://a/\\u0022> . SERVICE <http://a/> {} } # \"", True),
        ('SELECT * { ?s ?p """ " """ . SERVICE <http://a/> {} }', True),
        ("SELECT * { FILTER(?a<?b) SERVICE <http://a/> {} }", True),
        ("PREFIX a: <http://a/> SELECT * { ?s a:b\\#c ?o SERVICE <http://a/> {} }", True),
        ("SELECT * { ?s ?p 'a\\u0027' ; <http://a/\\u0041#b> ?o SERVICE <http://a/> {} ?s ?p 'b' }", True),
        ("SELECT * { FILTER(?a<?b)#>'''\n SERVICE <http://a/> {} #'''\n }", True),
        ("SELECT * { ?s ?p 1SERVICE?s{} }", True),
        ("SELECT * { ?s ?p ?o SERVICE#\n<http://a/># {\n{} }", True),
        ("PREFIX a: <http://a/> SELECT * { SERVICE SILENT a:b\\#c {} }", True),
        ("SELECT ?service ?my_service ?x { ?s kg:service ?x { ?s ?p ?x } }", False),
        ("SELECT * { VALUES ?service { 1 } } # a service\n", False),
        ('SELECT * { ?s ?p "the Secret Service" }', False),
        ("SELECT * { ?s ?p 'it\\'s a service' }", False),
        ("SELECT * { ?s ?p <http://a/service> } # service", False),
        ("SELECT ?service { ?service ?p $service }", False),
    ],
)
def test_a_service_is_found_where_it_is_one(sparql: str, out: bool) -> None:
    assert reaches_out(sparql) is out


def test_a_query_that_nests_without_end_is_refused_and_does_not_end_the_program() -> None:
    with pytest.raises(QueryError, match="more than 1,000 deep"):
        ask(Store(), "ASK " + "{" * 20_000 + "}" * 20_000)
    assert ask(Store(), "ASK " + "{" * 400 + "}" * 400)
