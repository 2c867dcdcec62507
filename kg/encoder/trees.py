"""From scores to structures that cannot be broken: one tree for each sentence, well-formed names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e9
_ROOT_COST = 1e6
"""Far above any sum of scores, so that the best tree has as few roots as possible: one."""


def best_heads(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return for each word of a sentence its head in the best tree with one root.

    ``scores[d, h]`` is for word ``d`` under word ``h - 1``; column 0 is the root, and the result counts likewise.

    >>> best_heads(np.array([[0, 9, 5], [1, 4, 9]], dtype=np.float32)).tolist()
    [2, 0]
    """
    count = scores.shape[0]
    scores = scores.astype(np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = _FORBIDDEN
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    if np.count_nonzero(heads == 0) == 1 and not _cycle([-1, *heads.tolist()]):
        return heads
    square = np.full((count + 1, count + 1), _FORBIDDEN)
    square[1:] = scores
    square[1:, 0] -= _ROOT_COST
    return np.array(_tree(square)[1:], np.int64)


def _cycle(heads: Sequence[int]) -> list[int]:
    """Return the members of one cycle, or nothing; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def _tree(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu and Edmonds: take each node's best head, contract a cycle, solve the rest, open the cycle again."""
    heads = [-1, *scores[1:].argmax(axis=1).tolist()]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    smaller, enter, leave = _contract(scores, heads, cycle, outside)
    solved = _tree(smaller)
    for position, node in enumerate(outside):
        head = solved[position]
        if position:
            heads[node] = int(leave[position]) if head == len(outside) else outside[head]
    into = outside[solved[len(outside)]]
    opened = int(enter[solved[len(outside)]])
    heads[opened] = into
    return heads


def _contract(
    scores: NDArray[np.float64], heads: list[int], cycle: list[int], outside: list[int]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the scores with the cycle as one last node, and by which member one enters and leaves it."""
    size, ring, rest = len(outside), np.array(cycle), np.array(outside)
    smaller = np.full((size + 1, size + 1), _FORBIDDEN)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    gain = scores[np.ix_(ring, rest)] - scores[ring, np.array(heads)[ring]][:, None]
    smaller[size, :size] = gain.max(axis=0)
    from_ring = scores[np.ix_(rest, ring)]
    smaller[:size, size] = from_ring.max(axis=1)
    return smaller, ring[gain.argmax(axis=0)], ring[from_ring.argmax(axis=1)]


def best_names(scores: NDArray[np.float32], tags: Sequence[str]) -> list[str]:
    """Return the best sequence of BIO tags in which no name begins with its inside.

    >>> best_names(np.array([[0, 1, 3.0], [0, 1, 3]], np.float32), ("O", "B-ORG", "I-ORG"))
    ['B-ORG', 'I-ORG']
    """
    allowed = _transitions(tags)
    if not len(scores):
        return []
    best = scores[0] + np.where(np.array([tag.startswith("I-") for tag in tags]), _FORBIDDEN, 0.0)
    back = np.zeros((len(scores), len(tags)), np.int64)
    for row in range(1, len(scores)):
        options = best[:, None] + allowed
        back[row] = options.argmax(axis=0)
        best = options.max(axis=0) + scores[row]
    path = [int(best.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return [tags[index] for index in reversed(path)]


def _transitions(tags: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[0.0 if _follows(one, two) else _FORBIDDEN for two in tags] for one in tags])


def _follows(one: str, two: str) -> bool:
    return not two.startswith("I-") or one[2:] == two[2:]
