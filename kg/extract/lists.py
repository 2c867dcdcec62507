"""What the name lists say, as entities and as common nouns."""

from __future__ import annotations

from kg.model import Entity
from kg.names.gazetteer import Gazetteer, Name

MOST_ALIASES = 12
"""More ways to write a name are not copied into the graph of an article."""
ACTING = frozenset({"GovernmentBody", "ArmedForce", "Official"})
"""Classes of named actors that act for their country."""


def entity_of(name: Name, gazetteer: Gazetteer) -> Entity:
    """Return what the lists know of a name as an entity."""
    acts_for = f"state/{name.country}" if name.country and name.cls in ACTING else None
    return Entity(
        name.key,
        name.cls,
        name.label,
        tuple(alias for alias in name.aliases if alias != name.label)[:MOST_ALIASES],
        name.country,
        acts_for or (name.parent if name.parent and not name.country else None),
        within=containers(name, gazetteer),
        lat=name.lat,
        lon=name.lon,
        iso2=name.iso2,
        exact=tuple(f"{scheme}:{number}" for scheme, number in _elsewhere(name) if number),
        status=name.kind,
        claimed_by=tuple(f"state/{code}" for code in name.claimed_by),
        active_in=tuple(f"state/{code}" for code in name.active_in),
        ideology=name.ideology,
        parent=name.parent,
    )


def _elsewhere(name: Name) -> tuple[tuple[str, str | None], ...]:
    return ("geonames", name.geonames), ("wikidata", name.wikidata)


def containers(name: Name, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the keys of the places that a place lies in, the smallest first, its state last."""
    inner: Name | None = name
    found: list[str] = []
    while inner is not None and inner.within and inner.within not in (name.key, *found):
        found.append(inner.within)
        inner = gazetteer.by_key(inner.within)
    state = f"state/{name.country}"
    is_placed = name.country and (name.lat is not None or name.within) and name.cls != "State"
    return (*found, state) if is_placed and state not in found else tuple(found)


def state(gazetteer: Gazetteer, country: str) -> Entity | None:
    """Return the state with this code, if the lists have it."""
    name = gazetteer.by_key(f"state/{country}")
    return entity_of(name, gazetteer) if name else None


def agent(gazetteer: Gazetteer, text: str, cls: str, country: str) -> Entity | None:
    """Return the listed actor of this name, class and country ("Pakistan Army")."""
    for name in gazetteer.find(text):
        if name.cls == cls and name.country == country:
            return entity_of(name, gazetteer)
    return None
