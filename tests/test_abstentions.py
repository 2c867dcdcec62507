"""What was seen and not coded is told: the word, the entry, and why, in words."""

from __future__ import annotations

import json

import pytest
from fakes import make_fake
from scenes import context, find, lexicon, tree
from spacy.language import Language

from kg.building import Options, build
from kg.extract import Knowledge, events, extract
from kg.extract.abstentions import abstained
from kg.graph.export import write_pieces
from kg.graph.records import abstentions
from kg.lexicon import Condition
from kg.model import Document

#: What is told of, the parse, the entry, why in words.
WHY = [
    (
        "the word that negates",
        "Iran/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 attack/VB/root/0 Iraq/NNP/obj/4",
        ("attack-verb", "negated", "told as not done: “not”"),
    ),
    (
        "the word that announces",
        "Iran/NNP/nsubj/3 will/MD/aux/3 attack/VB/root/0 Iraq/NNP/obj/3",
        ("attack-verb", "future", "announced, not yet done: “will”"),
    ),
    (
        "the verb above",
        "Iran/NNP/nsubj/2 yearned=yearn/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 Iraq/NNP/obj/4",
        (
            "attack-verb",
            "unreal",
            "planned, wished, feared, asked for, possible, conditional or a figure of speech: “yearned”",
        ),
    ),
    (
        "who accuses",
        "India/NNP/nsubj/2 suspects=suspect/VBZ/root/0 Iran/NNP/nsubj/4 attacked=attack/VBD/ccomp/2 Iraq/NNP/obj/4",
        ("attack-verb", "alleged", "only alleged: “suspects”"),
    ),
    (
        "what makes it a habit",
        "Iran/NNP/nsubj/3 often/RB/advmod/3 attacks=attack/VBZ/root/0 Iraq/NNP/obj/3",
        ("attack-verb", "habitual", "a habit or general truth, no single act: “often”"),
    ),
]


@pytest.mark.parametrize(("what", "line", "expected"), WHY, ids=[w[0] for w in WHY])
def test_the_reason_names_the_word_that_decides(what: str, line: str, expected: tuple[str, str, str]) -> None:
    """A reader sees at which word to look."""
    _, left = find(line)
    (one,) = [a for a in left if a.token.lemma_ == "attack"]
    assert (one.entry, one.why, one.detail) == expected


def test_a_missing_role_names_the_slots_it_was_looked_for_in() -> None:
    """Whoever tends the lexicon sees which slot is wanting."""
    _, (one,) = find("attacks=attack/NNS/nsubj/2 continued=continue/VBD/root/0")
    assert one.detail.startswith("no source: no actor in subject, possessor, by")
    assert "; no target: no actor in object, against, on" in one.detail


def test_a_word_that_fits_no_entry_names_what_each_asks_for() -> None:
    """The conditions are told as they are written in the lexicon."""
    _, (one,) = find("Sweden/NNP/nsubj/2 severed=sever/VBD/root/0 a/DT/det/4 rope/NN/obj/2")
    assert one.why == "no entry fits"
    assert "sever-relations needs “object: tie|" in one.detail


def test_the_words_of_a_condition_do_not_make_it_another() -> None:
    """How it is written is for readers."""
    one, other = (Condition(("object",), frozenset({"a"}), text) for text in ("object: a", "object: A"))
    assert one == other


def test_an_act_that_is_coded_by_another_word_is_not_told() -> None:
    """"Launched a strike" is one act: neither of its words is left."""
    doc = tree("Iran/NNP/nsubj/2 launched=launch/VBD/root/0 a/DT/det/4 strike/NN/obj/2 on/IN/case/6 Iraq/NNP/nmod/4")
    hits, left = events.find(context(doc))
    assert [hit.token.text for hit in hits] == ["strike"]
    assert abstained(left, [hit.token for hit in hits], lexicon()) == ()


def test_the_offsets_are_those_of_the_article(nlp: Language, knowledge: Knowledge) -> None:
    """Word and sentence are found where the article has them."""
    text = "The sea was calm.\n\nChad may attack Sudan, said Kenya."
    (one,) = [a for a in extract(Document("d", text), nlp(text), knowledge).abstentions if a.reason == "unreal"]
    assert text[one.trigger.start : one.trigger.end] == "attack"
    assert text[one.sentence.start : one.sentence.end] == "Chad may attack Sudan, said Kenya."
    assert one.why.endswith("“may”")


@pytest.mark.parametrize("workers", [1, 3])
def test_the_report_is_the_same_whatever_the_number_of_workers(tmp_path, workers: int) -> None:
    """One JSON object a line, in the order of the articles."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"It was strike number {number}.", encoding="utf-8")
    analyses = build([str(tmp_path)], Options(workers=workers), make=make_fake).analyses
    write_pieces(abstentions(analyses), tmp_path / "report.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["doc"] for line in lines] == ["0", "1", "2", "3"]
    assert lines[0] == {
        "doc": "0",
        "trigger": {"text": "strike", "start": 7, "end": 13},
        "sentence": {"text": "strike", "start": 7, "end": 13},
        "entry": "attack-noun",
        "reason": "no source",
        "why": "no source: no actor in by",
    }
