"""GeoWebNews: 200 web articles whose place names carry GeoNames numbers (Gritta et al. 2019).

What counts: the annotated names with a GeoNames number, so countries, divisions, cities, villages, waters, mountains
and some sites; streets and buildings that only have coordinates are left out, and so are common nouns ("the city").
*found*: names used for a place (types Literal, Literal_Modifier, Mixed, Coercion, Embedded_Literal) that share a
character with a mention of ours that refers to a place or a state. *resolved*: of these, the ones where our entity has
the same GeoNames number, or coordinates within 161 km of those of the number; *exact*: with the same number; *right*:
resolved ones of those that we take for a place of our lists, not for one that no list has (a village, a stadium).
*error*: area under the curve of the logarithms of the distances in km, 0 for none, 1 for all at the antipodes (an
entity without coordinates counts as such). *associative*: the same for names used for somebody or something else
(Metonymic, Non_Literal_Modifier, Embedded_Non_Lit), where the state counts for its people and government. *precise*:
of our mentions of places by name, those that share a character with any annotated name, whatever its type and number.
Documents with an even number may be read for errors (``--errors``), those with an odd one may not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract import context_of, load_knowledge
from kg.extract.entities import EntityIndex
from kg.model import Document, Entity
from kg.reading.clean import clean, load_furniture
from measures.common import Figures, Words, overlap
from measures.parses import parsed

TEXTS, NUMBERS = "corpora/geowebnews/GeoWebNews", "corpora/geowebnews/GWN.xml"
LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
ASSOCIATIVE = frozenset({"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit"})
NO_NAMES = frozenset({"Literal_Expression", "Non_Lit_Expression"})
PLACES = frozenset({"State", "Province", "District", "City", "Village", "Region", "Site"})
NAMING = frozenset({"demonym", "list", "metonym", "ner", "ner+list"})
"""Rules that find names; the others find common nouns and pronouns by them."""
NEAR, FARTHEST, RADIUS = 161.0, 20039.0, 6371.0
"""Kilometres: right up to here, the antipodes, the radius of the earth."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """An annotated name; ``number`` is that of GeoNames, empty without one."""

    words: Words
    kind: str
    number: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A mention of ours, the place or state that it refers to, and whether it is by name, not by a common noun."""

    words: Words
    entity: Entity
    naming: bool = True


def labelled(standoff: str) -> list[Label]:
    """Return the names of a file of labels (brat standoff), with the GeoNames numbers of the annotators' notes."""
    rows = [line.split("\t") for line in standoff.splitlines() if "\t" in line]
    notes = {row[1].split()[1]: row[2].strip() for row in rows if row[0].startswith("#") and len(row) > 2}
    names = ((row, row[1].split()) for row in rows if row[0].startswith("T"))
    return [
        Label((int(cells[1]), int(cells[-1])), cells[0], note if note.isdigit() else "", row[2])
        for row, cells in names
        if cells[0] not in NO_NAMES
        for note in [notes.get(row[0], "")]
    ]


def points(xml: str) -> Mapping[str, Point]:
    """Return the coordinates of the GeoNames numbers that the corpus uses."""
    shape = r"<geonamesID>(\d+)</geonamesID>\s*<latitude>([-\d.]+)</latitude>\s*<longitude>([-\d.]+)</longitude>"
    return {number: (float(lat), float(lon)) for number, lat, lon in re.findall(shape, xml)}


def meant(index: EntityIndex) -> list[Meant]:
    """Return the mentions that refer to one place or state."""
    return [
        Meant((one.span.start, one.span.end), index.entity(one.refers_to[0]), one.rule.split("/")[0] in NAMING)
        for one in index.mentions
        if len(one.refers_to) == 1 and index.entity(one.refers_to[0]).cls in PLACES
    ]


def distance(one: Point, other: Point) -> float:
    """Return the kilometres between two points on the earth."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, half)))


def error_of(label: Label, entity: Entity, known: Mapping[str, Point]) -> float:
    """Return how many kilometres our place is from the labelled one."""
    if f"geonames:{label.number}" in entity.exact:
        return 0.0
    if entity.lat is None or entity.lon is None or label.number not in known:
        return FARTHEST
    return distance((entity.lat, entity.lon), known[label.number])


def found(label: Label, ours: Sequence[Meant]) -> Meant | None:
    """Return the mention of ours that fits the labelled words best."""

    def fit(one: Meant) -> tuple[float, int]:
        shared = min(one.words[1], label.words[1]) - max(one.words[0], label.words[0])
        whole = max(one.words[1], label.words[1]) - min(one.words[0], label.words[0])
        return shared / whole, -one.words[0]

    return max((one for one in ours if overlap(one.words, label.words)), key=fit, default=None)


@dataclass(frozen=True, slots=True)
class Article:
    """An article's labels and what we found."""

    name: str
    gold: Sequence[Label]
    ours: Sequence[Meant]


def score(articles: Sequence[Article], known: Mapping[str, Point]) -> Figures:
    """Return the figures for labelled and found places, all articles together and the halves."""
    halves = {"even": [a for a in articles if is_read(a.name)], "odd": [a for a in articles if not is_read(a.name)]}
    parts = {"": articles, **{f" ({name})": half for name, half in halves.items()}}
    literal = {f"{k}{part}": v for part, some in parts.items() for k, v in _named(some, known, LITERAL).items()}
    other = {f"associative {k}": v for k, v in _named(articles, known, ASSOCIATIVE).items()}
    ours = [any(overlap(one.words, label.words) for label in a.gold) for a in articles for one in a.ours if one.naming]
    return {**literal, **other, "precise": _share(ours), "documents": len(articles)}


def _named(articles: Sequence[Article], known: Mapping[str, Point], kinds: frozenset[str]) -> Figures:
    """Return the figures for the labels of some kinds."""
    labels = ((label, a.ours) for a in articles for label in a.gold if label.kind in kinds and label.number)
    wanted = [(label, found(label, ours)) for label, ours in labels]
    known_ones = [(label, one) for label, one in wanted if one]
    errors = [error_of(label, one.entity, known) for label, one in known_ones]
    area = sum(math.log1p(e) / math.log1p(FARTHEST) for e in errors) / len(errors) if errors else 0.0
    return {
        "found": _share([one is not None for _, one in wanted]),
        "resolved": _share([error <= NEAR for error in errors]),
        "right": _share([error <= NEAR for (_, one), error in zip(known_ones, errors, strict=True) if is_listed(one)]),
        "exact": _share([error == 0 for error in errors]),
        "error": round(area, 3),
    }


def _share(right: Sequence[bool]) -> Figures:
    return {"agree": sum(right), "of": len(right), "share": round(sum(right) / max(len(right), 1), 3)}


def is_listed(one: Meant) -> bool:
    """Whether a mention refers to a place of our lists; all of those have coordinates or a number, others have none."""
    return one.entity.lat is not None or bool(one.entity.exact)


def is_read(name: str) -> bool:
    """Whether the errors of a document may be read."""
    return int(name) % 2 == 0


def errors_of(article: Article, text: str, known: Mapping[str, Point]) -> Iterator[str]:
    """Yield what was missed, and what was taken for another place, in words."""
    for label in article.gold:
        if label.kind not in LITERAL or not label.number:
            continue
        one = found(label, article.ours)
        around = " ".join(text[max(0, label.words[0] - 80) : label.words[1] + 60].split())
        said = f"{article.name} | {label.text} | {label.kind} {label.number} {known.get(label.number)}"
        if one is None:
            yield f"missed | {said} | {around}"
        elif (error := error_of(label, one.entity, known)) > NEAR:
            yield f"wrong | {said} | {one.entity.key} {one.entity.country} {error:.0f} km | {around}"


def measure(shared: Path, cache: Path | None = None, errors: int = 0) -> Figures:
    """Read the articles, find the places, and compare with the labels."""
    knowledge, furniture = load_knowledge(), load_furniture()
    known = points((shared / NUMBERS).read_text(encoding="utf-8"))
    # As bytes are: the labels count both characters of a line end of Windows.
    texts = {path.stem: path.read_bytes().decode() for path in sorted((shared / TEXTS).glob("*.txt"))}
    documents = {name: Document(name, text) for name, text in texts.items()}
    articles, told = [], []
    for name, doc in parsed("toponyms", {name: clean(one, furniture) for name, one in documents.items()}, cache):
        index = context_of(documents[name], doc, knowledge).index
        gold = labelled((shared / TEXTS / f"{name}.ann").read_text(encoding="utf-8"))
        articles.append(Article(name, gold, meant(index)))
        told += errors_of(articles[-1], texts[name], known) if is_read(name) else ()
    step = max(1, len(told) // errors) if errors else 1
    print(*told[::step][:errors], sep="\n", end="\n" if errors else "")
    return score(articles, known)
