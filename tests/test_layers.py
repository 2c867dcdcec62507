"""The architecture holds: imports point downwards, spaCy stays below the graph, English stays out of the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from kg.lexicon import lexicon_files
from kg.ontology import EVENT, KG, load_ontology

PACKAGE = Path(__file__).parent.parent / "kg"

#: From the bottom to the top; a module may import those of lower layers and, without a circle, of its own.
LAYERS = (
    ("values, names of things, files", "errors model iris isodates resources words lines"),
    ("knowledge", "ontology vocabulary lexicon names tolls agreement"),
    ("articles and their annotation", "reading encoder nlp"),
    ("what one article says", "extract"),
    ("what several articles say", "linking"),
    ("graph", "graph"),
    ("use of a graph", "asking comparing explaining validation store ledger reasoning"),
    ("a graph for others", "loading serving"),
    ("the whole way", "analyse building update"),
    ("the Python API", "api"),
    ("command line", "commands cli __main__"),
)
LAYER = {name: number for number, (_, names) in enumerate(LAYERS) for name in names.split()}

#: The modules that may import spaCy; ``analyse`` only names its type.
WITH_SPACY = {"encoder", "nlp", "extract", "analyse"}


def part(path: Path) -> str:
    """The module, or the package below ``kg``, that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imported(path: Path) -> Iterator[str]:
    """The full names that a file imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "kg":
            yield from (f"kg.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


def needs(path: Path) -> set[str]:
    """The parts of the package that a file imports."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("kg.")}
    return names - {part(path), "__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path):
    own = part(path)
    assert own in LAYER, f"{own} has no layer yet: put it into LAYERS"
    upwards = sorted(name for name in needs(path) if LAYER[name] > LAYER[own])
    assert not upwards, f"{own} (layer {LAYER[own]}) imports {upwards} from above"


def test_no_circle_of_imports():
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(part(path), set()).update(needs(path))
    while leaves := [name for name, wanted in graph.items() if not wanted & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert not graph, f"these import each other in a circle: {sorted(graph)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_spacy_is_imported_by_the_pipeline_and_the_extraction_alone(path):
    uses = any(name.split(".")[0] == "spacy" for name in imported(path))
    assert not uses or part(path) in WITH_SPACY


#: Names of fields in the records of events that are lemmas too.
FIELDS = {"rule", "claim", "place", "sentence", "target"}


@cache
def lemmas() -> set[str]:
    """The lemmas of the lexicon, without the names of fields."""
    quads = [quad for path in lexicon_files() for quad in pyoxigraph.parse(path=str(path))]
    return {quad.object.value for quad in quads if quad.predicate.value == f"{KG}lemma"} - FIELDS


@cache
def event_types() -> set[str]:
    """The names of all types of events."""
    return set(load_ontology().types) - {EVENT}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_verb_list_stands_in_the_code(path):
    """A collection of several strings that are lemmas of the lexicon is a word list, and belongs there."""
    known = lemmas()
    assert len(known) > 50
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.List, ast.Set, ast.Tuple, ast.Dict)):
            items = node.keys if isinstance(node, ast.Dict) else node.elts
            words = {item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)}
            assert len(words & known) < 3, f"line {node.lineno}: {sorted(words & known)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_event_type_is_named_in_the_code(path):
    """A type of the ontology is data; code that knows one by name would treat it in a way that no user can teach."""
    text = path.read_text(encoding="utf-8")
    strings = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    known = event_types()
    assert len(known) > 40
    assert not {one for one in strings if isinstance(one, str)} & known
