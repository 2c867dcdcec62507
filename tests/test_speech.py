"""Who says so: claimer, medium and stance of what a clause reports, on hand-built parses."""

from __future__ import annotations

import pytest
from scenes import context, names, tree, word
from spacy.tokens import Doc

from kg.extract.context import Context
from kg.extract.speech import Attribution, attribution

ACT = "Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2"

#: What must hold, the parse, claimer, medium and stance of the word "hit".
SAID = [
    ("what the article says itself has no claimer", ACT, "-", "-", "asserted"),
    (
        "a reporting verb above",
        "ministry/NN/nsubj/2 said=say/VBD/root/0 that/IN/mark/5 Iran/NNP/nsubj/5 hit/VBD/ccomp/2 Iraq/NNP/obj/5",
        "pak-foreign", "-", "asserted",
    ),
    (
        "a reporting verb behind",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2 ,/,/punct/6 ministry/NN/nsubj/6 said=say/VBD/parataxis/2",
        "pak-foreign", "-", "asserted",
    ),
    (
        "a verb of no saying above",
        "ministry/NN/nsubj/2 ensured=ensure/VBD/root/0 that/IN/mark/5 Iran/NNP/nsubj/5 hit/VBD/ccomp/2",
        "-", "-", "asserted",
    ),
    (
        "an aside that nobody says",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2 ,/,/punct/5 said=say/VBD/parataxis/2",
        "-", "-", "asserted",
    ),
    (
        "an aside that says something of its own",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 ,/,/punct/5 ministry/NN/nsubj/5 said=say/VBD/parataxis/2 it/PRP/nsubj/7 "
        "fled=flee/VBD/ccomp/5",
        "-", "-", "asserted",
    ),
    (
        "according to",
        "According=accord/VBG/case/3 to/IN/fixed/1 Islamabad/NNP/obl/6 ,/,/punct/3 Iran/NNP/nsubj/6 hit/VBD/root/0",
        "pak-foreign", "-", "asserted",
    ),
    (
        "according to, with another analysis",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 according/RB/advmod/5 to/IN/case/5 Islamabad/NNP/obl/2",
        "pak-foreign", "-", "asserted",
    ),
    (
        "the innermost speaker speaks",
        "China/NNP/nsubj/2 said=say/VBD/root/0 ministry/NN/nsubj/4 said=say/VBD/ccomp/2 Iran/NNP/nsubj/6 "
        "hit/VBD/ccomp/4",
        "pak-foreign", "-", "asserted",
    ),
    (
        "denied",
        "Iran/NNP/nsubj/2 denied=deny/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 hit/VBD/ccomp/2 Iraq/NNP/obj/5",
        "IRN", "-", "denied",
    ),
    (
        "believed",
        "Iraq/NNP/nsubj/2 believes=believe/VBZ/root/0 that/IN/mark/5 Iran/NNP/nsubj/5 hit/VBD/ccomp/2 it/PRP/obj/5",
        "IRQ", "-", "possible",
    ),
    (
        "an infinitive after a verb of plain saying is no report",
        "Iraq/NNP/nsubj/2 told=tell/VBD/root/0 Iran/NNP/obj/2 to/TO/mark/5 hit/VB/xcomp/2",
        "-", "-", "asserted",
    ),
    (
        "an infinitive after a claim is one",
        "Iraq/NNP/nsubj/2 claimed=claim/VBD/root/0 to/TO/mark/5 have/VB/aux/5 hit/VBN/xcomp/2 Iran/NNP/obj/5",
        "IRQ", "-", "asserted",
    ),
    (
        "an adverbial clause beside a verb of saying is not what is said",
        "Iraq/NNP/nsubj/2 claimed=claim/VBD/root/0 it/PRP/obj/2 after/IN/mark/6 Iran/NNP/nsubj/6 hit/VBD/advcl/2",
        "-", "-", "asserted",
    ),
    (
        "reportedly",
        "Iran/NNP/nsubj/3 reportedly/RB/advmod/3 hit/VBD/root/0 Iraq/NNP/obj/3",
        "-", "-", "possible",
    ),
    (
        "reportedly weakens what somebody asserts",
        "China/NNP/nsubj/2 said=say/VBD/root/0 Iran/NNP/nsubj/5 reportedly/RB/advmod/5 hit/VBD/ccomp/2 Iraq/NNP/obj/5",
        "CHN", "-", "possible",
    ),
    (
        "who reportedly said it does not doubt it",
        "China/NNP/nsubj/3 reportedly/RB/advmod/3 said=say/VBD/root/0 Iran/NNP/nsubj/5 hit/VBD/ccomp/3 Iraq/NNP/obj/5",
        "CHN", "-", "asserted",
    ),
    (
        "reportedly does not weaken a denial",
        "Iran/NNP/nsubj/2 denied=deny/VBD/root/0 it/PRP/nsubj/5 reportedly/RB/advmod/5 hit/VBD/ccomp/2 Iraq/NNP/obj/5",
        "IRN", "-", "denied",
    ),
    (
        "what somebody did not say is possible",
        "Iraq/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 say/VB/root/0 Iran/NNP/nsubj/6 hit/VBD/ccomp/4",
        "IRQ", "-", "possible",
    ),
    (
        "a medium that was told passes on",
        "official/NN/nsubj/2 told=tell/VBD/root/0 IRNA/NNP/iobj/2 that/IN/mark/6 Iran/NNP/nsubj/6 hit/VBD/ccomp/2",
        "official", "irna", "asserted",
    ),
    (
        "a medium that somebody said it to passes on",
        "official/NN/nsubj/2 said=say/VBD/root/0 to/IN/case/4 IRNA/NNP/obl/2 that/IN/mark/7 Iran/NNP/nsubj/7 "
        "hit/VBD/ccomp/2",
        "official", "irna", "asserted",
    ),
    (
        "speaking to a medium",
        "official/NN/nsubj/2 said=say/VBD/root/0 speaking=speak/VBG/advcl/2 to/IN/case/5 IRNA/NNP/obl/3 "
        "Iran/NNP/nsubj/7 hit/VBD/ccomp/2",
        "official", "irna", "asserted",
    ),
    (
        "who else was told is no medium",
        "official/NN/nsubj/2 told=tell/VBD/root/0 China/NNP/iobj/2 that/IN/mark/6 Iran/NNP/nsubj/6 hit/VBD/ccomp/2",
        "official", "-", "asserted",
    ),
    (
        "whom a medium cites speaks",
        "IRNA/NNP/nsubj/2 said=say/VBD/root/0 citing=cite/VBG/advcl/2 official/NN/obj/3 Iran/NNP/nsubj/6 "
        "hit/VBD/ccomp/2",
        "official", "irna", "asserted",
    ),
    (
        "a medium without a source speaks itself",
        "IRNA/NNP/nsubj/2 said=say/VBD/root/0 Iran/NNP/nsubj/4 hit/VBD/ccomp/2 Iraq/NNP/obj/4",
        "irna", "-", "asserted",
    ),
    (
        "what tells who speaks is not what he says",
        "rebels=rebel/NNS/nsubj/5 who/WP/nsubj/3 hit/VBD/acl:relcl/1 Iraq/NNP/obj/3 said=say/VBD/root/0 it/PRP/obj/5",
        "-", "-", "asserted",
    ),
    (
        "the noun for something said, held by whoever says it",
        "Iraq/NNP/nmod:poss/3 's/POS/case/1 claim/NN/nsubj/7 that/IN/mark/6 Iran/NNP/nsubj/6 hit/VBD/acl/3 "
        "failed=fail/VBD/root/0",
        "IRQ", "-", "asserted",
    ),
    (
        "reports that nobody is named for",
        "reports=report/NNS/nsubj/5 that/IN/mark/4 Iran/NNP/nsubj/4 hit/VBD/acl/1 came=come/VBD/root/0",
        "-", "-", "possible",
    ),
    (
        "who rejects a claim denies it",
        "Iran/NNP/nsubj/2 rejected=reject/VBD/root/0 claims=claim/NNS/obj/2 that/IN/mark/6 "
        "it/PRP/nsubj/6 hit/VBD/acl/3",
        "IRN", "-", "denied",
    ),
    (
        "what somebody is asked for in a letter is not said in it",
        "Iraq/NNP/nsubj/2 sent=send/VBD/root/0 statements=statement/NNS/obj/2 hit/VBG/acl/3 Iran/NNP/obj/4",
        "-", "-", "asserted",
    ),
    (
        "is said to have, by nobody",
        "Iran/NNP/nsubj:pass/3 is=be/VBZ/aux:pass/3 said=say/VBN/root/0 to/TO/mark/6 have/VB/aux/6 hit/VBN/xcomp/3",
        "-", "-", "possible",
    ),
    (
        "is believed by somebody to have",
        "Iran/NNP/nsubj:pass/3 is=be/VBZ/aux:pass/3 believed=believe/VBN/root/0 by/IN/case/5 Iraq/NNP/obl:agent/3 "
        "to/TO/mark/8 have/VB/aux/8 hit/VBN/xcomp/3",
        "IRQ", "-", "possible",
    ),
    (
        "quoted as saying",
        "IRNA/NNP/nsubj/2 quoted=quote/VBD/root/0 official/NN/obj/2 as/IN/mark/5 saying=say/VBG/advcl/2 "
        "Iran/NNP/nsubj/7 "
        "hit/VBD/ccomp/5",
        "official", "irna", "asserted",
    ),
    (
        "was quoted by a medium as saying",
        "official/NN/nsubj:pass/3 was=be/VBD/aux:pass/3 quoted=quote/VBN/root/0 by/IN/case/5 IRNA/NNP/obl:agent/3 "
        "as/IN/mark/7 saying=say/VBG/advcl/3 Iran/NNP/nsubj/9 hit/VBD/ccomp/7",
        "official", "irna", "asserted",
    ),
    (
        "a medium passes on what somebody below it says",
        "IRNA/NNP/nsubj/2 reported=report/VBD/root/0 ministry/NN/nsubj/4 said=say/VBD/ccomp/2 Iran/NNP/nsubj/6 "
        "hit/VBD/ccomp/4",
        "pak-foreign", "irna", "asserted",
    ),
    (
        "as somebody said",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2 ,/,/punct/7 as/IN/mark/7 ministry/NN/nsubj/7 "
        "said=say/VBD/advcl/2",
        "pak-foreign", "-", "asserted",
    ),
    (
        "in somebody's view",
        "In/IN/case/4 China/NNP/nmod:poss/4 's/POS/case/2 view/NN/obl/6 Iran/NNP/nsubj/6 hit/VBD/root/0",
        "CHN", "-", "asserted",
    ),
    (
        "according to, on a side of the clause",
        "rebels=rebel/NNS/nsubj/7 ,/,/punct/5 according=accord/VBG/case/5 to/IN/fixed/3 "
        "Islamabad/NNP/nmod/1 ,/,/punct/5 "
        "hit/VBD/root/0 Iraq/NNP/obj/7",
        "pak-foreign", "-", "asserted",
    ),
    (
        "a warning beside it is a saying of its own",
        "Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2 ,/,/punct/6 ministry/NN/nsubj/6 warns=warn/VBZ/parataxis/2 "
        "of/IN/case/8 war/NN/obl/6",
        "-", "-", "asserted",
    ),
    (
        "before the speaker, what is said stands behind",
        "after/IN/mark/3 Iran/NNP/nsubj/3 hit/VBD/advcl/7 China/NNP/nsubj/5 said=say/VBD/root/0 it/PRP/nsubj/7 "
        "fled=flee/VBD/ccomp/5",
        "-", "-", "asserted",
    ),
    (
        "I think, said whoever speaks",
        "I/PRP/nsubj/2 think/VBP/ccomp/6 Iran/NNP/nsubj/4 hit/VBD/ccomp/2 China/NNP/nsubj/6 said=say/VBD/root/0",
        "CHN", "-", "possible",
    ),
    (
        "a speaker whom the parse leaves without a verb",
        "Iran/NNP/nsubj/2 hit/VBD/ccomp/5 ,/,/punct/5 China/NNP/obj/2 said=say/VBD/root/0",
        "CHN", "-", "asserted",
    ),
    (
        "through a clause in between",
        "Iraq/NNP/nsubj/2 said=say/VBD/root/0 it/PRP/nsubj/4 fled=flee/VBD/ccomp/2 when/IN/mark/7 Iran/NNP/nsubj/7 "
        "hit/VBD/advcl/4",
        "IRQ", "-", "asserted",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "line", "claimer", "medium", "stance"), SAID, ids=[s[0] for s in SAID])
def test_who_says_so(what: str, line: str, claimer: str, medium: str, stance: str) -> None:
    """The innermost clause of saying names the claimer, and its verb the stance."""
    assert shown(context(tree(line))) == (claimer, medium, stance)


def shown(article: Context) -> tuple[str, str, str]:
    """Claimer, medium and stance of the word "hit"."""
    found = attribution(word(article.doc, "hit"), article)
    return names(found.claimer), names([found.relayed_by]) if found.relayed_by else "-", found.stance


def test_an_event_noun_takes_the_adverb_of_its_verb() -> None:
    """ "an attack was reportedly launched" is a possible attack."""
    article = context(tree(
        "attack/NN/nsubj:pass/4 was=be/VBD/aux:pass/4"
        " reportedly/RB/advmod/4 launched=launch/VBN/root/0"
    ))
    assert attribution(article.doc[0], article) == Attribution(stance="possible")


QUOTED = [
    (
        "the speaker of the sentence before",
        "“/``/punct/6 We/PRP/nsubj/3 saw=see/VBD/ccomp/6 ”/''/punct/3 ministry/NN/nsubj/6 said=say/VBD/root/0 | "
        "“/``/punct/3 Iran/NNP/nsubj/3 hit/VBD/root/0 Iraq/NNP/obj/3 ”/''/punct/3",
        "pak-foreign",
    ),
    (
        "the speaker of the sentence behind",
        "“/``/punct/3 Iran/NNP/nsubj/3 hit/VBD/root/0 Iraq/NNP/obj/3 | "
        "We/PRP/nsubj/2 know/VBP/ccomp/6 ”/''/punct/2 ,/,/punct/2 ministry/NN/nsubj/6 said=say/VBD/root/0",
        "pak-foreign",
    ),
    (
        "no quotation, no speaker",
        "ministry/NN/nsubj/2 said=say/VBD/root/0 it/PRP/obj/2 | Iran/NNP/nsubj/2 hit/VBD/root/0 Iraq/NNP/obj/2",
        "-",
    ),
    (
        "a quotation that was closed before is over",
        "“/``/punct/2 We/PRP/ccomp/5 ”/''/punct/2 ministry/NN/nsubj/5 said=say/VBD/root/0 | Iran/NNP/nsubj/2 "
        "hit/VBD/root/0",
        "-",
    ),
    (
        "who is quoted inside the quotation is not its speaker",
        "“/``/punct/3 China/NNP/nsubj/3 said=say/VBD/root/0 it/PRP/obj/3 | Iran/NNP/nsubj/2 hit/VBD/root/0 "
        "Iraq/NNP/obj/2",
        "-",
    ),
    (
        "straight quotation marks open and close in turn",
        '"/``/punct/2 We/PRP/ccomp/5 "/\'\'/punct/2 ministry/NN/nsubj/5 said=say/VBD/root/0 | '
        '"/``/punct/3 Iran/NNP/nsubj/3 hit/VBD/root/0 "/\'\'/punct/3',
        "pak-foreign",
    ),
]


@pytest.mark.parametrize(("what", "line", "claimer"), QUOTED, ids=[q[0] for q in QUOTED])
def test_a_quotation_of_several_sentences(what: str, line: str, claimer: str) -> None:
    """What stands in quotation marks is said by whoever is named beside them, in this sentence or the next ones."""
    assert shown(context(tree(line)))[0] == claimer


def test_a_quotation_does_not_go_beyond_its_paragraph() -> None:
    """Who speaks in the paragraph before says nothing of what stands after the break."""
    line = (
        "ministry/NN/nsubj/2 said=say/VBD/root/0 it/PRP/obj/2 | “/``/punct/3 Iran/NNP/nsubj/3 hit/VBD/root/0 "
        "Iraq/NNP/obj/3"
    )
    flowing, broken = tree(line), broken_before(tree(line), "“")
    assert [shown(context(doc))[0] for doc in (flowing, broken)] == ["pak-foreign", "-"]


def broken_before(doc: Doc, mark: str) -> Doc:
    """The document with the end of a line before a word."""
    place = word(doc, mark).i
    moved = [t.head.i + (t.head.i >= place) for t in doc]
    heads = [*moved[:place], place - 1, *moved[place:]]

    def with_break(values: list[str], value: str) -> list[str]:
        return [*values[:place], value, *values[place:]]

    return Doc(
        doc.vocab,
        words=with_break([t.text for t in doc], "\n"),
        spaces=[True] * (len(doc) + 1),
        pos=with_break([t.pos_ for t in doc], "SPACE"),
        tags=with_break([t.tag_ for t in doc], "_SP"),
        lemmas=with_break([t.lemma_ for t in doc], "\n"),
        deps=with_break([t.dep_ for t in doc], "dep"),
        heads=heads,
    )
