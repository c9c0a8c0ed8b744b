"""Drugs that had been running before week 0, as the words of a trial tell.

A trial of men "on androgen deprivation for a mean of three years" lists the drug from week 0 on, because it
went on; its bones have known it for longer. The words decide: a length before week 0, a limit of entry, or
the bare fact. What the file's own weeks say wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import DAYS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_YEAR
from osteotwin.evidence.files.trial import Arm, DrugGiven, Trial
from osteotwin.evidence.text.overrides import Started, readings_for
from osteotwin.evidence.text.population import table_of
from osteotwin.evidence.text.trial_text import Words, sentences, words_of

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
_DENIED = re.compile(r"\b(?:no|not|never|without)\b|exclu", re.IGNORECASE)
# A sentence of the notes that tells groups apart does not tell which arm it means.
_DIVIDED = re.compile(
    r"\bfor longer\b|\bthe others?\b|\bor without\b|\bwithout (?:androgen )?deprivation", re.IGNORECASE
)


@dataclass(frozen=True)
class _Group:
    name: str
    words: str
    drugs: tuple[str, ...]
    stands_in: str
    goes_on: bool


@dataclass(frozen=True)
class _Phrase:
    """Words that tell of a treatment; ``length`` names the default where they give none."""

    kind: str
    pattern: str
    reason: str
    share: float = 1.0
    length: str | None = None
    own_course: bool = False


@dataclass(frozen=True)
class _Found:
    """What words say of one group: weeks before week 0, the words, and until when it lasted where no arm has it."""

    weeks: float
    reason: str
    until_week: float = 0.0


def given_drugs(trial: Trial, arm: Arm) -> tuple[tuple[DrugGiven, ...], tuple[Assumption, ...]]:
    """Return an arm's drugs with what had been running before week 0, and an assumption for each of those.

    A drug that simply went on is one course from its earlier start, so that nothing is started twice.

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    """
    courses = list(arm.drugs)
    notes: list[Assumption] = []
    read: set[str] = set()
    for reading in readings_for(trial, arm):
        if reading.started is not None:
            read.add(reading.started.drug)
            _begin(courses, reading.started, reading.reason, notes)
    for group in _groups():
        mine = [d for d in courses if d.name in group.drugs]
        if read & set(group.drugs) or any((d.from_week or 0.0) < 0 for d in mine):
            continue  # a reading or the file's own weeks tell
        found = _read(group, mine, trial, arm)
        if found is not None:
            # Of a class, what a trial itself gives by a printed dose is not what was taken before.
            own = mine and (len(group.drugs) == 1 or mine[0].dose is None)
            name = mine[0].name if own else group.stands_in
            _begin(courses, Started(name, -found.weeks, found.until_week), found.reason, notes)
    return tuple(courses), tuple(notes)


def _begin(courses: list[DrugGiven], start: Started, reason: str, notes: list[Assumption]) -> None:
    same = next((i for i, d in enumerate(courses) if d.name == start.drug), None)
    if same is not None and (courses[same].from_week or 0.0) <= start.to_week:
        courses[same] = replace(courses[same], from_week=start.from_week)
    else:
        given = courses[same] if same is not None else DrugGiven(start.drug)
        courses.insert(0, replace(given, from_week=start.from_week, to_week=start.to_week))
    notes.append(Assumption(f"{start.drug}.from", f"week {start.from_week:.4g}", reason))


def _read(group: _Group, mine: list[DrugGiven], trial: Trial, arm: Arm) -> _Found | None:
    """Return what the words say of a group, the most definite first."""
    words = words_of(trial, arm)
    if not _named(group, words):
        return None
    found = _said("before", group, words, trial)
    if found is not None and not _within_trial(group, trial):
        return found
    if not any(d.name in group.drugs for a in trial.arms for d in a.drugs):
        return _on_beside(group, words, trial)
    background = all(d.dose is None and (d.from_week or 0.0) <= 0 for d in mine)
    if not mine or not background or _leads(group, trial.title):
        return None
    started = _said("started", group, words, trial) is not None
    found = _said("running", group, words, trial, started=started)
    if found is not None or started:
        return found
    bare = _said("bare", group, words, trial)
    return None if bare is None else _by_arm(arm, words) or bare


def _on_beside(group: _Group, words: Words, trial: Trial) -> _Found | None:
    """A drug that no arm lists and of which the condition says that people are on it."""
    only = replace(words, arm="", title="", notes="")
    found = _said("running", group, only, trial) or _said("bare", group, only, trial)
    if found is None:
        return None
    return replace(found, until_week=trial.duration_weeks if group.goes_on else 0.0)


def _said(kind: str, group: _Group, words: Words, trial: Trial, *, started: bool = False) -> _Found | None:
    """Return what the first phrase of a kind says of a group."""
    for place in _PLACES:
        for text in sentences(words.at(place)):
            if place == "notes" and kind in ("running", "bare") and _DIVIDED.search(text):
                continue
            for phrase, pattern in _patterns(group, kind):
                match = pattern.search(text)
                if match is None:
                    continue
                before = text[: match.start()]
                if _PARTIAL.search(before[-40:]) or _DENIED.search(before[-20:]):
                    continue
                weeks = _weeks(match, phrase)
                if phrase.own_course and (started or place == "title") and _is_own(weeks, trial):
                    continue  # "the first year of" a course that the trial follows from its start
                quoted = match.group().strip(" ,")
                return _Found(phrase.share * weeks, f'{place}: "{quoted}"; {_why(phrase)}')
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


def _by_arm(arm: Arm, words: Words) -> _Found | None:
    """The arm's own name tells: "short", "lt1" (less than one year)."""
    default = _defaults()
    limit = re.search(r"\b(?:lt|under) ?(\d+)\b", words.arm)
    if limit:
        weeks = float(limit.group(1)) * _WEEKS["year"]
        return _Found(_HALF * weeks, f'arm "{arm.id}": less than {limit.group(1)} year(s); half of that')
    if re.search(r"\b(?:short|recent|acute|new)\b", words.arm):
        return _Found(float(default["short_weeks"]), f'arm "{arm.id}": {default["short_reason"]}')
    return None


def _leads(group: _Group, title: str) -> bool:
    """Whether the title begins with the drug: then it is what the trial gave."""
    return (
        re.match(rf"(?:\W|one |weekly |daily |monthly |oral )*(?:{group.words})", title, re.IGNORECASE)
        is not None
    )


@cache
def _groups() -> tuple[_Group, ...]:
    rows = table_of("prior_treatment.toml")["group"]
    return tuple(
        _Group(r["name"], r["words"], tuple(r["drugs"]), r["stands_in"], bool(r.get("goes_on"))) for r in rows
    )


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_Phrase(**row) for row in table_of("prior_treatment.toml")["phrase"])


@cache
def _defaults() -> dict[str, float | str]:
    return table_of("prior_treatment.toml")["defaults"]


@cache
def _patterns(group: _Group, kind: str) -> tuple[tuple[_Phrase, re.Pattern[str]], ...]:
    """Return the phrases of a kind, with the words of a group in their places."""
    found: list[tuple[_Phrase, re.Pattern[str]]] = []
    for phrase in _phrases():
        if phrase.kind == kind:
            text = phrase.pattern.replace("DRUG", f"(?:{group.words})").replace("LENGTH", _LENGTH)
            found.append((phrase, re.compile(text, re.IGNORECASE)))
    return tuple(found)


@cache
def _named(group: _Group, words: Words) -> bool:
    """Whether a group is named at all."""
    return any(re.search(group.words, words.at(place), re.IGNORECASE) for place in _PLACES)
