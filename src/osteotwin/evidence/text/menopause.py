"""Menopausal state and years since the last period, where the text says them."""

from __future__ import annotations

import re

from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.finding import Finding

_STATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(pattern, re.IGNORECASE))
    for state, pattern in (
        ("induced", r"oophorectomi|oophorectomy|ovariectom|surgical(?:ly)? menopaus|induced menopause"),
        ("post", r"post-?menopaus"),
        ("peri", r"peri-?menopaus|menopaus(?:e|al) transition|final menstrual period"),
        ("pre", r"pre-?menopaus|\bmenstruating|eumenorrh"),
    )
)
_COUNT = r"(\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten)"
_COUNTS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0,
}  # fmt: skip
_LAST_PERIOD = r"(?:the |their )?(?:menopause|last (?:menstrual )?period|final menstrual period|FMP)"
# Pattern, sign, and the share of a limit that is taken: half of an upper one, twice a lower one.
_YEARS_SINCE: tuple[tuple[re.Pattern[str], float, float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sign, share)
    for pattern, sign, share in (
        (rf"within (?:the first )?{_COUNT} years? (?:of|after|since|from|past) {_LAST_PERIOD}", 1.0, 0.5),
        (rf"less than {_COUNT} years? (?:after|since|past) {_LAST_PERIOD}", 1.0, 0.5),
        (rf"(?:at least|more than|over) {_COUNT} years? (?:after|since|past|post) {_LAST_PERIOD}", 1.0, 2.0),
        (rf"{_COUNT}(?: ?(?:-|–|to) ?{_COUNT})? years? (?:after|since|past|post) {_LAST_PERIOD}", 1.0, 1.0),
        (rf"{_COUNT}(?: ?(?:-|–|to) ?{_COUNT})? years? post-?menopaus", 1.0, 1.0),
        (rf"years since (?:the )?menopause(?: of|:|,| was| is)? {_COUNT}", 1.0, 1.0),
        (rf"week 0 is {_COUNT} years? before {_LAST_PERIOD}", -1.0, 1.0),
    )
)  # fmt: skip


def menopausal_state(text: ArmText) -> str | None:
    """Find ``"pre"``, ``"peri"``, ``"post"`` or ``"induced"`` in the arm's name, the condition or the title."""
    for place in ("arm", "condition", "title"):
        for state, pattern in _STATES:
            if asserted(pattern, text.at(place)):
                return state
    return None


def years_since_menopause(text: ArmText) -> Finding | None:
    """Find the years since the last period [year]; negative where it lies ahead."""
    for place in ("arm", "condition", "title", "notes"):
        for pattern, sign, share in _YEARS_SINCE:
            match = pattern.search(text.at(place))
            if match:
                numbers = [_count(g) for g in match.groups() if g is not None]
                value = sign * share * sum(numbers) / len(numbers)
                return Finding(value, f'{place}: "{match.group().strip()}"')
    return None


def _count(text: str) -> float:
    return _COUNTS.get(text.lower()) or float(text)
