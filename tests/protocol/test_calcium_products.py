"""Tablets of calcium with vitamin D: the amounts of a day by name and count, or one clear question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.protocol.interventions import Supplement
from osteotwin.protocol.library.calcium_products import (
    WhichStrengthError,
    calcium_product_names,
    calcium_with_d,
)
from osteotwin.protocol.read_plan import read_plan

#: name, dose, milligrams of calcium and units of vitamin D of a day.
PER_DAY = [
    ("Adcal-D3 caplets", "2 caplets twice a day", 1200, 800),
    ("Adcal-D3 1500mg/400iu", "1 bd", 1200, 800),
    ("Calcichew-D3 Forte", "one tablet morning and evening", 1000, 800),
    ("Calcichew D3 once daily", "1 a day", 1000, 800),
    ("Natecal D3", "600 mg/400 IU twice a day", 1200, 800),
    ("Natecal D3", "1500mg/400iu twice a day", 1200, 800),
    ("Natecal D3", "daily", 600, 400),
    ("Natecal D3", "1 am 1 pm", 1200, 800),
    ("Natecal D3", "1-0-1", 1200, 800),
    ("Natecal D3", "2 tablets (600 mg/400 IU) daily", 1200, 800),
    ("Natecal D3", "1,200 mg daily", 1200, 800),
    ("Natecal D3", "half a tablet daily", 300, 200),
    ("Cacit D3", "1 sachet a day", 500, 440),
    ("Caltrate 600+D3 800 IU", "two chews daily", 1200, 1600),
    ("Citracal with D3 315 mg/250 IU", "2 caplets daily", 630, 500),
    ("calcium with vitamin D 600/400", "1 tablet with breakfast and 1 tablet with dinner", 1200, 800),
    ("Calcium carbonate/colecalciferol 1.25 g/10 micrograms", "1 tablet daily", 500, 400),
    ("calcium carbonate 1250mg with vitamin D3 10 mcg", "1 tablet daily", 500, 400),
    ("calcium citrate + D 200 mg/250 IU", "4 tablets a day", 800, 1000),
    ("Caltrate + D 600mg/200IU", "1 a day", 600, 200),
    ("Calcivita D3 500mg/400IU", "1 a day", 500, 400),
    ("Citracal Petites", "2 caplets daily", 400, 500),
    ("Calcium-Sandoz D3 600/400", "1 a day", 600, 400),
    (
        "Calcium carbonate-vitamin D3-mineral, 600 mg calcium, 400-unit tablet",
        "1 tablet twice daily",
        1200,
        800,
    ),
]
#: name, dose, milligrams of calcium of a day, of brands of a salt alone.
ALONE = [
    ("Tums Ultra 1000", "2 tablets daily", 800),
    ("Tums Extra Strength 750", "1 tablet daily", 300),
    ("Tums Regular", "3 tablets daily", 600),
    ("Caltrate 600", "1 tablet daily", 600),
    ("Adcal", "1 tablet twice daily", 1200),
    ("Os-Cal 500", "1 tablet daily", 500),
]
#: name, dose, what the question holds.
ASKED = [
    ("Adcal-D3", "1 tablet daily", '"Adcal-D3 300 mg/200 IU"'),
    ("Caltrate 600+D3", "1 tablet daily", '"Caltrate with D3 600 mg/400 IU"'),
    ("calcium with vitamin D", "1 tablet daily", "calcium carbonate 600 mg with vitamin D 400 IU"),
    ("calcium 1500 mg with vitamin D 400 IU", "daily", "calcium carbonate 600 mg with vitamin D 400 IU"),
    ("vitamin D 400 I.U., calcium 500 mg twice daily", "1 tablet daily", "an entry for each"),
    ("Acme vitamin D 400 IU, chromium 5 mg daily", "1 tablet daily", "an entry for each"),
    ("vitamin D3 + K2", "2000 IU daily", "vitamin D with its IU, and vitamin K2"),
    ("Natecal D3", "500 mg daily", "say how many tablets"),
    ("Natecal D3", "1-2 tablets daily", "say how many tablets"),
    ("Natecal D3", "10 tablets daily", "say how many tablets"),
    ("Natecal D3", "1 tablet", "say how often"),
    ("Tums 500", "1 tablet daily", "say how much is in one"),
    ("Tums Ultra", "1000 mg daily", 'as = "salt"'),
    ("Citracal Slow Release 1200", "2 tablets daily", "two entries"),
]


def daily(folder: Path, name: str, dose: str) -> dict[str, float]:
    file = folder / "plan.toml"
    file.write_text(f"[[plan.supplement]]\nnutrient = '{name}'\ndose = '{dose}'\n", encoding="utf-8")
    found: dict[str, float] = {}
    for item in read_plan(file, date(2026, 1, 5)).interventions:
        assert isinstance(item, Supplement)
        found[item.group] = found.get(item.group, 0.0) + item.dose / item.interval_days
    return found


@pytest.mark.parametrize(("name", "dose", "calcium", "vitamin_d"), PER_DAY)
def test_a_tablet_gives_both(tmp_path: Path, name: str, dose: str, calcium: float, vitamin_d: float) -> None:
    assert daily(tmp_path, name, dose) == pytest.approx({"calcium": calcium, "vitamin_d": vitamin_d})


@pytest.mark.parametrize(("name", "dose", "calcium"), ALONE)
def test_a_tablet_of_a_brand_gives_its_calcium(tmp_path: Path, name: str, dose: str, calcium: float) -> None:
    assert daily(tmp_path, name, dose) == pytest.approx({"calcium": calcium})


@pytest.mark.parametrize(("name", "dose", "said"), ASKED)
def test_what_may_be_several_is_asked(tmp_path: Path, name: str, dose: str, said: str) -> None:
    with pytest.raises(InputError) as asked:
        daily(tmp_path, name, dose)
    assert said in str(asked.value)


@pytest.mark.parametrize("name", calcium_product_names())
def test_every_way_out_of_a_question_is_read(name: str) -> None:
    try:
        found, ways_out = (calcium_with_d(name),), [name]
    except WhichStrengthError as question:
        found, ways_out = question.strengths, question.fix.split('"')[1::2]
    assert tuple(calcium_with_d(one) for one in ways_out) == found
    for one in found:
        assert one is not None
        assert calcium_with_d(one.text) == one


@pytest.mark.parametrize(("name", "dose", "vitamin_d"), [
    ("UVEDOSE 100 000 UI", "1 ampoule weekly", 100_000 / 7), ("Vitamin D3 1000 IU", "2 capsules daily", 2000),
    ("Fultium-D3 800 IU", "1 capsule daily", 800), ("Dekristol 20.000 IE", "1 capsule every 2 weeks", 20_000 / 14),
])  # fmt: skip
def test_what_one_holds_counts_where_a_dose_tells_how_many(
    tmp_path: Path, name: str, dose: str, vitamin_d: float
) -> None:
    assert daily(tmp_path, name, dose) == pytest.approx({"vitamin_d": vitamin_d})


@pytest.mark.parametrize("name", ["pas de calcium carbonate", "my wife's vitamin D3", "half calcium citrate"])
def test_words_beside_a_nutrient_that_are_not_known_are_asked(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="expected one of"):
        daily(tmp_path, name.replace("'", ""), "500 mg daily")
