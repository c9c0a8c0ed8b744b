"""Stories of several drugs: what is plain is read, and what lacks is asked with his own drug."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 11, 30)


def _read(said: Mapping[str, str]) -> str:
    """Return what an answer on drugs is understood as."""
    return ot.new_person(said, today=TODAY).understood["drugs"]


def _asked(said: Mapping[str, str]) -> str:
    with pytest.raises(InputError) as error:
        ot.new_person(said, today=TODAY)
    return " ".join(f"{one.found} | {one.expected} | {one.fix}" for one in error.value.problems)


@pytest.mark.parametrize(
    ("answer", "understood"),
    [
        (
            "Test Cyp 140mg/wk split M/Th subq, plus 0.25mg adex same days. HCG 500iu M/Th too",
            "anastrozole: 0.25 mg every 3.5 days",
        ),
        ("testosterone enanthate 100 mg twice a week, hcg 500 iu on those days", "500 IU every 3.5 days"),
        ("test c 60mg M/W/F and adex .25mg same day as injections", "0.25 mg every 2.33333 days"),
        ("letrozole 2.5 mg daily since about Easter 2019", "from 2019-04-21 on"),
        ("letrozole 2.5 mg daily since Christmas", "from 2025-12-25 on"),
        ("letrozole 2.5 mg daily since last autumn", "from 2025-10-01 on"),
        ("letrozole 2.5 mg daily since last summer", "from 2026-07-01 on"),
        ("alendronate weekly, the 70 mg one, since 2021", "70 mg every week, from 2021-07-01"),
        ("I take fosamax every sunday the 70 milligram one", "alendronate: 70 mg every week"),
        ("some arimidex 0.5 mg twice a week", "anastrozole: 0.5 mg every 3.5 days"),
        ("a small amount of testosterone gel 20 mg daily", "20 mg every day"),
        ("hypothyroid, on levothyroxine 50 mcg", "Levothyroxine: 50 mcg"),
        ("L\u00e9g\u00e8re hypothyro\u00efdie sous L\u00e9vothyrox 50\u00b5g", "Levothyroxine: 50\u00b5g"),
        ("levothyroxine 125 mcg QD (suppressive, thyroid ca 2012)", "suppressive, thyroid ca 2012"),
        (
            "thyroxine 75; letrozole 2.5 mg daily since May 2023",
            "letrozole: 2.5 mg every day, from 2023-05-01",
        ),
        ("tamoxifen 20 mg daily for 4 years and will take it for one more year", "from 2022-11-30 on"),
        ("letrozole 2.5 mg daily since 2022 and plan to stay on it for another 5 years", "another 5 years"),
        ("Nebido 1000 mg every 12 weeks, I get it at the clinic", "1,000 mg every 12 weeks"),
        ("zometa 4 mg every 6 months since May 2024, 4 infusions so far", "from 2024-05-01 on"),
        (
            "test cyp 100 mg weekly since 2019; arimidex 0.5 mg twice a week added in 2021",
            "from 2021-07-01 on",
        ),
        ("Prolia 60 mg 6-monthly since 2021", "60 mg every 6 months"),
    ],
)
def test_what_is_plain_is_read(answer: str, understood: str) -> None:
    assert understood in _read({"drugs": answer})


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            "Prednisone for my lungs, 10 mg a day most of the time, up to 40 when it flares",
            "Prednisone 14 mg daily",
        ),
        ("prednisone 10 mg daily (20 mg on bad days)", "20 mg on bad days"),
        ("letrozole 2.5 mg daily since my levels were low", "letrozole 2.5 mg daily since March 2022"),
        ("anastrozole 1 mg daily since my diagnosis", "tells what it came after and no day"),
        ("letrozole 2.5 mg daily since I broke my wrist", "tells what it came after and no day"),
        ("letrozole 2.5 mg daily since 3/4/2023", "letrozole 2.5 mg daily since 4 March 2023"),
        ("3 years of letrozole 2.5 mg daily", "letrozole 2.5 mg daily for the past 3 years"),
        ("15 months of daily Forteo shots", "does not tell whether it goes on"),
        (
            "stopped letrozole in June 2024 after 5 years",
            "letrozole 2.5 mg daily for 5 years until June 2024",
        ),
        (
            "tamoxifen 20 mg daily for 2 years then switched to anastrozole 1 mg daily",
            "tamoxifen 20 mg daily for 2 years",
        ),
        (
            "anastrozole 1 mg daily (before that tamoxifen for 5 years)",
            "tamoxifen 20 mg daily for 5 years until",
        ),
        ("letrozole 2.5 mg daily until end of 2024", "since March 2021 until end of 2024"),
        ("Alendronic acid 70mg weekly, Adcal D3 one tablet BD", "Adcal-D3 600 mg/400 IU"),
        (
            "Palbociclib 125 mg, Letrozol 2,5 mg y Acido Zoledronico 4 mg",
            "Acido Zoledronico 4 mg once a year",
        ),
        ("test e 500/wk, deca 300/wk, asin 12.5 eod", "test e 500 mg/wk, deca 300/wk, asin 12.5 mg eod"),
        (
            "Estrogel; Prometrium; a bit of AndroFeme",
            "one of Testosterone gel 1 %, Testosterone gel 1.62 %",
        ),
        ("calcichew one a day", "calcichew 500 mg a day"),
        ("zometa 4 mg every 6 months, 4 infusions so far", "zometa 4 mg every 6 months since March 2024"),
        (
            "was on Arimidex 1 mg for 2 years, now letrozole 2.5 mg daily",
            "Arimidex 1 mg daily for 2 years until",
        ),
        ("prednisolone reducing course 30 mg down by 5 mg a week", "30 mg daily for 1 week then 25 mg daily"),
        ("letrozole 2.5 mg for 5 years (2015-2020)", "letrozole 2.5 mg daily since 2015 until 2020"),
        (
            "estradiol patch 50 mcg twice weekly and Utrogestan 100 mg at night since my hysterectomy",
            "and no day",
        ),
        ("TRT for 3 years, now 120 mg a week of cypionate", "one of Testosterone cypionate"),
    ],
)
def test_what_lacks_is_asked_with_his_own_drug(answer: str, words: str) -> None:
    question = _asked({"drugs": answer})
    assert words in question
    assert "finasteride" not in question
    assert question.count("(") == question.count(")")


@pytest.mark.parametrize(
    ("drugs", "dose", "since", "first"),
    [
        ("testosterone enanthate; letrozole", "250 mg every 3 weeks; 2.5 mg daily",
         "T since 2021, letrozole since May 2023", "2021-07-01"),
        ("Lupron; Erleada", "22.5 mg every 3 months; 240 mg daily",
         "first shot 8/14/2024, Erleada started Oct 2024", "2024-08-14"),
        ("letrozole; hcg", "2.5 mg daily; 500 iu twice a week", "AI 2 years ago, hcg last autumn", "2024-11-30"),
        ("letrozole", "2.5 mg daily", "5 years, going on for another 5", "2021-11-30"),
    ],
)  # fmt: skip
def test_days_are_of_the_drug_that_they_name(drugs: str, dose: str, since: str, first: str) -> None:
    assert f"from {first} on" in _read({"drugs": drugs, "dose": dose, "since": since})


@pytest.mark.parametrize(
    ("dose", "since", "words"),
    [
        ("1000 mg every 10 weeks", "from 2017, the 10 weeks since last autumn", 'write "last autumn"'),
        ("1000 mg every 10 weeks", "on TRT since 2019, this dose since Jan 2024", 'write "Jan 2024"'),
        ("1000 mg, first it was each 12 weeks, now each 10 weeks", "", 'write "1000 mg each 10 weeks"'),
        ("1000 mg every 10 weeks", "since my diagnosis", "no day"),
    ],
)
def test_two_days_of_one_drug_and_no_day_are_asked(dose: str, since: str, words: str) -> None:
    assert words in _asked({"drugs": "Nebido", "dose": dose, "since": since})


def test_a_day_of_a_drug_that_is_not_asked_about_is_given_to_none() -> None:
    said = {
        "drugs": "anastrozole; hcg",
        "dose": "1 mg daily; 500 iu twice a week",
        "since": "TRT 2019, AI since 2021",
    }
    assert "TRT".casefold() in _asked(said).casefold()
