"""What stands before and after the terms: an introduction, the alignments, the codes, all terms by their names."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.markup import element, link, links
from generator.terms import CLOSE, CODES, SUBCLASS, SUBPROPERTY, VOCABULARIES, Term, Vocabulary, vocabulary_of
from kg import iris

APPENDIX = (("alignments", "Alignments"), ("codes", "Codes"), ("names", "All terms"))

#: How the parts of a graph follow from one another.
STEPS = (
    ("Article", "a text, whole and unchanged"),
    ("Mention", "characters of it"),
    ("Claim", "what one speaker says in it about one event"),
    ("Event", "what claims of several articles share"),
    ("actedOn", "one plain triple between two sides"),
)
EXAMPLE = """@prefix kg: <https://w3id.org/kg-news/ontology#> .
@base <https://w3id.org/kg-news/id/> .

<claim/1> a kg:Claim ;                      # what the ministry says, in this article
    kg:inArticle <article/1> ;
    kg:eventType kg:Airstrike ;
    kg:stance kg:Asserted ;
    kg:claimer <body/foreign-ministry> ;
    kg:source <state/PAK> ;
    kg:target <org/blf> ;
    kg:trigger <article/1#char=131,137> ;   # the word that says it: “struck”
    kg:aboutEvent <event/1> .

<event/1> a kg:Airstrike ;                  # what it and other claims are about
    kg:claim <claim/1>, <claim/2> .

<claim/1> kg:conflictsWith <claim/2> .      # another article has another target

<state/PAK> kg:attacked <org/blf> .         # for those who only want the network
"""


def header(words: Vocabulary) -> str:
    """Return the title and an introduction."""
    one = words.header.one
    licence, version = one(iris.DCTERMS + "license"), one(iris.OWL + "versionInfo")
    told = {
        "IRI": f'<a href="{escape(words.header.iri)}"><code>{escape(words.header.iri)}</code></a>',
        "Prefix": f"<code>kg: &lt;{escape(iris.KG)}&gt;</code>",
        "Version": escape(version),
        "Licence": f'<a href="{escape(licence, quote=True)}">{escape(licence)}</a>',
        "Terms": f"{len(words.terms):,}, each with its definition; the IRI of a term leads to its place on this page",
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in told.items())
    steps = "".join(f"<li>{link(iris.KG + name, words)}<span>{escape(text)}</span></li>" for name, text in STEPS)
    return (
        f'<header id="introduction">\n<h1>{escape(one(iris.DCTERMS + "title"))}</h1>\n'
        f'<p class="lead">{escape(one(iris.DCTERMS + "description"))}</p>\n<dl>{rows}</dl>\n'
        f'<ol class="steps" aria-label="From an article to a plain triple">{steps}</ol>\n'
        "<p>Nothing is merged on the way: every triple leads back to claims, every claim to the characters of an "
        "article that say so. Where articles differ, the difference stands in the graph.</p>\n"
        f"<pre><code>{escape(EXAMPLE)}</code></pre>\n</header>"
    )


def appendix(words: Vocabulary) -> str:
    """Return the tables that follow the terms."""
    made = {"alignments": _alignments(words), "codes": _codes(words), "names": _names(words)}
    return "\n".join(
        element("section", f"\n<h2>{title}</h2>\n{made[key]}\n", id=f"part-{key}") for key, title in APPENDIX
    )


def _alignments(words: Vocabulary) -> str:
    """Return a table for each other vocabulary: which of its terms stand above ours, or come near them."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for term in words.terms.values():
        for how, other in _ties(term):
            found.setdefault(vocabulary_of(other), []).append((term.iri, how, other))
    text = "<p>Where a term of another vocabulary stands above one of ours, data can be asked in its words too.</p>\n"
    return text + "\n".join(_alignment(prefix, rows, words) for prefix, rows in sorted(found.items()))


def _alignment(prefix: str, rows: list[tuple[str, str, str]], words: Vocabulary) -> str:
    namespace, name, described = VOCABULARIES[prefix]
    title = f'<a href="{escape(described, quote=True)}">{escape(name)}</a>' if described else escape(name)
    body = "".join(
        f"<tr><td>{link(ours, words)}</td><td>{how}</td><td>{link(other, words)}</td></tr>" for ours, how, other in rows
    )
    head = '<tr><th scope="col">Ours</th><th scope="col">is</th><th scope="col">Theirs</th></tr>'
    return (
        f'<h3 class="group" id="vocabulary-{prefix}">{title} <code>{prefix}:</code></h3>\n'
        f'<table class="ties"><caption>{escape(namespace)}</caption><thead>{head}</thead><tbody>{body}</tbody></table>'
    )


def _ties(term: Term) -> Iterator[tuple[str, str]]:
    """Yield how a term of ours stands to terms of other vocabularies."""
    for name, how in ((SUBCLASS, "a kind of"), (SUBPROPERTY, "a kind of"), (CLOSE, "close to")):
        for other in term.all(name):
            if term.iri.startswith(iris.KG) and not other.startswith((iris.KG, *CODES)):
                yield how, other


def _codes(words: Vocabulary) -> str:
    """Return which classes stand for which code."""
    plover = _by_code(words, "ploverRoot")
    cameo = _by_code(words, "cameoCode")
    text = (
        "<p>A class belongs to the PLOVER root that it lies below. A CAMEO code is the nearest there is; a class "
        "without one has none that comes near.</p>\n"
    )
    return text + _code_table("PLOVER", plover, words) + "\n" + _code_table("CAMEO", cameo, words)


def _by_code(words: Vocabulary, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in words.terms.values():
        for code in term.all(iris.KG + name):
            found.setdefault(code, []).append(term.iri)
    return dict(sorted(found.items()))


def _code_table(name: str, codes: dict[str, list[str]], words: Vocabulary) -> str:
    cells = ((escape(code), links(of, words)) for code, of in codes.items())
    body = "".join(f"<tr><td><code>{code}</code></td><td>{of}</td></tr>" for code, of in cells)
    head = '<tr><th scope="col">Code</th><th scope="col">Class</th></tr>'
    return f"<table><caption>{name}</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def _names(words: Vocabulary) -> str:
    """Return all terms in the order of their names."""
    ordered = sorted(words.terms.values(), key=lambda term: (term.name.casefold(), term.iri))
    return element("ul", "".join(f"<li>{link(term.iri, words)}</li>" for term in ordered), class_="names")
