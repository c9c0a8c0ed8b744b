"""What is told not to be taken, beside what is: set aside and said; anything more than that is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def told(answer: str) -> str:
    return ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


@pytest.mark.parametrize(
    ("answer", "aside"),
    [
        ("test cyp 70mg 2x/week, no AI", "no AI"),
        ("test cyp 70mg 2x/week. No AI.", "No AI"),
        ("test cyp 70mg 2x/week without AI", "without AI"),
        ("test cyp 70mg 2x/week, no HCG, no AI", "no HCG; no AI"),
        ("testosterone enanthate 125 mg weekly and no aromatase inhibitor", "no aromatase inhibitor"),
        ("test cyp 70mg 2x/week, not taking an AI right now", "not taking an AI right now"),
        ("letrozole 2.5 mg daily, no bisphosphonates or denosumab", "no bisphosphonates or denosumab"),
        ("letrozole 2.5 mg daily, never had Prolia", "never had Prolia"),
        ("letrozole 2.5 mg daily (no bisphosphonate)", "no bisphosphonate"),
        ("letrozole 2.5 mg daily, no other medication", "no other medication"),
        ("letrozole 2.5 mg daily but no calcium and no vitamin D", "no calcium; no vitamin D"),
        ("I take letrozole 2.5 mg daily. I am not taking any other meds.", "I am not taking any other meds"),
        ("no anastrozole; testosterone cypionate 200 mg weekly", "no anastrozole"),
        ("not on testosterone, only anastrozole 1 mg daily", "not on testosterone"),
        ("letrozole 2.5 mg daily and nothing else", "nothing else"),
        ("letrozole 2.5 mg daily, that's it", "that's it"),
        ("Letrozol 2,5 mg täglich, keine anderen Medikamente", "keine anderen Medikamente"),
        ("Letrozol 2,5 mg täglich, sonst nichts", "sonst nichts"),
        ("létrozole 2,5 mg par jour, pas d'autre médicament", "pas d'autre médicament"),
        ("Nebido 1000 mg cada 12 semanas, sin anastrozol", "sin anastrozol"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_set_aside_and_said(answer: str, aside: str) -> None:
    said = told(answer)
    assert f"Not used: {aside}." in said
    assert said.count(" mg every") == 1


@pytest.mark.parametrize(
    "answer",
    [
        "no AI",
        "letrozole 2.5 mg daily, no AI",
        "anastrozole 1 mg daily, no arimidex",
        "anastrozole 1 mg daily, no arimidex on weekends",
        "test cyp 70mg 2x/week, no AI since March 2024",
        "test cyp 70mg 2x/week, no AI anymore",
        "test cyp 70mg 2x/week, no AI yet",
        "no HCG, AI 0.5 mg twice a week",
        "letrozole 2.5 mg daily, no breaks",
        "letrozole 2.5 mg daily no longer",
        "nothing else than letrozole 2.5 mg daily",
        "testosterone 100 mg weekly, no injections",
    ],
)
def test_anything_more_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        told(answer)


@pytest.mark.parametrize(
    "name", ["nomegestrol", "norethisterone", "nolvadex", "nortriptyline", "sinequan", "nizatidine"]
)
def test_a_name_that_begins_like_a_denial_is_taken(name: str) -> None:
    for answer in (
        f"anastrozole 1 mg daily; {name} 5 mg daily",
        f"{name} 5 mg daily, anastrozole 1 mg daily",
    ):
        assert "Not used" not in told(answer)
