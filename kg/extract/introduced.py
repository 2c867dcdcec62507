"""Names that the words around them introduce: "a group called the Black Scorpions", "the Sword of Mosul, a militia".

The pipeline marks such names badly, because nobody has written of them before: it cuts them short, or does not see them
at all. What a text introduces as the name of a group is taken whole, as far as its capitals go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.kinds import MILITANT, is_militant, noun_class
from kg.extract.mentions import PERSON, PLACES, Named
from kg.extract.quotemarks import QUOTES
from kg.extract.scene import Scene

ORGANIZATION = "ORG"
LONGEST = 9
"""Tokens of the longest name that is taken on the word of a text."""
LONGEST_DESCRIPTION = 7
"""Tokens of the longest description after a name, its article included, up to its noun."""
JOINTS = 2
"""Small words in a row inside a name ("of the")."""
NO_PART = PLACES | {"State"}
"""Classes of listed names that may be a piece of a group's name ("Karbala", "Chad")."""


def with_introduced(scene: Scene, names: Sequence[Named]) -> list[Named]:
    """Return the names with those that the text introduces, each in the place of the pieces that were marked of it."""
    taken = {index: one for one in names for index in range(one.start, one.end)}
    new: list[Named] = []
    for start, named in _beginnings(scene):
        end = _end(scene, start)
        pieces = {taken[index] for index in range(start, end) if index in taken}
        free = not new or new[-1].end <= start
        if free and all(_gives_way(one, start, end, named=named) for one in pieces):
            new.append(Named(start, end, ORGANIZATION))
    inside = {index for one in new for index in range(one.start, one.end)}
    return sorted([*(one for one in names if one.start not in inside), *new], key=lambda one: (one.start, one.end))


def given_to(scene: Scene, start: int) -> Token | None:
    """Return the noun that a name beginning at ``start`` is given to ("an armed group known as the X")."""
    doc, first = scene.doc, scene.doc[start].sent.start
    at = start - 1
    while at > first and (doc[at].pos_ == "DET" or doc[at].text in QUOTES):
        at -= 1
    opening = _naming(scene, at + 1, first)
    if opening is None:
        return None
    at = opening - 1
    while at > first and (doc[at].pos_ in {"PRON", "AUX", "ADV"} or doc[at].text == ","):
        at -= 1
    return doc[at] if doc[at].pos_ == "NOUN" and _is_group(scene, doc[at]) else None


def _is_group(scene: Scene, noun: Token) -> bool:
    return scene.words.has("group noun", noun.lemma_.lower()) or noun_class(scene, noun) not in {None, "Group"}


def _naming(scene: Scene, end: int, first: int) -> int | None:
    """Return where the phrase that gives a name and ends at ``end`` begins ("calling itself")."""
    for start in range(max(first, end - scene.words.longest("naming")), end):
        if scene.words.has("naming", scene.doc[start:end].text.lower()):
            return start
    return None


def _beginnings(scene: Scene) -> Iterator[tuple[int, bool]]:
    """Yield where names of groups begin, and whether it is said outright that this is the name."""
    doc = scene.doc
    for token in doc:
        if not token.text[:1].isupper() or token.pos_ in {"DET", "PRON"} or _goes_on(scene, token):
            continue
        if given_to(scene, token.i) is not None:
            yield token.i, True
        elif _end(scene, token.i) - token.i > 1 and _is_said_to_fight(scene, token.i):
            yield token.i, False


def _goes_on(scene: Scene, token: Token) -> bool:
    """Tell whether a name has begun before this word of it."""
    before = scene.doc[token.i - 1] if token.i > token.sent.start else None
    return before is not None and before.text[:1].isupper() and before.pos_ not in {"DET", "PRON"} and before.is_alpha


def _is_said_to_fight(scene: Scene, start: int) -> bool:
    """Tell whether a word before a name, or a description after it, says that its bearers take up arms."""
    doc = scene.doc
    before = doc[start - 1] if start > doc[start].sent.start else None
    if before is not None and before.text.islower():
        fights = is_militant(scene, before) or scene.words.has("outlawed", before.lower_)
        if (fights or _is_alias(scene, start)) and _looks_like_group(scene, start):
            return True
    return _described_after(scene, _end(scene, start))


def _is_alias(scene: Scene, start: int) -> bool:
    """Tell whether the words before a name say that it is another name for the same."""
    end = start - 1 if scene.doc[start - 1].pos_ == "DET" else start
    first = max(scene.doc[start].sent.start, end - scene.words.longest("alias"))
    return any(scene.words.has("alias", scene.doc[at:end].text.lower()) for at in range(first, end))


def _looks_like_group(scene: Scene, start: int) -> bool:
    """Tell whether the words of a name are those of a group: a front, an army, tigers."""
    tokens = scene.doc[start : _end(scene, start)]
    return any(
        token.tag_ == "NNPS" or scene.words.has("group noun", token.lemma_.lower()) or is_militant(scene, token)
        for token in tokens
    )


def _described_after(scene: Scene, end: int) -> bool:
    """Tell whether a comma and the description of a militant group follow: ", a little-known militia"."""
    doc = scene.doc
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].pos_ != "DET":
        return False
    for token in doc[end + 2 : end + 1 + LONGEST_DESCRIPTION]:
        if token.pos_ == "NOUN" and noun_class(scene, token) == MILITANT:
            return token.dep_ == "appos" or token.head.i < end
        if token.pos_ not in {"ADJ", "ADV", "NOUN", "PROPN", "PUNCT", "VERB"} or token.text == ",":
            return False
    return False


def _end(scene: Scene, start: int) -> int:
    """Return the end of the capitalised words from ``start`` on, with small words between two of them."""
    doc, end, last = scene.doc, start + 1, scene.doc[start].sent.end
    at = end
    while at < min(last, start + LONGEST):
        token = doc[at]
        if token.text[:1].isupper() and token.pos_ != "PRON":
            end = at + 1
        elif at - end >= JOINTS or not (token.text == "-" or scene.words.has("name joint", token.lower_)):
            break
        at += 1
    return end


def _gives_way(one: Named, start: int, end: int, *, named: bool) -> bool:
    """Tell whether a marked name is only a piece of the introduced one, or less well known than it."""
    whole = start <= one.start and one.end <= end
    person = one.label in PERSON and not named
    known = any(name.cls not in NO_PART for name in one.readings) or (one.readings and one.length == end - start)
    return whole and not person and not known
