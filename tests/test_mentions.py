"""Names in the text, and the other names that an article gives: on hand-built parses with the shipped lists."""

from __future__ import annotations

import pytest
from parses import parse
from spacy.tokens import Doc

from kg.extract import Knowledge
from kg.extract.aliases import with_aliases
from kg.extract.mentions import Named, names
from kg.extract.shortnames import with_short_names
from kg.extract.words import word_table

ACRONYM = """
    1 The     the     DET   4 det
    2 Red     Red     PROPN 4 compound ent=ORG
    3 Dawn    Dawn    PROPN 4 compound ent=+
    4 Front   Front   PROPN 8 nsubj    ent=+
    5 (       (       PUNCT 6 punct
    6 RDF     RDF     PROPN 4 appos    ent=ORG
    7 )       )       PUNCT 6 punct
    8 struck  strike  VERB  0 root tag=VBD

    1 The     the     DET   2 det
    2 RDF     RDF     PROPN 3 nsubj
    3 fled    flee    VERB  0 root tag=VBD
"""


def _texts(doc: Doc, found: list[Named]) -> list[str]:
    return [doc[one.start : one.end].text for one in found]


def test_names_of_lists_and_pipeline_come_in_the_order_of_the_text(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Iranian  iranian  ADJ   2 amod
        2 forces   force    NOUN  3 nsubj
        3 shelled  shell    VERB  0 root tag=VBD
        4 Rosa     Rosa     PROPN 6 nmod:poss ent=PERSON
        5 's       's       PART  4 case tag=POS
        6 house    house    NOUN  3 obj
        7 in       in       ADP   8 case
        8 Quetta   Quetta   PROPN 3 obl
    """)
    assert _texts(doc, names(doc, knowledge.gazetteer)) == ["Iranian", "Rosa", "Quetta"]


def test_an_article_and_a_clitic_are_no_part_of_a_name(knowledge: Knowledge) -> None:
    doc = parse("""
        1 The   the   DET   2 det       ent=ORG
        2 Senat Senat PROPN 4 nmod:poss ent=+
        3 's    's    PART  2 case tag=POS ent=+
        4 vote  vote  NOUN  0 root
    """)
    assert _texts(doc, names(doc, knowledge.gazetteer)) == ["Senat"]


def test_a_class_word_is_left_out_of_the_name_of_a_place(knowledge: Knowledge) -> None:
    doc = parse("""
        1 In        in        ADP   3 case
        2 Punjab    Punjab    PROPN 3 compound ent=LOC
        3 province  province  NOUN  0 root     ent=+
    """)
    assert _texts(doc, names(doc, knowledge.gazetteer)) == ["Punjab"]


def test_a_person_is_no_city_of_that_name(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Paris  Paris  PROPN 2 nsubj ent=PERSON
        2 sang   sing   VERB  0 root tag=VBD
    """)
    assert names(doc, knowledge.gazetteer)[0].readings == ()


def test_an_explained_acronym_stands_for_the_full_name_wherever_it_stands(knowledge: Knowledge) -> None:
    doc = parse(ACRONYM)
    found, stands_for = with_aliases(doc, names(doc, knowledge.gazetteer), word_table("references"))
    assert _texts(doc, found) == ["Red Dawn Front", "RDF", "RDF"]
    assert {doc[full.start : full.end].text for full in stands_for.values()} == {"Red Dawn Front"}
    assert all(one.readings == () for one in found), "the lists know RDF for somebody else"


def test_an_agency_in_brackets_after_a_dateline_is_no_acronym_of_the_place(knowledge: Knowledge) -> None:
    doc = parse("""
        1 South   South   PROPN 2 compound ent=LOC
        2 Quetta  Quetta  PROPN 0 root     ent=+
        3 (       (       PUNCT 4 punct
        4 AFP     AFP     PROPN 2 appos    ent=ORG
        5 )       )       PUNCT 4 punct
    """)
    _, stands_for = with_aliases(doc, names(doc, knowledge.gazetteer), word_table("references"))
    assert not stands_for


ALSO = """
    1 Zarrin  Zarrin  PROPN 8 nsubj ent=ORG
    2 ,       ,       PUNCT 4 punct
    3 also    also    ADV   4 advmod
    4 known   know    VERB  1 acl tag=VBN
    5 as      as      ADP   6 case
    6 Falcons Falcons PROPN 4 obl {label}
    7 ,       ,       PUNCT 4 punct
    8 fled    flee    VERB  0 root tag=VBD
"""


@pytest.mark.parametrize("label", ["ent=ORG", "ent=LOC"])
def test_another_name_is_introduced_by_words(label: str, knowledge: Knowledge) -> None:
    doc = parse(ALSO.format(label=label))
    found, stands_for = with_aliases(doc, names(doc, knowledge.gazetteer), word_table("references"))
    assert [(doc[a.start].text, doc[b.start].text) for a, b in stands_for.items()] == [("Falcons", "Zarrin")]
    assert _texts(doc, found) == ["Zarrin", "Falcons"]


def test_a_surname_is_a_person_whatever_the_pipeline_took_it_for(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Rosa  Rosa  PROPN 3 nsubj ent=PERSON
        2 Vega  Vega  PROPN 1 flat  ent=+
        3 spoke speak VERB  0 root tag=VBD

        1 Vega  Vega  PROPN 2 nsubj ent=ORG
        2 left  leave VERB  0 root tag=VBD
    """)
    found = with_short_names(doc, names(doc, knowledge.gazetteer))
    assert [one.label for one in found] == ["PERSON", "PERSON"]


def test_a_company_is_called_by_its_first_word(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Mahan  Mahan  PROPN 3 nsubj ent=ORG
        2 Air    Air    PROPN 1 flat  ent=+
        3 flew   fly    VERB  0 root tag=VBD

        1 Mahan  Mahan  PROPN 2 nsubj ent=LOC
        2 landed land   VERB  0 root tag=VBD
    """)
    found = with_short_names(doc, names(doc, knowledge.gazetteer))
    assert found[0].readings
    assert found[1].readings == found[0].readings
