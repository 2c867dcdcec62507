"""What the benchmark of toponyms counts, on tiny labels made up for the purpose; no reference material is needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Entity

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

from measures import toponyms

STANDOFF = """T1\tLiteral 0 5\tParis
#1\tAnnotatorNotes T1\t4717560
T2\tMetonymic 10 14\tRome
#2\tAnnotatorNotes T2\t41.9, 12.5
T3\tLiteral_Expression 20 24\tcity
A1\tModifier_Type T1 Noun
"""
XML = """<toponym><geonamesID>4717560</geonamesID>
    <latitude>33.66</latitude>
    <longitude>-95.56</longitude></toponym><toponym><geonamesID/><latitude>1</latitude><longitude>2</longitude></toponym>"""
TEXAS = Entity("place/a", "City", "Paris", lat=33.5, lon=-95.5)
FRANCE = Entity("place/b", "City", "Paris", lat=48.9, lon=2.3)
NOWHERE = Entity("place/c", "Site", "Paris")


def test_names_of_geowebnews_have_the_numbers_of_their_notes() -> None:
    labels = toponyms.labelled(STANDOFF)
    assert [(one.words, one.kind, one.number, one.text) for one in labels] == [
        ((0, 5), "Literal", "4717560", "Paris"),
        ((10, 14), "Metonymic", "", "Rome"),
    ]
    assert toponyms.points(XML) == {"4717560": (33.66, -95.56)}


@pytest.mark.parametrize(
    ("entity", "resolved", "exact", "right"),
    [
        (TEXAS, 1, 0, (1, 1)),
        (FRANCE, 0, 0, (0, 1)),
        (NOWHERE, 0, 0, (0, 0)),
        (replace(NOWHERE, exact=("geonames:4717560",)), 1, 1, (1, 1)),
    ],
)
def test_a_place_is_resolved_by_its_number_or_nearby(
    entity: Entity, resolved: int, exact: int, right: tuple[int, int]
) -> None:
    article = toponyms.Article("2", toponyms.labelled(STANDOFF), [toponyms.Meant((0, 5), entity)])
    scored = toponyms.score([article], toponyms.points(XML))
    assert [scored[name]["agree"] for name in ("found", "resolved", "exact")] == [1, resolved, exact]
    assert (scored["right"]["agree"], scored["right"]["of"]) == right
    assert (scored["found (odd)"]["of"], scored["associative found"]["of"]) == (0, 0)


def test_of_two_mentions_the_one_with_the_same_words_is_compared_and_none_is_missed() -> None:
    (label, _) = toponyms.labelled(STANDOFF)
    wide, same = toponyms.Meant((0, 30), FRANCE), toponyms.Meant((0, 5), TEXAS)
    assert toponyms.found(label, [wide, same]) == same
    assert toponyms.found(label, [toponyms.Meant((5, 9), TEXAS)]) is None
    assert toponyms.distance((0, 0), (0, 180)) == pytest.approx(20015, abs=5)
