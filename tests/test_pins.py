"""Pins: what a person knows better overrules what linking finds, and what contradicts itself is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import ontology
from tales import article, claim

from kg.iris import DEFAULT_BASE, digest
from kg.linking.link import link
from kg.linking.pins import Pin, PinError, from_text, read_pins, resolve, to_text
from kg.model import Analysis, Event

STRIKES = (
    article("x", claim("a")),
    article("y", claim("b")),
    article("z", claim("c", day="2024-01-18")),
    article("v", claim("d", source="PAK", target="IRN")),
)


def pin(kind: str, one: str, other: str, line: int = 1) -> Pin:
    """A pin of the line of a file."""
    return Pin(kind == "same", f"claim/{one}", f"claim/{other}", f"pins.tsv:{line}")


def linked(*pins: Pin, articles: tuple[Analysis, ...] = STRIKES) -> tuple[Event, ...]:
    """The events of articles under pins."""
    return link(articles, ontology(), resolve(pins, articles)[0]).events


def events(*pins: Pin) -> list[str]:
    """The events of the strikes, each by the keys of its claims."""
    return sorted(" ".join(key.removeprefix("claim/") for key in event.claims) for event in linked(*pins))


def test_without_pins() -> None:
    """Two articles tell of one strike."""
    assert events() == ["a b", "c", "d"]


def test_a_pin_forbids_a_merge() -> None:
    """Whatever agrees."""
    assert events(pin("different", "a", "b")) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("other", "expected"), [("c", ["a b c", "d"]), ("d", ["a d", "b", "c"])])
def test_a_pin_forces_a_merge(other: str, expected: list[str]) -> None:
    """Whatever disagrees: another day, even a mirror image, which no other article then joins."""
    assert events(pin("same", "a", other)) == expected


def test_days_that_are_forced_together_become_a_time_from_one_to_the_other() -> None:
    """No time ends before it begins."""
    (event,) = (e for e in linked(pin("same", "a", "c")) if "claim/c" in e.claims)
    assert (event.start, event.end) == ("2024-01-16", "2024-01-18")


def test_pins_hold_across_others() -> None:
    """What is the same as a and different from b keeps b away from a."""
    assert events(pin("same", "a", "c"), pin("different", "b", "c")) == ["a c", "b", "d"]


def test_an_event_stands_for_the_claim_that_it_is_named_after() -> None:
    """So that a pin means the same in the next build."""
    (event,) = (e for e in linked() if e.claims == ("claim/c",))
    assert event.key == f"event/{digest('claim/c')}"
    by_event = Pin(True, f"{DEFAULT_BASE}{event.key}", "https://example.org/kg#claim/a", "p:1")
    assert events(by_event) == ["a b c", "d"]


@pytest.mark.parametrize("name", ["a", "claim/a", "<https://w3id.org/kg-news/id/claim/a>", " claim/a ", "kg#claim/a"])
def test_the_end_of_an_iri_is_enough(name: str) -> None:
    """With or without brackets and base."""
    assert resolve([Pin(False, name, "b", "p:1")], STRIKES)[0].different["claim/a"] == {"claim/b"}


def test_an_unknown_claim_is_told_and_nothing_else_happens() -> None:
    """The message names file, line and claim."""
    pins, (message,) = resolve([pin("same", "a", "nowhere", 7)], STRIKES)
    assert "pins.tsv:7" in message and "claim/nowhere" in message
    assert not pins.same and not pins.different


def test_pins_that_contradict_each_other_are_refused() -> None:
    """With the whole chain, so that the user finds the wrong line."""
    pins = [pin("same", "a", "b", 1), pin("same", "b", "c", 2), pin("same", "c", "d", 3), pin("different", "a", "c", 4)]
    with pytest.raises(PinError) as refused:
        resolve(pins, STRIKES)
    told = str(refused.value)
    assert all(f"pins.tsv:{line}" in told for line in (1, 2, 4)) and "pins.tsv:3" not in told


def test_what_an_article_tells_as_one_act_is_not_parted() -> None:
    """A pin works between articles, or joins what an article tells apart."""
    told = article("x", claim("a"), claim("b", group="a", at=200))
    with pytest.raises(PinError, match="one article"):
        resolve([pin("different", "a", "b")], [told])
    assert resolve([pin("same", "a", "b")], [told])[0].same == {}


def test_two_acts_of_one_article_can_be_pinned_together() -> None:
    """Though linking alone never does it."""
    told = (article("x", claim("a"), claim("b", at=200)),)
    assert len(linked(articles=told)) == 2
    assert len(linked(pin("same", "a", "b"), articles=told)) == 1


def test_both_forms_of_a_file(tmp_path: Path) -> None:
    """Columns with tabs, or JSON Lines; remarks and empty lines count as lines only."""
    table, lines = tmp_path / "p.tsv", tmp_path / "p.jsonl"
    table.write_text("# strikes\n\nsame\tclaim/a\tclaim/b\ndifferent\tclaim/a\tclaim/c\n", encoding="utf-8")
    lines.write_text('{"pin": "same", "one": "claim/a", "other": "claim/b"}\n', encoding="utf-8")
    assert read_pins(table) == (
        Pin(True, "claim/a", "claim/b", f"{table}:3"),
        Pin(False, "claim/a", "claim/c", f"{table}:4"),
    )
    assert read_pins(lines) == (Pin(True, "claim/a", "claim/b", f"{lines}:1"),)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("p.tsv", "same\tclaim/a"),
        ("p.tsv", "perhaps\tclaim/a\tclaim/b"),
        ("p.tsv", "same\t\tclaim/b"),
        ("p.tsv", "same claim/a claim/b"),
        ("p.jsonl", "same\tclaim/a\tclaim/b"),
        ("p.jsonl", '["same", "claim/a", "claim/b"]'),
        ("p.jsonl", '{"pin": "same", "one": "claim/a"}'),
    ],
)
def test_what_is_no_pin_is_refused(tmp_path: Path, name: str, line: str) -> None:
    """The message names file and line."""
    path = tmp_path / name
    path.write_text(f"# one\n{line}\n", encoding="utf-8")
    with pytest.raises(PinError, match=f"{name}:2"):
        read_pins(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """As is one that is not there."""
    path = tmp_path / "p.tsv"
    path.write_bytes(b"\xff\xfe\x00")
    for wrong in (path, tmp_path / "none.tsv"):
        with pytest.raises(PinError, match="cannot be read"):
            read_pins(wrong)


def test_pins_are_kept_as_text() -> None:
    """A store writes them down and reads them again."""
    pins = (pin("same", "a", "ü"), pin("different", "a", "c"))
    assert from_text(to_text(pins)) == pins


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=5))
def test_pins_hold_or_are_refused(drawn: list[tuple[bool, str, str]]) -> None:
    """Every build keeps every pin, whatever order they come in."""
    pins = [pin("same" if same else "different", one, other) for same, one, other in drawn]
    try:
        found = linked(*pins)
    except PinError:
        return
    of_claim = {key: event.key for event in found for key in event.claims}
    assert all((of_claim[p.one] == of_claim[p.other]) is p.same for p in pins)
    assert linked(*reversed(pins)) == found
