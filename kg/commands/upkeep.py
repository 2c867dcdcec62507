"""What a person wants to know after a store was brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.commands.summary import Style, titled
from kg.update import Update


def told(folder: Path, done: Update, style: Style) -> str:
    """Return what was done to a store, and what it holds now."""
    return "\n".join([*_figures(folder, done, style), *_lists(done, style)]) + "\n"


def _figures(folder: Path, done: Update, style: Style) -> Iterator[str]:
    counts = {
        "added": len(done.added),
        "changed": len(done.changed),
        "removed": len(done.removed),
        "unchanged": done.unchanged,
        "failed": len(done.failures),
    }
    links = done.links
    rows = {
        "Store": f"{folder}: {len(done.analyses):,} articles, {done.triples:,} triples",
        "Articles": ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "none",
        "Events": f"{len(links.events):,}, {sum(len(event.claims) for event in links.events):,} claims",
        "Entities": f"{len(links.entities):,}",
        "Validation": _verdict(folder, done),
        "Time": f"{done.seconds:.1f} s",
    }
    for label, text in rows.items():
        if text:
            yield f"{style.heading(f'{label:<10}')}  {text}"
    if done.outdated:
        yield (
            f"{style.heading('Outdated  ')}  {done.outdated:,} articles were read with other settings or by another "
            "version: give them to kg build again"
        )


def _verdict(folder: Path, done: Update) -> str:
    """Return what validation found of what is new; nothing when there was nothing to check."""
    if done.report is None:
        return f"left out for {_articles(done.unchecked)}: kg validate {folder} checks all" if done.unchecked else ""
    if not done.report.conforms:
        findings = len(done.report.findings)
        return f"does not conform: {findings:,} finding{'s' if findings > 1 else ''}"
    read = len(done.added) + len(done.changed)
    return f"conforms: {_articles(read)} and the events they tell of" if read else ""


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"


def _lists(done: Update, style: Style) -> Iterator[str]:
    """Yield warnings and failures, each with the name of its file."""
    failures = [f"{failure.origin}: {failure.reason}" for failure in done.failures]
    findings = [finding.message for finding in done.report.findings] if done.report else []
    lists = (("Findings", findings), ("Warnings", done.warnings), ("Not read; older states are kept", failures))
    yield from titled(lists, style)
