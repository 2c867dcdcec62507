"""One form for the spellings of a person's name: "Hossein Amir-Abdollahian", "Hussein Amirabdollahian".

News writes names of other alphabets as each agency likes. The forms here are for comparing names and for keys, never
for reading: what a text has stays as it is. How names vary is told by ``ontology/names/spellings.tsv``; given names
that only look alike ("Hassan", "Hussein") keep forms of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.iris import digest
from kg.names.lists import fold, plain
from kg.resources import path_of
from kg.words import rows

TABLE = "ontology/names/spellings.tsv"

#: From each form of a name, in words of one spelling, to the longest form of the same person's name.
FullNames = Mapping[tuple[str, ...], tuple[str, ...]]
_HYPHEN = re.compile("[-‐‑–—]")


@dataclass(frozen=True, slots=True)
class Spellings:
    """What the table says: words by kind, spellings by the name that they are of, patterns in their order."""

    kinds: dict[str, dict[str, str]]
    variants: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _spellings() -> Spellings:
    kinds: dict[str, dict[str, str]] = {}
    patterns = []
    for row in rows(path_of(TABLE), ("kind", "form", "value")):
        if row["kind"] == "pattern":
            patterns.append((re.compile(row["form"]), row["value"]))
        else:
            kinds.setdefault(row["kind"], {})[row["form"]] = row["value"]
    listed = kinds.pop("variant", {})
    variants = {one: name for name, also in listed.items() for one in (name, *also.split("|"))}
    return Spellings(kinds, variants, tuple(patterns))


@lru_cache(maxsize=20_000)
def spelled(text: str) -> tuple[str, ...]:
    """Return the words of a person's name in the form in which its spellings are alike.

    >>> spelled("Anwaar-ul-Haq Kakar"), spelled("Anwar ul Haq Kakar")
    (('anwar', 'haq', 'kakar'), ('anwar', 'haq', 'kakar'))
    >>> spelled("Abdel Fattah al-Sisi"), spelled("Abdelfattah El-Sissi")
    (('abdfata', 'sisi'), ('abdfata', 'sisi'))
    """
    words = [*_without_particles(text)]
    kinds = _spellings().kinds
    forms: list[str] = []
    joined = ""
    for number, word in enumerate(words):
        if word in kinds["servant"] and number + 1 < len(words):
            joined = kinds["servant"][word]
            continue
        inner = kinds["inner"].get(word) if number else None
        forms.append(joined + (inner or _form(word)))
        joined = ""
    return tuple(forms)


def one_form(text: str | Sequence[str]) -> str:
    """Return a name, or its words by :func:`spelled`, without spaces: "Amir-Abdollahian" is "Amirabdollahian" too."""
    return "".join(spelled(text) if isinstance(text, str) else text)


def person_key(name: str, country: str | None) -> str:
    """Return the key of somebody with this name who acts for a state: the same for all its spellings.

    >>> person_key("Hossein Amir-Abdollahian", "IRN") == person_key("Hussein Amirabdollahian", "IRN")
    True
    """
    words = spelled(name)
    readable = "-".join(filter(None, (words[0], "".join(words[1:])))) if words else ""
    ascii_only = re.sub(r"[^a-z0-9-]+", "", readable)[:48].strip("-")
    return "person/" + "-".join(filter(None, (ascii_only, digest(one_form(words) or name, country or "", length=8))))


def is_form_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a name can be a shorter form of another: its first or last part, or several parts in order.

    The last part may be written as one word or as several ("Amirabdollahian", "Amir-Abdollahian")."""
    if not short or one_form(short) == one_form(full):
        return False
    if any(one_form(short) == one_form(full[start:]) for start in range(1, len(full))):
        return True
    if len(short) >= len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    rest = iter(full)
    inside = all(word in rest for word in short)
    return inside and short[-1] == full[-1] and (short[0] == full[0] or len(full) - len(short) >= 1)


def fullest(names: Iterable[tuple[str, ...]]) -> FullNames:
    """Return for each name the longest of the same person, the names given in the order of the text.

    A short form that could be two people's is that of the one who alone had been named in full when it was first used,
    as news does with relatives; else it is left out.

    >>> forms = fullest([("anwaar", "ul", "haq", "kakar"), ("kakar",)])
    >>> forms[("kakar",)]
    ('anwaar', 'ul', 'haq', 'kakar')
    """
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    known: list[tuple[str, ...]] = []
    forms: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in sorted(first, key=lambda words: (-len(words), words)):
        alike = [other for other in known if one_form(other) == one_form(name)]
        owners = alike or [one for one in known if is_form_of(name, one) and not _is_earlier(name, one, first)]
        if not owners:
            known.append(name)
        if len(owners) > 1:
            met = {forms[other] for other in forms if first[other] < first[name]}
            owners = [owner for owner in owners if owner in met]
            if len(owners) != 1:
                continue
        forms[name] = owners[0] if owners else name
    return forms


def _is_earlier(short: tuple[str, ...], full: tuple[str, ...], first: Mapping[tuple[str, ...], int]) -> bool:
    """Tell whether a given name alone is used before the full name: news gives the full name first."""
    return len(short) == 1 and short[0] == full[0] != full[-1] and first[short] < first[full]


def _without_particles(text: str) -> Iterator[str]:
    """Yield the folded words of a name without its particles; the first word of all is none of them."""
    kinds = _spellings().kinds
    for number, whole in enumerate(plain(text).split()):
        parts = [fold(part) for part in _HYPHEN.split(whole)]
        inside = kinds["joined particle"].keys() | kinds["particle"].keys() if len(parts) > 1 else set()
        loose = kinds["particle"] if number and len(parts) == 1 else {}
        for part in parts:
            yield from () if part in inside or part in loose else part.split()


def _form(word: str) -> str:
    spellings = _spellings()
    known = spellings.variants.get(word)
    if known is None:
        known = word
        for pattern, value in spellings.patterns:
            known = pattern.sub(value, known)
    return spellings.variants.get(known, known)
