"""The training loop."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from data import IGNORED, Classes, Encoding, Item, Mixture, batches, collate, units
from network import MASKED, Batch, Network, load_encoder
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

LOSSES = {"arcs": 1.0, "labels": 1.0, "upos": 0.4, "xpos": 0.4, "feats": 0.3, "starts": 0.5, "names": 1.5}
WARM_UP = 80
Queue = Callable[[], list[list[Item]]]


@dataclass(frozen=True)
class Plan:
    """How long and how to train; `names_share` of the steps see sentences with names only."""

    epochs: float = 4
    names_share: float = 0.3
    batch: int = 1600
    encoder_rate: float = 2.5e-4
    heads_rate: float = 1.5e-3
    seed: int = 7
    limit: int = 0


def vocabulary(folder: Path) -> tuple[list[str], list[int]]:
    """Return the published pieces that can occur in Latin script, and their rows."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = [(piece, row) for row, piece in enumerate(pieces) if _wanted(piece)]
    return [piece for piece, _ in kept], [row for _, row in kept]


def _wanted(piece: str) -> bool:
    if piece in {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}:
        return True
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2010 <= ord(c) < 0x20D0 for c in piece)


def fit(plan: Plan, mixture: Mixture, encoding: Encoding, *, source: Path, dev: list[Item], out: Path) -> Path:
    """Train a network that begins with the encoder of the folder `source`, and return its checkpoint."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    names, rows = vocabulary(source)
    body, width = load_encoder(source, rows)
    classes = encoding.classes
    network = Network(body, width, classes.sizes).to(device)
    queues = _queues(mixture, encoding, plan)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(0.996))
    _loop(network, average, queues, plan, lambda: quick_scores(average.module, dev, classes))
    saved = {"network": average.module.state_dict(), "pieces": names, "classes": classes.__dict__}
    torch.save(saved, out / "network.pt")
    return out / "network.pt"


def _queues(mixture: Mixture, encoding: Encoding, plan: Plan) -> tuple[Queue, Queue]:
    chance = random.Random(plan.seed)  # noqa: S311

    def trees() -> list[list[Item]]:
        items = [encoding.item(unit, chance) for unit in units(mixture.trees(), encoding.pieces, chance)]
        return list(batches(items, plan.batch, chance))

    def names() -> list[list[Item]]:
        alone = (units([s], encoding.pieces, None)[0] for s in mixture.names_only())
        return list(batches([encoding.item(unit, chance) for unit in alone], plan.batch, chance))

    return trees, names


def _loop(
    network: Network,
    average: AveragedModel,
    queues: tuple[Queue, Queue],
    plan: Plan,
    score: Callable[[], dict[str, float]],
) -> None:
    chance = random.Random(plan.seed + 1)  # noqa: S311
    waiting = [queues[0](), queues[1]()]
    total = int(len(waiting[0]) * plan.epochs / (1 - plan.names_share))
    total = min(total, plan.limit) if plan.limit else total
    print(f"{len(waiting[0])} tree batches an epoch, {len(waiting[1])} of names, {total} steps", flush=True)
    optimizer, schedule = _optimizer(network, plan, total)
    began, sums = time.time(), defaultdict(list)
    network.train()
    for step in range(1, total + 1):
        kind = int(chance.random() < plan.names_share)
        waiting[kind] = waiting[kind] or queues[kind]()
        for name, value in _step(network, waiting[kind].pop(), optimizer).items():
            sums[name].append(value)
        schedule.step()
        average.update_parameters(network)
        if step % 50 == 0:
            means = {name: round(sum(values) / len(values), 3) for name, values in sums.items()}
            print(step, f"{time.time() - began:.0f}s", means, flush=True)
            sums.clear()
        if step % 300 == 0 or step == total:
            print("dev", score(), flush=True)


def _optimizer(
    network: Network, plan: Plan, total: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    inside = {id(p) for p in network.encoder.parameters()} - {id(network.encoder.shapes.weight)}
    body = [p for p in network.parameters() if id(p) in inside]
    heads = [p for p in network.parameters() if id(p) not in inside]
    groups = [{"params": body, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.heads_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.0, (total - step) / total)
    )


def _step(network: Network, items: list[Item], optimizer: torch.optim.Optimizer) -> dict[str, float]:
    device = next(network.parameters()).device
    batch, gold = _to(collate(items), device)
    with torch.autocast(device.type, torch.bfloat16):
        losses = loss_of(network, batch, gold)
    loss = sum((LOSSES[name] * value for name, value in losses.items()), torch.zeros((), device=device))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in losses.items()}


def loss_of(network: Network, batch: Batch, gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the loss of each head on one batch."""
    x = network.words(batch)
    upos, xpos, feats, starts = network.tag_scores(x)
    losses = {
        "upos": _cross(upos, gold["upos"]), "xpos": _cross(xpos, gold["xpos"]), "feats": _cross(feats, gold["feats"]),
        "starts": _cross(starts, gold["starts"]), "names": _cross(network.names(x), gold["names"]),
    }  # fmt: skip
    known = gold["heads"] != IGNORED
    if known.any():
        losses["arcs"] = _cross(within(network.arcs(x).float(), gold["sentence"]), gold["heads"])
        scores = _label_scores(network, x, known, gold["heads"])
        losses["labels"] = functional.cross_entropy(scores.float(), gold["labels"][known], ignore_index=IGNORED)
    return losses


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORED).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def _label_scores(network: Network, x: Tensor, known: Tensor, heads: Tensor) -> Tensor:
    deps, sides = network.label_sides(x)
    rows = torch.arange(x.shape[0], device=x.device)[:, None].expand_as(known)[known]
    return network.label_scores(deps[known], sides[rows, heads[known]])


def within(arcs: Tensor, sentence: Tensor) -> Tensor:
    """Forbid heads outside of the word's sentence."""
    same = functional.pad(sentence[:, :, None] == sentence[:, None, :], (1, 0), value=True)
    return arcs.masked_fill(~same, MASKED)


def _to(pair: tuple[Batch, dict[str, Tensor]], device: torch.device) -> tuple[Batch, dict[str, Tensor]]:
    batch, gold = pair
    moved = Batch(
        *(t.to(device) for t in (batch.pieces, batch.shapes, batch.flags, batch.mask, batch.firsts, batch.words))
    )
    return moved, {key: value.to(device) for key, value in gold.items()}


@torch.no_grad()
def quick_scores(network: Network, items: list[Item], classes: Classes) -> dict[str, float]:
    """Return accuracies with gold tokens and sentences and the best head of each word, to follow the training."""
    network.eval()
    right, wanted = defaultdict(int), defaultdict(int)
    punct = classes.labels.index("punct")
    for group in batches(items, 6000, None):
        batch, gold = _to(collate(group), next(network.parameters()).device)
        x = network.words(batch)
        upos, _, _, starts = network.tag_scores(x)
        heads = within(network.arcs(x), gold["sentence"]).argmax(-1)
        known = (gold["heads"] != IGNORED) & (gold["labels"] != punct)
        labels = _label_scores(network, x, known, heads).argmax(-1)
        found = {"upos": upos.argmax(-1), "starts": starts.argmax(-1), "names": network.names(x).argmax(-1)}
        for name, values in found.items():
            there = gold[name] != IGNORED
            right[name] += int((values == gold[name])[there].sum())
            wanted[name] += int(there.sum())
        arcs = (heads == gold["heads"])[known]
        right["las"] += int((arcs & (labels == gold["labels"][known])).sum())
        wanted["las"] += int(known.sum())
    return {name: round(100 * right[name] / max(wanted[name], 1), 2) for name in wanted}
