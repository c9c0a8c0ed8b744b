"""How each drug enters the body: every modelled drug has one way in, with the amount of its unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osteotwin.body import whole
from osteotwin.errors import ParameterError
from osteotwin.protocol import drug_routes
from osteotwin.protocol.drug_routes import LONGEST_AVERAGED_INTERVAL, Route, load_routes
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs

MODELLED = {drug.id for drug in load_drugs().values() if drug.modelled}
each = pytest.mark.parametrize("drug", sorted(MODELLED))
#: What the usual course brings, in the unit of the input or the state; by hand from the labels.
USUAL = {
    "anastrozole": 1000.0,  # ug/day
    "letrozole": 2500.0,
    "exemestane": 25_000.0,
    "gnrh_agonist": 1.0,
    "gnrh_antagonist": 1.0,
    "orchiectomy": 0.0,
    "antiandrogen": 1.0,
    "relugolix": 1.0,
    "cyproterone": 1.0,  # of the pituitary's progestin level
    "medroxyprogesterone_depot": 0.5,
    "human_chorionic_gonadotropin": 250 / 150,  # IU/day over those that do what the reference LH does
    "clomiphene": 0.7,
    "enclomiphene": 0.7,
    "testosterone_gel": 50.0,  # mg/day on the skin
    "testosterone_gel_1_62": 40.5 * 1.23,
    "testosterone_cypionate": 200 * 0.699 / 14,
    "testosterone_propionate": 25 * 0.837,
    "testosterone_undecanoate_oral": 474 * 0.0114,  # 1.8 % of the testosterone in the ester
    "estradiol_valerate_oral": 2 * 0.764 * 50.0,
    "estradiol_valerate_injection": 4 * 764 * 0.75 / 7,
    "estradiol_cypionate_injection": 4 * 687 * 0.75 / 7,
    "estradiol_gel_0_1": 27.0,
    "ibandronate_injection": 3 * 0.55 / 3 / 91,
    "testosterone_patch": 5.0,
    "testosterone_enanthate": 200 * 0.72 / 14,
    "testosterone_undecanoate": 1000 * 0.632 / 84,
    "estradiol_oral": 50.0,  # ug/day of 1 mg
    "estradiol_patch": 50.0,
    "estradiol_gel": 0.75 * 47.0,
    "alendronate": 70 * 6e-4 / 7,  # mg of zoledronate's strength at the bone, a day
    "risedronate": 35 * 8e-4 / 7,
    "ibandronate": 150 * 1e-3 / 30,
    "zoledronate": 5 * 0.55 / 365,
    "pamidronate": 60 * 0.011 / 84,
    "teriparatide": 1.0,
    "raloxifene": 1.0,
    "toremifene": 1.0,
    "tamoxifen": 1.0,
}


def usual(drug: str, times: float = 1.0) -> DrugCourse:
    entry = load_drugs()[drug]
    return DrugCourse(drug, times * entry.usual_dose, entry.usual_interval_days)


def test_every_modelled_drug_has_a_route_and_no_other() -> None:
    assert set(load_routes()) == MODELLED
    assert set(USUAL) == {drug for drug, routes in load_routes().items() if routes[0].input}


@each
def test_a_route_leads_into_the_body(drug: str) -> None:
    route = load_routes()[drug][0]
    assert route.input or route.state
    assert route.input is None or route.input in whole.INPUTS
    assert route.state is None or route.state in whole.STATES
    assert route.factor > 0 or route.mode == "present"


@pytest.mark.parametrize("drug", sorted(USUAL))
def test_the_usual_course_as_a_rate(drug: str) -> None:
    assert load_routes()[drug][0].level(usual(drug)) == pytest.approx(USUAL[drug], rel=2e-3)


@pytest.mark.parametrize("drug", sorted(USUAL))
def test_twice_the_dose_is_twice_the_rate_or_the_bound(drug: str) -> None:
    route = load_routes()[drug][0]
    double = route.level(usual(drug, 2.0))
    if route.mode == "present":
        assert double == USUAL[drug]
    else:
        assert double == pytest.approx(min(route.at_most, 2 * route.level(usual(drug))))


@each
def test_a_relative_rate_is_the_share_of_the_usual_course(drug: str) -> None:
    relative = Route(drug, "relative", 2.0, "assumption", "a test", at_most=5.0)
    assert relative.level(usual(drug)) == pytest.approx(2.0)
    assert relative.level(usual(drug, 0.5)) == pytest.approx(1.0)
    assert relative.level(usual(drug, 3.0)) == 5.0
    assert relative.level(
        replace(usual(drug), interval_days=2.0 * usual(drug).interval_days)
    ) == pytest.approx(1.0)


@each
def test_a_daily_rate_is_that_of_the_dose_however_often_it_is_changed(drug: str) -> None:
    daily = Route(drug, "per_day", 2.0, "assumption", "a test", at_most=5.0)
    for interval in (1.0, 3.5, 7.0):
        assert daily.level(DrugCourse(drug, 2.0, interval)) == 4.0
    assert daily.level(DrugCourse(drug, 3.0, 1.0)) == 5.0


@each
def test_a_rate_and_doses_bring_the_same_amount(drug: str) -> None:
    """Where a drug can enter both ways, a year of doses holds a year of the rate."""
    route = load_routes()[drug][0]
    if route.input is None or route.state is None:
        return
    course = usual(drug)
    content = 1.0
    if route.average_factor:  # the depot holds the ester, the rate counts testosterone
        content = route.average_factor / route.factor
    assert route.level(course) * course.interval_days == pytest.approx(course.dose * route.factor * content)


def test_which_courses_are_averaged() -> None:
    weekly = DrugCourse("alendronate", 70, LONGEST_AVERAGED_INTERVAL)
    route = load_routes()["alendronate"][0]
    assert route.averages(weekly, exact=False)
    assert not route.averages(weekly, exact=True)
    assert not route.averages(DrugCourse("alendronate", 70, 7.01), exact=False)
    assert not load_routes()["denosumab"][0].averages(DrugCourse("denosumab", 1, 1), exact=False)
    assert load_routes()["teriparatide"][0].averages(DrugCourse("teriparatide", 20, 30), exact=True)


def test_administrations_by_count() -> None:
    route = load_routes()["denosumab"][0]
    course = DrugCourse("denosumab", 60, 182.625, 10.0, 10.0 + 4 * 182.625)
    assert list(route.administrations(course, 5000)) == [10 + 182.625 * k for k in range(4)]
    assert list(route.administrations(course, 300)) == [10, 192.625]
    assert list(route.administrations(course, 10)) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('input = "anastrozole_rate"', 'input = "anastrozole_speed"', "routes.anastrozole[0].input"),
        ('state = "letrozole_gut"', 'state = "letrozole_stomach"', "routes.letrozole[0].state"),
        ('mode = "per_day"', 'mode = "per_hour"', "[0].mode"),
        ('source = "both testes removed"', 'source = ""', "routes.orchiectomy[0].source"),
        ("lasting = true", 'lasting = "yes"', "routes.orchiectomy[0].lasting"),
        ("factor = 1000.0", "", "routes.anastrozole[0].factor: missing"),
    ],
)
def test_gaps_are_refused(old: str, new: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = drug_routes.library_text(drug_routes.FILE)
    assert old in text
    monkeypatch.setattr(drug_routes, "library_text", lambda _file: text.replace(old, new, 1))
    with pytest.raises(ParameterError) as refused:
        load_routes.__wrapped__()
    assert str(refused.value).startswith("drug_routes.toml, line ")
    assert where in str(refused.value)
