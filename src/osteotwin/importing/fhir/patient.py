"""Whom resources of FHIR are about; of several people one is chosen, by the user alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import About, Place
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable

_SEXES = ("male", "female")


def about(place: Place, resource: dict[str, Any]) -> About:
    """Return a Patient as whom a file is about."""
    birth = str(resource.get("birthDate", ""))
    try:
        day = date.fromisoformat(birth)
    except ValueError:  # a year alone tells no day
        day = None
    gender = str(resource.get("gender", ""))
    return About(
        place,
        _name(resource.get("name")),
        day,
        gender if gender in _SEXES else "",
        str(resource.get("id") or ""),
    )


def chosen(people: Sequence[About], answers: Answers) -> About | None:
    """Return the one whom the user means; ``None`` where the file names nobody.

    Raises
    ------
    ImportQuestionError
        If the file is about several people.
    """
    distinct = {(one.identifier, folded(one.name), one.birth_date): one for one in people}
    if len(distinct) < 2:
        return next(iter(distinct.values()), None)
    if answers.patient is not None:
        wanted = folded(answers.patient)
        fit = [
            one
            for one in distinct.values()
            if wanted in map(folded, _ways(one)) or answers.patient in _ways(one)
        ]
        if len(fit) == 1:
            return fit[0]
    choices = tuple((printable(_ways(one)[0]), _described(one)) for one in list(distinct.values())[:10])
    raise ImportQuestionError(
        "patient",
        people[0].place,
        f"no word on which of {len(distinct)} people is meant",
        "one of them",
        choices,
    )


def is_about(resource: dict[str, Any], mine: About | None, people: int) -> bool:
    """Tell whether a resource is about the chosen one; of a file about one person all are."""
    if people < 2 or mine is None:
        return True
    subject = resource.get("subject") or resource.get("patient")
    reference = subject.get("reference") if isinstance(subject, dict) else None
    return isinstance(reference, str) and bool(mine.identifier) and reference.split("/")[-1].lstrip("#").removeprefix(
        "urn:uuid:") == mine.identifier  # fmt: skip


def _ways(one: About) -> tuple[str, ...]:
    """Return how somebody may be named by an option."""
    born = "" if one.birth_date is None else str(one.birth_date)
    return tuple(way for way in (one.identifier, one.name, born) if way) or ("?",)


def _described(one: About) -> str:
    born = "" if one.birth_date is None else f"born {one.birth_date}"
    return printable(", ".join(part for part in (one.name, one.sex, born) if part) or "nothing else is known")


def _name(names: Any) -> str:
    for name in names if isinstance(names, list) else ():
        if not isinstance(name, dict):
            continue
        if isinstance(name.get("text"), str):
            return name["text"].strip()[:200]
        given = [part for part in name.get("given") or () if isinstance(part, str)]
        return " ".join([*given, str(name.get("family") or "")]).strip()[:200]
    return ""
