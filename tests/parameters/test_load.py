"""Parameters as data: complete, sourced, in range; gaps are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from tests.every import every

from osteotwin.body import whole
from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS
from osteotwin.parameters import Parameter, starting_values
from osteotwin.parameters.load import STATIONS, read_station

ALL = tuple(starting_values().parameters.values())
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(whole.__file__).parents[1].rglob("*.py"))
#: What the code names: ``p.name`` of a parameter, or a name in quotes.
NAMED = {name for found in re.findall(r'(p\.\w+)|(?<=")(\w+)(?=")', CODE) for name in found}
GOOD: dict[str, Any] = {
    "meaning": "speed of something", "value": 2.0, "unit": "1/day", "range": [1, 4], "kind": "measured",
    "source": "a study",
}  # fmt: skip
each = every("parameter", ALL, ids=lambda q: q.name)


@each
def test_a_parameter_is_complete(parameter: Parameter) -> None:
    assert len(parameter.meaning) > 8
    assert len(parameter.source) > 3
    assert parameter.evidence_level in EVIDENCE_LEVELS
    assert parameter.station in STATIONS
    assert parameter.low <= parameter.value <= parameter.high
    assert 0 <= parameter.people_cv < 1
    assert not (parameter.personal and parameter.people_cv), "a person's own value is not drawn"


@each
def test_a_parameter_is_used_by_the_code(parameter: Parameter) -> None:
    """Nobody keeps a number that nothing reads: its name, or its site's quantity, stands in the code."""
    sites = "lumbar_spine|trabecular_spine|total_hip|femoral_neck|radius_33|rest_of_skeleton"
    quantity = re.sub(f"^({sites})_", "", parameter.name)
    assert {f"p.{parameter.name}", parameter.name, quantity} & NAMED


def test_every_parameter_has_its_own_name_and_station() -> None:
    files = Path(whole.__file__).parents[1] / "parameters" / "data"
    found = {station: read_station(files / f"{station}.toml", station) for station in STATIONS}
    assert sum(map(len, found.values())) == len(ALL)
    assert set(STATIONS) == {path.stem for path in files.glob("*.toml")}


def station(folder: Path, entry: dict[str, Any]) -> Path:
    """A file of one parameter called thing."""
    path = folder / "a.toml"
    path.write_text(tomlkit.dumps({"schema": 1, "thing": entry}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": None}, "thing.source: missing"),
        ({"range": None}, "thing.range: missing"),
        ({"range": [1, 2, 4]}, "thing.range"),
        ({"unit": None}, "thing.unit: missing"),
        ({"value": 5.0}, "the value 5 outside its range \\[1, 4\\]"),
        ({"value": "2"}, 'thing.value: "2" is not valid; expected a number'),
        ({"kind": "guess"}, 'thing.kind: "guess" is not valid; expected one of measured'),
        ({"source": "  "}, "thing.source"),
        ({"meaning": ""}, "thing.meaning"),
        ({"personal": "yes"}, "thing.personal"),
        ({"colour": "blue"}, "thing.colour: an unknown key"),
    ],
)
def test_gaps_are_refused(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    entry = {key: value for key, value in (GOOD | change).items() if value is not None}
    with pytest.raises(
        ParameterError, match=rf"a.toml, line \d+: thing.*{message}|a.toml, line \d+: {message}"
    ):
        read_station(station(tmp_path, entry), "drugs")


def test_a_complete_entry_is_read(tmp_path: Path) -> None:
    path = station(tmp_path, GOOD | {"people_cv": 0.2, "symbol": "k"})
    parameter = read_station(path, "drugs")["thing"]
    assert (parameter.value, parameter.low, parameter.high, parameter.people_cv) == (2.0, 1.0, 4.0, 0.2)
    assert parameter.log_scale
    assert parameter.prior_sd == pytest.approx(0.3537, abs=1e-3)  # ln 4 / (2 x 1.96)


def test_a_file_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "drugs.toml"
    path.write_text("schema = 2\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"drugs.toml: schema: 2 is not valid; expected 1"):
        read_station(path, "drugs")


def test_values_are_replaced_by_name() -> None:
    changed = starting_values().replaced(rankl_rate=0.1)
    assert changed.values()["rankl_rate"] == 0.1
    assert starting_values().values()["rankl_rate"] != 0.1
    with pytest.raises(ParameterError, match="no parameter named 'rankl_speed'"):
        starting_values().replaced(rankl_speed=1.0)
