"""The list of states: whole by ISO 3166-1, each with its status, and what sentences make of them."""

from __future__ import annotations

import re

import pytest
from mentioned import index_of, wrong
from spacy.language import Language

from kg.names.lists import Row, rows
from kg.names.load import load_gazetteer
from kg.resources import path_of

CODES = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
    BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
    CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
    GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
    JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
    MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
    NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
    SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
    TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
ISO = set(CODES.split())
OWN_CODES = {"XAB", "XKX", "XNC", "XSL", "XSO", "XTN"}
DISPUTED = {"ESH", "TWN", *OWN_CODES}
HISTORICAL = {"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "XVS", "YMD", "YUG"}


@pytest.fixture(scope="module")
def states() -> dict[str, Row]:
    return {row["id"]: row for row in rows(path_of("ontology/names") / "states.tsv")}


def of_status(states: dict[str, Row], status: str) -> set[str]:
    return {code for code, row in states.items() if row["status"] == status}


def test_the_list_has_every_code_of_iso_3166_and_says_which_are_not(states: dict[str, Row]) -> None:
    assert set(states) == {*ISO, *OWN_CODES, *HISTORICAL}


def test_each_state_has_one_status(states: dict[str, Row]) -> None:
    assert len(of_status(states, "member")) == 193
    assert of_status(states, "observer") == {"PSE", "VAT"}
    assert of_status(states, "associated") == {"COK", "NIU"}
    assert of_status(states, "disputed") == DISPUTED
    assert of_status(states, "historical") == HISTORICAL
    assert {"HKG", "GRL", "PRI", "ATA"} < of_status(states, "territory")


def test_a_territory_is_some_members_and_a_disputed_state_is_claimed(states: dict[str, Row]) -> None:
    members = of_status(states, "member")
    assert {code for code in of_status(states, "territory") if states[code]["within"] not in members} == {"ATA"}
    claimed = {code: row["claimed_by"] for code, row in states.items() if row["status"] == "disputed"}
    assert set(claimed.values()) <= members
    assert (claimed["XKX"], claimed["XAB"], claimed["TWN"]) == ("SRB", "GEO", "CHN")


def test_each_member_has_a_demonym(states: dict[str, Row]) -> None:
    assert {code for code in of_status(states, "member") if not states[code]["demonyms"]} == set()


def test_wikidata_has_each_state_once(states: dict[str, Row]) -> None:
    numbers = [row["wikidata"] for row in states.values() if row["wikidata"]]
    assert len(numbers) == len(set(numbers)) > 240
    assert [number for number in numbers if not re.fullmatch(r"Q[1-9]\d*", number)] == []
    known = {"IRN": "Q794", "PAK": "Q843", "DNK": "Q35", "NLD": "Q55", "CHN": "Q148", "XKX": "Q1246", "SUN": ""}
    assert {code: states[code]["wikidata"] for code in known} == known
    assert {code for code in of_status(states, "member") if not states[code]["wikidata"]} == set()


def test_what_stands_for_a_government_is_a_seat_of_it(states: dict[str, Row]) -> None:
    gazetteer = load_gazetteer()
    bodies = {
        (code, word): name.country
        for code, row in states.items()
        for word in row.values("governments")
        for name in gazetteer.find(word)[:1]
        if name.key.startswith("body/")
    }
    assert {("USA", "White House"), ("RUS", "Kremlin"), ("FRA", "Matignon"), ("ITA", "Palazzo Chigi")} < set(bodies)
    assert {key for key, country in bodies.items() if country != key[0]} == {("SUN", "Kremlin")}


SENTENCES = """
{Northern Cyprus|state/XNC} condemned {Greece|state/GRC}.
{Turkish Cypriot|state/XNC} leaders met {Greek Cypriot|state/CYP} leaders.
{Abkhazia|state/XAB} accused {Georgia|state/GEO} of shelling a village.
{South Ossetian forces|body/armed-forces-xso} fired on a {Georgian|state/GEO} post.
{Tiraspol|state/XTN} asked {Moscow|state/RUS} for protection.
{Somaliland|state/XSL} rejected the claim of {Mogadishu|state/SOM}.
Gunmen attacked a hotel in {Hargeisa|place/geonames-57289}.
{Pristina|state/XKX} accused {Belgrade|state/SRB} of sending troops.
{Taipei|state/TWN} protested against the drills of {Beijing|state/CHN}.
{Ramallah|state/PSE} thanked {Oslo|state/NOR}.
{Hong Kong|state/HKG} criticised {Washington|state/USA}.
The {Vatican|state/VAT} condemned the attack on {Nauru|state/NRU}.
{Brussels|org/european-union} warned {Minsk|state/BLR}.
{East Germany|state/DDR} expelled two envoys of {West Germany|state/DEU}.
{Yugoslavia|state/YUG} and {Czechoslovakia|state/CSK} signed a treaty with the {Soviet Union|state/SUN}.
{South Vietnam|state/XVS} asked {Zaire|state/COD} and {Burma|state/MMR} for help.
{Bankova|body/bankova} and the {Kremlin|body/kremlin} denied the report.
{Downing Street|body/downing-street} and the {Elysée|body/elysee-palace} welcomed the deal.
{Zhongnanhai|body/zhongnanhai} and the {Blue House|body/blue-house} were silent.
"""


@pytest.mark.parametrize("marked", SENTENCES.strip().splitlines())
def test_states_and_their_seats_are_found(marked: str, nlp: Language) -> None:
    assert wrong(marked, nlp, load_gazetteer()) == []


def test_status_and_claim_reach_the_entity(nlp: Language) -> None:
    index = index_of(nlp("Kosovo thanked Peru and Greenland."), load_gazetteer())
    kosovo, peru, greenland = (index.entity(f"state/{code}") for code in ("XKX", "PER", "GRL"))
    assert (kosovo.status, kosovo.claimed_by, kosovo.within) == ("disputed", ("state/SRB",), ())
    assert (peru.status, peru.claimed_by, peru.exact) == ("member", (), ("geonames:3932488", "wikidata:Q419"))
    assert (greenland.status, greenland.within) == ("territory", ("state/DNK",))
    assert {"state/SRB", "state/DNK"} <= set(index.by_key)
