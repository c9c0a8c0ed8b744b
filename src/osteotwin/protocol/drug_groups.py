"""The category of an intervention group, and what to call it."""

from __future__ import annotations

from osteotwin.protocol.library import load_drugs

#: Classes of drugs that take bone.
BONE_LOSING = (
    "aromatase_inhibitor",
    "gnrh_agonist",
    "gnrh_antagonist",
    "orchiectomy",
    "antiandrogen",
    "progestin",
    "glucocorticoid",
)

#: Classes of drugs that are given for bone.
BONE_DRUGS = ("bisphosphonate", "rankl_antibody", "pth_analog", "sclerostin_antibody", "serm")
#: What is taken for testosterone itself: the life in which something else takes bone.
TESTOSTERONE = ("testosterone", "testis_stimulant")

_LABELS = {
    "training": "training",
    "calcium": "calcium",
    "vitamin_d": "vitamin D",
    "food": "food",
    "unloading": "bed rest",
}


def is_drug(group: str) -> bool:
    """Return whether a group of interventions is a drug."""
    return group in load_drugs()


def drug_class_of(group: str) -> str:
    """Return the class of a drug; empty for a group that is none."""
    return load_drugs()[group].drug_class if is_drug(group) else ""


def takes_bone(group: str) -> bool:
    """Return whether a group is a drug that lowers bone density."""
    return drug_class_of(group) in BONE_LOSING


def is_simulated(group: str) -> bool:
    """Return whether the numbers hold what a group does; of some drugs the model has no effect."""
    return not is_drug(group) or load_drugs()[group].modelled


def is_bone_drug(group: str) -> bool:
    """Return whether a group is a drug given for bone."""
    return drug_class_of(group) in BONE_DRUGS


def gives_testosterone(group: str) -> bool:
    """Return whether a group is a drug that is, or makes, testosterone."""
    return drug_class_of(group) in TESTOSTERONE


def category_of(group: str) -> str:
    """Return ``"drug"``, ``"bone_drug"``, ``"training"``, ``"calcium"`` and so on."""
    if is_bone_drug(group):
        return "bone_drug"
    return "drug" if is_drug(group) else group


def label_of(group: str) -> str:
    """Return a group's name in plain words, as it stands within a sentence."""
    if not is_drug(group):
        return _LABELS.get(group, group)
    # An abbreviation keeps its capitals: GnRH.
    words = load_drugs()[group].label.split(" ")
    return " ".join(word if any(map(str.isupper, word[1:])) else word.lower() for word in words)
