"""What several test modules share."""

# ruff: noqa: PLC0415 - most tests need neither
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract import Knowledge


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline, loaded once for all tests that need it."""
    import kg.nlp

    return kg.nlp.load()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped ontology, lexicon, names and words, loaded once."""
    import kg.extract

    return kg.extract.load_knowledge()
