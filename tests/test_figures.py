"""Figures of speech are no acts of force: the word that makes them so is found, and told."""

from __future__ import annotations

import pytest
from scenes import find, lexicon, tree, word

from kg.extract.figures import figure
from kg.extract.syntax import slots

FIGURES = [
    ("who uses no force", "tourists=tourist/NNS/nsubj/2 invaded=invade/VBD/root/0 Iraq/NNP/obj/2", "tourists"),
    (
        "where none is used",
        "Iran/NNP/nsubj/2 invaded=invade/VBD/root/0 Iraq/NNP/obj/2 in/IN/case/6 a/DT/det/6 debate/NN/obl/2",
        "debate",
    ),
    ("soldiers use force", "soldiers=soldier/NNS/nsubj/2 invaded=invade/VBD/root/0 Iraq/NNP/obj/2", None),
    (
        "what comes after a debate is no figure",
        "Iran/NNP/nsubj/2 invaded=invade/VBD/root/0 Iraq/NNP/obj/2 after/IN/case/6 a/DT/det/6 debate/NN/obl/2",
        None,
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), FIGURES, ids=[f[0] for f in FIGURES])
def test_the_word_that_makes_a_figure_of_speech(what: str, line: str, expected: str | None) -> None:
    """Subjects that use no force, and arenas without any."""
    found = figure("ASSAULT", slots(word(tree(line), "invaded"), lexicon()), lexicon())
    assert (found.text if found is not None else None) == expected


def test_only_acts_of_force_are_figures() -> None:
    """Tourists may well be accused, or accuse."""
    line = "tourists=tourist/NNS/nsubj/2 invaded=invade/VBD/root/0 Iraq/NNP/obj/2"
    assert figure("ACCUSE", slots(word(tree(line), "invaded"), lexicon()), lexicon()) is None


def test_the_reason_names_the_word() -> None:
    """A figure of speech is abstained from like what is not real."""
    hits, left = find("Budgets=budget/NNS/nsubj/2 shelled=shell/VBD/root/0 Iraq/NNP/obj/2")
    assert not hits
    assert [(one.why, one.detail.rpartition(": ")[2]) for one in left] == [("unreal", "“Budgets”")]
