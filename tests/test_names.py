"""The gazetteer finds who and what a name stands for, and does not find what is not meant."""

from __future__ import annotations

import pickle
from collections import Counter
from itertools import pairwise

import pytest

from kg.graph.rdf_links import STATUSES
from kg.names.gazetteer import Gazetteer
from kg.names.lists import AGENT_CLASSES, rows
from kg.names.load import LISTS, load_gazetteer
from kg.ontology import load_ontology
from kg.resources import path_of

#: Some states of each part of the world where armed groups are.
ARMED_GROUPS_IN = (
    "PAK IND LKA AFG SYR IRQ YEM LBN TUR LBY MLI NGA SOM SDN ETH COD MOZ MMR PHL IDN THA RUS UKR GBR ESP GRC "
    "COL MEX HTI"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def first(gazetteer: Gazetteer, text: str) -> str | None:
    found = gazetteer.find(text)
    return found[0].key if found else None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Iran", "state/IRN"),
        ("Islamic Republic of Iran", "state/IRN"),
        ("US", "state/USA"),
        ("U.S.", "state/USA"),
        ("the United States", "state/USA"),
        ("America", "state/USA"),
        ("UK", "state/GBR"),
        ("Britain", "state/GBR"),
        ("Türkiye", "state/TUR"),
        ("Turkiye", "state/TUR"),
        ("Côte d’Ivoire", "state/CIV"),
        ("Burma", "state/MMR"),
        ("DRC", "state/COD"),
        ("DPRK", "state/PRK"),
        ("South Korea's", "state/KOR"),
        ("Kosovo", "state/XKX"),
        ("Palestine", "state/PSE"),
        ("Taiwan", "state/TWN"),
        ("USSR", "state/SUN"),
        ("Soviet Union", "state/SUN"),
        ("East Germany", "state/DDR"),
        ("IRAN", "state/IRN"),
    ],
)
def test_states_are_found_by_short_long_old_and_abbreviated_names(gazetteer: Gazetteer, text: str, key: str) -> None:
    assert first(gazetteer, text) == key


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("group/jaish-al-adl", "Jaish al-Adl|Jaish ul-Adl|Jaysh al-Adl|Jaish-ul-Adl|Jaish al Adl|Army of Justice|JAA"),
        ("group/islamic-state", "Islamic State|ISIS|ISIL|Daesh|IS|Isis|Islamic State group"),
        ("group/balochistan-liberation-front", "Balochistan Liberation Front|Baluchistan Liberation Front|BLF"),
        ("group/balochistan-liberation-army", "Balochistan Liberation Army|Baloch Liberation Army|BLA"),
        ("group/tehrik-i-taliban-pakistan", "TTP|Tehreek-e-Taliban Pakistan|Pakistani Taliban"),
        ("group/houthis", "Houthis|Ansar Allah|Houthi rebels|the Houthi movement|Ansarullah"),
        ("group/hamas", "Hamas|Islamic Resistance Movement"),
        ("group/hezbollah", "Hezbollah|Hizbullah|Hizballah"),
        ("group/kurdistan-workers-party", "PKK|Kurdistan Workers’ Party|Kurdistan Workers Party"),
        ("group/peoples-protection-units", "YPG|People's Protection Units"),
        ("group/syrian-democratic-forces", "SDF|Syrian Democratic Forces"),
        ("group/hayat-tahrir-al-sham", "HTS|Hay'at Tahrir al-Sham|Hayat Tahrir al-Sham"),
        ("group/al-qaida", "al-Qaeda|Al Qaeda|al-Qa'ida|al-Qaida"),
        ("group/al-shabaab", "al-Shabaab|Al Shabab|al-Shebab"),
        ("group/boko-haram", "Boko Haram"),
        ("group/jamaat-nusrat-al-islam-wal-muslimin", "JNIM|Group for the Support of Islam and Muslims"),
        ("group/march-23-movement", "M23|M23 Movement"),
        ("group/lords-resistance-army", "LRA|Lord's Resistance Army"),
        ("group/rapid-support-forces", "RSF|Rapid Support Forces"),
        ("group/lashkar-e-taiba", "Lashkar-e-Taiba|Lashkar-e-Tayyiba|Lashkar-i-Toiba|LeT"),
        ("group/liberation-tigers-of-tamil-eelam", "LTTE|Tamil Tigers"),
        ("group/communist-party-of-india-maoist", "Naxalites|Communist Party of India (Maoist)"),
        ("group/abu-sayyaf", "Abu Sayyaf|Abu Sayyaf Group|ASG"),
        ("group/moro-islamic-liberation-front", "MILF|Moro Islamic Liberation Front"),
        ("group/new-peoples-army", "NPA|New People's Army"),
        ("group/arakan-army", "Arakan Army"),
        ("group/revolutionary-armed-forces-of-colombia", "FARC|Farc|Revolutionary Armed Forces of Colombia"),
        ("group/national-liberation-army", "ELN|National Liberation Army"),
        ("group/shining-path", "Shining Path|Sendero Luminoso"),
        ("group/irish-republican-army", "IRA|Irish Republican Army"),
        ("group/eta", "ETA|Basque Homeland and Freedom"),
        ("group/wagner-group", "Wagner Group|Wagner"),
        ("group/donetsk-peoples-republic", "DPR|Donetsk People's Republic"),
        ("group/caucasus-emirate", "Caucasus Emirate"),
    ],
)
def test_groups_of_all_regions_are_found_in_every_spelling(gazetteer: Gazetteer, key: str, spellings: str) -> None:
    assert {text: first(gazetteer, text) for text in spellings.split("|")} == dict.fromkeys(spellings.split("|"), key)


@pytest.mark.parametrize(
    ("text", "key", "cls", "country"),
    [
        ("UN", "org/united-nations", "InternationalOrganization", None),
        ("U.N. Security Council", "org/united-nations-security-council", "InternationalOrganization", None),
        ("Security Council", "org/united-nations-security-council", "InternationalOrganization", None),
        ("Nato", "org/north-atlantic-treaty-organization", "InternationalOrganization", None),
        ("African Union", "org/african-union", "InternationalOrganization", None),
        ("World Economic Forum", "org/world-economic-forum", "InternationalOrganization", None),
        ("Revolutionary Guard Corps", "force/islamic-revolutionary-guard-corps", "ArmedForce", "IRN"),
        ("IDF", "force/israel-defense-forces", "ArmedForce", "ISR"),
        ("the Israeli military", "force/israel-defense-forces", "ArmedForce", "ISR"),
        ("Pakistan's army", "force/pakistan-army", "ArmedForce", "PAK"),
        ("Bundeswehr", "force/bundeswehr", "ArmedForce", "DEU"),
        ("Pentagon", "body/united-states-department-of-defense", "GovernmentBody", "USA"),
        ("Kremlin", "body/kremlin", "GovernmentBody", "RUS"),
        ("Mossad", "body/mossad", "GovernmentBody", "ISR"),
        ("Knesset", "body/knesset", "GovernmentBody", "ISR"),
        ("ISI", "body/inter-services-intelligence", "GovernmentBody", "PAK"),
        ("IRNA", "media/irna", "MediaOrganization", "IRN"),
        ("Tasnim news agency", "media/tasnim-news-agency", "MediaOrganization", "IRN"),
        ("Reuters", "media/reuters", "MediaOrganization", None),
        ("AFP", "media/agence-france-presse", "MediaOrganization", "FRA"),
        ("Xinhua News Agency", "media/xinhua", "MediaOrganization", "CHN"),
        ("al-Arabiya News", "media/al-arabiya", "MediaOrganization", "SAU"),
        ("The Times", "media/the-times", "MediaOrganization", None),
        ("Likud", "party/likud", "PoliticalParty", None),
        ("BJP", "party/bharatiya-janata-party", "PoliticalParty", None),
        ("Human Rights Watch", "org/human-rights-watch", "Organization", None),
        ("U.S. Institute of Peace", "org/united-states-institute-of-peace", "Organization", "USA"),
    ],
)
def test_organisations_have_a_class_and_the_state_that_they_act_for(
    gazetteer: Gazetteer, text: str, key: str, cls: str, country: str | None
) -> None:
    found = gazetteer.find(text)[0]
    assert (found.key, found.cls, found.country) == (key, cls, country)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Iran's Tasnim news agency", "media/tasnim-news-agency"),
        ("Iran’s Quds Force", "force/quds-force"),
        ("U.S. Central Intelligence Agency", "body/central-intelligence-agency"),
        ("Pakistan's Baluchistan province", "place/pk-balochistan"),
        ("Iranian Saravan", "place/geonames-1159713"),
        ("South Korea's Yonhap", "media/yonhap"),
    ],
)
def test_a_state_in_front_of_a_name_chooses_what_belongs_to_it(gazetteer: Gazetteer, text: str, key: str) -> None:
    assert first(gazetteer, text) == key


@pytest.mark.parametrize("text", ["Iran's Mossad", "Iranian Islamabad", "Pakistan's Pakistan", "Iran's banana"])
def test_a_state_in_front_of_what_is_not_its_own_gives_nothing_else(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


def test_the_body_of_an_organisation_names_its_parent(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Security Council")[0].parent == "org/united-nations"
    assert gazetteer.find("Quds Force")[0].parent == "force/islamic-revolutionary-guard-corps"


@pytest.mark.parametrize(
    "text", ["us", "is", "it", "who", "Hill", "care", "", " ", "'s", "the", "—", "<http://x>", "\x00"]
)
def test_ordinary_words_and_rubbish_are_no_names(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


def test_an_ambiguous_name_gives_all_its_readings_state_before_place(gazetteer: Gazetteer) -> None:
    assert [name.key for name in gazetteer.find("Georgia")][:2] == ["state/GEO", "place/us-georgia"]
    assert [name.key for name in gazetteer.find("RSF")] == [
        "group/rapid-support-forces",
        "org/reporters-without-borders",
    ]
    assert len(gazetteer.find("Hyderabad")) >= 2


@pytest.mark.parametrize("label", ["Georgia", "Jordan", "Chad"])
def test_states_whose_name_is_something_else_too_say_so(gazetteer: Gazetteer, label: str) -> None:
    note = gazetteer.find(label)[0].note
    assert note is not None
    assert "also" in note


def test_every_spelling_in_the_lists_finds_its_entry(gazetteer: Gazetteer) -> None:
    lost = [
        (name.key, text)
        for name in gazetteer.names.values()
        for text in (name.label, *name.aliases)
        if name not in gazetteer.find(text)
    ]
    assert lost == []


def test_militant_groups_are_many_and_of_all_regions(gazetteer: Gazetteer) -> None:
    groups = [name for name in gazetteer.names.values() if name.cls == "MilitantGroup"]
    assert len(groups) >= 250
    assert not [name.key for name in groups if name.country]
    active = {code for name in groups for code in name.active_in}
    assert set(ARMED_GROUPS_IN.split()) <= active
    assert {f"state/{code}" for code in active} <= set(gazetteer.names)
    assert {name.cls for name in gazetteer.names.values() if name.active_in or name.ideology} == {"MilitantGroup"}
    assert sum(bool(name.ideology) for name in groups) >= 350


def test_classes_of_names_are_classes_of_the_ontology(gazetteer: Gazetteer) -> None:
    known = set(load_ontology().classes)
    used = Counter(name.cls for name in gazetteer.names.values())
    used.update(role.cls for role in gazetteer.roles.values() if role.cls)
    used.update(body.cls for body in gazetteer.bodies.values())
    used.update(gazetteer.heads.values())
    assert set(used) | set(AGENT_CLASSES) <= known


def test_parents_and_countries_exist(gazetteer: Gazetteer) -> None:
    names = gazetteer.names.values()
    assert [name.key for name in names if name.parent and name.parent not in gazetteer.names] == []
    assert [name.key for name in names if name.country and f"state/{name.country}" not in gazetteer.names] == []


@pytest.mark.parametrize("table", ["states", "agents", "roles", "bodies", "places", "heads", "common"])
def test_tables_are_sorted_have_all_cells_and_no_row_twice(table: str) -> None:
    path = path_of(LISTS) / f"{table}.tsv"
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    ids = [line.split("\t")[0] for line in lines[1:]]
    assert ids == sorted(set(ids))
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert not [line for line in lines if line != line.strip("\r \n") or "||" in line or "  " in line]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iranian", "IRN"),
        ("Iranians", "IRN"),
        ("Britons", "GBR"),
        ("Dutch", "NLD"),
        ("Emirati", "ARE"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("South Koreans", "KOR"),
        ("Congolese", "COD"),
        ("Soviet", "SUN"),
        ("Palestinians", "PSE"),
        ("Filipino", "PHL"),
    ],
)
def test_demonyms_name_their_state(gazetteer: Gazetteer, text: str, code: str) -> None:
    found = gazetteer.demonym(text)
    assert found is not None
    assert found.country == code


@pytest.mark.parametrize("text", ["polish", "turkey", "Iran", "Kurdish", ""])
def test_what_is_no_demonym_is_not_taken_for_one(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.demonym(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Islamabad", "PAK"),
        ("the Kremlin", "RUS"),
        ("Moscow", "RUS"),
        ("White House", "USA"),
        ("Washington", "USA"),
        ("Downing Street", "GBR"),
        ("Tel Aviv", "ISR"),
        ("Sana'a", "YEM"),
        ("Kiev", "UKR"),
        ("Ramallah", "PSE"),
    ],
)
def test_capitals_and_seats_stand_for_governments(gazetteer: Gazetteer, text: str, code: str) -> None:
    found = gazetteer.government(text)
    assert found is not None
    assert found.country == code


def test_brussels_and_other_cities_are_no_governments(gazetteer: Gazetteer) -> None:
    assert [gazetteer.government(text) for text in ("Brussels", "Karachi", "islamabad")] == [None, None, None]


@pytest.mark.parametrize(
    ("title", "cls", "kind", "acts"),
    [
        ("president", "Official", "head-of-state", True),
        ("former president", "Official", "head-of-state", False),
        ("caretaker prime minister", "Official", "head-of-government", True),
        ("outgoing caretaker prime minister", "Official", "head-of-government", True),
        ("foreign minister", "Official", "minister", True),
        ("minister of oil", "Official", "minister", True),
        ("secretary of state", "Official", "minister", True),
        ("deputy governor", "Official", "other", True),
        ("spokesperson", "Official", "spokesperson", True),
        ("charge d'affaires", "Official", "diplomat", True),
        ("chargé d’affaires", "Official", "diplomat", True),
        ("special envoy", "Official", "diplomat", True),
        ("army chief", "Official", "military", True),
        ("chief justice", "Official", "judge", True),
        ("lawmaker", "Official", "legislator", True),
        ("police chief", "Official", "police", True),
        ("opposition leader", "Person", "person", False),
        ("ceo", "Person", "person", False),
        ("un chief", "Official", "other", False),
    ],
)
def test_roles_tell_class_kind_and_whether_the_holder_acts_for_the_state(
    gazetteer: Gazetteer, title: str, cls: str, kind: str, acts: bool
) -> None:
    role = gazetteer.role(title.split())
    assert role is not None
    assert (role.cls, role.kind, role.acts) == (cls, kind, acts)


@pytest.mark.parametrize("title", ["", "former", "banana", "minister's banana"])
def test_what_is_no_title_has_no_role(gazetteer: Gazetteer, title: str) -> None:
    assert gazetteer.role(title.split()) is None


@pytest.mark.parametrize(
    ("words", "cls", "kind"),
    [
        ("foreign ministry", "GovernmentBody", "ministry"),
        ("ministry of truth", "GovernmentBody", "ministry"),
        ("foreign office", "GovernmentBody", "ministry"),
        ("provincial government", "GovernmentBody", "government"),
        ("security forces", "ArmedForce", "military"),
        ("airforce", "ArmedForce", "military"),
        ("fighter jets", "ArmedForce", "instrument"),
        ("suspected sunni militants", "MilitantGroup", "militant"),
        ("gunmen", "MilitantGroup", "militant"),
        ("protesters", "Group", "people"),
        ("state news agency", "MediaOrganization", "media"),
        ("ruling party", "PoliticalParty", "party"),
        ("human rights group", "Organization", "organization"),
    ],
)
def test_common_nouns_tell_what_kind_of_actor_they_mean(gazetteer: Gazetteer, words: str, cls: str, kind: str) -> None:
    body = gazetteer.body(words.split())
    assert body is not None
    assert (body.cls, body.kind) == (cls, kind)


def test_other_common_nouns_are_no_actors(gazetteer: Gazetteer) -> None:
    assert [gazetteer.body(words) for words in ((), ("banana",), ("ministry", "banana"))] == [None, None, None]


def scan(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[start:end]), name.key) for start, end, name in gazetteer.matches(words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iran struck Jaish al - Adl", [("Iran", "state/IRN"), ("Jaish al - Adl", "group/jaish-al-adl")]),
        ("the U.S. told us it is IS .", [("U.S.", "state/USA"), ("IS", "group/islamic-state")]),
        ("who is WHO", [("WHO", "org/world-health-organization")]),
        ("WHO IS THE LEADER OF IRAN", [("IRAN", "state/IRN")]),
        ("the army of justice and the Army of Justice", [("Army of Justice", "group/jaish-al-adl")]),
        ("Care for the people of Mobile and Nice", []),
        ("Leaders told The Times and the times", [("Times", "media/the-times")]),
        ("men of 17 November", [("17 November", "group/revolutionary-organization-17-november")]),
        ("UN Security Council", [("UN Security Council", "org/united-nations-security-council")]),
        ("in Sistan - Baluchestan", [("Sistan - Baluchestan", "place/ir-sistan-and-baluchestan")]),
        ("in Sistan-Baluchestan", [("Sistan-Baluchestan", "place/ir-sistan-and-baluchestan")]),
        ("People 's Protection Units", [("People 's Protection Units", "group/peoples-protection-units")]),
        ("Iran \n Iraq", [("Iran", "state/IRN"), ("Iraq", "state/IRQ")]),
        ("", []),
        ("- ' , the", []),
    ],
)
def test_a_scan_finds_the_longest_names_with_the_right_capitals(
    gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]
) -> None:
    assert scan(gazetteer, text) == found


def test_a_scan_stops_at_marks_that_are_not_part_of_names(gazetteer: Gazetteer) -> None:
    assert scan(gazetteer, "Security ; Council") == []


def test_no_name_lies_inside_another(gazetteer: Gazetteer) -> None:
    text = "The Islamic State of Iraq and Syria fought the Syrian Democratic Forces in Deir ez - Zor , Syria"
    spans = [(start, end) for start, end, _ in gazetteer.matches(text.split())]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len(spans) == 4


def test_keys_find_what_they_are_keys_of(gazetteer: Gazetteer) -> None:
    for key in ("state/IRN", "group/hamas", "place/ir-sistan-and-baluchestan", "place/geonames-1159713"):
        name = gazetteer.by_key(key)
        assert name is not None
        assert name.key == key
    assert gazetteer.by_key("state/XYZ") is None
    assert gazetteer.by_key("place/") is None


def test_a_gazetteer_survives_pickling_and_is_the_same_each_time(gazetteer: Gazetteer) -> None:
    copy: Gazetteer = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301 - our own bytes
    assert copy.find("Saravan") == gazetteer.find("Saravan") != ()
    assert load_gazetteer() is gazetteer


def test_states_carry_position_and_geonames_number(gazetteer: Gazetteer) -> None:
    iran = gazetteer.find("Iran")[0]
    assert (iran.lat, iran.lon, iran.geonames, iran.kind) == (32.0, 53.0, "130758", "member")


def test_every_code_of_the_list_of_states_is_well_formed() -> None:
    states = list(rows(path_of(LISTS) / "states.tsv"))
    assert len(states) > 250
    assert [row["id"] for row in states if not (len(row["id"]) == 3 and row["id"].isupper())] == []
    assert {row["status"] for row in states} == set(STATUSES)
