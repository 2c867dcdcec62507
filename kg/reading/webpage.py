"""The article in an HTML page: its text without navigation and scripts, and what the page says about it."""

from __future__ import annotations

import re
from configparser import ConfigParser
from dataclasses import dataclass

import lxml.html
from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted
from trafilatura.settings import use_config

#: Pages say in many ways when they were published; the first that is there is taken. None is a guess from the text.
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='pubdate' or @name='publishdate']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date.issued' or @name='DC.date' or @name='dc.date']/@content",
    "//meta[@name='date' or @name='Date' or @property='og:published_time']/@content",
)
_JSON_LD = "//script[@type='application/ld+json']/text()"
_JSON_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

#: Below this many characters an extraction counts as failed; the usual 250 loses paragraphs of short dispatches.
SHORTEST_ARTICLE = "20"


class PageError(ValueError):
    """The page has no article in it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: paragraphs of the article (a blank line between them) and how it describes itself."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_page(html: str) -> Page:
    """Return the article of a page; ``published`` is the words of the page, not yet a date.

    Raises :class:`PageError` when there is none.
    """
    source = _XML_DECLARATION.sub("", html)
    if not source.strip():
        raise PageError("empty page")
    tree = lxml.html.document_fromstring(source)
    published = _published(tree)
    page = bare_extraction(tree, include_comments=False, with_metadata=True, config=_settings())
    if not isinstance(page, Extracted) or not (page.text or "").strip():
        raise PageError("no article text in the page (perhaps it is filled in by a script; save the page as text)")
    paragraphs = (page.text or "").replace("\n", "\n\n")
    return Page(paragraphs, page.title or None, published, page.sitename or None, page.url or None)


def _published(tree: object) -> str | None:
    """Return the first date of publication that the page declares."""
    declared = [value for path in _DATES for value in tree.xpath(path)]  # type: ignore[attr-defined]
    described = [match[1] for script in tree.xpath(_JSON_LD) for match in _JSON_LD_DATE.finditer(script)]  # type: ignore[attr-defined]
    return next((str(value) for value in [*declared, *described] if value.strip()), None)


def _settings() -> ConfigParser:
    """Return trafilatura's settings, with short articles let through."""
    settings: ConfigParser = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORTEST_ARTICLE)
    return settings
