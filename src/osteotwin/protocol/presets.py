"""Named plans that come with the package, and their use in a person's plan."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import inf

from osteotwin.errors import InputError, Problem
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.section import Notes, Section, did_you_mean, find_name, printable
from osteotwin.protocol.window import WINDOW_KEYS, Window, read_window
from osteotwin.units import shown_value


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
    tables = {name: tomllib.loads(_text(name)) for name in names}
    return tuple(Preset(n, t["title"], t["summary"], tuple(t["sources"])) for n, t in tables.items())


def load_preset(name: str, from_day: float = 0.0, until_day: float = inf) -> Protocol:
    """Return a preset's interventions from one day to another.

    Parameters
    ----------
    name : str
        As :func:`list_presets` gives it; spaces and case do not matter.
    from_day, until_day : float [day]

    Raises
    ------
    InputError
        If there is no such preset.

    Examples
    --------
    >>> load_preset("standard_lifestyle").groups()
    ('training', 'calcium', 'vitamin_d')
    """
    found = _find(name)
    if found is None:
        names = [preset.name for preset in list_presets()]
        mend = did_you_mean(name, names, f'write "{names[0]}"')
        raise InputError([Problem("", "preset", shown_value(name), f"one of {', '.join(names)}", mend)])
    moved = (
        replace(i, from_day=i.from_day + from_day, until_day=min(i.until_day + from_day, until_day))
        for i in _from_day_zero(found).interventions
    )
    return Protocol(tuple(i for i in moved if i.from_day < i.until_day))


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


def _checked(section: Section, key: str, written: str) -> str | None:
    found = _find(written)
    if found is None:
        names = [preset.name for preset in list_presets()]
        mend = did_you_mean(written, names, f'write "{names[0]}"')
        section.problem(key, f'"{printable(written)}"', f"one of the presets {', '.join(names)}", mend)
    return found


def _find(name: str) -> str | None:
    return find_name(name, {preset.name: (preset.title,) for preset in list_presets()})


@cache
def _from_day_zero(name: str) -> Protocol:
    """Return a preset as written, its first day being day 0."""
    # The plan reader knows presets, so it is imported when a preset is read, not before.
    from osteotwin.protocol.read_plan import draft_plan, resolve_plan

    notes = Notes(f"{name}.toml", _text(name))
    whole = Section(tomllib.loads(notes.text), "", notes, ("title", "summary", "sources", "plan"))
    protocol = resolve_plan(draft_plan(whole), None)
    notes.raise_if_any()
    return protocol


def _text(name: str) -> str:
    return files("osteotwin.protocol").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")
