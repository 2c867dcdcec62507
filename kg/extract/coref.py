"""Who "it", "they" and "we" are: rules that would rather find nobody than the wrong one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from kg.extract.definites import definite
from kg.extract.owners import speaker
from kg.extract.phrases import SUBJECTS, clause_subjects, is_plural, is_subject, possessor, prepositions, subject_of
from kg.extract.quotemarks import around
from kg.extract.scene import Found, Scene
from kg.model import Entity
from kg.names.spelling import spelled

PEOPLE = frozenset({"Person", "Official"})
ACTORS = frozenset(
    {
        "State", "GovernmentBody", "ArmedForce", "MilitantGroup", "PoliticalParty", "InternationalOrganization",
        "MediaOrganization", "Organization",
    }
)  # fmt: skip
MANY = ACTORS | {"Group"}
JOINED = MANY | PEOPLE
OF_STATES = frozenset({"State", "GovernmentBody", "ArmedForce"})
SCARE = 3
"""Longest quotation that only sets words off and is nothing said."""
CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass"})

Fits = Callable[[Found], bool]


def references(scene: Scene) -> Scene:
    """Find what pronouns and definite phrases refer to, in the order of the text, each by those before it."""
    scene = scene.with_(())
    scene.genders.update(_said_genders(scene))
    for token in scene.doc:
        if token.i not in scene.heads and token.pos_ in {"PRON", "DET", "NOUN", "ADJ"}:
            found = _pronoun(scene, token) or definite(scene, token)
            if found is not None:
                scene.add(found)
    return scene


def _said_genders(scene: Scene) -> dict[str, str]:
    """Return what titles and nouns of kinship say of people, else their given names: Mr Lopez and somebody's brother
    are men, and so is Boris."""
    said: dict[str, str] = {}
    for one in scene.found:
        if one.entity.cls in PEOPLE and len(one.entities) == 1:
            head = scene.doc[one.head]
            near = [head, *(scene.doc[index] for index in range(max(one.start - 2, head.sent.start), one.head))]
            near += [child for child in head.children if child.dep_ == "appos"]
            kinds = {kind for word in near if (kind := scene.words.value("gendered", word.lemma_.lower()))}
            if len(kinds) == 1:
                said.setdefault(one.entity.key, min(kinds))
    named = {one.entity.key: spelled(one.entity.label) for one in scene.found if one.entity.cls in PEOPLE}
    known = {key: scene.words.value("given name", words[0]) for key, words in named.items() if len(words) > 1}
    return {key: kind for key, kind in known.items() if kind} | said


def _pronoun(scene: Scene, token: Token) -> Found | None:
    kind = scene.words.value("pronoun", token.lower_)
    if kind is None or _says_nothing(token):
        return None
    if kind == "speaker":
        state = speaker(scene, token)
        return Found(token.i, token.i + 1, token.i, (state,), "coref/speaker") if state is not None else None
    fits = _fitting(scene, token, kind)
    pair = _pair(scene, token) if kind == "several" else None
    if pair is not None:
        return Found(token.i, token.i + 1, token.i, pair, "coref/pronoun")
    found = antecedent(scene, token, lambda one: fits(one) and not _stands_aside(scene, token, one))
    if found is None or _is_beside(scene, token, found):
        return None
    scene.genders.setdefault(found.entity.key, kind)
    return Found(token.i, token.i + 1, token.i, found.entities, "coref/pronoun")


def _pair(scene: Scene, token: Token) -> tuple[Entity, ...] | None:
    """Return those whom "they" takes up together: the joined subjects before it, when each of them is one actor."""
    subject = next(clause_subjects(token), None) or _subject_before(token)
    if subject is None or token in subject.subtree:
        return None
    words = [subject, *(one for one in subject.subtree if one.dep_ == "conj" and _joins(one, subject))]
    found = [scene.heads.get(one.i) for one in words]
    named = [one for one in found if one is not None and len(one.entities) == 1 and one.entity.cls in JOINED]
    entities = tuple({one.entity.key: one.entity for one in named}.values())
    return entities if len(words) > 1 and len(entities) == len(words) else None


def _joins(token: Token, first: Token) -> bool:
    return token.head == first or (token.head.dep_ == "conj" and token.head.head == first)


def _subject_before(token: Token) -> Token | None:
    """Return the subject of the sentence before that of a pronoun."""
    if token.sent.start == 0 or token.dep_ == "nmod:poss":
        return None
    return subject_of(token.doc[token.sent.start - 1].sent.root)


def _stands_aside(scene: Scene, token: Token, one: Found) -> bool:
    """Tell whether somebody is only spoken to beside the pronoun's own verb: "Speaking to Ana Lopez, she said"."""
    head = scene.doc[one.head]
    if is_subject(head) and head.head == _clause(token) and token.dep_ != "nmod:poss":
        return True  # who acts is not whom the same verb is about: "police fired at them"
    if token.dep_ in SUBJECTS and _is_spoken_of(token, head):
        return True
    if token.dep_ not in SUBJECTS or is_subject(head) or head.i > token.i or head.dep_ == "nmod:poss":
        return False
    return head in token.head.subtree and head.sent == token.sent


def _is_spoken_of(token: Token, named: Token) -> bool:
    """Tell whether somebody is named only in what the pronoun says: in ""Lopez cheats," he said" he is not Lopez."""
    quotation = around(named)
    outside = around(token) is None and named.sent == token.sent
    return outside and quotation is not None and quotation.end - quotation.start > SCARE


def _clause(token: Token) -> Token:
    """Return the word that a pronoun's clause hangs on: "killed" of "killed three of them"."""
    above = token.head
    while above.dep_ in {"obj", "iobj", "obl", "nmod", "nummod"} and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    return above


def _is_beside(scene: Scene, token: Token, found: Found) -> bool:
    """Tell whether the verb of a pronoun already has who it would be: in "Tehran named it" it is not Iran."""
    if token.dep_ == "nmod:poss":
        return False
    beside = [scene.heads[one.i].entity for one in token.head.children if one.i != token.i and one.i in scene.heads]
    countries = {entity.country for entity in beside if entity.country}
    return found.entity in beside or (found.entity.cls not in PEOPLE and found.entity.country in countries)


def _says_nothing(token: Token) -> bool:
    """Tell whether "it" stands for a clause or for nothing ("it is suspected that", "it rained")."""
    above = token.head
    clausal = any(one.dep_ in CLAUSES for one in above.rights)
    return (
        token.dep_ == "expl" or (clausal and token.dep_ == "nsubj:pass") or (clausal and above.pos_ in {"ADJ", "NOUN"})
    )


def _fitting(scene: Scene, token: Token, kind: str) -> Fits:
    """Return the test that an antecedent of a pronoun has to pass."""
    if kind in {"man", "woman"}:
        return lambda one: _is_one_person(scene, one) and scene.genders.get(one.entity.key, kind) == kind
    if kind == "several":
        own = token.dep_ == "nmod:poss"  # "Chile believes that their sovereignty", but not "Egypt said they"
        return lambda one: one.entity.cls in MANY and (own or len(one.entities) > 1 or one.entity.cls != "State")
    owned = token.head.lemma_.lower() if token.dep_ == "nmod:poss" else ""
    classes = OF_STATES if scene.words.has("owned by states", owned) else ACTORS
    return lambda one: one.entity.cls in classes and len(one.entities) == 1 and one.rule != "coref/both"


def _is_one_person(scene: Scene, one: Found) -> bool:
    return one.entity.cls in PEOPLE and len(one.entities) == 1 and not is_plural(scene.doc[one.head])


def antecedent(scene: Scene, token: Token, fits: Fits) -> Found | None:
    """Return what a pronoun refers to: a subject of its own sentence, else the only one that fits nearby."""
    judged = _judged(scene, token)
    if judged is not None:
        named = scene.heads.get(judged.i)
        return named if named is not None and fits(named) else None
    for subject in _subjects(token):
        found = scene.heads.get(subject.i) or (_owner(scene, subject) if token.dep_ == "nmod:poss" else None)
        if found is not None and fits(found):
            return found
        if found is None and subject.pos_ not in {"PRON", "DET"} and token.dep_ == "nmod:poss":
            return None
    here = _among(scene, token.sent, token.i, fits)
    free = token.dep_ == "nmod:poss" or scene.words.value("pronoun", token.lower_) != "thing"
    if here or token.sent.start == 0:
        return _only(here) if free else _only([one for one in here if is_subject(scene.doc[one.head])])
    before = scene.doc[token.sent.start - 1].sent
    there = _among(scene, before, before.end, fits)
    return _only([one for one in there if is_subject(scene.doc[one.head])]) or (_only(there) if free else None)


def _judged(scene: Scene, token: Token) -> Token | None:
    """Return the object whose deed follows: "its" in "condemned Russia for its strikes" is Russia's."""
    noun = token.head
    if token.dep_ != "nmod:poss" or not any(scene.words.has("deed", case) for case in prepositions(noun)):
        return None
    above = noun.head
    if noun.dep_ == "nmod" and above.dep_ == "obj":
        return above
    objects = [one for one in above.children if one.dep_ == "obj" and one.i < token.i]
    return objects[0] if noun.dep_ == "obl" and objects else None


def _subjects(token: Token) -> Iterator[Token]:
    """Yield the subjects around a pronoun; who else its verb has is not itself ("Iran said Iraq was struck by it")."""
    for subject in clause_subjects(token):
        if token.dep_ != "nmod:poss" and subject.head in (token.head, _clause(token)):
            continue
        if token.dep_ != "nmod:poss" and _has_thing(subject.head, token):
            return
        yield subject


def _has_thing(verb: Token, pronoun: Token) -> bool:
    """Tell whether a verb beside the pronoun's has an object that "it" may be as well ("made a plan and it failed")."""
    joined = pronoun.head.dep_ == "conj" and pronoun.head.head == verb
    return joined and any(one.dep_ == "obj" and one.i < pronoun.i for one in verb.rights)


def _owner(scene: Scene, subject: Token) -> Found | None:
    """Return whose a subject is: "its" in "Pakistan's remarks after its strikes" is Pakistan's."""
    owner = possessor(subject)
    return scene.heads.get(owner.i) if owner is not None else None


def _among(scene: Scene, sentence: Words, stop: int, fits: Fits) -> list[Found]:
    """Return what fits in a sentence before a token, the latest first."""
    indices = range(min(stop, sentence.end) - 1, sentence.start - 1, -1)
    return [scene.heads[index] for index in indices if index in scene.heads and fits(scene.heads[index])]


def _only(found: list[Found]) -> Found | None:
    """Return the one that all of them are; nobody when they are several."""
    return found[0] if found and len({one.entities for one in found}) == 1 else None
