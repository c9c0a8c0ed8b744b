"""What a fit recorded of the published trials, as pages of bounded size: failures first, by drug, sex and endpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from osteotwin.report.formatting import number, share
from osteotwin.report.scores import formatting
from osteotwin.report.scores.arms import arm_words
from osteotwin.report.scores.forest import forest_cell, shared_axis
from osteotwin.report.scores.formatting import Row
from osteotwin.report.scores.trials import by_misfit, trial_name, trial_view

Result = Mapping[str, Any]
Pair = tuple[Result, Row]

PER_PAGE: Final = 30
SEXES: Final[Mapping[str, str]] = {"male": "Men", "female": "Women", "mixed": "Men and women"}
NO_DRUG: Final = "none"


@dataclass(frozen=True)
class Choice:
    """What is looked at; empty: everything.

    Attributes
    ----------
    drug, sex, endpoint : str
    page : int
        From 1 on.
    """

    drug: str = ""
    sex: str = ""
    endpoint: str = ""
    page: int = 1

    def address(self, page: int) -> str:
        """Return the query of another page of the same."""
        chosen = {"drug": self.drug, "sex": self.sex, "endpoint": self.endpoint}
        return urlencode({key: value for key, value in chosen.items() if value} | {"page": page})


def drugs_of(result: Result) -> list[str]:
    """Return the drugs that trials gave, in the order of the alphabet."""
    return sorted({drug for trial in result["trials"] for arm in trial["drugs"].values() for drug in arm})


def context(result: Result, choice: Choice) -> dict[str, Any]:
    """Return what the page of the evidence shows."""
    pairs = chosen(result, choice)
    last = max(-(-len(pairs) // PER_PAGE), 1)
    page = min(choice.page, last)
    shown = pairs[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        "choice": choice,
        "page": page,
        "last": last,
        "earlier": choice.address(page - 1) if page > 1 else "",
        "later": choice.address(page + 1) if page < last else "",
        "count": len(pairs),
        "trial_count": len({trial["id"] for trial, _ in pairs}),
        "forests": _forests(shown),
        "drugs": drugs_of(result),
        "sexes": SEXES,
        "no_drug": NO_DRUG,
        "endpoints": [
            {
                "id": one["endpoint"],
                "label": one["label"],
                "n": one["n"],
                "far": one["far"],
                "within": share(one["within_90"]),
                "unseen": number(one["unseen"], 1),
                "fit": number(one["fit"], 1),
            }
            for one in result["endpoints"]
        ],
        "trials": [
            {"id": trial["id"], "name": trial_name(trial), "title": trial["title"], "off": _off(trial)}
            for trial in sorted(result["trials"], key=lambda trial: -by_misfit(trial["rows"]))
        ],
        "not_scored": [
            {"id": trial["id"], "name": trial_name(trial), "reason": trial["reason"]}
            for trial in result["trials"]
            if trial["status"] == "not_simulated"
        ],
        **about(result),
    }


def about(result: Result) -> dict[str, str]:
    """Return the versions that made the predictions."""
    return {"model": result["model_version"], "set": result["parameter_set"], "fitted_on": result["date"]}


def chosen(result: Result, choice: Choice) -> list[Pair]:
    """Return the scored rows of a choice, those furthest off first; rows without a standard error last."""
    found = [
        (trial, row)
        for trial in result["trials"]
        if choice.sex in ("", trial["sex"])
        for row in trial["rows"]
        if row["predicted"] is not None
        and choice.endpoint in ("", row["endpoint"])
        and _takes(trial, row, choice.drug)
    ]
    return sorted(found, key=lambda pair: -abs(pair[1]["standardized_error"] or 0.0))


def _takes(trial: Result, row: Row, drug: str) -> bool:
    """Whether an arm of a row took a drug; of a contrast, either arm."""
    if not drug:
        return True
    arms = [name for name in (row["arm"], row["versus"]) if name is not None]
    taken = [name for arm in arms for name in trial["drugs"].get(arm, ())]
    return not taken if drug == NO_DRUG else drug in taken


def _forests(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return the rows of each class on one axis, classes in the order of their first row."""
    by_class: dict[str, list[Pair]] = {}
    for trial, row in pairs:
        by_class.setdefault(formatting.class_of(row), []).append((trial, row))
    forests: list[dict[str, Any]] = []
    for name, own in by_class.items():
        axis = shared_axis([row for _, row in own])
        forests.append(
            {
                "title": formatting.class_title(name),
                "axis": axis.labels(),
                "rows": [
                    {
                        "id": trial["id"],
                        "name": trial_name(trial),
                        "what": formatting.what(row, arm_words(trial)),
                        "note": "",
                        "cell": forest_cell(row, axis),
                        **formatting.compared(row),
                        **fitted(row),
                    }
                    for trial, row in own
                ],
            }
        )
    return forests


def fitted(row: Row) -> dict[str, Any]:
    """Return the prediction of the fit that had seen the value, where it is recorded."""
    fit = row.get("fit")
    found = None if not fit or fit["predicted"] is None else formatting.on_scale(row, fit["predicted"])
    off = row["standardized_error"]
    return {"fitted": found, "far": off is not None and abs(off) > 2.0}


def trial_context(result: Result, trial: Result) -> dict[str, Any]:
    """Return what the page of one trial shows."""
    view = trial_view(trial)
    scored = [row for row in trial["rows"] if row["predicted"] is not None]
    # In the order in which the view has them.
    places = {formatting.class_title(name): [row for row in scored if formatting.class_of(row) == name]
              for name in dict.fromkeys(formatting.class_of(row) for row in scored)}  # fmt: skip
    for forest in view["forests"]:
        for shown, row in zip(forest["rows"], places[forest["title"]], strict=True):
            shown |= fitted(row)
    drugs = {name for arm in trial["drugs"].values() for name in arm}
    return {"trial": view, "drugs": sorted(drugs), "sex": SEXES[trial["sex"]], **about(result)}


def _off(trial: Result) -> str:
    misfit = by_misfit([row for row in trial["rows"] if row["standardized_error"] is not None])
    return "" if misfit < 0 else number(misfit, 1)
