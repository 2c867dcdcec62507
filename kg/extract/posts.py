"""Titles and posts in the text ("Iran's Foreign Minister", "deputy governor of the province") and who holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.mentions import PERSON, Named
from kg.extract.nouns import Noun, holder, is_modifier, nouns
from kg.extract.phrases import NOMINALS, complements, prepositions, root_of
from kg.extract.scene import Scene
from kg.model import Entity
from kg.names.nounlists import Role

PEOPLE = frozenset({"Person", "Official", "Group"})
PUBLIC = frozenset({"GovernmentBody", "ArmedForce", "InternationalOrganization"})
MODIFIER = "modifier"
FARTHEST_ARTICLE = 4
"""Words between a comma and a post in apposition ("X, the first ever woman president")."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title or post: the listed noun, where its phrase ends, whose it is, and whether it is held no more."""

    noun: Noun
    end: int
    owner: Entity | None
    past: bool

    @property
    def pattern(self) -> str:
        """Return the post as the list has it."""
        return self.noun.entry.pattern.removesuffix(" *")

    @property
    def start(self) -> int:
        """Return where its phrase begins."""
        return self.noun.start


def posts(scene: Scene) -> Iterator[Post]:
    """Yield the titles and posts of an article in the order of the text."""
    for noun in nouns(scene, scene.gazetteer.role_nouns):
        if noun.head not in scene.heads and not _is_no_post(scene, noun):
            owner = holder(scene, noun) or _beyond_field(scene, noun)
            if owner is None and scene.words.has("vague post", noun.entry.pattern) and scene.doc[noun.head].is_lower:
                continue
            yield Post(_of_state(scene, noun, owner), _end(scene, noun), owner, _is_past(scene, noun))


def is_bare_title(scene: Scene, one: Named) -> bool:
    """Tell whether all of a name is a title with an article before it or with whose it is after it ("the Emir of")."""
    if one.length != 1 or scene.doc[one.start].lower_ not in scene.gazetteer.roles:
        return False
    before, after = one.start - 1, one.end
    of = after < len(scene.doc) and scene.words.has("field", scene.doc[after].lower_)
    return of or (before >= 0 and scene.doc[before].pos_ == "DET")


def _of_state(scene: Scene, noun: Noun, owner: Entity | None) -> Noun:
    """Return the noun, as a post where only the state or the body makes it one ("the Cuban leader", "the UN head")."""
    entry = noun.entry
    public = owner is not None and owner.cls in PUBLIC and scene.words.has("body post", entry.pattern)
    if public and not noun.plural:
        return replace(noun, entry=Role(entry.pattern, "Official", "other", True))
    if noun.plural or owner is None or owner.cls != "State" or not scene.words.has("state post", entry.pattern):
        return noun
    return replace(noun, entry=Role(entry.pattern, "Official", "head-of-state", True))


def _is_no_post(scene: Scene, noun: Noun) -> bool:
    """Tell whether the word is part of a name, or without its capitals another word ("p.m.")."""
    lower = scene.words.has("capital only", noun.entry.pattern) and scene.doc[noun.first].is_lower
    return lower or scene.words.has("honorific", noun.entry.pattern)


def _beyond_field(scene: Scene, noun: Noun) -> Entity | None:
    """Return whose a post is by the words after its field ("minister for foreign affairs of Angola")."""
    field = _field(scene, noun) if scene.words.has("field post", noun.entry.pattern) else None
    after = complements(scene.doc[field[1] - 1]) if field else ()
    return next((scene.cover[one.i].entity for one in after if one.i in scene.cover), None)


def field_of(scene: Scene, noun: Noun) -> str:
    """Return what a minister is for, by the words after the post ("of foreign affairs"); nothing for other posts."""
    field = _field(scene, noun) if scene.words.has("field post", noun.entry.pattern) else None
    return scene.text(field[0], field[1]).lower() if field else ""


def _field(scene: Scene, noun: Noun) -> tuple[int, int] | None:
    doc, start = scene.doc, noun.end + 1
    if start >= len(doc) or not scene.words.has("field", doc[noun.end].lower_):
        return None
    start += doc[start].pos_ == "DET"
    end = start
    while end < len(doc) and _is_field(scene, end, capital=doc[noun.first].text.istitle()):
        end += 1
    while end > start and doc[end - 1].pos_ == "CCONJ":
        end -= 1
    return (start, end) if start < end else None


def _is_field(scene: Scene, index: int, *, capital: bool) -> bool:
    """Tell whether a word goes on with what a minister is for; a capitalised title has capitalised nouns."""
    token = scene.doc[index]
    if token.ent_type_ in PERSON or index in scene.cover:
        return False
    return token.pos_ == "CCONJ" or (token.pos_ in NOMINALS | {"ADJ"} and token.text[:1].isupper() is capital)


def common_post(scene: Scene, pattern: str) -> str:
    """Return one name for posts that differ in nothing but who holds them ("spokeswoman", "spokesman")."""
    *before, last = (scene.words.value("same post", pattern) or pattern).split(" ")
    name = " ".join((*before, scene.words.value("same post", last) or last))
    return scene.words.value("same post", name) or name


def _end(scene: Scene, noun: Noun) -> int:
    """Return where the phrase ends: with the places and bodies that the words after the noun name."""
    field = _field(scene, noun) if scene.words.has("field post", noun.entry.pattern) else None
    end = field[1] if field else noun.end
    heads = (scene.doc[noun.head], scene.doc[end - 1]) if field else (scene.doc[noun.head],)
    for one in (found for head in heads for found in complements(head)):
        if not any(scene.words.has("of a post", case) for case in prepositions(one)):
            continue
        if one.left_edge.i <= end and one.i in scene.cover:
            parts = [scene.cover[token.i] for token in (one, *complements(one)) if token.i in scene.cover]
            for part in parts:
                near = part.start - end <= FARTHEST_ARTICLE and part.entity.cls not in PEOPLE
                end = max(end, part.end) if near else end
    return end


def _is_past(scene: Scene, noun: Noun) -> bool:
    """Tell whether a word before the post says that it is held no more, or not really ("former", "self-styled")."""
    before = range(max(noun.start - 1, 0), noun.first)
    found = (scene.gazetteer.roles.get(scene.forms.words[index]) for index in before)
    return any(role is not None and role.kind == MODIFIER for role in found)


def title(scene: Scene, post: Post) -> str:
    """Return the words of the post without the state that it belongs to."""
    start = post.noun.start
    for index in range(post.noun.start, post.noun.first):
        token, found = scene.doc[index], scene.heads.get(index)
        of_state = found is not None and found.entity.cls == "State"
        if token.tag_ == "POS" or token.pos_ == "NUM" or of_state or scene.gazetteer.demonym(token.text):
            start = index + 1
    return scene.text(min(start, post.noun.first), post.end)


def person_of(scene: Scene, post: Post, starts: Mapping[int, Named], ends: Mapping[int, Named]) -> Named | None:
    """Return the person of a post, by the tokens where names of people start and end; ``None`` when it has none."""
    for end in (post.end, post.noun.end):
        if end in starts:
            return starts[end]
    after = _past_comma(scene, post, starts)
    if after is not None:
        return after
    return _before_comma(scene, post, ends)


def _past_comma(scene: Scene, post: Post, starts: Mapping[int, Named]) -> Named | None:
    """Return the person of "Iran's foreign minister, Hossein Amir-Abdollahian, said"."""
    doc, name = scene.doc, post.end + 1
    if name not in starts or doc[post.end].text != ",":
        return None
    token, head = root_of(doc, starts[name].start, starts[name].end), doc[post.noun.head]
    joined = token.dep_ in {"appos", "flat", "nmod:desc", "nmod"} and token.head == head
    return starts[name] if joined or (head.head == token and head.dep_ in {"appos", "nmod:desc", "dep"}) else None


def _before_comma(scene: Scene, post: Post, ends: Mapping[int, Named]) -> Named | None:
    """Return the person of "Ali Reza Marhamati, the deputy governor of Sistan and Baluchestan"."""
    doc, start = scene.doc, post.noun.start
    while (
        start > 0
        and post.noun.start - start < FARTHEST_ARTICLE
        and doc[start - 1].pos_ in {"DET", "ADJ", "ADV", "PRON", "NUM"}
    ):
        start -= 1
    if start < 2 or doc[start - 1].text != "," or start - 1 not in ends:
        return None
    return (
        ends[start - 1] if doc[post.noun.head].dep_ in {"appos", "nmod", "conj", "dep", "nsubj", "parataxis"} else None
    )


def stands_alone(scene: Scene, post: Post) -> bool:
    """Tell whether the post stands for a person by itself, rather than modifying another noun."""
    return not is_modifier(scene.doc, post.noun)
