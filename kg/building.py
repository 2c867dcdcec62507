"""The whole way: articles in, a validated graph out.

read -> clean -> annotate -> extract (one article at a time) -> link -> quads -> validate -> write
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.analyse import Analyser, Make, Outcome, Settings, analyse_all, loaded, make_analyser
from kg.errors import StrictError
from kg.graph.rdf import quads
from kg.graph.rdf_dataset import BuildInfo
from kg.iris import DEFAULT_BASE, check_base, check_licence
from kg.linking.link import link
from kg.linking.pins import read_pins, resolve
from kg.model import Analysis, Links
from kg.ontology import Ontology, load_ontology
from kg.reading.paths import InputError
from kg.reading.read import Failure, Item, read
from kg.validation.validate import validate, validate_lexicon

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.validation.findings import Report


@dataclass(frozen=True, slots=True)
class Options:
    """What a build can be told. ``date`` is the day of publication of articles that state none, ``pins`` a file that
    says which claims are about the same act, ``licence`` the IRI of the one that the graph is given under."""

    settings: Settings = field(default_factory=Settings)
    base: str | None = None
    date: str | None = None
    workers: int = 1
    strict: bool = False
    validate: bool = True
    pins: Path | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that the parts of a build took."""

    load: float = 0.0
    analyse: float = 0.0
    link: float = 0.0
    quads: float = 0.0
    check: float = 0.0

    @property
    def total(self) -> float:
        """Return the seconds of all parts."""
        return self.load + self.analyse + self.link + self.quads + self.check


@dataclass(frozen=True, slots=True)
class Build:
    """A graph, what it was made of, what is missing from it and how long it took."""

    analyses: tuple[Analysis, ...]
    links: Links
    quads: list[Quad]
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    ontology: Ontology
    report: Report | None
    timing: Timing

    @property
    def words(self) -> int:
        """Return the number of words read."""
        return sum(analysis.words for analysis in self.analyses)


#: Told of each article as it is done.
Progress = Callable[[Outcome], None]


def build(
    paths: Sequence[str],
    options: Options | None = None,
    *,
    progress: Progress | None = None,
    make: Make = make_analyser,
) -> Build:
    """Build the graph of the articles that the paths lead to.

    Raises the errors of the stages for input that cannot be used at all; an article that fails is listed in the result.
    """
    options = options or Options()
    base = check_base(options.base or DEFAULT_BASE)
    licence = check_licence(options.licence) if options.licence else None
    check_lexicons(options.settings.lexicons)
    warnings: list[str] = []
    items = read(paths, date=options.date, warn=warnings.append)
    pins = read_pins(options.pins) if options.pins else ()
    ontology = load_ontology(extra=options.settings.lexicons)
    clock = [time.perf_counter()]
    analyser = loaded(make, options.settings)
    clock.append(time.perf_counter())
    analyses, failures = _analyses(items, options, progress, make)
    clock.append(time.perf_counter())
    held, unknown = resolve(pins, analyses)
    links = link(analyses, ontology, held)
    clock.append(time.perf_counter())
    graph = quads(analyses, links, base=base, ontology=ontology, about=about(analyser, ontology, licence))
    clock.append(time.perf_counter())
    report = validate(graph, extra=options.settings.lexicons) if options.validate else None
    clock.append(time.perf_counter())
    told = (f"{analysis.document.origin}: {warning}" for analysis in analyses for warning in analysis.warnings)
    timing = Timing(*(later - sooner for sooner, later in pairwise(clock)))
    return Build(analyses, links, graph, failures, (*warnings, *told, *unknown), ontology, report, timing)


def check_lexicons(paths: tuple[Path, ...]) -> None:
    """Refuse files of a lexicon that do not fit their shapes, naming each entry at fault."""
    findings = validate_lexicon(paths).findings if paths else ()
    if findings:
        told = "\n  ".join(finding.message for finding in findings)
        raise InputError(f"{', '.join(map(str, paths))} cannot be used as a lexicon:\n  {told}")


def _analyses(
    items: Iterable[Item], options: Options, progress: Progress | None, make: Make
) -> tuple[tuple[Analysis, ...], tuple[Failure, ...]]:
    """Return the analyses and the failures, each in the order of the input."""
    analyses: list[Analysis] = []
    failures: list[Failure] = []
    with closing(analyse_all(items, options.settings, workers=options.workers, make=make)) as outcomes:
        for outcome in outcomes:
            if progress:
                progress(outcome)
            if isinstance(outcome, Analysis):
                analyses.append(outcome)
            elif options.strict:
                raise StrictError(f"{outcome.origin}: {outcome.reason}")
            else:
                failures.append(outcome)
    return tuple(analyses), tuple(failures)


def about(analyser: Analyser, ontology: Ontology, licence: str | None) -> BuildInfo:
    """Return what the graph says about how it was made, and its licence."""
    return BuildInfo(__version__, analyser.version, ontology.version, licence=licence)
