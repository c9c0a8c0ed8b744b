"""Many people at about the same time are a crowd; one who opens page after page is none."""

from __future__ import annotations

import pytest

from osteotwin.web import crowd as module
from osteotwin.web.crowd import Crowd
from osteotwin.web.jobs import CROWD


@pytest.mark.parametrize(
    ("people", "apart", "is_crowd"),
    [
        ([f"{k}" for k in range(CROWD)], 1.0, False),
        ([f"{k}" for k in range(CROWD + 1)], 1.0, True),
        (["one"] * 50, 1.0, False),
        (["one", "two"] * 25, 1.0, False),
        ([f"{k}" for k in range(50)], 60.0, False),
    ],
)
def test_a_crowd_is_many_people_at_about_the_same_time(
    people: list[str], apart: float, is_crowd: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(apart * k for k in range(len(people)))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    crowd = Crowd()
    assert [crowd.joined_by(one) for one in people][-1] is is_crowd
