"""Those who lead states and international organisations, with the years of their terms: ``ontology/names/leaders.tsv``.

News names them by surname alone ("Putin warned"). Who speaks for a state is then decided by the year of the article; an
article without a date leaves all terms open, and a name that could then speak for two says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.names.lists import rows
from kg.names.spelling import one_form


@dataclass(frozen=True, slots=True)
class Leader:
    """One term of office. ``of`` is the key of the state or organisation; ``last`` is None while the term lasts."""

    label: str
    of: str
    post: str
    first: int
    last: int | None

    def held(self, year: int | None) -> bool:
        """Tell whether the term covers a year; without a year it may."""
        return year is None or self.first <= year <= (self.last or year)


#: From the forms of a name, its spellings alike, to the terms of those who have it.
Leaders = Mapping[str, tuple[Leader, ...]]


def load_leaders(path: Path) -> Leaders:
    """Read the table of terms, indexed by every form of the names."""
    found: dict[str, list[Leader]] = {}
    for row in rows(path):
        of = row["of"] if "/" in row["of"] else f"state/{row['of']}"
        leader = Leader(row["label"], of, row["post"], int(row["from"]), int(row["to"]) if row["to"] else None)
        for form in dict.fromkeys(one_form(text) for text in (row["label"], *row.values("aliases"))):
            found.setdefault(form, []).append(leader)
    return {form: tuple(leaders) for form, leaders in found.items()}


def leader_of(leaders: Leaders, form: str, year: int | None) -> Leader | None:
    """Return who is meant by a form of a name in a year, in the latest term; None when they led different states.

    Two of one state ("Bush") speak for the same one: what is returned then has neither label nor post."""
    held = [leader for leader in leaders.get(form, ()) if leader.held(year)]
    if len({leader.of for leader in held}) != 1:
        return None
    latest = max(held, key=lambda leader: leader.first)
    alone = len({leader.label for leader in held}) == 1
    return latest if alone else replace(latest, label="", post="")
