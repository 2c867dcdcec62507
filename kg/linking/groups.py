"""What linking works on: the claims of one article about one act, and when they may have been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from kg.agreement import Days, Entities, View, merged, view
from kg.model import Analysis, Claim
from kg.ontology import Ontology

#: Days as numbers, first and last.
Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one article about one act.

    ``window`` is when the article is from: its day of publication, else the days of the story that it tells
    (:mod:`kg.linking.stories`). Articles of one undated ``story`` are of one time, which nobody knows."""

    claims: tuple[Claim, ...]
    view: View
    window: Window | None = None
    story: str = ""

    @property
    def key(self) -> str:
        """The key of the group, which is the smallest of its claims."""
        return min(claim.key for claim in self.claims)

    @property
    def doc(self) -> str:
        """The document that tells it."""
        return self.claims[0].doc


def groups_of(analysis: Analysis, entities: Entities, ontology: Ontology) -> list[Group]:
    """Return the groups of an article in the order of their keys."""
    published = analysis.document.published
    day = date.fromisoformat(published).toordinal() if published else None
    found: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        found.setdefault(claim.group, []).append(claim)
    views = {key: together(claims, entities, ontology) for key, claims in found.items()}
    window = (day, day) if day is not None else None
    return [Group(tuple(claims), views[key], window) for key, claims in sorted(found.items())]


def together(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> View:
    """Return what claims of one act say together."""
    return reduce(merged, (view(claim, entities, ontology) for claim in claims))


def numbers(days: Days | None) -> Window | None:
    """Return days as numbers."""
    return (days[0].toordinal(), days[1].toordinal()) if days else None


def by_doc(groups: Iterable[Group]) -> Mapping[str, list[Group]]:
    """Return the groups of each document."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.doc, []).append(group)
    return found
