"""The command line: exit codes, what goes to which stream, and that nothing old is lost when something goes wrong."""

# ruff: noqa: S603 - the commands that are run are these tests' own

import json
import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from click.testing import CliRunner, Result
from fakes import make_fake

import kg.commands.run
from kg import __version__
from kg.building import build
from kg.cli import FORMATS, GRAPH_FORMATS, main
from kg.graph.export import read_graph

TEXT = "Arvania struck Belmark on Tuesday."


@pytest.fixture
def run(monkeypatch):
    """Run a command line in this process with the fake analyser."""
    monkeypatch.setattr(kg.commands.run, "build", partial(build, make=make_fake))

    def invoke(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)

    return invoke


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def lexicon(tmp_path):
    """A file of a lexicon with an entry that lacks nearly all."""
    path = tmp_path / "mine.ttl"
    prefix = "@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix lex: <https://w3id.org/kg-news/lexicon#> ."
    path.write_text(f"{prefix}\nlex:half-done a kg:Trigger .", encoding="utf-8")
    return path


@pytest.fixture
def graph(run, article, tmp_path):
    path = tmp_path / "graph.ttl"
    assert run("build", article, "--out", path).exit_code == 0
    return path


def test_a_build_writes_the_file_and_tells_a_summary(run, article, tmp_path):
    result = run("build", article.parent, "--out", tmp_path / "g.ttl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Arvania → Belmark" in result.stderr
    assert "kg:Airstrike" in (tmp_path / "g.ttl").read_text(encoding="utf-8")


def test_without_an_output_the_graph_goes_to_standard_output(run, article):
    for arguments in ([], ["--out", "-"]):
        result = run("build", article, *arguments)
        assert result.exit_code == 0
        assert "@prefix kg:" in result.stdout and "Main events" not in result.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_built_and_exported(run, article, graph, tmp_path, name):
    built, exported = tmp_path / "built", tmp_path / "exported"
    assert run("build", article, "--out", built, "--format", name).exit_code == 0
    source = tmp_path / "g.trig"
    assert run("build", article, "--out", source).exit_code == 0
    assert run("export", source, "--out", exported, "--format", name).exit_code == 0
    assert built.read_bytes() == exported.read_bytes() != b""


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_every_format_can_be_validated(run, article, tmp_path, name):
    endings = dict(zip(GRAPH_FORMATS, ("ttl", "trig", "nq", "nt", "jsonld", "rdf"), strict=True))
    path = tmp_path / f"g.{endings[name]}"
    assert run("build", article, "--out", path).exit_code == 0
    result = run("validate", path)
    assert (result.exit_code, "conforms" in result.stdout) == (0, True)


def test_records_of_events_are_written_beside_the_graph(run, article, tmp_path):
    assert run("build", article, "--out", tmp_path / "g.ttl", "--events", tmp_path / "e.jsonl").exit_code == 0
    (record,) = map(json.loads, (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines())
    assert (record["doc"], record["type"]) == ("a", "Airstrike")


def test_a_report_of_what_was_not_coded_is_written_beside_the_graph(run, tmp_path):
    path, report = tmp_path / "a.txt", tmp_path / "r.jsonl"
    path.write_text("A strike was feared.", encoding="utf-8")
    assert run("build", path, "--out", tmp_path / "g.ttl", "--report", report).exit_code == 0
    (line,) = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    assert (line["doc"], line["trigger"]["text"], line["reason"]) == ("a", "strike", "no source")


def test_a_report_that_cannot_be_written_is_refused_before_the_work(run, article, tmp_path):
    result = run("build", article, "--out", tmp_path / "g.ttl", "--report", tmp_path / "none" / "r.jsonl")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr and not (tmp_path / "g.ttl").exists()


def test_standard_input_is_an_article(run):
    assert TEXT in run("build", "-", stdin=TEXT).stdout


def test_a_graph_that_does_not_conform_gives_1_and_says_what_to_do(run, graph):
    graph.write_text(graph.read_text(encoding="utf-8").replace('"struck"', '"stroked"'), encoding="utf-8")
    result = run("validate", graph)
    assert result.exit_code == 1
    assert "stroked" in result.stdout and "does not conform" in result.stdout
    report = run("validate", graph, "--format", "turtle")
    assert report.exit_code == 1 and "sh:conforms false" in report.stdout.replace('"false"^^xsd:boolean', "false")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "missing.txt"], "missing.txt: no such file"),
        (["build", "{article}", "--date", "soon"], "YYYY-MM-DD"),
        (["build", "{article}", "--base", "no iri"], "base IRI"),
        (["build", "{article}", "--out", "nowhere/at/all/g.ttl"], "nowhere/at/all"),
        (["build", "{article}", "--out", "{folder}"], "folder"),
        (["build", "{article}", "--out", "g.unknown"], "g.unknown"),
        (["build", "{article}", "--format", "yaml"], "yaml"),
        (["build", "{article}", "--lexicon", "missing.ttl"], "missing.ttl"),
        (["build", "{article}", "--names", "missing.tsv"], "missing.tsv"),
        (["build"], "PATH"),
        (["validate", "missing.ttl"], "missing.ttl"),
        (["validate", "{article}"], "a.txt"),
        (["explain", "state/XXX", "{graph}"], "state/XXX"),
        (["query", "{graph}", "SELECT nonsense"], "no SPARQL query"),
        (["query", "{graph}", "SELECT * WHERE { SERVICE <http://a.example/> { ?s ?p ?o } }"], "SERVICE"),
        (["nonsense"], "nonsense"),
    ],
)
def test_bad_input_and_usage_give_2_and_name_what_is_wrong(run, article, graph, arguments, words):
    places = {"article": article, "folder": graph.parent, "graph": graph}
    filled = [one.format(**places) if one.startswith("{") and one.endswith("}") else one for one in arguments]
    result = run(*filled)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_lexicon_that_does_not_fit_is_refused_and_names_the_entry(run, article, lexicon):
    result = run("build", article, "--lexicon", lexicon)
    assert result.exit_code == 2
    assert "mine.ttl cannot be used" in result.stderr and "half-done" in result.stderr


@pytest.fixture
def two_claims(run, article, tmp_path):
    """The keys of the claims of two articles about one strike."""
    (article.parent / "b.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "e.jsonl"
    assert run("build", article.parent, "--date", "2024-01-18", "--events", path).exit_code == 0
    return [json.loads(line)["claim"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "events"), [("same", 1), ("different", 2)])
def test_pins_decide_what_is_one_event(run, article, two_claims, kind, events):
    tmp_path = article.parent.parent
    pins, path = tmp_path / "pins.tsv", tmp_path / "e.jsonl"
    pins.write_text("\t".join([kind, *two_claims]), encoding="utf-8")
    result = run("build", article.parent, "--date", "2024-01-18", "--events", path, "--pins", pins)
    assert result.exit_code == 0, result.output
    told = [json.loads(line)["event"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(set(told)) == events


def test_a_pin_of_an_unknown_claim_is_a_warning(run, article, tmp_path, two_claims):
    pins = tmp_path / "pins.tsv"
    pins.write_text(f"same\t{two_claims[0]}\tclaim/nowhere\n", encoding="utf-8")
    result = run("build", article.parent, "--out", tmp_path / "g.ttl", "--pins", pins)
    assert result.exit_code == 0
    assert "pins.tsv:1" in result.stderr and "claim/nowhere" in result.stderr


def test_pins_that_contradict_each_other_give_2(run, article, tmp_path, two_claims):
    pins = tmp_path / "pins.tsv"
    lines = [[kind, *two_claims] for kind in ("same", "different")]
    pins.write_text("\n".join(map("\t".join, lines)), encoding="utf-8")
    result = run("build", article.parent, "--out", tmp_path / "g.ttl", "--pins", pins)
    assert result.exit_code == 2
    assert "pins.tsv:1" in result.stderr and "pins.tsv:2" in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "g.ttl").exists()


def test_the_help_tells_how_pins_are_written(run):
    assert "different  event/" in run("build", "--help").output


def test_failed_articles_are_listed_give_3_and_do_not_stop_the_others(run, article, tmp_path):
    (article.parent / "b.txt").write_text("This will explode.", encoding="utf-8")
    (article.parent / "c.txt").write_bytes(b"")
    result = run("build", article.parent, "--out", tmp_path / "g.ttl")
    assert result.exit_code == 3
    assert "b.txt: could not be analysed" in result.stderr and "c.txt: empty" in result.stderr
    assert TEXT in (tmp_path / "g.ttl").read_text(encoding="utf-8")


def test_when_no_article_can_be_read_the_old_graph_stays(run, graph, tmp_path):
    before = graph.read_bytes()
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("build", tmp_path / "empty.txt", "--out", graph).exit_code == 3
    assert graph.read_bytes() == before


def test_strict_writes_nothing(run, article, tmp_path):
    (article.parent / "b.txt").write_text("This will explode.", encoding="utf-8")
    result = run("build", article.parent, "--out", tmp_path / "g.ttl", "--strict")
    assert result.exit_code == 3
    assert "b.txt" in result.stderr and not (tmp_path / "g.ttl").exists()


def test_a_graph_can_be_asked(run, graph):
    result = run("query", graph, "SELECT ?name WHERE { ?who a kg:State ; rdfs:label ?name } ORDER BY ?name")
    assert (result.exit_code, result.stdout) == (0, "name\n-------\nArvania\nBelmark\n(2 rows)\n")
    assert run("query", graph, "ASK { kgid:state/XAA ?p ?o }").exit_code == 2
    assert run("query", graph, "ASK { ?s a kg:Airstrike }").stdout == "true\n"
    assert "kg:State" in run("query", graph, "SELECT DISTINCT ?c WHERE { ?s a ?c }").stdout
    assert " ." in run("query", graph, "CONSTRUCT { ?s a kg:State } WHERE { ?s a kg:State }").stdout


def test_an_explanation_shows_the_sentence_with_its_words_marked(run, graph):
    result = run("explain", "state/XAA", graph)
    assert result.exit_code == 0
    assert "[struck]" in result.stdout and "strike-verb" in result.stdout


def test_the_version_is_that_of_the_package(run):
    assert run("--version").stdout.strip() == f"kg, version {__version__}"


def test_nothing_disputed_is_said_and_is_no_failure(run, graph):
    result = run("conflicts", graph)
    assert (result.exit_code, result.stdout.split(":")[0]) == (0, "No event is disputed")
    assert run("conflicts", graph, "--slot", "killed").stdout.startswith("No event is disputed in killed:")
    assert run("conflicts", graph, "--format", "jsonl").stdout == ""


def test_the_ledger_of_one_event_is_shown_disputed_or_not(run, graph):
    (event,) = {quad.object.value for quad in read_graph(graph) if quad.predicate.value.endswith("#aboutEvent")}
    record = json.loads(run("conflicts", graph, "--event", event, "--format", "jsonl").stdout)
    assert (record["iri"], record["claims"], record["sources"]) == (event, 1, 1)
    assert run("conflicts", graph, "--event", "state/XAA").exit_code == 2
    assert run("conflicts", graph, "--slot", "colour").exit_code == 2


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_explained_with_an_example(run, command):
    result = run(command, "--help")
    assert f"  kg {command}" in result.stdout.partition("Examples:")[2]
    for option in main.commands[command].params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), f"{command} {option.name}"


def test_help_comes_without_loading_what_only_work_needs():
    code = "import sys, kg.cli; sys.exit(bool({'spacy', 'rdflib', 'trafilatura', 'pyoxigraph'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_interrupted_build_leaves_the_old_file(graph):
    """Articles are fed through a pipe until the build has taken more than the pipe holds: then it is at work."""
    before = graph.read_bytes()
    command = [sys.executable, "-c", MAIN, "build", "-", "--out", str(graph), "--format", "turtle"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert process.stdin is not None
    for number in range(300):
        process.stdin.write(json.dumps({"id": str(number), "text": TEXT + " " * 4000}).encode() + b"\n")
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert b"interrupted" in told and b"Traceback" not in told
    assert graph.read_bytes() == before
    assert [path.name for path in graph.parent.iterdir() if "part" in path.name] == []


MAIN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started with it ignored
from functools import partial
from fakes import make_fake
import kg.commands.run
from kg.building import build
kg.commands.run.build = partial(build, make=make_fake)
from kg.cli import main
main()
"""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
@pytest.mark.parametrize("command", [["export"], ["validate"], ["conflicts"], ["query", "SELECT * { ?s ?p ?o }"]])
def test_a_full_standard_output_is_told_in_a_line(graph, command):
    name, *rest = command
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", name, str(graph), *rest], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = "kg: standard output takes no more: No space left on device. Make room, or write elsewhere.\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_a_reader_that_has_gone_is_no_finding_about_the_graph(graph):
    """1 would say that the graph does not conform."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "validate", str(graph)], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
