"""What changed between two graphs of every kind: read from files and stores, asked for on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from examples import AMBUSH, ANALYSES, BUILD, LINKS, STRIKE

from kg.building import Options
from kg.cli import GRAPH_FORMATS, main
from kg.comparing.compare import compare
from kg.comparing.read import read
from kg.comparing.values import ClaimChange, Difference, Said
from kg.graph import rdf
from kg.graph.export import GraphError, write
from kg.iris import DEFAULT_BASE
from kg.model import Analysis, Inference, Links, Toll
from kg.ontology import load_ontology
from kg.store.folder import reading
from kg.update import remove, update

SEEDS = Path(__file__).parent.parent / "seeds"
ENDINGS = dict(zip(GRAPH_FORMATS, ("ttl", "trig", "nq", "nt", "jsonld", "rdf"), strict=True))


def store(links: Links = LINKS, analyses: tuple[Analysis, ...] = ANALYSES, base: str = DEFAULT_BASE) -> ox.Store:
    found = ox.Store()
    found.extend(rdf.quads(analyses, links, base=base, ontology=load_ontology(), about=BUILD))
    return found


def texts(said: Mapping[str, Said]) -> dict[str, str]:
    return {slot: one.text for slot, one in said.items()}


def test_what_a_claim_says_is_read_slot_by_slot() -> None:
    found = read(store()).claims
    assert texts(found[STRIKE.key].said) == {
        "stance": "asserted",
        "type": "Airstrike",
        "source": "Arvania",
        "target": "Northern Front, Belmark",
        "place": "Belmark",
        "date": "2024-01-16",
        "killed": "at least 2 children",
        "claimer": "Foreign Ministry of Belmark",
        "relayed_by": "Arvan News Agency",
    }
    killed = found[STRIKE.key].said["killed"]
    assert (killed.min, killed.max) == (2, None)
    assert found[STRIKE.key].said["source"].iris == (f"{DEFAULT_BASE}state/XAA",)
    assert found["claim/bb-strike"].said["date"].text == "“a day after”"
    assert found["claim/ab-school"].said["stance"].text == "denied"


def test_what_an_event_is_said_to_be_is_read_slot_by_slot() -> None:
    found = read(store()).acts
    assert texts(found["event/b-ambush"].said) == {
        "type": "ArmedAttack",
        "source": "Hill Brigade",
        "target": "Belmark",
        "place": "Kestrel",
        "date": "2024-01-15",
        "killed": "7",
        "independent_sources": "2",
        "disputed": "source",
    }
    assert texts(found["event/a-strike"].said)["killed"] == "2 to 3, best 3"
    assert found["event/c-responsibility"].about == "event/b-ambush"
    assert {one.type for one in read(store()).actors.values()} >= {"State", "City", "MilitantGroup"}


def ambush(*tolls: Toll) -> tuple[Analysis, ...]:
    """The example with other numbers of those who died in the ambush."""
    claims = tuple(replace(one, tolls=tolls) if one == AMBUSH else one for one in ANALYSES[0].claims)
    return (replace(ANALYSES[0], claims=claims), *ANALYSES[1:])


SEVEN = AMBUSH.tolls[0]


@pytest.mark.parametrize(
    ("tolls", "told"),
    [
        ([replace(SEVEN, min=9, max=None, hedge="at least")], "at least 9 soldiers"),
        ([replace(SEVEN, min=90, max=None, hedge="more than")], "more than 90 soldiers"),
        ([replace(SEVEN, min=None, max=5, hedge="fewer than")], "fewer than 5 soldiers"),
        ([replace(SEVEN, min=8, max=8, hedge="about", kinds=())], "about 8"),
        ([replace(SEVEN, min=2, max=None, hedge="indefinite", kinds=(), text="seven")], "seven"),
        ([replace(SEVEN, kinds=()), replace(SEVEN, min=2, max=2, partial=True)], "7, of them 2 soldiers"),
        ([replace(SEVEN, harm="injured")], None),
        ([], None),
    ],
)
def test_a_number_of_victims_is_told_as_the_claim_has_it(tolls: list[Toll], told: str | None) -> None:
    links = replace(LINKS, events=tuple(replace(one, estimates=()) for one in LINKS.events))
    found = compare(store(links), store(links, ambush(*tolls)))
    (change,) = found.claims
    slots = {one.slot: (one.old and one.old.text, one.new and one.new.text) for one in change.slots}
    assert slots["killed"] == ("7 soldiers", told)
    assert ("injured" in slots) == any(toll.harm == "injured" for toll in tolls)


def test_a_day_that_was_inferred_since_is_said_to_be() -> None:
    links = replace(LINKS, inferences=(Inference("claim/bb-strike", "2024-01-16", (STRIKE.key,), "same-event-day"),))
    (change,) = compare(store(), store(links)).claims
    assert [(one.slot, one.old and one.old.text, one.new and one.new.text) for one in change.slots] == [
        ("date", "“a day after”", "2024-01-16 (inferred)")
    ]


def test_graphs_below_different_bases_are_the_same() -> None:
    assert not compare(store(), store(base="https://example.org/news/"))


def test_an_empty_graph_differs_in_everything() -> None:
    found = compare(ox.Store(), store())
    assert not compare(ox.Store(), ox.Store())
    assert [len(part) for part in (found.articles, found.claims, found.events, found.entities)] == [2, 7, 5, 8]


def test_a_graph_of_something_else_is_refused() -> None:
    other = ox.Store()
    other.add(ox.Quad(ox.NamedNode("http://a.example/s"), ox.NamedNode("http://a.example/p"), ox.Literal("o")))
    with pytest.raises(GraphError, match=r"^b\.ttl has no article, claim or event"):
        compare(store(), other, ("a.ttl", "b.ttl"))


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The example, and the same without its second article."""
    write(store(), tmp_path / "a.trig")
    gone = {one.key for one in ANALYSES[1].claims}
    events = [replace(one, claims=tuple(key for key in one.claims if key not in gone)) for one in LINKS.events]
    bare = [replace(one, estimates=(), members=(), sources=None) for one in events if one.claims]
    links = replace(LINKS, events=tuple(bare), comparisons=(), origins=())
    write(store(links, ANALYSES[:1]), tmp_path / "b.ttl")
    return tmp_path / "a.trig", tmp_path / "b.ttl"


def test_exit_codes(files: tuple[Path, Path]) -> None:
    """Like those of git diff: 1 only when that is asked for."""
    same, other = run("diff", files[0], files[0]), run("diff", *files)
    assert (same.exit_code, same.stdout) == (0, "no difference\n")
    assert (other.exit_code, other.stdout.splitlines()[-1]) == (0, "1 article, 3 claims, 3 events changed")
    assert run("diff", files[0], files[0], "--exit-code").exit_code == 0
    assert run("diff", *files, "--exit-code").exit_code == 1


def test_records_for_programs(files: tuple[Path, Path]) -> None:
    assert run("diff", files[0], files[0], "--format", "jsonl").stdout == ""
    lines = [json.loads(line) for line in run("diff", *files, "--format", "jsonl").stdout.splitlines()]
    assert [(one["of"], one["change"]) for one in lines] == [
        ("article", "gone"),
        *([("claim", "gone")] * 3),
        ("event", "changed"),
        ("event", "changed"),
        ("event", "gone"),
    ]
    assert run("diff", *files, "--format", "jsonl", "--exit-code").exit_code == 1


def test_one_graph_can_come_from_standard_input(files: tuple[Path, Path]) -> None:
    assert run("diff", files[0], "-", stdin=files[0].read_bytes()).stdout == "no difference\n"
    both = run("diff", "-", "-", stdin=b"")
    assert (both.exit_code, "one graph, not two" in both.stderr) == (2, True)


@pytest.mark.parametrize("name", ["missing.ttl", "a.txt"])
def test_what_is_no_graph_is_refused(files: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Arvania struck Belmark.", encoding="utf-8")
    result = run("diff", files[0], tmp_path / name)
    assert (result.exit_code, name in result.stderr) == (2, True)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the seeds."""
    folder = tmp_path_factory.mktemp("seeds")
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    update([str(folder)], folder / "before.kg", Options(date="2024-01-18"))
    return folder / "before.kg"


@pytest.fixture
def changed(before: Path, tmp_path: Path) -> Iterator[Callable[[Callable[[Path], object]], Difference]]:
    """What a change of a copy of the store of the seeds comes to."""

    def done(work: Callable[[Path], object]) -> Difference:
        shutil.copytree(before, tmp_path / "after.kg")
        work(tmp_path / "after.kg")
        return compare(reading(before), reading(tmp_path / "after.kg"))

    yield done


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_the_seeds_are_the_same_in_every_format(before: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"seeds.{ENDINGS[name]}"
    write(reading(before), path)
    assert run("diff", before, path, "--exit-code").stdout == "no difference\n"


EDITED = "000_retaliatory_strikes"


def edited(folder: Path, old: str, new: str) -> str:
    """An article of the seeds with other words, in a file of its own."""
    path = folder / f"{EDITED}.txt"
    text = (SEEDS / f"{EDITED}.txt").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(path)


def test_a_number_edited_in_an_article(changed: Callable[..., Difference], tmp_path: Path) -> None:
    text = edited(tmp_path, "At least seven people", "At least nine people")
    found = changed(lambda folder: update([text], folder, Options(date="2024-01-18")))
    (article,) = found.articles
    assert [(one.slot, one.old and one.old.text, one.new and one.new.text) for one in article.slots] == [
        ("text", "seven", "nine")
    ]
    (claim,) = found.claims
    assert [(one.slot, one.old and one.old.text, one.new and one.new.text) for one in claim.slots] == [
        ("killed", "at least 7", "at least 9")
    ]
    assert all(one.kind == "changed" for one in found.events)


def test_words_put_in_at_the_top_of_an_article_change_nothing_else(
    changed: Callable[..., Difference], tmp_path: Path
) -> None:
    """Every claim of it stands elsewhere now; the one whose sentence follows the words may be read otherwise."""
    start = (SEEDS / f"{EDITED}.txt").read_text(encoding="utf-8").split("\n")
    text = edited(tmp_path, start[2], "This report has been updated.\n\n" + start[2])
    found = changed(lambda folder: update([text], folder, Options(date="2024-01-18")))
    assert [one.kind for one in found.articles] == ["changed"]
    assert (found.claims, found.events, found.entities) == ((), (), ())


def test_an_article_withdrawn_and_one_added(changed: Callable[..., Difference], tmp_path: Path) -> None:
    """All claims of the one are gone, and lost to events that are not gone too; those of the other are new."""
    new = tmp_path / "010_new.txt"
    new.write_text("France\n\nFrance recalled its ambassador from Chile on Monday.", encoding="utf-8")

    def work(folder: Path) -> None:
        remove([EDITED], folder)
        update([str(new)], folder, Options(date="2024-01-18"))

    found = changed(work)
    assert [(one.kind, (one.new or one.old).id) for one in found.articles if one.new or one.old] == [  # type: ignore[union-attr]
        ("gone", EDITED),
        ("new", "010_new"),
    ]
    told = {
        "gone": [one for one in found.claims if doc_of(one) == EDITED],
        "new": [one for one in found.claims if doc_of(one) == "010_new"],
    }
    assert {kind: {one.kind for one in claims} for kind, claims in told.items()} == {"gone": {"gone"}, "new": {"new"}}
    assert len(told["gone"]) > 10
    lost = {claim.key for one in found.events for claim in one.lost}
    gone = {key for one in found.events if one.kind == "gone" for act in one.old for key in act.claims}
    assert {one.old.key for one in told["gone"] if one.old} <= lost | gone
    recall = [one for one in found.events if one.kind == "new" and "France" in one.new[0].label]
    assert [one.new[0].said["type"].text for one in recall] == ["RecallAmbassador"]


def doc_of(one: ClaimChange) -> str:
    told = one.new or one.old
    return told.doc if told else ""
