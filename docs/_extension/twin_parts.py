"""Parts of the page on the twin, from what the benchmarks wrote: calibration, the plain sampler, times."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from markdown_parts import markdown_table, number, signed

#: Quantiles that are shown of each person.
_SHOWN = (0.05, 0.5, 0.95)
_PARTS = {"twin_calibration": "part-twin-calibration.md", "twin_against_plain": "part-twin-plain.md",
          "twin": "part-twin-times.md"}  # fmt: skip


def calibration_text(found: dict[str, Any]) -> str:
    """Coverage and tests of simulation-based calibration, and coverage by what was done."""
    rows = [
        [
            row["words"],
            within(row, 50),
            within(row, 90),
            f"{row['p']:.2f}",
            bars(row["histogram"]),
        ]
        for row in found["rows"]
    ]
    histories = {history: [row["by_history"][history] for row in found["rows"]] for history in
                 found["rows"][0]["by_history"]}  # fmt: skip
    by_history = [[history, *(within(one, 90) for one in of)] for history, of in histories.items()]
    return "\n\n".join([
        f"{found['people']} people, {found['twin_people']} virtual people each; in the median these are as good as "
        f"{found['effective_median']:.0f} independent ones, at least {found['effective_least']:.0f}. Of "
        f"{found['widened']} people a value contradicted the others and counted for less. After ±: the Monte Carlo "
        f"standard error of a right twin. All four tests together call a right twin wrong in "
        f"{found['level']:.0%} of studies: p below {found['least_p']:.4f} fails.",
        markdown_table(["what is asked", "within 50 %", "within 90 %", "p", "ranks, twenty bars"], rows),
        "Within the band of 90 %, by what was done:",
        markdown_table(["history", *(row["words"] for row in found["rows"])], by_history),
    ]) + "\n"  # fmt: skip


def within(row: dict[str, float], band: int) -> str:
    """How often the truth lies within a band."""
    return f"{100 * row[f'within_{band}%']:.1f} ± {100 * row[f'se_{band}%']:.1f} %"


def bars(histogram: list[int]) -> str:
    """A histogram as numbers."""
    return " ".join(map(str, histogram))


def plain_text(found: dict[str, Any]) -> str:
    """Quantiles of three people by both samplers."""
    rows = [
        [
            one["history"] if k == 0 else "",
            row["words"],
            f"{row['quantile']:.0%}",
            f"{number(row['plain'])} ± {number(row['plain_error'])}",
            f"{number(row['twin'])} ± {number(row['twin_error'])}",
            signed(row["apart"]),
        ]
        for one in found["people"]
        for k, row in enumerate(row for row in one["rows"] if row["quantile"] in _SHOWN)
    ]
    apart = [row["apart"] for one in found["people"] for row in one["rows"]]
    people = "; ".join(
        f"{one['history']} ({len(one['measured'])} values): {one['plain_people']:,} people of the prior, as good as "
        f"{one['plain_effective']:.0f} independent ones, against {one['twin_effective']:.0f}"
        for one in found["people"]
    )
    mean_square = sum(one**2 for one in apart) / len(apart)
    return "\n\n".join([
        f"{people}. Of {len(apart)} quantiles, {sum(abs(one) > 2 for one in apart)} lie more than two Monte Carlo "
        f"standard errors apart, the farthest {max(map(abs, apart)):.1f}; the mean square is {mean_square:.2f} (1 is "
        "expected).",
        markdown_table(["person", "what is asked", "quantile", "plain", "twin", "apart, in errors"], rows),
    ]) + "\n"  # fmt: skip


def times_text(found: dict[str, Any]) -> str:
    """Times, and what two scans tell."""
    words = {"file_to_answer": "from the file to the answer", "twin": "the twin alone",
             "updated": "`twin.updated` with one more scan"}  # fmt: skip
    rows = [
        [text, f"{found[key]['wall_s']:.1f} s", f"{found[key]['cpu_s']:.1f} s"] for key, text in words.items()
    ]
    narrower = 1 - found["hip_width_two_scans"] / found["hip_width_before"]
    return "\n\n".join([
        f"{found['candidates']:,} people of the prior, {found['people']} virtual people, five measurements, four "
        f"interventions; medians of {found['repeats']} runs on {found['machine']} (load {found['load']:.0f}: what else "
        "the machine did is in the time, not in that of the cores).",
        markdown_table(["what", "time", "time of all cores"], rows),
        f"Those chosen are as good as {found['effective']:.0f} independent people, after one more scan "
        f"{found['effective_updated']:.0f}. Two scans of the hip two years apart narrow the band of 90 % of its change "
        f"over the next two years by {narrower:.0%}, from {number(found['hip_width_before'])} to "
        f"{number(found['hip_width_two_scans'])} points.",
    ]) + "\n"  # fmt: skip


def texts(in_use: str) -> dict[str, str]:
    """The files of the page by name.

    Parameters
    ----------
    in_use : str
        The parameter set in use.
    """
    make = {"twin_calibration": calibration_text, "twin_against_plain": plain_text, "twin": times_text}
    made: dict[str, str] = {}
    for name, file in _PARTS.items():
        path = files("osteotwin.studies") / "data" / f"{name}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        text = make[name](found)
        if found["parameter_set"] != in_use:
            text += (
                f"\n:::{{attention}}\nThe set in use is now `{in_use}`; these numbers are of "
                f"`{found['parameter_set']}`.\n:::\n"
            )
        made[file] = text
    return made
