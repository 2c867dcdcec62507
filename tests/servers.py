"""Triple stores to load into: real ones of two makes, started for the tests, and a small one that fails on demand."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 20000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
"""


@dataclass(frozen=True)
class Server:
    """The addresses of a triple store."""

    name: str
    graphs: str
    query: str
    update: str | None = None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """The server of the PyPI package ``oxigraph``."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")  # the environment need not be on the path
    command = [str(program), "serve", "-l", str(folder), "-b", f"127.0.0.1:{port}"]
    where = f"http://127.0.0.1:{port}"
    with _running(command, f"{where}/query"):
        yield Server("oxigraph", f"{where}/store", f"{where}/query?union-default-graph", f"{where}/update")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Debian's Virtuoso; who writes signs in with a digest (``dba``, ``dba``)."""
    folder.mkdir()
    http = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=http))
    where = f"http://127.0.0.1:{http}"
    with _running(["virtuoso-t", "-f", "+configfile", str(folder / "virtuoso.ini")], f"{where}/sparql", cwd=folder):
        yield Server("virtuoso", f"{where}/sparql-graph-crud-auth", f"{where}/sparql")


@contextmanager
def _running(command: list[str], ready: str, cwd: Path | None = None) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd) as process:  # noqa: S603
        try:
            for _ in range(300):
                with suppress(httpx.HTTPError):
                    httpx.get(ready, timeout=1)
                    break
                assert process.poll() is None, f"{command[0]} ended"
                time.sleep(0.1)
            yield
        finally:
            process.kill()


@dataclass
class Moody:
    """A triple store that answers as it is told: ``answers`` are statuses for the next requests, then it behaves.

    ``wanted`` is what the header of a sign-in has to hold, ``applies`` says whether a request that fails has been
    carried out all the same."""

    graphs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    answers: list[int] = field(default_factory=list)
    applies: bool = False
    wanted: str | None = None
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def served(self) -> type[BaseHTTPRequestHandler]:
        """The handler of its requests."""
        moody = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
                graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
                moody.requests.append(f"{self.command} {graph}")
                status = moody.answers.pop(0) if moody.answers else 200
                if moody.wanted is not None and moody.wanted not in self.headers.get("authorization", ""):
                    status = 401
                if status == 200 or moody.applies:
                    self.apply(graph, body)
                self.send_response(status)
                if status == 401:
                    self.send_header("WWW-Authenticate", 'Basic realm="x"')
                self.send_header("Content-Length", "0")
                self.end_headers()

            def apply(self, graph: str, body: str) -> None:
                if self.command in {"DELETE", "PUT"}:
                    moody.graphs.pop(graph, None)
                if self.command != "DELETE":
                    moody.graphs[graph] |= set(filter(None, body.split("\n")))

            do_POST = do_PUT = do_DELETE = do_GET = answer  # noqa: N815

        return Handler


@contextmanager
def moody() -> Iterator[Moody]:
    """A running moody store."""
    one = Moody()
    server = ThreadingHTTPServer(("127.0.0.1", 0), one.served())
    one.url = f"http://127.0.0.1:{server.server_port}/data"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
