"""Names are found however they are written, and a slip brings what was meant; what is not near brings nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.names import _ratio, did_you_mean, find_name, folded, nearest
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.library import load_drugs, load_exercises

#: table -> names of its entries
TABLES: dict[str, tuple[str, ...]] = {
    "endpoints": tuple(MEASURED),
    "conditions": tuple(CONDITIONS),
    "drugs": tuple(drug.label for drug in load_drugs().values()),
    "exercises": tuple(exercise.name for exercise in load_exercises().values()),
    "keys": ("birth_date", "fragility_fractures", "sessions_per_week", "from_week", "dose", "every"),
}
NAMES = [(table, name) for table, names in TABLES.items() for name in names]


@given(st.sampled_from(NAMES))
def test_case_hyphens_and_plural_do_not_matter(pair: tuple[str, str]) -> None:
    table, name = pair
    plural = f"{name}s" if name[-1] in "bdefgklmnprt" else name
    for written in (name.upper(), name.replace("_", "-"), f"  {name.replace('_', ' ')} ", plural):
        assert find_name(written, dict.fromkeys(TABLES[table], ())) == name, written


@given(st.sampled_from([pair for pair in NAMES if len(folded(pair[1])) >= 5]), st.data())
def test_a_slip_of_one_letter_brings_what_was_meant(pair: tuple[str, str], data: st.DataObject) -> None:
    table, name = pair
    letters = [place for place in range(1, len(name)) if name[place].isalpha()]
    place = data.draw(st.sampled_from(letters))
    slips = (name[:place] + name[place + 1 :], name[:place] + name[place] + name[place:])
    assert name in nearest(data.draw(st.sampled_from(slips)), TABLES[table], most=5)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("month", ("n", "name", "birth_date")),
        ("age", ("menopause_age", "birth_date")),
        ("x", ("sex", "max")),
        ("", ("sex",)),
        ("!?", ("sex",)),
        ("gravel", TABLES["drugs"]),
        ("gout", TABLES["conditions"]),
    ],
)
def test_what_is_not_near_brings_nothing(written: str, names: tuple[str, ...]) -> None:
    assert nearest(written, names) == ()
    assert did_you_mean(written, names, "remove it") == "remove it"


@pytest.mark.parametrize(
    ("written", "names", "fix"),
    [
        ("anastrazol", TABLES["drugs"], 'write "Anastrozole", if that is meant'),
        ("birth", TABLES["keys"], 'write "birth_date", if that is meant'),
        ("kidney stone disease", TABLES["conditions"], "kidney_stones"),
        ("overhed pres", TABLES["exercises"], '"Overhead press"'),
        ("bmd_hip", TABLES["endpoints"], '"bmd_total_hip"'),
        ("bmd_lumbar", TABLES["endpoints"], '"bmd_lumbar_spine"'),
    ],
)
def test_what_is_near_is_named(written: str, names: tuple[str, ...], fix: str) -> None:
    assert fix in did_you_mean(written, names)


def test_several_names_of_one_thing_bring_it_once() -> None:
    names = {"estradiol": "e2", "oestradiol": "e2", "estrone": "e1"}
    assert nearest("estradiole", names, identify=names.__getitem__)[0] == "e2"
    assert len(nearest("estradiole", names, identify=names.__getitem__)) <= 2


LETTERS = st.text("abcdeé \u0141\u017f", max_size=12)


@given(one=LETTERS, other=LETTERS, least=st.sampled_from((0.6, 0.75, 0.82)))
def test_what_is_not_measured_is_below_the_least_that_counts(one: str, other: str, least: float) -> None:
    measured, whole = _ratio(one, other, least), _ratio(one, other)
    assert measured == whole or (measured == 0.0 and whole < least)


@pytest.mark.parametrize(("written", "known", "near"), [
    ("oat milk drink", "soy milk drink", False), ("soy milk drnk", "soy milk drink", True),
    ("cod liver oli", "cod liver oil", True), ("fortified oat milk", "fortified soy milk", False),
])  # fmt: skip
def test_each_word_of_a_name_is_like_one_of_the_other(written: str, known: str, near: bool) -> None:
    assert nearest(written, [known]) == ((known,) if near else ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kidney stone", "kidney_stones"), ("DVT", "blood_clots"), ("type 2 diabetes", "diabetes"),
        ("high BP", "hypertension"), ("RED-S", "low_energy_availability"), ("bad back", "back_pain"),
        ("gastric bypass", "malabsorption"), ("compression fracture", "vertebral_fracture"),
        ("Paget's disease", "paget_disease"), ("bone mets", "skeletal_malignancy_or_radiation"),
        ("osteopenia", None), ("high PTH", None), ("Crohn's disease", None), ("TIA", None),
    ],
)  # fmt: skip
def test_a_condition_is_found_as_people_say_it(written: str, meant: str | None) -> None:
    assert find_name(written, {name: (row.label, *row.aliases) for name, row in CONDITIONS.items()}) == meant
