"""Event words with source and target: the shipped lexicon laid over hand-built parses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scenes import context, find, lexicon, names, told, tree

from kg.extract import events, together
from kg.extract.context import Context
from kg.model import Mention, Span

#: What must hold, the parse, the events that it tells.
TOLD = [
    ("a verb", "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2", ["Assault: IRN -> IRQ"]),
    (
        "a passive",
        "Iraq/NNP/nsubj:pass/3 was=be/VBD/aux:pass/3 attacked=attack/VBN/root/0 by/IN/case/5 Iran/NNP/obl:agent/3",
        ["Assault: IRN -> IRQ"],
    ),
    (
        "a noun that a verb carries is told once, by the noun",
        "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 attacks=attack/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3",
        ["Assault: IRN -> IRQ"],
    ),
    (
        "a noun with its owner",
        "Iran/NNP/nmod:poss/3 's/POS/case/1 attack/NN/nsubj/6 on/IN/case/5 Iraq/NNP/nmod/3 ended=end/VBD/root/0",
        ["Assault: IRN -> IRQ"],
    ),
    (
        "in a headline a capitalised noun is a noun",
        "Iran/NNP/nsubj/2 Launches=launch/VBZ/root/0 Attack/NNP/obj/2 on/IN/case/5 Iraq/NNP/nmod/3",
        ["Assault: IRN -> IRQ"],
    ),
    (
        "two verbs, one subject",
        "Turkey/NNP/nsubj/2 condemned=condemn/VBD/root/0 Iran/NNP/obj/2 and/CC/cc/5 warned=warn/VBD/conj/2 "
        "Sweden/NNP/obj/5",
        ["Condemnation: TUR -> IRN", "Warning: TUR -> SWE"],
    ),
    (
        "several sources and targets",
        "Iran/NNP/nsubj/4 and/CC/cc/3 Iraq/NNP/conj/1 attacked=attack/VBD/root/0 Israel/NNP/obj/4 and/CC/cc/7 "
        "India/NNP/conj/5",
        ["Assault: IRN IRQ -> ISR IND"],
    ),
    (
        "who acts does not suffer by the same act",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iranian/JJ/amod/4 rebels=rebel/NNS/obj/2",
        ["Assault: IRN -> rebels"],
    ),
    (
        "a target in another country makes that country suffer too",
        "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2 in/IN/case/5 Iraq/NNP/obl/2",
        ["Assault: TUR -> rebels IRQ"],
    ),
    (
        "at home nobody suffers by being the soil",
        "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2 in/IN/case/5 Turkey/NNP/obl/2",
        ["Assault: TUR -> rebels"],
    ),
    (
        "the soil of a state that suffers already is not named twice",
        "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 in/IN/case/5 Iraq/NNP/obl/2",
        ["Assault: TUR -> IRQ"],
    ),
    (
        "when no state acts, a country is only the place",
        "gunmen/NNS/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2 in/IN/case/5 Iraq/NNP/obl/2",
        ["Assault: gunmen -> rebels"],
    ),
    (
        "of a noun for an act of force one side is enough",
        "attacks=attack/NNS/nsubj/4 on/IN/case/3 Iraq/NNP/nmod/1 continued=continue/VBD/root/0",
        ["Assault: - -> IRQ"],
    ),
    (
        "two equals in one breath are the two sides",
        "Iran/NNP/nsubj/4 and/CC/cc/3 Iraq/NNP/conj/1 held=hold/VBD/root/0 talks=talk/NNS/obj/4",
        ["Negotiation: IRN -> IRQ"],
    ),
    (
        "three equals are all sources",
        "Iran/NNP/nsubj/6 ,/,/punct/3 Iraq/NNP/conj/1 and/CC/cc/5 India/NNP/conj/1 held=hold/VBD/root/0 "
        "talks=talk/NNS/obj/6",
        ["Negotiation: IRN IRQ IND -> -"],
    ),
    (
        "the means make an act more special: what the subject is",
        "Iranian/JJ/amod/2 missiles=missile/NNS/nsubj/3 attacked=attack/VBD/root/0 Iraq/NNP/obj/3",
        ["MissileStrike: IRN -> IRQ"],
    ),
    (
        "the means: what it is done with",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 with/IN/case/5 drones=drone/NNS/obl/2",
        ["DroneStrike: IRN -> IRQ"],
    ),
    (
        "the means: what the noun is compounded with",
        "Iranian/JJ/amod/3 missile/NN/compound/3 attack/NN/nsubj/6 on/IN/case/5 Iraq/NNP/nmod/3 ended=end/VBD/root/0",
        ["MissileStrike: IRN -> IRQ"],
    ),
    (
        "a special act is not made another by its means",
        "Iran/NNP/nsubj/2 shelled=shell/VBD/root/0 Iraq/NNP/obj/2 with/IN/case/5 drones=drone/NNS/obl/2",
        ["Shelling: IRN -> IRQ"],
    ),
    (
        "what is asked for in a slot stands there in the plural too",
        "Sweden/NNP/nsubj/2 expelled=expel/VBD/root/0 Iranian/JJ/amod/4 diplomats=diplomat/NNS/obj/2",
        ["ExpelDiplomat: SWE -> IRN"],
    ),
    (
        "what is asked for in a slot may be joined to something else",
        "Sweden/NNP/nsubj/2 expelled=expel/VBD/root/0 spies=spy/NNS/obj/2 and/CC/cc/6 Iranian/JJ/amod/6 "
        "diplomats=diplomat/NNS/conj/3",
        ["ExpelDiplomat: SWE -> IRN"],
    ),
    (
        "dozens of what is asked for",
        "Sweden/NNP/nsubj/2 expelled=expel/VBD/root/0 dozens=dozen/NNS/obj/2 of/IN/case/6 Iranian/JJ/amod/6 "
        "diplomats=diplomat/NNS/nmod/3",
        ["ExpelDiplomat: SWE -> IRN"],
    ),
    (
        "an announced refusal counts where the entry says so",
        "Iranian/JJ/amod/2 envoy/NN/nsubj:pass/6 will/MD/aux/6 not/RB/advmod/6 be/VB/aux:pass/6 "
        "allowed=allow/VBN/root/0 "
        "to/TO/mark/8 return/VB/xcomp/6",
        ["BarDiplomat: - -> IRN"],
    ),
    (
        "victims of whom nothing is said are victims and no party",
        "Iran/NNP/nsubj/2 killed=kill/VBD/root/0 people=person/NNS/obj/2",
        ["Assault: IRN -> -"],
    ),
    (
        "what was decided was done",
        "Iran/NNP/nsubj/2 decided=decide/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 Iraq/NNP/obj/4",
        ["Assault: IRN -> IRQ"],
    ),
    (
        "an adjective that is made of a participle",
        "a/DT/det/5 Daesh/NNP/compound/4 -/HYPH/punct/4 claimed/VBN/amod/5 bombing/NN/nsubj/6 failed=fail/VBD/root/0",
        ["ClaimOfResponsibility: daesh -> -"],
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), TOLD, ids=[t[0] for t in TOLD])
def test_events_that_are_told(what: str, line: str, expected: list[str]) -> None:
    """Each way of telling an act gives the act once, with its type and its sides."""
    hits, _ = find(line)
    assert [told(hit) for hit in hits] == expected


#: What must hold, the parse, why the rules abstain (nothing where they do not even see an event word).
ABSTAINED = [
    ("negated", "Iran/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 attack/VB/root/0 Iraq/NNP/obj/4", ["negated"]),
    ("announced", "Iran/NNP/nsubj/3 will/MD/aux/3 attack/VB/root/0 Iraq/NNP/obj/3", ["future"]),
    ("possible", "Iran/NNP/nsubj/3 may/MD/aux/3 attack/VB/root/0 Iraq/NNP/obj/3", ["unreal"]),
    ("a role is missing", "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0", ["no target"]),
    ("both sides are missing", "attacks=attack/NNS/nsubj/2 continued=continue/VBD/root/0", ["no source and no target"]),
    (
        "entries for what was refused (to allow, to return) want a negation",
        "Sweden/NNP/nsubj/2 allowed=allow/VBD/root/0 Iranian/JJ/amod/4 envoys=envoy/NNS/obj/2 to/TO/mark/6 "
        "return/VB/xcomp/2",
        ["not negated", "not negated"],
    ),
    ("a killing without victims", "Iran/NNP/nsubj/2 killed=kill/VBD/root/0", ["no victims"]),
    ("a forbidden object", "Iran/NNP/nsubj/2 struck=strike/VBD/root/0 a/DT/det/4 chord/NN/obj/2", ["no entry fits"]),
    (
        "a forbidden object under another noun",
        "Iran/NNP/nsubj/2 struck=strike/VBD/root/0 dozens=dozen/NNS/obj/2 of/IN/case/5 chords=chord/NNS/nmod/3",
        ["no entry fits"],
    ),
    (
        "what is asked for hangs on another object",
        "Sweden/NNP/nsubj/2 recalled=recall/VBD/root/0 friends=friend/NNS/obj/2 "
        "of/IN/case/5 diplomats=diplomat/NNS/nmod/3",
        ["no entry fits"],
    ),
    (
        "no object that the entry asks for",
        "Sweden/NNP/nsubj/2 recalled=recall/VBD/root/0 Iraq/NNP/obj/2",
        ["no entry fits"],
    ),
]


@pytest.mark.parametrize(("what", "line", "reasons"), ABSTAINED, ids=[a[0] for a in ABSTAINED])
def test_rules_abstain(what: str, line: str, reasons: list[str]) -> None:
    """No event is made up for what is missing or did not happen, and the reason is told."""
    hits, abstentions = find(line)
    assert not hits
    assert [a.why for a in abstentions] == reasons


def test_the_most_demanding_entry_wins() -> None:
    """ "claimed responsibility" is no claim of anything else, and the entry that made the hit is named."""
    hits, _ = find("Daesh/NNP/nsubj/2 claimed=claim/VBD/root/0 responsibility/NN/obj/2")
    assert [(h.entry.name, told(h)) for h in hits] == [("claim-responsibility", "ClaimOfResponsibility: daesh -> -")]


def test_an_act_has_its_place() -> None:
    """Where it was stands beside the sides."""
    line = "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2 near/IN/case/5 Saravan/NNP/obl/2"
    (hit,) = find(line)[0]
    assert (names(hit.placed.places), hit.placed.rule) == ("saravan", "near")


def test_a_word_of_a_name_is_no_event_word() -> None:
    """ "Strike" in the name of a movement evokes nothing."""
    line = "Strike/NNP/nsubj/3 Iraq/NNP/flat/1 condemned=condemn/VBD/root/0 Iran/NNP/obj/3"
    assert [h.token.text for h in events.find(named(line))[0]] == ["condemned"]


def named(line: str) -> Context:
    """The article in which the first two words are one name."""
    plain = context(tree(line))
    mention = Mention(Span(0, 11), "Strike Iraq", ("group/daesh",), "test")
    at = {**plain.index.at, 0: mention}
    covering = {**plain.index.covering, 0: mention, 1: mention}
    return replace(plain, index=replace(plain.index, at=at, covering=covering))


def test_a_verb_that_asked_for_the_noun_keeps_it() -> None:
    """ "called off talks" is a cancellation and no talks."""
    line = (
        "Iran/NNP/nsubj/2 called=call/VBD/root/0 off/RP/compound:prt/2"
        " talks=talk/NNS/obj/2 with/IN/case/6 Iraq/NNP/nmod/4"
    )
    assert [told(h) for h in find(line)[0]] == ["CancelMeeting: IRN -> IRQ"]


def test_an_announcement_counts_where_the_entry_says_so() -> None:
    """A lexicon can have promises; the same words are no event without that."""
    plain = context(tree("Iran/NNP/nsubj/3 will/MD/aux/3 attack/VB/root/0 Iraq/NNP/obj/3"))
    word = ("attack", "VERB")
    promises = tuple(replace(entry, plans=True) for entry in lexicon().triggers[word])
    own = replace(lexicon(), triggers={**lexicon().triggers, word: promises})
    assert [len(events.find(article)[0]) for article in (plain, replace(plain, lexicon=own))] == [0, 1]


def test_hits_come_in_the_order_of_the_text() -> None:
    """Sentence by sentence, word by word."""
    hits, _ = find(
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 | Sweden/NNP/nsubj/2 "
        "condemned=condemn/VBD/root/0 Iran/NNP/obj/2"
    )
    assert [h.token.i for h in hits] == [1, 4]


TIED = [
    (
        "strikes that killed",
        "Iranian/JJ/amod/2 strikes=strike/NNS/nsubj/5 on/IN/case/4 Iraq/NNP/nmod/2 killed=kill/VBD/root/0 "
        "rebels=rebel/NNS/obj/5",
        {"killed": "strikes"},
    ),
    (
        "died in an attack",
        "rebels=rebel/NNS/nsubj/2 died=die/VBD/root/0 in/IN/case/6 an=a/DT/det/6 Iranian/JJ/amod/6 attack/NN/obl/2 "
        "on/IN/case/8 Iraq/NNP/nmod/6",
        {"died": "attack"},
    ),
    (
        "attacked by shelling",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 by/IN/mark/5 shelling=shell/VBG/advcl/2 "
        "rebels=rebel/NNS/obj/5",
        {"shelling": "attacked"},
    ),
    (
        "two acts side by side",
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 after/IN/mark/5 shelling=shell/VBG/advcl/2 "
        "rebels=rebel/NNS/obj/5",
        {},
    ),
    (
        "acts of different kinds",
        "Iranian/JJ/amod/2 threats=threat/NNS/nsubj/5 against/IN/case/4 Iraq/NNP/nmod/2 killed=kill/VBD/root/0 "
        "rebels=rebel/NNS/obj/5",
        {},
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), TIED, ids=[t[0] for t in TIED])
def test_words_that_the_grammar_makes_one_act(what: str, line: str, expected: dict[str, str]) -> None:
    """An act and what it is told to consist in or to have done."""
    article = context(tree(line))
    hits, _ = events.find(article)
    found = together.ties(hits, article)
    assert {article.doc[one].text: article.doc[other].text for one, other in found.items()} == expected


#: Iran attacked Israel, after it had been warned because of (or during) attacks.
WARNED = (
    "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Israel/NNP/obj/2 {word}/IN/mark/7 it/PRP/nsubj/7 had=have/VBD/aux/7 "
    "warned=warn/VBN/advcl/2 Iraq/NNP/obj/7 over/IN/case/11 Iraqi/JJ/amod/11 attacks=attack/NNS/obl/7 "
    "on/IN/case/13 Iran/NNP/nmod/11"
)


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("after", "during", [("attacks", "attacked")]),
        ("while", "over", [("attacks", "attacked")]),
        ("while", "during", []),
    ],
)
def test_an_act_before_another_one_is_another(word: str, case: str, expected: list[tuple[str, str]]) -> None:
    """Wherever between the two it is said that one came later; acts of one time may be the same."""
    assert parted(WARNED.format(word=word).replace("over/IN", f"{case}/IN")) == expected


def parted(line: str) -> list[tuple[str, str]]:
    """The words of a line that tell acts of which the first came before the second."""
    article = context(tree(line))
    hits, _ = events.find(article)
    return [(article.doc[one].text, article.doc[other].text) for one, other in together.apart(hits, article)]


PARTIES = [
    (
        "a state can arrest its own people",
        "Pakistani/JJ/amod/2 ministry/NN/nsubj/3 arrested=arrest/VBD/root/0 Pakistani/NNP/obj/3",
        ["Arrest: pak-foreign -> PAK"],
    ),
    (
        "a state can use force against its own people and places",
        "Pakistani/JJ/amod/2 ministry/NN/nsubj/3 attacked=attack/VBD/root/0 Pakistan/NNP/obj/3",
        ["Assault: pak-foreign -> PAK"],
    ),
    (
        "words are not directed at oneself",
        "Pakistani/JJ/amod/2 ministry/NN/nsubj/3 condemned=condemn/VBD/root/0 Pakistan/NNP/obj/3",
        ["Condemnation: pak-foreign -> -"],
    ),
    (
        "speaking to a medium is no meeting with it",
        "official/NN/nsubj/2 spoke=speak/VBD/root/0 to/IN/case/4 IRNA/NNP/obl/2",
        [],
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), PARTIES, ids=[p[0] for p in PARTIES])
def test_who_is_a_party(what: str, line: str, expected: list[str]) -> None:
    """Nobody condemns himself or negotiates with the press."""
    assert [told(hit) for hit in find(line)[0]] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("China/NNP/nsubj/2 condemned=condemn/VBD/root/0 budget/NN/obj/2", [False]),
        ("China/NNP/nsubj/2 condemned=condemn/VBD/root/0 strikes=strike/NNS/obj/2", [True]),
        ("China/NNP/nsubj/2 condemned=condemn/VBD/root/0 Iran/NNP/obj/2", [False]),
        ("China/NNP/nsubj/2 warned=warn/VBD/root/0 Iran/NNP/obj/2 of/IN/case/5 attacks=attack/NNS/obl/2", [False]),
    ],
    ids=["another thing", "an act of force", "a state", "another kind of words"],
)
def test_words_of_blame_that_are_about_an_act(line: str, expected: list[bool]) -> None:
    """Only blame, and only for what is a word for an act of force."""
    article = context(tree(line))
    hits, _ = events.find(article)
    assert [together.is_about_act(h, article) for h in hits] == expected
