"""Numbers of victims: what sentences tell of harm, what a claim's numbers come to, and the estimates of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tales import article, claim
from test_link import linked

from kg.extract.quantities import find
from kg.extract.words import number_words
from kg.linking.tolls import Sources, estimates
from kg.model import Document, Event, Harm, Hedge, Interval, Span, Toll
from kg.ontology import parse
from kg.resources import path_of
from kg.tolls import HARMS, figure, toll_key

MARKED = (Path(__file__).parent / "marked" / "tolls.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line for line in MARKED if line and not line.startswith("#")]
WRITTEN = {"at least": ">=", "more than": ">", "at most": "<=", "fewer than": "<", "about": "~"}


def written(toll: Toll) -> str:
    """A number of victims, as the marked sentences write it."""
    least, most = toll.min, toll.max
    if toll.hedge == "indefinite":
        number = f"{least}+"
    elif toll.hedge in ("at most", "fewer than"):
        number = f"{WRITTEN[toll.hedge]}{most}"
    elif toll.hedge in ("exact", "at least", "more than"):
        number = f"{WRITTEN.get(toll.hedge, '')}{least}"
    else:
        number = f"{WRITTEN.get(toll.hedge, '')}{least}-{most}"
    words = ("part" if toll.partial else "", toll.harm, number, ",".join(toll.kinds))
    return " ".join(filter(None, words))


def test_tolls_of_marked_sentences(nlp):
    """The numbers, their hedges, kinds and harms are found and nothing else is, but for as many as the file allows."""
    wrong = []
    for line in SENTENCES:
        text, _, expected = line.partition("\t")
        found = "; ".join(sorted(written(one.toll) for one in find(nlp(text), number_words()))) or "none"
        if found != "; ".join(sorted(expected.split("; "))):
            wrong.append(f"{text}\n    wanted {expected}\n    found  {found}")
    allowed = int(MARKED[0].removeprefix("# wrong "))
    assert len(wrong) <= allowed, "\n".join([f"{len(wrong)} of {len(SENTENCES)}", *wrong])


def toll(number: int, hedge: Hedge = "exact", *, at: int = 0, harm: Harm = "killed", **more: object) -> Toll:
    """A number of people, open at its end when it is hedged."""
    most = number if hedge == "exact" else None
    return Toll(harm, Span(at, at + 1), "x", number, most, hedge, **more)  # type: ignore[arg-type]


FIGURES: list[tuple[str, Sequence[Toll], Interval | None]] = [
    ("nobody is counted", [], None),
    ("another harm", [toll(3, harm="injured")], None),
    ("the highest number", [toll(5), toll(12, at=9)], (12, 12)),
    ("a named number before dozens", [toll(2, "indefinite"), toll(1, at=9)], (1, 1)),
    ("dozens alone", [toll(2, "indefinite")], (2, None)),
    ("a part leaves its total as it is", [toll(7), toll(2, at=9, partial=True)], (7, 7)),
    ("a part alone is open", [toll(2, partial=True)], (2, None)),
    ("kinds apart are not added up", [toll(3, kinds=("Soldiers",)), toll(2, at=9, kinds=("Police",))], (3, None)),
    ("nobody of one kind", [replace(toll(0), partial=True)], None),
    ("nobody at all", [toll(0)], (0, 0)),
    ("nought of another kind adds nothing", [toll(3, kinds=("Police",)), toll(0, at=9, kinds=("Women",))], (3, 3)),
]


@pytest.mark.parametrize(("what", "tolls", "expected"), FIGURES, ids=[one[0] for one in FIGURES])
def test_one_number_speaks_for_a_claim(what: str, tolls: Sequence[Toll], expected: Interval | None) -> None:
    """The words decide, nothing is added up."""
    found = figure(tolls, "killed")
    assert (found and (found.min, found.max)) == expected


def event(*said: tuple[str, str | None, Toll]) -> Event:
    """An event that the sources ``(publisher, day, number)`` tell of, each in an article of its own."""
    told = []
    for number, (publisher, day, one) in enumerate(said):
        spoken = replace(claim(f"c{number}"), tolls=(one,))
        analysis = article(f"d{number}", spoken)
        about = Document(f"d{number}", "x" * 1000, published=day, publisher=publisher)
        told.append(replace(analysis, document=about))
    (found,) = linked(*told).events
    return found


ESTIMATES: list[tuple[str, Sequence[tuple[str, str | None, Toll]], tuple[int | None, Interval, int | None]]] = [
    ("one source", [("a", None, toll(7))], (7, (7, 7), 7)),
    ("at least", [("a", None, toll(7, "at least"))], (7, (7, None), None)),
    ("most sources", [("a", None, toll(9)), ("b", None, toll(7)), ("c", None, toll(7))], (7, (7, 7), 9)),
    ("at least 7 and 7 agree", [("a", None, toll(9)), ("b", None, toll(7, "at least")), ("c", None, toll(7))],
     (7, (7, 7), 9)),
    ("one source twice is one", [("a", None, toll(9)), ("a", None, toll(9)), ("b", None, toll(7))], (7, (7, 7), 9)),
    ("a source counts as it said last", [("a", "2024-01-17", toll(5)), ("a", "2024-01-18", toll(9))], (5, (9, 9), 9)),
    ("the latest of equals", [("a", "2024-01-18", toll(9)), ("b", "2024-01-17", toll(7))], (7, (9, 9), 9)),
    ("else the lower one", [("a", "2024-01-17", toll(9)), ("b", "2024-01-17", toll(7))], (7, (7, 7), 9)),
    ("an open number beyond all others", [("a", None, toll(9, "at least")), ("b", None, toll(7))], (7, (7, 7), None)),
    ("dozens beside a number say nothing", [("a", None, toll(2, "indefinite")), ("b", None, toll(30))],
     (30, (30, 30), 30)),
    ("dozens alone", [("a", None, toll(2, "indefinite"))], (2, (2, None), None)),
]


@pytest.mark.parametrize(("what", "said", "expected"), ESTIMATES, ids=[one[0] for one in ESTIMATES])
def test_low_best_and_high_of_an_event(
    what: str, said: Sequence[tuple[str, str | None, Toll]], expected: tuple[int | None, Interval, int | None]
) -> None:
    """As UCDP has them: the lowest, the one that most sources give, the highest."""
    (found,) = event(*said).estimates
    assert (found.low, found.best, found.high) == expected


def test_an_estimate_names_every_number_that_it_rests_on() -> None:
    """Those that give the best one are among them."""
    (found,) = event(("a", None, toll(9)), ("b", None, toll(7)), ("c", None, toll(7))).estimates
    keys = [toll_key(f"claim/c{number}", toll(dead)) for number, dead in enumerate((9, 7, 7))]
    assert found.tolls == tuple(sorted(keys))
    assert found.backing == tuple(sorted(keys[1:]))


def test_harms_are_told_apart() -> None:
    """The dead are never set against the wounded."""
    both = replace(claim("a"), tolls=(toll(7), toll(20, at=9, harm="injured")))
    (found,) = linked(article("x", both)).events
    assert [(one.harm, one.low, one.high) for one in found.estimates] == [("killed", 7, 7), ("injured", 20, 20)]


NUMBERS = st.builds(
    toll, st.integers(0, 40), st.sampled_from(["exact", "at least", "indefinite"]), at=st.integers(0, 90)
)


@given(st.lists(st.tuples(st.sampled_from("abc"), NUMBERS), min_size=1, max_size=6), st.randoms())
def test_an_estimate_is_an_interval_around_its_best_whatever_the_order(said, random) -> None:  # type: ignore[no-untyped-def]
    """And it is the same for any order of the claims."""
    claims = [replace(claim(f"c{n}", doc=doc), tolls=(one,)) for n, (doc, one) in enumerate(said)]
    sources = Sources({one.key: (one.doc,) for one in claims}, dict.fromkeys("abc", ""))
    (found,) = estimates(claims, sources)
    least, most = found.best
    assert found.low is not None and least is not None and found.low <= least
    assert found.high is None or (most or least) <= found.high
    assert set(found.backing) <= set(found.tolls)
    random.shuffle(claims)
    assert estimates(claims, sources) == (found,)


def test_each_kind_of_victim_and_harm_is_a_term_of_the_ontology() -> None:
    """No word leads to a class that nobody has defined."""
    declared = {quad.subject.value.rpartition("#")[2] for quad in parse(path_of("ontology/kg.ttl"))}
    words = number_words().harm.kinds
    kinds = {kind for value in words["kind of victim"].values() for kind in value.split()}
    assert kinds | {harm.capitalize() for harm in HARMS} <= declared
    telling = ("state", "body", "left", "fleeing-verb", "victim-verb")
    told = {value for kind in telling for value in words[kind].values()}
    assert told == set(HARMS)
