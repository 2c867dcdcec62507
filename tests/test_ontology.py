"""The ontology defines every term that people and programs rely on, in words, and contradicts itself nowhere."""

import pickle
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from graphs import graph

from kg.lexicon import lexicon_files
from kg.ontology import EventType, OntologyError, load_ontology, parse
from kg.reasoning.contradictions import reason
from kg.resources import path_of

KG = "https://w3id.org/kg-news/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
PREFIXES = (
    "@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)

ROOTS = """
    Agree Consult Support Cooperate Aid Concede Retreat Request Accuse Reject Threaten Protest Sanction Mobilize Coerce
    Assault
"""
FINER = {
    "Assault": "Airstrike MissileStrike DroneStrike Bombing SuicideBombing Shelling ArmedAttack Assassination "
    "Abduction Clash MilitaryOperation",
    "Accuse": "Condemnation Accusation Investigation",
    "Reject": "Denial Refusal Veto",
    "Sanction": "RecallAmbassador ExpelDiplomat BarDiplomat CancelMeeting DowngradeRelations SeverRelations "
    "EconomicSanction",
    "Request": "SummonDiplomat UrgeRestraint DemandExplanation AppealForAction CallForCeasefire",
    "Threaten": "Warning ThreatOfForce",
    "Consult": "Meeting PhoneCall Visit Negotiation OfferMediation",
    "Agree": "Agreement PeaceDeal",
    "Retreat": "Ceasefire PrisonerExchange Withdrawal Surrender Release",
    "Support": "ExpressSolidarity",
    "Aid": "HumanitarianAid MilitaryAid",
    "Cooperate": "JointExercise IntelligenceSharing",
    "Protest": "Demonstration Strike Riot",
    "Mobilize": "TroopDeployment ShowOfForce AirDefence",
    "Coerce": "Arrest Seizure Curfew Censorship",
}
AGENTS = """
    State GovernmentBody ArmedForce MilitantGroup PoliticalParty InternationalOrganization MediaOrganization
    Organization Person Official Group
"""
PLACES = "State Province District City Village Region Site"


@pytest.fixture(scope="module")
def ontology():
    return load_ontology()


@pytest.fixture(scope="module")
def facts():
    """Subject -> predicate -> values of the ontology's triples, as IRIs and words."""
    found = defaultdict(lambda: defaultdict(list))
    for quad in parse(path_of("ontology/kg.ttl")):
        found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return found


def test_each_root_of_plover_is_a_class_with_its_code(ontology):
    assert {name: ontology.types[name].root for name in ROOTS.split()} == {name: name.upper() for name in ROOTS.split()}
    assert all(ontology.types[name].parents == ("Event",) for name in ROOTS.split())


@pytest.mark.parametrize(("root", "name"), [(root, name) for root, names in FINER.items() for name in names.split()])
def test_each_finer_type_lies_under_its_root(ontology, root, name):
    assert ontology.types[name].root == root.upper()
    assert ontology.is_a(name, root)


def test_there_are_no_other_event_types(ontology):
    finer = {name for names in FINER.values() for name in names.split()}
    assert set(ontology.types) == {"Event", "ClaimOfResponsibility", *ROOTS.split(), *finer}


def test_a_claim_of_responsibility_has_no_root(ontology):
    claim = ontology.types["ClaimOfResponsibility"]
    assert (claim.root, claim.relation, claim.parents) == (None, None, ("Event",))


def test_an_event_type_is_read_with_what_it_inherits(ontology):
    assert ontology.event_type("MissileStrike") == EventType(
        name="MissileStrike",
        label="missile strike",
        root="ASSAULT",
        cameo="195",
        relation="attacked",
        parents=("Airstrike", "ArmedAttack", "Assault", "Event"),
        symmetric=False,
        kind="force",
        where="target",
        mode="heavy-weapons",
        quad="material conflict",
    )


def test_every_root_is_in_a_quad_of_plover_and_only_classes_of_one_sector_have_one(ontology):
    quads = {kind.quad for kind in ontology.types.values() if kind.root}
    assert quads == {f"{way} {end}" for way in ("verbal", "material") for end in ("cooperation", "conflict")}
    assert ontology.sectors["MediaOrganization"] == "MED"
    assert not {"GovernmentBody", "ArmedForce", "State", "Official"} & set(ontology.sectors)


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("RecallAmbassador", "recalledAmbassadorFrom"),
        ("UrgeRestraint", "urgedRestraintOf"),
        ("Condemnation", "condemned"),
        ("SummonDiplomat", "summonedDiplomatOf"),
        ("Meeting", "metWith"),
        ("Clash", "clashedWith"),
    ],
)
def test_a_type_gives_the_direct_relation_that_users_ask_for(ontology, name, relation):
    assert ontology.types[name].relation == relation


def test_every_type_under_a_root_gives_a_direct_relation_that_is_declared(ontology):
    for kind in ontology.types.values():
        if kind.root:
            assert kind.relation in ontology.relations, kind.name


@pytest.mark.parametrize(
    "name", ["Agree", "PeaceDeal", "Consult", "Meeting", "PhoneCall", "Visit", "JointExercise", "Clash"]
)
def test_source_and_target_of_a_symmetric_type_may_change_places(ontology, name):
    assert ontology.types[name].symmetric


@pytest.mark.parametrize("name", ["Airstrike", "Assault", "OfferMediation", "RecallAmbassador", "Request"])
def test_other_types_have_a_direction(ontology, name):
    assert not ontology.types[name].symmetric


def test_agents_and_places_are_there_and_a_state_is_both(ontology):
    assert all(ontology.is_a(name, "Agent") for name in AGENTS.split())
    assert all(ontology.is_a(name, "Place") for name in PLACES.split())
    assert ontology.classes["State"] == ("Agent", "Place")
    assert ontology.classes["Official"] == ("Person", "Agent")


def test_an_unknown_name_is_refused_with_names_that_come_near(ontology):
    with pytest.raises(OntologyError, match="no event type 'AirStrike'; near it are Airstrike"):
        ontology.event_type("AirStrike")
    with pytest.raises(OntologyError, match="no class 'Offical'; near it are Official"):
        ontology.is_a("Offical", "Person")


def test_the_ontology_travels_between_processes(ontology):
    assert pickle.loads(pickle.dumps(ontology)) == ontology  # noqa: S301


def test_every_term_has_a_label_and_a_definition(facts):
    own = [iri for iri in facts if iri.startswith(KG)]
    assert len(own) > 200
    lacking = [iri for iri in own if len(facts[iri][RDFS + "label"]) != 1 or len(facts[iri][SKOS + "definition"]) != 1]
    assert lacking == []


def test_no_two_terms_of_one_kind_share_a_definition(facts):
    definitions = [facts[iri][SKOS + "definition"][0] for iri in facts if iri.startswith(KG)]
    assert sorted(definitions) == sorted(set(definitions))


def test_codes_are_concepts_with_a_notation_that_agrees_with_the_classes(facts):
    for iri in [iri for iri in facts if iri.startswith(KG)]:
        codes = facts[iri][KG + "ploverRoot"] + facts[iri][KG + "cameoCode"]
        concepts = [value for value in facts[iri][SKOS + "closeMatch"] if "/plover#" in value or "/cameo#" in value]
        assert sorted(codes) == sorted(
            notation for concept in concepts for notation in facts[concept][SKOS + "notation"]
        )


def test_every_term_that_stands_above_another_is_declared(facts):
    """OWL 2 DL asks that each class and property is declared, those of other vocabularies too."""
    above = {
        value
        for subject in list(facts)
        for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf")
        for value in facts[subject][predicate]
    }
    assert [iri for iri in sorted(above) if not facts[iri]["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]] == []


def test_every_term_that_the_lexicon_uses_is_declared(facts):
    used = set()
    for quad in (quad for path in lexicon_files() for quad in parse(path)):
        used.update(term.value for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode))
    assert sorted(iri for iri in used if iri.startswith(KG) and iri not in facts) == []


def test_a_file_of_ones_own_adds_an_event_type(tmp_path: Path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(PREFIXES + 'kg:DamBreach rdfs:subClassOf kg:Bombing ; rdfs:label "dam breach" .')
    added = load_ontology(extra=[mine]).event_type("DamBreach")
    above = ("Bombing", "ArmedAttack", "Assault", "Event")
    plover = {"mode": "explosives", "quad": "material conflict"}
    assert added == EventType(
        "DamBreach", "dam breach", "ASSAULT", None, "attacked", above, False, "force", "parties", **plover
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kg:DamBreach rdfs:subClassOf kg:Bombing .", "kg:DamBreach has no rdfs:label"),
        ('<x:Breach> rdfs:subClassOf kg:Bombing ; rdfs:label "b" .', "<x:Breach> lies below .* Call it kg:SomeName"),
        (
            'kg:DamBreach rdfs:subClassOf kg:Bombing ; rdfs:label "b" ; kg:relation kg:breached .',
            "kg:DamBreach gives the direct relation breached, which is not declared",
        ),
        ("kg:DamBreach rdfs:subClassOf", "mine.ttl is not valid Turtle: Parser error .* line 2"),
    ],
)
def test_a_mistake_in_a_file_of_ones_own_is_named(tmp_path: Path, text, message):
    mine = tmp_path / "mine.ttl"
    mine.write_text(PREFIXES + text)
    with pytest.raises(OntologyError, match=message):
        load_ontology(extra=[mine])


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(OntologyError, match=r"none\.ttl cannot be read"):
        load_ontology(tmp_path / "none.ttl")


def test_a_file_without_a_version_is_no_ontology(tmp_path: Path):
    empty = tmp_path / "empty.ttl"
    empty.write_text(PREFIXES)
    with pytest.raises(OntologyError, match=r"no version: state owl:versionInfo"):
        load_ontology(empty)


GOOD = """
<x:official> a kg:Official ; kg:actsFor <x:state> . <x:state> a kg:State ; kg:attacked <x:state> .
<x:event> a kg:Airstrike ; kg:place <x:state> ; kg:source <x:state> ; kg:claim <x:claim> .
<x:claim> a kg:Claim ; kg:eventType kg:Airstrike ; kg:stance kg:Asserted ; kg:claimer <x:official> .
"""


#: The graph of the tests of validation, which has everything that a graph can have.
EXAMPLE = "".join(f"{quad.triple} .\n" for quad in graph())


@pytest.mark.parametrize(
    ("extra", "nodes"),
    [
        (GOOD, []),
        (EXAMPLE, []),
        ("<x:event> kg:place <x:a> . <x:a> a kg:Person .", ["x:a"]),
        ("<x:claim> kg:stance kg:Asserted, kg:Denied .", ["x:claim"]),
        ("<x:claim> kg:aboutEvent <x:claim> .", ["x:claim"]),
    ],
)
def test_a_reasoner_finds_the_ontology_consistent_and_only_nonsense_not(extra, nodes):
    store = ox.Store()
    store.load((PREFIXES + extra).encode(), format=ox.RdfFormat.TURTLE)
    assert [found.node for found in reason(store).contradictions] == nodes
