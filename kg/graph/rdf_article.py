"""The triples of one article: the article itself, its mentions, its claims. Nothing depends on other articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import NamedNode

from kg import iris
from kg.graph.rdf_time import detail_triples, time_triples
from kg.graph.terms import (
    A,
    Minter,
    Triple,
    decimal,
    instant,
    integer,
    kg,
    named,
    number_triples,
    rule,
    text,
    typed,
)
from kg.model import Analysis, Argument, Claim, Document, Mention, Reading, Span, Stance, Toll
from kg.tolls import toll_key

STANCES: Mapping[Stance, str] = {"asserted": "Asserted", "denied": "Denied", "possible": "Possible"}
READINGS: Mapping[Reading, str] = {"actor": "AsActor", "place": "AsPlace"}


def article_triples(analysis: Analysis, mint: Minter) -> Iterator[Triple]:
    """Yield what stands in one article: the article, its mentions, its claims."""
    article = mint.article(analysis.document.id)
    yield from _document_triples(analysis.document, article)
    if analysis.credit:
        yield article, kg("creditedTo"), mint.node(analysis.credit.entity)
    yield from _mention_triples(analysis, article, mint)
    for claim in analysis.claims:
        yield from claim_triples(claim, article, mint)


def claim_triples(claim: Claim, article: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield what one claim says by itself; which event it is about is a matter of linking."""
    node = mint.node(claim.key)
    yield node, A, kg("Claim")
    yield node, kg("inArticle"), article
    yield node, kg("eventType"), kg(claim.type)
    yield node, kg("stance"), kg(STANCES[claim.stance])
    yield node, kg("trigger"), mint.mention(article, claim.trigger)
    yield node, kg("sentence"), mint.mention(article, claim.sentence)
    yield node, kg("rule"), rule(claim.rule)
    yield node, kg("confidence"), decimal(claim.confidence)
    for slot in claim.slots:
        yield node, kg("filledFrom"), text(slot)
    if claim.about:
        yield node, kg("aboutClaim"), mint.node(claim.about)
    for role, argument in _arguments(claim):
        yield node, kg(role), mint.node(argument.entity)
        yield node, kg(f"{role}Mention"), mint.mention(article, argument.span)
    for toll in claim.tolls:
        yield node, kg("toll"), mint.node(toll_key(claim.key, toll))
        yield from toll_triples(toll, mint.node(toll_key(claim.key, toll)), mint.mention(article, toll.span))
    if claim.when:
        yield node, kg("timeMention"), mint.mention(article, claim.when.span)
        yield from time_triples(node, claim.when)
        yield from detail_triples(node, claim.when)


def toll_triples(toll: Toll, node: NamedNode, mention: NamedNode) -> Iterator[Triple]:
    """Yield how many people came to a harm, of which kind they are, and the words that say so."""
    yield node, A, kg("Toll")
    yield node, kg("harm"), kg(toll.harm.capitalize())
    yield from number_triples(node, min=toll.min, max=toll.max)
    yield node, kg("hedge"), text(toll.hedge)
    yield node, kg("partial"), typed("true" if toll.partial else "false", "boolean")
    if toll.victims:
        yield node, kg("victims"), text(toll.victims)
    for kind in toll.kinds:
        yield node, kg("victimKind"), kg(kind)
    yield node, kg("mention"), mention


def _document_triples(document: Document, article: NamedNode) -> Iterator[Triple]:
    """Yield what is known of the article, with its whole text, which makes offsets checkable."""
    yield article, A, kg("Article")
    yield article, named(iris.DCTERMS + "identifier"), text(document.id)
    if document.title:
        yield article, named(iris.DCTERMS + "title"), text(document.title)
    if document.published:
        yield article, named(iris.DCTERMS + "issued"), instant(document.published)
    if document.publisher:
        yield article, named(iris.DCTERMS + "publisher"), text(document.publisher)
    if document.url:
        yield article, named(iris.SCHEMA + "url"), typed(document.url, "anyURI")
    yield article, kg("text"), text(document.text)
    yield article, kg("textHash"), text(sha256(document.text.encode()).hexdigest())


def _mention_triples(analysis: Analysis, article: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield each stretch of text that a mention or a claim points to, with the entities that it refers to."""
    for mention in analysis.mentions:
        yield from _words(mention.span, mention.text, article, mint, refers_to=mention.refers_to, found_by=mention.rule)
        if mention.post:
            yield mint.mention(article, mention.span), kg("namesPost"), mint.node(mention.post)
    yield from _doubts(analysis.mentions, article, mint)
    yield from _readings(analysis.mentions, article, mint)
    whole = analysis.document.text
    for claim in analysis.claims:
        yield from _words(claim.trigger, whole[claim.trigger.start : claim.trigger.end], article, mint)
        yield from _words(claim.sentence, whole[claim.sentence.start : claim.sentence.end], article, mint)
        for _, argument in _arguments(claim):
            yield from _words(argument.span, argument.text, article, mint, refers_to=(argument.entity,))
        for toll in claim.tolls:
            yield from _words(toll.span, toll.text, article, mint)
        if claim.when:
            yield from _words(claim.when.span, claim.when.text, article, mint, found_by=claim.when.rule)


def _readings(mentions: Iterable[Mention], article: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield whether the name of a place acts or is one; nothing where two mentions of the same words disagree."""
    found: dict[Span, set[Reading]] = {}
    for mention in mentions:
        if mention.reading:
            found.setdefault(mention.span, set()).add(mention.reading)
    for span, readings in found.items():
        if len(readings) == 1:
            yield mint.mention(article, span), kg("reading"), kg(READINGS[min(readings)])


def _doubts(mentions: Iterable[Mention], article: NamedNode, mint: Minter) -> Iterator[Triple]:
    """Yield what words could mean as well and how sure their reading is; of two for the same words the less sure."""
    by_span: dict[Span, list[Mention]] = {}
    for mention in mentions:
        by_span.setdefault(mention.span, []).append(mention)
    for span, several in by_span.items():
        if all(one.confidence == 1 and not one.alternatives for one in several):
            continue
        node, meant = mint.mention(article, span), {key for one in several for key in one.refers_to}
        yield node, kg("confidence"), decimal(min(one.confidence for one in several))
        for key in sorted({key for one in several for key in one.alternatives} - meant):
            yield node, kg("couldBe"), mint.node(key)


def _words(
    span: Span, exact: str, article: NamedNode, mint: Minter, *, refers_to: Iterable[str] = (), found_by: str = ""
) -> Iterator[Triple]:
    """Yield one mention; the same characters mentioned twice are one node, since its IRI comes from the offsets."""
    node = mint.mention(article, span)
    yield node, A, kg("Mention")
    yield node, kg("inArticle"), article
    yield node, kg("begin"), integer(span.start)
    yield node, kg("end"), integer(span.end)
    yield node, kg("exact"), text(exact)
    for key in refers_to:
        yield node, kg("refersTo"), mint.node(key)
    if found_by:
        yield node, kg("foundBy"), text(found_by)


def _arguments(claim: Claim) -> Iterator[tuple[str, Argument]]:
    """Yield the entities of a claim with the property that each fills."""
    several = (("source", claim.source), ("target", claim.target), ("claimer", claim.claimer), ("place", claim.place))
    yield from ((role, argument) for role, arguments in several for argument in arguments)
    if claim.relayed_by:
        yield "relayedBy", claim.relayed_by
