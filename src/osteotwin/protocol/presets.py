"""Load the named plans that come with the package."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from math import inf

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.plan_draft import draft_plan, place_entries
from osteotwin.protocol.plan_file import PlanFile
from osteotwin.protocol.preset_names import find_preset, list_presets, preset_text
from osteotwin.units import shown_value


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
    found = find_preset(name)
    if found is None:
        names = [preset.name for preset in list_presets()]
        fix = did_you_mean(name, names, f'write "{names[0]}"')
        raise InputError([Problem("", "preset", shown_value(name), f"one of {', '.join(names)}", fix)])
    on_time = [i for i in _from_day_zero(found).interventions if i.from_day + from_day < until_day]
    return Protocol(
        tuple(
            replace(i, from_day=i.from_day + from_day, until_day=min(i.until_day + from_day, until_day))
            for i in on_time
        )
    )


@cache
def _from_day_zero(name: str) -> Protocol:
    """Return a preset as written, its first day being day 0."""
    text = preset_text(name)
    plan = {key: value for key, value in tomllib.loads(text).items() if key == "plan"}
    notes = Notes.of_text(f"{name}.toml", plan, text)
    content = read_table(PlanFile, notes)
    placed = place_entries(draft_plan(None if content is None else content.plan, notes), None, notes)
    notes.raise_if_any()
    return Protocol(placed)
