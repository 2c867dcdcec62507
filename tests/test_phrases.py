"""Questions about noun phrases, on hand-built parses."""

from __future__ import annotations

import pytest
from parses import at, parse

from kg.extract.phrases import (
    clause_subjects,
    core_start,
    first_conjunct,
    is_plural,
    is_subject,
    possessor,
    prepositions,
    root_of,
)

MINISTRY = """
    1 The     the     DET   6 det
    2 restive restive ADJ   3 amod
    3 Peru    Peru    PROPN 6 nmod:poss ent=LOC
    4 's      's      PART  3 case tag=POS
    5 Foreign foreign ADJ   6 amod
    6 Ministry ministry NOUN 8 nsubj
    7 has     have    AUX   8 aux
    8 warned  warn    VERB  0 root tag=VBN
    9 rebels  rebel   NOUN  8 obj tag=NNS
   10 in      in      ADP  11 case
   11 Lima    Lima    PROPN 8 obl
   12 and     and     CCONJ 13 cc
   13 Cusco   Cusco   PROPN 11 conj
"""
SAYING = """
    1 Peru    Peru   PROPN 2 nsubj
    2 said    say    VERB  0 root tag=VBD
    3 Chile   Chile  PROPN 5 nsubj
    4 had     have   AUX   5 aux
    5 attacked attack VERB 2 ccomp tag=VBN
    6 its     its    PRON  7 nmod:poss
    7 navy    navy   NOUN  5 obj
"""


def test_the_core_of_a_phrase_has_its_possessor_and_no_article() -> None:
    doc = parse(MINISTRY)
    head = doc[at(doc, "Ministry")]
    assert doc[core_start(head, head.i)].text == "restive"


def test_the_core_of_a_phrase_does_not_reach_over_a_verb() -> None:
    doc = parse(MINISTRY)
    head = doc[at(doc, "rebels")]
    assert core_start(head, head.i) == head.i


def test_a_name_is_taken_whole() -> None:
    doc = parse(MINISTRY)
    head = doc[at(doc, "Ministry")]
    assert core_start(head, head.i, {at(doc, "Foreign"): at(doc, "Foreign")}) <= at(doc, "Foreign")


def test_the_clitic_is_no_preposition() -> None:
    doc = parse(MINISTRY)
    assert prepositions(doc[at(doc, "Peru")]) == ()


def test_a_conjunct_shares_the_preposition_of_the_first() -> None:
    doc = parse(MINISTRY)
    assert prepositions(doc[at(doc, "Cusco")]) == ("in",)
    assert first_conjunct(doc[at(doc, "Cusco")]).text == "Lima"


def test_the_root_of_words_is_what_depends_on_the_outside() -> None:
    doc = parse(MINISTRY)
    assert root_of(doc, at(doc, "Peru"), at(doc, "Ministry") + 1).text == "Ministry"


def test_of_two_roots_the_one_with_a_role_governs() -> None:
    doc = parse("""
        1 Rosa  Rosa  PROPN 3 nsubj
        2 Vega  Vega  PROPN 3 dep
        3 spoke speak VERB  0 root tag=VBD
    """)
    assert root_of(doc, 0, 2).text == "Rosa"


def test_subjects_of_clauses_come_from_the_nearest_outwards() -> None:
    doc = parse(SAYING)
    assert [one.text for one in clause_subjects(doc[at(doc, "its")])] == ["Chile", "Peru"]


def test_a_subject_is_none_of_its_own_clause() -> None:
    doc = parse(SAYING)
    assert list(clause_subjects(doc[at(doc, "Peru")])) == []


@pytest.mark.parametrize(("word", "subject"), [("Ministry", True), ("rebels", False), ("Lima", False)])
def test_subjects_are_told_from_others(word: str, subject: bool) -> None:
    doc = parse(MINISTRY)
    assert is_subject(doc[at(doc, word)]) is subject


def test_possessor_and_number() -> None:
    doc = parse(MINISTRY)
    owner = possessor(doc[at(doc, "Ministry")])
    assert owner is not None
    assert owner.text == "Peru"
    assert is_plural(doc[at(doc, "rebels")])
    assert not is_plural(doc[at(doc, "Ministry")])
