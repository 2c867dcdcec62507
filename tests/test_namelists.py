"""Tables of names are read as they stand, a user's own too, and what is wrong with one is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.names.lists import NameListError, fold, pieces, rows, slug
from kg.names.load import load_gazetteer
from kg.names.nounlists import Body, Lookup

HEADER = "label\tclass\tcountry\taliases\tacronyms\tactive_in"


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "names.tsv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Hague", "hague"),
        ("the", "the"),
        ("Iran’s", "iran"),
        ("People's Protection Units", "people protection units"),
        ("Workers’ Party", "workers party"),
        ("Jaish-ul-Adl", "jaish ul adl"),
        ("U.S.", "us"),
        ("Sana'a", "sanaa"),
        ("Łódź", "lodz"),
        ("Türkiye", "turkiye"),
        ("‘Ayn al ‘Arab", "ayn al arab"),
        ("Research & Analysis Wing", "research and analysis wing"),
        ("CPI (Maoist)", "cpi maoist"),
        ("  A \t B  ", "a b"),
        ("", ""),
    ],
)
def test_case_marks_hyphens_apostrophes_and_articles_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Iran", "Jaish ul-Adl", "the Times", "Łódź", "S.A.", "İstanbul"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_pieces_keep_capitals() -> None:
    assert pieces("the al-Qaeda's U.S. cell") == ["al", "Qaeda", "US", "cell"]


def test_slugs_are_plain_ascii() -> None:
    assert slug("Élysée Palace / People's Party") == "elysee-palace-peoples-party"


def test_a_table_of_ones_own_adds_names_that_come_first(tmp_path: Path) -> None:
    path = table(tmp_path, "Zubair Brigade\tMilitantGroup\t\tLiwa al-Zubair|Army of Justice\tZB")
    gazetteer = load_gazetteer(path)
    assert [name.key for name in gazetteer.find("ZB")] == ["group/zubair-brigade"]
    assert [name.key for name in gazetteer.find("Army of Justice")] == ["group/zubair-brigade", "group/jaish-al-adl"]
    assert gazetteer.find("zubair brigade")[0].aliases == ("Liwa al-Zubair", "Army of Justice", "ZB")
    assert load_gazetteer().find("ZB") == ()


def test_a_known_id_replaces_that_name(tmp_path: Path) -> None:
    path = table(tmp_path, "group/hamas\tHarakat\tPoliticalParty", header="id\tlabel\tclass")
    gazetteer = load_gazetteer(path)
    assert gazetteer.find("Hamas") == ()
    name = gazetteer.by_key("group/hamas")
    assert name is not None
    assert (name.label, name.cls) == ("Harakat", "PoliticalParty")


def test_comments_empty_lines_windows_line_ends_and_short_rows_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes(b"\xef\xbb\xbflabel\tclass\tcountry\r\n# mine\r\n\r\nAlpha Front\tMilitantGroup\r\n")
    assert [name.cls for name in load_gazetteer(path).find("Alpha Front")] == ["MilitantGroup"]


@pytest.mark.parametrize("label", ['Say "no" <b>&amp;', "'; DROP TABLE", "a}b{c", "\u202eevil\u202c", "🔥1"])
def test_hostile_labels_make_safe_keys(tmp_path: Path, label: str) -> None:
    (name,) = load_gazetteer(table(tmp_path, f"{label}\tOrganization")).find(label)
    assert name.label == label.strip()
    assert name.key.isascii()
    assert not set(name.key) & set(" <>\"{}|\\^`'\t&;")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("X Front\tMilitants", ("line 2", "'Militants'", "MilitantGroup", "PoliticalParty")),
        ("\tMilitantGroup", ("line 2", "''", "label")),
        ("Фронт\tMilitantGroup", ("line 2", "'Фронт'", "Latin")),
        ("X Front\tMilitantGroup\tIR", ("line 2", "'IR'", "ISO 3166-1 alpha-3")),
        ("X Front\tMilitantGroup\t\t\t\tPAK|IR", ("line 2", "'IR'", "active_in", "PAK|IRN")),
        ("X\tMilitantGroup\t\t\t\t\tmore\tcells", ("line 2", "8 cells", "6 columns", "tab")),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_value_and_remedy(
    tmp_path: Path, line: str, words: tuple[str, ...]
) -> None:
    path = table(tmp_path, line)
    with pytest.raises(NameListError) as caught:
        load_gazetteer(path)
    assert [word for word in (str(path), *words) if word not in str(caught.value)] == []


@pytest.mark.parametrize("key", ["hamas", "group/<x>", "group/a b", "../etc", "group/"])
def test_a_key_that_would_make_a_bad_iri_is_refused(tmp_path: Path, key: str) -> None:
    path = table(tmp_path, f"{key}\tX\tMilitantGroup", header="id\tlabel\tclass")
    with pytest.raises(NameListError, match="no key"):
        load_gazetteer(path)


@pytest.mark.parametrize(("header", "word"), [("label\tkind", "'kind'"), ("label\tcountry", "'class'"), ("", "''")])
def test_a_wrong_header_is_refused_and_the_columns_are_listed(tmp_path: Path, header: str, word: str) -> None:
    with pytest.raises(NameListError, match="acronyms") as caught:
        load_gazetteer(table(tmp_path, "X\tOrganization", header=header))
    assert word in str(caught.value)


def test_binary_and_missing_files_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes(b"label\tclass\n\xff\xfe\x00")
    with pytest.raises(NameListError, match="UTF-8"):
        load_gazetteer(path)
    with pytest.raises(NameListError, match="cannot be read"):
        load_gazetteer(tmp_path / "none.tsv")


def test_a_row_knows_where_it_stands(tmp_path: Path) -> None:
    path = table(tmp_path, "# note", "A\tB")
    (row,) = rows(path)
    assert (row.path, row.line, row["label"], row["country"], row["unheard-of"]) == (path, 3, "A", "", "")


def test_a_parent_that_no_list_has_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("label\tclass\tparent\nHarbour Brigade\tArmedForce\tforce/nowhere\n", encoding="utf-8")
    with pytest.raises(NameListError, match="'Harbour Brigade' has the parent 'force/nowhere'"):
        load_gazetteer(extra=table)


def test_lists_of_nouns_know_how_far_an_entry_may_reach() -> None:
    words = ("navy", "navy seals", "chief", "chief of staff", "chief of")
    assert Lookup.of({word: Body(word, "State", "x") for word in words}).firsts == {"navy": 2, "chief": 3}
