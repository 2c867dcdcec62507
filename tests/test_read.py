"""Reading: everything comes out once, in order, as a document or as a failure that names its place."""

import io
import json
from pathlib import Path

import pytest

from kg.model import Document
from kg.reading.paths import InputError, expected
from kg.reading.read import Failure, read


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def read_all(*paths: str, **options: object) -> tuple[list[Document | Failure], list[str]]:
    told: list[str] = []
    return list(read(paths, warn=told.append, **options)), told  # type: ignore[arg-type]


def one(*paths: str, **options: object) -> Document:
    (item,), _ = read_all(*paths, **options)
    assert isinstance(item, Document)
    return item


def lines(*objects: object) -> str:
    return "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in objects)


def test_a_text_file_gives_its_name_without_the_ending_as_id(tmp_path):
    document = one(put(tmp_path, "kabul.2024.txt", "Blast in Kabul\n\nA bomb went off."))
    assert (document.id, document.title) == ("kabul.2024", "Blast in Kabul")
    assert document.text == "Blast in Kabul\n\nA bomb went off."


def test_a_first_line_that_is_a_sentence_or_a_date_is_no_title(tmp_path):
    assert one(put(tmp_path, "a.txt", "A bomb went off.\nTwo died.")).title is None
    assert one(put(tmp_path, "b.txt", "January 3, 2024\nTwo died.")).title is None


def test_a_title_is_found_behind_a_date_and_bread_crumbs(tmp_path):
    head = "Wednesday, July 17, 2024\n  1. You Are At:\n  2. News\n  3. Strike hits Kestrel\n\nStrike hits Kestrel\n"
    assert one(put(tmp_path, "a.txt", f"{head}\nTwo men died in it.")).title == "Strike hits Kestrel"


def test_a_folder_is_read_recursively_and_sorted(tmp_path):
    for name in ("b/z.txt", "a.txt", "b/a.txt", ".hidden.txt", "README.md", "b/.git/x.txt"):
        put(tmp_path, name, f"Text of {name} here.")
    items, told = read_all(str(tmp_path))
    assert [Path(item.origin).relative_to(tmp_path).as_posix() for item in items] == ["a.txt", "b/a.txt", "b/z.txt"]
    assert len(told) == 1 and "'a'" in told[0]


def test_a_folder_tells_of_files_that_it_leaves_out(tmp_path):
    put(tmp_path, "a.txt", "Text.")
    put(tmp_path, "b.pdf", b"%PDF")
    _, told = read_all(str(tmp_path))
    assert "b.pdf" in told[0]


def test_a_pattern_is_expanded_and_a_file_named_twice_is_read_once(tmp_path):
    first = put(tmp_path, "1.txt", "One.")
    put(tmp_path, "2.txt", "Two.")
    items, told = read_all(str(tmp_path / "*.txt"), first)
    assert [item.id for item in items] == ["1", "2"]
    assert told == []


@pytest.mark.parametrize("path", ["nothing.txt", "no*.txt"])
def test_a_path_to_nothing_is_refused_before_anything_is_read(tmp_path, path):
    with pytest.raises(InputError, match="no such file"):
        read([str(tmp_path / path)])


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(InputError, match="no file in this folder"):
        read([str(tmp_path)])


def test_a_kind_of_file_that_is_not_known_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(InputError, match=r"\.pdf.*\.jsonl"):
        read([put(tmp_path, "a.pdf", "x")])


def test_a_date_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read([put(tmp_path, "a.txt", "x")], date="yesterday")


def test_the_given_date_is_used_only_where_the_article_states_none(tmp_path):
    put(tmp_path, "a.txt", "Tuesday, March 5, 2024\n\nTwo died.")
    put(tmp_path, "b.txt", "Two died on Tuesday.")
    items, _ = read_all(str(tmp_path), date="2024-01-18")
    assert [item.published for item in items] == ["2024-03-05", "2024-01-18"]


def test_json_lines_give_all_their_fields(tmp_path):
    given = {"id": 7, "text": "Two died.", "title": "T", "date": "2024-01-18T10:00:00Z", "publisher": "P", "url": "u:v"}
    document = one(put(tmp_path, "a.jsonl", lines(given)))
    assert (document.id, document.title, document.published) == ("7", "T", "2024-01-18")
    assert (document.publisher, document.url) == ("P", "u:v")


def test_a_broken_line_names_its_place_and_the_others_go_on(tmp_path):
    broken = ["{", "[1]", '{"id": "x"}', '{"id": "y", "text": 5}', '{"text": "  "}', "\x00\x00"]
    items, _ = read_all(put(tmp_path, "a.jsonl", lines({"id": "1", "text": "A."}, *broken, {"id": "2", "text": "B."})))
    failures = [item.origin for item in items if isinstance(item, Failure)]
    assert failures == [f"{tmp_path}/a.jsonl:{number}" for number in range(2, 8)]
    assert [item.id for item in items if isinstance(item, Document)] == ["1", "2"]


def test_a_line_without_an_id_is_called_after_its_place(tmp_path):
    assert one(put(tmp_path, "news.jsonl", "\n" + lines({"text": "A."}))).id == "news-2"


def test_a_date_field_that_is_no_date_is_told_and_not_taken(tmp_path):
    (item,), told = read_all(put(tmp_path, "a.jsonl", lines({"text": "A.", "date": "last week"})))
    assert item.published is None
    assert "'last week'" in told[0]


def test_the_same_id_with_the_same_text_is_read_once(tmp_path):
    items, told = read_all(put(tmp_path, "a.jsonl", lines({"id": "1", "text": "A."}, {"id": "1", "text": "A."})))
    assert [item.id for item in items] == ["1"]
    assert "a.jsonl:2" in told[0]


def test_the_same_id_with_another_text_gets_a_name_from_that_text(tmp_path):
    same = [{"id": "1", "text": text} for text in ("A.", "B.", "C.")]
    items, told = read_all(put(tmp_path, "a.jsonl", lines(*same)))
    again, _ = read_all(put(tmp_path, "b.jsonl", lines(same[0], same[2])))
    assert len({item.id for item in items}) == 3 and len(told) == 2
    assert again[1].id == items[2].id


def test_standard_input_is_told_apart_by_its_first_character():
    assert one("-", stdin=io.BytesIO(b"A bomb went off.\n")).id == "stdin"
    items, _ = read_all("-", stdin=io.BytesIO(b'{"id": "1", "text": "A."}\n{"id": "2", "text": "B."}\n'))
    assert [item.id for item in items] == ["1", "2"]
    page = b"<html><body><p>Two men died in a blast in Kabul.</p></body></html>"
    assert one("-", stdin=io.BytesIO(page)).text == "Two men died in a blast in Kabul."


def test_empty_files_fail_by_name(tmp_path):
    for name in ("a.txt", "b.jsonl", "c.html", "d.txt"):
        put(tmp_path, name, "" if name != "d.txt" else " \n\t ")
    items, _ = read_all(str(tmp_path))
    assert [type(item) for item in items] == [Failure] * 4
    assert "a.txt" in items[0].origin and "empty" in items[0].reason


def test_a_binary_file_fails(tmp_path):
    items, _ = read_all(put(tmp_path, "a.txt", bytes(range(256)) * 20), put(tmp_path, "b.txt", b"\x89PNG\x01\x02" * 50))
    assert all(isinstance(item, Failure) and "binary" in item.reason for item in items)


def test_latin_1_is_read_with_a_warning_that_names_the_file(tmp_path):
    (item,), told = read_all(put(tmp_path, "a.txt", "Café in Málaga".encode("latin-1")))
    assert item.text == "Café in Málaga"
    assert "a.txt" in told[0] and "Windows-1252" in told[0]


def test_newlines_are_those_of_python_and_a_mark_is_dropped(tmp_path):
    content = b"\xef\xbb\xbfTitle\r\n\r\nText.\rMore."
    path = put(tmp_path, "a.txt", content)
    assert one(path).text == Path(path).read_text(encoding="utf-8-sig") == "Title\n\nText.\nMore."


def test_characters_that_rdf_xml_cannot_carry_are_replaced_one_for_one(tmp_path):
    text = "a\x01b\ud800c\ufffed"
    document = one(put(tmp_path, "a.jsonl", json.dumps({"text": text})))
    assert document.text == "a\ufffdb\ufffdc\ufffdd"


def test_a_file_that_vanishes_is_a_failure_and_not_a_crash(tmp_path):
    path = put(tmp_path, "a.txt", "x")
    items = read([path])
    Path(path).unlink()
    (item,) = items
    assert isinstance(item, Failure) and item.origin == path


def test_how_many_articles_to_expect_is_known_unless_a_list_is_among_them(tmp_path):
    put(tmp_path, "a.txt", "x")
    put(tmp_path, "b.html", "x")
    assert expected([str(tmp_path)]) == 2
    put(tmp_path, "c.jsonl", "{}")
    assert expected([str(tmp_path)]) is None


PAGE = """<html><head><title>Strike on Saravan</title><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-01-18T10:00:00Z"><script>var x = "<p>Iran invaded</p>";</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Strike on Saravan</h1>
<p>Pakistan struck the town of <b>Saravan</b> on Thursday &amp; Friday.</p>
<p>Seven people were killed, an official said.</p><script>alert("Iran attacked Oman")</script></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_article_without_scripts_and_what_it_says_about_itself(tmp_path):
    document = one(put(tmp_path, "a.html", PAGE))
    assert "the town of Saravan on Thursday & Friday.\n\nSeven people" in document.text
    assert not {"invaded", "Oman", "Home", "<p>"} & set(document.text.replace("(", " ").split())
    assert (document.title, document.published, document.publisher) == ("Strike on Saravan", "2024-01-18", "The Paper")


@pytest.mark.parametrize(
    "declared",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-01-18"}</script>',
        '<meta itemprop="datePublished" content="2024-01-18">',
        '<time pubdate datetime="2024-01-18T09:00">today</time>',
    ],
)
def test_a_page_declares_its_date_in_several_ways(tmp_path, declared):
    plain = PAGE.replace('<meta property="article:published_time" content="2024-01-18T10:00:00Z">', declared)
    assert one(put(tmp_path, "a.html", plain)).published == "2024-01-18"


def test_a_date_in_an_address_or_a_footer_of_a_page_is_not_taken(tmp_path):
    plain = PAGE.replace("article:published_time", "other").replace("All rights", "(c) 2021-05-05 All rights")
    assert one(put(tmp_path, "a.html", plain)).published is None


def test_a_page_in_the_encoding_that_it_declares(tmp_path):
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Wojna w Łodzi trwała długo.</p></body></html>'
    items, told = read_all(put(tmp_path, "a.html", page.encode("iso-8859-2")))
    assert items[0].text == "Wojna w Łodzi trwała długo." and told == []


def test_a_page_without_an_article_fails(tmp_path):
    (item,), _ = read_all(put(tmp_path, "a.html", "<html><body><script>load()</script></body></html>"))
    assert isinstance(item, Failure) and "no article" in item.reason
