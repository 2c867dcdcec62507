"""The gazetteer of places: a condensed GeoNames (``ontology/names/places.tsv``), of which is read what is asked for.

The table has 140,000 rows, sorted by their ids; beside it lies an index (``places.index``) of folded names, sorted,
with the ids of the places that bear them. Both are kept as they are read, as bytes, and searched by halves: to load
them takes no longer than to read two files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.names.lists import NameListError, fold

GEONAMES = "geonames-"
"""Ids that are numbers of GeoNames begin so in the table; in the index they are just the numbers."""
TABLE, INDEX = "places.tsv", "places.index"
#: Classes whose places are written down by hand because their names are known far and wide.
WELL_KNOWN = frozenset({"Region", "Site", "District"})
#: A capital ranks as if it had this many people at least; Victoria or Georgetown are still decided by size.
CAPITAL = 10_000_000
LARGE_CAPITAL = 300_000
#: Names whose places are remembered, those without any among them.
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the table; ``geonames`` is its number there."""

    key: str
    label: str
    cls: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int | None
    within: str | None
    aliases: tuple[str, ...]
    geonames: str | None = None

    @property
    def size(self) -> int:
        """Return the population, 0 when it is not known."""
        return self.population or 0


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All places, looked up by folded name or by key. ``capitals`` holds country and folded name of each capital."""

    table: bytes
    index: bytes
    capitals: frozenset[tuple[str, str]]
    known: dict[str, tuple[Place, ...]] = field(default_factory=dict, compare=False)
    """What was looked up lately."""

    def find(self, folded: str) -> tuple[Place, ...]:
        """Return the places of this name, the best known first."""
        if folded not in self.known:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            line = _line(self.index, folded)
            keys = line.partition("\t")[2].split() if line else ()
            found = [place for key in keys if (place := self.by_key(f"{GEONAMES if key.isdigit() else ''}{key}"))]
            self.known[folded] = ranked(found, self.capitals, folded)
        return self.known[folded]

    def by_key(self, key: str) -> Place | None:
        """Return the place with this key."""
        line = _line(self.table, key.removeprefix("place/"))
        return _parse(line) if line else None

    def rows(self) -> Iterator[str]:
        """Yield all rows of the table, without its header."""
        yield from self.table.decode("utf-8").splitlines()[1:]


def _line(text: bytes, wanted: str) -> str | None:
    """Return the line whose first cell is ``wanted``; the lines below the first are sorted by their first cells."""
    key = wanted.encode("utf-8")
    low, high = text.find(b"\n") + 1, len(text)
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(b"\n", low - 1, middle) + 1
        end = text.index(b"\n", start)
        cell = text[start : text.index(b"\t", start)]
        if cell == key:
            return text[start:end].decode("utf-8")
        low, high = (end + 1, high) if cell < key else (low, start)
    return None


def ranked(places: Iterable[Place], capitals: frozenset[tuple[str, str]], folded: str) -> tuple[Place, ...]:
    """Return places of one name, the best known first.

    A division comes right after the city of its name that lies in it: "Kandahar" is the city, "Florida" the state.
    """
    places = list(places)
    cities = {place.within: place.size for place in places if place.cls == "City" and place.size}

    def rank(place: Place) -> tuple[bool, int, str]:
        size = place.size
        if place.cls == "City" and size >= LARGE_CAPITAL and (place.country or "", folded) in capitals:
            size += CAPITAL
        elif place.key in cities:
            size = cities[place.key] - 1
        elif place.cls == "District" and place.population and place.within in cities:
            size = cities[place.within] - 1
        return place.cls not in WELL_KNOWN or place.size > 0, -size, place.key

    return tuple(sorted(places, key=rank))


def load_places(folder: Path, capitals: frozenset[tuple[str, str]]) -> PlaceTable:
    """Read the table of places of a folder and its index."""
    table, index = (_read(folder / name) for name in (TABLE, INDEX))
    if index.partition(b"\n")[0] != b"%d" % len(table):
        raise NameListError(
            f"{folder / INDEX} is not the index of {TABLE} beside it, which has {len(table)} bytes. Make both anew "
            "with training/names/build_places.py, or write index_of(table) of kg.names.places into it."
        )
    return PlaceTable(table, index, capitals)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NameListError(f"{path}: cannot be read ({error.strerror}). Give the path of a table of names.") from error


def index_of(table: bytes) -> bytes:
    """Return the index of a table of places: the number of its bytes, then each folded name with the ids under it."""
    found: dict[str, set[str]] = {}
    for line in table.decode("utf-8").splitlines()[1:]:
        place = _parse(line)
        for name in (place.label, *place.aliases):
            found.setdefault(fold(name), set()).add(place.key.removeprefix("place/").removeprefix(GEONAMES))
    lines = (f"{name}\t{' '.join(sorted(keys))}" for name, keys in found.items() if name)
    return b"\n".join([b"%d" % len(table), *sorted(line.encode("utf-8") for line in lines), b""])


def _parse(line: str) -> Place:
    identifier, label, cls, country, lat, lon, population, within, aliases, geonames = line.split("\t")
    number = identifier.removeprefix(GEONAMES)
    return Place(
        key=f"place/{identifier}",
        label=label,
        cls=cls,
        country=country or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=int(population) if population else None,
        within=_container(within),
        aliases=tuple(filter(None, aliases.split("|"))),
        geonames=geonames or (number if number.isdigit() else None),
    )


def _container(cell: str) -> str | None:
    """Return the key of what a place lies in: a state is written as its ISO code, another place as its id."""
    if not cell:
        return None
    return f"state/{cell}" if cell.isupper() else f"place/{cell}"
