"""Starts the server of a graph and says where it is."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import uvicorn

from kg.reading.paths import InputError
from kg.serving.app import application
from kg.serving.served import serving

#: Connections at a time; more are told to come back.
CONNECTIONS = 1000
#: The exit code of what was told to end.
TERMINATED = 128 + signal.SIGTERM


def run_serve(graph: Path, host: str, port: int, *, workers: int, seconds: float, size: int) -> int:
    """Serve a graph until it is interrupted."""
    signal.signal(signal.SIGTERM, _end)
    with _listening(host, port) as sock, serving(
        graph, workers=workers or os.cpu_count() or 1, seconds=seconds, size=size
    ) as served:
        where, bound = sock.getsockname()[:2]
        print(f"kg: serving {graph} at http://{where}:{bound}/ and http://{where}:{bound}/sparql", file=sys.stderr)
        config = uvicorn.Config(
            application(served), log_level="warning", limit_concurrency=CONNECTIONS, timeout_keep_alive=10
        )
        uvicorn.Server(config).run(sockets=[sock])
    return 0


def _end(*_: object) -> None:
    """End as a command ends: the folder of a file that is served goes away."""
    sys.exit(TERMINATED)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), backlog=256, family=family)
    except OSError as error:
        raise InputError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Give another --port or --host."
        ) from error
