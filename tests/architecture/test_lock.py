"""What is locked installs from wheels, without a compiler, wherever the documentation says so; and from one index."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

INDEX = "https://pypi.org/simple"
FILES = "https://files.pythonhosted.org/"
PYTHONS = (11, 12, 13, 14)


class Platform(NamedTuple):
    """What markers ask of a platform, and the tags of its wheels."""

    sys_platform: str
    machine: str
    tags: list[str]


def linux(machine: str) -> Platform:
    """Any Linux with glibc 2.28 (Debian 10, 2019) or newer."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)]
    return Platform("linux", machine, [*tags, f"manylinux2014_{machine}", f"manylinux1_{machine}"])


PLATFORMS = {
    "linux x86_64": linux("x86_64"),
    "linux aarch64": linux("aarch64"),
    "macos arm64": Platform("darwin", "arm64", list(mac_platforms((14, 0), "arm64"))),
    "macos x86_64": Platform("darwin", "x86_64", list(mac_platforms((14, 0), "x86_64"))),
    "windows x86_64": Platform("win32", "AMD64", ["win_amd64"]),
    "windows arm64": Platform("win32", "ARM64", ["win_arm64"]),
}
#: Said so in docs/design/setting-up.md.
WITHOUT_WHEELS = {
    ("macos x86_64", 14): {"llvmlite"},
    ("windows arm64", 11): {"llvmlite"},
}
#: Extras that Windows on ARM does without, and the packages that lack wheels there.
WITHOUT_ON_WINDOWS_ARM = {
    "cohort": {"google-crc32c", "numcodecs"},
    "cluster": {"google-crc32c", "numcodecs"},
    "gpu": {"cupy-cuda12x"},
    "pdf": {"typst"},
    "clinic": {"cryptography", "psycopg-binary"},
    "encryption": {"cryptography"},
    "parquet": {"pyarrow"},
}
PLACES = [(name, minor) for name in PLATFORMS for minor in PYTHONS if (name, minor) not in WITHOUT_WHEELS]


@pytest.fixture(scope="module")
def locked(repository: Path) -> dict[str, list[dict[str, Any]]]:
    """The locked packages by name: several where places need different versions."""
    with (repository / "uv.lock").open("rb") as file:
        packages = tomllib.load(file)["package"]
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for package in packages:
        by_name[package["name"]].append(package)
    return by_name


def extras_of(locked: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Every extra that a user can ask for."""
    return list(locked["osteotwin"][0]["optional-dependencies"])


def environment(platform: Platform, minor: int) -> dict[str, str]:
    return {
        "sys_platform": platform.sys_platform,
        "platform_machine": platform.machine,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform.sys_platform],
        "os_name": "nt" if platform.sys_platform == "win32" else "posix",
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def installed(
    locked: dict[str, list[dict[str, Any]]], place: dict[str, str], extras: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    """What ``uv sync --no-dev`` installs in a place, by name."""

    def holds(marker: str) -> bool:
        return Marker(marker).evaluate(place)

    found: dict[str, dict[str, Any]] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    waiting = [("osteotwin", extras)]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        fitting = [
            one
            for one in locked[name]
            if "resolution-markers" not in one or any(map(holds, one["resolution-markers"]))
        ]
        assert len(fitting) == 1, f"{name}: {len(fitting)} versions are locked for {place}"
        found[name] = fitting[0]
        needs = list(fitting[0].get("dependencies", []))
        for extra in wanted:
            needs += fitting[0].get("optional-dependencies", {})[extra]
        waiting += [
            (need["name"], tuple(need.get("extra", [])))
            for need in needs
            if "marker" not in need or holds(need["marker"])
        ]
    del found["osteotwin"]
    return found


def without_wheel(packages: dict[str, dict[str, Any]], platform: Platform, minor: int) -> set[str]:
    """Which packages would have to be compiled."""
    usable: set[Tag] = {
        *cpython_tags((3, minor), platforms=platform.tags),
        *compatible_tags((3, minor), f"cp3{minor}", platform.tags),
    }

    def fits(wheel: dict[str, Any]) -> bool:
        return not usable.isdisjoint(parse_wheel_filename(wheel["url"].rpartition("/")[2])[3])

    return {name for name, package in packages.items() if not any(map(fits, package.get("wheels", [])))}


@pytest.mark.parametrize(("name", "minor"), PLACES)
def test_the_plain_install_needs_no_compiler(locked: Any, name: str, minor: int) -> None:
    platform = PLATFORMS[name]
    packages = installed(locked, environment(platform, minor), ())
    assert {"numpy", "scipy", "llvmlite", "typer"} <= set(packages)
    assert "zarr" not in packages
    assert without_wheel(packages, platform, minor) == set()


@pytest.mark.parametrize(("name", "minor"), [place for place in PLACES if place[0] != "windows arm64"])
def test_neither_do_the_extras(locked: Any, name: str, minor: int) -> None:
    platform = PLATFORMS[name]
    packages = installed(locked, environment(platform, minor), tuple(extras_of(locked)))
    assert {"zarr", "distributed", "salib", "psycopg-binary", "typst", "pyarrow"} <= set(packages)
    assert without_wheel(packages, platform, minor) == set()


@pytest.mark.parametrize("minor", [12, 13, 14])
def test_windows_on_arm_does_without_the_extras_that_are_named(locked: Any, minor: int) -> None:
    platform = PLATFORMS["windows arm64"]
    lacking = {
        extra: without_wheel(installed(locked, environment(platform, minor), (extra,)), platform, minor)
        for extra in extras_of(locked)
    }
    assert {extra: names for extra, names in lacking.items() if names} == WITHOUT_ON_WINDOWS_ARM


@pytest.mark.parametrize(("place", "missing"), WITHOUT_WHEELS.items())
def test_exceptions_are_still_ones(locked: Any, place: tuple[str, int], missing: set[str]) -> None:
    platform = PLATFORMS[place[0]]
    assert (
        without_wheel(installed(locked, environment(platform, place[1]), ()), platform, place[1]) == missing
    )


def test_it_names_the_public_index_alone(repository: Path) -> None:
    text = (repository / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r'registry = "([^"]*)"', text)) == {INDEX}
    urls = re.findall(r'url = "([^"]*)"', text)
    assert len(urls) > 1000
    assert [url for url in urls if not url.startswith(FILES)] == []
