"""The network: a MiniLM encoder that also sees case, and one head for each layer of annotation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.encoder.lists import FLAGS

ARC, LABEL = 256, 128
SHAPES = 7
MASKED = -1e4


@dataclass(frozen=True)
class Sizes:
    """How many classes each head has."""

    upos: int
    xpos: int
    feats: int
    labels: int
    names: int


@dataclass
class Batch:
    """Rows of pieces with the words' first pieces; `words` marks the real ones among the padded."""

    pieces: Tensor
    shapes: Tensor
    flags: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor


class Layer(nn.Module):
    """One transformer layer of BERT, post-norm, with one matrix for query, key and value."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend, then feed forward."""
        rows, length, width = x.shape
        q, k, v = (
            part.reshape(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        if mask is None:  # export: plain operators that ONNX has
            weights = torch.softmax(q @ k.transpose(2, 3) * (width // self.heads) ** -0.5, dim=-1)
            mixed = weights @ v
        else:
            drop = 0.1 if self.training else 0.0
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, length, width))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT without segments, plus embeddings of the case of the word and of the lists that it stands in."""

    def __init__(self, config: dict[str, int], vocabulary: int) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.flags = nn.Linear(len(FLAGS), width, bias=False)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"])
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, shapes: Tensor, flags: Tensor, mask: Tensor | None) -> Tensor:
        """Return one vector for each piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.shapes(shapes) + self.flags(flags) + self.places(places)))
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return x


def _reduced(width: int, size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.33))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(width, sizes.upos + sizes.xpos + sizes.feats + 2)
        self.names = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, sizes.names))
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dep, self.arc_head = _reduced(width, ARC), _reduced(width, ARC)
        self.label_dep, self.label_head = _reduced(width, LABEL), _reduced(width, LABEL)
        self.arc_weight = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_weight = nn.Parameter(torch.zeros(sizes.labels, LABEL + 1, LABEL + 1))
        self.sizes = sizes
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.xavier_uniform_(self.label_weight)

    def words(self, batch: Batch) -> Tensor:
        """Return one vector for each word: that of its first piece."""
        x = self.encoder(batch.pieces, batch.shapes, batch.flags, batch.mask)
        return self.drop(torch.gather(x, 1, batch.firsts[:, :, None].expand(-1, -1, x.shape[2])))

    def tag_scores(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the scores of UPOS, XPOS, FEATS and of starting a sentence."""
        s = self.sizes
        upos, xpos, feats, starts = self.tags(x).split([s.upos, s.xpos, s.feats, 2], dim=-1)
        return upos, xpos, feats, starts

    def with_root(self, x: Tensor) -> Tensor:
        """Put the vector of the root before the words."""
        return torch.cat([self.root.expand(x.shape[0], 1, -1).to(x.dtype), x], dim=1)

    def arcs(self, x: Tensor) -> Tensor:
        """Return for each word the score of each head; column 0 is the root."""
        heads = self.arc_head(self.with_root(x))
        deps = functional.pad(self.arc_dep(x), (0, 1), value=1.0)
        return deps @ self.arc_weight @ heads.transpose(1, 2)

    def label_sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the label scorer needs of a word as dependent and as head (with the root first)."""
        return self.label_dep(x), self.label_head(self.with_root(x))

    def label_scores(self, deps: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of the labels of dependents (n, d) and their heads (n, d)."""
        deps, heads = functional.pad(deps, (0, 1), value=1.0), functional.pad(heads, (0, 1), value=1.0)
        labels, left, right = self.label_weight.shape
        mixed = deps @ self.label_weight.permute(1, 0, 2).reshape(left, labels * right)
        return (mixed.reshape(-1, labels, right) * heads[:, None, :]).sum(-1)


def load_encoder(folder: Path, rows: list[int]) -> tuple[Encoder, int]:
    """Build the encoder from the published weights, keeping only the rows of the vocabulary that are wanted."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    encoder = Encoder(config, len(rows))
    weights = load_file(folder / "model.safetensors")
    new = {
        "shapes.weight": torch.zeros(SHAPES, config["hidden_size"]),
        "flags.weight": torch.zeros(config["hidden_size"], len(FLAGS)),
    }
    encoder.load_state_dict(_renamed(weights, rows) | new)
    return encoder, config["hidden_size"]


def _renamed(weights: dict[str, Tensor], rows: list[int]) -> dict[str, Tensor]:
    e = "embeddings."
    result = {
        "pieces.weight": weights[e + "word_embeddings.weight"][rows],
        "places.weight": weights[e + "position_embeddings.weight"] + weights[e + "token_type_embeddings.weight"][0],
        "norm.weight": weights[e + "LayerNorm.weight"],
        "norm.bias": weights[e + "LayerNorm.bias"],
    }
    count = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    for n in range(count):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for kind in ("weight", "bias"):
            sides = [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            result[f"{new}qkv.{kind}"] = torch.cat(sides)
            for ours, theirs in _SAME.items():
                result[f"{new}{ours}.{kind}"] = weights[f"{old}{theirs}.{kind}"]
    return result


_SAME = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
