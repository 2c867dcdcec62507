"""Paragraphs in raw text, and sentence starts that cannot be."""

from __future__ import annotations

import pytest

from kg.encoder.breaks import AFTER_STOP, paragraph_ends, proposals, sentence_starts

WRAPPED = (
    "The foreign ministry said on Tuesday that it had recalled the\n"
    "ambassador from the capital after the strike on the border\n"
    "village, which killed two children and wounded three others."
)


def test_every_line_break_ends_a_paragraph() -> None:
    """Headlines, captions and paragraphs of news stand on lines of their own."""
    assert paragraph_ends("Headline\nA caption\n\nText.") == [8, 18, 19]


def test_hard_wrapped_lines_belong_together() -> None:
    """Lines that were broken at a width are one paragraph, with any kind of line break."""
    assert paragraph_ends(WRAPPED) == []
    assert paragraph_ends(WRAPPED.replace("\n", "\r\n")) == []


def test_wrapped_paragraphs_are_parted_by_an_empty_line() -> None:
    """An empty line ends a paragraph of hard-wrapped text too."""
    assert len(paragraph_ends(WRAPPED + "\n\n" + WRAPPED)) == 2


def test_list_of_headlines_is_not_wrapped() -> None:
    """Lines of similar length that begin with capitals are lines of their own."""
    lines = ["Iran Strikes Militant Bases in Pakistan, Envoy Is Recalled", "Pakistan Warns of Serious Consequences"]
    text = "\n".join([*lines, ""])
    assert len(paragraph_ends(text)) == 2


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_kinds_of_line_breaks(mark: str) -> None:
    """Each kind of line break ends a paragraph."""
    assert len(paragraph_ends(f"One.{mark}Two.")) == 1


def test_wide_gap_ends_a_paragraph() -> None:
    """Where furniture was blanked out within a line, what stands before and after does not belong together."""
    assert paragraph_ends("One." + " " * 40 + "Two.") == [4]
    assert paragraph_ends("One.   Two.") == []


def starts(text: str, proposed: set[int], glued: set[int] = frozenset(), breaks: set[int] = frozenset()) -> list[int]:  # type: ignore[assignment]
    """Return the numbers of the words that begin a sentence."""
    words = text.split()
    flags = [[i in group for i in range(len(words))] for group in (glued, breaks, proposed)]
    return [i for i, begins in enumerate(sentence_starts(words, *flags)) if begins]


def test_proposals_are_taken() -> None:
    """What the network proposes stands, and the first word always begins a sentence."""
    assert starts("He left . She came .", {3}) == [0, 3]


def test_closing_quotation_mark_belongs_to_what_it_closes() -> None:
    """A proposed start on a closing mark moves to the word after it."""
    assert starts('" Stop . " He left .', {3}, glued={1, 2, 3}) == [0, 4]


def test_opening_quotation_mark_may_begin() -> None:
    """A mark after a blank and before a word opens."""
    assert starts('He left . " Stop', {3}, glued={2, 4}) == [0, 3]


def test_reporting_clause_goes_on() -> None:
    """What follows a comma and a closing mark, or a quotation in lower case, goes on."""
    assert starts('" Stop , " He said', {4}, glued={1, 2, 3}) == [0]
    assert starts('" Stop ! " he said', {4}, glued={1, 2, 3}) == [0]


def test_paragraph_always_begins() -> None:
    """A paragraph's first word begins a sentence even in lower case and after a comma."""
    assert starts("He left , and", set(), breaks={3}) == [0, 3]


def test_nothing() -> None:
    """No words, no starts."""
    assert sentence_starts([], [], [], []) == []


def test_less_is_needed_after_a_full_stop_and_before_a_capital() -> None:
    """A score that is enough there is not enough after another word, or before small letters."""
    unsure = AFTER_STOP / 2
    assert proposals(["left", ".", "She"], [-9.0, -9.0, unsure]) == [False, False, True]
    assert proposals(["left", ".", "she"], [-9.0, -9.0, unsure]) == [False, False, False]
    assert proposals(["left", ",", "She"], [-9.0, -9.0, unsure]) == [False, False, False]
    assert proposals(["left", ",", "she"], [-9.0, -9.0, 0.1]) == [False, False, True]
