"""HTTP as loading needs it: a sign-in from the environment, tries again after a pause, failures in words."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from kg.errors import KgError

#: Environment variables of the sign-in; nothing secret belongs on a command line, where others can read it.
USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
#: What may pass: the server is busy, or starting, or behind another that lost it.
PASSING = frozenset({429, 500, 502, 503, 504})


class LoadError(KgError, OSError):
    """A triple store that cannot be reached, or that refuses; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and for how long (seconds) to try: the pause doubles each time."""

    tries: int = 5
    pause: float = 0.5
    timeout: float = 60.0


@dataclass(slots=True)
class Client:
    """Sends requests to one server."""

    patience: Patience = field(default_factory=Patience)
    _http: httpx.Client | None = None

    def __enter__(self) -> Client:
        try:
            self._http = httpx.Client(timeout=self.patience.timeout, headers=_token())
        except OSError as error:
            raise LoadError(f"The certificates of SSL_CERT_FILE or SSL_CERT_DIR cannot be read: {error}.") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._http is not None:
            self._http.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        fine: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        """Return the response of a server, tried again while what is wrong may pass.

        Raises :class:`LoadError` for what stays wrong; the statuses in ``fine`` are no failures."""
        assert self._http is not None, "the client is used with 'with'"  # noqa: S101
        failure = LoadError(f"{url}: it was never tried.")
        for number in range(self.patience.tries):
            if number:
                time.sleep(self.patience.pause * 2 ** (number - 1))
            try:
                request = self._http.build_request(method, url, params=params, content=content, headers=headers)
                response = self._signed(request)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                failure = LoadError(_unreached(url, error))
                if _is_hopeless(error):
                    break
                continue
            except (ValueError, KeyError) as error:  # httpx reads a demand for a digest, and takes it to be one
                raise LoadError(
                    f"{url}: the server asks for a sign-in that is not understood: {_printable(str(error))}. "
                    f"If it takes a token, set {TOKEN} in the environment."
                ) from error
            if response.is_success or response.status_code in fine:
                return response
            failure = LoadError(_refused(url, response))
            if response.status_code not in PASSING:
                break
        raise failure

    def _signed(self, request: httpx.Request) -> httpx.Response:
        """Send a request; where the server asks for a sign-in, sign in the way that it asks for."""
        assert self._http is not None  # noqa: S101
        response = self._http.send(request, auth=self._http.auth)
        user, password = os.environ.get(USER), os.environ.get(PASSWORD)
        if response.status_code != httpx.codes.UNAUTHORIZED or user is None or self._http.auth is not None:
            return response
        digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
        self._http.auth = (httpx.DigestAuth if digest else httpx.BasicAuth)(user, password or "")
        return self._http.send(request, auth=self._http.auth)


def _token() -> dict[str, str]:
    token = os.environ.get(TOKEN)
    if token and not (token.isascii() and token.isprintable()):
        raise LoadError(f"{TOKEN} has characters that no token has: set it to the token alone, on one line.")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _printable(text: str) -> str:
    """Return what a server says on one line, without characters that could command a terminal."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _is_hopeless(error: Exception) -> bool:
    """Tell whether trying again is no use: the certificate is not trusted, the address is none."""
    return isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL)) or _is_tls(error)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _unreached(url: str, error: Exception) -> str:
    if _is_tls(error):
        return f"{url}: no safe connection: {error}. Trust its certificate (SSL_CERT_FILE), or correct the address."
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL)):
        return f"{_printable(url)} is no address of a server. Give one that begins with http:// or https://."
    if isinstance(error, httpx.TimeoutException):
        return f"{url}: no answer in time. Is the server busy? Run the same command again later."
    why = _printable(str(error)).rstrip(".")
    return f"{url} cannot be reached: {why}. Is the server running, and the address right?"


def _refused(url: str, response: httpx.Response) -> str:
    status = response.status_code
    advice = {
        401: f"Set {USER} and {PASSWORD} (or {TOKEN}) in the environment; if they are set, they are wrong.",
        403: "This user may not write there.",
        404: "Nothing is at this address: see the documentation of the server, or kg load --help.",
        405: "The server does not take this here: is it the address for the protocol that was chosen?",
        413: "The server takes less at a time: give a smaller --chunk.",
        415: "The server does not read this format here: is it the address for the protocol that was chosen?",
    }.get(status, "Run the same command again: what is there already is not sent twice." if status >= 500 else "")
    elsewhere = _printable(response.headers.get("location", ""))[:200]
    if response.is_redirect and elsewhere:
        advice = f"It sends on to {elsewhere}, where no password follows: give that address if you trust it."
    told = _printable(response.text[:2000])[:200]
    answer = f"{url}: the server answered {status} {_printable(response.reason_phrase)}. {advice}".rstrip()
    return answer + (f" It says: {told}" if told else "")
