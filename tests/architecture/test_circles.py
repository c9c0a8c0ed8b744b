"""No file imports, by whatever way, a file that imports it: nor for types alone, nor inside a function."""

from __future__ import annotations

import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest


def circle(graph: grimp.ImportGraph) -> list[str]:
    """Files that import each other in a ring, the first one again at its end; empty where there is none."""
    below = {file: graph.find_modules_directly_imported_by(file) for file in graph.modules}
    try:
        TopologicalSorter(below).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def layers_of(repository: Path) -> list[set[str]]:
    """The floors of the contract in pyproject.toml, top first."""
    with (repository / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [{one.strip(" ()") for one in floor.split("|")} for floor in layers]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import between files of the package, those for types and those inside functions included."""
    return grimp.build_graph("osteotwin", exclude_type_checking_imports=False, cache_dir=None)


def test_there_is_no_circle_of_files(graph: grimp.ImportGraph) -> None:
    assert len(graph.modules) > 200
    assert circle(graph) == []


def test_nothing_is_imported_from_a_floor_above(graph: grimp.ImportGraph, repository: Path) -> None:
    height = {name: -number for number, floor in enumerate(layers_of(repository)) for name in floor}

    def room(file: str) -> str:
        return file.split(".")[1] if "." in file else "osteotwin"

    rooms = {room(file) for file in graph.modules}
    assert {one for one in rooms - set(height) if not one.startswith("_")} == {"osteotwin"}
    upward = [
        detail
        for file in graph.modules
        for other in graph.find_modules_directly_imported_by(file)
        if room(file) != room(other) and {room(file), room(other)} <= set(height)
        if height[room(other)] >= height[room(file)]
        for detail in graph.get_import_details(importer=file, imported=other)
    ]
    assert upward == []


WAYS = {
    "plainly": "from rings import {}",
    "of a name": "from rings.{} import THING",
    "inside a function": "def later():\n    from rings import {}\n    return {}",
    "for types alone": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rings.{} import THING",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("folder", ["", "room."])
def test_each_way_to_close_a_ring_is_seen(
    folder: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "rings"
    (package / "room").mkdir(parents=True)
    names = [f"{folder}a", f"{folder}b", "c"]
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        text = "from rings.{} import THING" if name != "c" else WAYS[way]
        if "import {}" in text and "." in other:
            text = text.replace("from rings import {}", f"from rings.room import {other[-1]}")
        file = package.joinpath(*name.split(".")).with_suffix(".py")
        file.write_text(f"THING = 1\n{text.replace('{}', other)}\n", encoding="utf-8")
    for inner in (package, package / "room"):
        (inner / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))

    def found(*, types: bool) -> list[str]:
        return circle(grimp.build_graph("rings", exclude_type_checking_imports=not types, cache_dir=None))

    a, b, c = (f"rings.{name}" for name in names)
    assert found(types=True) in ([a, b, c, a], [b, c, a, b], [c, a, b, c])
    assert bool(found(types=False)) == (way != "for types alone")
