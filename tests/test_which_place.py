"""Of several places of one name the one is meant for which the text, and then the rest of the article, speaks."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentioned import index_of
from spacy.language import Language

from kg.extract import Knowledge
from kg.extract.readings import CONFIDENCE, Choice, Landmarks, Said, choose, distance, nested
from kg.model import Entity
from kg.names.gazetteer import Gazetteer, Name
from kg.names.load import load_gazetteer

#: Two states, XA and XB, with provinces, and towns called Ayn: a great one, a middling and a small one.
PROVINCES = tuple(
    Name(f"place/{key}", key, "Province", country=country, lat=lat, lon=10.0, within=f"state/{country}")
    for key, country, lat in (("north", "XAA", 20.0), ("south", "XAA", 10.0), ("west", "XBB", 40.0))
)
GREAT, MIDDLING, SMALL = (
    Name(f"place/{n}", "Ayn", "City", (), country, None, lat, 10.0, people, f"place/{within}", str(n))
    for n, country, lat, people, within in (
        (1, "XAA", 20.1, 2_000_000, "north"),
        (2, "XBB", 40.1, 300_000, "west"),
        (3, "XAA", 10.1, 4_000, "south"),
    )
)
AYN = (GREAT, MIDDLING, SMALL)
NORTH, SOUTH, WEST = (
    Entity(one.key, "Province", one.label, country=one.country, lat=one.lat, lon=one.lon) for one in PROVINCES
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The shipped lists with the two states' provinces."""
    whole = load_gazetteer()
    return replace(whole, names={**whole.names, **{one.key: one for one in PROVINCES}})


def marks(*places: str, countries: tuple[str, ...] = (), home: str | None = None, points=()) -> Landmarks:
    return Landmarks(frozenset(countries), home, frozenset(f"place/{one}" for one in places), points)


CASES = [
    ("nothing speaks for one, and one is not much greater", Said(), marks(), GREAT, "renown"),
    ("the country that it is said to be in", Said(around=WEST), marks(countries=("XAA",)), MIDDLING, "only"),
    ("the province that it is said to be in", Said(around=SOUTH), marks(), SMALL, "only"),
    ("what the place before a comma lies in", Said(inside=frozenset({"place/2"})), marks(), MIDDLING, "said"),
    ("the country that the article names", Said(), marks(countries=("XBB",)), MIDDLING, "country"),
    ("both countries: the greater", Said(), marks(countries=("XAA", "XBB")), GREAT, "renown"),
    ("a province of both countries", Said(), marks("west", countries=("XAA", "XBB")), MIDDLING, "division"),
    ("a town nearby", Said(), marks(countries=("XAA", "XBB"), points=((40.5, 10.0),)), MIDDLING, "nearby"),
    ("a village too small to be meant", Said(), marks("south", countries=("XAA",)), GREAT, "country"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_first_evidence_that_tells_readings_apart_decides(
    gazetteer: Gazetteer, case: tuple[str, Said, Landmarks, Name, str]
) -> None:
    why, said, known, name, how = case
    choice = choose(AYN, said, known, gazetteer)
    assert choice is not None
    assert (choice.name.key, choice.how) == (name.key, how), why
    assert choice.confidence == CONFIDENCE[how]


def test_readings_that_nothing_tells_apart_are_a_guess_with_the_other_one_kept(gazetteer: Gazetteer) -> None:
    twin = replace(MIDDLING, population=1_900_000)
    assert choose((GREAT, twin), Said(), marks(), gazetteer) == Choice(GREAT, "guess", (twin,))
    assert CONFIDENCE["guess"] == min(CONFIDENCE.values())


def test_a_town_that_nobody_would_mean_is_no_alternative_unless_the_article_names_its_province(
    gazetteer: Gazetteer,
) -> None:
    assert choose((GREAT, SMALL), Said(), marks(countries=("XAA",)), gazetteer) == Choice(GREAT, "only", ())
    kept = choose((GREAT, SMALL), Said(), marks("south", countries=("XAA",)), gazetteer)
    assert kept is not None
    assert (kept.name, kept.rivals) == (GREAT, (SMALL,))


def test_where_no_reading_can_lie_the_place_is_none_of_the_lists(gazetteer: Gazetteer) -> None:
    elsewhere = Entity("state/XCC", "State", "XCC", country="XCC")
    assert choose(AYN, Said(around=elsewhere), marks(), gazetteer) is None
    assert choose((SMALL,), Said(around=NORTH), marks(), gazetteer) is None
    assert choose((), Said(), marks(), gazetteer) is None


def test_a_small_town_of_a_country_that_the_article_does_not_name_is_not_meant(gazetteer: Gazetteer) -> None:
    assert choose((SMALL,), Said(), marks(countries=("XBB",)), gazetteer) is None
    assert choose((SMALL,), Said(), marks(), gazetteer) == Choice(SMALL, "only")
    assert choose((SMALL,), Said(), marks(countries=("XAA", "XBB")), gazetteer) == Choice(SMALL, "only")
    town = replace(SMALL, population=50_000)
    assert choose((town,), Said(), marks(countries=("XBB",)), gazetteer) == Choice(town, "only")
    assert choose((town,), Said(), marks(countries=("XBB",), home="XBB"), gazetteer) is None


def test_another_spelling_needs_something_that_speaks_for_it(gazetteer: Gazetteer) -> None:
    assert choose((GREAT,), Said(alike=True), marks(), gazetteer) is None
    assert choose((GREAT,), Said(alike=True), marks(countries=("XBB",)), gazetteer) is None
    assert choose((GREAT,), Said(alike=True), marks(countries=("XAA",)), gazetteer) == Choice(GREAT, "spelling")
    assert choose((GREAT,), Said(alike=True, around=NORTH), marks(), gazetteer) == Choice(GREAT, "spelling")


def test_a_town_and_the_division_of_its_name_around_it_are_no_choice(gazetteer: Gazetteer) -> None:
    north = replace(PROVINCES[0], label="Ayn")
    assert nested(GREAT, north, gazetteer)
    assert nested(north, GREAT, gazetteer)
    assert not nested(GREAT, MIDDLING, gazetteer)
    assert choose((GREAT, north), Said(), marks(), gazetteer) == Choice(GREAT, "only")
    assert choose((GREAT, north), Said(cls="Province"), marks(), gazetteer) == Choice(north, "only")


STATE = Name("state/XCC", "Ayn", "State", country="XCC")
TWIN = Name("place/ayn", "Ayn", "Province", (), "XAA", None, 20.0, 10.0, 4_000_000, "state/XAA")


def test_a_state_is_meant_unless_the_article_is_of_the_division_of_its_name(gazetteer: Gazetteer) -> None:
    assert choose((STATE, TWIN), Said(), marks(countries=("XAA",)), gazetteer) == Choice(STATE, "only")
    inside = marks("ayn", countries=("XAA",))
    assert choose((STATE, TWIN), Said(), inside, gazetteer) == Choice(TWIN, "division", (STATE,))
    before = Said(inside=frozenset({"place/ayn"}))
    assert choose((STATE, TWIN), before, marks(), gazetteer) == Choice(TWIN, "said", (STATE,))


@given(st.permutations(AYN), st.sets(st.sampled_from(["XAA", "XBB"])), st.sets(st.sampled_from(["north", "west"])))
def test_evidence_does_not_depend_on_the_order_of_what_is_equally_known(
    order: list[Name], countries: set[str], divisions: set[str]
) -> None:
    whole = load_gazetteer()
    lists = replace(whole, names={**whole.names, **{one.key: one for one in PROVINCES}})
    known = marks(*sorted(divisions), countries=tuple(sorted(countries)))
    one, other = (choose(some, Said(around=WEST), known, lists) for some in (AYN, order))
    assert one is not None
    assert other is not None
    assert one.name == other.name == MIDDLING


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [((0, 0), (0, 0), 0), ((0, 0), (1, 0), 111), ((60, 0), (60, 1), 56), ((0, 179.5), (0, -179.5), 111)],
)
def test_distances_are_good_to_a_few_kilometres(one: tuple[float, float], other: tuple[float, float], km: int) -> None:
    assert distance(one, other) == pytest.approx(km, abs=2)
    assert distance(one, (None, None)) == math.inf


SENTENCES = [
    ("Two people were hurt in Paris, a town in Texas.", "Paris", "place/geonames-4717560", 1.0, ()),
    ("Crowds gathered in Paris and Lyon on Sunday.", "Paris", "place/geonames-2988507", 1.0, ()),
    ("A storm tore through Texas. In Paris, homes lost roofs.", "Paris", "place/geonames-2988507", 0.7,
     ("place/geonames-4717560",)),
    ("Voters in Georgia queued for hours, officials in Savannah said.", "Georgia", "place/us-georgia", 0.9,
     ("state/GEO",)),
    ("A gunman was killed in Albany, Georgia.", "Georgia", "place/us-georgia", 0.95, ("state/GEO",)),
    ("A gunman was killed in Albany, Georgia.", "Albany", "place/geonames-4179320", 1.0, ()),
    ("The United States and Georgia signed a treaty in Tbilisi.", "Georgia", "state/GEO", 1.0, ()),
    ("The talks in Tripoli failed, Libyan officials said.", "Tripoli", "place/geonames-2210247", 0.85,
     ("place/geonames-266826",)),
    ("Police found the van in Slidell, La., on Monday.", "La.", "place/us-louisiana", 1.0, ()),
    ("The storm reached Tacoma, Washington, at noon.", "Washington", "place/us-washington", 0.95,
     ("place/geonames-4140963",)),
    ("Troops shelled Kuhak in Siestan-o-Baluchistan, Iranian officials said.", "Siestan-o-Baluchistan",
     "place/ir-sistan-and-baluchestan", 0.8, ()),
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[0])
def test_mentions_keep_the_reading_and_what_it_was_preferred_to(
    sentence: tuple[str, str, str, float, tuple[str, ...]], nlp: Language, knowledge: Knowledge
) -> None:
    text, words, key, confidence, others = sentence
    index = index_of(nlp(text), knowledge.gazetteer)
    found = next(mention for mention in index.mentions if mention.text == words)
    assert (found.refers_to, found.confidence, found.alternatives) == ((key,), confidence, others)
    assert {*found.refers_to, *found.alternatives} <= set(index.by_key)


UNKNOWN = [
    ("The missile hit Tel Zabor, a village in Pakistan's Balochistan province.", "place/pk-balochistan"),
    ("Shells hit the village of Tel Zabor in Panjgur district, Pakistan.", "place/panjgur"),
    ("Rebels took Tel Zabor, a town in northern Syria.", "state/SYR"),
]


@pytest.mark.parametrize(("text", "around"), UNKNOWN)
def test_a_village_of_no_list_lies_in_what_the_text_says_and_so_in_a_state(
    text: str, around: str, nlp: Language, knowledge: Knowledge
) -> None:
    index = index_of(nlp(text), knowledge.gazetteer)
    place = next(entity for entity in index.entities if entity.label == "Tel Zabor")
    assert place.within[0] == around
    assert place.within[-1] == f"state/{place.country}"
    assert set(place.within) <= set(index.by_key)


def test_what_a_comma_only_sets_beside_a_place_is_not_around_it(nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp("To drive the rebels from Sirte, the US gave air support."), knowledge.gazetteer)
    assert index.by_key["place/geonames-2210554"].country == "LBY"


def test_a_name_means_one_place_in_an_article(nlp: Language, knowledge: Knowledge) -> None:
    text = "The Nelson office is closed. An office in Nelson, and one in Kelowna, British Columbia, will open."
    found = [m for m in index_of(nlp(text), knowledge.gazetteer).mentions if m.text == "Nelson"]
    assert {mention.refers_to for mention in found} == {("place/geonames-6086871",)}
    assert len(found) == 2


def test_what_the_text_says_once_of_an_unknown_place_holds_for_all_its_mentions(
    nlp: Language, knowledge: Knowledge
) -> None:
    text = "Rebels in Tel Zabor fired rockets. Tel Zabor is a village in Panjgur, Pakistan. Police went to Tel Zabor."
    index = index_of(nlp(text), knowledge.gazetteer)
    keys = {mention.refers_to for mention in index.mentions if mention.text == "Tel Zabor"}
    assert len(keys) == 1
    assert index.by_key[keys.pop()[0]].country == "PAK"


def test_two_unknown_places_of_one_name_stay_two(nlp: Language, knowledge: Knowledge) -> None:
    text = "A bomb went off in Tel Zabor, Pakistan. Another went off in Tel Zabor, Iraq."
    index = index_of(nlp(text), knowledge.gazetteer)
    places = [one for one in index.entities if one.label == "Tel Zabor"]
    assert sorted(one.country or "" for one in places) == ["IRQ", "PAK"]


def test_a_word_of_a_headline_is_no_place(nlp: Language, knowledge: Knowledge) -> None:
    text = "Peruvian Jets Bomb Chile in Requital, Leaving Nine Dead"
    index = index_of(nlp(text), knowledge.gazetteer)
    assert {entity.key for entity in index.entities if entity.cls not in {"Group"}} >= {"state/CHL", "state/PER"}
    assert not any(entity.label == "Requital" for entity in index.entities)
