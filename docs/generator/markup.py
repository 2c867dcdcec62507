"""Pieces of HTML: text escaped, names of terms as links. Nothing here knows what the page is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from generator.terms import Vocabulary, short
from kg import iris

_TERM = re.compile(r"\bkg:([A-Za-z][A-Za-z0-9]*)")
_QUOTED = re.compile(r'"([^"]*)"')


def element(tag: str, inner: str, **attributes: str) -> str:
    """Return an element; ``class_`` and ``aria_label`` are written as HTML has them."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value)
    told = "".join(f' {name}="{escape(value, quote=True)}"' for name, value in named)
    return f"<{tag}{told}>{inner}</{tag}>"


def link(iri: str, words: Vocabulary) -> str:
    """Return the name of a term as a link: to its place on the page, else to the web."""
    name = escape(short(iri))
    if iri in words.terms:
        return f'<a href="#{anchor(iri)}"><code>{name}</code></a>'
    return f'<a href="{escape(iri, quote=True)}"><code>{name}</code></a>'


def links(iris_: Iterable[str], words: Vocabulary) -> str:
    """Return several terms as links."""
    return ", ".join(link(one, words) for one in iris_)


def anchor(iri: str) -> str:
    """Return where a term stands on the page: the local name of one of ours, so that its IRI leads there."""
    return escape(short(iri).replace(":", "-"), quote=True)


def prose(text: str, words: Vocabulary) -> str:
    """Return text escaped, with the terms that it names as links and its quotes as printers write them."""
    curly = _QUOTED.sub("“\\1”", text)
    return _TERM.sub(lambda found: _named(found, words), escape(curly, quote=False))


def _named(found: re.Match[str], words: Vocabulary) -> str:
    iri, name = iris.KG + found[1], f"<code>{found[0]}</code>"
    return f'<a href="#{anchor(iri)}">{name}</a>' if iri in words.terms else name


def facts(rows: Mapping[str, str]) -> str:
    """Return what is said of a term as a list of names and values; what is empty is left out."""
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows.items() if value)
    return element("dl", told) if told else ""


def page(title: str, style: Path, navigation: str, body: str) -> str:
    """Return a whole page that needs nothing else: no script, no font, no picture."""
    css = re.sub(r"\s*\n\s*", "\n", style.read_text(encoding="utf-8")).strip()
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{css}\n</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Skip to the text</a>\n{navigation}\n'
        f'<main id="main">\n{body}\n</main>\n</body>\n</html>\n'
    )
