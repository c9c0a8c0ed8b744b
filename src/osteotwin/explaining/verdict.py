"""Is lifestyle alone enough? A class and a probability per year, and two sentences for the top of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from osteotwin.body.sites import DECIDING_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.bands import Json, json_number, median_of
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.scenarios import DRUG_ONLY, LIFESTYLE, NOTHING, PLAN, scenarios_of
from osteotwin.protocol.drug_groups import is_bone_drug, label_of, takes_bone
from osteotwin.protocol.interventions import Protocol

#: A probability of no net loss from which lifestyle counts as enough, and down to which as not enough.
ENOUGH, NOT_ENOUGH = 0.8, 0.2

_KEPT = "{p} of the virtual people keep spine and hip at or above today's density"

_CAVEAT = " in this not yet calibrated model"

_TEXT = {
    "lifestyle_enough": f"lifestyle alone looks enough{{caveat}}: {_KEPT}",
    "uncertain": f"whether lifestyle alone is enough is open: {_KEPT}",
    "lifestyle_not_enough": f"lifestyle alone does not look enough: only {_KEPT}",
    "no_loss_expected": f"the plan holds no drug that takes bone; {_KEPT}",
}

#: Instead of them, where no trial or cohort covered the plan up to that year, or what was measured does not fit.
_OPEN = f"the verdict is open, {{why}}: {_KEPT}"
_BEYOND = "beyond what trials covered ({why})"
_CONTRADICTED = "since measurements contradict each other ({why})"

#: Virtual people from which a share below 1 % or above 99 % can be told.
_ENOUGH_FOR_SHARES = 100

#: As many reasons why a year is open fit into a sentence.
_MOST_REASONS = 3


def verdict_class(probability: float, *, drug_takes_bone: bool) -> str:
    """Return the class of a probability of no net loss."""
    if not np.isfinite(probability):
        return "uncertain"
    if not drug_takes_bone and probability > NOT_ENOUGH:
        return "no_loss_expected"
    if probability >= ENOUGH:
        return "lifestyle_enough"
    return "lifestyle_not_enough" if probability <= NOT_ENOUGH else "uncertain"


def verdicts(
    outlooks: Mapping[str, Outputs],
    plan: Protocol,
    *,
    calibrated: bool,
    outside: Sequence[Beyond] = (),
    contradicting: Sequence[str] = (),
) -> dict[str, Json]:
    """Return class, probability and sentence by year, for the plan without any bone drug.

    A year up to which the plan leaves what trials and cohorts covered is ``"uncertain"``, whatever the probability;
    every year is where measurements contradict each other.

    Parameters
    ----------
    outlooks : mapping of scenario to Outputs
    plan : Protocol
    calibrated : bool
        Whether the parameters were fitted to trials; without it good news is said with less weight.
    outside : sequence of Beyond
        What of the plan no trial or cohort covered.
    contradicting : sequence of str
        Measurements that contradict the others.
    """
    outlook = outlooks.get(LIFESTYLE, outlooks[PLAN])
    if LIFESTYLE not in outlooks and any(is_bone_drug(group) for group in plan.groups()):
        outlook = outlooks[NOTHING]  # nothing but bone drugs: lifestyle is life as before
    taking = any(takes_bone(group) for group in plan.groups())
    counted = len(outlook) - len(outlook.failures)
    few = "" if counted >= _ENOUGH_FOR_SHARES else _few(counted)
    result: dict[str, Json] = {}
    for year in outlook.whole_years:
        probability = outlook.probability_of_no_loss(year)
        share = _share(probability, counted)
        beyond = [one.short for one in outside if one.from_day < year * DAYS_PER_YEAR]
        reasons = [
            text.format(why=_listed(listed))
            for text, listed in ((_CONTRADICTED, contradicting), (_BEYOND, beyond))
            if listed
        ]
        if reasons:
            found, said = "uncertain", _OPEN.format(p=share, why=" and ".join(reasons))
        else:
            found = verdict_class(probability, drug_takes_bone=taking)
            said = _TEXT[found].format(p=share, caveat="" if calibrated else _CAVEAT)
        said = said.replace("only none", "none") + few
        sentence = f"After {year} year{'s' if year > 1 else ''}, {said}."
        result[str(year)] = {"class": found, "probability": json_number(probability), "text": sentence}
    return result


def _listed(reasons: Sequence[str]) -> str:
    left = len(reasons) - _MOST_REASONS
    return "; ".join([*reasons[:_MOST_REASONS], *([f"and {left} more"] if left > 0 else [])])


def _few(counted: int) -> str:
    people = "one virtual person was" if counted == 1 else f"{counted} virtual people were"
    return f" (only {people} simulated, too few to tell shares from)"


def _share(probability: float, counted: int) -> str:
    if not np.isfinite(probability):
        return "an unknown share"
    if counted < _ENOUGH_FOR_SHARES and probability in (0.0, 1.0):
        return "all" if probability else "none"
    if probability > 0.99:  # a handful of virtual people cannot tell more
        return "more than 99 %"
    return "less than 1 %" if probability < 0.01 else f"{100 * probability:.0f} %"


def _points(value: float | None) -> str:
    return "an unknown amount" if value is None else f"{value:+.1f} %".replace("-", "−")


def headline(
    outlooks: Mapping[str, Outputs],
    plan: Protocol,
    *,
    calibrated: bool,
    outside: Sequence[Beyond] = (),
    contradicting: Sequence[str] = (),
) -> str:
    """Return two sentences: what happens to spine and hip, and whether lifestyle is enough."""
    years = outlooks[PLAN].whole_years
    if not years:
        return "The outlook is shorter than a year: too short for a verdict on bone density."
    last = years[-1]
    span = f"{last} year{'s' if last > 1 else ''}"

    def change(scenario: str, endpoint: str) -> str:
        return _points(median_of(outlooks[scenario].bone_change_at(endpoint, last)))

    spine, hip = (change(PLAN, bmd_key(site)) for site in DECIDING_SITES)
    first = (
        f"Over {span} the model expects this plan to change spine density by {spine} and hip density by {hip}"
    )
    if DRUG_ONLY in outlooks:
        drugs = scenarios_of(plan)[DRUG_ONLY].groups
        names = " and ".join(label_of(drug) for drug in drugs)
        alone = (change(DRUG_ONLY, bmd_key(site)) for site in DECIDING_SITES)
        first += f", where {names} alone would change them by {' and '.join(alone)}"
    years_said = verdicts(outlooks, plan, calibrated=calibrated, outside=outside, contradicting=contradicting)
    return f"{first}. {years_said[str(last)]['text']}"
