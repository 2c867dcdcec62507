"""What changed between two graphs: each kind of change by hand, and that the way back mirrors the way there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.comparing.compare import EXCERPT, difference
from kg.comparing.records import records
from kg.comparing.text import LIMIT, NOTHING, render, summary
from kg.comparing.values import (
    SLOTS,
    Act,
    Actor,
    Change,
    ClaimChange,
    Difference,
    EventChange,
    Paper,
    Said,
    Snapshot,
    Told,
)

BASE = "https://example.org/"
STRUCK = "On Tuesday Arvania struck Belmark, killing seven people there."
AGAIN = "On Tuesday Arvania struck Belmark, killing at least nine people there."
OTHER = "It will be seen who struck whom when all is told one day in spring."


def said(**slots: str) -> dict[str, Said]:
    """Values that are the same when their texts are, in the order of the slots."""
    return {slot: Said(slots[slot], (slots[slot],)) for slot in SLOTS if slot in slots}


def paper(name: str = "a", text: str = STRUCK, **facts: str) -> Paper:
    known = {"title": None, "published": None, "publisher": None, "url": None} | facts
    return Paper(f"{BASE}article/{name}", name, text=text, digest=text, **known)  # type: ignore[arg-type]


def told(key: str, sentence: str = STRUCK, doc: str = "a", start: int = 0, word: str = "struck", **slots: str) -> Told:
    here = said(**({"stance": "asserted", "type": "Airstrike"} | slots))
    return Told(BASE + key, key, doc, None, start, word, sentence, max(0, sentence.find(word)), here)


def act(key: str, *claims: str, about: str | None = None, **slots: str) -> Act:
    return Act(BASE + key, key, f"Event {key}", claims, said(**({"type": "Airstrike"} | slots)), about)


def actor(key: str, label: str = "Arvania", cls: str = "State") -> Actor:
    return Actor(BASE + key, key, label, cls)


def snapshot(
    papers: Iterable[Paper] = (), claims: Iterable[Told] = (), acts: Iterable[Act] = (), actors: Iterable[Actor] = ()
) -> Snapshot:
    return Snapshot(
        {one.id: one for one in papers},
        {one.key: one for one in claims},
        {one.key: one for one in acts},
        {one.key: one for one in actors},
    )


def changes(slots: Iterable[Change]) -> dict[str, tuple[str | None, str | None]]:
    """The texts of changes, old and new."""
    return {one.slot: (one.old.text if one.old else None, one.new.text if one.new else None) for one in slots}


def fates(found: Difference) -> list[tuple[str, list[str], list[str]]]:
    """What became of events, by their keys."""
    return [(one.kind, [act.key for act in one.old], [act.key for act in one.new]) for one in found.events]


WHOLE = snapshot(
    [paper("a"), paper("b")],
    [told("1"), told("2", doc="b", killed="7")],
    [act("e1", "1", "2", killed="7")],
    [actor("state/A"), actor("city/K", "Kestrel", "City")],
)


def test_what_is_the_same_has_no_difference() -> None:
    found = difference(WHOLE, WHOLE)
    assert found == Difference()
    assert not found
    assert (render(found), list(records(found))) == (f"{NOTHING}\n", [])


def test_articles_come_go_and_change() -> None:
    old = [paper("a", title="Strike", published="2024-01-16"), paper("b", "Gone."), paper("d")]
    new = [paper("a", AGAIN, title="Strikes", published="2024-01-17"), paper("c", "New."), paper("d")]
    found = difference(snapshot(old), snapshot(new)).articles
    assert [(one.kind, (one.new or one.old).id) for one in found if one.new or one.old] == [  # type: ignore[union-attr]
        ("changed", "a"),
        ("gone", "b"),
        ("new", "c"),
    ]
    assert changes(found[0].slots) == {
        "title": ("Strike", "Strikes"),
        "date": ("2024-01-16", "2024-01-17"),
        "text": ("seven", "at least nine"),
    }


def test_an_article_of_the_same_text_has_another_id_now() -> None:
    found = difference(snapshot([paper("a")], [told("1")]), snapshot([paper("b")], [told("2", doc="b")]))
    (change,) = found.articles
    assert (change.kind, changes(change.slots), found.claims) == ("changed", {"id": ("a", "b")}, ())


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("a b", "x a b", ("", "x")),
        ("a b", "a b x", ("", "x")),
        ("a a", "a a a", ("", "a")),
        ("a b c d", "a x c y", ("b c d", "x c y")),
        ("", "a", ("", "a")),
        ("a " + "b " * 500 + "c", "a c", ("b " * (EXCERPT // 2 - 1) + "b…", "")),
    ],
)
def test_of_an_edited_text_the_words_are_told_between_which_it_is_the_same(
    old: str, new: str, told_of: tuple[str, str]
) -> None:
    (change,) = difference(snapshot([paper("a", old)]), snapshot([paper("a", new)])).articles
    assert changes(change.slots) == {"text": told_of}


def test_claims_come_go_and_say_something_else() -> None:
    old = [told("1", killed="7", target="Belmark"), told("2", OTHER), told("3", "All is well.", word="well")]
    new = [told("1", killed="at least 9", place="Kestrel"), told("4", "Much is wrong.", word="wrong"), told("2", OTHER)]
    found = difference(snapshot([paper()], old), snapshot([paper()], new)).claims
    assert [(one.kind, one.old and one.old.key, one.new and one.new.key) for one in found] == [
        ("changed", "1", "1"),
        ("gone", "3", None),
        ("new", None, "4"),
    ]
    assert changes(found[0].slots) == {
        "target": ("Belmark", None),
        "place": (None, "Kestrel"),
        "killed": ("7", "at least 9"),
    }


def test_a_paragraph_put_in_at_the_top_changes_no_claim_and_no_event() -> None:
    """All claims stand elsewhere and so have other IRIs, and the events that are named after them too."""
    old = snapshot([paper()], [told("1"), told("2", OTHER, start=70)], [act("e1", "1"), act("e2", "2")])
    new = snapshot(
        [paper(text="Something new. " + STRUCK)],
        [told("3", start=15), told("4", OTHER, start=85)],
        [act("f1", "3"), act("f2", "4")],
    )
    found = difference(old, new)
    assert [changes(one.slots) for one in found.articles] == [{"text": ("", "Something new.")}]
    assert (found.claims, found.events) == ((), ())


def test_claims_in_the_same_words_are_told_apart_by_what_they_say() -> None:
    old = [told("1", start=0, killed="7"), told("2", start=90, killed="2")]
    new = [told("3", start=40, killed="2"), told("4", start=130, killed="9")]
    (found,) = difference(snapshot([paper()], old), snapshot([paper()], new)).claims
    assert (found.old, found.new, changes(found.slots)) == (old[0], new[1], {"killed": ("7", "9")})


def test_the_claim_of_an_edited_sentence_is_the_same_when_most_words_are() -> None:
    old = [told("1", STRUCK, killed="7")]
    (found,) = difference(snapshot([paper()], old), snapshot([paper()], [told("2", AGAIN, killed="9")])).claims
    assert changes(found.slots) == {"killed": ("7", "9")}
    found_too = difference(snapshot([paper()], old), snapshot([paper()], [told("2", OTHER)])).claims
    assert [one.kind for one in found_too] == ["gone", "new"]


def test_words_of_another_article_are_another_claim() -> None:
    old, new = snapshot([paper("a"), paper("b")], [told("1")]), snapshot([paper("a"), paper("b")], [told("2", doc="b")])
    assert [(one.kind, (one.new or one.old).doc) for one in difference(old, new).claims if one.new or one.old] == [  # type: ignore[union-attr]
        ("gone", "a"),
        ("new", "b"),
    ]


def test_claims_without_an_article_are_compared_too() -> None:
    """Against the shapes, but nothing of what is in a graph may be passed over."""
    old, new = snapshot((), [told("1", doc="", killed="7")]), snapshot((), [told("1", doc="", killed="8")])
    (found,) = difference(old, new).claims
    assert changes(found.slots) == {"killed": ("7", "8")}
    assert "no article" in render(difference(old, new))


THREE = [told("1"), told("2", doc="b"), told("3", doc="c")]
ABC = [paper("a"), paper("b"), paper("c")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [act("e1", "1", "2", "3")], [("new", [], ["e1"])]),
        ([act("e1", "1", "2"), act("e2", "3")], [act("e3", "1", "2", "3")], [("merged", ["e1", "e2"], ["e3"])]),
        ([act("e2", "1"), act("e1", "2", "3")], [act("e1", "1", "2", "3")], [("merged", ["e1", "e2"], ["e1"])]),
        ([act("e1", "1", "2"), act("e2", "3")], [act("e2", "1", "2"), act("e1", "3")], []),
    ],
)
def test_events_are_known_by_the_claims_that_they_share(
    old: list[Act], new: list[Act], expected: list[tuple[str, list[str], list[str]]]
) -> None:
    """And the other way round what is new is gone, and what is merged is parted."""
    there, back = (snapshot(ABC, THREE, acts) for acts in (old, new))
    assert fates(difference(there, back)) == expected
    other = {"new": "gone", "merged": "parted"}
    assert fates(difference(back, there)) == [(other[kind], new, old) for kind, old, new in expected]


def test_a_claim_that_went_from_one_event_to_another_is_lost_here_and_gained_there() -> None:
    papers, claims = [paper(name) for name in "abcd"], [*THREE, told("4", doc="d")]
    old = snapshot(papers, claims, [act("e1", "1", "2"), act("e2", "3", "4")])
    new = snapshot(papers, claims, [act("e1", "1"), act("e2", "2", "3", "4")])
    found = difference(old, new).events
    assert [(one.kind, one.new[0].key, one.lost, one.gained) for one in found] == [
        ("changed", "e1", (claims[1],), ()),
        ("changed", "e2", (), (claims[1],)),
    ]


def test_events_that_were_mixed_are_regrouped() -> None:
    papers = [paper(name) for name in "abcdef"]
    claims = [told(str(number), doc=name) for number, name in enumerate("abcdef")]
    old = snapshot(papers, claims, [act("e1", "0", "1", "2"), act("e2", "3"), act("e3", "4"), act("e5", "5")])
    new = snapshot(papers, claims, [act("e1", "0", "1", "3"), act("e4", "2"), act("e3", "4"), act("e5", "5")])
    assert fates(difference(old, new)) == [("regrouped", ["e1", "e2"], ["e1", "e4"])]
    assert fates(difference(new, old)) == [("regrouped", ["e1", "e4"], ["e1", "e2"])]


def test_an_event_whose_articles_went_has_lost_claims_or_is_gone() -> None:
    old = snapshot(ABC, THREE, [act("e1", "1", "2"), act("e2", "3")])
    new = snapshot(ABC[:1], THREE[:1], [act("e1", "1")])
    found = difference(old, new).events
    assert [(one.kind, [claim.key for claim in one.lost]) for one in found] == [("changed", ["2"]), ("gone", [])]


@pytest.mark.parametrize(
    "slot", ["type", "source", "target", "place", "date", "killed", "injured", "independent_sources", "disputed"]
)
def test_the_consensus_of_an_event_has_changed(slot: str) -> None:
    old, new = (snapshot(ABC, THREE, [act("e1", "1", **{slot: value})]) for value in ("one", "two"))
    without = snapshot(ABC, THREE, [act("e1", "1", **({"type": ""} if slot == "type" else {}))])
    (found,) = difference(old, new).events
    assert (found.kind, changes(found.slots)) == ("changed", {slot: ("one", "two")})
    if slot != "type":
        (less,) = difference(old, without).events
        assert changes(less.slots) == {slot: ("one", None)}


def test_an_event_is_disputed_in_more_or_no_longer() -> None:
    def disputed(*slots: str) -> Snapshot:
        one = act("e1", "1")
        value = {"disputed": Said(", ".join(slots), slots)} if slots else {}
        return snapshot(ABC, THREE, [replace(one, said={**one.said, **value})])

    assert "\n    now disputed in killed\n" in render(difference(disputed(), disputed("killed")))
    shown = render(difference(disputed("killed", "place"), disputed("place", "source")))
    assert "\n    now disputed in source\n    no longer disputed in killed\n" in shown


def test_responsibility_is_claimed_for_another_event() -> None:
    """Not so when the event that it was claimed for has another IRI now, or is one with others."""
    old = snapshot(ABC, THREE, [act("e1", "1"), act("e2", "2"), act("r", "3", about="e1")])
    other = snapshot(ABC, THREE, [act("e1", "1"), act("e2", "2"), act("r", "3", about="e2")])
    named = snapshot(ABC, THREE, [act("f1", "1"), act("e2", "2"), act("r", "3", about="f1")])
    merged = snapshot(ABC, THREE, [act("f1", "1", "2"), act("r", "3", about="f1")])
    (found,) = difference(old, other).events
    assert changes(found.slots) == {"responsibility_for": ("Event e1", "Event e2")}
    assert difference(old, named).events == ()
    assert [one.kind for one in difference(old, merged).events] == ["merged"]
    assert [one.kind for one in difference(merged, old).events] == ["parted"]


def test_entities_come_go_and_are_called_otherwise() -> None:
    old = [actor("state/A"), actor("city/K", "Kestrel", "City"), actor("group/f", "Front", "Group")]
    new = [actor("state/B", "Belmark"), actor("city/K", "Kestrell", "City"), actor("group/f", "Front", "MilitantGroup")]
    found = difference(snapshot(actors=old), snapshot(actors=new)).entities
    assert [(one.kind, changes(one.slots)) for one in found] == [
        ("changed", {"label": ("Kestrel", "Kestrell")}),
        ("changed", {"class": ("Group", "MilitantGroup")}),
        ("gone", {}),
        ("new", {}),
    ]


KEYS = st.sampled_from("123456")
TEXTS = st.sampled_from([STRUCK, AGAIN, OTHER, "struck"])
PEOPLE = st.sampled_from(["7", "9", "at least 9"])


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Articles, claims and events of few words, so that much of two of them is the same."""
    papers = [paper(name, draw(TEXTS)) for name in sorted(draw(st.sets(st.sampled_from("abc"), max_size=3)))]
    docs = [one.id for one in papers] or [""]
    keys = sorted(draw(st.sets(KEYS, max_size=6)))
    claims = [
        told(
            key,
            draw(TEXTS),
            doc=draw(st.sampled_from(docs)),
            start=draw(st.integers(0, 3)),
            killed=draw(PEOPLE),
            source=draw(st.sampled_from(["Arvania", "Belmark"])),
        )
        for key in keys
    ]
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(draw(st.sampled_from(["e1", "e2", "e3"])), []).append(key)
    about = draw(st.sampled_from([None, *groups]))
    acts = [act(key, *members, about=about, killed=draw(PEOPLE)) for key, members in groups.items()]
    actors = [actor(f"state/{name}", draw(TEXTS)) for name in sorted(draw(st.sets(st.sampled_from("AB"))))]
    return snapshot(papers, claims, acts, actors)


FATES = {"new": "gone", "gone": "new", "merged": "parted", "parted": "merged"}


def mirrored(found: Difference) -> set[str]:
    """All changes as they are from the other side, in no order."""
    rows: list[tuple[object, ...]] = []
    for name in ("articles", "claims", "entities"):
        rows += [
            (name, FATES.get(one.kind, one.kind), one.new, one.old, back(one.slots)) for one in getattr(found, name)
        ]
    for one in found.events:
        kind = FATES.get(one.kind, one.kind)
        rows.append(("events", kind, one.new, one.old, back(one.slots), one.lost, one.gained))
    return set(map(repr, rows))


def back(slots: Iterable[Change]) -> list[Change]:
    return [Change(one.slot, one.new, one.old) for one in slots]


def straight(found: Difference) -> set[str]:
    """All changes, in no order."""
    rows: list[tuple[object, ...]] = []
    for name in ("articles", "claims", "entities"):
        rows += [(name, one.kind, one.old, one.new, list(one.slots)) for one in getattr(found, name)]
    rows += [("events", one.kind, one.old, one.new, list(one.slots), one.gained, one.lost) for one in found.events]
    return set(map(repr, rows))


@given(snapshots(), snapshots())
def test_the_way_back_mirrors_the_way_there(one: Snapshot, other: Snapshot) -> None:
    assert straight(difference(one, other)) == mirrored(difference(other, one))


@given(snapshots())
def test_nothing_differs_from_itself(one: Snapshot) -> None:
    assert not difference(one, one)


@given(snapshots(), snapshots())
def test_each_claim_and_event_of_both_is_told_of_or_has_one_that_it_is(one: Snapshot, other: Snapshot) -> None:
    """Nothing is told of twice, and what is neither gone nor new was matched with something."""
    found = difference(one, other)
    for here, there, name in ((one, other, "old"), (other, one, "new")):
        claims = [getattr(change, name).key for change in found.claims if getattr(change, name)]
        events = [act.key for change in found.events for act in getattr(change, name)]
        assert len(claims) == len(set(claims)) and set(claims) <= set(here.claims)
        assert len(events) == len(set(events)) and set(events) <= set(here.acts)
        kind = "gone" if name == "old" else "new"
        alone = sum(change.kind == kind for change in found.claims)
        assert len(here.claims) - alone <= len(there.claims)


@given(snapshots(), snapshots())
def test_the_order_does_not_depend_on_that_of_the_graphs(one: Snapshot, other: Snapshot) -> None:
    turned = [Snapshot(*(dict(reversed(part.items())) for part in side)) for side in (one, other)]
    assert difference(*turned) == difference(one, other)


MANY = difference(
    snapshot([paper("a"), paper("b", title="Two")], [replace(told("0", doc="b", killed="7"), title="Two")]),
    snapshot(
        [paper("a", AGAIN), paper("b", title="Two")],
        [
            *(
                told(str(n), f"{OTHER} {n}", start=n, word="struck", source="Arvania", place="Kestrel")
                for n in range(1, 20)
            ),
            replace(told("0", doc="b", killed="8", stance="possible"), title="Two"),
        ],
        [act("e1", *map(str, range(1, 20)))],
        [actor(f"state/{n:02}", f"State {n}") for n in range(20)],
    ),
)


def test_a_difference_reads_as_this() -> None:
    old = snapshot([paper(title="Strike")], [told("1", source="Arvania", killed="7")], [act("e1", "1", killed="7")])
    new = snapshot(
        [paper(text=AGAIN, title="Strike")],
        [told("1", AGAIN, source="Arvania", killed="9"), told("2", OTHER, start=80, target="Belmark", claimer="Brown")],
        [act("e1", "1", "2", killed="7 to 9")],
        [actor("state/B", "Belmark")],
    )
    assert render(difference(old, new), width=60).splitlines() == [
        "Articles and claims",
        "~ “Strike”, id a",
        "    text: “seven” → “at least nine”",
        "  ~ Airstrike: Arvania → ?, killed 9",
        "      killed: 7 → 9",
        "      On Tuesday Arvania [struck] Belmark, killing at least",
        "      nine people there.",
        "  + Airstrike: ? → Belmark, says Brown",
        "      It will be seen who [struck] whom when all is told one",
        "      day in spring.",
        "",
        "Events",
        "~ Event e1",
        "  <https://example.org/e1>",
        "    killed: 7 → 7 to 9",
        "    + Airstrike: ? → Belmark, says Brown (“struck” at 80 in",
        "      a)",
        "",
        "Entities",
        "+ 1 State: Belmark",
        "",
        "1 article, 2 claims, 1 event, 1 entity changed",
    ]


def test_of_many_the_first_are_shown_and_the_others_counted() -> None:
    shown = render(MANY)
    assert f"\n  and {19 - LIMIT} more claims\n" in shown
    assert f" and {20 - LIMIT} more\n" in shown
    assert "\n  “Two”, id b\n  ~ Airstrike: ? → ?, killed 8, possible\n" in shown
    assert shown.splitlines()[-1] == summary(MANY) == "1 article, 20 claims, 1 event, 20 entities changed"


@pytest.mark.parametrize("width", [60, 100])
def test_lines_are_no_longer_than_they_may_be(width: int) -> None:
    lines = render(MANY, width=width).splitlines()
    assert max(len(line) for line in lines if "<http" not in line) <= width


def test_colours_are_all_that_a_terminal_gets_beside() -> None:
    import click  # noqa: PLC0415

    assert click.unstyle(render(MANY, colour=True)) == render(MANY)
    assert "\x1b[" in render(MANY, colour=True)


def test_text_cannot_command_the_terminal() -> None:
    evil = "\x1b[2J\u202e\r\n\x07"
    new = snapshot(
        [paper("a" + evil, evil, title=evil)],
        [told("1", evil + "struck", doc="a" + evil, word="struck" + evil, source=evil)],
        [replace(act("e1", "1"), label=evil)],
        [actor("state/A", evil)],
    )
    shown = render(difference(snapshot(), new))
    assert all(character.isprintable() for character in shown.replace("\n", ""))


def test_parties_called_the_same_are_told_apart() -> None:
    one, other = (
        replace(told("1"), said={"source": Said("Brown", (f"person/{n}",), (f"{BASE}person/{n}",))}) for n in "12"
    )
    shown = render(difference(snapshot([paper()], [one]), snapshot([paper()], [other])))
    assert "source: Brown (person/1) → Brown (person/2)" in shown


def test_each_change_is_a_record() -> None:
    old = snapshot([paper()], [told("1", killed="7")], [act("e1", "1"), act("e2")], [actor("state/A")])
    new = snapshot([paper("b", OTHER)], [told("2", OTHER, doc="b")], [act("e1"), act("e3", "2")])
    found = [json.loads(line) for line in records(difference(old, new))]
    assert [(one["of"], one["change"]) for one in found] == [
        ("article", "gone"),
        ("article", "new"),
        ("claim", "gone"),
        ("claim", "new"),
        *([("event", "gone"), ("event", "new")] * 2),
        ("entity", "gone"),
    ]
    assert found[2]["old"] == {
        "iri": BASE + "1",
        "doc": "a",
        "start": 0,
        "trigger": "struck",
        "sentence": STRUCK,
        "says": {"stance": {"text": "asserted"}, "type": {"text": "Airstrike"}, "killed": {"text": "7"}},
    }
    assert (found[2]["new"], found[8]["old"]["class"]) == (None, "State")
    assert all({"of", "change", "old", "new", "slots"} <= one.keys() for one in found)


def test_a_record_has_iris_and_numbers_for_programs() -> None:
    value = {
        "source": Said("Arvania", ("state/A",), (BASE + "state/A",)),
        "killed": Said("at least 9", ("at least 9",), (), 9, None),
    }
    change = ClaimChange(
        "changed", told("1"), replace(told("1"), said=value), (Change("source", None, value["source"]),)
    )
    (record,) = map(json.loads, records(Difference(claims=(change,))))
    assert record["slots"] == [{"slot": "source", "old": None, "new": {"text": "Arvania", "iris": [BASE + "state/A"]}}]
    assert record["new"]["says"]["killed"] == {"text": "at least 9", "min": 9, "max": None}


def test_a_record_of_an_event_names_the_claims_it_gained_and_lost() -> None:
    change = EventChange("merged", (act("e1"), act("e2")), (act("e3"),), (), (told("1"),), (told("2"),))
    (record,) = map(json.loads, records(Difference(events=(change,))))
    assert ([one["iri"] for one in record["old"]], record["new"][0]["iri"]) == ([BASE + "e1", BASE + "e2"], BASE + "e3")
    assert (record["gained"], record["lost"]) == ([BASE + "1"], [BASE + "2"])
