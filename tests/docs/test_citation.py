"""What a citation says is what the project says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

import osteotwin as ot


def test_the_citation_is_of_this_version_and_license(repository: Path) -> None:
    found = yaml.safe_load((repository / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert found["cff-version"] == "1.2.0"
    assert found["version"] == ot.__version__
    assert found["license"] == project["license"]
    assert [author["name"] for author in found["authors"]] == [
        author["name"] for author in project["authors"]
    ]
    assert set(found["keywords"]) <= set(project["keywords"])
