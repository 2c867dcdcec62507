"""Packages that not everybody needs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import KgError


class MissingPackageError(KgError, ImportError):
    """A package that a conversion needs is not installed."""


def imported(name: str, extra: str = "frames") -> Any:
    """Return the package called ``name``; the error for one that is not there says how to install it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise MissingPackageError(
            f"{name} is not installed, and this needs it: pip install {name}, or pip install 'kg-news[{extra}]'."
        ) from error
