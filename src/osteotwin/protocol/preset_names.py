"""The named plans that come with the package, and how a plan names them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.inputs.section import Section, did_you_mean, find_name, printable
from osteotwin.protocol.window import WINDOW_KEYS, Window, read_window


@dataclass(frozen=True)
class Preset:
    """A named plan: what it is called, what it holds in a sentence, and where it comes from."""

    name: str
    title: str
    summary: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PresetUse:
    """A preset as a plan names it, with the days it is meant for."""

    name: str
    window: Window
    section: Section
    key: str


@cache
def list_presets() -> tuple[Preset, ...]:
    """Return every preset that comes with the package."""
    folder = files("osteotwin.protocol").joinpath("presets")
    names = sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )
    tables = {name: tomllib.loads(preset_text(name)) for name in names}
    return tuple(Preset(n, t["title"], t["summary"], tuple(t["sources"])) for n, t in tables.items())


def read_preset_uses(plan: Section) -> tuple[PresetUse, ...]:
    """Read ``preset = "name"`` or ``preset = { name = ..., from = ..., until = ... }`` of a plan."""
    if not plan.has("preset"):
        return ()
    if isinstance(plan.table["preset"], str):
        name = _checked(plan, "preset", plan.table["preset"])
        return () if name is None else (PresetUse(name, Window(), plan, "preset"),)
    uses: list[PresetUse] = []
    for section in plan.sections("preset", ("name", *WINDOW_KEYS), one_allowed=True):
        window = read_window(section)
        written = section.text("name", list_presets()[0].name, required=True)
        name = None if written is None else _checked(section, "name", written)
        if name is not None and window is not None:
            uses.append(PresetUse(name, window, section, "from"))
    return tuple(uses)


def find_preset(name: str) -> str | None:
    """The identifier of the preset that a text names, or ``None``."""
    return find_name(name, {preset.name: (preset.title,) for preset in list_presets()})


def preset_text(name: str) -> str:
    """The TOML text of a preset."""
    return files("osteotwin.protocol").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")


def _checked(section: Section, key: str, written: str) -> str | None:
    found = find_preset(written)
    if found is None:
        names = [preset.name for preset in list_presets()]
        fix = did_you_mean(written, names, f'write "{names[0]}"')
        section.problem(key, f'"{printable(written)}"', f"one of the presets {', '.join(names)}", fix)
    return found
