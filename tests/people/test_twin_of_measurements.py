"""Where measurements bring a person's virtual people, and how they were understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.situations import make_person

from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.parameters import starting_values
from osteotwin.people.conversions import conversions_of
from osteotwin.people.person import Measurement
from osteotwin.people.twin import Twin

MAN = make_person(until=date(2027, 3, 1))


def measured(what: str, value: float, **more: str) -> Measurement:
    return Measurement(date(2026, 1, 12), what, value, "", f"{value:g}", **more)  # type: ignore[arg-type]


@cache
def profile(*rows: Measurement) -> Profile:
    return Twin.from_person(replace(MAN, measurements=rows), 40, parameters=starting_values()).profile


@pytest.mark.slow
def test_a_scan_leaves_its_error_alone_and_a_site_without_one_what_the_others_leave() -> None:
    plain, found = profile(), profile(measured("bmd_total_hip", 0.85, device="hologic"))
    assert found.bmd["total_hip"] == pytest.approx(0.85, abs=0.02)
    assert found.sd["bmd_total_hip"] < 0.03 < 0.1 < plain.sd["bmd_total_hip"]
    assert 0.03 < found.sd["bmd_radius_33"] < plain.sd["bmd_radius_33"] * 1.02


def test_a_low_spine_lowers_the_hip_that_was_not_measured_but_less() -> None:
    plain, low = profile(), profile(measured("bmd_lumbar_spine", 0.75, device="hologic"))
    spine, hip = (
        reference_population().expected(f"bmd_{site}", "male", plain.age)
        for site in ("lumbar_spine", "total_hip")
    )
    fall = (plain.bmd["total_hip"] - low.bmd["total_hip"]) / hip.sd
    assert 0.2 < fall < (spine.mean - 0.75) / spine.sd
    assert low.sd["bmd_total_hip"] < plain.sd["bmd_total_hip"]


@pytest.mark.slow
def test_low_testosterone_lowers_estradiol_that_was_not_measured() -> None:
    plain, low = profile(), profile(measured("testosterone", 150.0))
    assert low.testosterone_ng_dl < 250
    assert 1 < low.estradiol_pg_ml < 0.8 * plain.estradiol_pg_ml


@pytest.mark.slow
def test_an_immunoassay_reads_higher_and_tells_less_than_mass_spectrometry() -> None:
    exact, other, unsaid = (
        profile(measured("estradiol", 30.0, **assay))
        for assay in ({"assay": "lc-ms"}, {"assay": "immunoassay"}, {})
    )
    assert exact.estradiol_pg_ml == pytest.approx(30.0, rel=0.15)
    assert other.estradiol_pg_ml < exact.estradiol_pg_ml - 2
    assert (
        exact.sd["estradiol_pg_ml"] / exact.estradiol_pg_ml
        < other.sd["estradiol_pg_ml"] / other.estradiol_pg_ml
    )
    assert unsaid.estradiol_pg_ml == other.estradiol_pg_ml, (
        "an assay that is not given is taken for an immunoassay"
    )


def twin_of(*rows: Measurement) -> Twin:
    return Twin.from_person(replace(MAN, measurements=rows), 16, parameters=starting_values())


def widened(twin: Twin) -> dict[int, float]:
    assert twin.posterior is not None
    return dict(twin.posterior.widened)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "field", "least", "most"),
    [
        (measured("testosterone", 60.0), "testosterone_ng_dl", 50, 220),
        (measured("25ohd", 4.0), "vitamin_d_25ohd_ng_ml", 3, 7),
        (measured("25ohd", 110.0), "vitamin_d_25ohd_ng_ml", 65, 120),
    ],
)
def test_a_rare_value_against_which_nothing_speaks_is_believed(
    row: Measurement, field: str, least: float, most: float
) -> None:
    """It contradicts nobody: the person is an unusual one."""
    twin = twin_of(row)
    assert widened(twin) == {}
    assert least < getattr(twin.profile, field) < most


def test_two_scans_that_cannot_both_be_right_count_for_less_each() -> None:
    earlier, later = (
        Measurement(day, "bmd_total_hip", value, "g/cm2", "", device="hologic")
        for day, value in ((date(2025, 6, 1), 0.98), (date(2026, 1, 12), 0.75))
    )
    found = widened(twin_of(earlier, later))
    assert set(found) == {0, 1}
    assert all(factor > 1.5 for factor in found.values())
    agreeing = replace(later, value=0.97)
    assert widened(twin_of(earlier, agreeing)) == {}


@pytest.mark.parametrize(
    ("row", "value", "source"),
    [
        (measured("estradiol", 26.0), "26 pg/mL are taken as an immunoassay's", "the assay was not given"),
        (measured("estradiol", 26.0, assay="immunoassay"), "26 pg/mL are taken as an immunoassay's", ""),
        (measured("t_score_femoral_neck", -2.5), "0.558 g/cm2 from T -2.5", "was not stated"),
        (measured("t_score_femoral_neck", -2.5, reference="male"), "from T -2.5", ""),
        (measured("z_score_total_hip", -1.0), "from Z -1.0", ""),
        (
            measured("bmd_lumbar_spine", 1.1, device="lunar"),
            "from 1.100 g/cm2 on the scale of lunar scanners",
            "",
        ),
    ],
)
def test_what_was_converted_or_assumed_of_a_value_is_listed(
    row: Measurement, value: str, source: str
) -> None:
    (found,) = conversions_of(replace(MAN, measurements=(row,)))
    assert value in found.value
    assert source in found.source
    assert found.source
    if not source:
        assert "not given" not in found.source
        assert "not stated" not in found.source


@pytest.mark.parametrize(
    "row",
    [
        measured("estradiol", 26.0, assay="lc-ms"),
        measured("bmd_total_hip", 0.9, device="hologic"),
        measured("testosterone", 400.0),
        measured("dkk1", 1.0),
    ],
)
def test_what_is_taken_as_it_stands_is_not_listed(row: Measurement) -> None:
    assert conversions_of(replace(MAN, measurements=(row,))) == ()
