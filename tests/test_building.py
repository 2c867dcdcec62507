"""The whole way with a fake analyser: what goes in comes out, in the same bytes, or is listed."""

import json

import pytest
from fakes import make_fake

from kg import iris
from kg.building import Options, StrictError, build
from kg.graph.export import write
from kg.iris import IriError
from kg.model import Analysis

TEXT = "Arvania struck Belmark on Tuesday."

HOSTILE = ' """ . <http://evil> <http://evil> <b> . \\" \u202e\u200f ]]> &amp; \r\n\t\x07 \ud800 \\u0022 {| end'


@pytest.fixture
def articles(tmp_path):
    """Five articles, one of which cannot be analysed, and an empty one."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} It was strike number {number}.", encoding="utf-8")
    (tmp_path / "4.txt").write_text("This will explode.", encoding="utf-8")
    (tmp_path / "5.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_a_build_has_all_articles_or_says_why_not(articles):
    result = build([str(articles)], make=make_fake)
    assert [analysis.document.id for analysis in result.analyses] == ["0", "1", "2", "3"]
    assert [failure.origin.rsplit("/")[-1] for failure in result.failures] == ["4.txt", "5.txt"]
    assert result.words == 4 * 10


def test_progress_is_told_of_each_article_and_of_each_failure(articles):
    seen = []
    build([str(articles)], make=make_fake, progress=seen.append)
    assert [isinstance(one, Analysis) for one in seen] == [True] * 4 + [False] * 2


def test_strict_stops_at_the_first_failure(articles):
    with pytest.raises(StrictError, match=r"4\.txt.*it did"):
        build([str(articles)], Options(strict=True), make=make_fake)


def test_the_bytes_are_the_same_whatever_the_number_of_workers(articles, tmp_path):
    written = []
    for workers in (1, 3):
        result = build([str(articles)], Options(workers=workers), make=make_fake)
        write(result.quads, tmp_path / f"{workers}.trig", "trig")
        written.append((tmp_path / f"{workers}.trig").read_bytes())
    assert written[0] == written[1]
    assert b"kg:Airstrike" in written[0]


def test_the_graph_of_a_build_conforms(articles):
    report = build([str(articles)], make=make_fake).report
    assert report is not None
    assert [finding.message for finding in report.findings] == []


def test_validation_can_be_left_out(articles):
    assert build([str(articles)], Options(validate=False), make=make_fake).report is None


def test_a_base_is_used_for_all_that_the_graph_names(articles):
    result = build([str(articles)], Options(base="https://example.org/n/"), make=make_fake)
    assert not any(iris.DEFAULT_BASE in str(quad) for quad in result.quads)


def test_a_bad_base_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(IriError):
        build([str(tmp_path / "missing.txt")], Options(base="no iri"), make=make_fake)


def test_warnings_name_their_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + b" Caf\xe9.")
    assert "a.txt" in build([str(tmp_path)], make=make_fake).warnings[0]


def test_the_graph_keeps_the_text_as_it_was_read_whatever_is_in_it(tmp_path):
    """Text that tries to leave its literal, or that no XML can hold, comes back as it went in."""
    text = TEXT + HOSTILE
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 'a" <b>\n\u202e', "text": text}), encoding="utf-8")
    result = build([str(tmp_path / "a.jsonl")], make=make_fake)
    expected = text.replace("\x07", "\ufffd").replace("\ud800", "\ufffd")
    assert result.analyses[0].document.text == expected
    assert result.report is not None and result.report.conforms
    texts = [quad.object.value for quad in result.quads if quad.predicate.value == f"{iris.KG}text"]
    assert texts == [expected]
