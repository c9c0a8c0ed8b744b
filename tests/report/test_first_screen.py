"""What stands first: the title names what is in the numbers, and each sentence what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from osteotwin.cli.answering import deliver
from osteotwin.endpoints import MEASURED
from osteotwin.errors import SimulationError
from osteotwin.report.first_screen import about, caveat, drugs


def _drug(group: str) -> dict[str, Any]:
    return {"group": group, "category": "drug", "label": group.capitalize(), "text": "1 mg every day"}


def test_drugs_are_listed_with_commas_and_without_what_is_refused(answer: dict[str, Any]) -> None:
    answer["inputs"]["plan"] = [
        _drug(group) for group in ("anastrozole", "letrozole", "tamoxifen", "raloxifene")
    ]
    answer["verdict"]["refused"] = [{"what": "tamoxifen", "label": "tamoxifen", "why": "An example."}]
    assert [name.split()[0] for name in drugs(answer)] == ["Anastrozole", "Letrozole", "Raloxifene"]
    assert "Anastrozole 1 mg every day, Letrozole 1 mg every day and Raloxifene" in about(answer)


def test_who_has_no_plan_is_told_of_the_outlook(answer: dict[str, Any]) -> None:
    answer["outside_tested_range"] = ["age"]
    assert "The plan goes beyond" in caveat(answer)
    answer["inputs"]["plan"] = []
    assert "The outlook goes beyond" in caveat(answer)


@pytest.mark.parametrize("as_json", [False, True])
def test_why_there_is_no_verdict_is_said_once(
    answer: dict[str, Any], capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    why = "No verdict: the simulation of everybody failed."
    answer["verdict"] |= {"years": {}, "lines": [], "headline": why}
    answer["failed"]["too_many"] = True
    with pytest.raises(SimulationError) as error:
        deliver(answer, None, as_json=as_json)
    assert (str(error.value) == why) is as_json
    assert capsys.readouterr().out.count(why) == 1


def test_what_begins_small_before_capitals_stays_so() -> None:
    assert (MEASURED["egfr"].title, MEASURED["creatinine"].title) == ("eGFR", "Creatinine")
