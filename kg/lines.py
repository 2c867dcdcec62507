"""The lines of a text with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the space around it; ``after_blank``: a blank line comes before."""

    start: int
    end: int
    text: str
    after_blank: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    at, blank = 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(Line(start, start + len(stripped), stripped, blank))
        blank = not stripped
        at += len(raw) + 1
    return tuple(lines)


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does; headlines, labels and names do not."""
    return _SENTENCE_END.search(line[-20:]) is not None
