"""The command line, a few lines a command. What one needs is imported when it runs, so that help comes at once."""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from kg import __version__
from kg.errors import KgError, StrictError, TooLongError

#: Exit codes; 0 is done.
NONCONFORMING, REFUSED, INCOMPLETE, TOO_LONG, INTERRUPTED = 1, 2, 3, 4, 130
#: That of a program whose reader has gone (``kg query ... | head``), as a shell gives it.
PIPE_CLOSED = 141

#: What the system says of an output without room.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

GRAPH_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
FORMATS = (*GRAPH_FORMATS, "events", "csv", "parquet", "plover", "geojson", "graphml")

#: What answers are written as: rows in the first five, triples in the others.
ANSWERS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")

REPORTS = ("text", "turtle", "jsonld")
LEDGERS = ("text", "jsonl")

#: Seconds that anything may be given: ten days.
LONGEST_TIME = 864_000

#: How much is inferred.
Level = Literal["rdfs", "owl-rl"]
INFERENCES: tuple[Level, ...] = ("rdfs", "owl-rl")

#: What claims are compared in (a test holds it against the ledger, which takes a moment to import).
SLOTS = (
    *("stance", "type", "source", "target", "victims", "killed", "injured"),
    *("abducted", "arrested", "displaced", "missing", "place", "date"),
)

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

GRAPH = click.Path(allow_dash=True, path_type=Path)
OUTPUT = click.Path(allow_dash=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class Seconds(click.FloatRange):
    """A time that ends: neither inf nor nan."""

    name = "seconds"

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number of seconds."""
        seconds = float(super().convert(value, param, ctx))
        if not seconds <= LONGEST_TIME:
            self.fail(f"{value} is no time that can be waited for: give seconds, at most {LONGEST_TIME:,}.", param, ctx)
        return seconds


graph_argument = click.argument("graph", type=GRAPH, metavar="GRAPH")
format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Format to write; else the ending of --out decides."
)
out_option = click.option("--out", type=OUTPUT, help="Write to this file; else, or with '-', to standard output.")


lexicon_option = click.option(
    "--lexicon", type=FILE, multiple=True, help="Turtle file that adds event types and wordings."
)


def example(*lines: str) -> str:
    """Return the end of a command's help: what to type, one line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


#: What stands in the file of an output when its command stopped: nothing new.
UNTOUCHED = "nothing was written, older files are as they were"


@contextmanager
def explained(left: str = UNTOUCHED) -> Iterator[None]:
    """Say what was refused in one line and leave with its exit code; anything else is a defect and shows its trace.

    ``left`` says what is there when the command stops before its end."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # what does not arrive is told of here, and not by Python as it ends
    except StrictError as error:
        click.echo(f"kg: stopped by --strict; {left}. {error}", err=True)
        sys.exit(INCOMPLETE)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(TOO_LONG if isinstance(error, TooLongError) else REFUSED)
    except KeyboardInterrupt:
        click.echo(f"\nkg: interrupted; {left}.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _drop_output()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        if error.errno not in FULL:
            raise
        _drop_output()
        click.echo(f"kg: standard output takes no more: {error.strerror}. Make room, or write elsewhere.", err=True)
        sys.exit(REFUSED)


def _drop_output() -> None:
    """Send what is still to be written nowhere: else Python would try once more as it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def going_on(store: Path) -> str:
    """Say what is in a store when a command stops before its end."""
    return f"what was done until then is kept in {store}: run the same command again to go on"


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """News articles in, a knowledge graph of events, claims and entities out.

    \b
    Exit codes: 0 done; 1 the graph does not conform; 2 bad input or usage;
    3 done, but some articles failed (they are listed); 4 took too long;
    130 interrupted; 141 the reader of the output has gone (| head).
    """


@main.command(epilog=example("kg build seeds --out graph.ttl", "kg build 'news/*.html' --date 2024-01-18 > graph.ttl"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@out_option
@format_option
@click.option("--events", type=OUTPUT, help="Also write a record (JSON) for each claim to this file.")
@click.option("--report", type=OUTPUT, help="Also write the event words seen but not coded, and why, to this file.")
@click.option("--date", metavar="YYYY-MM-DD", help="Day of publication of articles that state none.")
@click.option("--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0 is one a core.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline with Universal Dependencies labels.")
@lexicon_option
@click.option("--names", type=FILE, help="Table of names (.tsv) that adds to those of the package.")
@click.option("--pins", type=FILE, help="File that says which claims are of one act, and which are not; see below.")
@click.option("--base", metavar="IRI", help="IRI below which the things in the graph are named.")
@click.option("--licence", "--license", metavar="IRI", help="Licence of the graph, told in its description.")
@click.option("--strict", is_flag=True, help="Stop at the first article that fails. A store keeps what came before.")
@click.option("--no-validate", is_flag=True, help="Do not check the graph; of a store, not what is new in it.")
@click.option("--store", type=FOLDER, help="Keep the graph in this folder: only new and changed articles are read.")
def build(
    paths: tuple[str, ...],
    *,
    out: Path | None,
    format_: str | None,
    events: Path | None,
    report: Path | None,
    date: str | None,
    workers: int,
    pipeline: str | None,
    lexicon: tuple[Path, ...],
    names: Path | None,
    pins: Path | None,
    base: str | None,
    licence: str | None,
    strict: bool,
    no_validate: bool,
    store: Path | None,
) -> None:
    """Turn articles into a validated graph.

    PATH is a file (.txt, .html or .jsonl), a folder, a pattern such as 'news/*.txt', or - for standard input. A summary
    is told on standard error. Of a store the new and changed articles are checked, with the events that they tell of;
    kg validate checks all of it.

    \b
    A line of the file of --pins has three columns with tabs between them: 'same' or 'different', and two
    claims or events by their IRI in the graph or the end of it; in .jsonl they are pin, one and other.
      same       claim/3f0c1a2b4d5e  claim/90ab12cd34ef
      different  event/77aa12cd34ef  event/0123456789ab
    Pins overrule what the articles say of sides and days; a store keeps its pins until it gets others.

    The graph says nothing of its licence unless --licence does; a store keeps the one it was told ('' takes it back).
    """
    with explained(going_on(store) if store else UNTOUCHED):
        from kg.analyse import Settings
        from kg.building import Options
        from kg.commands.run import Outputs, run_build, run_keep

        settings = Settings(pipeline, lexicon, names)
        options = Options(settings, base, date, workers, strict, not no_validate, pins, licence)
        if store is not None:
            if out or format_ or events or report:
                raise click.UsageError("--store keeps the graph in its folder; write files from it with kg export.")
            sys.exit(run_keep(paths, store, options))
        sys.exit(run_build(paths, options, Outputs(out, format_, events, report)))


@main.command(epilog=example("kg remove store 003_airspace_breach"))
@click.argument("store", type=FOLDER)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@lexicon_option
def remove(store: Path, ids: tuple[str, ...], lexicon: tuple[Path, ...]) -> None:
    """Withdraw articles from a store, by their ids.

    What they told of events that others tell of too is taken out of these; events of theirs alone are no more.
    """
    with explained(going_on(store)):
        from kg.commands.run import run_remove

        sys.exit(run_remove(store, ids, lexicon))


@main.command(epilog=example("kg validate graph.ttl", "kg validate graph.ttl --format turtle > report.ttl"))
@graph_argument
@click.option("--format", "format_", type=click.Choice(REPORTS), default="text", help="Findings, or a SHACL report.")
@lexicon_option
def validate(graph: Path, format_: str, lexicon: tuple[Path, ...]) -> None:
    """Check a graph. Event types of a lexicon of your own are known when it is given.

    Every node is checked against its shape, and what ties nodes together by queries. The exit code is 1 when something
    is wrong; each finding says what to do.
    """
    with explained():
        from kg.commands.run import run_validate

        sys.exit(run_validate(graph, format_, lexicon))


@main.command(epilog=example("kg explain state/IRN graph.ttl", "kg explain 'Jaish al-Adl' graph.ttl"))
@click.argument("iri")
@graph_argument
@lexicon_option
def explain(iri: str, graph: Path, lexicon: tuple[Path, ...]) -> None:
    """Show why the graph says what it says.

    IRI is that of an event, an entity, a claim or an article, the end of one (state/IRN), or the name of an entity.
    Shown is each claim: its sentence with the words marked, its article, the entry of the lexicon with its example and
    the slots it found source and target in, whom pronouns and descriptions mean, and the triples that it comes to.
    """
    with explained():
        from kg.commands.run import run_explain

        sys.exit(run_explain(iri, graph, lexicon))


@main.command(epilog=example("kg reason graph.ttl", "kg reason --lexicon mine.ttl"))
@click.argument("graph", type=GRAPH, required=False)
@click.option("--format", "format_", type=click.Choice(LEDGERS), default="text", help="For people, or a line for each.")
@lexicon_option
@click.option("--timeout", type=Seconds(0), default=300.0, show_default=True, help="Seconds; 0 is no limit.")
@click.option("--memory", type=click.IntRange(64), default=2000, show_default=True, help="Megabytes for the reasoner.")
def reason(graph: Path | None, format_: str, lexicon: tuple[Path, ...], timeout: float, memory: int) -> None:
    """Prove that the ontology, and a graph if given, has no contradictions.

    Found are a militant group that is also a state, a claim with two stances, an event in a person; said is of which
    node, by which axioms and by which triples. It needs Java and the reasoner Pellet: pip install 'kg-news[reason]'.
    The exit code is 1 when there is a contradiction, 4 when it takes longer than --timeout.
    """
    with explained():
        from kg.commands.reason import run_reason
        from kg.reasoning.pellet import Limits

        sys.exit(run_reason(graph, format_, lexicon, Limits(timeout, memory)))


@main.command(epilog=example("kg conflicts graph.ttl", "kg conflicts graph.ttl --slot killed --format jsonl"))
@graph_argument
@click.option("--format", "format_", type=click.Choice(LEDGERS), default="text", help="For people, or a line an event.")
@click.option("--slot", "slots", type=click.Choice(SLOTS), multiple=True, help="Only what is said in this slot.")
@click.option("--event", metavar="IRI", help="This event, disputed or not; also the end of an IRI (event/3f0c...).")
def conflicts(graph: Path, format_: str, slots: tuple[str, ...], event: str | None) -> None:
    """Show where sources disagree.

    For each disputed event: what is said in each slot, who says so, relayed by whom, in which articles and words, how
    many independent sources there are, and which values exclude or refine one another. The exit code is 0 also when
    nothing is disputed.
    """
    with explained():
        from kg.commands.run import run_conflicts

        sys.exit(run_conflicts(graph, format_, slots, event))


@main.command(epilog=example("kg diff before.ttl after.ttl", "kg diff yesterday.kg today.kg --format jsonl"))
@click.argument("old", type=GRAPH, metavar="A")
@click.argument("new", type=GRAPH, metavar="B")
@click.option("--format", "format_", type=click.Choice(LEDGERS), default="text", help="For people, or a line a change.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is a difference.")
def diff(old: Path, new: Path, format_: str, *, exit_code: bool) -> None:
    """Tell what changed from graph A to graph B.

    Not triples are compared but articles, claims, events and entities: what came, went, or says something else now.
    Claims of an edited article are known again by their words, events by the claims that they share: several may have
    become one, or one several. Where words stand, the rules that found them and how sure they are play no part.
    """
    with explained():
        from kg.commands.diff import run_diff

        sys.exit(run_diff(old, new, format_, exit_code=exit_code))


@main.command(
    epilog=example(
        "kg export graph.trig --out events.jsonl",
        "kg export news.kg --out map.geojson",
        "kg export graph.trig --infer rdfs --out inferred.trig",
    )
)
@graph_argument
@format_option
@out_option
@click.option("--infer", type=click.Choice(INFERENCES), help="Add what follows by the ontology; see below.")
@lexicon_option
def export(
    graph: Path, format_: str | None, out: Path | None, infer: Level | None, lexicon: tuple[Path, ...]
) -> None:
    """Write a graph in another format.

    'events' (JSON Lines), 'csv' and 'parquet' (needs kg-news[parquet]) are tables of claims, 'plover' has records of
    events for those who work with PLOVER, 'geojson' the events with places for a map, 'graphml' the network of actors
    for Gephi and the like. A store of any size is written in little memory.

    With --infer a triple store that does not reason itself knows that an airstrike is an assault, and a state an agent:
    rdfs adds classes and properties above those that are told, and what the ends of a property are; owl-rl also what
    leads back, goes both ways or goes on. What is added stands in a graph of its own, graph/inferred, in TriG and
    N-Quads, which validate, explain and conflicts pass over; in other formats it is among the rest.
    """
    with explained():
        from kg.commands.run import run_export

        sys.exit(run_export(graph, out, format_, infer, lexicon))


@main.command(
    epilog=example(
        "kg query graph.ttl 'SELECT ?who WHERE { ?who a kg:MilitantGroup }'",
        "kg query news.kg --name who-attacked-whom --set since=2024-01-01 --format csv",
        "kg query --list",
    )
)
@click.argument("graph", type=GRAPH, required=False)
@click.argument("sparql", required=False)
@click.option("--file", "file", type=FILE, help="Ask the query in this file.")
@click.option("--name", metavar="NAME", help="Ask a question of the cookbook.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--list", "listed", is_flag=True, help="List the questions of the cookbook with their parameters.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint; then no GRAPH is given.")
@click.option("--format", "format_", type=click.Choice(ANSWERS), help="Rows as a table, triples as Turtle, else this.")
@out_option
@click.option("--timeout", type=Seconds(0), default=60.0, show_default=True, help="Seconds; 0 is no limit.")
def query(
    graph: Path | None,
    sparql: str | None,
    *,
    file: Path | None,
    name: str | None,
    values: tuple[str, ...],
    listed: bool,
    endpoint: str | None,
    format_: str | None,
    out: Path | None,
    timeout: float,
) -> None:
    """Ask a graph in SPARQL, in your own words or by the name of a question.

    GRAPH is a file or a store. Prefixes such as kg: need not be declared; all named graphs are asked together. Nothing
    is changed, and nothing is asked of the network. The exit code is 4 when it takes longer than --timeout.
    """
    with explained():
        from kg.commands.questions import ask_endpoint, cookbook, wording
        from kg.commands.run import run_query

        if listed:
            sys.exit(cookbook())
        if endpoint is not None:
            asked = wording(sparql or (str(graph) if graph else None), file, name, values)
            sys.exit(ask_endpoint(endpoint, asked, format_, out, timeout))
        if graph is None or sum(one is not None for one in (sparql, file, name)) != 1:
            raise click.UsageError("Give a graph and one of: a query, --file FILE, --name NAME (see --list).")
        sys.exit(run_query(graph, wording(sparql, file, name, values), format_, out, timeout))


@main.command(
    epilog=example(
        "kg load news.kg --endpoint http://localhost:7878/store --query http://localhost:7878/query",
        "kg load news.kg --endpoint http://localhost:3030/news/update --way update --journal news.journal",
    )
)
@click.argument("graph", type=GRAPH)
@click.option("--endpoint", required=True, metavar="URL", help="Address for the Graph Store Protocol, or for updates.")
@click.option("--way", type=click.Choice(["graph-store", "update"]), default="graph-store", help="How to write.")
@click.option("--graph", "unnamed", metavar="IRI", help="Graph for triples that stand in none, as in a Turtle file.")
@click.option("--query", "query_url", metavar="URL", help="Address for queries: the triples are counted afterwards.")
@click.option("--journal", type=OUTPUT, help="Note here what is loaded: only what has changed is sent next time.")
@click.option("--chunk", type=click.IntRange(1), help="Triples sent at a time: 100,000, in an update 1,000.")
@click.option("--tries", type=click.IntRange(1), default=5, show_default=True, help="How often to try what may pass.")
@click.option("--timeout", type=Seconds(0.1), default=60.0, show_default=True, help="Seconds for an answer.")
def load(
    graph: Path,
    *,
    endpoint: str,
    way: str,
    unnamed: str | None,
    query_url: str | None,
    journal: Path | None,
    chunk: int | None,
    tries: int,
    timeout: float,
) -> None:
    """Load a graph into a triple store: Oxigraph, Virtuoso, Fuseki, GraphDB, Blazegraph ...

    Each named graph replaces the one of its name, at one stroke (by the Graph Store Protocol if it is no larger than a
    chunk). Who may write is told by the environment, never on the command line:
    KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD (basic or digest, as the server asks), or KG_ENDPOINT_TOKEN. What is
    interrupted goes on with the same --journal. The exit code is 1 when the counts differ, 3 when graphs failed.
    """
    with explained("what was sent until then is there: with --journal the same command goes on"):
        from kg.commands.load import run_load
        from kg.loading.client import Patience
        from kg.loading.load import Endpoint

        there = Endpoint(endpoint, "update" if way == "update" else "graph-store", query_url, chunk)
        sys.exit(run_load(graph, there, Patience(tries, timeout=timeout), journal, unnamed))


@main.command(epilog=example("kg serve news.kg", "kg serve graph.ttl --port 8080"))
@click.argument("graph", type=click.Path(exists=True, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any free one.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes that answer; 0 is one a core.")
@click.option("--timeout", type=Seconds(0.1), default=30.0, show_default=True, help="Seconds for a query.")
@click.option("--largest", type=click.IntRange(1), default=50_000_000, show_default=True, help="Bytes of an answer.")
def serve(graph: Path, *, host: str, port: int, workers: int, timeout: float, largest: int) -> None:
    """Serve a graph: a SPARQL 1.1 endpoint at /sparql, and a page for every node.

    GRAPH is a store, whose later builds are seen at once, or a file. Queries alone are answered; nothing can be
    changed, and nothing is fetched. It listens on this machine alone unless --host says more.
    """
    with explained():
        from kg.commands.serve import run_serve

        sys.exit(run_serve(graph, host, port, workers=workers, seconds=timeout, size=largest))


@main.command(epilog=example("kg info"))
def info() -> None:
    """Show versions and sizes of all parts."""
    with explained():
        from kg.commands.run import run_info

        sys.exit(run_info())


if __name__ == "__main__":
    main()
