"""The script that compares the table of foods with the files it was taken from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loaded_script import load_script

check = load_script(Path(__file__).resolve().parents[2] / "scripts" / "check-foods")

HEAD = "food,group,serving,serving_g,calcium_mg,vitamin_d_iu,protein_g,also_called,source\n"


@pytest.fixture
def usda(tmp_path: Path) -> Path:
    (tmp_path / "FOOD_DES.txt").write_text("~00001~^~0100~^~Milk~\r\n~00002~^~0100~^~Curd~\r\n", "latin-1")
    (tmp_path / "NUT_DATA.txt").write_text(
        "~00001~^~301~^125^1\r\n~00001~^~324~^47.5^1\r\n~00001~^~203~^3.45^1\r\n~00001~^~208~^60^1\r\n"
        "~00002~^~301~^80^1\r\n~00002~^~203~^11^1\r\n", "latin-1"
    )  # fmt: skip
    (tmp_path / "WEIGHT.txt").write_text("~00001~^1^1^~cup~^244^^\r\n~00002~^1^1^~tbsp~^15^^\r\n", "latin-1")
    return tmp_path


@pytest.mark.parametrize(("row", "code", "said"), [
    ('Milk,dairy,1 cup,244,305,116,8.4,,"USDA SR28, NDB 00001"', 0, "3 numbers compared, 0 differ; 0 servings"),
    ('Milk,dairy,1 cup,244,306,116,8.4,,"USDA SR28, NDB 00001"', 1, "Milk: calcium_mg 306, the USDA's 305"),
    ('Milk,dairy,1 cup,244,305,,8.4,,"USDA SR28, NDB 00001"', 1, "Milk: vitamin_d_iu blank, the USDA's 116"),
    ('Milk,dairy,1 cup,200,250,95,6.9,,"USDA SR28, NDB 00001"', 0, "serving of our own: Milk: 1 cup of 200 g"),
    ('Milk,dairy,2 cups,488,610,232,16.8,,"USDA SR28, NDB 00001"', 0, "0 servings"),
    ('Curd,dairy,2 tbsp,30,24,,3.3,,"USDA SR28, NDB 00002"', 0, "0 differ"),
    ('Curd,dairy,2 tbsp,30,24,0,3.3,,"USDA SR28, NDB 00002"', 1, "Curd: vitamin_d_iu 0, the USDA's blank"),
    ('Whey,dairy,1 cup,244,305,116,8.4,,"USDA SR28, NDB 00003"', 1, "Whey: USDA SR28, NDB 00003 is not in"),
])  # fmt: skip
def test_each_number_is_compared(
    row: str, code: int, said: str, usda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = usda / "foods.csv"
    table.write_text(HEAD + row + "\n", "utf-8")
    assert check.main([str(usda), "--table", str(table)]) == code
    assert said in capsys.readouterr().out


def test_the_table_has_the_columns_that_are_compared() -> None:
    columns = check.TABLE.read_text("utf-8").splitlines()[0].split(",")
    assert {*check.NUTRIENTS, "food", "serving", "serving_g", "source"} <= set(columns)
