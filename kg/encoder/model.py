"""The network as ONNX: its files, its sessions and what it says about one window of words."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from kg.encoder.lists import NameLists, read_lists
from kg.encoder.pieces import Pieces, Window, read_vocabulary

ENCODER, LABELLER = "encoder.onnx", "labels.onnx"
SETTINGS, VOCABULARY, LEMMAS, NAMES = "meta.json", "vocab.txt", "lemmas.json.gz", "names.tsv.gz"


@dataclass(frozen=True)
class Settings:
    """What ``meta.json`` says: name, version, the classes of each head, what the tokeniser keeps whole."""

    name: str
    version: str
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    affixes: tuple[str, ...]
    abbreviations: tuple[str, ...]


def read_settings(folder: Path) -> Settings:
    """Read the settings of a folder of weights."""
    given: Mapping[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    classes = {key: tuple(value) for key, value in (given["classes"] | given["tokenizer"]).items()}
    return Settings(name=given["name"], version=given["version"], **classes)


@dataclass(frozen=True)
class Scores:
    """What the network says about the words of one window; in ``arcs`` and ``heads`` row or column 0 is the root."""

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    starts: NDArray[np.float32]
    names: NDArray[np.float32]
    arcs: NDArray[np.float32]
    deps: NDArray[np.float32]
    heads: NDArray[np.float32]


class Model:
    """The weights of one folder. Sessions open on first use and in each process anew, so that it can be pickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = read_settings(folder)
        self._sessions: dict[tuple[int, str], InferenceSession] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"folder": self.folder, "settings": self.settings, "_sessions": {}}

    @cached_property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(read_vocabulary(self.folder / VOCABULARY))

    @cached_property
    def lists(self) -> NameLists:
        """The lists of names."""
        path = self.folder / NAMES
        return read_lists(path) if path.exists() else NameLists(())

    @cached_property
    def digest(self) -> str:
        """A short hash of all files that decide the result."""
        files = [ENCODER, LABELLER, SETTINGS, VOCABULARY, LEMMAS, NAMES]
        sums = [
            hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            for name in files
            if (self.folder / name).exists()
        ]
        return hashlib.sha256("".join(sums).encode()).hexdigest()[:12]

    def session(self, name: str) -> InferenceSession:
        """Return this process's session; one thread, so that nothing depends on how work is split."""
        key = (os.getpid(), name)
        if key not in self._sessions:
            options = SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            path = str(self.folder / name)
            self._sessions = {k: v for k, v in self._sessions.items() if k[0] == key[0]}
            self._sessions[key] = InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return self._sessions[key]

    def scores(self, window: Window) -> Scores:
        """Run the encoder on one window, alone: int8 results would depend on what shares a batch."""
        given = {"pieces": window.pieces, "shapes": window.shapes, "flags": window.flags, "firsts": window.firsts}
        session = self.session(ENCODER)
        given = {i.name: given[i.name] for i in session.get_inputs()}
        return Scores(*session.run(None, given))

    def labels(self, scores: Scores, words: Sequence[int], heads: Sequence[int]) -> NDArray[np.int64]:
        """Return the label of each word of a window under its head (0 is the root); only the root's is ``root``."""
        given = {"deps": scores.deps[list(words)], "heads": scores.heads[list(heads)]}
        (found,) = self.session(LABELLER).run(None, given)
        root = self.settings.labels.index("root")
        found[:, root] = np.where(np.array(heads) == 0, np.inf, -np.inf)
        result: NDArray[np.int64] = found.argmax(axis=1)
        return result
