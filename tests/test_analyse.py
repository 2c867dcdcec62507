"""Many articles: in the order of the input, the same for any number of workers, no article costs another."""

import os
from collections.abc import Iterator

import pytest
from fakes import FakeAnalyser, make_fake

from kg.analyse import AHEAD, DIED, Settings, WorkerError, analyse_all, loaded
from kg.model import Analysis, Document
from kg.reading.read import Failure, Item


def documents(*texts: str) -> list[Item]:
    return [Document(str(number), text, origin=f"{number}.txt") for number, text in enumerate(texts)]


ITEMS: list[Item] = [*documents("one", "Arvania struck Belmark", "will explode", "four"), Failure("x.txt", "empty")]


@pytest.mark.parametrize("workers", [1, 2])
def test_outcomes_come_in_the_order_of_the_input(workers):
    found = list(analyse_all(ITEMS, Settings(), workers=workers, make=make_fake))
    assert [type(one) for one in found] == [Analysis, Analysis, Failure, Analysis, Failure]
    assert found[2] == Failure("2.txt", "could not be analysed: RuntimeError: it did")
    assert found[4] == ITEMS[4]
    assert found == list(analyse_all(ITEMS, Settings(), make=make_fake))


def test_an_analyser_is_made_once_for_the_same_settings():
    assert loaded(make_fake, Settings("p")) is loaded(make_fake, Settings("p"))
    assert loaded(make_fake, Settings("p")) == FakeAnalyser("fake p")


def test_an_article_that_ends_its_process_fails_alone():
    """What was with its neighbours is not lost, whatever was waiting when it happened; and again for the next one."""
    texts = [f"text {number}" for number in range(30)]
    for number in (0, 7, 8, 29):
        texts[number] = "please die now"
    outcomes = list(analyse_all(documents(*texts), Settings(), workers=2, make=make_fake))
    assert [n for n, one in enumerate(outcomes) if isinstance(one, Failure)] == [0, 7, 8, 29]
    assert [one.reason for one in outcomes if isinstance(one, Failure)] == [DIED] * 4
    assert [one.document.text for one in outcomes if isinstance(one, Analysis)] == [t for t in texts if "die" not in t]


def test_processes_that_die_as_they_begin_are_no_fault_of_an_article():
    with pytest.raises(WorkerError, match="--workers"):
        list(analyse_all(documents("a", "b"), Settings("deadly"), workers=2, make=make_deadly))


def make_deadly(settings: Settings) -> FakeAnalyser:
    """Makes no analyser: it ends the process, as a pipeline does that needs more memory than there is."""
    os._exit(9)


def test_articles_are_read_only_a_little_ahead():
    """A folder of a million articles must not end up in memory."""
    taken: list[int] = []

    def many() -> Iterator[Item]:
        for number in range(100):
            taken.append(number)
            yield Document(str(number), "text")

    outcomes = analyse_all(many(), Settings(), workers=2, make=make_fake)
    next(outcomes)
    assert len(taken) <= 2 * AHEAD + 2
    outcomes.close()
