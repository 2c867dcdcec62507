"""The value that an expression of time becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import When

TimeKind = Literal["absolute", "weekday", "relative", "event-relative"]


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time: what it means, and the indices of its first and last word and of the one among them that
    governs the others.

    ``when.start`` is ``None`` as long as the time is unknown. An event-relative expression ("two days after the
    strike") carries the days from the event (``offset``, negative before it) and the index of the word that tells the
    event (``anchor_head``), where there is one; "the following Tuesday" has the day of the week and whether it lies
    ``later`` than the event.
    """

    when: When
    head: int
    first: int
    last: int
    kind: TimeKind
    offset: int | None = None
    anchor_head: int | None = None
    weekday: int | None = None
    later: bool = False

    @property
    def is_length(self) -> bool:
        """Whether it only says how long something took."""
        return self.when.duration is not None and self.when.start is None and self.offset is None
