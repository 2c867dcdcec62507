"""Graphs are written whole or not at all, the same bytes each time, and every format gives the same triples back."""

import errno
import io
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from examples import ANALYSES, BUILD, LINKS
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from kg import iris
from kg.errors import KgError
from kg.graph import export, formats, layout, rdf, terms
from kg.ontology import load_ontology
from kg.vocabulary import vocabulary

# rdflib's own parsers call what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

ONTOLOGY = load_ontology()
QUADS = rdf.quads(ANALYSES, LINKS, ontology=ONTOLOGY, about=BUILD)
GRAPHS = tuple(formats.FORMATS)
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "trig": "trig",
    "nquads": "nquads",
}


def written(quads, name):
    return b"".join(export.chunks(list(quads), name, ontology=ONTOLOGY))


def union(quads):
    return {quad.triple for quad in quads}


def read_by_rdflib(content, name):
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=content, format=RDFLIB[name])
    union_graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        union_graph.add(triple)
    return union_graph


@pytest.mark.parametrize("name", export.WRITABLE)
def test_the_order_of_the_quads_and_doubles_change_no_byte(name):
    shuffled = QUADS + QUADS[:50]
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert written(shuffled, name) == written(QUADS, name)


@pytest.mark.parametrize("name", export.WRITABLE)
def test_another_process_writes_the_same_bytes(name):
    """Hashes of strings, and the order of Rust's tables, are different in each process."""
    program = f"import sys; from test_export import QUADS, written; sys.stdout.buffer.write(written(QUADS, {name!r}))"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=environment())  # noqa: S603
    assert run.stdout == written(QUADS, name)


def environment():
    tests = Path(__file__).parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)]), "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_formats_with_graphs_give_the_same_quads_back(name):
    assert set(parse(written(QUADS, name), formats.FORMATS[name].reads)) == set(QUADS)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_formats_without_graphs_give_the_same_triples_back(name):
    back = list(parse(written(QUADS, name), formats.FORMATS[name].reads))
    assert union(back) == union(QUADS)
    assert {quad.graph_name for quad in back} == {DefaultGraph()}


@pytest.mark.parametrize("name", ["turtle", "jsonld", "rdfxml", "trig", "nquads"])
def test_rdflib_reads_the_same_triples(name):
    golden = read_by_rdflib(written(QUADS, "ntriples"), "ntriples")
    assert len(golden) == len(union(QUADS))
    assert isomorphic(read_by_rdflib(written(QUADS, name), name), golden)


def test_pyld_reads_the_same_triples():
    """The reference processor of JSON-LD 1.1."""
    back = jsonld.to_rdf(json.loads(written(QUADS, "jsonld")), {"format": "application/n-quads"})
    assert union(parse(back, RdfFormat.N_QUADS)) == union(QUADS)


def test_jsonld_is_as_people_write_it():
    found = json.loads(written(QUADS, "jsonld"))
    nodes = {node["id"]: node for node in found["@graph"]}
    claim = nodes["claim/aa-strike"]
    assert (claim["type"], claim["eventType"], claim["stance"]) == ("Claim", "Airstrike", "Asserted")
    assert (claim["source"], claim["earliest"], claim["confidence"]) == (["state/XAA"], "2024-01-16", "0.85")
    assert nodes[claim["trigger"]]["begin"] == 42
    assert nodes["state/XAA"]["label"] == "Arvania"
    toll = nodes[claim["toll"][0]]
    assert (toll["harm"], toll["partial"]) == ("Killed", False) and isinstance(toll["min"], int)
    ours = [one for one in nodes.values() if one.get("type") in ("Claim", "Mention", "State", "Airstrike", "Article")]
    values = [
        value for node in ours for told in node.values() for value in (told if isinstance(told, list) else [told])
    ]
    assert len(values) > 100 and not any(isinstance(value, dict) for value in values)


def test_the_context_has_every_property_of_the_shapes_and_their_kinds():
    context = json.loads(written([], "jsonld"))["@context"]
    assert "@base" not in context and context["@vocab"] == iris.KG
    assert context["source"] == {"@type": "@id", "@container": "@set"}
    assert context["stance"] == {"@type": "@vocab"}
    assert context["begin"] == {"@type": "xsd:integer"}
    assert context["label"] == "rdfs:label"
    assert context["issued"] == {"@id": "dcterms:issued", "@type": "xsd:date"}
    assert context["attacked"] == context["source"]
    assert "text" not in context, "@vocab says it"
    used = {quad.predicate.value for quad in QUADS if "/dataset" not in str(quad.subject)} - {iris.RDF + "type"}
    assert len(used) > 50 and used <= set(vocabulary().properties)


WRITABLE_TEXT = st.text(st.characters(codec="utf-8")).map(lambda text: terms.UNWRITABLE.sub("\ufffd", text))
HOSTILE = st.lists(
    st.sampled_from(
        [
            '"',
            '"""',
            "'''",
            "\\",
            "\\u0041",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "<",
            ">",
            "&",
            "&amp;",
            "]]>",
            "<!--",
            " .",
            "}",
            "\u202e",
            "\u200f",
            "\u2028",
            "\x85",
            "\x7f",
            "\ufeff",
            "\ufffd",
            "{",
            "#",
            "@en",
            "^^",
            "_:b",
            "\U0001f600",
            "e\u0301",
            " ",
        ]
    )
).map("".join)


def quad(text, datatype=None):
    value = terms.typed(text, datatype) if datatype else terms.text(text)
    return Quad(NamedNode(iris.DEFAULT_BASE + "article/a"), terms.kg("text"), value, NamedNode("https://example.org/g"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(WRITABLE_TEXT, HOSTILE))
@pytest.mark.parametrize("name", GRAPHS)
def test_any_text_comes_back_character_by_character(name, text):
    whole = [quad(text), quad(text + "\n"), quad(text, "anyURI")]
    assert union(parse(written(whole, name), formats.FORMATS[name].reads)) == union(whole)


@settings(max_examples=60, deadline=None)
@given(st.one_of(WRITABLE_TEXT, HOSTILE))
@pytest.mark.parametrize("name", ["turtle", "jsonld", "rdfxml"])
def test_rdflib_reads_any_text_character_by_character(name, text):
    (back,) = read_by_rdflib(written([quad(text)], name), name).objects()
    assert str(back) == text


KEY_PART = st.text("abcXYZ019._~-", min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(KEY_PART, min_size=1, max_size=4).map("/".join),
    st.sampled_from(["", "#char=0,9", "#", "?a=b", "/", "//x", "/../y"]),
)
@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_short_names_resolve_to_the_iris_they_stand_for(name, path, end):
    dataset = Quad(NamedNode(iris.DEFAULT_BASE + "dataset"), layout.A, NamedNode(iris.VOID + "Dataset"))
    node = NamedNode(iris.DEFAULT_BASE + path + end)
    whole = [dataset, Quad(node, terms.kg("within"), node)]
    assert union(parse(written(whole, name), formats.FORMATS[name].reads)) == union(whole)


ODD_BASES = [
    "https://example.org/?q=/",
    "https://example.org/a/../",
    "https://example.org/a#",
    "https://example.org/ds",
    "urn:a/",
]


RDF_TYPE = NamedNode(iris.RDF + "type")


@pytest.mark.parametrize("name", GRAPHS)
def test_the_property_of_types_can_be_told_of_like_any_other_node(name):
    whole = [Quad(RDF_TYPE, layout.A, RDF_TYPE, RDF_TYPE), Quad(RDF_TYPE, terms.kg("within"), RDF_TYPE, RDF_TYPE)]
    assert union(parse(written(whole, name), formats.FORMATS[name].reads)) == union(whole)


def test_words_of_the_syntax_are_no_properties_of_rdf_xml():
    node = NamedNode("urn:x:y")
    for word in ("li", "Description", "about", "datatype"):
        with pytest.raises(KgError, match=f"{word}>.*write Turtle"):
            written([Quad(node, NamedNode(iris.RDF + word), node)], "rdfxml")


@pytest.mark.parametrize("base", ODD_BASES)
@pytest.mark.parametrize("name", GRAPHS)
def test_names_below_an_odd_base_are_kept_too(name, base):
    dataset = Quad(NamedNode(base + "dataset"), layout.A, NamedNode(iris.VOID + "Dataset"))
    whole = [dataset, Quad(NamedNode(base + "state/x"), terms.kg("within"), NamedNode(base + "state/y"))]
    assert union(parse(written(whole, name), formats.FORMATS[name].reads)) == union(whole)


def test_graphs_of_others_are_written_too():
    """Blank nodes, languages, IRIs without a prefix and odd numbers."""
    node, other = NamedNode("urn:x:y"), NamedNode("https://example.org/a?b#c/d")
    xsd = iris.XSD
    objects = [
        Literal("hi", language="en-gb"),
        Literal("01", datatype=NamedNode(xsd + "integer")),
        Literal("x", datatype=NamedNode(xsd + "integer")),
        Literal("\u0661\u0662", datatype=NamedNode(xsd + "integer")),
        Literal("\u0661.\u0662", datatype=NamedNode(xsd + "decimal")),
        Literal("1.50", datatype=NamedNode(xsd + "decimal")),
        Literal("1.", datatype=NamedNode(xsd + "decimal")),
        Literal("true", datatype=NamedNode(xsd + "boolean")),
        Literal("maybe", datatype=NamedNode(xsd + "boolean")),
        other,
        BlankNode("b0"),
    ]
    whole = [Quad(node, terms.kg("exact"), one) for one in objects] + [Quad(BlankNode("b0"), layout.A, other)]
    for name in GRAPHS:
        assert union(parse(written(whole, name), formats.FORMATS[name].reads)) == union(whole), name


def test_turtle_reads_well():
    content = written(QUADS, "turtle").decode()
    assert content.startswith("@base <https://w3id.org/kg-news/id/> .\n@prefix dcat:")
    assert '\n\n<state/XAA> a kg:State ;\n    rdfs:label "Arvania" ;\n' in content
    assert "    kg:attacked <group/northern-front>, <state/XBB> .\n" in content
    assert "\n    kg:confidence 0.85 ;\n" in content
    assert content.endswith(" .\n")


def test_properties_follow_their_shape():
    content = written(QUADS, "turtle").decode()
    claim = content[content.index("\n<claim/aa-strike> a kg:Claim ;") :].split(" .\n")[0]
    names = re.findall(r"^    (\S+)", claim, re.MULTILINE)
    assert names[:5] == ["kg:eventType", "kg:stance", "kg:source", "kg:target", "kg:place"]
    assert names.index("kg:trigger") < names.index("sem:hasEarliestBeginTimeStamp") < names.index("kg:confidence")


def test_many_objects_are_written_below_each_other():
    node = NamedNode("https://example.org/e")
    whole = [Quad(node, terms.kg("claim"), NamedNode(f"https://example.org/claim/{number}")) for number in range(10)]
    content = written(whole, "turtle").decode()
    lines = content[content.index("<https://example.org/e>") :].splitlines()
    assert lines[0] == "<https://example.org/e> kg:claim"
    assert len(lines) == 5 and all(line.startswith("        <https://example.org/claim/") for line in lines[1:])
    assert max(map(len, lines)) <= 112 and lines[-1].endswith("/9> .")
    assert union(parse(content, RdfFormat.TURTLE)) == union(whole)


def test_sections_follow_each_other_as_people_read():
    content = written(QUADS, "turtle").decode()
    sections = [
        "void:Dataset",
        "kg:State",
        "kg:City",
        "kg:Airstrike ;\n    rdfs",
        "kg:Article",
        "kg:Claim ;",
        "kg:Mention",
    ]
    places = [content.index(f" a {section}") for section in sections]
    assert places == sorted(places)


def test_mentions_follow_the_text_and_not_the_digits():
    content = written(QUADS, "turtle").decode()
    starts = [content.index(f"#char={span}> a kg:Mention") for span in ("0,7", "34,41", "108,129")]
    assert starts == sorted(starts)


def test_numbers_of_one_value_are_kept_apart_in_one_order():
    nodes = [NamedNode(f"https://example.org/{number}") for number in ("01", "1", "001")]
    whole = [Quad(node, terms.kg("within"), other) for node in nodes for other in nodes]
    assert written(reversed(whole), "turtle") == written(whole, "turtle")


def test_the_namespaces_of_rdf_xml_are_sorted():
    root = written(QUADS, "rdfxml").decode().splitlines()[1]
    assert re.findall(r"xmlns:(\w+)", root) == sorted(re.findall(r"xmlns:(\w+)", root))
    assert 'xmlns:kg="https://w3id.org/kg-news/ontology#"' in root


def test_what_does_not_show_is_escaped_in_turtle():
    content = written(QUADS, "turtle").decode()
    assert "\u202e" not in content
    assert "\\u202E" in content


@pytest.mark.parametrize(("name", "suffix"), [(name, one.suffixes[0]) for name, one in formats.FORMATS.items()])
def test_a_file_is_written_and_read_by_its_ending(tmp_path, name, suffix):
    path = tmp_path / f"graph{suffix}"
    export.write(QUADS, path)
    assert path.read_bytes() == written(QUADS, name)
    assert union(export.read_graph(path)) == union(QUADS)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_event_records_are_written_by_the_ending_jsonl(tmp_path):
    export.write(QUADS, tmp_path / "events.jsonl", ontology=ONTOLOGY)
    assert (tmp_path / "events.jsonl").read_bytes() == written(QUADS, "events")


def test_the_format_goes_before_the_ending(tmp_path):
    export.write(QUADS, tmp_path / "graph.txt", "nquads")
    assert set(export.read_graph(tmp_path / "graph.txt", "nquads")) == set(QUADS)


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), export.replacing(path) as stream:
        stream.write(b"new")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    export.write(QUADS, tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == written(QUADS, "turtle")


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    """A named pipe of our own: a device would be lost to everybody if this failed for root."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export.write(QUADS[:20], pipe, "nquads")
    assert os.read(reader, 1 << 16) == written(QUADS[:20], "nquads")
    assert pipe.is_fifo()
    os.close(reader)


def test_a_dash_is_standard_output(capfdbinary):
    export.write(QUADS, "-", "nquads")
    assert capfdbinary.readouterr().out == written(QUADS, "nquads")


def unwritable(tmp_path):
    (tmp_path / "file").write_text("")
    return [tmp_path, tmp_path / "missing" / "graph.ttl", tmp_path / "file" / "graph.ttl"]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_an_output_that_cannot_be_written_is_named_before_the_work(tmp_path, which):
    path = unwritable(tmp_path)[which]
    for call in (lambda: export.check_writable(path), lambda: export.write(QUADS, path, "turtle")):
        with pytest.raises(export.OutputError) as caught:
            call()
        assert str(path) in str(caught.value)
        assert "standard output" in str(caught.value)


def test_a_full_disk_is_named_and_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(export.OutputError, match=r"graph\.ttl.*No space left"):
        export.write(QUADS, path)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_an_ending_without_a_format_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(formats.FormatError, match=r"graph\.txt.*\.ttl.*\.csv.*\.geojson"):
        export.write(QUADS, tmp_path / "graph.txt")


def test_a_format_that_there_is_not_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(formats.FormatError, match=r"'yaml'.*turtle"):
        export.write(QUADS, tmp_path / "graph.ttl", "yaml")
    assert list(tmp_path.iterdir()) == []


BROKEN = {
    "a.ttl": (b"@prefix a: <http://x/> .\na:b a:c 'x .\n", "line 2"),
    "b.ttl": (b"\n\n<a b> <http://x> 3 .", "line 3"),
    "c.nq": (b"<http://a> <http://b> <http://c> .\nnonsense\n", "line 2"),
    "d.jsonld": (b"{", "not a valid graph"),
    "e.rdf": (b"<rdf>", "not a valid graph"),
    "f.ttl": (b"\xff\xfe\x00", "not a valid graph"),
    "g.txt": (b"", "ending"),
}


@pytest.mark.parametrize(("file", "expected"), [(file, expected) for file, (_, expected) in BROKEN.items()])
def test_a_file_that_is_no_graph_is_named_with_the_line(tmp_path, file, expected):
    path = tmp_path / file
    path.write_bytes(BROKEN[file][0])
    with pytest.raises(export.GraphError) as caught:
        export.read_graph(path)
    assert file in str(caught.value)
    assert expected in str(caught.value)


def test_a_missing_graph_is_named(tmp_path):
    with pytest.raises(export.GraphError, match=r"none\.ttl cannot be read"):
        export.read_graph(tmp_path / "none.ttl")


def test_a_store_that_is_not_there_is_not_told_off_for_its_ending(tmp_path):
    with pytest.raises(export.GraphError, match=r"news\.kg cannot be read: there is no such file or folder"):
        export.read_graph(tmp_path / "news.kg")


def test_a_folder_is_no_graph(tmp_path):
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(export.GraphError, match=r"folder\.ttl"):
        export.read_graph(tmp_path / "folder.ttl")


def test_standard_input_is_read_as_trig_or_turtle(monkeypatch):
    for name in ("trig", "turtle"):
        stream = io.TextIOWrapper(io.BytesIO(written(QUADS, name)))
        monkeypatch.setattr(sys, "stdin", stream)
        assert union(export.read_graph("-")) == union(QUADS)


def test_no_ending_stands_for_two_formats():
    suffixes = [suffix for one in formats.FORMATS.values() for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize(
    ("file", "name"), [("example.trig", "trig"), ("example.events.jsonl", "events"), ("example.jsonld", "jsonld")]
)
def test_the_example_is_written_as_the_golden_file_has_it(file, name):
    """After a wanted change write the file anew with ``export.write(QUADS, path)`` and read the difference."""
    golden = Path(__file__).parent / "golden" / file
    assert written(QUADS, name) == golden.read_bytes()
