"""Cleaning: page furniture becomes spaces, every other character stays where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lines import split_lines
from kg.model import Document
from kg.reading.clean import NUISANCES, Page, clean, load_furniture

STORY = "Arvania struck two bases in Belmark on Tuesday, killing seven people, officials said."
MORE = "Belmark recalled its ambassador from Arvania on Wednesday."


def cleaned(text: str, title: str | None = None) -> str:
    return clean(Document("d", text, title))


def kept(text: str, title: str | None = None) -> list[str]:
    """The lines that are left of a text."""
    return [line.text for line in split_lines(cleaned(text, title))]


FURNITURE = [
    "Updated on: January 18, 2024 9:09 IST",
    "Wednesday, July 17, 2024",
    "PUBLISHED 18 JANUARY 2024",
    "Reported By : Nina Berg Edited By : Tom Ash",
    "By Nina Berg and Tom Ash",
    "Nina Berg / Elm Street News",
    "Home > World > Asia",
    "1. You Are At:",
    "Image Source : X The president of Arvania met the king of Belmark at the summit",
    "ARVANIA-BELMARK-BORDER-UNREST",
    "Soldiers guard a bridge in Kestrel on Jan. 18, 2024, after the country launched an attack. AFP via Getty Images",
    "Protesters march near the embassy in Kestrel, March 2015. Getty Images",
    "Smoke rises over Kestrel after the strike [File: Nina Berg/AP]",
    "A file photo of the bridge. Photo: Nina Berg",
    "The president addresses clerics during a meeting on Jan. 16, 2024.",
    "ALSO READ | Neighbours call for calm: 'We understand actions taken in self-defence'",
    "Read more: Five things to know about Arvania",
    "Source: Elm Street News",
    "Tags: Arvania, Belmark, Strikes",
    "Share this article",
    "Facebook Twitter WhatsApp",
    "Subscribe to our newsletter and get the latest headlines in your inbox.",
    "Stay connected to Elm Street News on Facebook, YouTube and Twitter. Listen to our Podcast on Spotify.",
    "Read all the Breaking News Live and Get Latest English News & Updates from World",
    "Advertisement",
    "3 min read",
    "(Reporting by Nina Berg in Kestrel; Editing by Tom Ash)",
    "© 2024 Elm Street News. All rights reserved.",
    "Several places hit in Belmark pic.twitter.com/Ab12Cd34",
    "— Elm World Now (@ElmWorld) January 18, 2024",
    "* * *",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_at_the_start_of_a_page_is_blanked_and_the_story_is_not(line):
    assert kept(f"Arvania strikes Belmark\n\n{line}\n\n{STORY}\n\n{MORE}") == ["Arvania strikes Belmark", STORY, MORE]


SENTENCES = [
    STORY,
    "Source of the fire was a shell, the army said.",
    "By Tuesday Arvania had withdrawn its troops.",
    "Promoted to general last year, he commanded more than a thousand men.",
    "He was photographed at the border on Tuesday, Getty said.",
    "The images, shared by AFP, show smoke over Kestrel.",
    "“We were told to leave,” he told Reuters.",
    "The list was updated on January 18, 2024, after the attack.",
    "Arvania said on Jan. 16, 2024 that its soldiers guard the bridge.",
    "More than forty people were killed.",
    "Share prices fell in Kestrel after the strike.",
    "Related attacks killed three people in Belmark in March.",
    "Home to a million people, Kestrel was shelled for a week.",
    "Why did Arvania attack Belmark?",
    "Belmark's PM cuts meetings short, returns home",
    "The ministry posted a statement on Twitter and Facebook.",
    "Follow the money, the president said of the arms deal.",
    "Comments by the minister angered Belmark.",
    "He is backed by the Hill Brigade, according to AP.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_story_stays_wherever_it_stands(sentence):
    assert kept(f"A title\n\n{sentence}\n\n{MORE}\n\n{STORY[:40]}") == ["A title", sentence, MORE, STORY[:40]]
    assert kept(f"A title\n\n{MORE}\n\n{sentence}")[-1] == sentence


def test_a_list_of_links_ends_where_the_story_goes_on():
    text = f"A title\n{STORY}\nAlso Read\nBases hit in Belmark\nWhat do the allies want?\n\n{MORE}"
    assert kept(text) == ["A title", STORY, MORE]


@pytest.mark.parametrize("heading", ["Tags", "Related Stories", "You may also like", "Source link"])
def test_headings_at_the_end_take_what_follows_with_them(heading):
    story = "\n\n".join([STORY] + [f"{STORY} It was strike number {number}." for number in range(5)])
    assert kept(f"{story}\n\n{heading}\n\nArvania, Belmark\nElm Street News") == story.split("\n\n")


def test_the_end_of_a_page_goes_with_its_teasers_but_only_at_the_end():
    story = "\n".join(f"{STORY} It was strike number {number}." for number in range(9))
    assert kept(f"{story}\nYou may also like\nA bridge falls\nThe bridge fell on Monday.") == story.split("\n")
    assert kept(f"{STORY}\nYou may also like\nA bridge falls\n{story}") == [STORY, *story.split("\n")]


def test_a_post_is_blanked_with_the_line_that_is_signed():
    text = f"{STORY}\n\nAt least seven dead in Belmark\n— Elm World Now (@ElmWorld) January 18, 2024\n\n{MORE}"
    assert kept(text) == [STORY, MORE]


def test_the_description_of_a_photo_goes_with_its_caption_but_the_headline_stays():
    caption = "Image Source : X The king at the summit"
    assert kept(f"Arvania strikes\n\nKing and president, summit\n{caption}\n\n{STORY}") == ["Arvania strikes", STORY]
    assert kept(f"Arvania strikes\n{caption}\n\n{STORY}") == ["Arvania strikes", STORY]


def test_a_line_that_repeats_an_earlier_one_is_blanked_once_it_is_long_enough():
    title = "Seven killed as Arvania strikes"
    assert kept(f"{title}\n\n{STORY}\n{title}\n\n{MORE}\n\nWhy now?\n{STORY[:30]}\nWhy now?").count(title) == 1
    assert kept(f"Why now?\n{STORY}\nWhy now?").count("Why now?") == 2


DATELINES = [
    "KESTREL (Reuters) - ",
    "KESTREL, Jan 18 (AFP) — ",
    "Kestrel, Belmark (AP) — ",
    "KESTREL, Jan. 18, 2024 -- ",
    "KESTREL — ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_blanked_before_its_sentence(dateline):
    assert kept(f"A title\n\n{dateline}{STORY}") == ["A title", STORY]


@pytest.mark.parametrize(
    "start", ["US - Arvania talks failed.", "Arvania (AVN) said so.", "On Tuesday – a holiday – it rained."]
)
def test_what_only_looks_like_a_dateline_stays(start):
    assert kept(f"A title\n\n{start}") == ["A title", start]


def test_an_address_inside_a_sentence_is_blanked_alone():
    assert "".join(cleaned("The report (https://a.example/x?y=1) was denied.").split()) == "Thereport()wasdenied."


def test_offsets_stay_for_all_kinds_of_line_breaks():
    text = f"Updated: January 18, 2024\r\n\r\n{STORY}\rTags\u2028Arvania\r\n{MORE}"
    story = cleaned(text)
    assert len(story) == len(text)
    assert story.index(STORY) == text.index(STORY) and story.index(MORE) == text.index(MORE)
    assert story.count("\n") == 5 and "\r" not in story


def test_a_long_line_is_a_paragraph_whatever_it_looks_like():
    paragraph = "Advertisement " + "and soldiers " * 2000
    assert kept(paragraph) == [paragraph.strip()]


def test_each_nuisance_is_needed():
    """Without any one of the functions something of the samples above would stay."""
    lines = [*FURNITURE, "KESTREL (AP) - Text.", "See https://a.example/b now."]
    samples = [f"A title\n\n{line}\n\n{STORY}" for line in lines]
    samples += [f"A title of four words\n{STORY}\nA title of four words", f"{STORY}\nTags\nArvania\n\n{MORE}"]
    samples += ["\n".join([f"{STORY} {n}." for n in range(9)] + ["Source link", "The bridge fell."])]
    furniture = load_furniture()
    pages = [Page(sample, split_lines(sample), None, furniture) for sample in samples]
    for nuisance in NUISANCES:
        alone = [set(nuisance(page)) - {s for n in NUISANCES if n is not nuisance for s in n(page)} for page in pages]
        assert any(alone), nuisance.__name__


PIECES = [*"aZ .\n\r\t—@/|:-()[]\u2028\u200f", "Tags\n", "By ", "AFP", "2024", "You may also like\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=200).map("".join))
def test_any_text_keeps_its_length_and_loses_characters_only_to_spaces(text):
    story = cleaned(text)
    assert len(story) == len(text)
    assert all(new in (old, " ", "\n") for old, new in zip(text, story, strict=True))
