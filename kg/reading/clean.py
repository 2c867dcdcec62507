"""The story of an article: its text with page furniture blanked out, every character still in its place.

There is one function for each nuisance. It looks at the lines of the page and yields the spans that are no story; how
furniture is worded stands in ``ontology/words/furniture.tsv``. Spans become spaces, so offsets into the story are
offsets into the text. When in doubt a line stays: a caption that is kept costs less than a sentence that is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.lines import Line, ends_sentence, split_lines
from kg.model import Document, Span
from kg.reading.dateline import DateGrammar, label_line, load_grammar, parse_day
from kg.resources import path_of
from kg.words import rows

#: Furniture is short: a longer line is a paragraph, and is not searched.
LONGEST_FURNITURE = 400

#: A caption or an embedded post has no more words than this; a longer line that ends in a credit is a paragraph.
LONGEST_CAPTION = 80

#: A headline in a list of links, or the description of a photo, has no more words than this.
LONGEST_HEADLINE = 25

#: Bylines and bread crumbs stand among so many lines at the start.
HEADER_LINES = 12

#: A list of links to other articles ends a page only when it begins in this last part of the text.
LAST_PART = 0.25

#: A line of fewer words ("World", "Why now?") may well come twice in a story.
SHORTEST_REPEATED = 4

_SAME_LENGTH = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """How page furniture is worded: patterns by kind (``line``, ``header``, ``credit``, ``block`` ...), and dates."""

    patterns: dict[str, Patterns]
    dates: DateGrammar

    def whole(self, kind: str, text: str) -> bool:
        """Tell whether a pattern of the kind covers the whole text."""
        return len(text) <= LONGEST_FURNITURE and any(p.fullmatch(text) for p in self.patterns.get(kind, ()))

    def within(self, kind: str, text: str) -> bool:
        """Tell whether a pattern of the kind occurs in the text."""
        return any(p.search(text) for p in self.patterns.get(kind, ()))

    def starts(self, kind: str, text: str) -> re.Match[str] | None:
        """Return the first match of a pattern of the kind at the start of the text."""
        return next((match for p in self.patterns.get(kind, ()) if (match := p.match(text))), None)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article, its title and the words of furniture to look for."""

    text: str
    lines: tuple[Line, ...]
    title: str | None
    furniture: Furniture


Nuisance = Callable[[Page], Iterator[Span]]


@cache
def load_furniture() -> Furniture:
    """Read the words of page furniture that the package brings along."""
    patterns: dict[str, Patterns] = {}
    for row in rows(path_of("ontology/words/furniture.tsv"), ("kind", "pattern")):
        compiled = re.compile(row["pattern"], re.IGNORECASE)
        patterns[row["kind"]] = (*patterns.get(row["kind"], ()), compiled)
    return Furniture(patterns, load_grammar())


def clean(document: Document, furniture: Furniture | None = None) -> str:
    """Return the story of a document: as long as its text, page furniture replaced by spaces, newlines kept."""
    text = _plain_newlines(document.text)
    page = Page(text, split_lines(text), document.title, furniture or load_furniture())
    return _blank(text, [span for nuisance in NUISANCES for span in nuisance(page)])


def date_lines(page: Page) -> Iterator[Span]:
    """Lines that only show a date, labelled ("Updated on: ...") or bare."""
    dates = page.furniture.dates
    for line in page.lines:
        short = len(line.text) <= LONGEST_FURNITURE and any(char.isdigit() for char in line.text)
        if short and (parse_day(line.text, dates) or label_line(line.text, dates)):
            yield _span(line)


def furniture_lines(page: Page) -> Iterator[Span]:
    """Lines that are furniture wherever they stand: share buttons, tags, sources, rights, calls to subscribe."""
    for line in page.lines:
        if page.furniture.whole("line", line.text):
            yield _span(line)


def header_lines(page: Page) -> Iterator[Span]:
    """Lines that are furniture only near the start: bylines, bread crumbs, names of sections."""
    for line in page.lines[:HEADER_LINES]:
        if page.furniture.whole("header", line.text):
            yield _span(line)


def captions(page: Page) -> Iterator[Span]:
    """Captions of photos, known by their credit, their label or their wording, with the description before them."""
    for number, line in enumerate(page.lines):
        if len(line.text.split()) <= LONGEST_CAPTION and _is_caption(line.text, page.furniture):
            yield _span(line)
            before = page.lines[number - 1] if number else None
            if before and not line.after_blank and _describes_photo(before, page):
                yield _span(before)


def links(page: Page) -> Iterator[Span]:
    """Lists of links to other articles ("Also read"): the heading and the headlines that follow it."""
    for number, line in enumerate(page.lines):
        if page.furniture.whole("block", line.text) or page.furniture.whole("end", line.text):
            yield _span(line)
            yield from map(_span, _headlines(page.lines[number + 1 :]))


def tail(page: Page) -> Iterator[Span]:
    """All that comes after a heading such as "You may also like" when little of the text is left."""
    for line in page.lines:
        if line.start >= (1 - LAST_PART) * len(page.text) and page.furniture.whole("end", line.text):
            yield Span(line.start, len(page.text))
            return


def posts(page: Page) -> Iterator[Span]:
    """Embedded posts: a line with a link to a picture, a signature with a handle, and the line that is signed."""
    for number, line in enumerate(page.lines):
        if len(line.text.split()) > LONGEST_CAPTION:
            continue
        if page.furniture.whole("signature", line.text):
            yield _span(line)
            if number and not line.after_blank:
                yield _span(page.lines[number - 1])
        elif page.furniture.within("post", line.text) or page.furniture.whole("embed", line.text):
            yield _span(line)


def repeated_lines(page: Page) -> Iterator[Span]:
    """Lines that say again, word for word, what an earlier line said: titles below pictures and in lists of links."""
    seen: set[str] = set()
    for line in page.lines:
        words = line.text.casefold().split()
        if len(words) < SHORTEST_REPEATED:
            continue
        key = " ".join(words)
        if key in seen:
            yield _span(line)
        seen.add(key)


def datelines(page: Page) -> Iterator[Span]:
    """Place, day and agency before the first sentence of a report ("KABUL (Agency) -")."""
    for line in page.lines:
        if match := page.furniture.starts("dateline", line.text[:LONGEST_FURNITURE]):
            yield Span(line.start, line.start + match.end())


def addresses(page: Page) -> Iterator[Span]:
    """Web addresses and marks of pictures inside a sentence."""
    for pattern in page.furniture.patterns.get("inline", ()):
        for match in pattern.finditer(page.text):
            yield Span(*match.span())


#: Each nuisance that is taken off; the order does not matter.
NUISANCES: tuple[Nuisance, ...] = (
    date_lines,
    furniture_lines,
    header_lines,
    captions,
    links,
    tail,
    posts,
    repeated_lines,
    datelines,
    addresses,
)


def _is_caption(text: str, furniture: Furniture) -> bool:
    """Tell a caption by its credit at the end, by its label at the start, or by a present tense beside a full date."""
    if furniture.within("credit", text[-160:]) or furniture.starts("caption_start", text):
        return True
    scene = furniture.within("caption_verb", text) and furniture.within("caption_date", text)
    return scene and not furniture.within("caption_not", text)


def _describes_photo(line: Line, page: Page) -> bool:
    """Tell whether the line right before a caption describes the photo: short, no sentence, and not the headline."""
    short = len(line.text.split()) <= LONGEST_HEADLINE and not ends_sentence(line.text)
    return short and line is not page.lines[0] and line.text != page.title


def _headlines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines up to the first that is a sentence."""
    for line in lines:
        question = line.text.endswith("?")
        if len(line.text.split()) > LONGEST_HEADLINE or (ends_sentence(line.text) and not question):
            return
        yield line


def _span(line: Line) -> Span:
    """Return the place of a line."""
    return Span(line.start, line.end)


def _plain_newlines(text: str) -> str:
    """Turn each kind of line break into ``\\n`` without changing the length."""
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_SAME_LENGTH)


def _blank(text: str, spans: Iterable[Span]) -> str:
    """Replace the characters of the spans by spaces, except newlines."""
    kept: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, at)
        kept.append(text[at:start])
        kept.append("".join("\n" if char == "\n" else " " for char in text[start : span.end]))
        at = max(at, span.end)
    kept.append(text[at:])
    return "".join(kept)
