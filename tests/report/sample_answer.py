"""A made-up answer with smooth hand-drawn curves, in the shape of ``osteotwin/answer/2``.

Test data only: no number here comes from the model or from a study.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from typing import Any

Band = dict[str, list[float | None]]
Curve = Callable[[float], float]

SITES = {
    "lumbar_spine": ("Lumbar spine", 1.05, 1.0),
    "total_hip": ("Total hip", 0.96, 0.7),
    "femoral_neck": ("Femoral neck", 0.82, 0.75),
    "radius_33": ("One-third radius", 0.74, 0.3),
    "trabecular_spine": ("Trabecular spine (QCT)", None, 2.4),
}
GROUPS = {
    "anastrozole": ("anastrozole", "drug", -1.9),
    "training": ("training", "training", 1.1),
    "calcium": ("calcium", "calcium", 0.35),
    "vitamin_d": ("vitamin D", "vitamin_d", 0.08),
}
SERIES = {
    "anastrozole": ("Anastrozole in plasma", "ng/mL", "drugs", 22.0, 0.0),
    "estradiol": ("Estradiol (mass spectrometry)", "pg/mL", "hormones", 13.1, 20.4),
    "testosterone": ("Testosterone", "ng/dL", "hormones", 655.0, 470.0),
    "lh": ("Luteinizing hormone", "IU/L", "hormones", 7.4, 4.6),
    "igf1": ("Insulin-like growth factor 1", "percent", "hormones", 4.0, 0.0),
    "load_stimulus": ("Load stimulus, lumbar spine", "", "loading", 0.22, 0.0),
    "25ohd": ("25-hydroxyvitamin D", "ng/mL", "minerals", 37.0, 30.0),
    "calcitriol": ("Calcitriol", "pg/mL", "minerals", 41.0, 43.0),
    "serum_calcium": ("Calcium in serum", "mg/dL", "minerals", 9.42, 9.40),
    "pth": ("Parathyroid hormone", "pg/mL", "minerals", 35.0, 41.0),
    "sclerostin": ("Sclerostin", "percent", "signals", 3.0, 0.0),
    "rankl_opg": ("RANKL to OPG", "ratio", "signals", 1.09, 1.0),
    "ctx": ("CTX", "percent", "markers", 14.0, 1.0),
    "p1np": ("P1NP", "percent", "markers", 9.0, 0.5),
    "bsap": ("Bone alkaline phosphatase", "percent", "markers", 5.0, 0.4),
    "osteocalcin": ("Osteocalcin", "percent", "markers", 6.0, 0.4),
}


def sample_answer(outlook_years: float = 3.0, name: str = "Example") -> dict[str, Any]:
    """Return a complete made-up answer over the outlook, monthly."""
    years = [round(month / 12, 3) for month in range(round(outlook_years * 12) + 1)]
    whole = list(range(1, int(outlook_years) + 1))
    told = [f"{year:g}" for year in dict.fromkeys([*whole, outlook_years])]
    measured = {site: size for site, (_, density, size) in SITES.items() if density is not None}
    return {
        "schema": "osteotwin/answer/2",
        "disclaimer": "Not medical advice: a simulation to prepare a talk with a clinician, never to replace it.",
        "versions": {"code": "0.1.0", "model": "1", "parameter_set": "starting-values-2"},
        "inputs": _inputs(name),
        "intake": {
            "calcium": {"unit": "mg", "before": 900.0, "stated": True, "plan": 900.0},
            "vitamin_d": {"unit": "IU", "before": 200.0, "stated": False, "plan": 1200.0},
        },
        "assumptions": [
            {"field": "25ohd", "label": "25OHD", "value": "30 ng/mL (SD 8)", "source": "reference population"},
            {"field": "protein", "label": "Protein", "value": "1.0 g/kg a day", "source": "example2020_made_up"},
        ],
        "years": years,
        "today": "2026-02-01",
        "fit": _fit(),
        "next_measurement": [
            {"what": "dxa", "label": "DXA of spine and hip", "when": "2027-02-01", "years": 1.0, "narrows": 0.31},
            {"what": "ctx", "label": "CTX", "when": "2026-05-03", "years": 0.25, "narrows": 0.06},
        ],
        "dates": [f"{2026 + (month + 1) // 12}-{(month + 1) % 12 + 1:02d}-01" for month in range(len(years))],
        "sites": {site: _site(site, years) for site in SITES},
        "crossing_text": "What moves shares.",
        "signals_left_out": {},
        "crossing": {site: _crossing(start, years) for site, start in (
            ("lumbar_spine", -0.6), ("total_hip", -1.4), ("femoral_neck", -1.1))},
        "advice": {"exercises": {}, "nutrients": {}, "without_lactose": False},
        "treatment_line": {
            "t_score": -2.0, "rule": "example", "body": "A guideline of test data", "source": "example2021_guideline",
        },
        "fracture": _fracture(years),
        "series": {key: _series(key, years) for key in SERIES},
        "scenarios": _scenarios(years),
        "contributions": {site: _contributions(size, told) for site, size in measured.items()},
        "contributions_basis": {
            "people": 99, "subsets": 16, "exact": True, "standard_error": 0.0,
            "text": "Parts add up, in test data.", "done_before": "", "against_stopping": "",
        },
        "plan_effect": {site: _plan_effect(size, told) for site, size in measured.items()},
        "won_back": {site: _won_back(size, told) for site, size in measured.items()},
        "verdict": _verdict(whole),
        "flags": [
            {"severity": "good_to_know", "text": "Vitamin D is in the range where more adds nothing.", "source": "",
             "forbids": [], "about": [], "open": True},
            {"severity": "ask_first", "text": "Repeat DXA after 12 months of the drug.",
             "source": "example2021_guideline", "forbids": [], "about": [], "open": True},
            {"severity": "do_not",
             "text": "A T-score below −2.5 would call for a bone drug: talk to a clinician first.",
             "source": "example2021_guideline", "forbids": [], "about": [], "open": True},
        ],
        "tables": [
            {
                "caption": "Calcium and vitamin D",
                "columns": ["Nutrient", "Role", "Gap"],
                "rows": [
                    {"cells": ["Calcium", "the mineral itself", "450 mg"], "source": "A table of test data 2020"},
                    {"cells": ["Vitamin D", "absorption", ""], "source": ""},
                ],
            }
        ],
        "outside_tested_range": ["Rope jumping with an aromatase inhibitor has not been tried in men over 50."],
        "steady_state": {"residual_per_day": 1.3e-9, "text": "Before the plan the virtual people are at rest."},
        "uncertainty": {
            "people": 100, "seed": 1, "share_model": 0.6, "share_people": 0.4,
            "text": "The bands hold what differs between men like him and what is not known about the model.",
        },
        "failed": {"count": 1, "too_many": False, "reasons": ["One left the physiological range of serum calcium."]},
        "glossary": [
            {"term": "median", "text": "The middle outcome, of test data."},
            {"term": "sclerostin", "text": "A protein of test data."},
        ],
        "sources": [
            {"key": "example2020_made_up", "text": "Made-up A 2020 Journal of Test Data doi 10.0000/example.1"},
            {"key": "example2021_guideline", "text": "Made-up B 2021 Guideline of Test Data doi 10.0000/example.2"},
        ],
        "timings": {"simulate_s": 12.3, "total_s": 13.0},
    }  # fmt: skip


def band(years: Sequence[float], median: Curve, width: Curve) -> Band:
    """Return a band whose 90 % half-width is ``width``."""

    def shifted(share: float) -> list[float | None]:
        return [median(year) + share * width(year) for year in years]

    return {
        "median": shifted(0),
        "lo50": shifted(-0.41),
        "hi50": shifted(0.41),
        "lo90": shifted(-1),
        "hi90": shifted(1),
    }


def _approach(year: float, rate: float = 1.1) -> float:
    return (1 - exp(-rate * year)) / (1 - exp(-rate))


def _change(size: float, parts: Sequence[str]) -> Curve:
    total = sum(GROUPS[part][2] for part in parts)
    return lambda year: size * (total * _approach(year) - 0.3 * year)


def _change_band(years: Sequence[float], size: float, parts: Sequence[str]) -> Band:
    return band(years, _change(size, parts), lambda year: size * (0.25 + 0.2 * len(parts)) * year**0.6)


def _site(site: str, years: Sequence[float]) -> dict[str, Any]:
    label, density, size = SITES[site]
    change = _change(size, list(GROUPS))
    entry: dict[str, Any] = {
        "label": label,
        "diagnostic": site in ("lumbar_spine", "total_hip", "femoral_neck"),
        "percent_change": _change_band(years, size, list(GROUPS)),
    }
    if density is not None:
        entry["bone"] = entry["percent_change"]
        entry["scan"] = band(years, change, lambda y: 3.0 + 0.2 * y)
        entry["bmd"] = band(years, lambda y: density * (1 + change(y) / 100), lambda y: 0.01 + 0.008 * y**0.6)
        entry["t_score"] = band(years, lambda y: -0.9 + change(y) / 10, lambda y: 0.1 + 0.1 * y**0.6)
        entry["t_score_reference"] = "Made-up young men, test data"
        entry["z_score"] = band(years, lambda y: -0.3 + change(y) / 11, lambda y: 0.1 + 0.1 * y**0.6)
        entry["z_score_reference"] = "Made-up men of each age, test data"
    return entry


def _years(years: Sequence[float]) -> dict[str, float]:
    """Each whole year, and the end where that is none."""
    found = {str(year): float(year) for year in range(1, int(years[-1]) + 1)}
    return found if years[-1] == int(years[-1]) else {**found, f"{years[-1]:g}": years[-1]}


def _crossing(start: float, years: Sequence[float]) -> dict[str, Any]:
    def shares(distance: float) -> dict[str, Any]:
        by_year = {
            key: round(1 / (1 + exp(6 * distance - 0.5 * year)), 4) for key, year in _years(years).items()
        }
        return {"years": by_year, "within": max(by_year.values())}

    return {
        "t_score": {
            line: {
                "today": float(start <= float(line)),
                "already": start <= float(line),
                **shares(start - float(line)),
            }
            for line in ("-1.0", "-2.0", "-2.5")
        },
        "z_score": {"-2.0": {"today": 0.0, "already": False, **shares(start + 2.8)}},
        "loss": {"least_significant_percent": 3.6, **shares(0.6)},
    }


def _fracture(years: Sequence[float]) -> dict[str, Any]:
    def rising(size: float) -> dict[str, Any]:
        return {
            key: _three(1 + size * _approach(year), 0.6 * size * _approach(year))
            for key, year in _years(years).items()
        }

    return {
        "text": "A ratio of test data, not a risk.",
        "source": "example2020_made_up",
        "outcomes": {
            "hip": {"label": "hip fracture", "per_sd": 3.0, "lo95": 2.0, "hi95": 4.5},
            "osteoporotic": {"label": "any osteoporotic fracture", "per_sd": 1.4, "lo95": 1.3, "hi95": 1.5},
        },
        "against": {
            "without_drugs": {
                "label": "the same person without anastrozole",
                "scenario": "without_anastrozole",
                "relative_risk": {"hip": rising(0.12), "osteoporotic": rising(0.03)},
            },
            "without_plan": {
                "label": "the same person without the plan",
                "scenario": "nothing",
                "relative_risk": {"hip": rising(-0.02), "osteoporotic": rising(-0.01)},
            },
        },
    }


def _scenarios(years: Sequence[float]) -> dict[str, Any]:
    every = list(GROUPS)
    named = {
        "plan": ("Your plan", every),
        "nothing": ("No drug, life as before", []),
        "drug_only": ("Drug alone, life as before", ["anastrozole"]),
    }
    return {
        key: {
            "label": label,
            "groups": parts,
            "sites": {
                site: {"percent_change": _change_band(years, size, parts)}
                for site, (_, _, size) in SITES.items()
            },
        }
        for key, (label, parts) in named.items()
    }


def _series(key: str, years: Sequence[float]) -> dict[str, Any]:
    label, unit, station, plan, nothing = SERIES[key]
    wide = 0.12 * max(abs(plan), abs(nothing))
    return {
        "label": label,
        "unit": unit,
        "station": station,
        "text": f"What {label} does, in test data.",
        "plan": band(
            years,
            lambda y: nothing + (plan - nothing) * (1 - exp(-5 * y)),
            lambda y: wide * (0.4 + 0.6 * (1 - exp(-5 * y))),
        ),
        "nothing": band(years, lambda _: nothing, lambda _: 0.7 * wide),
        "without": [],
        **_reference(key, unit, len(years)),
    }


def _reference(key: str, unit: str, times: int) -> dict[str, Any]:
    """A range of some signals; one of a marker that is told in percent, and one that was measured."""
    known = {
        "estradiol": (10.0, 42.0, ["within"] * times), "testosterone": (264.0, 916.0, ["within"] * times),
        "pth": (15.0, 65.0, ["within"] * times), "ctx": (0.161, 0.737, None),
    }  # fmt: skip
    if key not in known:
        return {"reference": None, "no_reference": "none in test data", "measured": []}
    low, high, standing = known[key]
    unit = "ng/mL" if standing is None else unit
    measured = [
        {"date": "2026-01-12", "value": 0.75, "as_given": f"0.75 {unit}", "standing": "above"},
    ]
    return {
        "reference": {
            "low": low, "high": high, "unit": unit, "text": f"{low:g} to {high:g} {unit} (adults)",
            "source": "example2021_guideline", "kind": "read", "between": "", "standing": standing,
        },
        "no_reference": "",
        "measured": measured if key == "ctx" else [],
    }  # fmt: skip


def _three(median: float, width: float) -> dict[str, float]:
    return {"median": median, "lo90": median - width, "hi90": median + width}


def _contributions(size: float, told: Sequence[str]) -> dict[str, Any]:
    return {
        group: {
            "label": label,
            "category": category,
            **{year: _three(size * effect * _approach(float(year)), size * 0.6) for year in told},
        }
        for group, (label, category, effect) in GROUPS.items()
    }


def _plan_effect(size: float, told: Sequence[str]) -> dict[str, Any]:
    total = sum(effect for _, _, effect in GROUPS.values())
    return {year: _three(size * total * _approach(float(year)), size) for year in told}


def _won_back(size: float, told: Sequence[str]) -> dict[str, Any]:
    return {
        year: {
            "cost": _three(-1.9 * size * _approach(float(year)), 0.9 * size),
            "won": _three(1.53 * size * _approach(float(year)), 0.8 * size),
            "text": "Training, calcium and vitamin D win back some of what anastrozole takes, in test data.",
        }
        for year in told
    }


def _guidelines() -> dict[str, Any]:
    line = {
        "rule": "example",
        "body": "An example of a guideline",
        "about": "treatment",
        "met": "met",
        "because": "T -2.1 at the total hip",
        "what_would_tell": "",
        "class": "discuss",
        "sentence": "Low bone mass with a further risk is talked over.",
        "kind": "guideline",
        "source": "example2021_guideline",
    }
    test = {
        "id": "calcium",
        "test": "blood calcium with albumin",
        "why": "high: parathyroid",
        "status": "ask for",
        "because": "guidelines: discuss",
        "kind": "summary",
        "source": "example2021_guideline",
    }
    due = {
        "measure": "scan",
        "label": "DXA scan of hip and spine, on the same device",
        "on": "2027-02-01",
        "because": "a drug that takes bone",
        "kind": "summary",
        "source": "example2021_guideline",
    }
    return {
        "class": "discuss",
        "could_become": "treat",
        "decided_by": ["FRAX, a hip fracture"],
        "treated_by": [],
        "lines": [line, line | {"rule": "other", "met": "not known", "what_would_tell": "a scan"}],
        "work_up": [test],
        "follow_up": [due],
    }


def _verdict(years: Sequence[int]) -> dict[str, Any]:
    kept = {"probability": 0.82, "class": "yes"}
    return {
        "guidelines": _guidelines(),
        "headline": "Over 3 years the model expects bone under this plan to change by −1.2 % at the spine and −0.6 % "
        "at the hip; without training, calcium and vitamin D, by −3.1 % at the spine and −1.9 % at the hip.",
        "on_top": "",
        "lines": [
            {
                "question": "guideline",
                "class": "discuss",
                "text": "A bone drug is to be talked over: low bone mass with a further risk.",
            },
            {
                "question": "offset",
                "class": "open",
                "text": "Training, calcium and vitamin D against what anastrozole takes: after 3 years, 31 % of the "
                "virtual people have at least as much bone as without anastrozole and the rest of the plan.",
                "against": "without anastrozole and the rest of the plan",
            },
            {
                "question": "kept",
                "class": "yes",
                "text": "After 3 years, 82 % of the virtual people lose no more bone than two scans can tell.",
            },
        ],
        "years": {
            str(year): {
                "offset": {"probability": 0.31, "class": "open"},
                "kept": kept,
                "lifestyle": {"probability": 0.2, "class": "no"},
            }
            for year in years
        },
        "refused": [{"what": "jogging", "label": "jogging", "why": "An example.", "follows": ""}],
    }


def _fit() -> dict[str, Any]:
    spine = {
        "what": "bmd_lumbar_spine",
        "label": "Lumbar spine BMD",
        "date": "2026-01-12",
        "as_given": "1.05 g/cm^2",
    }
    older = {
        "what": "bmd_lumbar_spine",
        "label": "Lumbar spine BMD",
        "date": "2024-01-12",
        "as_given": "1.30 g/cm^2",
    }
    told = {"lumbar_spine": (0.24, -1.2), "total_hip": (0.12, -0.4), "femoral_neck": (0.01, 0.0)}
    return {
        "text": "2 of 3 measurements count; of the others it is said why they do not.",
        "effective_sample_size": 1234.0,
        "before_after": {
            site: {"label": SITES[site][0].lower(), "before": _three(-1.0, 6.0), "after": _three(-2.4, 3.5)}
            for site in ("lumbar_spine", "total_hip", "femoral_neck")
        },
        "by_measurement": [
            spine | {"sites": {site: {"narrows": n, "moves": m} for site, (n, m) in told.items()}},
            older | {"sites": {site: {"narrows": -0.02, "moves": 0.1} for site in told}},
        ],
        "surprising": [
            older | {
                "value": 1.3, "unit": "g/cm2", "expected": 1.07, "score": 4.2, "contradicts": True,
                "text": "Lumbar spine BMD of 2024-01-12, 1.30 g/cm^2, lies 4.2 standard deviations above what "
                "everything else in the file lets expect (1.07 g/cm2), made up.",
            },
            spine | {
                "value": 1.05, "unit": "g/cm2", "expected": 1.0, "score": 2.7, "contradicts": False,
                "text": "Lumbar spine BMD of 2026-01-12, 1.05 g/cm^2, lies 2.7 standard deviations above what "
                "everything else in the file lets expect (1.00 g/cm2), made up.",
            },
        ],
    }  # fmt: skip


def _inputs(name: str) -> dict[str, Any]:
    return {
        "person": {
            "name": name, "sex": "male", "age": 53.7, "birth_date": "1972-05-14", "height_cm": 181, "weight_kg": 86,
            "menopause_age": None,
            "conditions": [
                {"id": "knee_pain", "label": "knee pain", "use": "flags", "acts_on": ["asks first of back squat"]},
            ],
            "fragility_fractures": 0, "vertebral_fracture": False, "frax_hip_percent": 1.2, "frax_major_percent": None,
        },
        "start": "2026-02-01",
        "until": "2029-02-01",
        "habits": ["calcium 750 mg/day", "vitamin D 150 IU/day", "walking 3 x 30 min a week"],
        "measurements": [
            {"date": "2026-01-12", "what": "bmd_lumbar_spine", "label": "Lumbar spine BMD",
             "as_given": "1.05 g/cm^2", "value": 1.05, "unit": "g/cm2", "device": None, "assay": None,
             "reference": None, "precision": None, "bound": "",
             "use": "conditions",
             "scan": {"site": "lumbar_spine", "bmd": 1.05, "error_percent": 2.4}},
            {"date": "2026-01-12", "what": "estradiol", "label": "Estradiol",
             "as_given": "27 pg/mL", "value": 27.0, "unit": "pg/mL", "device": None, "assay": "immunoassay",
             "reference": None, "precision": None, "bound": "",
             "use": "shown only: made up", "scan": None},
            {"date": "2026-01-12", "what": "weight", "label": "Weight",
             "as_given": "86 kg", "value": 86.0, "unit": "kg", "device": None, "assay": None,
             "reference": None, "precision": None, "bound": "",
             "use": "start only", "scan": None},
        ],
        "history": [
            {"group": "letrozole", "category": "drug", "label": "letrozole", "text": "2.5 mg every day",
             "from_day": -400, "until_day": -100, "from": "2024-12-28", "until": "2025-10-24"},
        ],
        "not_simulated": [],
        "no_effect": [],
        "plan": [
            {"group": "anastrozole", "part": "anastrozole", "category": "drug", "label": "anastrozole",
             "text": "1 mg every day",
             "from_day": 0, "until_day": 730, "from": "2026-02-01", "until": "2028-02-01"},
            {"group": "training", "part": "back_squat", "category": "training",
             "label": "back squat",
             "text": "2 sessions a week, 5 sets of 5 at 80 % of one repetition's maximum, rising 2.5 % a week to 85 %",
             "from_day": 0, "until_day": None, "from": "2026-02-01", "until": None},
            {"group": "training", "part": "rope_jumping", "category": "training", "label": "rope jumping",
             "text": "3 sessions a week of 60 jumps",
             "from_day": 0, "until_day": None, "from": "2026-02-01", "until": None},
            {"group": "vitamin_d", "part": "vitamin_d", "category": "vitamin_d", "label": "vitamin D",
             "text": "1000 IU every day",
             "from_day": 0, "until_day": None, "from": "2026-02-01", "until": None},
        ],
    }  # fmt: skip
