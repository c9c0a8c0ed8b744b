"""The named plans that come with the package, and the value by which a plan names one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.inputs.shipped import Row, Words, read_as
from osteotwin.inputs.values import Mistake, Named
from osteotwin.units import shown_value


@dataclass(frozen=True)
class Preset(Row):
    """A named plan: what it is called, what it holds in a sentence, and where it comes from."""

    name: Words
    title: Words
    summary: Words
    sources: tuple[Words, ...]


@cache
def list_presets() -> tuple[Preset, ...]:
    """Return every preset that comes with the package."""
    folder = files("osteotwin.protocol").joinpath("presets")
    names = sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )
    return tuple(_preset(name) for name in names)


def find_preset(name: str) -> str | None:
    """The identifier of the preset that a text names, or ``None``."""
    return find_name(name, {preset.name: (preset.title,) for preset in list_presets()})


def preset_text(name: str) -> str:
    """The TOML text of a preset."""
    return files("osteotwin.protocol").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")


def _preset(name: str) -> Preset:
    text = preset_text(name)
    head = {key: value for key, value in tomllib.loads(text).items() if key != "plan"}
    return read_as(Preset, {"name": name, **head}, f"{name}.toml", text=text)


def _named(text: str) -> str:
    found = find_preset(text)
    if found is None:
        names = [preset.name for preset in list_presets()]
        fix = did_you_mean(text, names, f'write "{names[0]}"')
        raise Mistake(shown_value(text), f"one of the presets {', '.join(names)}", fix)
    return found


#: The value that names a preset.
PRESET = Named(_named, "the name of a preset", "standard_lifestyle")
