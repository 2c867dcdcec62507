"""A small graph of invented states that is valid in every respect, and ways to break it, for tests of the validation.

In the Turtle below ``«words»`` stands for the mention of these words in the article; ``«»`` is the whole text.
"""

import re
from hashlib import sha256

import pyoxigraph as ox

PREFIXES = {
    "": "https://example.org/{case}/",
    "kg": "https://w3id.org/kg-news/ontology#",
    "lex": "https://w3id.org/kg-news/lexicon#",
    "ks": "https://w3id.org/kg-news/shapes#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

TEXT = (
    "On Tuesday Arvania struck Belmark 😀 near Kestrel, killing two and wounding three, Brown told Arvan News. "
    "The Northern Front claimed responsibility."
)
X_HASH = sha256(b"x").hexdigest()

GRAPH = f"""
:article a kg:Article ; dcterms:identifier "a1" ; dcterms:title "Strike" ; dcterms:issued "2024-01-18"^^xsd:date ;
    dcterms:publisher "Gazette" ; schema:url "https://example.org/a1"^^xsd:anyURI ;
    kg:text "{TEXT}" ; kg:textHash "{sha256(TEXT.encode()).hexdigest()}" .
:article kg:creditedTo :news .
:claim kg:origin :brown . :claim2 kg:origin :news . :claim4 kg:origin :article .
:event kg:independentSources 2 . :event3 kg:independentSources 0 .
:other a kg:Article ; dcterms:identifier "a2" ; kg:text "x" ; kg:textHash "{X_HASH}" .

«Arvania» kg:refersTo :arvania ; kg:foundBy "names" ; kg:reading kg:AsActor .
«Belmark» kg:refersTo :belmark .
«Kestrel» kg:refersTo :kestrel ; kg:couldBe :kestrel2 ; kg:confidence 0.8 .
«Brown» kg:refersTo :brown ; kg:namesPost :post .
«Arvan News» kg:refersTo :news .
«Northern Front» kg:refersTo :front .
«responsibility» kg:foundBy "lexicon" .

:claim a kg:Claim ; kg:inArticle :article ; kg:aboutEvent :event ; kg:eventType kg:Airstrike ; kg:stance kg:Asserted ;
    kg:trigger «struck» ; kg:sentence «» ; kg:rule lex:strike ; kg:confidence 0.9 ;
    kg:source :arvania ; kg:sourceMention «Arvania» ; kg:target :belmark ; kg:targetMention «Belmark» ;
    kg:place :kestrel ; kg:placeMention «Kestrel» ; kg:claimer :brown ; kg:claimerMention «Brown» ;
    kg:relayedBy :news ; kg:relayedByMention «Arvan News» ;
    kg:earliest "2024-01-16"^^xsd:date ; kg:latest "2024-01-16"^^xsd:date ;
    sem:hasEarliestBeginTimeStamp "2024-01-16"^^xsd:date ; sem:hasLatestBeginTimeStamp "2024-01-16"^^xsd:date ;
    sem:hasEarliestEndTimeStamp "2024-01-16"^^xsd:date ; sem:hasLatestEndTimeStamp "2024-01-16"^^xsd:date ;
    kg:timePrecision "day" ; kg:duration "PT2H"^^xsd:duration ;
    kg:timeText "On Tuesday" ; kg:timeAnchor "2024-01-18"^^xsd:date ; kg:timeMention «On Tuesday» ;
    kg:toll :dead, :hurt .
:dead a kg:Toll ; kg:harm kg:Killed ; kg:min 2 ; kg:max 2 ; kg:hedge "exact" ; kg:partial false ; kg:mention «two» ;
    kg:victims "boys" ; kg:victimKind kg:Children .
:hurt a kg:Toll ; kg:harm kg:Injured ; kg:min 3 ; kg:max 4 ; kg:hedge "range" ; kg:partial false ; kg:mention «three» .
:claim2 a kg:Claim ; kg:inArticle :article ; kg:aboutEvent :event ; kg:eventType kg:Assault ; kg:stance kg:Possible ;
    kg:trigger «struck» ; kg:sentence «» ; kg:rule lex:strike ; kg:confidence 1.0 ;
    kg:place :kestrel ; kg:placeMention «Kestrel» ;
    kg:corroborates :claim ; kg:refines :claim ; kg:conflictsWith :claim .
:claim3 a kg:Claim ; kg:inArticle :article ; kg:aboutEvent :event2 ; kg:eventType kg:ClaimOfResponsibility ;
    kg:stance kg:Asserted ; kg:trigger «claimed» ; kg:sentence «» ; kg:rule lex:claim-responsibility ;
    kg:confidence 0.0 ; kg:source :front ; kg:sourceMention «Northern Front» ; kg:aboutClaim :claim .
:claim4 a kg:Claim ; kg:inArticle :article ; kg:aboutEvent :event3 ; kg:eventType kg:Clash ; kg:stance kg:Denied ;
    kg:trigger «struck» ; kg:sentence «» ; kg:rule lex:clash ; kg:confidence 0.5 ;
    kg:source :arvania ; kg:sourceMention «Arvania» ; kg:target :front ; kg:targetMention «Northern Front» ;
    kg:earliest "2024"^^xsd:gYear ; kg:latest "2024-01"^^xsd:gYearMonth ; kg:timeMention «On Tuesday» .

:comparison a kg:Comparison ; kg:slot "type" ; kg:verdict kg:Refining ; kg:comparing :claim2 ; kg:comparedWith :claim .

<other#char=0,1> a kg:Mention ; kg:inArticle :other ; kg:begin 0 ; kg:end 1 ; kg:exact "x" .
:claim5 a kg:Claim ; kg:inArticle :other ; kg:aboutEvent :event ; kg:eventType kg:Airstrike ; kg:stance kg:Possible ;
    kg:trigger <other#char=0,1> ; kg:sentence <other#char=0,1> ; kg:rule lex:strike ; kg:confidence 0.5 ;
    kg:earliest "2024-01-16"^^xsd:date ; kg:latest "2024-01-16"^^xsd:date ; kg:timeMention <other#char=0,1> ;
    kg:timePattern "XXXX-WXX-2" ; kg:inferredFrom :claim ; kg:inferredBy "same-event-day" .

:membership a kg:Membership ; kg:memberOf :event ; kg:member :claim ; kg:reason "type +2" ; kg:score 2 ;
    kg:agreesIn "type" ; kg:disagreesIn "killed" ; kg:agreesMostWith :claim2 ; kg:couldBeEvent :event3 .

:event a kg:Airstrike ; rdfs:label "Airstrike: Arvania -> Belmark" ; kg:claim :claim, :claim2, :claim5 ;
    kg:source :arvania ; kg:target :belmark ; kg:place :kestrel ;
    kg:earliest "2024-01-16"^^xsd:date ; kg:latest "2024-01-16"^^xsd:date ;
    sem:hasEarliestBeginTimeStamp "2024-01-16"^^xsd:date ; sem:hasLatestBeginTimeStamp "2024-01-16"^^xsd:date ;
    sem:hasEarliestEndTimeStamp "2024-01-16"^^xsd:date ; sem:hasLatestEndTimeStamp "2024-01-16"^^xsd:date ;
    kg:estimate :of-dead, :of-hurt ; kg:mergeReason "same day" .
:of-dead a kg:Estimate ; kg:harm kg:Killed ; kg:low 2 ; kg:bestMin 2 ; kg:bestMax 2 ; kg:high 2 ;
    kg:basedOn :dead ; kg:bestFrom :dead .
:of-hurt a kg:Estimate ; kg:harm kg:Injured ; kg:low 3 ; kg:bestMin 3 ; kg:bestMax 4 ; kg:high 4 ;
    kg:basedOn :hurt ; kg:bestFrom :hurt .
:event2 a kg:ClaimOfResponsibility ; rdfs:label "Claim" ; kg:claim :claim3 ; kg:source :front ;
    kg:responsibilityFor :event .
:event3 a kg:Clash ; rdfs:label "Clash" ; kg:claim :claim4 ; kg:source :front ; kg:target :arvania .
:arvania kg:attacked :belmark .

:arvania a kg:State ; rdfs:label "Arvania" ; skos:altLabel "Republic of Arvania" ; kg:country "XAA" ;
    kg:status kg:DisputedState ; kg:claimedBy :belmark .
:belmark a kg:State ; rdfs:label "Belmark" ; kg:country "XBB" ; kg:iso2 "XB" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q7> .
:kestrel a kg:City ; rdfs:label "Kestrel" ; kg:country "XBB" ; kg:within :belmark ; wgs84:lat 27.5 ; wgs84:long -61.25 ;
    skos:exactMatch <https://sws.geonames.org/12/> .
:kestrel2 a kg:City ; rdfs:label "Kestrel" .
:front a kg:MilitantGroup ; rdfs:label "Northern Front"@en .
:crowd a kg:Group ; rdfs:label "protesters" .
:brown a kg:Official ; rdfs:label "Brown" ; kg:actsFor :belmark ; kg:role "minister" ; kg:country "XBB" .
:brown org:holds :post .
:post a org:Post ; rdfs:label "Minister of Belmark" ; org:postIn :belmark ; org:heldBy :brown .
:short a kg:Official ; rdfs:label "B." ; kg:samePersonAs :brown ; kg:sameReason "same post" .
:wing a kg:MilitantGroup ; rdfs:label "Eastern Wing" ; kg:partOf :front .
:news a kg:MediaOrganization ; rdfs:label "Arvan News" .
:dataset a void:Dataset, dcat:Dataset ; dcterms:title "All" ; kg:softwareVersion "0.1.0" ; kg:pipeline "kg_en 0.1" ;
    kg:ontologyVersion "0.1.0" ; dcterms:license <https://example.org/free> ; void:triples 900 ;
    dcterms:temporal :period ; prov:wasGeneratedBy :build ; void:classPartition :figure .
:period a dcterms:PeriodOfTime ; dcat:startDate "2024-01-17"^^xsd:date ; dcat:endDate "2024-01-18"^^xsd:date .
:build a prov:Activity . :figure void:class kg:Article ; void:entities 2 .
"""

CLAIM = """ kg:inArticle :article ; kg:eventType kg:Airstrike ; kg:stance kg:Asserted ;
    kg:trigger «struck» ; kg:sentence «» ; kg:rule lex:strike ; kg:confidence 0.5 ; kg:aboutEvent :event ."""


def mention(words: str) -> str:
    """Return the IRI of the first mention of some words, as Turtle writes it."""
    begin = TEXT.index(words) if words else 0
    return f"<article#char={begin},{begin + len(words or TEXT)}>"


def described(words: str) -> str:
    """Return the triples that every mention has."""
    begin = TEXT.index(words) if words else 0
    exact = words or TEXT
    return (
        f"{mention(words)} a kg:Mention ; kg:inArticle :article ; kg:begin {begin} ; kg:end {begin + len(exact)} ;"
        f' kg:exact "{exact}" .\n'
    )


def triples(turtle: str, case: str = "valid") -> list[ox.Triple]:
    """Parse Turtle in which the prefixes above, ``«words»`` and ``_:x`` can be used; ``case`` keeps copies apart."""
    head = "".join(f"@prefix {name}: <{iri.format(case=case)}> .\n" for name, iri in PREFIXES.items())
    body = re.sub("«(.*?)»", lambda match: mention(match[1]), turtle).replace("_:x", f"_:{case}")
    base = PREFIXES[""].format(case=case)
    return [quad.triple for quad in ox.parse(head + body, format=ox.RdfFormat.TURTLE, base_iri=base)]


def graph(minus: str = "", plus: str = "", case: str = "valid") -> list[ox.Quad]:
    """Return the valid graph without the triples of ``minus`` and with those of ``plus``."""
    words = sorted(set(re.findall("«(.*?)»", GRAPH)))
    whole = triples(GRAPH + "".join(map(described, words)), case)
    removed = triples(minus, case)
    missing = [triple for triple in removed if triple not in whole]
    if missing:
        raise ValueError(f"To be removed, but not there: {missing}")
    kept = [triple for triple in whole if triple not in removed]
    return [ox.Quad(*triple) for triple in (*kept, *triples(plus, case))]
