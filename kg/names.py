"""The gazetteer: who and what the names in an article stand for.

:func:`load_gazetteer` reads the lists of the package and a user's own. A :class:`Gazetteer` never changes after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kg.namelists import Row, agent_key, agent_rows, fold, pieces, rows
from kg.places import Place, PlaceTable, load_places
from kg.resources import path_of

_Entry = TypeVar("_Entry")

LISTS = "ontology/names"
LONGEST = 10  # tokens of the longest name that a scan looks for
BIG_CITY = 100_000  # a scan does not take a smaller city for meant: its name is too often a person's or a thing's
_JOINTS = frozenset("-–—'’,./") | {"'s", "’s"}  # tokens that may stand inside a name


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for. ``key`` is the path of its IRI below ``id/``; ``kind`` is the status of a state."""

    key: str
    label: str
    cls: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    within: str | None = None
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. An exact form (an acronym) is bound to its capitals; a rare one is not the usual reading."""

    name: Name
    words: tuple[str, ...]
    exact: bool = False
    rare: bool = False

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether text in ``words`` has the capitals that this form needs."""
        if self.exact:
            ours, theirs = "".join(self.words), "".join(words)
            return theirs == ours or (len(ours) > 3 and ours.isupper() and theirs == ours.capitalize())
        return all(theirs[0].isupper() or not ours[0].isupper() for ours, theirs in zip(self.words, words, strict=False))


@dataclass(frozen=True, slots=True)
class Role:
    """The title or post of a person. ``acts`` tells whether its holder acts for the state."""

    pattern: str
    cls: str
    kind: str
    acts: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Words that stand for an actor without a name: "foreign ministry", "gunmen", "fighter jets"."""

    pattern: str
    cls: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything that is known of names."""

    names: Mapping[str, Name]
    forms: Mapping[str, tuple[Form, ...]]
    places: PlaceTable
    demonyms: Mapping[str, Name]
    governments: Mapping[str, Name]
    roles: Mapping[str, Role]
    bodies: Mapping[str, Body]
    heads: Mapping[str, str]
    common: frozenset[str]

    def by_key(self, key: str) -> Name | None:
        """Return what has this key."""
        place = None if key in self.names else self.places.by_key(key)
        return self.names.get(key) or (_named(place) if place else None)

    def find(self, text: str) -> tuple[Name, ...]:
        """Return what ``text`` can stand for, the likeliest first: states, then agents, then places by size.

        The whole text has to be the name; a class word at its end ("Panjgur district") chooses among places.
        """
        found = self._exactly(text)
        if found:
            return found
        *rest, last = pieces(text) or [""]
        cls = self.heads.get(last.casefold())
        candidates = self._exactly(" ".join(rest)) if cls and rest else ()
        return tuple(sorted(candidates, key=lambda name: name.cls != cls))

    def demonym(self, text: str) -> Name | None:
        """Return the state whose people or things are called ``text`` ("Iranian", "Britons")."""
        return self.demonyms.get(fold(text)) if text[:1].isupper() else None

    def government(self, text: str) -> Name | None:
        """Return the state whose government ``text`` can stand for ("Islamabad", "the Kremlin")."""
        return self.governments.get(fold(text)) if any(map(str.isupper, text)) else None

    def place_class(self, word: str) -> str | None:
        """Return the class of place that a common noun names ("province", "town")."""
        return self.heads.get(word.casefold())

    def role(self, words: Sequence[str]) -> Role | None:
        """Return the role that a title in lower-case lemmas names; unknown words in front do not matter."""
        for start in range(len(words)):
            role = self.roles.get(fold(" ".join(words[start:]))) or _opening(self.roles, words[start:])
            if role and role.cls:
                over = any(self._ends_office(word) for word in words[:start])
                return Role(role.pattern, role.cls, role.kind, acts=role.acts and not over)
        return None

    def body(self, words: Sequence[str]) -> Body | None:
        """Return the kind of actor that common nouns in lower-case lemmas name; unknown words in front do not matter."""
        for start in range(len(words)):
            body = self.bodies.get(fold(" ".join(words[start:]))) or _opening(self.bodies, words[start:])
            if body:
                return body
        return None

    def matches(self, words: Sequence[str]) -> list[tuple[int, int, Name]]:
        """Return the names among the tokens of a text: first token, token after the last, what it stands for.

        Longest first, none inside another. Capitals have to be right, small cities are left out, and so are acronyms
        that are words ("US", "WHO") where everything is in capitals.
        """
        parts = [pieces(word) for word in words]
        shouted = all(word.isupper() for word in words if word.isalpha())
        found: list[tuple[int, int, Name]] = []
        start = 0
        while start < len(words):
            end, name = self._longest(words, parts, start, shouted)
            if name:
                found.append((start, end, name))
            start = max(end, start + 1)
        return found

    def _exactly(self, text: str) -> tuple[Name, ...]:
        words = pieces(text)
        folded = " ".join(words).casefold()
        forms = [form for form in self.forms.get(folded, ()) if not form.exact or form.fits(words)]
        usual = [form.name for form in forms if not form.rare]
        return tuple(dict.fromkeys([*usual, *map(_named, self.places.find(folded)), *(form.name for form in forms)]))

    def _longest(
        self, words: Sequence[str], parts: Sequence[list[str]], start: int, shouted: bool
    ) -> tuple[int, Name | None]:
        best: tuple[int, Name | None] = (start, None)
        name: list[str] = []
        for end in range(start, min(len(words), start + LONGEST)):
            if not parts[end] and words[end] not in _JOINTS:
                break
            name += parts[end]
            if parts[start] and parts[end]:
                best_here = self._meant(name, shouted)
                best = (end + 1, best_here) if best_here else best
        return best

    def _meant(self, words: list[str], shouted: bool) -> Name | None:
        folded = " ".join(words).casefold()
        ordinary = folded in self.common
        for form in self.forms.get(folded, ()):
            if form.fits(words) and not form.rare and not (ordinary and (shouted or not form.exact)):
                return form.name
        if ordinary or not (words[0][0].isupper() and words[-1][0].isupper()):
            return None
        place = next(iter(self.places.find(folded)), None)
        return _named(place) if place and (place.cls != "City" or place.size >= BIG_CITY) else None

    def _ends_office(self, word: str) -> bool:
        role = self.roles.get(word)
        return role is not None and role.kind == "modifier"


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
    return Gazetteer(
        names=names,
        forms=_grouped(forms),
        places=load_places(folder / "places.tsv", capitals),
        demonyms=_of_states(states, names, "demonyms"),
        governments=_of_states(states, names, "governments"),
        roles={
            fold(row["pattern"]): Role(row["pattern"], row["class"], row["kind"], row["acts_for_state"] == "yes")
            for row in rows(folder / "roles.tsv")
        },
        bodies={
            fold(row["pattern"]): Body(row["pattern"], row["class"], row["kind"]) for row in rows(folder / "bodies.tsv")
        },
        heads={row["word"]: row["class"] for row in rows(folder / "heads.tsv")},
        common=frozenset(fold(row["word"]) for row in rows(folder / "common.tsv")),
    )


def _with(base: Gazetteer, extra: Path) -> Gazetteer:
    """Return the gazetteer with a user's names, each of which takes the place of a name with its key."""
    countries = frozenset(key.removeprefix("state/") for key in base.names if key.startswith("state/"))
    own: dict[str, Name] = {}
    forms: list[Form] = []
    for row in agent_rows(extra, countries):
        name = own[agent_key(row)] = _agent(row)
        forms += _forms(name, row, "aliases")
    kept = (form for group in base.forms.values() for form in group if form.name.key not in own)
    return replace(base, names={**base.names, **own}, forms=_grouped([*forms, *kept]))


def _state(row: Row) -> Name:
    aliases = (*row.values("names"), *row.values("acronyms"))
    return Name(
        f"state/{row['id']}", row["label"], "State", aliases, row["id"], kind=row["status"], note=row["note"] or None
    )


def _agent(row: Row) -> Name:
    aliases = tuple(alias.rstrip("?") for alias in (*row.values("aliases"), *row.values("acronyms")))
    country, parent, note = (row[column] or None for column in ("country", "parent", "note"))
    return Name(agent_key(row), row["label"], row["class"], aliases, country, parent, note=note)


def _named(place: Place) -> Name:
    return Name(
        place.key, place.label, place.cls, place.aliases, place.country, lat=place.lat, lon=place.lon,
        population=place.population, within=place.within,
    )  # fmt: skip


def _forms(name: Name, row: Row, column: str) -> Iterable[Form]:
    """Yield the ways to write a name: its label, the names in ``column``, its acronyms."""
    for text in (name.label, *row.values(column)):
        yield Form(name, tuple(pieces(text.rstrip("?"))), rare=text.endswith("?"))
    for text in row.values("acronyms"):
        yield Form(name, tuple(pieces(text.rstrip("?"))), exact=True, rare=text.endswith("?"))


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
            found.setdefault(fold(word), names[f"state/{code}"])
    return found


def _opening(table: Mapping[str, _Entry], words: Sequence[str]) -> _Entry | None:
    """Return the entry whose pattern ends in a star and whose other words begin ``words`` ("minister of *")."""
    for end in range(len(words) - 1, 0, -1):
        entry = table.get(fold(" ".join(words[:end])) + " *")
        if entry:
            return entry
    return None
