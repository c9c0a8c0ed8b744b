"""What is measured and the model does not use: named as such, so that nothing else is suggested."""

from __future__ import annotations

from osteotwin.inputs.names import folded

_OF_NO_USE = "the model has no such quantity"
_WHY = {
    "it is of liver and bone together, and only that of bone (bsap) is used":
        ("alkaline phosphatase", "alp", "total alkaline phosphatase", "alk phos"),
    "kidney function enters as egfr or creatinine":
        ("creatinine clearance", "cystatin c", "bun", "urea"),
    "texture of a scan is not in the model": ("tbs", "trabecular bone score"),
    "units of a computed tomography are no density": ("hu", "hounsfield units", "ct attenuation"),
    "the share of the young mean is no score; a T-score of the same scan can be used":
        ("yam", "% yam", "young adult mean"),
    _OF_NO_USE: (
        "prolactin", "fsh", "follicle stimulating hormone", "tsh", "free t4", "free t3", "cortisol", "acth", "dhea",
        "dhea s", "dheas", "progesterone", "17 oh progesterone", "amh", "inhibin b", "albumin", "total protein",
        "phosphate", "phosphorus", "magnesium", "sodium", "potassium", "hemoglobin", "psa", "glucose",
        "hba1c", "insulin", "ferritin", "iron", "vitamin b12", "folate", "crp", "esr", "alt", "ast", "ggt", "bilirubin",
        "cholesterol", "ldl", "hdl", "triglycerides", "fgf23", "dkk1", "vitamin k", "vitamin k2", "homocysteine",
        "body fat", "lean mass", "vo2max", "grip strength",
    ),
}  # fmt: skip
_REASON = {folded(name): reason for reason, names in _WHY.items() for name in names}
#: Words that say it within a longer name: "L1 HU", "trabecular attenuation", "spine % YAM".
_WORDS = {word: _REASON[folded(name)] for word, name in (
    ("hu", "hu"), ("hounsfield", "hu"), ("attenuation", "hu"), ("yam", "yam"), ("tbs", "tbs"),
)}  # fmt: skip


def not_used_because(text: str) -> str | None:
    """Return why a measurement is not used; ``None`` for what is not known to be one.

    Examples
    --------
    >>> not_used_because("Prolactin")
    'the model has no such quantity'
    >>> not_used_because("CT attenuation of L1")
    'units of a computed tomography are no density'
    """
    name = folded(text)
    return _REASON.get(name) or next((_WORDS[word] for word in name.split() if word in _WORDS), None)
