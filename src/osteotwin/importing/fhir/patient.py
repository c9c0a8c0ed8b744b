"""Whom resources of FHIR are about; of several people one is chosen, by the user alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import About, Place
from osteotwin.inputs.names import folded, words
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_SEXES = ("male", "female")
#: A year, or a month of one.
_PARTIAL: Final = later(r"(?:19|20)\d\d(?:-\d\d)?")


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
        birth if _PARTIAL.fullmatch(birth) else "",
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


def subject_of(resource: Mapping[str, Any], by_reference: Mapping[str, dict[str, Any]]) -> About | None:
    """Return whom a resource is about, as far as it says so; ``None`` where it does not."""
    subject = resource.get("subject") or resource.get("patient")
    reference = subject.get("reference") if isinstance(subject, dict) else None
    place = Place("", str(resource.get("resourceType", "")))
    if not isinstance(reference, str) or not reference.strip():
        shown = subject.get("display") if isinstance(subject, dict) else None
        return About(place, shown.strip()[:200]) if isinstance(shown, str) and shown.strip() else None
    target = referred(reference, resource, by_reference)
    if target is not None and target.get("resourceType") == "Patient":
        return about(place, target)
    return About(place, identifier=_bare(reference))


def referred(
    reference: str, resource: Mapping[str, Any], by_reference: Mapping[str, dict[str, Any]]
) -> dict[str, Any] | None:
    """Return the resource that a reference names: one that the referring resource contains, or another of the file."""
    if reference.startswith("#"):
        held = resource.get("contained")
        fit = [
            one
            for one in (held if isinstance(held, list) else ())
            if isinstance(one, dict) and one.get("id") == reference[1:]
        ]
        return fit[0] if len(fit) == 1 else None
    own = reference.split("/_history/")[0]
    return by_reference.get(own) or by_reference.get("/".join(own.split("/")[-2:]))


def is_about(subject: About | None, mine: About | None, *, sure: bool) -> bool:
    """Tell whether what names a subject is about the chosen one.

    Parameters
    ----------
    subject : About or None
    mine : About or None
    sure : bool
        Whether what names nobody is about somebody else, as in a file about several people.
    """
    if mine is None:
        return True
    if subject is None:
        return not sure
    if not subject.identifier and not mine.identifier:
        return folded(subject.name) == folded(mine.name)
    if not subject.identifier:  # a name alone
        return not mine.name or bool(set(words(subject.name)) & set(words(mine.name)))
    return (
        subject.identifier == mine.identifier
        and (not subject.name or not mine.name or folded(subject.name) == folded(mine.name))
        and (subject.birth_date is None or mine.birth_date is None or subject.birth_date == mine.birth_date)
    )


def _bare(reference: str) -> str:
    return reference.split("/_history/")[0].split("/")[-1].removeprefix("urn:uuid:").removeprefix("urn:oid:")


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
