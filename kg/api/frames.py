"""A graph as data frames of pandas: claims, events, or entities.

Text is of type ``string``, whole numbers are ``Int64``, both with ``<NA>`` for what is unknown. Days are
``datetime64[s]``: ``start`` is the first day that is possible and ``end`` the last, of a month or a year too. Several
actors or places stand in one cell with ``; `` between them, in one order in all their columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from pyoxigraph import Store

from kg.api.extras import imported
from kg.errors import KgError
from kg.graph.columns import COLUMNS, cells, flat
from kg.graph.readback import entities, events
from kg.graph.values import Entity, Event
from kg.graph.view import GraphView
from kg.isodates import bounds
from kg.ontology import Ontology
from kg.tolls import HARMS

if TYPE_CHECKING:
    import pandas


class FrameError(KgError, ValueError):
    """There is no frame of this kind."""


#: What a frame can be of.
Kind = Literal["claims", "events", "entities"]
Cells = Mapping[str, object]

_WHOLE = {
    *(f"{harm}_{bound}" for harm in HARMS for bound in ("min", "max")),
    *("trigger_start", "trigger_end", "claims", "articles", "independent_sources"),
}
_PARTS = {"lat", "lon", "confidence"}
_SIDES: Mapping[str, Callable[[Event], tuple[Entity, ...]]] = {
    "source": lambda event: event.sources,
    "target": lambda event: event.targets,
    "place": lambda event: event.places,
}
EVENT_COLUMNS = (
    *("event", "label", "type", "root"),
    *("start", "end"),
    *(f"{side}{part}" for side in _SIDES for part in ("", "_iri", "_country")),
    *("lat", "lon"),
    *(f"{harm}_{bound}" for harm in HARMS for bound in ("min", "max")),
    *("independent_sources", "claims", "articles", "disputed"),
)
ENTITY_COLUMNS = (
    *("entity", "label", "type", "country", "role", "acts_for", "aliases", "within", "lat", "lon", "same_as"),
)


def frame(store: Store, ontology: Ontology, kind: Kind) -> pandas.DataFrame:
    """Return a graph as a frame with a row for each claim, event or entity."""
    if kind == "claims":
        return _frame(tuple(COLUMNS), map(flat, cells(store, ontology)))
    if kind == "events":
        return _frame(EVENT_COLUMNS, map(_event, events(GraphView(store))))
    if kind == "entities":
        return _frame(ENTITY_COLUMNS, map(_entity, entities(GraphView(store))))
    raise FrameError(f"There is no frame of {kind!r}: choose {', '.join(get_args(Kind))}.")


def _frame(columns: Sequence[str], rows: Iterable[Cells]) -> pandas.DataFrame:
    """Return rows as a frame whose columns have their types even when there are none."""
    pd = imported("pandas")
    values: dict[str, list[object]] = {name: [] for name in columns}
    for row in rows:
        for name, column in values.items():
            column.append(row.get(name))
    found: pandas.DataFrame = pd.DataFrame({name: _typed(pd, name, column) for name, column in values.items()})
    return found


def _typed(pd: Any, name: str, column: Sequence[Any]) -> object:
    """Return a column as an array of its type."""
    if name in _WHOLE:
        return pd.array(column, dtype="Int64")
    if name in _PARTS:
        return pd.Series(column, dtype="float64")
    if name in ("start", "end"):
        return pd.Series([_day(one, last=name == "end") for one in column], dtype="datetime64[s]")
    if name in ("first_day", "last_day"):
        return pd.Series(column, dtype="datetime64[s]")
    return pd.array([one or None for one in column], dtype="string")


def _day(iso: str | None, *, last: bool) -> date | None:
    """Return the first or the last day of a date that may be partial, ``None`` for what is none."""
    try:
        return bounds(iso)[last] if iso else None
    except ValueError:
        return None


def _event(event: Event) -> Cells:
    """Return the cells of an event."""
    found: dict[str, object] = {"event": event.iri, "claims": len(event.claims), "articles": len(event.articles)}
    found |= {name: getattr(event, name) for name in (*EVENT_COLUMNS[1:6], "independent_sources")}
    for name, of in _SIDES.items():
        several = of(event)
        found |= {name: _joined(one.label for one in several), f"{name}_iri": _joined(one.iri for one in several)}
        found[f"{name}_country"] = _joined(one.country for one in several)
    first = next(iter(event.places), None)
    found |= {"lat": first.lat if first else None, "lon": first.lon if first else None}
    for harm in HARMS:
        least, most = event.count(harm) or (None, None)
        found |= {f"{harm}_min": least, f"{harm}_max": most}
    return found | {"disputed": _joined(event.disputed)}


def _entity(entity: Entity) -> Cells:
    """Return the cells of an entity."""
    found: dict[str, object] = {"entity": entity.iri}
    found |= {name: getattr(entity, name) for name in ("label", "type", "country", "role", "acts_for", "lat", "lon")}
    return found | {name: _joined(getattr(entity, name)) for name in ("aliases", "within", "same_as")}


def _joined(several: Iterable[str | None]) -> str:
    return "; ".join(one or "" for one in several)
