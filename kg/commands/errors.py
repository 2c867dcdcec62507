"""What the stages refuse, gathered for whoever calls them all: each of these is said to the user in one line."""

from __future__ import annotations

from kg.analyse import WorkerError
from kg.asking.query import QueryError
from kg.building import StrictError
from kg.explaining.explain import UnknownNodeError
from kg.graph.export import GraphError, OutputError
from kg.graph.formats import FormatError
from kg.graph.jsonld import TripleTermError
from kg.graph.sorting import SortingError
from kg.graph.statements import UnreadableError
from kg.iris import IriError
from kg.lexicon import LexiconError
from kg.linking.pins import PinError
from kg.loading.client import LoadError
from kg.names.lists import NameListError
from kg.nlp import PipelineError
from kg.ontology import OntologyError
from kg.reading.paths import InputError
from kg.reasoning.pellet import ReasonError, ReasonTimeoutError
from kg.resources import ResourceError
from kg.store.archive import ArchiveError
from kg.store.folder import StoreError
from kg.words import WordsError

#: Input that cannot be used, or an output that cannot be written: the user can do something about each.
REFUSALS = (
    ArchiveError,
    FormatError,
    GraphError,
    InputError,
    IriError,
    LexiconError,
    LoadError,
    NameListError,
    OntologyError,
    OutputError,
    PinError,
    PipelineError,
    QueryError,
    ReasonError,
    ResourceError,
    SortingError,
    StoreError,
    TripleTermError,
    UnknownNodeError,
    UnreadableError,
    WordsError,
    WorkerError,
)

__all__ = ["REFUSALS", "ReasonTimeoutError", "StrictError"]
