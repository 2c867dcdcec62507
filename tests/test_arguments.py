"""From words to actors: who owns, holds or is named with a thing acts and suffers for it."""

from __future__ import annotations

import pytest
from scenes import WHO, context, names, tree, word

from kg.extract.arguments import actors, unique
from kg.model import Argument, Span

BASES = "bases=base/NNS/root/0"

#: What must hold, the parse, the word, whom it stands for as an actor, and as a victim.
ACTORS = [
    ("a name stands for itself", "Iran/NNP/root/0", "Iran", "IRN", "IRN"),
    ("a word for nobody stands for nobody", "weather/NN/root/0", "weather", "-", "-"),
    ("conjuncts all count", "Iran/NNP/root/0 and/CC/cc/3 Iraq/NNP/conj/1", "Iran", "IRN IRQ", "IRN IRQ"),
    ("the adjective of a state", "Iranian/JJ/amod/2 missiles=missile/NNS/root/0", "missiles", "IRN", "IRN"),
    ("the owner", "Iran/NNP/nmod:poss/3 's/POS/case/1 missiles=missile/NNS/root/0", "missiles", "IRN", "IRN"),
    ("who is named with by", "raid/NN/root/0 by/IN/case/3 rebels=rebel/NNS/nmod/1", "raid", "rebels", "rebels"),
    (
        "the holder of a base, and the state whose soil it is, which only suffers",
        f"{BASES} of/IN/case/3 Jaish/NNP/nmod/1 in/IN/case/5 Pakistan/NNP/nmod/1",
        "bases",
        "jaish",
        "jaish PAK",
    ),
    (
        "what is no holder's thing says nothing of who is named after of",
        "history/NN/root/0 of/IN/case/3 Iran/NNP/nmod/1",
        "history", "-", "-",
    ),
    ("a thing in a country acts for nobody", f"{BASES} in/IN/case/3 Iraq/NNP/nmod/1", "bases", "-", "IRQ"),
    (
        "a series of them",
        "series/NN/root/0 of/IN/case/4 Iranian/JJ/amod/4 raids=raid/NNS/nmod/1",
        "series", "IRN", "IRN",
    ),
    ("dozens of people", "dozens=dozen/NNS/root/0 of/IN/case/3 rebels=rebel/NNS/nmod/1", "dozens", "rebels", "rebels"),
    (
        "who carried a noun out",
        "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 raids=raid/NNS/obj/2",
        "raids", "IRN", "IRN",
    ),
    ("an official acts under the official's own key", "official/NN/root/0", "official", "official", "official"),
    ("a city suffers for its state and does not act", "Saravan/NNP/root/0", "Saravan", "-", "IRN"),
    ("a sea belongs to no state", "Gulf/NNP/root/0", "Gulf", "-", "-"),
    (
        "authorities without a name and a state stand for the state that they are named with",
        "authorities=authority/NNS/root/0 in/IN/case/3 Iran/NNP/nmod/1",
        "authorities",
        "unknown",
        "IRN",
    ),
    (
        "what is linked to a state is not its own",
        "Iran/NNP/compound/3 -/HYPH/punct/3 linked=link/VBN/amod/4 bases=base/NNS/root/0",
        "bases", "-", "-",
    ),
    (
        "a crowd of people is those people",
        "crowd/NN/root/0 of/IN/case/3 rebels=rebel/NNS/nmod/1",
        "crowd", "rebels", "rebels",
    ),
    (
        "those who are joined before one noun",
        "Iran/NNP/compound/4 and/CC/cc/3 Pakistani/JJ/conj/1 rebels=rebel/NNS/root/0",
        "rebels", "IRN rebels", "IRN rebels",
    ),
    (
        "the place of an act does not stand for it",
        "raid/NN/root/0 in/IN/case/3 Iraq/NNP/nmod/1",
        "raid", "-", "-",
    ),
    ("the authorities of a state", "Iranian/JJ/amod/2 authorities=authority/NNS/root/0", "authorities", "IRN", "IRN"),
]


@pytest.mark.parametrize(("what", "line", "name", "acting", "suffering"), ACTORS, ids=[a[0] for a in ACTORS])
def test_whom_a_word_stands_for(what: str, line: str, name: str, acting: str, suffering: str) -> None:
    """Things act and suffer for whoever they belong to."""
    article = context(tree(line))
    token = word(article.doc, name)
    found = [names(actors(token, article, suffering=role)) for role in (False, True)]
    assert found == [acting, suffering]


def test_an_argument_has_the_words_that_name_the_actor() -> None:
    """The evidence is the adjective, not the missiles."""
    article = context(tree("Iranian/JJ/amod/2 missiles=missile/NNS/root/0"))
    assert actors(word(article.doc, "missiles"), article, suffering=False) == [
        Argument("state/IRN", Span(0, 7), "Iranian")
    ]


def test_each_actor_once_with_its_first_words() -> None:
    """ "Iran and its Iranian allies" are one Iran."""
    first, second, other = (Argument(WHO[w], Span(i, i + 1), w) for i, w in enumerate(("Iran", "Iranian", "Iraq")))
    assert unique([first, other, second]) == [first, other]


def test_a_chain_of_holders_without_end_is_given_up() -> None:
    """A parse of fifty nested nouns is followed only so far as people would."""
    chain = " ".join(f"of/IN/case/{2 * n + 1} base/NN/nmod/{2 * n - 1}" for n in range(1, 50))
    article = context(tree(f"base/NN/root/0 {chain} of/IN/case/101 Iran/NNP/nmod/99"))
    assert actors(article.doc[0], article, suffering=False) == []


ON_SOIL = ["in", "inside", "within", "at", "near", "across", "on", "around", "outside", "along", "from"]


@pytest.mark.parametrize("case", ON_SOIL)
def test_whose_soil_a_thing_is_on(case: str) -> None:
    """Every way to say that a base is in or at a country makes the country suffer."""
    article = context(tree(f"{BASES} {case}/IN/case/3 Iraq/NNP/nmod/1"))
    assert names(actors(article.doc[0], article, suffering=True)) == "IRQ"
