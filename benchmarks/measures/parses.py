"""Texts annotated by the language pipeline, kept in a folder between runs on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from spacy.tokens import Doc, DocBin

from kg.nlp import load, pipeline_version

Key = TypeVar("Key", int, str)


def parsed(measure: str, texts: Mapping[Key, str], cache: Path | None) -> Iterator[tuple[Key, Doc]]:
    """Yield annotated texts by their keys, from the folder ``cache`` where it has them for this pipeline."""
    nlp = load()
    content = sha256("\0".join(texts.values()).encode()).hexdigest()[:8]
    path = cache / f"{measure}-{content}-{pipeline_version(nlp).split()[-1]}.spacy" if cache else None
    if path and path.exists():
        yield from zip(texts, DocBin().from_disk(path).get_docs(nlp.vocab), strict=True)
        return
    docs = list(nlp.pipe(texts.values()))
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs).to_disk(path)
    yield from zip(texts, docs, strict=True)
