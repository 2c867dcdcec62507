"""Finds the data files that come with the package: ontology, shapes and the language pipeline.

In a wheel ``ontology/``, ``shapes/`` and the page of the ontology in ``docs/`` lie inside the package
(``kg/ontology_data``); in a checkout, and so in an editable install, they stand at the top level beside ``kg/``. The
pipeline lies in ``kg/data/pipeline`` in both.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

PACKAGE = Path(__file__).resolve().parent

#: Where a relative path such as ``ontology/kg.ttl`` is looked for; first the wheel's place, which a checkout lacks.
ROOTS = (PACKAGE / "ontology_data", PACKAGE.parent, PACKAGE / "data")

#: What the package brings along: first parts of the paths that :func:`path_of` knows.
TOP_LEVEL = ("ontology", "shapes", "docs", "pipeline")


class ResourceError(KgError, FileNotFoundError):
    """A data file of the package is not where it belongs."""


def path_of(name: str) -> Path:
    """Return the path of the file or folder called ``name`` (``ontology/kg.ttl``, ``shapes/checks``, ``pipeline``).

    Raises :class:`ResourceError` when nothing of the name is there: the message says where it was looked for.
    """
    parts = name.split("/")
    if parts[0] not in TOP_LEVEL or ".." in parts:
        allowed = ", ".join(TOP_LEVEL)
        raise ResourceError(f"No data of the package is called {name!r}: a name starts with one of {allowed}.")
    candidates = _candidates(parts)
    for candidate in candidates:
        if candidate.exists():
            return candidate
    places = ", ".join(str(candidate) for candidate in candidates)
    raise ResourceError(
        f"The data file {name!r} is missing; looked for {places}. The installation is incomplete: "
        "install kg-news again, or, in a checkout, restore the file from version control."
    )


def pipeline_path() -> Path:
    """Return the folder of the language pipeline that the package ships."""
    return path_of("pipeline")


def _candidates(parts: list[str]) -> tuple[Path, ...]:
    """List the paths where the data can lie; the pipeline is part of the package and nowhere else."""
    roots = ROOTS[2:] if parts[0] == "pipeline" else ROOTS[:2]
    return tuple(root.joinpath(*parts) for root in roots)
