"""Data files of the package are found by their names, and a missing one is explained."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources


def test_a_file_of_the_ontology_is_found():
    assert resources.path_of("ontology/kg.ttl").is_file()


def test_a_folder_is_found():
    assert resources.path_of("shapes/checks").is_dir()


def test_a_missing_file_is_named_with_the_places_looked_at():
    with pytest.raises(resources.ResourceError) as caught:
        resources.path_of("ontology/nothing.ttl")
    message = str(caught.value)
    assert "'ontology/nothing.ttl' is missing" in message
    assert str(resources.PACKAGE.parent / "ontology" / "nothing.ttl") in message
    assert "install kg-news again" in message


@pytest.mark.parametrize("name", ["pyproject.toml", "ontology/../pyproject.toml", "", "/etc/hostname"])
def test_only_data_of_the_package_can_be_asked_for(name):
    with pytest.raises(resources.ResourceError, match="starts with one of ontology, shapes, docs, pipeline"):
        resources.path_of(name)


def test_the_layout_of_a_wheel_comes_first(tmp_path: Path):
    """A package with ``kg/ontology_data`` reads from there, from any working directory."""
    package = tmp_path / "site" / "kg"
    inner = package / "ontology_data" / "ontology"
    inner.mkdir(parents=True)
    for module in ("resources.py", "errors.py"):
        shutil.copy(resources.PACKAGE / module, package)
    (package / "__init__.py").write_text("")
    (inner / "kg.ttl").write_text("# in the wheel")
    code = "from kg.resources import path_of; print(path_of('ontology/kg.ttl'))"
    environment = {"PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert result.stdout.strip() == str(inner.resolve() / "kg.ttl")
