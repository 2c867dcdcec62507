"""The dispatches of ``seeds/``, built as the README builds them: what the graph must say of them, asked in SPARQL."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from matching import Marked, events_of, matched

from kg.build import Build, Options, build
from kg.graph.export import chunks

SEEDS = Path(__file__).parent.parent / "seeds"
LABELS = Path(__file__).parent / "golden" / "seeds_gold.jsonl"
#: Labelled core events of the dispatches found with root, source and target, of 48: what is reached, no target.
FOUND = 37
#: Claims of dispatches without a date whose day is inferred.
INFERRED = 5
DAY = "2024-01-18"
PREFIXES = """PREFIX kg: <https://w3id.org/kg-news/ontology#>
PREFIX id: <https://w3id.org/kg-news/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

#: Events of a type (or below it) from source to target: how many articles tell of the one that most tell of, at least.
TOLD = [
    ("Assault", "PAK", "IRN", 5),
    ("Assault", "IRN", "PAK", 5),
    ("RecallAmbassador", "PAK", "IRN", 4),
    ("RecallAmbassador", "IRQ", "IRN", 1),
    ("Condemnation", "PAK", "IRN", 2),
    ("SummonDiplomat", "IRN", "PAK", 1),
    ("CancelMeeting", "PAK", "IRN", 1),
    ("UrgeRestraint", "CHN", "PAK", 2),
    ("UrgeRestraint", "CHN", "IRN", 2),
    ("OfferMediation", "CHN", "IRN", 1),
    ("Assault", "ISR", "PSE", 1),
]


@pytest.fixture(scope="module")
def seeds() -> Build:
    """One build of the five dispatches."""
    return build([str(SEEDS)], Options(date=DAY))


@pytest.fixture(scope="module")
def store(seeds: Build) -> ox.Store:
    """The graph with the ontology beside it, all in one."""
    found = ox.Store()
    found.extend(ox.Quad(q.subject, q.predicate, q.object) for q in seeds.quads)
    found.load(path=str(SEEDS.parent / "ontology" / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    return found


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The solutions of a query as plain strings, in order."""
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [v.value for v in solutions.variables]
    return sorted(tuple(str(getattr(s[n], "value", "")) for n in names) for s in solutions)


def test_all_is_read_and_the_graph_conforms(seeds: Build) -> None:
    """Five articles in, no failure, no finding."""
    assert len(seeds.analyses) == 5
    assert not seeds.failures
    assert seeds.report is not None
    assert seeds.report.conforms, [f.message for f in seeds.report.findings]


@pytest.mark.parametrize(("kind", "source", "target", "articles"), TOLD)
def test_the_articles_meet_in_one_event(kind: str, source: str, target: str, articles: int, store: ox.Store) -> None:
    """An act that several dispatches tell of is one event with claims of each."""
    found = rows(
        store,
        f"""SELECT ?event (COUNT(DISTINCT ?article) AS ?n) WHERE {{
            ?event a/rdfs:subClassOf* kg:{kind} ; kg:claim ?claim ;
                kg:source id:state\\/{source} ; kg:target id:state\\/{target} .
            ?claim kg:inArticle ?article }} GROUP BY ?event""",
    )
    assert max((int(n) for _, n in found), default=0) >= articles


@pytest.mark.parametrize(("source", "target", "day"), [("PAK", "IRN", "2024-01-18"), ("IRN", "PAK", "2024-01-16")])
def test_mirror_images_and_days_stay_apart(source: str, target: str, day: str, store: ox.Store) -> None:
    """The strikes of the 16th and of the 18th are two events, each on its own day."""
    found = rows(
        store,
        f"""SELECT ?event ?day WHERE {{
            ?event a/rdfs:subClassOf* kg:Assault ; kg:source id:state\\/{source} ; kg:target id:state\\/{target} ;
                kg:earliest ?day ; kg:claim/kg:inArticle ?a, ?b . FILTER(?a != ?b) }}""",
    )
    assert {when for _, when in found} == {day}


def test_a_known_act_gives_a_plain_triple(store: ox.Store) -> None:
    """Who attacked whom can be asked in one pattern."""
    found = rows(store, "SELECT ?a ?b WHERE { ?a kg:attacked ?b }")
    pairs = {tuple(x.rpartition("/")[2] for x in pair) for pair in found}
    assert {("PAK", "IRN"), ("IRN", "PAK")} <= pairs


def test_sources_that_disagree_are_shown(store: ox.Store) -> None:
    """Where the dispatches contradict each other the graph says so, instead of choosing."""
    assert rows(store, "SELECT ?a ?b WHERE { ?a kg:conflictsWith ?b }")


def test_the_group_that_tehran_struck_is_one_node(store: ox.Store) -> None:
    """Jaish al-Adl, Jaish ul-Adl, Jaish al Adl, the Army of Justice and JAA are one group."""
    named = "SELECT ?g WHERE { ?g a kg:MilitantGroup ; rdfs:label ?l . FILTER(CONTAINS(LCASE(?l), 'adl')) }"
    names = rows(store, named)
    assert len(names) == 1


def test_the_same_bytes_with_any_number_of_workers(seeds: Build) -> None:
    """Two workers write what one writes."""
    both = build([str(SEEDS)], Options(date=DAY, workers=2))
    assert list(chunks(both.quads, "nquads")) == list(chunks(seeds.quads, "nquads"))


def labelled(document: str) -> list[Marked]:
    """The core events of a dispatch, a record's alternatives among its sides; types without a root are left out."""
    records = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    core = [r for r in records if r["doc"] == document and r["root"] and not r["optional"]]
    return [Marked(r["type"] or r["root"], sides(r, "source"), sides(r, "target")) for r in core]


def sides(record: dict[str, object], role: str) -> tuple[str, ...]:
    """Who fills a role, and who may as well."""
    values = (record[role], record[f"{role}_alt"])
    return tuple(name for value in values for name in (value if isinstance(value, list) else [value]) if name)


def test_no_labelled_event_is_lost(seeds: Build) -> None:
    """What was found of the labelled events is still found."""
    missed, found = [], 0
    for analysis in seeds.analyses:
        events = labelled(analysis.document.id)
        hit = matched(events, list(events_of(analysis, seeds.ontology)), seeds.ontology)
        found += len(hit)
        missed += [f"{analysis.document.id}: {event}" for event in events if event not in hit]
    assert found >= FOUND, "\n".join([f"found {found}; missed:", *missed])


def test_days_inferred_without_a_date_are_those_that_the_date_gives(seeds: Build) -> None:
    """Only one dispatch says when it was published; what the others take from it is right, and in the graph."""
    without = build([str(SEEDS)], Options())
    told = {claim.key: claim.when for analysis in seeds.analyses for claim in analysis.claims}
    inferred = without.links.inferences
    assert [(one.claim, one.day) for one in inferred] == [
        (one.claim, when.start) for one in inferred if (when := told[one.claim])
    ]
    assert len({one.claim for one in inferred}) >= INFERRED
    assert without.report is not None
    assert without.report.conforms
