"""How claims of one event stand to one another, slot by slot: they are equal, refine, go together or conflict.

:mod:`kg.linking.verdicts` says how two values stand; here it is decided which claims are compared. For each article and
wording of a value one claim speaks. Those of one value are compared with its first one, and of two values each with the
first of the other, so that the number of comparisons grows with that of the claims and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.agreement import Entities, Side, days, side
from kg.linking import verdicts
from kg.linking.kinds import counts
from kg.linking.verdicts import MANY, Number, Standing, World
from kg.model import Argument, Claim, Comparison, Harm, Toll
from kg.ontology import Ontology
from kg.tolls import HARMS, figure

#: So many values of a slot, those that most articles give, are compared with all the others.
WITNESSES = 12
#: The slot in which what is asserted and what is denied conflict; that two claims assert the same is not worth a word.
STANCE = "stance"
#: The slots that make up what is denied.
DENIED = ("type", "source", "target", "place")
#: Classes of authors of whom some may be among the dead themselves.
ARMED = ("MilitantGroup", "Group")


@dataclass(frozen=True, slots=True)
class Slot:
    """How a slot is read and compared. ``wording`` is what the words name (which entities), ``value`` what they come to
    (an air force is its state); it is false where a claim says nothing."""

    wording: Callable[[Claim], Hashable]
    value: Callable[[Claim], Any]
    compare: Callable[[Any, Any], Standing | None]


def slots(entities: Entities, ontology: Ontology, claims: Iterable[Claim] = ()) -> Mapping[str, Slot]:
    """The slots in which the claims are compared."""
    world = World(entities, ontology)
    dead = _dead(claims, world)
    return {
        "source": _party("source", verdicts.of_sources, world),
        "target": _party("target", verdicts.of_targets, world),
        "place": _plain(_places, lambda one, other: verdicts.of_places(one, other, world)),
        "date": _plain(lambda claim: days(claim.when), verdicts.of_days),
        **{str(harm): _number(harm, ontology) for harm in HARMS},
        "victims": _plain(lambda c: dead.get(c.key), lambda one, other: verdicts.of_victims(one, other, ontology)),
        "type": _plain(lambda claim: claim.type, lambda one, other: verdicts.of_types(one, other, ontology)),
    }


def relations(claims: Sequence[Claim], entities: Entities, ontology: Ontology) -> list[Comparison]:
    """The comparisons between claims of one event, in the order of their keys."""
    ordered = sorted(claims, key=lambda c: (c.doc, c.trigger.start, c.key))
    told = [claim for claim in ordered if claim.stance != "denied"]
    known = slots(entities, ontology, told)
    found = [comparison for name, slot in known.items() for comparison in _slot(name, told, slot)]
    return sorted([*found, *_denials(ordered, known)], key=lambda c: (c.one, c.other, c.slot))


def _denials(claims: Sequence[Claim], known: Mapping[str, Slot]) -> Iterator[Comparison]:
    """Each denial against the first claim of each article that says what it denies: "it did not hit civilians" is no
    answer to "it hit a base"."""
    asserted = [claim for claim in claims if claim.stance == "asserted"]
    denied = [claim for claim in claims if claim.stance == "denied" and (claim.source or claim.target)]
    for denial in denied[:WITNESSES]:
        for other in _of_articles([claim for claim in asserted if _says(claim, denial, known)]):
            yield _comparison("conflicts", denial, other, STANCE)


def _says(claim: Claim, denial: Claim, known: Mapping[str, Slot]) -> bool:
    """Whether a claim says all that another one denies."""
    for name in DENIED:
        slot = known[name]
        said, told = slot.value(claim), slot.value(denial)
        if told and not (said and slot.compare(said, told) in ("equal", "refines", "compatible")):
            return False
    return True


def _slot(name: str, claims: Sequence[Claim], slot: Slot) -> Iterator[Comparison]:
    voices = _voices(claims, slot)
    yield from (_comparison("equal", said[0], other, name) for said in voices.values() for other in said[1:])
    firsts = {value: _of_articles(said) for value, said in voices.items()}
    ranked = sorted(firsts, key=lambda value: -len(firsts[value]))
    for place, one in enumerate(ranked[:WITNESSES]):
        for other in ranked[place + 1 :]:
            if standing := slot.compare(one, other):
                for first, second in _pairs(firsts[one], firsts[other]):
                    yield _comparison(standing, first, second, name)


def _voices(claims: Sequence[Claim], slot: Slot) -> dict[Any, list[Claim]]:
    """For each value the first claim of each article and wording."""
    spoken: dict[tuple[str, Hashable], Any] = {}
    found: dict[Any, list[Claim]] = {}
    for claim in claims:
        if value := slot.value(claim):
            voice = claim.doc, slot.wording(claim)
            if spoken.setdefault(voice, claim.key) == claim.key:
                found.setdefault(value, []).append(claim)
    return found


def _of_articles(said: Sequence[Claim]) -> list[Claim]:
    """The first claim of each article."""
    first: dict[str, Claim] = {}
    for claim in said:
        first.setdefault(claim.doc, claim)
    return list(first.values())


def _pairs(ones: Sequence[Claim], others: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The first of each with all of the other."""
    yield from ((ones[0], other) for other in others)
    yield from ((one, others[0]) for one in ones[1:])


def _comparison(standing: Standing, one: Claim, other: Claim, slot: str) -> Comparison:
    if standing == "refines":
        return Comparison("refines", one.key, other.key, slot)
    if standing == "refined":
        return Comparison("refines", other.key, one.key, slot)
    return Comparison(standing, min(one.key, other.key), max(one.key, other.key), slot)


def _plain(value: Callable[[Claim], Any], compare: Callable[[Any, Any], Standing | None]) -> Slot:
    """A slot whose words come to what they name."""
    return Slot(value, value, compare)


def _party(role: str, compare: Callable[[Side, Side, World], Standing | None], world: World) -> Slot:
    """A side; among equals it does not matter on which of the two somebody stands."""

    def named(claim: Claim) -> tuple[Argument, ...]:
        equals = world.ontology.event_type(claim.type).symmetric
        said = (*claim.source, *claim.target) if equals else getattr(claim, role)
        return tuple(argument for argument in said if not _is_place(argument.entity, world))

    return Slot(
        lambda claim: frozenset(argument.entity for argument in getattr(claim, role)),
        lambda claim: _called(side(named(claim), world.entities, world.ontology), world),
        lambda one, other: compare(one, other, world),
    )


def _called(parties: Side, world: World) -> Side:
    """A side with its unnamed people by their labels: they have a key of their own in each article."""
    return replace(parties, vague=frozenset(world.entities[key].label.casefold() for key in parties.vague))


def _is_place(key: str, world: World) -> bool:
    return world.is_a(key, "Place") and not world.is_a(key, "Agent")


def _places(claim: Claim) -> frozenset[str]:
    return frozenset(argument.entity for argument in claim.place)


def _number(harm: Harm, ontology: Ontology) -> Slot:
    """How many people came to a harm; that no crew did says nothing of the others."""

    def value(claim: Claim) -> Number | None:
        toll = figure(claim.tolls, harm)
        if toll is None or (toll.max == 0 and toll.victims and not toll.kinds):
            return None
        open_ended = toll.max is None or not counts(toll)
        return Number(toll.min or 0, MANY if open_ended else toll.max or 0, frozenset(toll.kinds))

    return _plain(value, lambda one, other: verdicts.of_numbers(one, other, ontology))


def _is_toll(toll: Toll) -> bool:
    """Whether a number is that of all who were harmed."""
    return not toll.partial and toll.min != 0 and counts(toll)


def _dead(claims: Iterable[Claim], world: World) -> dict[str, frozenset[str]]:
    """The kinds of people who were killed, by claim: all that its speaker tells of in the article. Who says that
    militants and civilians died does not contradict himself."""
    found = {claim.key: (_speaker(claim), kinds) for claim in claims if (kinds := _victims(claim, world))}
    of_speaker: dict[Hashable, frozenset[str]] = {}
    for speaker, kinds in found.values():
        of_speaker[speaker] = of_speaker.get(speaker, frozenset()) | kinds
    return {key: of_speaker[speaker] for key, (speaker, _) in found.items()}


def _speaker(claim: Claim) -> Hashable:
    """Who speaks in which article."""
    return claim.doc, frozenset(argument.entity for argument in claim.claimer)


def _victims(claim: Claim, world: World) -> frozenset[str]:
    """What kinds of people were killed, where it says so of all; in a fight each side counts the other's dead."""
    dead = [toll for toll in claim.tolls if toll.harm == "killed" and _is_toll(toll)]
    fight = world.ontology.event_type(claim.type).symmetric or any(world.is_a(a.entity, *ARMED) for a in claim.source)
    return frozenset() if fight or not all(t.kinds for t in dead) else frozenset(k for t in dead for k in t.kinds)
