"""An offer that loses a drug, a day of the week or a part of how often is not shown; times of the day beside days."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 11, 30)


def _read(drug: str, dose: str) -> str:
    return ot.new_person({"drugs": drug, "dose": dose}, today=TODAY).understood["dose"]


def _asked(answers: dict[str, str]) -> str:
    with pytest.raises(InputError) as error:
        ot.new_person(answers, today=TODAY)
    return " | ".join(" ".join((one.found, one.expected, one.fix, *one.ways)) for one in error.value.problems)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("25 mg una volta al mese", "every month"),
        ("25 mg una volta al giorno", "every day"),
        ("25 mg om de dag", "every 2 days"),
        ("25 mg om de andere dag", "every 2 days"),
        ("25 mg om de week", "every 2 weeks"),
        ("25 mg \u00e9\u00e9n keer per maand", "every month"),
        ("25 mg a giorni alterni", "every 2 days"),
        ("25 mg un giorno s\u00ec e uno no", "every 2 days"),
        ("25 mg dia sim, dia n\u00e3o", "every 2 days"),
        ("25 mg em dias alternados", "every 2 days"),
        ("25 mg un d\u00eda s\u00ed y otro no", "every 2 days"),
        ("25 mg un jour sur deux", "every 2 days"),
        ("25 mg varannan dag", "every 2 days"),
        ("25 mg una vez cada dos semanas", "every 2 weeks"),
        ("1 compressa da 25 mg al giorno dopo pranzo", "25 mg every day"),
        ("1 tablet van 25 mg per dag na het eten", "25 mg every day"),
        ("25 mg Sun nite and Thurs morning", "every 3.5 days"),
        ("25 mg Wed eve, Sun morn", "every 3.5 days"),
        ("a third of a tablet daily", "8.33333 mg every day"),
        ("two thirds of a tablet daily", "16.6667 mg every day"),
        ("a 3rd of a tablet every third day", "8.33333 mg every 3 days"),
        ("25 mg breakfast lunch and dinner", "3 times a day"),
    ],
)
def test_how_often_is_read(dose: str, words: str) -> None:
    assert words in _read("exemestane", dose)


@pytest.mark.parametrize(
    ("drug", "dose", "words"),
    [
        ("testosterone cypionate", "50 mg Mon w/ dinner and Thu at dawn", '"50 mg Mon and Thu"'),
        ("testosterone cypionate", "Sun at dawn and Thurs at dusk", '"200 mg Sun and Thu"'),
        ("anastrozole", "0.25 mg once or twice per week", '"0.25 mg once a week" or "0.25 mg twice a week"'),
        ("anastrozole", "0.5 mg once, sometimes twice weekly", '"0.5 mg once a week" or'),
        ("prednisone", "down to 9mg from 15, dropping 1mg a month", '"9 mg daily"'),
        ("prednisone", "7.5/5 mg daily", '"7.5/5 mg" is not understood'),
        ("estradiol tablets", "1 mg under the tongue twice daily", '"1 mg twice daily"'),
    ],
)
def test_what_is_asked_keeps_all_of_it(drug: str, dose: str, words: str) -> None:
    assert words in _asked({"drugs": drug, "dose": dose})


@pytest.mark.parametrize(
    ("dose", "lost"),
    [
        ("25 mg om den dritten Tag", '"25 mg om"'),
        ("2 times a week, maybe 3, 25 mg", '"25 mg 2 times a week"'),
        ("25 mg once or twice per week", '"25 mg once"'),
        ("25 mg om het gehele kwartaal, elke keer", '"25 mg om"'),
    ],
)
def test_no_offer_drops_how_often(dose: str, lost: str) -> None:
    assert lost not in _asked({"drugs": "exemestane", "dose": dose})


@pytest.mark.parametrize(
    "answer", ["TRT; AI", "TRT plus an AI", "TRT + AI", "my TRT and my AI", "an AI with TRT"]
)
def test_classes_are_asked_each_and_none_is_dropped(answer: str) -> None:
    with pytest.raises(InputError) as error:
        ot.new_person({"drugs": answer}, today=TODAY)
    first, other = error.value.problems
    assert {first.found.split('"')[1], other.found.split('"')[1]} == {"TRT", "AI"}
    assert all("; " in way for one in (first, other) for way in one.ways)


@pytest.mark.parametrize(
    "answer", ["nothing prescribed, only vitamins", "none, just vitamins", "nothing, only a multivitamin"]
)
def test_only_vitamins_are_no_drugs(answer: str) -> None:
    assert ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"] == "none."


def test_what_is_no_answer_of_none_is_asked() -> None:
    assert "vitamin D" in _asked({"drugs": "none but vitamin D 1000 IU daily"})


def test_thousands_of_units_are_offered_as_told() -> None:
    assert "50 iu" not in _asked({"drugs": "Dibase 50.000 UI una volta al bimestre"})
    said = ot.new_person({"drugs": "Dibase 50.000 UI una volta al mese"}, today=TODAY).understood["drugs"]
    assert "50,000 IU every month" in said


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("tamoxifen for 2 years then switched to an AI", "until March 2023; anastrozole 1 mg daily since"),
        ("raloxifene for a while, then moved to a bisphosphonate", "until March 2023; alendronate"),
        ("alendronic acid weekly, Adcal D3 twice a day", '"Adcal D3", which does not tell'),
        ("alendronate 70 mg weekly, Adcal D3 twice a day", '"Adcal D3", which does not tell'),
        ("T pellets", "one of Testosterone enanthate"),
        ("starting letrozole 2.5 mg daily in December", "does not tell the year"),
    ],
)
def test_drugs_are_asked_by_their_own_trouble(answer: str, words: str) -> None:
    assert words in _asked({"drugs": answer})


def test_a_rhythm_behind_two_doses_is_offered_for_each() -> None:
    answers = {
        "drugs": "testosterone enanthate; testosterone propionate",
        "dose": "3.2 mg enanthate and 2.4 mg propionate daily",
    }
    asked = _asked(answers)
    assert '"3.2 mg enanthate daily; 2.4 mg propionate daily"' in asked
    assert "14 days" not in asked


def test_what_is_not_taken_is_set_aside() -> None:
    said = ot.new_person({"drugs": "estradiol patch 100 mcg twice a week, no blockers"}, today=TODAY)
    assert "no blockers" in said.understood["drugs"]


@pytest.mark.parametrize("sort", ["(1% milk fat, 1 cup)", "(1% fat, 1 cup)", "1% milkfat, 1 cup"])
def test_fat_of_milk_is_a_sort(sort: str) -> None:
    said = ot.new_person({"food": f"Cottage cheese {sort} daily"}, today=TODAY).understood["food"]
    assert "Cheese, cottage, 1 % fat, 1 serving a day" in said


@pytest.mark.parametrize(
    "dose", ["70mg/5600 IU once weekly", "70 mg/5600 IU weekly", "70 mg / 5600 IU a week"]
)
def test_a_tablet_of_a_drug_and_a_vitamin_is_of_each(dose: str) -> None:
    said = _read("alendronate; vitamin D3", dose)
    assert "70 mg every week" in said
    assert "5,600 IU every week" in said
