"""Who and where is in sentences, read by the shipped pipeline. All sentences are our own, their events made up."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of, wrong
from spacy.language import Language

from kg.extract import Knowledge
from kg.extract.entities import EntityIndex

STATES = [
    "{Kenya|state/KEN} and {Uganda|state/UGA} signed the treaty.",
    "The {Brazilian|state/BRA} minister met {South Korean|state/KOR} diplomats in {Nairobi|place/*}.",
    "The raid angered {the Iranians|}.",
    "The raid angered the {Iranians|state/IRN}.",
    "Three {Ukrainians|group/*} were killed.",
    "Shells fell on {Syrian territory|state/SYR}.",
    "Troops crossed onto {Lebanese soil|state/LBN}.",
]
CAPITALS = [
    "{Islamabad|state/PAK} warned that the raid would have consequences.",
    "The ministers met in {Islamabad|place/geonames-1176615}.",
    "The envoy accused {Moscow|state/RUS} of breaking the truce.",
    "{Cairo|state/EGY}'s foreign minister left early.",
    "Ties between {Ankara|state/TUR} and {Athens|state/GRC} are tense.",
    "Rockets hit {Kyiv|place/*} at dawn.",
    "Thousands marched through the streets of {Khartoum|place/*}.",
    "{Brussels|org/european-union} condemned the vote.",
    "The {Kremlin|body/kremlin} denied the report.",
]
BODIES = [
    "{Sudan's Foreign Ministry|body/foreign-ministry-sdn} summoned the ambassador.",
    "The {Chinese Foreign Ministry|body/foreign-ministry-chn} urged restraint.",
    "The {Colombian army|*} said it had killed six rebels.",
    "{Indian police|body/police-ind} arrested two men.",
    "{Police|body/police-ken} in Nairobi said two men had died.",
    "{Ethiopia's navy|*} was disbanded.",
    "The {government of Chad|body/government-tcd} resigned.",
    "{Houthi forces|group/houthis} entered the town.",
    "The {Ministry of Justice|body/justice-ministry-*} of Sudan was attacked.",
    "{Peru's Congress|body/congress-per} rejected the plan of the {US Congress|body/united-states-congress}.",
    "In Lima, Peru, {Congress|body/congress-per} met. Peru's army said Peru's president had left Peru.",
    "{Congress|body/united-states-congress} passed the bill.",
    "{Sudan's Foreign Ministry|body/foreign-ministry-sdn} left. The {Foreign Ministry|body/foreign-ministry-tcd} in "
    "N'Djamena was silent.",
    "Chad's foreign ministry met Mali's foreign ministry. Chad's president fell ill. {Foreign ministry|*-tcd} "
    "spokesman Ali Moussa said so.",
    "Chile's foreign ministry was silent. Chile's ambassador in Lima was called to the {Foreign Ministry|*-per}.",
    "{Kenyan police|body/police-ken} arrested two men. The {policemen|body/police-ken} left.",
    "{Ukraine's Security Council|body/security-council-ukr} met.",
    "The {Security Council|org/united-nations-security-council} met.",
]
OFFICIALS = [
    "{Peru's Foreign Minister|person/ana-lopez-*} {Ana Lopez|person/ana-lopez-*} resigned.",
    "{Ana Lopez|person/ana-*}, the {governor of Cusco|person/ana-*}, resigned. {Lopez|person/ana-lopez-*} left.",
    "{French President|person/jean-*} {Jean Moreau|person/jean-moreau-*} spoke. The {president|person/jean-*} left.",
    "A {Nigerian intelligence source|official/*} told Reuters so.",
    "{Japanese officials|official/*} said no ship was hit.",
    "{Hamas leaders|group/hamas} refused the offer.",
]
GROUPS = [
    "{Gunmen|group/*} shot three {Chinese citizens|group/*} dead.",
    "The {Free Harbour Brigade|group/free-harbour-brigade} ({FHB|group/free-harbour-brigade}), a {separatist group|"
    "group/free-harbour-brigade}, attacked a convoy. The {FHB|group/free-harbour-brigade} withdrew.",
    "{FHB|group/free-harbour-brigade} fled. The {Free Harbour Brigade|group/free-harbour-brigade} (FHB) is a "
    "separatist group.",
    "{Jaish ul-Adl|group/jaish-al-adl}, also known as the Army of Justice, claimed the attack.",
    "Troops struck {Boko Haram|group/boko-haram} camps.",
]
PLACES = [
    "A blast in {Hyderabad|place/geonames-1176734} killed two. Pakistan's army sealed Karachi.",
    "A blast in {Hyderabad|place/geonames-1269843} killed two, police in Telangana, India, said.",
    "Shells hit {Tripoli|place/geonames-266826} in Lebanon. Then {Tripoli|place/geonames-2210247}, Libya, was quiet.",
    "{London|place/*}, Ontario, is in Canada.",
    "A bomb went off in {Saravan|place/geonames-1159713}, a city in Iran.",
    "Floods hit the {village of Tel Zarin|place/tel-zarin-*} in Iraq.",
    "Shells fell in {Panjgur district|place/panjgur} of Pakistan.",
    "They met in Iran's {Sistan-Baluchistan|place/ir-sistan-and-baluchestan} province.",
]


@pytest.mark.parametrize("marked", [*STATES, *CAPITALS, *BODIES, *OFFICIALS, *GROUPS, *PLACES])
def test_words_refer_to_what_the_sentence_says(marked: str, nlp: Language, knowledge: Knowledge) -> None:
    assert wrong(marked, nlp, knowledge.gazetteer) == []


@pytest.fixture(scope="module")
def article(nlp: Language, knowledge: Knowledge) -> EntityIndex:
    text = (
        "Peru's Foreign Minister Ana Maria Lopez said gunmen of the Red Dawn Front (RDF), a rebel group, had shot two "
        "Chilean citizens near the village of Puno Alto in Peru. Peru's navy and the Chilean police searched for them. "
        "Lopez, who met former president Luis Ortega, accused Santiago of silence. Chile's army moved to Arica."
    )
    return index_of(nlp(text), knowledge.gazetteer)


def test_an_official_has_state_role_and_every_form_of_the_name(article: EntityIndex) -> None:
    official = entity(article, "Ana Maria Lopez")
    assert (official.cls, official.country, official.acts_for) == ("Official", "PER", "state/PER")
    assert official.role == "Foreign Minister"
    assert "Lopez" in official.aliases


def test_who_holds_a_post_no_more_acts_for_nobody(article: EntityIndex) -> None:
    former = entity(article, "Luis Ortega")
    assert (former.cls, former.country, former.acts_for) == ("Person", None, None)


def test_a_body_acts_for_its_state(article: EntityIndex) -> None:
    police = entity(article, "Chilean police")
    assert (police.cls, police.country, police.acts_for) == ("ArmedForce", "CHL", "state/CHL")


def test_an_unknown_group_is_what_its_apposition_says(article: EntityIndex) -> None:
    group = entity(article, "Red Dawn Front")
    assert (group.key, group.cls, group.country) == ("group/red-dawn-front", "MilitantGroup", None)
    assert "RDF" in group.aliases


def test_people_of_a_nationality_are_a_group_with_its_country(article: EntityIndex) -> None:
    citizens = entity(article, "Chilean citizens")
    assert (citizens.cls, citizens.country, citizens.acts_for) == ("Group", "CHL", None)


def test_an_unknown_village_lies_where_the_text_says(article: EntityIndex) -> None:
    village = entity(article, "Puno Alto")
    assert (village.cls, village.country, village.within) == ("Village", "PER", ("state/PER",))


def test_all_that_an_entity_refers_to_is_there(article: EntityIndex) -> None:
    keys = {one.key for one in article.entities}
    wanted = {key for one in article.entities for key in (*one.within, *filter(None, [one.acts_for]))}
    assert wanted <= keys
    assert {key for mention in article.mentions for key in mention.refers_to} <= keys


def test_entities_are_sorted_and_mentions_in_the_order_of_the_text(article: EntityIndex) -> None:
    assert [one.key for one in article.entities] == sorted(one.key for one in article.entities)
    assert [m.span.start for m in article.mentions] == sorted(m.span.start for m in article.mentions)


def test_the_same_article_gives_the_same_index(nlp: Language, knowledge: Knowledge) -> None:
    text = "Lopez said Peru's army and the rebels of the Red Dawn Front had met in Lima. Its leaders left."
    first, second = (index_of(nlp(text), knowledge.gazetteer) for _ in range(2))
    assert first.mentions == second.mentions
    assert first.entities == second.entities


def test_a_mention_is_found_by_its_governing_word_and_by_each_of_its_words(nlp: Language, knowledge: Knowledge) -> None:
    doc = nlp("Peru's navy left.")
    index = index_of(doc, knowledge.gazetteer)
    navy = next(token.i for token in doc if token.text == "navy")
    assert index.at[navy].text == "Peru's navy"
    assert index.covering[0].refers_to == ("state/PER",)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "x", "(ABC)", "'s", "- - -", "It said it hit it.", "US (US) (US)", "the the"]
)
def test_text_without_anybody_is_no_error(text: str, nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp(text), knowledge.gazetteer)
    assert all(text[m.span.start : m.span.end] == m.text for m in index.mentions)
