"""Names of states that others bear too, and names that are only called after a state, by the real pipeline."""

from __future__ import annotations

import pytest
from mentioned import index_of, wrong
from spacy.language import Language

from kg.extract import extract, load_knowledge
from kg.model import Document
from kg.names.load import load_gazetteer

SENTENCES = """
A storm hit Atlanta, {Georgia|place/us-georgia}, on Sunday.
Voters in {Georgia|place/us-georgia} and Florida went to the polls.
{Georgia|place/us-georgia} Governor Ana Lopez signed the bill.
A fire broke out in Gori, {Georgia|state/GEO}, on Sunday.
{Georgia|state/GEO}, Russia and Armenia signed a treaty.
{Georgia|state/GEO}'s parliament in Tbilisi passed the law.
Bandits attacked villages in {Niger|place/ng-niger} state.
Farmers fled to {Niger|place/ng-niger}, Nigeria.
{Niger|state/NER}'s junta expelled an envoy.
Officials in Brazzaville said {Congo|state/COG} would vote in May.
Fighting spread in eastern {Congo|state/COD} near Goma.
Roseau was calm. {Dominican|state/DMA} police arrested a smuggler.
{Dominican|state/DOM} police arrested a smuggler in Santo Domingo.
Pyongyang was silent. {Korean|state/PRK} sailors were rescued.
{Nigerien|state/NER} troops left {Nigeria|state/NGA}.
{Guinea-Bissau|state/GNB} and {Equatorial Guinea|state/GNQ} thanked {Guinea|state/GIN}.
Pirates sailed the {Gulf of Guinea|place/gulf-of-guinea}.
Ships crossed the {Indian Ocean|place/indian-ocean}.
The {Persian Gulf|place/gulf} was calm.
Police in {New Mexico|place/us-new-mexico} found a car.
{Ireland|state/IRL} and {Northern Ireland|place/northern-ireland} share a border.
{South Korea|state/KOR} sent rice to the {North|state/PRK}.
{West Indian|} cricketers arrived.
{American Indian|} tribes sued.
He ate {Turkish|} delight, {French|} fries and {Danish|} pastries.
Scientists infected {Guinea|} pigs.
Witnesses saw Michael {Jordan|} there.
"""


@pytest.mark.parametrize("marked", SENTENCES.strip().splitlines())
def test_a_name_means_the_state_or_another_by_its_surroundings(marked: str, nlp: Language) -> None:
    assert wrong(marked, nlp, load_gazetteer()) == []


DOUBTFUL = {
    "Congo accused Rwanda of treason.": ("Congo", "state/COD", ("state/COG",), 0.7),
    "Brazzaville said that Congo would vote.": ("Congo", "state/COG", ("state/COD",), 0.8),
    "Kinshasa said that Congo would vote.": ("Congo", "state/COD", (), 1.0),
    "Korean sailors were rescued.": ("Korean", "state/KOR", ("state/PRK",), 0.7),
    "A judge in Georgia stopped the order.": ("Georgia", "state/GEO", (), 1.0),
}


@pytest.mark.parametrize(("text", "expected"), DOUBTFUL.items(), ids=DOUBTFUL)
def test_what_is_left_open_is_kept(text: str, expected: tuple[object, ...], nlp: Language) -> None:
    index = index_of(nlp(text), load_gazetteer())
    mention = next(one for one in index.mentions if one.text == expected[0])
    assert (mention.text, *mention.refers_to, mention.alternatives, mention.confidence) == expected
    assert set(mention.alternatives) <= set(index.by_key)


THINGS = (
    "Gunmen attacked a Chinese restaurant in Lagos.",
    "Russian roulette killed two men.",
    "Police raided a Turkish delight shop.",
    "Gunmen attacked an Italian bakery in Lagos.",
)


@pytest.mark.parametrize("text", THINGS)
def test_what_is_only_called_after_a_state_makes_it_no_party(text: str, nlp: Language) -> None:
    claims = extract(Document("test", text), nlp(text), load_knowledge()).claims
    assert claims
    parties = {one.entity for claim in claims for one in (*claim.source, *claim.target)}
    assert parties & {"state/CHN", "state/RUS", "state/TUR", "state/ITA"} == set()
