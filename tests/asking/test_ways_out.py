"""What is offered to somebody who answers: every example is understood, and a way out can be typed."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

EXAMPLES = [(question.key, example) for question in ot.QUESTIONS for example in question.examples]


@pytest.mark.parametrize(("question", "example"), EXAMPLES)
def test_every_example_is_understood(question: str, example: str) -> None:
    count = example.count(";") + 1 if question == "dose" else 1
    beside = (
        {"drugs": "; ".join(["test cyp", "arimidex", "letrozole"][:count])}
        if question in ("dose", "since")
        else {}
    )
    if example.startswith("60 mg"):
        beside = {"drugs": "denosumab"}
    if question == "since":
        beside = {"drugs": "letrozole 2.5 mg daily"}
    assert told(question, example, **beside) != ""


@pytest.mark.parametrize(
    ("question", "said", "fix"),
    [("person", "male, 45, 181", '"181 cm"'), ("person", "male, 45, 86", '"86 kg"'),
     ("labs", "12 Jan 2026: estradiol 20", '"20 pg/mL"'),
     ("labs", "12 Jan 2026: testosterone 16 ng/dL", 'write "confirmed" behind it')],
)  # fmt: skip
def test_a_way_out_can_be_written_in_an_answer(question: str, said: str, fix: str) -> None:
    with pytest.raises(ot.InputError) as found:
        told(question, said)
    assert fix in found.value.problems[0].fix
    assert "--unit" not in str(found.value)


WAYS_OUT = [
    ("drugs", "Adcal-D3 twice a day", 'write "Adcal-D3 600 mg/400 IU" or "Adcal-D3 300 mg/200 IU"'),
    ("food", "milk daily; calcium 750 mg a day", "calcium tablets 500 mg daily"),
    ("food", "200 ml Milch", 'every day"'),
    ("scans", "femoral neck -2.2 on 2025-11-03", 'write "T-score -2.2".'),
]


@pytest.mark.parametrize(("question", "answer", "fix"), WAYS_OUT)
def test_what_is_advised_can_be_done(question: str, answer: str, fix: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told(question, answer)
    assert fix in str(asked.value)
    assert "-2.2 g/cm2" not in str(asked.value)
