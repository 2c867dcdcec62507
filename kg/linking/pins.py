"""Pins: what a person knows better, that claims are about the same act or about different ones.

A line of a file of pins has three columns, separated by tabs: ``same`` or ``different``, and two claims or events by
their IRI or the end of it (``claim/3f0c...``). A JSON Lines file has them as ``pin``, ``one`` and ``other``. An event
stands for the claim that it is named after, so that pins keep their meaning whatever articles are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pins:
    """Pins as clustering needs them, by keys of groups: the name of the set of those that are the same, and those that
    are different from each."""

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_PINS = Pins()
