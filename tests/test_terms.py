"""Literals are canonical and can be carried by every format."""

import doctest

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg import iris
from kg.graph import terms

CANONICAL = [
    terms.decimal(0.85),
    terms.decimal(1.0),
    terms.decimal(-61.25),
    terms.decimal(1e-9),
    terms.integer(7),
    terms.instant("2024-01-18"),
    terms.instant("2023-12"),
    terms.instant("2015"),
    terms.text("a\tb\r\nc"),
]


def test_examples_of_the_docstrings():
    result = doctest.testmod(terms)
    assert result.failed == 0
    assert result.attempted >= 4


@pytest.mark.parametrize("literal", CANONICAL, ids=str)
def test_a_store_keeps_our_literals_as_they_are(literal):
    store = Store()
    store.add(Quad(NamedNode("https://example.org/a"), terms.kg("exact"), literal))
    assert [quad.object for quad in store] == [literal]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_carry_is_an_error_that_says_where_it_stands(character):
    with pytest.raises(terms.TermError, match=rf"U\+{ord(character):04X} at offset 2"):
        terms.text(f"ab{character}c")


@pytest.mark.parametrize(
    "character", ["\t", "\n", "\r", "\x7f", "\x85", "\u2028", "\u202e", "\ufffd", "\U0010ffff", "\U0001f600"]
)
def test_every_other_character_is_kept(character):
    assert terms.text(character).value == character


@pytest.mark.parametrize("value", ["", "yesterday", "2024-1-8", "2024-01-18T10:00", "24", " 2024", "2024\n"])
def test_a_time_in_another_form_is_refused_with_its_value(value):
    with pytest.raises(terms.TermError) as caught:
        terms.instant(value)
    assert repr(value) in str(caught.value)


def test_a_rule_of_any_name_stays_inside_of_its_iri():
    assert terms.rule("lexicon#a b>").value == iris.LEXICON + "a%20b%3E"
