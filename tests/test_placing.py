"""Where an act was: one rule after the other, on parses by hand."""

from __future__ import annotations

import pytest
from scenes import context, find, names, tree, word

from kg.extract import events
from kg.extract.filled import slots_of
from kg.extract.placing import NOWHERE
from kg.extract.roles import Hit
from kg.extract.whereabouts import INSIDE, PLACES, located, places

HIT = "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2"
LASHED = "Turkey/NNP/nsubj/2 hit/VBD/root/0 back/RB/advmod/2 at/IN/case/5"
LASHED_THERE = "Turkey/NNP/nsubj/4 hit/VBD/root/0 back/RB/advmod/4 at/IN/case/7 Iran/NNP/obl/4"
SAID = "Turkey/NNP/nsubj/2 condemned=condemn/VBD/root/0"


def hit(line: str) -> Hit:
    """The only act of a line."""
    (only,) = find(line)[0]
    return only


PLACED = [
    ("the place of the act", f"{HIT} in/IN/case/5 Saravan/NNP/obl/2", "saravan", "in"),
    ("no preposition of place, no place", f"{HIT} with/IN/case/5 Saravan/NNP/obl/2", "-", ""),
    ("an actor is no place", f"{HIT} near/IN/case/5 gunmen=gunman/NNS/obl/2", "-", ""),
    (
        "a place that hangs on another word",
        f"{HIT} in/IN/case/5 village/NN/obl/2 near/IN/case/7 Saravan/NNP/nmod/5",
        "saravan",
        "in",
    ),
    (
        "the most specific of several",
        f"{HIT} in/IN/case/5 Iran/NNP/obl/2 in/IN/case/7 Saravan/NNP/obl/2 in/IN/case/9 Sistan/NNP/obl/2",
        "saravan",
        "in",
    ),
    ("a state and a sea", f"{HIT} in/IN/case/5 Iran/NNP/obl/2 off/IN/case/7 Gulf/NNP/obl/2", "sea", "off"),
    ("a state is better than nothing", f"{HIT} inside/IN/case/5 Iran/NNP/obl/2", "IRN", "inside"),
    ("both of one breath", f"{HIT} in/IN/case/5 Iran/NNP/obl/2 and/CC/cc/7 Iraq/NNP/conj/5", "IRN IRQ", "in"),
    ("neither of two that lie apart", f"{HIT} in/IN/case/5 Saravan/NNP/obl/2 at/IN/case/7 Iraq/NNP/obl/2", "-", ""),
    ("where the victims are", f"{HIT} in/IN/case/5 Saravan/NNP/nmod/3", "saravan", "target"),
    (
        "a nearer word than where the victims are",
        f"{HIT} in/IN/case/5 Iraq/NNP/nmod/3 in/IN/case/7 Saravan/NNP/obl/2",
        "saravan",
        "in",
    ),
    (
        "where the victims are is more special",
        f"{HIT} in/IN/case/5 Saravan/NNP/nmod/3 in/IN/case/7 Iran/NNP/obl/2",
        "saravan",
        "target",
    ),
    ("not beside a border", f"{HIT} near/IN/case/6 Iran/NNP/compound/6 border/NN/obl/2", "-", ""),
    ("after its time", f"{HIT} Monday/NNP/obl:unmarked/2 in/IN/case/6 Saravan/NNP/nmod/4", "saravan", "time"),
    ("whose it is", f"{HIT} in/IN/case/6 Saravan/NNP/nmod:poss/6 zone/NN/obl/2", "saravan", "in"),
    ("how far from it", f"{HIT} north/RB/advmod/2 of/IN/case/6 Saravan/NNP/obl/4", "saravan", "bearing"),
    ("where words are said", f"{SAID} in/IN/case/4 Saravan/NNP/obl/2 Israel/NNP/obj/2", "saravan", "in"),
    ("who is spoken at is no place", f"{LASHED} Iran/NNP/obl/2", "-", ""),
    ("nor where they are", f"{LASHED} gunmen=gunman/NNS/obl/2 in/IN/case/7 Iran/NNP/nmod/5", "-", ""),
    ("where it is said beside who is spoken at", f"In/IN/case/2 Saravan/NNP/obl/4 {LASHED_THERE}", "saravan", "in"),
    ("not where that is of which they speak", f"{SAID} Israel/NNP/obj/2 in/IN/case/5 Saravan/NNP/obl/2", "-", ""),
]


@pytest.mark.parametrize(("what", "line", "place", "rule"), PLACED, ids=[p[0] for p in PLACED])
def test_the_place_of_an_act(what: str, line: str, place: str, rule: str) -> None:
    """What the text ties to the act, and the rule that says so."""
    placed = hit(line).placed
    assert (names(placed.places), placed.rule) == (place, rule)


@pytest.mark.parametrize("case", PLACES)
def test_prepositions_of_place(case: str) -> None:
    """Every way to say where it was."""
    placed = hit(f"{HIT} {case}/IN/case/5 Saravan/NNP/obl/2").placed
    assert names(placed.places) == "saravan"


def test_places_of_conjuncts_in_order() -> None:
    """ "Saravan and Sistan" are two places."""
    article = context(tree("Saravan/NNP/root/0 and/CC/cc/3 Sistan/NNP/conj/1"))
    assert names(places(article.doc[0], article)) == "saravan sistan"


@pytest.mark.parametrize("case", INSIDE)
def test_where_people_are_said_to_be(case: str) -> None:
    """ "the guards of a base in Saravan" are there."""
    line = f"guards=guard/NNS/root/0 of/IN/case/3 base/NN/nmod/1 {case}/IN/case/5 Saravan/NNP/nmod/3"
    article = context(tree(line))
    assert [token.text for token in located(word(article.doc, "guards"), article)] == ["Saravan"]


def test_a_telephone_call_is_nowhere() -> None:
    """Neither side of it is where the other one is."""
    line = "Turkey/NNP/nsubj/2 phoned=phone/VBD/root/0 Iran/NNP/obj/2 in/IN/case/5 Saravan/NNP/obl/2"
    assert [h.placed for h in find(line)[0]] == [NOWHERE]


CLAUSES = [
    ("a clause with where", "attacked", "held=hold/VBD/root/0 Saravan/NNP/obj/1 where/WRB/advmod/5 Turkey/NNP/nsubj/5 "
     "attacked=attack/VBD/acl:relcl/2 rebels=rebel/NNS/obj/5", "saravan", "where"),
    ("a speaker's place", "condemned", "speaking=speak/VBG/advcl/5 in/IN/case/3 Saravan/NNP/obl/1 Turkey/NNP/nsubj/5 "
     "condemned=condemn/VBD/root/0 Israel/NNP/obj/5", "saravan", "speaking"),
    ("the clause above", "attacking", "Turkey/NNP/nsubj/2 stood=stand/VBD/root/0 in/IN/case/4 Saravan/NNP/obl/2 "
     "attacking=attack/VBG/advcl/2 rebels=rebel/NNS/obj/5", "saravan", "above"),
    ("who comes and acts", "attacked", "Turkey/NNP/nsubj/2 came=come/VBD/root/0 to/IN/case/4 Saravan/NNP/obl/2 "
     "and/CC/cc/6 attacked=attack/VBD/conj/2 rebels=rebel/NNS/obj/6", "saravan", "above"),
    ("where the police tell of", "attacked", "In/IN/case/2 Saravan/NNP/obl/4 police/NNS/nsubj/4 say/VBP/root/0 "
     "Turkey/NNP/nsubj/6 attacked=attack/VBD/ccomp/4 rebels=rebel/NNS/obj/6", "saravan", "fronted"),
    ("not where a minister tells it", "attacked", "In/IN/case/2 Saravan/NNP/obl/4 minister/NN/nsubj/4 say/VBP/root/0 "
     "Turkey/NNP/nsubj/6 attacked=attack/VBD/ccomp/4 rebels=rebel/NNS/obj/6", "-", ""),
    ("told in one breath", "attacked", "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2 "
     "and/CC/cc/5 killed=kill/VBD/conj/2 gunmen=gunman/NNS/obj/5 in/IN/case/8 Saravan/NNP/obl/5", "saravan", "joined"),
    ("not where somebody goes after it", "attacked", "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 "
     "rebels=rebel/NNS/obj/2 and/CC/cc/5 went=go/VBD/conj/2 to/IN/case/7 Saravan/NNP/obl/5", "-", ""),
]  # fmt: skip


@pytest.mark.parametrize(("what", "act", "line", "place", "rule"), CLAUSES, ids=[p[0] for p in CLAUSES])
def test_the_clauses_around_an_act(what: str, act: str, line: str, place: str, rule: str) -> None:
    """The place that another clause gives."""
    placed = {one.token.text: one.placed for one in find(line)[0]}[act]
    assert (names(placed.places), placed.rule) == (place, rule)


def test_a_rule_is_told_with_the_slots_of_the_sides() -> None:
    """Whoever asks sees how the place was found."""
    article = context(tree(f"{HIT} in/IN/case/5 Saravan/NNP/obl/2"))
    (only,) = events.find(article)[0]
    assert slots_of(only, article)[-1] == "place: in"
