"""Acts of force that are figures of speech: the film bombed, tourists invade, two politicians clashed in a debate."""

from __future__ import annotations

from spacy.tokens import Token

from kg.agreement import FORCE
from kg.extract.syntax import Slots
from kg.lexicon import Lexicon

#: Slots that tell in what, or with what, an act is done.
_ARENAS = ("in", "during", "at", "with", "on", "for", "over")


def figure(root: str | None, around: Slots, lexicon: Lexicon) -> Token | None:
    """The word that makes an act of force a figure of speech: who uses no force, or where none is used."""
    if root != FORCE:
        return None
    words = [(word, "Forceless") for word in around.get("subject", ())]
    words += [(word, "Bloodless") for name in _ARENAS for word in around.get(name, ())]
    return next((word for word, name in words if word.lemma_.lower() in lexicon.words(name)), None)
