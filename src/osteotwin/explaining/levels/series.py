"""The signals of an answer as a small table: today, early, at the end, and at the end without the plan."""

from __future__ import annotations

from collections.abc import Sequence

from osteotwin.explaining.bands import Json
from osteotwin.explaining.tables.content import Row, Table
from osteotwin.explaining.tables.run_numbers import RUN, RunNumbers
from osteotwin.explaining.tables.wording import in_years, level, signed
from osteotwin.units import listed

_QUARTER = 0.25
_CHANGE = "% change"


def series_table(numbers: RunNumbers, names: Sequence[str]) -> Table:
    """Medians of some signals, with the 90 % interval at the end.

    Parameters
    ----------
    numbers : RunNumbers
    names : sequence of str
        Of signals; one that the answer lacks is left out.
    """
    years = numbers.answer["years"]
    places = sorted({0, numbers.place(_QUARTER), numbers.early, numbers.end})
    known = [name for name in names if name in numbers.answer["series"]]
    columns = [
        "Signal", "Unit", *("Today" if place == 0 else f"In {in_years(years[place])}" for place in places),
        "90 % interval then", "Reference range",
    ]  # fmt: skip
    if numbers.parts:
        columns.append("Then, had nothing changed")
    return Table(
        "Medians of the virtual people", tuple(columns), tuple(_row(numbers, name, places) for name in known)
    )


def _row(numbers: RunNumbers, name: str, places: Sequence[int]) -> Row:
    signal = numbers.answer["series"][name]
    write = signed if signal["unit"] == _CHANGE else level
    low, high = (write(numbers.signal(name, numbers.end, of=of)) for of in ("lo90", "hi90"))
    without = numbers.without(name)
    cells = [
        f"{signal['label']} (without {listed(without)}, not simulated)" if without else signal["label"],
        signal["unit"],
        *(write(numbers.signal(name, place)) or "not known" for place in places),
    ]
    cells.append(f"{low} to {high}")
    cells.append(_range(signal))
    if numbers.parts:
        cells.append(write(numbers.signal(name, numbers.end, "nothing")) or "not known")
    return Row(tuple(cells), (RUN,))


def _range(signal: Json) -> str:
    """The reference range and where the median stands today and then; or why there is none."""
    reference = signal["reference"]
    if reference is None:
        return f"none: {signal['no_reference']}"
    standing = reference["standing"]
    if standing is None or None in (standing[0], standing[-1]):
        return reference["text"]
    then = "" if standing[-1] == standing[0] else f" today, then {standing[-1]}"
    between = f", {reference['between']}" if reference["between"] else ""
    return f"{reference['text']}: {standing[0]}{then}{between}"
