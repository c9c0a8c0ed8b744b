"""The page of fit and cross-validation, made at build time from what the parameter set in use recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reference_tables import write_changed
from sphinx.application import Sphinx

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE
from osteotwin.parameters.sets.shipped import SHIPPED

FAR = 2.0
_CLASSES = {
    "bmd_percent": "bone density, points of percent",
    "marker_percent": "markers, points of percent",
    "hormone_ratio": "hormones, ratio to baseline",
    "mineral_percent": "minerals, points of percent",
    "25ohd_ng/mL": "25OHD, ng/mL",
}


def page() -> str:
    """The page as Markdown; it says so where the set in use was not fitted."""
    used = parameters_in_use()
    file = SHIPPED / used.name / CROSS_VALIDATION_FILE
    head = ["# Fit and cross-validation", ""]
    if used.posterior is None or not file.is_file():
        return "\n".join([*head, f"The parameter set in use, {used.name}, was not fitted to trials.", ""])
    report = json.loads(file.read_text(encoding="utf-8"))
    record, diagnostics = used.posterior.record, used.posterior.diagnostics
    lines = [
        *head,
        f"Parameter set **{used.name}**, made by `{record['command']}` on {record['date']} in "
        f"{float(record['duration_s']) / 60:.0f} minutes of computing from {record['observations']} values of "
        f"{record['trials']} trials. Chains: split R-hat at most {diagnostics['r_hat_max']}, at least "
        f"{diagnostics['effective_draws_min']} independent draws. *Unseen* is the honest column: each trial predicted "
        "by a fit that had not seen it.",
        "",
        "## Values that are furthest off",
        "",
        f"Every value more than {FAR:g} predictive standard deviations from what a fit without its trial says.",
        "",
        *_furthest(report["rows"]),
        "",
        "## All values",
        "",
        *_summary(report["summary"], "by_class", _CLASSES),
        "",
        "## Men at about one year (weeks 39 to 65)",
        "",
        *_sites(report["summary"]),
        "",
        "## Whole topics held out",
        "",
        "Every trial of the topic (or of both) held out at once; root mean square error of the predictions.",
        "",
        *_topics(report["topics"]),
        "",
        "## Identifiability of each parameter",
        "",
        "Posterior over prior standard deviation: 1 means that the trials were not informative.",
        "",
        *_identified(used),
        "",
    ]
    return "\n".join(lines)


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [
        "| " + " | ".join(header) + " |",
        "|" + "---|" * len(header),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _number(value: float | None, digits: int = 2) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _furthest(rows: list[dict[str, Any]]) -> list[str]:
    def far(row: dict[str, Any]) -> float:
        return abs(row["left_out"]["standardized_error"] or 0.0)

    chosen = sorted((row for row in rows if far(row) > FAR), key=far, reverse=True)
    return _table(
        ("trial", "arm", "endpoint", "week", "observed", "fit", "unseen", "90 % interval", "standardized"),
        [
            (
                row["trial"],
                row["arm"] + (f" vs {row['versus']}" if row["versus"] else ""),
                row["endpoint"],
                f"{row['week']:g}",
                f"{row['observed']:.3g}",
                f"{row['fit']['predicted']:.3g}",
                f"{row['left_out']['predicted']:.3g}",
                f"{row['left_out']['lo90']:.3g} to {row['left_out']['hi90']:.3g}",
                f"{row['left_out']['standardized_error']:+.1f}",
            )
            for row in chosen
        ],
    )


_HEADER = (
    "",
    "values",
    "rms fit",
    "rms unseen",
    "mean error unseen",
    "skill over no change",
    "skill over topic mean",
    "in 90 %",
)


def _line(label: str, seen: dict[str, Any], unseen: dict[str, Any]) -> tuple[str, ...]:
    covered = unseen["coverage_90"]
    return (
        label,
        str(unseen["n"]),
        _number(seen.get("rmse")),
        _number(unseen["rmse"]),
        _number(unseen["mean_error"]),
        _number(unseen["skill_no_change"]),
        _number(unseen["skill_topic_mean"]),
        "" if covered is None else f"{100 * covered:.0f} %",
    )


def _summary(summary: dict[str, Any], part: str, labels: dict[str, str]) -> list[str]:
    seen, unseen = summary["fit"][part], summary["left_out"][part]
    return _table(
        _HEADER,
        [_line(label, seen.get(key, {}), unseen[key]) for key, label in labels.items() if key in unseen],
    )


def _sites(summary: dict[str, Any]) -> list[str]:
    seen, unseen = (summary[part]["men_one_year"]["by_site"] for part in ("fit", "left_out"))
    return _table(
        _HEADER, [_line(site.replace("_", " "), seen.get(site, {}), unseen[site]) for site in unseen]
    )


def _topics(topics: dict[str, Any]) -> list[str]:
    def rms(found: dict[str, Any], key: str) -> tuple[str, str]:
        numbers = found["summary"].get(key)
        return ("", "") if not numbers else (str(numbers["n"]), _number(numbers["rmse"]))

    return _table(
        ("held out", "trials", "density values", "rms", "marker values", "rms", "hormone ratios", "rms"),
        [
            (
                name.replace("_", " "),
                str(found["trials"]),
                *rms(found, "bmd_percent"),
                *rms(found, "marker_percent"),
                *rms(found, "hormone_ratio"),
            )
            for name, found in topics.items()
        ],
    )


def _identified(used: Any) -> list[str]:
    table = used.posterior.identifiability
    rows = sorted(table.items(), key=lambda item: item[1].ratio)
    return _table(
        ("parameter", "ratio", "value", "90 % interval", "before the fit"),
        [
            (
                f"`{name}`",
                _number(found.ratio),
                f"{used.parameters[name].value:.3g}",
                "{:.3g} to {:.3g}".format(*used.posterior.interval(name)),
                f"{used.parameters[name].low:.3g} to {used.parameters[name].high:.3g}",
            )
            for name, found in rows
        ],
    )


def write(app: Sphinx) -> None:
    """Write the page into the sources."""
    target = Path(app.srcdir) / "explanation" / "_generated"
    target.mkdir(parents=True, exist_ok=True)
    write_changed(target / "fit.md", page())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True}
