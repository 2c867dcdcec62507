"""Tables of words: read by their header, refused with file and line when a row does not fit."""

import pytest

from kg.words import WordsError, rows


def table(tmp_path, text):
    path = tmp_path / "t.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_have_the_names_of_the_columns_and_comments_are_passed_over(tmp_path):
    path = table(tmp_path, "# about\n\nkind\tword\n# months\nmonth\tmay be\n")
    assert list(rows(path, ("kind", "word"))) == [{"kind": "month", "word": "may be"}]


def test_an_empty_cell_stays_empty(tmp_path):
    assert list(rows(table(tmp_path, "kind\tword\nx\t\n"), ("kind", "word"))) == [{"kind": "x", "word": ""}]


@pytest.mark.parametrize(
    ("text", "place"),
    [("word\tkind\nx\ty\n", "t.tsv:1:"), ("kind\tword\nx\n", "t.tsv:2:"), ("kind\tword\na\tb\tc\n", "t.tsv:2:")],
)
def test_what_does_not_fit_names_file_and_line(tmp_path, text, place):
    with pytest.raises(WordsError, match=place):
        list(rows(table(tmp_path, text), ("kind", "word")))
