"""Analyses and links become the graph that the vocabulary describes."""

from dataclasses import replace

import pytest
from examples import (
    AGENCY,
    AMBUSH,
    ANALYSES,
    ARVANIA,
    BELMARK,
    BRIGADE,
    BUILD,
    FIRST,
    FIRST_TEXT,
    FRONT,
    LINKS,
    RECALL,
    SCHOOL,
    SECOND,
    STRIKE,
    STRIKE_AGAIN,
    STRIKE_TOLL,
    STRIKE_TOLL_AGAIN,
    argument,
)
from pyoxigraph import BlankNode, Literal, NamedNode

from kg import iris
from kg.graph import rdf, rdf_links
from kg.graph.terms import kg
from kg.iris import digest
from kg.model import Analysis, Document, Entity, Inference, Links, Mention, Post, Span
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
BASE = "https://example.org/kg/"
POST = Post("post/minister-xaa", "Minister of Arvania", ARVANIA)
BROWN = Entity("person/brown", "Official", "Brown", country="XAA", acts_for=ARVANIA)


def graph(analyses=ANALYSES, links=LINKS, base=BASE):
    return rdf.quads(analyses, links, base=base, ontology=ONTOLOGY, about=BUILD)


def values(quads, key, name, base=BASE):
    """Return the values of a property, local names of our own terms and keys of instances."""
    predicate = NamedNode(name) if ":" in name else kg(name)
    found = [quad.object.value for quad in quads if quad.subject.value == base + key and quad.predicate == predicate]
    return sorted(value.removeprefix(base).removeprefix(iris.KG) for value in found)


@pytest.fixture(scope="module")
def quads():
    return graph()


ARTICLE = iris.article_key(FIRST.id)
TYPE = iris.RDF + "type"


def test_quads_come_sorted_and_once(quads):
    assert len(set(quads)) == len(quads)
    assert quads == sorted(quads, key=rdf.order)


def test_the_order_of_the_articles_changes_nothing(quads):
    assert graph(reversed(ANALYSES)) == quads


def test_no_node_is_blank_and_every_quad_has_a_named_graph(quads):
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name.value.removeprefix(BASE) for quad in quads} == {
        ARTICLE,
        iris.article_key(SECOND.id),
        "graph/links",
        "graph/dataset",
    }


def test_the_graph_of_an_article_depends_on_that_article_alone(quads):
    alone = graph(ANALYSES[:1], Links(entities=LINKS.entities))
    of_article = [quad for quad in quads if quad.graph_name.value == BASE + ARTICLE]
    assert [quad for quad in alone if quad.graph_name.value == BASE + ARTICLE] == of_article
    assert of_article


def test_the_dataset_counts_the_triples_of_the_union(quads):
    union = {quad.triple for quad in quads}
    assert values(quads, "dataset", iris.VOID + "triples") == [str(len(union))]
    assert values(quads, "dataset", "pipeline") == ["hand-made"]


def test_an_article_has_its_metadata_and_its_whole_text(quads):
    assert values(quads, ARTICLE, TYPE) == ["Article"]
    assert values(quads, ARTICLE, iris.DCTERMS + "identifier") == [FIRST.id]
    assert values(quads, ARTICLE, iris.DCTERMS + "issued") == ["2024-01-17"]
    assert values(quads, ARTICLE, iris.SCHEMA + "url") == [FIRST.url]
    assert values(quads, ARTICLE, "text") == [FIRST_TEXT]
    assert len(values(quads, ARTICLE, "textHash")[0]) == 64


def test_what_is_unknown_of_an_article_is_not_said(quads):
    assert values(quads, iris.article_key(SECOND.id), iris.DCTERMS + "publisher") == []
    assert values(quads, iris.article_key(SECOND.id), iris.SCHEMA + "url") == []


def test_every_mention_has_the_words_at_its_offsets(quads):
    texts = {quad.subject: quad.object.value for quad in quads if quad.predicate == kg("text")}
    mentions = [quad.subject.value for quad in quads if quad.object == kg("Mention")]
    assert len(mentions) == 39
    for mention in mentions:
        key = mention.removeprefix(BASE)
        article, (begin,), (end,) = (values(quads, key, name) for name in ("inArticle", "begin", "end"))
        assert mention == f"{BASE}{article[0]}#char={begin},{end}"
        assert values(quads, key, "exact") == [texts[NamedNode(BASE + article[0])][int(begin) : int(end)]]


def test_words_found_as_a_name_and_used_in_a_claim_are_one_mention(quads):
    mention = f"{ARTICLE}#char={STRIKE.source[0].span.start},{STRIKE.source[0].span.end}"
    assert values(quads, mention, "refersTo") == [ARVANIA]
    assert values(quads, mention, "foundBy") == ["gazetteer"]
    assert values(quads, STRIKE.key, "sourceMention") == [mention]


def test_words_for_several_entities_refer_to_each_of_them(quads):
    both = [quad.subject.value for quad in quads if quad.object == Literal("Its ministry")]
    assert values(quads, both[0].removeprefix(BASE), "refersTo") == ["body/xbb-foreign", BELMARK]


CLAIM = {
    TYPE: ["Claim"],
    "inArticle": [ARTICLE],
    "aboutEvent": ["event/a-strike"],
    "eventType": ["Airstrike"],
    "stance": ["Asserted"],
    "source": [ARVANIA],
    "target": [FRONT, BELMARK],
    "place": [BELMARK],
    "earliest": ["2024-01-16"],
    "latest": ["2024-01-16"],
    "timeText": ["Tuesday"],
    "timeAnchor": ["2024-01-17"],
    "toll": [STRIKE_TOLL],
    "claimer": ["body/xbb-foreign"],
    "relayedBy": ["media/arvan-news-agency"],
    "rule": [iris.LEXICON + "strike-verb"],
    "confidence": ["0.85"],
    "aboutClaim": [],
    "corroborates": [STRIKE_AGAIN.key],
}


@pytest.mark.parametrize(("name", "expected"), CLAIM.items())
def test_a_claim_says_what_its_article_says(quads, name, expected):
    assert values(quads, STRIKE.key, name) == expected


@pytest.mark.parametrize("role", ["source", "target", "place", "time", "claimer", "relayedBy"])
def test_every_slot_of_a_claim_has_its_evidence(quads, role):
    evidence = values(quads, STRIKE.key, f"{role}Mention")
    assert evidence
    assert all(values(quads, one, TYPE) == ["Mention"] for one in evidence)


def test_a_claim_goes_back_to_somebody_or_to_an_article(quads):
    assert values(quads, STRIKE.key, "origin") == [BELMARK]
    assert values(quads, RECALL.key, "origin") == [iris.article_key(SECOND.id)]
    assert values(quads, "event/a-strike", "independentSources") == ["2"]


def test_an_article_is_credited_to_a_medium():
    credit = replace(ANALYSES[0], credit=argument(FIRST, AGENCY, "the Arvan News Agency"))
    made = graph((credit, ANALYSES[1]))
    assert values(made, ARTICLE, "creditedTo") == [AGENCY]


def test_a_claim_of_responsibility_points_to_the_claim_and_the_event(quads):
    assert values(quads, "claim/ad-responsibility", "aboutClaim") == [AMBUSH.key]
    assert values(quads, "event/c-responsibility", "responsibilityFor") == ["event/b-ambush"]


EVENT = {
    TYPE: ["Airstrike"],
    "root": [iris.PLOVER + "ASSAULT"],
    iris.RDFS + "label": ["Airstrike: Arvania -> Northern Front, Belmark, 2024-01-16"],
    "claim": [STRIKE.key, STRIKE_AGAIN.key],
    "source": [ARVANIA],
    "target": [FRONT, BELMARK],
    "place": [BELMARK],
    "earliest": ["2024-01-16"],
    "mergeReason": ["same type, source and day"],
}


@pytest.mark.parametrize(("name", "expected"), EVENT.items())
def test_an_event_has_its_claims_and_their_consensus(quads, name, expected):
    assert values(quads, "event/a-strike", name) == expected


MEMBERSHIP = {
    TYPE: ["Membership"],
    "memberOf": ["event/a-strike"],
    "member": [STRIKE_AGAIN.key],
    "reason": ["type +2, killed -1: 9 points"],
    "score": ["9"],
    "agreesIn": ["source", "type"],
    "disagreesIn": ["killed"],
    "agreesMostWith": [STRIKE.key],
    "couldBeEvent": ["event/d-school"],
}


@pytest.mark.parametrize(("name", "expected"), MEMBERSHIP.items())
def test_a_membership_says_why_claims_are_about_an_event(quads, name, expected):
    assert values(quads, f"membership/{digest('event/a-strike', STRIKE_AGAIN.key)}", name) == expected


def test_the_first_member_of_an_event_has_no_score(quads):
    key = f"membership/{digest('event/a-strike', STRIKE.key)}"
    assert values(quads, key, "reason") == ["the first"]
    assert not any(values(quads, key, name) for name in ("score", "agreesIn", "agreesMostWith", "couldBeEvent"))


TOLL = {
    TYPE: ["Toll"],
    "harm": ["Killed"],
    "min": ["2"],
    "max": [],
    "hedge": ["at least"],
    "partial": ["false"],
    "victims": ["children"],
    "victimKind": ["Children"],
    "mention": [f"{ARTICLE}#char={STRIKE.tolls[0].span.start},{STRIKE.tolls[0].span.end}"],
}


@pytest.mark.parametrize(("name", "expected"), TOLL.items())
def test_a_number_of_victims_is_a_node_with_its_words(quads, name, expected):
    assert values(quads, STRIKE_TOLL, name) == expected


ESTIMATE = {
    TYPE: ["Estimate"],
    "harm": ["Killed"],
    "low": ["2"],
    "bestMin": ["3"],
    "bestMax": ["3"],
    "high": ["3"],
    "basedOn": sorted([STRIKE_TOLL, STRIKE_TOLL_AGAIN]),
    "bestFrom": [STRIKE_TOLL_AGAIN],
}


@pytest.mark.parametrize(("name", "expected"), ESTIMATE.items())
def test_an_event_has_an_estimate_of_each_harm_with_the_numbers_it_rests_on(quads, name, expected):
    (estimate,) = values(quads, "event/a-strike", "estimate")
    assert values(quads, estimate, name) == expected


ENTITY = {
    TYPE: ["City"],
    iris.RDFS + "label": ["Kestrel"],
    iris.SKOS + "altLabel": [],
    "country": ["XBB"],
    "within": ["place/hill-province", BELMARK],
    iris.WGS84 + "lat": ["27.5"],
    iris.WGS84 + "long": ["-61.25"],
}


@pytest.mark.parametrize(("name", "expected"), ENTITY.items())
def test_a_place_has_what_is_known_of_it(quads, name, expected):
    assert values(quads, "place/kestrel", name) == expected


def test_the_label_of_an_entity_is_not_its_alias_as_well(quads):
    assert values(quads, BRIGADE, iris.SKOS + "altLabel") == ["HB"]


def test_a_post_has_one_node_with_whose_it_is_and_who_holds_it():
    words = Mention(Span(0, 7), "Arvania", ("person/brown",), "post", post="post/minister-xaa")
    first = replace(ANALYSES[0], mentions=(words,), posts=(POST,))
    links = replace(LINKS, entities=(*LINKS.entities, BROWN), posts=(replace(POST, holders=(BROWN.key,)),))
    found = graph([first, ANALYSES[1]], links)
    assert values(found, POST.key, TYPE) == [iris.ORG + "Post"]
    assert values(found, POST.key, iris.RDFS + "label") == ["Minister of Arvania"]
    assert values(found, POST.key, iris.ORG + "postIn") == [ARVANIA]
    assert values(found, POST.key, iris.ORG + "heldBy") == [BROWN.key]
    assert values(found, BROWN.key, iris.ORG + "holds") == [POST.key]
    assert values(found, f"{ARTICLE}#char=0,7", "namesPost") == [POST.key]


def test_a_unit_is_part_of_the_force_that_it_belongs_to():
    entities = [replace(one, parent=FRONT if one.key == BRIGADE else None) for one in LINKS.entities]
    assert values(graph(links=replace(LINKS, entities=tuple(entities))), BRIGADE, "partOf") == [FRONT]


def test_asserted_events_link_source_and_target_directly(quads):
    assert values(quads, ARVANIA, "attacked") == [FRONT, BELMARK]
    assert values(quads, BELMARK, "recalledAmbassadorFrom") == [ARVANIA]


@pytest.mark.parametrize("stance", ["denied", "possible"])
def test_an_event_that_nobody_asserts_links_nothing(stance):
    analyses = [replace(one, claims=tuple(replace(claim, stance=stance) for claim in one.claims)) for one in ANALYSES]
    assert values(graph(analyses), ARVANIA, "attacked") == []


def test_the_denied_bombing_is_in_the_graph_and_gives_no_direct_relation():
    links = replace(LINKS, events=tuple(event for event in LINKS.events if event.type == "Bombing"))
    found = graph(links=links)
    assert values(found, "event/d-school", "target") == [BELMARK]
    assert values(found, ARVANIA, "attacked") == []


def test_nobody_is_linked_to_himself():
    event = replace(LINKS.events[0], target=(ARVANIA, BELMARK))
    assert values(graph(links=replace(LINKS, events=(event,))), ARVANIA, "attacked") == [BELMARK]


LABELS = [
    ({}, "Airstrike: Arvania -> Northern Front, Belmark, 2024-01-16"),
    ({"source": ()}, "Airstrike: -> Northern Front, Belmark, 2024-01-16"),
    ({"target": (), "end": "2024-01-17"}, "Airstrike: Arvania, 2024-01-16/2024-01-17"),
    ({"source": (), "target": (), "start": None, "end": None}, "Airstrike"),
    ({"type": "Meeting", "target": (BELMARK,), "end": None}, "Meeting: Arvania <-> Belmark, 2024-01-16"),
]


@pytest.mark.parametrize(("changes", "expected"), LABELS)
def test_the_label_of_an_event_leaves_out_what_is_unknown(changes, expected):
    entities = {entity.key: entity for entity in LINKS.entities}
    assert rdf_links.event_label(replace(LINKS.events[0], **changes), entities, ONTOLOGY) == expected


def test_two_documents_with_one_id_are_refused():
    with pytest.raises(rdf.GraphDataError, match="a1_strikes"):
        graph([*ANALYSES, ANALYSES[0]])


def test_an_event_whose_claim_is_missing_is_refused():
    with pytest.raises(rdf.GraphDataError, match=STRIKE_AGAIN.key):
        graph(ANALYSES[:1])


def test_an_event_whose_entity_is_missing_is_refused():
    with pytest.raises(rdf.GraphDataError, match=ARVANIA):
        graph(links=replace(LINKS, entities=()))


def test_a_control_character_that_reading_left_in_the_text_is_refused():
    with pytest.raises(ValueError, match="U\\+0000 at offset 1"):
        graph([Analysis(Document("x", "a\0b"))], Links())


def test_a_base_that_ends_in_a_hash_makes_valid_iris():
    found = graph(base="https://example.org/kg#")
    mention = f"{ARTICLE}/char={STRIKE.trigger.start},{STRIKE.trigger.end}"
    assert values(found, STRIKE.key, "trigger", "https://example.org/kg#") == [mention]


def test_a_bad_base_is_refused_before_anything_is_made():
    with pytest.raises(iris.IriError):
        graph(base="example.org")


def test_no_articles_make_a_graph_that_only_describes_itself():
    found = {quad.subject.value.removeprefix(BASE) for quad in graph([], Links())}
    assert found == {"dataset", "dataset/build", "dataset/software"}


def test_an_empty_span_is_still_a_place_in_the_text():
    claim = replace(STRIKE, trigger=Span(5, 5))
    found = graph([replace(ANALYSES[0], claims=(claim,))], Links())
    assert values(found, f"{ARTICLE}#char=5,5", "exact") == [""]


def test_what_an_entity_is_elsewhere_are_exact_matches_and_no_identity():
    state = replace(LINKS.entities[-1], iso2="XB", exact=("geonames:12", "wikidata:Q7"))
    found = graph(links=replace(LINKS, entities=(*LINKS.entities[:-1], state)))
    match = ["http://www.wikidata.org/entity/Q7", "https://sws.geonames.org/12/"]
    assert values(found, BELMARK, iris.SKOS + "exactMatch") == match
    assert values(found, BELMARK, "iso2") == ["XB"]
    assert not [quad for quad in found if quad.predicate.value == iris.OWL + "sameAs"]


def test_a_mention_says_whether_a_place_acts_unless_two_mentions_of_its_words_disagree():
    names = [Mention(Span(0, 7), "Arvania", (ARVANIA,), "list", reading=one) for one in ("actor", "place", None)]
    assert [readings(one) for one in names] == [["AsActor"], ["AsPlace"], []]
    assert [readings(names[0], names[2]), readings(*names[:2])] == [["AsActor"], []]


def test_a_state_says_what_it_is_to_others_and_who_claims_it():
    state = replace(LINKS.entities[-1], status="disputed", claimed_by=(ARVANIA,))
    found = graph(links=replace(LINKS, entities=(*LINKS.entities[:-1], state)))
    assert values(found, BELMARK, "status") == ["DisputedState"]
    assert values(found, BELMARK, "claimedBy") == [ARVANIA]


def readings(*mentions):
    found = graph([replace(ANALYSES[0], mentions=mentions)], Links(entities=LINKS.entities))
    return values(found, f"{ARTICLE}#char=0,7", "reading")


def doubted(*mentions):
    found = graph([replace(ANALYSES[0], mentions=mentions)], Links(entities=LINKS.entities))
    node = f"{ARTICLE}#char={mentions[0].span.start},{mentions[0].span.end}"
    return values(found, node, "confidence"), values(found, node, "couldBe")


def test_a_mention_with_one_reading_has_no_confidence_and_nothing_else_that_it_could_be():
    assert doubted(Mention(Span(0, 7), "Arvania", (ARVANIA,), "list")) == ([], [])


def test_a_mention_keeps_its_other_readings_and_how_sure_the_chosen_one_is():
    one = Mention(Span(0, 7), "Arvania", (ARVANIA,), "list", 0.75, (FRONT, BRIGADE))
    assert doubted(one) == (["0.75"], [BRIGADE, FRONT])


def test_two_mentions_of_the_same_words_are_one_node_with_the_lower_confidence_and_no_reading_that_was_chosen():
    sure = Mention(Span(0, 7), "Arvania", (ARVANIA,), "list", 0.9, (FRONT,))
    less = Mention(Span(0, 7), "Arvania", (FRONT,), "names", 0.6, (BRIGADE,))
    assert doubted(sure, less) == (["0.6"], [BRIGADE])


def test_what_a_mention_that_nobody_doubts_means_is_not_what_its_words_could_mean():
    sure = Mention(Span(0, 7), "Arvania", (FRONT,), "list")
    less = Mention(Span(0, 7), "Arvania", (ARVANIA,), "names", 0.9, (FRONT, BRIGADE))
    assert doubted(sure, less) == doubted(less, sure) == (["0.9"], [BRIGADE])


@pytest.mark.parametrize("curie", ["dbpedia:Paris", "geonames:", "wikidata:Q7> <x", "Q7"])
def test_a_link_to_elsewhere_that_makes_no_iri_is_refused(curie):
    with pytest.raises(iris.IriError, match="geonames:1174872"):
        iris.elsewhere(curie)


SEM = [iris.SEM + f"has{name}TimeStamp" for name in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")]
JANUARY, APRIL = ("2024-01-01", "2024-01-31"), "2024-04-30"
#: First and last possible time, latest begin, earliest end, whether it goes on; the four stamps.
STAMPED = [
    (("2024-01-16", "2024-01-16", None, None, False), ("2024-01-16",) * 4),
    (("2024-01", "2024-01", None, None, False), (*JANUARY, *JANUARY)),
    (("2024", "2024-04", None, None, False), ("2024-01-01", APRIL, "2024-01-01", APRIL)),
    (("2024-01", "2024-04", "2024-01", "2024-04", False), (*JANUARY, "2024-04-01", APRIL)),
    (("2024-01", APRIL, "2024-01", APRIL, True), (*JANUARY, APRIL, None)),
    ((None, APRIL, None, "2024-04", False), (None, APRIL, "2024-04-01", APRIL)),
    ((None, None, None, None, False), (None,) * 4),
]


@pytest.mark.parametrize(("time", "expected"), STAMPED)
def test_the_stamps_of_a_time_are_days_of_its_begin_and_of_its_end(time, expected):
    """An act within an interval can be on any day of it; one that lasts, goes on or ends has bounds of its own."""
    start, end, begun, ended, goes_on = time
    told = replace(STRIKE.when, start=start, end=end, begun=begun, ended=ended, goes_on=goes_on)
    analysis = replace(ANALYSES[0], claims=(replace(STRIKE, when=told),))
    found = graph([analysis], Links(entities=LINKS.entities))
    assert [values(found, STRIKE.key, name) for name in SEM] == [[day] if day else [] for day in expected]
    event = replace(LINKS.events[0], start=start, end=end, begun=begun, ended=ended, goes_on=goes_on)
    found = graph(links=replace(LINKS, events=(event,)))
    assert [values(found, event.key, name) for name in SEM] == [[day] if day else [] for day in expected]


def test_a_claim_says_how_precise_its_time_is_and_how_long_it_took():
    told = replace(STRIKE.when, start=None, end=None, precision="day", pattern="XXXX-WXX-2", duration="PT2H")
    analysis = replace(ANALYSES[0], claims=(replace(STRIKE, when=told),))
    found = graph([analysis], Links(entities=LINKS.entities))
    names = ("timePrecision", "timePattern", "duration", "earliest")
    assert [values(found, STRIKE.key, name) for name in names] == [["day"], ["XXXX-WXX-2"], ["PT2H"], []]


def test_an_inferred_day_stands_among_the_links_with_its_source_and_rule():
    inference = Inference(SCHOOL.key, "2024-01-16", (STRIKE_AGAIN.key,), "same-event-day")
    found = graph(links=replace(LINKS, inferences=(inference,)))
    assert values(found, SCHOOL.key, "inferredFrom") == [STRIKE_AGAIN.key]
    assert values(found, SCHOOL.key, "inferredBy") == ["same-event-day"]
    assert [values(found, SCHOOL.key, name) for name in ("earliest", "latest", *SEM)] == [["2024-01-16"]] * 6
    of_day = [quad for quad in found if quad.subject == NamedNode(BASE + SCHOOL.key) and quad.predicate == kg("latest")]
    assert [quad.graph_name.value for quad in of_day] == [BASE + "graph/links"]
