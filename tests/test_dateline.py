"""The publication date: labels, a bare date at the start and datelines with a year are believed, nothing else."""

import pytest

from kg.reading.dateline import parse_day, published_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Updated on: January 18, 2024 9:09 IST", "2024-01-18"),
        ("Wednesday, July 17, 2024\nNews\nUpdated on: January 18, 2024 9:09 IST\nText.", "2024-01-18"),
        ("Published: 2024-01-18T09:09:00Z | Updated: 19 January 2024", "2024-01-18"),
        ("Updated: 19 January 2024\nPublished 18 January 2024", "2024-01-18"),
        ("By A. Writer | Last updated: Jan 18, 2024, 10:22 PM IST | 3 min read", "2024-01-18"),
        ("Wednesday, January 23, 2019\xa0\n\nGermany on Monday banned the airline.", "2019-01-23"),
        ("A title\n3rd of March 2021\nText.", "2021-03-03"),
        ("KABUL, January 18, 2024 (Agency) - Two men died.", "2024-01-18"),
        ("Posted 23/04/2024 at 10:30 a.m. (GMT+3)", "2024-04-23"),
    ],
)
def test_dates_that_are_believed(text, day):
    assert published_in(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Jets fly past near the port of Karachi on February 13, 2023, as ships take part. X/Y via Getty Images",
        "— World Now (@WorldNow) January 18, 2024",
        "ISLAMABAD, Jan 18 (Agency) - Pakistan struck Iran.",
        "The list was updated on January 3, 2024, and again in May.",
        "Updated on January 3, 2024, the list now has ten names.",
        "Posted 03/04/2024",
        "February 30, 2021\nText.",
        "Two men died in Kabul.\nJanuary 18, 2024\nMore.",
        "",
    ],
)
def test_dates_that_are_not(text):
    assert published_in(text) is None


@pytest.mark.parametrize("text", ["2024-01-18", "18 Jan. 2024", "Thu, January 18th, 2024 at 9:09", "18.01.2024"])
def test_a_whole_text_that_is_a_day(text):
    assert parse_day(text) == "2024-01-18"


@pytest.mark.parametrize("text", ["2024-13-01", "soon", "January 2024", "18 January 2024 in Kabul"])
def test_a_whole_text_that_is_not(text):
    assert parse_day(text) is None
