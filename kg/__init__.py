"""kg-news: news articles in, a knowledge graph that can be trusted out.

    import kg

    graph = kg.build("news/")       # articles to a graph; kg.read opens one that there is
    for event in graph.events:
        print(event.start, event.type, *event.sources)

What goes wrong for a reason that a caller can do something about is a :class:`KgError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api.graph import Graph
    from kg.api.making import build, read
    from kg.errors import KgError
    from kg.graph.values import Article, Claim, Entity, Event

__version__ = "0.1.0"
__all__ = ["Article", "Claim", "Entity", "Event", "Graph", "KgError", "__version__", "build", "read"]

#: Where names are found. They are imported when they are asked for: the command line and its help need none of them.
_MODULES = {
    "Graph": "kg.api.graph",
    "build": "kg.api.making",
    "read": "kg.api.making",
    "KgError": "kg.errors",
    **dict.fromkeys(("Article", "Claim", "Entity", "Event"), "kg.graph.values"),
}

if not TYPE_CHECKING:  # else every name would be one to a type checker

    def __getattr__(name: str) -> object:
        from importlib import import_module  # noqa: PLC0415

        if name not in _MODULES:
            raise AttributeError(f"module 'kg' has no attribute {name!r}: it has {', '.join(__all__)}.")
        return getattr(import_module(_MODULES[name]), name)

    def __dir__() -> list[str]:
        return list(__all__)
