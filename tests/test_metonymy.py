"""Whether a capital acts, on hand-built parses: the grammar decides."""

from __future__ import annotations

import pytest
from parses import at, parse

from kg.extract.metonymy import acts
from kg.extract.words import word_table

ACTING = {
    "it is a subject": """
        1 Hanoi  Hanoi PROPN 2 nsubj
        2 warned warn  VERB  0 root tag=VBD""",
    "it is accused": """
        1 They    they   PRON  2 nsubj
        2 accused accuse VERB  0 root tag=VBD
        3 Hanoi   Hanoi  PROPN 2 obj""",
    "it possesses what no city does": """
        1 Hanoi  Hanoi  PROPN 3 nmod:poss
        2 's     's     PART  1 case tag=POS
        3 stance stance NOUN  4 nsubj
        4 shifted shift VERB  0 root tag=VBD""",
    "it is the agent of a passive": """
        1 He      he      PRON  3 nsubj:pass
        2 was     be      AUX   3 aux:pass
        3 invited invite  VERB  0 root tag=VBN
        4 by      by      ADP   5 case
        5 Hanoi   Hanoi   PROPN 3 obl:agent""",
    "something is between two of them": """
        1 Ties    tie     NOUN  6 nsubj
        2 between between ADP   3 case
        3 Manila  Manila  PROPN 1 nmod
        4 and     and     CCONJ 5 cc
        5 Hanoi   Hanoi   PROPN 3 conj
        6 cooled  cool    VERB  0 root tag=VBD""",
    "somebody talks to it": """
        1 They   they  PRON  2 nsubj
        2 talked talk  VERB  0 root tag=VBD
        3 to     to    ADP   4 case
        4 Hanoi  Hanoi PROPN 2 obl""",
    "officials are of it": """
        1 Hanoi     Hanoi    PROPN 2 compound
        2 officials official NOUN  3 nsubj
        3 left      leave    VERB  0 root tag=VBD""",
    "somebody is against it": """
        1 Rebels  rebel  NOUN  2 nsubj
        2 rose    rise   VERB  0 root tag=VBD
        3 against against ADP  4 case
        4 Hanoi   Hanoi  PROPN 2 obl""",
    "something is for it": """
        1 A     a     DET   2 det
        2 spy   spy   NOUN  0 root
        3 for   for   ADP   4 case
        4 Hanoi Hanoi PROPN 2 nmod""",
    "an agreement is between two of them": """
        1 The       the       DET   2 det
        2 agreement agreement NOUN  0 root
        3 between   between   ADP   4 case
        4 Manila    Manila    PROPN 2 nmod
        5 and       and       CCONJ 6 cc
        6 Hanoi     Hanoi     PROPN 4 conj""",
    "it explains who acts": """
        1 Its   its   PRON  2 nmod:poss
        2 rival rival NOUN  5 nsubj
        3 ,     ,     PUNCT 4 punct
        4 Hanoi Hanoi PROPN 2 appos
        5 won   win   VERB  0 root tag=VBD""",
    "it is an example of who acts": """
        1 Capitals capital NOUN  5 nsubj
        2 such     such    ADJ   4 case
        3 as       as      ADP   2 fixed
        4 Hanoi    Hanoi   PROPN 1 nmod
        5 objected object  VERB  0 root tag=VBD""",
    "support comes from it": """
        1 The     the     DET   2 det
        2 support support NOUN  0 root
        3 from    from    ADP   4 case
        4 Hanoi   Hanoi   PROPN 2 nmod""",
    "it backs somebody": """
        1 Hanoi  Hanoi  PROPN 4 compound
        2 -      -      PUNCT 3 punct
        3 backed back   VERB  4 amod
        4 rebels rebel  NOUN  5 nsubj
        5 lost   lose   VERB  0 root tag=VBD""",
    "it is one of a pair": """
        1 The    the    DET   5 det
        2 Hanoi  Hanoi  PROPN 5 compound
        3 -      -      PUNCT 4 punct
        4 Manila Manila PROPN 5 compound
        5 treaty treaty NOUN  0 root""",
    "it wins over an opponent": """
        1 A       a       DET   2 det
        2 victory victory NOUN  0 root
        3 over    over    ADP   4 case
        4 Hanoi   Hanoi   PROPN 2 nmod""",
    "it sees something as something": """
        1 Hanoi  Hanoi  PROPN 2 nsubj
        2 sees   see    VERB  0 root tag=VBZ
        3 it     it     PRON  2 obj
        4 as     as     ADP   6 case
        5 a      a      DET   6 det
        6 threat threat NOUN  2 obl""",
    "its minister has a name": """
        1 Hanoi    Hanoi    PROPN 4 nmod:poss
        2 's       's       PART  1 case tag=POS
        3 minister minister NOUN  4 nmod:desc
        4 Dung     Dung     PROPN 5 nsubj ent=PERSON
        5 spoke    speak    VERB  0 root tag=VBD""",
}
LYING = {
    "another place is of it": """
        1 Hanoi   Hanoi   PROPN 4 nmod:poss
        2 's      's      PART  1 case tag=POS
        3 Ba      Ba      PROPN 4 compound ent=LOC
        4 Dinh    Dinh    PROPN 5 nsubj ent=+
        5 flooded flood   VERB  0 root tag=VBD""",
    "a person without a title is of it": """
        1 Hanoi  Hanoi  PROPN 3 nmod:poss
        2 's     's     PART  1 case tag=POS
        3 Dung   Dung   PROPN 4 nsubj ent=PERSON
        4 ran    run    VERB  0 root tag=VBD""",
    "something lies between two of them": """
        1 It      it      PRON  2 nsubj
        2 runs    run     VERB  0 root tag=VBZ
        3 between between ADP   4 case
        4 Manila  Manila  PROPN 2 obl
        5 and     and     CCONJ 6 cc
        6 Hanoi   Hanoi   PROPN 4 conj""",
    "a border is with it": """
        1 The    the    DET   2 det
        2 border border NOUN  0 root
        3 with   with   ADP   4 case
        4 Hanoi  Hanoi  PROPN 2 nmod""",
    "goods come from it": """
        1 Goods good  NOUN  0 root
        2 from  from  ADP   3 case
        3 Hanoi Hanoi PROPN 1 nmod""",
    "somebody leaves for it": """
        1 She   she   PRON  2 nsubj
        2 left  leave VERB  0 root tag=VBD
        3 for   for   ADP   4 case
        4 Hanoi Hanoi PROPN 2 obl""",
    "somebody sits there": """
        1 A     a     DET   5 det
        2 Hanoi Hanoi PROPN 5 compound
        3 -     -     PUNCT 4 punct
        4 based base  VERB  5 amod
        5 firm  firm  NOUN  6 nsubj
        6 sued  sue   VERB  0 root tag=VBD""",
    "it is an example of where": """
        1 Riots  riot   NOUN  0 root
        2 in     in     ADP   3 case
        3 cities city   NOUN  1 nmod
        4 such   such   ADJ   6 case
        5 as     as     ADP   4 fixed
        6 Hanoi  Hanoi  PROPN 3 nmod""",
    "it has what places have": """
        1 Hanoi Hanoi PROPN 2 nsubj
        2 has   have  VERB  0 root tag=VBZ
        3 an    a     DET   4 det
        4 airport airport NOUN 2 obj""",
    "something is in it": """
        1 They  they  PRON  2 nsubj
        2 met   meet  VERB  0 root tag=VBD
        3 in    in    ADP   4 case
        4 Hanoi Hanoi PROPN 2 obl""",
    "it is hit": """
        1 Rockets rocket NOUN  2 nsubj
        2 hit     hit    VERB  0 root tag=VBD
        3 Hanoi   Hanoi  PROPN 2 obj""",
    "it is shelled": """
        1 Hanoi   Hanoi PROPN 3 nsubj:pass
        2 was     be    AUX   3 aux:pass
        3 shelled shell VERB  0 root tag=VBN""",
    "somebody flies to it": """
        1 He    he    PRON  2 nsubj
        2 flew  fly   VERB  0 root tag=VBD
        3 to    to    ADP   4 case
        4 Hanoi Hanoi PROPN 2 obl""",
    "it has streets": """
        1 Hanoi   Hanoi  PROPN 3 nmod:poss
        2 's      's     PART  1 case tag=POS
        3 streets street NOUN  4 nsubj
        4 filled  fill   VERB  0 root tag=VBD""",
    "an airport is called after it": """
        1 Hanoi   Hanoi   PROPN 2 compound
        2 airport airport NOUN  3 nsubj
        3 closed  close   VERB  0 root tag=VBD""",
    "it stands in a list of places": """
        1 They   they   PRON  2 nsubj
        2 met    meet   VERB  0 root tag=VBD
        3 in     in     ADP   4 case
        4 Manila Manila PROPN 2 obl
        5 and    and    CCONJ 6 cc
        6 Hanoi  Hanoi  PROPN 4 conj""",
    "outskirts are of it": """
        1 The       the       DET   2 det
        2 outskirts outskirts NOUN  5 nsubj
        3 of        of        ADP   4 case
        4 Hanoi     Hanoi     PROPN 2 nmod
        5 burned    burn      VERB  0 root tag=VBD""",
}


@pytest.mark.parametrize("table", ACTING.values(), ids=ACTING)
def test_a_capital_acts_when(table: str) -> None:
    doc = parse(table)
    assert acts(doc[at(doc, "Hanoi")], word_table("references"))


@pytest.mark.parametrize("table", LYING.values(), ids=LYING)
def test_a_capital_is_a_city_when(table: str) -> None:
    doc = parse(table)
    assert not acts(doc[at(doc, "Hanoi")], word_table("references"))


def test_a_site_acts_nowhere() -> None:
    doc = parse("""
        1 Hanoi    Hanoi   PROPN 2 compound
        2 Airport  airport PROPN 3 nsubj
        3 reopened reopen  VERB  0 root tag=VBD""")
    assert not acts(doc[at(doc, "Airport")], word_table("references"))
