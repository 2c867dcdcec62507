"""What a store is exported to are the bytes that a build writes, in every format; sorting needs no memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import ANALYSES, BUILD, LINKS
from fakes import make_fake
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import iris
from kg.building import Options, build
from kg.cli import FORMATS
from kg.graph import rdf, sorting
from kg.graph.export import WRITABLE, chunks, write
from kg.graph.formats import FORMATS as FORMATS_OF_GRAPHS
from kg.graph.sorting import SortingError, in_order
from kg.graph.statements import Stored, UnreadableError, UnwritableError
from kg.graph.terms import A, kg
from kg.ontology import load_ontology
from kg.store.folder import reading
from kg.update import update

SEEDS = Path(__file__).parent.parent / "seeds"
OPTIONS = Options(date="2024-01-18", validate=False)
EXAMPLE = rdf.quads(ANALYSES, LINKS, ontology=load_ontology(), about=BUILD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that grew article by article, the last first, and lost one on the way."""
    found = tmp_path_factory.mktemp("stores") / "store"
    for article in sorted(SEEDS.glob("*.txt"), reverse=True):
        update([str(article)], found, OPTIONS)
    return found


@pytest.fixture(scope="module")
def built() -> list[Quad]:
    return build([str(SEEDS)], OPTIONS).quads


@pytest.mark.parametrize("name", WRITABLE)
def test_a_store_is_written_as_a_build_writes_the_same_articles(
    folder: Path, built: list[Quad], name: str, tmp_path: Path
) -> None:
    write(reading(folder), tmp_path / "store", name)
    write(built, tmp_path / "build", name)
    assert (tmp_path / "store").read_bytes() == (tmp_path / "build").read_bytes()


@pytest.mark.parametrize("name", WRITABLE)
def test_rows_that_wait_on_disk_give_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = b"".join(chunks(EXAMPLE, name))
    monkeypatch.setattr(sorting, "_FEW", 2)
    assert b"".join(chunks(EXAMPLE, name)) == in_memory


def test_the_command_line_offers_every_format() -> None:
    assert sorted(FORMATS) == sorted(WRITABLE)


def test_a_store_is_read_as_it_stood_when_the_export_began(tmp_path: Path) -> None:
    """Articles are replaced and withdrawn between two pieces of the same file."""
    articles, folder = tmp_path / "a.jsonl", tmp_path / "store"
    told = [{"id": f"a{n}", "text": f"Arvania struck Belmark, it said {n} times."} for n in range(200)]
    articles.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    update([str(articles)], folder, OPTIONS, make=make_fake)
    before = b"".join(chunks(reading(folder), "trig"))
    pieces = chunks(reading(folder), "trig")
    found = [next(pieces) for _ in range(50)]
    articles.write_text("".join(json.dumps({**one, "text": "Nothing."}) + "\n" for one in told), encoding="utf-8")
    update([str(articles)], folder, OPTIONS, make=make_fake)
    assert b"".join([*found, *pieces]) == before != b"".join(chunks(reading(folder), "trig"))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, st.none() | st.integers(-(2**63), 2**63 - 1))), st.sampled_from([1, 3, 2000]))
def test_rows_come_in_order_and_once_wherever_they_are_sorted(rows: list[tuple[str, int | None]], few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_FEW", few)
        assert list(in_order(rows)) == sorted(set(rows), key=lambda row: (row[0], row[1] is not None, row[1] or 0))


def test_no_room_to_sort_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Full:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(sorting, "_FEW", 1)
    monkeypatch.setattr(sqlite3, "connect", lambda _: Full())
    monkeypatch.setenv("SQLITE_TMPDIR", "/some/folder")
    with pytest.raises(SortingError, match=r"^The graph cannot be sorted in /some/folder.*disk is full.*SQLITE_TMPDIR"):
        write(EXAMPLE, tmp_path / "graph.ttl")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_breaks_off_is_told() -> None:
    class Broken:
        def quads_for_pattern(self, *_: object) -> None:
            raise OSError("bad block")

        def __iter__(self) -> Iterator[Quad]:
            raise OSError("bad block")

    source = Stored(Broken())  # type: ignore[arg-type]
    for ask in (lambda: source.about(NamedNode("urn:a")), lambda: list(source.parts())):
        with pytest.raises(UnreadableError, match=r"bad block.*same command"):
            ask()


FOREIGN = [
    Quad(NamedNode("kg:x"), NamedNode("kg:y"), NamedNode("xsd:z")),
    Quad(NamedNode("kg:x"), A, NamedNode("kg:C")),
    Quad(NamedNode("kg:x"), A, NamedNode(iris.KG + "State")),
    Quad(NamedNode("source:x"), kg("source"), NamedNode("label:y")),
    Quad(NamedNode("urn:a"), kg("label"), Literal("ours, not that of RDFS")),
    Quad(NamedNode("urn:a"), NamedNode(iris.RDFS + "label"), Literal("x", language="en")),
    Quad(NamedNode("urn:a"), A, NamedNode(iris.KG + "source")),
    Quad(NamedNode("urn:a"), A, BlankNode("b")),
    Quad(NamedNode("urn:b"), A, Literal("a class?")),
    Quad(NamedNode("urn:a"), kg("source"), Literal("a literal for a node")),
    Quad(NamedNode("urn:a"), kg("source"), BlankNode("b")),
    Quad(NamedNode("urn:a"), kg("stance"), NamedNode(iris.DEFAULT_BASE + "state/X")),
    Quad(NamedNode("urn:a"), kg("stance"), NamedNode(iris.KG + "source")),
    Quad(NamedNode("urn:a"), kg("killed"), Literal("7", datatype=NamedNode(iris.XSD + "integer"))),
    *(
        Quad(NamedNode("urn:n"), kg("min"), one)
        for one in (NamedNode("urn:a"), Literal("7"), Literal("7", language="en"))
    ),
    *(
        Quad(NamedNode("urn:n"), kg(name), Literal(value, datatype=NamedNode(iris.XSD + kind)))
        for name, kind, value in (
            ("min", "integer", "007"),
            ("min", "integer", "-0"),
            ("min", "integer", "12345678901234567890"),
            ("min", "integer", "many"),
            ("min", "decimal", "1.0"),
            ("min", "double", "1e3"),
            ("confidence", "decimal", "0.10"),
            ("confidence", "boolean", "true"),
            ("partial", "boolean", "1"),
            ("partial", "boolean", "true"),
            ("earliest", "gYear", "2024"),
            ("earliest", "date", "2024-01-18"),
            ("earliest", "date", "no date"),
        )
    ),
    Quad(NamedNode(iris.DEFAULT_BASE + "dataset"), A, NamedNode(iris.VOID + "Dataset")),
    Quad(NamedNode(iris.DEFAULT_BASE + "a:b"), kg("within"), NamedNode(iris.DEFAULT_BASE + "@context")),
    Quad(NamedNode(iris.DEFAULT_BASE), kg("within"), NamedNode(iris.DEFAULT_BASE + "/x")),
    Quad(BlankNode("b"), NamedNode("https://example.org/ä?b#c/d"), NamedNode("https://example.org/#")),
]


FORMATS_OF_RDF = {name: one.reads for name, one in FORMATS_OF_GRAPHS.items()}


@pytest.mark.parametrize("name", FORMATS_OF_RDF)
def test_a_graph_of_another_tool_comes_back_as_it_was(name: str) -> None:
    back = parse(b"".join(chunks(FOREIGN, name)), FORMATS_OF_RDF[name])
    assert _named(quad.triple for quad in back) == _named(quad.triple for quad in FOREIGN)


def test_the_reference_processor_of_jsonld_reads_it_too() -> None:
    """But for doubles, which it writes anew."""
    told = [quad for quad in FOREIGN if getattr(quad.object, "value", "") != "1e3"]
    read = jsonld.to_rdf(json.loads(b"".join(chunks(told, "jsonld"))), {"format": "application/n-quads"})
    assert _named(quad.triple for quad in parse(read, RdfFormat.N_QUADS)) == _named(quad.triple for quad in told)


def _named(triples: object) -> set[str]:
    """Return the triples as text, with one name for the blank node, which a reader may call as it likes."""
    found = (str(triple) for triple in triples)  # type: ignore[attr-defined]
    return {" ".join("_:b" if word.startswith("_:") else word for word in one.split(" ")) for one in found}


@pytest.mark.parametrize("name", WRITABLE)
def test_an_empty_graph_and_one_of_others_are_written(name: str) -> None:
    assert isinstance(b"".join(chunks([], name)), bytes)
    if name == "rdfxml":
        with pytest.raises(UnwritableError, match="no name for the property"):
            b"".join(chunks([Quad(BlankNode("b"), NamedNode("https://example.org/#"), Literal(""))], name))
    else:
        assert b"".join(chunks(FOREIGN, name)) == b"".join(chunks(FOREIGN[::-1], name))


TOLD = Triple(NamedNode("urn:c"), NamedNode("urn:d"), Literal('e"'))


@pytest.mark.parametrize(
    ("value", "refusing"),
    [
        (TOLD, {"jsonld", "rdfxml"}),
        (Literal("x", language="ar", direction=BaseDirection.RTL), {"rdfxml"}),
        (Literal("a\0b\x01\ufffe"), {"rdfxml"}),
    ],
)
@pytest.mark.parametrize("name", FORMATS_OF_RDF)
def test_what_a_format_cannot_say_is_refused_and_never_bent(
    value: Literal | Triple, refusing: set[str], name: str
) -> None:
    told = Quad(NamedNode("urn:a"), NamedNode("urn:b"), value)
    if name in refusing:
        with pytest.raises(UnwritableError, match="write Turtle"):
            list(chunks([told], name))
    else:
        assert {quad.triple for quad in parse(b"".join(chunks([told], name)), FORMATS_OF_RDF[name])} == {told.triple}
