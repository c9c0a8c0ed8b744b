"""The plans that a person's are compared with: the own one, plan files, and doing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from osteotwin.errors import InputError, Problem
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_from_today import PlanFromToday, read_plan_from_today
from osteotwin.units import shown_value

#: What is written in the place of a plan file for ending everything today.
NONE = "none"
OWN_NAME = "own plan"
NONE_NAME = "nothing"


def plans_to_compare(
    person: Person, files: Sequence[str | PathLike[str]], *, own: bool = True
) -> dict[str, Protocol]:
    """Read the plans that are to be compared for a person.

    Parameters
    ----------
    person : Person
        Today is his, and his past comes before every plan.
    files : sequence of path
        Plan files that stand alone, each named after its file; ``"none"`` ends everything today.
    own : bool
        Whether the person's own plan is the first.

    Returns
    -------
    dict of str to Protocol
        By name; the first is what the others are compared with.

    Raises
    ------
    InputError
        With every problem of every file, and where two plans have one name or the files begin on different days.
    """
    problems: list[Problem] = []
    plans = {OWN_NAME: person.plan} if own else {}
    dated: dict[str, tuple[str, PlanFromToday]] = {}
    for given in [fspath(file) for file in files]:
        name = NONE_NAME if given == NONE else Path(given).stem
        if name in plans:
            problems.append(
                Problem(given, "", f"a second plan named {shown_value(name)}", "a name for each plan",
                        "rename the file, or name it once")
            )  # fmt: skip
            continue
        plans[name] = Protocol()
        if given == NONE:
            continue
        try:
            found = read_plan_from_today(given, person.start)
        except InputError as error:
            problems += error.problems
            continue
        problems += _operations(person, given, found.protocol)
        plans[name] = found.protocol
        dated[name] = (given, found)
    problems += _different_days(person, dated)
    if problems:
        raise InputError(problems)
    return plans


def _operations(person: Person, file: str, plan: Protocol) -> list[Problem]:
    """An operation on what this person does not have."""
    drugs = [load_drugs()[item.drug] for item in plan.interventions if isinstance(item, DrugCourse)]
    return [
        Problem(file, "plan.drug", f"{drug.label} in a person whose sex is {person.sex}",
                f"it only where the sex is {drug.only_for}", "remove the entry")
        for drug in drugs
        if drug.only_for and drug.only_for != person.sex
    ]  # fmt: skip


def _different_days(person: Person, dated: dict[str, tuple[str, PlanFromToday]]) -> list[Problem]:
    """Where plans begin on different days, the day would be compared and not the plan."""
    problems: list[Problem] = []
    first = next((found.begins for _, found in dated.values()), person.start)
    for file, found in dated.values():
        begins = found.begins
        if begins >= person.until:
            problems.append(
                Problem(file, "plan", f"a plan that begins on {begins}, after all that is simulated",
                        f"a plan that begins before {person.until}", "write an earlier from, or leave it out")
            )  # fmt: skip
        elif begins != first:
            later, days = max(begins, first), (max(begins, first) - person.start).days
            problems.append(
                Problem(file, "plan", f"a plan that begins on {begins}, beside one that begins on {first}",
                        f"plans that begin on one day; day 0 is the person's today, {person.start}",
                        f"write one date in both, or from_day = {days} for what is meant to begin on {later}")
            )  # fmt: skip
    return problems
