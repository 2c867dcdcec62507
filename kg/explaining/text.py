"""Explanations as text: each claim with its sentence, in which the words that count are marked with their roles.

``[struck]`` is the word that expresses the event, ``{source: Arvania}`` words that fill a role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from kg.explaining.evidence import names, slots
from kg.explaining.values import Difference, EventPart, Evidence, Explanation, Fact, Mark
from kg.iris import LEXICON

#: So many claims of a node, and so many events of an entity, are shown; the rest is counted.
LIMIT = 50

#: So many relations to others are shown of each claim, contradictions first; all of them where it is explained itself.
FEW = 3

_COLOURS = {
    "source": "red",
    "target": "blue",
    "place": "green",
    "time": "cyan",
    "claimer": "magenta",
    "relayed by": "magenta",
}
_PLAIN = "yellow"
_WORD = re.compile(r"\S+")

Style = Callable[[str], str]


def render(explanation: Explanation, *, colour: bool = False, width: int = 100, limit: int = LIMIT) -> str:
    """Return an explanation as lines of at most ``width`` characters, with colours for a terminal."""
    out = [_bold(shown(explanation.label), colour), f"<{explanation.iri}>", ""]
    out += _facts(explanation.facts, width)
    few = limit if explanation.kind == "claim" else FEW
    for number, one in enumerate(explanation.claims[:limit], 1):
        head = f"Claim {number} of {len(explanation.claims)}" if len(explanation.claims) > 1 else "Claim"
        out += ["", *_claim(one, head, colour=colour, width=width, differences=few)]
    out += ["", *_more(len(explanation.claims) - limit, "claim")]
    for part in explanation.events[:limit]:
        out += ["", *_event(part, colour=colour, width=width)]
    out += ["", *_more(len(explanation.events) - limit, "event")]
    return "\n".join(out).rstrip() + "\n"


def marked(sentence: str, marks: Sequence[Mark], *, colour: bool = False) -> str:
    """Return a sentence with its marks. Marks may lie in each other; one that crosses another is left out.

    >>> marked("Arvania struck it", [Mark(0, 7, ("source",)), Mark(8, 14, ("trigger",))])
    '{source: Arvania} [struck] it'
    """
    return "".join(_pieces(sentence, Mark(0, len(sentence), ()), marks, colour=colour))


def _claim(one: Evidence, head: str, *, colour: bool, width: int, differences: int) -> Iterator[str]:
    """Yield the lines of one claim."""
    told = one.claim
    yield f"{_bold(f'{head}: {told.type}', colour)}, {told.stance} by {_speakers(one)}"
    yield from wrapped(marked(one.sentence, one.marks, colour=colour), "  ", width)
    for words in one.elsewhere:
        yield from wrapped(f"also {words.role} “{shown(words.text)}” at character {words.start}", "  ", width)
    said = "; ".join(f"{name} {value}" for name, value in slots(told).items() if name not in ("type", "stance"))
    yield from wrapped(f"which says: {shown(said)}" if said else "", "  ", width)
    where = f", characters {told.trigger.start} to {told.trigger.end}" if told.trigger else ""
    yield from wrapped(f"in {shown(one.article)}{where}", "  ", width)
    yield from wrapped(_found_by(one), "  ", width)
    for word in dict.fromkeys(one.references):
        others = "".join(f"; it could be {other} too" for other in word.others)
        yield from wrapped(shown(f"“{word.text}” means {word.label} ({word.rule}){others}"), "  ", width)
    for difference in one.differences[:differences]:
        yield from wrapped(shown(_difference(difference)), "  ", width)
    yield from _more(len(one.differences) - differences, "relation", "  ")
    yield f"  <{told.iri}>"


def _difference(one: Difference) -> str:
    """Return how a claim stands to another, and in what they differ."""
    apart = "; ".join(f"{name}: {here} here, {there} there" for name, here, there in one.slots)
    return f"{one.kind} {one.place}{f' ({apart})' if apart else ''}"


def _speakers(one: Evidence) -> str:
    """Return who says it and through which medium; what nobody is quoted for the article says itself."""
    told = one.claim
    speakers = shown(names(told.claimers)) or "the article itself"
    return f"{speakers}, relayed by {shown(told.relayed_by.label)}" if told.relayed_by else speakers


def _found_by(one: Evidence) -> str:
    """Return the rule with its example, the slots that it found the sides in, and how much it is to be trusted."""
    told = one.claim
    rule = f"by the rule {told.rule.replace(LEXICON, 'lexicon:')}" if told.rule else ""
    confidence = f"confidence {told.confidence:g}" if told.confidence is not None else ""
    entry = f"({shown(one.entry)})" if rule and one.entry else ""
    filled = "; ".join(told.filled)
    return ", ".join(filter(None, (f"{rule} {entry}".strip(), filled, confidence)))


def _event(part: EventPart, *, colour: bool, width: int) -> Iterator[str]:
    """Yield the lines of an event that an entity takes part in; its claims are indented."""
    yield f"{_bold(shown(part.label), colour)} (as {', '.join(map(_role, part.roles))})"
    yield f"<{part.iri}>"
    for one in part.claims:
        yield from (f"  {line}" for line in _claim(one, "Claim", colour=colour, width=width - 2, differences=FEW))


def _facts(facts: Iterable[Fact], width: int) -> list[str]:
    """Return names and values below each other, the values in one column."""
    rows = [(_role(name), shown(value)) for name, value in facts]
    column = max((len(name) for name, _ in rows), default=0) + 2
    lines = []
    for name, value in rows:
        first, *others = list(wrapped(value, " " * column, width)) or [""]
        lines += [f"{name:<{column}}{first.strip()}", *others]
    return lines


def _pieces(sentence: str, outer: Mark, marks: Sequence[Mark], *, colour: bool) -> Iterator[str]:
    """Yield the words of the outer mark, among them those of the marks that lie in it."""
    paint = _style(outer, colour)
    start = outer.start
    for mark, inner in _nested(marks):
        yield paint(shown(sentence[start : mark.start]))
        before, after = _brackets(mark)
        yield before
        yield from _pieces(sentence, mark, inner, colour=colour)
        yield after
        start = mark.end
    yield paint(shown(sentence[start : outer.end]))


def _nested(marks: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """Return the outermost marks, each with those that lie inside of it."""
    found: list[tuple[Mark, list[Mark]]] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if not found or mark.start >= found[-1][0].end:
            found.append((mark, []))
        elif mark.end <= found[-1][0].end:
            found[-1][1].append(mark)
    return found


def _brackets(mark: Mark) -> tuple[str, str]:
    """Return what stands before and after marked words."""
    roles = ", ".join(role for role in mark.roles if role != "trigger")
    if not roles:
        return "[", "]"
    return (f"[{{{roles}: ", "}]") if "trigger" in mark.roles else (f"{{{roles}: ", "}")


def _style(mark: Mark, colour: bool) -> Style:
    """Return what paints marked words, word by word, so that a line may end between them."""
    if not (colour and mark.roles):
        return str
    bold = "trigger" in mark.roles
    name = _COLOURS.get(mark.roles[0], _PLAIN)
    return lambda text: _WORD.sub(lambda word: click.style(word[0], fg=name, bold=bold), text)


def wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    """Yield lines of at most ``width`` visible characters, broken between words, each with the indent."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and len(indent) + len(click.unstyle(longer)) > width:
            yield indent + line
            longer = word
        line = longer
    if line:
        yield indent + line


def _more(number: int, what: str, indent: str = "") -> Iterator[str]:
    """Yield a line on what is not shown."""
    if number > 0:
        yield f"{indent}and {number:,} more {what}{'s' if number > 1 else ''}"


def _role(name: str) -> str:
    """Return the name of a property in words.

    >>> _role("relayedBy")
    'relayed by'
    """
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: " " + match[1].lower(), name)


def _bold(text: str, colour: bool) -> str:
    return click.style(text, bold=True) if colour else text


def shown(text: str) -> str:
    """Return text without characters that could command a terminal or turn the direction of a line."""
    return "".join(character if character.isprintable() else " " for character in text)
