"""Slots: who stands where around a verb or an event noun, on hand-built parses."""

from __future__ import annotations

import pytest
from scenes import lexicon, tree, word

from kg.extract.grammar import case_of, coordinated, is_passive
from kg.extract.syntax import climb, slots, supporter

#: What must hold, the parse, the word in question, the words in its slots.
VERBS = [
    (
        "an active verb has its subject and object, and an oblique stands in the slot of its preposition",
        "Iran/NNP/nsubj/2 struck=strike/VBD/root/0 Pakistan/NNP/obj/2 with/IN/case/5 missiles=missile/NNS/obl/2",
        "struck",
        {"subject": "Iran", "object": "Pakistan", "with": "missiles"},
    ),
    (
        "an indirect object has a slot of its own",
        "Iran/NNP/nsubj/2 gave=give/VBD/root/0 Syria/NNP/iobj/2 arms=arm/NNS/obj/2",
        "gave",
        {"subject": "Iran", "indirect": "Syria", "object": "arms"},
    ),
    (
        "a passive's subject is the object and its agent the subject",
        "bases=base/NNS/nsubj:pass/3 were=be/VBD/aux:pass/3 struck=strike/VBN/root/0 by/IN/case/5 Iran/NNP/obl:agent/3",
        "struck",
        {"object": "bases", "subject": "Iran"},
    ),
    (
        "a by-phrase is the agent of a passive even when the parser calls it a plain oblique",
        "bases=base/NNS/nsubj:pass/3 were=be/VBD/aux:pass/3 struck=strike/VBN/root/0 by/IN/case/5 Iran/NNP/obl/3",
        "struck",
        {"object": "bases", "subject": "Iran"},
    ),
    (
        "a by-phrase of an active verb is no agent",
        "Iran/NNP/nsubj/2 struck=strike/VBD/root/0 Pakistan/NNP/obj/2 by/IN/case/5 night/NN/obl/2",
        "struck",
        {"subject": "Iran", "object": "Pakistan", "by": "night"},
    ),
    (
        "a particle is told from a preposition",
        "Iran/NNP/nsubj/2 carried=carry/VBD/root/0 out/RP/compound:prt/2 strikes=strike/NNS/obj/2",
        "carried",
        {"subject": "Iran", "particle": "out", "object": "strikes"},
    ),
    (
        "an adverb right behind the verb is a particle, one farther off is not",
        "Iran/NNP/nsubj/2 called=call/VBD/root/0 off/RB/advmod/2 talks=talk/NNS/obj/2 yesterday/RB/advmod/2",
        "called",
        {"subject": "Iran", "particle": "off", "object": "talks"},
    ),
    (
        "an oblique without a preposition has no slot",
        "Iran/NNP/nsubj/2 struck=strike/VBD/root/0 Pakistan/NNP/obj/2 Tuesday/NNP/obl:tmod/2",
        "struck",
        {"subject": "Iran", "object": "Pakistan"},
    ),
    (
        "an infinitive complement is named so, and its verb has the subject of the governing verb",
        "Pakistan/NNP/nsubj/2 decided=decide/VBD/root/0 to/TO/mark/4 recall/VB/xcomp/2 envoys=envoy/NNS/obj/4",
        "decided",
        {"subject": "Pakistan", "infinitive": "recall"},
    ),
    (
        "subject control: who decided is who recalls",
        "Pakistan/NNP/nsubj/2 decided=decide/VBD/root/0 to/TO/mark/4 recall/VB/xcomp/2 envoys=envoy/NNS/obj/4",
        "recall",
        {"subject": "Pakistan", "object": "envoys"},
    ),
    (
        "object control: who is urged is who is to avoid",
        "China/NNP/nsubj/2 urged=urge/VBD/root/0 India/NNP/obj/2 to/TO/mark/5 avoid/VB/xcomp/2 war/NN/obj/5",
        "avoid",
        {"subject": "India", "object": "war"},
    ),
    (
        "what somebody decides on does not act",
        "China/NNP/nsubj/2 decided=decide/VBD/root/0 on/IN/case/4 Monday/NNP/obl/2 to/TO/mark/6 wait/VB/xcomp/2",
        "wait",
        {"subject": "China"},
    ),
    (
        "a finite complement is a clause and keeps its own subject",
        "Iran/NNP/nsubj/2 said=say/VBD/root/0 that/IN/mark/5 Israel/NNP/nsubj/5 fled=flee/VBD/ccomp/2",
        "said",
        {"subject": "Iran", "clause": "fled"},
    ),
    (
        "a finite complement takes no subject from the verb above it",
        "Iran/NNP/nsubj/2 said=say/VBD/root/0 fled=flee/VBD/ccomp/2",
        "fled",
        {},
    ),
    (
        "an adverbial clause stands in the slot of its conjunction",
        "Iran/NNP/nsubj/2 accused=accuse/VBD/root/0 Israel/NNP/obj/2 of/IN/mark/5 lying=lie/VBG/advcl/2",
        "accused",
        {"subject": "Iran", "object": "Israel", "of": "lying"},
    ),
    (
        "what somebody is declared to be is no infinitive",
        "Mali/NNP/nsubj/2 declared=declare/VBD/root/0 envoys=envoy/NNS/obj/2 enemies=enemy/NNS/xcomp/2",
        "declared",
        {"subject": "Mali", "object": "envoys", "complement": "enemies"},
    ),
    (
        "an infinitive of purpose stands in the slot infinitive",
        "Iran/NNP/nsubj/2 met=meet/VBD/root/0 Israel/NNP/obj/2 to/TO/mark/5 talk/VB/advcl/2",
        "met",
        {"subject": "Iran", "object": "Israel", "infinitive": "talk"},
    ),
    (
        "an adverbial clause has the subject of its main clause",
        "Iran/NNP/nsubj/2 fled=flee/VBD/root/0 after/IN/mark/4 striking=strike/VBG/advcl/2 Israel/NNP/obj/4",
        "striking",
        {"subject": "Iran", "object": "Israel"},
    ),
    (
        "for somebody to do something lends no subject",
        "Iran/NNP/nsubj/2 waited=wait/VBD/root/0 for/IN/mark/4 striking=strike/VBG/advcl/2 Israel/NNP/obj/4",
        "striking",
        {"object": "Israel"},
    ),
    (
        "an aside does not lend its subject",
        "Iran/NNP/nsubj/2 fled=flee/VBD/root/0 struck=strike/VBD/parataxis/2 Israel/NNP/obj/3",
        "struck",
        {"object": "Israel"},
    ),
    (
        "a conjunct without a subject shares that of the first verb",
        "Turkey/NNP/nsubj/2 summoned=summon/VBD/root/0 envoys=envoy/NNS/obj/2 and/CC/cc/5 warned=warn/VBD/conj/2 "
        "Sweden/NNP/obj/5",
        "warned",
        {"subject": "Turkey", "object": "Sweden"},
    ),
    (
        "a conjunct with a subject of its own keeps it",
        "Turkey/NNP/nsubj/2 fled=flee/VBD/root/0 and/CC/cc/5 Iran/NNP/nsubj/5 warned=warn/VBD/conj/2 Sweden/NNP/obj/5",
        "warned",
        {"subject": "Iran", "object": "Sweden"},
    ),
    (
        "the first of two verbs shares the object of the second",
        "Soldiers=soldier/NNS/nsubj/2 attacked=attack/VBD/root/0 and/CC/cc/4 burned=burn/VBD/conj/2 it/PRP/obj/4",
        "attacked",
        {"subject": "Soldiers", "object": "it"},
    ),
    (
        "the first of two verbs does not share the object of the second when it has one of its own",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 burned=burn/VBD/conj/2 it/PRP/obj/4",
        "attacked",
        {"subject": "Iran", "object": "Iraq"},
    ),
    (
        "the first of two verbs does not share an object that is far away",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 ,/,/punct/6 then/RB/advmod/6 slowly/RB/advmod/6 "
        "burned=burn/VBD/conj/2 "
        "it/PRP/obj/6",
        "attacked",
        {"subject": "Iran"},
    ),
    (
        "a relative pronoun as subject stands for the noun before it",
        "group/NN/nsubj/5 that/WDT/nsubj/3 struck=strike/VBD/acl:relcl/1 Iran/NNP/obj/3 fled=flee/VBD/root/0",
        "struck",
        {"subject": "group", "object": "Iran"},
    ),
    (
        "a relative pronoun as object stands for the noun before it",
        "bases=base/NNS/nsubj/5 that/WDT/obj/4 Iran/NNP/nsubj/4 hit/VBD/acl:relcl/1 burned=burn/VBD/root/0",
        "hit",
        {"subject": "Iran", "object": "bases"},
    ),
    (
        "without a pronoun the noun before a relative clause is its object",
        "bases=base/NNS/nsubj/4 Iran/NNP/nsubj/3 hit/VBD/acl:relcl/1 burned=burn/VBD/root/0",
        "hit",
        {"subject": "Iran", "object": "bases"},
    ),
    (
        "a relative clause with an object of its own has no gap for the noun before it",
        "day/NN/nsubj/5 Iran/NNP/nsubj/3 hit/VBD/acl:relcl/1 bases=base/NNS/obj/3 passed=pass/VBD/root/0",
        "hit",
        {"subject": "Iran", "object": "bases"},
    ),
    (
        "the second verb of a relative clause sees through the pronoun too",
        "group/NN/nsubj/6 that/WDT/nsubj/3 came=come/VBD/acl:relcl/1 and/CC/cc/5 struck=strike/VBD/conj/3 "
        "fled=flee/VBD/root/0",
        "struck",
        {"subject": "group"},
    ),
    (
        "in a passive relative clause the noun before it is the object",
        "bases=base/NNS/nsubj/5 hit/VBN/acl/1 by/IN/case/4 Iran/NNP/obl:agent/2 burned=burn/VBD/root/0",
        "hit",
        {"object": "bases", "subject": "Iran"},
    ),
    (
        "a participle in -ing behind a noun has the noun as its subject",
        "strikes=strike/NNS/nsubj/4 targeting=target/VBG/acl/1 Iran/NNP/obj/2 ended=end/VBD/root/0",
        "targeting",
        {"subject": "strikes", "object": "Iran"},
    ),
    (
        "an infinitive behind a noun has the noun's owner as its subject",
        "Iran/NNP/nmod:poss/3 's/POS/case/1 decision/NN/nsubj/7 to/TO/mark/5 recall/VB/acl/3 envoys=envoy/NNS/obj/5 "
        "failed=fail/VBD/root/0",
        "recall",
        {"subject": "Iran", "object": "envoys"},
    ),
    (
        "an infinitive behind a noun without an owner has the subject of the verb above",
        "Iran/NNP/nsubj/2 made=make/VBD/root/0 plans=plan/NNS/obj/2 to/TO/mark/5 recall/VB/acl/3 "
        "envoys=envoy/NNS/obj/5",
        "recall",
        {"subject": "Iran", "object": "envoys"},
    ),
    (
        "the first part of a hyphenated participle did it",
        "a/DT/det/5 Daesh/NNP/compound/4 -/HYPH/punct/4 claimed/VBN/amod/5 bombing/NN/root/0",
        "claimed",
        {"subject": "Daesh", "modifier": "Daesh"},
    ),
    (
        "of two subjects the one behind the verb is what a parser took for one",
        "China/NNP/nsubj/2 warned=warn/VBD/root/0 India/NNP/nsubj/2",
        "warned",
        {"subject": "China", "object": "India"},
    ),
    (
        "with an object and no auxiliary a verb is active, whatever its subject is called",
        "raids=raid/NNS/nsubj:pass/2 killed=kill/VBN/root/0 judges=judge/NNS/obj/2",
        "killed",
        {"subject": "raids", "object": "judges"},
    ),
    (
        "who is given something is no object",
        "Mali/NNP/nsubj:pass/3 was=be/VBD/aux:pass/3 promised=promise/VBN/root/0 tanks=tank/NNS/obj/3",
        "promised",
        {"indirect": "Mali", "object": "tanks"},
    ),
    (
        "a joined verb that cannot share an auxiliary has the subject of the verb above",
        "Mali/NNP/nsubj/2 said=say/VBD/root/0 talks=talk/NNS/nsubj/5 would/MD/aux/5 go/VB/ccomp/2 and/CC/cc/7 "
        "met=meet/VBD/conj/5 Iran/NNP/obj/7",
        "met",
        {"subject": "Mali", "object": "Iran"},
    ),
    (
        "an object that the parser hung on the first of two joined verbs",
        "Mali/NNP/nsubj/2 besieged=besiege/VBD/root/0 and/CC/cc/4 shelled=shell/VBD/conj/2 Homs/NNP/obj/2",
        "shelled",
        {"subject": "Mali", "object": "Homs"},
    ),
    (
        "who is the first to do something does it",
        "Mali/NNP/nsubj/3 first/JJS/amod/3 state/NN/root/0 to/TO/mark/5 recognise/VB/acl/3 Sudan/NNP/obj/5",
        "recognise",
        {"subject": "Mali", "object": "Sudan"},
    ),
    (
        "a participle that the tagger took for a noun",
        "Iran/NNP/nsubj/3 is=be/VBZ/cop/3 warning/NN/root/0 of/IN/case/5 war/NN/obl/3",
        "warning",
        {"subject": "Iran", "of": "war"},
    ),
]


@pytest.mark.parametrize(("what", "line", "name", "expected"), VERBS, ids=[v[0] for v in VERBS])
def test_slots_of_a_verb(what: str, line: str, name: str, expected: dict[str, str]) -> None:
    """Grammar that moves or leaves out a word does not change who did it to whom."""
    assert filled(line, name) == expected


NOUNS = [
    (
        "who is called the target of an act",
        "Iran/NNP/nsubj/4 was=be/VBD/cop/4 the/DT/det/4 target/NN/root/0 of/IN/case/6 raids=raid/NNS/nmod/4",
        "raids",
        {"object": "Iran"},
    ),
    (
        "the side that a protest is against",
        "anti/JJ/amod/3 -/HYPH/punct/1 Syrian/JJ/amod/4 protests=protest/NNS/root/0",
        "protests",
        {"against": "Syrian"},
    ),
    (
        "an owner and a by-phrase",
        "Iran/NNP/nmod:poss/3 's/POS/case/1 killing/NN/root/0 of/IN/case/5 judges=judge/NNS/nmod/3 by/IN/case/7 "
        "rebels=rebel/NNS/nmod/3",
        "killing",
        {"possessor": "Iran", "of": "judges", "by": "rebels"},
    ),
    (
        "a by-phrase that the parser hung on the victims",
        "killing/NN/root/0 of/IN/case/3 judges=judge/NNS/nmod/1 by/IN/case/5 rebels=rebel/NNS/nmod/3",
        "killing",
        {"of": "judges", "by": "rebels"},
    ),
    (
        "modifiers and what is joined to them",
        "Iranian/JJ/amod/4 and/CC/cc/3 Syrian/JJ/conj/1 strikes=strike/NNS/root/0 on/IN/case/6 Iraq/NNP/nmod/4",
        "strikes",
        {"modifier": "Iranian Syrian", "on": "Iraq"},
    ),
    (
        "a modifier that hangs on another is not lost",
        "drone/NN/compound/2 missile/NN/compound/3 strike/NN/root/0",
        "strike",
        {"modifier": "drone missile"},
    ),
    (
        "the verb that carries it lends its subject and its own preposition",
        "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 strikes=strike/NNS/obj/2 against/IN/case/5 Iraq/NNP/obl/2",
        "strikes",
        {"subject": "Iran", "against": "Iraq"},
    ),
    (
        "of a verb of suffering the subject is the object",
        "Iran/NNP/nsubj/2 came=come/VBD/root/0 under/IN/case/4 attack/NN/obl/2",
        "attack",
        {"object": "Iran"},
    ),
    (
        "through a series of them the verb still carries it",
        "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 series/NN/obj/2 of/IN/case/5 strikes=strike/NNS/nmod/3 "
        "on/IN/case/7 Iraq/NNP/nmod/3",
        "strikes",
        {"subject": "Iran", "of": "strikes", "on": "Iraq"},
    ),
    (
        "the second of two nouns shares the owner before the first",
        "Iran/NNP/nmod:poss/3 's/POS/case/1 threats=threat/NNS/root/0 and/CC/cc/5 strikes=strike/NNS/conj/3",
        "strikes",
        {"possessor": "Iran"},
    ),
    (
        "a participle of authorship names the author",
        "attack/NN/root/0 claimed=claim/VBN/acl/1 by/IN/case/4 Daesh/NNP/obl:agent/2",
        "attack",
        {"by": "Daesh"},
    ),
    (
        "a passive participle of anything else does not",
        "attack/NN/root/0 condemned=condemn/VBN/acl/1 by/IN/case/4 Iran/NNP/obl:agent/2",
        "attack",
        {},
    ),
    (
        "a participle in -ing is a slot of its own",
        "strikes=strike/NNS/root/0 targeting=target/VBG/acl/1 Iran/NNP/obj/2",
        "strikes",
        {"targeting": "Iran"},
    ),
    (
        "an infinitive that hangs on the noun",
        "offer/NN/root/0 to/TO/mark/3 mediate/VB/acl/1",
        "offer",
        {"infinitive": "mediate"},
    ),
    (
        "in what happened the subject of the clause is at hand under a name of its own",
        "rebels=rebel/NNS/nsubj/2 died=die/VBD/root/0 in/IN/case/4 strikes=strike/NNS/obl/2",
        "strikes",
        {"clause_subject": "rebels"},
    ),
]


@pytest.mark.parametrize(("what", "line", "name", "expected"), NOUNS, ids=[n[0] for n in NOUNS])
def test_slots_of_an_event_noun(what: str, line: str, name: str, expected: dict[str, str]) -> None:
    """A noun has the slots of what hangs on it and of the verb that carries it."""
    assert filled(line, name) == expected


def filled(line: str, name: str) -> dict[str, str]:
    """The words in the slots of a word of a line, as written; slots in any order, words in that of the text."""
    found = slots(word(tree(line), name), lexicon())
    return {slot: " ".join(filler.text for filler in fillers) for slot, fillers in found.items()}


@pytest.mark.parametrize(
    ("line", "name", "passive"),
    [
        ("it/PRP/nsubj:pass/3 was=be/VBD/aux:pass/3 hit/VBN/root/0", "hit", True),
        ("it/PRP/nsubj/3 has=have/VBZ/aux/3 hit/VBN/root/0", "hit", False),
        ("bases=base/NNS/root/0 hit/VBN/acl/1", "hit", True),
        ("bases=base/NNS/root/0 hitting=hit/VBG/acl/1", "hitting", False),
        ("Hit=hit/VBN/advcl/3 it/PRP/nsubj/3 burned=burn/VBD/root/0", "Hit", True),
        ("it/PRP/nsubj:pass/3 was=be/VBD/aux:pass/3 hit/VBN/root/0 and/CC/cc/5 burned=burn/VBN/conj/3", "burned", True),
        ("it/PRP/nsubj/3 has=have/VBZ/aux/3 come/VBN/root/0 and/CC/cc/5 gone=go/VBN/conj/3", "gone", False),
        ("hit/VBD/root/0 by/IN/case/3 Iran/NNP/obl:agent/1", "hit", True),
        ("it/PRP/nsubj/2 hit/VBD/root/0 Iran/NNP/obj/2", "hit", False),
        ("it/PRP/nsubj/2 is=be/VBZ/root/0 hit/VBN/xcomp/2", "hit", True),
        ("it/PRP/nsubj/2 gets=get/VBZ/root/0 hit/VBN/xcomp/2", "hit", False),
    ],
)
def test_passive(line: str, name: str, passive: bool) -> None:
    """A verb suffers its subject when its auxiliary, its agent, or its form and place say so."""
    assert is_passive(word(tree(line), name)) is passive


def test_a_preposition_of_several_words_is_one() -> None:
    """ "according to" is told from "to"."""
    doc = tree("according/IN/case/3 to/IN/fixed/1 Iran/NNP/obl/4 fled=flee/VBD/root/0")
    assert (case_of(word(doc, "Iran")), case_of(word(doc, "fled"))) == ("according_to", None)


def test_a_genitive_is_no_preposition() -> None:
    """The 's of an owner marks no slot."""
    assert case_of(word(tree("Iran/NNP/nmod:poss/3 's/POS/case/1 army/NN/root/0"), "Iran")) is None


def test_coordinated_nouns_in_the_order_of_the_text() -> None:
    """Every conjunct is found, a verb that is joined is none of them."""
    doc = tree(
        "Iran/NNP/nsubj/8 ,/,/punct/3 Iraq/NNP/conj/1 and/CC/cc/5 Oman/NNP/conj/1 and/CC/cc/7 waited=wait/VBD/conj/1 "
        "met=meet/VBD/root/0"
    )
    assert [t.text for t in coordinated(word(doc, "Iran"))] == ["Iran", "Iraq", "Oman"]


@pytest.mark.parametrize(
    ("line", "top"),
    [
        ("series/NN/root/0 of/IN/case/3 strikes=strike/NNS/nmod/1", "series"),
        ("wave/NN/root/0 of/IN/case/3 series/NN/nmod/1 of/IN/case/5 strikes=strike/NNS/nmod/3", "wave"),
        ("history/NN/root/0 of/IN/case/3 strikes=strike/NNS/nmod/1", "strikes"),
        ("series/NN/root/0 on/IN/case/3 strikes=strike/NNS/nmod/1", "strikes"),
        ("steps=step/NNS/root/0 including=include/IN/case/3 strikes=strike/NNS/nmod/1", "steps"),
    ],
)
def test_what_stands_in_the_clause_for_a_noun(line: str, top: str) -> None:
    """Only nouns of number and kind, and lists of examples, stand for what hangs on them."""
    assert climb(word(tree(line), "strikes"), lexicon()).text == top


@pytest.mark.parametrize(
    ("line", "carrier"),
    [
        ("Iran/NNP/nsubj/2 launched=launch/VBD/root/0 strikes=strike/NNS/obj/2", "launched"),
        ("strikes=strike/NNS/nsubj:pass/3 were=be/VBD/aux:pass/3 launched=launch/VBN/root/0", "launched"),
        (
            "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 "
            "raids=raid/NNS/obj/2 and/CC/cc/5 strikes=strike/NNS/conj/3",
            "launched",
        ),
        ("strikes=strike/NNS/nsubj/2 launched=launch/VBD/root/0 it/PRP/obj/2", None),
        ("Iran/NNP/nsubj/2 saw=see/VBD/root/0 strikes=strike/NNS/obj/2", None),
        ("Iran/NNP/nsubj/2 launched=launch/VBD/root/0 it/PRP/obj/2 under/IN/case/5 strikes=strike/NNS/obl/2", None),
    ],
)
def test_the_verb_that_carries_an_event_noun(line: str, carrier: str | None) -> None:
    """A support verb carries the noun in the slot that its entry names, and no other."""
    found = supporter(word(tree(line), "strikes"), lexicon())
    assert (found[0].text if found else None) == carrier
