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
}
LYING = {
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
