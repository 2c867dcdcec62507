"""What the program consists of: versions, the language pipeline, the ontology, names, and how large they are."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from kg import __version__
from kg.ontology import load_ontology
from kg.resources import path_of, pipeline_path

#: Libraries whose version can change what comes out.
LIBRARIES = ("spacy", "onnxruntime", "pyoxigraph", "pyshacl", "rdflib", "trafilatura")


def facts() -> Iterator[tuple[str, str]]:
    """Yield what to show, as a name and a text."""
    from kg.lexicon import load_lexicon  # noqa: PLC0415 - takes a moment
    from kg.nlp import load, pipeline_version  # noqa: PLC0415 - imports spaCy

    ontology = load_ontology()
    lexicon = load_lexicon()
    yield "kg-news", f"{__version__}, Python {platform.python_version()}"
    yield "libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "pipeline", f"{pipeline_version(load())}, {_megabytes(pipeline_path())}"
    yield "ontology", f"{ontology.version}, {len(ontology.classes):,} classes, {len(ontology.types):,} event types"
    yield "lexicon", f"{len(lexicon.triggers):,} triggers"
    yield "names", ", ".join(_tables(path_of("ontology/names")))
    yield "words", ", ".join(_tables(path_of("ontology/words")))


def _tables(folder: Path) -> Iterator[str]:
    """Yield the tables of a folder with the number of their rows."""
    for table in sorted(folder.glob("*.tsv")):
        with table.open(encoding="utf-8") as lines:
            rows = sum(bool(line.strip()) and not line.startswith("#") for line in lines) - 1
        yield f"{table.stem} {rows:,}"


def _megabytes(folder: Path) -> str:
    """Return the size of a folder."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{size / 1e6:.1f} MB"
