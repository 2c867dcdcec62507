"""Names of states that others bear too: Georgia, Niger, Congo, Congolese, Korean.

The usual reading stands unless the text speaks for one other: it says what the name lies in or what lies in it, calls
it by another class, joins it to divisions of that country, or names that country and not the usual one. What the text
leaves open is kept as what the name could mean as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.lists import containers
from kg.extract.mentions import Named
from kg.extract.phrases import first_conjunct, root_of
from kg.extract.places import container, said_class
from kg.extract.readings import RENOWN
from kg.extract.scene import Scene
from kg.names.gazetteer import Gazetteer, Name

STATE = "State"
WIDE = frozenset({"Province", "Region"})
#: How sure a reading is for which only the article's other names speak, and one for which nothing does.
TOLD, USUAL = 0.8, 0.7
LONGEST_PLACE = 3
"""Words of a place's name in front of a comma."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often an article names each country without a doubt, and the divisions that its places lie in."""

    countries: Mapping[str, int]
    divisions: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Named], gazetteer: Gazetteer, texts: Mapping[Named, str]) -> Evidence:
        """Return what the names that can mean one country only say."""
        countries: Counter[str] = Counter()
        divisions: set[str] = set()
        for one in names:
            first, *others = readings(one, gazetteer, texts[one])
            likely = {name.country for name in others if not _dwarfed(name, first)}
            seat = gazetteer.government(texts[one])
            if first.country and (likely <= {first.country} or (seat is not None and seat.country == first.country)):
                countries[first.country] += 1
                divisions.update(containers(first, gazetteer))
        return cls(countries, frozenset(divisions))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means, how sure that is, and what it could mean as well."""

    name: Name
    others: tuple[Name, ...] = ()
    confidence: float = 1.0


def readings(one: Named, gazetteer: Gazetteer, text: str) -> tuple[Name, ...]:
    """Return all that a name can mean, the usual first; for a nationality states only."""
    more = gazetteer.peoples(text) if one.demonym else gazetteer.find(text)
    return tuple(dict.fromkeys((*one.readings, *more)))


def rivals(one: Named, gazetteer: Gazetteer, text: str) -> tuple[Name, ...]:
    """Return the other states, or the divisions of other states, that the name of a state can mean."""
    first, *others = readings(one, gazetteer, text)
    own = {first.country, *first.claimed_by}
    classes = {STATE, *WIDE} if first.cls == STATE else {STATE} if first.cls in WIDE else set()
    found = [name for name in others if name.cls in classes and name.country not in own and name.kind != "historical"]
    return tuple(name for name in found if name.country is not None)


def meant(scene: Scene, one: Named, evidence: Evidence) -> Meant:
    """Return what a name with rivals means."""
    text = scene.text(one.start, one.end)
    first, others = one.readings[0], rivals(one, scene.gazetteer, text)
    said = [name for name in others if _is_said(scene, one, name)]
    known = first.country in evidence.countries or _is_said(scene, one, first)
    told = [name for name in others if not known and _is_told(name, evidence)]
    if len(said) == 1:
        return Meant(said[0])
    if len(told) == 1:
        return Meant(told[0], (first,), TOLD)
    left = () if known else tuple(name for name in others if name.cls == STATE or name.country in evidence.countries)
    return Meant(first, left, USUAL if left else 1.0)


def _is_said(scene: Scene, one: Named, name: Name) -> bool:
    """Tell whether the words beside the name say that this reading is meant."""
    around = container(scene, one)
    if around is not None and around.country and around.key not in _joined_keys(scene, one):
        return around.country == name.country and around.key != name.key
    if any(name.key in containers(place, scene.gazetteer) for place in _before(scene, one)):
        return True
    return name.cls in WIDE and (_is_called(scene, one, name) or name.country in _beside(scene, one))


def _is_called(scene: Scene, one: Named, name: Name) -> bool:
    """Tell whether a class word or an office that only divisions have stands at the name: "Niger state"."""
    after = scene.doc[one.end].lemma_.lower() if one.end < len(scene.doc) else ""
    return said_class(scene, one) == name.cls or scene.words.has("division post", after)


def _before(scene: Scene, one: Named) -> tuple[Name, ...]:
    """Return what stands before a comma and the name can mean: "Atlanta, Georgia"."""
    doc, end = scene.doc, one.start - 1
    if end < 1 or doc[end].text != ",":
        return ()
    starts = range(max(doc[end].sent.start, end - LONGEST_PLACE), end)
    found = (scene.gazetteer.find(scene.text(start, end)) for start in starts if doc[start].text.istitle())
    return next((some for some in found if some), ())


def _beside(scene: Scene, one: Named) -> set[str | None]:
    """Return the countries of the divisions that a name is joined to: "Georgia and Florida"."""
    found = (scene.gazetteer.find(text)[:1] for text in _joined(scene, one))
    return {name.country for some in found for name in some if name.cls == "Province"}


def _joined(scene: Scene, one: Named) -> Iterator[str]:
    """Yield the names to which a name is joined by "and" or a comma."""
    root = root_of(scene.doc, one.start, one.end)
    first = first_conjunct(root)
    for token in first.subtree:
        if token != root and token.pos_ == "PROPN" and (token == first or first_conjunct(token) == first):
            start = min((child.i for child in token.lefts if child.dep_ in {"compound", "amod"}), default=token.i)
            yield scene.text(start, token.i + 1)


def _joined_keys(scene: Scene, one: Named) -> set[str]:
    return {name.key for text in _joined(scene, one) for name in scene.gazetteer.find(text)[:1]}


def _is_told(name: Name, evidence: Evidence) -> bool:
    """Tell whether the article names the state, or for a division a place in it."""
    return name.key in evidence.divisions if name.cls in WIDE else name.country in evidence.countries


def _dwarfed(name: Name, first: Name) -> bool:
    return bool(first.population) and (first.population or 0) > RENOWN * max(name.population or 0, 1)
