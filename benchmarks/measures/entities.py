"""Who and where the graph says is in each article, against labels of the entities of these articles.

*seeds* are the labels of the five seed articles, *dev* our own of eight development articles
(``benchmarks/heldout/dev_entities.jsonl``: made by reading alone, before the program had been run on them for this).

**What is compared.** A label has a canonical name, a kind, a state and the ways in which the article writes it. Each
place where one of these stands in the text (the longest first: "Foreign Ministry" inside "Pakistan's Foreign Ministry"
is no place of its own) has the mention of the graph that shares most of its characters: at least two fifths of both
together, or all of them and nothing but lower-case words more ("state-run IRNA"). Where two labels are written alike
("Islamabad", government and city), a place counts for the one whose kind the mention's entity has. Nationalities and
metonyms find a state, but they decide nothing about its identity.

**Kind.** An entity of the article is right when the node of most of its places has its kind or one of ``kind_alt``.

**Identity.** It is right when all the ways to write it lead to one node, no other label of the article leads to that
node, and over all articles the node is that of most of those with this canonical name, and no other name has it in as
many.

**Recall** is over the labels, **precision** over the nodes of the graph that the articles name. Not counted are labels
that are page furniture, photo credits or optional, the nodes at their places, and nodes without a name of their own:
groups of people, officials known by their post only, bodies of an unknown state, and what no label has and the article
only ever writes as a common noun, with or without a state ("forces", "Iranian police officers"). The first figures are
over all labels; *in the story* leaves out those that stand only in what the program takes for page furniture (captions,
embedded posts, links to other articles), which it does not read. **state** is the share of right states among the
entities found that are states, places, officials, bodies or forces and have a state.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from measures.common import ROOT, Figures, figures, overlap, read_lines

LABELS = {"seeds": "gold/seeds_entities.jsonl", "dev": ROOT / "benchmarks" / "heldout" / "dev_entities.jsonl"}
SAME_WORDS = 0.4
#: Kinds whose state the labels and the graph mean alike.
OF_STATES = frozenset(
    {"State", "Official", "GovernmentBody", "ArmedForce", "City", "Province", "District", "Village", "Site"}
)
#: First parts of the keys of those who have no name.
UNNAMED = ("group/[0-9a-f]{8}/", "official/", "body/[0-9a-f]{8}/", "people/")
Label = Mapping[str, Any]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A node of the graph, with its class and state, and where an article mentions it."""

    key: str
    cls: str
    country: str | None
    at: Place
    text: str = ""


@dataclass
class Article:
    """One article: its text, its labels, what the graph says of it, and which node each label has there."""

    text: str
    labels: list[Label]
    mentions: list[Mentioned]
    story: str = ""
    nodes: dict[int, str] = field(default_factory=dict)
    split: set[int] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)

    @property
    def by_key(self) -> dict[str, Mentioned]:
        """Return the nodes that the article names, by key."""
        return {one.key: one for one in self.mentions}


def measure(shared: Path, graph: Path, name: str, errors: int = 0) -> Figures:
    """Return the figures of a set whose graph lies at ``graph``; list so many errors."""
    path = shared / LABELS[name]
    return score(articles(read_lines(path), *read_graph(graph)), errors)


def read_graph(path: Path) -> tuple[dict[str, str], dict[str, list[Mentioned]]]:
    """Return the texts of the articles and the mentions of single named entities in them, by document id."""
    from kg import iris  # noqa: PLC0415 - the package of this tree is found when the measures are loaded
    from kg.graph.export import read_graph as stored  # noqa: PLC0415
    from kg.graph.view import GraphView  # noqa: PLC0415

    view = GraphView(stored(path))
    texts, found = {}, defaultdict(list)
    names = {iri: view.node(iri).one(iris.DCTERMS + "identifier") or "" for iri in view.instances("Article")}
    for iri, doc in names.items():
        texts[doc] = view.node(iri).one("text") or ""
    base = view.base() or ""
    for iri in view.instances("Mention"):
        node = view.node(iri)
        for key in node.all("refersTo") if len(node.all("refersTo")) == 1 else ():
            entity = view.shared(key)
            one_node = entity.one("samePersonAs") or key  # two that the graph says are one person count as one
            at = (node.number("begin") or 0, node.number("end") or 0)
            words = node.one("exact") or ""
            one = Mentioned(one_node.removeprefix(base), entity.types[0], entity.one("country"), at, words)
            found[names[node.one("inArticle") or ""]].append(one)
    return texts, found


def articles(
    labels: Iterable[Label], texts: Mapping[str, str], mentions: Mapping[str, Sequence[Mentioned]]
) -> list[Article]:
    """Return the labelled articles; the ids of the labels are the first parts of those of the documents."""
    by_doc: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        by_doc[label["doc"]].append(label)
    found = []
    for name, some in by_doc.items():
        doc = next((one for one in sorted(texts) if one == name or one.startswith(f"{name}_")), None)
        if doc is not None:
            known = sorted(mentions.get(doc, ()), key=lambda one: (one.at, one.key))
            found.append(Article(texts[doc], some, known, _story(doc, texts[doc])))
    return found


def _story(doc: str, text: str) -> str:
    """Return what the program reads of an article."""
    from kg.model import Document  # noqa: PLC0415
    from kg.reading.clean import clean  # noqa: PLC0415

    return clean(Document(doc, text))


def places(article: Article) -> list[tuple[Place, str, list[int]]]:
    """Return where the forms of the labels stand: characters, form, the numbers of the labels with this form."""
    owners: dict[str, list[int]] = defaultdict(list)
    for number, label in enumerate(article.labels):
        for form in dict.fromkeys(map(_bare, (*label["aliases"], *label["demonyms"], *label["metonyms"]))):
            owners[form].append(number)
    found: list[tuple[Place, str, list[int]]] = []
    for form in sorted(owners, key=lambda text: (-len(text), text)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", article.text):
            if not any(overlap(match.span(), at) for at, _, _ in found):
                found.append((match.span(), form, owners[form]))
    return found


def _bare(form: str) -> str:
    """Return a form without an article: "the Foreign Ministry" is written like "Foreign Ministry"."""
    return re.sub(r"^[Tt]he (?=[A-Z])", "", form)


def mention_at(article: Article, at: Place) -> Mentioned | None:
    """Return the mention that shares most of these characters, ``None`` when none shares enough."""
    best = max(article.mentions, key=lambda one: (_shared(one, at), one.key), default=None)
    if best is None or _shared(best, at) == 0:
        return None
    around = article.text[best.at[0] : at[0]] + article.text[at[1] : best.at[1]]
    return best if _shared(best, at) >= SAME_WORDS or (best.at[0] <= at[0] and around.islower()) else None


def _shared(one: Mentioned, at: Place) -> float:
    both = min(one.at[1], at[1]) - max(one.at[0], at[0])
    return max(both, 0) / (max(one.at[1], at[1]) - min(one.at[0], at[0]))


def resolve(article: Article) -> None:
    """Note the node of each label, the labels whose forms lead to several nodes, and the nodes that do not count."""
    votes: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    deciding = {n: {_bare(form) for form in one["aliases"]} for n, one in enumerate(article.labels)}
    for at, form, owners in places(article):
        one = mention_at(article, at)
        if one is None and not article.story[slice(*at)].strip():
            continue
        fitting = [n for n in owners if one is not None and (len(owners) == 1 or _fits(article.labels[n], one))]
        for number in owners if one is None else fitting:
            votes[number][form][one.key if one is not None else ""] += 1 if len(fitting) < 2 else 0
        if one is not None and not any(_counts(article.labels[n]) for n in owners):
            article.aside.add(one.key)
    for number, forms in votes.items():
        own = [counts for form, counts in forms.items() if form in deciding[number]]
        node = _most(sum(own, Counter())) or _most(sum(forms.values(), Counter()))
        if node is not None:
            article.nodes[number] = node
        if {_most(counts) for form, counts in forms.items() if form in deciding[number]} - {article.nodes.get(number)}:
            article.split.add(number)


def _most(counts: Counter[str]) -> str | None:
    """Return the node of most places, ``None`` when none has one."""
    return min((key for key in counts if key and counts[key]), key=lambda key: (-counts[key], key), default=None)


def _fits(label: Label, one: Mentioned) -> bool:
    alike = one.cls in {label["kind"], *label.get("kind_alt", ())}
    return alike and label["country"] in (None, one.country)


def _counts(label: Label) -> bool:
    return not label["boilerplate"] and not label.get("optional") and label["note"] != "photo credit"


def score(found: Sequence[Article], errors: int = 0) -> Figures:
    """Return precision and recall of kind and identity, and how many states are right."""
    for article in found:
        resolve(article)
    best = _across(found)
    judged = [one for article in found for one in _judged(article, best)]
    nodes = sum(len(_named(article)) for article in found)
    for line in [line for article in found for line in _extra(article)] + [one.told for one in judged if one.told]:
        if errors > 0:
            print(line)
        errors -= 1
    story = [one for one in judged if one.in_story]
    states = [one.state for one in judged if one.state is not None]
    return {
        "kind": figures(sum(one.kind for one in judged), nodes, len(judged)),
        "identity": figures(sum(one.same for one in judged), nodes, len(judged)),
        "kind in the story": figures(sum(one.kind for one in story), nodes, len(story)),
        "identity in the story": figures(sum(one.same for one in story), nodes, len(story)),
        "state": {"agree": sum(states), "of": len(states)},
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """What is right of a label: kind, identity and state, ``None`` where the state does not count; else what is not."""

    kind: bool
    same: bool
    state: bool | None
    in_story: bool
    told: str


def _judged(article: Article, best: Mapping[str, str]) -> Iterator[Judged]:
    held = Counter(article.nodes.values())
    for number, label in enumerate(article.labels):
        if not _counts(label):
            continue
        key = article.nodes.get(number)
        one = article.by_key.get(key) if key else None
        kind = one is not None and one.cls in {label["kind"], *label.get("kind_alt", ())}
        same = key is not None and number not in article.split and held[key] == 1
        same = same and best[label["canonical"]] == key
        stated = one is not None and label["country"] and label["kind"] in OF_STATES
        state = one is not None and one.country == label["country"] if stated else None
        forms = (*label["aliases"], *label["demonyms"], *label["metonyms"])
        in_story = any(form in article.story for form in forms)
        yield Judged(kind, same, state, in_story, _told(label, one, kind and same, number in article.split, in_story))


def _told(label: Label, one: Mentioned | None, right: bool, split: bool, in_story: bool) -> str:
    """Return what is wrong about an entity in words."""
    if right:
        return ""
    what = "missed" if one is None else "split" if split else "wrong"
    got = f" -> {one.key} ({one.cls}, {one.country})" if one else "" if in_story else " (not in the story)"
    return f"{what} {label['doc']}: {label['canonical']} ({label['kind']}) {label['aliases']}{got}"


def _named(article: Article) -> set[str]:
    """Return the nodes that count: those of labels, and those that the article writes as names."""
    matched = set(article.nodes.values())
    states = {one.at for one in article.mentions if one.cls == "State"}
    named = {one.key for one in article.mentions if not _unnamed(one.key) and _is_name(one, states)}
    return (named | matched) - article.aside


def _is_name(one: Mentioned, states: set[Place]) -> bool:
    """Tell whether a mention has a word with a capital beside those that name a state."""
    begin = one.at[0]
    words = [
        (match.group(), begin + match.start(), begin + match.end()) for match in re.finditer(r"[\w'’-]+", one.text)
    ]
    inside = [state for state in states if state != one.at and overlap(state, one.at)]
    return any(
        word[:1].isupper() and not any(overlap(at, state) for state in inside)
        for word, *span in words
        if (at := (span[0], span[1]))
    )


def _extra(article: Article) -> Iterator[str]:
    for key in sorted(_named(article) - set(article.nodes.values())):
        texts = sorted({one.text for one in article.mentions if one.key == key})
        yield f"extra {article.labels[0]['doc']}: {key} {texts}"


def _unnamed(key: str) -> bool:
    return any(re.match(pattern, key) for pattern in UNNAMED)


def _across(found: Sequence[Article]) -> dict[str, str]:
    """Return the node of most articles for each canonical name; one that two names share is that of more articles."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in found:
        for number, key in article.nodes.items():
            votes[article.labels[number]["canonical"]][key] += 1
    best = {name: min(counts, key=lambda key: (-counts[key], key)) for name, counts in votes.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, key in best.items():
        holders[key].append(name)
    for key, names in holders.items():
        most = max(votes[name][key] for name in names)
        first = [name for name in names if votes[name][key] == most]
        for name in names:
            if name not in first or len(first) > 1:
                best[name] = ""
    return best
