"""The pages of the server, as somebody with a browser meets them: answers as tables, and why an event is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from fakes import make_fake
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from starlette.testclient import TestClient

from kg.building import Options
from kg.iris import DEFAULT_BASE, KG
from kg.serving.answer import Reply
from kg.serving.app import application
from kg.serving.nodes import MOST_POINTERS, address
from kg.serving.results import MOST_ROWS, answer_page
from kg.serving.served import serving
from kg.store.folder import reading
from kg.update import update

#: What a browser sends.
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}
LINK = partial(address, base=DEFAULT_BASE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "a.txt").write_text('Arvania struck Belmark, "<script>alert(1)</script>" it said.')
    options = Options(date="2024-01-18", validate=False)
    update([str(folder / "a.txt")], folder / "news.kg", options, make=make_fake)
    return folder / "news.kg"


@pytest.fixture(scope="module")
def browser(store: Path) -> Iterator[TestClient]:
    with serving(store, workers=1, seconds=10, size=1_000_000) as served:
        yield TestClient(application(served), headers=BROWSER)


def test_rows_are_a_table_with_links_and_the_query_stays_in_the_form(browser: TestClient) -> None:
    page = browser.get("/sparql", params={"query": "SELECT ?a ?n { ?a kg:attacked ?b ; rdfs:label ?n }"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "1 row." in page.text and "<td>Arvania</td>" in page.text
    assert f'<a href="/kg-news/id/state/XAA" title="{DEFAULT_BASE}state/XAA">state:XAA</a>' in page.text
    assert "SELECT ?a ?n { ?a kg:attacked ?b ; rdfs:label ?n }</textarea>" in page.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?a kg:attacked ?b }", "<strong>Yes.</strong>"),
        ("ASK { ?a kg:met ?b }", "<strong>No.</strong>"),
        ("CONSTRUCT WHERE { ?a kg:attacked ?b }", ">kg:attacked</a>"),
        ("SELECT ?x { OPTIONAL { ?x kg:none ?y } }", "<td></td>"),
        ("SELECT * { ?x kg:none ?y }", "0 rows."),
    ],
)
def test_other_answers_have_pages_too(browser: TestClient, query: str, told: str) -> None:
    assert told in browser.get("/sparql", params={"query": query}).text


def test_a_mistake_is_told_on_a_page_with_the_query_to_mend(browser: TestClient) -> None:
    page = browser.get("/sparql", params={"query": "SELECT * { ?a kg:attacked </textarea><script>"})
    assert page.status_code == 400 and "<h1>No answer</h1>" in page.text
    assert "line 1, column" in page.text and "&lt;/textarea&gt;&lt;script&gt;" in page.text
    assert "<script" not in page.text


def test_text_of_articles_does_not_break_out_of_an_answer(browser: TestClient) -> None:
    page = browser.get("/sparql", params={"query": "SELECT ?x { ?s ?p ?x }"}).text
    assert "&lt;script&gt;alert(1)" in page and "<script" not in page


@pytest.mark.parametrize("where", ["/", "/kg-news/id/state/XAA", "/none", "/sparql?query=ASK%20%7B%7D"])
def test_a_page_may_run_and_fetch_nothing(browser: TestClient, where: str) -> None:
    assert browser.get(where).headers["content-security-policy"].startswith("default-src 'none'; style-src")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("json", "application/sparql-results+json")],
)
def test_a_format_that_is_named_goes_before_the_header(browser: TestClient, name: str, media_type: str) -> None:
    reply = browser.get("/sparql", params={"query": "SELECT * { ?a kg:attacked ?b }", "format": name})
    assert reply.headers["content-type"].partition(";")[0] == media_type


def test_formats_of_triples_and_those_that_are_none(browser: TestClient) -> None:
    query = "CONSTRUCT WHERE { ?a kg:attacked ?b }"
    for name, media_type in (("turtle", "text/turtle"), ("csv", "text/turtle"), ("xml", "application/rdf+xml")):
        reply = browser.get("/sparql", params={"query": query, "format": name})
        assert reply.headers["content-type"].partition(";")[0] == media_type
    refused = browser.get("/sparql", params={"query": query, "format": "exe"})
    assert (refused.status_code, "choose csv, tsv, json" in refused.text) == (400, True)


def test_an_event_and_a_claim_show_the_words_they_rest_on(browser: TestClient, store: Path) -> None:
    claim = next(q for q in reading(store) if q.predicate.value.endswith("#claim"))
    for node in (claim.subject.value, claim.object.value):
        page = browser.get(LINK(node)).text
        assert "<h2>Why</h2>" in page and "Arvania} [struck] {target: Belmark}" in page
    assert "<h2>Why</h2>" not in browser.get("/kg-news/id/state/XAA").text


def test_nodes_are_called_by_their_names(browser: TestClient) -> None:
    page = browser.get("/kg-news/id/state/XAA").text
    assert f'<a href="/kg-news/id/state/XBB" title="{DEFAULT_BASE}state/XBB">Belmark</a>' in page
    assert ">“Arvania”</a>" in page, "a mention is called by its words"


def test_each_question_of_the_front_page_can_be_asked(browser: TestClient) -> None:
    front = browser.get("/").text
    assert front.count("<form action=") == front.count("<details>") + 1 > 15


def test_a_page_has_so_many_rows_and_says_how_many_there_are() -> None:
    body = "".join(f'<urn:s> <urn:p> "{n}" .\n' for n in range(MOST_ROWS + 5)).encode()
    page = answer_page("q", Reply("answered", body, "application/n-triples"), LINK)
    assert f"{MOST_ROWS + 5:,} rows, of which the first {MOST_ROWS:,} are shown" in page
    assert page.count("<tr>") == MOST_ROWS + 1


@pytest.mark.parametrize("more", [False, True])
def test_a_page_says_when_more_point_to_a_node_than_it_has_read(tmp_path: Path, more: bool) -> None:
    here, says = NamedNode(f"{DEFAULT_BASE}state/XAA"), NamedNode(f"{KG}source")
    claims = [NamedNode(f"{DEFAULT_BASE}claim/{n}") for n in range(MOST_POINTERS + more)]
    quads = [Quad(here, says, NamedNode(f"{DEFAULT_BASE}state/XBB")), *(Quad(claim, says, here) for claim in claims)]
    serialize(quads, tmp_path / "many.nq", format=RdfFormat.N_QUADS)
    with serving(tmp_path / "many.nq", workers=1, seconds=10, size=1_000_000) as served:
        page = TestClient(application(served), headers=BROWSER).get("/kg-news/id/state/XAA")
    assert page.status_code == 200
    assert ("There are more than these 1,000" in page.text) is more
