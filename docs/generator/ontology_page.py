"""The page of the ontology: every term with its definition, what it is tied to, and how English says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from generator import tables
from generator.markup import anchor, element, facts, link, links, page, prose
from generator.sections import Group, Section, sections
from generator.terms import (
    CLOSE,
    CODES,
    DEFINITION,
    DOMAIN,
    INVERSE,
    LABEL,
    OWL,
    RANGE,
    SUBCLASS,
    SUBPROPERTY,
    TRAITS,
    TYPE,
    Term,
    Vocabulary,
)
from generator.words import WORDS, Wording
from kg import iris
from kg.ontology import EventType

STYLE = Path(__file__).parent / "page.css"


def render(words: Vocabulary, types: Mapping[str, EventType], wordings: Mapping[str, Wording]) -> str:
    """Return the page."""
    parts = sections(words)
    writer = _Writer(words, types, wordings)
    title = words.header.one(iris.DCTERMS + "title")
    body = "\n".join((tables.header(words), *map(writer.section, parts), tables.appendix(words)))
    return page(title, STYLE, _navigation(parts), body)


def _navigation(parts: tuple[Section, ...]) -> str:
    """Return the list of what is on the page; finer entries are left to wide screens."""
    items = ['<li><a href="#introduction">Introduction</a></li>']
    for part in parts:
        named = [(group.key, name) for group in part.groups if (name := _shown(group))]
        finer = "".join(f'<li><a href="#{anchor(key)}">{escape(name)}</a></li>' for key, name in named)
        below = f"<ul>{finer}</ul>" if len(named) > 1 else ""
        items.append(f'<li><a href="#part-{part.key}">{escape(part.title)}</a>{below}</li>')
    items += [f'<li><a href="#part-{key}">{title}</a></li>' for key, title in tables.APPENDIX]
    return f'<nav aria-label="Contents"><p><a href="#main">kg-news ontology</a></p><ul>{"".join(items)}</ul></nav>'


def _shown(group: Group) -> str:
    """Return what a group is called in the list of contents."""
    return group.title or (group.root.one(LABEL) if group.root else "")


class _Writer:
    """Writes the parts of the page that are about terms."""

    def __init__(self, words: Vocabulary, types: Mapping[str, EventType], wordings: Mapping[str, Wording]) -> None:
        self._words, self._types, self._wordings = words, types, wordings

    def section(self, part: Section) -> str:
        """Return a part of the page."""
        inner = "\n".join(self._group(group) for group in part.groups)
        head = f"<h2>{escape(part.title)}</h2>\n<p>{prose(part.text, self._words)}</p>"
        return element("section", f"\n{head}\n{inner}\n", id=f"part-{part.key}")

    def _group(self, group: Group) -> str:
        if group.root is not None:
            return "\n".join((self._term(group.root, 3), *(self._term(one, 4) for one in group.terms)))
        if not group.title:
            return "\n".join(self._term(one, 3) for one in group.terms)
        inner = "\n".join(self._term(one, 4) for one in group.terms)
        return f'<h3 class="group" id="{anchor(group.key)}">{escape(group.title)}</h3>\n{inner}'

    def _term(self, term: Term, level: int) -> str:
        """Return what is said of one term."""
        label = escape(term.one(LABEL))
        name = f'<a href="#{anchor(term.iri)}"><code>{escape(_curie(term))}</code></a>'
        kind = self._types.get(term.name) if term.iri.startswith(iris.KG) and not term.is_property else None
        head = f"<h{level}>{label} {name}</h{level}>"
        told = f"<p>{prose(term.one(DEFINITION), self._words)}</p>"
        rows = self._property(term) if term.is_property else self._class(term, kind)
        said = self._said(term) if kind else ""
        return element("article", head + _codes(kind, term) + told + facts(rows) + said, id=anchor(term.iri))

    def _class(self, term: Term, kind: EventType | None) -> dict[str, str]:
        """Return what is said of a class, or of a value of one."""
        words = self._words
        values = [one.iri for one in words.terms.values() if term.iri in one.all(TYPE)]
        has = [one.iri for one in words.terms.values() if one.is_property and term.iri in one.all(*DOMAIN)]
        return {
            "Is a": links((one for one in term.all(SUBCLASS, TYPE) if not one.startswith(OWL)), words),
            "Finer": links((one.iri for one in words.below(term.iri, SUBCLASS)), words),
            "Values": links(values, words),
            "Properties": links(has, words),
            "Part of": links(term.all(iris.SKOS + "broader"), words),
            "Never also": links(term.all(iris.KG + "excludes"), words),
            "Gives": self._relation(kind) if kind else "",
            "Close to": links(_alike(term), words),
        }

    def _property(self, term: Term) -> dict[str, str]:
        """Return what is said of a property."""
        words = self._words
        traits = [told for trait, told in TRAITS.items() if trait in term.all(TYPE)]
        return {
            "Of": links(term.all(*DOMAIN), words),
            "Value": links(term.all(*RANGE), words),
            "Kind of": links(term.all(SUBPROPERTY), words),
            "Finer": links((one.iri for one in words.below(term.iri, SUBPROPERTY)), words),
            "Other way": links(term.all(INVERSE), words),
            "Holds": escape(", ".join(traits)),
            "Given by": links(self._giving(term), words),
            "Close to": links(_alike(term), words),
        }

    def _giving(self, relation: Term) -> Iterator[str]:
        """Yield the types of events that give a direct relation."""
        given = ((name, kind.relation) for name, kind in self._types.items())
        yield from (iris.KG + name for name, own in given if own and iris.KG + own == relation.iri)

    def _relation(self, kind: EventType) -> str:
        if not kind.relation:
            return ""
        told = link(iris.KG + kind.relation, self._words)
        return f"source {told} target" + (", and the other way round" if kind.symmetric else "")

    def _said(self, term: Term) -> str:
        """Return how English says an event."""
        wording = self._wordings.get(term.name, Wording())
        shown = ", ".join(one.replace("_", " ") for one in wording.words[:WORDS])
        rest = f" and {len(wording.words) - WORDS} more" if len(wording.words) > WORDS else ""
        rows = {"Words": escape(shown + rest), "Done with": escape(", ".join(wording.means))}
        return facts(rows) + _sentences(wording)


def _sentences(wording: Wording) -> str:
    """Return the examples, then sentences that look alike and are none."""
    told = [f"<li>{escape(one, quote=False)}</li>" for one in wording.sentences]
    told += [f'<li class="not"><span>Not:</span> {escape(one, quote=False)}</li>' for one in wording.others]
    return element("ul", "".join(told), class_="examples") if told else ""


def _codes(kind: EventType | None, term: Term) -> str:
    """Return the codes of an event class."""
    if kind is None:
        return ""
    codes = [f"PLOVER {kind.root}" if kind.root else "", f"CAMEO {kind.cameo}" if kind.cameo else ""]
    told = "".join(f"<li>{escape(one)}</li>" for one in codes if one)
    return element("ul", told, class_="codes", aria_label=f"Codes of {term.name}") if told else ""


def _alike(term: Term) -> list[str]:
    """Return the terms of other vocabularies that come near; codes are told as codes."""
    return [one for one in term.all(CLOSE) if not one.startswith(CODES)]


def _curie(term: Term) -> str:
    return f"kg:{term.name}" if term.iri.startswith(iris.KG) else term.name
