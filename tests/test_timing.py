"""When each act was: a time of its own, or one that is counted from another act."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scenes import context, find, lexicon, tree, word
from tales import claim

from kg.extract import events
from kg.extract.timex import Timex
from kg.extract.timing import anchors, chains, counted, time_of_each
from kg.extract.words import time_words
from kg.model import Claim, Span, When


def later(days: int, anchor_head: int | None) -> Timex:
    """ "So many days after" the act that the word ``anchor_head`` tells."""
    when = When(Span(0, 1), "later", None, None, rule="shift:day")
    return Timex(when, 0, 0, 0, "event-relative", days, anchor_head)


def days(claims: Sequence[Claim]) -> list[str | None]:
    """The first days of claims."""
    return [c.when.start if c.when else None for c in claims]


WORD, OTHER = 7, 9
#: What must hold, the time that the first claim has, the other claims of the article, the day of the first claim.
TIMES = [
    ("a day after", later(1, WORD), [claim("b")], "2024-01-17"),
    ("two days before", later(-2, WORD), [claim("b")], "2024-01-14"),
    ("counted from an act that is not told", later(1, OTHER), [claim("b")], None),
    ("counted from nothing", later(1, None), [claim("b")], None),
    ("counted from an act without a day", later(1, WORD), [claim("b", day=None)], None),
    (
        "counted from an act whose day another sentence gives",
        later(1, WORD),
        [claim("b", day=None, group="g"), claim("c", group="g")],
        "2024-01-17",
    ),
]


@pytest.mark.parametrize(("what", "timex", "others", "expected"), TIMES, ids=[t[0] for t in TIMES])
def test_times_that_count_from_another_act(
    what: str, timex: Timex, others: Sequence[Claim], expected: str | None
) -> None:
    """What cannot be resolved stays unknown, and the other claims keep their times."""
    claims = [claim("a", day=None), *others]
    chained = [(0, timex, 1)] if timex.anchor_head == WORD else []
    found = counted(claims, [timex, *(None for _ in others)], chained, claims)
    assert days(found) == [expected, *days(others)]


def test_an_act_that_was_left_out_has_no_day_to_count_from() -> None:
    """Grouping leaves out claims that name nobody; a time that counts from one stays unknown."""
    claims = [claim("a", day=None), claim("b", day=None)]
    timex = later(1, WORD)
    assert days(counted(claims, [timex, None], [(0, timex, 1)], claims[:1])) == [None, None]


def test_an_act_with_a_time_of_its_own_dates_the_one_that_it_is_counted_from() -> None:
    """ "Struck on Thursday, a day after warning": the warning was on Wednesday, and the strike stays on Thursday."""
    claims = [claim("a", day="2024-01-18"), claim("b", day=None)]
    own = Timex(When(Span(0, 1), "Thursday", "2024-01-18", "2024-01-18"), 0, 0, 0, "weekday")
    assert days(counted(claims, [own, None], [(0, later(1, WORD), 1)], claims)) == ["2024-01-18", "2024-01-17"]


def test_two_acts_with_times_of_their_own_keep_them() -> None:
    """What is counted does not overrule what is told."""
    claims = [claim("a", day="2024-01-18"), claim("b", day="2024-01-16")]
    assert counted(claims, [None, None], [(0, later(1, WORD), 1)], claims) == claims


def test_an_expression_chains_the_act_that_it_dates_to_the_one_that_it_counts_from() -> None:
    """Also beside another time of the first act."""
    doc = tree(
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 on/IN/case/5 Monday/NNP/obl/2 ,/,/punct/8 "
        "day/NN/obl:unmarked/9 after/IN/mark/9 attacking=attack/VBG/advcl/2 Israel/NNP/obj/9"
    )
    hits, _ = events.find(context(doc))
    first, second = (next(n for n, h in enumerate(hits) if h.token.text == w) for w in ("attacked", "attacking"))
    day, last, anchor = (word(doc, text).i for text in ("day", "after", "attacking"))
    when = When(Span(0, 1), "day after", None, None, rule="shift:day")
    timex = Timex(when, day, day, last, "event-relative", 1, anchor)
    assert chains(hits, doc, [timex], time_words(), lexicon()) == [(first, timex, second)]


def test_event_words_and_the_verbs_that_carry_them_are_anchors() -> None:
    """ "After Iran launched strikes" counts from the strikes."""
    line = "Iran/NNP/nsubj/2 launched=launch/VBD/root/0 strikes=strike/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3"
    hits, _ = find(line)
    assert anchors(hits, lexicon()) == {2: 0, 1: 0}


def test_a_verb_with_an_event_of_its_own_is_its_own_anchor() -> None:
    """The event that comes first in the text does not lose its word to one that it carries."""
    line = (
        "Iran/NNP/nsubj/2 announced=announce/VBD/root/0 strikes=strike/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3 | "
        "India/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2"
    )
    hits, _ = find(line)
    found = anchors(hits, lexicon())
    assert [found[h.token.i] for h in hits] == list(range(len(hits)))


def test_each_event_word_gets_the_time_that_is_tied_to_it() -> None:
    """Of two acts in a sentence each has its own day."""
    doc = tree(
        "Iran/NNP/nsubj/2 attacked=attack/VBD/root/0 Iraq/NNP/obj/2 on/IN/case/5 Monday/NNP/obl/2 | "
        "India/NNP/nsubj/2 attacked=attack/VBD/root/0 Israel/NNP/obj/2"
    )
    hits, _ = events.find(context(doc))
    monday = word(doc, "Monday").i
    when = When(Span(0, 1), "Monday", "2024-01-15", "2024-01-15")
    timex = Timex(when, monday, monday, monday, "weekday")
    assert time_of_each(hits, doc, [timex], time_words()) == [timex, None]
