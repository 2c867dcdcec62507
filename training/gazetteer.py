"""Facts of the World Factbook with which one guideline for names is laid over all corpora.

A state, province or city is a place even where it acts ("Islamabad warned"); a nationality is a nationality
even where it means the state's people or government ("the Iranians").
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from wordlists import words


@dataclass(frozen=True)
class Gazetteer:
    """Names of places and of peoples, in lower case."""

    places: frozenset[str]
    peoples: frozenset[str]

    def knows(self, name: str, label: str) -> bool:
        """Say whether a list has the name under this label."""
        return name.lower() in (self.places if label == "LOC" else self.peoples if label == "NORP" else ())

    def relabel(self, name: str, label: str) -> str:
        """Return the label that the guideline gives to a name labelled otherwise in a corpus."""
        plain = re.sub(r"^the ", "", name.lower().replace(" - ", "-"))
        if label == "LOC" and plain in words("organisations taken for places"):
            return "ORG"
        if label in {"ORG", "OTH", "MISC", "NORP"} and plain in self.places:
            return "LOC"
        if label in {"OTH", "MISC", "NORP", "LOC", "ORG", "PERSON"} and plain in self.peoples:
            return "NORP"
        return label


def read_gazetteer(folder: Path) -> Gazetteer:
    """Collect short names, capitals and demonyms of all states."""
    places, peoples = set(words("more places")), set()
    for path in sorted(folder.glob("*/*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        government = facts.get("Government", {})
        names = government.get("Country name", {}) if isinstance(government, dict) else {}
        for key in ("conventional short form", "conventional long form"):
            places.update(_plain(names.get(key, {}).get("text", "")))
        places.update(_plain(government.get("Capital", {}).get("name", {}).get("text", "")))
        nationality = facts.get("People and Society", {}).get("Nationality", {})
        for key in ("noun", "adjective"):
            peoples.update(_peoples(nationality.get(key, {}).get("text", "")))
    places.discard("none")
    return Gazetteer(frozenset(places), frozenset(peoples - places))


def _plain(text: str) -> list[str]:
    text = re.sub(r"<[^>]+>|\(.*?\)|;.*", "", text).strip().lower()
    return [text] if text and len(text) < 40 else []


def _peoples(text: str) -> list[str]:
    text = re.sub(r"<[^>]+>", "", text.lower())
    found = []
    for part in re.split(r",| or |;|\(note|note", text):
        base = re.sub(r"\(.*?\)", "", part).strip()
        if base and len(base) < 25:
            found += [base, base + "s"]
    return found
