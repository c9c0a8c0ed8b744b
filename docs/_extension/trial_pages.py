"""A page for every published trial that ships, and one that lists them with the worst first.

The trials are simulated when the documentation is built, so the pages say what this version's model says.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from reference_tables import cell, table, write_changed
from sphinx.application import Sphinx

Trial = dict[str, Any]

KEY = (
    "Charts: lines are predictions, straight between the weeks of measurement, with their 90 % interval where the "
    "parameter set has one; points are what was observed, with 95 % confidence intervals; a dashed line is a control. "
    "Rows: observed above in dark, predicted beneath in green."
)


def drawings(trial: Trial) -> str:
    """The charts and forests of a trial as one block of HTML."""
    if not trial["courses"] and not trial["forests"]:
        return ""
    parts = [
        f"<figure><figcaption>{escape(course.title)} <span>{escape(course.unit)}</span></figcaption>"
        f"{course.chart}</figure>"
        for course in trial["courses"]
    ]
    for forest in trial["forests"]:
        marks = "".join(
            f'<span style="left:{mark["left"]}%">{mark["text"]}</span>' for mark in forest["axis"]
        )
        rows = "".join(forest_row(row) for row in forest["rows"])
        parts.append(
            f'<table class="trial-forest"><caption>{escape(forest["title"])}</caption><thead><tr><th></th>'
            f'<th class="drawing"><div class="bar-axis" aria-hidden="true">{marks}</div></th>'
            f"<th>observed<br><b>predicted</b></th></tr></thead><tbody>{rows}</tbody></table>"
        )
    return '```{raw} html\n<div class="trial-drawings">' + "\n".join(parts) + "</div>\n```"


def forest_row(row: dict[str, Any]) -> str:
    """One measured value: what it is, its drawing, its numbers."""
    seen, said = (
        f"{escape(row[name]['value'])} <small>{escape(row[name]['interval'])}</small>"
        for name in ("observed", "predicted")
    )
    note = f"<br><small>{escape(row['note'])}</small>" if row["note"] else ""
    return (
        f'<tr><th scope="row">{escape(row["what"])}{note}</th><td class="drawing">{row["cell"]}</td>'
        f'<td class="numbers">{seen}<br><b>{said}</b></td></tr>'
    )


def trial_text(trial: Trial) -> str:
    """The page of one trial."""
    parts = [f"# {cell(trial['name'])}", cell(trial["citation"])]
    if trial["reason"]:
        parts.append(
            f":::{{admonition}} {trial['status'].capitalize()}\n:class: warning\n{cell(trial['reason'])}\n:::"
        )
    parts += [
        f"**People:** {cell(trial['people'])}. **Design:** {cell(trial['design'])}. "
        f"**Topics:** {cell(trial['topics'])}.",
        "## What was done",
        table(
            [
                {
                    "": arm["letter"],
                    "arm": arm["name"] + (" (control)" if arm["control"] else ""),
                    "done": "; ".join(arm["done"]),
                    "people": arm["n"],
                }
                for arm in trial["arms"]
            ]
        ),
        "## What was measured, and what the model says",
    ]
    drawn = drawings(trial)
    parts += [KEY, drawn] if drawn else ["Nothing could be scored."]
    if trial["misfit"]:
        parts.append(
            f"Typical standardized error: {trial['misfit']}; beyond 2, an error is more than chance explains."
        )
    if trial["not_scored"]:
        parts += ["## Not scored", table(trial["not_scored"])]
    if trial["assumptions"]:
        parts += ["## What was assumed", table(trial["assumptions"])]
    if trial["notes"]:
        parts += ["## Notes", cell(trial["notes"])]
    return "\n\n".join(parts) + "\n"


def index_text(trials: list[Trial], versions: str) -> str:
    """The page that lists all trials, the worst first."""
    lines = ["| trial | what | people | typical standardized error |", "|---|---|---|---|"]
    for trial in trials:
        misfit = trial["misfit"] or ("no standard error" if trial["forests"] else trial["status"])
        link = f"[{cell(trial['name'])}](trials/{trial['id']}.md)"
        lines.append(f"| {link} | {cell(trial['title'])} | {cell(trial['people'])} | {cell(misfit)} |")
    intro = (
        f"{len(trials)} published trials and cohorts ship with the package, each with what was done, what was measured "
        f"and what the model says; those furthest off stand first. {versions} The same, with scores by topic: "
        "`osteotwin validate --html FILE`. How a file is written: [trial files](../trial-format.md)."
    )
    named = sorted((trial["name"].casefold(), trial["name"], trial["id"]) for trial in trials)
    entries = "\n".join(f"{name} <trials/{identifier}>" for _, name, identifier in named)
    toctree = f"```{{toctree}}\n:hidden:\n\n{entries}\n```"
    return "\n\n".join(["# Trials", intro, "\n".join(lines), toctree]) + "\n"


def write_pages(app: Sphinx) -> None:
    """Simulate the trials and write their pages."""
    import osteotwin as ot
    from osteotwin.report.scores.trials import trials

    result = ot.validate().to_json()
    views = trials(result["trials"])
    folder = Path(app.srcdir) / "reference" / "_generated"
    (folder / "trials").mkdir(parents=True, exist_ok=True)
    for old in set((folder / "trials").glob("*.md")) - {
        folder / "trials" / f"{view['id']}.md" for view in views
    }:
        old.unlink()
    for view in views:
        write_changed(folder / "trials" / f"{view['id']}.md", trial_text(view))
    versions = f"Model {result['model_version']}, parameters `{result['parameter_set']}`."
    write_changed(folder / "trials.md", index_text(views, versions))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension and the style of its drawings."""
    app.connect("builder-inited", write_pages)
    app.connect(
        "builder-inited",
        lambda app: app.config.html_static_path.append(str(Path(__file__).parent / "static")),
        priority=100,
    )
    app.add_css_file("trials.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
