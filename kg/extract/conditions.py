"""What stands around an event word, held against the conditions of an entry of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.abstentions import asks
from kg.extract.context import Context
from kg.extract.grammar import coordinated
from kg.extract.syntax import Slots, slots
from kg.lexicon import Condition, Trigger


def failing(entry: Trigger, around: Slots, context: Context) -> str | None:
    """The first condition of an entry that does not hold, in words; None when the entry fits."""
    needed = next((c for c in entry.needs if not _holds(c, around, context)), None)
    if needed:
        return asks(needed, forbidden=False)
    forbidden = next((c for c in entry.forbids if _holds(c, around, context)), None)
    return asks(forbidden, forbidden=True) if forbidden else None


def _holds(condition: Condition, around: Slots, context: Context) -> bool:
    fillers = list(follow(condition.slot, around, context))
    if condition.cls:
        return any(_is_one(word, condition.cls, context) for filler in fillers for word in coordinated(filler))
    if not condition.words:
        return bool(fillers)
    return any(
        word.lemma_.lower() in condition.words or word.lower_ in condition.words
        for filler in fillers
        for word in _words(filler, context)
    )


def _is_one(word: Token, cls: str, context: Context) -> bool:
    """Whether a word itself is a mention of somebody of a class."""
    mention = context.mention(word)
    return mention is not None and any(context.is_a(context.index.entity(key), cls) for key in mention.refers_to)


def _words(filler: Token, context: Context) -> Iterator[Token]:
    """A filler, its conjuncts, and what transparent nouns stand for."""
    for word in coordinated(filler):
        yield word
        if word.lemma_.lower() in context.lexicon.words("Transparent"):
            yield from slots(word, context.lexicon).get("of", ())


def follow(path: tuple[str, ...], around: Slots, context: Context) -> Iterator[Token]:
    """The words at the end of a path of slots."""
    fillers = around.get(path[0], ())
    if len(path) == 1:
        yield from fillers
        return
    for filler in fillers:
        for word in coordinated(filler):
            yield from follow(path[1:], slots(word, context.lexicon), context)
