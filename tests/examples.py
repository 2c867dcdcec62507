"""A small hand-made example, of invented states and events, that tests of every stage can use.

Two articles tell of five events. They agree on an air strike, in slightly different numbers, and disagree on who did
an ambush; there is a denied event, a claim of responsibility, and text that tries to break out of a literal.
"""

from kg.graph.rdf_dataset import BuildInfo
from kg.iris import article_key
from kg.model import (
    Analysis,
    Argument,
    Claim,
    Comparison,
    Document,
    Entity,
    Estimate,
    Event,
    Hedge,
    Links,
    Membership,
    Mention,
    Span,
    Toll,
    When,
)
from kg.tolls import toll_key

FIRST_TEXT = """Arvania strikes bases in Belmark

Arvania struck bases of the Northern Front in Belmark on Tuesday, killing at least two children, Belmark's foreign \
ministry told the Arvan News Agency.
Arvania denied that its jets had bombed a school of Belmark in Kestrel.
The Hill Brigade claimed responsibility for Monday's ambush near Kestrel, in which seven soldiers of Belmark died.
"""

SECOND_TEXT = (
    "Belmark recalled its ambassador from Arvania on Wednesday, a day after air strikes by Arvania killed three "
    "people.\r\n"
    'Its ministry spoke of a \u201cblatant breach\u201d \u2013 "enough" <http://a> """ . \\ ]]> &amp; \u200f\u202e.\n'
    "The Northern Front may have ambushed soldiers of Belmark near Kestrel on Monday, an official said."
)

FIRST = Document(
    id="a1_strikes",
    text=FIRST_TEXT,
    title="Arvania strikes bases in Belmark",
    published="2024-01-17",
    publisher="Example Gazette",
    url="https://example.org/news?id=1&x=<2>",
    origin="example.jsonl:1",
)
SECOND = Document(
    id="b2 Recall\u2019s \u202edone", text=SECOND_TEXT, title='"Recall" <b>\u202e\u2013 now', published="2024-01-18"
)

ARVANIA, BELMARK = "state/XAA", "state/XBB"
FRONT, BRIGADE = "group/northern-front", "group/hill-brigade"
AGENCY, MINISTRY, KESTREL, HILLS = "media/arvan-news-agency", "body/xbb-foreign", "place/kestrel", "place/hill-province"

ENTITIES = (
    Entity(MINISTRY, "GovernmentBody", "Foreign Ministry of Belmark", country="XBB", acts_for=BELMARK),
    Entity(BRIGADE, "MilitantGroup", "Hill Brigade", aliases=("HB", "Hill Brigade")),
    Entity(FRONT, "MilitantGroup", "Northern Front", aliases=('"The" Front', "NF")),
    Entity(AGENCY, "MediaOrganization", "Arvan News Agency", country="XAA"),
    Entity(HILLS, "Province", "Hill Province", country="XBB", within=(BELMARK,)),
    Entity(KESTREL, "City", "Kestrel", country="XBB", within=(HILLS, BELMARK), lat=27.5, lon=-61.25),
    Entity(ARVANIA, "State", "Arvania", aliases=("Republic of Arvania",), country="XAA"),
    Entity(BELMARK, "State", "Belmark", country="XBB"),
)


def span(document: Document, words: str, nth: int = 0) -> Span:
    """Return where ``words`` stand in the text, the ``nth`` time that they occur."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(start, start + len(words))


def argument(document: Document, key: str, words: str, nth: int = 0) -> Argument:
    """Return an entity with the words that name it."""
    return Argument(key, span(document, words, nth), words)


def when(document: Document, words: str, start: str | None, end: str | None = None, nth: int = 0) -> When:
    """Return a time, resolved against the publication date."""
    return When(span(document, words, nth), words, start, end or start, anchor=document.published, rule="weekday")


def dead(document: Document, words: str, number: int, hedge: Hedge = "exact", victims: str | None = None) -> Toll:
    """Return how many were killed; with a hedge the end is open."""
    kinds = {"children": ("Children",), "soldiers": ("Soldiers",)}.get(victims or "", ())
    most = number if hedge == "exact" else None
    return Toll("killed", span(document, words), words, number, most, hedge, victims, kinds)


def sentence(document: Document, nth: int) -> Span:
    """Return the ``nth`` line of the text that is not empty."""
    lines = [line for line in document.text.splitlines() if line]
    return span(document, lines[nth])


STRIKE = Claim(
    key="claim/aa-strike",
    doc=FIRST.id,
    type="Airstrike",
    trigger=span(FIRST, "struck"),
    sentence=sentence(FIRST, 1),
    rule="lexicon#strike-verb",
    source=(argument(FIRST, ARVANIA, "Arvania", 1),),
    target=(argument(FIRST, FRONT, "the Northern Front"), argument(FIRST, BELMARK, "Belmark", 1)),
    place=(argument(FIRST, BELMARK, "Belmark", 1),),
    when=when(FIRST, "Tuesday", "2024-01-16"),
    tolls=(dead(FIRST, "at least two children", 2, "at least", "children"),),
    claimer=(argument(FIRST, MINISTRY, "Belmark's foreign ministry"),),
    relayed_by=argument(FIRST, AGENCY, "the Arvan News Agency"),
    slots=("source: subject", "target: object"),
    confidence=0.85,
    group="claim/aa-strike",
)
SCHOOL = Claim(
    key="claim/ab-school",
    doc=FIRST.id,
    type="Bombing",
    trigger=span(FIRST, "bombed"),
    sentence=sentence(FIRST, 2),
    rule="lexicon#bomb-verb",
    source=(argument(FIRST, ARVANIA, "Arvania", 2),),
    target=(argument(FIRST, BELMARK, "Belmark", 3),),
    place=(argument(FIRST, KESTREL, "Kestrel"),),
    claimer=(argument(FIRST, ARVANIA, "Arvania", 2),),
    stance="denied",
    confidence=0.5,
    group="claim/ab-school",
)
AMBUSH = Claim(
    key="claim/ac-ambush",
    doc=FIRST.id,
    type="ArmedAttack",
    trigger=span(FIRST, "ambush"),
    sentence=sentence(FIRST, 3),
    rule="lexicon#ambush-noun",
    source=(argument(FIRST, BRIGADE, "The Hill Brigade"),),
    target=(argument(FIRST, BELMARK, "Belmark", 4),),
    place=(argument(FIRST, KESTREL, "Kestrel", 1),),
    when=when(FIRST, "Monday", "2024-01-15"),
    tolls=(dead(FIRST, "seven", 7, victims="soldiers"),),
    claimer=(argument(FIRST, BRIGADE, "The Hill Brigade"),),
    group="claim/ac-ambush",
)
RESPONSIBILITY = Claim(
    key="claim/ad-responsibility",
    doc=FIRST.id,
    type="ClaimOfResponsibility",
    trigger=span(FIRST, "claimed responsibility"),
    sentence=sentence(FIRST, 3),
    rule="lexicon#claim-responsibility",
    source=(argument(FIRST, BRIGADE, "The Hill Brigade"),),
    group="claim/ad-responsibility",
    about=AMBUSH.key,
)
RECALL = Claim(
    key="claim/ba-recall",
    doc=SECOND.id,
    type="RecallAmbassador",
    trigger=span(SECOND, "recalled"),
    sentence=sentence(SECOND, 0),
    rule="lexicon#recall-verb",
    source=(argument(SECOND, BELMARK, "Belmark"),),
    target=(argument(SECOND, ARVANIA, "Arvania"),),
    when=when(SECOND, "Wednesday", "2024-01-17"),
    group="claim/ba-recall",
)
STRIKE_AGAIN = Claim(
    key="claim/bb-strike",
    doc=SECOND.id,
    type="Airstrike",
    trigger=span(SECOND, "air strikes"),
    sentence=sentence(SECOND, 0),
    rule="lexicon#strike-noun",
    source=(argument(SECOND, ARVANIA, "Arvania", 1),),
    when=when(SECOND, "a day after", None),
    tolls=(dead(SECOND, "three people", 3, victims="people"),),
    confidence=0.7,
    group="claim/bb-strike",
)
AMBUSH_AGAIN = Claim(
    key="claim/bc-ambush",
    doc=SECOND.id,
    type="ArmedAttack",
    trigger=span(SECOND, "ambushed"),
    sentence=sentence(SECOND, 2),
    rule="https://example.org/my-lexicon#ambush",
    source=(argument(SECOND, FRONT, "The Northern Front"),),
    target=(argument(SECOND, BELMARK, "Belmark", 1),),
    place=(argument(SECOND, KESTREL, "Kestrel"),),
    when=when(SECOND, "Monday", "2024-01-15"),
    stance="possible",
    confidence=0.6,
    group="claim/bc-ambush",
)

ANALYSES = (
    Analysis(
        document=FIRST,
        mentions=(
            Mention(span(FIRST, "Arvania"), "Arvania", (ARVANIA,), "gazetteer"),
            Mention(span(FIRST, "Arvania", 1), "Arvania", (ARVANIA,), "gazetteer"),
            Mention(span(FIRST, "the Northern Front"), "the Northern Front", (FRONT,), "ner"),
            Mention(span(FIRST, "Kestrel"), "Kestrel", (KESTREL,), "ner"),
        ),
        entities=ENTITIES,
        claims=(STRIKE, SCHOOL, AMBUSH, RESPONSIBILITY),
        words=60,
    ),
    Analysis(
        document=SECOND,
        mentions=(Mention(span(SECOND, "Its ministry"), "Its ministry", (MINISTRY, BELMARK), "coreference"),),
        entities=(ENTITIES[2], ENTITIES[4], ENTITIES[5], ENTITIES[6], ENTITIES[7]),
        claims=(RECALL, STRIKE_AGAIN, AMBUSH_AGAIN),
        words=50,
    ),
)

STRIKE_TOLL, STRIKE_TOLL_AGAIN, AMBUSH_TOLL = (toll_key(c.key, c.tolls[0]) for c in (STRIKE, STRIKE_AGAIN, AMBUSH))

LINKS = Links(
    entities=ENTITIES,
    events=(
        Event(
            key="event/a-strike",
            type="Airstrike",
            claims=(STRIKE.key, STRIKE_AGAIN.key),
            source=(ARVANIA,),
            target=(FRONT, BELMARK),
            place=(BELMARK,),
            start="2024-01-16",
            end="2024-01-16",
            estimates=(
                Estimate("killed", 2, (3, 3), 3, (STRIKE_TOLL, STRIKE_TOLL_AGAIN), (STRIKE_TOLL_AGAIN,)),
            ),
            reasons=("same type, source and day",),
            sources=2,
            members=(
                Membership((STRIKE.key,), "the first"),
                Membership(
                    (STRIKE_AGAIN.key,),
                    "type +2, killed -1: 9 points",
                    9,
                    ("type", "source"),
                    ("killed",),
                    STRIKE.key,
                    ("event/d-school",),
                ),
            ),
        ),
        Event(
            key="event/b-ambush",
            type="ArmedAttack",
            claims=(AMBUSH.key, AMBUSH_AGAIN.key),
            source=(BRIGADE,),
            target=(BELMARK,),
            place=(KESTREL,),
            start="2024-01-15",
            end="2024-01-15",
            estimates=(Estimate("killed", 7, (7, 7), 7, (AMBUSH_TOLL,), (AMBUSH_TOLL,)),),
            reasons=("same type, target, place and day",),
            sources=2,
        ),
        Event(
            key="event/c-responsibility",
            type="ClaimOfResponsibility",
            claims=(RESPONSIBILITY.key,),
            source=(BRIGADE,),
            about="event/b-ambush",
        ),
        Event(
            key="event/d-school",
            type="Bombing",
            claims=(SCHOOL.key,),
            source=(ARVANIA,),
            target=(BELMARK,),
            place=(KESTREL,),
        ),
        Event(
            key="event/e-recall",
            type="RecallAmbassador",
            claims=(RECALL.key,),
            source=(BELMARK,),
            target=(ARVANIA,),
            start="2024-01-17",
            end="2024-01-17",
        ),
    ),
    comparisons=(
        Comparison("conflicts", AMBUSH.key, AMBUSH_AGAIN.key, "source"),
        Comparison("compatible", STRIKE.key, STRIKE_AGAIN.key, "killed"),
    ),
    origins=(
        (STRIKE.key, BELMARK),
        (SCHOOL.key, ARVANIA),
        (AMBUSH.key, BRIGADE),
        (RESPONSIBILITY.key, article_key(FIRST.id)),
        (RECALL.key, article_key(SECOND.id)),
        (STRIKE_AGAIN.key, article_key(SECOND.id)),
        (AMBUSH_AGAIN.key, article_key(SECOND.id)),
    ),
)

BUILD = BuildInfo(software_version="0.0.0", pipeline="hand-made", ontology_version="0.0.0")
