"""What is new in a store is validated: the same is found wrong with it as when the whole graph is."""

from __future__ import annotations

import gc
import json
import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from examples import ANALYSES, BUILD, LINKS
from fakes import FakeAnalyser, make_fake

from kg.analyse import Settings
from kg.building import Options, build
from kg.cli import main
from kg.commands import run as commands
from kg.graph import rdf
from kg.graph.terms import Minter, kg
from kg.iris import DEFAULT_BASE
from kg.model import Analysis, Document
from kg.ontology import load_ontology
from kg.store.archive import Archive
from kg.update import Update, update
from kg.validation.findings import Finding
from kg.validation.near import Near, near
from kg.validation.validate import validate, validate_near

SEEDS = Path(__file__).parent.parent / "seeds"
MINT = Minter(DEFAULT_BASE)
QUADS = rdf.quads(ANALYSES, LINKS, ontology=load_ontology(), about=BUILD)


def store(quads: list[ox.Quad]) -> ox.Store:
    found = ox.Store()
    found.extend(quads)
    return found


def around(graph: ox.Store, *ids: str) -> Near:
    return near(graph, [MINT.article(name) for name in ids])


def focused(findings: tuple[Finding, ...], part: Near) -> set[Finding]:
    """The findings about nodes of which all is checked."""
    nodes = {node.value for node in part.nodes}
    return {one for one in findings if one.focus in nodes}


def damaged(seed: int) -> ox.Store:
    """The graph of the example without some triples, and with some that have the object of another."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kept = [quad for quad in QUADS if chance.random() > 0.02]
    by_name: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in kept:
        by_name.setdefault(quad.predicate, []).append(quad)
    several = [quads for quads in by_name.values() if len(quads) > 1]
    pairs = [chance.sample(chance.choice(several), 2) for _ in range(5)]
    return store([*kept, *(ox.Quad(one.subject, one.predicate, two.object, one.graph_name) for one, two in pairs)])


@pytest.mark.parametrize("seed", range(8))
def test_what_is_wrong_with_articles_is_found_as_in_the_whole_graph(seed: int) -> None:
    graph = damaged(seed)
    whole = validate(graph).findings
    assert whole
    for ids in (["a1_strikes"], [one.document.id for one in ANALYSES]):
        part = around(graph, *ids)
        found = validate_near(part).findings
        assert {one.focus for one in found} <= {node.value for node in part.nodes | part.named}
        assert focused(found, part) == focused(whole, part)
        assert set(found) <= set(whole)


def test_only_what_an_article_tells_of_is_looked_at() -> None:
    graph = store(QUADS)
    first, both = around(graph, "a1_strikes"), around(graph, *[one.document.id for one in ANALYSES])
    assert MINT.node("event/e-recall") in both.nodes - first.nodes
    assert MINT.node("claim/bb-strike") not in first.nodes
    assert MINT.node("state/XAA") in first.named
    assert len(first.quads) < len(both.quads) < len(QUADS)
    assert around(graph, "nothing").quads == ()


def test_the_seeds_conform_article_by_article() -> None:
    built = build([str(SEEDS)], Options(date="2024-01-18", validate=False))
    graph = store(built.quads)
    for analysis in built.analyses:
        assert validate_near(around(graph, analysis.document.id)).findings == ()


TEXTS = {"a": "Arvania struck Belmark.", "b": "Belmark says Arvania struck Belmark."}


class Careless(FakeAnalyser):
    """Gives words that the text does not have, where it is told to."""

    def __call__(self, document: Document) -> Analysis:
        """Return what the document says, and of whom it does not speak."""
        found = super().__call__(document)
        wrong = tuple(replace(one, text="Nowhere") for one in found.mentions)
        return replace(found, mentions=wrong if "careless" in document.text else found.mentions)


def make_careless(settings: Settings) -> Careless:
    """Make the analyser."""
    return Careless()


def articles(folder: Path, texts: dict[str, str]) -> str:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), encoding="utf-8")
    return str(path)


def keep(folder: Path, texts: dict[str, str], *, check: bool = True) -> Update:
    options = Options(date="2024-01-18", validate=check)
    return update([articles(folder, texts)], folder / "store", options, make=make_careless)


def told(done: Update) -> tuple[int | None, int]:
    """How many findings, and how many articles not found right."""
    return (None if done.report is None else len(done.report.findings), done.unchecked)


#: Each of two mentions has two wordings, of which one does not stand in the text.
WRONG = 4
BAD = {"c": "That is careless: Arvania struck Belmark."}


def test_what_is_wrong_is_told_until_it_is_mended(tmp_path: Path) -> None:
    assert told(keep(tmp_path, TEXTS)) == (0, 0)
    assert told(keep(tmp_path, BAD)) == (WRONG, 1)
    assert told(keep(tmp_path, TEXTS)) == (WRONG, 1)
    assert told(keep(tmp_path, {"c": "Arvania struck Belmark."})) == (0, 0)


def test_what_was_not_validated_is_when_it_may_be(tmp_path: Path) -> None:
    assert told(keep(tmp_path, TEXTS | BAD, check=False)) == (None, 3)
    assert told(keep(tmp_path, {"d": "Nothing."}, check=False)) == (None, 4)
    findings, left = told(keep(tmp_path, TEXTS))
    assert (findings, left > 0) == (WRONG, True)


def test_what_an_interruption_kept_from_being_validated_is_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("kg.update.check", stopped)
        keep(tmp_path, BAD)
    gc.collect()
    again = keep(tmp_path, BAD)
    assert (again.unchanged, *told(again)) == (1, WRONG, 1)


def test_articles_are_checked_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a part in which nothing is wrong need not be looked at again."""
    monkeypatch.setattr("kg.store.checking.PART", 1)
    assert told(keep(tmp_path, TEXTS | BAD)) == (WRONG, 1)
    assert Archive(tmp_path / "store" / "articles.sqlite", write=False).unchecked() == ["c"]


def test_an_event_is_checked_again_when_an_article_comes_that_tells_of_it(tmp_path: Path) -> None:
    """What is said of it rests on the new article too."""
    keep(tmp_path, {"a": TEXTS["a"]})
    keep(tmp_path, {"b": TEXTS["b"]}, check=False)
    graph = ox.Store(str(tmp_path / "store" / "graph"))
    (event,) = {quad.object for quad in graph.quads_for_pattern(None, kg("aboutEvent"), None)}
    assert isinstance(event, ox.NamedNode)
    assert {event} <= around(graph, "b").nodes
    assert MINT.node("state/XAA") in around(graph, "b").named


def test_the_command_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "update", partial(update, make=make_careless))

    def run(texts: dict[str, str], *options: str) -> tuple[int, list[str]]:
        source = articles(tmp_path, texts)
        done = CliRunner().invoke(main, ["build", source, "--store", str(tmp_path / "store"), *options])
        return done.exit_code, [line for line in done.stderr.splitlines() if line.startswith("Validation")]

    assert run(TEXTS) == (0, ["Validation  conforms: 2 articles and the events they tell of"])
    assert run(TEXTS) == (0, [])
    left = f"Validation  left out for 1 article: kg validate {tmp_path / 'store'} checks all"
    assert run(BAD, "--no-validate") == (0, [left])
    assert run(TEXTS) == (1, [f"Validation  does not conform: {WRONG} findings"])
    whole = CliRunner().invoke(main, ["validate", str(tmp_path / "store")])
    assert (whole.exit_code, f"does not conform: {WRONG} findings" in whole.stdout) == (1, True)


def test_the_fakes_conform(tmp_path: Path) -> None:
    done = update([articles(tmp_path, TEXTS)], tmp_path / "store", Options(date="2024-01-18"), make=make_fake)
    assert told(done) == (0, 0)
    whole = CliRunner().invoke(main, ["validate", str(tmp_path / "store")])
    assert (whole.exit_code, "conforms" in whole.stdout) == (0, True)
