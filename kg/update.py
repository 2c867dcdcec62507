"""A store brought up to date: new articles in, changed ones replaced, withdrawn ones out, links made anew.

Articles that are known with the same content and the same settings are not read again. What links articles is made from
all of them each time, so that it is the same as in a build from scratch, and only what differs is written. Each graph
changes in one transaction; after an interruption the same command goes on where it stopped. Articles that are new are
validated with the events they tell of.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode

from kg import __version__, iris
from kg.analyse import Make, Outcome, Settings, analyse_all, loaded, make_analyser
from kg.building import Options, about, check_lexicons
from kg.errors import StrictError
from kg.graph.rdf import article_quads, dataset_quads, link_quads
from kg.graph.rdf_dataset import BuildInfo, contents
from kg.graph.terms import Minter
from kg.iris import check_licence
from kg.linking.link import link
from kg.linking.pins import Pin, from_text, read_pins, resolve, to_text
from kg.model import Analysis, Links
from kg.ontology import Ontology, load_ontology
from kg.reading.paths import InputError
from kg.reading.read import Failure, Item, read
from kg.resources import path_of
from kg.store.archive import LICENCE, LINKED, PINS, PIPELINE, Known, content_hash, settings_hash
from kg.store.checking import check
from kg.store.folder import Opened, is_store, writing
from kg.store.quads import graph_of, packed, replace_graphs, unpacked
from kg.validation.findings import Report

#: So many articles are written at a time: an interruption costs no more work than theirs.
BATCH = 32
#: What an analysis depends on of the package's ontology; the rest of it are questions, licences and remarks.
READ = ("kg.ttl", "lexicon/*.ttl", "names/*.tsv", "names/*.index", "words/*.tsv")


@dataclass(frozen=True, slots=True)
class Update:
    """What an update of a store did, and what the store holds after it: light analyses, links, number of triples.

    ``outdated`` counts the articles that were read with other settings than these, by an older version for instance;
    ``unchecked`` those that have not been found to conform, and ``report`` says what is wrong with them: it is ``None``
    when they were not validated."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    outdated: int = 0
    unchecked: int = 0
    report: Report | None = None
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    links: Links = field(default_factory=Links)
    triples: int = 0
    seconds: float = 0.0


def update(
    paths: Sequence[str],
    folder: Path,
    options: Options | None = None,
    *,
    progress: Callable[[Outcome], None] | None = None,
    make: Make = make_analyser,
) -> Update:
    """Bring the articles of ``paths`` into the store at ``folder``, which is made when there is none.

    Raises the errors of the stages, and :class:`kg.store.folder.StoreError` for a store that cannot be used. An article
    that fails is listed in the result; what the store had of it stays."""
    begun, options = time.perf_counter(), options or Options()
    licence = check_licence(options.licence) if options.licence else options.licence
    check_lexicons(options.settings.lexicons)
    warnings: list[str] = []
    items = read(paths, date=options.date, warn=warnings.append)
    pins = read_pins(options.pins) if options.pins else None
    ontology = load_ontology(extra=options.settings.lexicons)
    told = about(loaded(make, options.settings), ontology, None)
    settings = settings_hash(told.software_version, told.pipeline, _words(options.settings))
    with writing(folder, options.base) as store:
        _settle(store)
        intake = _Intake(store.archive.known(), settings)
        with closing(analyse_all(intake.new(items), options.settings, workers=options.workers, make=make)) as outcomes:
            _keep(store, intake.sound(outcomes, options.strict, progress), settings)
        store.archive.note(PIPELINE, told.pipeline)
        if licence is not None:
            store.archive.note(LICENCE, licence)
        analyses, links, unknown = _linked(store, ontology, told, pins)
        report = check(store, options.settings.lexicons) if options.validate else None
        unchecked = len(store.archive.unchecked())
        outdated = sum(known.settings != settings for known in store.archive.known().values())
        triples = len(store.graph)
    return Update(
        tuple(sorted(intake.added)),
        tuple(sorted(intake.changed)),
        unchanged=intake.unchanged,
        outdated=outdated,
        unchecked=unchecked,
        report=report,
        failures=tuple(intake.failures),
        warnings=(*warnings, *intake.warnings, *(unknown if options.pins else ())),
        analyses=analyses,
        links=links,
        triples=triples,
        seconds=time.perf_counter() - begun,
    )


def remove(ids: Collection[str], folder: Path, lexicons: tuple[Path, ...] = ()) -> Update:
    """Withdraw articles from a store, by their ids; raises :class:`InputError` when it does not have one of them.

    ``lexicons`` are the files that the store was built with, for the event types in them."""
    begun, ontology = time.perf_counter(), load_ontology(extra=lexicons)
    if not is_store(folder):
        raise InputError(f"{folder} is no store: there is nothing to withdraw from. Name the folder of a store.")
    with writing(folder) as store:
        _settle(store)
        told = BuildInfo(__version__, store.archive.state(PIPELINE) or "", ontology.version)
        known = store.archive.known()
        missing = sorted(set(ids) - set(known))
        if missing and store.archive.is_linked():  # else they may be those that an interrupted command withdrew
            raise InputError(f"{folder} has no article {missing[0]!r}: its articles are {_some(known)}.")
        store.archive.drop(ids)
        analyses, links, _ = _linked(store, ontology, told)
        return Update(
            removed=tuple(sorted(set(ids) & set(known))),
            analyses=analyses,
            links=links,
            triples=len(store.graph),
            seconds=time.perf_counter() - begun,
        )


class _Intake:
    """Sorts the articles of one update: those that are read, those that are known, those that fail."""

    def __init__(self, known: dict[str, Known], settings: str) -> None:
        self.settings = settings
        self.unchanged = 0
        self.added: list[str] = []
        self.changed: list[str] = []
        self.failures: list[Failure] = []
        self.warnings: list[str] = []
        self._known = known

    def new(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield what has to be read: articles that are not known as they are."""
        for item in items:
            if isinstance(item, Failure) or self._known.get(item.id) != Known(content_hash(item), self.settings):
                yield item
            else:
                self.unchanged += 1

    def sound(
        self, outcomes: Iterable[Outcome], strict: bool, progress: Callable[[Outcome], None] | None
    ) -> Iterator[Analysis]:
        """Yield the analyses; failures are noted, or end it all."""
        for outcome in outcomes:
            if progress:
                progress(outcome)
            if isinstance(outcome, Analysis):
                name = outcome.document.id
                (self.changed if name in self._known else self.added).append(name)
                self.warnings += [f"{outcome.document.origin}: {warning}" for warning in outcome.warnings]
                yield outcome
            elif strict:
                raise StrictError(f"{outcome.origin}: {outcome.reason}")
            else:
                self.failures.append(outcome)


def _keep(store: Opened, analyses: Iterable[Analysis], settings: str) -> None:
    """Write the analyses so many at a time; whatever ends them, of those that came before none is lost."""
    batch: list[Analysis] = []
    try:
        for analysis in analyses:
            batch.append(analysis)
            if len(batch) == BATCH:
                _write(store, batch, settings)
                batch = []
    finally:
        _write(store, batch, settings)


def _write(store: Opened, analyses: Sequence[Analysis], settings: str) -> None:
    """Note some articles, with the quads that their graphs are to have; then give the graphs these."""
    if analyses:
        mint = Minter(store.base)
        store.archive.keep(analyses, settings, {a.document.id: packed(article_quads(a, mint)) for a in analyses})
        _settle(store)


def _settle(store: Opened) -> None:
    """Give the graphs of articles what is pending for them, which an interruption may have left.

    It is no longer pending when the disk has it: the graph is flushed before."""
    pending, mint = store.archive.pending(), Minter(store.base)
    if pending:
        replace_graphs(store.graph, ((mint.article(name), unpacked(quads)) for name, quads in pending.items()))
        store.graph.flush()
        store.archive.settle()


def _linked(
    store: Opened, ontology: Ontology, told: BuildInfo, pins: Sequence[Pin] | None = None
) -> tuple[tuple[Analysis, ...], Links, tuple[str, ...]]:
    """Bring the graphs that depend on all articles up to date, and drop those of articles that are no more.

    New pins take the place of those that the store has; with none it keeps its own. They are noted first: the store is
    known not to be linked until it is so by them."""
    analyses = tuple(store.archive.analyses())
    _check_types(analyses, ontology)
    known_pins = from_text(store.archive.state(PINS) or "[]") if pins is None else pins
    held, unknown = resolve(known_pins, analyses)
    store.archive.note(PINS, to_text(known_pins))
    links = link(analyses, ontology, held)
    _replace_shared(store, analyses, links, ontology, told)
    store.graph.flush()
    store.archive.note(LINKED, store.archive.content())
    return analyses, links, unknown


def _check_types(analyses: Iterable[Analysis], ontology: Ontology) -> None:
    """Refuse to link what an article tells by a lexicon that is not given now."""
    for analysis in analyses:
        if unknown := sorted({claim.type for claim in analysis.claims} - ontology.types.keys()):
            raise InputError(
                f"Article {analysis.document.id!r} of the store tells of events of the type {unknown[0]!r}, which the "
                "ontology does not have. Give the --lexicon that it was read with, or the article to be read again."
            )


def _replace_shared(
    store: Opened, analyses: Sequence[Analysis], links: Links, ontology: Ontology, told: BuildInfo
) -> None:
    """Write the graph of links and that of the description, and drop the graphs of articles that are no more."""
    mint = Minter(store.base)
    shared = [mint.node(key) for key in (iris.LINKS_GRAPH_KEY, iris.DATASET_GRAPH_KEY)]
    known = {mint.article(a.document.id) for a in analyses} | set(shared)
    orphans = sorted((g for g in store.graph.named_graphs() if isinstance(g, NamedNode) and g not in known), key=str)
    claims = {claim.key: claim for a in analyses for claim in a.claims}
    new = link_quads(links, claims, mint, ontology)
    replace_graphs(store.graph, [*((graph, ()) for graph in orphans), (shared[0], new)])
    others = len(store.graph) - len(graph_of(store.graph, shared[1])) - len(new)
    told = replace(told, licence=store.archive.state(LICENCE) or None)
    replace_graphs(store.graph, [(shared[1], dataset_quads(told, contents(analyses, new, others), mint))])


def _words(settings: Settings) -> str:
    """Return the digest of all words and names that an analysis depends on: those of the package and the user's own."""
    own = [settings.names] if settings.names else []
    hashed = hashlib.sha256()
    for path in (*word_files(), *settings.lexicons, *own):
        hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def word_files() -> list[Path]:
    """Return the files of the package that an analysis depends on, in order."""
    return sorted(path for pattern in READ for path in path_of("ontology").glob(pattern))


def _some(known: Iterable[str]) -> str:
    """Return some ids for a message."""
    names = sorted(known)
    return ", ".join(names[:5]) + (f" and {len(names) - 5:,} more" if len(names) > 5 else "") if names else "none"
