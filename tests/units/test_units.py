"""Quantities in words become numbers in the internal unit, and slips become sentences."""

import re

import pint
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from osteotwin.errors import InputError
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.unit_pattern import quantity_pattern
from osteotwin.inputs.values import Mistake
from osteotwin.units import KINDS, allowed_units, parse_quantity, quantity_text, spelling, with_signs

# Mass units that count moles, and what one mole weighs (g/mol); PTH by its clinical factor.
MOLAR = {
    "estradiol": 272.38, "estrone": 270.37, "testosterone": 288.42, "free_testosterone": 288.42, "25ohd": 400.64,
    "calcitriol": 416.64, "serum_calcium": 40.078, "urine_calcium": 40.078, "calcium_per_day": 40.078,
    "pth": 9430.0, "igf1": 7649.0, "sclerostin": 22700.0, "creatinine": 113.12, "rankl": 20000.0,
}  # fmt: skip
# Units Pint does not know, because they count biological activity, bone or repetitions.
NOT_PHYSICAL = ("vitamin_d", "vitamin_d_per_day", "fraction", "percent", "share_of_1rm", "rise_per_week",
                "share_of_body_weight", "share_per_year", "t_score", "z_score", "ntx_urine", "enzyme", "lh",
                "mass_or_mass_per_day", "filtration", "international_units")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("181 cm", "length", 181.0),
        ("1.81 m", "length", 181.0),
        ("86 kg", "body_mass", 86.0),
        ("27 pg/mL", "estradiol", 27.0),
        ("100 pmol/L", "estradiol", 27.238),
        ("480 ng/dL", "testosterone", 480.0),
        ("4.8 ng/mL", "testosterone", 480.0),
        ("16.6 nmol/L", "testosterone", 478.777),
        ("60 nmol/L", "25ohd", 24.0384),
        ("5 pmol/L", "pth", 47.15),
        ("40 pg/mL", "calcitriol", 96.00614),
        ("185 pg/mL", "rankl", 9.25),
        ("2.35 mmol/L", "serum_calcium", 9.41833),
        ("4.5 mIU/mL", "lh", 4.5),
        ("350 pg/mL", "ctx", 0.35),
        ("45 µg/L", "p1np", 45.0),
        ("1050 mg/cm²", "bmd", 1.05),
        ("-1.2 SD", "t_score", -1.2),
        ("−1.2", "t_score", -1.2),
        ("750 mg/day", "calcium_per_day", 750.0),
        ("0.75 g a day", "calcium_per_day", 750.0),
        ("5250 mg per week", "calcium_per_day", 750.0),
        ("20 µg/d", "vitamin_d_per_day", 800.0),
        ("1,000 IU".replace(",", ""), "vitamin_d", 1000.0),
        ("25 mcg", "vitamin_d", 1000.0),
        ("500 ug", "mass", 0.5),
        ("0.500 mg", "mass", 0.5),
        ("1.125 mg", "mass", 1.125),
        ("1.200 g/day", "calcium_per_day", 1200.0),
        ("1 day", "duration", 1.0),
        ("12 hours", "duration", 0.5),
        ("6 months", "duration", 182.625),
        ("1 year", "duration", 365.25),
        ("750 mg daily", "calcium_per_day", 750.0),
        ("750 mg each day", "calcium_per_day", 750.0),
        ("22.8 g/month", "calcium_per_day", 22_800.0 / 30.4375),
        ("300000 IU a year", "vitamin_d_per_day", 300_000.0 / 365.25),
        ("5600 IU weekly", "vitamin_d_per_day", 800.0),
        ("20 ug/24h", "vitamin_d_per_day", 800.0),
        ("20 ug per 24 hours", "vitamin_d_per_day", 800.0),
        ("800 I.U./d", "vitamin_d_per_day", 800.0),
        ("50 ug/24h", "mass_or_mass_per_day", 0.05),
        ("0.05 mg per 24 h", "mass_or_mass_per_day", 0.05),
        ("50 mcg / day", "mass_or_mass_per_day", 0.05),
        ("2000 units", "vitamin_d", 2000.0),
        ("2000 U", "vitamin_d", 2000.0),
        ("200 mg in 24 hours", "urine_calcium", 200.0),
        ("24 hours", "duration", 1.0),
        ("80 %1RM", "share_of_1rm", 0.8),
        ("2.5 %/week", "rise_per_week", 0.025),
        ("10 % a year", "share_per_year", 0.1),
        ("80 %", "fraction", 0.8),
        ("3.4 %", "percent", 3.4),
        ("1e-1 h", "minutes", 6.0),
        ("0,5 mg", "mass", 0.5),
        ("1,81 m", "length", 181.0),
        ("5 ft 11 in", "length", 180.34),
        ("6'2\"", "length", 187.96),
        ("12 st 7 lb", "body_mass", 79.3787),
        ("1,000 IU", "vitamin_d", 1000.0),
        ("10% of bodyweight", "share_of_body_weight", 0.1),
    ],
)
def test_a_quantity_reads_in_the_internal_unit(text: str, kind: str, value: float) -> None:
    assert parse_quantity(text, kind) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("written", "kind", "found", "fix"),
    [
        (750, "calcium_per_day", "750, which has no unit", '"750 mg/day"'),
        (1.5, "bmd", "1.5, which has no unit", '"1.5 g/cm^2"'),
        ("750", "calcium_per_day", '"750", which has no unit', '"750 mg/day"'),
        ("0,5,5 mg", "mass", '"0,5,5 mg"', "not a comma"),
        ("1,200 mg/day", "calcium_per_day", '"1,200 mg/day"', '"1200 mg/day" if the comma separates'),
        ("1.200 mg/day", "calcium_per_day", '"1.200 mg/day"', '"1200 mg/day", or "1.2 mg/day" if'),
        ("1.125 IU", "vitamin_d", '"1.125 IU"', '"1125 IU", or "1.1250 IU" if the point is a decimal'),
        ("428.571 IU/day", "vitamin_d_per_day", '"428.571 IU/day"', '"428571 IU/day", or "428.5710 IU/day"'),
        ("20.000 IU", "vitamin_d", '"20.000 IU"', '"20000 IU", or "20 IU" if the point is a decimal'),
        ("1 200 mg/day", "calcium_per_day", '"1 200 mg/day"', "one number only"),
        ("10-20 mg", "mass", '"10-20 mg"', "one number only"),
        ("27 ± 3 pg/mL", "estradiol", '"27 ± 3 pg/mL"', "one number only"),
        ("<5 pg/mL", "estradiol", '"<5 pg/mL"', "a limit"),
        ("about 5 pg/mL", "estradiol", '"about 5 pg/mL"', "a guess"),
        ("nan mg", "mass", '"nan mg"', "measured number"),
        ("-inf mg", "mass", '"-inf mg"', "measured number"),
        ("1e999 mg", "mass", '"1e999 mg"', "too large"),
        ("-5 mg", "mass", '"-5 mg"', "minus sign"),
        ("", "mass", '""', "a number and its unit"),
        ("mg 5", "mass", '"mg 5"', "begin with the number"),
        ("five mg", "mass", '"five mg"', "begin with the number"),
        ("1.05 g/cm3", "bmd", "whose unit is not known", '"1.05 g/cm^2"'),
        ("27 miles", "estradiol", "whose unit is not known", "convert"),
        ("1 IU", "mass", "whose unit is not known", "convert"),
        (True, "mass", "true", '"1 mg"'),
        ([1, "mg"], "mass", "a list", '"1 mg"'),
        ({"value": 1}, "mass", "a table", '"1 mg"'),
        (None, "mass", "nothing", '"1 mg"'),
    ],
)
def test_a_slip_says_what_was_found_what_is_allowed_and_how_to_mend_it(
    written: object, kind: str, found: str, fix: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_quantity(written, kind, file="a.toml", field="some.field")
    (problem,) = caught.value.problems
    assert (problem.file, problem.field) == ("a.toml", "some.field")
    assert found in problem.found
    assert problem.expected
    assert fix in problem.fix


@pytest.mark.parametrize(("written", "fix"), [
    ("14.2 umol/L", 'write "14.2 pmol/L" or "14.2 nmol/L", whichever is meant'),
    ("14.2 ngdL", 'write "14.2 ng/dL" if that is meant'),
    ("14.2 pmol/L", 'check the number and its unit; "14.2 nmol/L" would be possible'),
    ("0.001 ng/dL", "check the number and its unit"),
])  # fmt: skip
def test_of_two_units_as_near_neither_is_suggested_alone(written: str, fix: str) -> None:
    with pytest.raises(Mistake) as raised:
        Quantity("testosterone", 0.5, 5000.0).read(written)
    assert raised.value.fix == fix


def test_an_unknown_unit_lists_every_allowed_one() -> None:
    with pytest.raises(InputError) as caught:
        parse_quantity("5 furlongs", "estradiol")
    for unit in KINDS["estradiol"].units:
        assert unit in str(caught.value)


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    """Pint's units, which take a while to be read."""
    return pint.UnitRegistry()


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in NOT_PHYSICAL])
def test_every_factor_agrees_with_pint(kind: str, registry: pint.UnitRegistry) -> None:
    """Pint is the independent oracle; moles become grams by the molar mass."""
    weight = MOLAR.get(kind)
    context = pint.Context(f"moles of {kind}")
    if weight is not None:
        for power in ("/ [volume]", "/ [time]"):
            moles, mass = f"[substance] {power}", f"[mass] {power}"
            context.add_transformation(moles, mass, lambda ureg, x: x * ureg.Quantity(weight, "g/mol"))
            context.add_transformation(mass, moles, lambda ureg, x: x / ureg.Quantity(weight, "g/mol"))
    registry.add_context(context)
    row = KINDS[kind]
    for shown, factor in row.units.items():
        one = registry.Quantity(1.0, shown)
        internal = row.unit.replace("cm2", "cm^2").replace("cm3", "cm^3")
        with registry.context(f"moles of {kind}"):
            assert one.to(internal).magnitude == pytest.approx(factor, rel=1e-4), shown


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_spelling_of_the_table_reads_as_its_unit_and_is_in_the_published_pattern(kind: str) -> None:
    row = KINDS[kind]
    pattern = re.compile(quantity_pattern(kind))
    for written in row.spellings:
        assert parse_quantity(f"1 {written}", kind) == pytest.approx(
            row.units[row.also[spelling(written)]], rel=1e-12
        )
        assert pattern.match(f"1 {written}")
        assert pattern.match(f"+1.5e-3{written} ")
        assert not pattern.match(f"1 {written}x")
        assert bool(pattern.match(f"-1 {written}")) == row.may_be_negative
    assert bool(pattern.match("1")) == row.may_be_bare


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_example_of_every_kind_reads_and_every_spelling_leads_to_a_unit(kind: str) -> None:
    row = KINDS[kind]
    parse_quantity(row.example, kind)
    assert set(row.also.values()) <= set(row.units)
    assert all(row.also[spelling(shown)] == shown for shown in row.units)
    assert next(iter(row.units)).partition("/")[0] in allowed_units(kind)


@given(st.data(), st.floats(min_value=1e-6, max_value=1e6))
def test_writing_a_value_in_any_unit_and_reading_it_gives_it_back(data: st.DataObject, value: float) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    unit, factor = data.draw(st.sampled_from(sorted(KINDS[kind].units.items())))
    written = f"{value / factor!r} {unit}"
    assume(re.match(r"[1-9]\d{0,2}\.\d{3} ", written) is None)  # of thousands
    assert parse_quantity(written, kind) == pytest.approx(value, rel=1e-12)


@given(st.sampled_from(sorted(KINDS)), st.floats(0.0, 1e15, allow_subnormal=False))
def test_a_value_in_the_internal_unit_is_written_so_that_it_reads_as_itself(kind: str, value: float) -> None:
    assert parse_quantity(quantity_text(value, kind), kind) == value


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [(0.8, "fraction", "80 %"), (0.025, "rise_per_week", "2.5 %/week"), (181.0, "length", "181 cm"),
     (0.29, "share_of_1rm", "29 %1RM"), (1e-9, "mass", "1e-9 mg"), (0.0, "mass", "0 mg"),
     (1050.5, "bmd", "1050.5 g/cm^2"), (1.125, "vitamin_d", "1.1250 IU"), (1.125, "mass", "1.125 mg")],
)  # fmt: skip
def test_a_value_is_written_as_a_person_would(value: float, kind: str, text: str) -> None:
    assert quantity_text(value, kind) == text


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.lists(st.integers()), st.none()))
def test_anything_at_all_reads_or_gives_a_problem(anything: object) -> None:
    for kind in ("mass", "t_score", "fraction", "estradiol"):
        try:
            value = parse_quantity(anything, kind)
        except InputError as error:
            value, sentences = 0.0, str(error).splitlines()
            assert len(sentences) == 1
        assert value == value


@pytest.mark.parametrize("unit", ["\x1b[31m", "\u202emg", "x" * 50_000, "mgg\n"])
@pytest.mark.parametrize("number", ["1", "1,5", "1,500", "0." + "0" * 5_000 + "1", "1," * 9_000 + "1"])
def test_whatever_is_quoted_is_short_and_can_be_printed(number: str, unit: str) -> None:
    for kind in KINDS:
        with pytest.raises(InputError) as found:
            parse_quantity(f"{number} {unit}", kind)
        assert str(found.value).isprintable()
        assert len(str(found.value)) < 1000


@pytest.mark.parametrize("digits", [300, 401, 4_299, 4_301, 5_001, 100_000])
def test_a_number_of_any_length_is_a_number(digits: int) -> None:
    """Behind so many digits nothing is left in a float, whatever the unit it is brought to."""
    written = "1." + "5" * digits
    assert parse_quantity(f"{written} g/day", "calcium_per_day") == pytest.approx(1555.5555555555556)


@pytest.mark.parametrize("text", ["-1.2", "– 1.2", "—1.2", "−1.2", "‐1.2", "‑1.2", "- 1.2", "minus 1.2", "negative 1.2",
                                  "neg. 1.2", "Minus -1.2"])  # fmt: skip
def test_a_score_keeps_its_sign_however_it_is_written(text: str) -> None:
    assert parse_quantity(text, "t_score") == -1.2


@pytest.mark.parametrize(
    ("text", "plain"),
    [("L1–L4 1.05 g/cm2", "L1-L4 1.05 g/cm2"), ("total hip – 0.85 g/cm2", "total hip - 0.85 g/cm2"),
     ("T‑score: – .5", "T-score: -.5"), ("5 – 8 times", "5 - 8 times"),
     ("HIV negative; 2 falls", "HIV negative; 2 falls")],
)  # fmt: skip
def test_a_dash_that_parts_two_things_is_no_sign(text: str, plain: str) -> None:
    assert with_signs(text) == plain
