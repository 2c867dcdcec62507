"""Pins: what a person knows better, that claims are about the same act or about different ones.

A line of a file of pins has three columns, separated by tabs: ``same`` or ``different``, and two claims or events by
their IRI or the end of it (``claim/3f0c...``); a line that begins with ``#`` is a remark. In JSON Lines the columns are
called ``pin``, ``one`` and ``other``. An event stands for the claim that it is named after, so that a pin means the
same whatever articles are added.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.iris import digest
from kg.model import Analysis, Claim

SAME, DIFFERENT = "same", "different"
LINES = ".jsonl"
FORM = f"a line is {SAME!r} or {DIFFERENT!r} and two claims or events by IRI, with tabs between"


class PinError(KgError, ValueError):
    """A file of pins cannot be used, or its pins contradict each other."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Two claims or events, as they are named, that are the same act or not; ``where`` is file and line."""

    same: bool
    one: str
    other: str
    where: str


@dataclass(frozen=True, slots=True)
class Pins:
    """Pins as clustering needs them, by keys of groups: the name of the set of those that are the same, and those that
    are different from each."""

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_PINS = Pins()
#: A pin with the keys of its two groups.
_Held = tuple[Pin, str, str]


def read_pins(path: Path) -> tuple[Pin, ...]:
    """Read a file of pins; raise :class:`PinError` for one that cannot be read, or a line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PinError(f"The pins in {path} cannot be read: {error}. Give a file of text in UTF-8: {FORM}.") from error
    rows = ((f"{path}:{number}", line) for number, line in enumerate(lines, 1))
    columns = _object if path.suffix == LINES else _row
    return tuple(_pin(columns(line, where), where) for where, line in rows if line.strip() and line[0] != "#")


def to_text(pins: Iterable[Pin]) -> str:
    """Return pins as text that :func:`from_text` reads."""
    return json.dumps([[pin.same, pin.one, pin.other, pin.where] for pin in pins], ensure_ascii=False)


def from_text(text: str) -> tuple[Pin, ...]:
    """Return the pins of a text."""
    return tuple(Pin(*row) for row in json.loads(text))


def resolve(pins: Iterable[Pin], analyses: Iterable[Analysis]) -> tuple[Pins, tuple[str, ...]]:
    """Return the pins by keys of groups, and a message for each that names what this build has not.

    Raises :class:`PinError` when pins contradict each other or what an article itself tells as one act."""
    known = _Known([claim for analysis in analyses for claim in analysis.claims])
    held: list[_Held] = []
    missing: list[str] = []
    for pin in pins:
        keys = [known.group(name, pin.where) for name in (pin.one, pin.other)]
        missing += [_unknown(pin, name) for name, key in zip((pin.one, pin.other), keys, strict=True) if key is None]
        if keys[0] is not None and keys[1] is not None:
            held.append((pin, keys[0], keys[1]))
    _check(held)
    different: dict[str, set[str]] = defaultdict(set)
    for pin, one, other in held:
        if not pin.same:
            different[one].add(other)
            different[other].add(one)
    return Pins(_sets(held), {key: frozenset(others) for key, others in sorted(different.items())}), tuple(missing)


class _Known:
    """The groups of claims by the names that a pin may use."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._groups: dict[str, str] = {}
        self._short: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            for key in (claim.key, f"event/{digest(claim.key)}"):
                self._groups[key] = claim.group
                self._short[key.rpartition("/")[2]].add(key)

    def group(self, name: str, where: str) -> str | None:
        """Return the key of the group that a name means, ``None`` when there is none."""
        parts = name.strip().strip("<>").replace("#", "/").split("/")
        if len(parts) > 1:
            return self._groups.get("/".join(parts[-2:]))
        fitting = sorted(self._short.get(parts[0], ()))
        if len(fitting) > 1:
            raise PinError(f"{where}: {name!r} can mean {' or '.join(fitting)}. Write which.")
        return self._groups[fitting[0]] if fitting else None


def _object(line: str, where: str) -> list[object]:
    try:
        read = json.loads(line)
    except ValueError as error:
        raise PinError(f"{where} is no JSON: {error}. Give an object with 'pin', 'one' and 'other'.") from error
    return [read.get(name) for name in ("pin", "one", "other")] if isinstance(read, dict) else []


def _row(line: str, where: str) -> list[object]:
    return [column.strip() for column in line.split("\t")] if where else []


def _pin(columns: Sequence[object], where: str) -> Pin:
    match columns:
        case [str(kind), str(one), str(other)] if kind in (SAME, DIFFERENT) and one and other:
            return Pin(kind == SAME, one, other, where)
    raise PinError(f"{where} is no pin: {FORM}.")


def _unknown(pin: Pin, name: str) -> str:
    return (
        f"{pin.where}: no claim or event of this build is called {name!r}, so the pin does nothing. Copy the IRI from "
        "the graph, or build the article that it is from as well."
    )


def _check(held: Sequence[_Held]) -> None:
    """Raise an error when claims that are pinned apart are one act of an article, or by other pins."""
    for pin, one, other in held:
        if pin.same:
            continue
        if one == other:
            raise PinError(
                f"{pin.where}: {pin.one} and {pin.other} are claims that one article tells of one act; a pin cannot "
                "part them."
            )
        if chain := _chain(one, other, held):
            told = ", ".join(f"{link.one} {SAME} {link.other} ({link.where})" for link in chain)
            raise PinError(
                f"{pin.where}: {pin.one} and {pin.other} cannot be {DIFFERENT}, since other pins make them one: "
                f"{told}. Take one of these lines out."
            )


def _chain(one: str, other: str, held: Sequence[_Held]) -> list[Pin]:
    """Return the shortest way of pins that makes two groups the same, if there is one."""
    ways: dict[str, list[Pin]] = {one: []}
    waiting = deque([one])
    while waiting:
        here = waiting.popleft()
        for pin, there in _beside(here, held):
            if there not in ways:
                ways[there] = [*ways[here], pin]
                waiting.append(there)
    return ways.get(other, [])


def _beside(group: str, held: Sequence[_Held]) -> Iterator[tuple[Pin, str]]:
    """Yield the groups that a pin makes the same as this one."""
    for pin, one, other in held:
        if pin.same and group in (one, other):
            yield pin, other if group == one else one


def _sets(held: Sequence[_Held]) -> Mapping[str, str]:
    """Return the name of the set of each group that is the same as another: the smallest key in it."""
    name: dict[str, str] = {}
    for pin, one, other in held:
        if pin.same and one != other:
            first, second = sorted((name.get(one, one), name.get(other, other)))
            moved = [key for key, of in name.items() if of == second]
            name.update(dict.fromkeys((one, other, *moved), first))
    return dict(sorted(name.items()))
