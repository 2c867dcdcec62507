"""The dispatches of ``seeds/``, built as the README builds them: what the graph must say of them, asked in SPARQL."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from matching import Marked, events_of, matched

from kg.building import Build, Options, build
from kg.graph.export import chunks
from kg.iris import DEFAULT_BASE
from kg.linking.scoring import ENOUGH

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

Act = tuple[str, str, str | None, int, str | None]
#: Acts of which there is exactly one event: its type (or one above it), source and target, how many articles tell of
#: it at least, and the day, where the articles are dated. These are the labelled acts that are found so far.
ACTS: list[Act] = [
    ("Assault", "state/PAK", "state/IRN", 5, "2024-01-18"),
    ("Assault", "state/IRN", "state/PAK", 5, "2024-01-16"),
    ("RecallAmbassador", "state/PAK", "state/IRN", 5, "2024-01-17"),
    ("RecallAmbassador", "state/IRQ", "state/IRN", 1, None),
    ("Condemnation", "state/PAK", "state/IRN", 3, "2024-01-17"),
    ("Warning", "state/PAK", "state/IRN", 2, None),
    ("BarDiplomat", "state/PAK", "state/IRN", 2, None),
    ("SummonDiplomat", "state/PAK", "state/IRN", 1, None),
    ("SummonDiplomat", "state/IRN", "state/PAK", 1, "2024-01-18"),
    ("CancelMeeting", "state/PAK", "state/IRN", 1, None),
    ("DemandExplanation", "state/IRN", "state/PAK", 2, None),
    ("UrgeRestraint", "state/CHN", "state/PAK", 2, "2024-01-17"),
    ("UrgeRestraint", "state/CHN", "state/IRN", 2, "2024-01-17"),
    ("OfferMediation", "state/CHN", "state/IRN", 1, None),
    ("Assault", "state/IRN", "state/IRQ", 1, "2024-01-15"),
    ("Assault", "state/IRN", "state/SYR", 1, "2024-01-15"),
    ("Assault", "state/ISR", "state/PSE", 1, None),
    ("Consult", "state/IRN", "state/PAK", 1, None),
    ("ClaimOfResponsibility", "state/IRN", None, 1, None),
    ("SuicideBombing", "group/islamic-state", None, 1, "2024-01"),
    ("Abduction", "group/jaish-al-adl", "state/IRN", 1, None),
]


@pytest.fixture(scope="module")
def seeds() -> Build:
    """One build of the five dispatches."""
    return build([str(SEEDS)], Options(date=DAY))


@pytest.fixture(scope="module")
def undated() -> Build:
    """One build of the five dispatches as they are: four do not say when they were published."""
    return build([str(SEEDS)])


@pytest.fixture(scope="module")
def store(seeds: Build) -> ox.Store:
    """The graph with the ontology beside it, all in one."""
    return asked(seeds)


@pytest.fixture(scope="module")
def bare(undated: Build) -> ox.Store:
    """The graph of the dispatches without a day of publication."""
    return asked(undated)


def asked(built: Build) -> ox.Store:
    """A graph with the ontology beside it, all in one."""
    found = ox.Store()
    found.extend(ox.Quad(q.subject, q.predicate, q.object) for q in built.quads)
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


@pytest.mark.parametrize("act", ACTS, ids=lambda act: " ".join(map(str, act[:3])))
@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
def test_an_act_is_one_event_however_many_tell_of_it(act: Act, dated: bool, request: pytest.FixtureRequest) -> None:
    """Articles that do not say when they were published meet in the same events, known by the story they share."""
    kind, source, target, articles, day = act
    sides = f"kg:source <{DEFAULT_BASE}{source}> " + (f"; kg:target <{DEFAULT_BASE}{target}> " if target else "")
    found = rows(
        request.getfixturevalue("store" if dated else "bare"),
        f"""SELECT ?event (COUNT(DISTINCT ?article) AS ?n) (SAMPLE(?when) AS ?day) WHERE {{
            ?event a/rdfs:subClassOf* kg:{kind} ; kg:claim/kg:inArticle ?article ; {sides} .
            OPTIONAL {{ ?event kg:earliest ?when }} }} GROUP BY ?event""",
    )
    assert len(found) == 1, found
    assert int(found[0][1]) >= articles
    assert not (dated and day) or found[0][2] == day


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
def test_the_attack_on_the_police_station_is_one_event(dated: bool, request: pytest.FixtureRequest) -> None:
    """At least eleven officers, in December, in the Iranian province; who it was stands in no sentence about it."""
    found = rows(
        request.getfixturevalue("store" if dated else "bare"),
        """SELECT ?place ?when WHERE {
            ?event a/rdfs:subClassOf* kg:Assault ; kg:target id:state\\/IRN ; kg:earliest ?when ;
                kg:place/rdfs:label ?place ; kg:estimate [ kg:harm kg:Killed ; kg:low 11 ] }""",
    )
    assert found == [("Sistan and Baluchestan", "2023-12")]


def test_every_article_of_an_event_has_its_membership(store: ox.Store) -> None:
    """One for each article, if there are several, with the score that joined it, or as the first."""
    told = "SELECT ?event (COUNT(DISTINCT ?a) AS ?n) WHERE { ?event kg:claim/kg:inArticle ?a } GROUP BY ?event"
    kept = """SELECT ?event (COUNT(DISTINCT ?a) AS ?n) WHERE {
        ?m kg:memberOf ?event ; kg:member/kg:inArticle ?a } GROUP BY ?event"""
    several = {row for row in rows(store, told) if int(row[1]) > 1}
    assert several
    assert several <= set(rows(store, kept))
    scores = rows(store, "SELECT ?m ?s WHERE { ?m a kg:Membership ; kg:score ?s }")
    assert scores and min(int(score) for _, score in scores) >= ENOUGH


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
