"""When each act was: a time of its own, or one that is counted from another act."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scenes import context, find, lexicon, tree, word
from tales import claim

from kg.extract import events
from kg.extract.timex import Timex
from kg.extract.timing import anchors, counted, time_of_each
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
    found = counted(claims, [timex, *(None for _ in others)], {WORD: 1}, claims)
    assert days(found) == [expected, *days(others)]


def test_an_act_that_was_left_out_has_no_day_to_count_from() -> None:
    """Grouping leaves out claims that name nobody; a time that counts from one stays unknown."""
    claims = [claim("a", day=None), claim("b", day=None)]
    assert days(counted(claims, [later(1, WORD), None], {WORD: 1}, claims[:1])) == [None, None]


def test_an_own_time_is_not_counted() -> None:
    """A time that is no offset stays as it is."""
    claims = [claim("a"), claim("b", day="2024-01-18")]
    own = Timex(When(Span(0, 1), "Tuesday", "2024-01-16", "2024-01-16"), 0, 0, 0, "weekday", None, WORD)
    assert counted(claims, [own, None], {WORD: 1}, claims) == claims


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
