"""All that guidelines say of a person, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import BONE_DRUGS
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.facts_of_person import Beyond, facts_of
from osteotwin.safety.guidelines.follow_up import FollowUp, follow_up
from osteotwin.safety.guidelines.rules import (
    CLASSES,
    NOT_KNOWN,
    Line,
    guideline_class,
    guideline_lines,
    rules,
)
from osteotwin.safety.guidelines.work_up import WorkUp, work_up

_NOTHING_BEYOND = Beyond()


@dataclass(frozen=True)
class Guidelines:
    """What guidelines say of a person.

    Attributes
    ----------
    guideline_class : str
        ``"treat"``, ``"discuss"``, ``"monitor"`` or ``"none"``: whether a bone drug applies, whatever the simulation
        says and whether or not one is taken.
    could_become : str
        The highest class that a rule about treatment would make which is not known yet; else ``guideline_class``.
    decided_by : tuple of str
        What would tell of those rules; empty where nothing open could raise the class.
    treated_by : tuple of str
        Bone drugs that are taken today or are in the plan.
    lines : tuple of Line
        Of every rule that is about the person: first what is met, in the order of the classes.
    work_up : tuple of WorkUp
    follow_up : tuple of FollowUp
        By date.
    """

    guideline_class: str
    could_become: str
    decided_by: tuple[str, ...]
    treated_by: tuple[str, ...]
    lines: tuple[Line, ...]
    work_up: tuple[WorkUp, ...]
    follow_up: tuple[FollowUp, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the same for an answer: plain lists, texts and numbers, with dates as ``YYYY-MM-DD``."""
        return {
            "class": self.guideline_class,
            "could_become": self.could_become,
            "decided_by": list(self.decided_by),
            "treated_by": list(self.treated_by),
            "lines": [_line(line) for line in self.lines if rules()[line.rule].flag is None],
            "work_up": [dict(vars(test)) for test in self.work_up],
            "follow_up": [vars(one) | {"on": one.on.isoformat()} for one in self.follow_up],
        }


def guidelines_of(
    person: Person, t_scores_today: Mapping[str, float], beyond: Beyond = _NOTHING_BEYOND
) -> Guidelines:
    """Return what guidelines say of a person.

    An answer calls it once: ``guidelines_of(person, {site: float(np.median(t[site])) for site in DXA_SITES}, beyond)``,
    where ``t[site]`` are the T-scores of the virtual people on day 0, and writes its ``as_json()`` at
    ``verdict.guidelines``.

    Parameters
    ----------
    person : Person
    t_scores_today : Mapping of str to float
        Median T-score of the twin's density today, by site of ``osteotwin.body.sites.DXA_SITES``; it counts where the
        person gives no scan of the last five years. May be empty: what then needs a scan is "not known".
    beyond : Beyond
        What the file does not hold: which bone broke, and the highest simulated levels
        (for example ``{"urine_calcium_24h": 314.0}``), which count where nobody measured.

    Returns
    -------
    Guidelines
    """
    return guidelines_of_facts(facts_of(person, t_scores_today, beyond))


def guidelines_of_facts(facts: Facts) -> Guidelines:
    """Return what guidelines say of facts; see :func:`guidelines_of`."""
    lines = guideline_lines(facts)
    made = guideline_class(lines)
    drugs = dict.fromkeys(load_drugs()[course.drug].label for course in facts.taking(*BONE_DRUGS))
    higher = [
        line
        for line in lines
        if line.about == "treatment" and line.met == NOT_KNOWN and _rank(line.guideline_class) > _rank(made)
    ]
    could = max((line.guideline_class for line in higher), key=_rank, default=made)
    decided_by = dict.fromkeys(line.what_would_tell for line in higher if line.guideline_class == could)
    return Guidelines(
        made, could, tuple(decided_by), tuple(drugs), lines, work_up(facts, made), follow_up(facts, made)
    )


def _rank(guideline_class: str) -> int:
    return CLASSES.index(guideline_class)


def _line(line: Line) -> dict[str, Any]:
    """A line with the class it makes under the answer's word for it."""
    return {("class" if key == "guideline_class" else key): value for key, value in vars(line).items()}
