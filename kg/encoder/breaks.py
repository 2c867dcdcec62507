"""Where paragraphs end in raw text, and which sentence starts that the network proposes are possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

WRAP_WIDTHS = range(50, 101)
"""Text is hard-wrapped at such widths; a longer line is a paragraph in itself."""
WIDE_GAP = 25
"""So many blanks within a line stand where page furniture was taken out."""

AFTER_STOP = -2.0
"""The score that is enough after a full stop and before a capital; found on the development sets."""

_GAP = re.compile(rf"[^\S\n]{{{WIDE_GAP},}}")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_OPENING, _CLOSING, _QUOTES = frozenset("([{“‘«"), frozenset(")]}”’»"), frozenset("\"'`") | {"''", "``"}
_TERMINAL = frozenset(".!?")


def paragraph_ends(text: str) -> list[int]:
    """Return the offsets at which a paragraph has ended: every line break, except within hard-wrapped text.

    >>> paragraph_ends("Iran Strikes Bases\\nThe strikes came late.\\n\\nMore soon.")
    [18, 41, 42]
    """
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    joined = {offset for block in _BLOCK.finditer(plain) for offset in _wrapped(block)}
    ends = [match.start() for match in re.finditer(r"[\n\u2028\u2029]", plain) if match.start() not in joined]
    return sorted(ends + [match.start() for match in _GAP.finditer(text)])


def _wrapped(block: re.Match[str]) -> list[int]:
    """Return the offsets of the line breaks of a block of lines if an editor broke its lines at a fixed width."""
    lines = block.group().split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if len(lines) == 1 or width not in WRAP_WIDTHS:
        return []
    pairs = list(pairwise(lines))
    full = all(len(one.rstrip()) + 1 + len(two.split()[0]) > width for one, two in pairs)
    open_ended = any(one.rstrip()[-1:].isalpha() and two.lstrip()[:1].islower() for one, two in pairs)
    if not (full and open_ended):
        return []
    offset, found = block.start(), []
    for line in lines[:-1]:
        offset += len(line)
        found.append(offset)
        offset += 1
    return found


def proposals(words: Sequence[str], scores: Sequence[float]) -> list[bool]:
    """Return where the network would begin a sentence; after a full stop and with a capital it needs to be less sure.

    A score above 0 means that a start is likelier than none.
    """
    needed = [
        AFTER_STOP if before in _TERMINAL and word[:1].isupper() else 0.0
        for before, word in zip(["", *words], words, strict=False)
    ]
    return [score > least for score, least in zip(scores, needed, strict=True)]


def sentence_starts(
    words: Sequence[str], glued: Sequence[bool], breaks: Sequence[bool], proposed: Sequence[bool]
) -> list[bool]:
    """Return which words begin a sentence: after a paragraph's end always, else where proposed and possible.

    ``glued[i]`` says that no blank stands before word ``i``. A mark that closes a quotation or bracket belongs to what
    it closes; what follows ``,"`` or a quotation and begins in lower case goes on with the sentence.
    """
    starts = [bool(value) for value in breaks]
    pending = False
    for index in range(len(words)):
        wanted = pending or (proposed[index] and not starts[index])
        pending = False
        if starts[index] or not index or not wanted:
            continue
        if _closes(words, glued, index):
            pending = True
        elif not _goes_on(words, glued, index):
            starts[index] = True
    if starts:
        starts[0] = True
    return starts


def _closes(words: Sequence[str], glued: Sequence[bool], index: int) -> bool:
    word = words[index]
    if word in _CLOSING:
        return True
    ends = index + 1 == len(words) or not glued[index + 1] or words[index + 1] in _CLOSING
    return word in _QUOTES and glued[index] and ends


def _goes_on(words: Sequence[str], glued: Sequence[bool], index: int) -> bool:
    before = words[index - 1]
    quoted = index > 1 and (before in _CLOSING or (before in _QUOTES and glued[index - 1]))
    if not quoted:
        return False
    return words[index - 2] == "," or words[index][:1].islower()
