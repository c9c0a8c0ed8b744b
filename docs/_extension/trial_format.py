"""The tables of the page on trial files, from the published schema and the lists that its reader uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reference_tables import cell, write_changed
from sphinx.application import Sphinx

Schema = dict[str, Any]

#: Heading of each table of the file, and the definition it has in the schema; none: the file itself.
TABLES = (
    ("at the top", None),
    ("`[population]`", "PopulationTable"),
    ("`[[arm]]`", "ArmTable"),
    ("`[arm.baseline]`", "BaselineTable"),
    ("`[[arm.drug]]`", "DrugTable"),
    ("`[[arm.training]]`", "TrainingTable"),
    ("`[[arm.unloading]]`", "UnloadingTable"),
    ("`[[arm.diet]]`", "DietTable"),
    ("`vitamin_d_bolus` of a diet", "BolusTable"),
    ("`[[arm.observation]]`", "ObservationTable"),
    ("`[[contrast]]`", "ContrastTable"),
)
#: More words than these stand on a page of their own.
MOST_WORDS = 20


def holds(schema: Schema) -> str:
    """What a key may hold, in words."""
    if "enum" in schema:
        return (
            ", ".join(f"`{word}`" for word in schema["enum"])
            if len(schema["enum"]) <= MOST_WORDS
            else "an endpoint"
        )
    if "$ref" in schema:
        return "a table"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(holds(part) for part in schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    match schema["type"]:
        case "array":
            return "tables" if "$ref" in schema["items"] else f"a list of: {holds(schema['items'])}"
        case "boolean":
            return "true or false"
        case "string":
            return "a text"
        case kind:
            whole = "a whole number" if kind == "integer" else "a number"
            above = f"above {schema['exclusiveMinimum']:g}, " if "exclusiveMinimum" in schema else ""
            low = f"{schema['minimum']:g} to " if "minimum" in schema else "at most "
            return f"{whole}, {above}{low}{schema['maximum']:g}"


def keys_text(schema: Schema) -> str:
    """Every key of every table: what it may hold and what it means; keys in bold must be there."""
    parts: list[str] = []
    for heading, name in TABLES:
        table = schema if name is None else schema["$defs"][name]
        lines = [f"**{heading}**", "", "| key | holds | |", "|---|---|---|"]
        for key, content in table["properties"].items():
            shown = f"**`{key}`**" if key in table.get("required", ()) else f"`{key}`"
            lines.append(f"| {shown} | {holds(content)} | {cell(content.get('description'))} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def results_text() -> str:
    """Every type of result: what it says, in which unit, and whether it is compared."""
    from osteotwin.evidence.files.result_types import OWN, RESULT_TYPES

    lines = ["| `kind` | of | says | unit | compared |", "|---|---|---|---|---|"]
    for row in RESULT_TYPES.values():
        arms = "two arms" if row.between_arms else "one arm"
        unit = ("the endpoint's" if row.unit == OWN else f"`{row.unit}`") + (
            " a year" if row.per_year else ""
        )
        compared = "yes" if row.not_scored is None else f"no: {cell(row.not_scored)}"
        lines.append(f"| `{row.id}` | {arms} | {cell(row.means)} | {unit} | {compared} |")
    return "\n".join(lines) + "\n"


def endpoints_text() -> str:
    """Every endpoint of trials that the model does not have, with the reason."""
    from osteotwin.endpoints import TRIAL_ENDPOINTS

    lines = ["| endpoint | is | not compared |", "|---|---|---|"]
    lines += [
        f"| `{row.id}` | {cell(row.name)} | {cell(row.note)} |"
        for row in TRIAL_ENDPOINTS.values()
        if row.output is None
    ]
    return "\n".join(lines) + "\n"


def drugs_text() -> str:
    """Every drug of trials that the library does not have, with the reason."""
    from osteotwin.evidence.files.other_drugs import load_other_drugs

    lines = ["| drug | also | not simulated |", "|---|---|---|"]
    lines += [
        f"| {cell(row.label)} | {cell(list(row.also))} | {cell(row.because)} |"
        for row in load_other_drugs().values()
    ]
    return "\n".join(lines) + "\n"


def parts() -> dict[str, str]:
    """The parts of the page by file name."""
    import osteotwin as ot

    return {
        "part-trial-keys.md": keys_text(ot.schema("trial")),
        "part-trial-results.md": results_text(),
        "part-trial-endpoints.md": endpoints_text(),
        "part-trial-drugs.md": drugs_text(),
    }


def write_parts(app: Sphinx) -> None:
    """Write the parts of the page."""
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts().items():
        write_changed(folder / name, text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_parts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
