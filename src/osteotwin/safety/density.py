"""Flags about bone density, fractures and measuring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import DIAGNOSTIC_SITES, SITE_LABELS, bmd_key
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.endpoints import ENDPOINTS
from osteotwin.protocol.drug_groups import drug_class_of, is_bone_drug, takes_bone
from osteotwin.safety.situation import Flag, Situation, limits
from osteotwin.safety.t_score_today import t_score_today


def _middle(situation: Situation, level: str) -> Vector | None:
    """Return the median of a level over time; ``None`` where it is not simulated."""
    levels = situation.outlook.values[level]
    usable = levels[np.all(np.isfinite(levels), axis=1)]
    return np.median(usable, axis=0) if len(usable) else None


def _threshold(situation: Situation) -> tuple[float, str]:
    on_inhibitor = any(takes_bone(group) for group in situation.plan.groups())
    name = (
        "women_on_inhibitor_t_score"
        if situation.person.sex == "female" and on_inhibitor
        else "treatment_t_score"
    )
    return limits()[name].value, limits()[name].source


def low_density(situation: Situation) -> Iterator[Flag]:
    """Flag a T-score at or under the treatment line, now or to be expected."""
    line, source = _threshold(situation)
    treated = any(is_bone_drug(course.drug) and course.until_day > 0.0 for course in situation.courses_ever())
    for site in DIAGNOSTIC_SITES:
        label = SITE_LABELS[site]
        score, whence = t_score_today(situation, site)
        if score <= line:
            if not treated:
                yield Flag(
                    "ask_first",
                    f"The {label} is at T {score:.1f}{whence}, at or under {line:g}: guidelines advise a bone drug "
                    "now, whatever lifestyle adds. Speak with the clinician.",
                    source,
                )
            continue
        bound = bmd_from_t_score(site, line, situation.person.sex)
        bmd = situation.outlook.values[bmd_key(site)]
        usable = bmd[np.all(np.isfinite(bmd), axis=1)]
        reached = float(np.mean(np.any(usable <= bound, axis=1))) if len(usable) else 0.0
        if reached >= 0.1:
            yield Flag(
                "ask_first",
                f"In {100 * reached:.0f} % of the virtual people the {label} reaches T {line:g} "
                "within the outlook: agree on the next scan now.",
                source,
            )


def fractures(situation: Situation) -> Iterator[Flag]:
    """Flag fragility fractures: they outweigh the scan."""
    if situation.person.fragility_fractures > 0 or "vertebral_fracture" in situation.conditions:
        yield Flag(
            "ask_first",
            "A fragility fracture has happened: that alone is a reason for drug treatment, whatever the scan says.",
            limits()["treatment_t_score"].source,
        )


def measuring(situation: Situation) -> Iterator[Flag]:
    """Say when to measure next, and that no guideline speaks of men on aromatase inhibitors."""
    groups = situation.plan.groups()
    if not any(takes_bone(group) for group in groups):
        return
    scans = [
        m for m in situation.person.measurements if ENDPOINTS[m.what].group in ("bmd", "t_score", "z_score")
    ]
    if not scans:
        yield Flag(
            "ask_first",
            "No bone density scan is given: measure it before or soon after the drug is started.",
            "Anastrozole, letrozole and exemestane, US prescribing information: bone density should be measured",
        )
    yield Flag(
        "good_to_know",
        "Repeat the scan after 1 to 2 years, on the same device; a change under about 3 to 5 % at one site can "
        "be noise.",
        "Endocrine Society guideline for men, 2012 (PMID 22675062); least significant change 2.77 times precision",
    )
    if situation.person.sex == "male" and "aromatase_inhibitor" in map(drug_class_of, groups):
        yield Flag(
            "good_to_know",
            "No guideline was found for men on an aromatase inhibitor; what is said here follows those for men with "
            "osteoporosis and for women on these drugs.",
            "Search of the published guidelines, 2026",
        )


def sex_hormones(situation: Situation) -> Iterator[Flag]:
    """Flag estradiol that falls under the threshold of bone loss, and in men both sex hormones that do at once."""
    limit = limits()["estradiol_threshold"]
    estradiol = _middle(situation, "estradiol")
    if estradiol is None:
        return
    low, lowest = estradiol < limit.value, estradiol.min()
    testosterone = _middle(situation, "testosterone") if situation.person.sex == "male" else None
    if testosterone is not None:
        castrate = limits()["castrate_testosterone"]
        absent = low & (testosterone < castrate.value)
        if absent.any():
            months = situation.outlook.days[absent] / DAYS_PER_MONTH
            when = (
                f"From about month {months[0]:.0f} on"
                if absent[-1]
                else f"Between about month {months[0]:.0f} and {months[-1]:.0f}"
            )
            yield Flag(
                "ask_first",
                f"{when} both sex hormones are nearly absent (testosterone about "
                f"{testosterone[absent].min():.0f} ng/dL, estradiol {estradiol[absent].min():.0f} pg/mL): "
                "bone is lost fast. Ask the prescriber what stands in for them, or what keeps bone.",
                castrate.source,
            )
            return
    if low.any():
        yield Flag(
            "ask_first",
            f"Estradiol is expected to fall to about {lowest:.0f} pg/mL (mass spectrometry), under the {limit.value:g} "
            "pg/mL below which bone is lost faster: measure it, by mass spectrometry.",
            limit.source,
        )
