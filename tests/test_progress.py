"""Progress: parts lie in the whole, in order, and end where the next begins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.progress import Progress, part_of, report

shares = st.floats(0, 1)


@given(st.lists(shares, min_size=2, max_size=2).map(sorted), st.lists(shares, max_size=5).map(sorted))
def test_a_part_stays_in_its_part_and_never_falls(bounds: list[float], fractions: list[float]) -> None:
    seen: list[float] = []
    part = part_of(lambda now: seen.append(now.fraction), *bounds)
    assert part is not None
    for fraction in (0.0, *fractions, 1.0):
        part(Progress(fraction))
    assert (seen[0], seen[-1]) == tuple(bounds)
    assert all(one <= other + 1e-15 for one, other in pairwise(seen))


@pytest.mark.parametrize("parts", [1, 3, 7, 49])
def test_parts_of_parts_end_at_one(parts: int) -> None:
    seen: list[Progress] = []
    for k in range(parts):
        outer = part_of(seen.append, k / parts, (k + 1) / parts, f"part {k}")
        for j in range(3):
            report(part_of(outer, j / 3, (j + 1) / 3), 5, 5)
    assert seen[-1] == Progress(1.0, f"part {parts - 1}")
    assert [now.fraction for now in seen] == sorted(now.fraction for now in seen)


def test_the_stage_of_the_inner_part_counts() -> None:
    seen: list[Progress] = []
    report(part_of(seen.append, 0.0, 0.5, "outer"), 1, 2, "inner")
    assert seen == [Progress(0.25, "inner")]


def test_nobody_listens() -> None:
    assert part_of(None, 0.0, 0.5) is None
    report(None, 1, 2)


def test_no_work_is_done() -> None:
    seen: list[Progress] = []
    report(seen.append, 0, 0)
    assert seen == [Progress(1.0)]


def test_who_listens_may_end_the_work() -> None:
    def stop(now: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report(part_of(part_of(stop, 0.0, 0.5), 0.5, 1.0), 0, 1)
