"""Arms of trials are called by what was done, never by the code of a file."""

from __future__ import annotations

import re
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.report.scores.arms import arm_words
from osteotwin.report.scores.recorded import Choice, context


def trial(**arms: list[str]) -> dict[str, Any]:
    return {"arms": [{"id": name, "done": done} for name, done in arms.items()]}


NOTHING = ["nothing added"]


@pytest.mark.parametrize(
    ("arms", "words"),
    [
        ({"t": ["Testosterone, 200 mg every 2 weeks"], "placebo": NOTHING}, ["Testosterone", "Placebo"]),
        ({"t_f": ["Testosterone, 200 mg", "Finasteride, 5 mg"]}, ["Testosterone + Finasteride"]),
        ({"a": ["Drug, 1 mg, weeks 0 to 9"], "b": ["Drug, 2 mg, weeks 0 to 9"]}, ["Drug, 1 mg", "Drug, 2 mg"]),
        ({"a": ["Drug, dose not given"], "b": ["Drug, dose not given"]}, ["Drug (arm A)", "Drug (arm B)"]),
        ({"a": ["jumps (low, high), 3 a week"]}, ["Jumps (low, high)"]),
        ({"a": ["1,200 mg calcium a day, weeks 0 to 52"]}, ["1,200 mg calcium a day"]),
        ({"pre2": NOTHING, "pbo": NOTHING}, ["Nothing added (arm A)", "Nothing added (arm B)"]),
        ({"young_men": NOTHING, "all": NOTHING, "bed_rest": NOTHING}, ["Young men", "All", "Bed rest"]),
    ],
)  # fmt: skip
def test_an_arm_is_called_by_what_was_done(arms: dict[str, list[str]], words: list[str]) -> None:
    assert list(arm_words(trial(**arms)).values()) == words


@pytest.mark.slow
def test_no_code_of_an_arm_stands_on_the_page_of_the_evidence() -> None:
    recorded = ot.recorded_scores()
    codes = re.compile(
        r"[:;] (?:t|t f|pre2|zol|ris|tam|aln|pbo|ai|adt|case|[a-z]+\d\w*|.*\b(?:ana|tpt|gt1|lt1)\b.*)$"
    )
    for one in recorded["trials"]:
        words = arm_words(one)
        assert len(set(words.values())) == len(words), one["id"]
        assert not any("_" in word for word in words.values()), one["id"]
    pages = (context(recorded, Choice(page=page)) for page in (1, 2, 3))
    shown = [row["what"] for page in pages for forest in page["forests"] for row in forest["rows"]]
    assert shown
    assert [what for what in shown if codes.search(what)] == []
