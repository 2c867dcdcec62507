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
    (
        "nobody but rebels was",
        "nobody/NN/nsubj:pass/5 but/CC/cc/3 rebels=rebel/NNS/conj/1 was=be/VBD/aux:pass/5 hit/VBN/root/0",
        "real",
    ),
    (
        "no one except rebels was",
        "no/DT/det/2 one/NN/nsubj:pass/6 except/IN/case/4 rebels=rebel/NNS/nmod/2 was=be/VBD/aux:pass/6 hit/VBN/root/0",
        "real",
    ),
    (
        "it hit none other than rebels",
        "it/PRP/nsubj/2 hit/VBD/root/0 none/NN/obj/2 other/JJ/amod/6 than/IN/case/6 rebels=rebel/NNS/nmod/3",
        "real",
    ),
    (
        "no one was, except for a guard",
        "no/DT/det/2 one/NN/nsubj:pass/4 was=be/VBD/aux:pass/4 hit/VBN/root/0 except/IN/case/8 for/IN/case/8 "
        "a/DT/det/8 guard/NN/obl/4",
        "real",
    ),
    (
        "it did not hit anyone but rebels",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 hit/VB/root/0 anyone/NN/obj/4 but/CC/cc/7 "
        "rebels=rebel/NNS/conj/5",
        "real",
    ),
    (
        "it did not hit anyone",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 hit/VB/root/0 anyone/NN/obj/4",
        "negated",
    ),
    (
        "nobody was, but they fled",
        "nobody/NN/nsubj:pass/3 was=be/VBD/aux:pass/3 hit/VBN/root/0 but/CC/cc/6 they/PRP/nsubj/6 fled/VBD/conj/3",
        "negated",
    ),
    (
        "nobody was, in all towns but one",
        "nobody/NN/nsubj:pass/3 was=be/VBD/aux:pass/3 hit/VBN/root/0 in/IN/case/6 all/DT/det/6 towns=town/NNS/obl/3 "
        "but/IN/case/8 Aden/NNP/nmod/6",
        "negated",
    ),
    (
        "no Swede except guards was: it is left open who was",
        "no/DT/det/2 Swede/NN/nsubj:pass/6 except/IN/case/4 guards=guard/NNS/nmod/2 was=be/VBD/aux:pass/6 "
        "hit/VBN/root/0",
        "negated",
    ),
    ("nobody else was", "nobody/NN/nsubj:pass/4 else/RB/advmod/1 was=be/VBD/aux:pass/4 hit/VBN/root/0", "negated"),
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
    ("at no point", "at/IN/case/3 no/DT/det/3 point/NN/obl/6 did=do/VBD/aux/6 it/PRP/nsubj/6 hit/VB/root/0", "negated"),
    ("instead of", "instead/RB/mark/3 of/IN/fixed/1 hit/VBG/advcl/5 it/PRP/nsubj/5 waited=wait/VBD/root/0", "unreal"),
    ("it hit instead", "it/PRP/nsubj/2 hit/VBD/root/0 it/PRP/obj/2 instead/RB/advmod/2", "real"),
    ("had it hit", "had=have/VBD/aux/3 it/PRP/nsubj/3 hit/VBN/advcl/5 we/PRP/nsubj/5 left=leave/VBD/root/0", "unreal"),
    ("did it hit?", "did=do/VBD/aux/3 it/PRP/nsubj/3 hit/VB/root/0 ?/./punct/3", "unreal"),
    ("why did it hit?", "why/WRB/advmod/4 did=do/VBD/aux/4 it/PRP/nsubj/4 hit/VB/root/0 ?/./punct/4", "real"),
    ("who hit it?", "who/WP/nsubj/2 hit/VBD/root/0 it/PRP/obj/2 ?/./punct/2", "unreal"),
    ("it rarely hit", "it/PRP/nsubj/3 rarely/RB/advmod/3 hit/VBD/root/0", "habitual"),
    ("it often hits", "it/PRP/nsubj/3 often/RB/advmod/3 hit/VBZ/root/0", "habitual"),
    (
        "did not go or hit",
        "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 go/VB/root/0 or/CC/cc/6 hit/VB/conj/4",
        "negated",
    ),
    (
        "rather than hit",
        "it/PRP/nsubj/2 frees=free/VBZ/root/0 it/PRP/obj/2 rather/RB/cc/6 than/IN/fixed/4 hit/VB/conj/2",
        "unreal",
    ),
    ("it often hit", "it/PRP/nsubj/3 often/RB/advmod/3 hit/VBD/root/0", "real"),
    ("anyone who hits", "anyone/NN/root/0 who/WP/nsubj/3 hit/VBZ/acl:relcl/1", "habitual"),
    ("is going to", "it/PRP/nsubj/3 is=be/VBZ/aux/3 going=go/VBG/root/0 to/TO/mark/5 hit/VB/xcomp/3", "future"),
    ("went so far as to", "it/PRP/nsubj/2 went=go/VBD/root/0 to/TO/mark/4 hit/VB/xcomp/2", "real"),
    ("is due to", "it/PRP/nsubj/4 is=be/VBZ/cop/4 due/JJ/mark/4 hit/VB/root/0", "future"),
    ("asked about who hit it",
     "it/PRP/nsubj/2 asked=ask/VBD/root/0 about/IN/mark/5 who/WP/nsubj/5 hit/VBD/advcl/2", "real"),
    ("did not hesitate to",
     "it/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 hesitate/VB/root/0 to/TO/mark/6 hit/VB/xcomp/4",
     "real"),
    ("hesitated to", "it/PRP/nsubj/2 hesitated=hesitate/VBD/root/0 to/TO/mark/4 hit/VB/xcomp/2", "unreal"),
    ("agreed to", "it/PRP/nsubj/2 agreed=agree/VBD/root/0 to/TO/mark/4 hit/VB/xcomp/2", "unreal"),
    ("decided to", "it/PRP/nsubj/2 decided=decide/VBD/root/0 to/TO/mark/4 hit/VB/xcomp/2", "real"),
    ("the decision to", "the/DT/det/2 decision/NN/nsubj/5 to/TO/mark/4 hit/VB/acl/2 came=come/VBD/root/0", "real"),
    ("was forced to",
     "it/PRP/nsubj:pass/3 was=be/VBD/aux:pass/3 forced=force/VBN/root/0 to/TO/mark/5 hit/VB/xcomp/3", "real"),
    ("the first to",
     "it/PRP/nsubj/5 was=be/VBD/cop/5 the/DT/det/5 first/JJ/amod/5 state/NN/root/0 to/TO/mark/7 hit/VB/acl/5",
     "real"),
    ("the latest to", "it/PRP/nsubj/2 became=become/VBD/root/0 latest=late/JJS/amod/4 state/NN/xcomp/2 to/TO/mark/6 "
     "hit/VB/acl/4", "real"),
    ("not the first to", "it/PRP/nsubj/5 was=be/VBD/cop/5 not/RB/advmod/5 first/JJ/amod/5 state/NN/root/0 to/TO/mark/7 "
     "hit/VB/acl/5", "real"),
    ("may be the first to", "it/PRP/nsubj/5 may/MD/aux/5 be/VB/cop/5 first/JJ/amod/5 state/NN/root/0 to/TO/mark/7 "
     "hit/VB/acl/5", "unreal"),
    ("a headline's infinitive", "Iran/NNP/root/0 to/TO/mark/3 hit/VB/acl/1 it/PRP/obj/3", "future"),
    ("it is not true that",
     "it/PRP/expl/4 is=be/VBZ/cop/4 not/RB/advmod/4 true/JJ/root/0 that/IN/mark/7 it/PRP/nsubj/7 "
     "hit/VBD/csubj/4", "negated"),
    ("it is possible that",
     "it/PRP/expl/3 is=be/VBZ/cop/3 possible/JJ/root/0 that/IN/mark/6 it/PRP/nsubj/6 hit/VBD/csubj/3",
     "unreal"),
    ("it is shameful that", "it/PRP/expl/3 is=be/VBZ/cop/3 bad/JJ/root/0 that/IN/mark/6 it/PRP/nsubj/6 hit/VBD/csubj/3",
     "real"),
    ("why it hit is hard to see",
     "why/WRB/advmod/3 it/PRP/nsubj/3 hit/VBD/csubj/5 is=be/VBZ/cop/5 hard/JJ/root/0", "real"),
    ("to hit is wrong", "to/TO/mark/2 hit/VB/csubj/4 is=be/VBZ/cop/4 wrong/JJ/root/0", "unreal"),
    ("hitting it is wrong", "hit/VBG/csubj/3 is=be/VBZ/cop/3 wrong/JJ/root/0", "unreal"),
    ("hitting it was bad", "hit/VBG/csubj/3 was=be/VBD/cop/3 bad/JJ/root/0", "real"),
    ("argued for hitting", "it/PRP/nsubj/2 argued=argue/VBD/root/0 for/IN/mark/4 hit/VBG/advcl/2", "unreal"),
    ("arrested for hitting", "it/PRP/nsubj:pass/3 was=be/VBD/aux:pass/3 seized=seize/VBN/root/0 for/IN/mark/5 "
     "hit/VBG/advcl/3", "real"),
    ("mulls hitting", "it/PRP/nsubj/2 mulls=mull/NNS/root/0 hit/VBG/advcl/2", "unreal"),
    ("accused it because it hit",
     "it/PRP/nsubj/2 accused=accuse/VBD/root/0 because/IN/mark/5 it/PRP/nsubj/5 hit/VBD/advcl/2",
     "real"),
    ("the suspects hit", "suspects=suspect/NNS/root/0 hit/VBN/acl/1", "real"),
    ("the fear that", "the/DT/det/2 fear/NN/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VBD/acl/2", "unreal"),
    ("will answer when it hits", "it/PRP/nsubj/3 will/MD/aux/3 answer/VB/root/0 when/WRB/mark/6 it/PRP/nsubj/6 "
     "hit/VBZ/advcl/3", "future"),
    ("answers when it hits", "it/PRP/nsubj/2 answers=answer/VBZ/root/0 when/WRB/mark/5 it/PRP/nsubj/5 hit/VBZ/advcl/2",
     "real"),
    ("will answer after it hit", "it/PRP/nsubj/3 will/MD/aux/3 answer/VB/root/0 after/IN/mark/6 it/PRP/nsubj/6 "
     "hit/VBD/advcl/3", "real"),
    ("said it would leave and hit", "it/PRP/nsubj/2 said=say/VBD/root/0 it/PRP/nsubj/5 would/MD/aux/5 leave/VB/ccomp/2 "
     "and/CC/cc/7 hit/VBD/conj/5", "real"),
    ("is to", "it/PRP/nsubj/4 is=be/VBZ/cop/4 to/TO/mark/4 hit/VB/root/0 it/PRP/obj/4", "future"),
    (
        "insisted that it did",
        "they/PRP/nsubj/2 insisted=insist/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VBD/ccomp/2",
        "real",
    ),
    (
        "insisted that it has",
        "they/PRP/nsubj/2 insisted=insist/VBD/root/0 that/IN/mark/6 it/PRP/nsubj/6 has=have/VBZ/aux/6 hit/VBN/ccomp/2",
        "real",
    ),
    (
        "insisted that it do",
        "they/PRP/nsubj/2 insisted=insist/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VB/ccomp/2",
        "unreal",
    ),
    ("met to discuss", "it/PRP/nsubj/2 met=meet/VBD/root/0 to/TO/mark/4 hit=discuss/VB/advcl/2", "real"),
    ("hopes to meet to discuss", "it/PRP/nsubj/2 hopes=hope/VBZ/root/0 to/TO/mark/4 meet/VB/xcomp/2 to/TO/mark/6 "
     "hit=discuss/VB/advcl/4", "unreal"),
    ("in the novel", "in/IN/case/3 the/DT/det/3 novel/NN/obl/5 it/PRP/nsubj/5 hit/VBZ/root/0", "unreal"),
    ("the film tells who hits", "film/NN/nsubj/2 tells=tell/VBZ/root/0 man/NN/obl/2 who/WP/nsubj/5 hit/VBZ/acl:relcl/3",
     "unreal"),
    ("banned the film and hit", "it/PRP/nsubj/2 hit/VBD/root/0 in/IN/case/5 the/DT/det/5 novel/NN/obl/2", "real"),
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
    ("blamed for the attack", "it/PRP/nsubj/2 blamed=blame/VBD/root/0 for/IN/case/4 attack/NN/obl/2", "real"),
    ("accused of an attack", "it/PRP/nsubj/2 accused=accuse/VBD/root/0 of/IN/case/4 attack/NN/obl/2", "alleged"),
    ("the suspects in an attack", "suspects=suspect/NNS/root/0 in/IN/case/3 attack/NN/nmod/1", "real"),
    ("called for an attack", "it/PRP/nsubj/2 called=call/VBD/root/0 for/IN/case/4 attack/NN/obl/2", "unreal"),
    ("warned of an attack", "it/PRP/nsubj/2 warned=warn/VBD/root/0 of/IN/case/4 attack/NN/obl/2", "unreal"),
    ("warned after an attack", "it/PRP/nsubj/2 warned=warn/VBD/root/0 after/IN/case/4 attack/NN/obl/2", "real"),
    ("called it a crime", "it/PRP/nsubj/2 called=call/VBD/root/0 attack/NN/obj/2 crime/NN/xcomp/2", "real"),
    ("rejected as an accusation is", "it/PRP/nsubj/2 rejected=reject/VBD/root/0 the/DT/det/4 attack/NN/obj/2", "real"),
    ("an attack was foiled", "attack/NN/nsubj:pass/3 was=be/VBD/aux:pass/3 foiled=foil/VBN/root/0", "unreal"),
    ("an attack is planned", "attack/NN/nsubj:pass/3 is=be/VBZ/aux:pass/3 planned=plan/VBN/root/0", "unreal"),
    ("prevented a series of",
     "it/PRP/nsubj/2 prevented=prevent/VBD/root/0 series/NN/obj/2 of/IN/case/5 attack/NN/nmod/3",
     "unreal"),
    ("an attack would be wrong", "an/DT/det/2 attack/NN/nsubj/5 would/MD/aux/5 be/VB/cop/5 wrong/JJ/root/0", "unreal"),
    ("the attack could hurt them", "the/DT/det/2 attack/NN/nsubj/4 could/MD/aux/4 hurt/VB/root/0 it/PRP/obj/4", "real"),
    ("the attack will begin", "the/DT/det/2 attack/NN/nsubj/4 will/MD/aux/4 begin/VB/root/0", "future"),
    (
        "the attack did not happen",
        "the/DT/det/2 attack/NN/nsubj/5 did=do/VBD/aux/5 not/RB/advmod/5 happen/VB/root/0",
        "negated",
    ),
    (
        "likely, of what an attack will do",
        "attack/NN/nsubj/5 likely/JJ/amod/1 to/TO/mark/4 last/VB/xcomp/2 began=begin/VBD/root/0",
        "real",
    ),
    ("its attack could hurt them", "its/PRP$/nmod:poss/2 attack/NN/nsubj/4 could/MD/aux/4 hurt/VB/root/0", "real"),
    (
        "an attack was called off",
        "the/DT/det/2 attack/NN/nsubj:pass/4 was=be/VBD/aux:pass/4 called=call/VBN/root/0 off/RP/compound:prt/4",
        "unreal",
    ),
    ("an attack is imminent", "the/DT/det/2 attack/NN/nsubj/4 is=be/VBZ/cop/4 imminent/JJ/root/0", "unreal"),
    (
        "an attack seemed impossible",
        "the/DT/det/2 attack/NN/nsubj/3 seemed=seem/VBD/root/0 impossible/JJ/xcomp/3",
        "unreal",
    ),
    ("the attack was bloody", "the/DT/det/2 attack/NN/nsubj/4 was=be/VBD/cop/4 bloody/JJ/root/0", "real"),
    ("an attack helicopter", "an/DT/det/3 attack/NN/compound/3 helicopter/NN/nsubj/4 flew=fly/VBD/root/0", "unreal"),
    ("an attempt is an act", "attack/NN/compound/2 attempt/NN/nsubj/3 failed=fail/VBD/root/0", "real"),
    ("a plotted attack that killed",
     "it/PRP/nsubj/2 plotted=plan/VBD/root/0 an/DT/det/4 attack/NN/obj/2 that/WDT/nsubj/6 "
     "killed=kill/VBD/acl:relcl/4", "real"),
    ("feared attacks and raids",
     "it/PRP/nsubj/2 feared=fear/VBD/root/0 raids=raid/NNS/obj/2 and/CC/cc/5 attack/NN/conj/3",
     "unreal"),
    ("carried out", "it/PRP/nsubj/2 launched=launch/VBD/root/0 attack/NN/obj/2", "real"),
    ("will be carried out", "it/PRP/nsubj/3 will/MD/aux/3 launch/VB/root/0 attack/NN/obj/3", "future"),
    ("was not carried out", "it/PRP/nsubj/3 never/RB/advmod/3 launched=launch/VBD/root/0 attack/NN/obj/3", "negated"),
    ("a verb that does not carry it", "it/PRP/nsubj/3 may/MD/aux/3 see/VB/root/0 the/DT/det/5 attack/NN/obj/3", "real"),
    ("an attack it may see", "it/PRP/nsubj/3 may/MD/aux/3 see/VB/root/0 an/DT/det/5 attack/NN/obj/3", "unreal"),
]


@pytest.mark.parametrize(("what", "line", "expected"), NOUNS, ids=[n[0] for n in NOUNS])
def test_what_stands_around_an_event_noun(what: str, line: str, expected: str) -> None:
    """Its determiners, what it hangs on, and the verb that carries it."""
    assert reality(word(tree(line), "attack"), lexicon()) == expected
