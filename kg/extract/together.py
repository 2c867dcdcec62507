"""Event words that belong together: of one act, about an act, in answer to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice, pairwise

from spacy.tokens import Token

from kg.agreement import FORCE
from kg.extract.context import Context
from kg.extract.grammar import is_verbal
from kg.extract.roles import Hit
from kg.extract.syntax import slots, supporter

#: PLOVER root of words that blame.
BLAME = "ACCUSE"
#: So far above an earlier act its answer may stand, where the parse ties it to a word between.
_HIGHEST = 3
#: The role of those that come to harm: who came to harm in which act is told apart from the act.
VICTIMS = "victims"


def ties(hits: tuple[Hit, ...], context: Context) -> dict[int, int]:
    """Event words that the grammar makes one act with another, by the indices of the words.

    An event noun as the subject ("strikes that killed"), as what somebody died in, or done "by hitting"."""
    by_word = {h.token.i: h for h in hits}
    by_word |= {v.i: h for h in hits if not is_verbal(h.token) and (v := carrying(h, context)) and v.i not in by_word}
    found = {}
    for hit in hits:
        other = next((by_word[t.i] for t in _acts(hit, context) if t.i in by_word), None) or _told(hit, hits, context)
        if other and other is not hit and context.root(other.type) == context.root(hit.type):
            found[hit.token.i] = other.token.i
    return _of_unnamed(hits) | found


def apart(hits: tuple[Hit, ...], context: Context) -> Iterator[tuple[int, int]]:
    """Yield acts of force, by the indices of their words, of which one came before the other: "attacks over earlier
    strikes that killed two". In what somebody came to harm ("killed after a blast") is no earlier act."""
    violent = [hit for hit in hits if context.root(hit.type) == FORCE]
    acts = {v.i: h.token.i for h in violent if (v := carrying(h, context))} | {h.token.i: h.token.i for h in violent}
    harms = {h.token.i for h in violent if VICTIMS in h.entry.roles}
    words = context.lexicon.words("Earlier")
    for hit in violent:
        later = _later(_doing(hit.token), acts, words)
        if later is not None and later not in harms and later != hit.token.i:
            yield hit.token.i, later


def _later(act: Token, acts: Mapping[int, int], words: Collection[str]) -> int | None:
    """The act above another one, where a word between the two says that it came later: "it struck after it had been
    warned because of a raid"."""
    earlier = False
    for below, above in pairwise((act, *islice(act.ancestors, _HIGHEST))):
        earlier = earlier or any(c.dep_ in ("case", "mark") and c.lower_ in words for c in below.children)
        if above.i in acts:
            return acts[above.i] if earlier else None
    return None


def _doing(token: Token) -> Token:
    """The noun that a relative clause says the deed of ("strikes that killed"), else the word itself."""
    return token.head if token.dep_ == "acl:relcl" and token.head.pos_ == "NOUN" else token


def _of_unnamed(hits: tuple[Hit, ...]) -> dict[int, int]:
    """What nobody is named for again and again is one act: "protests" are those told of before."""
    found, first = {}, dict[tuple[str, str], Hit]()
    for hit in hits:
        implied = bool(hit.entry.implied) and any(a.text == hit.token.text for a in hit.source)
        for doer in hit.source:
            before = first.setdefault((hit.type, doer.entity), hit)
            if implied and before is not hit:
                found[hit.token.i] = before.token.i
    return found


def is_about_act(hit: Hit, context: Context) -> bool:
    """Whether a word of blame is about an act of force that the article has told of: "the operation was condemned"."""
    if context.root(hit.type) != BLAME:
        return False
    around = slots(hit.token, context.lexicon)
    words = [t for name in ("object", "of", "against") for t in around.get(name, ())]
    return any(w.lemma_.lower() in context.lexicon.words("AttackWords") for w in words)


def is_answer(hit: Hit, context: Context) -> bool:
    """Whether something is said to what somebody asked or blamed before, who is not named again: "declined the
    request"."""
    objects = slots(hit.token, context.lexicon).get("object", ())
    words = context.lexicon.words("Answered")
    return not hit.target and any(w.lemma_.lower() in words and not _is_somebodys(w) for w in objects)


def _is_somebodys(word: Token) -> bool:
    return any(c.dep_ in ("nmod:poss", "nmod", "acl", "acl:relcl") for c in word.children)


def carrying(hit: Hit, context: Context) -> Token | None:
    """The verb that carries an event noun ("launched" in "launched a strike")."""
    found = supporter(hit.token, context.lexicon)
    return found[0] if found else None


def _acts(hit: Hit, context: Context) -> Iterator[Token]:
    """The words beside an event word that could name the same act."""
    token = hit.token
    if not is_verbal(token):
        return
    around = slots(token, context.lexicon)
    yield from around.get("subject", ())
    yield from around.get("in", ())
    if token.dep_ == "advcl" and any(c.dep_ in ("mark", "case") and c.lower_ in ("by", "in") for c in token.children):
        yield token.head
    if VICTIMS in hit.entry.roles:
        yield from (w for name in ("when", "as", "after") for w in around.get(name, ()))
        if token.dep_ in ("advcl", "conj") and not any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children):
            yield token.head


def _told(hit: Hit, hits: tuple[Hit, ...], context: Context) -> Hit | None:
    """The act that was told before, which a definite word without parties of its own names again: "the blast
    killed two"."""
    if not is_verbal(hit.token) or (VICTIMS not in hit.entry.roles and hit.source):
        return None
    around = slots(hit.token, context.lexicon)
    words = (*around.get("subject", ()), *around.get("in", ()))
    if not any(_names_again(word, context) for word in words):
        return None
    before = [h for h in reversed(hits) if h.token.i < hit.token.i and context.root(h.type) == FORCE]
    told = (h for h in before if h.source or h.target)  # rather than what is only mentioned in passing
    return next(told, next(iter(before), None))


def _names_again(word: Token, context: Context) -> bool:
    words = {c.lower_ for c in word.children if c.dep_ == "det"}
    dated = any(c.dep_ == "nmod:poss" and c.ent_type_ in ("DATE", "TIME") for c in word.children)
    definite = dated or words & {"the", "this", "that"}
    return bool(definite) and word.lemma_.lower() in context.lexicon.words("AttackWords")
