"""What several test modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline, loaded once for all tests that need it."""
    import kg.nlp

    return kg.nlp.load()
