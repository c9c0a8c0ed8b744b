"""What each part of a plan does: through which cell, by which signals, to bone, and how much of it in this run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP
from osteotwin.explaining.tables.content import Row as TableRow
from osteotwin.explaining.tables.content import Table
from osteotwin.explaining.tables.run_numbers import RUN, RunNumbers
from osteotwin.explaining.tables.wording import in_years, signed
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.drug_groups import drug_class_of, is_drug

_SITES = {LUMBAR_SPINE: "spine", TOTAL_HIP: "hip"}


@dataclass(frozen=True)
class Mechanism(Row):
    """One row of ``mechanisms.toml``."""

    cell: Words
    biochemistry: Words
    bone: Words
    sources: tuple[Words, ...]


@cache
def load_mechanisms() -> dict[str, Mechanism]:
    """Return the mechanisms by drug class or kind of intervention.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    return load_table(dict[str, Mechanism], "osteotwin.explaining", "data", "mechanisms.toml")


def mechanism_of(numbers: RunNumbers, part: str) -> Mechanism:
    """Return the mechanism of a part of the plan."""
    return load_mechanisms()[drug_class_of(part) or numbers.parts[part]["group"]]


def sources_of_part(numbers: RunNumbers, part: str) -> tuple[str, ...]:
    """Return the keys of what the mechanism of a part rests on."""
    own = (f"drug.{part}",) if is_drug(part) else ()
    return (*own, *mechanism_of(numbers, part).sources)


def in_this_run(numbers: RunNumbers, part: str) -> str:
    """What a part contributes to spine and hip, with the 90 % interval; empty where it is not in the numbers."""
    parts: list[str] = []
    years = None
    for site, label in _SITES.items():
        effect = numbers.effect(site, part)
        if effect is None or None in effect.values():
            continue
        middle, low, high = (signed(effect[of]) for of in ("median", "lo90", "hi90"))
        parts.append(f"{label} {middle} points ({low} to {high})")
        years = effect["year"]
    return f"{'; '.join(parts)} in {in_years(years)}" if years is not None else ""


def mechanism_table(numbers: RunNumbers) -> tuple[Table, ...]:
    """The parts of the plan; no table where there is no plan."""
    rows = [
        TableRow(
            (
                part["label"][:1].upper() + part["label"][1:],
                (found := mechanism_of(numbers, name)).cell,
                found.biochemistry,
                found.bone,
                in_this_run(numbers, name) or "not in the numbers",
            ),
            (*sources_of_part(numbers, name), RUN),
        )
        for name, part in numbers.parts.items()
    ]
    columns = ("Part of your plan", "Cell", "Biochemistry", "Bone", "In this run")
    return (Table("What each part of your plan does", columns, tuple(rows)),) if rows else ()
