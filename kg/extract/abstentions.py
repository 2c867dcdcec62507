"""Event words that were seen and not coded, and why, in words that a reader of the lexicon understands.

The rules abstain where an act is not told as done, where a role that the entry asks for is not filled, and where the
conditions of no entry of the word hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.context import span_of
from kg.extract.happened import Verdict
from kg.extract.syntax import supporter
from kg.lexicon import Condition, Lexicon, Trigger
from kg.model import Abstained, Span

#: The reason of a word none of whose entries fit.
UNFIT = "no entry fits"

_STATES = {
    "negated": "told as not done",
    "future": "announced, not yet done",
    "unreal": "planned, wished, feared, asked for, possible, conditional or a figure of speech",
    "alleged": "only alleged",
    "habitual": "a habit or general truth, no single act",
    "not negated": "the entry is for what was not done",
}


@dataclass(frozen=True, slots=True)
class Abstention:
    """An event word that was seen and not coded: ``why`` in short, ``detail`` in words."""

    token: Token
    entry: str
    why: str
    detail: str = ""


def not_real(token: Token, entry: Trigger, why: str, verdict: Verdict) -> Abstention:
    """An act that the text does not tell as done."""
    words = f": “{verdict.because.text}”" if verdict.because is not None else ""
    return Abstention(token, entry.name, why, _STATES[why] + words)


def unfilled(token: Token, entry: Trigger, missing: Sequence[str]) -> Abstention:
    """An act without a role that its entry asks for."""
    slots = {"source": entry.frame.source, "target": entry.frame.target}
    told = (f"no {role}: no actor in {', '.join(slots.get(role) or ('any slot',))}" for role in missing)
    return Abstention(token, entry.name, f"no {' and no '.join(missing)}", "; ".join(told))


def unfit(token: Token, tried: Iterable[tuple[Trigger, str]]) -> Abstention:
    """A word none of whose entries fit; the entry that asks for least is named, all say what they ask for."""
    told = [f"{entry.name} {condition}" for entry, condition in tried]
    return Abstention(token, told[-1].partition(" ")[0], UNFIT, f"{UNFIT}: {'; '.join(told)}")


def asks(condition: Condition, *, forbidden: bool) -> str:
    """What an entry says that does not hold."""
    return f"{'forbids' if forbidden else 'needs'} “{condition.text}”"


def abstained(found: Iterable[Abstention], coded: Collection[Token], lexicon: Lexicon) -> tuple[Abstained, ...]:
    """The abstentions of an article as values, one a word, without those on words of acts that were coded after all."""
    told = {word.i for token in coded for word in _together(token, lexicon)}
    first: dict[int, Abstention] = {}
    for one in found:
        if not told & {word.i for word in _together(one.token, lexicon)}:
            first.setdefault(one.token.i, one)
    return tuple(_value(first[i]) for i in sorted(first))


def _together(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """An event word, and the verb that carries it."""
    yield token
    carried = supporter(token, lexicon)
    if carried:
        yield carried[0]


def _value(one: Abstention) -> Abstained:
    words = one.token.sent.text
    start = one.token.sent.start_char
    sentence = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
    return Abstained(span_of(one.token), sentence, one.entry, one.why, one.detail or one.why)
