"""What a store keeps beside its articles: pins until others come, and the words and names that each was read with."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeAnalyser, make_fake
from pyoxigraph import Quad

import kg.update
from kg.analyse import Settings
from kg.building import Options, build
from kg.linking.pins import PinError
from kg.model import Analysis, Document
from kg.reading.paths import InputError
from kg.resources import path_of
from kg.store.folder import is_linked, reading
from kg.update import Update, remove, update, word_files

TEXTS = {
    "a": "Arvania struck Belmark.",
    "b": "Belmark says Arvania struck Belmark.",
    "c": "It is said that Arvania struck Belmark.",
}


def articles(folder: Path, texts: dict[str, str]) -> str:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), encoding="utf-8")
    return str(path)


def keep(folder: Path, texts: dict[str, str], pins: Path | None = None, settings: Settings | None = None) -> Update:
    options = Options(settings or Settings(), date="2024-01-18", validate=False, pins=pins)
    return update([articles(folder, texts)], folder / "store", options, make=make_fake)


def from_scratch(folder: Path, texts: dict[str, str], pins: Path | None = None) -> set[Quad]:
    options = Options(date="2024-01-18", validate=False, pins=pins)
    return set(build([articles(folder, texts)], options, make=make_fake).quads)


def quads(folder: Path) -> set[Quad]:
    return set(reading(folder / "store"))


def events(done: Update) -> list[list[str]]:
    """The documents of each event."""
    of = {claim.key: claim.doc for analysis in done.analyses for claim in analysis.claims}
    return sorted(sorted(of[key] for key in event.claims) for event in done.links.events)


@pytest.fixture
def claims(tmp_path: Path) -> dict[str, str]:
    """The claim of each article."""
    built = build([articles(tmp_path, TEXTS)], Options(date="2024-01-18", validate=False), make=make_fake)
    return {analysis.document.id: analysis.claims[0].key for analysis in built.analyses}


def pinned(path: Path, *rows: tuple[str, str, str]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_pins_are_kept_until_others_come(tmp_path: Path, claims: dict[str, str]) -> None:
    """At the next build, when an article is withdrawn, and until a file of pins takes their place, be it empty."""
    apart = pinned(tmp_path / "apart.tsv", ("different", claims["a"], claims["b"]))
    none = pinned(tmp_path / "none.tsv")
    assert len(events(keep(tmp_path, TEXTS))) == 1
    pinned_apart = events(keep(tmp_path, TEXTS, apart))
    assert not any({"a", "b"} <= set(docs) for docs in pinned_apart)
    assert quads(tmp_path) == from_scratch(tmp_path, TEXTS, apart)
    assert events(keep(tmp_path, {"d": "Nothing happened."})) == pinned_apart
    remove(["d"], tmp_path / "store")
    assert quads(tmp_path) == from_scratch(tmp_path, TEXTS, apart)
    assert events(remove(["c"], tmp_path / "store")) == [["a"], ["b"]]
    assert events(keep(tmp_path, TEXTS, none)) == [["a", "b", "c"]]
    assert quads(tmp_path) == from_scratch(tmp_path, TEXTS)


def test_pins_alone_change_the_links_and_no_article_is_read(tmp_path: Path, claims: dict[str, str]) -> None:
    keep(tmp_path, TEXTS)
    apart = pinned(tmp_path / "apart.tsv", ("different", claims["a"], claims["b"]))
    done = keep(tmp_path, TEXTS, apart)
    assert (done.unchanged, done.added, done.changed) == (3, (), ())
    assert is_linked(tmp_path / "store")


def test_pins_that_contradict_each_other_are_refused_and_the_old_ones_stay(
    tmp_path: Path, claims: dict[str, str]
) -> None:
    apart = pinned(tmp_path / "apart.tsv", ("different", claims["a"], claims["b"]))
    keep(tmp_path, TEXTS, apart)
    both = pinned(tmp_path / "both.tsv", ("different", claims["a"], claims["b"]), ("same", claims["a"], claims["b"]))
    with pytest.raises(PinError):
        keep(tmp_path, TEXTS, both)
    assert is_linked(tmp_path / "store")
    keep(tmp_path, TEXTS)
    assert quads(tmp_path) == from_scratch(tmp_path, TEXTS, apart)


def test_a_pin_of_a_withdrawn_claim_is_told_of_only_when_it_is_given(tmp_path: Path, claims: dict[str, str]) -> None:
    """It waits for the article to come back."""
    apart = pinned(tmp_path / "apart.tsv", ("different", claims["a"], claims["b"]))
    left = {name: text for name, text in TEXTS.items() if name != "b"}
    assert len(keep(tmp_path, left, apart).warnings) == 1
    assert keep(tmp_path, left).warnings == ()
    assert not any({"a", "b"} <= set(docs) for docs in events(keep(tmp_path, TEXTS)))


LEXICON = "@prefix kg: <https://w3id.org/kg-news/ontology#> .\n"
NAMES = "id\tclass\tlabel\taliases\tcountry\n"


def test_a_lexicon_of_ones_own_given_or_changed_makes_articles_be_read_again(tmp_path: Path) -> None:
    own = tmp_path / "mine.ttl"
    own.write_text(LEXICON, encoding="utf-8")
    two, one = {name: TEXTS[name] for name in "ab"}, {"a": TEXTS["a"]}
    with_own = Settings(lexicons=(own,))
    keep(tmp_path, two)
    given = keep(tmp_path, one, settings=with_own)
    assert (given.changed, given.unchanged, given.outdated) == (("a",), 0, 1)
    own.write_text(LEXICON + "# a remark\n", encoding="utf-8")
    changed = keep(tmp_path, two, settings=with_own)
    assert (changed.changed, changed.outdated) == (("a", "b"), 0)
    assert keep(tmp_path, two, settings=with_own).unchanged == 2
    assert keep(tmp_path, one).outdated == 1


def test_names_of_ones_own_given_or_changed_make_articles_be_read_again(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(NAMES, encoding="utf-8")
    keep(tmp_path, TEXTS)
    assert keep(tmp_path, TEXTS, settings=Settings(names=own)).changed == ("a", "b", "c")
    own.write_text(NAMES + "\n", encoding="utf-8")
    done = keep(tmp_path, {"a": TEXTS["a"]}, settings=Settings(names=own))
    assert (done.changed, done.outdated) == (("a",), 2)


TYPE = """
kg:DamBreach rdfs:subClassOf kg:Assault ; rdfs:label "dam breach" ; rdfs:comment "A dam is broken." .
"""


class Engineer(FakeAnalyser):
    """Tells of the breach of a dam where it is said."""

    def __call__(self, document: Document) -> Analysis:
        """Return what the document says, as a lexicon of one's own has it."""
        found = super().__call__(document)
        if "dam" not in document.text:
            return found
        return replace(found, claims=tuple(replace(claim, type="DamBreach") for claim in found.claims))


def make_engineer(settings: Settings) -> FakeAnalyser:
    """Make the analyser, which knows of dams when it has a lexicon."""
    return Engineer() if settings.lexicons else FakeAnalyser()


def test_events_of_a_lexicon_that_is_not_given_again_are_refused_in_words(tmp_path: Path) -> None:
    """Nothing is lost: with the lexicon it goes on, or when the article is read without."""
    own, store = tmp_path / "mine.ttl", tmp_path / "store"
    own.write_text(f"{LEXICON}@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .{TYPE}", encoding="utf-8")
    plain, known = Options(validate=False), Options(Settings(lexicons=(own,)), validate=False)
    dam, other = {"a": "At the dam Arvania struck Belmark."}, {"b": TEXTS["b"]}
    update([articles(tmp_path, dam)], store, known, make=make_engineer)
    with pytest.raises(InputError, match="Article 'a' of the store tells of events of the type 'DamBreach'"):
        update([articles(tmp_path, other)], store, plain, make=make_engineer)
    with pytest.raises(InputError, match="Give the --lexicon"):
        remove(["b"], store)
    gc.collect()
    assert not is_linked(store)
    done = update([articles(tmp_path, dam)], store, known, make=make_engineer)
    assert [event.type for event in done.links.events] == ["DamBreach"]
    done = update([articles(tmp_path, dam | other)], store, plain, make=make_engineer)
    assert {event.type for event in done.links.events} == {"Airstrike"}
    assert is_linked(store)


def test_another_version_of_the_package_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, TEXTS)
    monkeypatch.setattr("kg.building.__version__", "999.0")
    done = keep(tmp_path, {"a": TEXTS["a"]})
    assert (done.changed, done.outdated) == (("a",), 2)
    assert keep(tmp_path, TEXTS).outdated == 0


READ = """
import sys
opened = set()
sys.addaudithook(lambda event, arguments: opened.add(str(arguments[0])) if event == "open" else None)
from kg.analyse import Settings, make_analyser
from kg.model import Document
text = "KABUL (AFP) - Iran struck Pakistan on Tuesday, killing two children."
make_analyser(Settings())(Document("a", text, published="2024-01-18"))
print("\\n".join(sorted(opened)))
"""


def test_what_an_analysis_reads_is_what_makes_a_store_outdated() -> None:
    """A file that is read must count, else a store would keep what an older one gave."""
    root = path_of("ontology").resolve()
    environment = {"PYTHONPATH": str(Path(kg.update.__file__).parent.parent)}
    command = [sys.executable, "-c", READ]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own
    opened = {Path(name) for name in ran.stdout.splitlines() if name.startswith(str(root))}
    assert len(opened) > 30
    assert opened <= {path.resolve() for path in word_files()}


def test_questions_and_remarks_make_no_store_outdated() -> None:
    counted = {path.relative_to(path_of("ontology")).as_posix() for path in word_files()}
    assert {"kg.ttl", "names/states.tsv", "words/time.tsv", "lexicon/assault.ttl"} <= counted
    assert not {name for name in counted if name.endswith((".rq", ".md", ".LICENSE"))}
