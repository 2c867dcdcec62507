"""The day of an act in an article without a date, known from other articles that tell of the same act.

"On Thursday" in such an article is some Thursday (``When.pattern``). When the article's claims were taken for one event
with dated claims of others, all of which say one day, and that day is a Thursday, it is meant. Nothing else is
inferred: nothing where the claims could as well be about another event, no day from a day that was itself inferred, and
none in an article whose weekdays would lie more than a week apart, since bare weekdays are those of one week.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from kg.agreement import days
from kg.isodates import DAYS_OF_A_WEEK, could_be
from kg.linking.clusters import Cluster
from kg.model import Claim, Inference

#: The rule that a claim names: the one day that agrees with the dated claims of its event.
RULE = "same-event-day"


def inferred(clusters: Iterable[Cluster], undated: Collection[str]) -> tuple[Inference, ...]:
    """Return the days that claims of ``undated`` documents get, by claim; the same for any order of the clusters."""
    by_article: dict[str, list[Inference]] = {}
    for cluster in clusters:
        for claim, inference in _of_cluster(cluster, undated):
            by_article.setdefault(claim.doc, []).append(inference)
    fitting = (one for found in by_article.values() if _one_week(found) for one in found)
    return tuple(sorted(fitting, key=lambda one: one.claim))


def _of_cluster(cluster: Cluster, undated: Collection[str]) -> Iterator[tuple[Claim, Inference]]:
    """Yield the claims of a cluster that can be on no other day than the one that its dated claims say."""
    dated = [(claim, span) for group in cluster.groups for claim in group.claims if (span := days(claim.when))]
    exact = {span[0] for _, span in dated if span[0] == span[1]}
    if len(exact) != 1:
        return
    (day,) = exact
    if any(not first <= day <= last for _, (first, last) in dated):
        return
    telling = [claim for claim, (first, last) in dated if first == last]
    sure = (one.group for one in cluster.members if one.group.doc in undated and not one.rivals)
    for group in sure:
        for claim in group.claims:
            sources = tuple(sorted(one.key for one in telling if one.doc != claim.doc))
            if sources and _fits(claim, day):
                yield claim, Inference(claim.key, day.isoformat(), sources, RULE)


def _fits(claim: Claim, day: date) -> bool:
    """Tell whether the words of a claim leave its day open and can mean this one."""
    when = claim.when
    return bool(when and when.start is None and when.pattern and could_be(when.pattern, day))


def _one_week(found: Sequence[Inference]) -> bool:
    """Tell whether all days of an article lie within one week."""
    known = [date.fromisoformat(one.day) for one in found]
    return (max(known) - min(known)).days < DAYS_OF_A_WEEK
