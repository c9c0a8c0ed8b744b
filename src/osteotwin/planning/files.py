"""The plans of a person as files: one that ``run`` takes, a calendar and a table of sessions for each; the answer."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from osteotwin.explaining.bands import Json
from osteotwin.files import write_answer, write_text
from osteotwin.people.write_person import person_to_toml
from osteotwin.planning.calendar_file import calendar_text, sessions_csv
from osteotwin.planning.dose_files import doses_csv
from osteotwin.planning.plan import Planned
from osteotwin.planning.swaps import Swap, best_of
from osteotwin.planning.week import sessions_of


def write_plans(planned: Planned, folder: str | PathLike[str], answer: Json | None = None) -> list[Path]:
    """Write every plan of a person, and return the paths.

    Parameters
    ----------
    planned : Planned
    folder : path
        Is made where it is not there.
    answer : dict or None
        With doses and responses, where they are known; what was found otherwise.

    Returns
    -------
    list of Path
        ``balanced.toml`` (the person with this plan, for ``osteotwin run``), ``balanced.ics``, ``balanced.csv`` and the
        like for the others, the answer as JSON, and ``doses.csv`` where the answer holds doses.

    Raises
    ------
    InputError
        If a plan breaks a limit: then nothing is written.
    """
    into = Path(folder)
    texts: dict[str, str] = {}
    told = planned.to_dict() if answer is None else answer
    swaps = {plan["name"]: best_of(Swap(**row) for row in plan["swaps"]) for plan in told.get("plans", [])}
    for name, choice in planned.choices.items():
        stem = name.replace(" ", "-")
        texts[f"{stem}.toml"] = person_to_toml(planned.person(name))
        sessions = sessions_of(choice, planned.frame)
        if sessions:
            instead = swaps.get(name, {})
            texts[f"{stem}.ics"] = calendar_text(sessions, name, planned.start, instead)
            texts[f"{stem}.csv"] = sessions_csv(sessions, instead)
    if told["dose_response"] is not None:
        texts["doses.csv"] = doses_csv(told["dose_response"])
    into.mkdir(parents=True, exist_ok=True)
    written = [write_text(into / name, text) for name, text in texts.items()]
    return [*written, write_answer(told, into)]
