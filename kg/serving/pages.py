"""Pages for people: what the graph says of a node, and where to ask it. All text is escaped; nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from pyoxigraph import Literal, NamedNode

from kg.asking.query import shown

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}"
    "td,th{border-top:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "th{width:14rem;font-weight:600}code,textarea{font:14px/1.4 ui-monospace,monospace}textarea{width:100%}"
    "a{color:#06c}small{color:#666}"
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


def front_page(title: str, counts: Mapping[str, int], examples: Mapping[str, str]) -> str:
    """Return the page that tells what is here, with a form to ask and questions to begin with."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{number:,}</td></tr>" for name, number in counts.items())
    listed = "".join(
        f"<details><summary>{escape(question)}</summary><pre><code>{escape(sparql)}</code></pre></details>"
        for question, sparql in examples.items()
    )
    form = (
        '<form action="sparql" method="post"><textarea name="query" rows="10" spellcheck="false">'
        "SELECT DISTINCT ?event ?label WHERE { ?event kg:claim ?claim ; rdfs:label ?label } LIMIT 20</textarea>"
        "<p><button>Ask</button></p></form>"
    )
    return _page(title, f"<h1>{escape(title)}</h1><table>{rows}</table><h2>SPARQL</h2>{form}<h2>Questions</h2>{listed}")


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
        return f'<a href="{escape(link(value.value), quote=True)}">{escape(shown(value))}</a>'
    if isinstance(value, Literal) and len(value.value) > 2000:
        return f"<details><summary>{len(value.value):,} characters</summary>{escape(value.value)}</details>"
    return escape(getattr(value, "value", str(value)))


def _short(iri: str) -> str:
    return shown(NamedNode(iri))
