"""Claims as rows: a table with one row for each claim, as CSV for spreadsheets and as Parquet for data frames.

Both have the same columns. Those that can have several values are lists in Parquet and joined by ``; `` in CSV, in one
order for all columns of a side. ``start`` and ``end`` are as precise as they are told (``2024-01``), ``first_day`` and
``last_day`` the first and the last day that they can mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal

from pyoxigraph import Store

from kg.graph.records import records
from kg.isodates import bounds
from kg.ontology import Ontology
from kg.tolls import HARMS

Kind = Literal["text", "texts", "whole", "number", "day"]
#: What the cells of one row are, by their columns.
Cells = Mapping[str, object]

#: A cell that begins so would be a formula in a spreadsheet; it is written behind an apostrophe, as spreadsheets do.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: So many rows of a Parquet file are written at a time.
_GROUP = 5000
_SIDES = ("source", "target", "claimer")
_CLAIM = ("doc", "event", "claim", "type", "root", "cameo", "stance", "confidence", "rule")

_DATES = ("start", "end")
_WORDS: Mapping[str, Kind] = {"trigger": "text", "trigger_start": "whole", "trigger_end": "whole", "sentence": "text"}

#: The columns, and of what kind each is.
COLUMNS: Mapping[str, Kind] = {
    **dict.fromkeys(_CLAIM, "text"),
    "confidence": "number",
    **{f"{side}{part}": "texts" for side in _SIDES for part in ("", "_iri", "_country")},
    "relayed_by": "text",
    **dict.fromkeys(_DATES, "text"),
    "first_day": "day",
    "last_day": "day",
    "place": "texts",
    "place_country": "texts",
    "lat": "number",
    "lon": "number",
    **{f"{harm}_{bound}": "whole" for harm in HARMS for bound in ("min", "max")},
    **_WORDS,
}


@dataclass(slots=True)
class _Sink:
    """Takes what is written to it, until it is taken away."""

    held: bytearray
    closed: bool = False

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.held += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: all that was written is here."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        taken = bytes(self.held)
        self.held.clear()
        return taken


def claims_csv(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the claims as CSV (RFC 4180)."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in cells(store, ontology):
        rows.writerow([_safe(cell) for cell in flat(one).values()])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def claims_parquet(store: Store, ontology: Ontology) -> Iterator[bytes]:
    """Yield the claims as Parquet, a group of rows at a time."""
    import pyarrow as pa  # noqa: PLC0415 - few need it, and it is an extra
    from pyarrow import parquet  # noqa: PLC0415

    types = {"text": pa.string(), "texts": pa.list_(pa.string()), "whole": pa.int64(), "number": pa.float64()}
    schema = pa.schema([(name, types.get(kind, pa.date32())) for name, kind in COLUMNS.items()])
    sink = _Sink(bytearray())
    with parquet.ParquetWriter(pa.PythonFile(sink, "w"), schema, compression="zstd") as writer:
        rows = cells(store, ontology)
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema))
            yield sink.taken()
    yield sink.taken()


def cells(store: Store, ontology: Ontology) -> Iterator[Cells]:
    """Yield the cells of each claim, in the order of the records."""
    return (_cells(one) for one in records(store, ontology))


def flat(row: Cells) -> Cells:
    """Return a row with text in place of each list, in the order of the columns."""
    joined = ((name, row[name]) for name in COLUMNS)
    return {name: "; ".join(one or "" for one in cell) if isinstance(cell, list) else cell for name, cell in joined}


def _cells(one: Mapping[str, Any]) -> Cells:
    told: dict[str, object] = {name: one[name] for name in _CLAIM}
    for side in _SIDES:
        told |= {side: _all(one[side], "label"), f"{side}_iri": _all(one[side], "iri")}
        told[f"{side}_country"] = _all(one[side], "country")
    places = one["place"] if isinstance(one["place"], list) else [one["place"]] if one["place"] else []
    told |= {"place": _all(places, "label"), "place_country": _all(places, "country")}
    told |= {name: places[0][name] if places else None for name in ("lat", "lon")}
    told |= {name: one["date"][name] if one["date"] else None for name in _DATES}
    told |= {"first_day": _day(told["start"], 0), "last_day": _day(told["end"], 1)}
    for harm in HARMS:
        told |= {f"{harm}_{bound}": one[harm][bound] if one[harm] else None for bound in ("min", "max")}
    told["relayed_by"] = one["relayed_by"]["label"] if one["relayed_by"] else None
    trigger = one["trigger"] or {"text": None, "start": None, "end": None}
    told |= {"trigger": trigger["text"], "trigger_start": trigger["start"], "trigger_end": trigger["end"]}
    return told | {"sentence": one["sentence"]["text"] if one["sentence"] else None}


def _all(several: Sequence[Mapping[str, Any]], field: str) -> list[str | None]:
    return [one[field] for one in several]


def _day(iso: object, bound: int) -> date | None:
    """Return the first or the last day that a date can mean; a graph of others may have dates that are none."""
    try:
        return bounds(iso)[bound] if isinstance(iso, str) else None
    except ValueError:
        return None


def _safe(cell: object) -> object:
    """Return a cell as spreadsheets take it for nothing but text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
