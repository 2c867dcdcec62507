"""Five articles that relay one agency are one source: what claims go back to, and how many sources an event has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import ontology
from tales import KEYS, PEOPLE, article, claim

from kg.iris import article_key
from kg.linking.independence import WIDEST, copies, origins
from kg.linking.link import link
from kg.model import Analysis, Argument, Claim, Document, Entity, Span
from kg.reading.sentences import sentence_hashes

REUTERS, IRNA = "media/reuters", "media/irna"
MORE = {REUTERS: Entity(REUTERS, "MediaOrganization", "Reuters", aliases=("Reuters News Agency",))}
KNOWN = PEOPLE | MORE


def named(key: str) -> Argument:
    return Argument(key if "/" in key else KEYS[key], Span(0, 1), key)


def said(key: str, by: str = "", relayed: str = "", *, doc: str = "a") -> Claim:
    """A claim by somebody, relayed by a medium."""
    relay = named(relayed) if relayed else None
    return replace(claim(key, doc=doc), claimer=tuple(named(one) for one in by.split()), relayed_by=relay)


def told(
    doc: str, *claims: Claim, publisher: str | None = None, credit: str = "", text: str = "", day: str = "2024-01-17"
) -> Analysis:
    """An article that makes these claims."""
    document = Document(doc, "", published=day, publisher=publisher)
    several = tuple(replace(one, doc=doc) for one in claims)
    taken_from = named(credit) if credit else None
    return Analysis(document, claims=several, credit=taken_from, sentences=sentence_hashes(text))


def goes_back(*analyses: Analysis) -> dict[str, tuple[str, ...]]:
    found = origins(analyses, KNOWN, ontology())
    return {key.removeprefix("claim/"): keys for key, keys in found.items()}


WHO = [
    ("a state", "IRN", "", ("state/IRN",)),
    ("its official", "official", "", ("state/PAK",)),
    ("its ministry, to an agency", "pak-foreign", IRNA, ("state/PAK",)),
    ("a part of a group", "wing", "", ("group/bla",)),
    ("an agency", REUTERS, "", (REUTERS,)),
    ("a person", "azizi", REUTERS, ("person/azizi",)),
    ("people without a name, to an agency", "gunmen", REUTERS, (REUTERS,)),
    ("authorities of no known state, to an agency", "unknown", REUTERS, (REUTERS,)),
    ("people without a name", "gunmen", "", (article_key("x"),)),
    ("nobody, through an agency", "", REUTERS, (REUTERS,)),
    ("nobody", "", "", (article_key("x"),)),
    ("two states", "IRN IRQ", "", ("state/IRN", "state/IRQ")),
]


@pytest.mark.parametrize(("what", "by", "relayed", "expected"), WHO, ids=[w[0] for w in WHO])
def test_a_claim_goes_back_to_who_says_so(what: str, by: str, relayed: str, expected: tuple[str, ...]) -> None:
    assert goes_back(told("x", said("a", by, relayed))) == {"a": expected}


def test_an_article_taken_from_an_agency_goes_back_to_it() -> None:
    """Also what people without a name say in it; what a minister says is the minister's."""
    one = told("x", said("a"), said("b", "gunmen"), said("c", "official"), credit=REUTERS, publisher="Gazette")
    assert goes_back(one) == {"a": (REUTERS,), "b": (REUTERS,), "c": ("state/PAK",)}


def test_articles_of_one_publisher_go_back_to_the_first_of_them() -> None:
    """Its own agency, where it is one that is known."""
    later = told("x", said("a"), publisher="The Gazette", day="2024-01-18")
    sooner = told("y", said("b"), publisher="the gazette", day="2024-01-16")
    agency = told("z", said("c"), publisher="Reuters News Agency")
    assert goes_back(later, sooner, agency) == {"a": (article_key("y"),), "b": (article_key("y"),), "c": (REUTERS,)}


STORY = [
    "Militants struck an army post near Gao at dawn on Sunday.",
    "Nine soldiers were killed and the attackers took several vehicles with them.",
    "The ministry of defence said that it had sent more troops to the town.",
    "Residents said that they had heard shots for more than two hours.",
]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (" ".join(STORY), True),
        ("\n\n".join(STORY).upper().replace(",", " -"), True),
        (" ".join([*STORY[:3], "Our own reporter saw smoke above the camp for most of the morning."]), True),
        (" ".join([STORY[0], "Our own reporter saw smoke above the camp for most of the morning."]), False),
        ("Nine soldiers died.", False),
        ("", False),
    ],
)
def test_articles_with_the_same_sentences_are_copies(text: str, copied: bool) -> None:
    """Case, marks and white space do not count; one sentence in common is a quotation."""
    first, second = told("b", text=" ".join(STORY), day="2024-01-16"), told("a", text=text)
    assert copies([second, first]) == {"b": "b", "a": "b" if copied else "a"}


def test_a_copy_goes_back_to_what_the_original_goes_back_to() -> None:
    """An agency's story in the paper of another publisher is that agency's."""
    original = told("x", said("a"), publisher="Reuters", text=" ".join(STORY), day="2024-01-16")
    copy = told("y", said("b"), publisher="Gazette", text=" ".join(STORY))
    other = told("z", said("c"), publisher="Gazette")
    assert goes_back(original, copy, other) == {"a": (REUTERS,), "b": (REUTERS,), "c": (article_key("y"),)}


TEXTS = st.lists(st.lists(st.sampled_from(STORY), unique=True, max_size=4).map(" ".join), max_size=6)


@given(TEXTS, st.randoms())
def test_copies_depend_on_no_order_and_the_first_is_its_own(texts: list[str], random: object) -> None:
    documents = [told(f"d{number}", text=text) for number, text in enumerate(texts)]
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = copies(documents)
    assert copies(shuffled) == found
    assert all(found[first] == first for first in found.values())


def test_a_line_that_a_site_puts_on_each_page_makes_no_copies() -> None:
    line = "Sign up here for our newsletter to read the news of the day at breakfast."
    own = "The number {} was drawn in the lottery of the town this morning. It was drawn {} days after the last one."
    documents = [told(f"d{number:03d}", text=f"{line} {own.format(number, number)}") for number in range(60)]
    assert len(set(copies(documents).values())) == 60


def test_many_copies_are_one() -> None:
    """A story that more sites have taken over than an article is compared with."""
    documents = [told(f"d{number:03d}", text=" ".join(STORY)) for number in range(WIDEST + 10)]
    assert set(copies(documents).values()) == {"d000"}


def sources(*claims: Claim) -> int | None:
    """How many sources the one event of these claims has, each in an article of its own."""
    linked = link([article(c.doc, c) for c in claims], ontology())
    (event,) = linked.events
    return event.sources


def test_the_sources_of_an_event_are_counted_once_each() -> None:
    """Two officials of one state are one, a denial is none."""
    assert sources(said("a", doc="x"), said("b", doc="y")) == 2
    assert sources(said("a", IRNA, doc="x"), said("b", IRNA, doc="y")) == 1
    assert sources(said("a", doc="x"), replace(said("b", "IRN", doc="y"), stance="denied")) == 1
    assert sources(replace(said("a", doc="x"), stance="denied")) == 0
