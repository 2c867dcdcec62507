"""Where a report was filed, by its dateline ("QUETTA, Pakistan (AP) -"): no place of any act, but it speaks for places.

Page furniture is taken off before the text is annotated, datelines with it; they are read here from the article itself.
"""

from __future__ import annotations

import re
from itertools import islice

from kg.extract.lists import containers
from kg.extract.readings import dwarfed, nested
from kg.lines import split_lines
from kg.model import Document
from kg.names.gazetteer import BIG_CITY, Gazetteer, Name
from kg.reading.clean import load_furniture

#: A dateline stands at the start of one of so many lines, and takes up so many characters of it.
FIRST, LONGEST = 8, 120
AROUND = frozenset({"State", "Province", "Region"})
_END = re.compile(r"\(|\d|[—–:]|--| - ")


def filed_from(document: Document, gazetteer: Gazetteer) -> Name | None:
    """Return the place of the first dateline, where it is certain which one is meant."""
    furniture = load_furniture()
    for line in islice(split_lines(document.text), FIRST):
        match = furniture.starts("dateline", line.text[:LONGEST])
        if match:
            return _place(_END.split(match[0], maxsplit=1)[0].split(","), gazetteer)
    return None


def _place(parts: list[str], gazetteer: Gazetteer) -> Name | None:
    """Return the town of the first part inside what the others name, else what these name."""
    town, *others = (part.strip(" .-") for part in parts)
    towns = gazetteer.towns(town)
    around = {name.key: name for part in others for name in _around(part, gazetteer)}
    if around:
        inside = (name for name in towns if not around.keys().isdisjoint(containers(name, gazetteer)))
        return next(inside, next(iter(around.values())) if len(around) == 1 else None)
    first, *rest = towns or (None,)
    if first is None or (first.population or 0) < BIG_CITY:
        return None
    sure = all(dwarfed(name, first) or nested(name, first, gazetteer) for name in rest if name)
    return first if sure else None


def _around(part: str, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Return the states and divisions that the part after a comma can name."""
    found = gazetteer.abbreviated(part) or gazetteer.find(part)
    return tuple(name for name in found if name.cls in AROUND)
