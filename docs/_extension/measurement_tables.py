"""The page of what each measurement sees, computed from the tables by which measurements are read."""

from __future__ import annotations

from math import exp
from pathlib import Path
from typing import Any

from reference_tables import cell, table, write_changed
from sphinx.application import Sphinx

from osteotwin.body.sites import DXA_SITES, SITE_LABELS
from osteotwin.cohort.reference_population import reference_population
from osteotwin.endpoints import MEASURED, OUTPUTS
from osteotwin.observing.observation import NotUsed
from osteotwin.observing.observe import Subject, observe
from osteotwin.observing.scanners import scale_of
from osteotwin.observing.scores import young_adults
from osteotwin.observing.tables import observations, scanners
from osteotwin.units import KINDS, parse_quantity

Row = dict[str, Any]
_MAN = Subject("male", 50.0)
_DEVICES = (None, "hologic", "lunar", "norland", "other")
_REFERENCES = (
    ("male", None, "`reference = \"male\"`"),
    ("female", None, "`reference = \"female\"`"),
    ("device", "hologic", "`reference = \"device\"`, Hologic"),
    ("device", "lunar", "`reference = \"device\"`, Lunar"),
)  # fmt: skip


LIKELIHOOD = (
    "Each line of a person file is compared with one output of the model, as logarithms: the value is the output times "
    "the factors that a person's values share, times the error of one value. A shared factor is one and the same for "
    "all values that have it, so that of a marker, or on one scanner, a change says more than a level. *Scan* is the "
    "frontal scan of the spine with its degeneration, *bone* a site without it, *level* a concentration."
)
LIMITS = (
    'A laboratory\'s limit (`"<5 pg/mL"`, `">100 ng/mL"`) counts as one: the truth lies below or above it. Estradiol '
    "whose assay is not stated is taken for an immunoassay, which reads {offset:g} pg/mL too high and errs by "
    "{extra:g} pg/mL more, so that a low value says little more than that it is low. Before menopause, one value of "
    "estradiol says little of the mean over the cycle. `precision` of a scan replaces the usual error; it is the "
    "coefficient of variation between two scans of one person on one day, as a centre states it."
)
SCORES = (
    "A T-score counts from young adults. Which ones, `reference` says; left out, the usual ones are taken and listed "
    "among the assumptions. A Z-score (`z_score_<site>`) counts from the reference population of the same age and sex, "
    "whose mean may be {off} off. "
)


def percent(log_sd: float) -> str:
    """The SD of a logarithm as a share of the value."""
    return f"{100 * (exp(log_sd) - 1):.1f} %" if log_sd < 0.1 else f"{100 * (exp(log_sd) - 1):.0f} %"


def seen_rows() -> list[Row]:
    """A row per endpoint that a file may name: what it sees, how far one value errs, why it is not used."""
    rows: list[Row] = []
    for name, endpoint in MEASURED.items():
        value = parse_quantity(KINDS[endpoint.quantity].example, endpoint.quantity)
        found = observe(name, value, 0.0, _MAN)
        row = observations().get(name)
        if isinstance(found, NotUsed):
            rows.append({"id": name, "sees": f"not used: {found.why}"})
            continue
        rows.append(
            {
                "id": name,
                "sees": f"{OUTPUTS[found.output].label} ({found.sees})",
                "one value": percent(found.log_sd),
                "shared by a person's values": "; ".join(
                    f"{nuisance.name}: {percent(nuisance.log_sd)}" for nuisance in found.nuisances
                ),
                "level where the model has 1": ""
                if row is None or row.level == 1.0
                else f"{row.level:g} {endpoint.unit}",
                "source": "reference population" if row is None else f"{row.source} ({row.evidence_level})",
            }
        )
    return rows


def scanner_rows() -> list[Row]:
    """A row per maker and site: how its density is brought to the scale of the reference population."""
    rows: list[Row] = []
    for site in (*DXA_SITES, "trochanter"):
        for device in _DEVICES:
            scale = scale_of(site, device)
            same = (scale.intercept, scale.slope) == (0.0, 1.0)
            rows.append(
                {
                    "site": SITE_LABELS.get(site, site),
                    "device": device or "not stated",
                    "density on the reference's scale": "as it is"
                    if same
                    else f"{scale.slope:.4f} x density {scale.intercept:+.4f} g/cm2",
                    "may be off by": percent(scale.nuisance.log_sd),
                    "source": scale.source,
                }
            )
    return rows


def score_rows() -> list[Row]:
    """A row per site and reference: the young adults that a T-score counts from."""
    rows: list[Row] = []
    for site in DXA_SITES:
        for sex in ("male", "female"):
            usual = reference_population().young[site, sex]
            rows.append(_score_row(site, sex, "none stated", usual.mean, usual.sd, usual.reference))
            for reference, device, words in _REFERENCES:
                young = young_adults(site, sex, reference, device)
                if young is not None:
                    rows.append(_score_row(site, sex, words, young.mean, young.sd, young.reference))
    return rows


def _score_row(site: str, sex: str, words: str, mean: float, sd: float, source: str) -> Row:
    return {
        "site": SITE_LABELS[site],
        "person": sex,
        "counts from": words,
        "mean (g/cm2)": f"{mean:.3f}",
        "SD": f"{sd:.3f}",
        "who": source,
    }


def page() -> str:
    """The whole page."""
    error, scale, assay = scanners().score, scanners().scale, reference_population().immunoassay
    parts = (
        "# What each measurement sees",
        LIKELIHOOD,
        "## Endpoints",
        "For a man of 50, an assay and a scanner that are not stated. Errors are one standard deviation.",
        table(seen_rows()),
        LIMITS.format(offset=assay.offset, extra=assay.extra_sd),
        "## Scanners",
        f"The reference population was measured on Hologic scanners. {sentence(scale.source)}",
        table(scanner_rows()),
        "## T- and Z-scores",
        SCORES.format(off=percent(error.age_log_sd)) + sentence(error.source),
        table(score_rows()),
    )
    return "\n\n".join(parts) + "\n"


def sentence(text: str) -> str:
    """A source of the tables as a sentence of the page."""
    return f"{cell(text[:1].upper() + text[1:])}."


def write_page(app: Sphinx) -> None:
    """Write the page, leaving it alone where it has not changed."""
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    write_changed(folder / "measurements.md", page())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
