"""Input that nobody would call news goes through the whole chain unharmed, with all that is shipped."""

import json

import pytest

from kg.building import Build, build
from kg.graph.export import EVENTS, chunks
from kg.graph.formats import FORMATS
from kg.model import Analysis

SENTENCE = "Pakistan struck militants in Iran on Thursday and Iran recalled its ambassador"


def built(tmp_path, text: str, *, name: str = "article.txt", **fields: str) -> Build:
    """Build the graph of one article and check what must hold of every graph."""
    path = tmp_path / name
    content = json.dumps({"id": "article", "text": text, **fields}) if path.suffix == ".jsonl" else text
    path.write_text(content, encoding="utf-8")
    result = build([str(path)])
    assert result.failures == ()
    assert result.report is not None and result.report.findings == ()
    (analysis,) = result.analyses
    check_offsets(analysis)
    for format_name in FORMATS:
        assert b"".join(chunks(result.quads, format_name, ontology=result.ontology))
    records = b"".join(chunks(result.quads, EVENTS, ontology=result.ontology)).splitlines()
    assert len(list(map(json.loads, records))) == len(analysis.claims)
    return result


def check_offsets(analysis: Analysis) -> None:
    """Each mention is the words at its place."""
    text = analysis.document.text
    for mention in analysis.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text


def test_a_plain_article_has_claims(tmp_path):
    """Else the tests below would hold for a program that finds nothing."""
    assert len(built(tmp_path, SENTENCE + ".").analyses[0].claims) >= 2


def test_sentences_without_a_full_stop(tmp_path):
    result = built(tmp_path, " ".join([SENTENCE] * 150))
    assert len(result.analyses[0].claims) > 50


def test_a_long_article(tmp_path):
    paragraphs = (f"{SENTENCE}. It was day {number} of the fighting." for number in range(150))
    result = built(tmp_path, "\n\n".join(paragraphs))
    assert result.words > 2500
    assert len(result.analyses[0].claims) > 150


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "(" * 2_000,
        "\n" * 3_000 + "x",
        "- " * 2_000,
        "?!" * 2_000,
        "\u202e\u200f\u200b" * 500,
        "\U0001f4a3" * 500,
        "0 " * 2_000,
        "A.B.C." * 500,
        "بمب ایران " * 300,
        "\ufffd" * 300,
        "«“‘’”» " * 300,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_what_is_no_language_is_read_without_harm(tmp_path, text):
    built(tmp_path, text)


HOSTILE = [
    'Pakistan struck "Jaish <b>al-Adl</b>" in Iran.',
    'Pakistan struck Jaish""" . <http://a> <http://b> <http://c> . """al-Adl in Iran.',
    "Pakistan struck Jaish\nal-Adl\r\nin Iran\ttoday.",
    "Pakistan struck \u202eJaish al-Adl\u202c in \u200fIran\u200f.",
    "Pakistan\\u0022 struck Jaish al-Adl \\n in Iran]]> &amp; &lt; <!-- -->.",
    "Pakistan struck {Jaish} |al-Adl^ in `Iran` %20 #x ?y=z.",
    "Pakistan struck militants in Iran\x00\x01\ud800 today.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_that_tries_to_leave_its_literal_stays_in_it(tmp_path, text):
    result = built(tmp_path, text, name="a.jsonl", title=text, publisher=text, url=text)
    assert not any("http://a" in str(quad.subject) for quad in result.quads)
    assert any("Iran" in mention.text for mention in result.analyses[0].mentions)


def test_a_page_with_scripts_gives_no_claims_of_theirs(tmp_path):
    page = f"<html><body><script>'China struck Japan.'</script><p>{SENTENCE}.</p><style>x{{}}</style></body></html>"
    result = built(tmp_path, page, name="a.html")
    labels = {entity.label for entity in result.links.entities}
    assert "Iran" in labels and "China" not in labels
