"""Scores what ``kg build`` finds against articles and sentences labelled by hand.

    python benchmarks/quality.py [--set NAME] [--errors N] [--keep FOLDER] [--cache FOLDER] [--workers N] [--json]
    python benchmarks/quality.py --crash N

Without ``--set`` everything is measured: the articles *seeds* and *dev*, the held-out articles and sentences of two
rounds of work and the *thesis* sentences (events; these are ``--set all``), *wikievents* (words for attacks),
*polnear* (who says so), *petrarch* (a peer's unit tests), *dates* (days that GUM's labels give), *linking* (one event
for each act of the seeds), *entities* and *entities-dev* (who and where in the seeds and in eight of the *dev* ones),
*relocar* and *metonymy* (place or actor), *toponyms* (which place a name means).
What each counts stands in ``benchmarks/measures/``. ``--crash N`` reads the first N characters of every file of the
corpora as raw text, 0 all of them, and counts the files that fail.

All of it is reference material that is not part of this repository (the articles are not ours to publish): it is
looked for in ``../shared``, or in the folder named by ``--shared``. Each set is built in a process of its own, from the
shell as a user would, so that seconds and memory are those of the whole command.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from measures import crash, entities, heldout, linking, petrarch, thesis, wikievents
from measures.common import ROOT, Figures, Run, build, read_lines, write_lines

LEVELS = ("root", "source", "dyad")
SLOTS = ("typed", "dated", "placed", "counted", "claimed")
#: The held-out sets: those of the first round of work and those that are still unseen, articles and sentences apart.
HELD_OUT = tuple(f"{name}-{kind}" for name in ("round1", "round2") for kind in heldout.KINDS)
EVENTS = ("seeds", "dev", *HELD_OUT, "thesis")


@dataclass(frozen=True, slots=True)
class Set:
    """Labelled articles: where they lie below the shared folder, and the index that has their day of publication."""

    name: str
    articles: str
    gold: str
    index: str | None = None


ARTICLES = {
    "seeds": Set("seeds", "seeds", "gold/seeds.jsonl", "gold/seeds_index.json"),
    "dev": Set("dev", "gold/dev_texts.jsonl", "gold/dev_docs.jsonl"),
}


def main() -> None:
    """Build and score the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the reference material")
    parser.add_argument("--set", choices=[*MEASURES, "all"], help="all: those with events")
    parser.add_argument("--errors", type=int, default=0, help="list so many missed and wrong events of each set")
    parser.add_argument("--keep", type=Path, help="leave graphs and records in this folder")
    parser.add_argument("--cache", type=Path, help="keep parses in this folder")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--crash", type=int, metavar="N", help="only read N characters of every file of the corpora")
    asked = parser.parse_args()
    chosen = [asked.set] if asked.set in MEASURES else list(EVENTS if asked.set else MEASURES)
    _check(asked.shared, [] if asked.crash is not None else chosen)
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.crash is not None:
            sys.exit(_crash(asked, folder))
        results = {name: MEASURES[name](asked, folder) for name in chosen}
    print(json.dumps(results, indent=1) if asked.json else "\n\n".join(_tables(results)))


def _check(shared: Path, chosen: list[str]) -> None:
    """Stop with a clear word when the reference material is not there."""
    wanted = [shared / part for name in chosen for part in NEEDED[name]]
    missing = [str(path) for path in wanted if not path.exists()]
    if missing or not shared.is_dir():
        sys.exit(
            "Nothing was measured: the reference material is missing.\n  "
            + "\n  ".join(missing or [str(shared)])
            + "\nIt is not part of this repository. Name the folder that holds it with --shared FOLDER."
        )


def _scorer(shared: Path) -> Path:
    return shared / "score" / "score_events.py"


def _articles(asked: argparse.Namespace, folder: Path, one: Set) -> Figures:
    """Build one set and return the scorer's figures with the cost of the build; errors are printed at once."""
    events = folder / f"{one.name}.events.jsonl"
    run = _built(asked, folder, one.name, asked.shared / one.articles, *_date(one, asked.shared))
    _rename_documents(events, asked.shared / one.gold)
    figures = _scored(asked, one.name, asked.shared / one.gold, events)
    figures["by_construction"] = _by_construction(asked.shared, one, events)
    return {**figures, **run.cost(), "claims": len(read_lines(events))}


def _scored(asked: argparse.Namespace, name: str, gold: Path, events: Path) -> Figures:
    """Return the scorer's figures; errors are printed at once."""
    command = [sys.executable, str(_scorer(asked.shared)), "--gold", str(gold), "--pred", str(events)]
    if asked.errors:
        listed = _output([*command, "--errors", str(asked.errors)]).splitlines()
        print(f"--- {name}", *[line for line in listed if line.startswith(("missed", "wrong"))], sep="\n")
    return dict(json.loads(_output([*command, "--json"])))


def _held_out(asked: argparse.Namespace, folder: Path, name: str) -> Figures:
    """Build and score one kind of texts of a held-out set."""
    texts, gold = heldout.prepare(asked.shared, folder, *name.split("-"))
    run = _built(asked, folder, name, texts)
    events = folder / f"{name}.events.jsonl"
    return {**_scored(asked, name, gold, events), **run.cost(), "claims": len(read_lines(events))}


def _by_construction(shared: Path, one: Set, events: Path) -> Figures:
    """Return the figures by the construction of the triggers, under the document ids of the labels."""
    from measures import construction  # noqa: PLC0415 - it loads the language pipeline

    source = shared / one.articles
    if source.is_dir():
        texts = {path.name.split("_")[0]: path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt"))}
    else:
        texts = {row["id"]: row["text"] for row in read_lines(source)}
    return construction.measure(_scorer(shared), texts, shared / one.gold, events)


def _built(asked: argparse.Namespace, folder: Path, name: str, source: Path, *options: str) -> Run:
    """Build a set from the shell; its graph and its records lie in ``folder``."""
    options = ("--workers", str(asked.workers), *options)
    return build(source, folder / f"{name}.ttl", folder / f"{name}.events.jsonl", *options)


def _thesis(asked: argparse.Namespace, folder: Path) -> Figures:
    run = _built(asked, folder, "thesis", asked.shared / thesis.SENTENCES)
    return _with_errors("thesis", asked, folder, run, thesis.measure)


def _wikievents(asked: argparse.Namespace, folder: Path) -> Figures:
    run = _built(asked, folder, "wikievents", wikievents.prepare(asked.shared, folder))
    return _with_errors("wikievents", asked, folder, run, wikievents.measure)


def _petrarch(asked: argparse.Namespace, folder: Path) -> Figures:
    source, names = petrarch.prepare(asked.shared, folder)
    run = _built(asked, folder, "petrarch", source, "--names", str(names))
    return _with_errors("petrarch", asked, folder, run, petrarch.measure)


def _entities(asked: argparse.Namespace, folder: Path, name: str) -> Figures:
    """Build a set of articles and score who and where its graph says is in them."""
    one = ARTICLES[name]
    run = _built(asked, folder, f"entities-{name}", asked.shared / one.articles, *_date(one, asked.shared))
    if asked.errors:
        print(f"--- entities of {name}")
    return {**entities.measure(asked.shared, folder / f"entities-{name}.ttl", name, asked.errors), **run.cost()}


def _with_errors(
    name: str, asked: argparse.Namespace, folder: Path, run: Run, measure: Callable[[Path, Path, int], Figures]
) -> Figures:
    """Score the records of a set, below a heading when its errors are listed."""
    if asked.errors:
        print(f"--- {name}")
    events = folder / f"{name}.events.jsonl"
    return {**measure(asked.shared, events, asked.errors), **run.cost(), "claims": len(read_lines(events))}


def _polnear(asked: argparse.Namespace, _: Path) -> Figures:
    from measures import polnear  # noqa: PLC0415 - it loads the language pipeline

    if asked.errors:
        print("--- polnear")
    return polnear.measure(asked.shared, asked.cache, asked.errors)


def _dates(asked: argparse.Namespace, _: Path) -> Figures:
    from measures import dates  # noqa: PLC0415 - it loads the language pipeline

    if asked.errors:
        print("--- dates")
    return dates.measure(asked.shared, asked.errors)


def _linking(asked: argparse.Namespace, folder: Path) -> Figures:
    """Link the seeds as published and as shipped, with their day of publication and without."""
    seeds, scorer, found = ARTICLES["seeds"], _scorer(asked.shared), {}
    published = (asked.shared / seeds.articles, asked.shared / seeds.gold)
    for name, (source, gold) in (("published", published), ("shipped", (ROOT / "seeds", linking.SHIPPED))):
        for told, options in (("dated", tuple(_date(seeds, asked.shared))), ("undated", ())):
            _built(asked, folder, f"{name}-{told}", source, *options)
            events = folder / f"{name}-{told}.events.jsonl"
            if asked.errors:
                wrong = list(linking.wrong(scorer, gold, events))[: asked.errors]
                print(f"--- {name}, {told}", *wrong, sep="\n")
            scored = linking.measure(scorer, gold, events)
            found |= {f"{name}, {told}, {part}": figures for part, figures in scored.items()}
    return found


def _metonymy(asked: argparse.Namespace, _: Path, name: str) -> Figures:
    from measures import metonymy  # noqa: PLC0415 - it loads the language pipeline

    if asked.errors:
        print(f"--- {name}")
    return metonymy.measure(asked.shared, name, asked.cache, asked.errors)


def _toponyms(asked: argparse.Namespace, _: Path) -> Figures:
    from measures import toponyms  # noqa: PLC0415 - it loads the language pipeline

    if asked.errors:
        print("--- toponyms")
    return toponyms.measure(asked.shared, asked.cache, asked.errors)


def _crash(asked: argparse.Namespace, folder: Path) -> str | int:
    """Read every file of the corpora as raw text; return 0, or a word on how many failed."""
    source = crash.prepare(asked.shared, folder, asked.crash)
    run = _built(asked, folder, "crash", source)
    print(json.dumps({"files": len(read_lines(source)), **run.cost()}))
    return "Some files failed; they are listed above." if run.code else 0


Measure = Callable[[argparse.Namespace, Path], Figures]
MEASURES: Mapping[str, Measure] = {
    "seeds": lambda asked, folder: _articles(asked, folder, ARTICLES["seeds"]),
    "dev": lambda asked, folder: _articles(asked, folder, ARTICLES["dev"]),
    **{name: partial(_held_out, name=name) for name in HELD_OUT},
    "thesis": _thesis,
    "wikievents": _wikievents,
    "polnear": _polnear,
    "toponyms": _toponyms,
    "petrarch": _petrarch,
    "dates": _dates,
    "linking": _linking,
    "entities": partial(_entities, name="seeds"),
    "entities-dev": partial(_entities, name="dev"),
    **{name: partial(_metonymy, name=name) for name in ("relocar", "metonymy")},
}
SCORER = "score/score_events.py"
NEEDED = {
    **{name: (one.articles, one.gold, SCORER) for name, one in ARTICLES.items()},
    **dict.fromkeys(HELD_OUT, heldout.NEEDED),
    "thesis": (thesis.SENTENCES, thesis.CROSSWALK),
    "wikievents": (wikievents.ARTICLES,),
    "polnear": ("corpora/polnear/dev",),
    "toponyms": ("corpora/geowebnews/GeoWebNews", "corpora/geowebnews/GWN.xml"),
    "petrarch": (petrarch.RECORDS, petrarch.ACTORS),
    "dates": ("corpora/ud_gum/en_gum-open-ud-dev.conllu", "corpora/ud_gum/en_gum-open-ud-train.conllu"),
    "linking": (ARTICLES["seeds"].articles, ARTICLES["seeds"].gold, ARTICLES["seeds"].index or "", SCORER),
    "entities": ("seeds", "gold/seeds_entities.jsonl"),
    "entities-dev": ("gold/dev_texts.jsonl",),
    "relocar": ("corpora/relocar/ReLocaR_Train.xml",),
    "metonymy": ("corpora/geowebnews/GeoWebNews",),
}


def _date(one: Set, shared: Path) -> Iterator[str]:
    """Yield the option for the day of publication of a set whose articles do not state it and all share it."""
    if one.index:
        days = {entry["pubdate"] for entry in json.loads((shared / one.index).read_text(encoding="utf-8")).values()}
        yield from ("--date", *days)


def _rename_documents(events: Path, gold: Path) -> None:
    """Give the records the document ids of the labels, which are the first parts of the file names (``000``)."""
    known = {line["doc"] for line in read_lines(gold)}
    records = read_lines(events)
    for record in records:
        if record["doc"] not in known:
            record["doc"] = next((doc for doc in sorted(known) if record["doc"].startswith(f"{doc}_")), record["doc"])
    write_lines(events, records)


def _output(command: list[str]) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _tables(results: Mapping[str, Figures]) -> Iterator[str]:
    """Yield Markdown tables: the events of each set and by root, then what the other sets measure."""
    events = {name: figures for name, figures in results.items() if name in EVENTS}
    if events:
        yield _table(["", *events], [[label, *map(show, events.values())] for label, show in _rows()])
        for what in ("root", "construction"):
            rows = _parts(events, f"by_{what}")
            yield from [_table([f"{what}: precision / recall / f1 (gold)", *events], rows)] if rows else []
    others = {name: figures for name, figures in results.items() if name not in EVENTS}
    rows = [[f"{name}: {what}", _shown(value)] for name, figures in others.items() for what, value in figures.items()]
    if rows:
        yield _table(["other sets", ""], rows)


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def _rows() -> Iterator[tuple[str, Callable[[Figures], str]]]:
    """Yield the label of each row and what it shows of the figures."""
    for level in LEVELS:
        for figure in ("precision", "recall", "f1"):
            yield f"{level} {figure}", lambda figures, level=level, figure=figure: f"{figures[level][figure]:.3f}"
    yield "dyad found / predicted / gold", lambda figures: "{tp} / {pred} / {gold}".format(**figures["dyad"])
    for slot in SLOTS:
        yield slot, lambda figures, slot=slot: _shown(figures.get(slot, "-"))
    for cost in ("documents", "claims", "seconds", "megabytes", "exit"):
        yield cost, lambda figures, cost=cost: str(figures[cost])


def _parts(events: Mapping[str, Figures], by: str) -> list[list[str]]:
    """Return a row for each root, or each construction: the figures of its dyads in each set."""
    parts = sorted({part for figures in events.values() for part in figures.get(by, ())})
    return [[part, *(_brief(figures.get(by, {}).get(part)) for figures in events.values())] for part in parts]


def _brief(figures: Figures | None) -> str:
    return "{precision:.2f} / {recall:.2f} / {f1:.2f} ({gold})".format(**figures) if figures else "-"


def _shown(value: object) -> str:
    """Return a figure as a cell: B-cubed; precision, recall and F1; so many of so many; or what it is."""
    if isinstance(value, dict) and "acts" in value:
        counts = "{labels} labels, {acts} acts, {events} events".format(**value)
        return "{precision:.3f} / {recall:.3f} / {f1:.3f} ({counts})".format(**value, counts=counts)
    if isinstance(value, dict) and "f1" in value:
        return "{precision:.3f} / {recall:.3f} / {f1:.3f} ({tp} / {pred} / {gold})".format(**value)
    if isinstance(value, dict):
        share = f" ({value['share']:.3f})" if value.get("share") is not None else ""
        return f"{value['agree']} of {value['of']}{share}"
    return str(value)


if __name__ == "__main__":
    main()
