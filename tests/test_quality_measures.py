"""What the quality benchmark counts, on tiny labels made up for the purpose; no reference material is needed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

from measures import crash, dates, entities, linking, petrarch, thesis, wikievents
from measures.common import figures, matched
from measures.polnear import Article, Pair, labelled, score

CROSSWALK = """
08: CONCEDE
0872: RETREAT, withdraw, military # Ease military blockade
04: CONSULT
042: CONSULT, visit,   # Make a visit
191: COERCE, restrict, military # Impose blockade
19: ASSAULT
193: ASSAULT, firearms, military # Fight
"""
SENTENCE = "Chad shelled Niger after Mali left Niger."


def actor(text: str, sentence: str = SENTENCE) -> dict[str, Any]:
    """An actor of a record, with its words."""
    start = sentence.index(text)
    return {"text": text, "label": text, "start": start, "end": start + len(text)}


def record(root: str, source: list[str], target: list[str], **more: Any) -> dict[str, Any]:
    """A record of the sentence."""
    sides = {"source": [actor(name) for name in source], "target": [actor(name) for name in target]}
    words = {"sentence": {"text": SENTENCE}, "rule": "lexicon#x", "type": root.title()}
    return {"doc": "s", "event": "e", "root": root, "stance": "asserted", **words, **sides, **more}


def triple(root: str, source: str = "Chad", target: str = "Niger") -> dict[str, str]:
    """A label of the sentence."""
    return {"root": root, "source": source, "target": target}


def scored(triples: list[dict[str, str]], records: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of the sentence."""
    rows = [{"id": "s", "text": SENTENCE, "triples": triples}]
    gold = list(thesis.triples(rows, thesis.crosswalk(CROSSWALK)))
    return thesis.score(gold, list(thesis.found(records)))


def test_figures_come_from_counts_and_nothing_is_zero() -> None:
    """Neither labels nor predictions must be there."""
    assert figures(1, 2, 4) == {"precision": 0.5, "recall": 0.25, "f1": 0.333, "tp": 1, "pred": 2, "gold": 4}
    assert figures(0, 0, 0)["f1"] == 0.0


def test_matching_is_one_to_one_and_as_large_as_can_be() -> None:
    """The first label gives way to the second, which has no other choice."""
    assert matched(["ab", "a"], ["a", "b"], lambda g, p: p in g) == {0: 1, 1: 0}


def test_a_cameo_root_stands_for_several_of_plover_the_usual_one_first() -> None:
    """From the crosswalk, and what is accepted beside it."""
    roots = thesis.crosswalk(CROSSWALK)
    assert roots["Yield"] == ("CONCEDE", "RETREAT", "AGREE")
    assert roots["Fight"] == ("ASSAULT", "COERCE")
    assert roots["Appeal"] == ("REQUEST",)


@pytest.mark.parametrize(
    ("found", "levels"),
    [
        (record("ASSAULT", ["Chad"], ["Niger"]), (1, 1, 1)),
        (record("COERCE", ["Chad"], ["Niger"]), (1, 1, 1)),
        (record("ASSAULT", ["Mali"], ["Niger"]), (1, 0, 0)),
        (record("ASSAULT", ["Chad"], []), (1, 1, 0)),
        (record("ASSAULT", ["Niger"], ["Chad"]), (1, 0, 0)),
        (record("ASSAULT", ["Niger"], ["Chad"], type="Clash"), (1, 1, 1)),
        (record("ASSAULT", ["Chad", "Niger"], [], type="Clash"), (1, 1, 1)),
        (record("AID", ["Chad"], ["Niger"]), (0, 0, 0)),
        (record("ASSAULT", ["Chad"], ["Niger"], stance="denied"), (0, 0, 0)),
    ],
)
def test_root_source_and_target_of_a_triple(found: dict[str, Any], levels: tuple[int, int, int]) -> None:
    """Each level asks for one thing more."""
    scores = scored([triple("Fight")], [found])
    assert tuple(scores[level]["tp"] for level in ("root", "source", "dyad")) == levels


def test_statements_without_a_root_are_left_out_and_claims_of_one_event_are_one() -> None:
    """A second claim about the same event is no second prediction."""
    told = [record("ASSAULT", ["Chad"], []), record("ASSAULT", ["Chad"], ["Niger"])]
    scores = scored([triple("Fight"), triple("Make Public Statement")], told)
    assert scores["dyad"] == figures(1, 1, 1)
    assert scores["by_root"] == {"ASSAULT": figures(1, 1, 1)}


def test_words_for_attacks_are_found_where_they_stand() -> None:
    """A title stands on a line of its own; a death is neither right nor wrong."""
    texts = ["Blast in Kabul", "A bomb killed two. They met."]
    places = [[("Blast", 0, 5), ("in", 6, 8), ("Kabul", 9, 14)]]
    places += [[("A", 14, 15), ("bomb", 16, 20), ("killed", 21, 27), ("two", 28, 31), ("met", 38, 41), (".", 41, 42)]]
    triggers = [("Conflict.Attack.DetonateExplode", 0), ("Life.Die.Unspecified", 5)]
    mentions = [{"event_type": kind, "trigger": {"start": at, "end": at + 1}} for kind, at in triggers]
    sentences = list(zip(places, texts, strict=True))
    (article,) = wikievents.articles([{"doc_id": "a", "sentences": sentences, "event_mentions": mentions}])
    assert article.text == "Blast in Kabul\n\nA bomb killed two. They met."
    ours = [record("ASSAULT", [], [], doc="a", trigger=_words(article.text, w)) for w in ("Blast", "killed", "met")]
    assert wikievents.score([article], ours)["attacks"] == figures(1, 2, 1)


def _words(text: str, word: str) -> dict[str, Any]:
    return {"start": text.index(word), "end": text.index(word) + len(word)}


STANDOFF = "T1\tSource 0 4\tChad\nT2\tCue 5 9\tsaid\nT3\tContent 10 15;20 30\tx\nE1\tContent:T3 Cue:T2 Source:T1\n"


def test_labels_of_who_says_what() -> None:
    """Content may come in pieces."""
    assert list(labelled(STANDOFF)) == [Pair(((0, 4),), ((5, 9),), ((10, 15), (20, 30)))]


@pytest.mark.parametrize(
    ("ours", "cues", "sources", "clauses"),
    [
        (Pair(((0, 4),), ((5, 9),), ((12, 14),)), (1, 1, 1), (1, 1, 1), (1, 1, 1)),
        (Pair(((0, 4),), (), ((12, 14),)), (1, 1, 1), (1, 1, 1), (1, 1, 1)),
        (Pair((), ((5, 9),), ((12, 14),)), (1, 1, 1), (0, 0, 1), (0, 0, 1)),
        (Pair(((40, 44),), ((5, 9),), ((12, 14),)), (1, 1, 1), (0, 1, 1), (0, 1, 1)),
        (Pair(((0, 4),), ((5, 9),), ((16, 18),)), (0, 1, 1), (0, 0, 0), (0, 1, 1)),
    ],
)
def test_attributions_are_compared_by_cue_source_and_clause(
    ours: Pair, cues: tuple[int, int, int], sources: tuple[int, int, int], clauses: tuple[int, int, int]
) -> None:
    """The source of a pair counts once its cue and its content are found."""
    scores = score([Article(list(labelled(STANDOFF)), [ours], [(12, 14)])])
    assert scores["cues"] == figures(*cues)
    assert scores["sources"] == figures(*sources)
    assert scores["clauses"] == figures(*clauses)


def test_sentences_and_actors_of_the_peer() -> None:
    """What is commented out is not there; a plus begins another name."""
    xml = (
        '<Sentence date="1" id="A-1"><EventCoding sourcecode="ARN" eventcode="064"></EventCoding>'
        '<Text>\nArnor left\nGondor.</Text></Sentence><!-- <Sentence id="B"><Text>No.</Text></Sentence> -->'
        '<Sentence id="C-1"><EventCoding noevents="True"></EventCoding><Text>Rain.</Text></Sentence>'
    )
    assert list(petrarch.sentences(xml)) == [
        petrarch.Sentence("000-A-1", "Arnor left Gondor.", coded=True),
        petrarch.Sentence("001-C-1", "Rain.", coded=False),
    ]
    assert petrarch.actors("MINAS_TIRITH [GON] # x\n+ANORIEN\n# no\nROHAN [ROH]\n") == {
        "Minas Tirith": ["Anorien"],
        "Rohan": [],
    }


def test_every_file_is_read_as_text_whatever_its_bytes(tmp_path: Path) -> None:
    """As far as was asked for."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.xml").write_bytes(b"<a>\xff</a>")
    assert list(crash.pieces(tmp_path, 4)) == [{"id": "sub/a.xml", "text": "<a>�"}]
    assert list(crash.pieces(tmp_path, 0)) == [{"id": "sub/a.xml", "text": "<a>�</a>"}]


GUM = """# newdoc id = GUM_news_tide
# meta::dateCreated = 2021-03-02
# newpar
# text = Tides, 1987.
1\tTides\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\t,\t_\t_\t_\t_\t_\t_\t_\t_
3\t1987\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|XML=<date when:::"1987"></date>
4\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
# text = It'll rise until last week.
1-2\tIt'll\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\t_\t_\t_\t_\t_\t_\t_\t_
2\t'll\t_\t_\t_\t_\t_\t_\t_\t_
3\trise\t_\t_\t_\t_\t_\t_\t_\t_
4\tuntil\t_\t_\t_\t_\t_\t_\t_\t_
5\tlast\t_\t_\t_\t_\t_\t_\t_\tXML=<hi><date from:::"2021-02-22" to:::"2021-02-28">
6\tweek\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|XML=</date></hi>
7\t.\t_\t_\t_\t_\t_\t_\t_\tXML=<date when:::"--09"></date>

"""


def test_the_dates_of_gum_stand_in_the_text_with_their_first_and_last_day() -> None:
    """Words written as one share their characters, and a date that no calendar has is left out."""
    (text,) = dates.texts(GUM)
    assert (text.genre, text.made, text.text) == ("news", "2021-03-02", "Tides, 1987.\n\nIt'll rise until last week.")
    assert [(text.text[slice(*one.words)], str(one.first), str(one.last)) for one in text.dates] == [
        ("1987", "1987-01-01", "1987-12-31"),
        ("last week", "2021-02-22", "2021-02-28"),
    ]


def _day(day: int) -> date:
    return date(2021, 2, day)


@pytest.mark.parametrize(
    ("readings", "counts"),
    [
        (((_day(22), _day(28)),), (1, 1)),
        (((_day(22), _day(23)), (_day(22), _day(28))), (1, 1)),
        (((_day(22), _day(27)),), (0, 1)),
        (((None, None),), (0, 0)),
    ],
)
def test_a_date_is_right_when_both_ends_are(readings: dates.Readings, counts: tuple[int, int]) -> None:
    """What has no value is found, but neither right nor wrong; another date without a match is missed."""
    labels = [dates.Labelled((0, 9), _day(22), _day(28)), dates.Labelled((20, 24), _day(1), None)]
    shown = dates.score([(labels, [dates.Seen((4, 12), readings)])])
    assert shown["found"] == {"agree": 1, "of": 2}
    assert (shown["right"]["tp"], shown["right"]["pred"], shown["right"]["gold"]) == (*counts, 2)


MENTIONS = {("a", 1): "x", ("a", 2): "y", ("b", 1): "x", ("b", 2): "y"}


@pytest.mark.parametrize(
    ("ours", "precision", "recall"),
    [
        ({("a", 1): "p", ("a", 2): "q", ("b", 1): "p", ("b", 2): "q"}, 1.0, 1.0),
        (dict.fromkeys(MENTIONS, "p"), 0.5, 1.0),
        ({key: str(number) for number, key in enumerate(MENTIONS)}, 1.0, 0.5),
        ({("a", 1): "p", ("a", 2): "q", ("b", 1): "p", ("b", 2): "p"}, 0.667, 0.75),
    ],
)
def test_b_cubed_counts_each_label_once(ours: dict[tuple[str, int], str], precision: float, recall: float) -> None:
    """All in one has full recall, all apart full precision; a wrong join costs those that it touches."""
    found = linking.b_cubed(list(MENTIONS), MENTIONS, ours)
    assert (found["precision"], found["recall"]) == (precision, recall)
    assert (found["labels"], found["acts"]) == (4, 2)


def test_b_cubed_of_nothing() -> None:
    """Where nothing is matched, nothing is divided by."""
    assert linking.b_cubed([], {}, {})["f1"] == 0.0


def test_every_label_of_the_seeds_has_its_act() -> None:
    """The names of the acts cover the labels of the shipped dispatches, one act at most once in an article."""
    named = linking.named()
    labels = linking.core(linking.SHIPPED)
    assert {(one["doc"], one["n"]) for one in labels} <= set(named)
    told = [(doc, act) for (doc, _), act in named.items()]
    assert len(told) == len(set(told))


NEWS = "Chad's Defence Ministry met Ali Moussa. Moussa left for Mali, Chadian police said. The ministry is in Chad."


def label(canonical: str, kind: str, *aliases: str, country: str | None = "TCD", **more: Any) -> dict[str, Any]:
    """A label of an entity."""
    same = {"doc": "n", "demonyms": [], "metonyms": [], "boilerplate": False, "note": None}
    return {**same, "canonical": canonical, "kind": kind, "aliases": list(aliases), "country": country, **more}


LABELS = [
    label("Chad", "State", "Chad", demonyms=["Chadian"]),
    label("Mali", "State", "Mali", country="MLI"),
    label("Ministry of Defence (Chad)", "GovernmentBody", "Chad's Defence Ministry"),
    label("Ali Moussa", "Official", "Ali Moussa", "Moussa"),
]


def found_in_news(*mentions: tuple[str, str, str, int]) -> list[entities.Article]:
    """The labelled article with what a graph says of it: key, class, words and which of the places with these words."""
    known = []
    for key, cls, words, nth in mentions:
        start = -1
        for _ in range(nth + 1):
            start = NEWS.index(words, start + 1)
        known.append(entities.Mentioned(key, cls, "TCD", (start, start + len(words)), words))
    return entities.articles(LABELS, {"n": NEWS}, {"n": known})


RIGHT = (
    ("state/TCD", "State", "Chad", 0),
    ("body/defence-tcd", "GovernmentBody", "Chad's Defence Ministry", 0),
    ("person/ali", "Official", "Ali Moussa", 0),
    ("person/ali", "Official", "Moussa", 1),
    ("state/TCD", "State", "Chadian", 0),
    ("state/TCD", "State", "Chad", 2),
)


def test_an_entity_is_found_by_its_words_and_unnamed_ones_do_not_count() -> None:
    """Mali is missed; the police have no name; the ministry's second mention is none of its names."""
    police = ("body/police-tcd", "GovernmentBody", "Chadian police", 0)
    got = entities.score(found_in_news(*RIGHT, police, ("official/1/x", "Official", "left", 0)))
    assert (got["kind"]["tp"], got["kind"]["pred"], got["kind"]["gold"]) == (3, 3, 4)
    assert got["identity"] == got["kind"]
    assert got["state"] == {"agree": 3, "of": 3}


def test_two_nodes_for_one_person_and_one_for_two_are_no_identity() -> None:
    split = [*RIGHT[:3], *RIGHT[4:], ("person/moussa", "Official", "Moussa", 1)]
    got = entities.score(found_in_news(*split))
    assert (got["kind"]["tp"], got["identity"]["tp"], got["identity"]["pred"]) == (3, 2, 4)
    shared = [("state/TCD", "State", "Chad", 2), ("state/TCD", "State", "Mali", 0)]
    got = entities.score(found_in_news(*shared))
    assert (got["kind"]["tp"], got["identity"]["tp"]) == (2, 0)


def test_a_wrong_kind_is_an_identity_still() -> None:
    got = entities.score(found_in_news(("org/mali", "Organization", "Mali", 0)))
    assert (got["kind"]["tp"], got["identity"]["tp"]) == (0, 1)
