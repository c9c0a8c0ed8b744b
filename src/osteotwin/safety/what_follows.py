"""What it means for the numbers that a hard rule took something out of a plan."""

from __future__ import annotations

from osteotwin.protocol.drug_groups import drug_class_of, gives_testosterone, is_drug, label_of
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.units import listed

#: Taken because of the testosterone beside it, or for another reason: which one no file says.
_BESIDE_TESTOSTERONE = "aromatase_inhibitor"


def what_follows(what: str, plan: Protocol) -> str:
    """Return what the numbers do without a thing that is forbidden; nothing where it was never begun.

    Parameters
    ----------
    what : str
        As a flag calls it.
    plan : Protocol
        As the file has it, day 0 today.
    """
    courses = [item for item in plan.interventions if isinstance(item, DrugCourse)]
    if not is_drug(what) or not any(
        one.drug == what and one.from_day < 0.0 <= one.until_day for one in courses
    ):
        return ""
    told = (
        f"In them {label_of(what)} ends today and never comes back: a pause, another dose or another drug is in no "
        "number until it stands in the file, with the value that allows it."
    )
    left = dict.fromkeys(
        one.drug for one in courses if drug_class_of(one.drug) == _BESIDE_TESTOSTERONE and one.until_day > 0.0
    )
    if gives_testosterone(what) and left:
        names = listed(map(label_of, left))
        goes = "goes" if len(left) == 1 else "go"
        told += f" {names[:1].upper()}{names[1:]} {goes} on in them: ask the prescriber about both together."
    return told
