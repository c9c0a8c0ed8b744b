"""The plans of a person as files: one that ``run`` takes, a calendar and a table of sessions for each; the answer."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from osteotwin.files import write_answer, write_text
from osteotwin.people.write_person import person_to_toml
from osteotwin.planning.calendar_file import calendar_text, sessions_csv
from osteotwin.planning.plan import Planned
from osteotwin.planning.week import sessions_of


def write_plans(planned: Planned, folder: str | PathLike[str]) -> list[Path]:
    """Write every plan of a person, and return the paths.

    Parameters
    ----------
    planned : Planned
    folder : path
        Is made where it is not there.

    Returns
    -------
    list of Path
        ``balanced.toml`` (the person with this plan, for ``osteotwin run``), ``balanced.ics``, ``balanced.csv`` and the
        like for the others, and the answer as JSON.

    Raises
    ------
    InputError
        If a plan breaks a limit: then nothing is written.
    """
    into = Path(folder)
    texts: dict[str, str] = {}
    for name, choice in planned.choices.items():
        stem = name.replace(" ", "-")
        texts[f"{stem}.toml"] = person_to_toml(planned.person(name))
        sessions = sessions_of(choice, planned.frame)
        if sessions:
            texts[f"{stem}.ics"] = calendar_text(sessions, name, planned.start)
            texts[f"{stem}.csv"] = sessions_csv(sessions)
    into.mkdir(parents=True, exist_ok=True)
    written = [write_text(into / name, text) for name, text in texts.items()]
    return [*written, write_answer(planned.to_dict(), into)]
