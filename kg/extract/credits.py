"""The medium that an article was taken from, as it says itself: "GAO, Mali (AP) —", "By Our Correspondent | Reuters".

The patterns stand in ``ontology/words/credits.tsv``. What fits one counts when the lists of names have it as a medium;
two media in one place ("Reuters/AP") say of nothing which of the two it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice, takewhile

from kg.lines import Line, ends_sentence, split_lines
from kg.model import Argument, Document, Span
from kg.names.load import Gazetteer
from kg.resources import path_of
from kg.words import rows

#: A dateline stands in one of so many lines at the start, a source in one of so many at the end.
FIRST, LAST = 8, 3
#: What is longer is no byline, and a dateline is over by then.
LONGEST = 120
#: The class of media.
MEDIUM = "MediaOrganization"

Patterns = Mapping[str, tuple[re.Pattern[str], ...]]


@cache
def load_credits() -> Patterns:
    """Return the patterns by kind."""
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for row in rows(path_of("ontology/words/credits.tsv"), ("kind", "pattern")):
        found[row["kind"]] = (*found.get(row["kind"], ()), re.compile(row["pattern"]))
    return found


def credited(document: Document, gazetteer: Gazetteer) -> Argument | None:
    """Return the medium with the words for it, the first that is found: in the dateline, the byline, the source."""
    lines = split_lines(document.text)
    return next(_media(lines, document, gazetteer), None)


def _media(lines: tuple[Line, ...], document: Document, gazetteer: Gazetteer) -> Iterator[Argument]:
    for line, match in _matches(lines):
        words = match["medium"].strip()
        names = [name for name in gazetteer.find(words) if name.cls == MEDIUM]
        if len(names) == 1:
            start = line.start + match.start("medium") + match["medium"].index(words[0])
            span = Span(start, start + len(words))
            yield Argument(names[0].key, span, document.text[span.start : span.end])


def _matches(lines: tuple[Line, ...]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Yield each line that can name a medium, with how it does."""
    patterns = load_credits()
    header = takewhile(lambda line: not ends_sentence(line.text), lines)
    for line in islice(lines, FIRST):
        yield from ((line, m) for p in patterns["dateline"] if (m := p.match(line.text[:LONGEST])))
    for kind, several in (("byline", islice(header, FIRST)), ("source", lines[-LAST:])):
        short = (line for line in several if len(line.text) <= LONGEST)
        yield from ((line, m) for line in short for p in patterns[kind] if (m := p.fullmatch(line.text)))
