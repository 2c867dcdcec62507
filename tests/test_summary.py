"""The summary: true counts, aligned columns, nothing wider than the terminal, no colour unless asked for."""

import io
import re
from dataclasses import replace

import pytest
from examples import FIRST, SECOND
from fakes import make_fake

from kg.building import Build, Timing, build
from kg.commands.console import Progress, style_of
from kg.commands.summary import LISTED, MAIN_EVENTS, NARROWEST, Style, summarise
from kg.model import Analysis, Claim, Comparison, Entity, Estimate, Event, Links, Span
from kg.ontology import load_ontology
from kg.reading.read import Failure
from kg.validation.findings import Finding, Report


def claim(key: str, doc: str, stance: str = "asserted") -> Claim:
    return Claim(key, doc, "Airstrike", Span(0, 1), Span(0, 1), "r", stance=stance, group=key)  # type: ignore[arg-type]


MESSAGE = "Event e has no claim. Add one."
A, B, C = claim("claim/a", FIRST.id), claim("claim/b", SECOND.id), claim("claim/c", SECOND.id, "denied")
STATES = tuple(Entity(f"state/{code}", "State", name) for code, name in (("XAA", "Arvania"), ("XBB", "Belmark")))
KILLED, INJURED = Estimate("killed", 7, (7, 7), 9, (), ()), Estimate("injured", 2, (2, None), None, (), ())
STRIKE = Event(
    "event/1", "Airstrike", (A.key, B.key), ("state/XAA",), ("state/XBB",), None, "2024-01-18", estimates=(KILLED,)
)
OTHER = Event("event/2", "RecallAmbassador", (C.key,), ("state/XBB",), (), None, None, estimates=(INJURED,))
BUILD = Build(
    analyses=(
        Analysis(FIRST, claims=(A,), words=1200),
        Analysis(replace(SECOND, published=None), claims=(B, C), words=300),
    ),
    links=Links(STATES, (OTHER, STRIKE), (Comparison("conflicts", A.key, B.key, "killed"),)),
    quads=[],
    failures=(),
    warnings=(),
    ontology=load_ontology(),
    report=Report(()),
    timing=Timing(load=0.5, analyse=0.5, check=0.25),
)


def lines(build: Build = BUILD, **style: object) -> list[str]:
    return summarise(build, Style(**style)).splitlines()  # type: ignore[arg-type]


def line(start: str, build: Build = BUILD) -> str:
    return next(" ".join(one.split()) for one in lines(build) if one.startswith(start))


def test_counts_are_those_of_the_build():
    assert line("Articles") == "Articles 2, 1,500 words, 1 without a date of publication"
    assert line("Entities") == "Entities 2: 2 State"
    assert line("Events") == "Events 2: 1 Airstrike, 1 RecallAmbassador"
    assert line("Claims") == "Claims 3: 2 asserted, 1 denied"
    assert line("Disputed") == "Disputed 1 event: 1 in killed"
    assert line("Validation") == "Validation conforms"
    assert line("Speed") == "Speed 3,000 words per second, 1.2 s (load 0.5, articles 0.5, check 0.2)"


def test_disputed_events_are_counted_by_slot():
    conflicts = (
        *(Comparison("conflicts", A.key, B.key, slot) for slot in ("killed", "place")),
        Comparison("conflicts", C.key, A.key, "killed"),
        Comparison("refines", B.key, C.key, "source"),
    )
    assert line("Disputed", replace(BUILD, links=replace(BUILD.links, comparisons=conflicts))) == (
        "Disputed 2 events: 2 in killed, 1 in place"
    )
    assert line("Disputed", replace(BUILD, links=replace(BUILD.links, comparisons=()))) == "Disputed no event"


def test_the_event_that_most_articles_tell_comes_first_with_what_is_known():
    rows = lines()[lines().index("Main events") + 1 :]
    assert rows == [
        "  2024-01-18  Airstrike         Arvania → Belmark  2 articles, killed 7 to 9, disputed",
        "  no date     RecallAmbassador  Belmark → ?        1 article, injured 2 or more",
    ]


@pytest.mark.parametrize("width", [NARROWEST, 80, 100, 200])
def test_nothing_is_wider_than_the_terminal(width):
    wide = replace(STATES[0], label="The United Peoples of Greater Arvania and the Islands")
    many = tuple(replace(STRIKE, key=f"event/{number}", type=f"Type{number}") for number in range(40))
    build = replace(BUILD, links=Links((wide, STATES[1]), many, ()))
    found = lines(build, width=width)
    assert max(map(len, found)) <= width
    assert any("…" in one for one in found) == (width < 109)
    assert found[-1] == f"  and {40 - MAIN_EVENTS} more"


def test_what_is_missing_and_what_is_wrong_is_listed_by_name():
    failures = tuple(Failure(f"{number}.txt", "empty") for number in range(LISTED + 2))
    finding = Finding(
        severity="Violation", focus="f", path=None, value=None, message=MESSAGE, shape="s", component="MinCount"
    )
    build = replace(BUILD, failures=failures, warnings=("a.txt: not UTF-8",), report=Report((finding,)))
    found = lines(build)
    assert {"  a.txt: not UTF-8", "  0.txt: empty", f"  {MESSAGE}", "  and 2 more"} <= set(found)
    assert line("Validation", build) == "Validation does not conform: 1 finding"
    assert line("Articles", build).endswith("12 failed")
    assert line("Validation", replace(BUILD, report=None)) == "Validation left out"


def test_a_build_of_nothing_has_a_summary(tmp_path):
    (tmp_path / "a.txt").write_text("Quiet.", encoding="utf-8")
    found = summarise(build([str(tmp_path)], make=make_fake))
    assert "Events      0" in found and "Main events" not in found


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_without_no_color(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert style_of(Terminal()).colour
    assert not style_of(io.StringIO()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not style_of(Terminal()).colour
    assert "\x1b" not in summarise(BUILD)
    assert "\x1b" in summarise(BUILD, Style(colour=True))


def test_marking_headings_does_not_move_anything():
    plain = re.sub(r"\x1b\[\d*m", "", summarise(BUILD, Style(colour=True)))
    assert plain == summarise(BUILD)


def test_progress_is_shown_on_terminals_alone():
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        progress = Progress(4, stream)
        progress(None)
        progress.clear()
        assert ("1 of 4 articles" in stream.getvalue()) == shown
    assert Progress(None, done=1200).line() == "1,200 articles"
    assert Progress(2, done=3).line().startswith(f"[{'#' * 24}]")


