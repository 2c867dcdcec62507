"""Which of several places of one name an article means: what is said of it, then what else the article names.

The evidence is asked in a fixed order; the first kind that prefers one reading decides, and is kept as the rule of the
mention, with the readings that it was preferred to. A town that only fits because nothing else is known is left open.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.lists import containers
from kg.extract.scene import Scene
from kg.model import Entity
from kg.names.gazetteer import BIG_CITY, Gazetteer, Name

#: A place with so many times the people of another of its name is meant, wherever the article has to do with.
RENOWN = 20
#: Kilometres: what lies farther from a province is not in it; what lies nearer to a place of the article is nearby.
FAR, NEARBY = 400.0, 160.0
MOST_RIVALS = 3
TOWN = 10_000
"""A smaller town is not meant where the article names other countries only."""
TOWNS = frozenset({"City", "Village", "District"})
#: How sure a reading is by what decided for it; measured on GeoWebNews (``benchmarks/quality.py --set toponyms``).
CONFIDENCE: Mapping[str, float] = {
    "only": 1.0,
    "said": 0.95,
    "class": 0.9,
    "division": 0.9,
    "country": 0.85,
    "nearby": 0.8,
    "renown": 0.7,
    "guess": 0.5,
}
#: A reading is a mere guess when another has more than this share of its people, and nothing else tells them apart.
CLOSE = 0.2
_DEGREE = 111.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The countries, divisions and points of the places that are already known in an article, and the country that
    most of it is about."""

    countries: frozenset[str] = frozenset()
    home: str | None = None
    divisions: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()

    @classmethod
    def of(cls, scene: Scene) -> Landmarks:
        """Return those of the names found so far."""
        named = [one.entity for one in scene.found if one.naming]
        inner = [entity for entity in named if entity.cls in TOWNS | {"Province"}]
        divisions = {key for one in inner for key in (one.key, *one.within) if key.startswith("place/")}
        points = {(one.lat, one.lon) for one in inner if one.lat is not None and one.lon is not None}
        return cls(frozenset(scene.countries), scene.home, frozenset(divisions), tuple(sorted(points)))


@dataclass(frozen=True, slots=True)
class Said:
    """What the text says of a name: what it lies in, what lies in it, its class."""

    around: Entity | None = None
    inside: Entity | None = None
    cls: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that was chosen, what decided, and the readings that it was preferred to."""

    name: Name
    how: str
    rivals: tuple[Name, ...] = ()

    @property
    def confidence(self) -> float:
        """Return how sure the choice is."""
        return CONFIDENCE[self.how]


def choose(readings: Sequence[Name], said: Said, marks: Landmarks, gazetteer: Gazetteer) -> Choice | None:
    """Return the reading that fits best; None when none fits, so that the place is one that no list has."""
    fitting = [name for name in readings if _fits(name, said, gazetteer)]
    known = [name for name in fitting if _is_likely(name, said, marks, gazetteer)]
    if not known:
        return None
    worths = {name: _worth(name, known, said, marks, gazetteer) for name in known}
    best = max(known, key=lambda name: tuple(worths[name].values()))
    others = [name for name in known if name != best and not nested(name, best, gazetteer)]
    rivals = [name for name in others if not _dwarfed(name, best) or worths[name]["country"]]
    return Choice(best, _decided(best, rivals, worths), tuple(rivals[:MOST_RIVALS]))


def _worth(
    name: Name, known: Sequence[Name], said: Said, marks: Landmarks, gazetteer: Gazetteer
) -> Mapping[str, float]:
    """Return what speaks for a reading, the weightiest first."""
    around = containers(name, gazetteer)
    local = name.country in marks.countries and not _dwarfed(name, known[0])
    nearest = min((distance(_point(name), point) for point in marks.points), default=math.inf)
    return {
        "said": _said(name, said, around),
        "class": said.cls is not None and name.cls == said.cls,
        "division": local and (name.key in marks.divisions or any(key in marks.divisions for key in around)),
        "country": local,
        "nearby": local and nearest < NEARBY,
        "renown": -known.index(name),
    }


def _said(name: Name, said: Said, around: Sequence[str]) -> bool:
    inside = said.inside is not None and name.key in said.inside.within
    return inside or (said.around is not None and said.around.key in around)


def _fits(name: Name, said: Said, gazetteer: Gazetteer) -> bool:
    """Tell whether a reading can lie where the text says: in that country, and not far from that division."""
    around = said.around
    if around is None or not around.country or name.country is None:
        return True
    if name.country != around.country:
        return False
    apart = distance(_point(name), (around.lat, around.lon)) if around.cls == "Province" else 0.0
    return apart < FAR or apart == math.inf or around.key in containers(name, gazetteer)


def _is_likely(name: Name, said: Said, marks: Landmarks, gazetteer: Gazetteer) -> bool:
    """Tell whether news can mean a place without more ado: a small town of a country that the article does not name,
    while it names others, is an accident of names; the more so if the article is about one of those."""
    least = BIG_CITY if marks.home else TOWN
    small = name.cls in TOWNS and name.geonames is not None and _people(name) < least
    if not small or not marks.countries or name.country in marks.countries:
        return True
    return _said(name, said, containers(name, gazetteer))


def _decided(best: Name, rivals: Sequence[Name], worths: Mapping[Name, Mapping[str, float]]) -> str:
    """Return the first kind of evidence that prefers the best reading to each of its rivals."""
    if not rivals:
        return "only"
    hows = []
    for rival in rivals:
        pairs = zip(worths[best].items(), worths[rival].values(), strict=True)
        hows.append(next(how for (how, ours), theirs in pairs if ours != theirs))
    last = max(hows, key=list(CONFIDENCE).index)
    close = any((rival.population or 0) > CLOSE * (best.population or 0) for rival in rivals)
    return "guess" if last == "renown" and close else last


def nested(one: Name, other: Name, gazetteer: Gazetteer) -> bool:
    """Tell whether a place lies in another one of its name, so that nothing is to be chosen between them."""
    return one.key in containers(other, gazetteer) or other.key in containers(one, gazetteer)


def _dwarfed(name: Name, first: Name) -> bool:
    """Tell whether a place is so much less known than another of its name that news would say where it lies."""
    return _people(first) > RENOWN * max(_people(name), 1)


def _people(name: Name) -> float:
    """Return the people of a place; a region that somebody wrote down is known to all."""
    return math.inf if name.cls == "Region" and not name.population else name.population or 0


def _point(name: Name) -> tuple[float | None, float | None]:
    return name.lat, name.lon


def distance(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> float:
    """Return the kilometres between two points, good to a few parts in a hundred; infinite when one is unknown."""
    (lat1, lon1), (lat2, lon2) = one, other
    if lat1 is None or lon1 is None or lat2 is None or lon2 is None:
        return math.inf
    east = ((lon2 - lon1 + 180) % 360 - 180) * math.cos(math.radians((lat1 + lat2) / 2))
    return _DEGREE * math.hypot(lat2 - lat1, east)
