"""Several drugs on lines and in sentences, and calcium beside them: each is kept with its own dose."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("letrozole (Femara)\n2.5 mg Tab\nOnce daily", ["letrozole: 2.5 mg every day"]),
    ("amLODIPine (NORVASC)\n5 mg, Oral, Nightly", ["Amlodipine: 5 mg, Oral, Nightly"]),
    (
        "letrozole\n2.5 mg daily\nsince May 2023\nalendronate\n70 mg weekly\nsince May 2024",
        ["from 2023-05-01", "70 mg every week, from 2024-05-01"],
    ),
    ("calcium carbonate 600 mg daily. fish oil.", ["calcium: 600 mg every day", "Omega-3"]),
    (
        "calcium carbonate 600 mg daily. Vitamin D 2000 IU daily. And fish oil.",
        ["calcium: 600 mg every day", "vitamin D: 2,000 IU every day", "Omega-3"],
    ),
    (
        "alendronate 70 mg weekly, calcium and prednisone",
        ["70 mg every week", "not said: calcium and prednisone"],
    ),
    ("Denosumab 60mg Q6M, Calcium", ["every 6 months", "not said: Calcium"]),
    ("Calcium 600mg 2x/day", ["calcium: 600 mg twice a day", "so carbonate stands for it"]),
    ("atorvastatin calcium 20 mg daily", ["Atorvastatin: 20 mg daily"]),
    ("calcium channel blocker", ["Calcium channel blocker"]),
    ("anastrozole 1 mg daily; no other drugs", ["1 mg every day"]),
    ("no meds except anastrozole 1 mg daily", ["1 mg every day"]),
    ("I don't take anything but 2.5 mg of letrozole a day", ["2.5 mg every day"]),
    (
        "Only letrozole, 2.5 mg, every morning since my surgery in March 2022",
        ["2.5 mg every day, from 2022-03-01"],
    ),
    (
        "Je prends letrozole 2,5 mg par jour, du calcium et de la vitamine D",
        ["2.5 mg every day", "calcium and vitamin D"],
    ),
    ("Tomo letrozol 2,5 mg al d\u00eda, calcio y vitamina D", ["2.5 mg every day", "calcium and vitamin D"]),
    ("Letrozole\n2.5 mg\noral tablet\n1 tab daily", ["2.5 mg every day"]),
    (
        "Arimidex 1 mg ED while on 200 mg test E per week",
        ["1 mg every day", "testosterone enanthate: 200 mg every week"],
    ),
    ("letrozole 2.5 mg daily since May 2024, prescribed by my endocrinologist", ["from 2024-05-01 on"]),
    ("letrozole 2.5 mg daily prescribed by Dr. Smith since May 2024", ["from 2024-05-01 on"]),
    ("I take Lupron plus 50 mg of bicalutamide daily", ["antiandrogen: 50 mg every day", "not said: Lupron"]),
    (
        "tamoxifen 20 mg daily from 2021 to 2023 and then letrozole 2.5 mg daily",
        ["until 2023-07-01", "letrozole: 2.5 mg every day, from 2023-07-01"],
    ),
    (
        "letrozole 2.5 mg daily starting today; anastrozole 2018-2020",
        ["letrozole: 2.5 mg every day", "not said: anastrozole"],
    ),
]
ASKED = [
    ("letrozole; anastrozole; 2.5 mg daily", "2.5 mg daily"),
    ("letrozole 2.5 mg daily after anastrozole", "anastrozole 1 mg daily since"),
    ("letrozole 2.5 mg daily, before that anastrozole", "anastrozole 1 mg daily since"),
    ("test cyp 100 mg / anastrozole 0.5 mg weekly", 'how often in "test cyp 100 mg"'),
    (
        "tamoxifen 20 mg daily from 2021 to 2023, now letrozole 2.5 mg daily",
        '"letrozole 2.5 mg daily since 2023"',
    ),
    ("tamoxifen 20 mg daily until June 2024 then letrozole 2.5 mg daily", "since March 2021 until June 2024"),
    ("anastrozole 1 mg daily increased from 0.5 mg", "anastrozole 0.5 mg daily since"),
    *(
        (f"anastrozole 1 mg daily{said}", told)
        for said, told in (
            ("; not taken", "whether it is taken"),
            ("\nnone", "whether it is taken"),
            (", over", "has ended"),
            (" (was)", "has ended"),
            (", his", "somebody else"),
            (" his", "somebody else"),
            (", ?", "of a doubt"),
            (" whenever my nipples get sore", "on a condition"),
            (" only if E2 goes above 40", "on a condition"),
        )
    ),
    ("Stop calcium.\nStop vitamin D.", '"Stop vitamin D"'),
    ("letrozole 2.5 mg daily, off testosterone since May 2024", "has ended"),
    (
        "After lots of research & talking with women, I decided that Fosamax isn't for me, come what may.",
        "refused",
    ),
    ("Intermittent Lupron injections to be administered each time my PSA rises to 7.0.", "on a condition"),
    ("anastrozole 1 mg PO", "no word on how often"),
    ("test cyp 100 mg IM since 2024", "no word on how often"),
    ("anastrozole 1 mg x2", "which is not understood"),
    ("zoledronate 5 mg x3 since 2022", "which is not understood"),
    ("tamoxifen 20 mg 1.0.0", "which is not understood"),
    ("On testosterone for seven or eight years", "the product, how much"),
    (
        "Lupron Depot (leuprolide acetate for depot suspension) plus 50 mg, daily, of bicalutamide (Casodex).",
        "Lupron Depot 7.5 mg every 4 weeks since March 2023; bicalutamide 50 mg daily since",
    ),
    (
        "My oncologist switched me from letrozole 2.5 mg to exemestane 25 mg in May 2024",
        "until May 2024; exemestane 25 mg daily since May 2024",
    ),
    (
        "anastrozole 1mg daily (stopped March 2025), then letrozole 2.5 mg daily",
        "since March 2022 until March 2025",
    ),
    ("TRT 120 mg/wk (test cyp), AI 0.25 mg 2x/wk", "test cyp 120 mg /wk"),
    ("Currently I am on 10 mg of prednisone. I have been on it for 6 months.", "daily since 6 months ago"),
    ("calcium 1250 mg daily", "the weight of a tablet's salt or of the calcium in it"),
    ("prednisone 5 mg daily, calcium from food", "calcium from food"),
    ("Letrozole 2.5 mg daily. Prolia 60 mg twice a year. Since 2022.", "which may hold for all"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_each_drug_is_kept(answer: str, words: list[str]) -> None:
    said = told("drugs", answer)
    assert [one for one in words if one not in said] == []


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_may_be_of_another_drug_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        told("drugs", answer)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    "answer",
    [
        "I'm on TRT and take letrozole 2.5 mg daily", "TRT, letrozole 2.5 mg daily", "TRT with letrozole 2.5 mg daily",
        "letrozole 2.5 mg daily (TRT)", "letrozole 2.5 mg daily with testosterone", "letrozole 2.5 mg daily on HRT",
        "letrozole 2.5 mg daily because of TRT", "letrozole 2.5 mg daily for E2 on TRT",
        "letrozole 2.5 mg daily after orchiectomy", "anastrozole 0.5 mg twice a week with T",
        "anastrozole 0.5 mg twice a week with my T shot", "anastrozole 0.5 mg twice a week (testosterone)",
        "T shots with anastrozole 0.5 mg twice a week", "letrozole 2.5 mg daily with ADT",
    ],
)  # fmt: skip
def test_hormones_beside_an_inhibitor_are_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        told("drugs", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "test cyp 100 mg weekly for TRT", "TRT: testosterone enanthate 100 mg weekly, anastrozole 0.5 mg twice a week",
        "anastrozole 1 mg daily because of low testosterone",
    ],
)  # fmt: skip
def test_a_level_or_what_is_told_is_not_asked_again(answer: str) -> None:
    assert "mg" in told("drugs", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "letrozole 2.5 mg daily, stopping May 2026",
        "letrozole 2.5 mg daily, my doctor says to stop",
        "letrozole 2.5 mg daily since 2023, 2024 paused",
        "letrozole 2.5 mg daily since 2023 with breaks",
    ],
)
def test_no_end_and_no_number_is_lost_in_what_is_offered(answer: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        told("drugs", answer)
    (problem,) = raised.value.problems
    assert "if that is meant" not in problem.fix
    assert 'nothing: write "' not in problem.fix
