"""Food told in few words: most days, waters by their label, brands with their calcium, protein, a usual diet."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 12, 1)
#: An answer -> what is said back of it.
READ = [
    ("milk most days", '"most days" is counted as 5 times a week'),
    ("a glass of milk on most days", "5 servings a week"),
    ("yoghurt most mornings, cheese 30 g daily", '"most mornings" is counted as 5 times a week'),
    ("vitamin D 1000 IU most days", "vitamin D 714.286 IU a day"),
    ("2 eggs daily, cottage cheese most nights", "5 servings a week"),
    ("mineral water 1 litre a day, 486 mg/L calcium", "is counted by its label"),
    ("1 L of Contrex daily (468 mg/l)", "is counted by its label"),
    ("Rosbacher 1 l t\u00e4glich, 260 mg/l Calcium", "is counted by its label"),
    ("Mineralwasser 1,5 l t\u00e4glich mit 500 mg/l", "is counted by its label"),
    ("Gerolsteiner 1 l a day, 348 mg/l", "is counted by its label"),
    ("water 2 l a day, calcium 500 mg tablet daily", "calcium: 500 mg every day"),
    ("Caltrate 600 twice a day", "calcium: 600 mg twice a day"),
    ("2 Caltrate 600 daily", "calcium: 1,200 mg every day"),
    ("milk 1 glass daily, Caltrate 600 daily", "calcium: 600 mg every day"),
    ("Os-Cal 500 three times a day", "no vitamin D, for none is told"),
    ("1 pint of semi skimmed milk a day", "a British pint being 568 ml"),
    ("half a US pint of milk daily, cheese 30 g daily", "is counted as 236 ml"),
    ("a pint of green top milk daily", '"a pint" is counted as 568 ml'),
    ("120 g protein a day and 2 glasses of milk a day", '"120 g protein a day" is in no number'),
    ("180g protein a day", '"180g protein a day" is in no number'),
    ("protein 150 g a day, calcium 1000 mg a day in all", "calcium 1000 mg a day"),
    ("about 2g/kg protein, skyr 450g daily", '"about 2g/kg protein" is in no number'),
    ("high protein diet (2 g/kg), milk 500 ml daily", '"high protein diet (2 g/kg)" is in no number'),
    ("6 prunes a day", '"6 prunes a day" is no whole diet: a usual one stands for the rest'),
    ("pizza once a week", "is no whole diet"),
    ("about 1200 mg calcium a day all in", "calcium 1200 mg a day"),
    ("around 800 mg calcium from food, 500 from tablets", "calcium 800 mg a day. calcium: 500 mg every day"),
    (
        "calcium: 700 mg from diet and 600 mg from supplements",
        "calcium 700 mg a day. calcium: 600 mg every day",
    ),
    ("calcium intake approx 1000mg", "calcium 1000 mg a day"),
    (
        "my calcium intake is about 900 mg/day, vitamin D 2000 IU daily",
        "calcium 900 mg a day; vitamin D 2000 IU",
    ),
    ("keto, heavy cream 60 ml daily, cheese 80 g daily", '"keto" is in no number'),
    ("Mediterranean diet, feta 40g daily, yoghurt 150g daily", '"Mediterranean diet" is in no number'),
    ("lactose intolerant so I use Lactaid milk 1 cup a day", "calcium 543 mg a day"),
    ("regular diet, no supps", "No supps, as told"),
    ("nothing special", "the usual intake is taken"),
    ("6 prunes a day; otherwise a usual diet", "calcium 750 mg a day"),
    ("normal diet plus 6 prunes a day", "calcium 750 mg a day"),
    ("6 prunes a day, normal diet", "calcium 750 mg a day"),
    ("mixed diet, 2 glasses of milk daily", "calcium 836 mg a day"),
]
#: An answer -> an answer that is offered in its place.
OFFERED = [
    ("6 prunes and an apple a day", "6 prunes and an apple a day; otherwise a usual diet"),
    ("D3 2000iu + K2 100mcg", "D3 2000iu + K2 100mcg daily"),
    ("vitamin D 20000 IU", "vitamin D 20000 IU weekly"),
    ("milk 200 ml daily, Adcal D3 2 a day", "milk 200 ml daily, Adcal-D3 600 mg/400 IU 2 a day"),
    ("Caltrate plus D3 once daily", "Caltrate with D3 600 mg/800 IU once daily"),
    ("2 glasses of milk on weekends", "2 glasses of milk twice a week"),
    ("a pint of milk a day", "a British pint of milk a day"),
    ("half a pint of milk daily, cheese 30 g daily", "half a US pint of milk daily, cheese 30 g daily"),
    ("3 servings of dairy daily", "3 servings of low fat yogurt daily"),
    ("pizza every weekend, milk 200 ml daily", "pizza once a week, milk 200 ml daily"),
]
ASKED = [
    ("protein 30 g daily", "which fits several"),
    ("Caltrate 600+D twice a day", "what one tablet holds"),
    ("Caltrate 650 daily", "what one tablet holds"),
    ("vegan, 6 prunes a day", "what is not eaten"),
    ("vegan - kale 100 g daily, fortified soya milk 400ml", "no word on how often"),
    ("keto, 6 prunes daily", "less than almost any diet"),
    ("mineral water 1 l a day with 350 mg/l sodium", "which is not in the table"),
    ("mineral water 1 l a day, magnesium 100 mg/l", "which is not in the table"),
    ("no dairy, 6 prunes a day", "what is not eaten"),
    ("6 prunes a day; that's all", "less than almost any diet"),
    ("calcium intake 800-1000 mg", "800-1000 mg"),
    ("milk 3 times most days", "of which only"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_it_is_understood(answer: str, words: str) -> None:
    assert words in ot.new_person({"food": answer}, today=TODAY).understood["food"]


@pytest.mark.parametrize(("answer", "way"), OFFERED)
def test_a_whole_answer_is_offered(answer: str, way: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"food": answer}, today=TODAY)
    assert way in [one for problem in asked.value.problems for one in problem.ways]
    assert ot.new_person({"food": way}, today=TODAY).understood["food"]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"food": answer}, today=TODAY)
    assert words in str(asked.value)
