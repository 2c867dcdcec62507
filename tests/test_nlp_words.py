"""Words as the network sees them (pieces and case), and lemmas."""

from __future__ import annotations

import pytest

from kg.encoder.lemmas import Lemmas, read_lemmas
from kg.encoder.lists import FLAGS, NameLists
from kg.encoder.pieces import CACHE_SIZE, MAX_PIECES_PER_WORD, Pieces, Shape, shape, window
from kg.nlp import shipped


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(["[UNK]", "[CLS]", "[SEP]", "iran", "##ian", "a", "##a", "'"])


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("iran", Shape.LOWER), ("Iran", Shape.TITLE), ("A", Shape.TITLE), ("UN", Shape.UPPER), ("U.S.", Shape.UPPER),
        ("McCain", Shape.MIXED), ("iPhone", Shape.MIXED), ("16", Shape.DIGITS), ("M23", Shape.DIGITS),
        (",", Shape.OTHER), ("北京", Shape.MIXED), ("Ö", Shape.TITLE),
    ],
)  # fmt: skip
def test_shape(word: str, wanted: Shape) -> None:
    """The case of a word is one of six."""
    assert shape(word) == wanted


def test_pieces_ignore_case_and_accents(pieces: Pieces) -> None:
    """The encoder is uncased."""
    assert pieces.of("IRANIAN") == pieces.of("iranian") == pieces.of("Îranian") == (3, 4)


def test_unknown_and_empty_words_have_a_piece(pieces: Pieces) -> None:
    """Every word has at least one piece, even one that vanishes."""
    assert pieces.of("xyz") == pieces.of("\u200b") == pieces.of("\u0301") == (pieces.unknown,)


def test_long_words_are_cut(pieces: Pieces) -> None:
    """No word has more pieces than the network was trained with."""
    assert len(pieces.of("a" * 1_000_000)) == MAX_PIECES_PER_WORD


def test_curly_marks_are_plain(pieces: Pieces) -> None:
    """Typographic marks are read as the plain ones."""
    assert pieces.of("’") == pieces.of("'") == (7,)


def test_cache_is_bounded(pieces: Pieces) -> None:
    """Memory does not grow with the number of different words."""
    for number in range(CACHE_SIZE + 10):
        pieces.of(str(number))
    assert len(pieces._cache) <= CACHE_SIZE


def test_window_layout() -> None:
    """A row begins and ends with its marks, and a paragraph that begins within it gets a separator."""
    row = window([(5, 6), (7,)], [2, 1], [0, 5], [True, True], (1, 2))
    assert row.pieces.tolist() == [1, 5, 6, 2, 7, 2]
    assert row.shapes.tolist() == [0, 2, 2, 0, 1, 0]
    assert row.firsts.tolist() == [1, 4]
    assert row.flags[:4].sum() == row.flags[5].sum() == 0
    assert row.flags[4].tolist() == [1, 0, 1, 0, 0, 0, 0]


LISTS = NameLists(
    [("place", "new delhi"), ("place", "delhi"), ("organisation", "al - qaeda"), ("people", "turks"), ("first", "josé")]
)


def flagged(text: str) -> list[list[str]]:
    """Return the names of the flags of each word."""
    words = text.split()
    return [[flag for bit, flag in enumerate(FLAGS) if bits >> bit & 1] for bits in LISTS.flags(words)]


def test_flags_of_names_of_several_words() -> None:
    """The first word and the others have flags of their own, and names within names are found too."""
    assert flagged("in New Delhi") == [[], ["place"], ["place", "in place"]]


def test_flags_ignore_accents_and_capitals() -> None:
    """A list has each name in one spelling."""
    assert flagged("Jose JOSÉ NEW DELHI")[:3] == [["first name"], ["first name"], ["place"]]


def test_small_letters_are_no_name() -> None:
    """A common word that is a name elsewhere gets no flag, but a particle within a name does."""
    assert flagged("turks delhi") == [[], []]
    assert flagged("al - Qaeda") == [["organisation"], ["in organisation"], ["in organisation"]]


def test_a_name_that_is_cut_off_is_not_found() -> None:
    """A name must be there with all its words."""
    assert flagged("New") == [[]]


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return read_lemmas(shipped() / "lemmas.json.gz")


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("struck", "VBD", "strike"), ("Strikes", "VBZ", "strike"), ("strikes", "NNS", "strike"),
        ("killed", "VBN", "kill"), ("were", "VBD", "be"), ("said", "VBD", "say"), ("accused", "VBD", "accuse"),
        ("denies", "VBZ", "deny"),
        ("condemned", "VBD", "condemn"), ("planning", "VBG", "plan"), ("hoping", "VBG", "hope"),
        ("sanctions", "NNS", "sanction"),
        ("countries", "NNS", "country"), ("Iran", "NNP", "Iran"), ("THE", "DT", "the"), ("gunmen", "NNS", "gunman"),
        ("worse", "JJR", "bad"), ("Missiles", "NNS", "missile"), ("recalled", "VBD", "recall"), ("met", "VBD", "meet"),
        ("wounded", "VBN", "wound"), ("led", "VBN", "lead"), ("left", "VBD", "leave"), ("forces", "NNS", "force"),
    ],
)  # fmt: skip
def test_lemma(lemmas: Lemmas, word: str, tag: str, lemma: str) -> None:
    """Regular and irregular forms have the lemma of a dictionary."""
    assert lemmas.of(word, tag) == lemma


@pytest.mark.parametrize(
    ("word", "tag", "lemma"), [("vlogged", "VBD", "vlog"), ("zorps", "NNS", "zorp"), ("s", "NNS", "s")]
)
def test_lemma_of_unknown_words(lemmas: Lemmas, word: str, tag: str, lemma: str) -> None:
    """Words that no dictionary has lose their ending."""
    assert lemmas.of(word, tag) == lemma
