"""What trials measure: unit, how it is compared, and which output of the model answers to it."""

from __future__ import annotations

from dataclasses import dataclass

PERCENT_CHANGE = "percent_change"
PERCENT_DIFFERENCE = "percent_difference"
RATIO_TO_BASELINE = "ratio_to_baseline"
ABSOLUTE = "absolute"
ABSOLUTE_CHANGE = "absolute_change"


@dataclass(frozen=True)
class TrialEndpoint:
    """One endpoint of the trial files.

    Attributes
    ----------
    id : str
    group : str
        ``bmd``, ``marker``, ``hormone`` or ``mineral``.
    unit_kind : str
        Key of :data:`osteotwin.units.KINDS`, or ``"fraction"``, for absolute values.
    scale : str
        The scale on which an absolute value with a baseline is compared.
    output : str or None
        The model's output; ``None`` where the model has none.
    note : str
        What the output stands for, or why there is none.
    """

    id: str
    group: str
    unit_kind: str
    scale: str
    output: str | None
    note: str = ""


def _bmd(name: str, output: str | None, note: str = "") -> TrialEndpoint:
    return TrialEndpoint(name, "bmd", "bmd", PERCENT_CHANGE, output, note)


def _marker(name: str, kind: str, output: str | None, note: str = "") -> TrialEndpoint:
    return TrialEndpoint(name, "marker", kind, PERCENT_CHANGE, output, note)


def _hormone(name: str, kind: str, output: str | None, note: str = "") -> TrialEndpoint:
    return TrialEndpoint(name, "hormone", kind, RATIO_TO_BASELINE, output, note)


def _mineral(name: str, kind: str, output: str | None, note: str = "") -> TrialEndpoint:
    return TrialEndpoint(name, "mineral", kind, ABSOLUTE, output, note)


ENDPOINTS: dict[str, TrialEndpoint] = {
    row.id: row
    for row in (
        _bmd("bmd_lumbar_spine", "bmd_lumbar_spine"),
        _bmd("bmd_total_hip", "bmd_total_hip"),
        _bmd("bmd_femoral_neck", "bmd_femoral_neck"),
        _bmd("bmd_trochanter", "bmd_total_hip", "the trochanter is read as the total hip"),
        _bmd("bmd_total_body", "bmd_total_body"),
        _bmd("bmd_radius_33", "bmd_radius_33"),
        _bmd("bmd_radius_ultradistal", None, "the model has no ultradistal radius"),
        TrialEndpoint("vbmd_spine_qct", "bmd", "vbmd", PERCENT_CHANGE, "vbmd_spine_qct"),
        _marker("ctx", "ctx", "ctx"),
        _marker("ntx_urine", "ntx_urine", "ntx_urine"),
        _marker("p1np", "p1np", "p1np"),
        _marker("bsap", "bsap", "bsap"),
        _marker("osteocalcin", "osteocalcin", "osteocalcin"),
        _marker("tracp5b", "enzyme", "tracp5b"),
        _marker("sclerostin", "sclerostin", "sclerostin"),
        _marker("dkk1", "protein_pg", None, "the model has no DKK1"),
        _marker("opg", "protein_pg", "opg"),
        _marker("rankl", "protein_pg", "rankl"),
        _marker("igf1", "igf1", "igf1"),
        _mineral("pth", "pth", "pth"),
        _mineral("25ohd", "25ohd", "25ohd"),
        _mineral("1_25ohd", "calcitriol", "1_25ohd"),
        _mineral("serum_calcium", "serum_calcium", "serum_calcium"),
        _mineral("urine_calcium_24h", "urine_calcium", "urine_calcium_24h"),
        _mineral("calcium_absorption_fraction", "fraction", "calcium_absorption_fraction"),
        _hormone("estradiol", "estradiol", "estradiol"),
        _hormone("testosterone", "testosterone", "testosterone"),
        _hormone("free_testosterone", "free_testosterone", "free_testosterone"),
        _hormone("lh", "lh", "lh"),
        _hormone("shbg", "shbg", None, "the model has no sex-hormone-binding globulin"),
        _hormone("estrone", "estrone", "estrone"),
    )
}
