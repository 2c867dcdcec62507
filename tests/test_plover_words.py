"""PLOVER's own rules for ACCUSE, REJECT and THREATEN (manual of 2021-09-17), and what the gold labels took from it."""

from __future__ import annotations

import pytest
from matching import sides_in
from spacy.language import Language

from kg.extract import Knowledge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan lodged a strong protest with India.", ("ACCUSE", "PAK", "IND")),
        ("Peru complained about the remarks of Chile.", ("ACCUSE", "PER", "CHL")),
        ("South Africa filed a lawsuit against Israel.", ("ACCUSE", "ZAF", "ISR")),
        ("Kosovo's prosecutors indicted a Serbian general.", ("ACCUSE", "XKX", "SRB")),
        ("Sweden opened an investigation into the explosion.", ("ACCUSE", "SWE", "")),
        ("Jordan called Israel's raid a breach of its sovereignty.", ("ACCUSE", "JOR", "ISR")),
        ("Malaysia refused visas to Israeli swimmers.", ("REJECT", "MYS", "ISR")),
        ("Rwanda denied the accusations of Congo.", ("REJECT", "RWA", "COD")),
        ("Russia vetoed the resolution.", ("REJECT", "RUS", "")),
        ("Pakistan reserves the right to respond.", ("THREATEN", "PAK", "")),
        ("Algeria warned Morocco of serious consequences.", ("THREATEN", "DZA", "MAR")),
        ("The court issued an arrest warrant for the Libyan president.", ("THREATEN", "", "LBY")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_words_have_the_root_that_plover_gives_them(
    text: str, expected: tuple[str, str, str], nlp: Language, knowledge: Knowledge
) -> None:
    """Protest notes, complaints, suits, indictments and inquiries ACCUSE, refused visas REJECT, warrants THREATEN."""
    found = sides_in(text, nlp, knowledge)
    if expected[1]:
        assert expected in found
    else:
        assert (expected[0], expected[2]) in {(root, target) for root, _, target in found}


@pytest.mark.parametrize(
    "text",
    [
        "Egypt condemned the killing of a Danish nurse in Somalia.",
        "Norway condemned the arrest of the Congolese opposition leader.",
        "Iceland denounced the Ukraine war.",
        "The United Nations investigated the killing of two Swedish experts in Congo.",
    ],
)
def test_a_deed_is_not_blamed_on_its_victim_or_its_place(text: str, nlp: Language, knowledge: Knowledge) -> None:
    """Who does something to a Dane in Somalia is neither Denmark nor Somalia."""
    blamed = [target for root, _, target in sides_in(text, nlp, knowledge) if root == "ACCUSE"]
    assert blamed == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts warned of a recession in Chile.",
        "Officials warned residents of Manila to stay at home.",
        "The met office issued a flood warning for Kent.",
        "Doctors warned that the virus may return to Peru.",
    ],
)
def test_a_caution_is_no_threat(text: str, nlp: Language, knowledge: Knowledge) -> None:
    """Cautionary warnings by third parties are not THREATEN."""
    assert "THREATEN" not in {root for root, _, _ in sides_in(text, nlp, knowledge)}


def test_negated_and_reported_wrongs_differ(nlp: Language, knowledge: Knowledge) -> None:
    """Who says that somebody did wrong accuses; who says that somebody did not, or will, does not."""
    assert ("ACCUSE", "ARM", "AZE") in sides_in("Armenia said that Azerbaijan had violated the truce.", nlp, knowledge)
    for text in (
        "Armenia said that Azerbaijan had not violated the truce.",
        "Armenia said that Azerbaijan would not violate the truce.",
    ):
        assert "ACCUSE" not in {root for root, _, _ in sides_in(text, nlp, knowledge)}
