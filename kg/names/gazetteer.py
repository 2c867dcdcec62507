"""The gazetteer: who and what the names in an article stand for. It never changes once it has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.names.leaders import Leader, Leaders, leader_of
from kg.names.lists import fold, pieces
from kg.names.nounlists import Body, Lookup, Role
from kg.names.places import Place, PlaceTable
from kg.names.spelling import one_form

_Entry = TypeVar("_Entry")

DIVISIONS = ("City", "District", "Province", "Region", "Village")  # classes of which one name is often another's too
LONGEST_STATE = 3  # words of a state's name in front of another name
LONGEST = 10  # tokens of the longest name that a scan looks for
LONGEST_CODE = 3  # letters of a name in capitals that rather is an acronym
BIG_CITY = 100_000  # a scan does not take a smaller city for meant: its name is too often a person's or a thing's
_JOINTS = frozenset("-–—'’,./") | {"'s", "’s"}  # tokens that may stand inside a name


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for.

    ``key`` is the path of its IRI below ``id/``; ``parent`` and ``within`` are such keys too. ``kind`` is the status of
    a state (``ontology/names/README.md`` lists them), ``claimed_by`` has the codes of states that say it is theirs,
    ``active_in`` those of states where a militant group is or was active; ``geonames`` and ``wikidata`` are the numbers
    under which these have it.
    """

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
    geonames: str | None = None
    iso2: str | None = None
    wikidata: str | None = None
    kind: str | None = None
    note: str | None = None
    active_in: tuple[str, ...] = ()
    ideology: str | None = None
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: ``exact`` binds it to its capitals (an acronym), ``rare`` is not the usual reading.

    ``article`` is for names that are ordinary words without it ("The Times").
    """

    name: Name
    words: tuple[str, ...]
    exact: bool = False
    rare: bool = False
    article: bool = False

    def fits(self, words: Sequence[str], *, loose: bool) -> bool:
        """Tell whether ``words`` have the capitals of this form; ``loose`` lets "Nato" stand for NATO."""
        if self.exact:
            ours, theirs = "".join(self.words), "".join(words)
            return theirs == ours or (loose and len(ours) > 3 and ours.isupper() and theirs == ours.capitalize())
        pairs = zip(self.words, words, strict=False)
        return all(theirs[0].isupper() or not ours[0].isupper() for ours, theirs in pairs)


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
    leaders: Leaders = field(default_factory=dict)
    abbreviations: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    namesakes: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    uncapitalised: frozenset[str] = field(init=False)
    role_nouns: Lookup = field(init=False)
    body_nouns: Lookup = field(init=False)

    def __post_init__(self) -> None:
        """Note the first words of names that may begin with a small letter ("al-Shabaab"), and of the nouns."""
        firsts = {form.words[0] for several in self.forms.values() for form in several if form.words}
        small = frozenset(word.casefold() for word in firsts if not word[0].isupper())
        object.__setattr__(self, "uncapitalised", small)
        object.__setattr__(self, "role_nouns", Lookup.of(self.roles))
        object.__setattr__(self, "body_nouns", Lookup.of(self.bodies))

    def by_key(self, key: str) -> Name | None:
        """Return what has this key."""
        place = None if key in self.names else self.places.by_key(key)
        return self.names.get(key) or (named(place) if place else None)

    def find(self, text: str) -> tuple[Name, ...]:
        """Return what ``text`` can stand for, the likeliest first: states, then agents, then places by size.

        The whole text has to be the name. A class word at its end ("Panjgur district") chooses among places, a state
        in front of it ("Iran's Tasnim", "Pakistani Balochistan") among what belongs to that state.
        """
        return self._exactly(text) or self._classed(text) or self._owned(text)

    def towns(self, text: str) -> tuple[Name, ...]:
        """Return the places of this name, though it be a word or a person's: for where the text speaks of a place."""
        return () if _is_code(pieces(text)) else tuple(map(named, self.places.find(fold(text))))

    def alike(self, text: str) -> tuple[Name, ...]:
        """Return the larger places of which ``text`` is another spelling."""
        return tuple(map(named, self.places.alike(fold(text))))

    def abbreviated(self, text: str) -> tuple[Name, ...]:
        """Return the divisions for which ``text`` stands after the name of a town ("Calif.", "NSW")."""
        return self.abbreviations.get(text.replace(".", ""), ())

    def demonym(self, text: str) -> Name | None:
        """Return the state whose people or things are called ``text`` ("Iranian", "Britons")."""
        return self.demonyms.get(fold(text)) if text[:1].isupper() else None

    def nationality(self, country: str) -> tuple[str, ...]:
        """Return the words for the people and things of a state ("iranian"), as they are looked up."""
        return tuple(word for word, name in self.demonyms.items() if name.country == country)

    def peoples(self, text: str) -> tuple[Name, ...]:
        """Return all states whose people are called ``text``, where several are ("Congolese")."""
        return self.namesakes.get(fold(text), ()) if text[:1].isupper() else ()

    def government(self, text: str) -> Name | None:
        """Return the state whose government ``text`` can stand for ("Islamabad", "the Kremlin")."""
        return self.governments.get(fold(text)) if any(map(str.isupper, text)) else None

    def leader(self, words: Sequence[str], year: int | None) -> Leader | None:
        """Return who of those that led something in ``year`` has this name, in words of one spelling; None for two."""
        return leader_of(self.leaders, one_form(words), year)

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
        """Return the actor that common nouns in lower-case lemmas stand for; unknown words in front do not matter."""
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
        bare = text[:4].casefold() != "the "
        forms = [form for form in self.forms.get(folded, ()) if not form.exact or form.fits(words, loose=True)]
        usual = [form.name for form in forms if not form.rare and not (bare and form.article)]
        known = () if _is_code(words) else self.places.find(folded)
        if folded in self.common:  # "the Police Prefecture" is in no town called Police
            known = tuple(place for place in known if place.cls != "City" or place.size >= BIG_CITY)
        rest = [form.name for form in forms if not (bare and form.article and folded in self.common)]
        return tuple(dict.fromkeys([*usual, *map(named, known), *rest]))

    def _classed(self, text: str) -> tuple[Name, ...]:
        """Return the places that ``text`` names when its last word says what class of place is meant.

        A site is another thing than the town that it is called after: "Kabul hospital" is not Kabul.
        """
        *rest, last = pieces(text) or [""]
        cls = self.heads.get(last.casefold())
        found = self._exactly(" ".join(rest)) if cls and rest else ()
        return tuple(sorted((n for n in found if cls in (n.cls, *DIVISIONS)), key=lambda name: name.cls != cls))

    def _owned(self, text: str) -> tuple[Name, ...]:
        """Return what ``text`` names when its first words are the state that this belongs to."""
        words = text.split()
        for count in range(1, min(len(words), LONGEST_STATE + 1)):
            owner, rest = " ".join(words[:count]), " ".join(words[count:])
            state = self.demonym(owner) or next((name for name in self._exactly(owner) if name.cls == "State"), None)
            if state:
                found = self._exactly(rest) or self._classed(rest)
                return tuple(name for name in found if name.country == state.country and name != state)
        return ()

    def _longest(
        self, words: Sequence[str], parts: Sequence[list[str]], start: int, shouted: bool
    ) -> tuple[int, Name | None]:
        best: tuple[int, Name | None] = (start, None)
        if not self._can_begin(parts[start]):
            return best
        before = words[start - 1] if start else ""
        name: list[str] = []
        for end in range(start, min(len(words), start + LONGEST)):
            if not parts[end] and words[end] not in _JOINTS:
                break
            name += parts[end]
            if parts[end]:
                here = self._meant(name, before, shouted)
                best = (end + 1, here) if here else best
        return best

    def _can_begin(self, parts: list[str]) -> bool:
        """Tell whether a name can begin with this token: most words of a text are none of a name's."""
        return bool(parts) and (parts[0][0].isupper() or parts[0].casefold() in self.uncapitalised)

    def _meant(self, words: list[str], before: str, shouted: bool) -> Name | None:
        folded = " ".join(words).casefold()
        ordinary = folded in self.common
        article = before == "The" or (before == "the" and not ordinary)
        for form in self.forms.get(folded, ()):
            sure = (form.exact or form.article) and not shouted if ordinary else not form.rare
            if sure and (article or not form.article) and form.fits(words, loose=not ordinary):
                return form.name
        if ordinary or not (words[0][0].isupper() and words[-1][0].isupper()) or _is_code(words):
            return None
        place = next(iter(self.places.find(folded)), None)
        return named(place) if place and (place.cls != "City" or place.size >= BIG_CITY) else None

    def _ends_office(self, word: str) -> bool:
        role = self.roles.get(word)
        return role is not None and role.kind == "modifier"


def _is_code(words: Sequence[str]) -> bool:
    """Tell whether a name is rather an acronym: WA is not the town of Wa."""
    return len(words) == 1 and len(words[0]) <= LONGEST_CODE and words[0].isupper()


def named(place: Place) -> Name:
    """Return a place as a name."""
    return Name(
        place.key,
        place.label,
        place.cls,
        place.aliases,
        place.country,
        lat=place.lat,
        lon=place.lon,
        population=place.population,
        within=place.within,
        geonames=place.geonames,
    )


def _opening(table: Mapping[str, _Entry], words: Sequence[str]) -> _Entry | None:
    """Return the entry whose pattern ends in a star and whose other words begin ``words`` ("minister of *")."""
    for end in range(len(words) - 1, 0, -1):
        entry = table.get(fold(" ".join(words[:end])) + " *")
        if entry:
            return entry
    return None
