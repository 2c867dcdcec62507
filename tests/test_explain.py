"""An explanation shows each claim with its sentence, its words marked, its rule, its article and its contradictions."""

import doctest
import re
from dataclasses import replace

import click
import pytest
from examples import AMBUSH, ANALYSES, BUILD, FIRST, FIRST_TEXT, LINKS, STRIKE, STRIKE_AGAIN
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import iris, tolls
from kg.explaining import evidence
from kg.explaining import text as explain_text
from kg.explaining.explain import UnknownNodeError, explain, render
from kg.explaining.values import Mark
from kg.graph import export, rdf
from kg.graph.readback import claims, memberships
from kg.graph.terms import A, kg, named, text
from kg.graph.view import GraphView
from kg.lexicon import load_lexicon
from kg.model import Inference
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
BASE = iris.DEFAULT_BASE


@pytest.fixture(scope="module")
def store():
    found = Store()
    found.extend(rdf.quads(ANALYSES, LINKS, ontology=ONTOLOGY, about=BUILD))
    return found


@pytest.fixture(scope="module")
def strike(store):
    return explain(store, "event/a-strike")


@pytest.mark.parametrize("module", [evidence, explain_text, tolls])
def test_examples_of_the_docstrings(module):
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted >= 1


SAME_EVENT = [f"{BASE}event/a-strike", f"<{BASE}event/a-strike>", "event/a-strike", "kgid:event/a-strike", " a-strike "]


@pytest.mark.parametrize("name", SAME_EVENT)
def test_a_node_goes_by_its_iri_or_its_key(store, strike, name):
    assert explain(store, name) == strike


@pytest.mark.parametrize(
    ("name", "key", "kind"),
    [
        ("Northern Front", "group/northern-front", "entity"),
        ("northern front", "group/northern-front", "entity"),
        ("NF", "group/northern-front", "entity"),
        ("a1_strikes", iris.article_key(FIRST.id), "article"),
        ("claim/ab-school", "claim/ab-school", "claim"),
        (f"{BASE}{iris.article_key(FIRST.id)}#char=34,41", f"{iris.article_key(FIRST.id)}#char=34,41", "other"),
        ("dataset", "dataset", "other"),
    ],
)
def test_entities_articles_and_claims_can_be_explained_too(store, name, key, kind):
    found = explain(store, name)
    assert (found.iri, found.kind) == (BASE + key, kind)


@pytest.mark.parametrize("name", ["evnt/a-strike", "event/a-strke", f"{BASE}event/a-strik", "kgid:event/a-strikes"])
def test_an_unknown_node_is_refused_with_what_comes_near(store, name):
    with pytest.raises(UnknownNodeError) as caught:
        explain(store, name)
    assert repr(name) in str(caught.value)
    assert f"<{BASE}event/a-strike>" in str(caught.value)


@pytest.mark.parametrize("name", ["zzzz qqqq", "", "<>", "http://[", "a:%zz", "\0"])
def test_what_is_like_nothing_is_refused_with_what_could_be_given(store, name):
    with pytest.raises(UnknownNodeError, match="state/IRN"):
        explain(store, name)


def test_a_name_that_fits_several_nodes_is_refused_with_each_of_them():
    found = Store()
    for key in ("place/spring-1", "place/spring-2"):
        found.add(Quad(NamedNode(BASE + key), named(iris.RDFS + "label"), text("Spring")))
    with pytest.raises(UnknownNodeError, match=r"spring-1.*spring-2"):
        explain(found, "Spring")


def test_an_event_has_its_consensus_and_why_claims_were_merged(strike):
    assert strike.kind == "event"
    first = f"{FIRST.id}: the first"
    assert [value for name, value in strike.facts if name == "joined by" and value == first] == [first]
    assert {name: value for name, value in strike.facts if name != "joined by"} == {
        "type": "Airstrike",
        "source": "Arvania",
        "target": "Northern Front, Belmark",
        "place": "Belmark",
        "time": "2024-01-16",
        "killed": "2 to 3; best 3, given by 1 of 2 sources",
        "claims": "2 (2 asserted)",
        "independentSources": "2",
        "triples": "Arvania kg:attacked Northern Front; Arvania kg:attacked Belmark",
        "merged for": "same type, source and day",
    }


def test_an_event_tells_why_the_claims_of_each_article_are_there(store, strike):
    joined = next(value for name, value in strike.facts if name == "joined by" and "9 points" in value)
    told = list(claims(GraphView(store)))
    nearest = next(one for one in told if one.iri == BASE + STRIKE.key)
    again = next(one for one in told if one.iri == BASE + STRIKE_AGAIN.key)
    most = f"most with “{nearest.trigger.text}” in {nearest.article.id}"
    assert joined.startswith(f"{again.article.id}: type +2, killed -1: 9 points; {most}: Bombing: Arvania -> Belmark")


def test_memberships_are_read_back(store):
    first, other = memberships(GraphView(store), f"{BASE}event/a-strike")
    assert (first.claims, first.score, first.nearest) == ((BASE + STRIKE.key,), None, None)
    assert (other.score, other.agrees, other.disagrees) == (9, ("source", "type"), ("killed",))
    assert (other.nearest, other.could_be) == (BASE + STRIKE.key, (f"{BASE}event/d-school",))


def test_the_entry_is_told_with_an_example_and_the_slots_it_found_the_sides_in(store):
    shown = render(explain(store, "claim/aa-strike", load_lexicon()), width=2000)
    assert re.search(r"by the rule lexicon:strike-verb \(as in “[^”]+”; frame AttackVerb, which evokes \w+\)", shown)
    assert ", source: subject; target: object, confidence 0.85" in shown
    assert "by the rule lexicon:strike-verb, source" in render(explain(store, "claim/aa-strike"), width=2000)


def test_a_reference_is_told_with_whom_it_means_and_by_which_rule(store):
    more = Store()
    more.extend(store)
    for role in ("claimer", "target"):
        for quad in store.quads_for_pattern(NamedNode(BASE + STRIKE.key), kg(f"{role}Mention"), None):
            more.add(Quad(quad.object, kg("foundBy"), text("body")))
    shown = render(explain(more, STRIKE.key), width=2000)
    assert "“Belmark's foreign ministry” means Foreign Ministry of Belmark (body)" in shown
    assert "means Northern Front" not in shown, "a name with its article is no reference"


def test_a_name_of_several_places_is_told_with_what_each_lies_in(store):
    more = Store()
    more.extend(store)
    (mention,) = [q.object for q in store.quads_for_pattern(NamedNode(BASE + AMBUSH.key), kg("placeMention"), None)]
    other = NamedNode(BASE + "place/kestrel-2")
    more.add(Quad(mention, kg("foundBy"), text("list/country")))
    more.add(Quad(mention, kg("couldBe"), other))
    more.add(Quad(other, named(iris.RDFS + "label"), text("Kestrel")))
    more.add(Quad(other, kg("within"), NamedNode(BASE + "state/XAA")))
    shown = render(explain(more, AMBUSH.key), width=2000)
    means = "“Kestrel” means Kestrel (Hill Province, Belmark) (list/country); it could be Kestrel (Arvania) too"
    assert means in shown
    assert "could be" not in render(explain(store, AMBUSH.key), width=2000)


def test_an_event_names_the_triples_that_it_comes_to(store, strike):
    assert dict(strike.facts)["triples"].startswith("Arvania kg:attacked")
    assert "triples" in dict(explain(store, "claim/aa-strike").facts)


def test_every_claim_of_an_event_is_explained_in_the_order_of_the_documents(strike):
    assert [one.claim.iri for one in strike.claims] == [BASE + "claim/aa-strike", BASE + "claim/bb-strike"]


def test_marks_point_at_the_words_in_the_sentence(strike):
    first = strike.claims[0]
    assert {(first.sentence[mark.start : mark.end], mark.roles) for mark in first.marks} == {
        ("Arvania", ("source",)),
        ("struck", ("trigger",)),
        ("the Northern Front", ("target",)),
        ("Belmark", ("target", "place")),
        ("Tuesday", ("time",)),
        ("at least two children", ("killed",)),
        ("Belmark's foreign ministry", ("claimer",)),
        ("the Arvan News Agency", ("relayed by",)),
    }


def test_words_outside_of_the_sentence_are_told_apart(store):
    shorter = Store()
    article = f"{BASE}{iris.article_key(FIRST.id)}"
    sentence = f"{article}#char={STRIKE.sentence.start},{STRIKE.sentence.end}"
    for quad in store:
        moved = quad.subject.value == sentence and quad.predicate == kg("end")
        shorter.add(Quad(quad.subject, quad.predicate, Literal(90), quad.graph_name) if moved else quad)
    found = explain(shorter, "claim/aa-strike")
    assert [(one.role, one.text) for one in found.claims[0].elsewhere][-1] == ("killed", "at least two children")
    start = FIRST_TEXT.index("at least")
    assert f"also killed “at least two children” at character {start}" in render(found)


def test_a_conflict_says_what_is_said_here_and_there_whichever_claim_has_it(store):
    ours, theirs = explain(store, "event/b-ambush").claims
    assert [one.kind for one in (*ours.differences, *theirs.differences)] == ["conflicts with"] * 2
    assert ours.differences[0].slots[0] == ("source", "Hill Brigade", "Northern Front")
    assert theirs.differences[0].slots[0] == ("source", "Northern Front", "Hill Brigade")
    assert theirs.differences[0].other == BASE + AMBUSH.key


def test_refinement_is_told_from_both_sides(store):
    more = Store()
    more.extend(store)
    ends = (NamedNode(BASE + "claim/ba-recall"), NamedNode(BASE + "claim/bb-strike"))
    more.add(Quad(ends[0], kg("refines"), ends[1]))
    kinds = [explain(more, end.value).claims[0].differences[0].kind for end in ends]
    assert kinds == ["is more precise than", "is less precise than"]


def test_the_other_claim_is_told_by_its_trigger_and_where_that_stands(store):
    more = Store()
    more.extend(store)
    more.add(Quad(NamedNode(BASE + AMBUSH.key), kg("refines"), NamedNode(BASE + STRIKE.key)))
    shown = render(explain(more, AMBUSH.key), width=400)
    assert 'conflicts with “ambushed” in “"Recall" <b> – now” (source: Hill Brigade here, Northern Front there' in shown
    assert f"is more precise than “struck” at character {STRIKE.trigger.start} of the same article (type:" in shown
    assert shown.index("conflicts with") < shown.index("is more precise")


def test_of_many_relations_to_other_claims_few_are_shown_unless_the_claim_itself_is_explained(store):
    more = Store()
    more.extend(store)
    for other in ("ab-school", "ac-ambush", "ba-recall", "bc-ambush"):
        more.add(Quad(NamedNode(BASE + STRIKE.key), kg("refines"), NamedNode(f"{BASE}claim/{other}")))
    assert "  and 2 more relations\n" in render(explain(more, "event/a-strike"))
    assert "more relations" not in render(explain(more, STRIKE.key))


def test_an_entity_has_its_names_and_plain_relations(store):
    facts = dict(explain(store, "state/XAA").facts)
    assert facts == {
        "class": "State",
        "also called": "Republic of Arvania",
        "country": "XAA",
        "attacked": "Northern Front, Belmark",
    }


def test_a_place_has_what_lies_around_it(store):
    facts = dict(explain(store, "place/kestrel").facts)
    assert facts["within"] == "Hill Province, Belmark"
    assert facts["coordinates"] == "27.5, -61.25"


def test_an_entity_has_the_events_it_takes_part_in_by_time_with_its_roles(store):
    parts = explain(store, "state/XBB").events
    assert [(part.iri.removeprefix(BASE), part.roles) for part in parts] == [
        ("event/b-ambush", ("target",)),
        ("event/a-strike", ("target", "place")),
        ("event/e-recall", ("source",)),
        ("event/d-school", ("target",)),
    ]


def test_an_entity_that_only_some_claims_name_is_explained_by_those(store):
    parts = {part.iri.removeprefix(BASE): part for part in explain(store, "group/northern-front").events}
    assert [one.claim.iri.removeprefix(BASE) for one in parts["event/b-ambush"].claims] == ["claim/bc-ambush"]


def test_who_speaks_takes_part_as_the_one_who_says_so(store):
    (part,) = explain(store, "media/arvan-news-agency").events
    assert part.roles == ("relayedBy",)


def test_an_article_is_explained_by_all_its_claims(store):
    found = explain(store, "a1_strikes")
    assert dict(found.facts)["publisher"] == "Example Gazette"
    assert len(found.claims) == 4


GOLDEN = """\
Claim 1 of 2: Airstrike, asserted by Foreign Ministry of Belmark, relayed by Arvan News Agency
  {source: Arvania} [struck] bases of {target: the Northern Front} in {target, place: Belmark} on
  {time: Tuesday}, killing {killed: at least two children}, {claimer: Belmark's foreign ministry}
  told {relayed by: the Arvan News Agency}.
  which says: source Arvania; target Northern Front, Belmark; place Belmark; date 2024-01-16; killed
  at least 2
  in “Arvania strikes bases in Belmark”, Example Gazette, 2024-01-17, id a1_strikes, characters 42
  to 48
  by the rule lexicon:strike-verb, source: subject; target: object, confidence 0.85
"""


def test_an_explanation_reads_well(strike):
    assert GOLDEN in render(strike)
    assert render(strike).startswith(
        f"Airstrike: Arvania -> Northern Front, Belmark, 2024-01-16\n<{BASE}event/a-strike>\n"
    )


def test_colours_change_nothing_but_the_colour(strike):
    coloured = render(strike, colour=True)
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == render(strike)


@pytest.mark.parametrize("width", [40, 80])
def test_lines_are_no_longer_than_they_may_be(store, width):
    for name in ("event/a-strike", "state/XBB"):
        lines = render(explain(store, name), width=width).splitlines()
        spaced = [
            line
            for line in lines
            if " " in line.strip() and not line.lstrip().startswith(("Claim", "Arm", "Air", "Rec", "Bom"))
        ]
        assert max(map(len, spaced)) <= width


def test_what_is_too_much_is_counted(strike, store):
    assert "and 1 more claim\n" in render(strike, limit=1)
    assert "and 2 more events\n" in render(explain(store, "state/XBB"), limit=2)


def test_text_cannot_command_the_terminal(store):
    hostile = Store()
    hostile.extend(store)
    state = NamedNode(BASE + "state/XCC")
    hostile.add(Quad(state, A, kg("State")))
    hostile.add(Quad(state, named(iris.RDFS + "label"), Literal("A\x9b31m\x1b[2J\u202eB")))
    shown = render(explain(hostile, "state/XCC"))
    assert shown.startswith("A 31m [2J B\n")


CASES = [
    ([Mark(0, 7, ("source", "claimer"))], "{source, claimer: Arvania} struck it"),
    ([Mark(8, 14, ("trigger", "time"))], "Arvania [{time: struck}] it"),
    ([Mark(0, 14, ("source",)), Mark(8, 14, ("trigger",))], "{source: Arvania [struck]} it"),
    ([Mark(0, 10, ("source",)), Mark(8, 14, ("trigger",))], "{source: Arvania st}ruck it"),
    ([], "Arvania struck it"),
]


@pytest.mark.parametrize(("marks", "expected"), CASES)
def test_marks_may_lie_in_each_other_and_crossing_ones_are_left_out(marks, expected):
    assert explain_text.marked("Arvania struck it", marks) == expected


SENTENCE = "a b c d e f"
MARKS = st.tuples(st.integers(0, 11), st.integers(0, 11)).map(lambda ends: Mark(min(ends), max(ends), ("x",)))


@given(st.lists(MARKS, max_size=5))
def test_marks_never_lose_a_character_of_the_sentence(marks):
    assert explain_text.marked(SENTENCE, marks).replace("{x: ", "").replace("}", "") == SENTENCE


def test_a_graph_of_the_union_gives_the_same_explanation(tmp_path, store, strike):
    export.write(list(store), tmp_path / "graph.ttl")
    assert explain(export.read_graph(tmp_path / "graph.ttl"), "event/a-strike") == strike


def test_a_claim_about_nothing_known_can_be_shown():
    bare = Store()
    bare.add(Quad(NamedNode(BASE + "claim/x"), A, kg("Claim")))
    assert "Claim" in render(explain(bare, BASE + "claim/x"))


def test_an_inferred_day_is_told_with_the_claim_that_it_comes_from():
    key = next(claim.key for claim in ANALYSES[0].claims if claim.when is None)
    inference = Inference(key, "2024-01-16", (AMBUSH.key,), "same-event-day")
    found = Store()
    found.extend(rdf.quads(ANALYSES, replace(LINKS, inferences=(inference,)), ontology=ONTOLOGY, about=BUILD))
    facts = dict(explain(found, key).facts)
    assert facts["date"] == "2024-01-16"
    assert facts["date inferred from"] == f"“Monday” in Arvania strikes bases in Belmark <{BASE}{AMBUSH.key}>"
