"""Compare ontology/names/states.tsv with the codes of ISO 3166 and, if its folder is given, the CIA World Factbook.

Prints what differs, for a person to judge: `PYTHONPATH=. python training/names/check_states.py [FACTBOOK_FOLDER]`.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
from geonames import countries

from kg.names.lists import Row, fold, rows

TABLE = Path(__file__).parents[2] / "ontology" / "names" / "states.tsv"
NO_ISO_CODE = {"XKX", "XAB", "XNC", "XSL", "XSO", "XTN"}  # user-assigned codes


def codes(states: dict[str, Row]) -> Iterator[str]:
    """Differences from ISO 3166-1."""
    current = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    listed = {code for code, row in states.items() if row["status"] != "historical"} - NO_ISO_CODE
    yield from (f"{code}: in ISO 3166, not in the table" for code in sorted(current.keys() - listed))
    yield from (f"{code}: in the table, not in ISO 3166" for code in sorted(listed - current.keys()))
    for code in sorted(listed & current.keys()):
        if states[code]["iso2"] != current[code]:
            yield f"{code}: alpha-2 is {current[code]}, not {states[code]['iso2']}"


def text_of(entry: dict[str, Any], *path: str) -> str:
    """The text at a path of an entry of the Factbook, empty when there is none."""
    for part in path:
        entry = entry.get(part, {})
    return re.sub("<[^>]*>|&nbsp;", "", entry.get("text", "") if "text" in entry else "")


def facts(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(column, value) pairs that an entry of the Factbook suggests."""
    names = ("Government", "Country name")
    for form in ("conventional short form", "conventional long form"):
        name = text_of(entry, *names, form)
        if name and name != "none" and len(name) < 50:
            yield "names", name
    capital = re.split(r"[;(,]", text_of(entry, "Government", "Capital", "name"))[0].strip()
    if capital:
        yield "capital", capital
    adjective = re.split(r"[;(,]| or ", text_of(entry, "People and Society", "Nationality", "adjective"))[0].strip()
    if adjective and adjective not in {"NA", "none"}:
        yield "demonyms", adjective


def factbook(states: dict[str, Row], folder: Path) -> Iterator[str]:
    """What the Factbook says and the table lacks."""
    for country in countries().values():
        row = states.get(country["iso3"])
        found = sorted(folder.glob(f"*/{country['fips'].lower()}.json")) if country["fips"] else []
        if row is None or not found:
            continue
        known = {fold(v) for c in ("label", "names", "capital", "governments", "demonyms") for v in row.values(c)}
        for column, value in facts(json.loads(found[0].read_text(encoding="utf-8"))):
            if fold(value) not in known:
                yield f"{country['iso3']}: {column} lacks {value!r}"


def main(arguments: list[str]) -> None:
    """Print the differences."""
    states = {row["id"]: row for row in rows(TABLE)}
    differences = [*codes(states), *(factbook(states, Path(arguments[0])) if arguments else ())]
    sys.stdout.write("".join(f"{line}\n" for line in differences))


if __name__ == "__main__":
    main(sys.argv[1:])
