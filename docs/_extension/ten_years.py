"""Ten years of typical people, and of every drug, beside what trials and cohorts saw.

What the model says is simulated when the documentation is built; what trials saw is read from their files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import inf
from pathlib import Path

from markdown_parts import markdown_table, signed
from ten_years_people import PEOPLE, Seen, linked, user, usual
from typical_people import NOTHING, YEARS, Course, Typical, plan_text, simulate

from osteotwin.body.sites import DECIDING_SITES, LUMBAR_SPINE, TOTAL_HIP, bmd_key
from osteotwin.cohort.reference_population import reference_population
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import ABSOLUTE, ENDPOINTS, PERCENT_CHANGE, PERCENT_DIFFERENCE
from osteotwin.evidence.files.trial import Trial
from osteotwin.parameters import ParameterSet
from osteotwin.protocol.library import load_drugs

LAWS = "tests/cohort/test_simulate_ten_years.py"
#: Years at which the tables look.
PEOPLE_YEARS, DRUG_YEARS = (1, 2, 5, 10), (1, 5, 10)
#: Endpoints that are quoted of a trial.
_QUOTED = ("bmd_lumbar_spine", "bmd_total_hip", "bmd_femoral_neck", "ctx", "p1np")
SEXES = ("male", "female")
#: Age up to which that cross-section tells of decades [year].
OLDEST = 76.0


def years_text(course: Course, site: str, years: Sequence[int]) -> str:
    """Change of a site's bone at some years."""
    return " / ".join(signed(course.bone(site, year)) for year in years)


def people_text(parameters: ParameterSet, trials: Sequence[Trial]) -> str:
    """Each typical person with his plans, and what was seen."""
    courses = iter(simulate([(one.who, plan) for one in PEOPLE for plan in one.plans], parameters))
    by_id = {trial.id: trial for trial in trials}
    at = " / ".join(map(str, PEOPLE_YEARS))
    head = ["plan", f"spine at {at} y", f"hip at {at} y", "scans of the spine at 10 y", "of the hip", "estradiol",
            "CTX", "P1NP"]  # fmt: skip
    parts: list[str] = []
    for one in PEOPLE:
        rows = [[plan_text(plan), *person_row(next(courses))] for plan in one.plans]
        parts += [f"### {one.title}", markdown_table(head, rows)]
        seen = [
            f"- {trial_text(by_id[name], list(rows))}"
            for name, rows in groupby(one.seen, lambda row: row.trial)
        ]
        seen += [f"- {text}" for text in (cross_section(one.who), linked(one.known)) if text]
        parts.append("\n".join(seen))
    return "\n\n".join(parts) + "\n"


def person_row(course: Course) -> list[str]:
    """What the model says of one plan."""
    if course.failure:
        return [course.failure, *[""] * 6]
    scans = [(course.scan(site, YEARS), *course.scan_band(site, YEARS)) for site in DECIDING_SITES]
    return [
        years_text(course, LUMBAR_SPINE, PEOPLE_YEARS),
        years_text(course, TOTAL_HIP, PEOPLE_YEARS),
        *(f"{signed(mean, 0)} ({signed(low, 0)} to {signed(high, 0)})" for mean, low, high in scans),
        f"{level(course.before('estradiol'))} → {level(course.mean('estradiol', 1, 2))}",
        *(signed(course.percent(marker, 1, 2), 0) for marker in ("ctx", "p1np")),
    ]


def level(value: float) -> str:
    """A hormone's level: a decimal where it is low."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def trial_text(trial: Trial, rows: Sequence[Seen]) -> str:
    """What a trial saw in some of its arms, from its file."""
    name = f"{trial.first_author or trial.id} {trial.year or ''}".strip()
    head = (
        f"[{name}](../reference/_generated/trials/{trial.id}.md), {trial.title[0].lower()}{trial.title[1:]}: "
    )
    return head + "; ".join(seen_text(trial, row) for row in rows)


def seen_text(trial: Trial, seen: Seen) -> str:
    """What a trial saw in one arm, or between two."""
    arm = trial.arm(seen.arm)
    values: list[str] = []
    for endpoint in _QUOTED:
        if seen.versus:
            values += [
                quoted(endpoint, one.value) for one in trial.contrasts
                if (one.arm, one.versus, one.week, one.endpoint) == (arm.id, seen.versus, seen.week, endpoint)
                and one.result_type == PERCENT_DIFFERENCE
            ]  # fmt: skip
            continue
        for one in arm.observations:
            if (one.week, one.endpoint) != (seen.week, endpoint):
                continue
            if one.result_type == PERCENT_CHANGE:
                values.append(quoted(endpoint, one.value))
            elif one.result_type == ABSOLUTE and (before := arm.baseline.get(f"{endpoint}_g_cm2")):
                values.append(quoted(endpoint, 100 * (one.value / before - 1)))
    if not values:
        raise LookupError(f"{seen}: the trial's file holds nothing of it")
    against = f" against `{seen.versus}`" if seen.versus else ""
    return f"`{arm.id}`{against} at {seen.week * DAYS_PER_WEEK / DAYS_PER_YEAR:.1f} years {', '.join(values)}"


def quoted(endpoint: str, value: float) -> str:
    """One published value in percent."""
    return f"{ENDPOINTS[endpoint].label} {signed(value)} %"


def cross_section(who: Typical) -> str:
    """How people who are ten years older differ in the reference population, where that was measured; else nothing."""
    words: list[str] = []
    for site in DECIDING_SITES:
        field = bmd_key(site)
        now, later = (reference_population().expected(field, who.sex, who.age + y) for y in (0, YEARS))
        if now.evidence_level == "measured" and who.age + YEARS <= OLDEST:
            words.append(f"{ENDPOINTS[field].label} {signed(100 * (later.mean / now.mean - 1))} %")
    sex = "Men" if who.sex == "male" else "Women"
    between = f"{sex} of {who.age + YEARS:.0f} against those of {who.age:.0f} in one cross-section (NHANES): "
    return between + ", ".join(words) if words else ""


def drugs_text(parameters: ParameterSet, trials: Sequence[Trial]) -> str:
    """Every drug of the library at its usual dose alone."""
    library = load_drugs()
    modelled = [name for name, one in library.items() if one.modelled]
    users = {name: user(name)[1] for name in modelled}
    others = list(dict.fromkeys(users.values()))
    found = simulate(
        [(users[name], usual(name)) for name in modelled] + [(who, NOTHING) for who in others], parameters
    )
    courses = dict(zip(modelled, found, strict=False))
    untreated = dict(zip(others, found[len(modelled) :], strict=True))
    followed = longest_density(trials)
    rows: list[list[str]] = []
    for name, one in library.items():
        if name not in courses:
            rows.append([one.label, f"not in the model: {one.not_modelled_because}", *[""] * 6])
            continue
        course, without = courses[name], untreated[users[name]]
        row = [plan_text(usual(name)), user(name)[0]]
        if course.failure:
            row += [course.failure, "", ""]
        else:
            row += [years_text(course, site, DRUG_YEARS) for site in DECIDING_SITES]
            differences = [course.bone(site, YEARS) - without.bone(site, YEARS) for site in DECIDING_SITES]
            row.append(" / ".join(map(signed, differences)))
        rows.append(
            [
                *row,
                *(f"{followed[name, sex]:.1f} y" if (name, sex) in followed else "no trial" for sex in SEXES),
            ]
        )
    at = " / ".join(map(str, DRUG_YEARS))
    head = ["drug", "in a typical", f"spine at {at} y", f"hip at {at} y", "spine / hip at 10 y against no drug",
            "followed in men", "in women"]  # fmt: skip
    return markdown_table(head, rows) + "\n"


def longest_density(trials: Sequence[Trial]) -> Mapping[tuple[str, str], float]:
    """For a drug and a sex, the longest time on it [year] at which a trial of the evidence base scanned people."""
    longest: dict[tuple[str, str], float] = {}
    for trial in trials:
        sexes = [sex for sex in SEXES if trial.population.sex in (sex, "mixed")]
        for arm in trial.arms:
            weeks = [one.week for one in arm.observations if "bmd_" in one.endpoint]
            weeks += [
                one.week for one in trial.contrasts
                if "bmd_" in one.endpoint and arm.id in (one.arm, one.versus)
            ]  # fmt: skip
            for given in arm.drugs:
                last = min(max(weeks, default=0.0), inf if given.to_week is None else given.to_week)
                years = (last - (given.from_week or 0.0)) * DAYS_PER_WEEK / DAYS_PER_YEAR
                for sex in sexes if weeks and years > 0 else ():
                    longest[given.name, sex] = max(longest.get((given.name, sex), 0.0), years)
    return longest


def laws_text(file: Path) -> str:
    """The laws that the tests hold, in the words of their names."""
    names = re.findall(r"^def test_(\w+)\(", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return "\n".join(f"- {name.replace('_', ' ').capitalize()}." for name in names) + "\n"


def texts(parameters: ParameterSet, trials: Sequence[Trial], repository: Path) -> dict[str, str]:
    """The parts of the page on ten years by file name."""
    return {
        "part-ten-years-people.md": people_text(parameters, trials),
        "part-ten-years-drugs.md": drugs_text(parameters, trials),
        "part-ten-years-laws.md": laws_text(repository / LAWS),
    }
