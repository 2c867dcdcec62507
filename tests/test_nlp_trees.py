"""Decoding: trees are the best ones with one root, names are well-formed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.encoder.trees import best_heads, best_names


def is_tree(heads: tuple[int, ...]) -> bool:
    """Say whether heads (0 is the root) make one tree with one root."""
    if heads.count(0) != 1:
        return False
    return all(reaches_root(heads, word) for word in range(1, len(heads) + 1))


def reaches_root(heads: tuple[int, ...], word: int) -> bool:
    """Say whether the way up from a word ends at the root."""
    seen: set[int] = set()
    node = word
    while node and node not in seen:
        seen.add(node)
        node = heads[node - 1]
    return node == 0


def best_by_trying(scores: NDArray[np.float32]) -> float:
    """Return the score of the best tree among all."""
    count = len(scores)
    trees = (heads for heads in product(range(count + 1), repeat=count) if is_tree(heads))
    return max(sum(float(scores[d, h]) for d, h in enumerate(heads)) for heads in trees)


@pytest.mark.parametrize("seed", range(40))
def test_best_tree(seed: int) -> None:
    """No other tree with one root has a higher score."""
    scores = np.random.default_rng(seed).normal(size=(4 + seed % 2, 5 + seed % 2)).astype(np.float32)
    heads = best_heads(scores)
    assert is_tree(tuple(heads.tolist()))
    found = sum(float(scores[d, h]) for d, h in enumerate(heads))
    assert found == pytest.approx(best_by_trying(scores), abs=1e-4)


def test_one_word_is_the_root() -> None:
    """A sentence of one word has that word as its root, whatever the scores."""
    assert best_heads(np.array([[-5.0, 9.0]], np.float32)).tolist() == [0]


def test_scores_are_not_changed() -> None:
    """The caller's array stays as it was."""
    scores = np.ones((3, 4), np.float32)
    best_heads(scores)
    assert (scores == 1).all()


def test_two_roots_are_made_one() -> None:
    """Where two words want to be the root, one of them becomes the other's dependent."""
    scores = np.array([[9.0, 0, 1], [8.0, 2, 0]], np.float32)
    assert best_heads(scores).tolist() == [0, 1]


TAGS = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def test_a_name_cannot_begin_inside() -> None:
    """An inside tag after nothing or after another kind is replaced by the best sequence that is allowed."""
    scores = np.array([[0, 2, 5, 0, 0], [0, 0, 5, 0, 4.5], [1, 0, 0, 0, 1.5]], np.float32)
    assert best_names(scores, TAGS) == ["B-ORG", "I-ORG", "O"]


def test_no_words_no_names() -> None:
    """An empty sequence has no tags."""
    assert best_names(np.zeros((0, 5), np.float32), TAGS) == []
