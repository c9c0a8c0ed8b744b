"""Drugs that had been running before week 0, by the text of a trial.

A trial of men "on androgen deprivation for a mean of three years" lists the drug from week 0 on, because it
went on; its bones have known it for longer. The text decides: a length before week 0, a limit of entry, or
the plain fact. What the file's own weeks say wins: a drug that an arm lists from week 0 starts there, although the
population is described by it ("men on androgen deprivation"), unless the text plainly says that it went on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import DAYS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_YEAR
from osteotwin.evidence.files.trial import Arm, DrugGiven, Trial
from osteotwin.evidence.text.arm_text import ArmText, sentences
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.overrides import Overrides, PriorCourse
from osteotwin.evidence.text.rule_table import rule_table

_WEEKS = {
    "day": 1 / DAYS_PER_WEEK,
    "week": 1.0,
    "month": WEEKS_PER_YEAR / MONTHS_PER_YEAR,
    "year": WEEKS_PER_YEAR,
}
_COUNTS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "half a": 0.5,
}  # fmt: skip
_COUNT = rf"(\d+(?:\.\d+)?|{'|'.join(_COUNTS)})"
#: "2-3 years"; without a count one of the unit is meant ("in the first year").
_LENGTH = rf"(?:{_COUNT}(?: ?(?:-|–|to|or) ?{_COUNT})?[ -])?(day|week|month|year)s?"
_PLACES = ("condition", "title", "notes")
_HALF = 0.5
#: A stated length this near to the trial's own is the trial's own course.
_OWN_COURSE = 0.1
_PARTIAL = re.compile(
    r"\b(?:some|part|share|percent|few|allowed|may|any|half|third|whether)\b|%", re.IGNORECASE
)
# A sentence of the notes that tells groups apart does not say which arm it means.
_DIVIDED = re.compile(
    r"\bfor longer\b|\bthe others?\b|\bor without\b|\bwithout (?:androgen )?deprivation", re.IGNORECASE
)


@dataclass(frozen=True)
class _Group:
    name: str
    names: str
    drugs: tuple[str, ...]
    stands_in: str
    goes_on: bool


@dataclass(frozen=True)
class _Phrase:
    """Words that speak of a treatment; ``length`` names the default where they give none."""

    status: str
    pattern: str
    reason: str
    share: float = 1.0
    length: str | None = None
    own_course: bool = False


@dataclass(frozen=True)
class _Prior:
    """What the text says of one group: weeks before week 0, the words, and until when where no arm has it."""

    weeks: float
    source: str
    until_week: float = 0.0


def given_drugs(
    text: ArmText, trial: Trial, arm: Arm, overrides: Overrides
) -> tuple[tuple[DrugGiven, ...], tuple[Assumption, ...]]:
    """Drugs of an arm with what had been running before week 0, and an assumption for each of those.

    A drug that simply went on is one course from its earlier start, so that nothing is started twice.

    Parameters
    ----------
    text : ArmText
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    overrides : Overrides
    """
    courses = list(arm.drugs)
    prior = list(overrides.prior_courses)
    for course in prior:
        _begin(courses, course)
    by_hand = {course.drug for course in prior}
    for group in _groups():
        mine = [d for d in courses if d.name in group.drugs]
        if by_hand & set(group.drugs) or any((d.from_week or 0.0) < 0 for d in mine):
            continue  # an override or the file's own weeks say it
        found = _before_week_0(group, mine, text, trial, arm)
        if found is not None:
            # Of a class, what a trial itself gives by a printed dose is not what was taken before.
            own = mine and (len(group.drugs) == 1 or mine[0].dose is None)
            name = mine[0].name if own else group.stands_in
            prior.append(PriorCourse(name, -found.weeks, found.until_week, found.source))
            _begin(courses, prior[-1])
    assumptions = (Assumption(f"{c.drug}.from", f"week {c.from_week:.4g}", c.source) for c in prior)
    return tuple(courses), tuple(assumptions)


def _begin(courses: list[DrugGiven], start: PriorCourse) -> None:
    """Begin a course earlier, or put one before the others."""
    same = next((i for i, d in enumerate(courses) if d.name == start.drug), None)
    if same is not None and (courses[same].from_week or 0.0) <= start.to_week:
        courses[same] = replace(courses[same], from_week=start.from_week)
    else:
        given = courses[same] if same is not None else DrugGiven(start.drug)
        courses.insert(0, replace(given, from_week=start.from_week, to_week=start.to_week))


def _before_week_0(
    group: _Group, mine: list[DrugGiven], text: ArmText, trial: Trial, arm: Arm
) -> _Prior | None:
    """What the text says of a group, the most definite first."""
    if not _named(group, text):
        return None
    found = _first("before", group, text, trial)
    if found is not None and not _within_trial(group, trial):
        return found
    if not any(d.name in group.drugs for a in trial.arms for d in a.drugs):
        return _on_beside(group, text, trial)
    background = all(d.dose is None and (d.from_week or 0.0) <= 0 for d in mine)
    if not mine or not background or _leads(group, trial.title):
        return None
    started = _first("started", group, text, trial) is not None
    found = _first("running", group, text, trial, started=started)
    if found is not None or started:
        return found
    continued = _first("continued", group, text, trial)
    if continued is None and _first("bare", group, text, trial) is None:
        return None
    return _by_arm(arm, text) or continued


def _on_beside(group: _Group, text: ArmText, trial: Trial) -> _Prior | None:
    """A drug that no arm lists and of which the condition says that people are on it."""
    only = replace(text, arm="", title="", notes="")
    said = (_first(status, group, only, trial) for status in ("running", "continued", "bare"))
    found = next((prior for prior in said if prior is not None), None)
    if found is None:
        return None
    return replace(found, until_week=trial.duration_weeks if group.goes_on else 0.0)


def _first(
    status: str, group: _Group, text: ArmText, trial: Trial, *, started: bool = False
) -> _Prior | None:
    """What the first phrase of a status says of a group."""
    for place in _PLACES:
        for sentence in sentences(text.at(place)):
            if place == "notes" and status in ("running", "continued", "bare") and _DIVIDED.search(sentence):
                continue
            for phrase, pattern in _patterns(group, status):
                match = asserted(pattern, sentence)
                if match is None or _PARTIAL.search(sentence[: match.start()][-40:]):
                    continue
                weeks = _weeks(match, phrase)
                if phrase.own_course and (started or place == "title") and _is_own(weeks, trial):
                    continue  # "the first year of" a course that the trial follows from its start
                quoted = match.group().strip(" ,")
                return _Prior(phrase.share * weeks, f'{place}: "{quoted}"; {_why(phrase)}')
    return None


def _why(phrase: _Phrase) -> str:
    return phrase.reason if phrase.length is None else str(_defaults()[f"{phrase.length}_reason"])


def _weeks(match: re.Match[str], phrase: _Phrase) -> float:
    if phrase.length is not None:
        return float(_defaults()[f"{phrase.length}_weeks"])
    groups = [g for g in match.groups() if g is not None]
    if not groups:
        return 0.0
    counts = [_COUNTS.get(g.lower()) or float(g) for g in groups[:-1]] or [1.0]
    return sum(counts) / len(counts) * _WEEKS[groups[-1].lower()]


def _is_own(weeks: float, trial: Trial) -> bool:
    return abs(weeks - trial.duration_weeks) <= _OWN_COURSE * trial.duration_weeks


def _within_trial(group: _Group, trial: Trial) -> bool:
    """Whether an arm takes the drug within the trial and then stops: then the words mean that course."""
    for arm in trial.arms:
        for given in arm.drugs:
            if given.name in group.drugs and given.to_week is not None:
                stops = 0 < given.to_week < trial.duration_weeks
                if stops and (given.from_week or 0.0) >= 0:
                    return True
    return False


def _by_arm(arm: Arm, text: ArmText) -> _Prior | None:
    """By the arm's own name: "short", "lt1" (less than one year)."""
    default = _defaults()
    limit = re.search(r"\b(?:lt|under) ?(\d+)\b", text.arm)
    if limit:
        weeks = float(limit.group(1)) * _WEEKS["year"]
        return _Prior(_HALF * weeks, f'arm "{arm.id}": less than {limit.group(1)} year(s); half of that')
    if re.search(r"\b(?:short|recent|acute|new)\b", text.arm):
        return _Prior(float(default["short_weeks"]), f'arm "{arm.id}": {default["short_reason"]}')
    return None


def _leads(group: _Group, title: str) -> bool:
    """Whether the title begins with the drug: then it is what the trial gave."""
    return (
        re.match(rf"(?:\W|one |weekly |daily |monthly |oral )*(?:{group.names})", title, re.IGNORECASE)
        is not None
    )


@cache
def _groups() -> tuple[_Group, ...]:
    rows = rule_table("prior_treatment.toml")["group"]
    return tuple(
        _Group(r["name"], r["names"], tuple(r["drugs"]), r["stands_in"], bool(r.get("goes_on"))) for r in rows
    )


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_Phrase(**row) for row in rule_table("prior_treatment.toml")["phrase"])


@cache
def _defaults() -> dict[str, float | str]:
    return rule_table("prior_treatment.toml")["defaults"]


@cache
def _patterns(group: _Group, status: str) -> tuple[tuple[_Phrase, re.Pattern[str]], ...]:
    """Phrases of a status, with the names of a group in their places."""
    found: list[tuple[_Phrase, re.Pattern[str]]] = []
    for phrase in _phrases():
        if phrase.status == status:
            filled = phrase.pattern.replace("DRUG", f"(?:{group.names})").replace("LENGTH", _LENGTH)
            found.append((phrase, re.compile(filled, re.IGNORECASE)))
    return tuple(found)


def _named(group: _Group, text: ArmText) -> bool:
    """Whether a group is named at all."""
    return any(re.search(group.names, text.at(place), re.IGNORECASE) for place in _PLACES)
