"""Media types: what a client likes best of what can be had (the Accept header of HTTP)."""

from __future__ import annotations

from collections.abc import Sequence


def acceptable(accept: str) -> tuple[str, ...]:
    """Return the media types of an Accept header, the best first; none when anything will do.

    >>> acceptable("text/csv;q=0.5, application/json, */*;q=0.1")
    ('application/json', 'text/csv', '*/*')
    """
    wanted = [_weighted(part) for part in accept.lower().split(",") if part.strip()]
    ranked = sorted((one for one in wanted if one[1] > 0), key=lambda one: -one[1])
    return tuple(kind for kind, _ in ranked)


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header likes best; the first of them when it does not say."""
    return chosen(acceptable(accept), offered)


def chosen(wanted: Sequence[str], offered: Sequence[str]) -> str | None:
    """Return the offered media type that comes first in what is ``wanted``, best first; nothing wanted is anything.

    >>> chosen(("text/*", "application/json"), ("application/json", "text/csv"))
    'text/csv'
    """
    return next((kind for one in wanted or ("*/*",) for kind in offered if _fits(kind, one)), None)


def _fits(kind: str, wanted: str) -> bool:
    """Tell whether a media type is the one that is wanted; ``*`` stands for any."""
    return wanted in {kind, "*/*"} or (wanted.endswith("/*") and kind.startswith(wanted[:-1]))


def _weighted(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return kind, float(value)
            except ValueError:
                return kind, 0.0
    return kind, 1.0
