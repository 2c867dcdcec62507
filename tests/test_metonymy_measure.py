"""What the benchmark of metonymy counts, on labels made up for the purpose; no reference material is needed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

from measures.metonymy import Answer, Label, relocar, score, standoff

XML = """<data>
<sample number="1">Then <loc reading="met">Chad</loc> &amp; others protested.
</sample>
<sample number="2">It rains in <loc reading="lit">Peru</loc>.
</sample>
<sample number="4">The rest of <loc reading="mixed">Oman</loc> agreed.
</sample>
<sample number="5">Nobody is named.
</sample>
</data>"""
ANNOTATIONS = """T1	Literal 0 4	Chad
#1	AnnotatorNotes T1	1
T2	Mixed 9 13	Oman
T3	Non_Literal_Modifier 20 24	Peru
"""


def test_sentences_are_read_with_the_place_of_their_name_and_mixed_ones_are_left_out() -> None:
    texts, labels = relocar(XML)
    assert texts[1] == "Then Chad & others protested."
    assert labels == [Label(1, 5, 9, "actor"), Label(2, 12, 16, "place")]
    assert [texts[one.number][one.start : one.end] for one in labels] == ["Chad", "Peru"]


def test_names_that_modify_a_noun_are_labels_apart() -> None:
    assert list(standoff(7, ANNOTATIONS)) == [Label(7, 0, 4, "place"), Label(7, 20, 24, "actor", modifies=True)]


def test_accuracy_is_counted_by_half_by_reading_and_by_what_was_recorded() -> None:
    one, two, three = Label(1, 0, 4, "actor"), Label(2, 0, 4, "place"), Label(3, 0, 4, "actor", modifies=True)
    figures = score([Answer(one, "actor", None), Answer(two, "actor", "place"), Answer(three, "place", "place")])
    assert figures["accuracy"] == {"share": 0.5, "agree": 1, "of": 2}
    assert (figures["odd (tuned on)"]["agree"], figures["even (not read)"]["agree"]) == (1, 0)
    assert (figures["actor"]["share"], figures["place"]["share"]) == (1.0, 0.0)
    assert figures["recorded"] == {"agree": 1, "of": 1}
    assert figures["modifiers"] == {"share": 0.0, "agree": 0, "of": 1}
    assert score([])["accuracy"] == {"share": 0.0, "agree": 0, "of": 0}
