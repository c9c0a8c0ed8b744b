"""Parts of the page on the twin, from what the benchmarks wrote: calibration, verdicts, the plain sampler, times."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from markdown_parts import markdown_table, number, signed
from reliability import reliability

#: Quantiles that are shown of each person.
_SHOWN = (0.05, 0.5, 0.95)
_PARTS = {"twin_calibration": "part-twin-calibration.md", "verdict_calibration": "part-twin-verdict.md",
          "twin_against_plain": "part-twin-plain.md", "twin": "part-twin-times.md"}  # fmt: skip
_VERDICT_PICTURE = "part-twin-verdict.svg"
_QUESTIONS = {"kept": "Is bone kept?", "offset": "Does the plan undo what the drug takes?"}


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


def verdict_text(found: dict[str, Any]) -> str:
    """Of how many people came true what the verdict told them."""
    parts = [
        f"{found['people']} people, {found['twin_people']} virtual people each. After each share: its interval of "
        f"{found['confidence']:.0%} (Clopper and Pearson).",
        f"![What was told over how often it came true](_generated/{_VERDICT_PICTURE})",
    ]
    for question, words in _QUESTIONS.items():
        one = found["questions"][question]
        answers = one["answers"]
        rows = [
            [f"{100 * row['from']:.0f} to {100 * row['until']:.0f} %", *told_and_true(row)]
            for row in one["bins"]
            if row["people"]
        ]
        last = answers[str(one["year"])]["yes"]
        yes = [[f"after {year} years" if year != "1" else "after 1 year",
                *(cell for answer in ("yes", "no") for cell in told_and_true(answers[year][answer])[::2])]
               for year in answers]  # fmt: skip
        plans = [
            [plan, *told_and_true(row)[::2]] for plan, row in one["yes_by_plan"].items() if row["people"]
        ]
        parts += [
            f"**{words}** After {one['year']} years, of {one['asked']} people: {last['people']} were told yes "
            f"({found['yes']:.0%} or more), and it came true of {told_and_true(last)[2]}. The number of those of whom "
            f"it came true, whatever they were told, departs by {signed(one['z'])} standard deviations from what was "
            "told.",
            markdown_table(["told", "people", "told in the mean", "came true"], rows),
            markdown_table(["", "told yes", "came true", "told no", "came true all the same"], yes),
            "Those told yes, by plan:",
            markdown_table(["plan", "told yes", "came true"], plans),
        ]
    return "\n\n".join(parts) + "\n"


def told_and_true(row: dict[str, Any]) -> list[str]:
    """How many, what they were told in the mean, of how many it came true."""
    if not row["people"]:
        return ["0", "–", "–"]
    span = f"{100 * row['lo']:.0f} to {100 * row['hi']:.0f}"
    return [str(row["people"]), f"{100 * row['told']:.0f} %", f"{100 * row['share']:.0f} % ({span})"]


def verdict_picture(found: dict[str, Any]) -> str:
    """The reliability curves."""
    return reliability(
        list(_QUESTIONS.values()), [found["questions"][question]["bins"] for question in _QUESTIONS]
    )


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
    make = {"twin_calibration": calibration_text, "verdict_calibration": verdict_text,
            "twin_against_plain": plain_text, "twin": times_text}  # fmt: skip
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
        if name == "verdict_calibration":
            made[_VERDICT_PICTURE] = verdict_picture(found)
    return made
