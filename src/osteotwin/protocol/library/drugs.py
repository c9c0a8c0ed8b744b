"""Drugs: doses, limits, and what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from osteotwin.inputs.data_row import Row, tables_of
from osteotwin.inputs.names import NotInLibraryError, folded, index_of, nearest
from osteotwin.protocol.conditions import CONTRAINDICATING

FILE = "drugs.toml"
DOSE_UNITS = ("mg", "ug", "procedure")
SEVERITIES = ("hard", "caution")
DRUG_CLASSES = (
    "aromatase_inhibitor", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "testosterone",
    "estradiol", "bisphosphonate", "rankl_antibody", "pth_analog", "sclerostin_antibody", "serm",
    "five_alpha_reductase_inhibitor", "glucocorticoid",
)  # fmt: skip


@dataclass(frozen=True)
class DrugWarning:
    """What to mind: ``"hard"`` limits are never traded against anything, a ``"caution"`` is told."""

    severity: str
    text: str
    source: str


@dataclass(frozen=True)
class Drug:
    """One drug.

    Attributes
    ----------
    id, label : str
    aliases : tuple of str
        Trade names and other spellings.
    drug_class, route : str
    dose_unit : str
        ``"mg"``, ``"ug"``, or ``"procedure"`` for an operation.
    dose_means : str
        What a dose counts: the amount given, what is delivered per day, the ester, the hormone in the gel.
    usual_dose, usual_interval_days : float
        Stand in where a trial gives none.
    max_single_dose : float
        Above it a single dose is a slip of the pen.
    delivered_fraction : float or None
        Share of the dose that reaches the circulation; None where it is unknown or not needed.
    gel_strength : float or None
        Share of hormone in a gel, for doses given in grams of gel.
    modelled : bool
    not_modelled_because : str
        Empty where it is modelled.
    use_in_men : str
        Whether the use in men is labelled.
    contraindications : tuple of str
        Conditions with which the prescriber must be asked first.
    warnings : tuple of DrugWarning
    source : tuple of str
    note : str
    """

    id: str
    label: str
    aliases: tuple[str, ...]
    drug_class: str
    route: str
    dose_unit: str
    dose_means: str
    usual_dose: float
    usual_interval_days: float
    max_single_dose: float
    delivered_fraction: float | None
    gel_strength: float | None
    modelled: bool
    not_modelled_because: str
    use_in_men: str
    contraindications: tuple[str, ...]
    warnings: tuple[DrugWarning, ...]
    source: tuple[str, ...]
    note: str

    @property
    def hard_warnings(self) -> tuple[DrugWarning, ...]:
        """The warnings that are hard limits."""
        return tuple(warning for warning in self.warnings if warning.severity == "hard")


@cache
def load_drugs() -> dict[str, Drug]:
    """Return all drugs by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the key.
    """
    rows, sources = tables_of(FILE, "drugs")
    return {identifier: _drug(identifier, row, sources) for identifier, row in rows.items()}


def find_drug(text: str) -> Drug:
    """Return the drug that a text names, by any of its names.

    Raises
    ------
    NotInLibraryError
        With the nearest names.

    Examples
    --------
    >>> find_drug("Arimidex").id
    'anastrozole'
    """
    drugs = load_drugs()
    index = _index()
    found = index.get(folded(text))
    if found is None:
        raise NotInLibraryError(
            "drug",
            text,
            tuple(drugs[identifier].label for identifier in nearest(text, index, identify=index.__getitem__)),
        )
    return drugs[found]


@cache
def _index() -> dict[str, str]:
    return index_of(((d.id, (d.label, *d.aliases)) for d in load_drugs().values()), FILE)


def _warnings(row: Row, sources: dict[str, str]) -> tuple[DrugWarning, ...]:
    value = row.rest.pop("warnings", None)
    if not isinstance(value, list):
        raise row.fail("warnings", "is missing or not a list")
    found: list[DrugWarning] = []
    for entry in cast("list[object]", value):
        match entry:
            case [str() as severity, str() as text, str() as key] if (
                severity in SEVERITIES and text and key in sources
            ):
                found.append(DrugWarning(severity, text, sources[key]))
            case _:
                raise row.fail("warnings", f"holds {entry!r}, not [severity, text, source]")
    return tuple(found)


def _drug(identifier: str, row: Row, sources: dict[str, str]) -> Drug:
    modelled = row.flag("modelled")
    drug = Drug(
        id=identifier,
        label=row.text("label"),
        aliases=row.texts("aliases"),
        drug_class=row.choice("drug_class", DRUG_CLASSES),
        route=row.text("route"),
        dose_unit=row.choice("dose_unit", DOSE_UNITS),
        dose_means=row.text("dose_means"),
        usual_dose=row.number("usual_dose", 0.001, 5000),
        usual_interval_days=row.number("usual_interval_days", 0.1, 36500),
        max_single_dose=row.number("max_single_dose", 0.001, 5000),
        delivered_fraction=row.optional_number("delivered_fraction", 0.0001, 1),
        gel_strength=row.optional_number("gel_strength", 0.0001, 0.2),
        modelled=modelled,
        not_modelled_because="" if modelled else row.text("not_modelled_because"),
        use_in_men=row.text("use_in_men"),
        contraindications=row.texts("contraindications", CONTRAINDICATING),
        warnings=_warnings(row, sources),
        source=row.sources(sources),
        note=row.text("note", ""),
    )
    row.done()
    if drug.usual_dose > drug.max_single_dose:
        raise row.fail("max_single_dose", "is below usual_dose")
    return drug
