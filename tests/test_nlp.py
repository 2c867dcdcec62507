"""The shipped pipeline: what it writes on a Doc, where sentences end, and which other pipelines it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.nlp import PipelineError, check, load, pipeline_version

if TYPE_CHECKING:
    from spacy.language import Language

STRIKE = (
    "Iran Strikes Militant Bases in Pakistan, Islamabad Warns of Consequences\n\n"
    "ISLAMABAD - Iranian forces attacked bases of Jaish al-Adl on Jan. 16, the Foreign Ministry in the U.S. capital "
    'said. "We will respond," said spokesperson Mumtaz Zahra Baloch. "It was illegal." '
    "Two children were killed by missiles.\n"
)


def parse(doc: Doc) -> dict[str, tuple[str, str, str]]:
    """Return label, head and lemma of each word that occurs once."""
    return {t.text: (t.dep_, t.head.text, t.lemma_) for t in doc if not t.is_space}


def sentences(nlp: Language, text: str) -> list[str]:
    return [s.text.strip() for s in nlp(text).sents if s.text.strip()]


def test_doc_has_every_layer(nlp: Language) -> None:
    """Tags, features, lemmas, a tree, sentences and names are all annotated."""
    doc = nlp(STRIKE)
    for layer in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer), layer


def test_labels_are_universal_dependencies(nlp: Language) -> None:
    """Subjects, passive subjects, agents and objects have the labels that the extraction reads."""
    found = parse(nlp("Two children were killed by missiles. The ministry recalled its ambassador from Tehran."))
    assert found["children"][:2] == ("nsubj:pass", "killed")
    assert found["missiles"][:2] == ("obl:agent", "killed")
    assert found["ministry"] == ("nsubj", "recalled", "ministry")
    assert found["ambassador"][:2] == ("obj", "recalled")
    assert found["its"][0] == "nmod:poss"
    assert found["recalled"] == ("ROOT", "recalled", "recall")


def test_headline_has_subject_and_verb(nlp: Language) -> None:
    """In a headline in title case the states are subjects and the verbs verbs."""
    doc = nlp("Iran Strikes Jaish al-Adl Militant Bases in Pakistan, Islamabad Warns Of Consequences")
    found = parse(doc)
    assert found["Iran"][:2] == ("nsubj", "Strikes")
    assert found["Bases"][:2] == ("obj", "Strikes")
    assert found["Islamabad"][:2] == ("nsubj", "Warns")
    assert {t.text for t in doc if t.pos_ == "VERB"} == {"Strikes", "Warns"}


def test_tree_is_sound(nlp: Language) -> None:
    """Each sentence has one root, and every word hangs on a word of its own sentence."""
    for sentence in nlp(STRIKE).sents:
        assert [t.dep_ for t in sentence if t.head == t] == ["ROOT"]
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_names(nlp: Language) -> None:
    """Places that act stay places, nationalities and armed groups have their labels."""
    names = {e.text: e.label_ for e in nlp(STRIKE).ents}
    wanted = {
        "Iran": "LOC", "Pakistan": "LOC", "Islamabad": "LOC", "Iranian": "NORP", "Jaish al-Adl": "ORG",
        "Foreign Ministry": "ORG", "U.S.": "LOC", "Mumtaz Zahra Baloch": "PERSON",
    }  # fmt: skip
    assert names.items() >= wanted.items()


def test_offsets_are_those_of_the_text(nlp: Language) -> None:
    """The text comes back as it was given, with non-breaking spaces, curly quotes and blanked furniture."""
    text = "\n  The\u00a0ministry said:     “We’re   ready.”" + " " * 300 + "\r\n\r\n\tIran’s army left Quetta.  \n"
    doc = nlp(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    place = next(e for e in doc.ents if e.text == "Quetta")
    assert text[place.start_char : place.end_char] == "Quetta"


def test_white_space_is_no_word(nlp: Language) -> None:
    """White space changes neither the parse nor the names of the words around it."""
    plain, wide = nlp("Iran attacked bases in Pakistan."), nlp(" Iran  attacked   bases in \t Pakistan.  ")
    words = [t for t in wide if not t.is_space]
    assert [(t.text, t.dep_, t.head.text, t.tag_) for t in words] == [
        (t.text, t.dep_, t.head.text, t.tag_) for t in plain
    ]
    assert [e.text for e in wide.ents] == [e.text for e in plain.ents]
    assert {t.pos_ for t in wide if t.is_space} == {"SPACE"}


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. envoy met Lt. Gen. John Smith on Jan. 16 in Washington.",
        '"We will respond," he said.',
        "“Stop the war!” she shouted at the police.",
        "Inflation rose by 3.5 per cent in the U.K. last year, the Bank of England said.",
    ],
)
def test_one_sentence(nlp: Language, text: str) -> None:
    """Abbreviations, numbers and quotations do not end a sentence."""
    assert sentences(nlp, text) == [text]


def test_sentences_of_a_quotation(nlp: Language) -> None:
    """A quotation over several sentences is cut after each, and the closing mark stays with its sentence."""
    text = '"They came at night. They burned the village." He then left the room.'
    assert sentences(nlp, text) == ['"They came at night.', 'They burned the village."', "He then left the room."]


def test_headlines_and_captions_end_with_their_line(nlp: Language) -> None:
    """A line break ends a sentence even without a full stop."""
    lines = ["Iran Warns Pakistan", "A soldier stands guard in Quetta", "QUETTA - The army left on Friday."]
    assert sentences(nlp, "\n".join(lines)) == lines


def test_hard_wrapped_text_is_joined(nlp: Language) -> None:
    """A line break that an editor put at a fixed width ends no sentence."""
    text = (
        "The foreign ministry said on Tuesday that it had recalled the\n"
        "ambassador from the capital after the strike on the border\n"
        "village, which killed two children and wounded three other\n"
        "people. The army denied it.\n"
    )
    assert [s.split()[0] for s in sentences(nlp, text)] == ["The", "The"]


def test_given_sentences_are_kept(nlp: Language) -> None:
    """Sentence starts that are set beforehand are not changed."""
    words = ["He", "left", "She", "came"]
    doc = Doc(nlp.vocab, words=words, sent_starts=[True, False, True, False])
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    assert [[t.text for t in s] for s in doc.sents] == [["He", "left"], ["She", "came"]]


def test_documents_survive_bytes(nlp: Language) -> None:
    """Nothing is lost when a Doc is written and read, as between processes."""
    doc = nlp(STRIKE)
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert [(t.tag_, t.lemma_, t.dep_, str(t.morph)) for t in again] == [
        (t.tag_, t.lemma_, t.dep_, str(t.morph)) for t in doc
    ]


def test_version_names_the_weights(nlp: Language) -> None:
    """The version is the same for the same weights and has name, version and hash."""
    name, version, digest = pipeline_version(nlp).split(" ")
    assert (name, version.count("."), len(digest)) == ("en_kg-encoder", 2, 12)
    assert pipeline_version(load()) == pipeline_version(nlp)


# --- other pipelines ---------------------------------------------------------------------------


def trained(labels: tuple[str, ...], names: str = "PERSON", *, with_names: bool = True) -> Language:
    """Return a tiny spaCy pipeline with these dependency labels."""
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("ROOT", *labels):
        parser.add_label(label)
    if with_names:
        nlp.add_pipe("ner").add_label(names)
    words = ["He", "saw", "it"]
    gold = {"words": words, "heads": [1, 1, 1], "deps": [labels[0], "ROOT", labels[0]], "entities": ["O"] * 3}
    nlp.initialize(lambda: [Example.from_dict(Doc(nlp.vocab, words=words), gold)])
    return nlp


UNIVERSAL = ("nsubj", "obj", "obl", "nmod", "case")


def test_another_universal_pipeline_is_taken(tmp_path: Path) -> None:
    """A saved pipeline with Universal Dependencies labels and names is loaded, its version is stable."""
    trained(UNIVERSAL).to_disk(tmp_path / "other")
    other = load(str(tmp_path / "other"))
    assert pipeline_version(other) == pipeline_version(load(str(tmp_path / "other")))


def test_labels_of_names_are_translated(tmp_path: Path) -> None:
    """The names of a pipeline with PER and GPE come out as PERSON and LOC."""
    trained(UNIVERSAL, names="PER").to_disk(tmp_path / "other")
    nlp = load(str(tmp_path / "other"))
    doc = Doc(nlp.vocab, words=["Ann", "left", "Rome"])
    doc.set_ents([Span(doc, 0, 1, label="PER"), Span(doc, 2, 3, label="GPE")])
    assert [e.label_ for e in nlp.get_pipe("kg_name_labels")(doc).ents] == ["PERSON", "LOC"]


def test_other_labels_are_refused() -> None:
    """The refusal says which label was seen and what is needed."""
    with pytest.raises(PipelineError, match=r"dobj.*nsubjpass.*Universal Dependencies.*obj"):
        check(trained((*UNIVERSAL, "dobj", "nsubjpass")), "en_clear")


def test_missing_parser_is_refused() -> None:
    """The refusal lists what is missing and which components there are."""
    with pytest.raises(PipelineError, match=r"no parser.*nsubj.*components are none"):
        check(spacy.blank("en"), "blank")


def test_missing_names_are_refused() -> None:
    """A parser alone is not enough."""
    with pytest.raises(PipelineError, match=r"no names of people.*parser"):
        check(trained(UNIVERSAL, with_names=False), "parser only")


def test_unknown_pipeline_is_refused() -> None:
    """The refusal names what was asked for and what would do."""
    with pytest.raises(PipelineError, match=r"en_no_such_pipeline.*leave it out"):
        load("en_no_such_pipeline")
