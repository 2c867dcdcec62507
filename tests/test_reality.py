"""Did it happen? Acts that the text reports are told from those that it negates, announces, fears or alleges."""

from __future__ import annotations

import pytest
from scenes import lexicon, tree, word

from kg.extract.reality import reality

VERBS = [
    ("a plain report is real", "Iran/NNP/nsubj/2 hit/VBD/root/0 it/PRP/obj/2", "real"),
    ("not", "Iran/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 hit/VB/root/0 it/PRP/obj/4", "negated"),
    ("n't", "Iran/NNP/nsubj/4 did=do/VBD/aux/4 n't/RB/advmod/4 hit/VB/root/0 it/PRP/obj/4", "negated"),
    ("nobody was", "nobody/NN/nsubj:pass/3 was=be/VBD/aux:pass/3 hit/VBN/root/0", "negated"),
    ("no bus was", "no/DT/det/2 bus/NN/nsubj:pass/4 was=be/VBD/aux:pass/4 hit/VBN/root/0", "negated"),
    ("it hit no bus", "it/PRP/nsubj/2 hit/VBD/root/0 no/DT/det/4 bus/NN/obj/2", "negated"),
    (
        "neither A nor B",
        "Neither/CC/cc:preconj/2 A/NNP/nsubj/5 nor/CC/cc/4 B/NNP/conj/2 hit/VBD/root/0 it/PRP/obj/5",
        "negated",
    ),
    (
        "no bystander of the clause counts",
        "it/PRP/nsubj/2 hit/VBD/root/0 for/IN/case/5 no/DT/det/5 gain/NN/obl/2",
        "real",
    ),
    ("nor between two clauses is no negation of the first", "nor/CC/cc/3 it/PRP/nsubj/3 hit/VBD/root/0", "real"),
    ("if", "If/IN/mark/3 Iran/NNP/nsubj/3 hit/VBD/advcl/5 we/PRP/nsubj/5 go/VBP/root/0", "unreal"),
    ("after", "After/IN/mark/3 Iran/NNP/nsubj/3 hit/VBD/advcl/5 we/PRP/nsubj/5 went=go/VBD/root/0", "real"),
    ("will", "Iran/NNP/nsubj/3 will/MD/aux/3 hit/VB/root/0 it/PRP/obj/3", "future"),
    ("'ll", "it/PRP/nsubj/3 'll=will/MD/aux/3 hit/VB/root/0 it/PRP/obj/3", "future"),
    ("may", "Iran/NNP/nsubj/3 may/MD/aux/3 hit/VB/root/0 it/PRP/obj/3", "unreal"),
    ("has", "Iran/NNP/nsubj/3 has=have/VBZ/aux/3 hit/VBN/root/0 it/PRP/obj/3", "real"),
    ("accused of", "Iran/NNP/nsubj/2 accused=accuse/VBD/root/0 it/PRP/obj/2 of/IN/mark/5 hit/VBG/advcl/2", "alleged"),
    (
        "accused of, as a complement",
        "it/PRP/nsubj/2 suspects=suspect/VBZ/root/0 they/PRP/nsubj/4 hit/VBD/ccomp/2",
        "alleged",
    ),
    ("wants to", "it/PRP/nsubj/2 wants=want/VBZ/root/0 to/TO/mark/4 hit/VB/xcomp/2", "unreal"),
    ("managed to", "it/PRP/nsubj/2 managed=manage/VBD/root/0 to/TO/mark/4 hit/VB/xcomp/2", "real"),
    (
        "did not manage to",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 manage/VB/root/0 to/TO/mark/6 hit/VB/xcomp/4",
        "negated",
    ),
    (
        "wanted to manage to",
        "it/PRP/nsubj/2 wants=want/VBZ/root/0 to/TO/mark/4 manage/VB/xcomp/2 to/TO/mark/6 hit/VB/xcomp/4",
        "unreal",
    ),
    ("an infinitive of an unknown verb has not happened", "it/PRP/nsubj/2 yearns=yearn/VBZ/root/0 to/TO/mark/4 "
     "hit/VB/xcomp/2", "unreal"),
    (
        "a bare complement has what its verb has",
        "it/PRP/nsubj/2 saw=see/VBD/root/0 it/PRP/obj/2 hit/VB/xcomp/2",
        "real",
    ),
    (
        "a bare complement of what may be may be",
        "it/PRP/nsubj/3 may/MD/aux/3 watch/VB/root/0 it/PRP/obj/3 hit/VB/xcomp/3",
        "unreal",
    ),
    ("stopped doing", "it/PRP/nsubj/2 stopped=stop/VBD/root/0 hit/VBG/xcomp/2", "unreal"),
    ("fears that", "they/PRP/nsubj/2 fear/VBP/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VBD/ccomp/2", "unreal"),
    ("said that", "they/PRP/nsubj/2 said=say/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VBD/ccomp/2", "real"),
    (
        "what somebody did not say may have happened",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 say/VB/root/0 they/PRP/nsubj/6 hit/VBD/ccomp/4",
        "real",
    ),
    ("refrained from", "it/PRP/nsubj/2 refrained=refrain/VBD/root/0 from/IN/mark/4 hit/VBG/advcl/2", "unreal"),
    ("left without", "it/PRP/nsubj/2 left=leave/VBD/root/0 without/IN/mark/4 hit/VBG/advcl/2", "negated"),
    ("warned against", "it/PRP/nsubj/2 spoke=speak/VBD/root/0 against/IN/mark/4 hit/VBG/advcl/2", "unreal"),
    ("while doing", "it/PRP/nsubj/2 left=leave/VBD/root/0 while/IN/mark/4 hit/VBG/advcl/2", "real"),
    ("came to", "it/PRP/nsubj/2 came=come/VBD/root/0 to/TO/mark/4 hit/VB/advcl/2", "unreal"),
    ("used it to", "it/PRP/nsubj/2 used=use/VBD/root/0 it/PRP/obj/2 to/TO/mark/5 hit/VB/advcl/2", "real"),
    ("is ready to", "it/PRP/nsubj/3 is=be/VBZ/cop/3 ready/JJ/root/0 hit/VB/advcl/3", "unreal"),
    ("the plan to", "a/DT/det/2 plan/NN/nsubj/5 to/TO/mark/4 hit/VB/acl/2 failed=fail/VBD/root/0", "unreal"),
    ("the attempt by an accused", "an/DT/det/2 accusation/NN/root/0 of/IN/mark/4 hit/VBG/acl/2", "alleged"),
    ("a participle behind a noun", "a/DT/det/2 bus/NN/root/0 hit/VBN/acl/2", "real"),
    (
        "the move to, of somebody who may have made it",
        "it/PRP/nsubj/3 may/MD/aux/3 make/VB/root/0 a/DT/det/5 move/NN/obj/3 to/TO/mark/7 hit/VB/acl/5",
        "unreal",
    ),
    ("the move to", "a/DT/det/2 move/NN/root/0 to/TO/mark/4 hit/VB/acl/2", "real"),
    (
        "a conjunct shares the auxiliary",
        "it/PRP/nsubj/3 may/MD/aux/3 go/VB/root/0 and/CC/cc/5 hit/VB/conj/3",
        "unreal",
    ),
    (
        "a conjunct does not share the negation",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 go/VB/root/0 but/CC/cc/6 hit/VB/conj/4",
        "real",
    ),
    (
        "a conjunct with a subject of its own shares nothing",
        "it/PRP/nsubj/3 may/MD/aux/3 go/VB/root/0 and/CC/cc/6 they/PRP/nsubj/6 hit/VB/conj/3",
        "real",
    ),
    (
        "a conjunct with an auxiliary of its own shares nothing",
        "it/PRP/nsubj/3 may/MD/aux/3 go/VB/root/0 and/CC/cc/6 has=have/VBZ/aux/6 hit/VBN/conj/3",
        "real",
    ),
    (
        "a relative clause stands on its own feet",
        "they/PRP/nsubj/3 may/MD/aux/3 fear/VB/root/0 rebels=rebel/NNS/obj/3 who/WP/nsubj/6 hit/VBD/acl:relcl/4",
        "real",
    ),
    (
        "what unnamed many do is a habit",
        "groups=group/NNS/root/0 that/WDT/nsubj/3 hit/VBP/acl:relcl/1 buses=bus/NNS/obj/3",
        "habitual",
    ),
    (
        "what these do is an act",
        "these=this/DT/det/2 groups=group/NNS/root/0 that/WDT/nsubj/4 hit/VBP/acl:relcl/2 buses=bus/NNS/obj/4",
        "real",
    ),
    (
        "what unnamed many did is an act",
        "groups=group/NNS/root/0 that/WDT/nsubj/3 hit/VBD/acl:relcl/1 buses=bus/NNS/obj/3",
        "real",
    ),
    (
        "what one does is an act",
        "Iran/NNP/root/0 which/WDT/nsubj/3 hit/VBZ/acl:relcl/1 buses=bus/NNS/obj/3",
        "real",
    ),
    (
        "is said to have",
        "it/PRP/nsubj:pass/3 is=be/VBZ/aux:pass/3 said=say/VBN/root/0 to/TO/mark/6 have/VB/aux/6 hit/VBN/xcomp/3",
        "real",
    ),
    (
        "admitted to doing",
        "it/PRP/nsubj/2 admitted=admit/VBD/root/0 to/IN/mark/4 hit/VBG/advcl/2",
        "real",
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), VERBS, ids=[v[0] for v in VERBS])
def test_what_a_clause_says(what: str, line: str, expected: str) -> None:
    """The verb's own words decide, then the clause above it."""
    assert reality(word(tree(line), "hit"), lexicon()) == expected


NOUNS = [
    ("a plain noun", "an/DT/det/2 attack/NN/nsubj/3 began=begin/VBD/root/0", "real"),
    ("no attack", "no/DT/det/2 attack/NN/nsubj/3 began=begin/VBD/root/0", "negated"),
    ("any attack", "any/DT/det/2 attack/NN/nsubj/3 ended=end/VBD/root/0", "unreal"),
    ("a planned attack", "planned/VBN/amod/2 attack/NN/nsubj/3 ended=end/VBD/root/0", "unreal"),
    ("the prevented attack", "it/PRP/nsubj/2 prevented=prevent/VBD/root/0 attack/NN/obj/2", "unreal"),
    (
        "a subject is never prevented by its own verb",
        "attack/NN/nsubj/2 prevented=prevent/VBD/root/0 it/PRP/obj/2",
        "real",
    ),
    ("the end of fighting is no attack", "it/PRP/nsubj/2 halted=halt/VBD/root/0 attack/NN/obj/2", "unreal"),
    ("the fear of an attack", "fear/NN/root/0 of/IN/case/3 attack/NN/nmod/1", "unreal"),
    ("the threat during an attack", "threat/NN/root/0 during/IN/case/3 attack/NN/nmod/1", "real"),
    ("the victims of an attack", "victims=victim/NNS/root/0 of/IN/case/3 attack/NN/nmod/1", "real"),
    ("attack fears", "attack/NN/compound/2 fears=fear/NNS/root/0", "unreal"),
    ("an accusation of an attack", "accusation/NN/root/0 of/IN/case/3 attack/NN/nmod/1", "alleged"),
    ("blamed for the attack", "it/PRP/nsubj/2 blamed=blame/VBD/root/0 for/IN/case/4 attack/NN/obl/2", "alleged"),
    ("carried out", "it/PRP/nsubj/2 launched=launch/VBD/root/0 attack/NN/obj/2", "real"),
    ("will be carried out", "it/PRP/nsubj/3 will/MD/aux/3 launch/VB/root/0 attack/NN/obj/3", "future"),
    ("was not carried out", "it/PRP/nsubj/3 never/RB/advmod/3 launched=launch/VBD/root/0 attack/NN/obj/3", "negated"),
    ("a verb that does not carry it", "it/PRP/nsubj/3 may/MD/aux/3 see/VB/root/0 attack/NN/obj/3", "real"),
]


@pytest.mark.parametrize(("what", "line", "expected"), NOUNS, ids=[n[0] for n in NOUNS])
def test_what_stands_around_an_event_noun(what: str, line: str, expected: str) -> None:
    """Its determiners, what it hangs on, and the verb that carries it."""
    assert reality(word(tree(line), "attack"), lexicon()) == expected
