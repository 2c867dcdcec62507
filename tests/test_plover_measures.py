"""Where PLOVER draws the borders of SANCTION, COERCE, RETREAT and MOBILIZE, one rule each, by the pipeline."""

from __future__ import annotations

import pytest
from matching import found_in
from spacy.language import Language

from kg.extract import Knowledge

RULES = [
    ("one's own ambassador is recalled", "Chad recalled its ambassador from Libya.", {"SANCTION"}),
    ("theirs is expelled", "Chad expelled the Libyan ambassador.", {"SANCTION"}),
    ("individuals are deported", "Chad deported a Cameroonian preacher.", {"COERCE"}),
    ("people driven out", "Angola expelled Congolese miners.", {"SANCTION"}),
    ("military aid withdrawn", "Italy suspended military aid to Niger.", {"SANCTION"}),
    ("a treaty left", "Iran withdrew from the treaty.", {"SANCTION"}),
    ("forces withdrawn", "Iran withdrew its troops from Syria.", {"RETREAT"}),
    ("officials dismissed", "Parliament dismissed the defence minister of Peru.", {"SANCTION"}),
    ("officials gone by themselves", "The defence minister of Peru resigned.", {"RETREAT"}),
    ("a release", "Vietnam released a Catholic priest.", {"RETREAT"}),
    ("a conviction without the accusation", "A court in Hanoi convicted a blogger of treason.", {"SANCTION"}),
    ("an arrest without the accusation", "Police in Hanoi arrested a blogger accused of treason.", {"COERCE"}),
    ("protesters pushed back without a means", "Polish police pushed back protesters.", {"COERCE"}),
    ("a drill of one state", "Taiwan held military drills on Monday.", {"MOBILIZE"}),
    ("a drill of two states", "Taiwan and Japan held joint military exercises.", {"COOPERATE"}),
    ("troops sent", "Kenya sent troops to Congo.", {"MOBILIZE"}),
    ("an approach to attack", "Kenyan troops crossed into Somalia and shelled Somali towns.", {"ASSAULT"}),
    ("a test of weapons", "North Korea test-fired a missile on Friday.", {"MOBILIZE"}),
    ("sanctions eased", "Canada lifted sanctions on Belarus.", {"RETREAT"}),
    ("a siege", "Serb forces besieged Gorazde.", {"COERCE"}),
]


@pytest.mark.parametrize(("what", "text", "roots"), RULES, ids=[r[0] for r in RULES])
def test_the_root_is_that_of_plover(
    what: str, text: str, roots: set[str], nlp: Language, knowledge: Knowledge
) -> None:
    """A wording belongs to the root that the manual gives it, and to no second one."""
    assert {event.root for event in found_in(text, nlp, knowledge)} == roots


def test_police_and_courts_without_an_agent_have_no_source(nlp: Language, knowledge: Knowledge) -> None:
    """Gold leaves the source of passive acts empty; who suffers stays."""
    for text in ("A Polish journalist was arrested in Minsk.", "A Polish journalist was sentenced to eight years."):
        (event,) = found_in(text, nlp, knowledge)
        assert not event.source
        assert event.target


def test_an_actor_in_the_clause_that_is_nobody_known_is_not_left_out(nlp: Language, knowledge: Knowledge) -> None:
    """Somebody stands there as the one who acts: an empty source would say that nobody does."""
    assert not found_in("They arrested a Polish journalist.", nlp, knowledge)
