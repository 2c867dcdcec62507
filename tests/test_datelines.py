"""A dateline says where a report was filed; that speaks for the places of the report, and is no place of its acts."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract import Knowledge, context_of
from kg.extract.datelines import filed_from
from kg.model import Document
from kg.reading.clean import clean

FILED = [
    ("QUETTA, Pakistan (AP) — Gunmen fled.", "place/geonames-1167528"),
    ("SHELBY, Mont. (AP) - A prison was closed.", "place/geonames-5677433"),
    ("Closed again\n\nBEIRUT (Reuters) - The road was closed.", "place/geonames-276781"),
    ("NOWHERETOWN, Pakistan (AP) — Gunmen fled.", "state/PAK"),
    ("SPRINGFIELD (AP) — The road was closed.", None),  # several, and none is much better known
    ("NOWHERETOWN (AP) — Gunmen fled.", None),
    ("Gunmen fled Quetta, Pakistan, on Monday.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "key"), FILED)
def test_a_dateline_names_the_place_where_it_is_certain(text: str, key: str | None, knowledge: Knowledge) -> None:
    place = filed_from(Document("x", text), knowledge.gazetteer)
    assert (place.key if place else None) == key


def meant(text: str, words: str, nlp: Language, knowledge: Knowledge) -> tuple[str, ...]:
    document = Document("x", text)
    index = context_of(document, nlp(clean(document)), knowledge).index
    assert not any(mention.text.isupper() for mention in index.mentions)
    return next(mention.refers_to for mention in index.mentions if mention.text == words)


@pytest.mark.parametrize(
    ("dateline", "key"),
    [
        ("", "place/geonames-1269843"),
        ("KARACHI, Pakistan (AP) — ", "place/geonames-1176734"),
        ("NEW DELHI (Reuters) - ", "place/geonames-1269843"),
    ],
)
def test_a_dateline_decides_where_the_text_does_not(
    dateline: str, key: str, nlp: Language, knowledge: Knowledge
) -> None:
    text = f"{dateline}Two people died in Hyderabad on Friday when a wall fell."
    assert meant(text, "Hyderabad", nlp, knowledge) == (key,)


def test_the_text_decides_against_a_dateline(nlp: Language, knowledge: Knowledge) -> None:
    text = "NEW DELHI (Reuters) - Two people died in Hyderabad, a city in Pakistan, when a wall fell."
    assert meant(text, "Hyderabad", nlp, knowledge) == ("place/geonames-1176734",)
