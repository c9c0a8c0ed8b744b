"""The trials and data that speak to a plan."""

from __future__ import annotations

from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.heads import shipped_heads
from osteotwin.explaining.bands import Json
from osteotwin.protocol.drug_groups import drug_class_of, is_drug
from osteotwin.protocol.interventions import Protocol

_TOPIC_OF_CLASS = {
    "aromatase_inhibitor": "aromatase_inhibitor",
    "gnrh_agonist": "androgen_deprivation",
    "gnrh_antagonist": "androgen_deprivation",
    "orchiectomy": "androgen_deprivation",
    "antiandrogen": "androgen_deprivation",
    "progestin": "androgen_deprivation",
    "testosterone": "testosterone",
    "testis_stimulant": "testosterone",
    "estradiol": "estradiol",
    "bisphosphonate": "bisphosphonate",
    "rankl_antibody": "denosumab",
    "pth_analog": "teriparatide",
    "sclerostin_antibody": "romosozumab",
    "serm": "serm",
}
_TOPIC_OF_GROUP = {
    "training": "exercise",
    "calcium": "calcium",
    "food": "calcium",
    "vitamin_d": "vitamin_d",
    "unloading": "unloading",
}


def topics_of(plan: Protocol) -> frozenset[str]:
    """Return the trial topics that a plan touches."""
    return frozenset(
        _TOPIC_OF_CLASS.get(drug_class_of(group), "") if is_drug(group) else _TOPIC_OF_GROUP[group]
        for group in plan.groups()
    )


def sources_of(plan: Protocol) -> list[Json]:
    """Return one line per shipped trial in people of any sex that touches the plan's topics."""
    topics = topics_of(plan)
    return [
        {"key": trial.id, "text": cite(trial)}
        for trial in shipped_heads()
        if topics.intersection(trial.topics)
    ]
