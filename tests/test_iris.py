"""IRIs come from content, are always valid, and never let text break out."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import iris

GOOD_BASES = [
    "https://w3id.org/kg-news/id/",
    "http://localhost:8000/",
    "https://example.org/kg#",
    "https://example.org/%20a/ü/",
]
BAD_BASES = [
    "",
    "example.org/",
    "ftp://example.org/",
    "https://",
    "https:///",
    "https://example.org",
    "https://example.org/a",
    "https://example.org/a b/",
    "https://example.org/<a>/",
    "https://example.org/[a]/",
    "https://example.org/a\n/",
    'https://example.org/"/',
    "https://example.org/?q=/",
    "https://example.org/#a#",
    "https://example.org/#a/",
    "https://example.org/%zz/",
    "https://example.org/a/../",
    "https://example.org/./a/",
    "https://example.org/a/..#",
    "https://example.org/\u202e/ ",
]


def test_examples_of_the_docstrings_pin_the_hashes():
    assert doctest.testmod(iris).failed == 0
    assert doctest.testmod(iris).attempted >= 12


@pytest.mark.parametrize("base", GOOD_BASES)
def test_a_base_below_which_instances_can_be_named_is_returned_as_it_is(base):
    assert iris.check_base(base) == base
    NamedNode(iris.mention_iri(iris.iri(base, "article/a"), 0, 3))


@pytest.mark.parametrize("base", BAD_BASES)
def test_a_base_that_cannot_make_iris_is_refused_with_its_value_and_an_example(base):
    with pytest.raises(iris.IriError) as caught:
        iris.check_base(base)
    assert repr(base) in str(caught.value)
    assert iris.DEFAULT_BASE in str(caught.value)


BAD_KEYS = ["", "a b", "a/", "/a", "a//b", "a/../b", "./a", "a<b>", "a#b", "a?b", "person/é", "a\n", "c:d"]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_could_leave_its_place_in_an_iri_is_refused(key):
    with pytest.raises(iris.IriError, match="slug"):
        iris.iri(iris.DEFAULT_BASE, key)


@given(st.text())
def test_any_text_becomes_a_slug_of_safe_characters(text):
    assert set(iris.slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(iris.slug(text)) <= 48


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_part_of_an_instance(text):
    """Also text with lone surrogates, which has no UTF-8 form."""
    NamedNode(iris.iri(iris.DEFAULT_BASE, iris.named_key("person", text)))


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_different_parts_have_different_digests(one, other):
    assert (iris.digest(*one, length=64) == iris.digest(*other, length=64)) == (one == other)


def test_document_ids_with_the_same_slug_have_different_articles():
    assert iris.article_key("A b") != iris.article_key("a-b")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_range_that_ends_before_it_starts_is_refused(start, end):
    with pytest.raises(iris.IriError, match="offsets"):
        iris.mention_iri("https://example.org/a", start, end)


def test_every_namespace_ends_so_that_names_can_follow_and_prefixes_are_sorted():
    assert all(namespace[-1] in "/#" for namespace in iris.PREFIXES.values())
    assert list(iris.PREFIXES) == sorted(iris.PREFIXES)
