"""Read the file of a virtual trial."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from osteotwin.errors import InputError
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.inputs.toml_file import read_toml
from osteotwin.people.read_person import OLDEST, YOUNGEST
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.plan_draft import draft_plan
from osteotwin.protocol.read_plan import read_plan, resolve_plan
from osteotwin.protocol.window import check_dates
from osteotwin.studies.trials.design import Criterion, TrialArm, TrialDesign
from osteotwin.studies.trials.trial_file import (
    MOST_ARMS,
    MOST_VISITS,
    ArmTable,
    EligibilityTable,
    PopulationTable,
    TrialFile,
    TrialTable,
)
from osteotwin.units import shown_value

#: People in each arm where a file does not say it.
USUAL_PEOPLE = 200
#: What an arm writes in the place of a plan's file whose people live as before.
NO_PLAN = "nothing"
#: A last visit as close as this to the end of the trial is at its end [day].
_CLOSE = 1.0


def read_virtual_trial(path: str | PathLike[str]) -> TrialDesign:
    """Read the file of a virtual trial, with the plans that it names.

    Parameters
    ----------
    path : str or path-like

    Raises
    ------
    InputError
        With every problem of the file and of its plans at once.
    """
    file = fspath(path)
    table, text = read_toml(file)
    notes = Notes.of_text(file, table, text)
    content = read_table(TrialFile, notes) or TrialFile()
    plans = [_plan(arm, Path(file).parent, notes) for arm in content.arm]
    days = _visits(content.trial, notes)
    if content.trial is not None:
        _check_endpoints(content.trial, notes)
    if content.population is not None:
        _check_ages(content.population, notes)
    _check_arms(content, notes)
    notes.raise_if_any()
    return _design(content, days, plans)


def _design(content: TrialFile, days: tuple[float, ...], plans: list[Protocol]) -> TrialDesign:
    """The design of a file without problems."""
    trial, people = content.trial or TrialTable(), content.population or PopulationTable()
    return TrialDesign(
        name=trial.name or "",
        days=days,
        endpoints=tuple(dict.fromkeys(trial.endpoints)),
        primary=trial.primary or "",
        people=USUAL_PEOPLE if trial.n is None else int(trial.n),
        sex=people.sex or "",
        age=people.age or 0.0,
        age_sd=people.age_sd or 0.0,
        youngest=YOUNGEST if people.youngest is None else people.youngest,
        oldest=OLDEST if people.oldest is None else people.oldest,
        criteria=_criteria(content.eligibility),
        dropout=trial.dropout or 0.0,
        arms=tuple(TrialArm(arm.name or "", plan) for arm, plan in zip(content.arm, plans, strict=True)),
    )


def _criteria(table: EligibilityTable | None) -> tuple[Criterion, ...]:
    if table is None:
        return ()
    ranges = {field.alias or name: getattr(table, name) for name, field in type(table).model_fields.items()}
    return tuple(Criterion(name, *limits) for name, limits in ranges.items() if limits is not None)


def _plan(arm: ArmTable, folder: Path, notes: Notes) -> Protocol:
    """What an arm does; what is wrong with it is noted."""
    if not arm.plan:
        return Protocol()
    plan, *more = arm.plan
    if more:
        notes.add(
            arm.at("plan"), f"{len(arm.plan)} plans", "one plan for each arm", "keep one, or add another arm"
        )
        return Protocol()
    if plan.file is None:
        draft = draft_plan(plan, notes)
        first = draft.earliest or draft.earliest_shown
        if first is None:
            check_dates(draft.windows, notes)
        return resolve_plan(draft, first, notes)
    others = [name for name in type(plan).model_fields if name != "file" and plan.has(name)]
    if others:
        notes.add(plan.at(others[0]), f"{others[0]} beside file", "one of the two", "remove one")
    if plan.file == NO_PLAN:
        return Protocol()
    path = folder / plan.file
    try:
        found = path.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        notes.add(
            arm.at("plan"), f"{shown_value(plan.file)}, which is no file in {shown_value(str(folder))}",
            f'a plan file, or "{NO_PLAN}"', "correct the name, or put the file there",
        )  # fmt: skip
        return Protocol()
    try:
        return read_plan(path)
    except InputError as error:
        notes.problems.extend(error.problems)
        return Protocol()


def _visits(trial: TrialTable | None, notes: Notes) -> tuple[float, ...]:
    """The days of all visits, the first on day 0 and the last at the end of the trial."""
    if trial is None or trial.duration is None or trial.visits is None:
        return ()
    end = trial.duration
    if isinstance(trial.visits, tuple):
        last = trial.visits[-1]
        if abs(last - end) > _CLOSE:
            notes.add(
                trial.at("visits"), f"a last visit after {last:g} days of a trial of {end:g} days",
                "a last visit at the end of the trial", "let the two agree",
            )  # fmt: skip
        return (0.0, *trial.visits)
    if trial.visits > end + _CLOSE or end / trial.visits > MOST_VISITS:
        notes.add(
            trial.at("visits"), f"a visit every {trial.visits:g} days in a trial of {end:g} days",
            f"1 to {MOST_VISITS} visits after the first", "correct one of the two",
        )  # fmt: skip
        return ()
    count = int((end + _CLOSE) / trial.visits)
    days = [trial.visits * k for k in range(count + 1)]
    if abs(days[-1] - end) <= _CLOSE:
        days[-1] = end
    else:
        days.append(end)
    return tuple(days)


def _check_endpoints(trial: TrialTable, notes: Notes) -> None:
    if trial.has("endpoints") and not trial.endpoints and not notes.problems:
        notes.add(trial.at("endpoints"), "an empty list", "one endpoint or more", "name what is measured")
    if trial.primary is not None and trial.endpoints and trial.primary not in trial.endpoints:
        notes.add(
            trial.at("primary"), shown_value(trial.primary), f"one of {', '.join(trial.endpoints)}",
            "choose one of endpoints, or add it there",
        )  # fmt: skip


def _check_ages(people: PopulationTable, notes: Notes) -> None:
    low, age, high = people.youngest, people.age, people.oldest
    if age is not None and low is not None and low > age:
        notes.add(
            people.at("youngest"), f"{low:g} years with a mean of {age:g}", "at most the mean", "correct one"
        )
    if age is not None and high is not None and high < age:
        notes.add(
            people.at("oldest"), f"{high:g} years with a mean of {age:g}", "at least the mean", "correct one"
        )


def _check_arms(content: TrialFile, notes: Notes) -> None:
    arms = content.arm
    # An arm with a problem of its own is gone, and is not missed once more.
    if content.has("arm") and not 2 <= len(arms) <= MOST_ARMS and not notes.problems:
        found = "one arm" if len(arms) == 1 else f"{len(arms)} arms"
        notes.add(
            content.at("arm"), found, f"2 to {MOST_ARMS} arms, the first of them the control",
            'add [[arm]] with name = "control" and plan = "nothing"' if len(arms) < 2 else "make several trials of it",
        )  # fmt: skip
    seen: set[str] = set()
    for arm in arms:
        if arm.name is not None and arm.name in seen:
            notes.add(
                arm.at("name"), f"{shown_value(arm.name)} a second time", "a name for each arm", "rename one"
            )
        seen.add(arm.name or "")
