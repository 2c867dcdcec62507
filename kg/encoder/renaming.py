"""The names of another pipeline under our labels."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

RENAMER = "kg_name_labels"
OTHER_LABELS = {"PER": "PERSON", "GPE": "LOC"}
"""Labels of other annotation schemes and ours: a state or city is a place even where it acts."""


@Language.component(RENAMER, assigns=["doc.ents"], requires=["doc.ents"])
def rename(doc: Doc) -> Doc:
    """Give each name our label for its kind."""
    doc.set_ents([Span(doc, e.start, e.end, label=OTHER_LABELS.get(e.label_, e.label_)) for e in doc.ents])
    return doc
