"""Each shape and check has a graph that breaks it, and only it; the graph without that mistake conforms.

All broken graphs are validated together, each below an IRI of its own, which tells their findings apart.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox
import pytest
import rdflib
from graphs import CLAIM, X_HASH, graph
from rdflib.collection import Collection

from kg.iris import KG
from kg.ontology import load_ontology, parse
from kg.resources import path_of
from kg.validation.findings import SH, SHAPES, Report
from kg.validation.shacl import RELATIONS
from kg.validation.validate import validate, validate_lexicon


@dataclass(frozen=True)
class Break:
    """A mistake: the shape that must find it and by which constraint; ``also`` find what cannot but come along."""

    shape: str
    component: str
    minus: str = ""
    plus: str = ""
    also: tuple[str, ...] = ()


def swap(subject: str, property_: str, old: str, new: str) -> tuple[str, str]:
    """Replace one value by another."""
    return f"{subject} {property_} {old} .", f"{subject} {property_} {new} ."


#: What a toll has but numbers, to be added to.
TOLL = 'a kg:Toll ; kg:harm kg:Killed ; kg:hedge "exact" ; kg:partial false ; kg:mention «two» .'
ESTIMATE = "a kg:Estimate ; kg:harm kg:Killed ;"
MEMBERSHIP = 'a kg:Membership ; kg:memberOf :event ; kg:member :claim ; kg:reason "x"'
COMPARISON = 'a kg:Comparison ; kg:slot "x" ; kg:verdict kg:Equal ; kg:comparing :claim2 ; kg:comparedWith :claim'
PERIOD = ':p a dcterms:PeriodOfTime ; dcat:startDate "2024-01-01"^^xsd:date ; dcat:endDate "2024-01-02"^^xsd:date .'
SEM_BEGIN = "sem:hasEarliestBeginTimeStamp"


def day(number: int, year: int = 2024) -> str:
    """Return a day of January."""
    return f'"{year}-01-{number}"^^xsd:date'


BREAKS = [
    # Article
    Break("Article", "Closed", plus=':article rdfs:label "x" .'),
    Break(
        "Article",
        "NodeKind",
        plus=f'_:x a kg:Article ; dcterms:identifier "b" ; kg:text "x" ; kg:textHash "{X_HASH}" .',
    ),
    Break("Article-type", "HasValue", plus=f':x dcterms:identifier "b" ; kg:text "x" ; kg:textHash "{X_HASH}" .'),
    Break("Article-identifier", "MinCount", ':article dcterms:identifier "a1" .'),
    Break("Article-identifier", "MaxCount", plus=':article dcterms:identifier "a2" .'),
    Break("Article-identifier", "Datatype", *swap(":article", "dcterms:identifier", '"a1"', "1")),
    Break("Article-identifier", "MinLength", *swap(":article", "dcterms:identifier", '"a1"', '""')),
    Break("Article-title", "MaxCount", plus=':article dcterms:title "Other" .'),
    Break("Article-title", "NodeKind", *swap(":article", "dcterms:title", '"Strike"', ":x")),
    Break("Article-title", "MinLength", *swap(":article", "dcterms:title", '"Strike"', '""')),
    Break("Article-issued", "MaxCount", plus=':article dcterms:issued "2024-01-19"^^xsd:date .'),
    Break(
        "Article-issued",
        "Datatype",
        *swap(":article", "dcterms:issued", '"2024-01-18"^^xsd:date', '"18 Jan"^^xsd:date'),
    ),
    Break("Article-publisher", "MaxCount", plus=':article dcterms:publisher "Other" .'),
    Break("Article-url", "MaxCount", plus=':article schema:url "https://example.org/b"^^xsd:anyURI .'),
    Break("Article-url", "Datatype", plus=':other schema:url "https://example.org/b" .'),
    Break("Article-text", "MinCount", ':other kg:text "x" .'),
    Break("Article-text", "MaxCount", plus=':other kg:text "y" .', also=("Article-hash",)),
    Break("Article-text", "Datatype", *swap(":other", "kg:text", '"x"', '"x"@en')),
    Break("Article-textHash", "MinCount", f':other kg:textHash "{X_HASH}" .'),
    Break("Article-textHash", "MaxCount", plus=f':other kg:textHash "{"0" * 64}" .', also=("Article-hash",)),
    Break("Article-textHash", "Datatype", *swap(":other", "kg:textHash", f'"{X_HASH}"', f'"{X_HASH}"^^xsd:token')),
    Break(
        "Article-textHash", "Pattern", *swap(":other", "kg:textHash", f'"{X_HASH}"', '"abc"'), also=("Article-hash",)
    ),
    Break("Article-hash", "SPARQL", *swap(":other", "kg:textHash", f'"{X_HASH}"', f'"{"0" * 64}"')),
    Break("Article-creditedTo", "MaxCount", plus=":article kg:creditedTo :brown ."),
    Break("Article-creditedTo", "Class", plus=":other kg:creditedTo :claim .", also=("Article-credit",)),
    Break("Article-credit", "SPARQL", plus=":other kg:creditedTo :news ."),
    # Mention
    Break("Mention", "Closed", plus='«Kestrel» rdfs:label "x" .'),
    Break(
        "Mention", "NodeKind", plus='_:x a kg:Mention ; kg:inArticle :other ; kg:begin 0 ; kg:end 1 ; kg:exact "x" .'
    ),
    Break("Mention-type", "HasValue", "«responsibility» a kg:Mention ."),
    Break("Mention-inArticle", "MinCount", "«responsibility» kg:inArticle :article ."),
    Break("Mention-inArticle", "MaxCount", plus="«responsibility» kg:inArticle :other .", also=("Mention-words",)),
    Break("Mention-inArticle", "Class", *swap("«responsibility»", "kg:inArticle", ":article", ":arvania")),
    Break("Mention-begin", "MinCount", "«Arvania» kg:begin 11 ."),
    Break("Mention-begin", "MaxCount", plus="«Arvania» kg:begin 12 .", also=("Mention-iri", "Mention-words")),
    Break("Mention-begin", "Datatype", *swap("«Arvania»", "kg:begin", "11", '"11"^^xsd:int')),
    Break(
        "Mention-begin",
        "MinInclusive",
        plus='<other#char=-1,1> a kg:Mention ; kg:inArticle :other ; kg:begin -1 ; kg:end 1 ; kg:exact "x" .',
    ),
    Break(
        "Mention-begin",
        "LessThan",
        plus='<other#char=1,1> a kg:Mention ; kg:inArticle :other ; kg:begin 1 ; kg:end 1 ; kg:exact "x" .',
        also=("Mention-words",),
    ),
    Break("Mention-end", "MinCount", "«Arvania» kg:end 18 ."),
    Break("Mention-end", "MaxCount", plus="«Arvania» kg:end 19 .", also=("Mention-iri", "Mention-words")),
    Break("Mention-end", "Datatype", *swap("«Arvania»", "kg:end", "18", '"18"^^xsd:int')),
    Break("Mention-exact", "MinCount", '«Arvania» kg:exact "Arvania" .'),
    Break("Mention-exact", "MaxCount", plus='«Arvania» kg:exact "Iran" .', also=("Mention-words",)),
    Break("Mention-exact", "Datatype", *swap("«Arvania»", "kg:exact", '"Arvania"', '"Arvania"@en')),
    Break("Mention-exact", "MinLength", *swap("«Arvania»", "kg:exact", '"Arvania"', '""'), also=("Mention-words",)),
    Break("Mention-refersTo", "Or", plus="«responsibility» kg:refersTo :article ."),
    Break("Mention-foundBy", "Datatype", *swap("«Arvania»", "kg:foundBy", '"names"', ":names")),
    Break("Mention-foundBy", "MinLength", *swap("«Arvania»", "kg:foundBy", '"names"', '""')),
    Break("Mention-couldBe", "Or", plus="«Kestrel» kg:couldBe :article ."),
    Break("Mention-couldBe", "Disjoint", plus="«Kestrel» kg:couldBe :kestrel ."),
    Break("Mention-reading", "MaxCount", plus="«Arvania» kg:reading kg:AsPlace ."),
    Break("Mention-reading", "In", *swap("«Arvania»", "kg:reading", "kg:AsActor", "kg:Asserted")),
    Break("Mention-confidence", "MaxCount", plus="«Kestrel» kg:confidence 0.7 ."),
    Break("Mention-confidence", "Datatype", *swap("«Kestrel»", "kg:confidence", "0.8", "0.8e0")),
    Break("Mention-confidence", "MinInclusive", *swap("«Kestrel»", "kg:confidence", "0.8", "-0.1")),
    Break("Mention-confidence", "MaxInclusive", *swap("«Kestrel»", "kg:confidence", "0.8", "1.1")),
    Break("Mention-words", "SPARQL", *swap("«Kestrel»", "kg:exact", '"Kestrel"', '"kestrel"')),
    Break(
        "Mention-words",
        "SPARQL",
        plus='<other#char=0,2> a kg:Mention ; kg:inArticle :other ; kg:begin 0 ; kg:end 2 ; kg:exact "x?" .',
    ),
    Break(
        "Mention-iri",
        "SPARQL",
        plus='<other#char=1,2> a kg:Mention ; kg:inArticle :other ; kg:begin 0 ; kg:end 1 ; kg:exact "x" .',
    ),
    # What claims and events share
    Break("source", "Or", plus=":claim2 kg:source :article .", also=("Claim-argument-evidence",)),
    Break("source", "Or", plus=":event kg:source :claim .", also=("Event-consensus",)),
    Break("target", "Or", plus=":claim2 kg:target :article .", also=("Claim-argument-evidence",)),
    Break(
        "place", "Class", ":claim kg:place :kestrel .", ":claim kg:place :front ; kg:placeMention «Northern Front» ."
    ),
    Break("earliest", "MaxCount", plus=':claim kg:earliest "2024-01-15"^^xsd:date .'),
    Break("earliest", "Or", *swap(":claim4", "kg:earliest", '"2024"^^xsd:gYear', '"2024"')),
    Break("latest", "MaxCount", plus=':event kg:latest "2024-01-17"^^xsd:date .'),
    Break("latest", "Or", *swap(":event", "kg:latest", '"2024-01-16"^^xsd:date', '"2024-13-99"^^xsd:date')),
    Break("earliestBegin", "MaxCount", plus=f":event {SEM_BEGIN} {day(15)} ."),
    Break("earliestBegin", "Datatype", *swap(":claim", SEM_BEGIN, day(16), '"2024"^^xsd:gYear')),
    Break("earliestBegin", "LessThanOrEquals", *swap(":claim", SEM_BEGIN, day(16), day(17))),
    Break("latestBegin", "MaxCount", plus=f":event sem:hasLatestBeginTimeStamp {day(16, 2025)} .", also=()),
    Break("latestBegin", "Datatype", *swap(":claim", "sem:hasLatestBeginTimeStamp", day(16), '"2024"^^xsd:gYear')),
    Break("latestBegin", "LessThanOrEquals", *swap(":claim", "sem:hasLatestBeginTimeStamp", day(16), day(17))),
    Break("earliestEnd", "MaxCount", plus=f":event sem:hasEarliestEndTimeStamp {day(16, 2025)} ."),
    Break("earliestEnd", "Datatype", *swap(":claim", "sem:hasEarliestEndTimeStamp", day(16), '"2024"^^xsd:gYear')),
    Break("earliestEnd", "LessThanOrEquals", *swap(":claim", "sem:hasEarliestEndTimeStamp", day(16), day(17))),
    Break("latestEnd", "MaxCount", plus=f":event sem:hasLatestEndTimeStamp {day(17)} ."),
    Break("latestEnd", "Datatype", *swap(":claim", "sem:hasLatestEndTimeStamp", day(16), '"2024"^^xsd:gYear')),
    Break("time-order", "SPARQL", *swap(":claim", "kg:latest", '"2024-01-16"^^xsd:date', '"2024-01-15"^^xsd:date')),
    Break("time-order", "SPARQL", *swap(":event", "kg:latest", '"2024-01-16"^^xsd:date', '"2023-12"^^xsd:gYearMonth')),
    Break("time-order", "SPARQL", *swap(":claim4", "kg:latest", '"2024-01"^^xsd:gYearMonth', '"2023"^^xsd:gYear')),
    # Claim
    Break("Claim", "Closed", plus=':claim rdfs:label "x" .'),
    Break("Claim", "NodeKind", plus=f"_:x a kg:Claim ;{CLAIM} :event kg:claim _:x ."),
    Break("Claim-type", "HasValue", plus=f":x {CLAIM}", also=("Claim-event",)),
    Break("Claim-inArticle", "MinCount", ":claim2 kg:inArticle :article ."),
    Break("Claim-inArticle", "MaxCount", plus=":claim2 kg:inArticle :other .", also=("Claim-evidence-article",)),
    Break(
        "Claim-inArticle",
        "Class",
        *swap(":claim2", "kg:inArticle", ":article", ":front"),
        also=("Claim-evidence-article",),
    ),
    Break("Claim-aboutEvent", "MinCount", ":claim4 kg:aboutEvent :event3 .", also=("Event-claim-back",)),
    Break("Claim-aboutEvent", "MaxCount", plus=":claim4 kg:aboutEvent :event2 . :event2 kg:claim :claim4 ."),
    Break("Claim-aboutEvent", "Class", plus=":claim4 kg:aboutEvent :front .", also=("Claim-aboutEvent", "Claim-event")),
    Break("Claim-eventType", "MinCount", ":claim2 kg:eventType kg:Assault ."),
    Break("Claim-eventType", "MaxCount", plus=":claim2 kg:eventType kg:Bombing ."),
    Break("Claim-eventType", "Node", *swap(":claim2", "kg:eventType", "kg:Assault", "kg:State")),
    Break("Claim-eventType", "Node", *swap(":claim2", "kg:eventType", "kg:Assault", "kg:Asault")),
    Break("Claim-stance", "MinCount", ":claim2 kg:stance kg:Possible .", also=("Event-sources",)),
    Break("Claim-stance", "MaxCount", plus=":claim2 kg:stance kg:Denied ."),
    Break("Claim-stance", "In", *swap(":claim2", "kg:stance", "kg:Possible", "kg:Likely")),
    Break("Claim-trigger", "MinCount", ":claim kg:trigger «struck» ."),
    Break("Claim-trigger", "MaxCount", plus=":claim kg:trigger «Kestrel» ."),
    Break("Claim-trigger", "Class", *swap(":claim", "kg:trigger", "«struck»", ":arvania")),
    Break("Claim-sentence", "MinCount", ":claim kg:sentence «» ."),
    Break("Claim-sentence", "MaxCount", plus=":claim kg:sentence «struck» ."),
    Break("Claim-sentence", "Class", *swap(":claim", "kg:sentence", "«»", ":arvania")),
    Break("Claim-timeText", "MaxCount", plus=':claim kg:timeText "Tuesday" .'),
    Break("Claim-timeText", "Datatype", *swap(":claim", "kg:timeText", '"On Tuesday"', '"On Tuesday"@en')),
    Break("Claim-timeText", "MinLength", *swap(":claim", "kg:timeText", '"On Tuesday"', '""')),
    Break("Claim-timeAnchor", "MaxCount", plus=':claim kg:timeAnchor "2024-01-19"^^xsd:date .'),
    Break(
        "Claim-timeAnchor",
        "Datatype",
        *swap(":claim", "kg:timeAnchor", '"2024-01-18"^^xsd:date', '"2024-01"^^xsd:gYearMonth'),
    ),
    Break("Claim-claimer", "Or", plus=":claim2 kg:claimer :article .", also=("Claim-argument-evidence",)),
    Break("Claim-relayedBy", "MaxCount", plus=":claim kg:relayedBy :brown ; kg:relayedByMention «Brown» ."),
    Break("Claim-relayedBy", "Or", plus=":claim2 kg:relayedBy :article .", also=("Claim-argument-evidence",)),
    Break("Claim-rule", "MinCount", ":claim kg:rule lex:strike ."),
    Break("Claim-rule", "MaxCount", plus=":claim kg:rule lex:other ."),
    Break("Claim-rule", "NodeKind", *swap(":claim", "kg:rule", "lex:strike", '"strike"')),
    Break("Claim-filledFrom", "Datatype", plus=":claim kg:filledFrom 'source: subject'@en ."),
    Break("Claim-filledFrom", "Pattern", plus=":claim kg:filledFrom 'subject' ."),
    Break("Claim-confidence", "MinCount", ":claim kg:confidence 0.9 ."),
    Break("Claim-confidence", "MaxCount", plus=":claim kg:confidence 0.8 ."),
    Break("Claim-confidence", "Datatype", *swap(":claim", "kg:confidence", "0.9", "0.9e0")),
    Break("Claim-confidence", "MinInclusive", *swap(":claim", "kg:confidence", "0.9", "-0.1")),
    Break("Claim-confidence", "MaxInclusive", *swap(":claim", "kg:confidence", "0.9", "1.1")),
    *(
        Break(f"Claim-{name}", "Class", plus=f":claim kg:{name} :arvania .")
        for name in (
            *("sourceMention", "targetMention", "placeMention", "timeMention"),
            *("claimerMention", "relayedByMention", "toll"),
            *("aboutClaim", "corroborates", "refines", "conflictsWith"),
        )
    ),
    Break("Claim-aboutClaim", "MaxCount", plus=":claim3 kg:aboutClaim :claim2 ."),
    Break("Claim-evidence-article", "SPARQL", *swap(":claim2", "kg:inArticle", ":article", ":other")),
    Break("Claim-trigger-sentence", "SPARQL", *swap(":claim", "kg:sentence", "«»", "«claimed»")),
    Break("Claim-argument-evidence", "SPARQL", ":claim kg:sourceMention «Arvania» ."),
    Break("Claim-argument-evidence", "SPARQL", *swap("«Kestrel»", "kg:refersTo", ":kestrel", ":belmark")),
    Break("Claim-argument-evidence", "SPARQL", *swap(":claim", "kg:claimerMention", "«Brown»", "«Kestrel»")),
    Break("Claim-value-evidence", "SPARQL", ":claim4 kg:timeMention «On Tuesday» ."),
    Break("Claim-timePrecision", "MaxCount", plus=':claim kg:timePrecision "week" .'),
    Break("Claim-timePrecision", "In", *swap(":claim", "kg:timePrecision", '"day"', '"days"')),
    Break("Claim-timePattern", "MaxCount", plus=':claim5 kg:timePattern "XXXX-01-16" .'),
    Break("Claim-timePattern", "Datatype", *swap(":claim5", "kg:timePattern", '"XXXX-WXX-2"', '"XXXX-WXX-2"@en')),
    Break("Claim-timePattern", "Pattern", *swap(":claim5", "kg:timePattern", '"XXXX-WXX-2"', '"XXXX-WXX-8"')),
    Break("Claim-duration", "MaxCount", plus=':claim kg:duration "PT3H"^^xsd:duration .'),
    Break("Claim-duration", "Datatype", *swap(":claim", "kg:duration", '"PT2H"^^xsd:duration', '"PT2H"')),
    Break("Claim-inferredFrom", "Class", plus=":claim5 kg:inferredFrom :article .", also=("Claim-inferred",)),
    Break("Claim-inferredBy", "MaxCount", plus=':claim5 kg:inferredBy "guess" .'),
    Break("Claim-inferredBy", "Datatype", *swap(":claim5", "kg:inferredBy", '"same-event-day"', '"x"@en')),
    Break("Claim-inferredBy", "MinLength", *swap(":claim5", "kg:inferredBy", '"same-event-day"', '""')),
    Break("Claim-inferred", "SPARQL", ':claim5 kg:inferredBy "same-event-day" .'),
    Break("Claim-inferred", "SPARQL", plus=":claim5 kg:inferredFrom :claim2 ."),
    Break("Claim-inferred", "SPARQL", plus=":claim5 kg:inferredFrom :claim5 ."),
    Break("Claim-inferred", "SPARQL", plus=":claim5 kg:inferredFrom :claim4 ."),
    Break("Claim-compared", "SPARQL", plus=":claim kg:conflictsWith :claim4 ."),
    Break("Claim-origin", "Or", plus=":claim3 kg:origin :event ."),
    Break("Claim-event", "SPARQL", ":event kg:claim :claim2 .", also=("Event-sources",)),
    # Toll, Estimate
    Break("Toll", "Closed", plus=':dead rdfs:comment "x" .'),
    Break("Toll", "NodeKind", plus=f"_:x {TOLL}"),
    Break("Toll-type", "HasValue", ":hurt a kg:Toll .", also=("Claim-toll", "Estimate-basedOn", "Estimate-bestFrom")),
    Break("Toll-harm", "MinCount", plus=":x " + TOLL.replace("kg:harm kg:Killed ;", "")),
    Break("Toll-harm", "MaxCount", plus=":dead kg:harm kg:Injured ."),
    Break("Toll-harm", "In", plus=":x " + TOLL.replace("kg:Killed", "kg:Denied")),
    Break("Toll-min", "MaxCount", plus=":dead kg:min 1 ."),
    Break("Toll-min", "Datatype", plus=f":x {TOLL} :x kg:min 2.0 ."),
    Break("Toll-min", "MinInclusive", plus=f":x {TOLL} :x kg:min -2 ."),
    Break("Toll-min", "LessThanOrEquals", plus=f":x {TOLL} :x kg:min 2 ; kg:max 1 ."),
    Break("Toll-max", "MaxCount", plus=":dead kg:max 3 ."),
    Break("Toll-max", "Datatype", plus=f":x {TOLL} :x kg:max 2.0 ."),
    Break("Toll-max", "MinInclusive", plus=f":x {TOLL} :x kg:max -2 ."),
    Break("Toll-hedge", "MinCount", ':dead kg:hedge "exact" .'),
    Break("Toll-hedge", "MaxCount", plus=':dead kg:hedge "about" .'),
    Break("Toll-hedge", "In", *swap(":dead", "kg:hedge", '"exact"', '"roughly"')),
    Break("Toll-partial", "MinCount", ":dead kg:partial false ."),
    Break("Toll-partial", "MaxCount", plus=":dead kg:partial true ."),
    Break("Toll-partial", "Datatype", *swap(":dead", "kg:partial", "false", '"no"')),
    Break("Toll-victims", "MaxCount", plus=':dead kg:victims "men" .'),
    Break("Toll-victims", "Datatype", plus=':hurt kg:victims "men"@en .'),
    Break("Toll-victims", "MinLength", plus=':hurt kg:victims "" .'),
    Break("Toll-victimKind", "NodeKind", plus=':hurt kg:victimKind "children" .'),
    Break("Toll-mention", "MinCount", ":dead kg:mention «two» ."),
    Break("Toll-mention", "MaxCount", plus=":dead kg:mention «three» ."),
    Break("Toll-mention", "Class", *swap(":dead", "kg:mention", "«two»", ":arvania")),
    Break(
        "Toll-evidence-article",
        "SPARQL",
        ":dead kg:mention «two» .",
        ":dead kg:mention <other#char=0,1> . <other#char=0,1> a kg:Mention ; kg:inArticle :other ;"
        ' kg:begin 0 ; kg:end 1 ; kg:exact "x" .',
    ),
    Break("Estimate", "Closed", plus=':of-dead rdfs:comment "x" .'),
    Break("Estimate", "NodeKind", plus=f"_:x {ESTIMATE} kg:basedOn :dead ; kg:bestFrom :dead ."),
    Break("Estimate-type", "HasValue", ":of-dead a kg:Estimate .", also=("Event-estimate",)),
    Break("Estimate-harm", "MinCount", ":of-dead kg:harm kg:Killed ."),
    Break("Estimate-harm", "MaxCount", plus=":of-dead kg:harm kg:Injured .", also=("Estimate-tolls",)),
    Break("Estimate-harm", "In", *swap(":of-dead", "kg:harm", "kg:Killed", "kg:Denied"), also=("Estimate-tolls",)),
    Break("Estimate-low", "MaxCount", plus=":of-hurt kg:low 4 ."),
    Break("Estimate-low", "Datatype", *swap(":of-dead", "kg:low", "2", "2.0"), also=("Estimate-numbers",)),
    Break("Estimate-low", "MinInclusive", *swap(":of-dead", "kg:low", "2", "-2"), also=("Estimate-numbers",)),
    Break("Estimate-low", "LessThanOrEquals", *swap(":of-hurt", "kg:low", "3", "4")),
    Break("Estimate-high", "MaxCount", plus=":of-dead kg:high 9 .", also=("Estimate-numbers",)),
    Break("Estimate-high", "Datatype", *swap(":of-dead", "kg:high", "2", "2.0"), also=("Estimate-numbers",)),
    Break(
        "Estimate-high",
        "MinInclusive",
        ":of-dead kg:low 2 ; kg:bestMin 2 ; kg:bestMax 2 ; kg:high 2 .",
        ":of-dead kg:high -2 .",
        also=("Estimate-numbers",),
    ),
    Break("Estimate-bestMin", "MaxCount", plus=":of-hurt kg:bestMin 4 ."),
    Break("Estimate-bestMin", "Datatype", *swap(":of-dead", "kg:bestMin", "2", "2.0"), also=("Estimate-numbers",)),
    Break(
        "Estimate-bestMin",
        "MinInclusive",
        ":of-dead kg:low 2 ; kg:bestMin 2 .",
        ":of-dead kg:bestMin -2 .",
        also=("Estimate-numbers",),
    ),
    Break(
        "Estimate-bestMin",
        "LessThanOrEquals",
        ":of-hurt kg:bestMin 3 ; kg:bestMax 4 .",
        ":of-hurt kg:bestMin 4 ; kg:bestMax 3 .",
    ),
    Break("Estimate-bestMax", "MaxCount", plus=":of-hurt kg:bestMax 3 ."),
    Break("Estimate-bestMax", "Datatype", *swap(":of-dead", "kg:bestMax", "2", "2.0"), also=("Estimate-numbers",)),
    Break(
        "Estimate-bestMax",
        "MinInclusive",
        ":of-dead kg:bestMin 2 ; kg:bestMax 2 .",
        ":of-dead kg:bestMax -2 .",
        also=("Estimate-numbers",),
    ),
    Break(
        "Estimate-bestMax",
        "LessThanOrEquals",
        ":of-hurt kg:low 3 ; kg:high 4 .",
        ":of-hurt kg:low 3 ; kg:high 3 .",
    ),
    Break("Estimate-basedOn", "MinCount", plus=f":x {ESTIMATE} kg:bestFrom :dead ."),
    Break("Estimate-basedOn", "Class", plus=":of-dead kg:basedOn :arvania .", also=("Estimate-tolls",)),
    Break("Estimate-bestFrom", "MinCount", plus=f":x {ESTIMATE} kg:basedOn :dead ."),
    Break("Estimate-bestFrom", "Class", plus=":of-dead kg:bestFrom :arvania .", also=("Estimate-tolls",)),
    Break("Estimate-numbers", "SPARQL", *swap(":of-hurt", "kg:high", "4", "5")),
    Break("Estimate-tolls", "SPARQL", plus=":of-dead kg:basedOn :hurt ."),
    # Comparison
    Break("Comparison", "Closed", plus=':comparison rdfs:label "x" .'),
    Break("Comparison", "NodeKind", plus=f"_:x {COMPARISON} ."),
    Break("Comparison-type", "HasValue", ":comparison a kg:Comparison ."),
    Break("Comparison-slot", "MinCount", ':comparison kg:slot "type" .'),
    Break("Comparison-slot", "MaxCount", plus=':comparison kg:slot "place" .'),
    Break("Comparison-slot", "Datatype", *swap(":comparison", "kg:slot", '"type"', '"type"@en')),
    Break("Comparison-slot", "Pattern", *swap(":comparison", "kg:slot", '"type"', '"kg:type"')),
    Break("Comparison-verdict", "MinCount", ":comparison kg:verdict kg:Refining ."),
    Break("Comparison-verdict", "MaxCount", plus=":comparison kg:verdict kg:Equal ."),
    Break("Comparison-verdict", "In", *swap(":comparison", "kg:verdict", "kg:Refining", "kg:Denied")),
    Break("Comparison-comparing", "MinCount", ":comparison kg:comparing :claim2 ."),
    Break(
        "Comparison-comparing",
        "MaxCount",
        plus=":comparison kg:comparing :claim3 .",
        also=("Comparison-claims", "Comparison-plain"),
    ),
    Break(
        "Comparison-comparing",
        "Class",
        *swap(":comparison", "kg:comparing", ":claim2", ":article"),
        also=("Comparison-plain",),
    ),
    Break(
        "Comparison-comparing",
        "Disjoint",
        *swap(":comparison", "kg:comparing", ":claim2", ":claim"),
        also=("Comparison-plain",),
    ),
    Break("Comparison-comparedWith", "MinCount", ":comparison kg:comparedWith :claim ."),
    Break(
        "Comparison-comparedWith",
        "MaxCount",
        plus=":comparison kg:comparedWith :claim3 .",
        also=("Comparison-claims", "Comparison-plain"),
    ),
    Break(
        "Comparison-comparedWith",
        "Class",
        *swap(":comparison", "kg:comparedWith", ":claim", ":article"),
        also=("Comparison-plain",),
    ),
    Break(
        "Comparison-claims",
        "SPARQL",
        *swap(":comparison", "kg:comparedWith", ":claim", ":claim4"),
        also=("Comparison-plain",),
    ),
    Break("Comparison-plain", "SPARQL", ":claim2 kg:refines :claim ."),
    # Membership
    Break("Membership", "Closed", plus=':membership rdfs:label "x" .'),
    Break("Membership", "NodeKind", plus=f"_:x {MEMBERSHIP} ."),
    Break("Membership-type", "HasValue", ":membership a kg:Membership ."),
    Break("Membership-memberOf", "MinCount", plus=f":m {MEMBERSHIP} .".replace("kg:memberOf :event ;", "")),
    Break("Membership-memberOf", "MaxCount", plus=":membership kg:memberOf :event2 .", also=("Membership-event",)),
    Break(
        "Membership-memberOf",
        "Class",
        *swap(":membership", "kg:memberOf", ":event", ":article"),
        also=("Membership-event",),
    ),
    Break("Membership-member", "MinCount", ":membership kg:member :claim ."),
    Break("Membership-member", "Class", plus=":membership kg:member :article ."),
    Break("Membership-reason", "MinCount", ':membership kg:reason "type +2" .'),
    Break("Membership-reason", "MaxCount", plus=':membership kg:reason "x" .'),
    Break("Membership-reason", "Datatype", *swap(":membership", "kg:reason", '"type +2"', '"x"@en')),
    Break("Membership-reason", "MinLength", *swap(":membership", "kg:reason", '"type +2"', '""')),
    Break("Membership-score", "MaxCount", plus=":membership kg:score 3 ."),
    Break("Membership-score", "Datatype", *swap(":membership", "kg:score", "2", "2.5")),
    Break("Membership-agreesIn", "Datatype", plus=':membership kg:agreesIn "day"@en .'),
    Break("Membership-agreesIn", "Pattern", plus=':membership kg:agreesIn "kg:day" .'),
    Break("Membership-agreesIn", "Disjoint", plus=':membership kg:agreesIn "killed" .'),
    Break("Membership-disagreesIn", "Datatype", plus=':membership kg:disagreesIn "day"@en .'),
    Break("Membership-disagreesIn", "Pattern", plus=':membership kg:disagreesIn "kg:day" .'),
    Break("Membership-agreesMostWith", "MaxCount", plus=":membership kg:agreesMostWith :claim3 ."),
    Break("Membership-agreesMostWith", "Class", *swap(":membership", "kg:agreesMostWith", ":claim2", ":article")),
    Break("Membership-agreesMostWith", "Disjoint", *swap(":membership", "kg:agreesMostWith", ":claim2", ":claim")),
    Break("Membership-couldBeEvent", "Class", plus=":membership kg:couldBeEvent :article ."),
    Break("Membership-couldBeEvent", "Disjoint", plus=":membership kg:couldBeEvent :event ."),
    Break("Membership-event", "SPARQL", plus=":membership kg:member :claim3 ."),
    # Event
    Break("Event-estimate", "Class", plus=":event2 kg:estimate :arvania ."),
    Break("Event", "Closed", plus=':event rdfs:comment "x" .'),
    Break(
        "Event", "NodeKind", plus='_:x a kg:Assault ; rdfs:label "x" ; kg:claim :claim2 .', also=("Event-claim-back",)
    ),
    Break("Event-type", "MaxCount", plus=":event a kg:Assault ."),
    Break("Event-independentSources", "MaxCount", plus=":event kg:independentSources 3 .", also=("Event-sources",)),
    Break("Event-independentSources", "Datatype", plus=":event2 kg:independentSources 0.0 ."),
    Break(
        "Event-independentSources",
        "MinInclusive",
        *swap(":event3", "kg:independentSources", "0", "-1"),
        also=("Event-sources",),
    ),
    Break("Event-sources", "SPARQL", *swap(":event", "kg:independentSources", "2", "3")),
    Break("Event-label", "MinCount", ':event3 rdfs:label "Clash" .'),
    Break("Event-label", "MaxCount", plus=':event3 rdfs:label "Fight" .'),
    Break("Event-label", "NodeKind", *swap(":event3", "rdfs:label", '"Clash"', ":clash")),
    Break("Event-label", "MinLength", *swap(":event3", "rdfs:label", '"Clash"', '""')),
    Break("Event-root", "MaxCount", plus=":event kg:root <urn:a>, <urn:b> ."),
    Break("Event-root", "NodeKind", plus=':event kg:root "ASSAULT" .'),
    Break("Event-claim", "MinCount", plus=':x a kg:Airstrike ; rdfs:label "x" .'),
    Break("Event-claim", "Class", plus=":event kg:claim :arvania .", also=("Event-claim-back",)),
    Break("Event-responsibilityFor", "MaxCount", plus=":event2 kg:responsibilityFor :event3 ."),
    Break("Event-responsibilityFor", "Class", *swap(":event2", "kg:responsibilityFor", ":event", ":claim")),
    Break("Event-mergeReason", "Datatype", plus=":event kg:mergeReason 1 ."),
    Break("Event-mergeReason", "MinLength", plus=':event kg:mergeReason "" .'),
    Break("Event-claim-back", "SPARQL", plus=":event3 kg:claim :claim2 .", also=("Event-sources",)),
    Break("Event-consensus", "SPARQL", plus=":event kg:source :front ."),
    Break(
        "Event-consensus",
        "SPARQL",
        ":event kg:source :arvania .",
        ":event kg:source :belmark .",
        also=("Entity-direct-relation",),
    ),
    Break("Event-place", "SPARQL", *swap(":event", "kg:place", ":kestrel", ":belmark")),
    Break("Event-consensus", "SPARQL", plus=":event kg:target :news ."),
    Break("Event-times", "SPARQL", plus=':event2 kg:latest "2024"^^xsd:gYear .'),
    Break("Event-class", "SPARQL", *swap(":event3", "a", "kg:Clash", "kg:Assault"), also=("Event-consensus",)),
    # Agents and places
    Break("Entity", "Closed", plus=':arvania rdfs:comment "x" .'),
    Break("Entity", "NodeKind", plus='_:x a kg:City ; rdfs:label "x" .'),
    Break("Entity-label", "MinCount", ':crowd rdfs:label "protesters" .'),
    Break("Entity-label", "MaxCount", plus=':crowd rdfs:label "mob" .'),
    Break("Entity-label", "NodeKind", *swap(":crowd", "rdfs:label", '"protesters"', ":x")),
    Break("Entity-label", "MinLength", *swap(":crowd", "rdfs:label", '"protesters"', '""')),
    Break("Entity-altLabel", "NodeKind", plus=":crowd skos:altLabel :x ."),
    Break("Entity-altLabel", "MinLength", plus=':crowd skos:altLabel "" .'),
    Break("Entity-altLabel", "Disjoint", plus=':crowd skos:altLabel "protesters" .'),
    Break("Entity-country", "MaxCount", plus=':kestrel kg:country "XAA" .'),
    Break("Entity-country", "Datatype", plus=':front kg:country "XAA"@en .'),
    Break("Entity-country", "Pattern", plus=':front kg:country "Arvania" .'),
    Break("State-status", "MaxCount", plus=":arvania kg:status kg:Territory ."),
    Break("State-status", "In", plus=":belmark kg:status kg:Asserted ."),
    Break("State-claimedBy", "Class", plus=":belmark kg:claimedBy :front ."),
    Break("Entity-iso2", "MaxCount", plus=':belmark kg:iso2 "XA" .'),
    Break("Entity-iso2", "Datatype", plus=':arvania kg:iso2 "XA"@en .'),
    Break("Entity-iso2", "Pattern", plus=':arvania kg:iso2 "XAA" .'),
    Break("Entity-exactMatch", "NodeKind", plus=':arvania skos:exactMatch "https://sws.geonames.org/12/" .'),
    Break("Entity-exactMatch", "Pattern", plus=":arvania skos:exactMatch <https://sws.geonames.org/12> ."),
    Break("Entity-exactMatch", "Pattern", plus=":arvania skos:exactMatch <http://www.wikidata.org/wiki/Q7> ."),
    Break("Entity-actsFor", "MaxCount", plus=":brown kg:actsFor :arvania ."),
    Break("Entity-actsFor", "Class", plus=":news kg:actsFor :kestrel ."),
    Break("Entity-partOf", "MaxCount", plus=":wing kg:partOf :news ."),
    Break("Entity-partOf", "Class", plus=":news kg:partOf :kestrel ."),
    Break("Entity-samePersonAs", "MaxCount", plus=":x a kg:Person ; rdfs:label 'X' . :short kg:samePersonAs :x ."),
    Break("Entity-samePersonAs", "Class", plus=":brown kg:samePersonAs :news ."),
    Break("Entity-sameReason", "MaxCount", plus=':short kg:sameReason "x" .'),
    Break("Entity-sameReason", "Datatype", plus=":brown kg:sameReason 1 ."),
    Break("Entity-sameReason", "MinLength", plus=':brown kg:sameReason "" .'),
    Break("Entity-holds", "Class", plus=":brown org:holds :news .", also=("Post-holder",)),
    Break("Entity-role", "MaxCount", plus=':brown kg:role "envoy" .'),
    Break("Entity-role", "NodeKind", *swap(":brown", "kg:role", '"minister"', ":x")),
    Break("Entity-role", "MinLength", *swap(":brown", "kg:role", '"minister"', '""')),
    Break("Entity-within", "Class", plus=":kestrel kg:within :brown ."),
    Break("Entity-activeIn", "Class", plus=":front kg:activeIn :kestrel ."),
    Break("Entity-ideology", "MaxCount", plus=':front kg:ideology "northern", "southern" .'),
    Break("Entity-ideology", "Datatype", plus=':front kg:ideology "northern"@en .'),
    Break("Entity-ideology", "MinLength", plus=':front kg:ideology "" .'),
    Break("Entity-lat", "MaxCount", plus=":kestrel wgs84:lat 28.5 ."),
    Break("Entity-lat", "Datatype", *swap(":kestrel", "wgs84:lat", "27.5", "27.5e0")),
    Break("Entity-lat", "MinInclusive", *swap(":kestrel", "wgs84:lat", "27.5", "-90.1")),
    Break("Entity-lat", "MaxInclusive", *swap(":kestrel", "wgs84:lat", "27.5", "90.1")),
    Break("Entity-long", "MaxCount", plus=":kestrel wgs84:long 28.5 ."),
    Break("Entity-long", "Datatype", *swap(":kestrel", "wgs84:long", "-61.25", "-61.25e0")),
    Break("Entity-long", "MinInclusive", *swap(":kestrel", "wgs84:long", "-61.25", "-180.1")),
    Break("Entity-long", "MaxInclusive", *swap(":kestrel", "wgs84:long", "-61.25", "180.1")),
    Break("State-country", "MinCount", ':arvania kg:country "XAA" .'),
    Break("Person", "Not", plus=":brown a kg:City ."),
    Break("Organization", "Not", plus=":front a kg:Group ."),
    Break("Group", "Not", plus=":crowd a kg:City ."),
    Break("Place", "Or", ":kestrel wgs84:long -61.25 ."),
    Break("Place", "Or", ":kestrel wgs84:lat 27.5 ."),
    Break("Entity-direct-relation", "SPARQL", plus=":arvania kg:condemned :belmark ."),
    Break("Entity-direct-relation", "SPARQL", plus=":belmark kg:attacked :arvania ."),
    Break("Entity-direct-relation", "SPARQL", plus=":front kg:clashedWith :arvania ."),
    Break("unknown-class", "SPARQL", plus=":x a kg:Town ."),
    # Posts
    Break("Post", "Closed", plus=':post rdfs:comment "x" .'),
    Break(
        "Post",
        "NodeKind",
        plus='_:x a org:Post ; rdfs:label "x" ; org:postIn :belmark ; org:heldBy :brown .',
        also=("Post-evidence",),
    ),
    Break("Post-label", "MinCount", ':post rdfs:label "Minister of Belmark" .'),
    Break("Post-label", "MaxCount", plus=':post rdfs:label "minister" .'),
    Break("Post-label", "NodeKind", *swap(":post", "rdfs:label", '"Minister of Belmark"', ":x")),
    Break("Post-label", "MinLength", *swap(":post", "rdfs:label", '"Minister of Belmark"', '""')),
    Break("Post-postIn", "MinCount", ":post org:postIn :belmark ."),
    Break("Post-postIn", "MaxCount", plus=":post org:postIn :arvania ."),
    Break("Post-postIn", "Class", *swap(":post", "org:postIn", ":belmark", ":kestrel")),
    Break("Post-heldBy", "MinCount", plus=':x a org:Post ; rdfs:label "x" ; org:postIn :belmark .'),
    Break(
        "Post-heldBy",
        "Class",
        plus=":post org:heldBy :news . :news org:holds :post . «Arvan News» kg:namesPost :post .",
    ),
    Break("Post-evidence", "SPARQL", "«Brown» kg:namesPost :post ."),
    Break("Post-evidence", "SPARQL", ":brown org:holds :post ."),
    Break("Post-holder", "SPARQL", plus=":wing org:holds :post ."),
    Break("Mention-namesPost", "Class", plus="«Brown» kg:namesPost :front ."),
    # The data set
    Break(
        "Dataset",
        "NodeKind",
        plus='_:x a void:Dataset, dcat:Dataset ; dcterms:title "All" ; kg:softwareVersion "1" ; kg:pipeline "x" ;'
        ' kg:ontologyVersion "1" .',
    ),
    Break("Dataset-type", "HasValue", ":dataset a dcat:Dataset ."),
    Break("Dataset-title", "MinCount", ':dataset dcterms:title "All" .'),
    Break("Dataset-title", "NodeKind", *swap(":dataset", "dcterms:title", '"All"', ":x")),
    Break("Dataset-title", "MaxCount", plus=':dataset dcterms:title "Some" .'),
    Break("Dataset-description", "MaxCount", plus=':dataset dcterms:description "One", "Another" .'),
    Break("Dataset-description", "NodeKind", plus=":dataset dcterms:description :x ."),
    Break("Dataset-description", "MinLength", plus=':dataset dcterms:description "" .'),
    *(
        one
        for name, value in (("softwareVersion", "0.1.0"), ("pipeline", "kg_en 0.1"), ("ontologyVersion", "0.1.0"))
        for one in (
            Break(f"Dataset-{name}", "MinCount", f':dataset kg:{name} "{value}" .'),
            Break(f"Dataset-{name}", "MaxCount", plus=f':dataset kg:{name} "other" .'),
            Break(f"Dataset-{name}", "Datatype", *swap(":dataset", f"kg:{name}", f'"{value}"', "1")),
        )
    ),
    Break("Dataset-license", "MaxCount", plus=":dataset dcterms:license <https://example.org/other> ."),
    Break("Dataset-license", "NodeKind", *swap(":dataset", "dcterms:license", "<https://example.org/free>", '"free"')),
    Break("Dataset-triples", "MaxCount", plus=":dataset void:triples 901 ."),
    Break("Dataset-triples", "Datatype", *swap(":dataset", "void:triples", "900", '"900"')),
    Break("Dataset-triples", "MinInclusive", *swap(":dataset", "void:triples", "900", "-1")),
    Break("Dataset-temporal", "MaxCount", plus=f":dataset dcterms:temporal :p . {PERIOD}"),
    Break("Dataset-temporal", "Class", *swap(":dataset", "dcterms:temporal", ":period", ":article")),
    Break("Dataset-wasGeneratedBy", "MaxCount", plus=":dataset prov:wasGeneratedBy :b . :b a prov:Activity ."),
    Break("Dataset-wasGeneratedBy", "Class", *swap(":dataset", "prov:wasGeneratedBy", ":build", ":article")),
    Break("Period-startDate", "MinCount", f":period dcat:startDate {day(17)} ."),
    Break("Period-startDate", "MaxCount", plus=f":period dcat:startDate {day(16)} ."),
    Break("Period-startDate", "Datatype", *swap(":period", "dcat:startDate", day(17), '"2024"^^xsd:gYear')),
    Break("Period-startDate", "LessThanOrEquals", *swap(":period", "dcat:startDate", day(17), day(19))),
    Break("Period-endDate", "MinCount", f":period dcat:endDate {day(18)} ."),
    Break("Period-endDate", "MaxCount", plus=f":period dcat:endDate {day(19)} ."),
    Break("Period-endDate", "Datatype", *swap(":period", "dcat:endDate", day(18), '"2025"^^xsd:gYear')),
    Break("Figure-class", "MaxCount", plus=":figure void:class kg:Claim ."),
    Break("Figure-class", "NodeKind", *swap(":figure", "void:class", "kg:Article", '"kg:Article"')),
    Break("Figure-entities", "MinCount", ":figure void:entities 2 ."),
    Break("Figure-entities", "MaxCount", plus=":figure void:entities 3 ."),
    Break("Figure-entities", "Datatype", *swap(":figure", "void:entities", "2", "2.5")),
    Break("Figure-entities", "MinInclusive", *swap(":figure", "void:entities", "2", "-2")),
]

#: Parts of other shapes: what they find is told by the shape that they are part of.
INNER = {"EventType", "EventType-class", "PartyClass", "Place-both", "Place-neither"}

#: What is no constraint but says where a shape applies and what it says.
NO_CONSTRAINTS = {"targetClass", "targetSubjectsOf", "path", "message", "property", "ignoredProperties"}


def constraints(shapes: str, checks: str) -> set[tuple[str, str]]:
    """List all constraints of a file of shapes and a folder of checks, as name and component."""
    found = {(path.stem, "SPARQL") for path in path_of(checks).glob("*.rq")}
    for quad in parse(path_of(shapes)):
        shape, parameter = quad.subject.value.removeprefix(SHAPES), quad.predicate.value.removeprefix(SH)
        named = isinstance(quad.subject, ox.NamedNode) and quad.predicate.value.startswith(SH)
        if named and shape not in INNER and parameter not in NO_CONSTRAINTS:
            found.add((shape, parameter[0].upper() + parameter[1:]))
    return found


def by_case(report: Report) -> dict[int, set[tuple[str, str]]]:
    """Return the shapes and components that found something, for each case; its number stands in the names of nodes."""
    found = defaultdict(set)
    for finding in report.findings:
        number = int(re.search(r"case(\d+)", finding.focus)[1])
        found[number].add((finding.shape, finding.component))
    return found


def agree(found: set[tuple[str, str]], wanted: Break) -> None:
    """Check that the wanted shape found the mistake, and no other did."""
    assert (wanted.shape, wanted.component) in found
    assert {shape for shape, _ in found} == {wanted.shape, *wanted.also}


@pytest.fixture(scope="module")
def found():
    graphs = [graph(one.minus, one.plus, f"case{number}") for number, one in enumerate(BREAKS)]
    return by_case(validate(quad for quads in graphs for quad in quads))


def test_the_graph_that_is_broken_below_conforms():
    assert validate(graph()).findings == ()


@pytest.mark.parametrize("number", range(len(BREAKS)), ids=[f"{one.shape}-{one.component}" for one in BREAKS])
def test_breaking_the_graph_breaks_exactly_that_shape(found, number):
    agree(found[number], BREAKS[number])


def test_each_constraint_of_the_graph_has_a_graph_that_breaks_it():
    assert constraints("shapes/kg.ttl", "shapes/checks") == {(one.shape, one.component) for one in BREAKS}


def test_entities_may_have_exactly_the_direct_relations_of_the_ontology():
    shapes = rdflib.Graph().parse(path_of("shapes/kg.ttl"))
    allowed = {str(item).removeprefix(KG) for item in Collection(shapes, rdflib.URIRef(RELATIONS))}
    assert allowed == {str(rdflib.RDF.type), "actedOn", *load_ontology().relations}


def test_a_shape_applies_to_every_class_that_nodes_of_the_graph_have():
    ontology = load_ontology()
    targets = {
        quad.object.value.removeprefix(KG)
        for quad in parse(path_of("shapes/kg.ttl"))
        if quad.predicate.value == SH + "targetClass"
    }
    outside = [name for name, above in ontology.classes.items() if not targets & {name, *above}]
    values = ["Harm", "Reading", "Stance", "StateStatus", "Verdict", "VictimKind"]
    entries = ["Frame", "Instrument", "ReportingVerb", "SupportVerb"]
    assert outside == sorted([*values, *entries, "Trigger", "WordSet"])


# ---------------------------------------------------------------- the lexicon

HEAD = """@prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix lex: <https://w3id.org/kg-news/lexicon#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ENTRIES = {
    "Trigger": ':t a kg:Trigger ; kg:lemma "zap" ; kg:partOfSpeech "VERB" ; kg:evokes kg:Assault ; kg:frame :f ;'
    ' kg:needs "object: Xs", "on" ; kg:example "They zapped it." .',
    "Frame": ':f a kg:Frame ; rdfs:comment "c" ; kg:sourceSlots "subject by" ; kg:targetSlots "object/of" ;'
    " kg:notParty kg:MediaOrganization, kg:State, kg:City .",
    "WordSet": ':Xs a kg:WordSet ; rdfs:comment "c" ; kg:words "x y" .',
    "Instrument": ':i a kg:Instrument ; kg:words "laser" ; kg:refinesType kg:Assault ; kg:evokes kg:Bombing .',
    "SupportVerb": ':s a kg:SupportVerb ; kg:lemma "do" ; kg:nounSlot "in" ; kg:subjectIs "object" .',
    "ReportingVerb": ':r a kg:ReportingVerb ; kg:lemma "say" ; kg:partOfSpeech "VERB" ; kg:stance kg:Asserted .',
}


def entry(shape: str, component: str, *, old: str = "", new: str = "", also: tuple[str, ...] = ()) -> Break:
    """Replace ``old`` in the entry of a class by ``new``; without ``old`` the entry ends with ``new``."""
    return Break(shape, component, old or " .", new if old else f" ; {new} .", also)


CONDITIONS = ("object:Xs", "object: x y", "Object", "object/", "")
SLOTS = ("subject  by", "Subject", "subject,by", "subject/")
LEXICON_BREAKS = [
    entry("Trigger", "Closed", new='kg:lema "zip"'),
    entry("Trigger", "NodeKind", old=":t ", new="_:case "),
    entry("Trigger-type", "HasValue", old="a kg:Trigger ;", new=""),
    entry("Trigger-lemma", "MinCount", old='kg:lemma "zap" ;', new=""),
    entry("Trigger-lemma", "Datatype", old='"zap"', new='"zap"@en'),
    entry("Trigger-lemma", "Pattern", old='"zap"', new='" "'),
    entry("Trigger-partOfSpeech", "MinCount", old='kg:partOfSpeech "VERB" ;', new=""),
    entry("Trigger-partOfSpeech", "MaxCount", new='kg:partOfSpeech "NOUN"'),
    entry("Trigger-partOfSpeech", "In", old='"VERB"', new='"verb"'),
    entry("Trigger-evokes", "MinCount", old="kg:evokes kg:Assault ;", new=""),
    entry("Trigger-evokes", "MaxCount", new="kg:evokes kg:Bombing"),
    entry("Trigger-evokes", "Node", old="kg:Assault", new="kg:Zapping"),
    entry("Trigger-frame", "MinCount", old="kg:frame :f ;", new=""),
    entry("Trigger-frame", "MaxCount", new="kg:frame lex:Act"),
    entry("Trigger-frame", "Class", old=":f ", new="lex:Nothing "),
    entry("Trigger-needs", "Datatype", new='kg:needs "at"@en'),
    *(entry("Trigger-needs", "Pattern", new=f'kg:needs "{text}"') for text in CONDITIONS),
    entry("Trigger-forbids", "Datatype", new="kg:forbids 1", also=()),
    *(entry("Trigger-forbids", "Pattern", new=f'kg:forbids "{text}"') for text in CONDITIONS),
    entry("Trigger-wordset", "SPARQL", old="object: Xs", new="object: Nothing"),
    entry("Trigger-wordset", "SPARQL", new='kg:forbids "by: Nobody"'),
    entry("Trigger-requires", "In", new='kg:requires "place"'),
    entry("Trigger-announcementCounts", "MaxCount", new="kg:announcementCounts true, false"),
    entry("Trigger-announcementCounts", "Datatype", new='kg:announcementCounts "true"'),
    entry("Trigger-negated", "MaxCount", new="kg:negated true, false"),
    entry("Trigger-negated", "Datatype", new='kg:negated "yes"^^xsd:boolean'),
    entry("Trigger-impliedSource", "MaxCount", new='kg:impliedSource "protesters", "rioters"'),
    entry("Trigger-impliedSource", "Datatype", new='kg:impliedSource "protesters"@en'),
    entry("Trigger-impliedSource", "Pattern", new='kg:impliedSource "The rioters"'),
    entry("Trigger-example", "MinCount", old='kg:example "They zapped it."', new='kg:requires "target"'),
    entry("Trigger-example", "Datatype", old='"They zapped it."', new='"They zapped it."@en'),
    entry("Trigger-example", "MinLength", old='"They zapped it."', new='"zap"'),
    entry("Trigger-counterExample", "Datatype", new='kg:counterExample "They slept well."@en'),
    entry("Trigger-counterExample", "MinLength", new='kg:counterExample "zap"'),
    entry("Frame", "Closed", new='kg:placeSlots "in"'),
    entry("Frame", "NodeKind", old=":f ", new="_:case ", also=("Trigger-frame",)),
    entry("Frame-notParty", "Node", new="kg:notParty kg:Assault"),
    entry("Frame-notParty", "Node", new="kg:notParty kg:Media"),
    entry("Frame-notParty", "Node", new='kg:notParty "MediaOrganization"'),
    entry("Frame-comment", "MinCount", old='rdfs:comment "c" ;', new=""),
    entry("Frame-comment", "MaxCount", new='rdfs:comment "d"'),
    entry("Frame-comment", "NodeKind", old='"c"', new=":c"),
    *(
        one
        for name, value in (("source", '"subject by"'), ("target", '"object/of"'))
        for one in (
            entry(f"Frame-{name}Slots", "MinCount", old=f"kg:{name}Slots {value}", new='rdfs:comment "c"'),
            entry(f"Frame-{name}Slots", "MaxCount", new=f'kg:{name}Slots "at"'),
            entry(f"Frame-{name}Slots", "Datatype", old=value, new=value + "@en"),
            *(entry(f"Frame-{name}Slots", "Pattern", old=value, new=f'"{text}"') for text in SLOTS),
        )
    ),
    entry("WordSet", "Closed", new='kg:word "z"'),
    entry("WordSet", "NodeKind", old=":Xs ", new="_:case ", also=("Trigger-wordset",)),
    entry("WordSet-comment", "MinCount", old='rdfs:comment "c" ;', new=""),
    entry("WordSet-comment", "MaxCount", new='rdfs:comment "d"'),
    entry("WordSet-comment", "NodeKind", old='"c"', new=":c"),
    entry("WordSet-words", "MinCount", old='; kg:words "x y"', new=""),
    entry("WordSet-words", "Datatype", old='"x y"', new='"x y"@en'),
    entry("WordSet-words", "Pattern", old='"x y"', new='" "'),
    entry("Instrument", "Closed", new='kg:lemma "laser"'),
    entry("Instrument", "NodeKind", old=":i ", new="_:case "),
    entry("Instrument-type", "HasValue", old="a kg:Instrument ;", new=""),
    entry("Instrument-words", "MinCount", old='kg:words "laser" ;', new=""),
    entry("Instrument-words", "Datatype", old='"laser"', new='"laser"@en'),
    entry("Instrument-words", "Pattern", old='"laser"', new='""'),
    entry("Instrument-refinesType", "MinCount", old="kg:refinesType kg:Assault ;", new=""),
    entry("Instrument-refinesType", "Node", old="kg:Assault", new="kg:State"),
    entry("Instrument-evokes", "MinCount", old="; kg:evokes kg:Bombing", new=""),
    entry("Instrument-evokes", "MaxCount", new="kg:evokes kg:Airstrike"),
    entry("Instrument-evokes", "Node", old="kg:Bombing", new="kg:Lasering"),
    entry("SupportVerb", "Closed", new='kg:particle "out"'),
    entry("SupportVerb", "NodeKind", old=":s ", new="_:case "),
    entry("SupportVerb-lemma", "MinCount", old='kg:lemma "do" ;', new=""),
    entry("SupportVerb-lemma", "Datatype", old='"do"', new='"do"@en'),
    entry("SupportVerb-lemma", "Pattern", old='"do"', new='""'),
    entry("SupportVerb-nounSlot", "MaxCount", new='kg:nounSlot "under"'),
    entry("SupportVerb-nounSlot", "Datatype", old='"in"', new='"in"@en'),
    entry("SupportVerb-nounSlot", "Pattern", old='"in"', new='"in it"'),
    entry("SupportVerb-subjectIs", "MaxCount", new='kg:subjectIs "subject"'),
    entry("SupportVerb-subjectIs", "In", old='"object"', new='"target"'),
    entry("ReportingVerb", "Closed", new="kg:evokes kg:Assault"),
    entry("ReportingVerb", "NodeKind", old=":r ", new="_:case "),
    entry("ReportingVerb-lemma", "MinCount", old='kg:lemma "say" ;', new=""),
    entry("ReportingVerb-lemma", "Datatype", old='"say"', new='"say"@en'),
    entry("ReportingVerb-lemma", "Pattern", old='"say"', new='""'),
    entry("ReportingVerb-partOfSpeech", "MinCount", old='kg:partOfSpeech "VERB" ;', new=""),
    entry("ReportingVerb-partOfSpeech", "MaxCount", new='kg:partOfSpeech "ADP"'),
    entry("ReportingVerb-partOfSpeech", "In", old='"VERB"', new='"verb"'),
    entry("ReportingVerb-stance", "MinCount", old="; kg:stance kg:Asserted", new=""),
    entry("ReportingVerb-stance", "MaxCount", new="kg:stance kg:Denied"),
    entry("ReportingVerb-stance", "In", old="kg:Asserted", new="kg:Sure"),
]


def lexicon(broken: Break, number: int) -> str:
    """Return one entry of each class, with that of the shape's class broken; names are those of the case alone."""
    entries = dict(ENTRIES)
    name = broken.shape.split("-")[0]
    assert broken.minus in entries[name], broken
    head, _, tail = entries[name].rpartition(broken.minus)
    entries[name] = head + broken.plus + tail
    text = "\n".join(entries.values()).replace("_:case", f"_:case{number}").replace("Xs", f"Xs{'x' * number}")
    return f"@prefix : <https://example.org/case{number}#> .\n{text}\n"


@pytest.fixture(scope="module")
def found_in_lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "mine.ttl"
    path.write_text(HEAD + "".join(lexicon(one, number) for number, one in enumerate(LEXICON_BREAKS)))
    return by_case(validate_lexicon([path]))


def test_the_lexicon_of_the_package_conforms():
    assert validate_lexicon().findings == ()


@pytest.mark.parametrize(
    "number", range(len(LEXICON_BREAKS)), ids=[f"{one.shape}-{one.component}" for one in LEXICON_BREAKS]
)
def test_breaking_an_entry_of_the_lexicon_breaks_exactly_that_shape(found_in_lexicon, number):
    agree(found_in_lexicon[number], LEXICON_BREAKS[number])


def test_each_constraint_of_the_lexicon_has_an_entry_that_breaks_it():
    wanted = constraints("shapes/lexicon.ttl", "shapes/lexicon-checks")
    assert wanted == {(one.shape, one.component) for one in LEXICON_BREAKS}
