"""The shipped pipeline on input that nobody should send, and the same result however the work is split."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = [
    "Iran struck bases in Pakistan.",
    "",
    "The army said that the rebels had left the town of Kidal. " * 12,
    "PM cuts meetings short\n\nISLAMABAD - The prime minister flew home.",
    "   \n\n  ",
]


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    """Return everything that is written on the tokens, and the names."""
    names = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    tokens = [(t.idx, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    return [*tokens, *names]


def test_neighbours_and_workers_do_not_matter(nlp: Language) -> None:
    """A text has the same annotation alone, in another order, in other batches and in two processes."""
    alone = [annotation(nlp(text)) for text in TEXTS]
    assert [annotation(d) for d in nlp.pipe(TEXTS, batch_size=2)] == alone
    assert [annotation(d) for d in nlp.pipe(TEXTS[::-1])] == alone[::-1]
    assert [annotation(d) for d in nlp.pipe(TEXTS, n_process=2, batch_size=1)] == alone


def test_the_component_can_be_pickled(nlp: Language) -> None:
    """A copy made for another process annotates alike."""
    copy = pickle.loads(pickle.dumps(nlp.get_pipe("kg_encoder")))  # noqa: S301
    doc = copy(nlp.make_doc(TEXTS[0]))
    assert [t.dep_ for t in doc] == [t.dep_ for t in nlp(TEXTS[0])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\u200b",
        "\x00\x01\x02 text \ufffd",
        "\u202e\u200f مرحبا Iran עברית 北京 🚀🚀",
        '"""" \\u0022 . <http://example.org/> <script>alert(1)</script> @prefix : <x> .',
        "...!!!???---" * 200,
        "." * 5000,
        "-" * 3001 + "a-" * 2000,
        "(" * 100_000 + ")" * 100_000,
        "word" + '"' * 50_000 + " and " + "a." * 50_000,
        "x" * 250 + " Iran  " + "=" * 30 + "\n" + "y" * 300,
        "a" * 1_000_000,
        "https://example.org/" + "a/" * 3000,
        "1,000,000." * 1000,
        "İstanbul ǅ ﬀ e\u0301",
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_hostile_text_is_annotated(nlp: Language, text: str) -> None:
    """Any text comes back whole, with every word in a sentence with one root."""
    doc = nlp(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(t.head == t for t in sentence) == 1


def test_no_full_stop_in_ten_thousand_words(nlp: Language) -> None:
    """A text without a full stop is read window by window."""
    text = "the rebels left the town and the army came back and " * 1000
    doc = nlp(text)
    assert doc.text == text
    assert max(len(s) for s in doc.sents) <= 150


def test_long_sentence_is_not_cut_if_it_fits(nlp: Language) -> None:
    """Windows end between sentences: a paragraph of many sentences gets the sentences that it has."""
    text = "The president of the republic said on Friday that the talks would go on in the capital. " * 40
    assert len(list(nlp(text).sents)) == 40


def test_endless_words_change_nothing_else(nlp: Language) -> None:
    """A line of marks or an endless word leaves the sentences around it as they are."""
    doc = nlp("Iran left.\n" + "=" * 80 + "\nPakistan stayed. " + "x" * 300 + "\nIndia came.")
    assert [s[0].text for s in doc.sents][:1] + [s[0].text for s in doc.sents][-1:] == ["Iran", "India"]
    assert {"Iran", "Pakistan", "India"} <= {s[0].text for s in doc.sents}
