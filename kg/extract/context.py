"""What the stages of the extraction read: the annotated article, who and where is in it, and the words of the
lexicon."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.entities import EntityIndex
from kg.iris import slug
from kg.lexicon import Lexicon
from kg.model import Argument, Entity, Mention, Span
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Context:
    """One article under the hands of the extraction."""

    doc: Doc
    index: EntityIndex
    lexicon: Lexicon
    ontology: Ontology
    made: dict[str, Entity] = field(default_factory=dict)
    """Who no words name but those for what they did: the protesters of "protests in Hong Kong"."""

    def mention(self, token: Token) -> Mention | None:
        """The mention that ``token`` is the head of."""
        return self.index.at.get(token.i)

    def entity(self, argument: Argument) -> Entity:
        """The entity that an argument names."""
        return self.made.get(argument.entity) or self.index.entity(argument.entity)

    def doers(self, label: str, token: Token) -> Argument:
        """Those who did what ``token`` tells: the only group of the article with this label, or one made for it."""
        groups = [e for e in self.index.entities if e.cls == "Group" and e.label.lower().split()[-1:] == [label]]
        made = Entity(f"group/{self.index.article}/{slug(label)}", "Group", label)
        one = groups[0] if len(groups) == 1 else self.made.setdefault(made.key, made)
        return Argument(one.key, span_of(token), token.text)

    def names_person(self, token: Token) -> bool:
        """Whether ``token`` is the head of the name of one person."""
        mention = self.mention(token)
        entities = [self.index.entity(key) for key in mention.refers_to] if mention else []
        return len(entities) == 1 and entities[0].cls in ("Person", "Official") and token.pos_ == "PROPN"

    def root(self, event_type: str) -> str | None:
        """Return the PLOVER root of a type of event; words about acts have none."""
        return self.ontology.types[event_type].root

    def is_a(self, entity: Entity, cls: str) -> bool:
        """Whether an entity belongs to a class of the ontology."""
        return self.ontology.is_a(entity.cls, cls)


def span_of(token: Token) -> Span:
    """The characters of one word."""
    return Span(token.idx, token.idx + len(token.text))


def state_key(iso3: str) -> str:
    """The key of the state with this ISO 3166-1 alpha-3 code."""
    return f"state/{iso3}"
