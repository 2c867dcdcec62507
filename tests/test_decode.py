"""Bytes to text: the right encoding, or a warning, or a refusal; never another number of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.decode import REPLACEMENT, DecodeError, carriable, declared_charset, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_warning(encoding):
    decoded = decode("Café “Łódź” \U0001f4a3".encode(encoding))
    assert (decoded.text, decoded.warning) == ("Café “Łódź” \U0001f4a3", None)


def test_windows_1252_is_told_and_its_quotes_are_right():
    decoded = decode("“Café” – naïve".encode("cp1252"))
    assert decoded.text == "“Café” – naïve"
    assert decoded.warning == "not UTF-8; read as Windows-1252"


def test_bytes_that_windows_1252_lacks_are_read_as_latin_1():
    assert (decode(b"caf\xe9 \x81" + b" a" * 60).warning or "").endswith("Latin-1")


def test_utf_8_with_a_broken_place_stays_utf_8():
    decoded = decode("Łódź Łódź Łódź Łódź".encode() + b" \xc5")
    assert decoded.text.startswith("Łódź") and decoded.text.endswith(REPLACEMENT)
    assert "1 characters" in (decoded.warning or "")


@pytest.mark.parametrize(
    "data", [b"\x00\x01", b"\x89PNG\r\n\x1a\n\x01\x02", b"\xff\xfea\xd8\x00", bytes(range(1, 32)) * 9]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(DecodeError):
        decode(data)


def test_a_declared_encoding_goes_before_a_guess_but_not_before_the_bytes():
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2").text == "Łódź"
    assert decode("Łódź".encode(), "no-such-encoding").text == "Łódź"
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">') == "iso-8859-2"
    assert declared_charset(b"<p>charset=x</p>") is None


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_carriable_has_the_same_length_and_can_be_encoded(text):
    carried = carriable(text)
    assert len(carried) == len(text)
    assert carried.encode().decode() == carried
    assert carriable(carried) == carried
