"""Claims in few words, for the tests of what compares and joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scenes import ENTITIES, ontology

from kg.agreement import View, view
from kg.model import Analysis, Argument, Claim, Document, Entity, Interval, Span, Stance, Toll, When

#: More actors beside those of :mod:`scenes`: two named groups, an unnamed one, and bodies of states.
PEOPLE: Mapping[str, Entity] = ENTITIES | {
    "group/bla": Entity("group/bla", "MilitantGroup", "BLA"),
    "group/blf": Entity("group/blf", "MilitantGroup", "BLF"),
    "group/wing": Entity("group/wing", "MilitantGroup", "Wing of the BLA", acts_for="group/bla"),
    "group/farmers": Entity("group/farmers", "Group", "Pakistani farmers", country="PAK"),
    "group/militants": Entity("group/militants", "Group", "Baloch militants"),
    "group/fighters": Entity("group/fighters", "Group", "militants"),
    "force/irgc": Entity("force/irgc", "ArmedForce", "IRGC", country="IRN", acts_for="state/IRN"),
    "group/kurds": Entity("group/kurds", "MilitantGroup", "Kurdish group", country="IRQ"),
    "person/azizi": Entity("person/azizi", "Person", "Azizi"),
    "person/karimi": Entity("person/karimi", "Person", "Karimi"),
    **{
        f"place/{name}": Entity(
            f"place/{name}", cls, name, country="IRN", within=(*map("place/{}".format, within), "state/IRN")
        )
        for name, cls, *within in (
            ("county", "District", "sistan"),
            ("koh", "Village", "county", "sistan"),
            ("deh", "Village", "county", "sistan"),
            ("zahedan", "City", "sistan"),
            ("kerman", "Province"),
            ("base", "Site", "sistan"),
        )
    },
    "place/gwadar": Entity("place/gwadar", "City", "Gwadar", country="PAK", within=("place/makran", "state/PAK")),
    "place/makran": Entity("place/makran", "Province", "Makran", country="PAK", within=("state/PAK",)),
    "place/gilgit": Entity("place/gilgit", "City", "Gilgit", country="PAK", within=("place/baltistan", "state/PAK")),
}
KEYS = {key.rpartition("/")[2]: key for key in PEOPLE}


def claim(
    key: str,
    kind: str = "Assault",
    source: str = "IRN",
    target: str = "PAK",
    day: str | None = "2024-01-16",
    *,
    doc: str = "a",
    at: int = 0,
    killed: Interval | None = None,
    stance: Stance = "asserted",
    place: str | None = None,
    group: str | None = None,
    about: str | None = None,
    rule: str = "lexicon#test",
) -> Claim:
    """A claim: ``source`` and ``target`` are last parts of keys, ``day`` is an ISO date, two with a slash between, or
    what an unresolved time says (``XXXX-WXX-4``)."""
    first, _, last = (day or "").partition("/")
    when = When(Span(0, 1), "then", None, None, pattern=day) if first.startswith("X") else None
    return Claim(
        key=f"claim/{key}",
        doc=doc,
        type=kind,
        trigger=Span(at, at + 1),
        sentence=Span(at - at % 100, at - at % 100 + 99),
        rule=rule,
        source=_arguments(source),
        target=_arguments(target),
        place=_arguments(place or ""),
        when=when or (When(Span(0, 1), "then", first, last or first) if day else None),
        tolls=(Toll("killed", Span(0, 1), "some", *killed),) if killed else (),
        stance=stance,
        group=f"claim/{group or key}",
        about=f"claim/{about}" if about else None,
    )


def _arguments(words: str) -> tuple[Argument, ...]:
    return tuple(Argument(KEYS[word], Span(0, 1), word) for word in words.split())


def seen(
    kind: str = "Assault",
    source: str = "IRN",
    target: str = "PAK",
    day: str | None = "2024-01-16",
    killed: int | None = None,
) -> View:
    """What such a claim says, ready to be compared."""
    dead = (killed, None) if killed else None
    return view(claim("x", kind, source, target, day, killed=dead), PEOPLE, ontology())


def article(doc: str, *claims: Claim, published: str | None = "2024-01-17") -> Analysis:
    """What an article says that makes these claims."""
    entities = tuple(PEOPLE[key] for key in sorted(_keys(claims)))
    said = tuple(replace(c, doc=doc) for c in claims)
    return Analysis(Document(doc, "x" * 1000, published=published), (), entities, said)


def _keys(claims: Iterable[Claim]) -> set[str]:
    named = {a.entity for c in claims for a in (*c.source, *c.target, *c.place, *c.claimer)}
    return named | {above for key in named for above in (PEOPLE[key].acts_for, *PEOPLE[key].within) if above in PEOPLE}
