"""Loads a language pipeline: the one that the package ships, or another with Universal Dependencies labels.

This is the only module that loads spaCy, when it is asked to; out comes an ordinary ``Language`` that makes ``Doc``s.
"""

# ruff: noqa: PLC0415 - spaCy takes most of a second to import
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from spacy.language import Language

MAX_LENGTH = 100_000_000
"""Characters of one text. Ours reads window by window, so that a long text only takes long."""

NEEDED_LABELS = frozenset({"nsubj", "obj", "obl", "nmod", "case"})
"""Labels without which a parse is not one of Universal Dependencies."""
FOREIGN_LABELS = frozenset({"dobj", "nsubjpass", "pobj", "prep", "auxpass"})
"""Labels of other schemes, which make a better message than what is missing."""


class PipelineError(KgError, ValueError):
    """A language pipeline cannot be loaded or used; the message says why and what would do."""


def shipped() -> Path:
    """Return the folder of the weights in the package."""
    return Path(str(resources.files("kg").joinpath("data", "pipeline")))


def load(name_or_path: str | None = None) -> Language:
    """Load a pipeline: the shipped one, a folder of weights of the same kind, or any spaCy pipeline with UD labels.

    Raises:
        PipelineError: if there is none of that name, or if it lacks a parse or names, or has labels of another scheme.
    """
    folder = shipped() if name_or_path is None else Path(name_or_path)
    nlp = _own(folder) if (folder / "encoder.onnx").is_file() else _other(name_or_path or str(folder))
    check(nlp, str(name_or_path or folder))
    _rename_labels(nlp)
    nlp.max_length = max(nlp.max_length, MAX_LENGTH)
    return nlp


def _own(folder: Path) -> Language:
    import spacy

    from kg.encoder.component import FACTORY
    from kg.encoder.model import read_settings
    from kg.encoder.tokenizer import adapt

    settings = read_settings(folder)
    nlp = spacy.blank("en")
    nlp.meta["name"], nlp.meta["version"] = settings.name, settings.version
    adapt(nlp, settings.affixes, settings.abbreviations)
    nlp.add_pipe(FACTORY, config={"path": str(folder.resolve())})
    return nlp


def _other(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise PipelineError(
            f"cannot load the language pipeline {name!r}: {error}. Give the name of an installed spaCy pipeline or the "
            "path of one, or leave it out to use the pipeline that comes with the package."
        ) from error


def check(nlp: Language, name: str) -> None:
    """Refuse a pipeline whose parse or names the extraction could not read."""
    labels = {pipe: set(found) for pipe, found in nlp.pipe_labels.items()}
    every = {label for found in labels.values() for label in found}
    foreign = sorted(FOREIGN_LABELS & every)
    if foreign:
        raise PipelineError(
            f"the pipeline {name!r} has dependency labels of another scheme ({', '.join(foreign)}). Needed is a "
            "parser with Universal Dependencies labels (obj, obl, nsubj:pass, obl:agent ...)."
        )
    missing = sorted(NEEDED_LABELS - every)
    if missing:
        raise PipelineError(
            f"the pipeline {name!r} has no parser with Universal Dependencies labels: {_listed(missing)} not among its "
            f"labels; its components are {_listed(nlp.pipe_names)}."
        )
    if not _finds_people(every):
        raise PipelineError(
            f"the pipeline {name!r} finds no names of people: PERSON (or PER) is not among its labels; its components "
            f"are {_listed(nlp.pipe_names)}. Add a named-entity recogniser."
        )


def _rename_labels(nlp: Language) -> None:
    """Give the names of another pipeline our labels, as its last step."""
    from kg.encoder.renaming import OTHER_LABELS, RENAMER

    every = {label for found in nlp.pipe_labels.values() for label in found}
    if every & set(OTHER_LABELS):
        nlp.add_pipe(RENAMER)


def _finds_people(labels: Iterable[str]) -> bool:
    return bool({"PERSON", "PER"} & set(labels))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "none"


def pipeline_version(nlp: Language) -> str:
    """Return name, version and a short hash of the weights, the same for the same results."""
    digest = "-".join(_digest(nlp, name) for name in nlp.pipe_names)
    name = "_".join(part for part in (nlp.meta.get("lang", ""), nlp.meta.get("name", "")) if part)
    return f"{name} {nlp.meta.get('version', '0')} {hashlib.sha256(digest.encode()).hexdigest()[:12]}"


def _digest(nlp: Language, name: str) -> str:
    pipe = nlp.get_pipe(name)
    model = getattr(pipe, "model", None)
    own = getattr(model, "digest", None)
    if own is not None:
        return str(own)
    exclude = ["vocab"]
    content = pipe.to_bytes(exclude=exclude) if hasattr(pipe, "to_bytes") else name.encode()
    return hashlib.sha256(content).hexdigest()
