"""Names cut short after the first mention: "Mahan" for Mahan Air, "al-Eryani" for Moammar al-Eryani."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.mentions import PEOPLE, PERSON, Named, is_small_town
from kg.names.lists import fold

Words = tuple[str, ...]


def with_short_names(doc: Doc, names: Sequence[Named]) -> list[Named]:
    """Return the names with the short forms read as the one longer name of the article that they can stand for."""
    words = {one: tuple(fold(doc[one.start : one.end].text).split()) for one in names}
    people = _by_part({one: words[one] for one in names if one.label in PERSON}, last=True)
    actors = _by_part({one: words[one] for one in names if _is_actor(one)}, last=False)
    return [_read(one, words[one], people, actors) for one in names]


def _is_open(one: Named) -> bool:
    """Tell whether the lists leave open what a name is: they do not have it, or only as a small town."""
    return one.label not in {None, PEOPLE} and all(map(is_small_town, one.readings))


def _is_actor(one: Named) -> bool:
    """Tell whether a listed name is of an organisation of some kind."""
    places = {"State", "Province", "District", "City", "Village", "Region", "Site", "Person", "Official"}
    return bool(one.readings) and not one.demonym and one.readings[0].cls not in places


def _by_part(words: Mapping[Named, Words], *, last: bool) -> Mapping[str, Named | None]:
    """Return the longer names by their last or first word; a word that names of two share leads to none."""
    found: dict[str, Named | None] = {}
    for one, parts in words.items():
        if len(parts) > 1:
            part = parts[-1] if last else parts[0]
            other = found.setdefault(part, one)
            if other is not None and not _same([words[other], parts], last=last):
                found[part] = None
    return found


def _same(several: Iterable[Words], *, last: bool) -> bool:
    shorter, longer = sorted(several, key=len)
    return longer[-len(shorter) :] == shorter if last else longer[: len(shorter)] == shorter


def _read(one: Named, words: Words, people: Mapping[str, Named | None], actors: Mapping[str, Named | None]) -> Named:
    if not _is_open(one) or not words:
        return one
    person = people.get(words[-1]) if len(words) <= 2 else None
    if person is not None and one.label not in PERSON and person is not one:
        return replace(one, label=person.label, readings=person.readings)
    if person is not None and person is not one and person.readings and not one.readings:
        return replace(one, readings=person.readings)
    actor = actors.get(words[0]) if len(words) == 1 else None
    if actor is not None and people.get(words[0]) is None:
        return replace(one, label=actor.label, readings=actor.readings)
    return one
