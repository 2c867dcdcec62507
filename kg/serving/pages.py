"""Pages for people: what the graph says of a node, and where to ask it. All text is escaped; nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from pyoxigraph import Literal, NamedNode
from starlette.responses import HTMLResponse

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
    "textarea{width:100%;box-sizing:border-box;padding:.5rem}pre{background:var(--code);padding:.6rem;font-size:.85rem;white-space:pre-wrap}"
    ".wide{overflow-x:auto}.rows th{width:auto}button{font:inherit;padding:.2rem .8rem}"
    "details form{margin:.5rem 0 1.5rem}@media(max-width:40rem){"
    "table:not(.rows) :is(tr,th,td){display:block;width:auto}table:not(.rows) td{border:0;padding-top:0}}"
)
#: What a browser may do with a page: show it, and ask this server. No script, no picture, nothing from elsewhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#: A query to begin with.
FIRST = """SELECT ?day ?label WHERE {
  ?event kg:claim ?claim ; rdfs:label ?label .
  OPTIONAL { ?event kg:earliest ?day }
}
GROUP BY ?event ?day ?label ORDER BY ?day LIMIT 50"""
#: Values of one property that a page shows; the rest is counted.
SHOWN = 200

#: Properties and their values, in order.
Properties = Mapping[str, Sequence[object]]
#: Returns where a page of this server tells of an IRI, or the IRI itself.
Link = Callable[[str], str]


class Page(HTMLResponse):
    """A page as the server gives it, with what browsers are told about it."""

    def __init__(self, text: str, status: int = 200) -> None:
        headers = {"Vary": "Accept", "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
        super().__init__(text, status, headers)


def short(iri: str) -> str:
    """Return an IRI with its prefix."""
    return shown(NamedNode(iri))


def node_page(
    iri: str, label: str, *, why: str, says: Properties, said: Properties, cut: bool, link: Link, name: Link = short
) -> str:
    """Return the page of a node: ``why`` it is there in words, what it ``says`` and what is ``said`` of it by others,
    which may have been ``cut`` short.

    Other nodes are called by what ``name`` returns for them."""
    body = f"<h1>{escape(label)}</h1><p><small><code>{escape(iri)}</code></small></p>"
    body += f"<h2>Why</h2><pre>{escape(why)}</pre><h2>Properties</h2>" if why else ""
    body += _table(says, link, name)
    if said:
        body += f"<h2>Pointed to</h2>{_table(said, link, name, cut=cut)}"
    others = " · ".join(f'<a href="?format={kind}">{kind}</a>' for kind in ("turtle", "ntriples", "jsonld"))
    return whole_page(label, f"{body}<p><small>{others}</small></p>")


def front_page(graph: Described, examples: Mapping[str, str], link: Link) -> str:
    """Return the page that tells what is here, with a form to ask and questions to begin with."""
    counts = (("Events", graph.events), ("Entities", graph.entities))
    rows = [(name, escape(text)) for name, text in graph.told.items()]
    rows += [(name, _counts(of_class, link)) for name, of_class in counts if of_class]
    nodes = (("Licence", graph.licence), ("Description", graph.dataset))
    rows += [(name, _link(iri, iri, link)) for name, iri in nodes if iri]
    table = "".join(f"<tr><th>{name}</th><td>{told}</td></tr>" for name, told in rows)
    listed = "".join(
        f"<details><summary>{escape(question)}</summary>{query_form(sparql)}</details>"
        for question, sparql in examples.items()
    )
    own = query_form(FIRST)
    body = f"<h1>{escape(graph.title)}</h1><table>{table}</table><h2>Questions</h2>{listed}<h2>SPARQL</h2>{own}"
    return whole_page(graph.title, body)


def query_form(sparql: str) -> str:
    """Return a form with a query to ask; its address is the question, so that it can be passed on."""
    buttons = "".join(f' <button name="format" value="{name}">{name.upper()}</button>' for name in ("csv", "json"))
    rows = min(sparql.count("\n") + 2, 25)
    return (
        f'<form action="/sparql"><textarea name="query" aria-label="SPARQL" rows="{rows}" spellcheck="false">'
        f"\n{escape(sparql)}</textarea><p><button>Ask</button>{buttons}</p></form>"
    )


def _counts(of_class: Mapping[str, int], link: Link) -> str:
    """Return the sum, then each class with its count."""
    kinds = (f"{count:,}&nbsp;{_link(iris.KG + name, name, link)}" for name, count in of_class.items())
    return f"{sum(of_class.values()):,}: {', '.join(kinds)}"


def message_page(title: str, text: str) -> str:
    """Return a page that says one thing."""
    return whole_page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def whole_page(title: str, body: str) -> str:
    """Return a page with a body, in the style of all."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>{body}</body></html>\n'
    )


def _table(properties: Properties, link: Link, name: Link, *, cut: bool = False) -> str:
    rows = ((_link(key, short(key), link), _values(values, link, name)) for key, values in properties.items())
    table = "<table>" + "".join(f"<tr><th>{key}</th><td>{values}</td></tr>" for key, values in rows) + "</table>"
    number = sum(map(len, properties.values()))
    return table + (f"<p>There are more than these {number:,}: ask for all of them with a query.</p>" if cut else "")


def _values(values: Sequence[object], link: Link, name: Link) -> str:
    told = "<br>".join(term(value, link, name) for value in values[:SHOWN])
    return told + (f"<br>and {len(values) - SHOWN:,} more" if len(values) > SHOWN else "")


def term(value: object, link: Link, name: Link = short) -> str:
    """Return a term in HTML: text, or a name with a link; what is very long is folded."""
    if isinstance(value, NamedNode):
        return _link(value.value, name(value.value), link)
    if isinstance(value, Literal) and len(value.value) > 2000:
        return f"<details><summary>{len(value.value):,} characters</summary>{escape(value.value)}</details>"
    return escape(getattr(value, "value", str(value)))


def _link(iri: str, text: str, link: Link) -> str:
    return f'<a href="{escape(link(iri), quote=True)}" title="{escape(iri, quote=True)}">{escape(text)}</a>'
