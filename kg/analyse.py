"""One article after another, in one process or in several: document to analysis, in the order of the input.

What comes out for an article depends on that article and the settings alone, so any number of workers gives the same.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import KgError
from kg.model import Analysis, Document
from kg.reading.clean import Furniture, clean, load_furniture
from kg.reading.read import Failure, Item

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract import Knowledge

#: How many articles are sent ahead for each worker: enough to keep it busy, few enough to keep memory flat.
AHEAD = 4


#: Why there is nothing of an article that ended its process.
DIED = "could not be analysed: its process died, most likely for want of memory"


class WorkerError(KgError, RuntimeError):
    """Worker processes cannot be had."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an analysis depends on: the language pipeline, the lexicons and the names; ``None`` is the package's own."""

    pipeline: str | None = None
    lexicons: tuple[Path, ...] = ()
    names: Path | None = None


class Analyser(Protocol):
    """Turns a document into what it says; ``version`` names the pipeline that it uses."""

    @property
    def version(self) -> str:
        """Return name and version of the language pipeline."""

    def __call__(self, document: Document) -> Analysis:
        """Return what the document says."""


#: Makes an analyser; it is called once in each process and must be a function at the top level of a module.
Make = Callable[[Settings], Analyser]

Outcome = Analysis | Failure

#: Outcomes as they come; closing it ends the workers.
Outcomes = Generator[Outcome, None, None]


@dataclass(frozen=True, slots=True)
class Extraction:
    """The analyser of the package: clean, annotate, extract."""

    nlp: Language
    knowledge: Knowledge
    furniture: Furniture

    @property
    def version(self) -> str:
        """Return name, version and hash of the language pipeline."""
        from kg.nlp import pipeline_version  # noqa: PLC0415 - spaCy is imported only when it is used

        return pipeline_version(self.nlp)

    def __call__(self, document: Document) -> Analysis:
        """Return what the document says."""
        from kg.extract import extract  # noqa: PLC0415 - spaCy is imported only when it is used

        story = clean(document, self.furniture)
        return extract(document, self.nlp(story), self.knowledge)


def make_analyser(settings: Settings) -> Analyser:
    """Load all that the package's own analyser needs."""
    from kg.extract import load_knowledge  # noqa: PLC0415 - spaCy is imported only when it is used
    from kg.nlp import load  # noqa: PLC0415

    knowledge = load_knowledge(settings.lexicons, settings.names)
    return Extraction(load(settings.pipeline), knowledge, load_furniture())


def analyse_all(items: Iterable[Item], settings: Settings, *, workers: int = 1, make: Make = make_analyser) -> Outcomes:
    """Yield the analysis of each document, or why there is none, in the order of the items."""
    if workers == 1:
        analyse = loaded(make, settings)
        return (_outcome(item, analyse) for item in items)
    return _in_parallel(items, settings, workers, make)


@cache
def loaded(make: Make, settings: Settings) -> Analyser:
    """Return the analyser of this process; it is made once."""
    return make(settings)


def _outcome(item: Item, analyse: Analyser) -> Outcome:
    """Return the analysis of a document; a failure to read passes through."""
    if isinstance(item, Failure):
        return item
    try:
        return analyse(item)
    except Exception as error:  # the one place where a single bad article must not cost the user all the others:
        # whatever it is, it is listed with the article's name at the end, and the exit code tells of it.
        return Failure(_origin(item), f"could not be analysed: {type(error).__name__}: {error}")


def _in_parallel(items: Iterable[Item], settings: Settings, workers: int, make: Make) -> Outcomes:
    """Yield the outcomes from worker processes; an interruption drops what is waiting.

    When a process dies, all that were waiting are lost. They are tried again one after another, so that the article
    that costs a process its life fails alone."""
    pending = iter(items)
    while lost := (yield from _from_pool(pending, settings, workers, make)):
        yield from _one_by_one(lost, settings, make)


def _from_pool(
    items: Iterator[Item], settings: Settings, workers: int, make: Make
) -> Generator[Outcome, None, list[Item]]:
    """Yield outcomes for as long as no process dies; return the items that have none then."""
    held: deque[Item] = deque()
    waiting: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts) as pool:
        try:
            for item in items:
                held.append(item)
                waiting.append(pool.submit(_work, item, settings, make))
                if len(waiting) > AHEAD * workers:
                    yield waiting.popleft().result()
                    held.popleft()
            while waiting:
                yield waiting.popleft().result()
                held.popleft()
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return list(held)


def _one_by_one(items: Iterable[Item], settings: Settings, make: Make) -> Outcomes:
    """Yield the outcomes from one process at a time; an article that ends it is a failure, and another one goes on."""
    pool: ProcessPoolExecutor | None = None
    try:
        for item in items:
            pool = pool or _proven(settings, make)
            try:
                outcome = pool.submit(_work, item, settings, make).result()
            except BrokenProcessPool:
                pool, outcome = None, Failure(_origin(item), DIED)
            yield outcome
    finally:
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _proven(settings: Settings, make: Make) -> ProcessPoolExecutor:
    """Return a pool whose one process is known to work; where none does, no article is to blame."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), _leave_interrupts)
    try:
        pool.submit(_ready, settings, make).result()
    except BrokenProcessPool as error:
        raise WorkerError(
            "Worker processes die as they begin, most likely for want of memory. Try again with fewer --workers. In a "
            "program of your own, let what starts them stand below if __name__ == '__main__'."
        ) from error
    return pool


def _origin(item: Item) -> str:
    """Return where an item was read from, for messages."""
    return item.origin or (item.id if isinstance(item, Document) else "")


def _ready(settings: Settings, make: Make) -> None:
    loaded(make, settings)


def _work(item: Item, settings: Settings, make: Make) -> Outcome:
    """Do the work of one item in a worker process."""
    return _outcome(item, loaded(make, settings))


def _leave_interrupts() -> None:
    """Let the main process alone answer Ctrl-C; it then ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
