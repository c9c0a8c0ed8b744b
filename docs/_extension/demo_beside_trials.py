"""What the bundled example's parts do to bone, beside the trials that carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_parts import markdown_table, signed

from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, TOTAL_HIP, bmd_key
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.evidence.files.trial import Trial

SITES = (LUMBAR_SPINE, TOTAL_HIP, FEMORAL_NECK)


@dataclass(frozen=True)
class Carrier:
    """A trial in men that carries a group of the example's parts.

    Attributes
    ----------
    trial, arm, versus : str
        The difference between two arms; it is subtracted where a trial gives each arm by itself.
    week : float
        At which it was seen.
    year : int
        Of the example that it stands beside.
    """

    trial: str
    arm: str
    versus: str
    week: float
    year: int


#: Heading of a group, the kinds of its parts, and its trials.
GROUPS: tuple[tuple[str, tuple[str, ...], tuple[Carrier, ...]], ...] = (
    ("Anastrozole", ("drug",), (Carrier("burnettbowie2009_anastrozole", "anastrozole", "placebo", 52, 1),)),
    (
        "Training",
        ("training",),
        (
            Carrier("kukuljan2009_exmilk", "exercise", "control", 52, 1),
            Carrier("harding2020_liftmorm", "hirit", "control", 35, 1),
        ),
    ),
    (
        "Calcium and vitamin D",
        ("calcium", "vitamin_d"),
        (
            Carrier("reid2008_calcium_men", "calcium_1200", "placebo", 104, 2),
            Carrier("dawsonhughes1997_cad", "calcium_d", "placebo", 156, 3),
        ),
    ),
)


def between(rows: Sequence[Mapping[str, Any]], carrier: Carrier, site: str) -> tuple[float, float] | None:
    """A site's difference between the two arms in points, seen and held out; None where it was not measured.

    Parameters
    ----------
    rows : of the cross-validation of the set in use
    """
    here = [
        row
        for row in rows
        if (row["trial"], row["endpoint"], row["week"]) == (carrier.trial, bmd_key(site), carrier.week)
    ]
    for row in here:
        if (row["arm"], row["versus"]) == (carrier.arm, carrier.versus):
            return row["observed"], row["left_out"]["predicted"]
    arms = {row["arm"]: row for row in here if not row["versus"]}
    if not {carrier.arm, carrier.versus} <= arms.keys():
        return None
    one, other = arms[carrier.arm], arms[carrier.versus]
    return (
        one["observed"] - other["observed"],
        one["left_out"]["predicted"] - other["left_out"]["predicted"],
    )


def part_of_example(answer: Mapping[str, Any], site: str, kinds: Sequence[str], year: int) -> float:
    """The sum of the medians of the parts of some kinds [percentage points]."""
    parts = [part for part in answer["contributions"][site].values() if part["category"] in kinds]
    if not parts:
        raise LookupError(f"the example has no part of these kinds: {kinds}")
    return sum(part[str(year)]["median"] for part in parts)


def text(answer: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], trials: Sequence[Trial]) -> str:
    """The table.

    Parameters
    ----------
    answer : of the bundled example
    rows : of the cross-validation of the set in use
    trials : the evidence base
    """
    by_id = {trial.id: trial for trial in trials}
    lines: list[list[str]] = []
    for heading, kinds, carriers in GROUPS:
        for carrier in carriers:
            trial = by_id[carrier.trial]
            name = (
                f"[{trial.first_author} {trial.year}](../reference/_generated/trials/{trial.id}.md), "
                f"`{carrier.arm}` less `{carrier.versus}`, {carrier.week * DAYS_PER_WEEK / DAYS_PER_YEAR:.1f} years"
            )
            for site in SITES:
                found = between(rows, carrier, site)
                if found is None:
                    continue
                lines.append(
                    [
                        f"{heading}, year {carrier.year}",
                        ENDPOINTS[bmd_key(site)].label,
                        signed(part_of_example(answer, site, kinds, carrier.year)),
                        name,
                        *map(signed, found),
                    ]
                )
    head = ["the example's part", "site", "in the example", "trial", "seen", "the trial predicted unseen"]
    return markdown_table(head, lines) + "\n"
