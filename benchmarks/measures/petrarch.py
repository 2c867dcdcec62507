"""The unit-test sentences of PETRARCH, a peer: states and people that nobody knows, as a test of sturdiness.

Their actors are loaded as a list of names (``kg build --names``). Counted are the sentences that the peer codes at
least one event for, and of these the ones for which we find an event; what it codes follows other conventions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measures.common import Figures, read_lines, write_lines

RECORDS, ACTORS = "corpora/petrarch_unit/PETR.UnitTest.records.xml", "corpora/petrarch_unit/PETR.Validate.actors.txt"
_SENTENCE = re.compile(r"<Sentence (?P<head>[^>]*)>(?P<body>.*?)</Sentence>", re.DOTALL)
_ID = re.compile(r'id="(?P<id>[^"]*)"')
_TEXT = re.compile(r"<Text>(?P<text>.*?)</Text>", re.DOTALL)
_CODED = re.compile(r'<EventCoding [^>]*eventcode=')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the tests, and whether the peer finds an event in it."""

    id: str
    text: str
    coded: bool


def sentences(xml: str) -> Iterator[Sentence]:
    """Yield the sentences; the file is not quite XML, so that it is read by its tags."""
    for number, match in enumerate(_SENTENCE.finditer(_COMMENT.sub("", xml))):
        name, text = _ID.search(match["head"]), _TEXT.search(match["body"])
        if text:
            label = f"{number:03}-{name['id'] if name else ''}"
            yield Sentence(label, " ".join(html.unescape(text["text"]).split()), bool(_CODED.search(match["body"])))


def actors(text: str) -> dict[str, list[str]]:
    """Return the actors of the list with their other names; "+" begins another name of the actor above it."""
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for line in _COMMENT.sub("", text).splitlines():
        name = " ".join(re.split(r"[\[#]", line)[0].replace("_", " ").split()).title()
        if name.startswith("+"):
            last.append(name.removeprefix("+").strip())
        elif name:
            last = found.setdefault(name, [])
    return found


def names(text: str) -> str:
    """Return the actors as a table of names; the invented states are organisations there, since no code is theirs."""
    rows = [f"{name}\tOrganization\t{'|'.join(also)}" for name, also in sorted(actors(text).items())]
    return "\n".join(["label\tclass\taliases", *rows]) + "\n"


def prepare(shared: Path, folder: Path) -> tuple[Path, Path]:
    """Write sentences and names for a build and return where."""
    listed = folder / "petrarch.tsv"
    listed.write_text(names((shared / ACTORS).read_text(encoding="utf-8")), encoding="utf-8")
    rows = ({"id": one.id, "text": one.text} for one in _read(shared))
    return write_lines(folder / "petrarch.jsonl", rows), listed


def measure(shared: Path, events: Path, errors: int = 0) -> Figures:
    """Count the sentences that get an event."""
    told = {one["doc"] for one in read_lines(events)}
    gold = list(_read(shared))
    for one in [one for one in gold if one.coded and one.id not in told][:errors]:
        print("missed", one.id, one.text, sep=" | ")
    coded = [one.id in told for one in gold if one.coded]
    return {"documents": len(gold), "with_event": len(told), "coded": {"agree": sum(coded), "of": len(coded)}}


def _read(shared: Path) -> list[Sentence]:
    return list(sentences((shared / RECORDS).read_text(encoding="utf-8")))
