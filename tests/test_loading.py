"""A graph into triple stores: real ones of two makes, and one that fails in every way that servers fail."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from servers import Moody, Server, free_port, moody, oxigraph, virtuoso

from kg.cli import main
from kg.loading.client import PASSWORD, TOKEN, USER, Client, LoadError, Patience
from kg.loading.load import RESULTS, Endpoint, Way, asked, counted, load

QUICK = Patience(tries=3, pause=0.01, timeout=20)
GRAPHS = ("https://example.org/g1", "https://example.org/g2")
#: Text that servers trip over: quotes, line ends, escapes, other planes, right-to-left, tags of languages.
TEXTS = (
    *('a "quoted" \\ word', "two\nlines\r\n\ttab", "😀 𝔘", "ایران", "'''"),
    *("} DROP ALL ; {", "é vs e\u0301", "<script>"),
)


@contextmanager
def raw(answer: str) -> Iterator[str]:
    """The address of a server that gives one answer, byte by byte as it stands, to whatever it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            self.wfile.write(answer.encode())
            self.close_connection = True

        do_POST = do_PUT = do_DELETE = do_GET = answer  # noqa: N815

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def node(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


def quads() -> list[Quad]:
    found = [
        Quad(node(f"s{n}"), node("says"), Literal(text), NamedNode(graph))
        for graph in GRAPHS
        for n, text in enumerate(TEXTS)
    ]
    found += [Quad(node(f"n{n}"), node("number"), Literal(n), NamedNode(GRAPHS[0])) for n in range(500)]
    found.append(Quad(node("s"), node("label"), Literal("x", language="en"), NamedNode(GRAPHS[1])))
    return found


@pytest.fixture
def store() -> Store:
    made = Store()
    made.extend(quads())
    return made


@pytest.fixture
def angry() -> Iterator[Moody]:
    with moody() as one:
        yield one


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real triple store; Virtuoso only where it is installed (.ci/run installs it)."""
    folder = tmp_path_factory.mktemp("server") / "data"
    if request.param == "virtuoso" and shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7)")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(USER, "dba")
        environment.setenv(PASSWORD, "dba")
        with (oxigraph if request.param == "oxigraph" else virtuoso)(folder) as one:
            yield one


def ways(server: Server) -> list[Endpoint]:
    found = [Endpoint(server.graphs, "graph-store", server.query, chunk=100)]
    return found + ([Endpoint(server.update, "update", server.query, chunk=100)] if server.update else [])


def test_everything_arrives_as_it_is(server: Server, store: Store) -> None:
    """Every way to write gives the same graphs, and writing twice changes nothing."""
    for endpoint in ways(server):
        with Client(QUICK) as client:
            first, second = (load(store, endpoint, client) for _ in range(2))
            assert (first.sent, first.differing, first.verified) == (GRAPHS, (), True)
            assert second.differing == ()
            sparql = f"SELECT ?o WHERE {{ GRAPH <{GRAPHS[1]}> {{ ?s <https://example.org/says> ?o }} }}"
            rows = json.loads(asked(sparql, server.query, client, "application/sparql-results+json"))
        assert sorted(row["o"]["value"] for row in rows["results"]["bindings"]) == sorted(TEXTS)


def test_blank_nodes_stay_what_they_are(server: Server) -> None:
    """A graph with blank nodes goes in one piece, however small the chunks: their names hold for one request."""
    made, says, has = Store(), node("says"), node("has")
    ends = [BlankNode() for _ in range(150)]
    made.extend(Quad(node(f"b{n}"), has, end, NamedNode(GRAPHS[0])) for n, end in enumerate(ends))
    made.extend(Quad(end, says, Literal(f"{n}> _:x"), NamedNode(GRAPHS[0])) for n, end in enumerate(ends))
    for endpoint in ways(server):
        with Client(QUICK) as client:
            assert load(made, endpoint, client).differing == ()
            joined = f"SELECT ?s ?o {{ GRAPH <{GRAPHS[0]}> {{ ?s {has} ?b . ?b {says} ?o FILTER(isBlank(?b)) }} }}"
            rows = json.loads(asked(joined, server.query, client, RESULTS))["results"]["bindings"]
        assert {(row["s"]["value"], row["o"]["value"]) for row in rows} == {
            (node(f"b{n}").value, f"{n}> _:x") for n in range(150)
        }


def test_triples_in_no_named_graph_are_refused_or_go_where_they_are_told(angry: Moody, tmp_path: Path) -> None:
    """Nobody's default graph is overwritten, and nothing is left out in silence."""
    (tmp_path / "g.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n")
    run, command = CliRunner().invoke, ["load", str(tmp_path / "g.ttl"), "--endpoint", angry.url]
    refused = run(main, command)
    assert (refused.exit_code, "--graph IRI" in refused.stderr, angry.requests) == (2, True, [])
    assert run(main, [*command, "--graph", "no iri"]).exit_code == 2
    loaded = run(main, [*command, "--graph", "https://example.org/mine"])
    assert (loaded.exit_code, angry.graphs) == (0, {"https://example.org/mine": {"<urn:a> <urn:b> <urn:c> ."}})


def test_a_graph_is_replaced_and_never_mixed(server: Server, store: Store) -> None:
    smaller = Store()
    smaller.extend(quads()[:3])
    with Client(QUICK) as client:
        load(store, ways(server)[0], client)
        done = load(smaller, ways(server)[0], client)
        assert (done.differing, counted(NamedNode(GRAPHS[0]), server.query, client)) == ((), 3)


@pytest.mark.parametrize("way", ["graph-store", "update"])
def test_whoever_asks_finds_the_old_graph_or_the_new_one(
    way: Way, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load that breaks off at any of its requests leaves each graph whole; a graph on the side is not left over."""
    old = Store()
    old.extend(quads()[:3])
    with oxigraph(tmp_path / "data") as server, Client(QUICK) as client:
        url = server.graphs if way == "graph-store" else server.update or ""
        endpoint = Endpoint(url, way, server.query, chunk=100 if way == "update" else None)
        total = requests_of(store, endpoint, monkeypatch)
        assert total == (2 if way == "graph-store" else 6 + 1 + 2 * 3)
        for number in range(total):
            load(old, endpoint, client)
            with pytest.raises(KeyboardInterrupt), monkeypatch.context() as patch:
                patch.setattr(Client, "send", cut_off(number))
                load(store, endpoint, client)
            assert counted(NamedNode(GRAPHS[0]), server.query, client) in {3, len(TEXTS) + 500}
        done = load(store, endpoint, client)
        graphs = asked("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", server.query, client, "text/csv").decode()
        assert (done.differing, sorted(graphs.split()[1:])) == ((), list(GRAPHS))


def cut_off(number: int) -> Callable[..., httpx.Response]:
    """A client that is interrupted before its request of this number."""
    sent, sends = count(), Client.send

    def send(self: Client, *args: Any, **more: Any) -> httpx.Response:
        if next(sent) == number:
            raise KeyboardInterrupt
        return sends(self, *args, **more)

    return send


def requests_of(store: Store, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many requests it takes to write a graph."""
    seen: list[int] = []
    sends = Client.send

    def send(self: Client, *args: Any, **more: Any) -> httpx.Response:
        seen.append(1)
        return sends(self, *args, **more)

    with monkeypatch.context() as patch, Client(QUICK) as client:
        patch.setattr(Client, "send", send)
        load(store, replace(endpoint, query=None), client)
    return len(seen)


def test_a_query_of_the_cookbook_is_answered_over_there(server: Server, tmp_path: Path) -> None:
    seeds = str(Path(__file__).parent.parent / "seeds")
    run = CliRunner().invoke
    assert run(main, ["build", seeds, "--date", "2024-01-18", "--out", str(tmp_path / "g.nq")]).exit_code == 0
    loaded = run(main, ["load", str(tmp_path / "g.nq"), "--endpoint", server.graphs, "--query", server.query])
    assert (loaded.exit_code, "the same there as here" in loaded.stderr) == (0, True)
    here = run(main, ["query", str(tmp_path / "g.nq"), "--name", "who-attacked-whom"])
    there = run(main, ["query", "--endpoint", server.query, "--name", "who-attacked-whom"])
    assert there.exit_code == 0
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())
    graph = run(main, ["query", "--endpoint", server.query, "CONSTRUCT { ?a kg:attacked ?b } { ?a kg:attacked ?b }"])
    assert "kg:attacked" in graph.stdout


def expected(store: Store) -> dict[str, set[str]]:
    found = {graph: store.quads_for_pattern(None, None, None, NamedNode(graph)) for graph in GRAPHS}
    return {graph: {f"{quad.triple} ." for quad in some} for graph, some in found.items()}


@pytest.mark.parametrize("applies", [False, True])
@pytest.mark.parametrize("answers", [[503], [200, 500, 502], [200, 429, 504, 200, 500]])
def test_what_passes_is_tried_again(angry: Moody, store: Store, answers: list[int], applies: bool) -> None:
    """Also when the server did what it was told and only failed to say so."""
    angry.answers, angry.applies = answers, applies
    with Client(QUICK) as client:
        done = load(store, Endpoint(angry.url, chunk=100), client)
    assert (done.sent, done.failures) == (GRAPHS, ())
    assert angry.graphs == expected(store)


def test_a_load_that_broke_off_goes_on_behind_the_last_whole_graph(angry: Moody, store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    angry.answers = [200] * 7 + [500] * 3
    with Client(QUICK) as client:
        first = load(store, Endpoint(angry.url, chunk=100), client, journal=journal)
        assert (first.sent, len(first.failures)) == (GRAPHS[:1], 1)
        angry.requests.clear()
        second = load(store, Endpoint(angry.url, chunk=100), client, journal=journal)
    assert (second.sent, second.unchanged) == (GRAPHS[1:], 1)
    assert not [request for request in angry.requests if GRAPHS[0] in request]
    assert angry.graphs == expected(store)


def test_the_next_load_sends_what_changed_and_withdraws_the_rest(angry: Moody, store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    with Client(QUICK) as client:
        load(store, Endpoint(angry.url), client, journal=journal)
        store.remove_graph(NamedNode(GRAPHS[0]))
        store.add(Quad(node("new"), node("says"), Literal("x"), node("g3")))
        journal.write_text(journal.read_text() + '{"endpoint": "cut o')
        done = load(store, Endpoint(angry.url), client, journal=journal)
    assert (done.sent, done.withdrawn, done.unchanged) == (("https://example.org/g3",), GRAPHS[:1], 1)
    assert set(angry.graphs) == {GRAPHS[1], "https://example.org/g3"}


def test_a_wrong_password_is_told_and_nothing_is_sent(
    angry: Moody, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    angry.wanted = "Basic cmlnaHQ6cmlnaHQ="  # right:right
    monkeypatch.setenv(USER, "right")
    for password, works in (("wrong", False), ("right", True)):
        monkeypatch.setenv(PASSWORD, password)
        with Client(QUICK) as client:
            if works:
                assert load(store, Endpoint(angry.url), client).sent == GRAPHS
            else:
                with pytest.raises(LoadError, match=f"401.*{PASSWORD}.*wrong"):
                    load(store, Endpoint(angry.url), client)
                assert angry.graphs == {}


def test_a_token_is_sent(angry: Moody, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    angry.wanted = "Bearer secret"
    monkeypatch.setenv(TOKEN, "secret")
    with Client(QUICK) as client:
        assert load(store, Endpoint(angry.url), client).sent == GRAPHS


@pytest.mark.parametrize(("status", "words"), [(403, "may not write"), (404, "Nothing is at"), (415, "format")])
def test_what_stays_wrong_is_told_at_once(angry: Moody, store: Store, status: int, words: str) -> None:
    angry.answers = [200, status]
    with Client(QUICK) as client, pytest.raises(LoadError, match=words):
        load(store, Endpoint(angry.url, chunk=100), client)
    assert len(angry.requests) == 2


def test_a_server_that_is_down_and_one_that_is_none(store: Store) -> None:
    with Client(QUICK) as client:
        with pytest.raises(LoadError, match="cannot be reached"):
            load(store, Endpoint(f"http://127.0.0.1:{free_port()}/"), client)
        with pytest.raises(LoadError, match="begins with http"):
            load(store, Endpoint("ftp://example.org/"), client)


def test_a_certificate_that_nobody_trusts(store: Store, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([openssl, *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)  # noqa: S603
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    refused = pytest.raises(LoadError, match=r"no safe connection.*certificate")
    with Client(QUICK) as client, refused, suppress(ssl.SSLError):
        load(store, Endpoint(f"https://127.0.0.1:{server.server_port}/"), client)
    server.shutdown()
    server.server_close()


def test_an_address_that_answers_no_query(angry: Moody) -> None:
    with Client(QUICK) as client, pytest.raises(LoadError, match="Is it the address for queries"):
        counted(NamedNode(GRAPHS[0]), angry.url, client)


def test_no_sign_in_is_on_the_command_line() -> None:
    told = CliRunner().invoke(main, ["load", "--help"]).stdout
    assert USER in told and "--password" not in told and "--user" not in told


def test_the_client_leaves_proxies_and_redirects_alone(angry: Moody) -> None:
    """A server that sends elsewhere is not followed with the password."""
    angry.answers = [307]
    with Client(QUICK) as client, pytest.raises(LoadError, match="307"):
        client.send("DELETE", angry.url)
    assert httpx.codes.TEMPORARY_REDIRECT == 307


def test_what_a_server_says_commands_no_terminal(store: Store) -> None:
    with raw("HTTP/1.1 400 Bad\r\nContent-Length: 12\r\n\r\n\x1b]0;mine\x07 no") as url, Client(QUICK) as client:
        with pytest.raises(LoadError) as caught:
            load(store, Endpoint(url), client)
        assert str(caught.value).isprintable() and str(caught.value).endswith("It says: ]0;mine no")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("401 No\r\nWWW-Authenticate: Digest nonsense", f"not understood: .*{TOKEN}"),
        ('401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", algorithm=X', "not understood"),
        ("302 Found\r\nLocation: http://evil.example/", "sends on to http://evil.example/"),
    ],
)
def test_odd_answers_are_told_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch, answer: str, words: str
) -> None:
    monkeypatch.setenv(USER, "somebody")
    with raw(f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n") as url, Client(QUICK) as client, pytest.raises(
        LoadError, match=words
    ):
        load(store, Endpoint(url), client)


def test_a_count_that_nests_without_end_is_no_count() -> None:
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "[" * 100_000
    with raw(answer) as url, Client(QUICK) as client, pytest.raises(LoadError, match="no results of SPARQL"):
        counted(NamedNode(GRAPHS[0]), url, client)


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:1/\x01"])
def test_an_address_that_is_none_is_told(store: Store, url: str) -> None:
    with Client(QUICK) as client, pytest.raises(LoadError, match="no address of a server"):
        load(store, Endpoint(url), client)


def test_a_token_or_certificates_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    with pytest.raises(LoadError, match="SSL_CERT_FILE"), Client(QUICK):
        pass
    monkeypatch.setenv(TOKEN, "two\nlines")
    with pytest.raises(LoadError, match=TOKEN), Client(QUICK):
        pass


def test_a_damaged_journal_is_passed_over(angry: Moody, store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    lines = [{"endpoint": angry.url, "graph": graph, "digest": "x"} for graph in (["a"], "no iri", None)]
    journal.write_bytes(b"\xff\xfe\n" + "".join(json.dumps(line) + "\n" for line in lines).encode() + b"[" * 10**5)
    with Client(QUICK) as client:
        assert load(store, Endpoint(angry.url), client, journal=journal).sent == GRAPHS
        assert load(store, Endpoint(angry.url), client, journal=journal).unchanged == len(GRAPHS)


def test_what_was_sent_without_an_answer_is_sent_again(angry: Moody, store: Store, tmp_path: Path) -> None:
    """The journal knew the older graph; the newer one arrived, and nobody heard of it; the older one is back."""
    journal, new = tmp_path / "journal", Quad(node("new"), node("says"), Literal("x"), NamedNode(GRAPHS[0]))
    with Client(QUICK) as client:
        load(store, Endpoint(angry.url), client, journal=journal)
        store.add(new)
        angry.answers, angry.applies = [500] * QUICK.tries, True
        assert len(load(store, Endpoint(angry.url), client, journal=journal).failures) == 1
        store.remove(new)
        assert load(store, Endpoint(angry.url), client, journal=journal).sent == GRAPHS[:1]
    assert angry.graphs == expected(store)


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300"])
def test_a_time_without_end_is_refused(seconds: str) -> None:
    done = CliRunner().invoke(main, ["load", "x", "--endpoint", "http://127.0.0.1:1/", "--timeout", seconds])
    assert done.exit_code == 2 and "at most 864,000" in done.output
