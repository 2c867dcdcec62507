"""Pages for people: what the graph says of a node, and where to ask it. All text is escaped; nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.asking.query import shown
from kg.serving.described import Described

_STYLE = (
    ":root{color-scheme:light dark;--line:#ddd;--soft:#5c6570;--link:#0b57b0;--code:#f4f5f7}"
    "@media(prefers-color-scheme:dark){:root{--line:#3a4048;--soft:#9aa4b0;--link:#7db4ff;--code:#22262b}}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
    "h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}a{color:var(--link)}"
    "table{border-collapse:collapse;width:100%}small{color:var(--soft)}"
    "td,th{border-top:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "th{width:12rem;font-weight:600}code,textarea{font:14px/1.45 ui-monospace,monospace}"
    "textarea{width:100%;box-sizing:border-box;padding:.5rem}pre{background:var(--code);padding:.6rem;overflow:auto}"
    "@media(max-width:40rem){tr,th,td{display:block;width:auto}td{border:0;padding-top:0}}"
)
#: Values of one property that a page shows; the rest is counted.
SHOWN = 200

#: Properties and their values, in order.
Properties = Mapping[str, Sequence[object]]
#: Returns where a page of this server tells of an IRI, or the IRI itself.
Link = Callable[[str], str]


def node_page(iri: str, label: str, says: Properties, said: Properties, link: Link) -> str:
    """Return the page of a node: what it ``says`` and what is ``said`` of it by others."""
    body = f"<h1>{escape(label)}</h1><p><small><code>{escape(iri)}</code></small></p>{_table(says, link)}"
    if said:
        body += f"<h2>Pointed to</h2>{_table(said, link)}"
    others = " · ".join(f'<a href="?format={kind}">{kind}</a>' for kind in ("turtle", "ntriples", "jsonld"))
    return _page(label, f"{body}<p><small>{others}</small></p>")


def front_page(graph: Described, examples: Mapping[str, str], link: Link) -> str:
    """Return the page that tells what is here, with a form to ask and questions to begin with."""
    counts = (("Events", graph.events), ("Entities", graph.entities))
    rows = [(name, escape(text)) for name, text in graph.told.items()]
    rows += [(name, _counts(of_class, link)) for name, of_class in counts if of_class]
    nodes = (("Licence", graph.licence), ("Description", graph.dataset))
    rows += [(name, _link(iri, iri, link)) for name, iri in nodes if iri]
    table = "".join(f"<tr><th>{name}</th><td>{told}</td></tr>" for name, told in rows)
    listed = "".join(
        f"<details><summary>{escape(question)}</summary><pre><code>{escape(sparql)}</code></pre></details>"
        for question, sparql in examples.items()
    )
    form = (
        '<form action="sparql" method="post"><textarea name="query" rows="10" spellcheck="false">'
        "SELECT DISTINCT ?event ?label WHERE { ?event kg:claim ?claim ; rdfs:label ?label } LIMIT 20</textarea>"
        "<p><button>Ask</button></p></form>"
    )
    body = f"<h1>{escape(graph.title)}</h1><table>{table}</table><h2>SPARQL</h2>{form}<h2>Questions</h2>{listed}"
    return _page(graph.title, body)


def _counts(of_class: Mapping[str, int], link: Link) -> str:
    """Return the sum, then each class with its count."""
    kinds = (f"{count:,}&nbsp;{_link(iris.KG + name, name, link)}" for name, count in of_class.items())
    return f"{sum(of_class.values()):,}: {', '.join(kinds)}"


def message_page(title: str, text: str) -> str:
    """Return a page that says one thing."""
    return _page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>{body}</body></html>\n'
    )


def _table(properties: Properties, link: Link) -> str:
    rows = ((escape(_short(name)), _values(values, link)) for name, values in properties.items())
    return "<table>" + "".join(f"<tr><th>{name}</th><td>{values}</td></tr>" for name, values in rows) + "</table>"


def _values(values: Sequence[object], link: Link) -> str:
    told = "<br>".join(_value(value, link) for value in values[:SHOWN])
    return told + (f"<br>and {len(values) - SHOWN:,} more" if len(values) > SHOWN else "")


def _value(value: object, link: Link) -> str:
    if isinstance(value, NamedNode):
        return _link(value.value, shown(value), link)
    if isinstance(value, Literal) and len(value.value) > 2000:
        return f"<details><summary>{len(value.value):,} characters</summary>{escape(value.value)}</details>"
    return escape(getattr(value, "value", str(value)))


def _link(iri: str, text: str, link: Link) -> str:
    return f'<a href="{escape(link(iri), quote=True)}">{escape(text)}</a>'


def _short(iri: str) -> str:
    return shown(NamedNode(iri))
