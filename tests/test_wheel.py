"""The wheel has all that the main job needs: it is built, installed into an empty environment and used elsewhere."""

# ruff: noqa: S603 - the commands that are run are these tests' own

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: object, cwd: Path) -> str:
    """Run a command that knows nothing of this checkout, and return what it prints."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=inherited, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder outside of the checkout with the seeds and an environment in which only the wheel is installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("kg_news-*.whl")
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    run(folder / "env" / "bin" / "pip", "install", "-q", wheel, cwd=folder)
    (folder / "seeds").mkdir()
    for article in (ROOT / "seeds").glob("*.txt"):
        (folder / "seeds" / article.name).write_bytes(article.read_bytes())
    return folder


def test_the_main_job_runs_from_the_wheel(elsewhere):
    kg = elsewhere / "env" / "bin" / "kg"
    told = run(kg, "build", "seeds", "--date", "2024-01-18", "--out", "graph.ttl", cwd=elsewhere)
    assert "Main events" in told
    assert "conforms" in run(kg, "validate", "graph.ttl", cwd=elsewhere)


def test_the_wheel_shows_its_parts_and_brings_no_training_tools(elsewhere):
    assert "event types" in run(elsewhere / "env" / "bin" / "kg", "info", cwd=elsewhere)
    installed = run(elsewhere / "env" / "bin" / "pip", "list", cwd=elsewhere).casefold()
    assert "kg-news" in installed and "torch" not in installed


def test_the_page_of_the_ontology_is_in_the_wheel(elsewhere):
    told = "from kg.resources import path_of; print(path_of('docs/ontology.html').read_text()[:15])"
    assert "<!doctype html>" in run(elsewhere / "env" / "bin" / "python", "-c", told, cwd=elsewhere)
