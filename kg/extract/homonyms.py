"""Names of states that others bear too: Congo, Congolese, Korean; Georgia beside Florida.

The usual reading stands unless the text speaks for one other: it says what the name lies in, joins it to divisions of
another state, or names that other state and not the usual one. What the text leaves open is kept as what the name could
mean as well. A division of the name is otherwise chosen as places are (:mod:`kg.extract.readings`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.mentions import Named
from kg.extract.phrases import first_conjunct, root_of
from kg.extract.places import container
from kg.extract.readings import dwarfed
from kg.extract.scene import Scene
from kg.names.gazetteer import Gazetteer, Name

STATE = "State"
WIDE = frozenset({"Province", "Region"})
#: How sure a reading is for which only the article's other names speak, and one for which nothing does.
TOLD, USUAL = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means, how sure that is, and what it could mean as well."""

    name: Name
    others: tuple[Name, ...] = ()
    confidence: float = 1.0


def countries(names: Iterable[Named], gazetteer: Gazetteer, texts: Mapping[Named, str]) -> Mapping[str, int]:
    """Count the countries that an article names without a doubt: by names that can mean one only."""
    found: Counter[str] = Counter()
    for one in names:
        first, *others = readings(one, gazetteer, texts[one])
        likely = {name.country for name in others if not dwarfed(name, first)}
        seat = gazetteer.government(texts[one])
        if first.country and (likely <= {first.country} or (seat is not None and seat.country == first.country)):
            found[first.country] += 1
    return found


def readings(one: Named, gazetteer: Gazetteer, text: str) -> tuple[Name, ...]:
    """Return all that a name can mean, the usual first; for a nationality states only."""
    more = gazetteer.peoples(text) if one.demonym else gazetteer.find(text)
    return tuple(dict.fromkeys((*one.readings, *more)))


def is_shared(scene: Scene, one: Named) -> bool:
    """Tell whether a name is that of several states, or of a state and here of a division of another."""
    return bool(_states(scene, one)) or _division(scene, one) is not None


def meant(scene: Scene, one: Named, named: Mapping[str, int]) -> Meant:
    """Return what a shared name means; ``named`` are the countries that the article names without a doubt."""
    first, others = one.readings[0], _states(scene, one)
    division = _division(scene, one)
    said = [name for name in ((division,) if division else others) if division or _is_said(scene, one, name)]
    known = first.country in named or _is_said(scene, one, first)
    told = [name for name in others if not known and name.country in named]
    if len(said) == 1:
        return Meant(said[0])
    if len(told) == 1:
        return Meant(told[0], (first,), TOLD)
    return Meant(first) if known else Meant(first, others, USUAL)


def _states(scene: Scene, one: Named) -> tuple[Name, ...]:
    """Return the states that a name of a state, or of a region, can mean beside its usual reading."""
    first = one.readings[0]
    if first.cls not in {STATE, *WIDE}:
        return ()
    others = readings(one, scene.gazetteer, scene.text(one.start, one.end))[1:]
    own = {first.country, *first.claimed_by}
    return tuple(n for n in others if n.cls == STATE and n.country not in own and n.kind != "historical")


def _division(scene: Scene, one: Named) -> Name | None:
    """Return the division that the name of a state means beside an office or other divisions: "Georgia and Florida"."""
    first, *others = one.readings
    divisions = [name for name in others if name.cls == "Province" and name.country != first.country]
    if first.cls != STATE or not divisions:
        return None
    after = scene.doc[one.end].lemma_.lower() if one.end < len(scene.doc) else ""
    office, beside = scene.words.has("division post", after), _beside(scene, one)
    said = [name for name in divisions if office or name.country in beside]
    return said[0] if len(said) == 1 else None


def _is_said(scene: Scene, one: Named, name: Name) -> bool:
    """Tell whether the words beside the name say that this reading is meant."""
    around = container(scene, one)
    if around is None or not around.country or around.key in _joined_keys(scene, one):
        return False
    return around.country == name.country and around.key != name.key


def _beside(scene: Scene, one: Named) -> set[str | None]:
    """Return the countries of the divisions that a name is joined to."""
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


def halves(names: Iterable[Named], gazetteer: Gazetteer) -> Mapping[str, Name]:
    """Return the words that tell two states apart of which the article names one: North and South, of Korea."""
    named = {one.readings[0] for one in names if one.readings and one.readings[0].cls == STATE}
    found: dict[str, set[Name]] = {}
    for state in sorted((name for name in named if name.label.count(" ") == 1), key=lambda name: name.key):
        same = [name for name in gazetteer.names.values() if name.cls == STATE and _is_half(name, state)]
        for name in (state, *same) if same else ():
            found.setdefault(name.label.split()[0], set()).add(name)
    return {word: several.pop() for word, several in found.items() if len(several) == 1}


def _is_half(name: Name, state: Name) -> bool:
    """Tell whether a state's name differs from another's by its first word only, both of today or both of the past."""
    words = name.label.split()
    same = len(words) == 2 and words[1] == state.label.split()[1] and name != state
    return same and (name.kind == "historical") == (state.kind == "historical")
