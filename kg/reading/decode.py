"""Bytes to text that every format of a graph can carry."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"

#: What XML 1.0, and so RDF/XML, cannot carry: control characters, lone surrogates and two non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")

#: A text with more control characters than this share of its length is no text.
MOST_CONTROL = 0.02

#: Up to this share of broken characters among those beyond ASCII, it is damaged UTF-8, not another encoding.
MOST_BROKEN = 0.2

#: Byte order marks of the encodings in which NUL bytes are no sign of a binary file.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class DecodeError(ValueError):
    """The bytes are not a text; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with newlines as ``\\n``, and a warning when its encoding had to be guessed or something was replaced."""

    text: str
    warning: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text that the bytes hold: UTF-16 and UTF-32 with a mark, the encoding declared, UTF-8, Windows-1252.

    Raises :class:`DecodeError` for bytes that are no text.
    """
    text, warning = _decode_wide(data) or _decode_declared(data, declared) or _decode_narrow(data)
    if len(_CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise DecodeError("binary data, not text (many control characters); give text, HTML or JSON Lines")
    return Decoded(carriable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")), warning)


def declared_charset(data: bytes) -> str | None:
    """Return the name of the encoding that an HTML page declares in its first lines."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def carriable(text: str) -> str:
    """Replace each character that RDF/XML cannot carry by U+FFFD, one for one, so that all offsets stay."""
    return _NOT_XML.sub(REPLACEMENT, text)


def _decode_wide(data: bytes) -> tuple[str, str | None] | None:
    """Decode the encodings of two and four bytes, known by their mark."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            try:
                return data.decode(encoding), None
            except UnicodeDecodeError as error:
                reason = f"{error.reason} at byte {error.start}"
                raise DecodeError(f"starts like {encoding} but is not ({reason})") from error
    return None


def _decode_declared(data: bytes, declared: str | None) -> tuple[str, str | None] | None:
    """Decode by the encoding that a page declares, if that is one and fits."""
    if declared is None or b"\x00" in data:
        return None
    try:
        return data.decode(declared), None
    except (LookupError, UnicodeDecodeError):
        return None


def _decode_narrow(data: bytes) -> tuple[str, str | None]:
    """Decode UTF-8, damaged UTF-8 or Windows-1252 (with Latin-1 where that leaves holes)."""
    if b"\x00" in data:
        raise DecodeError("binary data, not text (NUL bytes); give text, HTML or JSON Lines")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        mended = data.decode("utf-8-sig", errors="replace")
    broken, foreign = mended.count(REPLACEMENT), sum(char > "\x7f" for char in mended)
    if broken <= MOST_BROKEN * foreign:
        return mended, f"damaged UTF-8: {broken} characters replaced by U+FFFD"
    try:
        return data.decode("cp1252"), "not UTF-8; read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "not UTF-8; read as Latin-1"
