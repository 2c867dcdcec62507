"""Which groups of claims, each of one article, are about one act: the heart of linking across articles.

Groups join clusters one after the other, in an order that only what they say decides: those that tell most first. A
group joins the cluster with which it has most in common (:mod:`kg.linking.scoring`), if that is enough and nothing
speaks against it. No cluster has two days, mirror images, or two groups of one article. A group that fits two acts
equally well joins neither, unless one of them is told by twice as many articles; what else it could be is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce

from kg.agreement import Side, View, merged, same_act, same_days
from kg.linking.blocks import FRESH, Blocks
from kg.linking.groups import Group, Window, numbers
from kg.linking.pins import NO_PINS, Pins
from kg.linking.scoring import (
    ENOUGH,
    PARTY,
    SAME_ACT,
    SAME_DAY,
    TWICE,
    UNLIKE,
    Agreement,
    compare,
    killed,
    local,
    parties,
)
from kg.linking.stories import placed
from kg.ontology import Ontology

#: Articles so many days apart bring the same news.
NEWS = 2
#: So many unnamed groups of a side are kept for comparison; most are of one article and never met again.
VAGUE = 16

#: Who acts and who suffers.
Direction = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """A group in its cluster: what it had in common with the groups that were there before it (``None`` for the first,
    or when a pin put it there), and one group of each other cluster that it could as well have joined."""

    group: Group
    agreement: Agreement | None = None
    rivals: tuple[Group, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of several articles taken for one act, in the order in which they joined."""

    members: tuple[Member, ...]
    view: View

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups alone."""
        return tuple(member.group for member in self.members)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Groups that pins hold together, nearly always one, and what they say."""

    groups: tuple[Group, ...]
    view: View
    about: frozenset[int] = frozenset()

    @property
    def first(self) -> Group:
        """The group that says when the articles are from."""
        return self.groups[0]


@dataclass(slots=True)
class _Open:
    """A cluster that still grows; ``window`` and ``story`` are those of its first group. The days of one that pins have
    ``held`` together are no more narrowed down."""

    number: int
    view: View
    window: Window | None
    story: str
    about: frozenset[int] = frozenset()
    members: list[Member] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    banned: set[str] = field(default_factory=set)
    directions: set[Direction] = field(default_factory=set)
    held: bool = False

    def take(self, unit: _Unit, agreement: Agreement | None, rivals: Iterable[_Open], pins: Pins) -> None:
        """Add the groups of a unit."""
        others = tuple(rival.members[0].group for rival in rivals)
        for group in unit.groups:
            pinned = group is not unit.first
            self.members.append(Member(group, None if pinned else agreement, () if pinned else others, pinned))
            self.documents.add(group.doc)
            self.banned.update(pins.different.get(group.key, ()))
            self.directions.update(_directions(group.view))
        days = unit.view.days if len(unit.groups) > 1 else self.view.days if self.held else None
        together = _bounded(merged(self.view, unit.view))
        self.held = self.held or len(unit.groups) > 1
        self.view = replace(together, days=days) if self.held and days else together
        self.about |= unit.about


def cluster(groups: Iterable[Group], ontology: Ontology, pins: Pins = NO_PINS) -> list[Cluster]:
    """Return the clusters; who claims responsibility is linked last, when it is known for which act."""
    found: list[_Open] = []
    blocks = Blocks[_Open](ontology)
    of_claim: dict[str, int] = {}
    for each in _units(placed(sorted(groups, key=lambda group: group.key), ontology), pins):
        unit = _about(each, of_claim)
        home, agreement, rivals = _home(unit, blocks, ontology)
        if home is None:
            home = _Open(len(found), unit.view, unit.first.window, unit.first.story)
            found.append(home)
        home.take(unit, agreement, rivals, pins)
        blocks.add(home)
        of_claim.update((claim.key, home.number) for group in unit.groups for claim in group.claims)
    return [Cluster(tuple(one.members), one.view) for one in found]


def _units(groups: Sequence[Group], pins: Pins) -> list[_Unit]:
    """Return the groups, those together that pins hold together, in the order in which they are clustered."""
    held: dict[str, list[Group]] = {}
    for group in sorted(groups, key=_order):
        held.setdefault(pins.same.get(group.key, group.key), []).append(group)
    units = (_Unit(tuple(mine), reduce(_held, (group.view for group in mine))) for mine in held.values())
    return sorted(units, key=lambda unit: (any(c.about for c in unit.first.claims), _order(unit.first)))


def _held(one: View, other: View) -> View:
    """Return what two groups say that a pin holds together; days that do not meet become the time from one to other."""
    both = merged(one, other)
    if one.days and other.days and not same_days(one.days, other.days):
        return replace(both, days=(min(one.days[0], other.days[0]), max(one.days[1], other.days[1])))
    return both


def _order(group: Group) -> tuple[bool, int, bool, int, tuple[date, date], str]:
    """Days first, narrow ones before wide ones, then those that name both sides and tell more."""
    view, unknown = group.view, (date.max, date.max)
    width = (view.days[1] - view.days[0]).days if view.days else 0
    details = bool(view.dead) + any(local(place) for place in view.places)
    return view.days is None, width, not (view.source and view.target), -details, view.days or unknown, group.key


def _about(unit: _Unit, of_claim: Mapping[str, int]) -> _Unit:
    """Return a unit that claims responsibility with the numbers of the clusters that it speaks of."""
    about = {of_claim[c.about] for group in unit.groups for c in group.claims if c.about in of_claim}  # type: ignore[index]
    return replace(unit, about=frozenset(about)) if about else unit


def _home(
    unit: _Unit, blocks: Blocks[_Open], ontology: Ontology
) -> tuple[_Open | None, Agreement | None, list[_Open]]:
    """Return the cluster that a unit joins, why, and others that it could as well have joined.

    Of several with as much in common it is the one that most articles tell of. If these cannot be one act, it has to
    be twice as many."""
    found: list[tuple[_Open, Agreement]] = []
    for other in blocks.near(unit.view, unit.first.window, unit.first.story):
        agreement = _agreement(unit, other, ontology)
        if agreement:
            found.append((other, agreement))
    if not found:
        return None, None, []
    most = max(agreement.points for _, agreement in found)
    best = [(other, agreement) for other, agreement in found if agreement.points == most]
    best.sort(key=lambda pair: (-len(pair[0].documents), -len(pair[0].members), pair[0].number))
    (home, why), rivals = best[0], [other for other, _ in best[1:]]
    apart = [other for other in rivals if not _one_act(home, other, ontology)]
    if any(len(home.documents) < TWICE * len(other.documents) for other in apart):
        return None, None, [home, *apart]
    return home, why, apart


def _agreement(unit: _Unit, other: _Open, ontology: Ontology) -> Agreement | None:
    """Return what a unit has in common with a cluster, if that makes them one act."""
    if any(group.doc in other.documents or group.key in other.banned for group in unit.groups):
        return None
    if unit.about and other.about and not unit.about & other.about:
        return None
    distance = _distance(unit, other)
    if distance is None:
        return None
    about = SAME_ACT if unit.about & other.about else 0
    agreement = compare(other.view, unit.view, ontology, near=distance <= NEWS, about=about)
    if agreement.points < ENOUGH:
        return None
    if _compatible(other.view, unit.view, other.directions, ontology):
        return agreement if _grounds(other.view, unit.view, agreement) else None
    return agreement if _disputed(other.view, unit.view, agreement, ontology) else None


def _disputed(one: View, other: View, agreement: Agreement, ontology: Ontology) -> bool:
    """Whether two views name different groups as the authors of what else is one act: the same on whom, on the very
    day, in a place below the state, with hardly more dead."""
    if one.symmetric or one.source.states or other.source.states or not (one.source.named and other.source.named):
        return False
    first, second = (replace(view, source=Side(), dead=frozenset()) for view in (one, other))
    apart = parties(one.source, other.target) or parties(other.source, one.target)
    certain = agreement.of("day") == SAME_DAY and agreement.of("target") >= PARTY and agreement.of("place") > 0
    known = agreement.of("type") > 0 and agreement.of("killed") > UNLIKE
    return bool(certain and known and not apart and same_act(first, second, ontology))


def _one_act(one: _Open, other: _Open, ontology: Ontology) -> bool:
    """Whether two clusters are only kept apart because an article tells of both."""
    fit = _compatible(one.view, other.view, one.directions, ontology)
    return fit and compare(one.view, other.view, ontology, near=True).points >= ENOUGH


def _compatible(one: View, other: View, directions: Iterable[Direction], ontology: Ontology) -> bool:
    """Whether nothing speaks against two views being of one act."""
    if not same_act(one, other, ontology) or _other_victims(one, other):
        return False
    return not any(_mirrored(mine, theirs) for mine in _directions(other) for theirs in directions)


def _other_victims(one: View, other: View) -> bool:
    """Whether two acts that no state does have numbers of dead that are no matter of counting."""
    return not one.source.states & other.source.states and killed(one, other) == UNLIKE


def _grounds(one: View, other: View, agreement: Agreement) -> bool:
    """Whether both sides are shared; where one side is unknown to both, day and a detail have to be."""
    if one.symmetric or other.symmetric:
        return len(parties(one.source | one.target, other.source | other.target)) > 1
    shared = [bool(agreement.of(role)) for role in ("source", "target")]
    unknown = [not a and not b for a, b in ((one.source, other.source), (one.target, other.target))]
    if all(shared):
        return True
    certain = agreement.detailed() and (bool(one.days and other.days) or agreement.of("about") > 0)
    return certain and any(shared) and all(a or b for a, b in zip(shared, unknown, strict=True))


def _distance(unit: _Unit, other: _Open) -> int | None:
    """Return how many days lie between unit and cluster, ``None`` when too many or nobody knows."""
    if unit.view.days and other.view.days:
        return 0
    mine, theirs = numbers(unit.view.days) or unit.first.window, numbers(other.view.days) or other.window
    if mine and theirs:
        days = max(mine[0] - theirs[1], theirs[0] - mine[1], 0)
        return days if days <= FRESH else None
    return 0 if unit.first.story and unit.first.story == other.story else None


def _directions(view: View) -> Iterator[Direction]:
    """Yield who acts and who suffers, unless they are equals."""
    if not view.symmetric:
        yield view.source.states | view.source.named, view.target.states | view.target.named


def _mirrored(one: Direction, other: Direction) -> bool:
    """Whether somebody acts in the one on whom he suffers from in the other."""
    return any(a != b for a in one[0] & other[1] for b in one[1] & other[0])


def _bounded(view: View) -> View:
    """Return a view that does not grow with the number of articles."""
    if len(view.source.vague) <= VAGUE and len(view.target.vague) <= VAGUE:
        return view
    return replace(view, source=_few(view.source), target=_few(view.target))


def _few(side: Side) -> Side:
    return replace(side, vague=frozenset(sorted(side.vague)[:VAGUE]))
