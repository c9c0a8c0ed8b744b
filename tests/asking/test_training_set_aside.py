"""What may not be set aside in an answer on training: what ends, denies, plans, doubts, or is somebody else's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.every import every

from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError

_SQUAT = "squat 3x5 100 kg twice a week"
_KEYS = ("exercise", "sets", "reps", "minutes", "impacts", "sessions_per_week")


@every("behind", [
    "my coach scrapped it", "my doctor forbade it", "that is history", "just kidding", "I cheat", "I lapsed",
    "I am bad at it", "with gaps", "mood dependent", "weather allowing", "now at rest", "it ends now", "over",
    "waiting for the gym", "the rack is broken", "arms too", "and sport", "garden too", "carrying bricks", "I guess",
    "a fraction of it", "on hold", "back then", "that's the idea", "at most", "my wife's", "c'est fini",
    "j'ai arr\u00eat\u00e9",
    "je l'oublie souvent", "das ist Geschichte", "vergesse es oft", "je nach Laune", "lo dejo",
    "mi m\u00e9dico lo prohibi\u00f3",
])  # fmt: skip
def test_a_clause_behind_an_amount_is_asked(behind: str) -> None:
    for joint in (", ", ". ", " - "):
        with pytest.raises(UnclearAnswerError):
            read_training_words(f"{_SQUAT}{joint}{behind}")


@every("answer", [
    f"{_SQUAT} {tail}"
    for tail in ("in theory", "on paper", "as a challenge", "is the plan", "max", "on workdays", "on good days",
                 "for a bit",
                 "for 6 weeks", "in a video", "in the pool", "as a coach", "during term",
                 "gave way to deadlift 1x5 weekly",
                 "according to the app", "allegedly", "?")
] + [
    f"{lead} squats 3x5 100 kg twice a week"
    for lead in ("I am about to do", "my doctor says", "my coach prefers", "I like the idea of", "I bin", "the plan is",
                 "allegedly", "my book recommends", "I remember", "mein Bruder macht", "mi vecino hace", "je regarde",
                 "J'ai fait", "quiero hacer", "je voudrais faire")
] + [
    "my dog walks 30 min daily", "der Hund geht 30 min t\u00e4glich spazieren", "she walks 30 min daily",
    "the kids swim 45 min weekly", "I accompany my wife to pilates 60 min weekly", "I cheer at football 90 min weekly",
    "walk 30 min daily in nice weather", "casi todos los d\u00edas camino 30 min", "chair dance 30 min weekly",
    "jumping jacks in water 50 a day", "virtual tennis 60 min weekly", "planks 3x60 daily",
    "Squats 3x5 80 kg alternating with leg press 3x10 100 kg, 3 times a week",
    "my doctor nixed squats. Walk 30 min daily",
])  # fmt: skip
def test_what_may_turn_what_is_done_is_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read_training_words(answer)


@every("behind", [
    "I love it", "it is great fun", "and I enjoy it", "it helps my back", "rain or shine", "felt easy", "as always",
    "at the Pumphouse near Leeds", "with my trainer at the gym", "at home in the garage", "macht viel Spa\u00df",
    "\u00e0 la piscine", "con mi perro", "mit dem Hund im Park", "avec mon chien", "the group is lovely", "thanks",
])  # fmt: skip
def test_what_is_known_to_be_idle_is_set_aside(behind: str) -> None:
    (only,) = read_training_words(f"{_SQUAT}, {behind}")
    assert (only.keys["sets"], only.keys["reps"], only.keys["sessions_per_week"]) == (3, 5, 2)


@every("answer, read", [
    ("bench 8 reps x 3 sets weekly", ("bench_press", 3, 8, 1)),
    ("bench 8reps x 3sets weekly", ("bench_press", 3, 8, 1)),
    ("Bankdr\u00fccken 8 Wdh x 3 S\u00e4tze 1x pro Woche", ("bench_press", 3, 8, 1)),
    ("press banca 8 reps x 3 series 1 vez por semana", ("bench_press", 3, 8, 1)),
    ("walk 20 min x2 daily", ("walking", "40 min", 7)),
    ("bike 15 min (x 2), 5 days a week", ("cycling", "30 min", 5)),
    ("plank 45 sec x 4 sets daily", ("plank", "3 min", 7)),
    ("run 30 min x 3 a week", ("running", "30 min", 3)),
    ("squats 3x5 Tu Th Sa", ("back_squat", 3, 5, 3)),
])  # fmt: skip
def test_times_behind_an_amount_count(answer: str, read: tuple[Any, ...]) -> None:
    (only,) = read_training_words(answer)
    assert tuple(only.keys[key] for key in _KEYS if key in only.keys) == read
