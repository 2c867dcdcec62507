"""What the sentence beside an act says of where it was."""

from __future__ import annotations

import pytest
from scenes import context, names, tree
from spacy.tokens import Doc

from kg.extract import events
from kg.extract.inherited import inherited

HIT = "Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 rebels=rebel/NNS/obj/2"
IT = "it/PRP/nsubj/2 happened=happen/VBD/root/0 in/IN/case/4 Saravan/NNP/obl/2"


def placed(doc: Doc) -> list[tuple[str, str]]:
    """The places of the acts of an article, each with its rule."""
    article = context(doc)
    hits = inherited(events.find(article)[0], article)
    return [(names(hit.placed.places), hit.placed.rule) for hit in hits]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{HIT} | {IT}", ("saravan", "sentence after")),
        (f"{HIT} in/IN/case/5 Iraq/NNP/obl/2 | {IT}", ("IRQ", "in")),
        (f"{HIT} | police/NNS/nsubj/2 came=come/VBD/root/0 | {IT}", ("-", "")),
        (f"{IT} | {HIT}", ("-", "")),
        (f"{HIT} | {IT.replace('it/PRP', 'incidents=incident/NNS')}", ("-", "")),
        (f"{HIT} | {IT.replace('Saravan', 'rebels')}", ("-", "")),
    ],
)
def test_what_the_next_sentence_says_happened_somewhere(line: str, found: tuple[str, str]) -> None:
    """Only the next sentence, and only what takes the act up and names a place."""
    assert placed(tree(line)) == [found]


CAME = "Turkey/NNP/nsubj/2 visited=visit/VBD/root/0 Saravan/NNP/obj/2"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Turkey/NNP/nsubj/2 met=meet/VBD/root/0 Armenia/NNP/obj/2", ("saravan", "sentence before")),
        ("Sweden/NNP/nsubj/2 met=meet/VBD/root/0 Armenia/NNP/obj/2", ("-", "")),
        ("Turkey/NNP/nsubj/2 attacked=attack/VBD/root/0 Armenia/NNP/obj/2", ("-", "")),
        ("Turkey/NNP/nsubj/2 phoned=phone/VBD/root/0 Armenia/NNP/obj/2", ("-", "")),
    ],
)
def test_whoever_has_come_meets_others_there(line: str, found: tuple[str, str]) -> None:
    """The same side, and a meeting."""
    assert placed(tree(f"{CAME} | {line}")) == [("saravan", "target"), found]


def test_another_paragraph_says_nothing_of_an_act() -> None:
    """What happened may be anything told of before."""
    doc = tree(f"{HIT} end/./punct/2 | {IT}")
    assert placed(doc) == [("saravan", "sentence after")]
    assert placed(broken(doc, "end\n")) == [("-", "")]


def broken(doc: Doc, end: str) -> Doc:
    """The same article with another end of its first sentence."""
    words = [end if token.text == "end" else token.text for token in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.pos_ for token in doc],
        tags=[token.tag_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )
