"""spaCy's English tokeniser, cut to fit the treebanks that the network was trained on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, HYPHENS
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_RUNS = [r"[!?]{2,}", *(rf"\{mark}{{2,}}" for mark in "*=_$~<>|")]
_SPACYS = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
"""The rule for hyphens that ours replaces."""


_ENDLESS = re.compile(r"[^\w\s]{16,}|\S{200,}")
"""spaCy takes marks off a word one by one, in time that grows with the square of their number."""


class PatientTokenizer:
    """spaCy's tokeniser, except that endless words and runs of marks are one token each."""

    def __init__(self, tokenizer: Callable[[str], Doc], vocab: Vocab) -> None:
        """Take the tokeniser for everything else."""
        self.tokenizer = tokenizer
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text into words."""
        runs = [match.span() for match in _ENDLESS.finditer(text)]
        if not runs:
            return self.tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for start, end in [*runs, (len(text), len(text))]:
            before = self.tokenizer(text[done:start])
            words += [token.text for token in before]
            spaces += [bool(token.whitespace_) for token in before]
            done = end
            if start < end:
                done += text[end : end + 1] == " "
                words.append(text[start:end])
                spaces.append(done > end)
        return Doc(self.vocab, words=words, spaces=spaces)


def adapt(nlp: Language, affixes: Sequence[str], abbreviations: Sequence[str]) -> None:
    """Keep affixes ("anti-war"), abbreviations ("Lt.") and runs of one mark whole; part letters from digits (AK-47)."""
    infixes = [rule for rule in nlp.Defaults.infixes or [] if rule != _SPACYS]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*_RUNS, *infixes, *_hyphens(affixes)]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *(nlp.Defaults.prefixes or [])]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *(nlp.Defaults.suffixes or [])]).search
    for word in abbreviations:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    nlp.tokenizer = PatientTokenizer(tokenizer, nlp.vocab)


def _hyphens(affixes: Sequence[str]) -> list[str]:
    """Return the rules for hyphens: between letters unless the ones before are an affix, after initials, and next to
    digits."""
    forms = sorted({form for affix in affixes for form in (affix, affix.capitalize())})
    unless = "".join(rf"(?<!\b{re.escape(form)})" for form in forms)
    mark = rf"(?:{HYPHENS}|\u2011)"
    return [
        rf"(?<=[{ALPHA_UPPER}]\.[{ALPHA_UPPER}]\.){mark}(?=[{ALPHA}])",  # "U.S.-led"
        rf"(?<=[{ALPHA}]){unless}{mark}(?=[{ALPHA_LOWER}])",
        rf"(?<=[{ALPHA}]){mark}(?=[{ALPHA_UPPER}0-9])",
        rf"(?<=[0-9]){mark}(?=[{ALPHA}])",
    ]
