"""Many articles: in the order of the input, the same for any number of workers, no article costs another."""

from collections.abc import Iterator

import pytest
from fakes import FakeAnalyser, make_fake

from kg.analyse import AHEAD, Settings, WorkerError, analyse_all, loaded
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


def test_a_worker_that_dies_is_told_and_does_not_hang():
    with pytest.raises(WorkerError, match="--workers"):
        list(analyse_all(documents("please die now"), Settings(), workers=2, make=make_fake))


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
