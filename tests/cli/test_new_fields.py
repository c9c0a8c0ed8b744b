"""``new`` field by field: whatever somebody wrote, he can settle it one thing at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.cli import new
from osteotwin.cli.new_fields import by_fields

Cli = Callable[..., Any]
Walk = Callable[..., tuple[dict[str, Any], list[str]]]


@pytest.fixture
def walk(
    cli: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Walk:
    """Type lines in a terminal; return the file, and what was shown before each line."""

    def walked(*lines: str) -> tuple[dict[str, Any], list[str]]:
        to_come, shown = list(lines), []

        def typed(prompt: str = "> ") -> str:
            shown.append(" ".join((capsys.readouterr().err + prompt).split()))
            assert len(shown) < 40, shown  # a field that lacks is asked until it is answered
            return to_come.pop(0) if to_come else ""

        monkeypatch.setattr(new, "_is_terminal", lambda: True)
        monkeypatch.setattr(new, "_line", typed)
        assert cli("new", tmp_path / "me.toml", "--force").code == 0
        assert not to_come
        return tomllib.loads((tmp_path / "me.toml").read_text()), shown

    return walked


def test_what_is_not_understood_is_settled_in_fields(walk: Walk) -> None:
    file, shown = walk(
        "my test cyp whenever I remember", "fields", "", "70", "mg", "now and then", "March 2024", "", "",
        "Mon and Thu",  # which is asked once more
    )  # fmt: skip
    assert "Type it otherwise, Enter to be asked for what lacks one by one, or skip." in shown[1]
    assert "Not understood so far: my test cyp whenever I remember" in shown[2]
    assert "drug [Testosterone cypionate]:" in shown[2]
    assert 'Not clear: "now and then" of Testosterone cypionate.' in shown[9]
    (drug,) = file["plan"]["drug"]
    assert (drug["name"], drug["dose"]) == ("testosterone_cypionate", "70 mg Mon and Thu")


def test_enter_asks_only_what_lacks_and_what_is_not_understood(walk: Walk) -> None:
    file, shown = walk("", "", "", "E2 27 pg/mL on 2026-01-12; total testosterone 480", "", "ng/dL", "", "")
    assert [(one["what"], one["value"]) for one in file["measurement"]] == [
        ("estradiol", "27 pg/mL"), ("testosterone", "480 ng/dL"),
    ]  # fmt: skip
    told = " ".join(shown)
    assert "Understood so far: 1. Estradiol, 27, pg/mL, 2026-01-12" in told
    assert "what was measured [Estradiol]" not in told
    assert "No unit of Testosterone" in told


def test_what_is_not_understood_is_skipped(walk: Walk) -> None:
    file, _ = walk("letrozole when needed", "skip")
    assert "drug" not in file.get("plan", {})


def test_the_file_holds_what_the_fields_tell(walk: Walk) -> None:
    file, shown = walk("test cyp; adex", "back", "fields", "", "70", "mg", "Mon and Thu", "March 2024", "",
                       "", "0.25", "1", "4", "March 2024", "", "")  # fmt: skip
    assert [(one["name"], one["dose"]) for one in file["plan"]["drug"]] == [
        ("testosterone_cypionate", "70 mg Mon and Thu"), ("anastrozole", "0.25 mg every 3.5 days"),
    ]  # fmt: skip
    told = " ".join(shown)
    assert (
        "In words: Testosterone cypionate 70 mg Mon and Thu since March 2024; Anastrozole 0.25 mg every 3.5 days"
        in told
    )
    assert "Skipped: a drug without a dose" not in told.split("3 of 8")[0]


def test_fields_that_lack_are_asked_again(walk: Walk) -> None:
    file, shown = walk("", "", "", "fields", "Estradiol", "27", "", "2026-01-12", "", "", "pg/mL")
    assert any("No unit of Estradiol." in one for one in shown)
    assert file["measurement"][0]["value"] == "27 pg/mL"


def test_back_leaves_the_fields(walk: Walk) -> None:
    file, shown = walk("letrozole when needed", "fields", "back", "letrozole 2.5 mg daily since March 2024")
    assert file["plan"]["drug"][0]["dose"] == "2.5 mg daily"
    assert shown[3].endswith(">")


def typed_into(form: ot.Form, *lines: str) -> tuple[Any, list[str]]:
    to_come, told = list(lines), []
    return by_fields(form, lambda prompt: (told.append(prompt), to_come.pop(0))[1], told.append, {}), told


def test_a_number_chooses_a_dash_blanks_and_a_part_of_a_name_is_found() -> None:
    form = ot.answer_fields("scans", {"scans": "2026-01-12: total hip T-score -1.3; Lunar"})
    answers, told = typed_into(form, "neck t", "-1.8", "", "-", "", "")
    assert answers == {"scans": "2026-01-12: femoral neck T-score -1.8"}
    assert "what was measured [Total hip T-score]: " in told
    _, told = typed_into(form, "hip", "back")
    assert any(one.startswith("Which? 1\u00a0Total\u00a0hip\u00a0T-score ") for one in told)


def test_only_fields_that_fit_are_asked() -> None:
    form = ot.answer_fields("training", {})
    answers, told = typed_into(form, "running", "20", "", "3", "", "no gym")
    assert answers == {"training": "Running 20 min 3 times a week; no gym"}
    assert not any(one.startswith("sets") for one in told)


def test_what_is_no_longer_told_is_said() -> None:
    form = ot.answer_fields("labs", {"labs": "2026-01-12: estradiol 27 pg/mL; testosterone 480 ng/dL"})
    told: list[str] = []
    lines = ["", "", "", "", "", "-", ""]
    before = {"labs": "2026-01-12: estradiol 27 pg/mL; testosterone 480 ng/dL"}
    by_fields(form, lambda _: lines.pop(0), told.append, before)
    assert told[-1] == "You also wrote: “testosterone 480 ng/dL”. Add it in words if it matters."


def test_a_part_of_a_name_offers_those_that_hold_it_and_enter_takes_it_as_it_is() -> None:
    form = ot.answer_fields("training", {})
    answers, told = typed_into(form, "squat", "1", "5", "5", "80 kg", "Mon", "", "")
    assert answers == {"training": "Back squat 5x5 with 80 kg Mon"}
    assert any(
        one.startswith("Which? 1\u00a0Back\u00a0squat") and "Enter to take 'squat' as it is" in one
        for one in told
    )
    answers, _ = typed_into(form, "squat", "", "", "5", "5", "", "80 kg", "Mon", "", "")
    assert answers == {"training": "squat 5x5 with 80 kg Mon"}


def test_back_from_what_lacks_goes_through_the_fields_again() -> None:
    lines = ["Estradiol", "27", "", "2026-01-12", "", "", "back", "", "26", "pg/mL", "", "", ""]
    answers, told = typed_into(ot.answer_fields("labs", {}), *lines)
    assert answers == {"labs": "2026-01-12: estradiol 26 pg/mL"}
    assert "value [27]: " in told


def test_commands_are_no_values() -> None:
    form = ot.answer_fields("training", {})
    answers, told = typed_into(form, "fields", "Running", "?", "fields", "20", "", "3", "", "")
    assert answers == {"training": "Running 20 min 3 times a week"}
    assert any(one.startswith("Anything may be written here") for one in told)


def test_ctrl_c_in_the_fields_keeps_what_was_answered(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["none", "m, 45", "fields"]

    def typed(prompt: str = "> ") -> str:
        if not lines:
            raise KeyboardInterrupt
        return lines.pop(0)

    monkeypatch.setattr(new, "_is_terminal", lambda: True)
    monkeypatch.setattr(new, "_line", typed)
    assert cli("new", tmp_path / "me.toml").code != 0
    assert not (tmp_path / "me.toml").exists()
    assert 'person = "m, 45"' in (tmp_path / "me.answers.toml").read_text()


def test_nothing_filled_in_is_said() -> None:
    answers, told = typed_into(ot.answer_fields("labs", {}), "")
    assert answers == {"labs": ""}
    assert told[-1] == "Nothing is filled in."
