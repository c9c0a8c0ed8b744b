"""The result of a validation as tables: what failed first, then what is furthest off, then the scores by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.endpoints import ENDPOINTS, REGIONS
from osteotwin.report.formatting import NOT_AVAILABLE, number, quantity, share

if TYPE_CHECKING:
    from rich.console import RenderableType

Result = Mapping[str, Any]

NOT_SIMULATED: Final = "not_simulated"
#: A miss: further from the observation than this many standardized errors.
MISS_STANDARD_ERRORS: Final = 2.0
#: A folder of so few scored values is shown whole, of a larger one only the worst.
FEW_ROWS: Final = 40
WORST_ROWS: Final = 20

_SCALES: Final[Mapping[str, str]] = {
    "percent_change": "%",
    "percent_difference": "%",
    "ratio_to_baseline": "ratio",
}
_ROW_WIDTHS: Final = (40, 5, 8, 9, 8)
_TOPIC_WIDTHS: Final = (34, 4, 5, 6, 5, 5, 5)


def scores(result: Result) -> list[RenderableType]:
    """Return the parts of the printed result."""
    trials: list[Result] = list(result["trials"])
    run = [trial for trial in trials if any(row["predicted"] is not None for row in trial["rows"])]
    return [
        *_not_run([trial for trial in trials if trial not in run]),
        *_partly_run(run),
        *_rows(sorted(run, key=_share_missed, reverse=True)),
        *_summary(result),
    ]


def missed(row: Result) -> bool:
    """Tell whether the prediction lies further from the observation than its uncertainty explains."""
    found = row["standardized_error"]
    return found is not None and abs(found) > MISS_STANDARD_ERRORS


def _share_missed(trial: Result) -> float:
    scored = [row for row in trial["rows"] if row["predicted"] is not None]
    return sum(missed(row) for row in scored) / len(scored)


def _not_run(trials: Sequence[Result]) -> list[RenderableType]:
    rows = [("\u2022", f"{trial['id']}: {trial['reason']}") for trial in trials]
    return [heading("Could not be scored"), indented(bullets(rows))] if rows else []


def _partly_run(trials: Sequence[Result]) -> list[RenderableType]:
    rows = [("\u2022", f"{trial['id']}: {trial['reason']}") for trial in trials if trial["reason"]]
    return [heading("Scored in part"), indented(bullets(rows))] if rows else []


def _rows(trials: Sequence[Result]) -> list[RenderableType]:
    """Return every scored row where they are few, else those furthest off."""
    scored = [(trial, row) for trial in trials for row in trial["rows"] if row["predicted"] is not None]
    if not scored:
        return []
    shown = scored
    title = f"Endpoints; * is off by more than {MISS_STANDARD_ERRORS:.0f} standardized errors"
    if len(scored) > FEW_ROWS:
        known = [pair for pair in scored if pair[1]["standardized_error"] is not None]
        shown = sorted(known, key=lambda pair: -abs(pair[1]["standardized_error"]))[:WORST_ROWS]
        title = f"Furthest off of {len(scored)}, by standardized error; --html and --json hold them all"
    parts: list[RenderableType] = [
        heading(title),
        columns(_ROW_WIDTHS, [["", "week", "observed", "predicted", "error"]]),
    ]
    for trial, pairs in groupby(shown, key=lambda pair: str(pair[0]["id"])):
        parts += [paragraph(trial), columns(_ROW_WIDTHS, [_cells(row) for _, row in pairs])]
    return parts


def _cells(row: Result) -> list[str]:
    arm = row["arm"] if row["versus"] is None else f"{row['arm']} - {row['versus']}"
    return [
        f"  {ENDPOINTS[row['endpoint']].label} ({_scale(row)}) {arm}",
        f"{row['week']:g}",
        _level(row["observed"]),
        _level(row["predicted"]),
        f"{_signed(row['error'])}{'*' if missed(row) else ' '}",
    ]


def _scale(row: Result) -> str:
    """Return what the numbers are: a unit for a level, a word for a change."""
    scale, unit = str(row["scale"]), str(row.get("unit") or "")
    return {"absolute": unit, "absolute_change": f"change, {unit}"}.get(scale, _SCALES.get(scale, scale))


def _summary(result: Result) -> list[RenderableType]:
    found: Result = result["summary"]
    topics = {**found["by_topic"], "all topics": found["by_class"]}
    groups = {name: _lines(classes) for name, classes in topics.items() if classes}
    men = {REGIONS[site]: part for site, part in found["men_one_year"]["by_site"].items() if part["n"]}
    if men:
        groups["bone density of men at about one year"] = _lines(men)
    parts: list[RenderableType] = []
    for topic, lines in groups.items():
        parts += [paragraph(str(topic).replace("_", " ")), columns(_TOPIC_WIDTHS, lines)]
    if parts:
        parts = [
            heading("By topic and class of endpoint"),
            columns(_TOPIC_WIDTHS, [["", "n", "rms", "mean", "skill", "topic", "90 %"]]),
            *parts,
        ]
    counted = (
        f"{found['trials']} trials, {found['scored']} of {found['rows']} measured values scored; "
        f"model {result['model_version']}, parameters {result['parameter_set']}."
    )
    if found["too_wide"]:
        counted += f" {found['too_wide']} 90\u00a0% intervals are too wide to tell and count as not covering."
    meaning = (
        "rms, mean: of the errors; skill: over \u201cnothing changes\u201d, 1 is perfect; topic: skill over the "
        "mean of the topic's other trials; 90\u00a0%: share of values in the 90\u00a0% interval."
    )
    return [*parts, paragraph(""), *([paragraph(meaning)] if parts else []), paragraph(counted)]


def _lines(classes: Mapping[str, Result]) -> list[list[str]]:
    return [[f"  {name.replace('_', ' ')}", *_statistics(found)] for name, found in classes.items()]


def _statistics(found: Result) -> list[str]:
    return [
        str(found["n"]),
        NOT_AVAILABLE if found["rmse"] is None else _level(found["rmse"]),
        _signed(found["mean_error"]),
        _skill(found["skill_no_change"]),
        _skill(found["skill_topic_mean"]),
        "" if found["coverage_90"] is None else share(found["coverage_90"]),
    ]


def _skill(found: float | None) -> str:
    if found is None:
        return ""
    return "< \u22129" if found < -9 else number(found, 2)


def _level(value: float) -> str:
    return quantity(value)


def _signed(value: float | None) -> str:
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return number(value, digits, sign=True)
