"""Places are found by their spellings, the best known first, and know what they lie in."""

from __future__ import annotations

from pathlib import Path
from re import fullmatch

import pytest

from kg.extract.lists import entity_of
from kg.names.gazetteer import Gazetteer, Name
from kg.names.lists import NameListError, fold
from kg.names.load import LISTS, load_gazetteer
from kg.names.places import INDEX, TABLE, PlaceTable, index_of, load_places
from kg.ontology import load_ontology
from kg.resources import path_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def first(gazetteer: Gazetteer, text: str) -> Name:
    return gazetteer.find(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Sistan and Baluchestan",
        "Sistan-Baluchestan",
        "Sistan-Baluchistan",
        "Sistan and Balochistan",
        "Siestan-o-Baluchistan",
        "Sistan Baluchestan province",
    ],
)
def test_the_iranian_province_is_one_in_all_transliterations(gazetteer: Gazetteer, text: str) -> None:
    assert first(gazetteer, text).key == "place/ir-sistan-and-baluchestan"


@pytest.mark.parametrize("text", ["Balochistan", "Baluchistan", "Baluchestan"])
def test_the_pakistani_province_is_another(gazetteer: Gazetteer, text: str) -> None:
    found = first(gazetteer, text)
    assert (found.key, found.cls, found.country) == ("place/pk-balochistan", "Province", "PAK")


@pytest.mark.parametrize(
    ("text", "cls", "country"),
    [
        ("Saravan", "City", "IRN"),
        ("Panjgur", "City", "PAK"),
        ("Panjgur district", "District", "PAK"),
        ("Davos", "City", "CHE"),
        ("Gaza", "Region", "PSE"),
        ("Gaza Strip", "Region", "PSE"),
        ("Gaza City", "City", "PSE"),
        ("West Bank", "Region", "PSE"),
        ("Crimea", "Region", "UKR"),
        ("Donbas", "Region", "UKR"),
        ("Kashmir", "Region", None),
        ("Tigray", "Province", "ETH"),
        ("Idlib", "City", "SYR"),
        ("Idlib province", "Province", "SYR"),
        ("Raqqa", "City", "SYR"),
        ("Kobane", "City", "SYR"),
        ("Mosul", "City", "IRQ"),
        ("Hodeida", "City", "YEM"),
        ("Kyiv", "City", "UKR"),
        ("Kharkov", "City", "UKR"),
        ("Bombay", "City", "IND"),
        ("Rangoon", "City", "MMR"),
        ("São Paulo", "City", "BRA"),
        ("Sao Paulo", "City", "BRA"),
        ("The Hague", "City", "NLD"),
        ("Xinjiang", "Province", "CHN"),
        ("Northern Ireland", "Province", "GBR"),
        ("Nagorno-Karabakh", "Region", "AZE"),
        ("El Fasher", "City", "SDN"),
        ("Middle East", "Region", None),
        ("Red Sea", "Region", None),
        ("Strait of Hormuz", "Region", None),
        ("Latin America", "Region", None),
        ("Guantanamo Bay", "Site", "CUB"),
        ("Ain Issa", "City", "SYR"),
        ("Maidan Shahr", "City", "AFG"),
    ],
)
def test_places_of_the_news_are_found(gazetteer: Gazetteer, text: str, cls: str, country: str | None) -> None:
    found = first(gazetteer, text)
    assert (found.cls, found.country) == (cls, country)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Paris", "FRA"),
        ("London", "GBR"),
        ("Tripoli", "LBY"),
        ("Hyderabad", "IND"),
        ("Cordoba", "ARG"),
        ("Odessa", "UKR"),
    ],
)
def test_of_places_with_one_name_the_greatest_comes_first(gazetteer: Gazetteer, text: str, country: str) -> None:
    found = gazetteer.find(text)
    assert found[0].country == country
    assert len(found) > 1


def test_a_city_comes_before_the_province_that_is_named_after_it(gazetteer: Gazetteer) -> None:
    assert [name.cls for name in gazetteer.find("Kandahar")][:2] == ["City", "Province"]
    assert [name.cls for name in gazetteer.find("Florida")][:1] == ["Province"]


def test_places_lie_in_something_up_to_the_state(gazetteer: Gazetteer) -> None:
    saravan = first(gazetteer, "Saravan")
    province = gazetteer.by_key(saravan.within or "")
    assert province is not None
    assert province.label == "Sistan and Baluchestan"
    assert province.within == "state/IRN"
    assert (saravan.lat, saravan.lon, saravan.geonames) == (27.3709, 62.331, "1159713")


def test_everything_that_a_place_lies_in_is_known_and_holds_it_in_its_state(gazetteer: Gazetteer) -> None:
    for line in gazetteer.places.rows():
        place = gazetteer.by_key(f"place/{line.split(chr(9))[0]}")
        assert place is not None
        container = gazetteer.by_key(place.within) if place.within else None
        assert (container is None) == (place.within is None), place.key
        assert container is None or container.country in (None, place.country), place.key


def test_no_place_lies_in_itself(gazetteer: Gazetteer) -> None:
    for line in gazetteer.places.rows():
        place, steps = gazetteer.by_key(f"place/{line.split(chr(9))[0]}"), 0
        while place is not None and place.within:
            place, steps = gazetteer.by_key(place.within), steps + 1
            assert steps < 6, line


def test_every_spelling_of_a_place_finds_it(gazetteer: Gazetteer) -> None:
    lost = []
    for line in gazetteer.places.rows():
        identifier, label, *_, aliases, _ = line.split("\t")
        keys = {
            place.key
            for name in (label, *filter(None, aliases.split("|")))
            for place in gazetteer.places.find(fold(name))
        }
        if f"place/{identifier}" not in keys:
            lost.append(identifier)
    assert lost == []


def test_rows_are_well_formed(gazetteer: Gazetteer) -> None:
    known = {"City", "District", "Province", "Region", "Site", "Village"}
    assert known <= set(load_ontology().classes)
    for line in gazetteer.places.rows():
        identifier, label, cls, country, lat, lon, population, _, _, number = line.split("\t")
        assert fullmatch("[a-z0-9-]+", identifier), line
        assert label.strip() == label != "", line
        assert cls in known, line
        assert not country or f"state/{country}" in gazetteer.names, line
        assert (lat == "") == (lon == ""), line
        assert not lat or (-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180), line
        assert not population or int(population) > 0, line
        assert fullmatch("([1-9][0-9]*)?", number), line


def test_what_is_no_place_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzyville") == ()
    assert gazetteer.find("Loyola University of Nowhere") == ()
    assert gazetteer.find("province") == ()


def test_a_site_is_not_the_town_that_it_is_called_after(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kabul hospital") == ()
    assert first(gazetteer, "Kabul airport").cls == "Site"
    assert first(gazetteer, "Saravan district").key == "place/geonames-1159713"


def test_the_table_is_small_enough_to_ship() -> None:
    path = path_of(LISTS) / TABLE
    assert path.stat().st_size + path.with_name(INDEX).stat().st_size < 15_000_000
    assert "Creative Commons" in path.with_suffix(".LICENSE").read_text(encoding="utf-8")


def test_a_state_and_a_city_are_linked_to_geonames_by_their_numbers(gazetteer: Gazetteer) -> None:
    iran, saravan = (entity_of(first(gazetteer, text), gazetteer) for text in ("Iran", "Saravan"))
    assert (iran.key, iran.country, iran.iso2) == ("state/IRN", "IRN", "IR")
    assert iran.exact == ("geonames:130758", "wikidata:Q794")
    assert (saravan.iso2, saravan.exact) == (None, ("geonames:1159713",))


def test_every_state_of_today_has_its_codes_and_its_number(gazetteer: Gazetteer) -> None:
    states = [name for name in gazetteer.names.values() if name.cls == "State" and name.kind != "historical"]
    today = [name for name in states if name.country not in {"XAB", "XNC", "XSL", "XSO", "XTN"}]
    assert len(today) > 190
    assert [name.key for name in today if not (name.country and name.iso2 and name.geonames)] == []


def test_the_index_is_that_of_the_table(gazetteer: Gazetteer) -> None:
    assert gazetteer.places.index == index_of(gazetteer.places.table)


ROWS = (
    "id\tlabel",
    "a\tAyn\tCity\tIRN\t\t\t5\t\tEin\t",
    "geonames-7\tAyn\tCity\tPAK\t\t\t9\t\t\t",
    "z\tZ\tCity\t\t\t\t\t\t\t8",
)


def small(rows: tuple[str, ...] = ROWS) -> PlaceTable:
    table = "".join(f"{row}\n" for row in rows).encode()
    return PlaceTable(table, index_of(table), frozenset())


def test_each_name_of_a_small_table_finds_its_places_the_greater_first() -> None:
    assert [place.key for place in small().find("ayn")] == ["place/geonames-7", "place/a"]
    assert [place.key for place in small().find("ein")] == ["place/a"]
    assert [place.geonames for name in ("ayn", "z") for place in small().find(name)] == ["7", None, "8"]


@pytest.mark.parametrize("name", ["", "ay", "ayna", "a", "zz", "id", "\t", "label"])
def test_what_is_no_name_of_a_small_table_finds_nothing(name: str) -> None:
    assert small().find(name) == ()


@pytest.mark.parametrize("key", ["place/", "place/b", "place/id", "place/geonames-70", "place/zz"])
def test_what_is_no_key_of_a_small_table_is_no_place(key: str) -> None:
    assert small().by_key(key) is None


def test_an_empty_table_has_no_places() -> None:
    assert small(ROWS[:1]).find("ayn") == ()
    assert small(ROWS[:1]).by_key("place/a") is None


def test_a_table_without_its_own_index_is_refused(tmp_path: Path) -> None:
    table = small().table
    (tmp_path / TABLE).write_bytes(table + b"\n")
    (tmp_path / INDEX).write_bytes(index_of(table))
    with pytest.raises(NameListError, match="build_places"):
        load_places(tmp_path, frozenset())
