"""Officials whom articles name in a longer and in a shorter way: one person where state and post agree.

The spellings of a name have one key already (:mod:`kg.names.spelling`). Here an official of one article is tied to one
of another whose name is a fuller form of the same: never over two states, never over two posts, and not where two could
be meant. Both nodes stay, since an article's graph depends on that article alone; the tie says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import Entity, Post, Same
from kg.names.spelling import is_form_of, spelled


def same_people(posts: Iterable[Post], entities: Mapping[str, Entity]) -> tuple[Same, ...]:
    """Return the ties of shorter names to the one fuller name of the same post, in the order of their keys."""
    found: dict[str, Same] = {}
    for post in sorted(posts, key=lambda one: one.key):
        holders = [entities[key] for key in post.holders if key.startswith("person/") and key in entities]
        for tie in _ties(post, holders):
            found.setdefault(tie.one, tie)
    return tuple(found[key] for key in sorted(found))


def _ties(post: Post, holders: list[Entity]) -> Iterator[Same]:
    for one in holders:
        fuller = [other for other in holders if _is_short_for(one, other)]
        fullest = [other for other in fuller if all(other == any_ or _is_short_for(any_, other) for any_ in fuller)]
        if len(fullest) == 1:
            other = fullest[0]
            yield Same(one.key, other.key, f"{post.label}: {one.label} is short for {other.label}")


def _is_short_for(one: Entity, other: Entity) -> bool:
    """Tell whether two act for one state and the first's name is a form of the second's that keeps the surname."""
    short, full = spelled(one.label), spelled(other.label)
    agree = one.key != other.key and one.country == other.country and len(short) < len(full)
    return agree and bool(short) and short[-1] == full[-1] and is_form_of(short, full)
