"""What a group of interventions is: for every drug of the library, and for what is none."""

from __future__ import annotations

import pytest

from osteotwin.protocol.drug_groups import (
    category_of,
    drug_class_of,
    is_bone_drug,
    is_drug,
    label_of,
    takes_bone,
)
from osteotwin.protocol.library import load_drugs

FOR_BONE = {"alendronate", "risedronate", "zoledronate", "denosumab", "teriparatide", "romosozumab"}
TAKING = {"glucocorticoid", "anastrozole", "letrozole", "exemestane", "gnrh_agonist", "gnrh_antagonist"}
OTHER = {"training": "training", "vitamin_d": "vitamin D", "unloading": "bed rest", "food": "food"}


@pytest.mark.parametrize("group", [*load_drugs(), *OTHER])
def test_a_group_is_for_bone_takes_bone_or_neither(group: str) -> None:
    assert is_drug(group) is (group in load_drugs())
    assert not (is_bone_drug(group) and takes_bone(group))
    if group in FOR_BONE | TAKING:
        assert is_bone_drug(group) is (group in FOR_BONE)
        assert takes_bone(group) is (group in TAKING)
        assert category_of(group) == ("bone_drug" if group in FOR_BONE else "drug")
    if group in OTHER:
        assert (drug_class_of(group), is_bone_drug(group), takes_bone(group)) == ("", False, False)
        assert (category_of(group), label_of(group)) == (group, OTHER[group])


@pytest.mark.parametrize("drug", ["testosterone_gel", "finasteride"])
def test_other_drugs_are_neither(drug: str) -> None:
    assert (is_drug(drug), is_bone_drug(drug), takes_bone(drug), category_of(drug)) == (
        True,
        False,
        False,
        "drug",
    )


def test_the_named_drugs_are_in_the_library() -> None:
    assert set(load_drugs()) >= FOR_BONE | TAKING
