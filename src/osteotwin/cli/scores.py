"""The result of a validation as tables: what failed first, then every endpoint, then the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.report.words import NOT_AVAILABLE, number, quantity, share

if TYPE_CHECKING:
    from rich.console import RenderableType

Result = Mapping[str, Any]

NOT_SIMULATED: Final = "not_simulated"
#: A miss: further from the observation than this many of its standard errors.
MISS_STANDARD_ERRORS: Final = 2.0

_SCALES: Final[Mapping[str, str]] = {
    "percent_change": "%",
    "percent_difference": "%",
    "ratio_to_baseline": "ratio",
}
_ROW_WIDTHS: Final = (40, 5, 8, 9, 8)
_TOPIC_WIDTHS: Final = (42, 4, 6, 7, 6, 6)


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
    se, error = row["se"], row["error"]
    return error is not None and bool(se) and abs(error) > MISS_STANDARD_ERRORS * se


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
    if not trials:
        return []
    parts: list[RenderableType] = [
        heading(f"Endpoints; * is further off than {MISS_STANDARD_ERRORS:.0f} standard errors"),
        columns(_ROW_WIDTHS, [["", "week", "observed", "predicted", "error"]]),
    ]
    for trial in trials:
        parts.append(paragraph(str(trial["id"])))
        scored = [row for row in trial["rows"] if row["predicted"] is not None]
        parts.append(columns(_ROW_WIDTHS, [_cells(row) for row in scored]))
    return parts


def _cells(row: Result) -> list[str]:
    arm = row["arm"] if row["versus"] is None else f"{row['arm']} - {row['versus']}"
    return [
        f"  {row['endpoint']} ({_scale(row)}) {arm}",
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
    parts: list[RenderableType] = []
    for topic, classes in topics.items():
        if classes:
            lines = [
                [f"  {name.replace('_', ' ')}", *_statistics(statistics)]
                for name, statistics in classes.items()
            ]
            parts += [paragraph(str(topic).replace("_", " ")), columns(_TOPIC_WIDTHS, lines)]
    if parts:
        parts = [
            heading("By topic and class of endpoint"),
            columns(_TOPIC_WIDTHS, [["", "n", "rms", "mean", "sign", "2 se"]]),
            *parts,
        ]
    counted = (
        f"{found['trials']} trials, {found['scored']} of {found['rows']} measured values scored; "
        f"model {result['model_version']}, parameters {result['parameter_set']}."
    )
    meaning = "rms, mean: of the errors; sign: share with the right direction; 2 se: share within 2 standard errors."
    return [*parts, paragraph(""), *([paragraph(meaning)] if parts else []), paragraph(counted)]


def _statistics(found: Result) -> list[str]:
    return [
        str(found["n"]),
        NOT_AVAILABLE if found["rmse"] is None else _level(found["rmse"]),
        _signed(found["mean_error"]),
        "" if found["sign_agreement"] is None else share(found["sign_agreement"]),
        "" if found["within_two_se"] is None else share(found["within_two_se"]),
    ]


def _level(value: float) -> str:
    return quantity(value)


def _signed(value: float | None) -> str:
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return number(value, digits, sign=True)
