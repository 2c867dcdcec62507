"""Who is named beside a quotation as its speaker, in its own sentences or around them."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from kg.extract.context import Context
from kg.extract.quotemarks import Quotation, around, before
from kg.extract.speakers import Attribution, speaks, spoken

#: A speaker carries on over so many quotations at most.
_MOST = 8
#: Quotations have fewer words than this; a lost mark so far back says nothing.
_LONGEST = 600


def speaker(token: Token, context: Context) -> Attribution | None:
    """Who says the quotation that a word stands in; words quoted inside a sentence of the article have no speaker of
    their own."""
    quotation = around(token)
    if quotation is None or quotation.end - quotation.start > _LONGEST or not _whole(quotation, token.sent):
        return None
    return _speaker(quotation, context, _MOST)


def _whole(quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a sentence, or its beginning, is quoted, and not just some words of it."""
    root = sentence.root
    return quotation.start <= root.i < quotation.end or quotation.start <= sentence.start + 1


def _speaker(quotation: Quotation, context: Context, left: int) -> Attribution | None:
    """The speaker named in one of the sentences of a quotation, else the one who spoke before and carries on, else the
    one named right behind it."""
    doc = context.doc
    if quotation.led:
        return _named(doc[quotation.start - 1].sent, context)
    sentences = _sentences(doc, quotation)
    for sentence in sentences:
        found = _named(sentence, context)
        if found:
            return found
    first = sentences[0]
    last_line = doc[first.start - 1].sent if first.start and not _ends_line(doc[first.start - 1].sent) else None
    found = _named(last_line, context) if last_line is not None else None
    if found:
        return found
    earlier = before(quotation, doc)
    if earlier is not None and left and _carries_on(earlier, quotation):
        return _speaker(earlier, context, left - 1)
    last = sentences[-1]
    if last.end < len(doc) and not _ends_line(last):
        return _named(doc[last.end].sent, context)
    return None


def _carries_on(one: Quotation, other: Quotation) -> bool:
    """Whether one quotation goes on in another: in the same paragraph, or in the next when no mark ended it."""
    return other.paragraph == one.paragraph or not one.closed


def _sentences(doc: Doc, quotation: Quotation) -> list[Sentence]:
    found = [doc[quotation.start].sent]
    while found[-1].end < quotation.end:
        found.append(doc[found[-1].end].sent)
    return found


def _named(sentence: Sentence, context: Context) -> Attribution | None:
    """The speaker that a sentence names outside of quotation marks."""
    for word in sentence:
        entry = context.lexicon.reporting.get((word.lemma_.lower(), "VERB"))
        if entry and word.pos_ == "VERB" and not around(word) and speaks(word):
            found = spoken(word, entry.stance, context)
            if found.claimer or found.relayed_by:
                return found
    return None


def _ends_line(sentence: Sentence) -> bool:
    """Whether a line ends with a sentence; the break is part of it."""
    return "\n" in sentence.text[len(sentence.text.rstrip()) :]
