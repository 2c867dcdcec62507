"""PLOVER's rules for AGREE, CONSULT, SUPPORT and COOPERATE, and those of our conventions, through the real pipeline."""

from __future__ import annotations

import pytest
from matching import Found, found_in
from spacy.language import Language

from kg.extract import Knowledge

#: The rule, a text, the roots that it has.
ROOTS = [
    ("a future meeting that is agreed on is AGREE only", "India agreed to meet the rebels.", ["AGREE"]),
    ("a meeting that is only planned is nothing", "India plans to meet the rebels.", []),
    ("a meeting that is refused is no CONSULT", "The rebels did not meet Indian officials.", []),
    ("an invitation is AGREE", "Nepal invited the rebels to a conference.", ["AGREE"]),
    ("a promise is AGREE, not what is promised", "Japan promised to send tents to Nepal.", ["AGREE"]),
    ("an assurance is AGREE", "Japan assured Nepal of its friendship.", ["AGREE"]),
    ("readiness to cooperate is AGREE", "Japan is ready to help Nepal.", ["AGREE"]),
    ("a threat is no promise", "Iran vowed to attack Iraq.", ["THREATEN"]),
    ("an offer to mediate is CONSULT", "Oman offered to mediate between Iran and Iraq.", ["CONSULT"]),
    ("an offer to host talks is CONSULT", "Oman offered to host talks between Iran and Iraq.", ["CONSULT"]),
    ("opening relations is SUPPORT", "Sudan established diplomatic relations with Israel.", ["SUPPORT"]),
    ("recognition is SUPPORT", "Kenya recognised the government of Somalia.", ["SUPPORT"]),
    ("a refused recognition is no SUPPORT", "Kenya did not recognise the government of Somalia.", []),
    ("an extradition is COOPERATE", "Spain extradited a banker to Peru.", ["COOPERATE"]),
    ("a joint exercise is COOPERATE", "India and Japan held joint naval exercises.", ["COOPERATE"]),
    ("an interview is no consultation", "The minister spoke to reporters from Kenya.", []),
]


@pytest.mark.parametrize(("text", "roots"), [(t, r) for _, t, r in ROOTS], ids=[name for name, _, _ in ROOTS])
def test_roots(text: str, roots: list[str], nlp: Language, knowledge: Knowledge) -> None:
    """Each rule in a sentence."""
    assert [one.root for one in found_in(text, nlp, knowledge)] == roots


def countries(found: Found) -> tuple[list[str | None], list[str | None]]:
    """The states of the two sides."""
    return [e.country for e in found.source], [e.country for e in found.target]


#: The rule, a text, the states of source and target.
SIDES = [
    ("the visitor is the source", "Ghana's president visited Togo.", (["GHA"], ["TGO"])),
    ("the host receives, the guest is its target", "Togo hosted the president of Ghana.", (["TGO"], ["GHA"])),
    ("two equals stand on a side each", "The leaders of Ghana and Togo met.", (["GHA"], ["TGO"])),
    ("three equals are all sources", "Officials of Ghana, Togo and Benin met.", (["GHA", "TGO", "BEN"], [])),
    ("what is done for somebody is promised to it", "Ghana agreed to help Togo build a dam.", (["GHA"], ["TGO"])),
    ("a promise to nobody has no target", "Ghana promised to hold elections.", (["GHA"], [])),
]


@pytest.mark.parametrize(("text", "sides"), [(t, s) for _, t, s in SIDES], ids=[name for name, _, _ in SIDES])
def test_sides(text: str, sides: tuple[list[str], list[str]], nlp: Language, knowledge: Knowledge) -> None:
    """Who is source and who is target."""
    assert [countries(one) for one in found_in(text, nlp, knowledge)] == [sides]
