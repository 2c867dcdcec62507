"""The gazetteer of places: a condensed GeoNames (``ontology/names/places.tsv``), made into values only when asked for.

The table has 50,000 rows; splitting it and folding it as one text takes a tenth of a second, making a value of every
row would take five times that. The table keeps its aliases in plain ASCII for this reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.names.lists import read_table, separated

#: Classes whose places are written down by hand because their names are known far and wide.
WELL_KNOWN = frozenset({"Region", "Site", "District"})
#: A capital ranks as if it had this many people at least; Victoria or Georgetown are still decided by size.
CAPITAL = 10_000_000
LARGE_CAPITAL = 300_000
_ID, _LABEL, _CLASS, _COUNTRY, _LATITUDE, _LONGITUDE, _POPULATION, _WITHIN, _ALIASES = range(9)


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the table."""

    key: str
    label: str
    cls: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int | None
    within: str | None
    aliases: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return the population, 0 when it is not known."""
        return self.population or 0


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All places, looked up by folded name or by key. ``capitals`` holds country and folded name of each capital."""

    lines: tuple[str, ...]
    numbers: Mapping[str, tuple[int, ...]]
    capitals: frozenset[tuple[str, str]]

    def find(self, folded: str) -> tuple[Place, ...]:
        """Return the places of this name, the best known first."""
        numbers = self.numbers.get(folded, ())
        if len(numbers) == 1:
            return (self._place(numbers[0]),)
        return ranked([self._place(number) for number in numbers], self.capitals, folded)

    def by_key(self, key: str) -> Place | None:
        """Return the place with this key."""
        low, high = 0, len(self.lines)
        wanted = key.removeprefix("place/")
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].split("\t", 1)[0] < wanted:
                low = middle + 1
            else:
                high = middle
        found = low < len(self.lines) and self.lines[low].split("\t", 1)[0] == wanted
        return self._place(low) if found else None

    def _place(self, number: int) -> Place:
        return _parse(self.lines[number])


def ranked(places: list[Place], capitals: frozenset[tuple[str, str]], folded: str) -> tuple[Place, ...]:
    """Return places of one name, the best known first.

    A province comes right after the city of its name that lies in it: "Kandahar" is the city, "Florida" the state.
    """
    cities = {place.within: place.size for place in places if place.cls == "City" and place.size}

    def rank(place: Place) -> tuple[bool, int, str]:
        size = place.size
        if place.cls == "City" and size >= LARGE_CAPITAL and (place.country or "", folded) in capitals:
            size += CAPITAL
        elif place.key in cities:
            size = cities[place.key] - 1
        return place.cls not in WELL_KNOWN, -size, place.key

    return tuple(sorted(places, key=rank))


def load_places(path: Path, capitals: frozenset[tuple[str, str]]) -> PlaceTable:
    """Read the table of places."""
    text = read_table(path)
    lines = tuple(text.rstrip("\n").split("\n")[1:])
    numbers: dict[str, tuple[int, ...]] = {}
    ascii_text = text.encode("ascii", "replace").decode("ascii")  # only labels have marks, and each has a plain alias
    folded_lines = separated(ascii_text).casefold().replace("  ", " ").rstrip("\n").split("\n")[1:]
    for number, line in enumerate(folded_lines):
        cells = line.split("\t")
        aliases = cells[_ALIASES]
        for name in (cells[_LABEL], *aliases.split("|")) if aliases else (cells[_LABEL],):
            numbers[name] = (*numbers[name], number) if name in numbers else (number,)
    return PlaceTable(lines, numbers, capitals)


def _parse(line: str) -> Place:
    cells = line.split("\t")
    return Place(
        key=f"place/{cells[_ID]}",
        label=cells[_LABEL],
        cls=cells[_CLASS],
        country=cells[_COUNTRY] or None,
        lat=float(cells[_LATITUDE]) if cells[_LATITUDE] else None,
        lon=float(cells[_LONGITUDE]) if cells[_LONGITUDE] else None,
        population=int(cells[_POPULATION]) if cells[_POPULATION] else None,
        within=_container(cells[_WITHIN]),
        aliases=tuple(filter(None, cells[_ALIASES].split("|"))),
    )


def _container(cell: str) -> str | None:
    """Return the key of what a place lies in: a state is written as its ISO code, another place as its id."""
    if not cell:
        return None
    return f"state/{cell}" if cell.isupper() else f"place/{cell}"
