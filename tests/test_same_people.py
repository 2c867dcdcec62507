"""Officials of a shorter and of a fuller name in several articles: one person only where state and post agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.people import same_people
from kg.model import Entity, Post
from kg.names.spelling import person_key


def people(*names: str, country: str = "PER") -> dict[str, Entity]:
    """Officials of one state by key."""
    made = [Entity(person_key(name, country), "Official", name, country=country) for name in names]
    return {one.key: one for one in made}


def ties(*holders: dict[str, Entity]) -> dict[str, str]:
    """Who is tied to whom, by label, when all of them are called by one post."""
    known = {key: one for some in holders for key, one in some.items()}
    post = Post("post/minister-per", "Minister of Peru", "state/PER", tuple(sorted(known)))
    return {known[one.one].label: known[one.other].label for one in same_people([post], known)}


CASES = [
    (("Ana Maria Lopez", "Ana Lopez", "Lopez"), {"Ana Lopez": "Ana Maria Lopez", "Lopez": "Ana Maria Lopez"}),
    (("Ana Lopez", "Luis Lopez", "Lopez"), {}),  # two could be meant
    (("Ana Lopez", "Luis Lopez", "Ana Maria Lopez"), {"Ana Lopez": "Ana Maria Lopez"}),
    (("Ana Maria Lopez", "Ana Rosa Lopez", "Ana Lopez"), {}),
    (("Ana Maria Lopez", "Ana"), {}),  # a given name alone says too little
    (("Ana Lopez", "Luis Vega"), {}),
]


@pytest.mark.parametrize(("names", "expected"), CASES, ids=[", ".join(names) for names, _ in CASES])
def test_a_shorter_name_is_tied_to_the_one_fuller_name(names: tuple[str, ...], expected: dict[str, str]) -> None:
    assert ties(people(*names)) == expected


def test_names_of_two_states_are_not_tied() -> None:
    assert ties(people("Ana Maria Lopez"), people("Ana Lopez", country="BOL")) == {}


def test_a_tie_says_why() -> None:
    known = people("Ana Maria Lopez", "Ana Lopez")
    (tie,) = same_people([Post("post/x", "Minister of Peru", "state/PER", tuple(known))], known)
    assert tie.reason == "Minister of Peru: Ana Lopez is short for Ana Maria Lopez"


def test_people_of_two_posts_are_not_tied() -> None:
    known = people("Ana Maria Lopez", "Ana Lopez")
    posts = [Post(f"post/{n}", "Minister", "state/PER", (key,)) for n, key in enumerate(sorted(known))]
    assert same_people(posts, known) == ()


@given(st.permutations(["Ana Maria Lopez", "Ana Lopez", "Lopez", "Luis Vega"]))
def test_the_order_of_the_holders_does_not_matter(names: list[str]) -> None:
    assert ties(people(*names)) == ties(people(*sorted(names)))
