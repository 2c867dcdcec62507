"""Fill the column ``wikidata`` of ontology/names/states.tsv from the borders data of country-coder.

``@rapideditor/country-coder`` (npm, ISC licence; 5.6.1 was used) has the Wikidata number, the name and the ISO codes of
each state and territory: `npm pack @rapideditor/country-coder && tar xzf rapideditor-country-coder-*.tgz`, then
`PYTHONPATH=. python training/names/wikidata_states.py package/src/data/borders.json`.

A number is taken when it is certain: of one feature that has both our code and one of our names, or has our label and
belongs to our code (Denmark is not the Kingdom of Denmark), or has our label and no code at all, as we have none.
Historical states have none. It prints what the table has and the data does not.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.names.lists import Row, fold, rows

TABLE = Path(__file__).parents[2] / "ontology" / "names" / "states.tsv"
Feature = Mapping[str, Any]


def number_of(row: Row, features: Sequence[Feature]) -> str:
    """Return the Wikidata number of a state, empty when none or several are certain."""
    names = {fold(name) for name in (row["label"], *row.values("names"))}
    found = [one["wikidata"] for one in features if _fits(row, one) and fold(one.get("nameEn", "")) in names]
    labelled = [one["wikidata"] for one in features if _fits(row, one) and fold(one["nameEn"]) == fold(row["label"])]
    certain = set(labelled) or set(found)
    return certain.pop() if len(certain) == 1 else ""


def _fits(row: Row, one: Feature) -> bool:
    """Tell whether a feature has the state's code, is the part of it that bears its name, or has no code as it."""
    if row["status"] == "historical":
        return False
    own = one.get("iso1A3") == row["id"]
    part = bool(row["iso2"]) and one.get("country") == row["iso2"] and "iso1A3" not in one
    codeless = not row["iso2"] and "iso1A2" not in one and "country" not in one and "level" not in one
    return own or (part and fold(one.get("nameEn", "")) == fold(row["label"])) or codeless


def filled(text: str, numbers: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the table with the column filled."""
    head, *lines = text.splitlines()
    place = head.split("\t").index("wikidata")
    yield head
    for line in lines:
        cells = line.split("\t")
        cells[place] = numbers[cells[0]]
        yield "\t".join(cells)


def main(arguments: list[str]) -> None:
    """Fill the table in place."""
    data = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    features = [one["properties"] for one in data["features"] if one["properties"].get("nameEn")]
    numbers = {row["id"]: number_of(row, features) for row in rows(TABLE)}
    TABLE.write_text("".join(f"{line}\n" for line in filled(TABLE.read_text(encoding="utf-8"), numbers)), "utf-8")
    sys.stdout.write("".join(f"{code}: no number that is certain\n" for code, number in numbers.items() if not number))


if __name__ == "__main__":
    main(sys.argv[1:])
