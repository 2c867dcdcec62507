"""Who "we" and "I" are in what somebody is said to say: "we" the state or the group of the speaker, "I" the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.context import Context, span_of, state_key
from kg.extract.speech import attribution
from kg.model import Argument, Mention

RULE = "coref/speaker"
#: Classes that "we" stands for, as members of the same speak of them.
_SELVES = ("State", "InternationalOrganization", "MilitantGroup", "PoliticalParty", "Organization")


def resolved(context: Context) -> Context:
    """The article with a mention for each word of a speaker's own that had none."""
    found = {token.i: mention for token, mention in _mentions(context)}
    if not found:
        return context
    index = context.index
    mentions = sorted((*index.mentions, *found.values()), key=lambda m: (m.span.start, m.span.end))
    grown = replace(index, mentions=tuple(mentions), at={**index.at, **found}, covering={**index.covering, **found})
    return replace(context, index=grown)


def _mentions(context: Context) -> Iterator[tuple[Token, Mention]]:
    ours, mine = (context.lexicon.words(name) for name in ("SpeakersSide", "SpeakersSelf"))
    for token in context.doc:
        if token.tag_ in ("PRP", "PRP$") and token.lower_ in ours | mine and token.i not in context.index.at:
            said = attribution(token, context).claimer
            key = _self(said[0], context, alone=token.lower_ in mine) if len(said) == 1 else None
            if key is not None and key in context.index.by_key:
                yield token, Mention(span_of(token), token.text, (key,), RULE)


def _self(speaker: Argument, context: Context, *, alone: bool) -> str | None:
    """Whom a speaker means by "we", or ``alone`` by "I"; nobody when the speaker stands for nobody known."""
    entity = context.entity(speaker)
    if context.is_a(entity, "MediaOrganization"):
        return None
    if alone:
        return entity.key if any(context.is_a(entity, cls) for cls in ("Person", "Official")) else None
    if any(context.is_a(entity, cls) for cls in _SELVES):
        return entity.key
    if entity.acts_for is not None and not entity.acts_for.startswith("state/"):
        return entity.acts_for
    official = any(context.is_a(entity, cls) for cls in ("Official", "GovernmentBody", "ArmedForce"))
    return state_key(entity.country) if official and entity.country else None
