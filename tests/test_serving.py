"""The server as its clients meet it: over HTTP, with the clients that people use, and with those that mean no good."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import rdflib
from fakes import make_fake
from pyoxigraph import RdfFormat, Store
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from kg.building import Options
from kg.iris import DCTERMS, DEFAULT_BASE, KG, VOID
from kg.serving.answer import Question
from kg.serving.described import described, description
from kg.serving.media import acceptable, best, chosen
from kg.serving.nodes import address, node_of
from kg.serving.pages import front_page
from kg.serving.pool import Pool
from kg.serving.protocol import FORM, QUERY, RequestError, question_of
from kg.store.folder import reading
from kg.update import update

OPTIONS = Options(date="2024-01-18", validate=False)
COUNT = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }"
#: Three unbounded joins: it would run for days.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?i && ?b != ?l) }"
SECONDS = 2


def store_of(folder: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    update([str(folder / f"a{n}.txt") for n in range(len(texts))], folder / "news.kg", OPTIONS, make=make_fake)
    return folder / "news.kg"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    return store_of(folder, "Arvania struck Belmark.", 'Arvania struck Belmark, "<script>alert(1)</script>" it said.')


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    """The address of a server of its own process."""
    options = ["--port", "0", "--workers", "2", "--timeout", str(SECONDS), "--largest", "100000"]
    command = [sys.executable, "-m", "kg", "serve", str(store), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        try:
            yield found[0]
        finally:
            process.terminate()


def rows(server: str, sparql: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{server}/sparql", params={"query": sparql}, headers=headers, timeout=20)


def test_sparqlwrapper_asks_in_every_way(server: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(COUNT)
    for method in ("GET", POST):
        client.setMethod(method)
        client.setReturnFormat(JSON)
        assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "2"
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split() == ["n", "2"]
    client.setQuery("CONSTRUCT { ?a kg:attacked ?b } WHERE { ?a kg:attacked ?b }")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 1


@pytest.mark.parametrize("query", [{}, {"query": COUNT}])
def test_a_head_is_that_of_the_answer(server: str, query: dict[str, str]) -> None:
    seen = [httpx.request(method, f"{server}/sparql", params=query, timeout=20) for method in ("HEAD", "GET")]
    assert [reply.status_code for reply in seen] == [200, 200] and not seen[0].content
    assert seen[0].headers["content-type"] == seen[1].headers["content-type"]


def test_rdflib_reads_it_as_a_graph(server: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql"))
    attacked = rdflib.URIRef("https://w3id.org/kg-news/ontology#attacked")
    assert [str(one).rsplit("/", 1)[-1] for one in graph.objects(None, attacked)] == ["XBB"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.4, text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
    ],
)
def test_the_format_is_the_one_that_is_liked_best(server: str, accept: str, media_type: str) -> None:
    reply = rows(server, COUNT, Accept=accept, Origin="https://example.org")
    assert (reply.status_code, reply.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert reply.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("GET", {"params": {"query": "SELECT"}}, 400),
        ("GET", {"params": {"query": [COUNT, COUNT]}}, 400),
        ("GET", {"params": {"query": COUNT}, "headers": {"Accept": "image/png"}}, 406),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"}}, 403),
        ("GET", {"params": {"query": "SELECT * { ?s ?p ?o . ?q ?r ?t }"}}, 413),
        ("GET", {"params": {"query": "DROP ALL"}}, 400),
        ("GET", {"params": {"query": COUNT, "default-graph-uri": "no iri"}}, 400),
        ("HEAD", {"params": {"query": "DROP ALL"}}, 400),
        ("POST", {"data": {"query": "ASK " + "{" * 20_000 + "}" * 20_000}}, 400),
        ("GET", {"params": {"update": "DROP ALL"}}, 403),
        ("POST", {"data": {"update": "DROP ALL"}}, 403),
        ("POST", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": QUERY}}, 400),
        ("POST", {"content": b"x" * 1_100_000, "headers": {"Content-Type": QUERY}}, 413),
        ("POST", {"data": {"nothing": "x"}}, 400),
        ("PUT", {"content": "x"}, 405),
        ("DELETE", {}, 405),
    ],
)
def test_what_is_no_query_is_refused(server: str, method: str, arguments: dict, status: int) -> None:
    reply = httpx.request(method, f"{server}/sparql", timeout=20, **arguments)
    assert reply.status_code == status
    assert rows(server, COUNT).status_code == 200


def test_a_query_that_takes_too_long_is_ended_and_others_go_on(server: str) -> None:
    begun = time.monotonic()
    with ThreadPoolExecutor(3) as clients:
        endless = clients.submit(rows, server, ENDLESS)
        quick = clients.submit(rows, server, COUNT)
        assert quick.result().status_code == 200
        assert endless.result().status_code == 503
    assert time.monotonic() - begun < 6 * SECONDS
    assert "more than 2 seconds" in endless.result().text


def test_a_hundred_clients_at_once_are_all_answered(server: str) -> None:
    with ThreadPoolExecutor(100) as clients:
        replies = list(clients.map(lambda _: rows(server, COUNT), range(100)))
    assert {(reply.status_code, b'"2"' in reply.content) for reply in replies} == {(200, True)}


def test_slow_clients_keep_nobody_waiting(server: str) -> None:
    host, port = server.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(50)]
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: 99\r\n\r\nS"
    for one in slow:
        one.sendall(head.encode())
    assert rows(server, COUNT).status_code == 200
    for one in slow:
        one.close()
    assert rows(server, COUNT).status_code == 200


def test_only_the_graphs_that_are_named_are_asked(server: str) -> None:
    graph = f"{DEFAULT_BASE}graph/links"
    arguments = {"query": "SELECT (COUNT(*) AS ?n) { ?e kg:claim ?c }", "default-graph-uri": graph}
    some = httpx.get(f"{server}/sparql", params=arguments).json()["results"]["bindings"][0]["n"]["value"]
    none = httpx.get(f"{server}/sparql", params={**arguments, "default-graph-uri": "urn:none"}).json()
    assert (some, none["results"]["bindings"][0]["n"]["value"]) == ("2", "0")


def test_the_service_describes_itself(server: str) -> None:
    reply = httpx.get(f"{server}/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=reply.text, format="turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert next(graph.objects(None, service.supportedLanguage)) == service.SPARQL11Query
    assert httpx.get(f"{server}/sparql", headers={"Accept": "image/png"}).status_code == 406
    dataset = next(graph.objects(None, service.defaultDataset))
    assert str(dataset) == f"{DEFAULT_BASE}dataset"
    assert next(graph.objects(dataset, rdflib.VOID.sparqlEndpoint)) == rdflib.URIRef(f"{server}/sparql")
    articles = list(graph.subjects(rdflib.VOID["class"], rdflib.URIRef(f"{KG}Article")))
    assert [graph.value(part, rdflib.VOID.entities).toPython() for part in articles] == [2]


def test_whoever_looks_for_the_description_of_the_data_finds_it(server: str) -> None:
    found = httpx.get(f"{server}/.well-known/void", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert str(found.url) == f"{server}/kg-news/id/dataset"
    assert rdflib.Graph().parse(data=found.text).value(None, rdflib.RDF.type, rdflib.DCAT.Dataset)


def test_the_front_page_tells_what_the_graph_says_of_itself(server: str) -> None:
    page = httpx.get(server).text
    assert "<h1>Events, claims and entities from news articles</h1>" in page
    rows = dict(re.findall(r"<tr><th>(.*?)</th><td>(.*?)</td></tr>", page))
    assert (rows["Articles"], rows["Claims"], rows["Published"]) == ("2", "2", "2024-01-18")
    assert rows["Made by"].startswith("kg-news 0.")
    assert re.sub("<.*?>|&nbsp;", "", rows["Entities"]) == "2: 2State"
    assert f"{DEFAULT_BASE}dataset" in rows["Description"] and "Licence" not in rows


def test_the_terms_of_the_ontology_are_told_of(server: str) -> None:
    page = httpx.get(f"{server}/kg-news/id/state/XAA", headers={"Accept": "text/html"}).text
    assert 'href="/ontology#State"' in page and 'href="/ontology#country"' in page
    for path in ("/ontology", "/kg-news/ontology"):
        assert 'id="Airstrike"' in httpx.get(server + path, headers={"Accept": "text/html"}).text
        turtle = httpx.get(server + path, headers={"Accept": "text/turtle"})
        graph = rdflib.Graph().parse(data=turtle.text, format="turtle")
        assert (rdflib.URIRef(f"{KG}Airstrike"), rdflib.RDF.type, rdflib.OWL.Class) in graph
    assert httpx.get(f"{server}/ontology", headers={"Accept": "image/png"}).status_code == 406


def test_what_a_graph_says_of_itself_is_believed_and_not_counted() -> None:
    """A description that says other figures than there are is what the page tells: the graph is not gone through."""
    figures = (
        "<urn:1> void:class kg:Article ; void:entities 77 . <urn:2> void:class kg:Airstrike ; void:entities 5 ."
        '<urn:3> void:class kg:Meteor ; void:entities 9 . <urn:4> void:class kg:City ; void:entities "many" .'
    )
    said = Store()
    said.load(
        f"""PREFIX void: <{VOID}> PREFIX kg: <{KG}> PREFIX dcterms: <{DCTERMS}>
        <urn:all> a void:Dataset ; dcterms:title "<b>Mine</b>" ; void:triples 7 ; dcterms:license <javascript:1> ;
          void:classPartition <urn:1>, <urn:2>, <urn:3>, <urn:4>, "text", <urn:none> . {figures}""".encode(),
        format=RdfFormat.TURTLE,
    )
    found = described(said)
    assert found.told == {"Articles": "77", "Claims": "0", "Triples": "7"}
    assert (dict(found.events), dict(found.entities)) == ({"Meteor": 9, "Airstrike": 5}, {})
    page = front_page(found, {}, lambda iri: address(iri, DEFAULT_BASE))
    assert "&lt;b&gt;Mine" in page and "<b>" not in page and 'href="javascript' not in page


def test_a_graph_without_a_description_is_counted_and_one_of_another_tool_is_shown() -> None:
    bare = Store()
    bare.load(f"<urn:a> a <{KG}Claim>, <{KG}Article> . <urn:b> a <{KG}Claim> .".encode(), format=RdfFormat.TURTLE)
    assert described(bare).told == {"Articles": "1", "Claims": "2", "Triples": "3"}
    assert (described(Store()).dataset, described(Store()).title) == (None, "A graph of news")
    assert description(bare) == []


def test_nodes_have_pages_for_people_and_rdf_for_machines(server: str) -> None:
    where = f"{server}/kg-news/id/state/XAA"
    page = httpx.get(where, headers={"Accept": "text/html"})
    assert "<h1>Arvania</h1>" in page.text and 'href="/kg-news/id/state/XBB"' in page.text
    turtle = httpx.get(where, headers={"Accept": "text/turtle"})
    assert (rdflib.URIRef(f"{DEFAULT_BASE}state/XAA"), None, None) in rdflib.Graph().parse(data=turtle.text)
    assert httpx.get(where, params={"format": "ntriples"}).headers["content-type"].startswith("application/n-triples")
    assert httpx.get(f"{server}/kg-news/id/state/ZZZ").status_code == 404
    assert httpx.get(f"{server}/etc/passwd").status_code == 404
    assert "2" in httpx.get(server).text


def test_text_does_not_break_out_of_a_page(server: str, store: Path) -> None:
    """What articles say, and what addresses ask for, is shown as text."""
    articles = {q.subject.value for q in reading(store) if q.predicate.value.endswith("#textHash")}
    pages = [httpx.get(server + address(one, DEFAULT_BASE)).text for one in articles]
    pages.append(httpx.get(f"{server}/kg-news/id/<script>alert(1)</script>").text)
    pages.append(httpx.get(f"{server}/x", params={"node": f"{DEFAULT_BASE}\"><script>"}).text)
    assert not [page for page in pages if "<script" in page]
    assert any("&lt;script&gt;alert(1)" in page for page in pages)


def test_a_later_build_is_seen(tmp_path: Path) -> None:
    store = store_of(tmp_path, "Arvania struck Belmark.")
    pool = Pool(store / "graph", workers=1, seconds=10, size=10_000)
    try:
        before = pool.ask(Question(COUNT)).body
        store_of(tmp_path, "Arvania struck Belmark.", "Arvania struck Belmark again.")
        after = pool.ask(Question(COUNT)).body
    finally:
        pool.close()
    assert (b'"1"' in before, b'"2"' in after) == (True, True)


def test_a_file_is_served_like_a_store(tmp_path: Path, store: Path) -> None:
    from kg.serving.served import serving  # noqa: PLC0415

    reading(store).dump(str(tmp_path / "graph.nq"), format=None)
    with serving(tmp_path / "graph.nq", workers=1, seconds=10, size=10_000) as served:
        assert b'"2"' in served.pool.ask(Question(COUNT)).body
        folder = served.graph.parent
    assert not folder.exists()


def test_two_servers_do_not_listen_on_one_port(server: str, store: Path) -> None:
    port = server.rsplit(":", 1)[-1]
    command = [sys.executable, "-m", "kg", "serve", str(store), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert (done.returncode, "Give another --port" in done.stderr) == (2, True)


def test_waiting_questions_are_answered_in_the_end(store: Path) -> None:
    pool = Pool(store / "graph", workers=1, seconds=10, size=10_000)
    replies: list[bytes] = []
    try:
        threads = [threading.Thread(target=lambda: replies.append(pool.ask(Question(COUNT)).body)) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        pool.close()
    assert len(replies) == 12 and len(set(replies)) == 1


@pytest.mark.parametrize(
    ("accept", "types"),
    [
        ("", ()),
        ("text/csv", ("text/csv",)),
        ("a/b;q=0, c/d;q=0.1, e/f", ("e/f", "c/d")),
        ("a/b;q=nonsense", ()),
        ("TEXT/Turtle;charset=utf-8;q=0.9,*/*;q=0.1", ("text/turtle", "*/*")),
    ],
)
def test_accept_headers_are_read_as_they_are_meant(accept: str, types: tuple[str, ...]) -> None:
    assert acceptable(accept) == types


def test_the_best_of_what_is_offered() -> None:
    assert best("", ["a/b", "c/d"]) == "a/b"
    assert best("c/*", ["a/b", "c/d"]) == "c/d"
    assert best("x/y", ["a/b"]) is None
    assert [chosen(wanted, ["a/b", "c/d"]) for wanted in ((), ("x/y", "c/*"), ("x/y",))] == ["a/b", "c/d", None]


def test_questions_come_from_requests() -> None:
    assert question_of("GET", "", "", b"", "") is None
    asked = question_of("POST", "", f"{FORM}; charset=utf-8", b"query=ASK+%7B%7D&named-graph-uri=urn:a", "text/csv")
    assert asked == Question("ASK {}", ("text/csv",), (), ("urn:a",))
    with pytest.raises(RequestError, match="this has 0"):
        question_of("GET", "default-graph-uri=urn:a", "", b"", "")


@pytest.mark.parametrize("named", ["urn:other", f"{DEFAULT_BASE}a b", None])
def test_addresses_that_stand_for_no_node(named: str | None) -> None:
    assert node_of("/elsewhere", named, DEFAULT_BASE) is None


def test_a_server_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one.nq").write_text("<urn:a> <urn:b> <urn:c> .\n")
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "kg", "serve", str(tmp_path / "one.nq"), "--port", "0", "--workers", "1"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert found and httpx.get(f"{found[0]}/sparql", params={"query": "ASK {}"}, timeout=20).status_code == 200
        assert list((tmp_path / "temporary").glob("kg-serve-*"))
        process.terminate()
        assert process.wait(20) == 143
    assert not list((tmp_path / "temporary").glob("kg-serve-*"))
