"""Measures what linking costs as claims grow in number: seconds of one core and memory, on made-up articles.

    python benchmarks/linking.py [--claims 1000 10000 100000] [--undated SHARE] [--json]

Nothing is read and nothing parsed, only ``link()`` is measured: articles of five claims each are drawn from a world of
acts with a fixed seed. A few pairs of states are at war and act daily, many more act now and then; of each act between
one and forty articles tell (few of most), each with its type or a general one, a place or none, a number of dead that
varies, the day or none; a share of the articles has no day of publication and only weekdays. Each size runs in a
process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.isodates import some_weekday  # noqa: E402
from kg.linking.link import link  # noqa: E402
from kg.model import Analysis, Argument, Claim, Document, Entity, Span, Toll, When  # noqa: E402
from kg.ontology import load_ontology  # noqa: E402

STATES, GROUPS, CITIES, YEAR = 60, 40, 12, 365
FORCE = ("Airstrike", "MissileStrike", "DroneStrike", "Shelling", "ArmedAttack", "Bombing")
WORDS = ("Condemnation", "Warning", "UrgeRestraint", "RecallAmbassador", "Meeting", "Negotiation", "Withdrawal")
PER_ARTICLE = 5
HERE = Span(0, 1)


def main() -> None:
    """Print a table, or measure one size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--undated", type=float, default=0.1, help="share of articles without a day of publication")
    parser.add_argument("--json", action="store_true", help="measure the first size here and print its figures as JSON")
    asked = parser.parse_args()
    if asked.json:
        print(json.dumps(measured(asked.claims[0], asked.undated)))
        return
    print("| claims | articles | acts | events | seconds | claims per second | peak MB |\n" + "|---" * 7 + "|")
    for size in asked.claims:
        command = [sys.executable, __file__, "--json", "--claims", str(size), "--undated", str(asked.undated)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        row = "| {claims:,} | {articles:,} | {acts:,} | {events:,} | {seconds:.1f} | {rate:,.0f} | {megabytes:,.0f} |"
        print(row.format(**found), flush=True)


def measured(size: int, undated: float) -> dict[str, float]:
    """Link so many claims and return what it cost; making the articles is not counted."""
    told, acts = articles(size, undated)
    ontology = load_ontology()
    begun = time.process_time()
    links = link(told, ontology)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "claims": size, "articles": len(told), "acts": acts, "events": len(links.events),
        "seconds": seconds, "rate": size / seconds, "megabytes": peak,
    }  # fmt: skip


def articles(size: int, undated: float) -> tuple[list[Analysis], int]:
    """Return articles with so many claims, and how many acts they tell of."""
    drawn = random.Random(4)  # noqa: S311 - a made-up world, the same each time
    entities = tuple(_entities())
    known = {entity.key: entity for entity in entities}
    tellings: list[tuple[int, Claim]] = []
    acts = 0
    while len(tellings) < size:
        act = _act(drawn, acts)
        acts += 1
        often = min(1 + int(drawn.paretovariate(1.2)), 40)
        days = [act[0] + drawn.choice((0, 0, 0, 1, 1, 2)) for _ in range(often)]
        tellings += [(day, _telling(drawn, act, acts, number)) for number, day in enumerate(days)]
    drawn.shuffle(tellings)
    tellings = sorted(tellings[:size], key=lambda one: one[0])
    parts = [tellings[at : at + PER_ARTICLE] for at in range(0, size, PER_ARTICLE)]
    return [_article(drawn, number, part, known, undated) for number, part in enumerate(parts)], acts


def _entities() -> Iterator[Entity]:
    for number in range(STATES):
        yield Entity(f"state/{_code(number)}", "State", f"State {number}", country=_code(number))
        for city in range(CITIES):
            within = (f"place/province-{number}-{city % 4}", f"state/{_code(number)}")
            yield Entity(f"place/city-{number}-{city}", "City", f"City {city}", country=_code(number), within=within)
    yield from (Entity(f"group/group-{number}", "MilitantGroup", f"Group {number}") for number in range(GROUPS))


def _code(number: int) -> str:
    return f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"


#: Day, type, source, target, place, dead.
Act = tuple[int, str, str, str, str | None, int]


def _act(drawn: random.Random, number: int) -> Act:
    """Return an act: a third of them are of three wars, the others of states and groups that rank as by Zipf."""
    day = drawn.randrange(YEAR)
    if number % 3 == 0:
        source, target, kind = *drawn.choice(((0, 1), (1, 0), (2, 3))), drawn.choice(FORCE)
    else:
        source, target = (min(int(drawn.paretovariate(0.7)), STATES) - 1 for _ in range(2))
        target = (source + 1) % STATES if source == target else target
        kind = drawn.choice(WORDS if number % 3 == 1 else FORCE)
    author = f"group/group-{drawn.randrange(GROUPS)}" if number % 6 == 5 else f"state/{_code(source)}"
    place = f"place/city-{target}-{drawn.randrange(CITIES)}" if kind in FORCE else None
    return day, kind, author, f"state/{_code(target)}", place, min(int(drawn.paretovariate(0.8)), 300)


def _telling(drawn: random.Random, act: Act, number: int, told: int) -> Claim:
    """Return how one article tells of an act."""
    day, kind, source, target, place, dead = act
    force = kind in FORCE
    key = f"claim/{number:06x}{told:02x}"
    when = When(HERE, "then", _iso(day), _iso(day)) if drawn.random() < 0.6 else None
    number_of_dead = dead + drawn.choice((0, 0, 0, 1))
    toll = Toll("killed", HERE, "some", number_of_dead, number_of_dead)
    return Claim(
        key,
        "",
        "Assault" if force and drawn.random() < 0.4 else kind,
        HERE,
        HERE,
        f"lexicon#{kind}-{drawn.randrange(3)}",
        (Argument(source, HERE, "x"),) if drawn.random() < 0.9 else (),
        (Argument(target, HERE, "x"),),
        (Argument(place, HERE, "x"),) if place and drawn.random() < 0.6 else (),
        when,
        (toll,) if force and drawn.random() < 0.5 else (),
        group=key,
    )


def _article(
    drawn: random.Random, number: int, part: list[tuple[int, Claim]], known: dict[str, Entity], undated: float
) -> Analysis:
    """Return an article that makes claims; without a day of publication it only has weekdays."""
    name = f"article-{number:06}"
    bare = drawn.random() < undated
    claims = tuple(_of(claim, name, bare) for _, claim in part)
    used = {a.entity for c in claims for a in (*c.source, *c.target, *c.place)}
    published = None if bare else _iso(max(day for day, _ in part))
    return Analysis(Document(name, "", published=published), (), tuple(known[key] for key in sorted(used)), claims)


def _of(claim: Claim, name: str, bare: bool) -> Claim:
    when = claim.when
    if bare and when and when.start:
        when = replace(when, start=None, end=None, pattern=some_weekday(date.fromisoformat(when.start).weekday()))
    return replace(claim, doc=name, when=when)


def _iso(day: int) -> str:
    return (date(2023, 1, 1) + timedelta(day)).isoformat()


if __name__ == "__main__":
    main()
