"""Pronouns and definite phrases: the right one, or nobody. Sentences of our own, read by the shipped pipeline."""

from __future__ import annotations

import pytest
from mentioned import entity, index_of, wrong
from parses import parse
from spacy.language import Language

from kg.extract import Knowledge

PRONOUNS = [
    "Peru recalled {its|state/PER} ambassador from Chile.",
    "Peru said Chile had attacked {it|state/PER}.",
    "Peru closed the border. {It|state/PER} also recalled an envoy.",
    "Chile believes that {their|state/CHL} sovereignty was violated.",
    "Hamas said {its|group/hamas} fighters had left.",
    "The Red Dawn Front, a rebel group, attacked Peru. Ana Lopez was there. {He|person/ana-lopez-*} left.",
    "Foreign Minister Ana Lopez of Peru said {she|person/ana-lopez-*} would resign.",
    "Ana Lopez left. {She|person/ana-lopez-*} was ill. {He|} was not.",
    "{It|} is suspected that Chile did this.",
    "Peru and Chile met in Lima. {It|} rained.",
]
DEFINITES = [
    "Boko Haram attacked a village in Niger. The {group|group/boko-haram} burned the houses.",
    "The raid was reported by Reuters. The {agency|media/reuters} named no sources.",
    "Peru closed its ports. The {country|state/PER} has few of them.",
    "Troops fought Boko Haram and Hamas. The {group|} won.",
]
PAIRS = [
    "Peru and Chile have talked. China urged {both nations|} to stop.",
    "Peru and Chile have talked. China urged both {nations|state/CHL+state/PER} to stop.",
    "Talks between Peru and Chile failed, and ties between the {two countries|state/CHL+state/PER} are bad.",
    "Fifty {countries|} took part.",
    "Peru, Chile, Kenya and Japan talked. The two {sides|} agreed.",
]
COUNTERPARTS = [
    "Peru's Foreign Minister Ana Lopez met her {Chilean counterpart|official/*} in Lima.",
    "Peru's Foreign Minister Ana Lopez met her {Chilean counterpart|person/luis-vega-*}. Chile's Foreign Minister Luis "
    "Vega spoke first.",
    "Workers met their {Chilean counterparts|}.",
]


@pytest.mark.parametrize("marked", [*PRONOUNS, *DEFINITES, *PAIRS, *COUNTERPARTS])
def test_references_lead_to_whom_the_text_means(marked: str, nlp: Language, knowledge: Knowledge) -> None:
    assert wrong(marked, nlp, knowledge.gazetteer) == []


def test_an_unnamed_counterpart_has_the_same_post_in_the_other_state(nlp: Language, knowledge: Knowledge) -> None:
    index = index_of(nlp("Peru's Foreign Minister Ana Lopez met her Chilean counterpart in Lima."), knowledge.gazetteer)
    other = entity(index, "Chilean counterpart")
    assert (other.cls, other.country, other.acts_for, other.role) == (
        "Official",
        "CHL",
        "state/CHL",
        "Foreign Minister",
    )


def test_it_that_stands_for_a_clause_refers_to_nobody(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Peru   Peru PROPN 2 nsubj ent=LOC
        2 closed close VERB 0 root tag=VBD

        1 It      it    PRON 3 expl
        2 is      be    AUX  3 cop
        3 clear   clear ADJ  0 root
        4 why     why   ADV  3 csubj
    """)
    assert [m.text for m in index_of(doc, knowledge.gazetteer).mentions] == ["Peru"]


def test_its_goes_to_the_subject_of_its_own_clause(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Peru     Peru     PROPN 2 nsubj ent=LOC
        2 said     say      VERB  0 root tag=VBD
        3 Chile    Chile    PROPN 4 nsubj ent=LOC
        4 recalled recall   VERB  2 ccomp tag=VBD
        5 its      its      PRON  6 nmod:poss tag=PRP$
        6 envoy    envoy    NOUN  4 obj tag=NN
    """)
    index = index_of(doc, knowledge.gazetteer)
    assert index.at[4].refers_to == ("state/CHL",)
    assert entity(index, "envoy").country == "CHL"


def test_of_two_that_fit_equally_neither_is_taken(knowledge: Knowledge) -> None:
    doc = parse("""
        1 Talks   talk    NOUN  6 nsubj tag=NNS
        2 of      of      ADP   3 case
        3 Peru    Peru    PROPN 1 nmod ent=LOC
        4 and     and     CCONJ 5 cc
        5 Chile   Chile   PROPN 3 conj ent=LOC
        6 failed  fail    VERB  0 root tag=VBD

        1 It      it      PRON  2 nsubj tag=PRP
        2 left    leave   VERB  0 root tag=VBD
    """)
    assert not [m for m in index_of(doc, knowledge.gazetteer).mentions if m.text == "It"]
