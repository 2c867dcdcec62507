"""The error above all that kg-news raises for what somebody else can set right.

Each stage has errors of its own below it, which are built-in ones too (``ValueError``, ``OSError`` ...). The command
line says any of them in one line; what is none of them is a defect.
"""

from __future__ import annotations


class KgError(Exception):
    """Input that cannot be used, or an output that cannot be written; the message says what to do."""


class StrictError(KgError, RuntimeError):
    """An article failed and the build was told to stop then."""


class TooLongError(KgError, TimeoutError):
    """Something took longer than it was given."""
