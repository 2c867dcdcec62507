"""Loads the gazetteer: the lists of names that the package brings along and a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kg.names.gazetteer import Form, Gazetteer, Name, named
from kg.names.leaders import load_leaders
from kg.names.lists import NameListError, Row, agent_key, agent_rows, fold, pieces, rows
from kg.names.nounlists import Body, Role
from kg.names.places import PlaceTable, load_places
from kg.resources import path_of

__all__ = ["Body", "Gazetteer", "Name", "NameListError", "Role", "load_gazetteer"]

LISTS = "ontology/names"
RARE = "?"  # ends a name of which this is not the usual reading
ARTICLE = "The "  # a one-word label that starts so is no name without it: "The Times"


def load_gazetteer(extra: Path | None = None, root: Path | None = None) -> Gazetteer:
    """Read the lists of the package, or of the folder ``root``, and a user's own table of names.

    A row of ``extra`` whose ``id`` is known takes the place of that name; other rows add names, which come first.
    """
    folder = root or path_of(LISTS)
    return _load(folder) if extra is None else _with(_load(folder), extra)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Gazetteer:
    states = {row["id"]: row for row in rows(folder / "states.tsv")}
    names = {f"state/{code}": _state(row) for code, row in states.items()}
    capitals = frozenset((code, fold(row["capital"])) for code, row in states.items() if row["capital"])
    forms = [form for code, row in states.items() for form in _forms(names[f"state/{code}"], row, "names")]
    for row in agent_rows(folder / "agents.tsv", frozenset(states)):
        name = names[agent_key(row)] = _agent(row)
        forms += _forms(name, row, "aliases")
    places = load_places(folder, capitals)
    return Gazetteer(
        names=names,
        forms=_grouped(forms),
        places=places,
        demonyms=_of_states(states, names, "demonyms"),
        governments=_of_states(states, names, "governments"),
        namesakes=_namesakes(states, names),
        roles={
            fold(row["pattern"]): Role(row["pattern"], row["class"], row["kind"], row["acts_for_state"] == "yes")
            for row in rows(folder / "roles.tsv")
        },
        bodies={
            fold(row["pattern"]): Body(row["pattern"], row["class"], row["kind"]) for row in rows(folder / "bodies.tsv")
        },
        heads={row["word"]: row["class"] for row in rows(folder / "heads.tsv")},
        common=frozenset(fold(row["word"]) for row in rows(folder / "common.tsv")),
        leaders=load_leaders(folder / "leaders.tsv"),
        abbreviations=_abbreviations(folder / "abbreviations.tsv", places),
    )


def _abbreviations(path: Path, places: PlaceTable) -> Mapping[str, tuple[Name, ...]]:
    """Return the places for which abbreviations stand, by their letters."""
    found = {row["text"]: [places.by_key(key) for key in row.values("places")] for row in rows(path)}
    return {text: tuple(named(place) for place in several if place) for text, several in found.items()}


def _with(base: Gazetteer, extra: Path) -> Gazetteer:
    """Return the gazetteer with a user's names, each of which takes the place of a name with its key."""
    countries = frozenset(key.removeprefix("state/") for key in base.names if key.startswith("state/"))
    own: dict[str, Name] = {}
    forms: list[Form] = []
    for row in agent_rows(extra, countries):
        name = own[agent_key(row)] = _agent(row)
        forms += _forms(name, row, "aliases")
    _check_parents(extra, own, base)
    kept = (form for group in base.forms.values() for form in group if form.name.key not in own)
    return replace(base, names={**base.names, **own}, forms=_grouped([*forms, *kept]))


def _check_parents(extra: Path, own: Mapping[str, Name], base: Gazetteer) -> None:
    """Refuse a name that is part of something that no list has: the graph could not say of what."""
    for name in own.values():
        if name.parent and name.parent not in own and base.by_key(name.parent) is None:
            raise NameListError(
                f"{extra}: {name.label!r} has the parent {name.parent!r}, which neither this table nor "
                f"ontology/names has. Give the id of a name that is there, or a row of its own to the parent."
            )


def _state(row: Row) -> Name:
    aliases = tuple(alias.rstrip(RARE) for alias in (*row.values("names"), *row.values("acronyms")))
    return Name(
        f"state/{row['id']}",
        row["label"],
        "State",
        aliases,
        country=row["id"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        geonames=row["geonames"] or None,
        iso2=row["iso2"] or None,
        within=f"state/{row['within']}" if row["within"] else None,
        claimed_by=tuple(row.values("claimed_by")),
        wikidata=row["wikidata"] or None,
        kind=row["status"],
        note=row["note"] or None,
    )


def _agent(row: Row) -> Name:
    aliases = tuple(alias.rstrip(RARE) for alias in (*row.values("aliases"), *row.values("acronyms")))
    country, parent, note, ideology = (row[column] or None for column in ("country", "parent", "note", "ideology"))
    return Name(
        agent_key(row),
        row["label"],
        row["class"],
        aliases,
        country,
        parent,
        note=note,
        active_in=row.values("active_in"),
        ideology=ideology,
    )


def _forms(name: Name, row: Row, column: str) -> Iterable[Form]:
    """Yield the ways to write a name: its label, the names in ``column``, its acronyms."""
    for text in (name.label, *row.values(column)):
        words = tuple(pieces(text.rstrip(RARE)))
        single = len(words) == 1
        article = single and text.startswith(ARTICLE)
        yield Form(name, words, exact=single and words[0].isupper(), rare=text.endswith(RARE), article=article)
    for text in row.values("acronyms"):
        yield Form(name, tuple(pieces(text.rstrip(RARE))), exact=True, rare=text.endswith(RARE))


def _grouped(forms: Iterable[Form]) -> Mapping[str, tuple[Form, ...]]:
    """Return the forms by folded name, in the order given."""
    groups: dict[str, list[Form]] = {}
    for form in forms:
        groups.setdefault(" ".join(form.words).casefold(), []).append(form)
    return {folded: tuple(group) for folded, group in groups.items()}


def _of_states(states: Mapping[str, Row], names: Mapping[str, Name], column: str) -> Mapping[str, Name]:
    """Return words for states to the state; of two states with one word the one that still exists has it."""
    found: dict[str, Name] = {}
    for code, row in sorted(states.items(), key=lambda item: item[1]["status"] == "historical"):
        for word in row.values(column):
            if not word.endswith(RARE):
                found.setdefault(fold(word), names[f"state/{code}"])
    return found


def _namesakes(states: Mapping[str, Row], names: Mapping[str, Name]) -> Mapping[str, tuple[Name, ...]]:
    """Return words for people of several states of today, the usual first."""
    found: dict[str, list[Name]] = {}
    for code, row in states.items():
        for word in row.values("demonyms") if row["status"] != "historical" else ():
            rank = len(found.get(fold(word), ())) if word.endswith(RARE) else 0
            found.setdefault(fold(word), []).insert(rank, names[f"state/{code}"])
    return {word: tuple(several) for word, several in found.items() if len(several) > 1}
