"""Questions in SPARQL: short IRIs, all graphs together, no way out to the network."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.asking.query import QueryError, ask, written
from kg.iris import DEFAULT_BASE, KG


def answer(store, sparql, format_=None):
    """The whole answer as text."""
    return b"".join(written(ask(store, sparql), format_)).decode()


ATTACKED = NamedNode(f"{KG}attacked")


@pytest.fixture
def store():
    """Two graphs, with a literal of two lines."""
    first, second = NamedNode(f"{DEFAULT_BASE}state/XAA"), NamedNode("http://a.example/b")
    found = Store()
    found.add(Quad(first, ATTACKED, second, NamedNode("http://a.example/1")))
    found.add(Quad(second, NamedNode(f"{KG}text"), Literal("two\n\tlines"), NamedNode("http://a.example/2")))
    return found


def test_rows_join_all_graphs_and_are_written_short(store):
    assert answer(store, "SELECT ?a ?b ?t ?none { ?a kg:attacked ?b . ?b kg:text ?t }") == (
        "a          b                     t          none\n"
        "---------  --------------------  ---------  ----\n"
        "state:XAA  <http://a.example/b>  two lines\n"
        "(1 row)\n"
    )


def test_other_answers(store):
    assert answer(store, "ASK { ?a kg:attacked ?b }") == "true\n"
    assert answer(store, "ASK { ?a kg:met ?b }") == "false\n"
    assert "kg:attacked <http://a.example/b>" in answer(store, "CONSTRUCT WHERE { ?a kg:attacked ?b }")


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT * { ?a nope:x ?b }", "SELECT * { service<http://a/>{ ?s ?p ?o } }"]
)
def test_what_cannot_be_answered_is_refused(store, query):
    with pytest.raises(QueryError):
        answer(store, query)


def test_a_variable_may_be_called_service(store):
    rows = answer(store, "SELECT ?service { ?service kg:attacked ?b }").splitlines()
    assert rows[0] == "service" and rows[2:] == ["state:XAA", "(1 row)"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT *\n{ ?a nope:x ?b }", "line 2, column 12: Prefix not found.\n  { ?a nope:x ?b }\n             ^\n"),
        ("SELECT (COUNT(?a) AS ?n) ?b { ?a ?b ?c }", "column 41: The SELECT contains a variable that is unbound."),
        ("SELECT * { ?a kg:attacked", "line 1, column 26: it is not complete"),
        ("SELECT * { ?a ?b ?c } ORDER ?a LIMIT 3", "this cannot stand here"),
        ("", "line 1, column 1: it is not complete"),
    ],
)
def test_a_mistake_is_shown_where_it_is(store, query, told):
    with pytest.raises(QueryError) as refused:
        answer(store, query)
    assert told in str(refused.value)
    assert "\\u{" not in str(refused.value), "no list of all characters that could stand there"
