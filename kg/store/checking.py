"""Validates what is new in a store: articles that were written since the last time, and the events they tell of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.graph.terms import Minter
from kg.store.folder import Opened
from kg.validation.findings import Finding, Report
from kg.validation.near import near
from kg.validation.validate import validate_near

#: So many articles are checked at a time: memory does not grow with the store.
PART = 50


def check(store: Opened, extra: Sequence[Path] = ()) -> Report:
    """Return what is wrong with articles that have not been found right yet; those in which nothing is are noted.

    Files in ``extra`` add event types to the ontology."""
    mint, waiting = Minter(store.base), store.archive.unchecked()
    found: set[Finding] = set()
    for start in range(0, len(waiting), PART):
        ids = waiting[start : start + PART]
        report = validate_near(near(store.graph, map(mint.article, ids)), extra=extra)
        found.update(report.findings)
        if report.conforms:
            store.archive.check(ids)
    return Report(tuple(sorted(found, key=Finding.order)))
