"""Expressions of time are found, resolved as news means them, tied to the right event, and never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from parses import at, parse, starred

from kg.extract import dates
from kg.extract.clauses import tense
from kg.extract.dates import Timex, date_of_anchor, find, for_trigger, resolve
from kg.extract.words import time_words
from kg.graph.rdf_time import stamps
from kg.model import Span, When

PUBLISHED = "2024-01-18"
MARKED = Path(__file__).parent / "marked"
WORDS = time_words()
BLANK = spacy.blank("en")


def lines(name: str, until: str | None = None) -> list[str]:
    """The lines of a file of marked sentences, until a comment."""
    text = (MARKED / name).read_text(encoding="utf-8").partition(until or "\0")[0]
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def meaning(timex: Timex) -> str:
    """What an expression means, as the marked sentences write it."""
    when = timex.when
    if when.start is None and when.end is None and timex.kind == "event-relative":
        return "~" if timex.offset is None else f"{timex.offset:+d}" if timex.offset else "0"
    if when.start is None and when.end is None:
        return "?"
    return str(when.start) if when.start == when.end else f"{when.start or ''}..{when.end or ''}"


def times_of(line: str) -> tuple[str, str, list[tuple[str, str]]]:
    """The day of publication, the sentence without its marks, the words and meanings in them."""
    published, _, sentence = line.partition("| ") if "| " in line else (PUBLISHED, "", line)
    expected = re.findall(r"\{([^=}]*)=([^}]*)\}", sentence)
    return published, re.sub(r"\{([^=}]*)=[^}]*\}", r"\1", sentence), expected


def test_times_of_marked_sentences_are_found_and_resolved(nlp):
    """Each time in the marked sentences is found with its meaning, and nothing else is."""
    wrong = []
    for line in lines("times.txt"):
        published, sentence, expected = times_of(line)
        found = [(timex.when.text, meaning(timex)) for timex in find(nlp(sentence), published, WORDS)]
        if [(words.lower(), value) for words, value in found] != [(words.lower(), value) for words, value in expected]:
            wrong.append((sentence, found))
    assert len(wrong) <= len(lines("times.txt")) // 50, wrong


def test_times_of_events_in_marked_sentences(nlp):
    """Each event gets the time that belongs to it, and none that belongs to another: one sentence in 15 may fail."""
    wrong = []
    for line in lines("dated.txt"):
        marked, _, expected = line.partition("\t")
        doc = nlp(marked.replace("*", ""))
        triggers = starred(marked, doc)
        times = find(doc, PUBLISHED, WORDS)
        found = ";".join(dated(doc, for_trigger(doc, times, one, WORDS, triggers)) for one in triggers)
        if found != expected:
            wrong.append((marked, found, expected))
    assert len(wrong) <= len(lines("dated.txt")) // 15, wrong


def dated(doc, timex: Timex | None) -> str:
    """The time of an event, as the marked sentences write it."""
    if timex is None:
        return "-"
    told = "said " if timex.when.rule.startswith("reporting-verb") else ""
    known = timex.when.start is not None or timex.anchor_head is None
    return told + meaning(timex) + ("" if known else f"@{doc[timex.anchor_head].text}")


def test_times_are_found_in_words_without_a_parse():
    """Without tags and parse an expression of time means the same; only what needs a tag is left out."""
    wrong = []
    for line in lines("times.txt", until="# what needs a parse"):
        published, sentence, expected = times_of(line)
        found = [(timex.when.text.lower(), meaning(timex)) for timex in find(BLANK(sentence), published, WORDS)]
        if not set(found) <= {(words.lower(), value) for words, value in expected}:
            wrong.append((sentence, found))
    assert not wrong


def only(text: str, published: str | None = PUBLISHED) -> Timex:
    """The one expression of time of a text without a parse."""
    (found,) = find(BLANK(text), published, WORDS)
    return found


def test_words_offsets_and_the_day_seen_from_are_kept():
    timex = only("It fell late on Tuesday, he said")
    day = "2024-01-16"
    assert timex.when == When(Span(8, 23), "late on Tuesday", day, day, "2024-01-18", "weekday", "day")
    assert (timex.first, timex.last, timex.kind) == (2, 4, "weekday")


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "last month", "on January 5", "two weeks ago", "in May"])
def test_without_a_day_of_publication_nothing_is_guessed(text):
    timex = only(text, None)
    assert (timex.when.start, timex.when.end, timex.when.anchor) == (None, None, None)


@pytest.mark.parametrize("text", ["on 5 January 2024", "in 2012", "in March 2015"])
def test_an_absolute_time_needs_no_day_of_publication(text):
    timex = only(text, None)
    assert timex.when.start is not None
    assert timex.when.anchor is None
    assert timex.kind == "absolute"


def test_words_of_time_are_joined_across_a_line_break():
    assert only("on January\n5 it fell").when.start == "2024-01-05"


WILL_MEET = """
1 They  they  PRON  3 nsubj
2 will  will  AUX   3 aux tag=MD
3 meet  meet  VERB  0 root tag=VB
4 on    on    ADP   5 case
5 Monday Monday PROPN 3 obl
"""


def test_a_weekday_under_a_future_verb_is_the_coming_one():
    (timex,) = find(parse(WILL_MEET), PUBLISHED, WORDS)
    assert timex.when.start == "2024-01-22"


def test_a_weekday_under_a_conditional_verb_is_not_guessed():
    (timex,) = find(parse(WILL_MEET.replace("will  will ", "would would")), PUBLISHED, WORDS)
    assert timex.when.start is None


PLANS_TO_MEET = """
1 They  they  PRON  2 nsubj
2 plan  plan  VERB  0 root tag=VBP
3 to    to    PART  4 mark tag=TO
4 meet  meet  VERB  2 xcomp tag=VB
5 on    on    ADP   7 case
6 March March PROPN 7 compound
7 3     3     NUM   4 obl
"""


def test_a_day_of_the_year_that_is_planned_lies_ahead():
    doc = parse(PLANS_TO_MEET)
    assert tense(doc[3], WORDS) == "future"
    (timex,) = find(doc, PUBLISHED, WORDS)
    assert timex.when.start == "2024-03-03"


def test_a_day_of_the_year_in_the_present_tense_is_not_guessed():
    """The words "they meet on March 3", written in January, means this year's or last year's."""
    present = """
1 They  they  PRON  2 nsubj
2 meet  meet  VERB  0 root tag=VBP
3 on    on    ADP   5 case
4 March March PROPN 5 compound
5 3     3     NUM   2 obl
"""
    (timex,) = find(parse(present), PUBLISHED, WORDS)
    assert timex.when.start is None


def test_a_day_that_names_a_noun_is_not_guessed_half_a_year_back():
    """The words "the October 1 attack" may be of any year, "the January 1 attack" hardly."""
    table = """
1 the    the    DET   4 det
2 {0}    {0}    PROPN 4 compound
3 1      1      NUM   2 nummod
4 attack attack NOUN  0 root
"""
    meant = [find(parse(table.format(month)), "2024-05-18", WORDS)[0].when.start for month in ("October", "January")]
    assert meant == [None, "2024-01-01"]


THE_FRIDAY_TIMES = """
1 The    the    DET   3 det
2 Friday Friday PROPN 3 compound
3 Times  Times  PROPN 4 nsubj
4 said   say    VERB  0 root tag=VBD
"""


def test_a_name_is_no_time():
    assert find(parse(THE_FRIDAY_TIMES), PUBLISHED, WORDS) == ()
    named = THE_FRIDAY_TIMES.replace("compound\n", "compound ent=ORG\n").replace("3 nsubj", "4 nsubj")
    assert find(parse(named), PUBLISHED, WORDS) == ()


RESPONDED = """
1  A         a         DET   2  det
2  day       day       NOUN  11 obl:unmarked
3  after     after     SCONJ 5  mark
4  Iran      Iran      PROPN 5  nsubj
5  admitted  admit     VERB  11 advcl tag=VBD
6  the       the       DET   7  det
7  strike    strike    NOUN  5  obj
8  ,         ,         PUNCT 5  punct
9  Islamabad Islamabad PROPN 11 nsubj
10 has       have      AUX   11 aux
11 responded respond   VERB  0  root tag=VBN
"""


def test_an_event_relative_time_names_the_event_that_it_counts_from():
    doc = parse(RESPONDED)
    (timex,) = find(doc, PUBLISHED, WORDS)
    assert (timex.kind, timex.offset, timex.anchor_head) == ("event-relative", 1, at(doc, "admitted"))
    assert timex.when.start is None
    assert for_trigger(doc, [timex], at(doc, "responded"), WORDS) == timex
    assert for_trigger(doc, [timex], at(doc, "admitted"), WORDS) is None


def relative(rule: str, offset: int | None) -> Timex:
    return Timex(When(Span(0, 1), "x", None, None, None, rule), 0, 0, 0, "event-relative", offset)


def on(start: str | None, end: str | None = None) -> When:
    return When(Span(0, 1), "x", start, end or start)


@pytest.mark.parametrize(
    ("rule", "offset", "anchor", "start", "end"),
    [
        ("shift:day", 1, on("2024-01-16"), "2024-01-17", "2024-01-17"),
        ("shift:day", -2, on("2024-01-01"), "2023-12-30", "2023-12-30"),
        ("shift:day", 1, on("2024-01-16", "2024-01-18"), "2024-01-17", "2024-01-19"),
        ("shift:day", 0, on("2024-01"), "2024-01", "2024-01"),
        ("shift:week", 7, on("2024-01-16"), "2024-01-20", "2024-01-26"),
        ("near:week", 7, on("2024-01-16"), "2024-01-22", "2024-01-28"),
        ("shift:month", 60, on("2023-12-16"), "2024-02", "2024-02"),
        ("shift:year", 1095, on("2011"), "2014", "2014"),
    ],
)
def test_resolve_counts_from_an_event(rule, offset, anchor, start, end):
    """Days are exact, weeks off by some days, months and years are told as such."""
    when = resolve(relative(rule, offset), anchor)
    day = anchor.start if len(anchor.start) == len("2024-01-16") else None
    assert (when.start, when.end, when.anchor) == (start, end, day)


@pytest.mark.parametrize(("offset", "anchor"), [(1, on(None)), (None, on("2024-01-16"))])
def test_resolve_leaves_unknown_what_cannot_be_told(offset, anchor):
    timex = relative("shift:day", offset)
    assert resolve(timex, anchor) == timex.when


def test_the_event_that_is_counted_from_can_be_dated_too():
    """Strikes came on the 16th, a day after other strikes: those were on the 15th."""
    assert date_of_anchor(relative("shift:day", 1), on("2024-01-16")).start == "2024-01-15"
    assert date_of_anchor(relative("shift:day", None), on("2024-01-16")).start == "2024-01-16"


SAID_ON_TUESDAY = """
1 Iran    Iran    PROPN 2 nsubj
2 said    say     VERB  0 root tag=VBD
3 on      on      ADP   4 case
4 Tuesday Tuesday PROPN 2 obl
5 it      it      PRON  7 nsubj
6 had     have    AUX   7 aux tag=VBD
7 struck  strike  VERB  2 ccomp tag=VBN
8 bases   base    NOUN  7 obj
"""


def test_the_day_of_the_telling_is_marked_as_such():
    doc = parse(SAID_ON_TUESDAY)
    times = find(doc, PUBLISHED, WORDS)
    told, said = (for_trigger(doc, times, at(doc, word), WORDS) for word in ("struck", "said"))
    assert told is not None and said is not None
    assert (told.when.start, told.when.rule) == ("2024-01-16", "reporting-verb:weekday")
    assert (said.when.start, said.when.rule) == ("2024-01-16", "weekday")


TWO_TIMES = """
1 They    they    PRON  2 nsubj
2 struck  strike  VERB  0 root tag=VBD
3 on      on      ADP   4 case
4 Tuesday Tuesday PROPN 2 obl
5 and     and     CCONJ 6 cc
6 Friday  Friday  PROPN 2 obl
"""


def test_of_two_times_that_disagree_none_is_taken():
    doc = parse(TWO_TIMES)
    times = find(doc, PUBLISHED, WORDS)
    assert len(times) == 2
    assert for_trigger(doc, times, at(doc, "struck"), WORDS) is None


CONDEMNED = """
1 Pakistan  Pakistan PROPN 2 nsubj
2 condemned condemn  VERB  0 root tag=VBD
3 the       the      DET   4 det
4 attack    attack   NOUN  2 obj
5 on        on       ADP   6 case
6 Tuesday   Tuesday  PROPN 4 nmod
"""


def test_the_time_of_another_event_is_not_taken():
    """The attack was on Tuesday; with the attack known as an event, the day is not that of the condemnation."""
    doc = parse(CONDEMNED)
    times = find(doc, PUBLISHED, WORDS)
    condemned, attack = at(doc, "condemned"), at(doc, "attack")
    assert for_trigger(doc, times, condemned, WORDS, [condemned, attack]) is None
    assert for_trigger(doc, times, attack, WORDS, [condemned, attack]) == times[0]


def test_for_trigger_uses_the_shipped_words_unless_told():
    doc = parse(CONDEMNED)
    times = find(doc, PUBLISHED, WORDS)
    assert for_trigger(doc, times, at(doc, "attack")) == times[0]


WORD = st.sampled_from(
    ["on", "in", "the", "last", "next", "this", "Monday", "Friday", "March", "2015", "5", "16", "31", "two", "a",
     "few", "days", "week", "weeks", "ago", "after", "before", "earlier", "later", "previous", "following",
     "same", "that", "day", "May", "January", ",", "-", "of", "early", "overnight", "since", "until", "year",
     "1990s", "2024-01-16"]
)


@given(st.lists(WORD, max_size=12), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_words_give_times_within_the_text_and_in_order(words, published):
    """Whatever the words: expressions stand apart, in order, and mean a time that exists."""
    doc = BLANK(" ".join(words))
    found = find(doc, published.isoformat(), WORDS)
    assert all(one.last < other.first for one, other in pairwise(found))
    for timex in found:
        when = timex.when
        assert doc.text[when.span.start : when.span.end] == when.text
        assert timex.first <= timex.head <= timex.last
        for iso in (when.start, when.end):
            assert iso is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", iso)
        assert when.start is None or when.end is None or when.start <= when.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_within_the_last_week(published, number):
    """The last such day, the day of publication included, and the one that has the name."""
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    meant = date.fromisoformat(only(f"on {name}", published.isoformat()).when.start or "")
    assert meant.weekday() == number
    assert timedelta(0) <= published - meant < timedelta(7)


@pytest.mark.parametrize("text", ["9000 years ago", "9000 years earlier", "several years ago", "a few weeks later"])
def test_what_lies_too_far_or_is_vague_stays_unknown(text):
    timex = only(text)
    assert (timex.when.start, timex.offset) == (None, None)
    assert resolve(timex, on("2024-01-16")).start is None


def test_nothing_is_found_in_nothing():
    assert find(BLANK(""), PUBLISHED, WORDS) == ()


def test_what_the_module_offers():
    assert set(dates.__all__) == {"Timex", "date_of_anchor", "find", "for_trigger", "resolve"}


def test_a_day_follows_the_year_of_its_story_only_within_a_paragraph():
    """The words "on November 15, 2017 ... on November 21" is one story; a new paragraph is another."""
    story = "On November 15, 2017 it fell.{}On November 21 he left."
    together, apart = (find(BLANK(story.format(gap)), PUBLISHED, WORDS)[1].when.start for gap in (" ", "\n\n"))
    assert (together, apart) == ("2017-11-21", "2023-11-21")


def test_what_is_to_be_done_lies_ahead():
    """An infinitive of the passive is to come too."""
    table = """
1 A        a        DET   2 det
2 summit   summit   NOUN  0 root
3 to       to       PART  5 mark tag=TO
4 be       be       AUX   5 aux:pass tag=VB
5 held     hold     VERB  2 acl tag=VBN
6 on       on       ADP   7 case
7 November November PROPN 5 obl
8 20       20       NUM   7 nummod
"""
    (timex,) = find(parse(table), PUBLISHED, WORDS)
    assert timex.when.start == "2024-11-20"


PATTERNS = [
    ("It fell on Thursday", None, "XXXX-WXX-4"),
    ("It fell last Sunday night", None, "XXXX-WXX-7"),
    ("It fell next Thursday", None, None),
    ("It fell on January 5", None, "XXXX-01-05"),
    ("It fell in May", None, "XXXX-05"),
    ("It fell in May 2023", None, None),
    ("It fell on February 30, 2023", None, None),
    ("It fell yesterday", None, None),
    ("It fell on Thursday", PUBLISHED, None),
]


@pytest.mark.parametrize(("text", "published", "pattern"), PATTERNS)
def test_what_cannot_be_resolved_still_says_which_days_it_may_be(text, published, pattern):
    """A weekday, a day without a year; what is resolved needs no pattern."""
    found = only(text, published).when
    assert found.pattern == pattern
    assert found.start is None or pattern is None


PRECISIONS = [
    ("on Tuesday", "day"),
    ("on Tuesday night", "part"),
    ("overnight", "part"),
    ("last week", "week"),
    ("in early January", "month"),
    ("two weeks ago", "month"),
    ("three days ago", "day"),
    ("last year", "year"),
    ("in mid-2015", "year"),
    ("in the 1990s", "decade"),
    ("on January 8-10", "interval"),
    ("the following month", "month"),
]


@pytest.mark.parametrize(("text", "precision"), PRECISIONS)
def test_the_unit_in_which_a_time_is_told_is_kept(text, precision):
    assert only(f"It fell {text}.").when.precision == precision


#: Sentence; first, last possible day, latest begin, earliest end; whether it still goes on.
LASTING = [
    ("They fought from January 3 to January 5.", ("2024-01-03", "2024-01-05", "2024-01-03", "2024-01-05"), False),
    ("They met between January 3 and January 5.", ("2024-01-03", "2024-01-05", None, None), False),
    ("They met on January 8-10.", ("2024-01-08", "2024-01-10", "2024-01-08", "2024-01-10"), False),
    ("They held the town until last week.", (None, "2024-01-14", None, "2024-01-08"), False),
    ("Troops have been shelling it since Monday.", ("2024-01-15", "2024-01-18", "2024-01-15", "2024-01-18"), True),
    ("They have been in the town since 2012.", ("2012", "2024-01-18", "2012", "2024-01-18"), True),
    ("Troops have killed nine people since Monday.", ("2024-01-15", "2024-01-18", None, None), False),
]


@pytest.mark.parametrize(("text", "bounds", "goes_on"), LASTING)
def test_what_lasts_has_a_begin_and_an_end_of_its_own(nlp, text, bounds, goes_on):
    """An act at some time in an interval has neither; so have several acts since a day."""
    (found,) = find(nlp(text), PUBLISHED, WORDS)
    assert (found.when.start, found.when.end, found.when.begun, found.when.ended) == bounds
    assert found.when.goes_on == goes_on


LATER = [("They met later today.", None), ("They will meet later today.", PUBLISHED)]


@pytest.mark.parametrize(("text", "start"), LATER)
def test_an_article_does_not_tell_what_came_after_it(nlp, text, start):
    """ "Later today" in the past tense is of another day's text."""
    (found,) = find(nlp(text), PUBLISHED, WORDS)
    assert found.when.start == start


DURATIONS = [
    ("for three days", "P3D"),
    ("for an hour", "PT1H"),
    ("for two weeks", "P2W"),
    ("for a fortnight", "P2W"),
    ("for two decades", "P20Y"),
    ("in three days", None),
]


@pytest.mark.parametrize(("text", "duration"), DURATIONS)
def test_how_long_it_took_is_no_day(text, duration):
    found = [timex.when for timex in find(BLANK(f"They fought {text}."), PUBLISHED, WORDS)]
    assert [(when.start, when.duration) for when in found] == ([(None, duration)] if duration else [])


def test_how_long_it_took_is_added_to_when_it_was(nlp):
    """And stands alone when nothing says when."""
    doc = nlp("Rebels shelled the town on Tuesday for three hours.")
    shelled = for_trigger(doc, find(doc, PUBLISHED, WORDS), 1, WORDS, (1,)).when
    assert (shelled.start, shelled.text, shelled.duration) == ("2024-01-16", "Tuesday", "PT3H")
    doc = nlp("Rebels shelled the town for three hours.")
    assert for_trigger(doc, find(doc, PUBLISHED, WORDS), 1, WORDS, (1,)).when.duration == "PT3H"


@pytest.mark.parametrize(("offset", "text"), [(7, "the following Tuesday"), (-7, "the previous Tuesday")])
def test_a_weekday_seen_from_an_event_of_that_weekday_is_a_week_from_it(offset, text):
    """Of an event on several days it cannot be told."""
    timex = only(f"It fell {text}.")
    day = (date.fromisoformat("2024-01-16") + timedelta(days=offset)).isoformat()
    assert resolve(timex, on("2024-01-16")).start == day
    assert resolve(timex, on("2024-01-15", "2024-01-16")).start is None


def test_a_paragraph_does_not_go_back_to_the_one_before(nlp):
    doc = nlp("Rebels took the town on January 8.\n\nThe following day brought rain.")
    assert [timex.when.start for timex in find(doc, PUBLISHED, WORDS)] == ["2024-01-08", None]


TIMES = ["on Tuesday", "last week", "from 3 to 5 May", "since Monday", "until Friday", "in 2012", "two days ago"]


@given(st.lists(st.sampled_from(TIMES), min_size=1, max_size=4), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_bounds_come_in_their_order_and_words_where_they_stand(words, published):
    """Whatever the day of publication: what begins first ends not before that, and offsets are those of the text."""
    text = "It fell " + " and ".join(words) + "."
    for timex in find(BLANK(text), published.isoformat(), WORDS):
        when = timex.when
        assert text[when.span.start : when.span.end] == when.text
        first_begin, last_begin, first_end, last_end = stamps(when)
        for earlier, later in ((first_begin, last_begin), (first_begin, first_end), (last_begin, last_end)):
            assert not earlier or not later or earlier <= later
        assert not first_end or not last_end or first_end <= last_end


def test_verbs_of_telling_are_those_of_the_lexicon_and_of_the_user(tmp_path):
    """One list for who says so and for when it was said."""
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix x: <https://example.org/x#> .\n"
        'x:bark a kg:ReportingVerb ; kg:lemma "bark" ; kg:partOfSpeech "VERB" ; kg:stance kg:Asserted .\n'
    )
    assert not WORDS.table.has("reporting", "bark")
    assert WORDS.table.has("reporting", "announce")
    assert time_words((mine,)).table.has("reporting", "bark")
