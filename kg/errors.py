"""The error above all that kg-news raises for what somebody else can set right."""

from __future__ import annotations


class KgError(Exception):
    """Input that cannot be used, or an output that cannot be written; the message says what to do.

    Each kind is a built-in error too (``ValueError``, ``OSError`` ...), for those who care which."""
