"""The range of every number of a drug, an exercise, a food and a route: both ends are taken, nothing beyond them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import read_as
from osteotwin.protocol.drug_routes import Route, load_routes
from osteotwin.protocol.library import Drug, Exercise, food_table, load_drugs, load_exercises

#: What stands in the files under another name than in the row.
_WRITTEN = {"training_type": "kind", "evidence_level": "source_kind"}


def _drug() -> dict[str, Any]:
    return asdict(load_drugs()["anastrozole"]) | {"warnings": [], "max_single_dose": 5000.0}


def _exercise(name: str) -> dict[str, Any]:
    row = {_WRITTEN.get(key, key): value for key, value in asdict(load_exercises()[name]).items()}
    return row | {site: list(row[site].values()) for site in ("spine", "hip", "forearm")}


def _route() -> dict[str, Any]:
    row = asdict(load_routes()["alendronate"][0])
    return {"kind": row.pop("evidence_level"), **row, "at_most": 1e9}


FOOD_ROW: type[Any] = food_table._FoodRow  # pyright: ignore[reportPrivateUsage]
FOOD = {
    "food": "Bread",
    "group": "grains",
    "serving": "1 slice",
    "serving_g": 30.0,
    "source": "a table of foods",
}
LIFT, JUMP, WALK = _exercise("back_squat"), _exercise("rope_jumping"), _exercise("walking")
VEST = _exercise("vest_jump")

#: row, as it stands, key -> least and most, and whether the least itself is refused
RANGES: list[tuple[type[Any], dict[str, Any], str, float, float, bool]] = [
    (Drug, _drug() | {"usual_dose": 0.001}, "max_single_dose", 0.001, 5000.0, False),
    (Drug, _drug(), "usual_dose", 0.001, 5000.0, False),
    (Drug, _drug(), "usual_interval_days", 0.1, 36500.0, False),
    (Drug, _drug(), "delivered_fraction", 0.0001, 1.0, False),
    (Drug, _drug(), "gel_strength", 0.0001, 0.2, False),
    (Exercise, LIFT, "frequency_hz", 0.05, 5.0, False),
    (Exercise, LIFT, "default_sessions_per_week", 0.5, 14.0, False),
    (Exercise, LIFT, "default_minutes", 1.0, 300.0, False),
    (Exercise, LIFT, "default_cycles_per_session", 1.0, 100_000.0, False),
    (Exercise, LIFT, "one_rep_max_bodyweights", 0.05, 4.0, False),
    (Exercise, LIFT, "minutes_per_set", 0.5, 10.0, False),
    (Exercise, LIFT, "default_load_fraction_1rm", 0.1, 1.0, False),
    (Exercise, VEST, "default_load_bodyweights", 0.0, 2.0, False),
    (Exercise, JUMP, "ground_reaction_bw", 0.5, 10.0, False),
    (Exercise, JUMP, "loading_rate_bw_per_s", 1.0, 1000.0, False),
    (FOOD_ROW, FOOD, "serving_g", 1e-9, 1000.0, True),
    (FOOD_ROW, FOOD, "calcium_mg", 0.0, 2000.0, False),
    (FOOD_ROW, FOOD, "vitamin_d_iu", 0.0, 3000.0, False),
    (FOOD_ROW, FOOD, "protein_g", 0.0, 100.0, False),
    (Route, _route(), "factor", 0.0, 1e9, False),
    (Route, _route(), "average_factor", 0.0, 1e9, False),
    (Route, _route(), "at_most", 0.0, 1e9, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "as_it_is", "key", "least", "most", "above"), RANGES, ids=lambda value: str(value)[:30]
)
def test_a_number_may_be_anything_from_the_least_to_the_most(
    row: type[Any], as_it_is: dict[str, Any], key: str, least: float, most: float, above: bool
) -> None:
    for value in (least, most):
        assert getattr(read_as(row, as_it_is | {key: value}, "x.toml"), key) == value
    beyond = [0.0 if above else least - 0.01 * (least or 1.0), *([1.01 * most] if most < 1e9 else [])]
    for value in beyond:
        with pytest.raises(ParameterError, match=key):
            read_as(row, as_it_is | {key: value}, "x.toml")


@pytest.mark.parametrize("per_minute", [0.1, 3000.0])
def test_cycles_per_minute(per_minute: float) -> None:
    walk = WALK | {"default_cycles_per_session": max(WALK["default_minutes"] * per_minute, 1.0)}
    if walk["default_cycles_per_session"] <= 100_000:
        assert read_as(Exercise, walk | {"cycles_per_minute": per_minute}, "x.toml")
    for wrong in (0.099, 3001.0):
        with pytest.raises(ParameterError, match="cycles_per_minute"):
            read_as(Exercise, walk | {"cycles_per_minute": wrong}, "x.toml")


@pytest.mark.parametrize("site", ["spine", "hip", "forearm"])
def test_a_force_is_two_numbers_of_a_body(site: str) -> None:
    for force in ([0, 0], [25, 25], [0.0, 25.0], [25.0, 0.0]):
        read = getattr(read_as(Exercise, LIFT | {site: force}, "x.toml"), site)
        assert [read.base, read.slope] == force
    for force in (
        [-0.1, 1.0],
        [1.0, -0.1],
        [25.1, 1.0],
        [1.0, 25.1],
        [1.0],
        [1.0, 1.0, 1.0],
        "1",
        ["1", "1"],
    ):
        with pytest.raises(ParameterError, match=site):
            read_as(Exercise, LIFT | {site: force}, "x.toml")


@pytest.mark.parametrize("changes", [
    {"usual_dose": 11.0, "max_single_dose": 10.0}, {"modelled": False}, {"not_modelled_because": "Nobody knows."},
    {"only_for": "nobody"}, {"warnings": [["good_to_know", "", "label"]]}, {"warnings": [["good_to_know", "Hurts."]]},
    {"warnings": [["mild", "Hurts.", "label"]]}, {"warnings": ["good_to_know"]},
])  # fmt: skip
def test_a_drug_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    assert read_as(Drug, _drug() | {"modelled": False, "not_modelled_because": "Nobody knows."}, "x.toml")
    assert read_as(Drug, _drug() | {"usual_dose": 10.0, "max_single_dose": 10.0}, "x.toml")
    with pytest.raises(ParameterError):
        read_as(Drug, _drug() | changes, "x.toml")


@pytest.mark.parametrize(("row", "changes"), [
    (LIFT, {"minutes_per_set": None}), (LIFT, {"cycles_per_minute": 30.0}), (LIFT, {"default_load_fraction_1rm": None}),
    (LIFT, {"one_rep_max_bodyweights": None}), (JUMP, {"minutes_per_set": 3.0}), (JUMP, {"ground_reaction_bw": None}),
    (JUMP, {"default_load_fraction_1rm": 0.7}), (WALK, {"cycles_per_minute": None}), (WALK, {"minutes_per_set": 3.0}),
    (WALK, {"default_cycles_per_session": 10.0}),
])  # fmt: skip
def test_an_exercise_has_what_its_count_needs_and_nothing_else(
    row: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert read_as(Exercise, row, "x.toml")
    with pytest.raises(ParameterError, match=r"missing|has no meaning"):
        read_as(Exercise, row | changes, "x.toml")
