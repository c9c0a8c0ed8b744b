"""The files people bring: what each line of them says to the model, and what the reader asks about."""

from __future__ import annotations

import tomllib

import pytest

from osteotwin.cohort.t_scores import t_score
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.notes import Notes
from osteotwin.observing.observation import BELOW, NotUsed, Observation
from osteotwin.parameters import starting_values
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of
from osteotwin.people.twin import Twin
from osteotwin.people.unit_confusions import confusions
from osteotwin.people.write_person import person_to_toml
from osteotwin.units import KINDS

HEAD = '[person]\nsex = "{sex}"\nbirth_date = {birth}\n[outlook]\nfrom = 2026-01-05\nuntil = 2028-01-05\n'
Row = dict[str, str]


def read(text: str) -> Person:
    return person_of(Notes.of_text("person.toml", tomllib.loads(text), text))


def person(*rows: Row, sex: str = "male", birth: str = "1966-03-01", rest: str = "") -> Person:
    return read(_file(*rows, sex=sex, birth=birth, rest=rest))


def _file(*rows: Row, sex: str = "male", birth: str = "1966-03-01", rest: str = "") -> str:
    tables = (
        "[[measurement]]\n"
        + "".join(
            f"{key} = {value}\n" if key in ("date", "confirmed") else f'{key} = "{value}"\n'
            for key, value in ({"date": "2025-12-16"} | row).items()
        )
        for row in rows
    )
    return HEAD.format(sex=sex, birth=birth) + rest + "".join(tables)


def problems(*rows: Row, sex: str = "male", rest: str = "") -> tuple[Problem, ...]:
    try:
        person(*rows, sex=sex, rest=rest)
    except InputError as error:
        return error.problems
    return ()


def of(what: str, value: str, **more: str) -> Row:
    return {"what": what, "value": value} | more


def observed(*rows: Row, sex: str = "male", birth: str = "1966-03-01") -> list[Observation | NotUsed]:
    return list(observations_of(person(*rows, sex=sex, birth=birth)))


def density(*rows: Row, sex: str = "male", birth: str = "1966-03-01", site: str = "lumbar_spine") -> float:
    """The density that the only measurement of a file is taken for."""
    (seen,) = observed(*rows, sex=sex, birth=birth)
    assert isinstance(seen, Observation)
    assert seen.output == f"bmd_{site}"
    return seen.value


@pytest.mark.parametrize(
    ("site", "name", "value", "score"),
    [
        ("lumbar_spine", "L1-L4", "1.163 gms/cm2", "0.7"),
        ("total_hip", "Total Femur", "0.745 gms/cm2", "-1.9"),
        ("femoral_neck", "Femur Neck", "0.637 gms/cm2", "-2.2"),
    ],
)
def test_a_report_by_density_in_its_own_words_and_by_scores_against_men_is_one(
    site: str, name: str, value: str, score: str
) -> None:
    old = "1942-03-01"
    own_words = density(of(name, value, device="hologic"), birth=old, site=site)
    ours = density(of(f"bmd_{site}", value.replace("gms", "g"), device="hologic"), birth=old, site=site)
    by_score = density(of(f"t_score_{site}", score, device="hologic", reference="male"), birth=old, site=site)
    assert own_words == ours
    assert by_score == pytest.approx(ours, abs=0.01)


def test_a_scanner_that_is_named_counts() -> None:
    lunar, hologic = (
        density(of("bmd_lumbar_spine", "1.140 g/cm2", device=d)) for d in ("lunar prodigy", "hologic")
    )
    assert t_score("lumbar_spine", lunar, "male") == pytest.approx(-0.5, abs=0.1)
    assert hologic == 1.14


@pytest.mark.parametrize(
    ("name", "site", "score"),
    [("Z-score lumbar spine", "lumbar_spine", -1.8), ("z_score_total_hip", "total_hip", -1.1)],
)
def test_z_scores_alone_are_read(name: str, site: str, score: float) -> None:
    low = density(of(name, str(score)), birth="1987-06-01", site=site)
    assert low < density(of(name, "0.0"), birth="1987-06-01", site=site) - 0.1


def test_the_reference_of_a_maker_is_used_where_it_is_known_and_asked_for_elsewhere() -> None:
    by_maker = density(of("t_score_lumbar_spine", "-0.7", device="lunar", reference="device"))
    assert by_maker == pytest.approx(
        density(of("bmd_lumbar_spine", "1.136 g/cm2", device="lunar")), abs=0.001
    )
    (problem,) = problems(of("t_score_radius_33", "-0.7", device="lunar", reference="device"))
    assert problem.field == "measurement[0].reference"
    assert "no maker's reference" in problem.expected
    (problem,) = problems(of("t_score_lumbar_spine", "-0.7", reference="device"))
    assert "hologic or lunar" in problem.expected
    assert 'reference = "male"' in problem.fix


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (of("bmd_total_hip", "0.9 g/cm2", reference="male"), "reference"),
        (of("z_score_total_hip", "-1", reference="male"), "reference"),
        (of("ctx", "0.4 ng/mL", precision="2 %"), "precision"),
        (of("ctx", "0.4 ng/mL", reference="male"), "reference"),
    ],
)
def test_a_key_that_says_nothing_there_is_refused(row: Row, key: str) -> None:
    (problem,) = problems(row)
    assert (problem.field, problem.fix) == (f"measurement[0].{key}", f"remove {key}")


def test_a_score_of_nobody_is_refused() -> None:
    (problem,) = problems(of("t_score_femoral_neck", "-6.5", reference="male"))
    assert "stands for" in problem.found


@pytest.mark.slow
def test_a_value_under_the_limit_of_detection_is_kept_as_one() -> None:
    someone = person(of("estradiol", "<5 pg/mL", assay="lc-ms"), of("25ohd", ">100 ng/mL"))
    low, high = someone.measurements
    assert (low.bound, low.value, low.as_given) == ("below", 5.0, "<5 pg/mL")
    assert (high.bound, high.value) == ("above", 100.0)
    seen = observations_of(someone)
    assert [one.censored for one in seen if isinstance(one, Observation)] == ["below", "above"]
    assert read(person_to_toml(someone)).measurements == someone.measurements
    plain, found = (
        Twin.from_person(one, 16, parameters=starting_values()).profile for one in (person(), someone)
    )
    assert found.estradiol_pg_ml < plain.estradiol_pg_ml / 2
    assert found.vitamin_d_25ohd_ng_ml > 2.5 * plain.vitamin_d_25ohd_ng_ml


@pytest.mark.parametrize("value", ["<1.0 g/cm2", ">1.0 g/cm2"])
def test_a_scan_is_no_limit(value: str) -> None:
    (problem,) = problems(of("bmd_total_hip", value))
    assert "a limit or a guess" in problem.fix


@pytest.mark.parametrize(
    ("sex", "row", "meant"),
    [
        ("male", of("estradiol", "110 pg/mL"), "110 pmol/L"),
        ("male", of("testosterone", "16.5 ng/dL"), "16.5 nmol/L"),
        ("male", of("testosterone", "4.8 ng/dL"), "4.8 nmol/L"),
        ("male", of("25ohd", "130 ng/mL"), "130 nmol/L"),
        ("male", of("25ohd", "9 nmol/L"), "9 ng/mL"),
        ("male", of("pth", "4.2 pg/mL"), "4.2 pmol/L"),
        ("male", of("free_testosterone", "350 pg/mL"), "350 pmol/L"),
        ("female", of("testosterone", "1.1 ng/dL"), "1.1 nmol/L"),
    ],
)
def test_a_value_of_another_unit_is_asked_about(sex: str, row: Row, meant: str) -> None:
    (problem,) = problems(row, sex=sex)
    assert problem.field == "measurement[0].value"
    assert f'write "{meant}" if that is meant' in problem.fix
    assert not problems(row | {"value": meant}, sex=sex)
    assert not problems(row | {"confirmed": "true"}, sex=sex)


@pytest.mark.parametrize(
    ("sex", "row"),
    [
        ("male", of("estradiol", "100 pmol/L")),
        ("male", of("estradiol", "6 pg/mL", assay="lc-ms")),
        ("male", of("estradiol", "48 pg/mL")),
        ("male", of("testosterone", "300 ng/dL")),
        ("male", of("25ohd", "11 ng/mL")),
        ("male", of("25ohd", "75 nmol/L")),
        ("male", of("pth", "6.5 pmol/L")),
        ("male", of("pth", "150 pg/mL")),
        ("male", of("free_testosterone", "180 pmol/L")),
    ],
)
def test_what_people_have_is_not_asked_about(sex: str, row: Row) -> None:
    assert not problems(row, sex=sex)


def test_under_a_drug_the_unusual_is_usual() -> None:
    drug = '[[plan.drug]]\nname = "{}"\ndose = "{}"\nevery = "{}"\nfrom = 2026-01-05\n'
    castrate = of("testosterone", "20 ng/dL")
    assert problems(castrate)
    assert not problems(castrate, rest=drug.format("leuprolide", "7.5 mg", "1 month"))


def test_a_confusion_is_between_units_of_one_endpoint() -> None:
    for row in confusions():
        assert set(row.others) <= set(KINDS[row.what].units)
        assert row.low < row.high


def test_activity_of_bone_alkaline_phosphatase_is_not_called_mass() -> None:
    (problem,) = problems(of("bsap", "22 U/L"))
    assert "22 ug/L" not in problem.fix
    assert "depends on the assay" in problem.fix


def test_labs_that_the_model_has_are_seen_and_the_others_say_why() -> None:
    labs = {
        "ctx": "0.95 ng/mL", "p1np": "110 ng/mL", "pth": "6.5 pmol/L", "serum_calcium": "2.61 mmol/L",
        "urine_calcium_24h": "9.5 mmol/24h", "shbg": "75 nmol/L", "free_testosterone": "180 pmol/L", "bsap": "35 ug/L",
        "igf1": "60 ng/mL",
    }  # fmt: skip
    found = observed(*(of(what, value) for what, value in labs.items()))
    assert [one.what for one in found if isinstance(one, NotUsed)] == ["shbg"]
    assert [one.what for one in found] == list(labs)
    assert {one.day for one in found if isinstance(one, Observation)} == {-20.0}


def test_scans_before_and_on_the_drug_share_their_scanner_and_lie_on_their_days() -> None:
    first = of("bmd_lumbar_spine", "1.00 g/cm^2", date="2025-01-05")
    second = of("bmd_lumbar_spine", "0.94 g/cm^2", date="2025-12-26")
    one, two = observed(first, second)
    assert isinstance(one, Observation)
    assert isinstance(two, Observation)
    assert (one.day, two.day) == (-365.0, -10.0)
    assert one.nuisances == two.nuisances, "the change is not blurred by what is not known of the scanner"


def test_a_scan_on_two_makers_scanners_shares_nothing() -> None:
    lunar = of("bmd_lumbar_spine", "1.12 g/cm^2", device="lunar", date="2025-01-12")
    hologic = of("bmd_lumbar_spine", "0.95 g/cm^2", device="hologic", date="2025-10-12")
    one, two = observed(lunar, hologic)
    assert isinstance(one, Observation)
    assert isinstance(two, Observation)
    assert not set(one.nuisances) & set(two.nuisances)
    assert one.value == pytest.approx(0.99, abs=0.01), "half of the 15 % between them is the scanners'"


def test_a_score_beside_the_density_of_its_scan_is_not_counted_again() -> None:
    scan, score = of("bmd_lumbar_spine", "0.95 g/cm^2", device="hologic"), of("t_score_lumbar_spine", "-2.4")
    found = observed(scan, score)
    assert isinstance(found[1], NotUsed)
    assert found[1].why == (
        "lumbar spine BMD of the same day is taken; its T-score is -0.9 against young women, -1.3 against young men, "
        "-1.3 by the maker's reference"
    )
    assert isinstance(observed(score | {"date": "2025-06-01"}, scan)[0], Observation), (
        "of another day it counts"
    )
    unnamed = {key: value for key, value in scan.items() if key != "device"}
    assert isinstance(observed(unnamed, score | {"device": "lunar"})[1], NotUsed)
    elsewhere = score | {"device": "lunar"}
    assert isinstance(observed(scan, elsewhere)[1], Observation), "of another scanner it counts"


def test_one_value_that_stands_twice_counts_once() -> None:
    row = of("bmd_total_hip", "0.9 g/cm2")
    first, second = observed(row, row)
    assert isinstance(first, Observation)
    assert isinstance(second, NotUsed)
    assert "stands in the file before" in second.why


def test_two_scores_of_one_scan_count_once() -> None:
    by_women, by_men = (
        of("t_score_total_hip", s, reference=r) for s, r in (("-1.5", "female"), ("-1.9", "male"))
    )
    kinds = [type(one) for one in observed(by_women, by_men, of("z_score_total_hip", "-0.8"))]
    assert kinds == [Observation, NotUsed, NotUsed]


@pytest.mark.slow
def test_ten_thousand_measurements_are_one_sentence() -> None:
    rows = [of("ctx", "0.4 ng/mL")] * 10_000
    (problem,) = problems(*rows)
    assert problem.found == "a list of 10000 entries"
    assert "keep the scans" in problem.fix


def test_a_limit_is_of_its_sign() -> None:
    (seen,) = observed(of("ctx", "< 0.03 ng/mL"))
    assert isinstance(seen, Observation)
    assert seen.censored == BELOW
