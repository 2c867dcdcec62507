"""PLOVER's own rules for REQUEST, AID, CONCEDE and PROTEST (manual of 2021-09-17), and what the gold labels took from
it."""

from __future__ import annotations

import pytest
from matching import sides_in
from spacy.language import Language

from kg.extract import Knowledge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qatar called on Rwanda and Burundi to agree to a truce.", ("REQUEST", "QAT", "RWA")),
        ("Kenya summoned the Egyptian ambassador.", ("REQUEST", "KEN", "EGY")),
        ("Turkish troops went to Libya at the request of the government in Tripoli.", ("REQUEST", "LBY", "TUR")),
        ("Spain granted asylum to a Cuban diplomat.", ("AID", "ESP", "CUB")),
        ("Malian soldiers rescued a French hostage.", ("AID", "MLI", "FRA")),
        ("China cancelled the debts of Zambia.", ("AID", "CHN", "ZMB")),
        ("Saudi Arabia supported the government of Yemen against the Houthis.", ("AID", "SAU", "YEM")),
        ("France announced a withdrawal from Mali.", ("CONCEDE", "FRA", "MLI")),
        ("The ELN declared a unilateral ceasefire.", ("CONCEDE", "National Liberation Army", "")),
        ("Indonesia pardoned an Australian smuggler.", ("CONCEDE", "IDN", "AUS")),
        ("Japan apologised to China.", ("CONCEDE", "JPN", "CHN")),
        ("North Korea dropped its demand for a seat.", ("CONCEDE", "PRK", "")),
        ("Farmers blocked the roads of Greece.", ("PROTEST", "Farmers", "")),
        ("Opposition parties boycotted the vote in Togo.", ("PROTEST", "Opposition parties", "")),
        ("Forty prisoners went on hunger strike.", ("PROTEST", "prisoners", "")),
        ("Protesters hurled stones at the Indian embassy.", ("PROTEST", "Protesters", "IND")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_acts_have_the_root_that_plover_gives_them(
    text: str, expected: tuple[str, str, str], nlp: Language, knowledge: Knowledge
) -> None:
    """A third party's call for a truce REQUESTs, asylum and rescue AID, what is announced CONCEDEs, boycotts and
    obstruction PROTEST."""
    assert expected in {(root, source, target) for root, source, target in sides_in(text, nlp, knowledge)}


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Nicaragua offered asylum to the former president of Panama.", "AID"),
        ("Germany promised to send tanks to Ukraine.", "AID"),
        ("Israel agreed to a ceasefire.", "REQUEST"),
        ("France withdrew its troops from Mali.", "CONCEDE"),
        ("Iran released two French teachers.", "CONCEDE"),
        ("Turkey demanded that Israel apologise.", "CONCEDE"),
        ("The embassy lodged a protest with the ministry in Rome.", "PROTEST"),
    ],
)
def test_what_is_another_root_is_not_taken(text: str, root: str, nlp: Language, knowledge: Knowledge) -> None:
    """Offers and promises AGREE, carried-out withdrawals and releases RETREAT, protest notes ACCUSE."""
    assert root not in {found for found, _, _ in sides_in(text, nlp, knowledge)}
