"""Which article, claim and event of one graph is which one of another.

Claims go by the article and the words that they stand in, events by the claims that they share: the IRIs of both come
from their content, and change with it. What is most alike is paired first. Nothing here depends on which of the two
graphs comes first, so that the way back is the mirror of the way there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kg.comparing.values import Act, Paper, Snapshot, Told

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
#: How alike two are; ``None`` when they are not the same at all.
Score = Callable[[T, T], float | None]
Pairs = list[tuple[T, T]]

#: Sentences with fewer words in common than this share of all their words are not the same one, edited.
ALIKE = 0.5
#: With more pairs than this, sentences that were edited are not looked for: an article has never so many.
MOST = 100_000


def papers(old: Mapping[str, Paper], new: Mapping[str, Paper]) -> Pairs[Paper]:
    """Pair articles of the same id, and of the others those of the same text."""
    same = [(old[name], new[name]) for name in sorted(old.keys() & new.keys())]
    gone, come = ([one[name] for name in sorted(one.keys() - two.keys())] for one, two in ((old, new), (new, old)))
    return same + _pass(gone, come, lambda one: one.digest, lambda _one, _other: 0)


def claims(old: Snapshot, new: Snapshot, same: Pairs[Paper]) -> Pairs[Told]:
    """Pair the claims of the same articles; without an article those of the same key."""
    olds, news = _by_doc(old.claims.values()), _by_doc(new.claims.values())
    docs = [(one.id, other.id) for one, other in same]
    known = {one for one, _ in docs}, {other for _, other in docs}
    strays = sorted((olds.keys() - known[0]) & (news.keys() - known[1]) - old.papers.keys() - new.papers.keys())
    return [
        pair for one, other in (*docs, *((name, name) for name in strays)) for pair in _claims(olds[one], news[other])
    ]


def _by_doc(told: Iterable[Told]) -> defaultdict[str, list[Told]]:
    """Return the claims of each article in the order of the text."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.start, one.key)):
        found[one.doc].append(one)
    return found


def _claims(old: Sequence[Told], new: Sequence[Told]) -> Pairs[Told]:
    """Pair the claims of one article: the same words first, then words that were edited."""
    passes: tuple[tuple[Callable[[Told], Hashable], Score[Told]], ...] = (
        (lambda one: (one.key, one.sentence), lambda _one, _other: 0),
        (lambda one: (one.sentence, one.trigger), _agreement),
        (lambda one: one.key, _likeness),
        (lambda one: one.trigger.casefold(), _likeness),
    )
    pairs: Pairs[Told] = []
    for group, score in passes:
        found = _pass(old, new, group, score)
        pairs += found
        taken = {one.key for one, _ in found}, {other.key for _, other in found}
        old, new = ([one for one in some if one.key not in keys] for some, keys in zip((old, new), taken, strict=True))
    return pairs


def _agreement(one: Told, other: Told) -> float:
    """Return how many slots two claims say the same in."""
    return sum(slot in other.said and said.key == other.said[slot].key for slot, said in one.said.items())


def _likeness(one: Told, other: Told) -> float | None:
    """Return the share of words that the sentences of two claims have in common, and slots for equals."""
    words = set(one.sentence.casefold().split()), set(other.sentence.casefold().split())
    share = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
    return share + _agreement(one, other) / 1000 if share >= ALIKE else None


def _pass(old: Iterable[T], new: Iterable[T], group: Callable[[T], Hashable], score: Score[T]) -> Pairs[T]:
    """Pair what falls into the same group, within that the most alike first."""
    groups: dict[Hashable, tuple[list[T], list[T]]] = {}
    for side, several in enumerate((old, new)):
        for one in several:
            groups.setdefault(group(one), ([], []))[side].append(one)
    return [pair for olds, news in groups.values() for pair in _paired(olds, news, score)]


def _paired(old: Sequence[T], new: Sequence[T], score: Score[T]) -> Pairs[T]:
    """Pair the most alike first, of equals those nearest in the order that they are given in.

    Pairs that this leaves equal, (1, 2) and (2, 1), do not exclude each other: either may come first."""
    if len(old) * len(new) > MOST:
        return []
    ranked = sorted(
        (-alike, abs(i - j), i + j, i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (alike := score(one, other)) is not None
    )
    return [(old[i], new[j]) for i, j in _first((i, j) for *_, i, j in ranked)]


def _first(ranked: Iterable[tuple[K, K]]) -> Iterator[tuple[K, K]]:
    """Yield the pairs in their order, without those of which one end was taken before."""
    taken: tuple[set[K], set[K]] = set(), set()
    for one, other in ranked:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other


def acts(old: Snapshot, new: Snapshot, same: Pairs[Told]) -> list[tuple[tuple[Act, ...], tuple[Act, ...]]]:
    """Return the events of both graphs in groups of those that are one another.

    The first of each side share most claims. An event all of whose claims are in others goes where most of them are."""
    of_old, of_new = ({claim: act.key for act in one.acts.values() for claim in act.claims} for one in (old, new))
    shared = Counter(
        (of_old[one.key], of_new[other.key]) for one, other in same if one.key in of_old and other.key in of_new
    )
    ranked = sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], sorted(pair)))
    pairs = list(_first(ranked))
    groups = {pair: ([pair[0]], [pair[1]]) for pair in pairs}
    by_side = {one: pair for pair in pairs for one in (("old", pair[0]), ("new", pair[1]))}
    for one, other in ranked:
        for here, there in ((("old", one), ("new", other)), (("new", other), ("old", one))):
            if here not in by_side:
                by_side[here] = by_side[there]
                groups[by_side[there]][here[0] == "new"].append(here[1])
    alone = [((key,), ()) for key in sorted(old.acts.keys() - {one for side, one in by_side if side == "old"})]
    come = [((), (key,)) for key in sorted(new.acts.keys() - {one for side, one in by_side if side == "new"})]
    listed = [*((tuple(a), tuple(b)) for a, b in groups.values()), *alone, *come]
    return [(tuple(old.acts[key] for key in a), tuple(new.acts[key] for key in b)) for a, b in listed]
