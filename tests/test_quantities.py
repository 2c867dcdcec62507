"""Numbers of victims are found as intervals with their words, and given to the event that they are of."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from parses import at, parse, starred
from spacy.tokens import Doc

from kg.extract.amounts import amount_at, is_number
from kg.extract.quantities import Counted, assign, find, people_of, same_harm
from kg.extract.words import number_words, word_table
from kg.resources import path_of

MARKED = Path(__file__).parent / "marked"
WORDS = number_words()
BLANK = spacy.blank("en")


def lines() -> list[str]:
    """The marked sentences."""
    text = (MARKED / "victims.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def told(one: Counted, events: list[int], given: dict[int, list[Counted]]) -> str:
    """A number of victims, as the marked sentences write it."""
    toll = one.toll
    most = "" if toll.max is None else toll.max
    part = "part " if toll.partial else ""
    words = f"{part}{toll.harm} {toll.min}-{most}" + (f" {toll.victims}" if toll.victims else "")
    owners = [str(number) for number, event in enumerate(events, 1) if one in given.get(event, [])]
    return words + (f" > {','.join(owners)}" if owners else "")


def test_numbers_of_marked_sentences(nlp):
    """The numbers are found with their events and nothing else is, but for one sentence in 15."""
    wrong = []
    for line in lines():
        marked, _, expected = line.partition("\t")
        doc = nlp(marked.replace("*", ""))
        events, tolls = starred(marked, doc), find(doc, WORDS)
        given = assign(doc, tolls, events, WORDS)
        found = "; ".join(told(toll, events, given) for toll in tolls) or "none"
        if found != expected:
            wrong.append((marked, found, expected))
    assert len(wrong) <= len(lines()) // 15, wrong


def number(text: str) -> tuple[int | None, int | None, str] | None:
    """Least and most of the number in a text without a parse, and the words that make it."""
    doc = BLANK(text)
    found = next((amount_at(token, WORDS.table) for token in doc if is_number(token, WORDS.table)), None)
    return (found.min, found.max, doc[found.first : found.last + 1].text) if found else None


@pytest.mark.parametrize(
    ("text", "least", "most", "words"),
    [
        ("killed 7 people", 7, 7, "7"),
        ("killed twenty-one people", 21, 21, "twenty-one"),
        ("killed 1,200 people", 1200, 1200, "1,200"),
        ("killed 1.5 million people", 1_500_000, 1_500_000, "1.5 million"),
        ("killed a hundred and fifty people", 150, 150, "a hundred and fifty"),
        ("killed two thousand five hundred people", 2500, 2500, "two thousand five hundred"),
        ("killed a dozen people", 12, 12, "a dozen"),
        ("killed two dozen people", 24, 24, "two dozen"),
        ("killed half a dozen people", 6, 6, "half a dozen"),
        ("killed at least 7 people", 7, None, "at least 7"),
        ("killed over 90 people", 90, None, "over 90"),
        ("killed more than a dozen people", 12, None, "more than a dozen"),
        ("killed no fewer than 12 people", 12, None, "no fewer than 12"),
        ("killed 20 or more people", 20, None, "20 or more"),
        ("killed as many as 16 people", 0, 16, "as many as 16"),
        ("killed no more than 5 people", 0, 5, "no more than 5"),
        ("killed up to 300 people", 0, 300, "up to 300"),
        ("killed about 20 people", 15, 25, "about 20"),
        ("killed some 300 people", 250, 350, "some 300"),
        ("killed about 23 people", 23, 23, "about 23"),
        ("killed nearly 20 people", 15, 20, "nearly 20"),
        ("killed 5 to 10 people", 5, 10, "5 to 10"),
        ("killed three or four people", 3, 4, "three or four"),
        ("killed between 5 and 10 people", 5, 10, "between 5 and 10"),
        ("killed 10–15 people", 10, 15, "10–15"),
        ("killed at least another 20 people", 20, None, "at least another 20"),
    ],
)
def test_numbers_are_intervals(text, least, most, words):
    assert number(text) == (least, most, words)


@pytest.mark.parametrize("text", ["killed people", "the second man", "in the 1990s", "the F-16s"])
def test_what_is_no_number(text):
    assert number(text) is None


KILLED = """
1 The    the    DET   2 det
2 strike strike NOUN  3 nsubj
3 killed kill   VERB  0 root tag=VBD
4 three  three  NUM   5 nummod
5 women  woman  NOUN  3 obj tag=NNS
6 and    and    CCONJ 8 cc
7 four   four   NUM   8 nummod
8 boys   boy    NOUN  5 conj tag=NNS
"""


def the(doc: Doc) -> Counted:
    """The one number of victims of a text that is no part of another."""
    (found,) = (one for one in find(doc, WORDS) if not one.toll.partial)
    return found


def test_people_joined_by_and_are_added_up():
    doc = parse(KILLED)
    one = the(doc)
    assert (one.toll.harm, one.toll.min, one.toll.max, one.toll.victims) == ("killed", 7, 7, "women, boys")
    assert (one.head, one.noun) == (at(doc, "killed"), at(doc, "women"))


def test_the_words_of_a_number_are_kept_with_their_place():
    doc = parse(KILLED)
    count = the(doc).toll
    assert count.text == "three women and four boys" == doc.text[count.span.start : count.span.end]


def test_a_number_with_others_unnumbered_is_only_a_least():
    """The words "three women and boys" are at least three people."""
    fewer = KILLED.replace("7 four   four   NUM   8 nummod\n", "")
    unnumbered = fewer.replace("8 boys", "7 boys").replace("8 cc", "7 cc")
    count = the(parse(unnumbered)).toll
    assert (count.min, count.max) == (3, None)


def test_a_total_with_its_parts_is_not_added_to_them():
    """The words "seven people, three women and four boys" are seven."""
    table = """
1 Seven  seven  NUM   2 nummod
2 people people NOUN  9 nsubj:pass tag=NNS
3 three  three  NUM   4 nummod
4 women  woman  NOUN  2 conj tag=NNS
5 and    and    CCONJ 7 cc
6 four   four   NUM   7 nummod
7 boys   boy    NOUN  2 conj tag=NNS
8 were   be     AUX   9 aux:pass
9 killed kill   VERB  0 root tag=VBN
"""
    count = the(parse(table)).toll
    assert (count.min, count.max) == (7, 7)


def test_what_stands_behind_another_word_of_harm_is_counted_apart():
    """A parse that joins "killed two and wounded three" wrongly does not make five dead."""
    table = """
1 It      it     PRON  2 nsubj
2 killed  kill   VERB  0 root tag=VBD
3 two     two    NUM   2 obj
4 and     and    CCONJ 5 cc
5 wounded wound  VERB  3 conj tag=VBN
6 three   three  NUM   3 conj
"""
    found = find(parse(table), WORDS)
    assert [(one.toll.harm, one.toll.min, one.toll.max) for one in found] == [("killed", 2, 2), ("injured", 3, 3)]


@pytest.mark.parametrize(
    ("harm", "fields"), [("casualties casualty", ["killed", "injured"]), ("deaths death", ["killed"])]
)
def test_no_casualties_are_none_of_each_kind(harm, fields):
    table = f"""
1 It     it      PRON 2 nsubj
2 caused cause   VERB 0 root tag=VBD
3 no     no      DET  4 det
4 {harm} NOUN 2 obj tag=NNS
"""
    found = find(parse(table), WORDS)
    assert [(one.toll.harm, one.toll.min, one.toll.max) for one in found] == [(field, 0, 0) for field in fields]


def test_casualties_may_be_dead_or_wounded():
    """How many of "20 casualties" are dead is not said."""
    table = """
1 It         it       PRON 2 nsubj
2 caused     cause    VERB 0 root tag=VBD
3 20         20       NUM  4 nummod
4 casualties casualty NOUN 2 obj tag=NNS
"""
    assert find(parse(table), WORDS) == ()


@pytest.mark.parametrize("helper", ["could could AUX 4 aux", "not not PART 4 advmod", "to to PART 4 mark tag=TO"])
def test_harm_that_has_not_come_about_is_not_counted(helper):
    table = f"""
1 It      it     PRON 2 nsubj
2 tried   try    VERB 0 root tag=VBD
3 {helper}
4 kill    kill   VERB 2 xcomp tag=VB
5 seven   seven  NUM  6 nummod
6 people  people NOUN 4 obj tag=NNS
"""
    assert find(parse(table), WORDS) == ()


def test_a_named_person_is_one():
    table = """
1 Gunmen  gunman  NOUN  2 nsubj tag=NNS
2 killed  kill    VERB  0 root tag=VBD
3 Ali     Ali     PROPN 2 obj tag=NNP ent=PERSON
4 and     and     CCONJ 6 cc
5 two     two     NUM   6 nummod
6 others  other   NOUN  3 conj tag=NNS
"""
    count = the(parse(table)).toll
    assert (count.min, count.max, count.victims, count.text) == (3, 3, "others", "Ali and two others")


def test_people_without_a_number_are_not_counted():
    table = """
1 Gunmen    gunman   NOUN 2 nsubj tag=NNS
2 killed    kill     VERB 0 root tag=VBD
3 villagers villager NOUN 2 obj tag=NNS
"""
    doc = parse(table)
    assert people_of(doc[2], WORDS) is None
    assert find(doc, WORDS) == ()


FOLLOWS = """
1 Strikes  strike  NOUN  2 nsubj tag=NNS
2 followed follow  VERB  0 root tag=VBD
3 an       an      DET   4 det
4 attack   attack  NOUN  2 obj
5 that     that    PRON  6 nsubj tag=WDT
6 killed   kill    VERB  4 acl:relcl tag=VBD
7 two      two     NUM   8 nummod
8 children child   NOUN  6 obj tag=NNS
"""


def test_a_number_belongs_to_the_nearest_event():
    doc = parse(FOLLOWS)
    toll = the(doc)
    strikes, attack = at(doc, "Strikes"), at(doc, "attack")
    assert assign(doc, [toll], [strikes, attack], WORDS) == {attack: [toll]}


def test_a_verb_of_harm_that_tells_an_event_shares_its_number_with_the_event_that_it_belongs_to():
    doc = parse(FOLLOWS)
    toll = the(doc)
    attack, killed = at(doc, "attack"), at(doc, "killed")
    assert assign(doc, [toll], [attack, killed], WORDS) == {attack: [toll], killed: [toll]}


def test_words_with_one_number_tell_one_act():
    """The attack killed two: "killed" and "attack" are one; a number of an act alone ties nothing."""
    doc = parse(FOLLOWS)
    strikes, attack, killed = at(doc, "Strikes"), at(doc, "attack"), at(doc, "killed")
    assert same_harm(assign(doc, [the(doc)], [strikes, attack, killed], WORDS)) == {killed: attack}
    assert same_harm(assign(doc, [the(doc)], [strikes, attack], WORDS)) == {}


def test_the_only_event_of_a_sentence_gets_its_numbers():
    doc = parse(FOLLOWS)
    toll = the(doc)
    assert assign(doc, [toll], [at(doc, "Strikes")], WORDS) == {at(doc, "Strikes"): [toll]}
    assert assign(doc, [toll], [], WORDS) == {}


def test_events_of_other_sentences_get_nothing():
    doc = parse(FOLLOWS + "\n1 Strikes strike NOUN 2 nsubj\n2 ended end VERB 0 root tag=VBD")
    assert assign(doc, find(doc, WORDS), [at(doc, "Strikes", 2)], WORDS) == {}


def test_between_two_events_equally_near_none_is_chosen():
    """Neither event governs the word of harm, and both stand behind it."""
    table = """
1 Two     two    NUM   2 nsubj:pass
2 died    die    VERB  0 root tag=VBD
3 in      in     ADP   4 case
4 strikes strike NOUN  2 obl tag=NNS
5 during  during ADP   6 case
6 clashes clash  NOUN  2 obl tag=NNS
"""
    doc = parse(table)
    tolls = find(doc, WORDS)
    assert len(tolls) == 1
    assert assign(doc, tolls, [at(doc, "strikes"), at(doc, "clashes")], WORDS) == {}


AFTER = """
1 Troops  troops NOUN  2 nsubj tag=NNS
2 hit     hit    VERB  0 root tag=VBD
3 rebels  rebel  NOUN  2 obj tag=NNS
4 {word}  {word} ADP   5 case
5 raids   raid   NOUN  2 obl tag=NNS
6 that    that   PRON  7 nsubj tag=WDT
7 killed  kill   VERB  5 acl:relcl tag=VBD
8 two     two    NUM   9 nummod
9 nurses  nurse  NOUN  7 obj tag=NNS
"""


@pytest.mark.parametrize(("word", "whose"), [("after", []), ("following", []), ("with", ["hit"])])
def test_what_came_afterwards_did_no_harm(word: str, whose: list[str]) -> None:
    """The raids are no event here; who struck after them did not kill their dead."""
    doc = parse(AFTER.format(word=word))
    assert sorted(assign(doc, [the(doc)], [at(doc, "hit")], WORDS)) == [at(doc, one) for one in whose]


def test_an_act_told_as_the_cause_after_its_harm_keeps_it() -> None:
    """Two died after an attack: of the attack."""
    doc = parse(
        """
1 Two    two    NUM   2 nsubj
2 died   die    VERB  0 root tag=VBD
3 after  after  ADP   4 case
4 raids  raid   NOUN  2 obl tag=NNS
"""
    )
    toll = the(doc)
    assert assign(doc, [toll], [at(doc, "raids")], WORDS) == {at(doc, "raids"): [toll]}


WORD = st.sampled_from(
    ["a", "at", "least", "more", "than", "two", "dozen", "of", "-", "twenty", "1,200", "7", "to", "or", "and",
     "between", "people", "killed", "no", "one", "not", "up", "million", "half", "hundred", "scores", "deaths",
     "toll", "rose", "wounded", "lives", "claimed"]
)


@given(st.lists(WORD, min_size=1, max_size=10))
def test_any_words_give_numbers_that_lie_in_the_text(words):
    """Whatever the words: no failure, the least is not above the most, the span is the text."""
    doc = BLANK(" ".join(words))
    for token in doc:
        amount = amount_at(token, WORDS.table)
        if amount is not None:
            assert 0 <= amount.first <= token.i <= amount.last < len(doc)
            assert amount.min is None or amount.max is None or amount.min <= amount.max
    for one in find(doc, WORDS):
        assert doc.text[one.toll.span.start : one.toll.span.end] == one.toll.text


@pytest.mark.parametrize("name", ["time", "numbers", "casualties"])
def test_each_kind_of_words_is_explained(name):
    """A table of words has no kind that its README does not explain."""
    explained = path_of("ontology/words/README.md").read_text(encoding="utf-8")
    kinds = word_table(name).kinds
    assert kinds
    assert [kind for kind in kinds if f"`{kind}`" not in explained] == []
