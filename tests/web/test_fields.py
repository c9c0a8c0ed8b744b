"""A question as fields, and fields as answers in plain words: over HTTP."""

from __future__ import annotations

from typing import Any, Final

import pytest

import osteotwin as ot
from osteotwin.web import fields

FORM: Final = "/api/v1/people/fields"
WORDS: Final = f"{FORM}/words"
LABS: Final = "2026-01-12: estradiol 27 pg/mL"
ROW: Final = {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "2026-01-12"}
HOSTILE: Final = '<img src=x onerror="alert(1)">'


def test_an_answer_fills_fields_as_far_as_it_is_understood(client: Any) -> None:
    form = client(
        "POST", FORM, json={"question": "labs", "answers": {"labs": f"{LABS}; blood was fine"}}
    ).json()
    assert (form["question"], form["replaces"], form["rows"]) == ("labs", ["labs"], [ROW])
    unit = next(one for one in form["columns"] if one["key"] == "unit")
    assert "pmol/L" in unit["by"]["Estradiol"]
    assert "SHBG" not in unit["by"]
    assert any("blood was fine" in one for one in form["unread"])
    assert client("GET", "/api/v1/people").json() == []


@pytest.mark.parametrize("question", ["drugs", "dose", "since"])
def test_drugs_doses_and_days_are_one_form(client: Any, question: str) -> None:
    answers = {"drugs": "anastrozole", "dose": "1 mg daily", "since": "March 2024"}
    form = client("POST", FORM, json={"question": question, "answers": answers}).json()
    assert (form["question"], form["replaces"]) == ("drugs", ["drugs", "dose", "since"])
    (row,) = form["rows"]
    body = {"question": question, "rows": [row], "values": {}, "answers": answers}
    told = client("POST", WORDS, json=body).json()
    assert (told["problems"], told["lost"]) == ([], [])
    assert (told["answers"]["dose"], told["answers"]["since"]) == ("", "")
    read = client("POST", "/api/v1/people/from-answers?look=true", json=told["answers"]).json()
    assert read["asked"] == {}


@pytest.mark.parametrize("question", ["drugs", "person", "scans", "labs", "training", "food"])
def test_every_question_has_fields_though_nothing_is_answered(client: Any, question: str) -> None:
    form = client("POST", FORM, json={"question": question, "answers": {}}).json()
    assert form["columns"] or form["once"]
    assert (form["rows"], form["unread"]) == ([], [])
    assert form["most_rows"] >= 20
    for field in (*form["columns"], *form["once"]):
        assert field["asks"]
        assert field["example"] or field["by"], field


def test_what_lacks_of_an_answer_that_is_not_understood_is_asked_at_its_fields(client: Any) -> None:
    answers = {"labs": "2026-01-12: estradiol 27; PTH 40 pg/mL"}
    form = client("POST", FORM, json={"question": "labs", "answers": answers}).json()
    (asked,) = form["asked"]
    assert (form["rows"][asked["row"]]["what"], asked["key"]) == ("Estradiol", "unit")
    assert asked["says"].startswith("No unit of Estradiol. ")
    for text in (LABS, "", "blood was fine"):  # nothing is asked, or nothing is filled in
        assert (
            client("POST", FORM, json={"question": "labs", "answers": {"labs": text}}).json()["asked"] == []
        )


def test_what_is_not_clear_is_a_sentence_of_its_own(client: Any) -> None:
    answers = {"food": "kale", "labs": "estradiol 27"}
    for asked in (
        client("POST", "/api/v1/people/from-answers?look=true", json=answers).json()["asked"].values()
    ):
        for one in asked:
            assert one["says"].startswith(one["doubt"])
            assert len(one["says"]) > len(one["doubt"]) > 10


def test_fields_are_told_in_words_that_are_read_and_what_is_lost_is_said(client: Any) -> None:
    before = {"labs": f"{LABS}; testosterone 480 ng/dL"}
    body = {"question": "labs", "rows": [{}, ROW], "answers": before}
    told = client("POST", WORDS, json=body).json()
    assert told["answers"] == {"labs": LABS}
    assert any("480" in one for one in told["lost"])
    read = client("POST", "/api/v1/people/from-answers?look=true", json=told["answers"]).json()
    assert read["understood"].keys() == {"labs"}


def test_what_is_asked_of_fields_stands_at_its_field_in_plain_words(client: Any) -> None:
    rows: list[dict[str, str]] = [
        {},
        {"what": "Estradiol", "day": "2026-01-12", "unit": "pg/mL"},
        {"value": "3"},
    ]
    told = client("POST", WORDS, json={"question": "labs", "rows": rows}).json()
    assert told["answers"] == {}
    asked = {(one["row"], one["key"]): one["says"] for one in told["problems"]}
    assert set(asked) >= {(1, "value"), (2, "what")}
    assert not [says for says in asked.values() if "osteotwin" in says or "rows[" in says or "Fix:" in says]
    told = client("POST", WORDS, json={"question": "food", "values": {"calcium": "plenty"}}).json()
    assert [(one["row"], one["key"]) for one in told["problems"]] == [(None, "calcium")]


@pytest.mark.parametrize("question", ["drugs", "person", "training"])
def test_blank_fields_tell_nothing(client: Any, question: str) -> None:
    told = client("POST", WORDS, json={"question": question, "rows": [{}, {"what": " "}]}).json()
    assert told["answers"] == {}
    assert [one["says"].partition(".")[0] for one in told["problems"]] == ["Nothing is filled in"]


def test_what_is_longer_than_an_answer_is_asked(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "LONGEST", 20)
    (asked,) = client("POST", WORDS, json={"question": "labs", "rows": [ROW]}).json()["problems"]
    assert (asked["row"], asked["key"]) == (None, None)
    assert asked["says"] == "Together these are 30 characters. Needed: at most 20. Leave out the oldest rows."


@pytest.mark.parametrize(
    ("address", "body"),
    [
        (FORM, {"question": "name"}),
        (FORM, {"question": "labs", "answers": {"labs": "x" * 2001}}),
        (FORM, {"question": "labs", "answers": {"name": "Alex"}}),
        (FORM, {"question": "labs", "today": "2026-01-01"}),
        (WORDS, {"question": "labs", "rows": [{}] * 61}),
        (WORDS, {"question": "labs", "rows": [{"what": "x" * 2001}]}),
        (WORDS, {"question": "labs", "rows": [{"__proto__": "x"}]}),
        (WORDS, {"question": "labs", "rows": [{"What else": "x"}]}),
        (WORDS, {"question": "labs", "rows": [{"value": 27}]}),
        (WORDS, {"question": "labs", "rows": [{"value": None}]}),
        (WORDS, {"question": "labs", "rows": [{f"k{n}": "x" for n in range(21)}]}),
        (WORDS, {"question": "labs", "rows": {}, "values": {}}),
        (WORDS, {"question": "labs", "id": "x"}),
    ],
)
def test_what_nobody_should_send_is_refused_in_a_sentence(
    client: Any, address: str, body: dict[str, Any]
) -> None:
    refused = client("POST", address, json=body)
    assert refused.status_code == 422
    assert len(refused.json()["detail"]) > 10


def test_no_number_is_none(client: Any) -> None:
    body = '{"question": "labs", "rows": [{"value": NaN}]}'
    refused = client("POST", WORDS, content=body, headers={"content-type": "application/json"})
    assert refused.status_code == 422


@pytest.mark.parametrize("question", ["drugs", "person", "scans", "labs", "training", "food"])
def test_a_name_that_nobody_knows_is_asked_and_quoted_as_it_is(client: Any, question: str) -> None:
    form = client("POST", FORM, json={"question": question, "answers": {question: HOSTILE}}).json()
    first = (form["columns"] or form["once"])[0]["key"]
    filled = {"rows": [{first: HOSTILE}]} if form["columns"] else {"values": {first: HOSTILE}}
    told = client("POST", WORDS, json={"question": question, **filled}).json()
    assert told["answers"] == {}
    assert told["problems"]
    assert {(one["row"], one["key"]) for one in told["problems"]} & {
        (0, None),
        (0, first),
        (None, first),
        (0, "much"),
    }


def test_the_interface_describes_fields(client: Any) -> None:
    content = client("GET", "/api/v1/openapi.json").json()
    assert {FORM, WORDS} <= set(content["paths"])
    taken = content["components"]["schemas"]["FieldsFilled"]
    assert taken["additionalProperties"] is False
    assert taken["properties"]["rows"]["maxItems"] == 60


def test_every_question_of_the_page_opens_fields(client: Any) -> None:
    shown = client("GET", "/").text
    for question in ot.QUESTIONS:
        assert f'data-fields-of="{question.key}"' in shown
