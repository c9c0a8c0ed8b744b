"""Parts of explanation pages that are made at build time from results that the package ships.

A page takes a part in with ``{include} _generated/NAME.md``; nothing in it is written by hand.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import demo_beside_trials
import physiology_parts
import ten_years
import twin_parts
from bubbles import bubbles
from markdown_parts import amount, markdown_table, number
from reference_tables import write_changed
from sphinx.application import Sphinx
from sphinx.config import Config

#: Inputs that are listed for each outcome, and the least total index that is listed or drawn.
MOST, LEAST = 5, 0.03
#: SD under independent inputs over the SD under joint draws from which on it is called out.
APART = 1.25


def sensitivity_texts(found: dict[str, Any], in_use: str) -> dict[str, str]:
    """The files of the page on global sensitivity by name.

    ``found`` is what ``benchmarks/global_sensitivity.py`` wrote; ``in_use`` names the parameter set in use.
    """
    texts = {"part-sensitivity-record.md": record_text(found["record"], in_use)}
    for name, analysis in found["analyses"].items():
        texts[f"part-sensitivity-{name}.md"] = analysis_text(name, analysis)
        texts[f"part-sensitivity-{name}.svg"] = picture(analysis)
    return texts


def record_text(record: dict[str, Any], in_use: str) -> str:
    """How the numbers came about, and whether they are of the set in use."""
    text = (
        f"Computed with the parameter set `{record['parameter_set']}` (equations of version {record['model_version']}) "
        f"by `{record['command']}` on {record['date']}, in {record['duration_s']:.0f} s."
    )
    if record["parameter_set"] != in_use:
        text += f"\n\n:::{{attention}}\nThe set in use is now `{in_use}`: these numbers are of an earlier one.\n:::"
    return text + "\n"


def analysis_text(name: str, analysis: dict[str, Any]) -> str:
    """One analysis: outcomes with what decides them most, the picture, the inputs."""
    outcomes = list(analysis["outcomes"].values())
    parts = [
        f"{analysis['runs']:,} men were simulated under two plans each; {len(analysis['inputs'])} inputs have indices "
        f"of their own, {len(analysis['others'])} share one, {len(analysis['without_effect'])} have no effect here.",
        lost_text(analysis),
        markdown_table(
            ["outcome", "mean", "90 % within", "SD", "depends on: total index (first-order index)"],
            [outcome_row(one) for one in outcomes],
        ),
        joint_text(outcomes),
        f"![Total indices: inputs over outcomes](_generated/part-sensitivity-{name}.svg)",
        "The area of a circle is the total index; its number is in percent.",
        "**The inputs with indices of their own**",
        markdown_table(
            ["input", "what it is", "distribution"],
            [
                [f"`{one['name']}`", one["meaning"], f"{one['distribution']} {one['unit']}".strip()]
                for one in analysis["inputs"]
            ],
        ),
    ]
    if analysis["others"]:
        parts.append("Together in *all others*: " + listed(analysis["others"]) + ".")
    if analysis["without_effect"]:
        parts.append("Without effect on these outcomes: " + listed(analysis["without_effect"]) + ".")
    return "\n\n".join(part for part in parts if part) + "\n"


def outcome_row(outcome: dict[str, Any]) -> list[str]:
    """One outcome as a row of the table."""
    first = [row for row in outcome["indices"] if row["total"] >= LEAST][:MOST]
    inputs = ", ".join(
        f"`{row['name']}` {row['total']:.2f} ± {row['total_ci']:.2f} ({max(row['first'], 0):.2f})"
        for row in first
    )
    unit = outcome["unit"]
    return [
        outcome["label"],
        amount(outcome["mean"], unit),
        f"{number(outcome['low'])} to {number(outcome['high'])}",
        number(outcome["sd"]),
        inputs,
    ]


def lost_text(analysis: dict[str, Any]) -> str:
    """What could not be simulated, or nothing."""
    if not analysis["failures"]:
        return ""
    said = "; ".join(f"{times} times: {sentence}" for sentence, times in analysis["failures"].items())
    return f"{analysis['lost']} of {analysis['points']} points were lost to runs that failed ({said})."


def joint_text(outcomes: list[dict[str, Any]]) -> str:
    """How far the SD under independent inputs is from that under joint draws, where there are any."""
    both = [one for one in outcomes if one["joint_sd"]]
    if not both:
        return ""
    ratios = {one["label"]: one["sd"] / one["joint_sd"] for one in both}
    text = (
        "Fitted parameters are correlated: where one is larger another must be smaller. Varied independently, they "
        f"give {number(min(ratios.values()))} to {number(max(ratios.values()))} times the SD that the joint draws give."
    )
    wide = [label for label, ratio in ratios.items() if ratio > APART]
    if wide:
        text += (
            " Where that is far above 1 ("
            + "; ".join(wide)
            + "), trials identify a combination better than its parts: read the indices as what would matter if that "
            "combination were not known."
        )
    return text


def listed(names: list[str]) -> str:
    """Names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)


def picture(analysis: dict[str, Any]) -> str:
    """Total indices as circles: inputs down, outcomes across."""
    outcomes = list(analysis["outcomes"].values())
    totals = [{row["name"]: row["total"] for row in one["indices"]} for one in outcomes]
    names = [name for name in totals[0] if max(column[name] for column in totals) >= LEAST]
    names.sort(key=lambda name: -max(column[name] for column in totals))
    return bubbles(
        names, [one["label"] for one in outcomes], [[column[n] for column in totals] for n in names]
    )


MEASURES = (
    ("root mean square error", "rmse", "{:.2f}"),
    ("90 % interval held", "coverage_90", "{:.0%}"),
    ("skill against no change", "skill_no_change", "{:.2f}"),
)
#: Parts of a summary that the table of the score shows, with their words.
SCORED = (
    ("by_site", "lumbar_spine", "lumbar spine, points of percent"),
    ("by_site", "hip", "hip, points of percent"),
    ("by_class", "marker_percent", "markers, points of percent"),
    ("by_class", "hormone_ratio", "hormones, ratio to baseline"),
)


def score_text(report: dict[str, Any] | None, name: str) -> str:
    """Scores of the set in use on trials that its fit had and had not seen; a sentence where nothing was fitted.

    ``report`` is the set's cross-validation.
    """
    if report is None:
        return (
            f"The set in use, `{name}`, was fitted to no trials by the program: there is no cross-validation that "
            "these changes could be judged by.\n"
        )
    summaries = [report["summary"][part]["men_one_year"] for part in ("fit", "left_out")]
    rows: list[list[str]] = []
    for part, key, words in SCORED:
        seen, unseen = (one[part].get(key) for one in summaries)
        if unseen:
            cells = [shown((of or {}).get(m), form) for _, m, form in MEASURES for of in (seen, unseen)]
            rows.append([f"{words} ({unseen['n']} values)", *cells])
    head = [
        "men at about one year",
        *(f"{words}, {of}" for words, _, _ in MEASURES for of in ("fit", "unseen")),
    ]
    parts = [
        f"With all revisions, in the set `{name}`: *fit* is the prediction of trials by the fit that saw them, "
        "*unseen* by fits without the trial. All of it: [Fit and cross-validation](_generated/fit.md).",
        markdown_table(head, rows),
    ]
    return "\n\n".join(parts) + "\n"


def ablation_text(found: dict[str, Any] | None, in_use: str) -> str:
    """Scores on unseen trials where one mechanism is switched off and everything is fitted again.

    ``found`` is what ``benchmarks/ablations.py`` wrote; ``in_use`` names the parameter set in use.
    """
    if found is None or found["parameter_set"] != in_use:
        return f"The ablation of each mechanism was not computed for the set in use, `{in_use}`.\n"
    whole = found["rows"][0]
    rows = [
        [
            one["off"],
            "" if one is whole else f"{one['log_score'] - whole['log_score']:+.1f}",
            *(f"{one[kind]:.2f}" for kind in ("bmd", "marker", "hormone")),
        ]
        for one in found["rows"]
    ]
    head = ["switched off", "log score", "rms density", "rms markers", "rms hormones (log)"]
    return (
        "Ablations: one mechanism switched off, all other parameters fitted again, each trial predicted by a fit that "
        "had not seen it. *Log score* is the change of the summed log predictive density; below 0 the mechanism helps. "
        "`python benchmarks/ablations.py FILE` computes them.\n\n" + markdown_table(head, rows) + "\n"
    )


def shown(value: float | None, form: str) -> str:
    """A number, or nothing where there is none."""
    return "" if value is None else form.format(value)


def write_parts(app: Sphinx) -> None:
    """Write each part, leaving alone those that have not changed."""
    import osteotwin as ot
    from osteotwin.calibration.person_spread import report as person_spread
    from osteotwin.cohort.parameter_sets import parameters_in_use
    from osteotwin.evidence.files.load import load_trials
    from osteotwin.parameters.sets import shipped
    from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE

    in_use = parameters_in_use().name
    result = files("osteotwin.studies") / "data" / "global_sensitivity.json"
    report = shipped.SHIPPED / in_use / CROSS_VALIDATION_FILE
    texts = sensitivity_texts(json.loads(result.read_text(encoding="utf-8")), in_use)
    validated = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
    texts["part-score.md"] = score_text(validated, in_use)
    off = files("osteotwin.studies") / "data" / "ablations.json"
    known = json.loads(off.read_text(encoding="utf-8")) if off.is_file() else None
    texts["part-ablations.md"] = ablation_text(known, in_use)
    trials = load_trials(None).trials
    texts["part-person-spread.md"] = person_spread(trials, parameters_in_use()) + "\n"
    if validated is not None:
        example = ot.run(ot.read_person(ot.demo_path()))
        texts["part-demo.md"] = demo_beside_trials.text(example, validated["rows"], trials)
    texts |= physiology_parts.texts(parameters_in_use(), trials)
    texts |= twin_parts.texts(in_use)
    texts |= ten_years.texts(parameters_in_use(), trials, Path(app.srcdir).parent)
    folder = Path(app.srcdir) / "explanation" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_changed(folder / name, text)


def substitute(app: Sphinx, config: Config) -> None:
    """Let pages name what is computed: ``{{ set_point_days }}``."""
    from osteotwin.cohort.parameter_sets import parameters_in_use

    config.myst_substitutions = dict(physiology_parts.substitutions(parameters_in_use()))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("config-inited", substitute)
    app.connect("builder-inited", write_parts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
