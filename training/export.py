"""Write a trained network as ONNX, in 8 bits, with all that the package needs beside it."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import read_conllu
from lexicon import lemma_tables, write_lemmas
from namelists import flag_pairs, write_lists
from network import Encoder, Network, Sizes

from kg.encoder.lists import FLAGS
from kg.encoder.model import ENCODER, LABELLER, LEMMAS, NAMES, SETTINGS, VOCABULARY

HERE = Path(__file__).resolve().parent
INPUTS = ["pieces", "shapes", "flags", "firsts"]
OUTPUTS = ["upos", "xpos", "feats", "starts", "names", "arcs", "deps", "heads"]


class ForOnnx(nn.Module):
    """The network for one row of pieces; what can be decided at once is decided inside."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, flags: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return what `kg.encoder.model.Scores` holds."""
        net = self.network
        x = net.encoder(pieces[None], shapes[None], flags[None], None)[0][firsts][None]
        upos, xpos, feats, starts = net.tag_scores(x)
        deps, heads = net.label_sides(x)
        return (
            upos[0].argmax(-1), xpos[0].argmax(-1), feats[0].argmax(-1), starts[0, :, 1] - starts[0, :, 0],
            net.names(x)[0], net.arcs(x)[0], deps[0], heads[0],
        )  # fmt: skip


class Labeller(nn.Module):
    """The label scorer alone."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, deps: Tensor, heads: Tensor) -> Tensor:
        """Return one row of scores for each pair."""
        return self.network.label_scores(deps, heads)


def load(checkpoint: Path) -> tuple[Network, dict[str, object]]:
    """Load what `train.py` wrote."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    classes = saved["classes"]
    sizes = Sizes(*(len(classes[key]) for key in ("upos", "xpos", "feats", "labels", "names")))
    state = saved["network"]
    width = state["encoder.pieces.weight"].shape[1]
    config = {
        "hidden_size": width, "num_attention_heads": 12,
        "max_position_embeddings": state["encoder.places.weight"].shape[0],
        "intermediate_size": state["encoder.layers.0.up.weight"].shape[0],
        "num_hidden_layers": 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers.")),
    }  # fmt: skip
    network = Network(Encoder(config, len(saved["pieces"])), width, sizes)
    network.load_state_dict(state)
    return network.eval(), saved


def to_onnx(network: Network, folder: Path) -> None:
    """Export both graphs in 32 bits."""
    pieces = torch.randint(4, 900, (40,))
    firsts = torch.arange(1, 31)
    inputs = (pieces, torch.ones(40, dtype=torch.long), torch.ones(40, len(FLAGS)), firsts)
    by_piece = {name: {0: "P"} for name in INPUTS[:3]}
    by_word = {name: {0: "W"} for name in (INPUTS[3], *OUTPUTS)}
    torch.onnx.export(
        ForOnnx(network), inputs, str(folder / ENCODER), input_names=INPUTS, output_names=OUTPUTS,
        dynamic_axes=by_piece | by_word, opset_version=17, dynamo=False,
    )  # fmt: skip
    sides = (torch.randn(30, network.label_weight.shape[1] - 1), torch.randn(30, network.label_weight.shape[2] - 1))
    torch.onnx.export(
        Labeller(network), sides, str(folder / LABELLER), input_names=["deps", "heads"], output_names=["labels"],
        dynamic_axes={"deps": {0: "N"}, "heads": {0: "N"}, "labels": {0: "N"}}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Write weights in 8 bits, one scale for each column."""
    for name in (ENCODER, LABELLER):
        quantize_dynamic(source / name, target / name, per_channel=True, weight_type=QuantType.QInt8)


def export(checkpoint: Path, target: Path, corpora: Path, version: str, *, quantised: bool = True) -> Path:
    """Write all files of the pipeline to a folder and return it."""
    target.mkdir(parents=True, exist_ok=True)
    network, saved = load(checkpoint)
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) if quantised else target
        to_onnx(network, plain)
        if quantised:
            quantise(plain, target)
    (target / VOCABULARY).write_text("\n".join(saved["pieces"]) + "\n", encoding="utf-8")
    rules = json.loads((HERE / "tokens.json").read_text(encoding="utf-8"))
    meta = {"name": "kg-encoder", "version": version, "classes": saved["classes"], "tokenizer": rules}
    (target / SETTINGS).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    write_lists(target / NAMES, flag_pairs(corpora / "names"))
    banks = ("ud_ewt/en_ewt-ud-train.conllu", "ud_gum/en_gum-open-ud-train.conllu")
    write_lemmas(target / LEMMAS, lemma_tables([s for bank in banks for s in read_conllu(corpora / bank)]))
    return target


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--float", action="store_true", help="keep 32 bits (to measure what 8 bits cost)")
    args = parser.parse_args()
    export(args.checkpoint, args.target, args.corpora, args.version, quantised=not args.float)


if __name__ == "__main__":
    main()
