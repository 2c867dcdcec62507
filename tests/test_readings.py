"""Whether the names of states and places are actors or places in whole sentences, by the real pipeline."""

from __future__ import annotations

import re

import pytest
from mentioned import index_of
from spacy.language import Language

from kg.names.load import load_gazetteer

SENTENCES = """
[Norway|actor] accused [Belarus|actor] of jamming signals over the [Baltic Sea|place].
Storms flooded three provinces in the north of [Vietnam|place] on Monday.
Troops from [Uganda|place] crossed into [South Sudan|place] last week.
According to [Lithuania|actor], the convoy never left [Kaliningrad|place].
The treaty between [Bolivia|actor] and [Chile|actor] was signed in [Lima|place].
[Peru|actor]'s foreign minister flew to [Ecuador|place].
Aid from [Japan|actor] reached hospitals in [Nepal|place].
[Bogota|actor] rejected the offer of [Caracas|actor].
The border between [Kenya|place] and [Somalia|place] stayed shut.
[Kazakhstan|place]'s capital was calm after the storm.
A delegation arrived in [Muscat|place] from [Qatar|place].
The [Turkish|] navy drilled off [Cyprus|place].
Sanctions against [Zimbabwe|actor] were lifted by [Canada|actor].
Gunmen attacked a village near [Maiduguri|place], [Nigeria|place].
[Mumbai|actor] wants more trains from the federal government.
"""
MARK = re.compile(r"\[([^|\]]+)\|(\w*)\]")


@pytest.mark.parametrize("marked", SENTENCES.strip().splitlines())
def test_names_of_places_say_whether_they_act(marked: str, nlp: Language) -> None:
    mentions = index_of(nlp(MARK.sub(r"\1", marked)), load_gazetteer()).mentions
    found = {mention.text: mention.reading or "" for mention in mentions}
    wanted = dict(MARK.findall(marked))
    assert {name: found.get(name, "") for name in wanted} == wanted
