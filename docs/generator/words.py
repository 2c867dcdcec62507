"""What the lexicon has for each type of event: words and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import Lexicon, Trigger

#: So many words and sentences of a type are shown; of the words the rest is counted.
WORDS, SENTENCES, OTHERS = 30, 4, 2


@dataclass(frozen=True, slots=True)
class Wording:
    """How English says a type of event: the number of ``entries``, their words, sentences that say it and sentences
    with its words that do not, and the ``means`` that make a more general act one of it."""

    entries: int = 0
    words: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


def wordings(lexicon: Lexicon) -> Mapping[str, Wording]:
    """Return the wordings of all types that have some, by the local names of the types."""
    entries: dict[str, list[Trigger]] = {}
    for entry in lexicon.entries():
        entries.setdefault(entry.evokes, []).append(entry)
    means: dict[str, set[str]] = {}
    for one in lexicon.instruments:
        means.setdefault(one.evokes, set()).update(one.words)
    return {name: _wording(entries.get(name, []), means.get(name, set())) for name in sorted({*entries, *means})}


def _wording(entries: Sequence[Trigger], means: set[str]) -> Wording:
    return Wording(
        entries=len(entries),
        words=tuple(sorted({lemma for entry in entries for lemma in entry.lemmas})),
        sentences=_spread([entry.examples[0] for entry in entries if entry.examples], SENTENCES),
        others=_spread([entry.counter_examples[0] for entry in entries if entry.counter_examples], OTHERS),
        means=tuple(sorted(means)),
    )


def _spread(sentences: Sequence[str], most: int) -> tuple[str, ...]:
    """Return some of the sentences, taken from all over the list, each once."""
    each = list(dict.fromkeys(sentences))
    step = max(1, len(each) / most)
    return tuple(each[int(number * step)] for number in range(min(most, len(each))))
