"""What it means that a drug that is taken already takes bone from today on: it is told against stopping it today."""

from __future__ import annotations

from osteotwin.protocol.drug_groups import is_simulated, label_of, takes_bone
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.units import listed


def against_stopping(plan: Protocol) -> str:
    """Return a sentence about the drugs that take bone, were begun before today and go on; empty without any.

    Parameters
    ----------
    plan : Protocol
        Day 0 is today.
    """
    drugs = dict.fromkeys(
        item.drug
        for item in plan.interventions
        if isinstance(item, DrugCourse) and item.from_day < 0.0 < item.until_day
        and takes_bone(item.drug) and is_simulated(item.drug)
    )  # fmt: skip
    if not drugs:
        return ""
    takes = "takes" if len(drugs) == 1 else "take"
    return (
        f"What {listed(map(label_of, drugs))} {takes} from today on is told against stopping today: it holds what "
        "would come back by then, and not what was lost before today."
    )
